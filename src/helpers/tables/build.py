"""Annotated articles to rows, rows to tables."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from helpers.annotate.dating import date_of
from helpers.annotate.pipeline import annotate, load_pipeline
from helpers.annotate.records import Claim, DateMention
from helpers.read.articles import Article
from helpers.read.folder import Problem
from helpers.tables.contracts import IDS, TABLES, frame
from helpers.tables.entities import register_entities
from helpers.tables.sources import register_sources
from helpers.time.bounds import Bounds

Row = dict[str, Any]
Rows = dict[str, list[Row]]
MACHINE = {"origin": "machine", "status": "machine_only"}


class Ids:
    """Ids of one kind of row within one article: its place in the text, with a letter where two share a place."""

    def __init__(self, article_id: str, letter: str) -> None:
        self._stem, self._seen = f"{article_id}-{letter}", dict[int, int]()

    def at(self, offset: int) -> str:
        """The next free id for a row that begins at this character.

        >>> ids = Ids("a", "c")
        >>> ids.at(7), ids.at(7), ids.at(9)
        ('a-c7', 'a-c7b', 'a-c9')
        """
        n = self._seen[offset] = self._seen.get(offset, 0) + 1
        return f"{self._stem}{offset}" + ("" if n == 1 else chr(ord("a") + n - 1) if n < 27 else f"x{n}")


def dated(prefix: str, bounds: Bounds, anchor: str = "") -> Row:
    """The date columns of a row."""
    return {
        f"{prefix}edtf": bounds.edtf,
        f"{prefix}earliest": bounds.earliest,
        f"{prefix}latest": bounds.latest,
        f"{prefix}granularity": bounds.granularity,
        f"{prefix}basis": bounds.basis,
        f"{prefix}anchor": anchor or bounds.anchor,
    }


def rows_of_article(article: Article) -> Rows:
    """The rows that reading alone gives: article, segments, publication clues."""
    aid, ids = article.article_id, Ids(article.article_id, "s")
    top = {k: v for k, v in vars(article).items() if isinstance(v, str) and k != "text"}
    top |= {**dated("published_", article.published), "n_words": len(article.text.split())}
    segments = [{"article_id": aid, "segment_id": ids.at(s.start), **vars(s)} for s in article.segments]
    clues = [{"article_id": aid, **vars(c)} for c in article.clues]
    return {"articles": [top], "segments": segments, "publication_clues": clues}


def rows_of_doc(doc: Doc) -> Rows:
    """All rows of one annotated article; ids of sources and entities are set later, across articles.

    Parameters
    ----------
    doc : Doc
        From `helpers.annotate.pipeline.annotate`.

    Returns
    -------
    dict of list of dict
        One list a table of the contract, ledger and problems excepted; the fields of a record have the names of the
        contract's columns.
    """
    article: Article = doc._.article
    aid = article.article_id
    claim_ids = _ids(aid, "c", [(c.cue or c.content[0])[0] for c in doc._.claims])
    out = rows_of_article(article)
    out["claims"] = [_claim_row(doc, c, i, claim_ids) for c, i in zip(doc._.claims, claim_ids, strict=True)]
    out["dates"] = _date_rows(article, doc._.dates)
    for table, letter in (("events", "e"), ("quantities", "q"), ("relations", "r")):
        records = getattr(doc._, table)
        ids = _ids(aid, letter, [r.start for r in records])
        out[table] = [_row(aid, r, claim_ids) | {IDS[table]: i} for r, i in zip(records, ids, strict=True)]
    out["mentions"] = [{"article_id": aid, **vars(m)} for m in doc._.mentions]
    return out


def _row(article_id: str, record: Any, claim_ids: list[str]) -> Row:
    """A record's plain fields, with its bounds as date columns and the claim that tells it as an id."""
    row = {k: v for k, v in vars(record).items() if not isinstance(v, Bounds)} | {"article_id": article_id, **MACHINE}
    row |= dated("", record.bounds) if hasattr(record, "bounds") else {}
    row["claim_id"] = "" if row.pop("claim") is None else claim_ids[record.claim]
    for name in ("posted", "deleted"):
        if hasattr(record, name):
            bounds = getattr(record, name)
            row |= {f"{name}_earliest": bounds.earliest, f"{name}_latest": bounds.latest}
    return row


def _date_rows(article: Article, dates: list[DateMention]) -> list[Row]:
    ids = _ids(article.article_id, "d", [d.start for d in dates])
    rows = []
    for date, date_id in zip(dates, ids, strict=True):
        row = {k: v for k, v in vars(date).items() if k not in ("bounds", "anchor", "past")}
        row |= {"date_id": date_id, "article_id": article.article_id, "segment_kind": article.kind_at(date.start)}
        anchor = "" if date.anchor is None else ids[date.anchor]
        rows.append(row | dated("", date.bounds, anchor) | MACHINE)
    return rows


def _ids(article_id: str, letter: str, offsets: list[int]) -> list[str]:
    ids = Ids(article_id, letter)
    return [ids.at(offset) for offset in offsets]


