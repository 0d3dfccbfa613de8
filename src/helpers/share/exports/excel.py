"""A workbook: a sheet a table, the dictionary, and room for a reviewer; what is changed in it comes back."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.review.fields import EDITABLE, shown
from helpers.share.exports.common import clean
from helpers.tables.contracts import IDS, TABLES
from helpers.tables.write import guard

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from helpers.case import Case

LONGEST = 32_000  # characters; Excel holds 32767 in a cell
VERDICT, REASON = "your_verdict", "your_reason"
SNAPSHOT = "as exported"
FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
WIDE = {"content", "text", "title", "quote", "detail", "object"}


def write_excel(case: Case, path: Path) -> Path:
    """Write a workbook with a sheet a table, frozen headings, filters and the dictionary.

    Dates stay text as in the tables; where a day is known, a column ``day`` beside them holds a real date. In the sheets of
    rows that can be corrected, ``your_verdict`` (confirm or reject) and ``your_reason`` are for the reviewer.

    Raises
    ------
    ModuleNotFoundError
        If openpyxl is not installed (``pip install "helpers[export]"``).
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table, data in case.tables.items():
        _sheet(book, table, data.to_dict("records"))
    _dictionary(book)
    _snapshot(book, case)
    return _save(book, path)


def _save(book: Workbook, path: Path) -> Path:
    """Write the workbook without the times at which it was made, so that the same tables give the same bytes."""
    held = BytesIO()
    book.save(held)
    with ZipFile(held) as made, ZipFile(path, "w", ZIP_DEFLATED) as kept:
        for part in made.namelist():
            data = made.read(part)
            kept.writestr(ZipInfo(part), _TIMES.sub(b"", data) if part == "docProps/core.xml" else data, ZIP_DEFLATED)
    return path


def cell_text(value: object) -> str:
    """A value as it stands in a cell of the workbook.

    >>> cell_text("=1+1"), cell_text(["a", "b"])
    ("'=1+1", 'a; b')
    """
    return guard(clean(shown(value))[:LONGEST])


def _sheet(book: Workbook, table: str, rows: list[dict[str, Any]]) -> None:
    sheet = book.create_sheet(table)
    columns = [c.name for c in TABLES[table]]
    prefixes = [c.removesuffix("edtf") for c in columns if c.endswith("edtf")]
    days = [f"{p}day" for p in prefixes]
    review = [VERDICT, REASON] if table in EDITABLE else []
    sheet.append([*columns, *days, *review])
    kinds = {c.name: c.kind for c in TABLES[table]}
    for row in rows:
        cells = [_cell(kinds[name], row[name]) for name in columns]
        sheet.append([*cells, *(_day(row, p) for p in prefixes), *("" for _ in review)])
    _keep_as_text(sheet, table, columns)
    _dress(sheet, [*columns, *days, *review], len(rows))
    if review and rows:
        _offer(sheet, len(columns) + len(days) + 1, len(rows))


def _keep_as_text(sheet: Worksheet, table: str, columns: list[str]) -> None:
    """Cells that are edited as text: else a spreadsheet makes a day of a month that is typed into one of them."""
    edited = [
        i
        for i, name in enumerate(columns)
        if name in EDITABLE.get(table, ()) and next(c for c in TABLES[table] if c.name == name).kind == "text"
    ]
    for cells in sheet.iter_rows(min_row=2):
        for i in edited:
            cells[i].number_format = "@"


def _cell(kind: str, value: Any) -> object:
    if kind in ("int", "float") and shown(value):
        return int(value) if kind == "int" else float(value)
    return value if kind == "bool" else cell_text(value)


def _day(row: dict[str, Any], prefix: str) -> date | str:
    first, last = row[f"{prefix}earliest"], row[f"{prefix}latest"]
    try:
        day = date.fromisoformat(first) if first and first == last else None
    except ValueError:
        day = None
    return day if day and day >= FIRST_DAY else ""


def _dress(sheet: Worksheet, columns: list[str], n_rows: int) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n_rows + 1}"
    for i, name in enumerate(columns, 1):
        sheet.cell(1, i).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(i)].width = 60 if name in WIDE else max(11, len(name) + 3)


def _offer(sheet: Worksheet, column: int, n_rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1='"confirm,reject"', allow_blank=True)
    choice.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{n_rows + 1}")
    sheet.add_data_validation(choice)


def _dictionary(book: Workbook) -> None:
    sheet = book.create_sheet("dictionary")
    sheet.append(["table", "column", "kind", "means", "allowed", "can be edited"])
    for table, columns in TABLES.items():
        for c in columns:
            edited = "yes" if c.name in EDITABLE.get(table, ()) else ""
            sheet.append([table, c.name, c.kind, cell_text(c.means), ", ".join(a for a in c.allowed if a), edited])
    _dress(sheet, ["table", "column", "kind", "means", "allowed", "edited"], sheet.max_row - 1)


def _snapshot(book: Workbook, case: Case) -> None:
    """What the editable cells held when they were exported, to tell what a reviewer has changed since."""
    sheet = book.create_sheet(SNAPSHOT)
    sheet.sheet_state = "hidden"
    sheet.append(["table", "row_id", "field", "value"])
    for table, fields in EDITABLE.items():
        for row in case.tables[table].to_dict("records"):
            for field in fields:
                if shown(row[field]):
                    sheet.append([table, row[IDS[table]], field, cell_text(row[field])])
