"""Five articles are not five sources."""

import sys
from pathlib import Path

import pytest

from helpers.compare.ledger import build_ledger
from helpers.compare.origins import (
    circular_citing,
    houses,
    independent_origins,
    near_identical,
    shared_origins,
)

sys.path.insert(0, str(Path(__file__).parent))
from tables import Desk

NEEDED = ("claims", "articles", "entities", "mentions", "dates", "quantities", "sources")
SALE = "Harbour Optics sold drones to Norland."
WIRE = (
    "The harbour of Norland was closed on Monday after two barges ran into each other in thick fog, the port office "
    "said. Nobody was hurt. Ferries will not leave before Wednesday, and travellers are asked to take the bridge."
)


def told(*tellings: dict) -> Desk:
    """The same sale, told in one article each; outlet, family, source, kind and via vary."""
    desk = Desk()
    for n, telling in enumerate(tellings):
        outlet = telling.get("outlet", f"Outlet {n}")
        lead_in = f"Report number {n} of {outlet}, written for nobody else and of its own wording, {n * 7} words on."
        desk.article(f"a{n}", lead_in, SALE, outlet=outlet, family=telling.get("family", ""), day="2024-05-03")
        desk.name(f"a{n}", "Harbour Optics", "e-ho")
        desk.name(f"a{n}", "Norland", "e-no", "GPE")
        desk.claim(f"a{n}", SALE, telling.get("source", ""), telling.get("kind", "unknown"), via=telling.get("via", []))
    return desk


def counted(desk: Desk) -> dict:
    """The row of counts of the one group."""
    ledger = build_ledger(*desk.tables(*NEEDED), texts=desk.texts)
    counts = independent_origins(ledger, *desk.tables("articles", "claims", "sources"))
    assert len(counts) == 1
    return counts.iloc[0].to_dict()


LIND = {"source": "Ada Lind", "kind": "named_person"}
EK = {"source": "Bo Ek", "kind": "named_person"}
SOMEBODY = {"source": "an official", "kind": "anonymous"}


@pytest.mark.parametrize(
    ("tellings", "origins"),
    [
        pytest.param([LIND, EK], 2, id="two people"),
        pytest.param([LIND, LIND], 1, id="one person in two outlets"),
        pytest.param([SOMEBODY, SOMEBODY], 2, id="two outlets, somebody each"),
        pytest.param([SOMEBODY | {"family": "F"}, SOMEBODY | {"family": "F"}], 1, id="somebody, one family"),
        pytest.param([{"family": "F"}, {"family": "F"}, {"family": "G"}], 2, id="no source, two families"),
        pytest.param([LIND | {"via": ["Northern Herald"]}, EK | {"via": ["The Northern Herald"]}], 1, id="one relay"),
        pytest.param([LIND | {"via": ["Northern Herald"]}, LIND], 1, id="relayed and direct"),
        pytest.param([LIND | {"via": ["Bo Ek"]}, EK], 2, id="a person is no outlet"),
        pytest.param(
            [{"source": "Northern Herald", "kind": "media_outlet"}, {"outlet": "Northern Herald"}],
            1,
            id="cited and citing",
        ),
        pytest.param(
            [{"source": "Fisheries Act Report", "kind": "document_or_statement"}] * 2, 1, id="one named document"
        ),
        pytest.param([{"source": "the notice", "kind": "document_or_statement"}] * 2, 2, id="documents without a name"),
        pytest.param(
            [
                {"source": "Lake Bank", "kind": "named_organisation"},
                {"source": "Lake Bank statement", "kind": "document_or_statement"},
            ],
            1,
            id="a body and its statement",
        ),
        pytest.param([{"source": "officials", "kind": "government_body"}] * 2, 2, id="officials of two outlets"),
    ],
)
def test_independent_origins(tellings: list[dict], origins: int) -> None:
    counts = counted(told(*tellings))
    assert counts["n_articles"] == len(tellings)
    assert counts["n_independent_origins"] == origins


def test_copies_of_one_text_are_one_house() -> None:
    desk = Desk()
    desk.article("a", WIRE, outlet="Herald")
    desk.article("b", WIRE + " More follows.", outlet="Courier")
    desk.article("c", "Something else was written here, at some length, by people who were there.", outlet="Post")
    of = houses(*desk.tables("articles", "claims"), desk.texts)
    assert of["a"] == of["b"] != of["c"]


@pytest.mark.parametrize(
    ("texts", "n"),
    [
        ({"a": WIRE, "b": WIRE}, 1),
        ({"a": WIRE, "b": WIRE.upper()}, 1),
        ({"a": WIRE, "b": " ".join(reversed(WIRE.split()))}, 0),
        ({"a": WIRE, "b": ""}, 0),
        ({}, 0),
    ],
)
def test_near_identical_texts(texts: dict[str, str], n: int) -> None:
    assert len(near_identical(texts)) == n


def test_somebody_in_two_outlets_in_the_same_words() -> None:
    desk = Desk()
    for n, words in enumerate(
        (
            "“Nobody on the late ferry had ever seen a crate like it”",
            "“Nobody on the late ferry had ever seen a crate like that”",
        )
    ):
        desk.article(f"a{n}", f"Report {n}. {words}, they said.", outlet=f"Outlet {n}")
        desk.claim(f"a{n}", words, "an official" if n else "a docker", "anonymous")
    assert counted(desk)["n_independent_origins"] == 1


def test_an_outlet_that_two_articles_draw_on() -> None:
    desk = told(
        {"source": "inquiry conducted by The Northern Herald", "kind": "document_or_statement"},
        LIND | {"via": ["Northern Herald"]},
        EK,
    )
    shared = shared_origins(*desk.tables("claims", "articles", "sources"))
    assert list(shared["origin_kind"]) == ["outlet"]
    assert shared["article_ids"].iloc[0] == ["a0", "a1"]


def test_outlets_that_cite_each_other_in_a_circle() -> None:
    desk = told(
        {"outlet": "Herald", "source": "The Morning Courier", "kind": "media_outlet"},
        {"outlet": "Morning Courier", "source": "Ada Lind", "kind": "named_person", "via": ["Evening Post"]},
        {"outlet": "Evening Post", "source": "Morning Courier", "kind": "media_outlet"},
    )
    ledger = build_ledger(*desk.tables(*NEEDED))
    loops = circular_citing(ledger, *desk.tables("claims", "articles", "sources"))
    assert list(loops["loop"]) == ["evening post → morning courier → evening post"]
    assert loops["claim_ids"].iloc[0] == ["c1", "c2"]
    assert counted(desk)["circular"] == loops["loop"].iloc[0]
