"""A first look: pages, sizes, lines, the first row of a table."""

import pytest

from helpers.case import Case
from helpers.share.look import lines, page, show_first, sizes
from helpers.tables.contracts import TABLES


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "pier.txt").write_text(
        "Pier shut\n\nOn 3 March 2024 the mayor, Ann Lee, said that the <b>pier</b> was shut.\n\n© 2024 Harbour Post. All rights reserved.\n",
        encoding="utf-8",
    )
    (folder / "lamp.txt").write_text("The lamp\n\nIt is out.\n", encoding="utf-8")
    return Case(folder, progress=False)


def test_page_is_the_text_as_it_is_and_escaped(case):
    shown = page(case, "pier")
    assert shown.text == case.article("pier").text
    assert "<b>pier</b>" not in shown._repr_html_() and "&lt;b&gt;pier" in shown._repr_html_()
    assert str(shown).startswith("pier.txt · ")


@pytest.mark.parametrize("name", ["", "no-such", "p" * 500])
def test_unknown_articles_are_refused(case, name):
    with pytest.raises(KeyError, match=r"case\.articles"):
        page(case, name)


def test_sizes_explain_every_table(case):
    assert sizes(case).index.tolist() == list(TABLES)
    assert sizes(case).loc["articles", "rows"] == 2


def test_lines_show_the_words_of_a_kind(case):
    found = lines(case, "boilerplate")
    assert found["words"].tolist() == ["© 2024 Harbour Post. All rights reserved."]
    assert lines(case, "comment").empty and lines(case, "joined").empty


@pytest.mark.parametrize(
    ("table", "column"),
    [("claims", "claim_id"), ("dates", "date_id"), ("segments", "segment_id"), ("articles", "article_id")],
)
def test_first_row_is_shown_by_its_own_id(case, table, column):
    rows = getattr(case, table)
    assert f"{table} {rows[column].iloc[0]}" in str(show_first(case, rows))


def test_no_row_is_said_so(case):
    assert show_first(case, case.claims.head(0)) == "No such row in these articles."
    assert show_first(case, case.claims, 99) == "No such row in these articles."
