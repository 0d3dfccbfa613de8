"""Is everything here? A check of this machine in plain words, before class."""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.annotate.pipeline import load_pipeline
from helpers.case import Case, cases
from helpers.places import ROOT, cache_folder, derived_folder
from helpers.share.readable import readable_html

PYTHONS = ((3, 11), (3, 13))  # from, to; as pyproject.toml says
NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Setup:
    """What `check_setup` found; Jupyter shows it as a table, ``print`` as lines."""

    rows: tuple[tuple[str, bool, str], ...]  # what, whether it is well, in words

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return all(well for _, well, _ in self.rows)

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a frame."""
        cells = [[what, "yes" if well else "NO", words] for what, well, words in self.rows]
        return pd.DataFrame(cells, columns=["what", "is it well?", "in words"])

    @property
    def verdict(self) -> str:
        """One line: go on, or what to do first."""
        wrong = [what for what, well, _ in self.rows if not well]
        return "Everything is here. Go on." if not wrong else f"Look first at: {', '.join(wrong)}."

    def __str__(self) -> str:
        return "\n".join(
            [*(f"{'yes' if ok else 'NO ':3}  {what}: {words}" for what, ok, words in self.rows), self.verdict]
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"{readable_html(self.table)}<p><b>{self.verdict}</b></p>"


def check_setup(where: str | Path | None = None) -> Setup:
    """Look whether this machine has what the notebooks need, and say what is missing and what to do about it.

    Parameters
    ----------
    where : str or Path, optional
        The case that is going to be used; by default the one that `open_case` opens.

    Returns
    -------
    Setup
        Python, packages, bundled pipeline, case, folder for results. Nothing is changed; the network is not used.
    """
    where = where or os.environ.get("HELPERS_CASE") or "dual-use"
    checks: list[tuple[str, Callable[[], tuple[bool, str]]]] = [
        ("Python", lambda: python_version(sys.version_info[:2])),
        ("packages", packages),
        ("pipeline", pipeline),
        ("case", lambda: case_found(where)),
        ("results", lambda: writable(where)),
    ]
    return Setup(tuple((what, *_asked(look)) for what, look in checks))


def _asked(look: Callable[[], tuple[bool, str]]) -> tuple[bool, str]:
    """What a check says; one that fails itself says why."""
    try:
        return look()
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"


def python_version(version: tuple[int, int]) -> tuple[bool, str]:
    """Whether this Python is one that the suite was tested with.

    >>> python_version((3, 12))
    (True, 'Python 3.12')
    >>> python_version((3, 9))
    (False, 'Python 3.9; needed is 3.11, 3.12 or 3.13. Install one of them and run make again.')
    """
    here = f"Python {version[0]}.{version[1]}"
    if PYTHONS[0] <= version <= PYTHONS[1]:
        return True, here
    return False, f"{here}; needed is 3.11, 3.12 or 3.13. Install one of them and run make again."


def packages(lock: Path = ROOT / "requirements.lock") -> tuple[bool, str]:
    """Whether the packages that the suite asks for are here, at the versions of the lock.

    Another version that the suite allows is no fault, only said; a missing package is.
    """
    wanted = [NAME.match(r)[0] for r in importlib.metadata.requires("helpers") or [] if "extra ==" not in r]  # type: ignore[index]
    pinned = _pins(lock.read_text(encoding="utf-8")) if lock.is_file() else {}
    here = {name: _version(name) for name in wanted}
    if missing := sorted(name for name, version in here.items() if version is None):
        return False, f"missing: {', '.join(missing)}. Run `make lab` in a terminal: it installs them."
    pins = {name: pinned.get(_plain(name), []) for name in here}  # several where the lock tells Pythons apart
    other = [f"{n} {v} (lock: {' or '.join(pins[n])})" for n, v in here.items() if pins[n] and v not in pins[n]]
    if other:
        return (
            True,
            f"{len(here)} packages are here; not at the lock's version, so rows may differ a little: {', '.join(other)}",
        )
    return True, f"all {len(here)} packages are here" + (", at the versions of the lock" if pinned else "")


def _pins(lock: str) -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.+!]+)", lock, re.M):
        pins.setdefault(_plain(name), []).append(version)
    return pins


def _plain(name: str) -> str:
    """
    >>> _plain("Jupyter_Lab")
    'jupyter-lab'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def pipeline() -> tuple[bool, str]:
    """Whether the bundled pipeline reads a sentence, with the version of spaCy that it was made for."""
    nlp = load_pipeline()
    doc = nlp("The mayor said that the pier was shut.")
    found = any(token.dep_ in ("ccomp", "nsubj") for token in doc)
    name = f"{nlp.meta.get('name')} {nlp.meta.get('version')}"
    return (
        (True, f"{name} reads a sentence")
        if found
        else (False, f"{name} loads, but does not parse: install again with `make`")
    )


def case_found(where: str | Path) -> tuple[bool, str]:
    """Whether the case is there and its articles can be read."""
    case = Case(where, progress=False)
    articles, problems = case.read.articles, case.read.problems
    if not articles:
        return False, f"no article in {case.articles_folder.name} can be read; other cases: {', '.join(cases())}"
    words = f"{case.title}: {len(articles)} article{'s' * (len(articles) != 1)}"
    return True, words + (f", and {len(problems)} files that could not be read (see case.problems)" if problems else "")


def writable(where: str | Path) -> tuple[bool, str]:
    """Whether results can be written; where the rows of articles cannot be kept, it is only slower."""
    folder = derived_folder(Case(where, progress=False))
    if not _can_write(folder):
        return (
            False,
            f"{folder.name} cannot be written to: move the suite into a folder of your own, or set HELPERS_OUT",
        )
    if not _can_write(cache_folder()):
        return True, "can be written; the cache cannot, so every notebook reads the articles anew: set HELPERS_CACHE"
    return True, "can be written"


def _can_write(folder: Path) -> bool:
    """Whether a file can be made in a folder, or in the nearest folder above it that exists."""
    there = next(p for p in (folder, *folder.parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False
