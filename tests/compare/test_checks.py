"""Sums, spans of time, bases, counts and quotations, each with the sentences to judge by."""

import sys
from pathlib import Path

import pytest

from helpers.compare.checks import check_numbers, word_difference

sys.path.insert(0, str(Path(__file__).parent))
from tables import Desk

NEEDED = ("articles", "segments", "claims", "sources", "mentions", "quantities")


def findings(desk: Desk) -> list[tuple[str, str]]:
    """(check, verdict) of each finding; the spans are held to the sentences on the way."""
    found = check_numbers(*desk.tables(*NEEDED), desk.texts)
    for row in found.itertuples():
        assert row.message
        for article, (start, end), words in zip(row.article_ids, row.spans, row.sentences, strict=True):
            assert " ".join(desk.texts[article][start:end].split()) == words
    return list(zip(found["check"], found["verdict"], strict=True))


def counted(text: str, *counts: tuple) -> Desk:
    """One article with quantities (words, value, unit, …)."""
    desk = Desk()
    desk.article("a", text)
    for count in counts:
        desk.count("a", *count)
    return desk


@pytest.mark.parametrize(
    ("text", "counts", "verdict"),
    [
        ("They lost 12 ships, including 5 ferries and 7 tugs.", [("12 ships", 12), ("5 ferries", 5), ("7 tugs", 7)], "adds_up"),
        ("They lost 12 ships, including 5 ferries and 9 tugs.", [("12 ships", 12), ("5 ferries", 5), ("9 tugs", 9)], "exceeds"),
        ("They lost 12 ships, including 5 ferries and 2 tugs.", [("12 ships", 12), ("5 ferries", 5), ("2 tugs", 2)], "falls_short"),
        (
            "They lost 9 ships, including 6 ferries and one tug each from the port, the navy and a yard.",
            [("9 ships", 9), ("6 ferries", 6), ("one tug", 1)],
            "adds_up",
        ),
        (
            "They lost 8 ships, including 5 ferries and 3 tugs, killing 4 men.",
            [("8 ships", 8), ("5 ferries", 5), ("3 tugs", 3), ("4 men", 4)],
            "adds_up",
        ),
    ],
)  # fmt: skip
def test_parts_and_wholes(text: str, counts: list[tuple], verdict: str) -> None:
    assert findings(counted(text, *counts)) == [("parts", verdict)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("They lost 12 ships and 5 ferries.", [("12 ships", 12), ("5 ferries", 5)]),
        ("They lost 12 ships, including 5 ferries.", [("12 ships", 12), ("5 ferries", 5)]),
        ("It grew 12 percent, including 5 ferries and 7 tugs.", [("12 percent", 12, "percent"), ("5 ferries", 5), ("7 tugs", 7)]),
    ],
)  # fmt: skip
def test_no_sum_where_none_is_told(text: str, counts: list[tuple]) -> None:
    assert findings(counted(text, *counts)) == []


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("The war is in its 9th month.", "After a year of war, nobody wins.", True),
        ("The war is in its 14th month.", "After a year of war, nobody wins.", False),
        ("The war is in its 9th month.", "After eight months of war, nobody wins.", False),
        ("The war is in its 9th month.", "The firm paid after a year of delay.", False),
        ("The siege is in its 3rd week.", "For two months the siege has gone on.", True),
    ],
)
def test_two_ages_of_one_thing(one: str, other: str, wrong: bool) -> None:
    desk = Desk()
    desk.article("a", one, other)
    assert findings(desk) == ([("time_spans", "disagree")] if wrong else [])


@pytest.mark.parametrize(
    ("count", "missing"),
    [
        (("tenfold", 10, "fold", "nearly"), True),
        (("tenfold", 10, "fold", "times", "imports of 2021"), False),
        (("tenfold", 10, "percent", "percent_change"), True),
        (("tenfold", 10, "times", "times"), False),
        (("tenfold", 10, "ships"), False),
    ],
)
def test_multiples_of_nothing(count: tuple, missing: bool) -> None:
    assert findings(counted("Imports rose tenfold.", count)) == ([("base", "missing")] if missing else [])


@pytest.mark.parametrize(
    ("one", "other", "outlets", "expected"),
    [
        (150, 150, ("A", "B"), [("counts", "same")]),
        (150, 170, ("A", "B"), [("counts", "differ")]),
        (150, 150, ("A", "A"), []),
    ],
)
def test_one_count_in_two_outlets(one: float, other: float, outlets: tuple[str, str], expected: list) -> None:
    desk = Desk()
    wordings = (
        "Norland sanctioned {} shipping firms over smuggling.",
        "Over smuggling, {} shipping firms are under sanctions of Norland.",
    )
    for article, outlet, n, wording in zip("ab", outlets, (one, other), wordings, strict=True):
        desk.article(article, wording.format(n), outlet=outlet)
        desk.name(article, "Norland", "e-no", "GPE")
        desk.count(article, f"{n} shipping firms", n, "firms")
    assert findings(desk) == expected


def test_counts_of_other_rounds_in_one_sentence_do_not_differ() -> None:
    desk = Desk()
    desk.article(
        "a", "Norland sanctioned 18 shipping firms in May and 26 shipping firms over smuggling in June.", outlet="A"
    )
    desk.article("b", "Over smuggling, 26 shipping firms are under sanctions of Norland.", outlet="B")
    for article, words, n in (
        ("a", "18 shipping firms", 18),
        ("a", "26 shipping firms", 26),
        ("b", "26 shipping firms", 26),
    ):
        desk.count(article, words, n, "firms")
    for article in "ab":
        desk.name(article, "Norland", "e-no", "GPE")
    assert findings(desk) == [("counts", "same")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("“We will never leave the harbour to them”", "“We shall never leave this harbour to them”", 1),
        ("“We will never leave the harbour to them”", "“we will never leave the harbour to them.”", 0),
        ("“We will never leave the harbour to them”", "“Prices have gone up since last year again”", 0),
        ("“never leave”", "“never leaves”", 0),
    ],
)
def test_one_quotation_worded_differently(one: str, other: str, expected: int) -> None:
    desk = Desk()
    for article, words in (("a", one), ("b", other)):
        desk.article(article, f"Ada Lind said: {words}", outlet=article)
        start = desk.texts[article].index("“")
        spans = [[start, start + len(words)]]
        desk.claim(article, words, "Ada Lind", "named_person", quoted_spans=spans)
    assert findings(desk) == [("quotations", "worded_differently")] * expected


def test_nothing_to_check() -> None:
    assert findings(Desk()) == []


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [("a b c", "a c", "b / —"), ("a b", "a b", ""), ("Will we go", "will we stay", "go / stay")],
)
def test_where_wordings_part(one: str, other: str, difference: str) -> None:
    assert word_difference(one, other) == difference
