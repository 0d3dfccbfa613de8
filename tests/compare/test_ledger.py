"""Groups of claims, stances, standing over time, silence."""

import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.compare.ledger import (
    build_ledger,
    changes_of_stance,
    group_claims,
    matters,
    silence,
    stance_of,
    standing,
)
from helpers.compare.referents import Referents
from helpers.compare.similarity import substance
from helpers.tables.contracts import validate

sys.path.insert(0, str(Path(__file__).parent))
from planted import corpus, pair_scores
from tables import Desk

NEEDED = ("claims", "articles", "entities", "mentions", "dates", "quantities", "sources")


def sale() -> Desk:
    """One sale in three outlets, a fourth that wrote before it, a fifth that is silent, and something else."""
    desk = Desk()
    told = {
        "a": ("Harbour Optics sold drones to Norland.", "2024-05-03", "Herald"),
        "b": ("Harbour Optics did not sell any drones to Norland.", "2024-05-05", "Courier"),
        "c": ("Norland may have received UAVs shipped by Harbour Optics.", "2024-05-09", "Post"),
        "d": ("The harvest in Norland was good.", "2024-01-02", "Gazette"),
        "e": ("Lake Bank opened a branch.", "2024-06-01", "Mirror"),
    }
    for article, (words, day, outlet) in told.items():
        desk.article(article, words, outlet=outlet, day=day)
        for name in ("Harbour Optics", "Norland", "Lake Bank"):
            desk.name(article, name, f"e-{name}")
    desk.claim("a", told["a"][0], "Ada Lind", "named_person", said_earliest="2024-05-02", said_latest="2024-05-02")
    desk.claim(
        "b",
        told["b"][0],
        "Bo Ek",
        "named_person",
        polarity="denies",
        said_earliest="2024-05-04",
        said_latest="2024-05-04",
    )
    desk.claim("c", told["c"][0], "", "unknown", hedged=True)
    desk.claim("d", told["d"][0])
    desk.claim("e", told["e"][0])
    return desk


def test_one_matter_in_three_outlets_with_three_stances() -> None:
    ledger = build_ledger(*sale().tables(*NEEDED))
    validate("ledger", ledger)
    group = ledger["claim_group"].iloc[0]
    mine = ledger[ledger["claim_group"] == group]
    assert list(mine["stance"]) == ["attributes", "denies", "hedges"]
    assert list(mine["outlet"]) == ["Herald", "Courier", "Post"]
    assert ledger["claim_group"].nunique() == 3
    assert ledger["similarity"].isna().tolist() == [False, False, False, True, True]


def test_group_ids_depend_on_the_claims_alone() -> None:
    tables = sale().tables(*NEEDED)
    turned = [tables[0].iloc[::-1], *tables[1:]]
    one, other = build_ledger(*tables), build_ledger(*turned)
    assert dict(zip(one["claim_id"], one["claim_group"], strict=True)) == dict(
        zip(other["claim_id"], other["claim_group"], strict=True)
    )


def test_whoever_speaks_of_itself_is_part_of_the_matter() -> None:
    desk = Desk()
    for article, words in (
        ("a", "Norland said it sells no rifles to Sudonia."),
        ("b", "Ada Lind said Norland sold guns, Sudonia paid."),
    ):
        desk.article(article, words, outlet=article)
        for name in ("Norland", "Sudonia"):
            desk.name(article, name, f"e-{name}", "GPE")
    desk.claim("a", "it sells no rifles to Sudonia", "Norland", "state_or_country", polarity="denies")
    desk.claim("b", "Norland sold guns, Sudonia paid", "Ada Lind", "named_person")
    ledger = build_ledger(*desk.tables(*NEEDED))
    alone = substance(*desk.tables("claims", "articles", "mentions", "dates", "quantities"))
    told = substance(
        *desk.tables("claims", "articles", "mentions", "dates", "quantities"),
        Referents(speakers={"s-Norland-state_or_country": "e-Norland"}),
    )
    assert set(told[0].entities) - set(alone[0].entities) == {"e-Norland"}
    assert len(ledger) == 2


