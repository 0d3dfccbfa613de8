"""A timeline to touch: one piece of HTML with its own drawing and script, nothing from the network."""

from __future__ import annotations

import hashlib
import html
import json
import math
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING

import pandas as pd

from helpers.figures.days import in_words
from helpers.figures.layout import as_number, robust_period
from helpers.figures.style import FAINT, KIND_COLOURS, plain, shorten

if TYPE_CHECKING:
    from IPython.display import HTML

SHAPES = {"sanction": "diamond", "statement": "circle", "deletion": "cross", "other": "square"}


def timeline_html(
    data: pd.DataFrame,
    *,
    lane: str | None = "kind",
    label: str = "label",
    title: str = "",
    period: tuple[str, str] | None = None,
    height: int = 460,
) -> HTML:
    """A timeline to read sentence by sentence: point at a mark, or step through them with the arrow keys.

    Parameters
    ----------
    data : DataFrame
        As for `helpers.figures.timelines.timeline`; beside the label, ``text`` (the sentence as printed), ``outlet``
        and the row's id (``event_id``, ``date_id`` or ``claim_id``) are shown where the columns are there.
    lane, label, title, period
        As for `helpers.figures.timelines.timeline`. A period is what is shown first; one can always zoom out to all.
    height : int
        Pixels before one has to scroll.

    Returns
    -------
    IPython.display.HTML
        Works offline, in JupyterLab and in a saved page. Drag over the picture to zoom in, double-click or press
        Escape for all; arrow keys, Home and End go from mark to mark, plus and minus zoom. Colour and shape tell the
        kind, hatching what was inferred, arrows an open end, as in the still picture, which stays the one to print.
        All that comes from articles is written as text, never as HTML. Without scripts (an untrusted notebook) the
        rows are listed.

    Notes
    -----
    Rows without any date are left out and counted below the picture.
    """
    from IPython.display import HTML

    items, undated = _items(data, lane, label)
    spans = [(item["a"], item["b"]) for item in items]
    everything = [x for span in spans for x in span if x is not None]
    first = _given(period) or robust_period(spans) or (0.0, 1.0)
    payload = {
        "items": items,
        "lanes": list(dict.fromkeys(item["lane"] for item in items)),
        "all": [min(everything, default=0.0), max(everything, default=1.0)],
        "first": list(first),
        "colours": KIND_COLOURS | {"": FAINT},
        "shapes": SHAPES,
    }
    as_json = json.dumps(payload, ensure_ascii=True, allow_nan=False)
    safe = as_json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    name = f"timeline-{hashlib.sha256((title + as_json).encode()).hexdigest()[:12]}"
    note = f"n = {len(items)}." + (f" Left out: {undated} without any date." if undated else "")
    page = resources.files("helpers.figures").joinpath("timeline.html").read_text(encoding="utf-8")
    values = {"ID": name, "TITLE": html.escape(plain(title) or "Timeline"), "NOTE": html.escape(note), "HEIGHT": str(int(height)),
              "LIST": _listed(items), "DATA": safe}  # fmt: skip
    return HTML(_filled(page, values))


def _filled(page: str, values: dict[str, str]) -> str:
    """The page with each ``@@NAME@@`` replaced once: what stands in a value is never looked at again."""
    parts = page.split("@@")
    return "".join(values[part] if n % 2 else part for n, part in enumerate(parts))


def _given(period: tuple[str, str] | None) -> tuple[float, float] | None:
    ends = [as_number(day) for day in period or ()]
    return (ends[0], ends[1]) if len(ends) == 2 and all(x is not None and math.isfinite(x) for x in ends) else None


def _items(data: pd.DataFrame, lane: str | None, label: str) -> tuple[list[dict], int]:
    """What the script draws, lanes in the order of their first mark; and how many rows have no date to draw."""
    found, undated = [], 0
    for n, row in enumerate(data.to_dict("records")):
        a, b = (
            x if x is not None and math.isfinite(x) else None
            for x in (as_number(row["earliest"]), as_number(row["latest"]))
        )
        if a is None and b is None:
            undated += 1
            continue
        kind = row.get("kind", "other")
        found.append({
            "a": a, "b": b, "kind": kind if kind in KIND_COLOURS else "", "inferred": row.get("basis") == "inferred",
            "lane": plain(row[lane]) if lane else "", "label": shorten(row.get(label, ""), 160), "text": plain(row.get("text", "")),
            "when": in_words(row["earliest"], row["latest"], str(row.get("edtf", ""))), "basis": plain(row.get("basis", "")),
            "outlet": plain(row.get("outlet", "")), "id": plain(next((row[c] for c in ("event_id", "date_id", "claim_id") if c in row), n)),
        })  # fmt: skip
    found.sort(
        key=lambda i: (i["a"] if i["a"] is not None else i["b"], i["b"] if i["b"] is not None else math.inf, i["id"])
    )
    lanes: dict[str, list[dict]] = defaultdict(list)
    for item in found:
        lanes[item["lane"]].append(item)
    return [item for group in lanes.values() for item in group], undated


def _listed(items: list[dict]) -> str:
    """The rows for readers without scripts."""
    rows = (f"<li>{html.escape(i['when'])}: {html.escape(i['label'])}</li>" for i in items)
    return f"<ul>{''.join(rows)}</ul>"
