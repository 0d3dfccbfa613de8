"""The seal holds, or says which rows changed and why."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest
import spacy

from helpers.__main__ import main
from helpers.annotate import pipeline
from helpers.annotate.pipeline import BUNDLED
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
    assert told[["table", "row_id", "change", "because"]].to_numpy().tolist() == [
        ["dates", row, "changed", "correction"]
    ]


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


def test_a_changed_metadata_is_the_reason_of_its_rows(sealed):
    case, out = sealed
    (case.folder / "metadata.csv").write_text("file,outlet\na.txt,Harbour Post\n", encoding="utf-8")
    told = verify(Case(case.folder, progress=False), out)
    assert set(told.loc[told["table"] == "articles", "because"]) == {"metadata ((metadata.csv))"} and len(told)


def test_a_lexicon_row_taken_out_is_the_reason_of_the_rows_that_go(sealed, tmp_path):
    case, out = sealed
    other = tmp_path / "other"
    shutil.copytree(seal.PACKAGE, other / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    cues = other / "helpers" / "annotate" / "lexicon" / "cues.csv"
    lines = cues.read_text(encoding="utf-8").splitlines(keepends=True)
    cues.write_text("".join(line for line in lines if not line.startswith("say,")), encoding="utf-8")
    script = (
        "import sys; from helpers.case import Case; from helpers.share.seal import verify; "
        "print(verify(Case(sys.argv[1], progress=False), sys.argv[2])[['table', 'change', 'because']].to_csv(index=False))"
    )
    where = os.environ | {"PYTHONPATH": str(other), "HELPERS_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", script, case.folder, out], env=where, capture_output=True, text=True, check=True
    )
    told = [line for line in csv.reader(done.stdout.splitlines()[1:]) if line]
    assert sum(line[:2] == ["claims", "gone"] for line in told) == (case.claims["cue"] == "said").sum() > 0
    assert {line[2] for line in told} == {"lexicon (annotate/lexicon/cues.csv)"}


def test_a_changed_pipeline_is_the_reason_of_its_rows(small, tmp_path, monkeypatch):
    nlp = spacy.load(BUNDLED)
    nlp.to_disk(tmp_path / "pipeline")
    case = Case(small.folder, pipeline=tmp_path / "pipeline", progress=False)
    case.write(tmp_path / "out")
    assert verify(case, tmp_path / "out").empty
    nlp.remove_pipe("lemmatizer")
    nlp.to_disk(tmp_path / "pipeline")
    monkeypatch.setattr(pipeline, "_loaded", {})
    seal.parts_of_a_pipeline.cache_clear()
    told = verify(Case(small.folder, pipeline=tmp_path / "pipeline", progress=False), tmp_path / "out")
    assert len(told) and all(words.startswith("pipeline (") for words in told["because"])


def test_each_reason_is_told_where_several_changed(sealed):
    case, out = sealed
    row = case.dates["date_id"].iloc[-1]
    review.reject(case, row, author="A")
    (case.folder / "a.txt").write_text(f"Nobody said that.\n\n{PROSE}", encoding="utf-8")
    told = verify(Case(case.folder, progress=False), out)
    mine = told[told["row_id"] == row] if (told["row_id"] == row).any() else told[told["because"] == "correction"]
    assert len(mine) == 1 and "text of a.txt" in set(told["because"])


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
