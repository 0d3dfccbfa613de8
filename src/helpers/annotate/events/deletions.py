"""Deletions: what was taken down, where, by whom, posted when, deleted between which bounds, why, and who says so.

A text only asserts a deletion (``state = asserted``); that a page was seen and then missing comes from captures.
A retraction told later confirms the deletion that it speaks of and adds its reason; it makes no second row.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from helpers.annotate.events.venues import platform
from helpers.annotate.lexicon import read
from helpers.annotate.nominal_phrases import subject_of
from helpers.annotate.records import CharSpan, DateMention, Event, Mention
from helpers.annotate.scene import Scene, Sentence
from helpers.time.bounds import UNKNOWN, Bounds

MODAL = re.compile(
    r"\b(?:could|would|will|may|might|should|must|can|to|not|never|if|refus\w+ to|demand\w*|ask\w*|urg\w+|order\w* \w+ to)\s+(?:be\s+|\w+ly\s+|have\s+)*$",
    re.I,
)
REASON = re.compile(
    r"\b(?:because(?: of)?|due to|over|amid|citing|owing to|after|following|in response to|for)\s(?P<why>[^.;]{4,160}?)(?=[,;]|[.]?$|\sand\s(?:then|later)\b)",
    re.I,
)
SO = re.compile(r"(?P<why>[\w][\w’' -]{2,80}?),?\s(?:so|and therefore|which is why)\s(?:we|they|he|she|it|I)\b", re.I)
MOST = 6  # deletions of one construction in a sentence; more is noise
FAR = 30  # sentences between a posting and its deletion
PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those", "which"})
EDITED = frozenset({"edited", "amended", "altered", "revised", "reworded"})


@cache
def words() -> dict[str, str]:
    """Alternatives of ``lexicon/deletion_words.csv`` by role, ready for a pattern."""
    table: dict[str, list[str]] = {}
    for row in read("deletion_words"):
        table.setdefault(row["role"], []).append(row["form"])
    return {role: "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")" for role, forms in table.items()}


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """One pattern a construction: passive, active, state."""
    w = words()
    adverbs = r"(?:\w+ly\s|later\s|then\s|since\s|soon\s|also\s|now\s|been\s)*"
    thing = rf"(?P<object>(?:(?:the|a|an|its|their|his|her|this|that|these|those|several|all|some|two|three)\s)?(?:(?!(?:from|of|by|to|in|on|at|for|with|as)\s)[\w’'“”\"-]+\s){{0,4}}?{w['published']}|it|this|that|them)"
    return {
        "passive": re.compile(rf"\b(?:was|were|been|is|are|being|get|got)\s{adverbs}(?P<verb>{w['deletes']})\b", re.I),
        "active": re.compile(rf"\b(?P<verb>{w['deletes']})\s{thing}\b", re.I),
        "particle": re.compile(rf"\b(?P<verb>took|take|taken|pulled|pull)\s{thing}\s(?:down|offline)\b", re.I),
        "reduced": re.compile(
            rf"\b{w['posts']}\b[^.;]{{0,90}}?\b(?:and|then|but)\s{adverbs}(?P<verb>{w['deletes']}|vanished|disappeared)\b",
            re.I,
        ),
        "state": re.compile(rf"\b(?P<verb>{w['gone']})\b", re.I),
    }


@cache
def quick() -> re.Pattern[str]:
    """What a sentence, in lower case, must hold to be looked at."""
    w = words()
    return re.compile(
        rf"\b(?:{w['deletes']}|{w['gone']}|(?:took|taken?|pull(?:ed)?)\b[^.]{{1,60}}\b(?:down|offline))\b"
    )


def deletions(scene: Scene) -> list[Event]:
    """All deletions of an article, in text order."""
    out: list[Event] = []
    for s in scene.sentences:
        if quick().search(scene.lower, s.start, s.end):
            for rule, pattern in patterns().items():
                for m in islice(pattern.finditer(scene.text, s.start, s.end), MOST):
                    _take(scene, s, m, rule, out)
    return out


def _take(scene: Scene, s: Sentence, m: re.Match[str], rule: str, out: list[Event]) -> None:
    """Add a deletion, or let it confirm one that is already there."""
    verb = m.span("verb")
    if MODAL.search(scene.text[max(s.start, m.start() - 40) : m.start() if rule != "passive" else m.start("verb")]):
        return
    if any(e.start <= verb[0] < e.end for e in out):
        return
    thing, noun, printed = _object(scene, s, m, rule)
    if thing is None:
        return
    claim = scene.claim_over(*verb)
    known = next((e for e in reversed(out) if _same_thing(e, noun, printed)), None)
    head = noun or _head(scene.text[slice(*thing)].lower())
    if not known:
        out.append(_event(scene, s, m, rule, thing, head, claim))
        return
    _confirm(scene, s, known, claim, verb[0])
    if noun and rule != "active":
        _enrich(known, _event(scene, s, m, rule, thing, head, claim))


def _enrich(e: Event, other: Event) -> None:
    """A second telling of one deletion that knows more dates takes the row over; what only the first knew stays."""
    if not other.posted.known or e.posted.known:
        return
    for field in ("start", "end", "text", "object", "posted", "deleted", "bounds", "rule", "confidence"):
        setattr(e, field, getattr(other, field))
    e.actor, e.place, e.reason = e.actor or other.actor, e.place or other.place, e.reason or other.reason


def _event(
    scene: Scene, s: Sentence, m: re.Match[str], rule: str, thing: CharSpan, noun: str, claim: int | None
) -> Event:
    posting, posted, place = _posting(scene, s, m.start("verb"), noun)
    where = platform(scene, s.start, s.end) or place
    told = [d for d in scene.dates_in(m.end("verb"), s.end) if d.timex_type in ("DATE", "TIME")]
    opening = [d for d in scene.own_dates(s, []) if d.end <= m.start("verb") and d.bounds != posted]
    told = told or opening[:1]
    within = _between_two(scene, told)
    missing = rule == "state" and bool(told) and within is None
    deleted = within or _deleted(scene, posted, told, found_missing=missing)
    reason, end = _reason(scene, s, m.end())
    start = min(thing[0], m.start())
    end = max(end, m.end(), *(d.end for d in told)) if told else max(end, m.end())
    verb = m["verb"].lower()
    return Event(
        start=start,
        end=end,
        text=scene.text[start:end],
        kind="deletion",
        bounds=deleted,
        actor=_actor(scene, s, m, rule, thing, posting),
        object=scene.text[thing[0] : thing[1]],
        reason=reason,
        place=where,
        state="asserted",
        posted=posted,
        deleted=deleted,
        first_missing=told[0].bounds.latest if missing else "",
        claim=claim,
        rule=f"{'edit' if verb in EDITED else 'deletion'}_{rule}",
        confidence=0.9 if posted.known else 0.7,
    )


# ---- what was deleted -----------------------------------------------------------------------------------------------
def _object(scene: Scene, s: Sentence, m: re.Match[str], rule: str) -> tuple[CharSpan | None, str, str]:
    """Span, head noun and wording of the thing; None where what went was nothing published (people, troops)."""
    if rule in ("active", "particle"):
        span = m.span("object")
        printed = m["object"].lower()
        if printed in PRONOUNS:
            return _meant(scene, s, m.start("verb")), "", printed
        return span, _head(printed), printed
    lead = scene.text[s.start : m.start()]
    found = list(re.finditer(rf"\b{words()['published']}\b", lead, re.I))
    if m["verb"].lower().startswith("it "):
        return _meant(scene, s, m.start()), "", "it"
    if not found:
        if re.match(r"(?:It|This|They)\s", lead):
            return _meant(scene, s, s.start), "", "it"
        subject = re.search(r"\b(it|this|that|they|which)\s(?:has\s|had\s|have\s|later\s|then\s)*$", lead, re.I)
        return (_meant(scene, s, m.start()), "", "it") if subject else (None, "", "")
    clause = max((x.end() for x in re.finditer(r";|\bthat\s|\bbut\s|—", lead)), default=0)
    inside = [x for x in found if x.start() >= clause] or found[-1:]
    noun = inside[0]
    start, end = _whole(scene, s, s.start + noun.start(), s.start + noun.end())
    return (start, end), noun[0].lower(), scene.text[start:end].lower()


def _whole(scene: Scene, s: Sentence, start: int, end: int) -> CharSpan:
    """The noun with what describes it: words before it, and "from", "of", "by" with a name after it."""
    lead = re.search(
        r"(?:\b(?:the|a|an|its|their|his|her|this|that|these|those)\s)?(?:[\w’'-]+\s){0,3}$",
        scene.text[s.start : start],
        re.I,
    )
    before = scene.text[s.start : start]
    det = list(
        re.finditer(r"\b(?:the|a|an|its|their|his|her|this|that|these|those)\s(?:[\w’'-]+\s){0,3}$", before, re.I)
    )
    if det:
        start = s.start + det[-1].start()
    elif lead and not lead[0].strip():
        start = s.start + lead.start()
    after = re.match(r"\s(?:from|of|by|on)\s(?:the\s)?", scene.text[end : s.end])
    if after:
        m = scene.mention_at(end + after.end())
        if m:
            end = m.end
    return start, end


def _meant(scene: Scene, s: Sentence, at: int) -> CharSpan | None:
    """What a pronoun stands for: the last published thing named before it, in this sentence or the two before."""
    first = scene.sentences[max(0, s.number - 2)].start
    found = list(re.finditer(rf"\b{words()['published']}\b", scene.text[first:at], re.I))
    return (first + found[-1].start(), first + found[-1].end()) if found else None


def _head(printed: str) -> str:
    return printed.split()[-1].rstrip("s") if printed else ""


def _same_thing(e: Event, noun: str, printed: str) -> bool:
    """A pronoun, the same noun, or another plain word for a publication: the deletion told before."""
    return (
        not noun or noun.rstrip("s") in e.object.lower() or bool(re.fullmatch(r"(?:the|this|that|its)\s\w+", printed))
    )


def _confirm(scene: Scene, s: Sentence, e: Event, claim: int | None, verb: int) -> None:
    """Someone tells of the deletion: keep who, and the reason given."""
    if e.claim is None:
        e.claim = claim
    so = [x for x in SO.finditer(scene.text, s.start, s.end) if x.end() <= verb + 1]
    why = so[-1]["why"].strip("“” ") if so else ""
    if not why:
        given = REASON.search(scene.text, verb, s.end)
        why = given["why"].strip("“” ") if given else ""
    if why:
        e.reason = why


# ---- where, when, who, why ------------------------------------------------------------------------------------------
def _posting(scene: Scene, s: Sentence, verb: int, noun: str) -> tuple[Mention | None, Bounds, str]:
    """Who posted the thing, when and where: told in the same sentence before the deletion, or in an earlier one.

    An earlier posting of the same noun is looked for first; failing that, the nearest dated posting of anything.
    """
    post = re.compile(rf"\b{words()['posts']}\b", re.I)
    who, when, place, other = None, UNKNOWN, "", UNKNOWN
    here = list(post.finditer(scene.text, s.start, verb))
    if here:
        dated = scene.dates_in(here[-1].start(), verb) or scene.dates_in(s.start, here[-1].start())
        when = dated[0].bounds if dated else UNKNOWN
        place = platform(scene, here[-1].end(), verb)
    for earlier in reversed(scene.sentences[max(0, s.number - FAR) : s.number]):
        hit = post.search(scene.text, earlier.start, earlier.end)
        if not hit:
            continue
        whole = scene.text[earlier.start : earlier.end]
        dated = [d for d in scene.own_dates(earlier, []) if d.bounds.earliest and d.bounds.latest]
        if not noun or not re.search(rf"\b{re.escape(noun.rstrip('s'))}", whole, re.I):
            thing = re.search(rf"\b{words()['published']}\b", whole, re.I)
            other = dated[0].bounds if dated and thing and not other.known else other
            continue
        named = [m for m in scene.mentions_in(earlier.start, hit.start()) if m.entity_type in ("ORG", "PERSON", "GPE")]
        who = who or (named[-1] if named else None)
        place = place or platform(scene, hit.end(), earlier.end)
        when = dated[0].bounds if dated and not when.known else when
    return who, when if when.known else other, place


def _deleted(scene: Scene, posted: Bounds, told: list[DateMention], *, found_missing: bool) -> Bounds:
    """The date that the text gives for the deletion, else between the posting and the publication.

    A date on which the thing was found to be missing only bounds the deletion from above.
    """
    first, last = posted.earliest, scene.published.latest
    day = next((d.bounds for d in told if d.bounds.earliest and d.bounds.latest), None)
    if day and not found_missing:
        return day
    last = day.latest if day else last
    if first and last and first > last:
        first = ""  # one of the two dates is wrong: nothing is deleted before it is posted
    if not first and not last:
        return UNKNOWN
    grain = "day" if first and first == last else "interval" if first and last else "unknown"
    edtf = first if first and first == last else f"{first or '..'}/{last or '..'}"
    return Bounds(edtf, first, last, grain, "inferred", "" if day else "published")


def _between_two(scene: Scene, told: list[DateMention]) -> Bounds | None:
    """The days from the one to the other: "between 1 May and 3 May"."""
    if len(told) < 2 or not re.search(r"\bbetween\s(?:the\s)?$", scene.text[: told[0].start][-12:], re.I):
        return None
    first, last = told[0].bounds.earliest, told[1].bounds.latest
    if scene.text[told[0].end : told[1].start].strip() != "and" or not first or not last or first > last:
        return None
    return Bounds(f"{first}/{last}", first, last, "interval", told[1].bounds.basis, told[1].bounds.anchor)


def _actor(scene: Scene, s: Sentence, m: re.Match[str], rule: str, thing: CharSpan, posting: Mention | None) -> str:
    """Who took it down: the subject, or "by …"; else who posted it, as the thing's owner or in an earlier sentence."""
    if rule in ("active", "particle"):
        named = [p.mention for p in subject_of(scene, s, m.start()) if p.mention] or [
            x
            for x in scene.mentions_in(s.start, m.start())
            if x.entity_type in ("ORG", "PERSON", "GPE") and x.rule != "demonym"
        ]
        if named:
            return named[-1].name
    by = re.match(r"\s(?:down\s)?by\s(?:the\s)?", scene.text[m.end() : s.end])
    agent = scene.mention_at(m.end() + by.end()) if by else None
    if agent:
        return agent.name
    owner = [x for x in scene.mentions_in(*thing) if x.entity_type in ("ORG", "PERSON")]
    return owner[-1].name if owner else posting.name if posting else ""


def _reason(scene: Scene, s: Sentence, at: int) -> tuple[str, int]:
    m = REASON.search(scene.text, at, s.end)
    if not m or m.start() - at > 60:
        return "", at
    return m["why"].strip("“” "), m.end("why")
