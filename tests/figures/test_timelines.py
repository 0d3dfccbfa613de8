"""The still timeline: what is drawn for what is known, what is left out, words that do not collide."""

import datetime

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures.style import keep
from helpers.figures.timelines import label_events, timeline

DAY = ("sanction", "2024-05-01", "2024-05-01", "stated")
HOLLOW = ("sanction", "2024-05-01", "2024-05-01", "inferred")
SPAN = ("statement", "2024-05-01", "2024-05-31", "computed")
BEFORE = ("deletion", "", "2024-06-03", "inferred")
AFTER = ("other", "2024-06-03", "", "stated")
DAY_OF_1999 = ("other", "1999-11-02", "1999-11-02", "stated")
NEVER = ("statement", "", "", "")


def caption_of(ax):
    return next(t.get_text() for t in ax.texts if t.get_gid() == "caption").replace("\n", " ")


def many(n, step=5):
    day = datetime.date(2023, 1, 3)
    return [
        (
            ["statement", "sanction", "deletion", "other"][k % 4],
            d := str(day + datetime.timedelta(step * k)),
            d,
            "stated",
        )
        for k in range(n)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([DAY], {"day": 1}),
        ([HOLLOW], {"day": 1}),
        ([SPAN], {"interval": 1}),
        ([BEFORE], {"interval": 1, "open": 1}),
        ([AFTER], {"interval": 1, "open": 1}),
        ([DAY, SPAN, BEFORE, AFTER, NEVER], {"day": 1, "interval": 3, "open": 2}),
        ([("other", "1900-01-01", "1999-12-31", "stated"), *[DAY_OF_1999] * 6], {"day": 6, "interval": 1, "cut": 4}),
    ],
)
def test_marks_say_what_is_known(events, gids, rows, expected):
    found = gids(timeline(events(rows)))
    assert {k: found.get(k, 0) for k in ("day", "interval", "open", "cut") if found.get(k)} == expected


def test_a_day_that_was_inferred_is_hollow_and_a_bar_hatched(events):
    ax = timeline(events([HOLLOW, ("statement", "2024-05-01", "2024-05-31", "inferred"), SPAN]))
    (day,) = (line for line in ax.lines if line.get_gid() == "day")
    assert day.get_markerfacecolor() == "white"
    assert [p.get_hatch() for p in ax.patches if p.get_gid() == "interval"].count("////") == 1


def test_a_bar_spans_its_interval(events):
    ax = timeline(events([SPAN]))
    (bar,) = (p for p in ax.patches if p.get_gid() == "interval")
    assert bar.get_width() == 31


@pytest.mark.parametrize("rows", [[], [NEVER, NEVER]])
def test_nothing_to_draw_is_said(events, rows):
    ax = timeline(events(rows), title="Empty")
    assert isinstance(ax, plt.Axes)
    assert "Nothing with a date" in ax.texts[0].get_text()
    assert f"{len(rows)} rows without" in ax.texts[0].get_text()


def test_lanes_and_overlay(events, gids):
    rows = [DAY, SPAN, BEFORE, AFTER]
    assert gids(timeline(events(rows)))["lane"] == 4
    assert gids(timeline(events(rows), lane="outlet"))["lane"] == 3
    assert "lane" not in gids(timeline(events(rows), lane=None))


def test_acts_come_first_and_other_events_last(events):
    days = [
        (kind, f"2024-0{n}-01", f"2024-0{n}-03", "stated")
        for n, kind in enumerate(("other", "statement", "deletion", "sanction"), 1)
    ]
    headings = [t.get_text() for t in timeline(events(days)).texts if t.get_gid() == "lane"]
    assert headings == ["Sanction", "Deletion", "Statement", "Other"]


def test_far_outliers_are_left_out_and_counted(events, gids):
    ax = timeline(events([("other", "1990-03-01", "1990-03-01", "stated"), *many(12)]))
    assert gids(ax)["day"] == 12
    assert "1 outside the period shown" in caption_of(ax)
    assert ax.get_xlim()[1] - ax.get_xlim()[0] < 120


def test_a_period_given_is_kept_to(events, gids):
    ax = timeline(
        events([DAY, ("other", "1990-03-01", "1990-03-01", "stated"), NEVER]), period=("1980-01-01", "1999-12-31")
    )
    assert gids(ax)["day"] == 1
    assert "1 without any date, 1 outside the period shown" in caption_of(ax)
    assert "Nothing with a date" in timeline(events([DAY]), period=("1980-01-01", "1999-12-31")).texts[0].get_text()


@pytest.mark.parametrize("period", [("", "2024-12-31"), ("2024-01-01", "")])
def test_a_period_may_be_open(events, gids, period):
    assert gids(timeline(events([DAY, SPAN]), period=period))["day"] == 1


@pytest.mark.parametrize(
    "beyond", [("other", "-0044-03-15", "-0044-03-15", "stated"), ("other", "99999-01-01", "99999-12-31", "stated")]
)
def test_years_that_no_calendar_holds_are_outside(events, gids, beyond):
    ax = timeline(events([beyond, DAY]))
    assert gids(ax)["day"] == 1
    assert "1 outside" in caption_of(ax)
    timeline(events([beyond]))


def test_a_bar_that_fills_the_picture_has_its_words_within(events, boxes):
    ax = timeline(events([("other", "1900-01-01", "1999-12-31", "stated"), *[DAY_OF_1999] * 6]))
    assert len(boxes(ax, "label")) == 7


