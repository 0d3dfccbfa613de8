"""Corrections made in an exported workbook, brought back into the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.review import corrections as review
from helpers.review.fields import BLANK, EDITABLE, FieldError, parse
from helpers.review.log import CorrectionsError, unshield
from helpers.share.exports.excel import REASON, SNAPSHOT, VERDICT, cell_text
from helpers.tables.contracts import IDS

if TYPE_CHECKING:
    from openpyxl import Workbook

    from helpers.case import Case

COLUMNS = ["table", "row_id", "line", "field", "correction_id", "problem"]


def import_corrections(case: Case, path: str | Path, *, author: str = "") -> pd.DataFrame:
    """Bring back what a reviewer has changed in a workbook from `export`.

    Edited cells become edits, ``confirm`` or ``reject`` in ``your_verdict`` a verdict, a new line without an id a row to
    add (with its ``article_id`` and its words). Only cells that differ from what was exported count, so what others have
    corrected in the meantime stays; the same workbook read twice adds nothing.

    Parameters
    ----------
    case : Case
    path : str or Path
        The workbook.
    author : str
        Who corrected.

    Returns
    -------
    DataFrame
        One row a correction: ``table, row_id, line, field, correction_id``, or a ``problem`` instead of the latter.

    Raises
    ------
    ValueError
        If the file is no workbook from `export`.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(path)
    except Exception as error:  # whatever a strange file sets off in the reader
        raise ValueError(f"{path} cannot be read as an Excel workbook: {error}") from error
    if SNAPSHOT not in book.sheetnames:
        raise ValueError(f"{path} has no sheet {SNAPSHOT!r}; only workbooks from `export` are read back")
    told = []
    for change in _changes(book):
        told.append(change | {"correction_id": "", "problem": ""})
        try:
            told[-1]["correction_id"] = _carry_over(case, change, author)
        except (FieldError, CorrectionsError, KeyError) as error:
            told[-1]["problem"] = str(error.args[0] if error.args else error)
    done = [t for t in told if t["correction_id"] or t["problem"]]
    return pd.DataFrame(done, columns=COLUMNS)


def _changes(book: Workbook) -> Iterator[dict[str, Any]]:
    before = {tuple(map(str, row[:3])): _read(row[3]) for row in book[SNAPSHOT].iter_rows(min_row=2, values_only=True)}
    for table, fields in EDITABLE.items():
        if table not in book.sheetnames:
            continue
        lines = book[table].iter_rows(values_only=True)
        header = [str(c) for c in next(lines, ())]
        for number, cells in enumerate(lines, 2):
            row = dict(zip(header, cells, strict=False))
            here = {"table": table, "row_id": _read(row.get(IDS[table])), "line": number, "reason": _read(row.get(REASON))}
            if not here["row_id"]:
                if any(_read(c) for c in cells):
                    yield here | {"field": "", "value": {f: _read(row.get(f)) for f in fields}, "article_id": _read(row.get("article_id"))}
                continue
            for field in fields:
                value = _read(row.get(field))
                if field in row and value != before.get((table, here["row_id"], field), ""):
                    yield here | {"field": field, "value": value}
            if _read(row.get(VERDICT)):
                yield here | {"field": VERDICT, "value": _read(row[VERDICT]).lower()}


def _read(value: object) -> str:
    """A cell as text, without the guard that `export` put before formulas."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else unshield(str(value)).strip()


def _carry_over(case: Case, change: dict[str, Any], author: str) -> str:
    """One correction; empty when the case says so already."""
    table, row_id, field, value = change["table"], change["row_id"], change["field"], change["value"]
    if not row_id:
        return _add(case, table, change, author)
    row = case.find(row_id)[1]
    if field == VERDICT:
        if value not in ("confirm", "reject"):
            raise FieldError(f"{VERDICT} is confirm or reject, not {value!r}")
        if row["status"] == f"{value}ed":
            return ""
        return getattr(review, value)(case, row_id, author=author, reason=change["reason"])
    if _read(cell_text(row[field])) == _read(cell_text(parse(table, field, value))):
        return ""
    return review.edit(case, row_id, field, value, author=author, reason=change["reason"])


def _add(case: Case, table: str, change: dict[str, Any], author: str) -> str:
    if table not in BLANK:
        raise FieldError(f"rows are added to {', '.join(BLANK)}, not to {table!r}")
    head = "content" if table == "claims" else "text"
    fields = {k: v for k, v in change["value"].items() if v and k != head}
    words = change["value"][head]
    added = case.reviewed[table]
    if ((added["origin"] == "human") & (added[head] == words) & (added["article_id"] == change["article_id"])).any():
        return ""
    return review.add(case, table, change["article_id"], words, author=author, reason=change["reason"], **fields)
