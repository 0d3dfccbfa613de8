"""Quotation marks: paired by glyph, paragraph by paragraph, never an exception, in linear time."""

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from helpers.annotate.quotes import find_quotes, kind_of, pair


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("en")


PAIRS = [
    ("She said: “It is safe.”", ["“It is safe.”"]),
    ('"It is safe," she said. "Very safe."', ['"It is safe,"', '"Very safe."']),
    ("''It is safe,'' she said.", ["''It is safe,''"]),
    ("``It is safe,'' she said.", ["``It is safe,''"]),
    ("«C'est bon», dit-elle.", ["«C'est bon»"]),
    ("„Gut“, sagte sie.", ["„Gut“"]),
    ("“He called it ‘safe’ again,” she said.", ["“He called it ‘safe’ again,”", "‘safe’"]),
    ("\"He called it 'safe' again,\" she said.", ["\"He called it 'safe' again,\"", "'safe'"]),
    ("It’s the workers’ own choice, isn’t it?", []),
    ("The '90s and rock 'n' roll, she said.", []),
    ("They said 'the workers' rights are safe' again.", ["'the workers' rights are safe'"]),
    ("“It is safe and nobody closed it", ["“It is safe and nobody closed it"]),
    ("“One, she said. “Two.” Three.", ["“One, she said.", "“Two.”"]),
    ("She said ”safe“ and left.", ["”safe“"]),
    ("”The rule is closed.”", ["”The rule is closed.”"]),
    ("“The rule“ is closed with the wrong mark.", ["“The rule“"]),
    ("No marks at all.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_marks_are_paired(text, expected):
    assert [text[a:b] for a, b, _, _ in pair(text)] == expected


def test_open_quotation_is_marked_as_not_closed():
    assert [closed for *_, closed in pair("“It is safe")] == [False]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("soft power", "scare"),
        ("military-civil fusion", "scare"),
        ("It is safe.", "speech"),
        ("the bridge was tested and found to be safe", "speech"),
        ("The Bridge on the Old Road", "title"),
        ("...", "scare"),
    ],
)
def test_kind(text, kind):
    assert kind_of(text, (0, len(text)), " ") == kind


def test_a_short_answer_after_a_colon_is_speech():
    assert kind_of("No comment", (0, 10), ":") == "speech"


def test_reopened_paragraphs_continue_one_quotation(blank):
    doc = blank("“First part of it.\n\n“Second part of it.\n\n“Last part of it,” she said. “And more.”")
    found = find_quotes(doc)
    assert [q.continues for q in found] == [None, 0, 1, None]
    assert [q.closed for q in found] == [False, False, True, True]
    assert {q.kind for q in found} == {"speech"}


def test_a_mark_that_closes_in_the_next_paragraph_ends_the_quotation_there(blank):
    doc = blank('She said: "First part of it.\n\nSecond part of it." Then she left.')
    found = find_quotes(doc)
    assert [doc.text[q.start : q.end] for q in found] == ['"First part of it.', 'Second part of it."']
    assert [q.continues for q in found] == [None, 0]


def test_marks_do_not_reach_over_paragraphs(blank):
    doc = blank('He wrote "one.\n\nAnd then "two" came.')
    assert [doc.text[q.start : q.end] for q in find_quotes(doc)] == ['"one.', '"two"']


def test_nested_quotations_are_named_so(blank):
    doc = blank("“She wrote ‘stay’ on it and left,” he said.")
    assert [q.kind for q in find_quotes(doc)] == ["speech", "nested"]


def test_inner_span_leaves_the_marks_out(blank):
    doc = blank("''Stay here,'' he said. “Go.”")
    assert [doc.text[slice(*q.inner)] for q in find_quotes(doc)] == ["Stay here,", "Go."]


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "``", "''", "«", "’", "“‘", "'\" "])
def test_thousands_of_marks_take_linear_time(mark):
    began = time.perf_counter()
    pair((mark + "a ") * 20_000)
    assert time.perf_counter() - began < 2


@given(st.text(alphabet="ab .,“”‘’'\"`«»\n", max_size=80))
def test_never_an_exception_and_spans_nest(text):
    found = pair(text)
    for start, end, width, _ in found:
        assert 0 <= start < start + width <= end <= len(text)
    for a, b, *_ in found:
        for c, d, *_ in found:
            assert b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)
