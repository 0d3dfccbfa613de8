"""Whether the clause of a date looks back or ahead, by its words alone."""

from __future__ import annotations

from helpers.time.answers import FUTURE, OPEN, PAST
from helpers.time.grammar import Node, is_word
from helpers.time.tokens import signs, words_of

BACK_WORDS, AHEAD_WORDS = 18, 14
_STOPS = frozenset({".", ";", ":", "!", "?", "<para>"})
PARAGRAPH = signs().sign("<para>")
_DETERMINERS = frozenset({"'s", "the", "a", "an", "its", "his", "her", "their", "our", "'", "previously", "any"})
_PLANS = frozenset({"planned", "expected", "proposed", "scheduled"})  # after their date they are verbs of the past
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "sen",
        "rep",
        "gov",
        "lt",
        "col",
        "capt",
        "sgt",
        "prof",
        "rev",
        "st",
        "inc",
        "co",
        "corp",
        "ltd",
    }
)
_ENDS = frozenset({"until", "till", "through", "by"})
_MODALS = frozenset({"may", "might", "could", "must", "would", "should"})
_NEGATIONS = frozenset({"not", "n't", "nobody", "neither", "none", "no"})
_BESIDE = frozenset({"have", "has", "is", "are", "'s", "'re"})  # "has to leave", not "has much work to do"
_EED = frozenset({"agreed", "disagreed", "freed", "decreed", "guaranteed", "refereed"})
_BE = frozenset({"be", "being", "is", "are", "am"})
_NO_NOUN = words_of("NO_NOUN")
_NO_VERB = frozenset(
    {
        "and",
        "or",
        "those",
        "these",
        "all",
        "both",
        "some",
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "this",
        "that",
        "about",
        "more",
        "at",
        "from",
    }
)


def direction(nodes: list[Node], at: int, text: str) -> int:
    """-1 if the nearest verb or cue looks back, +1 if it looks ahead, 0 if the clause has neither.

    What stands before the date counts first, then what follows it up to the end of the sentence.
    """
    if _is_put_off(nodes, at):
        return FUTURE
    for k in range(at - 1, max(-1, at - BACK_WORDS - 1), -1):
        if _is_stop(nodes, k, text) or _opens_quote(nodes, k):
            break
        if _was_to(nodes, k) or _is_planned(nodes, k):
            return OPEN
        if found := _cue(nodes, k):
            return found
    for k in range(at + 1, min(len(nodes), at + AHEAD_WORDS + 1)):
        if _is_stop(nodes, k, text) or _closes_quote(nodes, k):
            break
        if found := _cue(nodes, k):
            return PAST if nodes[k].lower in _PLANS else found
    return FUTURE if at and nodes[at - 1].lower in _ENDS else OPEN


def _is_stop(nodes: list[Node], k: int, text: str) -> bool:
    """The end of a clause; the full stop of "Ms.", of an initial, or of the U.S. that a small letter follows is none."""
    if nodes[k].lower != "." or not k:
        return nodes[k].lower in _STOPS or nodes[k].sign == PARAGRAPH
    if k + 1 < len(nodes) and text[nodes[k + 1].start].islower():
        return False
    before = nodes[k - 1]
    initial = len(before.lower) == 1 and before.lower.isalpha() and (k < 2 or nodes[k - 2].end < before.start)
    return before.end < nodes[k].start or not (initial or before.lower in _TITLES)


def _is_put_off(nodes: list[Node], at: int) -> bool:
    """ "Postponed until Tuesday", "closed for repairs until May 3": the verb is past, the end is not."""
    if not at or nodes[at - 1].lower not in ("until", "till"):
        return False
    return any(n.lower in signs().classes["PUTOFF"] for n in nodes[max(0, at - 6) : at - 1])


def _is_planned(nodes: list[Node], k: int) -> bool:
    """ "Cancelled hours before his scheduled departure on Feb. 5": the day of the plan, not of what the verb tells."""
    return nodes[k].lower in _PLANS and k > 0 and nodes[k - 1].lower in _DETERMINERS and is_word(nodes[k + 1])


def _was_to(nodes: list[Node], k: int) -> bool:
    """ "Was to leave on May 5": a plan of the past; whether it came about is not said."""
    return nodes[k].lower == "to" and nodes[k - 1].lower in ("was", "were") and is_word(nodes[k + 1])


