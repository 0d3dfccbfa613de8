"""The notebooks on folders that have next to nothing: one short article, no outlet, no date, no event."""

from pathlib import Path

import nbformat
import pytest

from helpers.suite.run import run_notebook

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
FOLDERS = {
    "one short article": {
        "lamp.txt": "The lamp on the pier\n\nThe lamp on the old pier is out. A keeper said nobody had noticed.\n"
    },
    "nothing is said": {
        "tide.txt": "Tide tables\n\nHigh water is at six.\n",
        "menu.md": "# Soup\n\nFish soup with bread.\n",
    },
}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_notebook_runs_on_next_to_nothing(name, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for file, text in FOLDERS[name].items():
        (folder / file).write_text(text, encoding="utf-8")
    cells = []
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            cell["id"] = f"n{path.stem[:2]}-{cell['id']}"
            cells.append(cell)
    whole = nbformat.v4.new_notebook(cells=cells, metadata=nbformat.read(NOTEBOOKS[0], as_version=4).metadata)
    nbformat.write(whole, tmp_path / "all.ipynb")
    done = run_notebook(
        tmp_path / "all.ipynb", environment={"HELPERS_CASE": str(folder), "HELPERS_OUT": str(tmp_path / "out")}
    )
    drawing = [c for c in done.cells if c.cell_type == "code" and "keep(" in c.source]
    assert [c["id"] for c in drawing if not any("image/png" in o.get("data", {}) for o in c.outputs)] == []
