"""Character stretches to spaCy spans, many at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc, Span


def spans_at(doc: Doc, stretches: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Spans over the tokens that the stretches (start, end, label) touch.

    ``Doc.char_span`` walks the whole text at each call; this looks the tokens up in one sorted array.

    >>> import spacy
    >>> doc = spacy.blank("en")("The mill burned down.")
    >>> [(s.text, s.label_) for s in spans_at(doc, [(4, 15, "fire")])]
    [('mill burned', 'fire')]
    """
    starts = doc.to_array([IDX]).reshape(-1).astype(np.int64)
    out = []
    for start, end, label in stretches:
        first = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
        last = int(np.searchsorted(starts, end, side="left"))
        if last > first:
            out.append(Span(doc, first, last, label=label))
    return out
