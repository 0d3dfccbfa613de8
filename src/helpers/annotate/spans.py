"""The text of a Doc, and character stretches of it to spaCy spans, many at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.attrs import IDX
from spacy.tokens import Doc, Span


def text_of(doc: Doc) -> str:
    """The text of a Doc, from its article where it has one: the same characters, and nothing to put together."""
    return doc._.article.text if doc._.article is not None else doc.text


def starts_of(doc: Doc) -> list[int]:
    """Where each token begins, in characters; in one go, which asking the tokens one by one is not.

    >>> import spacy
    >>> starts_of(spacy.blank("en")("The mill burned."))
    [0, 4, 9, 15]
    """
    return doc.to_array([IDX]).reshape(-1).tolist()


def spans_at(doc: Doc, stretches: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Spans over the tokens that the stretches (start, end, label) touch.

    ``Doc.char_span`` walks the whole text at each call; this looks the tokens up in one sorted array.

    >>> import spacy
    >>> doc = spacy.blank("en")("The mill burned down.")
    >>> [(s.text, s.label_) for s in spans_at(doc, [(4, 15, "fire")])]
    [('mill burned', 'fire')]
    """
    starts = starts_of(doc)
    out = []
    for start, end, label in stretches:
        first = max(0, bisect_right(starts, start) - 1)
        last = bisect_left(starts, end)
        if last > first:
            out.append(Span(doc, first, last, label=label))
    return out
