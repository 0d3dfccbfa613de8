"""Where something was said or posted: platforms, gatherings, interviews, the outlet that was told."""

from __future__ import annotations

import re
from functools import cache

from helpers.annotate.lexicon import read
from helpers.annotate.records import CharSpan
from helpers.annotate.scene import Scene, Sentence

WAR = re.compile(r"\b(?:war|conflict|crisis|invasion|offensive)\b", re.I)  # events, but nobody speaks "at" one
DETERMINERS = re.compile(r"^(?:its|the|their|his|her|an?)\s", re.I)


@cache
def _platforms() -> re.Pattern[str]:
    forms = "|".join(
        sorted((r["form"] for r in read("deletion_words") if r["role"] == "platform"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:on|from|to|off|via|across)\s(?P<place>(?:(?:its|the|their|his|her|an?)\s)?(?:[\w.’'-]+\s){{0,5}}?(?:{forms})\b"
        r"(?:\s(?:public\s|official\s)?(?:account|channel|page|website|feed|group)\b)?)"
    )


@cache
def _occasions() -> re.Pattern[str]:
    forms = "|".join(
        sorted((r["form"] for r in read("statement_words") if r["role"] == "occasion"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:in|at|during|on|via|through|by)\s(?P<place>(?:an?|the|his|her|its|their|this)\s(?:[\w’'.-]+\s){{0,4}}?(?:{forms})\b"
        r"(?:\s(?:with|on|to|in|for|at|of)\s(?:the\s|his\s|her\s)?[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+)*)?)"
    )


def platform(scene: Scene, start: int, end: int) -> str:
    """ "on its Weibo account", "from the website": the platform as printed, without its article."""
    m = _platforms().search(scene.text, start, end)
    return DETERMINERS.sub("", m["place"]) if m else ""


def venue(scene: Scene, s: Sentence, cue: CharSpan, content: list[CharSpan]) -> str:
    """Where a claim was made, as printed: the listener, a gathering, an interview or speech, a platform; empty if untold."""
    told = re.match(
        r"\s(?:to\s)?(?P<who>(?:the\s)?(?:reporters|journalists|lawmakers|parliament)\b)?", scene.text[cue[1] : s.end]
    )
    if told and told["who"]:
        return told["who"]
    listener = scene.mention_at(cue[1] + len(re.match(r"\s?(?:to\s)?(?:[Tt]he\s)?", scene.text[cue[1] : s.end])[0]))
    if (
        listener
        and listener.entity_type == "ORG"
        and re.search(r"\b(?:t[eo]ld|tells|disclosed|revealed|spoke)\b", scene.text[cue[0] : cue[1]] + " ")
    ):
        return listener.name
    for stretch in _outside(s, content):
        gathering = [
            m
            for m in scene.mentions_in(*stretch)
            if m.entity_type == "EVENT"
            and re.search(
                r"\b(?:at|during|in|on the sidelines of)\s(?:the\s)?$", scene.text[max(s.start, m.start - 24) : m.start]
            )
        ]
        if gathering:
            return _with_place(scene, gathering[0].start, gathering[0].end, s.end)
        found = _occasions().search(scene.text, *stretch)
        if found and not re.search(
            r"\b(?:as\s)?(?:described|stated|mentioned|written|set out)\s$", scene.text[stretch[0] : found.start()]
        ):
            return DETERMINERS.sub("", found["place"])
        on = platform(scene, *stretch)
        if on:
            return on
    return ""


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
