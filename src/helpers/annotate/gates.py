"""Patterns that begin with a word of a lexicon, tried only where a word of the text begins as one of their forms does.

An alternation of many forms is dear at each character of a text, and few words begin as any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PIECE = re.compile(r"(?:\(\?:(?P<group>[\w |?]*)\)|(?P<sign>[\w ]))(?P<maybe>\??)(?![*+{])")
_SHORTER = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})  # what `re.IGNORECASE` takes for "i" and "s", one for one


def lowered(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay true."""
    return text.translate(_SHORTER).lower()


def openings(form: str) -> frozenset[str]:
    """Tell how a form of a lexicon may begin: two characters each, fewer where more cannot be told.

    >>> sorted(openings("c(?:o|a)mes? into")), sorted(openings("(?:is|are) tied")), sorted(openings(r"\\w+ with"))
    (['ca', 'co'], ['ar', 'is'], [''])
    """
    heads, at = {""}, 0
    while any(len(head) < 2 for head in heads) and (piece := _PIECE.match(form, at)):
        choices = piece["group"].split("|") if piece["sign"] is None else []
        tails = {tail for choice in choices for tail in openings(choice)} or {piece["sign"]}
        tails |= {""} if piece["maybe"] else set()
        heads = {(head + tail)[:2] for head in heads for tail in tails}
        at = piece.end()
    return frozenset(head.lower() for head in heads)


class Words:
    """Where the words of a text begin, by their first two characters in lower case."""

    def __init__(self, text: str) -> None:
        self.text, low = text, lowered(text)
        self._at: dict[str, list[int]] = {}
        for word in re.finditer(r"\w+", text):
            at = word.start()
            self._at.setdefault(low[at : at + 2], []).append(at)

    def like(self, heads: frozenset[str]) -> list[int]:
        """Where the words begin that begin so, in the order of the text."""
        if any(len(head) < 2 for head in heads):
            return sorted(at for places in self._at.values() for at in places)
        return sorted(at for head in heads for at in self._at.get(head, ()))


class Gate:
    """A pattern of the shape ``\\b(?:form|form|…)…``, and how its forms begin."""

    def __init__(self, pattern: re.Pattern[str], forms: Iterable[str]) -> None:
        self.pattern = pattern
        self.heads = frozenset(head for form in forms for head in openings(form))

    def finditer(self, words: Words, end: int) -> Iterator[re.Match[str]]:
        """All that ``pattern.finditer(text, 0, end)`` finds.

        >>> gate = Gate(re.compile(r"\\b(?:ships?|sold) [a-z]+", re.I), ["ships?", "sold"])
        >>> [m[0] for m in gate.finditer(Words("He ships tea. Sold ships sink."), 30)]
        ['ships tea', 'Sold ships']
        """
        done = 0
        for at in words.like(self.heads):
            if at >= done and (found := self.pattern.match(words.text, at, end)):
                yield found
                done = found.end()
