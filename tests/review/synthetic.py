"""Small cases made of sentences, each with its rows, without any pipeline: for tests of corrections."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.read.articles import Article
from helpers.review.log import read_corrections
from helpers.review.overlay import apply_corrections
from helpers.tables.contracts import IDS, TABLES, frame

MACHINE = {"origin": "machine", "status": "machine_only"}
no_rows = cache(frame)  # an empty table is always the same


def article(text: str, file: str = "a.txt") -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(f"out-2024-{digest[:8]}-{Path(file).stem}", file, Path(file), digest, text, outlet="Out")


def tables_of(articles: list[Article]) -> dict[str, pd.DataFrame]:
    """A claim for each sentence "WHO said THAT.", a date row for each Monday in it, and two for each Sunday."""
    rows: dict[str, list[dict]] = {table: [] for table in TABLES}
    names = set()
    for a in articles:
        rows["articles"].append({"article_id": a.article_id, "outlet": a.outlet, "file": a.file, "sha256": a.sha256})
        at = 0
        for sentence in a.text.split("\n"):
            if " said " in sentence:
                rows["claims"].append(claim(a, sentence, at))
                names.add(rows["claims"][-1]["source_name"])
            for day in re.finditer("Monday|Friday|Sunday", sentence):
                rows["dates"] += dates(a, day[0], at + day.start())
            at += len(sentence) + 1
    rows["sources"] = [
        {"source_id": f"s-{n.lower()}", "name": n, "source_type": "named_person", "n_claims": 1, **MACHINE}
        for n in sorted(names)
    ]
    kept = [table for table in TABLES if table not in ("ledger", "corrections")]
    return {table: frame(table, rows[table]) if rows[table] else no_rows(table, ()) for table in kept}


def dates(a: Article, day: str, start: int) -> list[dict]:
    """The row of a day; of a Sunday a second one at the same words, which nothing but its place tells from the first."""
    row = {
        "date_id": f"{a.article_id}-d{start}", "article_id": a.article_id, "segment_kind": "body", "text": day,
        "start": start, "end": start + 6, "timex_type": "DATE", "granularity": "day", "rule": "weekday", **MACHINE,
    }  # fmt: skip
    return [row] + [row | {"date_id": f"{row['date_id']}-2", "timex_type": "SET"}] * (day == "Sunday")


def claim(a: Article, sentence: str, at: int) -> dict:
    who, what = sentence.split(" said ", 1)
    what = what.rstrip(".")
    cue = at + len(who) + 1
    return {
        "claim_id": f"{a.article_id}-c{cue}", "article_id": a.article_id, "segment_kind": "body", "source_text": who,
        "source_start": at, "source_end": at + len(who), "source_id": f"s-{who.lower()}", "source_name": who, "cue": "said",
        "cue_start": cue, "cue_end": cue + 4, "cue_strength": 0, "content": what, "content_start": cue + 5,
        "content_end": cue + 5 + len(what), "content_spans": [[cue + 5, cue + 5 + len(what)]], "quote_type": "indirect",
        "polarity": "asserts", "hops": 0, "said_granularity": "unknown", "rule": "verb_clause", "confidence": 0.9, **MACHINE,
    }  # fmt: skip


class SyntheticCase:
    """As much of a Case as corrections use, made from texts."""

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        self.folder = folder
        self.rewrite(texts)

    def rewrite(self, texts: dict[str, str]) -> None:
        """Other texts in the same files, everything made anew."""
        self.all = [article(text, file) for file, text in texts.items()]
        self.machine = tables_of(self.all)
        self.refresh()

    def refresh(self) -> None:
        self.reviewed = apply_corrections(self.machine, read_corrections(self.folder), self.all)

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table in TABLES:
            return self.reviewed[table]
        raise AttributeError(table)

    def article(self, article_id: str) -> Article:
        return next(a for a in self.all if a.article_id == article_id)

    def find(self, row_id: str) -> tuple[str, pd.Series]:
        for table, key in IDS.items():
            data = self.reviewed[table]
            if (data[key] == row_id).any():
                return table, data[data[key] == row_id].iloc[0]
        raise KeyError(row_id)
