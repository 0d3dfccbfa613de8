"""A dossier: all that a case knows of a claim, a source or an event, in one page that opens offline and prints."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.figures.days import in_words
from helpers.places import derived_folder
from helpers.share.cite import cite
from helpers.share.show import show

if TYPE_CHECKING:
    from helpers.case import Case

POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing runs, nothing is fetched
STYLE = """
body { font: 15px/1.55 Georgia, serif; color: #111; background: #fff; max-width: 50em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.25; }
section { border-top: 1px solid #999; margin-top: 1.5em; break-inside: avoid; }
table { border-collapse: collapse; font-size: .9em; } td, th { text-align: left; vertical-align: top; padding: .15em .8em .15em 0; }
.cite { font-size: .85em; color: #444; overflow-wrap: anywhere; } .rejected { opacity: .6; } .rejected mark { text-decoration: line-through; }
@media print { body { margin: 0; max-width: none; } mark { border-bottom: 1px solid #333; } }
"""


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
    rows = [row for one in about for row in _rows_about(case, one)]
    heading = title or f"{case.title}: dossier"
    path = Path(out) if out else derived_folder(case) / "dossiers"
    path = path if path.suffix else path / f"{safe_name('-'.join(about) or 'dossier')}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(_section(case, row) for row in dict.fromkeys(rows))
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{_e(heading)}</title><style>{STYLE}</style></head><body><h1>{_e(heading)}</h1>"
        f"<p>{len(set(rows))} rows. Who says what is told here, not who is right; who is sanctioned is not for that guilty.</p>{body}</body></html>\n"
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


def _section(case: Case, row_id: str) -> str:
    table, row = case.find(row_id)
    try:
        shown, note = show(case, row_id)._repr_html_(), f"<p class='cite'>{_e(cite(case, row_id))}</p>"
    except KeyError as error:  # a source or entity that stands nowhere any more
        shown, note = f"<p>{_e(row.get('name', row_id))}: {_e(error.args[0])}</p>", ""
    parts = [shown, _dates(row), _chain(row), _others(case, row_id), _corrections(case, row_id), note]
    rejected = " class='rejected'" if row.get("status") == "rejected" else ""
    return f"<section{rejected} id='{_e(safe_name(row_id))}'><h2>{_e(table.rstrip('s').capitalize())} {_e(row_id)}</h2>{''.join(parts)}</section>"


def _dates(row: pd.Series) -> str:
    prefix = next((p for p in ("", "said_", "published_") if f"{p}edtf" in row), None)
    if prefix is None:
        return ""
    first, last = row[f"{prefix}earliest"] or "open", row[f"{prefix}latest"] or "open"
    words = in_words(row[f"{prefix}earliest"], row[f"{prefix}latest"], row[f"{prefix}edtf"])
    basis = row[f"{prefix}basis"] or "not known"
    return f"<h3>When</h3><p>{_e(words)} (first day {_e(first)}, last day {_e(last)}; {_e(basis)})</p>"


def _chain(row: pd.Series) -> str:
    if "via" not in row:
        return ""
    chain = [row["source_name"] or "somebody not named", *reversed(row["via"]), "the article"]
    return f"<h3>Who told whom</h3><p>{' → '.join(map(_e, chain))}</p>"


def _others(case: Case, row_id: str) -> str:
    ledger = case.tables["ledger"]
    groups = ledger.loc[ledger["claim_id"] == row_id, "claim_group"]
    same = ledger[ledger["claim_group"].isin(groups) & (ledger["claim_id"] != row_id)]
    if same.empty:
        return ""
    content = case.claims.set_index("claim_id")["content"]
    cells = [
        f"<tr><td>{_e(r['outlet'])}</td><td>{_e(r['stance'])}</td><td>{_e(content.get(r['claim_id'], ''))}</td><td>{_e(r['origin_group'])}</td></tr>"
        for r in same.to_dict("records")
    ]
    n = ledger.loc[ledger["claim_group"].isin(groups), "origin_group"].nunique()
    return f"<h3>Who else says so</h3><table><tr><th>Outlet<th>Stance<th>Words<th>Origin</tr>{''.join(cells)}</table><p>Independent origins: {n}.</p>"


def _corrections(case: Case, row_id: str) -> str:
    told = case.tables["corrections"]
    mine = told[told["row_id"] == row_id]
    if mine.empty:
        return ""
    return f"<h3>Corrections</h3><table><tr><th>When<th>Who<th>What<th>Reason<th>Outcome</tr>{''.join(_correction(c) for c in mine.to_dict('records'))}</table>"


def _correction(c: dict[str, str]) -> str:
    what = " ".join(
        x for x in (c["action"], c["field"], c["value"] and f"→ {c['value']}", c["was"] and f"(was {c['was']})") if x
    )
    cells = (c["time"], c["author"], what, c["reason"], f"{c['outcome']} {c['detail']}".strip())
    return f"<tr>{''.join(f'<td>{_e(x)}</td>' for x in cells)}</tr>"
