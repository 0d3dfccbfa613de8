"""How rules fare with reviewers."""

import time

import pytest

from helpers.case import Case
from helpers.figures.rules import overturned
from helpers.review import corrections as review
from helpers.review.log import read_corrections
from helpers.review.overlay import apply_corrections
from helpers.review.rules import rule_record
from tests.review.synthetic import SyntheticCase
from tests.review.test_corrections import OTHER, TEXT
from tests.share.conftest import case, copy  # noqa: F401


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


def test_twenty_corrections_cost_a_build_less_than_a_tenth(copy):  # noqa: F811
    for row in copy.claims["claim_id"].head(10):
        review.confirm(copy, row, author="A")
    for row in copy.events["event_id"].head(10):
        review.reject(copy, row, author="A")
    begun = time.process_time()
    fresh = Case(copy.folder, progress=False)
    assert (fresh.claims["status"] == "confirmed").sum() == 10
    build = time.process_time() - begun
    begun = time.process_time()
    apply_corrections(fresh.machine, read_corrections(fresh.folder), fresh.read.articles)
    assert time.process_time() - begun < 0.1 * build
