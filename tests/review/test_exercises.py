"""Exercises: made from their solutions, checked fairly, with hints that help and do not tell, and a log that stays."""

import re
from datetime import date
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from helpers import Case, practice_copy
from helpers.case import find_case
from helpers.review import exercises
from helpers.review.exercises import check, exercise_from, note, notes, questions
from helpers.review.log import read_corrections
from helpers.suite.run import run_notebook

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("e*.ipynb"))
EXERCISES = ROOT / "notebooks" / "exercises"
QUESTIONS = sorted(questions())


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    monkeypatch.setattr(exercises, "_given", {})
    monkeypatch.setenv("HELPERS_LOG", str(tmp_path / "log"))


def asked(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [q for c in cells if c.cell_type == "code" for q in re.findall(r'check\("([^"]+)"', c.source)]


# ---- one source ------------------------------------------------------------------------------------------------------
def test_every_solution_has_its_exercise_and_no_other_is_there():
    assert [p.name for p in SOLUTIONS] == sorted(p.name for p in EXERCISES.glob("*.ipynb"))
    assert len(SOLUTIONS) >= 6


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda p: p.stem)
def test_exercise_is_what_its_solution_makes(path):
    there = nbformat.read(EXERCISES / path.name, as_version=4)
    assert there == exercise_from(nbformat.read(path, as_version=4)), "run python -m helpers.review.exercises"


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda p: p.stem)
def test_exercise_does_not_hold_its_answers(path):
    cells = nbformat.read(EXERCISES / path.name, as_version=4).cells
    answers = [c.source for c in cells if "answer =" in c.source]
    assert len(answers) == len(asked(path))
    blank = r'answer = (?:"\.\.\."|\["\.\.\.", "\.\.\."\]|\.\.\.)  # (?:your answers?, .*|a number)\ncheck\("[^"]+", answer\)'
    assert [a for a in answers if not re.fullmatch(blank, a)] == []


def test_every_question_is_asked_once():
    assert sorted(q for path in SOLUTIONS for q in asked(path)) == QUESTIONS


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> nbformat.NotebookNode:
    """All solutions one after another on one fresh kernel, its names cleared between them."""
    folder = tmp_path_factory.mktemp("solutions")
    cells = []
    for path in SOLUTIONS:
        for cell in nbformat.read(path, as_version=4).cells:
            cell["id"] = f"{path.stem[:3]}-{cell['id']}"
            cells.append(cell)
        cells.append(nbformat.v4.new_code_cell("%reset -f"))
    whole = nbformat.v4.new_notebook(cells=cells, metadata=nbformat.read(SOLUTIONS[0], as_version=4).metadata)
    nbformat.write(whole, folder / "all.ipynb")
    done = run_notebook(
        folder / "all.ipynb", environment={"HELPERS_LOG": str(folder / "log"), "HELPERS_OUT": str(folder)}
    )
    done.metadata["log"] = (folder / "log").exists()
    return done


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda p: p.stem)
def test_solution_passes_its_own_checks(path, run):
    mine = [c for c in run.cells if c.cell_type == "code" and c["id"].startswith(path.stem[:3])]
    said = [o.data["text/plain"] for c in mine for o in c.outputs if "data" in o]
    verdicts = [s for s in said if s.startswith(("Right", "Not yet"))]
    assert len(verdicts) == len(asked(path))
    assert [v for v in verdicts if not v.startswith("Right. ")] == []


@pytest.mark.parametrize("folder", ["exercises", "solutions"])
def test_correcting_never_touches_the_shipped_case(folder, tmp_path):
    before = {p: p.read_bytes() for p in find_case("harbour").rglob("*") if p.is_file()}
    outside = {"HELPERS_OUT": str(tmp_path), "HELPERS_LOG": str(tmp_path / "log")}
    done = run_notebook(ROOT / "notebooks" / folder / "e07-put-it-right.ipynb", environment=outside)
    assert {p: p.read_bytes() for p in find_case("harbour").rglob("*") if p.is_file()} == before
    log = read_corrections(tmp_path / "exercise-7" / "case").corrections
    wanted = {"exercises": [("me", "undo")], "solutions": [("me", "edit"), ("me", "undo")]}[folder]
    assert [(c["author"], c["action"]) for c in log if c["author"] != "Bo"] == wanted
    told = [o for c in done.cells if c.cell_type == "code" for o in c.outputs if o.get("name") == "stderr"]
    assert told == []


