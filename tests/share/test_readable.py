"""Tables to read: nothing cut, nothing run."""

import pandas as pd
import pytest

from helpers.share.readable import readable_html
from tests.hostile import SCRIPT


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(150.0, ">150<"), (0.25, ">0.25<"), (float("nan"), "><"), (["a", "b"], ">a; b<"), ([], "><"), (True, ">True<"),
     ("two\n\nlines", ">two lines<"), (pd.NA, "><"), ("x" * 300, "x" * 300)],
)  # fmt: skip
def test_cells_are_shown_for_people(cell, shown):
    assert shown in readable_html(pd.DataFrame({"value": pd.Series([cell], dtype=object)}))


def test_words_of_articles_are_inert():
    page = readable_html(pd.DataFrame({SCRIPT: [SCRIPT]}, index=pd.Index([SCRIPT], name=SCRIPT)))
    assert "<script" not in page and "<img" not in page


def test_long_tables_say_how_long():
    page = readable_html(pd.DataFrame({"n": range(500)}))
    assert page.count("<tr") == 61 and "500 rows" in page


def test_dates_and_ids_do_not_break():
    page = readable_html(pd.DataFrame({"text": ["a"], "said_edtf": ["2024-05-01/2024-05-31"]}))
    assert "td:nth-child(3)" not in page and "td:nth-child(2) {white-space: nowrap}" in page


def test_empty_tables_say_so():
    assert "No rows." in readable_html(pd.DataFrame({"text": []}))
