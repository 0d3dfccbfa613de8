"""What hangs on what: each date of one article under the date that it was computed from."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.days import in_words
from helpers.figures.style import BLUE, FAINT, INK, ORANGE, caption, finished, new_axes, nothing, plain, shorten, styled

ROOT = "published"
WIDTH = 8.8  # inches
INDENT = 0.5  # inches from a date to those that hang on it
DATES = 5.3  # inches from the left edge to the column of dates
ROW = 0.32  # inches a row of the tree
LINE = 0.22  # inches a line of text below it
ISO = r"\d{4}-\d{2}-\d{2}"


class Place(NamedTuple):
    """Where a date stands in the tree: how deep, in which row, and in which row the date that it hangs on."""

    key: str
    depth: int
    row: int
    parent_row: int | None


def date_tree(
    data: pd.DataFrame, *, published: str = "", title: str = "Which date hangs on which", ax: Axes | None = None
) -> Axes:
    """Draw one article's dates as a tree: each stands below the date that it was computed from.

    Parameters
    ----------
    data : DataFrame
        Rows of ``dates`` of one article: ``date_id, text, edtf, earliest, latest, anchor, basis``.
    published : str
        The article's date of publication (``published_edtf``), shown at the root; empty where it is not known.
    title : str
    ax : Axes, optional
        Drawn on new axes, as high as the tree needs, when left out.

    Returns
    -------
    Axes
        A diamond is a day, a bar a longer stretch, hatched where one side is open, a ring no calendar date at all.
        Dates that stand by themselves are listed below the tree.

    Raises
    ------
    ValueError
        If the rows are of more than one article: dates hang together only within one.

    Notes
    -----
    A row whose ``anchor`` is neither ``published`` nor a date in `data` stands at a root of its own, named by the
    anchor. Rows that hang on each other in a circle are drawn once.
    """
    if "article_id" in data and data["article_id"].nunique() > 1:
        raise ValueError(
            f"date_tree draws the dates of one article, not of {data['article_id'].nunique()}: select one article_id"
        )
    with styled():
        rows = {row["date_id"]: row for row in data.to_dict("records")}
        places, alone = _tree(rows)
        below = _listed(alone, int(WIDTH * 12.5))
        ax = ax or new_axes(WIDTH, max(2.2, 1.1 + ROW * len(places) + LINE * len(below)))
        ax.set_title(plain(title))
        if not places:
            return nothing(
                ax,
                f"None of the {len(rows)} dates in this text hangs on another."
                if rows
                else "There is no date in this text.",
            )
        for place in places:
            _draw(ax, place, rows.get(place.key), published)
        for n, line in enumerate(below):
            ax.text(
                0, len(places) + (0.1 + LINE * n) / ROW, line, fontsize=9, va="center", color="#444444", gid="alone"
            )
        ax.set_xlim(-0.15, WIDTH)
        ax.set_ylim(len(places) + LINE * len(below) / ROW - 0.2, -0.7)
        ax.set_axis_off()
        ax.set_title(plain(title))
        hanging = sum(p.parent_row is not None for p in places)
        caption(ax, f"n = {len(rows)} dates, {hanging} of them computed from another. Diamond: a day; bar: some day within a longer stretch, hatched "
                "where it is open; ring: no calendar date. Move a date, and all that hangs on it moves.", below=6)  # fmt: skip
    return finished(ax)


def _tree(rows: dict[str, dict]) -> tuple[list[Place], list[dict]]:
    """Places of all dates that hang together, parents before children; and the rows that stand by themselves."""
    children: dict[str, list[str]] = defaultdict(list)
    for key, row in rows.items():
        if row["anchor"] and row["anchor"] != key:
            children[row["anchor"]].append(key)
    roots = [key for key in children if key not in rows or not rows[key]["anchor"]]
    roots.sort(key=lambda key: key != ROOT)
    places: dict[str, Place] = {}
    for root in [*roots, *children]:  # what is not placed by then hangs in a circle
        _walk(root, children, places)
    return list(places.values()), [row for key, row in rows.items() if key not in places]


def _walk(root: str, children: dict[str, list[str]], places: dict[str, Place]) -> None:
    """Place a root and all below it, each in the next row."""
    todo: list[tuple[str, str | None]] = [(root, None)]
    while todo:
        key, parent = todo.pop()
        if key not in places:
            above = places[parent] if parent is not None else None
            places[key] = Place(key, above.depth + 1 if above else 0, len(places), above.row if above else None)
            todo += [(child, key) for child in reversed(children.get(key, []))]


def _draw(ax: Axes, place: Place, row: dict | None, published: str) -> None:
    x, y = INDENT * place.depth, place.row
    if place.parent_row is not None:
        ax.plot(
            [x - INDENT, x - INDENT, x - 0.1],
            [place.parent_row + 0.28, y, y],
            color=FAINT,
            linewidth=1.2,
            zorder=1,
            gid="hangs",
        )
    if row is None:
        is_root = place.key == ROOT
        words, when = (
            ("published", _edtf_words(published)) if is_root else (f"[{shorten(place.key, 30)}]", "not in this table")
        )
        ax.plot(x, y, marker="s", color=ORANGE, markersize=10, gid="root")
    else:
        words, when = f"“{shorten(row['text'], 40)}”", in_words(row["earliest"], row["latest"], row["edtf"])
        _mark(ax, x, y, row, INK if place.parent_row is None else BLUE)
    weight = "bold" if place.parent_row is None else "normal"
    ax.text(x + 0.2, y, words, fontsize=10, va="center", fontweight=weight, gid="label")
    ax.plot(
        [x + 0.35 + 0.085 * len(words), DATES - 0.15], [y, y], color="#cccccc", linewidth=0.8, linestyle=":", zorder=0
    )
    ax.text(DATES, y, when, fontsize=10, va="center", fontweight=weight, color="#444444", gid="when")


def _edtf_words(edtf: str) -> str:
    """A date of publication in words, where it is a day, a month, a year or two days; else as it is."""
    first, _, last = edtf.partition("/")
    if re.fullmatch(ISO, first) and re.fullmatch(ISO, last or first):
        return in_words(first, last or first)
    return shorten(edtf, 40) or "date not known"


def _mark(ax: Axes, x: float, y: float, row: dict, colour: str) -> None:
    if not (row["earliest"] or row["latest"]):
        ax.plot(x, y, marker="o", color=colour, markerfacecolor="white", markersize=8, gid="unknown")
    elif row["earliest"] == row["latest"]:
        ax.plot(x, y, marker="D", color=colour, markersize=7.5, gid="day")
    else:
        is_open = not (row["earliest"] and row["latest"])
        ax.add_patch(Rectangle((x - 0.1, y - 0.17), 0.2, 0.34, facecolor="white" if is_open else colour, edgecolor=colour,
                               hatch="/////" if is_open else None, zorder=2, gid="interval"))  # fmt: skip


def _listed(alone: list[dict], width: int) -> list[str]:
    """The dates by themselves as lines of text."""
    if not alone:
        return []
    items = "; ".join(f"“{shorten(r['text'], 30)}” ({in_words(r['earliest'], r['latest'], r['edtf'])})" for r in alone)
    return textwrap.wrap(f"By themselves ({len(alone)}): {plain(items)}", width)
