"""Events for TimelineJS (Knight Lab): partial dates stay partial, uncertainty is told in words, nothing is made a link.

The form is the one documented at https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.figures.days import in_words
from helpers.figures.timelines import label_events
from helpers.share.exports.common import clean, in_force, partial_date, write_json

if TYPE_CHECKING:
    from helpers.case import Case


def write_timeline(case: Case, path: Path) -> Path:
    """Write the dated events of a case; how many have no date is told on the title slide."""
    events = list(in_force(label_events(case.events, case.articles)))
    dated = [e for e in events if _dates(e)]
    left_out = len(events) - len(dated)
    words = f"{len(dated)} events" + (f"; {left_out} without a date are left out" if left_out else "")
    title = {"text": {"headline": _safe(case.title), "text": _safe(words)}, "autolink": False}
    return write_json({"title": title, "events": [_slide(e) for e in dated]}, path)


def _slide(event: dict[str, Any]) -> dict[str, Any]:
    when = in_words(event["earliest"], event["latest"], event["edtf"])
    told = {
        "stated": "as stated",
        "computed": "worked out from the text",
        "inferred": "inferred",
        "metadata": "from the metadata",
    }
    how = told.get(event["basis"], "")
    note = f"{when}{f', {how}' if how else ''}. {event['outlet']}. Row {event['event_id']}, {event['status'].replace('_', ' ')}."
    return {
        **_dates(event),
        "display_date": _safe(when),
        "text": {"headline": _safe(event["label"]), "text": f"<p>{_safe(event['text'])}</p><p>{_safe(note)}</p>"},
        "group": _safe(event["kind"]),
        "unique_id": re.sub(r"[^A-Za-z0-9_-]+", "-", event["event_id"]),
        "autolink": False,
    }


def _dates(event: dict[str, Any]) -> dict[str, Any]:
    """Start and end as TimelineJS wants them; one side only where the other is open."""
    first, last = event["earliest"], event["latest"]
    if exact := partial_date(first, last):
        return {"start_date": _parts(exact)}
    if first and last:
        return {"start_date": _parts(first), "end_date": _parts(last)}
    return {"start_date": _parts(first or last)} if first or last else {}


def _parts(day: str) -> dict[str, int]:
    era, plain = (-1, day[1:]) if day.startswith("-") else (1, day)
    return dict(
        zip(
            ("year", "month", "day"),
            (n * (era if i == 0 else 1) for i, n in enumerate(map(int, plain.split("-")))),
            strict=False,
        )
    )


def _safe(text: object) -> str:
    """Text that stays text: TimelineJS puts headline and text into the page as HTML."""
    return html.escape(clean(text))
