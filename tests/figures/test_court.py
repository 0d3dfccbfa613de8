"""The publication-date court."""

import matplotlib.pyplot as plt
import pytest

from helpers.figures.court import court
from helpers.figures.days import day_number
from helpers.tables.contracts import frame


def clues(*rows):
    names = ("clue", "earliest", "latest", "decides")
    return frame("publication_clues", [dict(zip(names, row, strict=True)) | {"text": "in words"} for row in rows])


DAY = ("stated line", "2024-06-03", "2024-06-03", True)
SINCE = ("latest past event", "2024-05-01", "", False)
WRONG = ("copyright year", "2019-01-01", "2019-12-31", False)


@pytest.mark.parametrize(
    ("rows", "found"),
    [((DAY,), {"clue": 1}), ((SINCE,), {"clue": 1, "open": 1}), ((DAY, SINCE, WRONG), {"clue": 3, "open": 1})],
)
def test_a_mark_for_each_clue(gids, rows, found):
    ax = court(clues(*rows), earliest="2024-06-03", latest="2024-06-03")
    marks = gids(ax)
    assert {k: marks[k] for k in ("clue", "open") if k in marks} == found
    assert marks["answer"] == 1


def test_a_clue_that_contradicts_is_dashed_and_orange():
    ax = court(clues(DAY, ("caption", "2024-07-01", "2024-07-31", False)), earliest="2024-06-03", latest="2024-06-03")
    (bar,) = (p for p in ax.patches if p.get_gid() == "clue")
    assert bar.get_linestyle() == "--"


@pytest.mark.parametrize("rows", [(), (("weekday", "", "", False),)])
def test_no_clue_is_said(rows):
    assert "No clue" in court(clues(*rows)).texts[0].get_text()


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [("2024-06-03", "2024-06-03"), ("2024-06-03", "2024-06-10"), ("", "2024-06-10"), ("2024-06-03", ""), ("", "")],
)
def test_far_clues_do_not_squash_the_answer(earliest, latest):
    ax = court(clues(DAY, SINCE, ("caption", "1850-01-01", "", False), WRONG), earliest=earliest, latest=latest)
    left, right = ax.get_xlim()
    assert 44 < right - left < (366 if earliest or latest else 7 * 366)
    assert left < day_number("2024-06-03") < right


def test_the_axis_says_the_year_at_its_first_tick():
    ax = court(clues(DAY), earliest="2024-06-03", latest="2024-06-03")
    ax.figure.canvas.draw()
    words = [t.get_text() for t in ax.get_xticklabels() if t.get_text()]
    assert words[0].endswith("\n2024")
    assert ax.xaxis.get_offset_text().get_text() == ""


def test_axes_given_are_returned_and_words_inert(hostile):
    _, ax = plt.subplots()
    assert court(clues(DAY).assign(text=hostile, clue=hostile), earliest="2024-06-03", title="T", ax=ax) is ax
    ax.figure.canvas.draw()
