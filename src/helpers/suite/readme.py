"""The README's tables of notebooks and exercises, made from the notebooks' own metadata (``python -m helpers.suite.readme``)."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from helpers.places import ROOT

HEAD = "| notebook | question | minutes | for | path |\n|---|---|---|---|---|\n"
EXERCISES_HEAD = "| exercise | question | minutes | after |\n|---|---|---|---|\n"
AFTER = re.compile(r"after \[([^\]]+)\]")


def notebook_table(folder: Path) -> str:
    """One row a notebook: link, question, minutes, for whom, on which path.

    Parameters
    ----------
    folder : Path
        Of the notebooks; those whose names begin with a digit.
    """
    rows = []
    for path in sorted(folder.glob("[0-9]*.ipynb")):
        facts = nbformat.read(path, as_version=4).metadata["helpers"]
        cells = [
            f"[{path.stem}](notebooks/{path.name})",
            facts["question"],
            facts["minutes"],
            facts["for"],
            _paths(facts["for"]),
        ]
        rows.append(_row(cells))
    return HEAD + "".join(rows)


def exercise_table(folder: Path) -> str:
    """One row an exercise: link, question, minutes, the notebook that it comes after.

    Parameters
    ----------
    folder : Path
        Of the notebooks; the exercises are in ``exercises``.
    """
    rows = []
    for path in sorted((folder / "exercises").glob("e*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        facts = notebook.metadata["helpers"]
        after = AFTER.search(notebook.cells[0].source)
        link = f"[{path.stem}](notebooks/exercises/{path.name})"
        rows.append(_row([link, facts["question"], facts["minutes"], after[1] if after else ""]))
    return EXERCISES_HEAD + "".join(rows)


def _paths(readers: str) -> str:
    """
    >>> _paths("everybody"), _paths("analysts, reviewers")
    ('analyst, learner', 'analyst')
    """
    return ", ".join(p for p in ("analyst", "learner") if p in readers or readers == "everybody")


def _row(cells: list[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"


def fill(readme: str, marker: str, text: str) -> str:
    """The text between two markers of the README, replaced.

    >>> fill("a <!-- x -->old<!-- /x --> b", "x", "new")
    'a <!-- x -->\\nnew\\n<!-- /x --> b'
    """
    pattern = re.compile(rf"(<!-- {marker} -->).*?(<!-- /{marker} -->)", re.S)
    return pattern.sub(lambda m: f"{m[1]}\n{text.strip()}\n{m[2]}", readme)


if __name__ == "__main__":
    path, notebooks = ROOT / "README.md", ROOT / "notebooks"
    text = fill(path.read_text(encoding="utf-8"), "notebooks", notebook_table(notebooks))
    path.write_text(fill(text, "exercises", exercise_table(notebooks)), encoding="utf-8")
