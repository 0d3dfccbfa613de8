"""What a reviewer may write into a row: which fields, what values, and what follows from them."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd

from helpers.read.articles import Article
from helpers.review.anchors import occurrences
from helpers.tables.contracts import TABLES, Column
from helpers.time.written import read_edtf

Row = dict[str, Any]
REVIEWED = ("claims", "sources", "dates", "events", "quantities", "entities", "relations")
WORDS = {"claims": ("source_text", "cue", "content")} | dict.fromkeys(
    ("dates", "events", "quantities", "relations"), ("text",)
)
EDITABLE: dict[str, tuple[str, ...]] = {
    "claims": (
        "source_name", "source_text", "cue", "content", "polarity", "hedged", "quote_type", "quote_flags", "cue_strength",
        "via", "first_hand", "said_edtf",
    ),
    "sources": ("name", "source_type", "role"),
    "dates": ("text", "edtf", "timex_type", "timex_value", "modifier", "warning"),
    "events": (
        "kind", "edtf", "actor", "targets", "object", "reason", "place", "programme", "count", "state", "text",
        "posted_earliest", "posted_latest", "last_seen", "first_missing", "deleted_earliest", "deleted_latest",
    ),
    "quantities": ("value", "value_max", "unit", "comparator", "measures", "base", "text"),
    "entities": ("name", "entity_type"),
    "relations": ("subject", "relation", "object", "modality", "edtf", "text"),
}  # fmt: skip
BLANK: dict[str, Row] = {
    "claims": {
        "quote_type": "indirect", "polarity": "asserts", "cue_strength": 0, "hops": 0, "said_granularity": "unknown",
        "source_rule": "reviewer", "rule": "reviewer", "confidence": 1.0,
    },
    "dates": {"timex_type": "DATE", "granularity": "unknown", "rule": "reviewer"},
    "events": {"kind": "other", "granularity": "unknown", "rule": "reviewer", "confidence": 1.0},
    "quantities": {"comparator": "exact"},
    "relations": {"relation": "partner_of", "modality": "asserted", "granularity": "unknown", "rule": "reviewer"},
}  # fmt: skip
NEAR = 400  # characters around a row in which its words may lie


class FieldError(ValueError):
    """A value that the contract of the table does not allow; the message says what it does."""


def column_of(table: str, field: str) -> Column:
    """The column, if a reviewer may change it.

    Raises
    ------
    FieldError
        If not, with those that may be.
    """
    if table not in EDITABLE:
        more = (
            "; what is known of an article goes into metadata.csv, so that its dates follow"
            if table == "articles"
            else ""
        )
        raise FieldError(f"rows of {table!r} are not corrected{more}")
    if field not in EDITABLE[table]:
        raise FieldError(f"{field!r} of {table} is not edited; these are: {', '.join(EDITABLE[table])}")
    return next(c for c in TABLES[table] if c.name == field)


def parse(table: str, field: str, value: str) -> object:
    """A value as typed, as its column holds it.

    Raises
    ------
    FieldError
        If the contract does not allow it.

    Examples
    --------
    >>> parse("claims", "hedged", "yes"), parse("events", "targets", "Maros; Port of Halven")
    (True, ['Maros', 'Port of Halven'])
    """
    column = column_of(table, field)
    value = value.strip()
    if column.kind == "bool":
        return _yes_no(field, value)
    if column.kind == "list":
        return _list(value)
    if column.kind in ("int", "float"):
        return _number(column, value)
    value = next((a for a in column.allowed if a == value.lower()), value)
    if column.allowed and value not in column.allowed:
        raise FieldError(f"{field} is one of {', '.join(a or '(empty)' for a in column.allowed)}, not {value!r}")
    if column.pattern and not pd.Series([value]).str.match(column.pattern).all():
        raise FieldError(f"{field} is a day, as 2024-06-03, or empty, not {value!r}")
    if field.endswith("edtf"):
        dated(field, value)
    return value


def _yes_no(field: str, value: str) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}
    if value.lower() not in known:
        raise FieldError(f"{field} is true or false, not {value!r}")
    return known[value.lower()]


def _list(value: str) -> list:
    if value.startswith("["):
        try:
            return [str(v) for v in json.loads(value)]
        except ValueError:
            pass
    return [part.strip() for part in value.split(";") if part.strip()]


def _number(column: Column, value: str) -> float | int | None:
    if not value:
        return None
    plain = value.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", value) else value
    try:
        number = float(plain)
        return int(number) if column.kind == "int" else number
    except (ValueError, OverflowError) as error:
        raise FieldError(f"{column.name} is a number, not {value!r}") from error


def dated(field: str, value: str) -> Row:
    """The date columns that follow from EDTF.

    Raises
    ------
    FieldError
        If it is not EDTF.
    """
    prefix = field.removesuffix("edtf")
    try:
        bounds = read_edtf(value, "stated")
    except ValueError as error:
        raise FieldError(f"{field} is EDTF, as 2024-06-03, 2024-06 or ../2024-06-03, not {value!r}") from error
    if value and not bounds.known:
        raise FieldError(f"{field} is EDTF, as 2024-06-03, 2024-06 or ../2024-06-03, not {value!r}")
    names = ("edtf", "earliest", "latest", "granularity", "basis")
    return {f"{prefix}{n}": getattr(bounds, n) for n in names} | {f"{prefix}anchor": "reviewer" if value else ""}


def placed(table: str, field: str, value: str, row: Row, article: Article) -> Row:
    """The columns that follow from other words: they have to stand in the article, near the row.

    Raises
    ------
    FieldError
        If they do not.
    """
    start, end = span_of(table, row)
    prefix = {"source_text": "source_", "cue": "cue_", "content": "content_", "text": ""}[field]
    if not value and field in ("source_text", "cue"):
        return {field: "", f"{prefix}start": None, f"{prefix}end": None}
    near = [s for s in occurrences(article.text, value) if s[1] > start - NEAR and s[0] < end + NEAR]
    if not near:
        raise FieldError(f"these words do not stand in {article.file} near the row: {value!r}")
    old = row.get(f"{prefix}start")
    old = start if old is None or pd.isna(old) else int(old)
    a, b = min(near, key=lambda s: abs(s[0] - old))
    out: Row = {field: article.text[a:b], f"{prefix}start": a, f"{prefix}end": b}
    if field == "content":
        quoted = [[max(a, s), min(b, e)] for s, e in row.get("quoted_spans") or [] if s < b and e > a]
        out |= {"content_spans": [[a, b]], "quoted_spans": quoted, "segment_kind": article.kind_at(a)}
    elif table == "dates":
        out["segment_kind"] = article.kind_at(a)
    return out


def span_of(table: str, row: Row) -> tuple[int, int]:
    """The stretch of text that a row is known by: for a claim from its first word to its last, whoever said it with it."""
    if table != "claims":
        return int(row["start"]), int(row["end"])
    parts = [(row[f"{p}_start"], row[f"{p}_end"]) for p in ("source", "cue", "content")]
    known = [(int(a), int(b)) for a, b in parts if a is not None and not pd.isna(a)]
    return min(a for a, _ in known), max(b for _, b in known)


def shown(value: object) -> str:
    """A value of any kind as a reviewer reads and types it.

    >>> shown(["a", "b"]), shown(True), shown(None), shown(3.0)
    ('a; b', 'true', '', '3')
    """
    if isinstance(value, list):
        parts = [str(v) for v in value]
        return json.dumps(parts, ensure_ascii=False) if any(";" in p for p in parts) else "; ".join(parts)
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).lower() if isinstance(value, bool | np.bool_) else str(value)