def test_the_day_on_which_it_was_said_is_not_that_of_the_matter() -> None:
    desk = Desk()
    told = ("why Ada Lind had said on 15 March that the notice was a mistake", "the notice of 6 March was a mistake")
    for article, words in zip("ab", told, strict=True):
        desk.article(article, words, outlet=article)
        desk.claim(article, words)
    desk.claim("a", "the notice was a mistake", "Ada Lind", "named_person")
    desk.date("a", "15 March", "2024-03-15", "2024-03-15")
    desk.date("b", "6 March", "2024-03-06", "2024-03-06")
    assert build_ledger(*desk.tables(*NEEDED))["claim_group"].nunique() == 1


def test_a_charge_and_its_denials_in_general_words_are_one_matter() -> None:
    desk = Desk()
    told = (
        ("Norland sells dual-use goods to Sudonia", "asserts"),
        ("Norland gives no weapons to Sudonia or to Eastmark", "denies"),
        ("Norland was not arming Sudonia", "denies"),
        ("the harvest of Norland was good, farmers of Eastmark saw", "asserts"),
    )
    for article, (words, polarity) in zip("abcd", told, strict=True):
        desk.article(article, words, outlet=article)
        for name in ("Norland", "Sudonia", "Eastmark"):
            desk.name(article, name, f"e-{name}", "GPE")
        desk.claim(article, words, polarity=polarity)
    groups = build_ledger(*desk.tables(*NEEDED))["claim_group"]
    assert groups.iloc[:3].nunique() == 1
    assert groups.iloc[3] != groups.iloc[0]


def test_no_claims() -> None:
    assert build_ledger(*Desk().tables(*NEEDED)).empty


@pytest.mark.parametrize(
    ("fields", "stance"),
    [
        ({}, "attributes"),
        ({"cue": "revealed", "cue_strength": 2}, "asserts"),
        ({"cue_strength": None}, "attributes"),
        ({"hedged": True}, "hedges"),
        ({"polarity": "speculates"}, "hedges"),
        ({"polarity": "questions"}, "disputes"),
        ({"polarity": "denies", "hedged": True}, "denies"),
        ({"polarity": "confirms", "cue": "admitted"}, "confirms"),
        ({"polarity": "confirms", "cue": "admitted", "content": "it was not selling drones"}, "denies"),
        ({"polarity": "confirms", "cue": "admitted", "content": "it gave them no arms"}, "denies"),
        ({"cue": "retracted"}, "retracts"),
        ({"content": "it was “wrong, so we withdrew it”"}, "retracts"),
        ({"content": "they withdrew their troops"}, "attributes"),
    ],
)
def test_stances(fields: dict, stance: str) -> None:
    claim = {"polarity": "asserts", "hedged": False, "cue": "said", "cue_strength": 0, "content": "it sold drones"}
    assert stance_of(claim | fields) == stance


def test_an_outlet_that_speaks_for_itself_asserts() -> None:
    claim = {"polarity": "asserts", "hedged": False, "cue": "found", "cue_strength": 0, "content": "it sold drones"}
    assert stance_of(claim, "The Northern Herald", "Northern Herald") == "asserts"


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ([("attributes", "Norland sold 30 rifles to Sudonia"), ("asserts", "Norland sold rifles to Sudonia")], 1),
        ([("denies", "Norland sold no rifles"), ("attributes", "Norland sold rifles to Sudonia")], 1),
        ([("attributes", "it sold rifles to Sudonia"), ("attributes", "Norland did sell rifles to Sudonia")], 1),
        ([("attributes", "rifles"), ("attributes", "rifles were sold to Sudonia in spring")], 1),
        ([("attributes", "rifles were sold in spring"), ("attributes", "rifles were sold to Sudonia in spring")], 1),
        ([("denies", "Norland sold no rifles at all"), ("denies", "it sold no rifles")], 0),
    ],
)
def test_the_matter_in_the_words_of_its_clearest_claim(told: list[tuple[str, str]], label: int) -> None:
    ledger = pd.DataFrame(
        [(f"c{n}", "g", stance) for n, (stance, _) in enumerate(told)], columns=["claim_id", "claim_group", "stance"]
    )
    claims = ledger[["claim_id"]].assign(content=[words for _, words in told])
    assert matters(ledger, claims) == {"g": told[label][1]}


