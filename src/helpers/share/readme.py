"""The README's table of notebooks, made from the notebooks' own metadata (``python -m helpers.share.readme``)."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from helpers.case import ROOT

HEAD = "| notebook | question | minutes | for |\n|---|---|---|---|\n"


def notebook_table(folder: Path) -> str:
    """One row a notebook: link, question, minutes, for whom.

    Parameters
    ----------
    folder : Path
        Of the notebooks; those whose names begin with a digit.
    """
    rows = []
    for path in sorted(folder.glob("[0-9]*.ipynb")):
        facts = nbformat.read(path, as_version=4).metadata["helpers"]
        rows.append(f"| [{path.stem}](notebooks/{path.name}) | {facts['question']} | {facts['minutes']} | {facts['for']} |\n")
    return HEAD + "".join(rows)


def fill(readme: str, marker: str, text: str) -> str:
    """The text between two markers of the README, replaced.

    >>> fill("a <!-- x -->old<!-- /x --> b", "x", "new")
    'a <!-- x -->\\nnew\\n<!-- /x --> b'
    """
    pattern = re.compile(rf"(<!-- {marker} -->).*?(<!-- /{marker} -->)", re.S)
    return pattern.sub(lambda m: f"{m[1]}\n{text.strip()}\n{m[2]}", readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(fill(path.read_text(encoding="utf-8"), "notebooks", notebook_table(ROOT / "notebooks")), encoding="utf-8")
