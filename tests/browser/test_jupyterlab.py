"""Each notebook in a real JupyterLab, as a newcomer opens it: run all cells from the menu, then look."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(os.environ.get("HELPERS_OUT") or ROOT / "data" / "derived") / "screenshots"
SECONDS = 120  # the aim is 25 on an idle machine
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
EXERCISES = sorted((ROOT / "notebooks" / "exercises").glob("e0[16]-*.ipynb"))

CELLS = """(() => [...jupyterapp.shell.currentWidget.content.model.cells].filter(
    cell => cell.type === "code" && cell.sharedModel.getSource().trim()))()"""
OUTPUTS = f"{CELLS}.flatMap(cell => cell.outputs.toJSON())"
RAN = f"""(() => {{
    const cells = {CELLS}, failed = {OUTPUTS}.some(output => output.output_type === "error");
    return (failed || cells.every(cell => cell.executionCount)) &&
        jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === "idle";
}})()"""
LENGTH = """Math.ceil(document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-inner").getBoundingClientRect().height
    + document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer").getBoundingClientRect().top + 40)"""
TOP = """new Promise(done => {
    document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer").scrollTop = 0;
    setTimeout(done, 400);
})"""
PICTURES = """[...document.querySelectorAll(".jp-OutputArea-output img")].map(picture => picture.naturalWidth)"""
BROKEN = """[...document.querySelectorAll(".jp-OutputArea-output")].map(output => output.innerText).filter(
    text => /Loading widget|Error displaying widget|Error creating widget|JavaScript Error/i.test(text))"""


def run_all(page) -> list[dict]:
    """Choose Run > Run All Cells, wait for the end, and give the outputs of all cells."""
    page.click(".lm-MenuBar-itemLabel", "Run")
    page.click(".lm-Menu-itemLabel", "Run All Cells")
    page.wait(RAN, SECONDS, "all cells to run")
    return page.evaluate(OUTPUTS)


def show_whole(page, width: int) -> None:
    """Make the window as long as the notebook, so that JupyterLab draws all of it."""
    for _ in range(4):
        length = page.evaluate(LENGTH)
        page.resize(width, length)
        page.evaluate(TOP)
        if abs(page.evaluate(LENGTH) - length) < 5:
            break


@pytest.fixture
def opened(lab):
    """Opens a notebook; closes it and ends its kernel afterwards."""
    pages = []

    def open_notebook(name: str):
        pages.append(lab.open(name))
        return pages[-1]

    yield open_notebook
    for page in pages:
        page.close()
    lab.shut_down_kernels()


@pytest.mark.parametrize("path", [*NOTEBOOKS, *EXERCISES], ids=lambda p: p.stem)
def test_notebook_runs_in_jupyterlab_and_shows_its_pictures(path, opened):
    page = opened(path.relative_to(ROOT / "notebooks").as_posix())
    outputs = run_all(page)
    show_whole(page, 1366)
    page.screenshot(SCREENSHOTS / f"{path.stem}.png")
    errors = [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]
    assert errors == []
    drawn = sum("image/png" in o.get("data", {}) for o in outputs)
    assert drawn or path in EXERCISES, "no picture"
    pictures = page.evaluate(PICTURES)
    assert len(pictures) >= drawn, "a picture is not on the page"
    assert all(pictures), "a picture did not load"
    assert page.evaluate(BROKEN) == []
    assert page.outside() == [], "the notebook asks the network"
