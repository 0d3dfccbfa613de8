"""A dossier: all that a case knows of a claim, a source or an event, in one page that opens offline and prints."""

from __future__ import annotations

import html
import re
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from helpers.figures.days import in_words
from helpers.places import derived_folder
from helpers.share.cite import cite
from helpers.share.show import marked, show

if TYPE_CHECKING:
    from helpers.case import Case

POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing runs, nothing is fetched
STYLE = """
body { font: 15px/1.5 Georgia, serif; color: #111; background: #fff; max-width: 50em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3, th { font-family: system-ui, sans-serif; line-height: 1.25; } h1 { margin-bottom: .3em; } h2 { font-size: 1.12em; margin: 0 0 .4em; }
h2 small { font-weight: normal; color: #555; } h3 { font-size: .9em; margin: 1em 0 .3em; }
section { border-top: 1px solid #999; margin-top: 1.6em; padding-top: .9em; } section > p { margin: .5em 0; white-space: pre-wrap; }
table { border-collapse: collapse; font-size: .88em; } td, th { text-align: left; vertical-align: top; padding: .15em .9em .15em 0; }
thead th { border-bottom: 1px solid #999; } tbody td { border-bottom: 1px solid #e4e4e4; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; font-size: .9em; margin: .7em 0; } dt { color: #555; } dd { margin: 0; }
.cite { font-size: .82em; color: #444; overflow-wrap: anywhere; } .rejected > p { opacity: .65; } .rejected mark { text-decoration: line-through; }
.verdict { font: .8em system-ui, sans-serif; border: 1px solid; border-radius: .3em; padding: 0 .4em; color: #555; }
@page { margin: 18mm 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; border-bottom: 1px solid #555; }
  h2, h3, thead { break-after: avoid; } tr, dl, .cite, h2 + p { break-inside: avoid; } .cite { break-before: avoid; } }
"""
NOT_SAID_TWICE = {
    "edtf",
    "said edtf",
    "basis",
    "said basis",
    "via",
    "earliest",
    "latest",
}  # what a row of its own says in words


def dossier(case: Case, *about: str, out: str | Path | None = None, title: str = "") -> Path:
    """Write one HTML page on claims, claim groups, sources, events or entities.

    Parameters
    ----------
    case : Case
    *about : str
        Ids of rows (``claim_id, source_id, event_id, entity_id`` …) or of a ``claim_group`` of the ledger.
    out : str or Path, optional
        The file, or a folder; by default a folder ``dossiers`` among what the run has made.
    title : str
        The heading; by default the title of the case.

    Returns
    -------
    Path
        The page. It runs no script and fetches nothing. Each row is shown in its sentence, with its chain, its date and bounds,
        who else says so, the corrections to it with their reasons, and its footnote.

    Raises
    ------
    KeyError
        If there is no such row.
    """
    rows = list(dict.fromkeys(row for one in about for row in _rows_about(case, one)))
    heading = title or f"{case.title}: {_about(case, about)}"
    path = Path(out) if out else derived_folder(case) / "dossiers"
    path = path if path.suffix else path / f"{safe_name('-'.join(about) or 'dossier')}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(_section(case, row, number, rows) for number, row in enumerate(rows, 1))
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{_e(heading)}</title><style>{STYLE}</style></head><body><h1>{_e(heading)}</h1>"
        f"<p>{len(rows)} row{'s' * (len(rows) != 1)}. Who says what is told here, not who is right; who is sanctioned is not for that guilty.</p>"
        f"{_contents(case, rows)}{body}</body></html>\n"
    )
    path.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    return path


