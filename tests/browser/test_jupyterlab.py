"""Each notebook in a real JupyterLab, as a newcomer opens it: run all cells from the menu, then look."""

import pytest

from tests.browser.conftest import WIDTH
from tests.browser.notebook import ROOT, SCREENSHOTS, run_all, show_whole

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
EXERCISES = sorted((ROOT / "notebooks" / "exercises").glob("e0[167]-*.ipynb"))

PICTURES = """[...document.querySelectorAll(".jp-OutputArea-output img")].map(picture => picture.naturalWidth)"""
BROKEN = """[...document.querySelectorAll(".jp-OutputArea-output")].map(output => output.innerText).filter(
    text => /Loading widget|Error displaying widget|Error creating widget|JavaScript Error/i.test(text))"""


def pictures_of(cell: dict) -> int:
    return sum("image/png" in output.get("data", {}) for output in cell["outputs"])


@pytest.mark.parametrize("path", [*NOTEBOOKS, *EXERCISES], ids=lambda p: p.stem)
def test_notebook_runs_in_jupyterlab_and_shows_its_pictures(path, opened):
    page = opened(path.relative_to(ROOT / "notebooks").as_posix())
    cells = run_all(page)
    show_whole(page, WIDTH)
    page.screenshot(SCREENSHOTS / f"{path.stem}.png")
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"] == []
    assert [o["text"] for o in outputs if o.get("name") == "stderr"] == [], "a warning stands in red"
    assert [c["id"] for c in cells if "keep(" in c["source"] and not pictures_of(c)] == [], "a picture is not shown"
    drawn = sum(map(pictures_of, cells))
    assert drawn or path in EXERCISES, "no picture"
    pictures = page.evaluate(PICTURES)
    assert len(pictures) >= drawn, "a picture is not on the page"
    assert all(pictures), "a picture did not load"
    assert page.evaluate(BROKEN) == []
    assert page.outside() == [], "the notebook asks the network"


def test_a_word_leads_to_its_place_in_the_glossary(opened):
    page = opened("00-start-here.ipynb")
    page.click(".jp-NotebookPanel .jp-MarkdownOutput a", "EDTF")
    shown = "document.querySelector('.jp-MarkdownViewer .jp-RenderedMarkdown')"
    page.wait(f"{shown}?.innerText.startsWith('Glossary')", 20, "the glossary")
    heading = f"[...{shown}.querySelectorAll('h2, h3')].find(h => h.innerText.startsWith('EDTF'))"
    inside = f"(() => {{const y = {heading}.getBoundingClientRect().y; return y > 0 && y < innerHeight}})()"
    page.wait(inside, 20, "the entry in sight")
