"""Deletions: posted when, stood how long, gone between which days."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.figures.days import date_axis, in_words
from helpers.figures.layout import as_number, axes_inches, fit, robust_period
from helpers.figures.marks import Mark, draw_mark, frame_time
from helpers.figures.style import FAINT, INK, KIND_COLOURS, caption, finished, new_axes, nothing, plain, styled

WIDTH = 11.0  # inches of a picture of our own
SIZE = 9.5  # points of a label


def deletions_timeline(data: pd.DataFrame, *, label: str = "label", title: str = "", ax: Axes | None = None) -> Axes:
    """What was posted and then deleted: when it went up, how long it stood, between which days it went.

    Parameters
    ----------
    data : DataFrame
        The table ``events`` with the column `label` (see `label_events`); only its deletions are drawn.
    label : str
        Column with the words above each line; the reason given is added to them.
    title : str
    ax : Axes, optional
        Drawn on new axes, as high as the rows need, when left out.

    Returns
    -------
    Axes
        One line a deletion. Blue: posted on that day or within that bar. Grey line: it stood. Purple: it went on that day
        or on some day within that bar, hatched where that is inferred. An arrow says that the side is open. Triangles: last seen and first missed, where somebody
        looked (observed); without them only the text says so (asserted). Unreachable is not deleted.
    """
    with styled():
        rows = data[data["kind"] == "deletion"].to_dict("records")
        spans = {id(row): [_deletion_span(row, side) for side in ("posted", "deleted")] for row in rows}
        period = robust_period([s for row in rows for s in spans[id(row)]])
        shown = [row for row in rows if period and _meets(spans[id(row)], period)]
        shown.sort(key=lambda row: min(x for s in spans[id(row)] for x in s if x is not None))
        ax = ax or new_axes(WIDTH, max(2.6, 1.8 + 0.62 * len(shown)))
        ax.set_title(plain(title), pad=30)
        if not shown:
            return nothing(ax, "No deletion with a date to draw." if rows else "No deletion is told.")
        pad = max(12.0, 0.15 * (period[1] - period[0]))
        limits = (period[0] - pad, period[1] + pad)
        date_axis(ax, *limits)
        width, _ = axes_inches(ax)
        for y, row in enumerate(shown):
            _deletion(ax, y, row, spans[id(row)], limits)
            reason = f" — reason given: {row['reason']}" if row["reason"] else ""
            ax.text(
                limits[0],
                y - 0.38,
                fit(f"{row.get(label, '')}{reason}", width, SIZE),
                va="center",
                fontsize=SIZE,
                gid="label",
            )
        ax.set_ylim(len(shown) - 0.5, -0.8)
        _finish_deletions(ax, shown, len(rows) - len(shown))
    return finished(ax)


def _deletion_days(row: dict, side: str) -> tuple[str, str]:
    """Bounds of the posting or of the deletion; the event's own bounds are the deletion's where it has no others."""
    first, last = row[f"{side}_earliest"], row[f"{side}_latest"]
    if side == "deleted" and not (first or last):
        return row["last_seen"] or row["earliest"], row["first_missing"] or row["latest"]
    return first, last


def _deletion_span(row: dict, side: str) -> tuple[float | None, float | None]:
    first, last = _deletion_days(row, side)
    return as_number(first), as_number(last)


def _meets(spans: list[tuple[float | None, float | None]], period: tuple[float, float]) -> bool:
    known = [x for s in spans for x in s if x is not None]
    return bool(known) and any(period[0] <= x <= period[1] for x in known)


def _deletion(
    ax: Axes, y: float, row: dict, spans: list[tuple[float | None, float | None]], limits: tuple[float, float]
) -> None:
    posted, deleted = (
        Mark(*span, kind, inferred)
        for span, kind, inferred in zip(
            spans, ("statement", "deletion"), (False, row["basis"] == "inferred"), strict=True
        )
    )
    ends = [x for x in (deleted.begin, deleted.end) if x is not None]
    if ends and posted.begin is not None:
        ax.plot(
            [max(posted.begin, limits[0]), min(ends[0], limits[1])],
            [y, y],
            color=FAINT,
            linewidth=2,
            zorder=0,
            gid="stood",
        )
    if posted.begin is not None or posted.end is not None:
        draw_mark(ax, posted, y, limits)
    if ends:
        draw_mark(ax, deleted, y, limits)
        a, b = deleted.extent(limits)
        words = f"deleted {in_words(*_deletion_days(row, 'deleted'))}"
        to_right = limits[1] - b >= a - limits[0] or posted.begin is not None
        gap = 0.012 * (limits[1] - limits[0])
        ax.text(
            b + gap if to_right else a - gap,
            y,
            words,
            ha="left" if to_right else "right",
            va="center",
            fontsize=9,
            color="#555555",
            gid="when",
        )
    for day, marker, gid in ((row["last_seen"], ">", "seen"), (row["first_missing"], "<", "missing")):
        x = as_number(day)
        if x is not None and math.isfinite(x):
            ax.plot(x + 0.5, y, marker=marker, color=INK, markersize=9, markeredgecolor="white", zorder=4, gid=gid)


def _finish_deletions(ax: Axes, shown: list[dict], left_out: int) -> None:
    blue, purple = KIND_COLOURS["statement"], KIND_COLOURS["deletion"]
    handles: list = [
        Line2D([], [], marker="o", color=blue, linestyle="", markersize=8, label="posted"),
        Line2D([], [], color=FAINT, linewidth=2, label="stood"),
        Line2D([], [], marker="X", color=purple, linestyle="", markersize=8, label="deleted, day known"),
        Patch(facecolor=purple, alpha=0.75, label="deleted on some day within"),
        Patch(facecolor="#eed3e0", hatch="////", edgecolor=purple, label="inferred"),
        Line2D([], [], marker=">", color=purple, linestyle="-", markersize=6, label="open end"),
    ]
    if any(row["last_seen"] or row["first_missing"] for row in shown):
        handles.append(
            Line2D([], [], marker=">", color=INK, linestyle="", markersize=8, label="▸ last seen, ◂ first missed")
        )
    frame_time(ax, handles)
    told = sum(row["state"] == "asserted" for row in shown)
    outlets = sorted({str(row["outlet"]) for row in shown if row.get("outlet")})
    caption(ax, f"n = {len(shown)}: {told} asserted by a text, {len(shown) - told} observed." + (f" Left out: {left_out} without a date, or far from the rest." if left_out else "")
            + (f" As told by: {'; '.join(outlets)}." if outlets else ""), below=40)  # fmt: skip
