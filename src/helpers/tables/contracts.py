"""The contract of every table: its columns in order, what they hold, what values are allowed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from helpers.read.articles import SEGMENT_KINDS
from helpers.time.bounds import BASES, GRANULARITIES

ISO_DAY = r"^$|^-?\d{4,}-\d{2}-\d{2}$"
POLARITIES = ("asserts", "denies", "confirms", "questions", "warns", "speculates")
SOURCE_TYPES = (
    "named_person",
    "named_organisation",
    "government_body",
    "state_or_country",
    "anonymous",
    "pseudonymous",
    "expert_unnamed",
    "media_outlet",
    "document_or_statement",
    "public_record",
    "unknown",
)
STANCES = ("asserts", "attributes", "hedges", "disputes", "denies", "confirms", "retracts")
RELATIONS = (
    "supplies",
    "owns",
    "subsidiary_of",
    "partner_of",
    "sanctioned_by",
    "provided_to",
    "works_for",
    "part_of",
    "removed_from",
    "meets",
)


@dataclass(frozen=True)
class Column:
    """One column: `kind` is text, int, float, bool or list; `allowed` the values of a closed vocabulary ("" is empty)."""

    name: str
    kind: str
    means: str
    allowed: tuple[str, ...] = ()
    pattern: str = ""


def _text(name: str, means: str, *allowed: str, pattern: str = "") -> Column:
    return Column(name, "text", means, allowed, pattern)


def _int(name: str, means: str) -> Column:
    return Column(name, "int", means)


def _list(name: str, means: str) -> Column:
    return Column(name, "list", means)


def _dated(prefix: str, what: str) -> tuple[Column, ...]:
    return (
        _text(f"{prefix}edtf", f"{what}, EDTF level 1"),
        _text(f"{prefix}earliest", f"{what}: first day that it can be; empty = open", pattern=ISO_DAY),
        _text(f"{prefix}latest", f"{what}: last day that it can be; empty = open", pattern=ISO_DAY),
        _text(f"{prefix}granularity", "how fine it is known", *GRANULARITIES, ""),
        _text(f"{prefix}basis", "how it is known", *BASES, ""),
        _text(f"{prefix}anchor", "the date or row that it was computed from"),
    )


_SPAN = (
    _text("text", "the stretch of the article, as printed"),
    _int("start", "first character of the stretch in the untouched text"),
    _int("end", "character after its last"),
)
_ARTICLE = _text("article_id", "the article (articles)")
_RULE = _text("rule", "the rule that made the row")
_CONFIDENCE = Column("confidence", "float", "0-1, how sure the rule is")
_REVIEW = (
    _text("origin", "who made the row", "machine", "human"),
    _text("status", "what a reviewer said of it", "machine_only", "confirmed", "edited", "rejected", "added"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        _text("article_id", "id from outlet, date and the hash of the text"),
        _text("title", "headline"),
        _text("outlet", "who published it"),
        _text("outlet_family", "group or network that the outlet belongs to"),
        _text("author", "byline"),
        _text("url", "address"),
        _text("language", "language code"),
        *_dated("published_", "date of publication"),
        _text("text_kind", "whose words these are", "original", "retelling", "fiction"),
        _text("file", "name of the file"),
        _text("sha256", "hash of the bytes of the file"),
        _int("n_words", "words in the text"),
    ),
    "segments": (
        _ARTICLE,
        _text("segment_id", "id of the segment"),
        _text("kind", "function in the page", *SEGMENT_KINDS),
        _int("start", "first character"),
        _int("end", "character after the last"),
        Column("joins", "bool", "goes on in mid-sentence from the body segment before it"),
    ),
    "publication_clues": (
        _ARTICLE,
        _text("clue", "kind of evidence"),
        *_SPAN,
        _text("earliest", "first day that the clue allows", pattern=ISO_DAY),
        _text("latest", "last day that the clue allows", pattern=ISO_DAY),
        Column("decides", "bool", "whether it fixes the answer"),
    ),
    "claims": (
        _text("claim_id", "id of the claim"),
        _ARTICLE,
        _text("segment_kind", "where it stands", *SEGMENT_KINDS),
        _text("source_text", "the source, as printed"),
        _int("source_start", "first character of the source"),
        _int("source_end", "character after the source"),
        _text("source_id", "the source (sources)"),
        _text("source_name", "the source, resolved through pronouns, titles and aliases"),
        _text("cue", "verb or expression of attribution"),
        _int("cue_start", "first character of the cue"),
        _int("cue_end", "character after the cue"),
        _int("cue_strength", "from -2 (distances itself) through 0 (neutral) to +2 (endorses)"),
        _text("content", "what is said"),
        _int("content_start", "first character of the content"),
        _int("content_end", "character after the content"),
        _list("content_spans", "[start, end] of its parts"),
        _text("quote_type", "in whose words", "direct", "indirect", "mixed"),
        _list("quoted_spans", "[start, end] of the words in quotation marks"),
        _list("quote_flags", "what was done to the quotation"),
        _text("polarity", "what the source does with the content", *POLARITIES),
        Column("hedged", "bool", "presented as less than certain"),
        _list("via", "the chain through which it came, nearest relay first"),
        _int("hops", "length of the chain"),
        Column("first_hand", "bool", "the source tells what it did, saw or thinks itself"),
        _text("nested_in", "the claim in whose content this one stands (claims)"),
        _text("source_rule", "how the source was resolved, or why not"),
        *_dated("said_", "when it was said"),
        _RULE,
        _CONFIDENCE,
        *_REVIEW,
    ),
    "sources": (
        _text("source_id", "id of the source"),
        _text("name", "fullest name"),
        _text("source_type", "kind of source", *SOURCE_TYPES),
        _text("role", "office or function, as printed"),
        _list("aliases", "how it is named in the texts"),
        _int("n_claims", "claims"),
        _int("n_articles", "articles"),
        _int("n_outlets", "outlets"),
        _text("first_said", "earliest day of a dated claim", pattern=ISO_DAY),
        _text("last_said", "latest day of a dated claim", pattern=ISO_DAY),
        *_REVIEW,
    ),
    "dates": (
        _text("date_id", "id of the expression"),
        _ARTICLE,
        _text("segment_kind", "where it stands", *SEGMENT_KINDS),
        *_SPAN,
        *_dated("", "the date"),
        _text("timex_type", "TIMEX3 type", "DATE", "TIME", "DURATION", "SET"),
        _text("timex_value", "TIMEX3 value"),
        _text(
            "modifier",
            "start, mid, end, approx …",
            "start",
            "mid",
            "end",
            "approx",
            "before",
            "after",
            "more_than",
            "less_than",
            "",
        ),
        _RULE,
        _text("warning", "what to look at before relying on it"),
        *_REVIEW,
    ),
    "events": (
        _text("event_id", "id of the event"),
        _ARTICLE,
        _text("kind", "kind of event", "sanction", "statement", "deletion", "other"),
        *_dated("", "when it happened"),
        _text("actor", "who did it, as resolved"),
        _list("targets", "at whom, as printed"),
        _list("target_ids", "the same as entities"),
        _text("object", "what was posted, said or ordered"),
        _text("reason", "reason given"),
        _text("place", "platform or venue"),
        _text("programme", "sanctions programme named"),
        Column("count", "float", "how many, where only a number is told"),
        _text(
            "state", "deletions: how it is known", "asserted", "observed_absent", "unreachable", "moved", "restored", ""
        ),
        *(
            _text(c, m, pattern=ISO_DAY)
            for c, m in (
                ("posted_earliest", "posted: first day"),
                ("posted_latest", "posted: last day"),
                ("last_seen", "last day on which it was seen"),
                ("first_missing", "first day on which it was missed"),
                ("deleted_earliest", "deleted: first day"),
                ("deleted_latest", "deleted: last day"),
            )
        ),
        _text("claim_id", "the claim that tells it"),
        *_SPAN,
        _RULE,
        _CONFIDENCE,
        *_REVIEW,
    ),
    "quantities": (
        _text("quantity_id", "id of the quantity"),
        _ARTICLE,
        *_SPAN,
        Column("value", "float", "the number"),
        Column("value_max", "float", "upper end of a range"),
        _text("unit", "what is counted"),
        _text(
            "comparator",
            "how the number is meant",
            "exact",
            "about",
            "at_least",
            "at_most",
            "nearly",
            "times",
            "percent_change",
        ),
        _text("measures", "what the number is of"),
        _text("base", "what a percentage or multiple is of; empty when the text gives none"),
        _text("claim_id", "the claim in which it stands"),
        *_REVIEW,
    ),
    "entities": (
        _text("entity_id", "id of the entity"),
        _text("name", "fullest name"),
        _text("entity_type", "kind of entity", "PERSON", "ORG", "GPE", "PRODUCT", "EVENT"),
        _list("aliases", "other forms in the texts"),
        _int("n_mentions", "mentions"),
        _int("n_articles", "articles"),
        *_REVIEW,
    ),
    "mentions": (_text("entity_id", "the entity (entities)"), _ARTICLE, *_SPAN, _RULE),
    "relations": (
        _text("relation_id", "id of the relation"),
        _ARTICLE,
        _text("subject_id", "entity"),
        _text("subject", "its name"),
        _text("relation", "what joins them", *RELATIONS),
        _text("object_id", "entity"),
        _text("object", "its name"),
        *_dated("", "when it held"),
        _text("modality", "how it is told", "asserted", "claimed", "denied", "suspected"),
        _text("claim_id", "the claim that tells it"),
        *_SPAN,
        _RULE,
        *_REVIEW,
    ),
    "ledger": (
        _text("claim_group", "claims that speak of the same thing"),
        _text("claim_id", "the claim"),
        _ARTICLE,
        _text("outlet", "outlet"),
        _text("stance", "what the outlet does with it", *STANCES),
        _text("origin_group", "claims that go back to the same origin"),
        Column("similarity", "float", "0-1, to the nearest other claim of the group"),
    ),
    "corrections": (
        _text("correction_id", "id of the correction"),
        _text("time", "when it was made, UTC"),
        _text("author", "who made it"),
        _text("action", "what it does: confirm, edit, reject, add, merge, split, undo"),
        _text("table", "the table of the row"),
        _text("row_id", "the row, as it is called now"),
        _text("field", "the field that it edits"),
        _text("value", "what it puts there; the row merged into, the name split off, the correction undone"),
        _text("was", "what the machine had put there"),
        _text("reason", "why, in the reviewer's words"),
        _text("rule", "the rule that had made the row"),
        _text("file", "the file of the article"),
        _text("quote", "the words that it is about"),
        _text("outcome", "what became of it", "applied", "undone", "superseded", "orphan", "invalid", "torn"),
        _text("conflict", "with what it does not agree", "conflict", "double_edit", "changed_since", ""),
        _text("detail", "more words"),
    ),
    "problems": (
        _text("file", "the file"),
        _text("stage", "where it happened"),
        _text("problem", "what was wrong"),
        _text("detail", "more words"),
    ),
}
IDS = {
    "articles": "article_id",
    "segments": "segment_id",
    "claims": "claim_id",
    "sources": "source_id",
    "dates": "date_id",
    "events": "event_id",
    "quantities": "quantity_id",
    "entities": "entity_id",
    "relations": "relation_id",
}
_EMPTY = {"text": "", "int": None, "float": None, "bool": False}
_DTYPES = {"text": "object", "int": "Int64", "float": "float64", "bool": "bool", "list": "object"}


def columns(table: str) -> list[str]:
    """Names of a table's columns, in order."""
    return [c.name for c in TABLES[table]]


