"""Claims, dates and events as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from helpers.figures.days import in_words
from helpers.review.anchors import NEIGHBOURS
from helpers.review.fields import span_of
from helpers.share.exports.common import in_force, web_address, write_json
from helpers.tables.contracts import IDS

if TYPE_CHECKING:
    from helpers.case import Case

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(case: Case, path: Path) -> Path:
    """Write one annotation a claim, date and event; each target is told by position and by its words."""
    items = [
        _annotation(case, table, row) for table in ("claims", "dates", "events") for row in in_force(case.tables[table])
    ]
    page = {
        "@context": CONTEXT,
        "id": f"urn:helpers:{quote(case.folder.name)}",
        "type": "AnnotationPage",
        "items": items,
    }
    return write_json(page, path)


def _annotation(case: Case, table: str, row: dict[str, Any]) -> dict[str, Any]:
    article = case.article(row["article_id"])
    start, end = span_of(table, row)
    return {
        "id": f"urn:helpers:{quote(row[IDS[table]])}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": table},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _words(table, row)},
        ],
        "target": {
            "source": web_address(article.url) or quote(article.file),
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": article.text[start:end],
                    "prefix": article.text[max(0, start - NEIGHBOURS) : start],
                    "suffix": article.text[end : end + NEIGHBOURS],
                },
            ],
        },
    }


def _words(table: str, row: dict[str, Any]) -> str:
    when = in_words(row["earliest"], row["latest"], row["edtf"]) if table != "claims" else ""
    told = {
        "claims": lambda: f"{row['source_name'] or 'somebody not named'} {row['polarity']}: {row['content']}",
        "dates": lambda: when,
        "events": lambda: f"{row['kind']}, {when}",
    }[table]()
    return f"{told} ({row['status'].replace('_', ' ')})"
