"""The file of corrections: what is written is there, whoever dies and whoever writes beside."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.review.log import (
    COLUMNS,
    NAME,
    TORN,
    CorrectionsError,
    append,
    new_correction,
    one_line,
    read_corrections,
    shield,
    unshield,
)

WRITER = """
import sys
from pathlib import Path
from helpers.review.log import append, new_correction
folder, name, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for i in range(n):
    append(folder, [new_correction("reject", author=name, reason=str(i), quote="words, and \\"more\\" words " * 20)])
    print(i, flush=True)
"""


KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from helpers.review.log import append, new_correction
random.seed(1)
for round_ in range(100):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        for i in range(10_000):
            append(Path(sys.argv[1]), [new_correction("reject", author=f"W{round_}", reason=f"n{i}", quote="words " * 2000)])
            os.write(write, f"W{round_} n{i}\\n".encode())
    os.close(write)
    time.sleep(random.random() * 0.04)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while told := os.read(read, 65536):
        sys.stdout.write(told.decode())
    os.close(read)
"""


def rows(folder, *reasons):
    append(folder, [new_correction("confirm", author="A", reason=r) for r in reasons])


def reasons(folder):
    return [c["reason"] for c in read_corrections(folder).corrections]


def writer(folder, name, n):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(n)], stdout=subprocess.PIPE, text=True
    )


def test_a_case_without_the_file_has_no_corrections(tmp_path):
    assert read_corrections(tmp_path).corrections == []


@given(st.text())
def test_cells_come_back_as_they_were(text):
    assert unshield(shield(text)) == text
    assert not shield(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(value=st.text(), reason=st.text())
def test_any_words_come_back_on_one_line(tmp_path_factory, value, reason):
    folder = tmp_path_factory.mktemp("log")
    append(folder, [new_correction("edit", author="A", value=value, reason=reason)])
    (found,) = read_corrections(folder).corrections
    assert (found["value"], found["reason"]) == (one_line(value), one_line(reason))
    assert (folder / NAME).read_bytes().count(b"\n") == 2


def test_formulas_and_dates_are_inert_in_a_spreadsheet(tmp_path):
    append(tmp_path, [new_correction("edit", author="=A1", value="2024-06", reason="@SUM(A1)", quote="\t+1")])
    line = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()[1]
    assert ",'=A1," in line and ",'2024-06," in line and ",'@SUM(A1)," in line and ",'+1," in line


def test_two_writers_lose_nothing(tmp_path):
    n = 1000
    both = [writer(tmp_path, name, n) for name in "AB"]
    assert [p.communicate()[0].split()[-1] for p in both] == [str(n - 1)] * 2
    log = read_corrections(tmp_path)
    assert len(log.corrections) == 2 * n and log.torn == []
    for name in "AB":
        assert [int(c["reason"]) for c in log.corrections if c["author"] == name] == list(range(n))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to kill a hundred writers quickly")
def test_a_hundred_killed_writers_lose_nothing_that_was_written(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLER, str(tmp_path)], capture_output=True, text=True, check=True)
    told = [tuple(line.split()) for line in done.stdout.splitlines()]
    found = [(c["author"], c["reason"]) for c in read_corrections(tmp_path).corrections]
    assert len(told) > 10 and set(told) <= set(found)
    assert len(found) == len(set(found)) <= len(told) + 100  # written, but killed before it could say so
    assert [line for line in (tmp_path / NAME).read_bytes().splitlines() if line.count(b",") < len(COLUMNS) - 1] == []


def test_a_line_torn_anywhere_is_kept_aside_and_costs_no_other(tmp_path):
    rows(tmp_path, "first")
    whole = (tmp_path / NAME).read_bytes()
    rows(tmp_path, "second é, \"quoted\", 'x'")
    last = (tmp_path / NAME).read_bytes()[len(whole) :]
    assert len(last) > 80
    for cut in range(1, len(last)):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / NAME).write_bytes(whole + last[:cut])
        told = read_corrections(folder)
        rows(folder, "third")
        after = read_corrections(folder)
        complete = cut >= len(last) - 2  # only the mark of the end, or the line end, is missing
        assert len(told.corrections) == (2 if complete else 1) and len(told.torn) == (0 if complete else 1)
        assert [c["reason"] for c in after.corrections][-1] == "third" and len(after.corrections) == len(
            told.corrections
        ) + 1
        assert after.torn == told.torn and (folder / TORN).is_file() is not complete


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_torn_first_line_is_written_anew(tmp_path, cut):
    (tmp_path / NAME).write_bytes(",".join(COLUMNS).encode()[:cut])
    rows(tmp_path, "x")
    assert reasons(tmp_path) == ["x"] and (tmp_path / TORN).is_file()


@pytest.mark.parametrize(
    ("delimiter", "encoding", "line_end"), [(";", "utf-8-sig", "\r\n"), ("\t", "utf-8", "\n"), (";", "cp1252", "\r\n")]
)
def test_what_a_spreadsheet_saved_is_read_and_added_to(tmp_path, delimiter, encoding, line_end):
    cells = dict.fromkeys(COLUMNS, "") | {
        "author": "Zoë",
        "action": "reject",
        "table": "claims",
        "row_id": "c1",
        "reason": "a, b",
    }
    lines = [delimiter.join(COLUMNS), delimiter.join(cells.values()), ""]
    (tmp_path / NAME).write_bytes(line_end.join(lines).encode(encoding))
    if encoding != "cp1252":
        rows(tmp_path, "more")
    found = read_corrections(tmp_path).corrections
    assert found[0]["author"] == "Zoë" and found[0]["reason"] == "a, b" and found[0]["correction_id"].startswith("k-")
    assert len(found) == (1 if encoding == "cp1252" else 2)


def test_a_hand_typed_last_line_without_its_end_counts(tmp_path):
    line = ",".join(("", "", "A", "reject", "claims", "c1", *[""] * 14))
    (tmp_path / NAME).write_text(",".join(COLUMNS) + "\n" + line, encoding="utf-8")
    assert len(read_corrections(tmp_path).corrections) == 1
    rows(tmp_path, "next")
    assert [c["author"] for c in read_corrections(tmp_path).corrections] == ["A", "A"]


def test_a_file_without_a_column_is_refused_with_its_name(tmp_path):
    (tmp_path / NAME).write_text("author,action\n", encoding="utf-8")
    with pytest.raises(CorrectionsError, match="lacks the columns correction_id"):
        rows(tmp_path, "x")


@pytest.mark.parametrize(("action", "author", "words"), [("burn", "A", "no action"), ("edit", " ", "author")])
def test_a_correction_needs_an_action_and_an_author(action, author, words):
    with pytest.raises(CorrectionsError, match=words):
        new_correction(action, author=author)
