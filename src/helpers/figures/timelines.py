"""Uncertain time, drawn: a dot only for a day, a bar for an interval, an arrow for an open end, hatching for what was inferred."""

from __future__ import annotations

from datetime import date

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from helpers.figures.style import FAINT, INK, KIND_COLOURS, KIND_MARKERS, caption, new_axes, nothing, shorten, styled

ROW = 0.36  # inches a row
SHARE = 0.012  # of the axis: the least width of a bar


def label_events(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Events with the columns that a timeline wants: ``outlet`` and a short ``label`` in words.

    Parameters
    ----------
    events, articles : DataFrame
        Tables of a case.

    Returns
    -------
    DataFrame
        A copy of `events` with `outlet` and `label` added.
    """
    outlets = articles.set_index("article_id")["outlet"].replace("", "outlet not known")
    labels = [_label(row) for row in events.to_dict("records")]
    return events.assign(outlet=events["article_id"].map(outlets), label=pd.Series(labels, index=events.index, dtype=object))


def _label(row: dict) -> str:
    actor = row["actor"] or "unnamed"
    if row["kind"] == "sanction":
        whom = ", ".join(row["targets"]) or (f"{row['count']:g} targets" if pd.notna(row["count"]) else "targets not named")
        return f"{actor} → {whom}"
    if row["kind"] == "deletion":
        return f"{actor}: {row['object'] or row['text']}" + (f" ({row['place']})" if row["place"] else "")
    if row["kind"] == "statement":
        return f"{actor}: {row['object'] or row['text']}"
    return row["text"]


def timeline(
    data: pd.DataFrame,
    *,
    lane: str = "kind",
    label: str = "label",
    title: str = "",
    period: tuple[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Events, claims or dates over time, with what is not known about when drawn as such.

    Parameters
    ----------
    data : DataFrame
        With ``earliest, latest, basis``, the columns named by `lane` and `label`, and optionally ``kind``.
    lane : str
        Column that makes the lanes.
    label : str
        Column with the words beside each mark.
    title : str
        What one sees.
    period : (str, str), optional
        ISO days; what lies wholly outside is left out and counted in the caption.
    ax : Axes, optional
        Drawn on new axes, as high as the rows need, when left out.

    Returns
    -------
    Axes
        Rows without any bound are left out and counted in the caption. A bar says that the event lies somewhere
        within, never that it lasted so long.
    """
    with styled():
        shown, undated, outside = _drawable(data, period)
        rows = _rows(shown, lane)
        if ax is None:
            ax = new_axes(11, max(2.4, 1.5 + ROW * len(rows)))
        ax.set_title(title, pad=30)
        if not len(shown):
            return nothing(ax, f"Nothing with a date to draw ({undated} rows without one, {outside} outside the period).")
        left, right = _limits(shown, period)
        ax.set_xlim(left, right)
        ax.set_ylim(len(rows) - 0.4, -0.8)
        for y, row in enumerate(rows):
            if isinstance(row, str):
                ax.text(left, y + 0.1, shorten(row, 60), fontweight="bold", fontsize=11, va="center", clip_on=False)
                ax.axhline(y - 0.45, color="#dddddd", linewidth=0.8, zorder=0)
            else:
                _draw(ax, y, row, label, (left, right))
        _finish(ax, shown, undated, outside)
    return ax


def _drawable(data: pd.DataFrame, period: tuple[str, str] | None) -> tuple[pd.DataFrame, int, int]:
    dated = data[(data["earliest"] != "") | (data["latest"] != "")]
    inside = dated
    if period:
        first, last = period
        late = dated["latest"].where(dated["latest"] != "", "9999")
        early = dated["earliest"].where(dated["earliest"] != "", "0000")
        inside = dated[(late >= first) & (early <= last)]
    return inside, len(data) - len(dated), len(dated) - len(inside)


def _rows(shown: pd.DataFrame, lane: str) -> list[str | dict]:
    """Lanes in the order of their first event, each a heading and its events in order of time."""
    out: list[str | dict] = []
    ordered = shown.assign(_when=shown["earliest"].where(shown["earliest"] != "", shown["latest"]))
    ordered = ordered.sort_values(["_when", "latest", *[c for c in ("article_id", "start") if c in shown]], kind="stable")
    for name, group in ordered.groupby(lane, sort=False):
        out.append(f"{str(name)[:1].upper()}{str(name)[1:]}")
        out += group.to_dict("records")
    return out


def day_number(day: str) -> float | None:
    """An ISO day as matplotlib counts days; None where there is none, or none that a calendar holds."""
    try:
        return float(mdates.date2num(date.fromisoformat(day))) if day else None
    except ValueError:  # years that the calendar of Python does not hold
        return None


def _limits(shown: pd.DataFrame, period: tuple[str, str] | None) -> tuple[float, float]:
    known = [x for c in ("earliest", "latest") for x in map(day_number, shown[c]) if x is not None]
    low, high = (day_number(period[0]), day_number(period[1])) if period else (min(known), max(known))
    pad = max(10.0, 0.06 * (high - low))
    return low - pad, high + pad


def _draw(ax: Axes, y: int, row: dict, label: str, limits: tuple[float, float]) -> None:
    left, right = limits
    kind = row.get("kind", "other")
    colour, marker = KIND_COLOURS.get(kind, INK), KIND_MARKERS.get(kind, "o")
    begin, end = day_number(row["earliest"]), day_number(row["latest"])
    inferred = row.get("basis") == "inferred"
    if begin is not None and begin == end:
        ax.plot(begin + 0.5, y, marker=marker, color=colour, markersize=9, markeredgecolor="white",
                markerfacecolor="white" if inferred else colour, zorder=3, gid="day")  # fmt: skip
        if inferred:
            ax.lines[-1].set_markeredgecolor(colour)
        span = (begin, begin + 1)
    else:
        least = SHARE * (right - left)
        a = left if begin is None else begin
        b = right if end is None else end + 1
        a, b = max(a, left), min(b, right)
        if begin is None and end is not None:
            a = max(left, b - 0.12 * (right - left))
        if end is None and begin is not None:
            b = min(right, a + 0.12 * (right - left))
        a, b = (a, b) if b - a >= least else (a - (least - b + a) / 2, a + (least + b - a) / 2)
        ax.add_patch(Rectangle((a, y - 0.2), b - a, 0.4, facecolor=colour, alpha=0.30 if inferred else 0.75,
                               edgecolor=colour, hatch="////" if inferred else None, linewidth=0.8, gid="interval"))  # fmt: skip
        for open_end, x, direction in ((begin is None, a, -1), (end is None, b, 1)):
            if open_end:
                ax.annotate("", (x + direction * 0.022 * (right - left), y), (x, y), annotation_clip=False,
                            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.6}).set_gid("open")  # fmt: skip
                a, b = (a - 0.022 * (right - left), b) if direction < 0 else (a, b + 0.022 * (right - left))
        span = (a, b)
    _write(ax, y, row.get(label, ""), span, limits)