def safe_name(text: str) -> str:
    """A file name out of any words: small letters, digits and hyphens.

    >>> safe_name("../../etc/passwd"), safe_name("A “claim”?")
    ('etc-passwd', 'a-claim')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "unnamed"


def _e(text: object) -> str:
    return html.escape(str(text))


def _rows_about(case: Case, one: str) -> list[str]:
    """The rows to show for an id: of a claim group its claims, of a source its claims too, of an entity its events."""
    ledger = case.tables["ledger"]
    if (ledger["claim_group"] == one).any():
        return ledger.loc[ledger["claim_group"] == one, "claim_id"].tolist()
    table, row = case.find(one)
    if table == "sources":
        claims = case.claims
        return claims.loc[claims["source_id"] == one, "claim_id"].tolist() or [one]
    if table == "entities":
        events = case.events
        hit = [
            one in targets or row["name"] == actor
            for targets, actor in zip(events["target_ids"], events["actor"], strict=True)
        ]
        return [one, *events.loc[hit, "event_id"]]
    return [one]


def _about(case: Case, about: tuple[str, ...]) -> str:
    """What a dossier is on, in words."""
    if len(about) != 1:
        return "dossier"
    if (case.tables["ledger"]["claim_group"] == about[0]).any():
        return "who speaks of one matter"
    table, row = case.find(about[0])
    return str(row.get("name") or f"one {table.rstrip('s')}")


def _contents(case: Case, rows: list[str]) -> str:
    """What is in the dossier, a line a row; nothing where there is one row only."""
    if len(rows) < 2:
        return ""
    lines = [_cells(number, *_head(case, row), _words(case, row)) for number, row in enumerate(rows, 1)]
    return f"<table><thead><tr><th></th><th>Outlet</th><th>Published</th><th>Words</th></tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _cells(*cells: object) -> str:
    return f"<tr>{''.join(f'<td>{_e(cell)}</td>' for cell in cells)}</tr>"


def _head(case: Case, row_id: str) -> tuple[str, str]:
    """Outlet and date of publication of the article in which a row stands."""
    try:
        f = cite(case, row_id).fields
    except KeyError:
        return "", ""
    return f["publisher"] or f["file"], f["date"]


def _words(case: Case, row_id: str) -> str:
    """What a row is about, on one line."""
    table, row = case.find(row_id)
    words = f"{row['source_name'] or 'somebody'} {row['polarity']}: {row['content']}" if table == "claims" else next(
        (str(row[c]) for c in ("text", "name", "title") if row.get(c)), table)  # fmt: skip
    return shorten(words, 110, placeholder=" …")


def _section(case: Case, row_id: str, number: int, rows: list[str]) -> str:
    table, row = case.find(row_id)
    try:
        shown, note = show(case, row_id), f"<p class='cite'>{_e(cite(case, row_id))}</p>"
        words, facts = f'<p dir="auto">{marked(shown)}</p>', [f for f in shown.facts if f[0] not in NOT_SAID_TWICE]
    except KeyError as error:  # a source or entity that stands nowhere any more
        words, facts, note = f"<p>{_e(row.get('name', row_id))}: {_e(error.args[0])}</p>", [], ""
    facts = [*facts, *_dates(row), *_chain(row)]
    told = "".join(f"<dt>{_e(name)}</dt><dd>{_e(value)}</dd>" for name, value in facts)
    status = str(row.get("status", "machine_only"))
    verdict = "" if status == "machine_only" else f" <span class='verdict'>{_e(status)}</span>"
    head = f"<h2>{number}. {_e(' · '.join(x for x in _head(case, row_id) if x) or table)} <small>{_e(row_id)}</small>{verdict}</h2>"
    parts = [head, words, f"<dl>{told}</dl>", _others(case, row_id, rows), _corrections(case, row_id), note]
    rejected = " class='rejected'" if status == "rejected" else ""
    return f"<section{rejected} id='{_e(safe_name(row_id))}'>{''.join(parts)}</section>"


def _dates(row: pd.Series) -> list[tuple[str, str]]:
    prefix = next((p for p in ("", "said_", "published_") if f"{p}edtf" in row), None)
    if prefix is None:
        return []
    first, last = row[f"{prefix}earliest"] or "open", row[f"{prefix}latest"] or "open"
    words = in_words(row[f"{prefix}earliest"], row[f"{prefix}latest"], row[f"{prefix}edtf"])
    bounds = "" if first == last else f"first day {first}, last day {last}; "
    return [("when", f"{words} ({bounds}{row[f'{prefix}basis'] or 'not known'})")]


def _chain(row: pd.Series) -> list[tuple[str, str]]:
    if "via" not in row:
        return []
    return [
        (
            "who told whom",
            " → ".join([row["source_name"] or "somebody not named", *reversed(row["via"]), "the article"]),
        )
    ]


def _others(case: Case, row_id: str, rows: list[str]) -> str:
    """Who else speaks of it: those that have a section of their own by number, the others with their words."""
    ledger = case.tables["ledger"]
    groups = ledger.loc[ledger["claim_id"] == row_id, "claim_group"]
    group = ledger[ledger["claim_group"].isin(groups)]
    same = group[group["claim_id"] != row_id]
    if same.empty:
        return ""
    origins = {origin: n for n, origin in enumerate(dict.fromkeys(group["origin_group"]), 1)}
    content = case.claims.set_index("claim_id")["content"]
    here = [str(rows.index(c) + 1) for c in same["claim_id"] if c in rows]
    elsewhere = [
        _cells(r["outlet"], r["stance"], content.get(r["claim_id"], ""), origins[r["origin_group"]])
        for r in same[~same["claim_id"].isin(rows)].to_dict("records")
    ]
    mine = origins[group.loc[group["claim_id"] == row_id, "origin_group"].iloc[0]]
    head = "<thead><tr><th>Outlet</th><th>Stance</th><th>Words</th><th>Origin</th></tr></thead>"
    table = f"<table>{head}<tbody>{''.join(elsewhere)}</tbody></table>" if elsewhere else ""
    also = f" Also {', '.join(here)} of this dossier." if here else ""
    return f"<h3>Who else speaks of it</h3>{table}<p>Independent origins: {len(origins)}; this one is origin {mine}.{also}</p>"


def _corrections(case: Case, row_id: str) -> str:
    told = case.tables["corrections"]
    mine = told[told["row_id"] == row_id]
    if mine.empty:
        return ""
    head = "<thead><tr><th>When (UTC)</th><th>Who</th><th>What</th><th>Reason</th><th>Outcome</th></tr></thead>"
    return f"<h3>Corrections</h3><table>{head}<tbody>{''.join(_correction(c) for c in mine.to_dict('records'))}</tbody></table>"


def _correction(c: dict[str, str]) -> str:
    field, was = c["field"].replace("_", " "), c["was"] and f"(machine: {c['was']})"
    what = " ".join(x for x in (c["action"], field, c["value"] and f"→ {c['value']}", was) if x)
    when = c["time"].replace("T", " ").removesuffix("Z")[:16]
    return _cells(when, c["author"], what, c["reason"], "; ".join(x for x in (c["outcome"], c["detail"]) if x))
