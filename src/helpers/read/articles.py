"""The article as the other rooms see it: untouched text, segments, and what is known about its publication."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from pathlib import Path

from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.orders import DayOrder

SEGMENT_KINDS = ("headline", "subhead", "byline", "dateline", "body", "caption", "boilerplate", "comment")
SILENT_KINDS = frozenset({"boilerplate", "comment"})  # tokenised, never parsed: they yield no rows but themselves


@dataclass(frozen=True)
class Segment:
    """A stretch of the text with one function.

    `joins` is true when the segment goes on, in mid-sentence, from the segment before it (a page break stood there).
    """

    start: int
    end: int
    kind: str
    joins: bool = False


@dataclass(frozen=True)
class Clue:
    """One piece of evidence on the publication date: what it is, where it stands, which days it allows."""

    clue: str
    text: str = ""
    start: int | None = None
    end: int | None = None
    earliest: str = ""
    latest: str = ""
    decides: bool = False


@dataclass(frozen=True)
class Article:
    """One article: the text as decoded, never edited, and what is known about it."""

    article_id: str
    file: str
    path: Path
    sha256: str
    text: str
    segments: tuple[Segment, ...] = ()
    published: Bounds = UNKNOWN
    clues: tuple[Clue, ...] = ()
    title: str = ""
    outlet: str = ""
    outlet_family: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    text_kind: str = "original"
    day_order: DayOrder | None = None  # from outside the text; its own dates can settle it too
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.start for s in self.segments))

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds this character, or the last one that begins before it."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return self.segments[i] if i >= 0 else None

    def kind_at(self, offset: int) -> str:
        """The kind of the segment at this character (`body` where there are no segments)."""
        segment = self.segment_at(offset)
        return segment.kind if segment else "body"