def test_long_matters_are_cut_at_a_word() -> None:
    ledger = pd.DataFrame({"claim_id": ["c"], "claim_group": ["g"], "stance": ["asserts"]})
    claims = pd.DataFrame({"claim_id": ["c"], "content": ["Norland sold rifles\nto Sudonia"]})
    assert matters(ledger, claims, width=18) == {"g": "Norland sold …"}


def test_standing_over_time() -> None:
    desk = sale()
    claims, articles = desk.tables("claims", "articles")
    ledger = build_ledger(*desk.tables(*NEEDED))
    told = standing(ledger, claims, ledger["claim_group"].iloc[0], articles)
    assert list(told["standing"]) == ["asserted", "disputed", "disputed"]
    assert list(told["dated_by"]) == ["said", "said", "published"]
    with pytest.raises(KeyError, match="no group"):
        standing(ledger, claims, "g-nothing")


def test_silence_is_not_publishing_before() -> None:
    desk = sale()
    ledger = build_ledger(*desk.tables(*NEEDED))
    status = silence(ledger, desk["articles"], desk["claims"]).set_index("outlet")["status"].to_dict()
    assert status == {
        "Courier": "speaks", "Gazette": "published_before", "Herald": "speaks", "Mirror": "silent", "Post": "speaks",
    }  # fmt: skip


def test_silence_of_an_article_without_a_date_cannot_be_told() -> None:
    desk = sale()
    desk.article("f", "Nothing on the matter.")
    ledger = build_ledger(*desk.tables(*NEEDED))
    status = silence(ledger, desk["articles"], desk["claims"]).set_index("outlet")["status"]
    assert status["f.txt"] == "cannot_tell"


def test_a_speaker_who_says_otherwise_later() -> None:
    desk = Desk()
    for article, words, polarity, day in (
        ("a", "We support Norland in its war.", "asserts", "2024-01-31"),
        ("b", "We send no weapons to Norland.", "denies", "2024-06-02"),
        ("c", "We support Norland.", "asserts", "2024-06-05"),
    ):
        desk.article(article, words, outlet=article)
        desk.name(article, "Norland", "e-no", "GPE")
        desk.claim(article, words, "Ada Lind", "named_person", polarity=polarity, said_earliest=day, said_latest=day)
    ledger = build_ledger(*desk.tables(*NEEDED))
    found = changes_of_stance(ledger, *desk.tables("claims", "articles", "mentions", "sources"))
    assert list(zip(found["claim_id_before"], found["claim_id_after"], strict=True)) == [("c0", "c1"), ("c1", "c2")]


@pytest.mark.parametrize(("n", "seed"), [(1000, 7), (2000, 11)])
def test_planted_groups_are_found(n: int, seed: int) -> None:
    made = corpus(n, seed)
    labels, _ = group_claims(
        substance(*[made.tables[t] for t in ("claims", "articles", "mentions", "dates", "quantities")])
    )
    recall, precision = pair_scores(made.groups, labels)
    assert recall >= 0.9
    assert precision >= 0.9


def test_scores_of_pairs() -> None:
    assert pair_scores([0, 0, 1], [0, 0, 1]) == (1.0, 1.0)
    assert pair_scores([0, 0, 0], [0, 0, 1]) == (pytest.approx(1 / 3), 1.0)
    assert pair_scores([0, 1, 2], list(pd.Series([5, 5, 5])))[1] == 0
