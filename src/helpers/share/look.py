"""A first look: an article as a page, the tables with their sizes, the lines of a kind."""

from __future__ import annotations

import html
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers.compare.passages import outlet_names
from helpers.share.show import Shown, show
from helpers.tables.contracts import TABLES

if TYPE_CHECKING:
    from helpers.case import Case

ONE_ROW_IS = {
    "articles": "an article",
    "segments": "a stretch of a page with one function",
    "publication_clues": "a clue to when an article was published",
    "claims": "a statement that is attributed to somebody",
    "sources": "somebody or something that statements are attributed to",
    "dates": "an expression of time",
    "events": "a sanction, a statement, a deletion or something else that happened",
    "quantities": "a number with what it counts",
    "entities": "a person, body or place with a name",
    "mentions": "one place where such a name stands",
    "relations": "a tie between two of them, as told",
    "ledger": "a claim in its group of claims on the same thing",
    "corrections": "something that a reviewer said of a row",
    "problems": "something that could not be read",
}
OWN_FIRST = (  # ids by which a row is known, before those of what it belongs to
    *("event_id", "date_id", "quantity_id", "relation_id", "claim_id"),
    *("segment_id", "entity_id", "source_id", "article_id"),
)


@dataclass(frozen=True)
class Page:
    """The text of an article; Jupyter shows it in a narrow column, ``print`` as it is."""

    head: str
    text: str

    def __str__(self) -> str:
        return f"{self.head}\n\n{self.text}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<div style="max-width:42em;line-height:1.6"><b>{html.escape(self.head)}</b>{self._paragraphs()}</div>'

    def _paragraphs(self) -> str:
        """As it is; where no empty line parts the paragraphs, each line gets some air below it."""
        blocks = [self.text] if re.search(r"\S\s*\n[ \t]*\n\s*\S", self.text) else self.text.split("\n")
        return "".join(
            f'<p dir="auto" style="white-space:pre-wrap;margin:0 0 .8em">{html.escape(b)}</p>' for b in blocks
        )


def page(case: Case, article: str) -> Page:
    """An article to read, as it is, with nothing marked.

    Parameters
    ----------
    case : Case
    article : str
        Its article_id, or the beginning of its file name.

    Returns
    -------
    Page

    Raises
    ------
    KeyError
        If no article has this id, or not exactly one file name begins so.
    """
    found = case.article(article)
    return Page(f"{found.file} · {found.outlet or 'outlet not known'}", found.text)


def sizes(case: Case) -> pd.DataFrame:
    """All tables of a case: what one row is, and how many there are.

    Returns
    -------
    DataFrame
        ``one row is, rows``, by name of the table.
    """
    rows = [[name, ONE_ROW_IS[name], len(case.tables[name])] for name in TABLES]
    return pd.DataFrame(rows, columns=["table", "one row is", "rows"]).set_index("table")


def lines(case: Case, *kinds: str, width: int = 140) -> pd.DataFrame:
    """The stretches of the articles that have one of these functions, with the beginning of their words.

    Parameters
    ----------
    case : Case
    *kinds : str
        For example ``"boilerplate", "comment"``; ``"joined"`` for paragraphs that a page break cuts in two.
    width : int
        Characters to show.

    Returns
    -------
    DataFrame
        ``outlet, kind, words, segment_id``, in the order of the articles.
    """
    told = case.segments
    told = told[told["kind"].isin(kinds) | (told["joins"] if "joined" in kinds else False)]
    names = outlet_names(case.articles)
    words = [
        textwrap.shorten(case.texts[a][s:e], width, placeholder=" …")
        for a, s, e in zip(told["article_id"], told["start"], told["end"], strict=True)
    ]
    outlets = told["article_id"].map(names)
    return told.assign(outlet=outlets, words=words)[["outlet", "kind", "words", "segment_id"]].reset_index(drop=True)


def show_first(case: Case, rows: pd.DataFrame, nth: int = 1) -> Shown | str:
    """Show the first row of a table in its paragraph, or say that there is none.

    Parameters
    ----------
    case : Case
    rows : DataFrame
        Any rows with the column of an id: claims, dates, events, relations …
    nth : int
        Another one than the first.

    Returns
    -------
    Shown or str
        As from `show`.
    """
    if len(rows) < nth:
        return "No such row in these articles."
    column = next(c for c in OWN_FIRST if c in rows)
    return show(case, rows[column].iloc[nth - 1])
