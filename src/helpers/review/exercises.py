"""Exercises: made from solutions, answers checked with hints that do not give them away, reasons kept in a log."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = ROOT / "data" / "exercises.toml"
SOLUTION = re.compile(r"^# solution\n.*?^# end of solution\n?", re.MULTILINE | re.DOTALL)
BLANK = "answer = ...  # your answer\n"


@dataclass(frozen=True)
class Verdict:
    """What `check` says: right or not, and why; Jupyter and ``print`` show the words."""

    question: str
    right: bool
    words: str

    def __repr__(self) -> str:
        return f"{'Right' if self.right else 'Not yet'}. {self.words}"


@cache
def questions(path: Path = ANSWERS) -> dict[str, dict]:
    """All questions with their accepted answers, hints and reasons, by id."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


_tries: dict[str, int] = {}


def check(question: str, answer: object) -> Verdict:
    """Check an answer and say why it is right or wrong, the solution not before the third try.

    Parameters
    ----------
    question : str
        Its id, for example ``"e03-q2"``.
    answer : object
        A word, a number, a date, or several (list, set, Series). Case, blanks and quotation marks at the ends do not matter.

    Returns
    -------
    Verdict
        A wrong answer that others gave before gets the hint for it; any other gets the question's hints, one a try.

    Raises
    ------
    KeyError
        If there is no such question.
    """
    if question not in questions():
        raise KeyError(f"no question {question!r}; those there are: {', '.join(sorted(questions()))}")
    asked = questions()[question]
    if answer is Ellipsis or answer is None or answer == "":
        return Verdict(question, False, "Put your answer in place of the three dots first.")
    if any(_same(answer, accepted) for accepted in asked["accept"]):
        _tries.pop(question, None)
        return Verdict(question, True, asked["why"])
    for mistake in asked.get("mistakes", []):
        if any(_same(answer, wrong) for wrong in mistake["answers"]):
            return Verdict(question, False, mistake["hint"])
    n = _tries[question] = _tries.get(question, 0) + 1
    hints = asked["hints"]
    return Verdict(question, False, hints[min(n, len(hints)) - 1])


def _same(given: object, wanted: object) -> bool:
    if isinstance(wanted, list) or _is_several(given):
        several = given if _is_several(given) else [given]
        wants = wanted if isinstance(wanted, list) else [wanted]
        return {_bare(x) for x in several} == {_bare(x) for x in wants}
    return _bare(given) == _bare(wanted)


def _is_several(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | dict)


def _bare(value: object) -> str:
    """A value as it is compared: numbers by value, words without case, outer marks and double blanks."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{float(value):.10g}"
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat()
    text = " ".join(str(value).split()).strip(" “”\"'‘’.").casefold()
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return text


def exercise_from(solution: NotebookNode) -> NotebookNode:
    """The exercise of a solution notebook: what stands between ``# solution`` and ``# end of solution`` is left blank.

    Parameters
    ----------
    solution : NotebookNode

    Returns
    -------
    NotebookNode
        Cells that say ``solution_only`` in their metadata are left out; no outputs.
    """
    exercise = deepcopy(solution)
    exercise.cells = [c for c in exercise.cells if not c.metadata.get("solution_only")]
    for cell in exercise.cells:
        if cell.cell_type == "code":
            cell.source = SOLUTION.sub(BLANK, cell.source).rstrip("\n")
            cell.outputs, cell.execution_count = [], None
    return exercise


def write_exercises(notebooks: Path = ROOT / "notebooks") -> list[Path]:
    """Make ``exercises/`` anew from ``solutions/`` (``python -m helpers.review.exercises``).

    Returns
    -------
    list of Path
        The exercises written.
    """
    written = []
    for path in sorted((notebooks / "solutions").glob("e*.ipynb")):
        target = notebooks / "exercises" / path.name
        target.parent.mkdir(exist_ok=True)
        nbformat.write(exercise_from(nbformat.read(path, as_version=4)), target)
        written.append(target)
    return written


def log_folder() -> Path:
    """Where a learner's reasoning is kept: ``$HELPERS_LOG``, else ``my-notes`` beside the notebooks, which `make reset` keeps."""
    return Path(os.environ.get("HELPERS_LOG") or ROOT / "my-notes")


def note(question: str, reasoning: str, *, who: str = "me") -> Path:
    """Add a line to a learner's own log: what they thought, when, of which question.

    Parameters
    ----------
    question : str
        The question, or any heading.
    reasoning : str
        In the learner's words.
    who : str
        Names the file, where several share a machine.

    Returns
    -------
    Path
        Of the log, plain Markdown to read and print.
    """
    path = log_folder() / f"{re.sub(r'[^a-z0-9]+', '-', who.lower()).strip('-') or 'me'}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n## {' '.join(question.split())} · {when}\n\n{reasoning.strip()}\n")
    return path


if __name__ == "__main__":
    for made in write_exercises():
        print(made.name)
