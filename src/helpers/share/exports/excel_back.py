"""Corrections made in an exported workbook, brought back into the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.review import corrections as review
from helpers.review.fields import BLANK, EDITABLE, FieldError, parse
from helpers.review.log import CorrectionsError, unshield
from helpers.share.exports.excel import FIRST_DAY, REASON, SNAPSHOT, VERDICT, cell_text
from helpers.tables.contracts import IDS, TABLES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

    from helpers.case import Case

COLUMNS = ["table", "row_id", "line", "field", "correction_id", "problem"]


def import_corrections(case: Case, path: str | Path, *, author: str = "") -> pd.DataFrame:
    """Bring back what a reviewer has changed in a workbook from `export`.

    Edited cells become edits, ``confirm`` or ``reject`` in ``your_verdict`` a verdict, a new line without an id a row to
    add (with its ``article_id``, or the beginning of its file name, and its words). Only cells that differ from what was
    exported count, so what others have corrected in the meantime stays; the same workbook read twice adds nothing. Lines may
    be sorted and the file renamed. What is not read back is listed: cells that are not edited, formulas, lost sheets, lines
    and columns.

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
    for change in _changes(case, book):
        told.append({"correction_id": "", "problem": ""} | change)
        if told[-1]["problem"]:
            continue
        try:
            told[-1]["correction_id"] = _carry_over(case, change, author)
        except (FieldError, CorrectionsError, KeyError) as error:
            told[-1]["problem"] = str(error.args[0] if error.args else error)
    done = [t for t in told if t["correction_id"] or t["problem"]]
    return pd.DataFrame(done, columns=COLUMNS)


def _changes(case: Case, book: Workbook) -> Iterator[dict[str, Any]]:
    before = {tuple(_read(c) for c in row[:3]): _read(row[3]) for row in book[SNAPSHOT].iter_rows(min_row=2)}
    for table, fields in EDITABLE.items():
        if table not in book.sheetnames:
            yield _lost(table, f"there is no sheet {table!r} any more; nothing of it is read back")
            continue
        lines = book[table].iter_rows()
        header = [_read(c) for c in next(lines, ())]
        if IDS[table] not in header:
            yield _lost(
                table,
                f"the column {IDS[table]!r} is gone or renamed; without it no row is known: nothing of the sheet is read back",
            )
            continue
        if gone := [f for f in fields if f not in header]:
            yield _lost(table, f"these columns are gone or renamed, nothing of them is read back: {', '.join(gone)}")
        seen = set()
        known = [{row[IDS[table]]: row for row in t[table].to_dict("records")} for t in (case.reviewed, case.machine)]
        for number, cells in enumerate(lines, 2):
            row = dict(zip(header, cells, strict=False))
            here = {"table": table, "row_id": _read(row[IDS[table]]), "line": number, "reason": _read(row.get(REASON))}
            seen.add(here["row_id"])
            yield from _changes_of(
                here, row, before, [rows[here["row_id"]] for rows in known if here["row_id"] in rows]
            )
        if lost := {i for t, i, _ in before if t == table} - seen:
            yield _lost(
                table,
                f"{len(lost)} of the rows have no line any more; to say that a row should not be there, write reject into {VERDICT}",
            )


def _lost(table: str, problem: str) -> dict[str, Any]:
    return {"table": table, "row_id": "", "line": "", "field": "", "problem": problem}


def _changes_of(
    here: dict[str, Any], row: dict[str, Cell], before: dict[tuple[str, ...], str], known: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What is changed in one line."""
    table, row_id = here["table"], here["row_id"]
    fields = EDITABLE[table]
    if not row_id:
        if any(_read(c) for c in row.values()):
            yield here | {
                "field": "",
                "value": {f: _read(row.get(f)) for f in fields},
                "article_id": _read(row.get("article_id")),
            }
        return
    for field in fields:
        was, value = before.get((table, row_id, field), ""), _read(row.get(field))
        if field in row and value != was:
            yield here | {"field": field, "value": value}
        elif (
            field.endswith("edtf")
            and (day := field.removesuffix("edtf") + "day") in row
            and _read(row[day]) != _day_of(was)
        ):
            yield here | {"field": field, "value": _read(row[day]) or was}
    if _read(row.get(VERDICT)):
        yield here | {"field": VERDICT, "value": _read(row[VERDICT]).lower()}
    yield from _not_read_back(here, row, known)


def _not_read_back(here: dict[str, Any], row: dict[str, Cell], known: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Cells that differ from the tables and that nobody corrects, with the place where it is done."""
    same = [k for k in known if _read(row.get("status")) in ("", k["status"])]
    for column in TABLES[here["table"]] if known else ():
        name = column.name
        if name not in row or name in EDITABLE[here["table"]] or name.startswith(("n_", "first_", "last_")):
            continue
        if name == "status":
            if not same:
                yield here | {"field": name, "problem": f"write confirm or reject into {VERDICT}; status follows"}
        elif same and _read(row[name]) not in {_read(cell_text(k[name])) for k in known}:
            yield here | {"field": name, "problem": f"{name} is not edited; see the sheet dictionary for what is"}


def _day_of(edtf: str) -> str:
    """What the column of real dates holds for a date."""
    try:
        return edtf if date.fromisoformat(edtf) >= FIRST_DAY and len(edtf) == 10 else ""
    except ValueError:
        return ""


def _read(cell: object) -> str:
    """A cell as text, without the guard that `export` put before formulas; of a date no more than its format shows."""
    value = getattr(cell, "value", cell if not hasattr(cell, "data_type") else None)
    if isinstance(value, datetime | date):
        shows = re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", str(getattr(cell, "number_format", "d"))).lower()
        return value.isoformat()[: 10 if "d" in shows or not re.search("[my]", shows) else 7 if "m" in shows else 4]
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
        value = value.removesuffix("ed")
        if value not in ("confirm", "reject"):
            raise FieldError(f"{VERDICT} is confirm or reject, not {value!r}")
        if row["status"] == f"{value}ed":
            return ""
        return getattr(review, value)(case, row_id, author=author, reason=change["reason"])
    if value.startswith("="):
        raise FieldError(f"{field} holds a formula; put its value in its place")
    if _read(cell_text(row[field])) == _read(cell_text(parse(table, field, value))):
        return ""
    return review.edit(case, row_id, field, value, author=author, reason=change["reason"])


def _add(case: Case, table: str, change: dict[str, Any], author: str) -> str:
    if table not in BLANK:
        raise FieldError(f"rows are added to {', '.join(BLANK)}, not to {table!r}")
    head = "content" if table == "claims" else "text"
    fields = {k: v for k, v in change["value"].items() if v and k != head}
    words = change["value"][head]
    if not (words and change["article_id"]):
        raise FieldError(
            f"a new line needs an article_id (or the beginning of a file name) and words of the article in {head}"
        )
    article_id = case.article(change["article_id"]).article_id
    added = case.reviewed[table]
    if ((added["origin"] == "human") & (added[head] == words) & (added["article_id"] == article_id)).any():
        return ""
    return review.add(case, table, article_id, words, author=author, reason=change["reason"], **fields)
