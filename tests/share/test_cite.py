"""A footnote for any row, as certain as the row is."""

import re

import pytest

from helpers.review import corrections as review
from helpers.share.cite import LONGEST, cite
from helpers.tables.contracts import IDS
from tests.hostile import SCRIPT


@pytest.mark.parametrize("table", IDS)
def test_any_row_has_a_footnote_with_all_that_it_takes_to_find_it(case, table):
    row = case.tables[table].iloc[0]
    footnote = cite(case, row[IDS[table]])
    f = footnote.fields
    start, end = map(int, f["pages"].split("–"))
    article = next(a for a in case.read.articles if a.file == f["file"])
    assert " ".join(article.text[start:end].split()).startswith(f["quotation"].removesuffix(" …"))
    assert f["sha256"] == article.sha256 and article.sha256[:16] in str(footnote) and "retelling" in str(footnote)
    assert f["date"] in str(footnote) and row[IDS[table]] in str(footnote) and f["version"] in footnote.bibtex


def test_an_article_is_cited_without_repeating_its_title(case):
    article = case.articles.iloc[0]
    footnote = cite(case, article["article_id"])
    assert (
        footnote.fields["quotation"] == "" and str(footnote).count(article["title"]) == 1 and "“”" not in str(footnote)
    )
    assert footnote.fields["pages"] == f"0–{len(case.texts[article['article_id']])}" and "“”" not in footnote.bibtex


def test_quotation_marks_inside_a_quotation_are_single(case):
    claims = case.claims[case.claims["content"].str.match('[“"]')]
    footnote = cite(case, claims["claim_id"].iloc[0])
    assert re.search('[“"]', footnote.fields["quotation"])
    assert not re.search('“[^”]*[“"]', str(footnote)) and "‘" in str(footnote)


def test_the_date_is_told_as_uncertain_as_it_is(case):
    a = case.articles[case.articles["published_earliest"] != case.articles["published_latest"]].iloc[0]
    assert f"{a['published_edtf'][:4]}" in str(cite(case, a["article_id"])) and "(inferred)" in str(
        cite(case, a["article_id"])
    )


def test_the_status_is_the_reviewers(copy):
    row = copy.claims["claim_id"].iloc[0]
    review.confirm(copy, row, author="A")
    assert ", confirmed;" in str(cite(copy, row))


def test_hostile_words_are_escaped_in_markdown_and_bibtex(hostile):
    for row in hostile.claims["claim_id"]:
        footnote = cite(hostile, row)
        assert SCRIPT not in footnote.markdown and not re.search(r"(?<!\\)[<>\[\]`]", footnote.markdown)
        body = re.sub(r"\\[{}%&$#_]|\\text\w+\{\}", "", footnote.bibtex)
        assert body.count("{") == body.count("}") == len(re.findall(r"^  \w+ = ", footnote.bibtex, re.M)) + 1
        assert len(footnote.fields["quotation"]) <= LONGEST + 1


def test_an_unknown_row_is_named(case):
    with pytest.raises(KeyError, match="no row 'x9'"):
        cite(case, "x9")
