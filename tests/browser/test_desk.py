"""The review desk under mouse and keyboard in a real JupyterLab; what is on the disk right after each verdict."""

import csv
import json
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
KEYS_FOCUSED = "document.activeElement?.matches('.helpers-desk .helpers-keys input')"
BUSY = "jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status !== 'idle'"

HIDDEN = """(() => {
    const pane = document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer").getBoundingClientRect();
    return [...document.querySelectorAll(".helpers-desk :is(input, select, button, kbd, p, footer, .helpers-told, meter)")]
        .filter(found => found.getClientRects().length)
        .filter(found => {
            const box = found.getBoundingClientRect();
            return box.top < pane.top || box.bottom > pane.bottom || box.left < pane.left || box.right > pane.right;
        }).map(found => found.outerHTML.slice(0, 90));
})()"""
CUT = """[...document.querySelectorAll(".helpers-desk :is(.helpers-page, .helpers-foot, .helpers-form, .helpers-acts, .helpers-bar, .widget-label)")]
    .filter(found => found.getClientRects().length)
    .filter(found => found.scrollHeight > found.clientHeight + 1 || found.scrollWidth > found.clientWidth + 1)
    .map(found => found.className + " " + found.innerText.slice(0, 40))"""


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

    def fill(self, text: str, then: str = "Tab") -> None:
        """Write over what stands in the box that has the focus, and press a key that leaves the box."""
        self.page.press("a", "control")
        self.page.type(text)
        self.page.press(then)

    def cells(self) -> int:
        """How many cells the notebook has, once it has done what the last key asked."""
        self.page.evaluate("new Promise(done => setTimeout(done, 400))")
        return self.page.evaluate("jupyterapp.shell.currentWidget.content.model.cells.length")

    def choose_table(self, table: str) -> None:
        """Choose from the list above on the left."""
        box = "document.querySelector('.helpers-bar select')"
        self.page.evaluate(
            f"{box}.value = {json.dumps(table)}, {box}.dispatchEvent(new Event('change', {{bubbles: true}}))"
        )
        shown = f"document.querySelector('.helpers-progress').innerText.includes({json.dumps(table)})"
        self.page.wait(f"{shown} && !({BUSY}) && {KEYS_FOCUSED}", 30, table)


def line(action: str, **rest: str) -> dict[str, str]:
    return {"author": "me", "action": action, "field": "", "value": "", "reason": ""} | rest


def without_quote(told: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if name != "quote"}


@pytest.fixture
def reviewer(lab, opened, request):
    return Reviewer(lab, opened, f"desk-{re.sub('[^a-z]+', '-', request.node.name.split('_')[-1]).strip('-')}")


def test_every_verdict_is_on_the_disk_right_after_clicks(reviewer):
    page, words = reviewer.page, reviewer.missed_words()
    page.click(".helpers-reason input")
    reviewer.fill("read it")
    page.click(".helpers-accept")
    assert without_quote(reviewer.written()) == line("confirm", reason="read it")
    page.click(".helpers-field-source_name input")
    reviewer.fill("Somebody else")
    page.click(".helpers-edit", "Save")
    assert without_quote(reviewer.written()) == line("edit", field="source_name", value="Somebody else")
    page.click(".helpers-reject")
    assert without_quote(reviewer.written()) == line("reject")
    page.click(".helpers-add")
    page.click(".helpers-words input")
    reviewer.fill(words)
    page.click(".helpers-add")
    assert reviewer.written() == line("add", quote=words)
    for _ in range(4):
        page.click(".helpers-undo")
        assert reviewer.written()["action"] == "undo"
    assert set(Case(reviewer.folder, progress=False).claims["status"]) == {"machine_only"}


def test_every_verdict_is_on_the_disk_right_after_keys(reviewer):
    page, words = reviewer.page, reviewer.missed_words()
    page.click(".helpers-foot")
    page.press("a")
    assert without_quote(reviewer.written()) == line("confirm")
    page.press("j")
    page.press("k")
    page.press("e")
    page.wait(f"!({KEYS_FOCUSED})", ON_DISK, "the first field")
    reviewer.fill("Somebody else", "Enter")
    assert without_quote(reviewer.written()) == line("edit", field="source_name", value="Somebody else")
    page.press("r")
    assert without_quote(reviewer.written()) == line("reject")
    page.press("n")
    page.wait(f"!({KEYS_FOCUSED})", ON_DISK, "the words")
    reviewer.fill(words, "Enter")
    assert reviewer.written() == line("add", quote=words)
    for _ in range(4):
        page.press("u")
        assert reviewer.written()["action"] == "undo"
    assert set(Case(reviewer.folder, progress=False).claims["status"]) == {"machine_only"}
    assert reviewer.cells() == 2, "a key went to the notebook"


def test_escape_puts_back_and_leaving_a_row_keeps_what_was_typed(reviewer):
    page = reviewer.page
    field = "document.querySelector('.helpers-field-source_name input').value"
    told = "document.querySelector('.helpers-told').innerText"
    before = page.evaluate(field)
    page.click(".helpers-field-source_name input")
    reviewer.fill("Somebody else")
    page.click(".helpers-next")
    page.wait(f"{told}.includes('Not saved yet')", ON_DISK, "a word of what is not saved")
    assert page.evaluate(field) == "Somebody else"
    page.click(".helpers-field-source_name input")
    page.press("Escape")
    page.wait(f"{field} === {json.dumps(before)} && {KEYS_FOCUSED}", ON_DISK, "the field as it was")
    assert not reviewer._new_lines()


@pytest.mark.parametrize("where", [".helpers-bar select", ".helpers-bar button", ".helpers-next"])
def test_no_key_reaches_the_notebook_wherever_the_focus_is(reviewer, where):
    page = reviewer.page
    for key in "bdxv":
        page.evaluate(f"document.querySelector({json.dumps(where)}).focus()")
        page.press(key)
    assert reviewer.cells() == 2


def test_no_key_reaches_the_notebook_after_a_click_on_the_words_or_marking_some(reviewer):
    page = reviewer.page
    for where in (".helpers-page p", ".helpers-page footer", ".helpers-told", ".helpers-progress"):
        page.click(where)
        page.press("b")
    page.mark(".helpers-page p")
    assert len(page.evaluate("getSelection().toString()")) > 5, "words can be marked, to copy them"
    page.press("b")
    assert reviewer.cells() == 2
    page.press("a")
    assert reviewer.written()["action"] == "confirm"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["laptop", "wide"])
def test_all_is_in_sight_without_scrolling(reviewer, size):
    page = reviewer.page
    page.resize(*size)
    for table in ("events", "relations", "claims"):
        reviewer.choose_table(table)
        page.evaluate("document.querySelector('.helpers-desk').scrollIntoView({block: 'end'})")
        page.screenshot(SCREENSHOTS / f"desk-{table}-{size[0]}.png")
        assert page.evaluate(HIDDEN) == [], table
        assert page.evaluate(CUT) == [], table
