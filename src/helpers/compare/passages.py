"""Stretches of an article: its sentences, and the parts in the outlet's own voice."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

import pandas as pd

Span = tuple[int, int]
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|St|No|Co|Inc|Corp|Ltd|vs|Jan|Feb|Mar|Apr|"
                          r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$")  # fmt: skip
SPOKEN_KINDS = ("headline", "subhead", "body", "caption")


def sentences(text: str, stretches: Iterable[Span]) -> list[Span]:
    """The sentences within stretches of a text, in order; none runs over the end of its stretch.

    Notes
    -----
    By full stops and capitals, abbreviations aside: a stop inside "U.S. Treasury" ends no sentence, and
    neither does one after "U.S." at the true end of a sentence.

    Examples
    --------
    >>> text = "The U.S. Treasury acted. Mr. Ode left."
    >>> [text[a:b] for a, b in sentences(text, [(0, len(text))])]
    ['The U.S. Treasury acted.', 'Mr. Ode left.']
    """
    out = []
    for start, end in stretches:
        begun = start
        for gap in SENTENCE_END.finditer(text, start, end):
            if not ABBREVIATION.search(text, max(begun, gap.start() - 8), gap.start()):
                closing = len(gap.group()) - len(gap.group().lstrip("\"”’')]"))
                out.append((begun, gap.start() + closing))
                begun = gap.end()
        out.append((begun, end))
    return [(a + len(t) - len(t.lstrip()), b - len(t) + len(t.rstrip())) for a, b in out if (t := text[a:b]).strip()]


def stretches(segments: pd.DataFrame, article: str, kinds: Iterable[str] = SPOKEN_KINDS) -> list[Span]:
    """The segments of an article that are of these kinds; segments that go on over a page break are one stretch."""
    rows = segments[segments["article_id"] == article].sort_values("start")
    out: list[Span] = []
    for start, end, kind, joins in zip(rows["start"], rows["end"], rows["kind"], _joins(rows), strict=True):
        if kind in kinds:
            if joins and out:
                out[-1] = (out[-1][0], int(end))
            else:
                out.append((int(start), int(end)))
    return out


def _joins(segments: pd.DataFrame) -> list[bool]:
    return [bool(x) for x in segments["joins"]] if "joins" in segments else [False] * len(segments)


def without(spans: list[Span], cut: Iterable[Span]) -> list[Span]:
    """Spans less what is cut out of them.

    >>> without([(0, 10), (20, 30)], [(5, 22)])
    [(0, 5), (22, 30)]
    """
    for a, b in cut:
        spans = [p for x, y in spans for p in ((x, min(y, a)), (max(x, b), y)) if p[0] < p[1]]
    return spans


def outlet_names(articles: pd.DataFrame) -> dict[str, str]:
    """article_id -> its outlet; an article whose outlet is not known goes by its file, and each stands for itself."""
    empty = [""] * len(articles)
    outlets, files = (articles[c].fillna("") if c in articles else empty for c in ("outlet", "file"))
    return {a: o or f or a for a, o, f in zip(articles["article_id"], outlets, files, strict=True)}


def quoted(claims: pd.DataFrame | None, article: str) -> list[Span]:
    """The stretches of an article that stand in quotation marks, as far as they belong to claims."""
    if claims is None:
        return []
    rows = claims[claims["article_id"] == article]
    return [(int(a), int(b)) for spans in rows["quoted_spans"] for a, b in spans]


def holding(spans: list[Span], offset: int) -> Span | None:
    """The span, of several in order, that holds a character."""
    at = bisect.bisect_right(spans, (offset, float("inf"))) - 1
    return spans[at] if at >= 0 and offset < spans[at][1] else None
