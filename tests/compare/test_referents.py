"""Whom a name, or a speaker who says "we", stands for when claims are compared."""

import pandas as pd
import pytest

from helpers.compare.referents import Referents, stand_ins

ENTITIES = pd.DataFrame(
    [
        ("e-no", "Norway", "GPE", ["Norwegian"]),
        ("e-ru", "Russia", "GPE", ["Moscow"]),
        ("e-gov", "Norwegian government", "ORG", []),
        ("e-army", "Norwegian Army", "ORG", []),
        ("e-bank", "Norway Salmon Company", "ORG", []),
        ("e-war", "Norway-Russia war", "EVENT", []),
        ("e-yard", "Fjord Yards", "ORG", []),
        ("e-long", "Fjord Yards of Norway", "ORG", []),
        ("e-kreml", "Kremlin", "ORG", []),
        ("e-lind", "Ada Lind", "PERSON", ["Lind"]),
        ("e-ek", "Bo Ek", "PERSON", []),
    ],
    columns=["entity_id", "name", "entity_type", "aliases"],
)
SOURCES = pd.DataFrame(
    [
        ("s-lind", "Lind", "Norwegian prime minister"),
        ("s-ek", "Bo Ek", "spokesman of the Norwegian Foreign Ministry"),
        ("s-ru", "Russia", ""),
        ("s-x", "a fisherman", "fisherman"),
    ],
    columns=["source_id", "name", "role"],
)


@pytest.mark.parametrize(
    ("entity", "behind"),
    [
        ("e-gov", ("e-no",)),
        ("e-army", ("e-army", "e-no")),
        ("e-bank", None),
        ("e-war", ("e-no", "e-ru")),
        ("e-long", ("e-yard", "e-no")),
        ("e-kreml", ("e-ru",)),
        ("e-lind", None),
        ("e-no", None),
    ],
)
def test_whom_a_name_stands_for(entity: str, behind: tuple[str, ...] | None) -> None:
    assert stand_ins(ENTITIES).get(entity) == behind


@pytest.mark.parametrize(
    ("source", "content", "meant"),
    [
        ("s-ek", "We sell no weapons", ("e-no",)),
        ("s-ek", "he had not slept", ("e-ek",)),
        ("s-ek", "his country sells no weapons", ("e-no",)),
        ("s-ek", "to support its neighbours", ("e-no",)),
        ("s-ru", "it sells no weapons", ("e-ru",)),
        ("s-x", "we sell fish", ()),
        ("s-ru", "Norway sells fish", ()),
    ],
)
def test_whom_the_head_of_a_claim_means(source: str, content: str, meant: tuple[str, ...]) -> None:
    assert Referents.of(SOURCES, ENTITIES).speaker(source, content) == meant


def test_who_heads_a_state_stands_for_it_but_not_its_spokesman() -> None:
    who = Referents.of(SOURCES, ENTITIES)
    assert who.behind("e-lind") == ("e-lind", "e-no")
    assert who.behind("e-ek") == ("e-ek",)
