"""One attribution in tokens, on its way to becoming a `Claim`."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.annotate.cues import Cue
from helpers.annotate.phrases import Range

Parts = tuple[list[Range], str, int]  # content, rule, where the cue ends


@dataclass
class Found:
    """Source, cue and content as ranges of tokens; the construction that found them.

    `tag` is the stretch of a tag of saying ("…," she said, "…"), which belongs to no other content.
    `carried_from` is the attribution whose speaker goes on.
    """

    cue: Range | None
    content: list[Range]
    source: Range | None
    rule: str
    entry: Cue | None = None
    confidence: float = 1.0
    tag: Range | None = None
    carried_from: Found | None = None

    @property
    def at(self) -> int:
        """Where it stands: its cue, or its content where there is none."""
        return self.cue[0] if self.cue else self.content[0][0]
