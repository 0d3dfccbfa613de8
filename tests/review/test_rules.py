"""How rules fare with reviewers."""

import pytest

from helpers.figures.rules import overturned
from helpers.review import corrections as review
from helpers.review.rules import rule_record
from tests.review.synthetic import SyntheticCase
from tests.review.test_corrections import OTHER, TEXT


@pytest.fixture
def reviewed(tmp_path):
    made = SyntheticCase(tmp_path, {"a.txt": TEXT, "b.txt": OTHER})
    ids = made.claims["claim_id"].tolist()
    review.confirm(made, ids[0], author="A")
    review.edit(made, ids[1], "hedged", True, author="A")
    review.reject(made, ids[2], author="A")
    review.confirm(made, made.dates["date_id"].iloc[0], author="A")
    return made


def test_the_record_counts_verdicts_by_rule(reviewed):
    record = rule_record(reviewed)
    assert record[["table", "rule", "n_rows", "n_reviewed", "confirmed", "edited", "rejected"]].to_numpy().tolist() == [
        ["claims", "verb_clause", 4, 3, 1, 1, 1],
        ["dates", "weekday", 2, 1, 1, 0, 0],
    ]
    assert record["overturned"].tolist() == [2 / 3, 0] and (record["low"] <= record["overturned"]).all()


def test_the_picture_has_a_bar_a_rule_and_verdict(reviewed):
    ax = overturned(rule_record(reviewed))
    assert [c.get_label() for c in ax.containers] == ["confirmed", "edited", "rejected"]
    assert [sum(b.get_width() for b in c) for c in ax.containers] == [2, 1, 1]


def test_the_picture_says_that_nothing_was_reviewed(tmp_path):
    ax = overturned(rule_record(SyntheticCase(tmp_path, {"a.txt": TEXT})))
    assert "Nothing has been reviewed" in ax.texts[0].get_text()
