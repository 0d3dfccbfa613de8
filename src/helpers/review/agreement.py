"""Agreement of two coders: kappa for labels, F1 for spans, and their differences side by side."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

Span = tuple[int, int]
PARTS = ("source", "cue", "content")
LABELS = ("source_type", "quote_type", "polarity", "hedged")
SAME_CLAIM = 0.5  # share of tokens, of those that either marked, from which two contents are held to be one claim
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True)
class Coded:
    """One claim as somebody marked it: spans of its parts, values of its labels."""

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    labels: dict[str, str] = field(default_factory=dict)

    def spans(self, part: str) -> tuple[Span, ...]:
        """The spans of a part; none where it was not marked."""
        return self.content if part == "content" else tuple(s for s in (getattr(self, part),) if s)


def cohens_kappa(one: Sequence[object], other: Sequence[object]) -> float:
    """Agreement of two coders on labels of the same things, less what chance would give.

    Parameters
    ----------
    one, other : sequence
        The label that each gave, in the same order.

    Returns
    -------
    float
        1: always the same; 0: no better than chance, each with their own habit of labels; below: worse. NaN where
        there is nothing to tell: no things, or both gave one and the same label throughout.

    Raises
    ------
    ValueError
        If they labelled different numbers of things.

    Notes
    -----
    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960),
    37-46. With few things it says little, and with one frequent label it can be low although nearly all agree: read
    it beside the plain share.

    Examples
    --------
    >>> cohens_kappa(["a", "a", "b", "b"], ["a", "b", "b", "b"])
    0.5
    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} labels against {len(other)}: both must label the same things")
    if not one:
        return math.nan
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    mine, yours = Counter(one), Counter(other)
    chance = sum(mine[label] * yours[label] for label in mine) / n**2
    return math.nan if chance == 1 else (observed - chance) / (1 - chance)


