"""Numbers as they are written: digits, words, powers of ten."""

from __future__ import annotations

import re

UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
POWERS = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "tn": 1e12,
}
SCALES = "|".join(sorted(POWERS, key=len, reverse=True))
SIMPLE = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
WORDED = rf"(?:(?:{SIMPLE})(?:[- ](?:{SIMPLE}))?(?:[ -](?:{SCALES})(?: and (?:{SIMPLE}))?)*|an? (?:hundred|thousand|million|billion|trillion|dozen))"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(rf"\b(?:(?:{DIGITS})(?:[ -]?(?:{SCALES})\b)?|(?:{WORDED})\b)", re.I)


def value_of(printed: str) -> float | None:
    """The value of a number as printed; None when there is none.

    >>> value_of("3 million"), value_of("twenty-one"), value_of("1,200.5"), value_of("a dozen")
    (3000000.0, 21.0, 1200.5, 12.0)
    """
    text = printed.lower().strip()
    m = re.match(DIGITS, text)
    if m:
        scale = re.search(rf"({SCALES})\b", text[m.end() :])
        return float(m[0].replace(",", "")) * (POWERS[scale[1]] if scale else 1.0)
    total, part, seen = 0.0, 0.0, False
    for word in re.findall(r"[a-z]+", text):
        if word in ("a", "an") and not seen:
            part, seen = 1.0, seen
        elif word in UNITS or word in TENS:
            part, seen = part + UNITS.get(word, TENS.get(word, 0)), True
        elif word == "dozen":
            part, seen = (part or 1.0) * 12, True
        elif word == "hundred":
            part, seen = (part or 1.0) * 100, True
        elif word in POWERS:
            total, part, seen = total + (part or 1.0) * POWERS[word], 0.0, True
    return total + part if seen else None


def number_in(text: str) -> float | None:
    """The value of the first number in a stretch of text.

    >>> number_in("more than 150 companies")
    150.0
    >>> number_in("several firms") is None
    True
    """
    m = NUMBER.search(text)
    return value_of(m[0]) if m else None
