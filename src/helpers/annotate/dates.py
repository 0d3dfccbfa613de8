"""The component that marks the temporal expressions of an article: ``doc._.dates`` and ``doc.spans["dates"]``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotate import records  # noqa: F401  declares doc._.dates
from helpers.annotate.records import DateMention
from helpers.annotate.spans import starts_of
from helpers.time.answers import PAST
from helpers.time.reading import Reading, read_dates

SILENT = frozenset({"comment"})  # the dates of comments are no dates of the article


@Language.component("helpers_dates", assigns=["doc._.dates", "doc.spans"])
def mark_dates(doc: Doc) -> Doc:
    """Fill ``doc._.dates`` with one `DateMention` a temporal expression, in the order of the text.

    A tokenised Doc is enough. The publication date of ``doc._.article`` is the anchor of relative dates; without one
    they keep what the text says (``XXXX-WXX-2``) and a warning with the reason. Dates in readers' comments are left
    out; those of captions, datelines and copyright lines are kept.
    """
    article = doc._.article
    readings = read_dates(article.text, article.published, article.day_order) if article else read_dates(doc.text)
    places = [i for i, r in enumerate(readings) if article is None or article.kind_at(r.start) not in SILENT]
    index = {old: new for new, old in enumerate(places)}
    doc._.dates = [_mention(readings[i], index) for i in places]
    doc.spans["dates"] = _spans(doc, doc._.dates)
    return doc


def _mention(r: Reading, index: dict[int, int]) -> DateMention:
    anchor = index.get(r.anchor) if r.anchor is not None else None
    return DateMention(
        r.start,
        r.end,
        r.text,
        r.bounds,
        r.timex_type,
        r.timex_value,
        r.modifier,
        r.rule,
        anchor,
        r.warning,
        r.direction == PAST,
    )


def _spans(doc: Doc, mentions: list[DateMention]) -> list[Span]:
    """The tokens that each mention touches, in one pass over the token offsets."""
    starts = starts_of(doc)
    out = []
    for m in mentions:
        first = bisect_right(starts, m.start) - 1
        last = bisect_left(starts, m.end)
        out.append(Span(doc, max(first, 0), max(last, first + 1), label=m.timex_type))
    return out
