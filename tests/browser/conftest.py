"""A JupyterLab on a copy of notebooks and cases, and a headless Chromium to look at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from helpers import Case
from tests.browser.chromium import Browser, Page, find_chromium, wait_until

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "t" * 24
WIDTH, HEIGHT = 1366, 768  # a common laptop


class Lab:
    """A running JupyterLab and the browser that looks at it."""

    def __init__(self, folder: Path, address: str, browser: Browser) -> None:
        self.folder, self.address, self.browser = folder, address, browser

    def ask(self, path: str, method: str = "GET"):
        """One request to the server's own interface."""
        request = Request(f"{self.address}/{path}", headers={"Authorization": f"token {TOKEN}"}, method=method)
        with urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or "null")

    def open(self, notebook: str) -> Page:
        """A new tab with this notebook, its kernel ready."""
        page = self.browser.open(
            f"{self.address}/lab/tree/notebooks/{notebook}?reset&token={TOKEN}", width=WIDTH, height=HEIGHT
        )
        page.wait("window.jupyterapp?.shell?.isEmpty('main') === false", 90, f"{notebook} in JupyterLab")
        page.click(".lm-DockPanel-tabBar .lm-TabBar-tabLabel", notebook.split("/")[-1])
        kernel = "jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel"
        page.wait(f"{kernel}?.status === 'idle'", 60, f"the kernel of {notebook}")
        return page

    def shut_down_kernels(self) -> None:
        """End all kernels, so that the next notebook has the machine for itself."""
        for session in self.ask("api/sessions"):
            self.ask(f"api/sessions/{session['id']}", "DELETE")


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Iterator[Browser]:
    """A headless Chromium."""
    program = find_chromium()
    if program is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    started = Browser(program, tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab, on a copy of what a newcomer has; the tables of the cases are made beforehand."""
    folder = copy_of_the_suite(tmp_path_factory.mktemp("suite"))
    for name in ("dual-use", "harbour"):
        assert len(Case(folder / "data" / "cases" / name, progress=False).claims)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options(folder, port)],
            cwd=folder,
            env=environment(folder),
            stdout=log,
            stderr=log,
        )
    started = Lab(folder, f"http://127.0.0.1:{port}", browser)
    try:
        wait_until(lambda: server.poll() is not None or answers(started), 60, "JupyterLab")
        assert server.poll() is None, (folder / "server.log").read_text()
        yield started
        started.shut_down_kernels()
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def opened(lab) -> Iterator[Callable[[str], Page]]:
    """Opens a notebook in a new tab; closes it and ends its kernel afterwards."""
    pages = []

    def open_notebook(name: str) -> Page:
        pages.append(lab.open(name))
        return pages[-1]

    yield open_notebook
    for page in pages:
        page.close()
    lab.shut_down_kernels()


def copy_of_the_suite(folder: Path) -> Path:
    """Notebooks and cases where nobody minds what is written; settings that ask the network for no news."""
    nothing_made = shutil.ignore_patterns(".*", "corrections.csv")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=nothing_made)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=nothing_made)
    shutil.copytree(ROOT / "data" / "cases", folder / "data" / "cases", ignore=nothing_made)
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    return folder


def options(folder: Path, port: int) -> list[str]:
    """How the server is started; `expose_app_in_browser` lets the tests ask whether a notebook has run to its end."""
    return [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",  # as `make lab` does: a link to the glossary leads out of the notebooks
        f"--IdentityProvider.token={TOKEN}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]


def environment(folder: Path) -> dict[str, str]:
    """The variables of the server and of its kernels: nothing is read from or written to the user's own folders."""
    ours = {k: v for k, v in os.environ.items() if k != "HELPERS_CASE"}
    for name in ("CONFIG", "DATA", "RUNTIME"):
        ours[f"JUPYTER_{name}_DIR"] = str(folder / "jupyter" / name.lower())
    return ours | {
        "HELPERS_OUT": str(folder / "out"),
        "HELPERS_LOG": str(folder / "my-notes"),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def answers(lab: Lab) -> bool:
    """Whether the server is up."""
    try:
        return bool(lab.ask("api"))
    except (URLError, OSError):
        return False