def _opens_quote(nodes: list[Node], k: int) -> bool:
    """An opening quotation mark: the verb before it tells the saying, not what is said."""
    if nodes[k].lower == "“":
        return True
    before = nodes[k - 1].end if k else -1
    return nodes[k].lower == '"' and before < nodes[k].start and nodes[k + 1].start == nodes[k].end


def _closes_quote(nodes: list[Node], k: int) -> bool:
    after = nodes[k + 1].start if k + 1 < len(nodes) else -1
    return nodes[k].lower == "”" or (
        nodes[k].lower == '"' and nodes[k - 1].end == nodes[k].start and after > nodes[k].end
    )


def _cue(nodes: list[Node], k: int) -> int:
    """What one word says, given the two or three before it."""
    classes = signs().classes
    word = nodes[k].lower
    before = nodes[k - 1].lower if k else ""
    if word == "as" and before in ("soon", "early", "late") and k > 1 and nodes[k - 2].lower == "as":
        return FUTURE
    if word == "set" and k + 1 < len(nodes) and nodes[k + 1].lower in ("for", "to"):
        return FUTURE
    if word == "would" and _refuses(nodes, k):
        return PAST
    if word in _MODALS and k + 2 < len(nodes) and nodes[k + 1].lower == "have" and nodes[k + 2].lower != "to":
        return PAST  # "may have led"
    if word in classes["AHEAD"]:
        return OPEN if _is_attribute(nodes, k) else FUTURE
    if word == "to" and k + 1 < len(nodes) and is_word(nodes[k + 1]) and nodes[k + 1].lower not in _NO_VERB:
        return _infinitive(nodes, k)
    if word in classes["PASTV"]:
        return PAST if before not in _BE and before != "to" else OPEN
    if _has_past_ending(nodes[k]) and not _describes(nodes, k):
        return OPEN if any(n.lower in _BE or n.lower == "to" for n in nodes[max(0, k - 2) : k]) else PAST
    return OPEN


def _refuses(nodes: list[Node], k: int) -> bool:
    """ "Nobody would say", "would not comment": a refusal that was heard."""
    told = any(n.lower in signs().classes["REFUSAL"] for n in nodes[k + 1 : k + 4])
    near = [n.lower for n in (*nodes[max(0, k - 2) : k], *nodes[k + 1 : k + 3])]
    return told and any(word in _NEGATIONS for word in near)


def _is_attribute(nodes: list[Node], k: int) -> bool:
    """ "His scheduled departure", "due to": not what the clause says."""
    after = nodes[k + 1].lower if k + 1 < len(nodes) else ""
    if nodes[k].lower in ("due", "owing"):
        return after == "to" and k + 2 < len(nodes) and (not is_word(nodes[k + 2]) or nodes[k + 2].lower in _NO_VERB)
    plain = signs().classes["AHEAD"][nodes[k].lower] == "verb"
    return not plain and k > 0 and nodes[k - 1].lower in _DETERMINERS


def _has_past_ending(node: Node) -> bool:
    """Reached, not succeed."""
    word = node.lower
    return is_word(node) and len(word) > 3 and word.endswith("ed") and (not word.endswith("eed") or word in _EED)


def _describes(nodes: list[Node], k: int) -> bool:
    """ "A still unspecified date", "the recently announced sale": between an article and a noun."""
    articles = ("a", "an", "the", "its", "his", "their", "'s")
    return (
        k + 1 < len(nodes)
        and is_word(nodes[k + 1])
        and nodes[k + 1].lower not in _NO_NOUN
        and (nodes[k - 1].lower in articles or (nodes[k - 2].lower in articles and is_word(nodes[k - 1])))
    )


def _infinitive(nodes: list[Node], k: int) -> int:
    """ "Is to resume", "agreed to meet": ahead; "began to", "was able to": as the verb before says."""
    for j in range(k - 1, max(-1, k - 5), -1):
        word = nodes[j].lower
        if word in signs().classes["INTENT"] and (word not in _BESIDE or j == k - 1):
            return PAST if any(n.lower == "been" for n in nodes[max(0, j - 2) : j]) else FUTURE
        if _has_past_ending(nodes[j]) or word in signs().classes["PASTV"] or word in _STOPS:
            return OPEN
    return OPEN
