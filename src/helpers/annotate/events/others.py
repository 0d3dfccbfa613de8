"""Other happenings worth a line: visits, meetings, orders, accidents, offices won and lost, foundings, attacks, arrests.

Only what the same clause dates: an undated one has no place on a timeline.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.annotate.gates import Gate
from helpers.annotate.lexicon import read
from helpers.annotate.nominal_phrases import phrase_after, phrase_before, subject_of
from helpers.annotate.records import DateMention, Event
from helpers.annotate.scene import Scene, Sentence
from helpers.time.bounds import Bounds

SILENT = frozenset({"headline", "subhead", "byline", "dateline"})
PARTING = frozenset({"due", "because", "before", "after", "since", "that", "until"})
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s(?:\w+ly\s)?$", re.I)
RELATIVE = re.compile(r"\b(?:that|which|who)\b")
DENIED = re.compile(r"(?:\b(?:not|never|no)\s|n[’']t\s)(?:\w+\s){0,2}$", re.I)


@cache
def _patterns() -> list[tuple[Gate, str]]:
    forms: dict[str, list[str]] = {}
    for row in read("happenings"):
        forms.setdefault(row["happening"], []).append(row["form"])
    return [
        (Gate(re.compile(rf"\b(?:{'|'.join(sorted(f, key=len, reverse=True))})\b"), f), name)
        for name, f in forms.items()
    ]


def others(scene: Scene) -> list[Event]:
    """All dated happenings of an article, in text order; one for each clause that tells one."""
    out: list[Event] = []
    if not scene.dates or not scene.sentences:
        return out
    busy: set[int] = set()
    for gate, name in _patterns():
        for m in gate.finditer(scene.words, scene.sentences[-1].end):
            s = scene.sentence_at(m.start())
            if (
                m.end() > s.end
                or scene.kind(m.start()) in SILENT
                or scene.text[m.start() - 1 : m.start()] in ("-", "–")
            ):
                continue
            bounds = _dated(scene, s, m)
            if bounds and not DENIED.search(scene.text[max(s.start, m.start() - 30) : m.start()]):
                event = _event(scene, s, m, name, bounds)
                if event.start not in busy:
                    busy.add(event.start)
                    out.append(event)
    return out


def _dated(scene: Scene, s: Sentence, m: re.Match[str]) -> Bounds | None:
    """The date that the happening's own clause tells, if it does.

    Between a noun ("the explosion") and its date no verb may stand. Where somebody reports the happening, and only the
    report is dated, it happened no later.
    """
    own = scene.own_dates(s, [])
    if not own:
        return None
    i = scene.token_from(m.start())
    if i is not None and scene.doc[i].tag_.startswith("NN"):
        own = [d for d in own if not _verb_between(scene, m, d)]
        return own[0].bounds if own else None
    bounds = scene.when(s, m.start(), m.end())
    near = min(min(abs(d.start - m.end()), abs(m.start() - d.end)) for d in own)
    if not bounds.known or bounds.basis == "inferred" or near > 140:
        return None
    told = scene.claim_over(m.start(), m.end())
    inside = told is None or any(
        a <= d.start < b for d in own if d.bounds == bounds for a, b in scene.claims[told].content
    )
    if inside or not bounds.latest:
        return bounds
    return Bounds(f"../{bounds.latest}", "", bounds.latest, "unknown", "inferred", bounds.anchor)


def _verb_between(scene: Scene, m: re.Match[str], d: DateMention) -> bool:
    """Whether a verb, or a word of cause or time, parts a noun from a date."""
    low, high = (d.end, m.start()) if d.end <= m.start() else (m.end(), d.start)
    first, last = scene.token_from(low), scene.token_before(high)
    tokens = scene.doc[first : last + 1] if first is not None and last is not None else ()
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.lower_ in PARTING for t in tokens)


def _event(scene: Scene, s: Sentence, m: re.Match[str], name: str, bounds: Bounds) -> Event:
    i = scene.token_from(m.start())
    verb = i is not None and scene.doc[i].tag_.startswith("VB")
    firsts = subject_of(scene, s, m.start()) if verb else []
    whole = _noun(scene, s, m) if not verb else m.span()
    passive = verb and PASSIVE.search(scene.text[s.start : m.start()])
    by = re.match(r"\sby\s", scene.text[m.end() : s.end]) if passive else None
    behind = phrase_after(scene, s, by.end() + m.end() if by else m.end()) if by or not passive else None
    behind = behind if verb and behind and behind.start - m.end() < (6 if by else 3) else None
    actors = ([behind] if behind else []) if passive else firsts
    told = [p for p in firsts if p.start >= s.start and not RELATIVE.search(scene.text[p.end : m.start()])]
    happened = [whole, *((p.start, p.end) for p in told if passive)]
    happened += [(behind.start, behind.end)] if behind and not by else []
    edges = [whole, *((p.start, p.end) for p in [*firsts, behind] if p and p.start >= s.start)]
    dates = [d for d in scene.own_dates(s, []) if d.bounds.latest == bounds.latest]
    edges = [whole, *((p.start, p.end) for p in [*firsts, behind] if p and p.start >= s.start)]
    edges += [(d.start, d.end) for d in sorted(dates, key=lambda d: abs(d.start - m.end()))[:1]]
    start, end = min(a for a, _ in edges), max(b for _, b in edges)
    return Event(
        start=start,
        end=end,
        text=scene.text[start:end],
        kind="other",
        bounds=bounds,
        actor="; ".join(p.name for p in actors),
        object=scene.text[min(a for a, _ in happened) : max(b for _, b in happened)],
        place=_place(scene, s, m.end()),
        claim=scene.claim_over(m.start(), m.end()),
        rule=f"other_{name}",
        confidence=0.6,
    )


def _noun(scene: Scene, s: Sentence, m: re.Match[str]) -> tuple[int, int]:
    """A happening told by a noun: the name that holds it, or its phrase with "of …" behind it."""
    held = scene.mention_at(m.start())
    if held:
        return min(held.start, m.start()), max(held.end, m.end())
    before = phrase_before(scene, s, m.end())
    of = re.match(r"\s(?:of|in|at)\s", scene.text[m.end() : s.end])
    behind = phrase_after(scene, s, m.end() + of.end()) if of else None
    return (before.start if before and before.start < m.start() else m.start()), (behind.end if behind else m.end())


def _place(scene: Scene, s: Sentence, at: int) -> str:
    """Where: the first place named behind the happening after "in", "at" or "to"."""
    for m in scene.mentions_in(at, min(s.end, at + 60)):
        if (
            m.entity_type == "GPE"
            and m.rule != "demonym"
            and "," not in scene.text[at : m.start]
            and re.search(r"\b(?:in|at|to|near)\s(?:the\s)?$", scene.text[max(at, m.start - 12) : m.start])
        ):
            return m.text
    return ""
