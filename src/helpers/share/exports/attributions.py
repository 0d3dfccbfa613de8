"""Attributions in the two shapes that the field uses: spans of source, cue and content; speaker, verb and quote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.share.exports.common import in_force, write_json

if TYPE_CHECKING:
    from helpers.case import Case


def write_attributions(case: Case, path: Path) -> Path:
    """Stand-off spans, an article an object, as attribution corpora (PARC, PolNeAR) have them; offsets in characters."""
    articles = {
        a.article_id: {
            "article_id": a.article_id,
            "file": a.file,
            "sha256": a.sha256,
            "text": a.text,
            "attributions": [],
        }
        for a in case.read.articles
    }
    for c in in_force(case.claims):
        articles[c["article_id"]]["attributions"].append(
            {
                "id": c["claim_id"],
                "source": _span(c, "source"),
                "cue": _span(c, "cue"),
                "content": c["content_spans"],
                "source_name": c["source_name"],
                "quote_type": c["quote_type"],
                "nested_in": c["nested_in"],
                "status": c["status"],
            }
        )
    return write_json(list(articles.values()), path)


def write_quotes(case: Case, path: Path) -> Path:
    """A quotation an object: ``speaker``, ``verb``, ``quote`` with their places, as quote extractors give them."""
    quotes = [
        {
            "article_id": c["article_id"],
            "id": c["claim_id"],
            "speaker": c["source_text"],
            "speaker_index": _pair(c, "source"),
            "verb": c["cue"],
            "verb_index": _pair(c, "cue"),
            "quote": c["content"],
            "quote_index": [int(c["content_start"]), int(c["content_end"])],
            "quote_token_count": len(c["content"].split()),
            "quote_type": c["quote_type"],
            "reference": c["source_name"],
            "is_floating_quote": not c["source_text"],
        }
        for c in in_force(case.claims)
    ]
    return write_json(quotes, path)


def _span(claim: dict[str, Any], part: str) -> list[list[int]]:
    pair = _pair(claim, part)
    return [pair] if pair else []


def _pair(claim: dict[str, Any], part: str) -> list[int]:
    start, end = claim[f"{part}_start"], claim[f"{part}_end"]
    return [] if pd.isna(start) else [int(start), int(end)]
