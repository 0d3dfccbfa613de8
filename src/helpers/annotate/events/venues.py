"""Where something was said or posted: platforms, gatherings, interviews, the outlet that was told."""

from __future__ import annotations

import re
from functools import cache

from helpers.annotate.lexicon import read
from helpers.annotate.records import CharSpan
from helpers.annotate.scene import Scene, Sentence

WAR = re.compile(r"\b(?:war|conflict|crisis|invasion|offensive)\b", re.I)  # events, but nobody speaks "at" one
PUBLIC = re.compile(r"\s(?:to\s)?(?P<who>(?:the\s)?(?:reporters|journalists|lawmakers|parliament))\b")
TO = re.compile(r"\s?(?:to\s)?(?:[Tt]he\s)?")
TELLING = re.compile(r"\b(?:told|tells?|disclosed|revealed|spoke)\b")
ASKING = re.compile(
    r"\s(?:had\s|has\s)?(?:reached out to|contacted|called|telephoned|phoned|asked|approached|interviewed)\b"
)
AT = re.compile(r"\b(?:at|during|in|on the sidelines of)\s(?:the\s)?$", re.I)
WRITTEN = re.compile(r"\b(?:described|stated|mentioned|written|set out)\s$")
WITHIN = (
    r"(?!(?:on|from|to|off|via|across)\s)[\w.’'-]+\s"  # a word of a platform's name: none that begins another phrase
)
DETERMINERS = re.compile(r"^(?:its|the|their|his|her|an?)\s", re.I)


@cache
def _platforms() -> re.Pattern[str]:
    forms = "|".join(
        sorted((r["form"] for r in read("deletion_words") if r["role"] == "platform"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:on|from|to|off|via|across)\s(?P<place>(?:(?:its|the|their|his|her|an?)\s)?(?:{WITHIN}){{0,5}}?(?:{forms})\b"
        r"(?:\s(?:public\s|official\s)?(?:account|channel|page|website|feed|group)\b)?)"
    )


@cache
def _occasions() -> re.Pattern[str]:
    forms = "|".join(
        sorted((r["form"] for r in read("statement_words") if r["role"] == "occasion"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?i:in|at|during|on|via|through|by)\s(?P<place>(?:an?|the|his|her|its|their|this)\s(?:[\w’'.-]+\s){{0,4}}?(?:{forms})\b"
        r"(?:\s(?:with|on|to|in|for|at|of)\s(?:the\s|his\s|her\s)?[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+)*)?)"
    )


def platform(scene: Scene, start: int, end: int) -> str:
    """ "on its Weibo account", "from the website": the platform as printed, without its article."""
    m = _platforms().search(scene.text, start, end)
    return DETERMINERS.sub("", m["place"]) if m else ""


def venue(scene: Scene, s: Sentence, cue: CharSpan, content: list[CharSpan]) -> str:
    """Where a claim was made: the listener, the outlet that asked, a gathering, an interview or speech, a platform."""
    heard = _listener(scene, s, cue) or _asked_by(scene, s, cue)
    if heard:
        return heard
    for stretch in _outside(s, content):
        place = _gathering(scene, s, stretch) or _occasion(scene, stretch) or platform(scene, *stretch)
        if place:
            return place
    return ""


def _listener(scene: Scene, s: Sentence, cue: CharSpan) -> str:
    """ "told reporters", "told the Evening Post"."""
    told = PUBLIC.match(scene.text, cue[1], s.end)
    if told:
        return told["who"]
    to = TO.match(scene.text, cue[1], s.end)
    m = scene.mention_at(to.end()) if to else None
    speaks = TELLING.search(scene.text[cue[0] : cue[1]])
    return m.name if m and m.entity_type == "ORG" and speaks else ""


def _asked_by(scene: Scene, s: Sentence, cue: CharSpan) -> str:
    """ "The Evening Post called the office, and a clerk said": the outlet that asked."""
    for m in scene.mentions_in(s.start, cue[0]):
        if m.entity_type == "ORG" and ASKING.match(scene.text, m.end, cue[0]):
            return m.name
    return ""


def _gathering(scene: Scene, s: Sentence, stretch: CharSpan) -> str:
    """ "at the Harbour Forum in Holm"."""
    for m in scene.mentions_in(*stretch):
        lead = scene.text[max(s.start, m.start - 24) : m.start]
        if m.entity_type == "EVENT" and AT.search(lead) and not WAR.search(m.text):
            return _with_place(scene, m.start, m.end, s.end)
    return ""


def _occasion(scene: Scene, stretch: CharSpan) -> str:
    """ "in an interview with Radio Holm"; not "as described in the notice"."""
    found = _occasions().search(scene.text, *stretch)
    if not found or WRITTEN.search(scene.text[stretch[0] : found.start()]) or WAR.search(found["place"]):
        return ""
    return DETERMINERS.sub("", found["place"])


def _with_place(scene: Scene, start: int, end: int, last: int) -> str:
    """The gathering, and "in Harbour City" behind it."""
    tail = re.match(r"\sin\s", scene.text[end:last])
    m = scene.mention_at(end + tail.end()) if tail else None
    return scene.text[start : m.end if m and m.entity_type == "GPE" else end]


def _outside(s: Sentence, content: list[CharSpan]) -> list[CharSpan]:
    """The stretches of a sentence that are not what is said."""
    out, at = [], s.start
    for a, b in sorted(content):
        if a > at:
            out.append((at, min(a, s.end)))
        at = max(at, b)
    if at < s.end:
        out.append((at, s.end))
    return out
