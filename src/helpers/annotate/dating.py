"""When something that a sentence tells happened: the date of its clause, else of the narrative, else of publication."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from helpers.annotate.records import DateMention
from helpers.time.bounds import UNKNOWN, Bounds

_CARRIERS = frozenset("advcl conj xcomp acl advmod dep parataxis".split())  # a clause that shares the time of its head
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*")
_NO_POINT = frozenset({"PRESENT_REF", "FUTURE_REF"})


def date_of(doc: Doc, start: int, end: int) -> Bounds:
    """When the thing told at these characters happened.

    Parameters
    ----------
    doc : Doc
        With ``doc._.dates``; the parse is used if there is one.
    start, end : int
        Characters of what tells it: the verb of an event, the cue of a claim.

    Returns
    -------
    Bounds
        Of a date in the same clause or, failing that, before it in the same sentence (its own basis); else of the date
        last told in the same paragraph (``inferred``); else no later than publication (``inferred``).

    Notes
    -----
    A date that belongs to what is said, not to the saying ("said that prices fell in May"), is not taken for the
    saying as long as the parse or a "that" tells them apart.
    """
    published = doc._.article.published if doc._.article else UNKNOWN
    first, last = _sentence(doc, start)
    here = [d for d in doc._.dates if first <= d.start < last and _tells_when(d)]
    own = _of_clause(doc, here, start, end)
    if own is not None:
        return _as_told(own, published)
    carried = _carried(doc, first, start)
    if carried is not None:
        return carried.bounds.because("inferred")
    return _no_later_than(published)


def _tells_when(d: DateMention) -> bool:
    return d.timex_type in ("DATE", "TIME") and d.timex_value not in _NO_POINT and d.bounds.known


def _as_told(d: DateMention, published: Bounds) -> Bounds:
    """The bounds of the date; "recently" only says that it was before publication."""
    if d.timex_value == "PAST_REF":
        return replace(_no_later_than(published), edtf=d.bounds.edtf, latest=d.bounds.latest) if d.bounds.latest else UNKNOWN
    if d.modifier == "before" and d.bounds.latest and not d.bounds.earliest:
        return d.bounds
    return d.bounds


def _no_later_than(published: Bounds) -> Bounds:
    if not published.latest:
        return UNKNOWN
    return Bounds(f"../{published.latest}", "", published.latest, "unknown", "inferred", "published")


def _sentence(doc: Doc, offset: int) -> tuple[int, int]:
    """First and last character of the sentence that holds this one."""
    if doc.has_annotation("SENT_START"):
        token = _token_at(doc, offset)
        if token is not None:
            sent = token.sent
            return sent.start_char, sent.end_char
    text = doc.text
    first = 0
    for found in _SENTENCE_END.finditer(text, max(0, offset - 2000), offset):
        first = found.end()
    found = _SENTENCE_END.search(text, offset)
    return first, found.start() + 1 if found else len(text)


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _of_clause(doc: Doc, here: list[DateMention], start: int, end: int) -> DateMention | None:
    """The date that stands in the clause of these characters."""
    if not here:
        return None
    if doc.has_annotation("DEP"):
        trigger = _token_at(doc, start)
        clause = _clauses(trigger) if trigger is not None else []
        homes = {d.start: _verb(_token_at(doc, d.start)) for d in here}
        for verb in clause:
            mine = [d for d in here if homes[d.start] == verb]
            if mine:
                return min(mine, key=lambda d: abs(d.start - start))
        return None
    before = [d for d in here if d.start < start]
    return before[-1] if before else _right_after(doc, here, end)


def _right_after(doc: Doc, here: list[DateMention], end: int) -> DateMention | None:
    """A date after the trigger, with no "that" or comma in between."""
    after = [d for d in here if d.start >= end]
    return after[0] if after and not re.search(r",|\bthat\b|[“\"]", doc.text[end : after[0].start]) else None


def _verb(token: Token | None) -> int | None:
    """The place of the verb (or the root) that governs a token."""
    for _ in range(40):
        if token is None:
            return None
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "auxpass", "cop"):
            return token.i
        if token.head.i == token.i:
            return token.i
        token = token.head
    return None


def _clauses(trigger: Token) -> list[int]:
    """The verb of the trigger's clause, then those of the clauses that share their time with it, outwards."""
    at = _verb(trigger)
    out = []
    while at is not None and len(out) < 6:
        out.append(at)
        token = trigger.doc[at]
        if token.dep_.split(":")[0] not in _CARRIERS or token.head.i == token.i:
            break
        at = _verb(token.head)
    return out


def _carried(doc: Doc, first: int, start: int) -> DateMention | None:
    """The date last told before this sentence in the same paragraph."""
    before = [d for d in doc._.dates if d.start < first and _tells_when(d) and d.bounds.is_day]
    if not before:
        return None
    text = doc._.article.text if doc._.article else doc.text  # the same; a Doc puts its own together at each asking
    if before[-1].start <= text.rfind("\n", 0, first):
        return None
    return before[-1]