def test_what_bo_left_is_found_in_the_text_and_is_what_the_exercise_says(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    case = practice_copy(Case("harbour", progress=False), "x", corrections="e07-bo.csv")
    told = case.corrections
    assert told["outcome"].tolist() == ["applied"] * 4
    denial = case.claims[case.claims["source_name"].eq("Lukas Aldane") & case.claims["status"].eq("edited")]
    assert denial[["cue", "polarity"]].values.tolist() == [["denied", "asserts"]]
    assert case.machine["claims"].set_index("claim_id").at[denial["claim_id"].item(), "polarity"] == "denies"


def test_running_a_solution_writes_no_notes(run):
    assert not run.metadata["log"]


# ---- questions -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", QUESTIONS)
def test_question_has_answers_a_reason_and_three_hints(question):
    told = questions()[question]
    assert told["accept"]
    assert len(told["why"].split()) >= 8
    assert len(told["hints"]) == 3
    assert len({*told["hints"]}) == 3
    assert told.keys() <= {"accept", "why", "hints", "mistakes", "defensible"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_the_last_hint_gives_the_answer(question):
    told = questions()[question]
    answers = [a for a in told["accept"] if not isinstance(a, list | bool)]
    pairs = [a for a in told["accept"] if isinstance(a, list)]
    early = [*told["hints"][:2], *(m["hint"] for m in told.get("mistakes", []))]
    for hint in early:
        assert [a for a in answers if re.search(rf"(?<![\w-]){re.escape(str(a))}(?![\w-])", hint, re.I)] == []
        assert [p for p in pairs if all(str(x).lower() in hint.lower() for x in p)] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_mistakes_of_others_get_a_hint_of_their_own(question):
    told = questions()[question]
    for mistake in told.get("mistakes", []):
        for wrong in mistake["answers"]:
            exercises._given.clear()
            verdict = check(question, wrong)
            assert not verdict.right
            assert verdict.words == mistake["hint"]
            assert len(mistake["hint"].split()) >= 5


def test_most_questions_expect_mistakes_of_others():
    assert sum(bool(questions()[q].get("mistakes")) for q in QUESTIONS) >= 0.75 * len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_wrong_answers_get_one_hint_after_another(question):
    told = questions()[question]
    said = [check(question, "the moon").words for _ in range(4)]
    assert said == [*told["hints"], told["hints"][-1]]


def test_the_same_mistake_again_gets_the_next_hint():
    told = questions()["e05-q1"]
    assert [check("e05-q1", 31).words for _ in range(4)] == [told["mistakes"][0]["hint"], *told["hints"]]


@pytest.mark.parametrize("question", [q for q in QUESTIONS if "defensible" in questions()[q]])
def test_where_judgement_is_called_for_each_answer_has_its_reason(question):
    told = questions()[question]
    reasons = {check(question, told["accept"][0]).words}
    for other in told["defensible"]:
        for answer in other["answers"]:
            verdict = check(question, answer)
            assert verdict.right
            assert verdict.words == other["why"]
        reasons.add(other["why"])
    assert len(reasons) == 1 + len(told["defensible"])


# ---- answers as people write them ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("e01-q1", "H09"),
        ("e01-q2", "31 March 2023"),
        ("e01-q2", "March 31st, 2023"),
        ("e01-q2", "31 Mar 2023"),
        ("e01-q2", date(2023, 3, 31)),
        ("e01-q2", pd.Timestamp("2023-03-31")),
        ("e01-q3", "“friday the 31st”"),
        ("e02-q1", " Pseudonymous. "),
        ("e02-q4", False),
        ("e02-q5", "Government Body"),
        ("e03-q1", np.int64(2)),
        ("e03-q1", 2.0),
        ("e03-q1", "2"),
        ("e04-q1", ("2023-03-08", "2023-03-14")),
        ("e04-q1", ["8 March 2023", "14 March 2023"]),
        ("e04-q1", "2023-03-08/2023-03-14"),
        ("e04-q3", "2023-02"),
        ("e05-q3", "3,600,000"),
        ("e05-q3", 3.6e6),
        ("e06-q1", "the halven voice"),
        ("e06-q3", pd.Series(["h07", "h05"])),
        ("e06-q3", {"h05", "h07"}),
        ("e07-q1", "aldane"),
        ("e07-q2", "Mine."),
        ("e07-q3", "Orphan"),
        ("e07-q4", "the quoted words"),
        ("e07-q5", "leave it"),
        ("e07-q6", "sha-256"),
        ("e07-q7", "Correction"),
        ("e06-q3", "h05, h07"),
        ("e06-q3", "h07 and h05"),
    ],
)
def test_answers_as_people_write_them_are_right(question, answer):
    assert check(question, answer).right


@pytest.mark.parametrize("answer", [..., None, "", "  ", "...", "…", ["...", "..."]])
def test_no_answer_costs_no_hint(answer):
    assert "three dots" in check("e05-q1", answer).words
    assert check("e05-q1", 30).words == questions()["e05-q1"]["hints"][0]


@pytest.mark.parametrize("answer", [[], pd.Series([], dtype=str), [29, 31], {"a": 1}, object(), float("nan")])
def test_odd_answers_are_wrong_and_stop_nothing(answer):
    assert not check("e05-q1", answer).right


def test_unknown_question_names_those_there_are():
    with pytest.raises(KeyError, match="e01-q1"):
        check("e99-q1", 1)


def test_verdict_says_so_in_words():
    assert repr(check("e05-q1", 29)).startswith("Right. 12 + 9 + 8")
    assert repr(check("e05-q1", 31)).startswith("Not yet. ")


# ---- the log ---------------------------------------------------------------------------------------------------------
def test_notes_are_added_and_can_be_read(tmp_path):
    assert str(notes()) == "No notes yet."
    note("e01-q1", "The third has no date.")
    said = note("e01\nq2", "Friday, because …")
    assert "my" not in said.split("/")[0] and said.startswith("Kept in log/me.md")
    text = (tmp_path / "log" / "me.md").read_text(encoding="utf-8")
    assert text.count("## ") == 2 and "## e01 q2 · " in text
    assert notes()._repr_markdown_() == text


@pytest.mark.parametrize("who", ["../../Ann", "Ann", "ANN!"])
def test_name_of_a_learner_stays_in_the_folder(who, tmp_path):
    note("q", "because", who=who)
    assert [p.name for p in (tmp_path / "log").iterdir()] == ["ann.md"]


@pytest.mark.parametrize("nothing", [..., "", "  ", "..."])
def test_nothing_is_kept_of_nothing(nothing, tmp_path):
    assert note("q", nothing).startswith("Nothing kept")
    assert not (tmp_path / "log").exists()


def test_log_is_where_reset_does_not_reach(monkeypatch):
    monkeypatch.delenv("HELPERS_LOG")
    assert exercises.log_folder() == ROOT / "my-notes"
    reset = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nreset:")[1].split("\n\n")[0]
    assert "my-notes" not in reset
    assert "my-notes/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
