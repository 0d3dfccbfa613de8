"""Dates that scanning has broken: blanks and line ends inside words and numbers, letters in the place of digits.

The text is mended length for length (what was taken out comes back as blanks behind), so offsets stay true. Only what
can hardly be read otherwise is mended: "Nov ember" always, "March 1 5" only where it closes a date, "in 2 024" only where
nothing follows that it could count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from helpers.time.tokens import plain, words_of


class Page(NamedTuple):
    """A text in plain characters, mended; the `starts` of the mended stretches, their `ends` by the start."""

    text: str
    ends: dict[int, int]
    starts: tuple[int, ...]

    def reading(self, start: int, end: int) -> str:
        """What a stretch was read as, if something in it was mended; else empty.

        >>> scanned("On Nov ember 3, 2O24.").reading(3, 20)
        'November 3, 2024'
        """
        here = bisect_left(self.starts, start)
        if here == len(self.starts) or self.starts[here] >= end:
            return ""
        return re.sub(r"\s+(?=,)", "", re.sub(r"\s+", " ", self.text[start:end])).strip()


_NAMES = sorted({w for c in ("MONTH", "WDAY") for w in words_of(c)} | {"yesterday"})
_DOUBTFUL = frozenset({"may", "june", "july", "march", "april", "sunday"})  # their halves are words, names or initials
_GAP = r"(?: |[-\u00ad]?\n(?!\s*\n))"
_BROKEN = re.compile(
    r"(?<![\w'])(?:" + "|".join(f"{_GAP}?".join(name) for name in _NAMES) + r")(?![\w'])", re.IGNORECASE
)
_MONTHS = "|".join(sorted({*words_of("MONTH"), *(f"{w}\\.?" for w in words_of("MONTHABBR"))}, key=len, reverse=True))
_MON = rf"(?<!\w)(?:{_MONTHS})(?!\w)"
_ON = (
    r"(?:\b(?:on|the|by|since|until|till|from|to|before|after|dated|"
    + "|".join(words_of("WDAY"))
    + r")[ ,(]+|^[^\S\n]*)"
)
_DAY = r"[0-3lI] ?[\dOoIl]"
_YEAR = r"[12lI](?: ?[\dOolI]){3}"
_DONE = r"(?![\w/-]|[.,:]\d)(?=[^\S\n]*(?:$|[.,;:!?)\]”\"]|\n)|[^\S\n]+(?P<next>[A-Za-z]+))"
_DAY_FIRST = re.compile(rf"{_ON}(?P<n>{_DAY})(?=\s+(?:of )?{_MON})", re.IGNORECASE | re.MULTILINE)
_DAY_LAST = re.compile(rf"{_MON}\s+(?P<n>{_DAY})(?=,?\s+{_YEAR}(?!\w)|\s*[.,;)]\s)", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"{_MON}\s+(?P<day>(?:[0-3lI] ?)?[\dOoIl](?:st|nd|rd|th)?(?:\s*,)?\s+)?(?P<n>{_YEAR}){_DONE}", re.IGNORECASE
)
_IN_YEAR = re.compile(rf"(?:\b(?:in|since|until|till|during|copyright)|©)\s+(?P<n>{_YEAR}){_DONE}", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\w/.,:$£€-])(?P<n>\d{1,2} ?/ ?\d{1,2} ?/ ?(?:19|20)\d\d)(?![\w/]|[.,]\d)")
_ODD = re.compile(rf"(?<!\w)(?:{_YEAR}|{_DAY})(?!\w)", re.IGNORECASE)  # a number that the four above may mend
_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", " ": ""})
_GOES_ON = (words_of("NO_NOUN") | words_of("PASTV") | words_of("AHEAD")) - {
    "of"
}  # after a year; what it counts is none


def scanned(text: str) -> Page:
    """The text in plain characters, with broken dates mended; time grows with its length only.

    >>> scanned("Signed on 1 5 March 2 024, 1 5 of them.").text
    'Signed on 15  March 2024 , 1 5 of them.'
    """
    clean, ends = plain(text), {}
    clean = _mend(_BROKEN, clean, ends, _name)
    if any(not odd[0].isdigit() and not odd[0].isalpha() for odd in _ODD.finditer(clean)):
        for shape in (_DAY_FIRST, _DAY_LAST):
            clean = _mend(shape, clean, ends, _day)
        for shape in (_MONTH_YEAR, _IN_YEAR):
            clean = _mend(shape, clean, ends, _year)
    clean = _mend(_SLASHED, clean, ends, lambda m: m["n"].replace(" ", ""))
    return Page(clean, ends, tuple(sorted(ends)))


def _mend(shape: re.Pattern[str], text: str, ends: dict[int, int], mended: Callable[[re.Match[str]], str]) -> str:
    out, at = [], 0
    for found in shape.finditer(text):
        start, end = found.span("n" if "n" in shape.groupindex else 0)
        new = mended(found)
        if not new or new == text[start:end] or start < at:
            continue
        out += [text[at:start], new.ljust(end - start)]
        ends[start] = max(end, ends.get(start, 0))
        at = end
    return "".join([*out, text[at:]]) if out else text


def _name(found: re.Match[str]) -> str:
    """The name in one piece, if it was in several that were not each set as a word; the short ones only beside a number."""
    pieces = re.split(r"[-\u00ad]?\s", found[0])
    name = "".join(pieces)
    if len(pieces) == 1 or not (name[1:].islower() or name.isupper()):
        return ""
    around = found.string[max(0, found.start() - 4) : found.start()] + "|" + found.string[found.end() : found.end() + 4]
    if name.lower() in _DOUBTFUL and not re.search(r"\d(?:st|nd|rd|th)?,?\s*\||\|\s*\d", around):
        return ""
    return name


def _day(found: re.Match[str]) -> str:
    digits = found["n"].translate(_DIGITS)
    told = any(c.isdigit() for c in found["n"]) and digits.isdigit()  # "2i" is no day
    return digits if told and 1 <= int(digits) <= 31 else ""


def _year(found: re.Match[str]) -> str:
    """The year in one piece; blanks only in years near ours, where no word follows that it could count.

    In "May 20 24 were hurt" and "May 1 998 fled" the day stands alone; in "May 2 024" nothing else can be meant.
    """
    broken = found["n"]
    if broken.isdigit() or sum(c.isdigit() for c in broken) < 2:
        return ""
    digits = broken.translate(_DIGITS)
    if " " not in broken:
        return digits if "1500" <= digits <= "2099" else ""
    follows = found["next"] or ""
    after_month = not found.groupdict().get("day", "in")
    if after_month and follows:
        return digits if " 0" in broken and "1900" <= digits <= "2099" else ""
    if not "1900" <= digits <= "2099":
        return ""
    return digits if not follows or follows.lower() in _GOES_ON or follows[0].isupper() else ""
