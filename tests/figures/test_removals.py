"""Deletions: posted, stood, gone between which days."""

import matplotlib.pyplot as plt
import pytest

from helpers.figures.removals import deletions_timeline

BARE = {"kind": "deletion", "object": "a notice"}


@pytest.mark.parametrize(
    ("row", "marks", "words"),
    [
        ({"posted_earliest": "2024-05-22", "posted_latest": "2024-05-22", "deleted_earliest": "2024-05-22", "deleted_latest": "2024-06-10", "basis": "inferred"},
         {"day": 1, "interval": 1, "stood": 1}, "deleted 22 May – 10 Jun 2024"),
        ({"latest": "2024-06-10", "basis": "inferred"}, {"interval": 1, "open": 1}, "deleted until 10 Jun 2024"),
        ({"earliest": "2024-06-10", "latest": "2024-06-10", "basis": "stated"}, {"day": 1}, "deleted 10 Jun 2024"),
        ({"last_seen": "2024-06-01", "first_missing": "2024-06-05", "state": "observed_absent"}, {"interval": 1, "seen": 1, "missing": 1}, "deleted 1–5 Jun 2024"),
    ],
)  # fmt: skip
def test_marks(events, gids, row, marks, words):
    ax = deletions_timeline(events([BARE | row]))
    found = gids(ax)
    assert {k: found[k] for k in ("day", "interval", "open", "stood", "seen", "missing") if k in found} == marks
    assert [t.get_text() for t in ax.texts if t.get_gid() == "when"] == [words]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "No deletion is told."),
        ([BARE], "No deletion with a date"),
        ([{"kind": "sanction", "earliest": "2024-01-01"}], "No deletion is told."),
    ],
)
def test_nothing_to_draw_is_said(events, rows, says):
    assert says in deletions_timeline(events(rows)).texts[0].get_text()


def test_told_and_seen_are_counted_apart(events):
    rows = [
        BARE | {"latest": "2024-06-10"},
        BARE | {"last_seen": "2024-06-01", "first_missing": "2024-06-05", "state": "observed_absent"},
        BARE,
    ]
    ax = deletions_timeline(events(rows))
    caption = next(t.get_text() for t in ax.texts if t.get_gid() == "caption")
    assert "n = 2: 1 asserted by a text, 1 observed. Left out: 1" in caption


def test_axes_given_are_returned_and_words_inert(events, hostile):
    _, ax = plt.subplots()
    assert deletions_timeline(events([BARE | {"latest": "2024-06-10", "reason": hostile}], label=hostile), ax=ax) is ax
    ax.figure.canvas.draw()
    assert not any(c in t.get_text() for t in ax.texts for c in "\x00\u202e")


def test_many_lines_do_not_collide(events, boxes, overlapping):
    rows = [BARE | {"earliest": f"2024-06-{d:02}", "latest": f"2024-06-{d + 2:02}"} for d in range(1, 20)]
    assert overlapping(boxes(deletions_timeline(events(rows)), "label", "when")) == []
