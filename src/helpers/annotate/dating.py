"""When something that a sentence tells happened: the date of its clause, else of the narrative, else of publication."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from helpers.annotate.records import Claim, DateMention
from helpers.annotate.spans import text_of
from helpers.time.bounds import UNKNOWN, Bounds

_CARRIERS = frozenset(
    {"advcl", "conj", "xcomp", "acl", "advmod", "dep", "parataxis"}
)  # a clause that shares the time of its head
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*")
_LATER = re.compile(r"\b(?:later|afterwards?|subsequently|then)\b", re.IGNORECASE)
_SAME_SPEECH = 2000  # characters back to the speaker's dated words; a quarter of it ahead
_TELLING = frozenset({"body", "subhead", "headline"})
_NO_POINT = frozenset({"PRESENT_REF", "FUTURE_REF"})


def date_of(doc: Doc, start: int, end: int) -> Bounds:
    """When the thing told at these characters happened.

    Parameters
    ----------
    doc : Doc
        With ``doc._.dates``; the parse and ``doc._.claims`` are used if they are there.
    start, end : int
        Characters of what tells it: the verb of an event, the cue of a claim.

    Returns
    -------
    Bounds
        Of a date in the same clause (its own basis); else, all of them ``inferred``, of what the same speaker says near
        by, of the date last told in the same paragraph, or no later than publication.

    Notes
    -----
    A date that belongs to what is said, not to the saying ("said that prices fell in May"), is not taken for the
    saying as long as the parse or a "that" tells them apart. "Later" gives the date told before as the earliest day.
    """
    published = doc._.article.published if doc._.article else UNKNOWN
    claim = _claim_at(doc, start)
    own = (
        None if claim is not None and claim.cue is None else _own_date(doc, start, end)
    )  # what is quoted dates no saying
    if own is not None:
        return _recently(own, published) if own.timex_value == "PAST_REF" else own.bounds
    speaker = _of_speaker(doc, claim, start, end) if claim is not None else None
    if speaker is not None:
        return speaker.bounds.because("inferred")
    first, last = _sentence(doc, start)
    told = _told_before(doc, first, published)
    if told is not None and _LATER.search(text_of(doc), max(first, start - 60), min(last, end + 30)):
        return _between(told.bounds, published)
    if told is not None and told.bounds.is_day:
        return told.bounds.because("inferred")
    return _no_later_than(published)


def bound_recent_sayings(doc: Doc) -> None:
    """Give the "recently" of "recently told us that …" a first day: nobody tells as past what is yet to come.

    It is the latest date that the same person tells as past, in this saying or another of the same occasion. Bodies, and
    persons who speak on a day of its own besides, are left alone: their sayings need not be of one occasion.
    """
    for place, d in enumerate(doc._.dates):
        if d.rule != "recently" or d.bounds.earliest or not d.bounds.latest:
            continue
        speakers = {c.source_name for c in doc._.claims if _is_one_person(c) and c.cue and _own_date(doc, *c.cue) is d}
        account = [c for c in doc._.claims if c.source_name in speakers]
        if len(speakers) == 1 and not any(c.cue and _is_dated_otherwise(_own_date(doc, *c.cue)) for c in account):
            told = [k for k, other in enumerate(doc._.dates) if _is_told_as_past(other, account, d.bounds.latest)]
            if told:
                k = max(told, key=lambda k: doc._.dates[k].bounds.earliest)
                doc._.dates[place] = replace(d, bounds=_from(doc._.dates[k].bounds, d.bounds), anchor=k)


_ONE_PERSON = frozenset({"named_person", "anonymous", "pseudonymous", "expert_unnamed"})


def _is_one_person(claim: Claim) -> bool:
    return bool(claim.source_name) and claim.source_type in _ONE_PERSON


def _is_dated_otherwise(own: DateMention | None) -> bool:
    return own is not None and own.timex_value != "PAST_REF"


def _is_told_as_past(d: DateMention, account: list[Claim], latest: str) -> bool:
    """A date in what these claims say that is told as past, and that publication does not come before."""
    if not (d.past and d.timex_type == "DATE" and d.bounds.earliest and d.bounds.latest) or d.bounds.latest > latest:
        return False
    return any(first <= d.start < last for c in account for first, last in c.content)


def _from(floor: Bounds, ceiling: Bounds) -> Bounds:
    edtf = f"{floor.earliest}/{ceiling.latest}"
    return Bounds(edtf, floor.earliest, ceiling.latest, "interval", "inferred")


def _own_date(doc: Doc, start: int, end: int) -> DateMention | None:
    """The date that stands in the clause of these characters."""
    first, last = _sentence(doc, start)
    return _of_clause(doc, [d for d in doc._.dates if first <= d.start < last and _tells_when(d)], start, end)


def _tells_when(d: DateMention) -> bool:
    return d.timex_type in ("DATE", "TIME") and d.timex_value not in _NO_POINT and d.bounds.known


def _recently(d: DateMention, published: Bounds) -> Bounds:
    """ "Recently" is dated by what the text tells elsewhere, or only says that it was before publication."""
    return d.bounds if d.anchor is not None else _no_later_than(published)


def _between(told: Bounds, published: Bounds) -> Bounds:
    """After one date, no later than publication."""
    if not told.earliest:
        return _no_later_than(published)
    edtf = f"{told.earliest}/{published.latest or '..'}"
    return Bounds(
        edtf, told.earliest, published.latest, "interval", "inferred", "published" if published.latest else ""
    )


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
    text = text_of(doc)
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
    return after[0] if after and not re.search(r",|\bthat\b|[“\"]", text_of(doc)[end : after[0].start]) else None


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


def _claim_at(doc: Doc, start: int) -> Claim | None:
    """The claim whose cue holds this character, or that has no cue and begins here."""
    for claim in doc._.claims:
        if claim.cue is not None and claim.cue[0] <= start < claim.cue[1]:
            return claim
        if claim.cue is None and start in (claim.content[0][0], (claim.source or claim.content[0])[0]):
            return claim
    return None


def _of_speaker(doc: Doc, claim: Claim, start: int, end: int) -> DateMention | None:
    """The date of the nearest claim of the same speaker that has one of its own, close by."""
    if not claim.source_name:
        return None
    others = [c for c in doc._.claims if c is not claim and c.cue and c.source_name == claim.source_name]
    near = [c for c in others if 0 < start - c.cue[0] < _SAME_SPEECH or 0 < c.cue[0] - end < _SAME_SPEECH // 4]
    for other in sorted(near, key=lambda c: (c.cue[0] > start, abs(c.cue[0] - start))):
        date = _own_date(doc, *other.cue)
        if date is not None and date.bounds.is_day:
            return date
    return None


def _told_before(doc: Doc, first: int, published: Bounds) -> DateMention | None:
    """The date last told before this sentence in the same paragraph; of several in one sentence that of its main clause."""
    paragraph = text_of(doc).rfind("\n", 0, first) + 1
    before = [d for d in doc._.dates if paragraph <= d.start < first and _tells_when(d) and d.timex_value != "PAST_REF"]
    if doc._.article:
        before = [d for d in before if doc._.article.kind_at(d.start) in _TELLING]
    past = [d for d in before if not (published.latest and d.bounds.earliest > published.latest)]
    if not past:
        return None
    start, end = _sentence(doc, past[-1].start)
    same = [d for d in past if start <= d.start < end]
    return next((d for d in same if _in_main_clause(doc, d)), same[-1])


def _in_main_clause(doc: Doc, d: DateMention) -> bool:
    if not doc.has_annotation("DEP"):
        return False
    verb = _verb(_token_at(doc, d.start))
    return verb is not None and doc[verb].head.i == verb
