"""What makes two claims speak of the same thing, and what keeps them apart."""

import math
import sys
from pathlib import Path

import pytest

from helpers.compare.ledger import SAME_THING
from helpers.compare.similarity import apart, candidate_pairs, content_words, similarity, substance

sys.path.insert(0, str(Path(__file__).parent))
from planted import corpus
from tables import Desk

TABLES = ("claims", "articles", "mentions", "dates", "quantities")
NAMES = {"Harbour Optics": "e-ho", "Norland": "e-no", "Sudonia": "e-su", "Lake Bank": "e-lb"}


def matters(one: str, other: str, **dated: tuple[str, str]) -> list:
    """The substance of two claims in two articles."""
    desk = Desk()
    for article, words in (("a", one), ("b", other)):
        desk.article(article, words)
        desk.claim(article, words)
        for name, entity in NAMES.items():
            desk.name(article, name, entity)
        for printed, (first, last) in dated.items():
            if printed in words:
                desk.date(article, printed, first, last)
    return substance(*desk.tables(*TABLES))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Optics sold drones to Norland", "Norland received UAVs shipped by Harbour Optics"),
        ("Harbour Optics sold drones to Norland", "Harbour Optics never sold any drones to Norland"),
        ("Norland was not arming Sudonia", "Norland supplies Sudonia with weapons"),
        ("Lake Bank cut jobs in Norland", "jobs were reduced in Norland by Lake Bank"),
        (
            "Norland arms neither Sudonia nor its rivals, and controls exports of dual-use goods",
            "Norland gave Sudonia no weapons",
        ),
        ("the notice was a mistake and was taken down", "it withdrew the announcement, which was inaccurate"),
    ],
)
def test_the_same_thing_in_other_words(one: str, other: str) -> None:
    assert similarity(*matters(one, other)) > SAME_THING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Optics sold drones to Norland", "Harbour Optics moved its office to Norland"),
        ("Harbour Optics sold drones to Norland", "Lake Bank sold drones to Sudonia"),
        ("Norland attacked Sudonia", "Sudonia attacked Norland"),
        ("many ways for Norland to support Sudonia in its war", "strong support from Sudonia, Norland says"),
        ("the harvest was good", "Lake Bank opened a branch"),
    ],
)
def test_other_things(one: str, other: str) -> None:
    assert similarity(*matters(one, other)) < SAME_THING


def test_another_place_counts_against() -> None:
    same, other = (
        similarity(*matters("Harbour Optics cut jobs in Norland", f"Harbour Optics cut jobs {at}"))
        for at in ("at sites of Lake Bank in Norland", "at sites of Lake Bank in Sudonia")
    )
    assert other < same - 0.2


def test_days_that_cannot_be_the_same_keep_claims_apart() -> None:
    one, other = matters(
        "Norland sanctioned Lake Bank on 3 May", "Norland sanctioned Lake Bank on 9 June",
        **{"3 May": ("2024-05-03", "2024-05-03"), "9 June": ("2024-06-09", "2024-06-09")},
    )  # fmt: skip
    assert apart(one, other)
    assert similarity(one, other) == 0


@pytest.mark.parametrize("windows", [("2024-05-01", "2024-05-31"), ("", "2024-05-10"), ("2024-05-01", "")])
def test_uncertain_days_do_not(windows: tuple[str, str]) -> None:
    one, other = matters(
        "Norland sanctioned Lake Bank on 3 May", "Norland sanctioned Lake Bank in spring",
        **{"3 May": ("2024-05-03", "2024-05-03"), "spring": windows},
    )  # fmt: skip
    assert not apart(one, other)


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("They did not sell it", ["=supply"]),
        ("sanctions, sanctioned, sanctioning", ["=sanction"] * 3),
        ("stopped", ["=stop"]),
        ("harvests of the harvest", ["harvest", "harvest"]),
        ("controlled by controllers", ["=control", "controller"]),
        ("they took the whole page back", ["=withdraw", "whol", "pag"]),
        ("he took a page", ["pag"]),
        ("", []),
        ("12 of the 40", []),
    ],
)
def test_roots_of_words(text: str, roots: list[str]) -> None:
    assert content_words(text) == roots


def test_each_pair_is_compared_once() -> None:
    made = substance(*[corpus(300).tables[t] for t in TABLES])
    pairs = list(candidate_pairs(made))
    assert len(pairs) == len(set(pairs))
    assert all(i < j for i, j in pairs)


def test_comparisons_grow_no_faster_than_n_log_squared() -> None:
    counted = {}
    for n in (500, 2000):
        made = substance(*[corpus(n).tables[t] for t in TABLES])
        counted[n] = sum(1 for _ in candidate_pairs(made)) / (len(made) * math.log(len(made)) ** 2)
    assert counted[2000] < 1.5 * counted[500]
