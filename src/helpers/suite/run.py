"""The whole suite over one case: tables, every notebook on a fresh kernel, figures, readable pages."""

from __future__ import annotations

import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from tqdm import tqdm

from helpers.case import Case
from helpers.places import ROOT, derived_folder

CELL_SECONDS = 300
NOTEBOOKS = ROOT / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
LIVE_ONLY = (
    "<p><i>Here is something to work with by mouse and keys. It needs JupyterLab: <code>make lab</code>.</i></p>"
)


class NotebookFailedError(RuntimeError):
    """A cell of a notebook raised; the message names it and shows its source and the error."""


def run_notebook(path: Path, *, environment: dict[str, str] | None = None) -> nbformat.NotebookNode:
    """Execute one notebook on a fresh kernel, in its own folder.

    Parameters
    ----------
    path : Path
    environment : dict, optional
        Variables for the kernel beside those of this process.

    Returns
    -------
    NotebookNode
        The notebook with its outputs; the file is not touched.

    Raises
    ------
    NotebookFailedError
        At the first cell that raises.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute(env={**os.environ, **(environment or {}), "PYDEVD_DISABLE_FILE_VALIDATION": "1"})
    except CellExecutionError as error:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
        raise NotebookFailedError(f"{path.name} stopped at a cell that failed:\n\n{plain}") from None
    return notebook


def write_page(notebook: nbformat.NotebookNode, path: Path) -> None:
    """An executed notebook as one HTML file that needs nothing from the network."""
    urls = dict.fromkeys(
        ("mathjax_url", "require_js_url", "jquery_url", "mermaid_js_url", "mermaid_layout_elk_js_url"), ""
    )
    exporter = HTMLExporter(embed_images=True, **urls)
    body, _ = exporter.from_notebook_node(_without_widgets(notebook), {"metadata": {"name": path.stem}})
    body = re.sub(r'<script src="[^"]*">\s*</script>', "", body)
    body = re.sub(r'(?<= href=")(?![a-z]+:|#|/)([^"#]+)', lambda link: _from_page(link[1], path), body)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _from_page(link: str, page: Path) -> str:
    """Where a link of a notebook leads from its page: to the page of the other notebook, or back to the repository."""
    if re.fullmatch(r"\d\d-[\w-]+\.ipynb", link):
        return link.replace(".ipynb", ".html")
    try:
        return Path(os.path.relpath(NOTEBOOKS / link, page.parent)).as_posix()
    except ValueError:  # on another drive
        return link


def _without_widgets(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy with a line in place of each widget: on a page it would work only with a script from the network."""
    told = deepcopy(notebook)
    told.metadata.pop("widgets", None)
    for output in (o for cell in told.cells for o in cell.get("outputs", [])):
        if WIDGET in output.get("data", {}):
            output["data"] = nbformat.from_dict({"text/html": LIVE_ONLY})
    return told


def run_suite(where: str | Path, *, out: str | Path | None = None, workers: int = 1) -> int:
    """Build a case and execute every notebook on it, in order.

    Parameters
    ----------
    where : str or Path
        A case or a folder of articles.
    out : str or Path, optional
        Where tables, figures and pages go; by default ``data/derived/<case>``.
    workers : int
        Processes for building the tables.

    Returns
    -------
    int
        0, or 1 when a cell of a notebook raised (the later notebooks are not run).
    """
    begun = time.monotonic()
    case = Case(where, workers=workers, progress=True)
    out = Path(out) if out else derived_folder(case)
    out = out.resolve()
    case.write(out / "tables")
    environment = {"HELPERS_CASE": str(case.folder), "HELPERS_OUT": str(out)}
    notebooks = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    try:
        took = _run_in_order(notebooks, environment, out / "notebooks")
    except NotebookFailedError as error:
        print(f"\n{error}\nOpen it with `make lab` and run it cell by cell.", file=sys.stderr)
        return 1
    print(_summary(case, out, took, time.monotonic() - begun))
    return 0


def _run_in_order(notebooks: list[Path], environment: dict[str, str], pages: Path) -> dict[str, float]:
    """Two notebooks at a time, each on its own fresh kernel; their pages in order, up to the first that fails.

    Gives the seconds that each took.
    """
    with (
        ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool,
        tqdm(total=len(notebooks), desc="Notebooks", unit="notebook", file=sys.stderr) as bar,
    ):
        runs = [pool.submit(_timed, path, environment) for path in notebooks]
        seconds = {}
        try:
            for path, run in zip(notebooks, runs, strict=True):
                bar.set_postfix_str(path.stem)
                notebook, seconds[path.stem] = run.result()
                write_page(notebook, pages / f"{path.stem}.html")
                bar.update()
        finally:
            pool.shutdown(cancel_futures=True)
    return seconds


def _timed(path: Path, environment: dict[str, str]) -> tuple[nbformat.NotebookNode, float]:
    begun = time.monotonic()
    return run_notebook(path, environment=environment), time.monotonic() - begun


def not_known(case: Case) -> str:
    """Which articles have no outlet or no date of publication, and where to say so; empty where all have both."""
    rows = case.articles
    lacking = {"outlet": rows["outlet"] == "", "date of publication": rows["published_edtf"] == ""}
    told = [
        f"No {what} is known of {', '.join(rows.loc[which, 'file'].head(5))}{' …' if which.sum() > 5 else ''}"
        for what, which in lacking.items()
        if which.any()
    ]
    return (
        f"{'; '.join(told)}. Say it in metadata.csv (columns file, outlet, published) beside the articles."
        if told
        else ""
    )


def _summary(case: Case, out: Path, took: dict[str, float], seconds: float) -> str:
    figures = len(list((out / "figures").glob("*.png"))) if (out / "figures").is_dir() else 0
    sizes = {name: len(data) for name, data in case.tables.items()}
    wrong = f"\n  {sizes['problems']} files or rows could not be used: tables/problems.csv" if sizes["problems"] else ""
    wrong += f"\n  {gaps}" if (gaps := not_known(case)) else ""
    return (
        f"\n{case.title}: {sizes['articles']} articles, {sizes['claims']} claims, {sizes['dates']} dates, "
        f"{sizes['events']} events, in {seconds:.0f} s.{wrong}\n\n"
        f"  Read    {out / 'notebooks'}  ({len(took)} pages; begin with 00-start-here.html)\n"
        f"  Look    {out / 'figures'}  ({figures} figures, PNG and SVG)\n"
        f"  Use     {out / 'tables'}  (CSV and Parquet; columns in data/README.md)\n\n"
        f"  Seconds a notebook, on a fresh kernel: {', '.join(f'{name[:2]} {n:.0f}' for name, n in took.items())}\n"
    )
