"""Which row a correction is about, among the rows that the machine has made this time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.read.articles import Article
from helpers.review.anchors import Articles
from helpers.review.fields import Row, shown, span_of
from helpers.review.log import Correction, one_line
from helpers.tables.contracts import IDS
from helpers.tables.sources import links_across

LIKE = {
    "claims": ("cue", "source_text"),
    "events": ("kind",),
    "relations": ("subject", "relation", "object"),
    "sources": ("name", "source_type"),
    "entities": ("name", "entity_type"),
}
OVERLAP = 0.6  # of two stretches that are one row, read a little differently
JOINED = ("sources", "entities")


class Aside(Exception):
    """This correction is not applied: outcome and reason."""

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


def likeness(table: str, row: Row, twins: int = 0) -> str:
    """What tells a row from others at the same words, as JSON; `twins` is how many just like it come before it."""
    told = {name: one_line(shown(row[name])) for name in LIKE.get(table, ())}
    return json.dumps(told | ({"n": twins} if twins else {}), ensure_ascii=False, sort_keys=True)


class Finder:
    """Finds the row that a correction is about, among the rows as the machine made them."""

    def __init__(self, tables: dict[str, pd.DataFrame], articles: Iterable[Article]) -> None:
        self.tables, self.articles = tables, Articles(articles)
        self._rows: dict[str, list[Row]] = {}
        self._by_article: dict[str, dict[str, list[int]]] = {}
        self._by_id: dict[str, dict[str, int]] = {}

    def rows(self, table: str) -> list[Row]:
        """The machine's rows of a table."""
        if table not in self._rows:
            self._rows[table] = self.tables[table].to_dict("records")
        return self._rows[table]

    def by_id(self, table: str) -> dict[str, int]:
        """Place of each row in the table, by its id."""
        if table not in self._by_id:
            self._by_id[table] = {row[IDS[table]]: i for i, row in enumerate(self.rows(table))}
        return self._by_id[table]

    def find(self, c: Correction) -> int:
        """Place of the row in the machine's table.

        Raises
        ------
        Aside
            If there is none for certain.
        """
        table = _table_of(c)
        if table in JOINED:
            return self.joined(table, c["row_id"], told_like(c["like"]), c["file"])
        if not c["quote"]:
            if c["row_id"] in self.by_id(table):
                return self.by_id(table)[c["row_id"]]
            raise Aside("orphan", f"no row {c['row_id']!r}, and no words to find it by")
        article, place, reason = self.articles.find(c)
        if article is None or place is None:
            raise Aside("orphan", reason)
        if not c["like"] and table == "claims" and (typed := self._said(article, (place.start, place.end))):
            return typed[0]
        return self._at(table, article, (place.start, place.end), told_like(c["like"]))

    def _said(self, article: Article, span: tuple[int, int]) -> list[int]:
        """The one claim that says just these words, for lines typed by hand, which seldom name the speaker with them."""
        rows = self.rows("claims")
        here = self._in("claims", article.article_id)
        contents = [_tight(article.text, (int(rows[i]["content_start"]), int(rows[i]["content_end"]))) for i in here]
        said = [i for i, content in zip(here, contents, strict=True) if content == span]
        if len(said) > 1:
            raise Aside("orphan", f"{len(said)} claims are made of these words; take the speaker along")
        return said

    def _at(self, table: str, article: Article, span: tuple[int, int], like: dict[str, Any]) -> int:
        rows = self.rows(table)
        here = [(i, _tight(article.text, span_of(table, rows[i]))) for i in self._in(table, article.article_id)]
        like, n = {k: v for k, v in like.items() if k != "n"}, int(like.get("n", 0))
        alike = [(i, s) for i, s in here if all(one_line(shown(rows[i].get(k))) == v for k, v in like.items())]
        exact = [i for i, s in alike if s == span]
        if n < len(exact):
            return exact[n]
        near = sorted(((_overlap(s, span), i) for i, s in alike), reverse=True)[:2]
        if near and near[0][0] >= OVERLAP and (len(near) == 1 or near[1][0] < near[0][0]):
            return near[0][1]
        raise Aside("orphan", "the words are there, but no such row is made of them")

    def _in(self, table: str, article_id: str) -> list[int]:
        if table not in self._by_article:
            self._by_article[table] = defaultdict(list)
            for i, row in enumerate(self.rows(table)):
                self._by_article[table][row["article_id"]].append(i)
        return self._by_article[table].get(article_id, [])

    def joined(self, table: str, row_id: str, like: dict[str, Any], file: str) -> int:
        """A source or an entity: by its id, else by its name, for nameless voices only within the same file."""
        rows, ids = self.rows(table), self.by_id(table)
        if row_id in ids and (not like or one_line(rows[ids[row_id]]["name"]) == like.get("name")):
            return ids[row_id]
        same = [i for i, row in enumerate(rows) if like and all(one_line(row.get(k, "")) == v for k, v in like.items())]
        if table == "sources" and not links_across(like.get("name", ""), like.get("source_type", "")):
            same = [i for i in same if file and file in self._files(rows[i]["source_id"])]
        if len(same) == 1:
            return same[0]
        raise Aside("orphan", f"{len(same) or 'no'} {table} of this name" + (f" in {file}" if file else ""))

    def _files(self, source_id: str) -> set[str]:
        claims = self.tables["claims"]
        ids = set(claims.loc[claims["source_id"] == source_id, "article_id"])
        return {self.articles.by_id[i].file for i in ids if i in self.articles.by_id}


def _table_of(c: Correction) -> str:
    """The table in which the correction's words are looked for."""
    if c["action"] == "split":
        return {"sources": "claims", "entities": "mentions"}.get(c["table"], c["table"])
    return c["table"]


def told_like(like: str) -> dict[str, Any]:
    try:
        told = json.loads(like) if like else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _tight(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch without white space at its ends."""
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
