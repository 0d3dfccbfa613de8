"""Uncertain time, drawn: a dot only for a day, a bar for an interval, an arrow for an open end, hatching for what was inferred."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.figures.days import date_axis, in_words
from helpers.figures.layout import as_number, axes_inches, fit, pack, robust_period, text_width
from helpers.figures.marks import Mark, draw_mark, frame_time
from helpers.figures.style import (
    FAINT,
    KIND_COLOURS,
    KIND_MARKERS,
    caption,
    finished,
    new_axes,
    nothing,
    plain,
    shorten,
    styled,
)

WIDTH = 11.0  # inches of a picture of our own
ROW = 0.34  # inches a row
SINGLE = 26  # rows: up to so many each has a line to itself
LABELLED = 60  # rows: with more, the marks are drawn without words
SIZE = 9.5  # points of a label
SMALLEST = 5.0  # points: smaller words are not drawn
FILL = 0.8  # of a row's height: its words
GAP = 0.09  # inches between a mark and its words
LEAST_ROOM = 1.0  # inches: with less on both sides, words stand in the bar
WORDS = 4.4  # inches of words where rows share a line
BACK = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8}  # behind words


def label_events(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Events with the columns that a timeline wants: ``outlet`` and a short ``label`` in words.

    Parameters
    ----------
    events, articles : DataFrame
        Tables of a case.

    Returns
    -------
    DataFrame
        A copy of `events` with `outlet` (the file where the outlet is not known) and `label` added; what a reviewer
        has rejected is left out.
    """
    events = events[events["status"] != "rejected"]
    known = articles.set_index("article_id")
    outlets = known["outlet"].where(known["outlet"] != "", known["file"])
    labels = [_label(row) for row in events.to_dict("records")]
    return events.assign(
        outlet=events["article_id"].map(outlets), label=pd.Series(labels, index=events.index, dtype=object)
    )


def _label(row: dict) -> str:
    what = row["object"] or row["text"]
    if row["kind"] == "sanction":
        whom = ", ".join(row["targets"]) or (
            f"{row['count']:g} targets" if pd.notna(row["count"]) else "targets not named"
        )
        return f"{row['actor'] or 'someone not named'} → {whom}"
    if row["kind"] == "deletion":
        what += f" ({row['place']})" if row["place"] else ""
    if row["kind"] in ("deletion", "statement"):
        return f"{row['actor']}: {what}" if row["actor"] else what
    happened = " ".join(part for part in (row["actor"], row["object"]) if part)
    return (happened + (f" ({row['place']})" if row["place"] else "")) or row["text"]


@dataclass(frozen=True)
class Item:
    """One mark of a timeline with its words."""

    mark: Mark
    words: str
    n: int = 1  # rows that it stands for


Placed = tuple[int, Item, str, float, str]  # row, item, its words as they fit, where these stand, their alignment


def timeline(
    data: pd.DataFrame,
    *,
    lane: str | None = "kind",
    label: str = "label",
    title: str = "",
    period: tuple[str, str] | None = None,
    fold: int = 3,
    ax: Axes | None = None,
) -> Axes:
    """Events, claims or dates over time, with what is not known about when drawn as such.

    Parameters
    ----------
    data : DataFrame
        With ``earliest, latest, basis``, the columns named by `lane` and `label`, and optionally ``kind``.
    lane : str, optional
        Column that makes the lanes; None lays all rows over one axis, kinds told apart by colour and marker.
    label : str
        Column with the words beside each mark.
    title : str
        What one sees.
    period : (str, str), optional
        ISO days; what lies wholly outside is left out and counted in the caption. When left out, all rows, but for
        a few that lie so far from the rest that these would be squashed (see `helpers.figures.layout.robust_period`).
    fold : int
        When more rows of a lane than this are known by nothing but one and the same inferred open bound ("before the
        article was published"), they are drawn as one that says how many; 0 draws each.
    ax : Axes, optional
        Drawn on new axes, as high as the rows need, when left out.

    Returns
    -------
    Axes
        Rows without any bound are left out and counted in the caption. A bar says that the event lies somewhere
        within, never that it lasted so long. Up to 26 rows stand on a line each; more share lines where there is
        room; with more than 60 lines the marks are drawn without words (`timeline_html` has them).
    """
    with styled():
        limits, shown, undated, outside = _select(data, period)
        lanes = _lanes(shown, lane, label, fold)
        n_rows = sum(len(items) for items in lanes.values()) + (len(lanes) if lane else 0)
        own = ax is None
        ax = ax or new_axes(WIDTH, max(2.5, 1.7 + ROW * n_rows))
        ax.set_title(plain(title), pad=30)
        if limits is None:
            return nothing(
                ax, f"Nothing with a date to draw ({undated} rows without one, {outside} outside the period)."
            )
        cut, worded = _arrange(ax, lanes, limits, headings=bool(lane), own=own)
        marks = [item.mark for items in lanes.values() for item in items]
        notes = ((len(marks) < len(shown), "Rows that share one inferred, open bound are drawn as one."), (cut, "Slashed: goes on beyond the picture."),
                 (not worded, "Too many rows for words; ×n: so many marks alike."))  # fmt: skip
        _finish(ax, shown, marks, (undated, outside), [words for is_so, words in notes if is_so])
    return finished(ax)


