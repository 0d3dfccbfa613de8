"""An open notebook in JupyterLab: run all of it, see all of it."""

from __future__ import annotations

import os
from pathlib import Path

from tests.browser.chromium import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(os.environ.get("HELPERS_OUT") or ROOT / "data" / "derived") / "screenshots"
SECONDS = 120  # the aim is 25 on an idle machine

CELLS = """(() => [...jupyterapp.shell.currentWidget.content.model.cells].filter(
    cell => cell.type === "code" && cell.sharedModel.getSource().trim()))()"""
TOLD = f"{CELLS}.map(cell => ({{id: cell.id, source: cell.sharedModel.getSource(), outputs: cell.outputs.toJSON()}}))"
RAN = f"""(() => {{
    const cells = {CELLS};
    const failed = cells.some(cell => cell.outputs.toJSON().some(output => output.output_type === "error"));
    return (failed || cells.every(cell => cell.executionCount)) &&
        jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === "idle";
}})()"""
LENGTH = """Math.ceil(document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-inner").getBoundingClientRect().height
    + document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer").getBoundingClientRect().top + 40)"""
TOP = """new Promise(done => {
    document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer").scrollTop = 0;
    setTimeout(done, 400);
})"""


def run_all(page: Page) -> list[dict]:
    """Choose Run > Run All Cells, wait for the end, and give id, source and outputs of each cell of code."""
    page.click(".lm-MenuBar-itemLabel", "Run")
    page.click(".lm-Menu-itemLabel", "Run All Cells")
    page.wait(RAN, SECONDS, "all cells to run")
    return page.evaluate(TOLD)


def show_whole(page: Page, width: int) -> None:
    """Make the window as long as the notebook, so that JupyterLab draws all of it."""
    for _ in range(4):
        length = page.evaluate(LENGTH)
        page.resize(width, length)
        page.evaluate(TOP)
        if abs(page.evaluate(LENGTH) - length) < 5:
            break
