"""The README's tables are what the notebooks say."""

from pathlib import Path

import pytest

from helpers.suite.readme import exercise_table, fill, notebook_table

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("marker", "table"), [("notebooks", notebook_table), ("exercises", exercise_table)])
def test_tables_are_made_from_the_notebooks(marker, table):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert fill(readme, marker, table(ROOT / "notebooks")) == readme, "run python -m helpers.suite.readme"


def test_every_notebook_and_exercise_has_its_row():
    notebooks, exercises = notebook_table(ROOT / "notebooks"), exercise_table(ROOT / "notebooks")
    assert notebooks.count("\n") == 2 + len(list((ROOT / "notebooks").glob("[0-9]*.ipynb")))
    assert exercises.count("\n") == 2 + len(list((ROOT / "notebooks" / "exercises").glob("e*.ipynb")))
    assert "|  |" not in notebooks + exercises


def test_text_without_the_markers_stays():
    assert fill("no markers", "notebooks", "x") == "no markers"
