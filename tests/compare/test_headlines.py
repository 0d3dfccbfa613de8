"""What the headline promises and the body does not hold."""

import sys
from pathlib import Path

import pytest

from helpers.compare.headlines import headline_support

sys.path.insert(0, str(Path(__file__).parent))
from tables import Desk

HEADLINE = "Harbour Optics and Lake Bank are arming Norland"


def support(*body: str, claims: tuple[dict, ...] = ()) -> dict[str, tuple[str, str]]:
    """Item of the headline -> (finding, voice)."""
    desk = Desk()
    desk.article("a", *body, headline=HEADLINE)
    for name in ("Harbour Optics", "Lake Bank", "Norland"):
        desk.name("a", name, f"e-{name}")
    for claim in claims:
        desk.claim("a", **claim)
    found = headline_support(*desk.tables("articles", "segments", "mentions", "entities", "claims"), desk.texts)
    for row in found.itertuples():
        assert desk.texts["a"][row.start : row.end] == row.text
        assert not row.n_body or desk.texts["a"][int(row.body_start) : int(row.body_end)] == row.body_text
    return {row.item: (row.finding, row.voice) for row in found.itertuples()}


def test_a_name_of_the_headline_only() -> None:
    found = support("Harbour Optics sold rifles to Norland.", "Nothing else is known.")
    assert found["Lake Bank"] == ("headline_only", "")
    assert found["Harbour Optics"] == ("supported", "outlet")
    assert found["arming"] == ("supported", "outlet")


def test_a_name_that_no_sentence_joins_with_the_verb() -> None:
    found = support("Somebody sold rifles to Norland.", "Lake Bank has a branch there. Harbour Optics makes lenses.")
    assert found["Lake Bank"][0] == "apart"
    assert found["Norland"][0] == "supported"


def test_a_verb_that_the_body_lacks() -> None:
    assert support("Harbour Optics and Lake Bank met in Norland.")["arming"] == ("headline_only", "")


@pytest.mark.parametrize(
    ("fields", "voice"),
    [
        ({}, "attributed"),
        ({"hedged": True}, "hedged"),
        ({"polarity": "speculates"}, "hedged"),
        ({"polarity": "denies"}, "denied"),
    ],
)
def test_who_says_it_in_the_body(fields: dict, voice: str) -> None:
    claim = {"content": "Lake Bank sold rifles to Norland", **fields}
    assert support("Ada Lind said Lake Bank sold rifles to Norland.", claims=(claim,))["Lake Bank"] == (
        "supported",
        voice,
    )


def test_an_article_without_a_headline_has_no_rows() -> None:
    desk = Desk()
    desk.article("a", "Only a body.")
    assert headline_support(*desk.tables("articles", "segments", "mentions", "entities", "claims"), desk.texts).empty
