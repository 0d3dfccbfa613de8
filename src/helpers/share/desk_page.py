"""What the review desk shows of a row: its paragraph with its spans marked, what it rests on, what became of it."""

from __future__ import annotations

import html
import itertools
import re
from importlib import resources
from typing import TYPE_CHECKING

from helpers.share.show import Shown, marked, places, show

if TYPE_CHECKING:
    import pandas as pd

    from helpers.case import Case

KEYS = {
    "a": "accept", "e": "edit", "s": "save", "r": "reject", "n": "add", "u": "undo", "j": "next", "k": "back", "f": "find",
    "q": "leave",
}  # fmt: skip
HINT = (("a", "accept"), ("e", "edit"), ("Enter", "save"), ("r", "reject"), ("n", "add"), ("u", "undo"), ("j", "next"), ("k", "back"),
        ("f", "go to id"), ("Esc", "put back"))  # fmt: skip
LONGEST = 680  # characters of a paragraph that fit a laptop's screen beside the fields
RESTS_ON = ("rule", "confidence", "earliest", "latest", "basis", "said_earliest", "said_latest", "said_basis")


def dress() -> str:
    """The desk's look and its keys, as a style element that starts the keys when it is on the page."""
    here = resources.files("helpers.share")
    style, script = (here.joinpath(f"desk.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return f'<style onload="{html.escape(script)}">{style}</style>'


def keys_hint() -> str:
    """All keys, and whether they act now."""
    keys = "".join(f"<span><kbd>{key}</kbd> {what}</span>" for key, what in HINT)
    return f'<span class="helpers-all"><b class="on">Keys are on</b><b class="off">Click here for keys</b>{keys}</span>'


def progress_line(at: int, waiting: int, done: int, total: int, table: str) -> str:
    """Where we are among the rows that the filters leave, and how far the table is reviewed."""
    here = f"Row {at + 1} of {waiting}" if waiting else "No row is left here"
    bar = f"<meter max='{max(1, total)}' value='{done}'></meter>"
    return f"<div><span>{here}</span><span>{done} of {total} {table} reviewed{bar}</span></div>"


def row_page(case: Case, row_id: str) -> str:
    """A row as HTML: where it stands, what it rests on, what reviewers said of it. What articles say is escaped."""
    table, row = case.find(row_id)
    try:
        shown = clipped(show(case, row_id))
        where, words = shown.head.split(" · ")[0], marked(shown)
    except KeyError as error:  # a source or an entity that stands nowhere any more
        where, words = table, html.escape(str(error.args[0]))
    return _page(where, words, f"{_rests_on(row)}{_told(case, row_id)}<div>{html.escape(row_id)}</div>")


def missed_page(case: Case, table: str, article_id: str) -> str:
    """A whole article with what the table has of it marked, so that what is missing can be found."""
    text, rows = case.texts[article_id], case.reviewed[table]
    rows = rows[(rows["article_id"] == article_id) & (rows["status"] != "rejected")]
    spans = [(a, b) for _, row in rows.iterrows() for a, b, _ in places(case, table, row)[1]]
    edges = sorted({x for span in spans for x in span} | {0, len(text)})
    parts = [(a, b, any(s <= a and b <= e for s, e in spans)) for a, b in itertools.pairwise(edges)]
    words = "".join(
        f"<mark style='background:#e3e3e3;color:#111'>{html.escape(text[a:b])}</mark>"
        if hit
        else html.escape(text[a:b])
        for a, b, hit in parts
    )
    return _page(f"Marked: {table} that are there", words, "")


def _page(head: str, words: str, foot: str) -> str:
    return (
        f'<div class="helpers-page"><h4>{html.escape(head)}</h4><p dir="auto">{words}</p><footer>{foot}</footer></div>'
    )


def nothing_page() -> str:
    """What stands where a row would."""
    return '<div class="helpers-page"><p class="helpers-none">No row is left here. Change the filters, or choose another table.</p></div>'


def _rests_on(row: pd.Series) -> str:
    facts = [(name.removeprefix("said_"), row[name]) for name in RESTS_ON if name in row]
    facts.append(("status", row["status"].replace("_", " ")))
    words = [(name, f"{v:g}" if isinstance(v, float) else str(v)) for name, v in facts]
    told = [f"{name} <b>{html.escape(v)}</b>" for name, v in words if v not in ("", "nan")]
    return f"<div>{' · '.join(told)}</div>"


def _told(case: Case, row_id: str) -> str:
    """The corrections that hold for the row."""
    told = case.reviewed["corrections"]
    told = told[(told["row_id"] == row_id) & (told["outcome"] == "applied") & (told["action"] != "undo")]
    lines = [
        f"{c.action} {c.field.replace('_', ' ')} by {c.author}{': ' + c.reason if c.reason else ''}".replace("  ", " ")
        for c in told.tail(3).itertuples()
    ]
    return "".join(f"<div>{html.escape(line)}</div>" for line in lines)


def clipped(shown: Shown, longest: int = LONGEST) -> Shown:
    """The paragraph cut to what fits, at blanks, with all marks still in it and as much before them as after."""
    text, marks = shown.paragraph, shown.marks
    if len(text) <= longest or not marks:
        return shown
    first, last = marks[0][0], marks[-1][1]
    room = max(0, longest - (last - first)) // 2
    start = first - room if first > room else 0
    end = min(len(text), max(last + room, start + longest))
    start = max(0, min(start, end - longest)) if first > room else start
    before = re.search(r"\s", text[start:first])
    start = 0 if start == 0 else start + before.end() if before else first
    blanks = [m.start() for m in re.finditer(r"\s", text[last:end])]
    end = end if end == len(text) else last + blanks[-1] if blanks else last
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    moved = tuple((a - start + len(head), b - start + len(head), label) for a, b, label in marks)
    return Shown(f"{head}{text[start:end]}{tail}", moved, shown.head, shown.facts)