def _write(ax: Axes, y: int, words: object, span: tuple[float, float], limits: tuple[float, float]) -> None:
    """The label on the side with more room, cut to fit in it."""
    left, right = limits
    gap = 0.012 * (right - left)
    per_character = (right - left) / (ax.figure.get_figwidth() * 12.2)
    to_right = right - span[1] >= span[0] - left
    room = (right - span[1] if to_right else span[0] - left) - gap
    text = shorten(words, max(12, int(room / per_character)))
    x = span[1] + gap if to_right else span[0] - gap
    ax.text(x, y, text, ha="left" if to_right else "right", va="center", fontsize=9.5, gid="label")


def _finish(ax: Axes, shown: pd.DataFrame, undated: int, outside: int) -> None:
    locator = mdates.AutoDateLocator(minticks=4, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    ax.set_axisbelow(True)
    kinds = [k for k in KIND_COLOURS if k in set(shown.get("kind", []))]
    handles: list = [
        Line2D([], [], marker=KIND_MARKERS[k], color=KIND_COLOURS[k], linestyle="", markersize=8, label=f"{k}, day known")
        for k in kinds
    ]
    handles += [
        Patch(facecolor=FAINT, alpha=0.75, label="some day within"),
        Patch(facecolor=FAINT, alpha=0.30, hatch="////", edgecolor=FAINT, label="inferred"),
        Line2D([], [], marker=">", color=FAINT, linestyle="-", markersize=6, label="open end"),
    ]
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, borderpad=0, ncols=len(handles), frameon=False, fontsize=8.5,
              handletextpad=0.5, columnspacing=1.2)  # fmt: skip
    outlets = sorted({str(o) for o in shown["outlet"]}) if "outlet" in shown else []
    left_out = [f"{n} {why}" for n, why in ((undated, "without any date"), (outside, "outside the period")) if n]
    caption(ax, f"n = {len(shown)}." + (f" Left out: {', '.join(left_out)}." if left_out else "")
            + (f" As told by: {'; '.join(outlets)}." if outlets else ""))  # fmt: skip
