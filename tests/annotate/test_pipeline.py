"""One Doc an article whose text is the article's, parsed paragraph by paragraph."""

from pathlib import Path

import pytest
import spacy

from helpers.annotate.pipeline import COMPONENTS, annotate, load_pipeline, tokenise
from helpers.read.articles import Article
from helpers.read.segments import segment

TEXT = (
    "# Cranes *still* missing\n\nThe port authority said on Monday that it had ordered three  cranes from a firm which\n\n"
    "nobody in the town had heard of before last winter.\n\n“We know nothing of it,” said Ana Sol.\n\nLeave a Reply\n"
)


def article(text: str) -> Article:
    return Article("a", "a.txt", Path("a.txt"), "", text, segment(text))


@pytest.fixture(scope="module")
def doc():
    return next(annotate([article(TEXT)]))


def test_text_is_untouched(doc):
    assert doc.text == TEXT
    assert [doc.text[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]


def test_blanks_and_markup_take_no_part_in_a_sentence(doc):
    odd = [t for t in doc if t.is_space or t.text in "#*"]
    assert {t.dep_ for t in odd} == {"dep"} and len(odd) > 6
    assert all(not list(t.children) or t.is_space or t.text in "#*" for t in odd)


def test_sentence_goes_on_over_the_page_break(doc):
    ordered = next(t for t in doc if t.text == "ordered")
    winter = next(t for t in doc if t.text == "winter")
    assert ordered.sent == winter.sent


def test_paragraphs_begin_sentences(doc):
    assert next(t for t in doc if t.text == "“").is_sent_start


def test_boilerplate_is_not_parsed(doc):
    reply = next(t for t in doc if t.text == "Leave")
    assert {(t.dep_, t.pos_) for t in reply.sent if not t.is_space} == {("dep", "")}
    assert doc._.claims and all(c.content[0][0] < TEXT.index("Leave a") for c in doc._.claims)


def test_components_run_alone_on_any_text():
    nlp = load_pipeline()
    doc = nlp("The minister said that the bridge would open in May.")
    assert [n for n in COMPONENTS if n not in nlp.pipe_names] == []
    assert doc._.article is None and doc.text[slice(*doc._.claims[0].content[0])].endswith("in May")


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 5000, "a\u0301\u200f", "“" * 2000])
def test_any_text_is_annotated(text):
    assert next(annotate([article(text)])).text == text


def test_pipeline_without_parser_is_refused():
    with pytest.raises(ValueError, match="no parser"):
        load_pipeline(spacy.blank("en"))
    with pytest.raises(ValueError, match="Install it"):
        load_pipeline("en_no_such_pipeline")


def test_long_runs_are_one_token():
    text = "Key: " + "A1/" * 400_000 + " ends."
    doc = tokenise(spacy.blank("en"), text)
    assert doc.text == text and [t.text for t in doc if len(t) > 9] == ["A1/" * 400_000]