def _select(
    data: pd.DataFrame, period: tuple[str, str] | None
) -> tuple[tuple[float, float] | None, pd.DataFrame, int, int]:
    """Limits of the axis, the rows within them, and how many have no date or lie outside."""
    spans = [(as_number(a), as_number(b)) for a, b in zip(data["earliest"], data["latest"], strict=True)]
    dated = [a is not None or b is not None for a, b in spans]
    known = [s for s, ok in zip(spans, dated, strict=True) if ok]
    shown_period = (as_number(period[0]), as_number(period[1])) if period else robust_period(known)
    undated = len(data) - len(known)
    if shown_period is None:
        return None, data.iloc[:0], undated, len(known)
    low, high = (
        (-math.inf if shown_period[0] is None else shown_period[0]),
        (math.inf if shown_period[1] is None else shown_period[1]),
    )
    inside = [
        ok and (b is None or b >= low) and (a is None or a <= high) for (a, b), ok in zip(spans, dated, strict=True)
    ]
    ends = [x for s, ok in zip(spans, inside, strict=True) if ok for x in s if x is not None and math.isfinite(x)] or [
        0.0
    ]
    low, high = (min(ends) if math.isinf(low) else low), (max(ends) if math.isinf(high) else high)
    shown = data[pd.Series(inside, index=data.index, dtype=bool)]
    if shown.empty:
        return None, shown, undated, len(known)
    width = max(20.0, high - low)
    open_left = any(a is None for (a, _), ok in zip(spans, inside, strict=True) if ok)
    open_right = any(b is None for (_, b), ok in zip(spans, inside, strict=True) if ok)
    return (
        (low - (0.13 if open_left else 0.04) * width, high + (0.13 if open_right else 0.04) * width),
        shown,
        undated,
        len(known) - len(shown),
    )


def _lanes(shown: pd.DataFrame, lane: str | None, label: str, fold: int) -> dict[str, list[Item]]:
    """Lanes in the order of their first event (of kinds: in the order of the key), their items in order of time, rows that say the same of time folded."""
    rows = shown.to_dict("records")
    order = sorted(range(len(rows)), key=lambda i: (as_number(rows[i]["earliest"] or rows[i]["latest"]), as_number(rows[i]["latest"]) or math.inf,
                                                    str(rows[i].get("article_id", "")), rows[i].get("start") or 0, i))  # fmt: skip
    alike: dict[tuple, list[dict]] = defaultdict(list)
    for n, i in enumerate(order):
        row = rows[i]
        name = str(row[lane]) if lane else ""
        bare = fold and row.get("basis") == "inferred" and not (row["earliest"] and row["latest"])
        key = (name, row["earliest"], row["latest"], row.get("kind", "")) if bare else (name, n)
        alike[key].append(row)
    lanes: dict[str, list[Item]] = defaultdict(list)
    for (name, *_), group in alike.items():
        if len(group) > fold:
            words = f"{len(group)} {_plural(group[0].get('kind'))} known only to lie {_bound(group[0])}"
            lanes[name].append(Item(Mark.of(group[0]), words, len(group)))
        else:
            lanes[name] += [Item(Mark.of(row), str(row.get(label, ""))) for row in group]
    if lane == "kind":  # acts first, whatever else happened last
        return {name: lanes[name] for name in sorted(lanes, key=[*KIND_COLOURS, *lanes].index)}
    return lanes


def _plural(kind: object) -> str:
    return f"{kind}s" if kind in ("sanction", "statement", "deletion") else "more"


def _bound(row: dict) -> str:
    words = in_words(row["earliest"], row["latest"])
    return (
        words.replace("until", "before the end of", 1)
        if words.startswith("until")
        else words.replace("from", "after the beginning of", 1)
    )


def _arrange(
    ax: Axes, lanes: dict[str, list[Item]], limits: tuple[float, float], *, headings: bool, own: bool
) -> tuple[bool, bool]:
    """Draw all lanes; whether any bar goes on beyond the picture, and whether there was room for words."""
    date_axis(ax, *limits)
    width, height = axes_inches(ax)
    per_inch = (limits[1] - limits[0]) / width
    alone = sum(map(len, lanes.values())) <= SINGLE
    placed = {
        name: _rows_of(items, limits, per_inch, 0 if alone else WORDS, alone=alone) for name, items in lanes.items()
    }
    n_rows = _count(placed, headings)
    worded = n_rows <= LABELLED and (own or 72 * FILL * height / n_rows >= SMALLEST)
    if not worded:
        placed = {name: _rows_of(_alike(items), limits, per_inch, 0.5, alone=False) for name, items in lanes.items()}
        n_rows = _count(placed, headings)
    if own:
        height = (ROW if worded else 0.7 * ROW) * n_rows
        ax.figure.set_figheight(max(2.5, 1.7 + height))
    size = min(SIZE, 72 * FILL * height / n_rows)
    ax.set_ylim(n_rows - 0.4, -0.7)
    return _draw_lanes(ax, placed, limits, size, "label" if worded else "count", headings=headings), worded


