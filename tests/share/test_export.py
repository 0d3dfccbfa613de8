"""Each export keeps its format, says what the tables say, and is inert."""

import json
import re
from datetime import date

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.review import corrections as review
from helpers.review.fields import EDITABLE
from helpers.share.exports import FORMATS, export
from helpers.share.exports.common import partial_date
from helpers.share.exports.excel import SNAPSHOT
from helpers.share.exports.excel_back import import_corrections
from helpers.tables.contracts import IDS, TABLES
from helpers.tables.write import FORMULA
from tests.hostile import SCRIPT

openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl (pip install 'helpers[export]')")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_and_again_with_the_same_bytes(case, tmp_path, form):
    paths = [export(case, form, tmp_path / n) for n in "ab"]
    first, second = ([p] if p.is_file() else sorted(p.iterdir()) for p in paths)
    assert first and [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_command(tmp_path, capsys):
    assert main(["export", "timeline", "dual-use", "--out", str(tmp_path / "t.json")]) == 0
    assert (tmp_path / "t.json").is_file()
    with pytest.raises(SystemExit):
        main(["export", "nothing", "dual-use", "--out", str(tmp_path)])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-05-03", "2024-05-03", "2024-05-03"), ("2024-02-01", "2024-02-29", "2024-02"), ("2024-01-01", "2024-12-31", "2024"),
        ("2024-05-01", "2024-06-30", ""), ("", "2024-06-30", ""), ("2024-06-30", "", ""), ("", "", ""), ("-0044-03-15", "-0044-03-15", ""),
    ],
)  # fmt: skip
def test_partial_dates(first, last, expected):
    assert partial_date(first, last) == expected


def test_timeline_has_the_documented_form(case, tmp_path):
    told = read(export(case, "timeline", tmp_path))
    assert set(told) == {"title", "events"} and told["events"]
    events = case.events.set_index("event_id")
    for slide in told["events"]:
        assert set(slide) <= {"start_date", "end_date", "display_date", "text", "group", "unique_id", "autolink"}
        assert set(slide["text"]) == {"headline", "text"} and slide["autolink"] is False
        row = events.loc[slide["unique_id"]]
        for side in {"start_date", "end_date"} & set(slide):
            parts = slide[side]
            assert list(parts) in (["year"], ["year", "month"], ["year", "month", "day"]) and all(
                isinstance(v, int) for v in parts.values()
            )
        if exact := partial_date(row["earliest"], row["latest"]):
            assert list(slide["start_date"].values()) == [int(n) for n in exact.split("-")] and "end_date" not in slide
        if bool(row["earliest"]) != bool(row["latest"]):
            assert slide["display_date"].startswith(("until", "from"))
    ids = [s["unique_id"] for s in told["events"]]
    assert len(set(ids)) == len(ids) and set(ids) == set(
        events.index[(events["earliest"] != "") | (events["latest"] != "")]
    )


@pytest.fixture(scope="module")
def book(case, tmp_path_factory):
    return openpyxl.load_workbook(export(case, "excel", tmp_path_factory.mktemp("excel")))


def test_excel_holds_the_tables(case, book):
    assert set(book.sheetnames) == {*TABLES, "dictionary", SNAPSHOT}
    for table, columns in TABLES.items():
        sheet = book[table]
        header = [c.value for c in sheet[1]]
        assert (
            header[: len(columns)] == [c.name for c in columns] and sheet.freeze_panes == "B2" and sheet.auto_filter.ref
        )
        assert sheet.max_row == len(case.tables[table]) + 1


def test_excel_has_real_dates_only_where_a_day_is_known(book):
    sheet = book["dates"]
    header = [c.value for c in sheet[1]]
    rows = [dict(zip(header, r, strict=True)) for r in sheet.iter_rows(min_row=2, values_only=True)]
    days = [r for r in rows if r["day"]]
    assert days and all(
        r["day"].date() == date.fromisoformat(r["earliest"]) and r["earliest"] == r["latest"] for r in days
    )
    assert [
        r for r in rows if not r["day"] and r["earliest"] and r["earliest"] == r["latest"] and r["earliest"] > "1900-03"
    ] == []