def frame(table: str, rows: list[dict]) -> pd.DataFrame:
    """Rows as a DataFrame with exactly the contract's columns and types; what a row lacks is empty.

    Examples
    --------
    >>> frame("problems", [{"file": "a.txt", "stage": "read"}]).iloc[0].to_dict()
    {'file': 'a.txt', 'stage': 'read', 'problem': '', 'detail': ''}
    """
    data = {}
    for column in TABLES[table]:
        if column.kind == "list":
            cells = [list(row.get(column.name) or []) for row in rows]
        else:
            empty = _EMPTY[column.kind]
            cells = [empty if row.get(column.name) is None else row[column.name] for row in rows]
        data[column.name] = pd.Series(cells, dtype=_DTYPES[column.kind])
    return pd.DataFrame(data, columns=columns(table))


def schema(table: str) -> pa.DataFrameSchema:
    """The contract of a table as a pandera schema."""
    fields = {}
    for column in TABLES[table]:
        checks = []
        if column.allowed:
            checks.append(pa.Check.isin(column.allowed))
        if column.pattern:
            checks.append(pa.Check.str_matches(column.pattern))
        if column.kind == "list":
            checks.append(pa.Check(lambda s: s.map(lambda v: isinstance(v, list))))
        if column.name in ("confidence", "similarity"):
            checks.append(pa.Check.in_range(0, 1))
        fields[column.name] = pa.Column(
            _DTYPES[column.kind],
            checks,
            nullable=column.kind in ("int", "float"),
            unique=IDS.get(table) == column.name,
        )
    return pa.DataFrameSchema(fields, strict=True, ordered=True, name=table)


def validate(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """The frame itself when it keeps the contract.

    Raises
    ------
    pandera.errors.SchemaErrors
        With every broken cell of the table.
    """
    return schema(table).validate(data, lazy=True)
