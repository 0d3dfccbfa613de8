"""The review desk under mouse and keyboard in a real JupyterLab; what is on the disk right after each verdict."""

import csv
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import Case
from tests.browser.chromium import wait_until
from tests.browser.notebook import SCREENSHOTS, run_all

pytestmark = pytest.mark.browser

ON_DISK = 5  # seconds in which the page, the kernel and the disk must have done their part
KEYS_FOCUSED = """document.activeElement?.closest(".helpers-desk .widget-text")?.innerText.trim() === "Keys" """
BUSY = "jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status !== 'idle'"


class Reviewer:
    """Somebody at a desk of their own, on a fresh copy of the bundled case."""

    def __init__(self, lab, opened, name: str) -> None:
        self.folder = lab.folder / "data" / "cases" / name
        shutil.copytree(lab.folder / "data" / "cases" / "dual-use", self.folder)
        cells = [new_code_cell("from helpers import Case, desk"), new_code_cell(f'desk(Case("{name}"), author="me")')]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), lab.folder / "notebooks" / f"{name}.ipynb")
        self.page = opened(f"{name}.ipynb")
        run_all(self.page)
        self.page.wait("document.querySelectorAll('.helpers-desk .helpers-accept').length", 30, "the desk")
        self.page.screenshot(SCREENSHOTS / f"{name}.png")
        self.seen = 0

    def written(self) -> dict[str, str]:
        """The one line that the last act has put on the disk."""
        lines = wait_until(self._new_lines, ON_DISK, "corrections.csv")
        assert len(lines) == 1, lines
        self.seen += 1
        self.page.wait(f"!({BUSY}) && {KEYS_FOCUSED}", 30, "the next row")
        return {name: lines[0][name] for name in ("author", "action", "field", "value", "quote", "reason")}

    def _new_lines(self) -> list[dict[str, str]]:
        path = self.folder / "corrections.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))[self.seen :]

    def missed_words(self) -> str:
        """Words of the article before us, late in it, that stand there once and can be typed without a special key."""
        case = Case(self.folder, progress=False)
        text = case.texts[case.claims["article_id"].iloc[0]]
        runs = re.findall(r"(?<![\w-])[a-zA-Z]+(?: [a-zA-Z]+){4}(?![\w-])", text)
        return next(words for words in reversed(runs) if text.count(words) == 1)

    def fill(self, text: str) -> None:
        """Write over what stands in the box that has the focus, and leave the box."""
        self.page.press("a", "control")
        self.page.type(text)
        self.page.press("Tab")


def line(action: str, **rest: str) -> dict[str, str]:
    return {"author": "me", "action": action, "field": "", "value": "", "reason": ""} | rest


def without_quote(told: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if name != "quote"}


@pytest.fixture
def reviewer(lab, opened, request):
    return Reviewer(lab, opened, f"desk-{request.node.name.split('_')[-1]}")


def test_every_verdict_is_on_the_disk_right_after_clicks(reviewer):
    page, words = reviewer.page, reviewer.missed_words()
    page.click(".helpers-desk .widget-text", "Reason")
    reviewer.fill("read it")
    page.click(".helpers-accept")
    assert without_quote(reviewer.written()) == line("confirm", reason="read it")
    page.click(".helpers-desk .widget-text", "source name")
    reviewer.fill("Somebody else")
    page.click(".helpers-save")
    assert without_quote(reviewer.written()) == line("edit", field="source_name", value="Somebody else")
    page.click(".helpers-reject")
    assert without_quote(reviewer.written()) == line("reject")
    page.click(".helpers-desk .lm-Widget", "Add a row that the machine missed")
    page.click(".helpers-desk .widget-text", "Words")
    reviewer.fill(words)
    page.click(".helpers-add")
    assert reviewer.written() == line("add", quote=words)
    for _ in range(4):
        page.click(".helpers-undo")
        assert reviewer.written()["action"] == "undo"
    assert set(Case(reviewer.folder, progress=False).claims["status"]) == {"machine_only"}


def test_every_verdict_is_on_the_disk_right_after_keys(reviewer):
    page, words = reviewer.page, reviewer.missed_words()
    page.click(".helpers-desk .widget-text", "Keys")
    page.press("a")
    assert without_quote(reviewer.written()) == line("confirm")
    page.press("j")
    page.press("k")
    page.press("e")
    page.wait(f"!({KEYS_FOCUSED})", ON_DISK, "the first field")
    reviewer.fill("Somebody else")
    for _ in range(4):
        page.press("Tab", "shift")
    page.press("Enter")
    assert without_quote(reviewer.written()) == line("edit", field="source_name", value="Somebody else")
    page.press("r")
    assert without_quote(reviewer.written()) == line("reject")
    page.press("n")
    page.wait(f"!({KEYS_FOCUSED})", ON_DISK, "the words")
    reviewer.fill(words)
    page.press("Enter")
    assert reviewer.written() == line("add", quote=words)
    for _ in range(4):
        page.press("u")
        assert reviewer.written()["action"] == "undo"
    assert set(Case(reviewer.folder, progress=False).claims["status"]) == {"machine_only"}
    assert page.evaluate("jupyterapp.shell.currentWidget.content.model.cells.length") == 2, "a key went to the notebook"