def span_f1(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Share of spans that both marked from the same character to the same.

    Parameters
    ----------
    one, other : iterable of (start, end)

    Returns
    -------
    float
        2 × both / (one's + other's); the same either way round. NaN where neither marked anything.

    Notes
    -----
    For spans nobody counts what neither marked, so kappa cannot be had; F1 stands in for it: G. Hripcsak and
    A. Rothschild, Agreement, the F-measure, and reliability in information retrieval, JAMIA 12 (2005), 296-298.

    Examples
    --------
    >>> span_f1([(0, 4), (6, 9)], [(0, 4), (6, 8)])
    0.5
    """
    return _f1(set(one), set(other))


def token_f1(one: Iterable[Span], other: Iterable[Span], text: str) -> float:
    """Share of words that both marked, whatever the spans' ends.

    Parameters
    ----------
    one, other : iterable of (start, end)
    text : str
        What the spans are of. A word that is only partly marked counts.

    Returns
    -------
    float
        2 × both / (one's + other's), in words; NaN where neither marked a word.

    Examples
    --------
    >>> round(token_f1([(0, 7)], [(4, 11)], "old red pier"), 2)
    0.5
    """
    return _f1(tokens(one, text), tokens(other, text))


def tokens(spans: Iterable[Span], text: str) -> set[int]:
    """Where the words begin that spans touch."""
    return {
        word.start()
        for start, end in spans
        for word in WORD.finditer(text, _word_start(text, start))
        if word.start() < end
        if word.end() > start
    }


def _word_start(text: str, at: int) -> int:
    """Back to the white space before a character, so that no word is met in its middle."""
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _f1(one: set, other: set) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else math.nan


def pair_claims(one: Sequence[Coded], other: Sequence[Coded], text: str) -> list[tuple[int | None, int | None]]:
    """Which claim of one coder is which of the other's.

    Parameters
    ----------
    one, other : sequence of Coded
    text : str

    Returns
    -------
    list of (int or None, int or None)
        Positions in `one` and `other`; None where the other has none. Contents that share at least half of the words
        that either marked are one claim, the likest first; each is used once. In the order of the text.
    """
    mine, yours = ([tokens(c.content, text) for c in claims] for claims in (one, other))
    alike = [
        (len(a & b) / len(a | b), _meet(one[i].cue, other[j].cue), -i, -j)
        for i, a in enumerate(mine)
        for j, b in enumerate(yours)
        if a & b and len(a & b) / len(a | b) >= SAME_CLAIM
    ]
    pairs: list[tuple[int | None, int | None]] = []
    for _, _, i, j in sorted(alike, reverse=True):
        if -i not in {p[0] for p in pairs} and -j not in {p[1] for p in pairs}:
            pairs.append((-i, -j))
    pairs += [(i, None) for i in range(len(one)) if i not in {p[0] for p in pairs}]
    pairs += [(None, j) for j in range(len(other)) if j not in {p[1] for p in pairs}]
    return sorted(pairs, key=lambda p: (one[p[0]] if p[0] is not None else other[p[1]]).content[0])


def _meet(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def agreement(one: Sequence[Coded], other: Sequence[Coded], text: str) -> pd.DataFrame:
    """How far two codings of one text agree.

    Parameters
    ----------
    one, other : sequence of Coded
    text : str

    Returns
    -------
    DataFrame
        ``measure, of, n, value``. Claims: F1 of the claims that both found. Spans: F1 exact and in words, each over all claims. Labels:
        the plain share and kappa, over the claims that both found. NaN says that there was nothing to measure.
    """
    pairs = pair_claims(one, other, text)
    both = [(one[i], other[j]) for i, j in pairs if i is not None and j is not None]
    found = 2 * len(both) / (len(one) + len(other)) if one or other else math.nan
    rows: list[list[object]] = [["F1", "claims that both found", len(pairs), found]]
    for part in PARTS:
        mine, yours = ([s for c in claims for s in c.spans(part)] for claims in (one, other))
        rows.append(["F1, exact", part, len({*mine, *yours}), span_f1(mine, yours)])
        rows.append(["F1, words", part, len({*mine, *yours}), token_f1(mine, yours, text)])
    for label in LABELS:
        mine, yours = (
            ([c.labels.get(label, "") for c in side] for side in zip(*both, strict=True)) if both else ([], [])
        )
        same = sum(a == b for a, b in zip(mine, yours, strict=True)) / len(both) if both else math.nan
        rows.append(["share", label, len(both), same])
        rows.append(["kappa", label, len(both), cohens_kappa(mine, yours)])
    return pd.DataFrame(rows, columns=["measure", "of", "n", "value"])


def differences(
    one: Sequence[Coded], other: Sequence[Coded], text: str, *, names: tuple[str, str] = ("one", "other")
) -> pd.DataFrame:
    """Two codings side by side: every claim that either found, and what is not the same.

    Parameters
    ----------
    one, other : sequence of Coded
    text : str
    names : (str, str)
        Of the coders, for the columns.

    Returns
    -------
    DataFrame
        By number of the claim: ``claim`` (its words), ``differs`` (the parts and labels that are not the same, or
        that only one has it) and a column a coder with what they marked there; empty where they are as one.
    """
    rows = []
    for i, j in pair_claims(one, other, text):
        a, b = (one[i] if i is not None else None), (other[j] if j is not None else None)
        what = _what_differs(a, b, names)
        cells = [_told(c, what, text) for c in (a, b)]
        rows.append([_words((a or b).content, text), ", ".join(what), *cells])
    out = pd.DataFrame(rows, columns=["claim", "differs", *names])
    return out.set_axis(range(1, len(out) + 1), axis="index").rename_axis("number")


def _what_differs(a: Coded | None, b: Coded | None, names: tuple[str, str]) -> list[str]:
    if a is None or b is None:
        return [f"only {names[0] if b is None else names[1]}"]
    parts = [part for part in PARTS if a.spans(part) != b.spans(part)]
    return parts + [label for label in LABELS if a.labels.get(label) != b.labels.get(label)]


def _told(claim: Coded | None, what: list[str], text: str) -> str:
    if claim is None:
        return "—"
    shown = [*PARTS, *LABELS] if what and what[0].startswith("only ") else what
    cells = {p: _words(claim.spans(p), text) or "none" for p in PARTS} | claim.labels
    return "; ".join(f"{name}: {cells.get(name, '')}" for name in shown)


def _words(spans: Iterable[Span], text: str) -> str:
    return " … ".join(" ".join(text[a:b].split()) for a, b in spans)
