"""The seal holds, or says which rows changed and why."""

import json

import pytest

from helpers.__main__ import main
from helpers.case import Case
from helpers.review import corrections as review
from helpers.share import seal
from helpers.share.seal import verify
from tests.hostile import PROSE


@pytest.fixture
def sealed(small, tmp_path):
    small.write(tmp_path / "out")
    return small, tmp_path / "out"


def test_it_holds_when_nothing_has_changed(sealed, capsys):
    case, out = sealed
    assert verify(case, out).empty
    assert main(["verify", str(case.folder), "--tables", str(out)]) == 0 and "holds" in capsys.readouterr().out


def test_a_correction_is_the_reason_of_its_row(sealed):
    case, out = sealed
    row = case.dates["date_id"].iloc[0]
    review.reject(case, row, author="A")
    told = verify(case, out)
    assert told[["table", "row_id", "change", "because"]].to_numpy().tolist() == [["dates", row, "changed", "correction"]]


def test_a_changed_text_is_the_reason_of_its_rows_only(sealed):
    case, out = sealed
    path = case.folder / "a.txt"
    path.write_text(f"The harbour master said the pier was closed.\n\n{PROSE}", encoding="utf-8")
    told = verify(Case(case.folder, progress=False), out)
    claims = told[told["table"] == "claims"]
    assert claims["change"].tolist() == ["new"] and set(claims["because"]) == {"text of a.txt"}
    assert "pier was closed" in claims["words"].iloc[0]


def test_rows_without_an_id_do_not_change_because_of_a_correction_elsewhere(sealed):
    case, out = sealed
    review.reject(case, case.dates["date_id"].iloc[0], author="A")
    (case.folder / "a.txt").write_text(f"Olga Brandt said the pier was closed.\n\n{PROSE}", encoding="utf-8")
    told = verify(Case(case.folder, progress=False), out)
    mentions = told[told["table"] == "mentions"]
    assert len(mentions) and set(mentions["because"]) == {"text of a.txt"}


def test_a_lexicon_a_rule_and_the_pipeline_are_told_apart(sealed, monkeypatch):
    case, out = sealed
    old = json.loads((out / seal.NAME).read_text(encoding="utf-8"))
    old["rows"]["claims"][0][2] = "another"
    for part, name, words in (
        ("lexicons", "annotate/lexicon/cues.csv", "lexicon (annotate/lexicon/cues.csv)"),
        ("code", "annotate/rules.py", "rule (annotate/rules.py)"),
        ("pipeline", "annotate/model/meta.json", "pipeline (annotate/model/meta.json)"),
    ):
        changed = {**old, part: {**old[part], name: "0"}}
        (out / seal.NAME).write_text(json.dumps(changed), encoding="utf-8")
        assert verify(case, out)["because"].tolist() == [words]


def test_a_table_altered_by_hand_is_named(sealed):
    case, out = sealed
    (out / "claims.csv").write_text("x", encoding="utf-8")
    (out / "dates.csv").unlink()
    assert verify(case, out)[["table", "change"]].to_numpy().tolist() == [["claims", "altered"], ["dates", "missing"]]


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_no_seal_is_told(small, tmp_path, content):
    if content is not None:
        (tmp_path / seal.NAME).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="no seal"):
        verify(small, tmp_path)


def test_check_names_what_to_look_at(small, capsys):
    assert main(["check", str(small.folder)]) == 0
    row = small.claims["claim_id"].iloc[0]
    review.confirm(small, row, author="Ada")
    review.reject(small, row, author="Bo")
    assert main(["check", str(small.folder)]) == 1 and "Bo" in capsys.readouterr().out