def _claim_row(doc: Doc, claim: Claim, claim_id: str, claim_ids: list[str]) -> Row:
    article: Article = doc._.article
    text = article.text  # a Doc puts the same together anew at each asking
    first, last = claim.content[0][0], claim.content[-1][1]
    place = claim.cue or claim.source or claim.content[0]
    row = {k: v for k, v in vars(claim).items() if k not in ("source", "cue", "content", "carried_from")}
    row |= {
        "claim_id": claim_id,
        "article_id": article.article_id,
        "segment_kind": article.kind_at(first),
        "content": text[first:last],
        "content_start": first,
        "content_end": last,
        "content_spans": [list(s) for s in claim.content],
        "quoted_spans": [list(s) for s in claim.quoted_spans],
        "hops": len(claim.via),
        "nested_in": "" if claim.nested_in is None else claim_ids[claim.nested_in],
        **dated("said_", date_of(doc, *place)),
        **MACHINE,
    }
    for role, printed, where in (("source", "source_text", claim.source), ("cue", "cue", claim.cue)):
        start, end = where or (None, None)
        row |= {f"{role}_start": start, f"{role}_end": end, printed: text[start:end] if where else ""}
    return row


def rows_of_articles(
    articles: list[Article],
    *,
    pipeline: str | Path | None = None,
    workers: int = 1,
    done: Callable[[int], object] = lambda n: None,
) -> Iterator[tuple[Rows, list[Problem]]]:
    """Annotate articles and yield the rows and problems of each, in order.

    Parameters
    ----------
    articles : list of Article
    pipeline : str or Path, optional
        A spaCy pipeline to use instead of the bundled one.
    workers : int
        Processes. The rows do not depend on it.
    done : callable
        Called with the number of articles just finished (for a progress bar).
    """
    chunks = list(_chunks(articles, 8))
    if workers <= 1 or len(chunks) == 1:
        for chunk in chunks:
            for result in _annotate_chunk((chunk, pipeline)):
                done(1)
                yield result
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=spawn) as pool:
        for results in pool.map(_annotate_chunk, [(chunk, pipeline) for chunk in chunks]):
            done(len(results))
            yield from results


def _chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(islice(rest, size)):
        yield chunk


def _annotate_chunk(job: tuple[list[Article], str | Path | None]) -> list[tuple[Rows, list[Problem]]]:
    """Together when all goes well; one by one when something does not, so that one article stops no other."""
    articles, pipeline = job
    nlp = load_pipeline(pipeline)
    try:
        return [(rows_of_doc(doc), []) for doc in annotate(articles, nlp)]
    except Exception:
        out = []
        for article in articles:
            try:
                out.append((rows_of_doc(next(annotate([article], nlp))), []))
            except Exception as error:  # whatever a strange text sets off: the others go on, this one is named
                problem = Problem(article.file, "annotate", "left out", f"{type(error).__name__}: {error}")
                out.append((rows_of_article(article), [problem]))
        return out


def tables_of(rows: Iterable[Rows], problems: Iterable[Problem] = ()) -> dict[str, pd.DataFrame]:
    """All tables but the ledger, from the rows of each article.

    Sources and entities are registered across articles here, and their ids set in the tables that refer to them.
    """
    rows = list(rows)
    joined = {table: [row for one in rows for row in one.get(table, [])] for table in TABLES}
    joined["problems"] = [vars(p) for p in problems]
    _set_sources(joined)
    _set_entities(joined)
    return {table: frame(table, joined[table]) for table in TABLES if table != "ledger"}


def _set_sources(joined: Rows) -> None:
    outlets = {a["article_id"]: a["outlet"] for a in joined["articles"]}
    needed = [
        "claim_id",
        "article_id",
        "source_text",
        "source_name",
        "source_type",
        "role",
        "said_earliest",
        "said_latest",
    ]
    claims = pd.DataFrame(
        [{k: c[k] for k in needed} | {"outlet": outlets[c["article_id"]]} for c in joined["claims"]],
        columns=[*needed, "outlet"],
    )
    sources, ids = register_sources(claims)
    for row, source_id in zip(joined["claims"], ids, strict=True):
        row["source_id"] = source_id
    joined["sources"] = [MACHINE | row for row in sources.to_dict("records")]


def _set_entities(joined: Rows) -> None:
    """Register names across articles; who is tied to whom without a name of their own ("the firm") is registered too."""
    named, relations = joined["mentions"], joined["relations"]
    known = {(m["article_id"], m["name"]) for m in named}
    unnamed = [
        {**row, "text": row[side], "name": row[side], "entity_type": row[f"{side}_type"] or "ORG", "rule": "relation"}
        for row in relations
        for side in ("subject", "object")
        if (row["article_id"], row[side]) not in known
    ]
    columns = ["article_id", "text", "start", "end", "entity_type", "name", "rule"]
    every = pd.DataFrame(named + unnamed, columns=columns)
    entities, mentions = register_entities(every)
    ids = mentions["entity_id"].tolist()
    by_name = dict(zip(zip(every["article_id"], every["name"], strict=True), ids, strict=True))
    by_text = dict(zip(zip(every["article_id"], every["text"].str.lower(), strict=True), ids, strict=True))
    for row in relations:
        for side in ("subject", "object"):
            row[f"{side}_id"] = by_name[row["article_id"], row[side]]
    for event in joined["events"]:
        aid = event["article_id"]
        found = [by_name.get((aid, t)) or by_text.get((aid, t.lower())) for t in event["targets"]]
        event["target_ids"] = [e for e in found if e]
    joined["entities"] = [MACHINE | row for row in entities.to_dict("records")]
    joined["mentions"] = mentions.to_dict("records")[: len(named)]