def test_the_whole_calendar_can_be_drawn(events, gids):
    assert gids(timeline(events([("other", "0001-01-01", "9999-12-31", "stated")])))["interval"] == 1


def test_rows_that_say_the_same_of_time_are_folded(events, gids):
    before = [("statement", "", "2024-06-03", "inferred")] * 5
    ax = timeline(events([*before, DAY]))
    assert gids(ax)["interval"] == 1
    assert any("5 statements known only to lie before the end of 3 Jun 2024" in t.get_text() for t in ax.texts)
    assert "n = 6" in caption_of(ax) and "drawn as one" in caption_of(ax)
    assert gids(timeline(events([*before, DAY]), fold=0))["interval"] == 5
    assert gids(timeline(events([*before[:3], DAY])))["interval"] == 3


def test_what_was_stated_is_never_folded(events, gids):
    assert gids(timeline(events([("statement", "", "2024-06-03", "stated")] * 5)))["interval"] == 5


@pytest.mark.parametrize("n", [1, 10, 26, 27, 50])
@pytest.mark.parametrize("lane", ["kind", "outlet", None])
def test_labels_do_not_collide(events, boxes, overlapping, n, lane):
    ax = timeline(
        events(many(n), label="said that a rather long sentence about ships and contracts had been " * 2), lane=lane
    )
    measured = boxes(ax, "label", "lane")
    assert len([t for t, _ in measured if t[0].isdigit()]) == n
    assert overlapping(measured) == []
    right, left = ax.get_window_extent().x1, ax.get_window_extent().x0
    assert all(box.x1 <= right + 4 and box.x0 >= left - 4 for _, box in measured)


@pytest.mark.parametrize("step", [0, 1, 40])
def test_fifty_events_close_together_or_far_apart_do_not_collide(events, boxes, overlapping, step):
    measured = boxes(timeline(events(many(50, step)), lane="outlet"), "label", "lane")
    assert len(measured) == 53
    assert overlapping(measured) == []


def test_too_many_rows_are_drawn_without_words_and_say_so(events, gids):
    ax = timeline(events(many(200, 1)), lane="outlet")
    assert "label" not in gids(ax)
    assert gids(ax)["day"] == 200
    assert "Too many rows for words" in caption_of(ax)
    assert ax.figure.get_figheight() < 15


def test_marks_alike_are_counted_when_there_is_no_room_for_words(events):
    ax = timeline(events(many(70, 1) + many(70, 1)), lane="outlet")
    assert (
        sum(int(t.get_text()[1:]) for t in ax.texts if t.get_gid() == "count")
        + sum(line.get_gid() == "day" for line in ax.lines)
        >= 140
    )


@pytest.mark.parametrize("n", [3, 50])
def test_axes_given_are_drawn_on_and_returned(events, boxes, overlapping, n):
    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 4))
    assert timeline(events(many(n)), ax=right) is right
    assert not left.lines and not left.texts
    assert tuple(figure.get_size_inches()) == (14, 4)
    assert overlapping(boxes(right, "label", "lane")) == []


def test_no_axes_are_taken_from_pyplot(events):
    _, current = plt.subplots()
    ax = timeline(events([DAY]))
    assert ax is not current and not current.lines


def test_words_of_articles_are_inert(events, hostile, tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    data = events([DAY, SPAN], label=hostile).assign(outlet=hostile, kind=hostile)
    ax = timeline(data, lane="outlet", title="a")
    shown = [t.get_text() for t in ax.texts]
    assert any("$\\frac{1}$" in t for t in shown)
    assert not any(c in t for t in shown for c in "\x00\u202e\u200f\r")
    assert "<script" not in keep(ax, "hostile").with_suffix(".svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("rows", [[DAY, SPAN, BEFORE, AFTER], many(50), many(120, 1)])
def test_same_picture_same_bytes(events, tmp_path, monkeypatch, rows):
    found = []
    for run in ("one", "two"):
        monkeypatch.setenv("HELPERS_OUT", str(tmp_path / run))
        path = keep(timeline(events(rows), title="Twice"), "twice")
        found.append((path.read_bytes(), path.with_suffix(".svg").read_bytes()))
        plt.close("all")
    assert found[0] == found[1]


def test_input_is_not_changed(events):
    data = events([DAY, SPAN, BEFORE])
    before = data.copy(deep=True)
    timeline(data)
    pd.testing.assert_frame_equal(data, before)


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ({"kind": "sanction", "actor": "Council", "targets": ["A", "B"]}, "Council → A, B"),
        ({"kind": "sanction", "actor": "", "targets": [], "count": 40.0}, "someone not named → 40 targets"),
        ({"kind": "sanction", "actor": "Council"}, "Council → targets not named"),
        ({"kind": "deletion", "actor": "Port", "object": "a notice", "place": "its page"}, "Port: a notice (its page)"),
        ({"kind": "statement", "actor": "", "object": "no comment"}, "no comment"),
        ({"kind": "other", "actor": "", "object": "", "text": "it opened"}, "it opened"),
        ({"kind": "other", "actor": "Port", "object": "opened", "text": "x"}, "Port opened"),
        (
            {"kind": "other", "actor": "", "object": "Harbour Talks", "place": "Holm", "text": "x"},
            "Harbour Talks (Holm)",
        ),
    ],
)
def test_labels_in_words(events, row, label):
    data = events([row]).drop(columns=["label", "outlet"])
    named = label_events(data, pd.DataFrame({"article_id": ["a"], "outlet": [""], "file": ["a.txt"]}))
    assert named["label"].tolist() == [label]
    assert named["outlet"].tolist() == ["a.txt"]
