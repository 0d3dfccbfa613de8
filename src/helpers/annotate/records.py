"""What the components find: one record a thing, with character offsets into the untouched text.

Each component puts its list of records into ``doc._.<name>`` and the same stretches into ``doc.spans[<name>]``.
Offsets are characters of ``doc.text``; a span is a pair ``(start, end)``; an absent one is None.
Records refer to each other by their place in the list (``claim: int`` is an index into ``doc._.claims``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from helpers.time.bounds import UNKNOWN, Bounds

CharSpan = tuple[int, int]


@dataclass
class Mention:
    """A name in the text (``doc._.mentions``). `name` is the fullest form of the same entity in this article."""

    start: int
    end: int
    text: str
    entity_type: str  # PERSON, ORG, GPE, PRODUCT, EVENT
    name: str
    rule: str = ""  # how it was linked to `name`: itself, alias_brackets, surname, demonym, metonym, short_form …


@dataclass
class DateMention:
    """A temporal expression (``doc._.dates``)."""

    start: int
    end: int
    text: str
    bounds: Bounds
    timex_type: str  # DATE, TIME, DURATION, SET
    timex_value: str
    modifier: str = ""
    rule: str = ""
    anchor: int | None = None  # index in doc._.dates of the date that this one was computed from
    warning: str = ""
    past: bool = False  # the words of its clause tell it as past


@dataclass
class Quote:
    """A stretch in quotation marks (``doc._.quotes``), marks included."""

    start: int
    end: int
    inner: CharSpan
    kind: str  # speech, scare, title, nested
    closed: bool = True
    continues: int | None = None  # index of the quote of the paragraph before that this one reopens


@dataclass
class Claim:
    """An attributed statement (``doc._.claims``). attribution fills the first block, speakers the second."""

    source: CharSpan | None
    cue: CharSpan | None
    content: list[CharSpan]
    quote_type: str = "indirect"  # direct, indirect, mixed
    quoted_spans: list[CharSpan] = field(default_factory=list)
    quote_flags: list[str] = field(default_factory=list)
    polarity: str = "asserts"
    hedged: bool = False
    cue_strength: int = 0
    nested_in: int | None = None  # index of the claim in whose content this one stands
    carried_from: int | None = None  # index of the claim whose speaker goes on (floating quotations, free runs)
    rule: str = ""
    confidence: float = 1.0

    source_name: str = ""
    source_type: str = "unknown"
    role: str = ""
    source_rule: str = ""  # how the source was resolved: itself, pronoun, surname, title, carried …; "unresolved: why"
    via: list[str] = field(default_factory=list)  # nearest relay first
    first_hand: bool = True


@dataclass
class Quantity:
    """A number with what it counts (``doc._.quantities``)."""

    start: int
    end: int
    text: str
    value: float | None
    value_max: float | None = None
    unit: str = ""
    comparator: str = "exact"  # exact, about, at_least, at_most, nearly, times, percent_change
    measures: str = ""
    base: str = ""
    claim: int | None = None


@dataclass
class Relation:
    """Two entities and what joins them (``doc._.relations``); names are the `name` of mentions or nominals as printed."""

    start: int
    end: int
    text: str
    subject: str
    subject_type: str
    relation: str
    object: str
    object_type: str
    modality: str = "asserted"  # asserted, claimed, denied, suspected
    bounds: Bounds = UNKNOWN
    claim: int | None = None
    rule: str = ""


@dataclass
class Event:
    """Something that happened (``doc._.events``)."""

    start: int
    end: int
    text: str
    kind: str  # sanction, statement, deletion, other
    bounds: Bounds
    actor: str = ""
    targets: list[str] = field(default_factory=list)
    object: str = ""
    reason: str = ""
    place: str = ""
    programme: str = ""
    count: float | None = None
    state: str = ""
    posted: Bounds = UNKNOWN
    deleted: Bounds = UNKNOWN
    last_seen: str = ""
    first_missing: str = ""
    claim: int | None = None
    rule: str = ""
    confidence: float = 1.0


RECORDS = ("mentions", "dates", "quotes", "claims", "quantities", "relations", "events")


def register() -> None:
    """Declare ``doc._.article`` and one list a kind of record on spaCy's Doc; safe to call more than once."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
    for name in RECORDS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])


register()
