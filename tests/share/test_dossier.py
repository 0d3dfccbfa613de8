"""One page that opens offline, says all there is, and runs nothing."""

import html
import re
from html.parser import HTMLParser

import pytest

from helpers.review import corrections as review
from helpers.share.dossier import dossier, safe_name
from tests.hostile import SCRIPT


class Tags(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_claim_group_with_sentence_chain_date_others_and_corrections(copy, tmp_path):
    group = copy.ledger["claim_group"].value_counts().index[0]
    claims = copy.ledger.loc[copy.ledger["claim_group"] == group, "claim_id"].tolist()
    review.edit(copy, claims[0], "polarity", "warns", author="Ada", reason="it is a warning")
    page = dossier(copy, group, out=tmp_path / "d.html").read_text(encoding="utf-8")
    assert page.count("<section") >= 1 and all(html.escape(c) in page for c in claims)
    for words in ("<mark", "who told whom", "<dt>when</dt>", "Ada", "it is a warning", "SHA-256"):
        assert words in page


def test_who_else_speaks_of_it_is_named_once_and_nobody_is_left_out(case, tmp_path):
    ledger = case.ledger[case.ledger["origin_group"] != ""]
    group = ledger["claim_group"].value_counts().index[0]
    claims = ledger.loc[ledger["claim_group"] == group, "claim_id"].tolist()
    alone = dossier(case, claims[0], out=tmp_path / "one.html").read_text(encoding="utf-8")
    whole = dossier(case, group, out=tmp_path / "all.html").read_text(encoding="utf-8")
    content = case.claims.set_index("claim_id")["content"]
    assert all(html.escape(content[c]) in alone for c in claims[1:]) and "1 row." in alone
    numbers = ", ".join(str(n) for n in range(2, len(claims) + 1))
    assert f"Also {numbers} of this dossier" in whole and whole.count("<section") == len(claims)
    assert whole.count("<th>Stance</th>") == 0


@pytest.mark.parametrize("table", ["sources", "events", "entities", "articles"])
def test_other_rows_have_a_dossier_too(case, tmp_path, table):
    row_id = case.tables[table].iloc[0, 0]
    page = dossier(case, row_id, out=tmp_path).read_text(encoding="utf-8")
    assert "<section" in page and [p.name for p in tmp_path.iterdir()] == [f"{safe_name(row_id)}.html"]


def test_nothing_is_fetched_and_nothing_runs(hostile, tmp_path):
    ids = [
        *hostile.claims["claim_id"],
        *hostile.sources["source_id"],
        *hostile.articles["article_id"],
        *hostile.entities["entity_id"],
    ]
    page = dossier(hostile, *ids, out=tmp_path / "all.html", title=f"A {SCRIPT}").read_text(encoding="utf-8")
    tags = Tags(page)
    assert not tags.tags & {"script", "img", "iframe", "link", "object", "a", "svg"}
    assert tags.attributes <= {"lang", "charset", "http-equiv", "content", "style", "class", "id", "dir"}
    assert "default-src 'none'" in page
    assert SCRIPT not in page


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON\x00", "a/b\\c", "…", "=cmd|' /C calc'!A0", "x" * 500])
def test_file_names_are_safe(name):
    assert re.fullmatch(r"[a-z0-9-]{1,80}", safe_name(name))
