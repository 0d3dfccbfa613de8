"""Acts of speaking: one row for each, however many sentences of it are reported.

Claims of one speaker that stand near each other and have no second date or venue are one act. A notice released or a
matter reported to somebody is an act, too, without a verb of saying. What is only thought, and evidence, is none.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.annotate.events.venues import platform, venue
from helpers.annotate.lexicon import read
from helpers.annotate.nominal_phrases import subject_of
from helpers.annotate.records import CharSpan, Claim, Event
from helpers.annotate.scene import Scene, Sentence
from helpers.time.bounds import Bounds

LATER = re.compile(r"\b(?:[Ee]arlier|later|subsequently|again|separately|afterwards?)\b", re.I)
NO_SPEAKER = frozenset({"public_record"})
NEAR = 8  # sentences between two reports of one undated act of speaking
SILENT = frozenset({"headline", "subhead", "caption"})


@cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(r["form"] for r in read("statement_words") if r["role"] == role)


@cache
def _release() -> re.Pattern[str]:
    verbs, things, reports = (
        "|".join(sorted(_words(x), key=len, reverse=True)) for x in ("releases", "released", "reports")
    )
    return re.compile(
        rf"\b(?P<verb>{verbs})\s(?P<thing>(?:an?|the|its|their|his|her)\s(?:[\w’'-]+\s){{0,4}}?(?:{things}))\b|\b(?P<report>{reports})\b"
    )


def statements(scene: Scene) -> list[Event]:
    """All acts of speaking that can be dated at least by a bound, in text order."""
    acts: list[_Act] = []
    for i, claim in enumerate(scene.claims):
        if _speaks(scene, claim):
            _join(acts, _Act(scene, i, claim))
    told = [a.event(scene) for a in acts]
    return told + [e for e in _releases(scene) if not any(_touch(e, other) for other in told)]


def _touch(a: Event, b: Event) -> bool:
    return a.start < b.end and b.start < a.end


def _speaks(scene: Scene, claim: Claim) -> bool:
    """Whether a claim is something that somebody said, in the body of the article."""
    if claim.source is None and not claim.source_name:
        return False
    if (
        claim.source_type in NO_SPEAKER
        or scene.kind(_anchor(claim)[0]) in SILENT
        or (claim.nested_in is not None and not claim.cue)
    ):
        return False
    cue = scene.text[slice(*claim.cue)].lower() if claim.cue else ""
    if cue in _words("thought"):
        return False
    return not (
        cue in _words("evidence") and claim.source_type in ("unknown", "document_or_statement", "public_record")
    )


def _anchor(claim: Claim) -> CharSpan:
    """The characters that stand for the saying: the cue, else the source, else what is said."""
    return claim.cue or claim.source or claim.content[0]


def _speaker(scene: Scene, claim: Claim) -> str:
    """Who speaks: the resolved name; but a source that begins in the middle of a name begins after it."""
    if claim.source:
        cut = scene.mention_at(claim.source[0])
        if cut and cut.start < claim.source[0] and cut.end < claim.source[1]:
            return scene.text[cut.end : claim.source[1]].strip()
    return claim.source_name or (scene.text[slice(*claim.source)] if claim.source else "")


class _Act:
    """A claim on its way to becoming an event: who, when, where, in which sentence."""

    def __init__(self, scene: Scene, index: int, claim: Claim) -> None:
        anchor = _anchor(claim)
        self.claims, self.first = [index], claim
        self.who = _speaker(scene, claim)
        self.sentence: Sentence = scene.sentence_at(anchor[0])
        self.last = self.sentence.number
        own = scene.own_dates(self.sentence, claim.content)
        self.dated = bool(own)
        self.bounds: Bounds = scene.when(self.sentence, *anchor, claim.content)
        self.place = venue(scene, self.sentence, anchor, claim.content) if claim.cue else ""
        self.dates = own
        self.later = bool(LATER.search(scene.text[max(self.sentence.start, anchor[0] - 30) : anchor[0]]))

    def takes(self, other: _Act) -> bool:
        """Whether another claim reports the same act."""
        if self.who.lower() != other.who.lower() or other.last - self.last > NEAR:
            return False
        if self.place and other.place and self.place != other.place:
            return False
        if other.last > self.last and (
            other.later or (self.dated and not other.dated and other.place and not self.place)
        ):
            return False
        return not other.dated or not self.dated or _meet(self.bounds, other.bounds)

    def event(self, scene: Scene) -> Event:
        """The row: from the date or the source to the end of the first stretch of what is said."""
        c, s = self.first, self.sentence
        anchor = _anchor(c)
        pieces = [p for p in (c.source, c.cue) if p and s.start <= p[0] < s.end] or [anchor]
        pieces += [(d.start, d.end) for d in self.dates if d.end <= anchor[0]]
        pieces += [(a, min(b, s.end)) for a, b in c.content[:1] if s.start <= a < s.end and a >= anchor[0]]
        start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
        return Event(
            start=start,
            end=end,
            text=scene.text[start:end],
            kind="statement",
            bounds=self.bounds,
            actor=self.who,
            object=" … ".join(scene.text[a:b] for a, b in c.content),
            place=self.place,
            count=None,
            claim=self.claims[0],
            rule="statement_claims" if len(self.claims) > 1 else "statement_claim",
            confidence=c.confidence,
        )


def _meet(a: Bounds, b: Bounds) -> bool:
    return (a.earliest or "0000") <= (b.latest or "9999") and (b.earliest or "0000") <= (a.latest or "9999")


def _narrower(a: Bounds, b: Bounds) -> Bounds:
    """The bounds that say more: a day before a month, both sides before one."""

    def size(x: Bounds) -> tuple[bool, bool, str, str]:
        return (not (x.earliest and x.latest), not x.is_day, x.latest or "9999", x.earliest)

    return min(a, b, key=size)


def _join(acts: list[_Act], new: _Act) -> None:
    """Put a claim to the act that it reports, or begin one."""
    for act in reversed(acts[-40:]):
        if act.takes(new):
            act.claims += new.claims
            act.last = new.last
            if new.dated and not (act.dated or act.place):
                act.first, act.sentence, act.dates = new.first, new.sentence, new.dates  # told best there
                act.claims = [*new.claims, *(c for c in act.claims if c not in new.claims)]
            act.place = act.place or new.place
            if new.dated:
                act.bounds = _narrower(act.bounds, new.bounds) if act.dated else new.bounds
                act.dated = True
            return
    acts.append(new)


def _releases(scene: Scene) -> list[Event]:
    """Notices posted, matters reported: subject, verb and thing of an active clause."""
    out = []
    for s in scene.sentences:
        if scene.kind(s.start) in SILENT:
            continue
        for m in _release().finditer(scene.text, s.start, s.end):
            who = _subject(scene, s, m.start())
            if not who:
                continue
            thing = m["thing"] or m["report"]
            place = platform(scene, m.end(), min(s.end, m.end() + 120))
            tail = re.search(rf"{re.escape(place)}", scene.text[m.end() : s.end]) if place else None
            start, end = who[0], m.end() + (tail.end() if tail else 0)
            out.append(
                Event(
                    start=start,
                    end=end,
                    text=scene.text[start:end],
                    kind="statement",
                    bounds=scene.when(s, *(m.span("verb") if m["verb"] else m.span("report"))),
                    actor=who[2],
                    object=thing,
                    place=place,
                    claim=scene.claim_over(m.start(), m.end()),
                    rule="statement_release" if m["verb"] else "statement_report",
                    confidence=0.7,
                )
            )
    return out


def _subject(scene: Scene, s: Sentence, verb: int) -> tuple[int, int, str] | None:
    """Who did it: the subject; a name that stands in apposition to it is preferred ("the firm, Ace Rope, posted")."""
    found = subject_of(scene, s, verb)
    if not found:
        return None
    first = found[0]
    if not first.mention:
        named = [
            m
            for m in scene.mentions_in(first.end, verb)
            if re.fullmatch(r",\s(?:the\s)?", scene.text[first.end : m.start])
        ]
        if named:
            return first.start, named[0].end, named[0].name
    return first.start, first.end, "; ".join(p.name for p in found)
