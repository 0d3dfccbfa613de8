"""Agreement, against values worked by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.review.agreement import Coded, agreement, cohens_kappa, differences, pair_claims, span_f1, token_f1

TEXT = "The mayor said the pier was shut. “It is safe,” she said. The union denied it."


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def coded(content, source=None, cue=None, polarity="asserts", hedged="false"):
    labels = {"source_type": "named_person", "quote_type": "indirect", "polarity": polarity, "hedged": hedged}
    return Coded((at(content),), at(source) if source else None, at(cue) if cue else None, labels)


SHUT = coded("the pier was shut", "The mayor", "said")
SAFE = coded("“It is safe,”", "she")
DENIED = coded("it", "The union", "denied", "denies")


@pytest.mark.parametrize(
    ("one", "other", "kappa"),
    [
        # Cohen's own kind of table: 20 yes/yes, 15 no/no, 5 yes/no, 10 no/yes: po = .7, pe = .5*.6 + .5*.4 = .5
        ("y" * 20 + "n" * 15 + "y" * 5 + "n" * 10, "y" * 20 + "n" * 15 + "n" * 5 + "y" * 10, 0.4),
        # three labels, by hand: po = 4/6; pe = (3*2 + 2*2 + 1*2)/36 = 1/3
        ("aaabbc", "aabbcc", 0.5),
        ("ab", "ba", -1.0),
        ("aabb", "abab", 0.0),
        ("abc", "abc", 1.0),
        ("ab", "aa", 0.0),
    ],
)
def test_kappa_is_what_it_is_by_hand(one, other, kappa):
    assert cohens_kappa(list(one), list(other)) == pytest.approx(kappa)


@pytest.mark.parametrize(("one", "other"), [([], []), (["a"], ["a"]), (["a"] * 5, ["a"] * 5)])
def test_kappa_of_nothing_to_tell_is_no_number(one, other):
    assert math.isnan(cohens_kappa(one, other))


def test_kappa_refuses_different_things():
    with pytest.raises(ValueError, match="2 labels against 1"):
        cohens_kappa(["a", "b"], ["a"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_is_symmetric_and_at_most_one(pairs):
    one, other = zip(*pairs, strict=True)
    kappa = cohens_kappa(one, other)
    assert math.isnan(kappa) or kappa <= 1
    assert cohens_kappa(other, one) == pytest.approx(kappa, nan_ok=True)


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ([(0, 4)], [(0, 4)], 1.0),
        ([(0, 4), (6, 9), (10, 12)], [(0, 4), (6, 8)], 2 / 5),
        ([(0, 4)], [(0, 5)], 0.0),
        ([(0, 4)], [], 0.0),
        ([], [], math.nan),
    ],
)
def test_f1_of_spans_is_what_it_is_by_hand(one, other, f1):
    assert span_f1(one, other) == pytest.approx(f1, nan_ok=True)


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ([at("The mayor said")], [at("mayor said the")], 4 / 6),
        ([at("the pier was shut")], [at("pier")], 2 / 5),
        ([at("the pier"), at("was shut")], [at("the pier was shut")], 1.0),
        ([at("“It is safe,”")], [at("It is safe")], 1.0),
        ([at("ier was")], [at("pier")], 2 / 3),  # a word counts when a part of it is marked
        ([at(".")], [at("shut")], 0.0),
        ([at(".")], [], math.nan),
    ],
)
def test_f1_of_words_is_what_it_is_by_hand(one, other, f1):
    assert token_f1(one, other, TEXT) == pytest.approx(f1, nan_ok=True)


def test_pairs_go_by_content_and_each_is_used_once():
    shorter = coded("pier was shut", "mayor", "said")
    assert pair_claims([SHUT, SAFE], [SAFE, shorter, SHUT], TEXT) == [(0, 2), (None, 1), (1, 0)]
    assert pair_claims([SHUT], [coded("shut")], TEXT) == [(0, None), (None, 0)]
    assert pair_claims([], [SHUT], TEXT) == [(None, 0)]


def test_agreement_is_what_it_is_by_hand():
    mine = [SHUT, SAFE, DENIED]
    yours = [coded("the pier was shut", "mayor", "said"), coded("“It is safe,”", "she", polarity="confirms")]
    got = agreement(mine, yours, TEXT).set_index(["measure", "of"])["value"]
    assert got["F1", "claims that both found"] == pytest.approx(4 / 5)
    assert got["F1, exact", "content"] == pytest.approx(4 / 5)
    assert got["F1, exact", "source"] == pytest.approx(2 / 5)
    assert got["F1, words", "source"] == pytest.approx(2 * 2 / (5 + 2))
    assert got["F1, exact", "cue"] == pytest.approx(2 / 3)
    assert got["share", "polarity"] == 0.5
    assert got["kappa", "polarity"] == 0  # mine always the same: chance alone gives as much
    assert got["share", "hedged"] == 1 and math.isnan(got["kappa", "hedged"])


@pytest.mark.parametrize(("mine", "yours"), [([], []), ([SHUT], []), ([], [SHUT])])
def test_agreement_on_nothing_shared_raises_nothing(mine, yours):
    table = agreement(mine, yours, TEXT)
    assert len(table) == 1 + 3 * 2 + 4 * 2
    assert table.loc[table["measure"] == "kappa", "value"].isna().all()


def test_differences_stand_side_by_side():
    yours = [coded("the pier was shut", "mayor", "said"), SAFE, DENIED]
    table = differences([SHUT, SAFE], yours, TEXT, names=("Ann", "Ben"))
    assert table["differs"].tolist() == ["source", "", "only Ben"]
    assert table.loc[1, ["Ann", "Ben"]].tolist() == ["source: The mayor", "source: mayor"]
    assert table.loc[2, ["Ann", "Ben"]].tolist() == ["", ""]
    assert table.loc[3, "Ann"] == "—" and "polarity: denies" in table.loc[3, "Ben"]
    assert table.index.tolist() == [1, 2, 3]
