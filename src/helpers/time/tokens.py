"""Words of a text as the patterns see them: one sign a word, with offsets into the untouched text.

Curly quotes and no-break spaces are mapped one character for one, so offsets stay true. Each word that the lexicon or
a pattern knows has a sign of its own; all others share a few (shapes of numbers, capitalised, plain, marks).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "`": "'", "\u2032": "'",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u00ad": "-",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\u2002": " ",
        "\u2003": " ", "\u2008": " ", "\u200b": " ", "\ufeff": " ",
    }
)  # fmt: skip

# Shapes of what is not a plain word; the first that fits wins.
_SHAPES = (
    ("<isotime>", r"(?<![\w./-])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)"),
    ("<iso>", r"(?<![\w./-])\d{4}-\d\d-\d\d(?![\w/-]|\.\d)"),
    ("<slash>", r"(?<![\w./$£€#-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-(?:19|20)\d\d)(?![\w/-]|\.\d)"),
    ("<dots>", r"(?<![\w./$£€#-])\d{1,2}\.\d{1,2}\.\d{4}(?![\w/-]|\.\d)"),
    ("<clock>", r"(?<![\w.:/-])(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?=\s?[ap]\.?m\b|\s?[ap]\.m)"),
    ("<clock>", r"(?<![\w.:/$£€-])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:(?=h(?:rs?)?\b)|(?![\w:]|\.\d))"),
    ("<ampm>", r"(?<=[\d ])[ap]\.\s?m\.?(?![a-z])|(?<=[\d ])[ap]m\b"),
    ("<q>", r"\b(?:Q[1-4]|[1-4]Q|H[12])(?![\w.]*\d)"),
    ("<fy>", r"\bFY ?'?(?:\d{4}|\d\d)\b"),
    ("<1990s>", r"\b\d{3}0'?s\b"),
    ("<'90s>", r"(?<![\w.])'?\d0s\b"),
    ("<'98>", r"(?<![\w'])'\d\d\b(?!')"),
    ("<ordinal>", r"\b\d{1,4}(?:st|nd|rd|th)\b"),
    ("<fraction>", r"\b\d{1,3} ?[¼½¾]|\b\d{1,3}(?:-| )\d/\d(?![\d/])"),
    ("<number>", r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+\.\d+\b|\b\d+(?=[a-z])(?![ap]m\b)"),
    ("<digits>", r"\d+"),
)  # fmt: skip
_WORD = r"n't|'(?:ll|re|ve|s|d|m)\b|[^\W\d_]+?(?=n't)|[^\W\d_]+"
_PARAGRAPH = r"\n[^\S\n]*\n\s*"
# A word that no shape begins like: three letters or more, or not the first of "a.m.", "pm", "Q1", "H1", "FY"; tried first.
_PLAIN = r"(?:[^\W\d_]{3,}+|(?![apqhf])[^\W\d_]++)(?!')"
_TOKEN = re.compile(
    f"(?P<plain>{_PLAIN})|"
    + "|".join(f"(?P<s{i}>{shape})" for i, (_, shape) in enumerate(_SHAPES))
    + f"|(?P<word>{_WORD})|(?P<paragraph>{_PARAGRAPH})|(?P<mark>[^\\w\\s]|_)",
    re.IGNORECASE,
)
_KINDS = {f"s{i}": name for i, (name, _) in enumerate(_SHAPES)}


class Token(NamedTuple):
    """A word, a number or a mark with its place; `sign` is the character that stands for it in patterns."""

    start: int
    end: int
    lower: str
    sign: str


class _Signs:
    """One private character a known word or shape; words of a class are looked up by the class's name."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.classes: dict[str, dict[str, str]] = {}

    def sign(self, word: str) -> str:
        """The sign of a word of the patterns, made on first use."""
        return self.of.setdefault(word, chr(0xE000 + len(self.of)))


OTHER, CAPITAL, MARK = "x", "X", "m"


@cache
def signs() -> _Signs:
    """The signs of all words of words.csv (word, class, value) and of the shapes."""
    table = _Signs()
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            table.sign(row["word"])
            table.classes.setdefault(row["class"], {})[row["word"]] = row["value"]
    for name in ("<d>", "<0d>", "<year>", "<2>", "<n>", "<para>", *dict.fromkeys(n for n, _ in _SHAPES)):
        table.sign(name)
    return table


def words_of(name: str) -> frozenset[str]:
    """The words of a class of words.csv."""
    return frozenset(signs().classes[name])


def plain(text: str) -> str:
    """The text with quotes, hyphens and blanks in their plain forms, character for character.

    >>> plain("“last\u00a0year’s”") == "“last year's”"
    True
    """
    return text.translate(_SAME_LENGTH)


def tokenise(text: str, ends: Mapping[int, int] = MappingProxyType({})) -> list[Token]:
    """Cut a text in plain characters into tokens; time and memory grow with its length only.

    `ends` gives the end of each stretch that was mended by its beginning (see `helpers.time.scanned`).

    >>> [t.lower for t in tokenise("By 9 a.m. on 3 May, 1998")]
    ['by', '9', 'a.m.', 'on', '3', 'may', ',', '1998']
    """
    known = signs().of
    out = []
    for found in _TOKEN.finditer(text):
        kind, word = found.lastgroup, found[0]
        lower = word.lower()
        if kind == "plain" or kind == "word":
            sign = known.get(lower) or (CAPITAL if word[0].isupper() else OTHER)
        elif kind == "mark":
            sign = known.get(word, MARK)
        elif kind == "paragraph":
            lower, sign = "", known["<para>"]
        else:
            sign = known[_digits(word) if _KINDS[kind] == "<digits>" else _KINDS[kind]]
        out.append(Token(found.start(), ends.get(found.start(), found.end()), lower, sign))
    return out


def _digits(word: str) -> str:
    """The shape of a run of digits: a day or hour, a year, two digits, or any number."""
    if len(word) == 4:
        return "<year>" if "1000" <= word <= "2999" else "<n>"
    if len(word) > 2:
        return "<n>"
    value = int(word)
    if word[0] == "0":
        return "<0d>" if value else "<n>"
    return "<d>" if value <= 31 else "<2>"
