"""What an analyst does to a workbook in a spreadsheet, and what comes back of it; nothing is lost without a word."""

from datetime import datetime

import pytest

from helpers.share.exports import export
from helpers.share.exports.excel_back import import_corrections

load_workbook = pytest.importorskip("openpyxl", reason="needs openpyxl (pip install 'helpers[export]')").load_workbook


@pytest.fixture
def workbook(small, tmp_path):
    """A small case, and how to bring back a changed workbook of it, under another name."""
    path = export(small, "excel", tmp_path / "tables.xlsx")

    def bring_back(change):
        book = load_workbook(path)
        change(book)
        book.save(tmp_path / "mine (2).xlsx")
        return import_corrections(small, tmp_path / "mine (2).xlsx", author="An")

    return small, bring_back


def cell(book, table, name, line=2):
    sheet = book[table]
    return sheet.cell(line, [c.value for c in sheet[1]].index(name) + 1)


def put(table, name, value, number_format=""):
    def change(book):
        cell(book, table, name).value = value
        if number_format:
            cell(book, table, name).number_format = number_format

    return change


@pytest.mark.parametrize(
    ("change", "field", "shown"),
    [
        (put("claims", "source_name", "Somebody Else"), "source_name", "Somebody Else"),
        (put("claims", "polarity", "Denies"), "polarity", "denies"),
        (put("dates", "edtf", "2019"), "edtf", "2019"),
        (put("dates", "edtf", 2018), "edtf", "2018"),
        (put("dates", "edtf", datetime(2018, 2, 1)), "edtf", "2018-02-01"),
        (put("dates", "edtf", datetime(2018, 2, 1), "mmm-yy"), "edtf", "2018-02"),
        (put("dates", "edtf", datetime(2018, 1, 1), "yyyy"), "edtf", "2018"),
        (put("dates", "edtf", datetime(2018, 2, 1), '[$-409]d" day "mmm'), "edtf", "2018-02-01"),
        (put("dates", "day", datetime(2018, 2, 1)), "edtf", "2018-02-01"),
    ],
)
def test_an_edited_cell_comes_back_as_what_was_meant(workbook, change, field, shown):
    case, bring_back = workbook
    told = bring_back(change)
    assert told[["field", "problem"]].to_numpy().tolist() == [[field, ""]]
    row = case.find(told["row_id"].item())[1]
    assert row[field] == shown and row["status"] == "edited"
    assert case.corrections[["author", "reason"]].to_numpy().tolist() == [["An", ""]]


@pytest.mark.parametrize(
    ("word", "status"), [("reject", "rejected"), ("Rejected ", "rejected"), ("CONFIRM", "confirmed")]
)
def test_a_verdict_may_be_written_as_people_write_it(workbook, word, status):
    case, bring_back = workbook
    bring_back(put("claims", "your_verdict", word))
    assert case.claims["status"].iloc[0] == status


def remove(table, name):
    return lambda book: book[table].delete_cols(cell(book, table, name).column)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("claims", "rule", "another"), "rule is not edited"),
        (put("claims", "status", "rejected"), "write confirm or reject into your_verdict"),
        (put("claims", "your_verdict", "x"), "confirm or reject, not 'x'"),
        (put("claims", "source_name", "=UPPER(A1)"), "a formula"),
        (put("dates", "edtf", "1/2/2023"), "is EDTF"),
        (put("claims", "cue_strength", "1,5"), "is a number, not '1,5'"),
        (remove("claims", "claim_id"), "'claim_id' is gone or renamed"),
        (remove("claims", "polarity"), "gone or renamed, nothing of them is read back: polarity"),
        (lambda book: book["claims"].delete_rows(2), "no line any more"),
        (lambda book: setattr(book["claims"], "title", "My claims"), "no sheet 'claims'"),
        (lambda book: book["claims"].append(["", "", "words of nobody"]), "needs an article_id"),
    ],
)
def test_what_is_not_read_back_is_said_and_nothing_is_written(workbook, change, words):
    case, bring_back = workbook
    told = bring_back(change)
    assert len(told) == 1 and words in told["problem"].item()
    assert case.corrections.empty


def test_a_sorted_sheet_brings_its_edits_to_the_rows_that_are_meant(workbook):
    case, bring_back = workbook

    def change(book):
        sheet = book["dates"]
        rows = [[c.value for c in line] for line in sheet.iter_rows(min_row=2)][::-1]
        for n, row in enumerate(rows, 2):
            for m, value in enumerate(row, 1):
                sheet.cell(n, m).value = value
        cell(book, "dates", "edtf").value = "2018"

    told = bring_back(change)
    assert told["row_id"].tolist() == case.dates["date_id"].tolist()[-1:] and case.dates["edtf"].iloc[-1] == "2018"


def test_a_new_line_with_the_beginning_of_a_file_name_is_added_once(workbook):
    case, bring_back = workbook

    def change(book):
        line = book["dates"].max_row + 1
        cell(book, "dates", "article_id", line).value, cell(book, "dates", "text", line).value = "b.txt", "been paid"

    assert bring_back(change)["problem"].tolist() == [""] and bring_back(change).empty
    assert case.dates["text"].tolist().count("been paid") == 1


def test_a_month_typed_into_the_workbook_stays_text(workbook, tmp_path):
    book = load_workbook(tmp_path / "tables.xlsx")
    assert {cell(book, "dates", name).number_format for name in ("edtf", "timex_value", "text")} == {"@"}
    assert cell(book, "claims", "said_edtf").number_format == "@"
