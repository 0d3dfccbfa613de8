"""Names, words, verbs of saying and loaded terms, with intervals and refusals."""

import math
import sys
from pathlib import Path

import pytest

from helpers.annotate import lexicon
from helpers.compare.wording import dictionary_form, loaded_terms, log_odds, naming_ratios, saying_verbs, wilson

sys.path.insert(0, str(Path(__file__).parent))
from tables import Desk


def named(text: str, **options: object) -> dict[str, int]:
    """Term -> count for one article with this text."""
    desk = Desk()
    desk.article("a", text, outlet="Herald")
    for words in options.pop("names", ()):
        desk.name("a", words, f"e-{words}")
    mentions = desk["mentions"] if desk.rows["mentions"] else None
    found = naming_ratios(desk["articles"], desk.texts, desk["segments"], mentions=mentions, **options)
    return dict(zip(found["term"], found["n"], strict=True))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Beijing and China agreed.", {"Beijing": 1, "China": 1}),
        ("The Chinese regime is not China.", {"Chinese regime": 1, "China": 1}),
        ("They told us that the US had left us.", {"US": 1}),
        ("People’s Republic of China", {"People's Republic of China": 1}),
        ("the Russia–Ukraine war", {"Russia-Ukraine war": 1}),
        ("a Proxy war, a PROXY WAR", {"proxy war": 2}),
        ("Chinatown and Russians", {}),
        ("Putin’s war machine", {"Putin's war machine": 1}),
    ],
)
def test_terms_are_counted_once_and_whole(text: str, counts: dict[str, int]) -> None:
    assert named(text) == counts


def test_a_name_inside_a_longer_name_is_not_counted() -> None:
    assert named("Bank of China lends to China.", names=["Bank of China"]) == {"China": 1}


def test_quotations_are_not_the_outlets_voice() -> None:
    desk = Desk()
    desk.article("a", "China replied: “the CCP is not China”.", outlet="Herald")
    start = desk.texts["a"].index("“")
    desk.claim("a", "the CCP is not China", quoted_spans=[[start, len(desk.texts["a"]) - 1]])
    found = naming_ratios(desk["articles"], desk.texts, desk["segments"], claims=desk["claims"])
    assert dict(zip(found["term"], found["n"], strict=True)) == {"China": 1}


def test_shares_are_refused_where_there_is_too_little() -> None:
    desk = Desk()
    desk.article("a", "China and Beijing. " * 6, outlet="Herald")
    desk.article("b", "China and Beijing.", outlet="Courier")
    found = naming_ratios(desk["articles"], desk.texts, desk["segments"]).set_index(["outlet", "term"])
    much, little = found.loc[("Herald", "China")], found.loc[("Courier", "China")]
    assert much["share"] == 0.5
    assert much["low"] < 0.5 < much["high"]
    assert not little["enough"]
    assert math.isnan(little["share"])
    assert little["n"] == 1


@pytest.mark.parametrize(("n", "total"), [(0, 5), (5, 5), (1, 1000), (1, 2)])
def test_intervals_hold_the_share_and_stay_within_bounds(n: int, total: int) -> None:
    low, high = wilson(n, total)
    assert 0 <= low <= n / total <= high <= 1


def two_outlets(words: int) -> Desk:
    """Two outlets with the same filler; one says ferry, the other tram."""
    desk = Desk()
    filler = "people went to town and saw the market there while rain fell on roofs "
    for article, own in (("a", "ferry"), ("b", "tram")):
        desk.article(article, (filler + f"{own} ") * (words // 14), outlet=article.upper())
    return desk


def test_words_that_mark_an_outlet() -> None:
    desk = two_outlets(700)
    found = log_odds(desk["articles"], desk.texts, desk["segments"])
    first = found.groupby("outlet").first()
    assert list(first["word"]) == ["ferry", "tram"]
    assert (first["z"] > 2).all()
    market = found[found["word"] == "market"]
    assert (market["z"].abs() < 0.1).all()


def test_scores_are_refused_for_short_texts_and_single_outlets() -> None:
    short = two_outlets(100)
    found = log_odds(short["articles"], short.texts, short["segments"])
    assert found["z"].isna().all()
    assert not found["enough"].any()
    alone = Desk()
    alone.article("a", "many words " * 400, outlet="A")
    assert log_odds(alone["articles"], alone.texts, alone["segments"]).empty


def test_saying_verbs_by_outlet_and_kind_of_source() -> None:
    desk = Desk()
    desk.article("a", "It sold drones.", outlet="Herald")
    for cue, strength, kind in (
        ("claimed", -1, "anonymous"),
        ("admitted", 2, "anonymous"),
        ("Said", 0, "named_person"),
    ):
        desk.claim("a", "It sold drones", "X Y", kind, cue=cue, cue_strength=strength)
    tables = desk.tables("claims", "articles", "sources")
    ladder = saying_verbs(*tables, enough=2)
    assert list(ladder["cue"]) == ["admit", "say", "claim"]
    assert ladder["share"].round(2).tolist() == [0.33] * 3
    by_kind = saying_verbs(*tables, by=("outlet", "source_type"), enough=2).set_index(["source_type", "cue"])
    assert by_kind.loc[("anonymous", "admit"), "total"] == 2
    assert not by_kind.loc[("named_person", "say"), "enough"]


@pytest.mark.parametrize(
    ("cue", "form"),
    [("told", "tell"), ("CLAIMED", "claim"), ("according to", "according to"), ("", ""), ("zorbed", "zorbed")],
)
def test_cues_in_dictionary_form(cue: str, form: str) -> None:
    assert dictionary_form(cue) == form


def test_loaded_terms_stand_where_the_table_says() -> None:
    desk = Desk()
    desk.article("a", "The so-called  purge began. “A puppet regime,” he said.", outlet="Herald")
    start = desk.texts["a"].index("“")
    desk.claim("a", "A puppet regime", quoted_spans=[[start, start + 18]])
    found = loaded_terms(desk["articles"], desk.texts, desk["segments"], claims=desk["claims"])
    assert [desk.texts["a"][s:e] for s, e in zip(found["start"], found["end"], strict=True)] == list(found["text"])
    assert list(found["term"]) == ["so-called", "purge", "puppet regime"]
    assert list(found["quoted"]) == [False, False, True]
    assert (found["who_objects"] != "").all()


@pytest.mark.parametrize("name", ["naming", "loaded_terms", "concepts", "common_names", "legal_forms"])
def test_every_row_of_a_lexicon_says_why(name: str) -> None:
    rows = lexicon.read(name)
    assert rows
    assert all(all((row[column] or "").strip() for column in row) for row in rows)
    first = next(iter(rows[0])) if name != "naming" else "term"
    terms = [(row[first].casefold() if name != "naming" else row[first]) for row in rows]
    assert len(terms) == len(set(terms))
