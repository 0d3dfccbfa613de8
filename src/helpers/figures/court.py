"""The publication-date court: every clue on one small plot, the answer shaded, the clue that decides in colour."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.days import date_axis, day_number, in_words
from helpers.figures.layout import as_number, robust_period
from helpers.figures.marks import slashes
from helpers.figures.style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    RED,
    caption,
    finished,
    new_axes,
    nothing,
    plain,
    shorten,
    styled,
)


def court(
    data: pd.DataFrame,
    *,
    earliest: str = "",
    latest: str = "",
    title: str = "When was it published?",
    ax: Axes | None = None,
) -> Axes:
    """Draw the clues on one article's date of publication.

    Parameters
    ----------
    data : DataFrame
        Rows of ``publication_clues`` of one article.
    earliest, latest : str
        The answer (``published_earliest``, ``published_latest`` of the article), shaded.
    title : str
        What one sees.
    ax : Axes, optional
        Drawn on new axes when left out.

    Returns
    -------
    Axes
        A bar for what each clue allows, an arrow where it leaves one side open, slashes where it goes on beyond the
        picture. In colour: the clues that decide.
        A clue that does not meet the answer is marked as contradicting it.
    """
    with styled():
        clues = data[(data["earliest"] != "") | (data["latest"] != "")]
        if ax is None:
            ax = new_axes(10.5, max(2.2, 1.4 + 0.5 * len(clues)))
        ax.set_title(plain(title))
        if clues.empty:
            return nothing(ax, "No clue in this text says anything about when it was published.")
        left, right = _limits(clues, earliest, latest)
        date_axis(ax, left, right, most=7)
        ax.set_ylim(len(clues) - 0.6, -0.75)
        _shade(ax, earliest, latest, left, right)
        for y, row in enumerate(clues.to_dict("records")):
            _bar(ax, y, row, (left, right), _contradicts(row, earliest, latest))
            ax.text(left, y - 0.26, _words(row), fontsize=9, va="bottom", gid="label")
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x", color="#e6e6e6", linewidth=0.8)
        ax.set_axisbelow(True)
        answer = in_words(earliest, latest) if earliest or latest else "none"
        clashing = [_contradicts(row, earliest, latest) for row in clues.to_dict("records")]
        against = "orange, dashed: contradicts the answer; " if any(clashing) else ""
        caption(ax, f"n = {len(clues)}. Shaded: the answer ({answer}). Blue: a clue that decides; grey: one that agrees; {against}"
                "arrow: open on that side; slashed: goes on beyond the picture.")  # fmt: skip
    return finished(ax)


def _words(row: dict) -> str:
    words = f" “{shorten(row['text'], 34)}”" if row["text"] else ""
    return f"{shorten(row['clue'], 30)}{words}"


def _contradicts(row: dict, earliest: str, latest: str) -> bool:
    return bool(
        (row["latest"] and earliest and row["latest"] < earliest)
        or (row["earliest"] and latest and row["earliest"] > latest)
    )


def _limits(clues: pd.DataFrame, earliest: str, latest: str) -> tuple[float, float]:
    """The answer and two and a half times its width on either side, as far as there are clues; at least six weeks."""
    clue_days = [day_number(d) for d in [*clues["earliest"], *clues["latest"]]]
    answer = [x for x in map(day_number, (earliest, latest)) if x is not None]
    known = [x for x in clue_days if x is not None] + answer or [0.0]
    spans = [(as_number(a), as_number(b)) for a, b in zip(clues["earliest"], clues["latest"], strict=True)]
    near = answer or list(robust_period(spans) or known)
    width = max(45.0, 2.5 * (max(near) - min(near))) if answer else 45.0
    low, high = max(min(known), min(near) - width), min(max(known), max(near) + width)
    short = max(0.0, 45.0 - (high - low)) / 2
    pad = 0.06 * (high - low) + short
    return low - pad, high + 1 + pad


def _shade(ax: Axes, earliest: str, latest: str, left: float, right: float) -> None:
    begin, end = day_number(earliest), day_number(latest)
    if begin is None and end is None:
        return
    a, b = left if begin is None else begin, right if end is None else end + 1
    b = max(b, a + 0.004 * (right - left))
    ax.axvspan(a, b, color=BLUE, alpha=0.14, linewidth=0, gid="answer", zorder=0)


def _bar(ax: Axes, y: int, row: dict, limits: tuple[float, float], contradicts: bool) -> None:
    left, right = limits
    colour = ORANGE if contradicts else BLUE if row["decides"] else FAINT
    begin, end = day_number(row["earliest"]), day_number(row["latest"])
    a, b = max(left, left if begin is None else begin), min(right, right if end is None else end + 1)
    if (begin is not None and begin == end) or b - a < 0.006 * (right - left):
        middle = min(max((a + b) / 2, left), right)
        ax.plot(middle, y, marker="D", color=RED if contradicts else colour, markersize=8, linestyle="", gid="clue")
        return
    ax.add_patch(Rectangle((a, y - 0.17), b - a, 0.34, facecolor=colour, alpha=0.85 if row["decides"] else 0.45,
                           edgecolor=colour, linestyle="--" if contradicts else "-", gid="clue"))  # fmt: skip
    for known, x, step in ((begin, a, -1), (end, b, 1)):
        if known is None:
            ax.annotate("", (x, y), (x - step * 0.03 * (right - left), y), annotation_clip=False,
                        arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.5}).set_gid("open")  # fmt: skip
        elif not left <= known <= right:
            slashes(ax, x, y, -step * 0.008 * (right - left))
