"""How rules fare with reviewers."""

import pandas as pd
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
    assert [c.get_label() for c in ax.containers] == ["rejected", "edited", "confirmed"]
    assert [sum(b.get_width() for b in c) for c in ax.containers] == [1, 1, 2]


@pytest.mark.parametrize("n", [1, 2, 25])
def test_key_and_words_stand_on_no_bar_and_every_rule_has_its_name(n):
    names = [f"other_founding_of_something_in_many_words_{i}" for i in range(n)]
    record = pd.DataFrame(
        {"table": "events", "rule": names, "n_rows": 99, "n_reviewed": 18, "confirmed": 4, "edited": 4, "rejected": 10}
    )
    ax = overturned(record, top=25)
    ax.figure.draw_without_rendering()
    bars = [bar.get_window_extent() for container in ax.containers for bar in container]
    words = [
        ax.get_legend().get_window_extent(),
        *(t.get_window_extent() for t in ax.texts if t.get_gid() != "caption"),
    ]
    assert [w for w in words if any(w.shrunk(0.99, 0.9).overlaps(b) for b in bars)] == []
    assert all(w.x1 <= ax.get_window_extent().x1 for w in words)
    told = [label.get_text() for label in ax.get_yticklabels()]
    assert len(told) == n and all(t.startswith("events: other_founding_of") for t in told)
    assert len({round(b.height) for b in bars}) == 1 and bars[0].height < 40


def test_the_picture_says_that_nothing_was_reviewed(tmp_path):
    ax = overturned(rule_record(SyntheticCase(tmp_path, {"a.txt": TEXT})))
    assert "Nothing has been reviewed" in ax.texts[0].get_text()
