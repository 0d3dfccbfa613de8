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
from helpers.annotate.records import Claim
from helpers.read.articles import Article
from helpers.read.folder import Problem
from helpers.tables.contracts import TABLES, frame
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
    ids = Ids(article.article_id, "s")
    top = {
        k: getattr(article, k)
        for k in (
            "article_id",
            "title",
            "outlet",
            "outlet_family",
            "author",
            "url",
            "language",
            "text_kind",
            "file",
            "sha256",
        )
    }
    segments = [
        {
            "article_id": article.article_id,
            "segment_id": ids.at(s.start),
            "kind": s.kind,
            "start": s.start,
            "end": s.end,
            "joins": s.joins,
        }
        for s in article.segments
    ]
    clues = [
        {
            "article_id": article.article_id,
            "clue": c.clue,
            "text": c.text,
            "start": c.start,
            "end": c.end,
            "earliest": c.earliest,
            "latest": c.latest,
            "decides": c.decides,
        }
        for c in article.clues
    ]
    top |= {**dated("published_", article.published), "n_words": len(article.text.split())}
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
        One list a table of the contract, ledger and problems excepted.
    """
    article: Article = doc._.article
    aid = article.article_id
    claim_ids = _ids(aid, "c", [(c.cue or c.content[0])[0] for c in doc._.claims])
    date_ids = _ids(aid, "d", [d.start for d in doc._.dates])
    event_ids = _ids(aid, "e", [e.start for e in doc._.events])

    def span(record: Any) -> Row:
        return {"article_id": aid, "text": record.text, "start": record.start, "end": record.end}

    def told(record: Any) -> str:
        return "" if record.claim is None else claim_ids[record.claim]

    anchors = ["" if d.anchor is None else date_ids[d.anchor] for d in doc._.dates]
    out = rows_of_article(article)
    out["claims"] = [_claim_row(doc, c, i, claim_ids) for c, i in zip(doc._.claims, claim_ids, strict=True)]
    out["dates"] = [
        {
            "date_id": i,
            "segment_kind": article.kind_at(d.start),
            "timex_type": d.timex_type,
            "timex_value": d.timex_value,
            "modifier": d.modifier,
            "rule": d.rule,
            "warning": d.warning,
            **span(d),
            **dated("", d.bounds, anchor),
            **MACHINE,
        }
        for d, i, anchor in zip(doc._.dates, date_ids, anchors, strict=True)
    ]
    out["events"] = [
        {
            "event_id": i,
            "kind": e.kind,
            "actor": e.actor,
            "targets": e.targets,
            "object": e.object,
            "reason": e.reason,
            "place": e.place,
            "programme": e.programme,
            "count": e.count,
            "state": e.state,
            "posted_earliest": e.posted.earliest,
            "posted_latest": e.posted.latest,
            "last_seen": e.last_seen,
            "first_missing": e.first_missing,
            "deleted_earliest": e.deleted.earliest,
            "deleted_latest": e.deleted.latest,
            "claim_id": told(e),
            "rule": e.rule,
            "confidence": e.confidence,
            **span(e),
            **dated("", e.bounds),
            **MACHINE,
        }
        for e, i in zip(doc._.events, event_ids, strict=True)
    ]
    out["quantities"] = [
        {
            "quantity_id": i,
            "value": q.value,
            "value_max": q.value_max,
            "unit": q.unit,
            "comparator": q.comparator,
            "measures": q.measures,
            "base": q.base,
            "claim_id": told(q),
            **span(q),
            **MACHINE,
        }
        for q, i in zip(doc._.quantities, _ids(aid, "q", [q.start for q in doc._.quantities]), strict=True)
    ]
    out["mentions"] = [
        {**span(m), "entity_type": m.entity_type, "name": m.name, "rule": m.rule} for m in doc._.mentions
    ]
    out["relations"] = [
        {
            "relation_id": i,
            "subject": r.subject,
            "relation": r.relation,
            "object": r.object,
            "modality": r.modality,
            "claim_id": told(r),
            "rule": r.rule,
            "subject_type": r.subject_type,
            "object_type": r.object_type,
            **span(r),
            **dated("", r.bounds),
            **MACHINE,
        }
        for r, i in zip(doc._.relations, _ids(aid, "r", [r.start for r in doc._.relations]), strict=True)
    ]
    return out


def _ids(article_id: str, letter: str, offsets: list[int]) -> list[str]:
    ids = Ids(article_id, letter)
    return [ids.at(offset) for offset in offsets]


def _claim_row(doc: Doc, claim: Claim, claim_id: str, claim_ids: list[str]) -> Row:
    text, article = doc.text, doc._.article
    first, last = claim.content[0][0], claim.content[-1][1]
    place = claim.cue or claim.source or claim.content[0]
    row = {
        "claim_id": claim_id,
        "article_id": article.article_id,
        "segment_kind": article.kind_at(first),
        "source_name": claim.source_name,
        "source_type": claim.source_type,
        "role": claim.role,
        "source_rule": claim.source_rule,
        "cue_strength": claim.cue_strength,
        "content": text[first:last],
        "content_start": first,
        "content_end": last,
        "content_spans": [list(s) for s in claim.content],
        "quote_type": claim.quote_type,
        "quoted_spans": [list(s) for s in claim.quoted_spans],
        "quote_flags": claim.quote_flags,
        "polarity": claim.polarity,
        "hedged": bool(claim.hedged),
        "via": claim.via,
        "hops": len(claim.via),
        "first_hand": bool(claim.first_hand),
        "nested_in": "" if claim.nested_in is None else claim_ids[claim.nested_in],
        "rule": claim.rule,
        "confidence": claim.confidence,
        **dated("said_", date_of(doc, *place)),
        **MACHINE,
    }
    for role, where in (("source", claim.source), ("cue", claim.cue)):
        start, end = where or (None, None)
        row |= {
            f"{role}_start": start,
            f"{role}_end": end,
            "source_text" if role == "source" else "cue": text[start:end] if where else "",
        }
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
    columns = ["article_id", "text", "start", "end", "entity_type", "name", "rule"]
    nominals = [
        {
            "article_id": r["article_id"],
            "text": r["text"],
            "start": r["start"],
            "end": r["end"],
            "name": r[side],
            "entity_type": r[f"{side}_type"] or "ORG",
            "rule": "relation",
            "of": (n, side),
        }
        for n, r in enumerate(joined["relations"])
        for side in ("subject", "object")
    ]
    known = {(m["article_id"], m["name"]) for m in joined["mentions"]}
    extra = [x for x in nominals if (x["article_id"], x["name"]) not in known]
    entities, mentions = register_entities(pd.DataFrame(joined["mentions"] + extra, columns=columns))
    by_name = {
        (a, n): e
        for a, n, e in zip(
            [m["article_id"] for m in joined["mentions"] + extra],
            [m["name"] for m in joined["mentions"] + extra],
            mentions["entity_id"],
            strict=True,
        )
    }
    by_text = {
        (a, t.lower()): e
        for a, t, e in zip(mentions["article_id"], mentions["text"], mentions["entity_id"], strict=True)
    }
    for x in nominals:
        n, side = x["of"]
        joined["relations"][n][f"{side}_id"] = by_name[x["article_id"], x["name"]]
    for event in joined["events"]:
        found = [
            by_name.get((event["article_id"], t)) or by_text.get((event["article_id"], t.lower()))
            for t in event["targets"]
        ]
        event["target_ids"] = [e for e in found if e]
    joined["entities"] = [MACHINE | row for row in entities.to_dict("records")]
    joined["mentions"] = mentions.to_dict("records")[: len(joined["mentions"])]
