"""Which date hangs on which."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures.hangs import date_tree
from helpers.tables.contracts import frame


def dates(*rows):
    """Rows (id, anchor, earliest, latest)."""
    names = ("date_id", "anchor", "earliest", "latest")
    return frame(
        "dates",
        [
            dict(zip(names, row, strict=True)) | {"article_id": "a", "text": f"words {row[0]}", "edtf": row[2]}
            for row in rows
        ],
    )


CHILD = ("d1", "published", "2024-05-01", "2024-05-31")
GRANDCHILD = ("d2", "d1", "2024-05-02", "2024-05-02")
ALONE = ("d3", "", "1999-01-01", "1999-12-31")


def places(ax):
    """Depth in the tree by label."""
    return {t.get_text(): round(t.get_position()[0] / 0.5) for t in ax.texts if t.get_gid() == "label"}


def test_children_stand_one_deeper_than_what_they_hang_on(gids):
    ax = date_tree(dates(CHILD, GRANDCHILD, ALONE), published="2024-06-03")
    assert places(ax) == {"published": 0, "“words d1”": 1, "“words d2”": 2}
    found = gids(ax)
    assert (found["root"], found["interval"], found["day"], found["hangs"]) == (1, 1, 1, 2)
    assert "By themselves (1): “words d3” (1999)" in next(t.get_text() for t in ax.texts if t.get_gid() == "alone")
    assert "n = 3 dates, 2 of them computed" in next(
        t.get_text() for t in ax.texts if t.get_gid() == "caption"
    ).replace("\n", " ")


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2024-06-03", "3 Jun 2024"),
        ("2024-06-03/2024-06-10", "3–10 Jun 2024"),
        ("2023", "2023"),
        ("", "date not known"),
        ("../2024-06-10", "../2024-06-10"),
    ],
)
def test_root_says_when(published, words):
    ax = date_tree(dates(CHILD), published=published)
    assert next(t.get_text() for t in ax.texts if t.get_gid() == "when") == words


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([("d1", "d1", "2024-05-01", "")], []),  # hangs on itself: on nothing
        (
            [("d1", "d2", "2024-05-01", ""), ("d2", "d1", "2024-05-01", "")],
            ["“words d1”", "“words d2”"],
        ),  # a circle, once each
        ([("d1", "gone", "2024-05-01", "")], ["[gone]", "“words d1”"]),  # an anchor that is not in the table
        ([("d1", "", "2024-05-01", ""), ("d2", "d1", "", "")], ["“words d1”", "“words d2”"]),  # a stated date as a root
    ],
)
def test_odd_anchors(rows, labels):
    assert sorted(places(date_tree(dates(*rows)))) == sorted(labels)


@pytest.mark.parametrize(("rows", "says"), [((), "no date in this text"), ((ALONE,), "None of the 1 dates")])
def test_nothing_to_draw_is_said(rows, says):
    assert says in date_tree(dates(*rows)).texts[0].get_text()


def test_dates_of_two_articles_are_refused():
    data = pd.concat([dates(CHILD), dates(GRANDCHILD).assign(article_id="b")])
    with pytest.raises(ValueError, match="select one article_id"):
        date_tree(data)


def test_a_long_chain_and_many_children_are_drawn(gids, boxes, overlapping):
    chain = [(f"c{n}", f"c{n - 1}" if n else "published", "2024-05-01", "2024-05-01") for n in range(6)]
    wide = [(f"w{n}", "published", "2024-05-01", "") for n in range(40)]
    ax = date_tree(dates(*chain, *wide), published="2024-06-03")
    assert gids(ax)["hangs"] == 46
    assert overlapping(boxes(ax, "label", "when")) == []


def test_axes_given_are_returned_and_words_inert(hostile):
    _, ax = plt.subplots()
    assert date_tree(dates(CHILD, ALONE).assign(text=hostile), published=hostile, ax=ax) is ax
    ax.figure.canvas.draw()
    assert not any(c in t.get_text() for t in ax.texts for c in "\x00\u202e")