def _draw_lanes(
    ax: Axes, placed: dict[str, list[Placed]], limits: tuple[float, float], size: float, kind: str, *, headings: bool
) -> bool:
    """Draw the marks of all lanes, with their words where these can be read; whether any bar goes on beyond the picture."""
    y, cut = 0, False
    for name, rows in placed.items():
        if headings:
            is_file = re.search(r"\.\w+$", name)
            heading = shorten(name if is_file else f"{name[:1].upper()}{name[1:]}" or "Not known", 60)
            ax.text(limits[0], y + 0.08, heading, fontweight="bold", fontsize=1.15 * size, va="center", gid="lane")
            ax.axhline(y - 0.5, color="#dddddd", linewidth=0.8, zorder=0)
        for row, item, words, x, side in rows:
            at = y + headings + row
            cut |= draw_mark(ax, item.mark, at, limits, scale=size / SIZE)
            if words and size >= SMALLEST:
                ax.text(x, at, words, ha=side, va="center", fontsize=size, gid=kind, bbox=BACK)
        y += _count({name: rows}, headings)
    return cut


def _count(placed: dict[str, list[Placed]], headings: bool) -> int:
    return sum(max(row for row, *_ in rows) + 1 + headings for rows in placed.values())


def _alike(items: list[Item]) -> list[Item]:
    """Marks that look the same as one, with how many they are."""
    counts: Counter[Mark] = Counter()
    for item in items:
        counts[item.mark] += item.n
    return [Item(mark, f"×{n}" if n > 1 else "") for mark, n in counts.items()]


def _rows_of(
    items: list[Item], limits: tuple[float, float], per_inch: float, most: float, *, alone: bool
) -> list[Placed]:
    """Row within the lane, words as they fit (`most` inches at most), and where these stand, for each item."""
    left, right = limits
    gap, out, extents = GAP * per_inch, [], []
    for item in items:
        a, b = item.mark.extent(limits)
        rooms = [side / per_inch - 1.5 * GAP for side in (a - left, right - b)]
        wanted = text_width(fit(item.words, most, SIZE), SIZE) if most else max(rooms)
        to_right = rooms[1] >= min(wanted, max(rooms))
        if (
            max(rooms) < LEAST_ROOM and (b - a) / per_inch > LEAST_ROOM
        ):  # a bar that fills the picture has its words within
            extents.append((a, b))
            out.append((item, fit(item.words, (b - a) / per_inch - 6 * GAP, SIZE), a + 3 * gap, "left"))
            continue
        text = fit(item.words, min(rooms[1 if to_right else 0], most or math.inf), SIZE)
        wide = (text_width(text, SIZE) * 1.03 + GAP) * per_inch if text else 0.0
        extents.append((a, b + wide) if to_right else (a - wide, b))
        out.append((item, text, b + gap if to_right else a - gap, "left" if to_right else "right"))
    rows = range(len(items)) if alone else pack(extents, gap)
    return [(row, *rest) for row, rest in zip(rows, out, strict=True)]


def _finish(ax: Axes, shown: pd.DataFrame, marks: list[Mark], left_out: tuple[int, int], notes: list[str]) -> None:
    frame_time(ax, _key(marks, [k for k in KIND_COLOURS if k in set(shown.get("kind", []))]))
    outlets = sorted({str(o) for o in shown["outlet"]}) if "outlet" in shown else []
    missing = [
        f"{n} {why}" for n, why in zip(left_out, ("without any date", "outside the period shown"), strict=True) if n
    ]
    told = f"As told by: {'; '.join(outlets)}." if outlets else ""
    caption(
        ax,
        " ".join([f"n = {len(shown)}.", f"Left out: {', '.join(missing)}." if missing else "", *notes, told]),
        below=40,
    )


def _key(marks: list[Mark], kinds: list[str]) -> list:
    days = {m.kind for m in marks if m.is_day}
    handles: list = [
        Line2D([], [], marker=KIND_MARKERS[k], color=KIND_COLOURS[k], linestyle="", markersize=8, label=f"{k}, day known")
        if k in days else Patch(facecolor=KIND_COLOURS[k], alpha=0.75, label=k) for k in kinds
    ]  # fmt: skip
    if any(not m.is_day for m in marks):
        handles.append(Patch(facecolor=FAINT, alpha=0.75, label="some day within"))
    if any(m.inferred for m in marks):
        handles.append(Patch(facecolor="#dddddd", hatch="////", edgecolor=FAINT, label="inferred (a day: hollow)"))
    if any(m.is_open for m in marks):
        handles.append(Line2D([], [], marker=">", color=FAINT, linestyle="-", markersize=6, label="open end"))
    return handles