def cell(sheet, row_id, name):
    header = [c.value for c in sheet[1]]
    line = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == row_id)
    return line[header.index(name)]


def test_corrections_in_excel_come_back(copy, tmp_path):
    path = export(copy, "excel", tmp_path / "out")
    book = openpyxl.load_workbook(path)
    ids = copy.claims["claim_id"].tolist()
    sheet = book["claims"]
    cell(sheet, ids[0], "polarity").value = "warns"
    cell(sheet, ids[0], "your_reason").value = "it warns"
    cell(sheet, ids[1], "your_verdict").value = "reject"
    cell(sheet, ids[2], "polarity").value = "shouts"
    cell(sheet, ids[3], "hedged").value = True
    new = {
        "article_id": copy.events["article_id"].iloc[0],
        "text": copy.events["text"].iloc[0],
        "kind": "other",
        "actor": "Ada",
    }
    book["events"].append([new.get(c.value, "") for c in book["events"][1]])
    book.save(path)
    review.reject(copy, ids[4], author="B")  # somebody else, in the meantime
    review.edit(copy, ids[5], "polarity", "denies", author="B")
    told = import_corrections(copy, path, author="A")
    claims = copy.claims.set_index("claim_id")
    assert claims.loc[ids[:6], "status"].tolist() == [
        "edited",
        "rejected",
        "machine_only",
        copy.claims["status"].iloc[3],
        "rejected",
        "edited",
    ]
    assert claims.loc[ids[0], "polarity"] == "warns" and claims.loc[ids[5], "polarity"] == "denies"
    assert "is one of" in told.loc[told["row_id"] == ids[2], "problem"].iloc[0]
    assert "it warns" in set(copy.corrections["reason"]) and "Ada" in set(copy.events["actor"])
    n = len(copy.corrections)
    assert import_corrections(copy, path, author="A")["correction_id"].eq("").all() and len(copy.corrections) == n


def test_a_workbook_as_it_was_exported_brings_nothing(copy, tmp_path):
    assert import_corrections(copy, export(copy, "excel", tmp_path / "out"), author="A").empty


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b\n"])
def test_another_file_is_refused(copy, tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read"):
        import_corrections(copy, tmp_path / "x.xlsx")


def test_hostile_words_are_inert_in_csv_and_excel(hostile, tmp_path):
    folder = export(hostile, "csv", tmp_path)
    cells = [c for p in folder.iterdir() for c in pd.read_csv(p, dtype=str, keep_default_na=False).to_numpy().ravel()]
    numbers = re.compile(r"-?\d+(\.\d+)?$")
    assert [c for c in cells if c.startswith(FORMULA) and not numbers.match(c)] == [] and any(
        SCRIPT in c for c in cells
    )
    book = openpyxl.load_workbook(export(hostile, "excel", tmp_path))
    found = [c for sheet in book for line in sheet.iter_rows() for c in line]
    assert {c.data_type for c in found} <= {"s", "inlineStr", "n", "b", "d"}
    assert [c.value for c in found if isinstance(c.value, str) and c.value.startswith(FORMULA)] == []
    assert import_corrections(hostile, tmp_path / "tables.xlsx", author="A").empty


@pytest.mark.parametrize("form", ["ftm", "attributions", "quotes", "annotations", "parquet"])
def test_hostile_files_stop_no_export(hostile, tmp_path, form):
    path = export(hostile, form, tmp_path)
    assert path.exists()
    if form == "ftm":
        assert "javascript:" not in path.read_text(encoding="utf-8")


def test_rejected_rows_are_not_handed_on_as_found(copy, tmp_path):
    row = copy.claims["claim_id"].iloc[0]
    review.reject(copy, row, author="A")
    for form in ("attributions", "quotes", "annotations"):
        assert row not in export(copy, form, tmp_path).read_text(encoding="utf-8")


def test_what_can_be_edited_is_in_the_contract():
    for table, fields in EDITABLE.items():
        assert set(fields) <= {c.name for c in TABLES[table]} - {IDS[table]}
