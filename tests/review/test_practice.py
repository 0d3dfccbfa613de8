"""A practice copy: fresh each time, with what a colleague left in it, and never the case itself."""

import pytest

from helpers import Case, confirm, practice_copy
from helpers.review.log import NAME


@pytest.fixture
def case(tmp_path, monkeypatch) -> Case:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor said on Friday that the cranes had been paid for.\n", encoding="utf-8")
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path / "out"))
    return Case(folder, progress=False)


def test_what_is_corrected_in_the_copy_stays_out_of_the_case(case, tmp_path):
    copy = practice_copy(case, "practice")
    confirm(copy, copy.claims["claim_id"].iloc[0], author="A")
    assert copy.folder == (tmp_path / "out" / "practice" / "case").resolve()
    assert not (case.folder / NAME).exists() and (copy.folder / NAME).exists()


def test_a_second_copy_begins_afresh(case):
    for _ in range(2):
        copy = practice_copy(case, "practice")
        assert copy.corrections.empty
        confirm(copy, copy.claims["claim_id"].iloc[0], author="A")


def test_corrections_of_the_case_come_along_unless_others_take_their_place(case):
    confirm(case, case.claims["claim_id"].iloc[0], author="A")
    assert practice_copy(case, "practice").corrections["author"].tolist() == ["A"]
    assert set(practice_copy(case, "practice", corrections="e07-bo.csv").corrections["author"]) == {"Bo"}
