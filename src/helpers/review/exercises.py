"""Exercises: made from solutions, answers checked with hints that do not give them away, reasons kept in a log."""

from __future__ import annotations

import html
import os
import re
import tomllib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = ROOT / "data" / "exercises.toml"
SOLUTION = re.compile(r"^# solution\nanswer = (?P<answer>.*?)\n# end of solution\n?", re.MULTILINE | re.DOTALL)
BLANKS = {  # by the first sign of the answer: words, several, a number
    '"': 'answer = "..."  # your answer, between the quotation marks\n',
    "[": 'answer = ["...", "..."]  # your answers, each between quotation marks\n',
    "": "answer = ...  # a number\n",
}


@dataclass(frozen=True)
class Verdict:
    """What `check` says: right or not, and why; Jupyter and ``print`` show the words."""

    question: str
    right: bool
    words: str

    def __repr__(self) -> str:
        return f"{'Right' if self.right else 'Not yet'}. {self.words}"

    def _repr_html_(self) -> str:
        """In a narrow column, so that no line breaks within a word."""
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(self.words))
        head = "Right" if self.right else "Not yet"
        return f'<p style="max-width:46em;line-height:1.6"><b>{head}.</b> {words}</p>'


class Told(str):
    """Words that Jupyter shows without quotation marks."""

    __slots__ = ()
    __repr__ = str.__str__


@cache
def questions(path: Path = ANSWERS) -> dict[str, dict]:
    """All questions with their accepted answers, hints and reasons, by id."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


_given: dict[str, list[str]] = {}  # hints that a learner has had, by question, while the notebook is open


def check(question: str, answer: object) -> Verdict:
    """Check an answer and say why it is right or wrong, the solution not before the third hint.

    Parameters
    ----------
    question : str
        Its id, for example ``"e03-q2"``.
    answer : object
        A word, a number, a date, or several (list, set, Series). Case, blanks and quotation marks at the ends do not matter.

    Returns
    -------
    Verdict
        A mistake that others made before gets the hint for it; after that, and after any other wrong answer, comes the
        next of the question's own hints. Where judgement is called for, another answer that can be defended is right,
        too, with its own reason.

    Raises
    ------
    KeyError
        If there is no such question.
    """
    if question not in questions():
        raise KeyError(f"no question {question!r}; those there are: {', '.join(sorted(questions()))}")
    asked = questions()[question]
    if _is_blank(answer):
        return Verdict(question, False, "Put your answer in place of the three dots, then run the cell again.")
    for right in ({"answers": asked["accept"], "why": asked["why"]}, *asked.get("defensible", [])):
        if any(_same(answer, accepted) for accepted in right["answers"]):
            _given.pop(question, None)
            return Verdict(question, True, right["why"])
    return Verdict(question, False, _next_hint(question, asked, answer))


def _is_blank(answer: object) -> bool:
    """Whether nothing was put in place of the dots.

    >>> _is_blank("..."), _is_blank(["...", "..."]), _is_blank(["h05", "..."]), _is_blank(0)
    (True, True, False, False)
    """
    if isinstance(answer, list | tuple):
        return all(map(_is_blank, answer))
    return answer is Ellipsis or answer is None or (isinstance(answer, str) and not answer.strip(" .…"))


def _next_hint(question: str, asked: dict, answer: object) -> str:
    """The hint for this mistake if it was not given yet, else the next of the question's hints; at the end, the last again."""
    fitting = [m["hint"] for m in asked.get("mistakes", []) if any(_same(answer, wrong) for wrong in m["answers"])]
    given = _given.setdefault(question, [])
    hint = next((h for h in (*fitting, *asked["hints"]) if h not in given), asked["hints"][-1])
    given.append(hint)
    return hint


def _same(given: object, wanted: object) -> bool:
    if isinstance(wanted, list) or _is_several(given):
        several = (
            given if _is_several(given) else re.split(r"[,;/&]| and ", given) if isinstance(given, str) else [given]
        )
        wants = wanted if isinstance(wanted, list) else [wanted]
        return {_bare(x) for x in several} == {_bare(x) for x in wants}
    return _bare(given) == _bare(wanted)


def _is_several(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | dict)


def _bare(value: object) -> str:
    """A value as it is compared: numbers by value, days as ISO days, words without case, outer marks and double blanks.

    >>> _bare(" “Emil”. "), _bare("3,600,000"), _bare("March 31st, 2023"), _bare(True)
    ('emil', '3600000', '2023-03-31', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat()
    text = " ".join(str(value).split()).strip(" “”\"'‘’.").casefold()
    plain = text.replace(",", "").replace("_", " ")
    try:
        return f"{float(plain):.10g}"
    except ValueError:
        return _as_day(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain)) or plain


def _as_day(text: str) -> str:
    """The ISO day of a date written out; "" for anything else."""
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return ""


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
            cell.source = SOLUTION.sub(_blank, cell.source).rstrip("\n")
            cell.outputs, cell.execution_count = [], None
    return exercise


def _blank(solution: re.Match[str]) -> str:
    """What stands in the exercise in place of an answer, with its quotation marks, so that nobody has to know of them."""
    return BLANKS.get(solution["answer"][0], BLANKS[""])


def write_exercises(notebooks: Path = ROOT / "notebooks") -> list[Path]:
    """Make ``exercises/`` anew from ``solutions/`` (``python -m helpers.review.exercises``).

    Returns
    -------
    list of Path
        The exercises written.
    """
    import nbformat  # slow to load, and no notebook of an analyst needs it

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


@dataclass(frozen=True)
class Notes:
    """A learner's log; Jupyter shows it as a page, ``print`` as text."""

    path: Path

    def __str__(self) -> str:
        return self.path.read_text(encoding="utf-8") if self.path.is_file() else "No notes yet."

    __repr__ = _repr_markdown_ = __str__


def notes(*, who: str = "me") -> Notes:
    """A learner's own log, to read and print.

    Parameters
    ----------
    who : str
        As given to `note`.

    Returns
    -------
    Notes
    """
    return Notes(log_folder() / f"{re.sub(r'[^a-z0-9]+', '-', who.lower()).strip('-') or 'me'}.md")


def note(question: str, reasoning: object, *, who: str = "me") -> str:
    """Add to a learner's own log: what they thought, when, of which question.

    Parameters
    ----------
    question : str
        The question, or any heading.
    reasoning : str
        In the learner's words; three dots keep nothing.
    who : str
        Names the file, where several share a machine.

    Returns
    -------
    str
        Where it was kept: plain Markdown, which ``notes()`` shows.
    """
    if _is_blank(reasoning):
        return Told("Nothing kept yet: put your words in place of the three dots.")
    path = notes(who=who).path
    path.parent.mkdir(parents=True, exist_ok=True)
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n## {' '.join(question.split())} · {when}\n\n{str(reasoning).strip()}\n")
    return Told(f"Kept in {path.parent.name}/{path.name}. notes() shows all of it.")


if __name__ == "__main__":
    for made in write_exercises():
        print(made.name)
