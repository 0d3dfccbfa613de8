"""Any row in its sentence, escaped."""

import pytest

from helpers.share.show import explain, show
from helpers.tables.contracts import IDS
from tests.hostile import SCRIPT


@pytest.mark.parametrize("table", IDS)
def test_any_row_is_shown_with_its_words(case, table):
    row = case.tables[table].iloc[-1]
    shown = show(case, row[IDS[table]])
    assert row[IDS[table]] in str(shown) and "<mark" in shown._repr_html_()
    if "text" in row:
        assert "".join(row["text"].split()) in "".join(str(shown).split())


def test_article_text_is_escaped(hostile):
    case = hostile
    rows = [case.tables[t][IDS[t]].tolist() for t in IDS if t != "sources"]
    rows.append(case.sources.loc[case.sources["n_claims"] > 0, "source_id"].tolist())
    pages = [show(case, row_id)._repr_html_() for ids in rows for row_id in ids]
    assert len(pages) > 20
    assert [p for p in pages if "<script" in p or "<img" in p or SCRIPT in p] == []


def test_unknown_row_is_named(case):
    with pytest.raises(KeyError, match="no row 'x9'"):
        show(case, "x9")


def test_claims_are_explained_in_words(case):
    for row in case.claims.head(20).itertuples():
        words = explain(case, row.claim_id)
        assert row.rule.replace("_", " ") in words.replace("_", " ") and len(words) > 60
    with pytest.raises(KeyError, match="no claim"):
        explain(case, "x9")
