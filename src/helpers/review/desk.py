"""The review desk without its buttons: which rows wait, in which order, and what a verdict does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from helpers.review import corrections as review
from helpers.review.fields import EDITABLE, FieldError, shown
from helpers.tables.contracts import IDS

if TYPE_CHECKING:
    from helpers.case import Case

UNSURE = 0.7  # rules that give a row less are not sure of it
ANY = ""


class Desk:
    """The rows of one table that wait for a reviewer, one of them before us.

    Parameters
    ----------
    case : Case
    table : str
        One of those that are reviewed.
    author : str
        Whose corrections these are, see `helpers.review.corrections.reviewer`.

    Attributes
    ----------
    queue : list of str
        Ids of the rows that the filters leave, untouched ones first.
    at : int
        Place of the row before us.
    """

    def __init__(self, case: Case, *, table: str = "claims", author: str = "") -> None:
        self.case, self.author = case, review.reviewer(author)
        self.made: list[str] = []
        self.table, self.queue, self.at = table, list[str](), 0
        self.filters = {"unsure": False, "rule": ANY, "outlet": ANY, "untouched": False}
        self.choose(table)

    def choose(self, table: str | None = None, **filters: object) -> None:
        """Choose a table and filters: ``unsure, rule, outlet, untouched``; the order is made anew."""
        self.table = table or self.table
        self.filters |= filters
        data = self.data
        if self.filters["unsure"] and "confidence" in data:
            data = data[data["confidence"] < UNSURE]
        if self.filters["rule"] and "rule" in data:
            data = data[data["rule"] == self.filters["rule"]]
        if self.filters["outlet"] and "article_id" in data:
            data = data[data["article_id"].map(self._outlets()) == self.filters["outlet"]]
        if self.filters["untouched"]:
            data = data[data["status"] == "machine_only"]
        touched = (data["status"] != "machine_only").sort_values(kind="stable")
        self.queue = data.loc[touched.index, IDS[self.table]].tolist()
        self.at = 0

    @property
    def data(self) -> pd.DataFrame:
        """The table, as corrected so far."""
        return self.case.reviewed[self.table]

    @property
    def row_id(self) -> str:
        """The row before us; empty when none is left."""
        return self.queue[self.at] if self.queue else ""

    @property
    def row(self) -> pd.Series | None:
        """Its cells."""
        return self.case.find(self.row_id)[1] if self.row_id else None

    @property
    def fields(self) -> dict[str, str]:
        """What may be edited in it, as text."""
        row = self.row
        return {} if row is None else {name: shown(row[name]) for name in EDITABLE[self.table]}

    @property
    def progress(self) -> tuple[int, int]:
        """Rows of the table that a person has looked at, of how many."""
        return int((self.data["status"] != "machine_only").sum()), len(self.data)

    def options(self, of: str) -> list[str]:
        """What there is to filter by: ``rule`` or ``outlet``."""
        if of == "rule":
            return sorted(set(self.data["rule"])) if "rule" in self.data else []
        return sorted(set(self._outlets().values()) - {""})

    def _outlets(self) -> dict[str, str]:
        articles = self.case.reviewed["articles"]
        return dict(zip(articles["article_id"], articles["outlet"], strict=True))

    def step(self, by: int = 1) -> None:
        """Go to the next row, or back; the last is followed by the first."""
        self.at = (self.at + by) % len(self.queue) if self.queue else 0

    def jump(self, row_id: str) -> None:
        """Go to any row by its id, also one of another table or one that the filters leave out.

        Raises
        ------
        KeyError
            If there is no such row, or rows of its table are not reviewed.
        """
        table, _ = self.case.find(row_id)
        if table not in EDITABLE:
            raise KeyError(f"rows of {table} are not reviewed")
        if table != self.table:
            self.filters |= {"rule": ANY}
            self.choose(table)
        if row_id not in self.queue:
            self.queue.insert(self.at, row_id)
        self.at = self.queue.index(row_id)

    def accept(self, reason: str = "") -> str:
        """Say that the row is right, and go on."""
        return self._then_on(review.confirm, reason)

    def reject(self, reason: str = "") -> str:
        """Say that the row should not be there, and go on."""
        return self._then_on(review.reject, reason)

    def _then_on(self, verdict: Callable[..., str], reason: str) -> str:
        if not self.row_id:
            raise FieldError("no row is left here; change the filters")
        self.made.append(verdict(self.case, self.row_id, author=self.author, reason=reason))
        self.step()
        return self.made[-1]

    def edit(self, values: dict[str, str], reason: str = "") -> list[str]:
        """Write the fields that were changed; the row stays before us. All are tried before the first is written.

        Raises
        ------
        FieldError
            If a value does not go; then none is written.
        """
        if not self.row_id:
            raise FieldError("no row is left here; change the filters")
        changed = {name: value for name, value in values.items() if value.strip() != self.fields[name]}
        for name, value in changed.items():
            review.check_edit(self.case, self.row_id, name, value)
        made = [
            review.edit(self.case, self.row_id, n, v, author=self.author, reason=reason) for n, v in changed.items()
        ]
        self.made += made
        return made

    def add(self, article_id: str, quote: str, reason: str = "") -> str:
        """Add a row to the table with these words of the article, and go to it."""
        made = review.add(self.case, self.table, article_id, quote, author=self.author, reason=reason)
        self.made.append(made)
        self.jump(made)
        return made

    def undo(self) -> str:
        """Take back what was done last at this desk, and go to its row; empty when there is nothing."""
        if not self.made:
            return ""
        told = self.case.reviewed["corrections"].set_index("correction_id", drop=False).loc[self.made[-1]]
        review.undo(self.case, self.made.pop(), author=self.author)
        if told["action"] == "add":
            self.queue = [q for q in self.queue if q != told["row_id"]]
            self.at = min(self.at, max(0, len(self.queue) - 1))
        elif told["row_id"]:
            self.jump(told["row_id"])
        return str(told["correction_id"])
