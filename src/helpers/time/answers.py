"""What resolving works with: the context of an expression, and the answer that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helpers.time.periods import Period

PAST, OPEN, FUTURE = -1, 0, 1


@dataclass(frozen=True)
class Frame:
    """The period that a company report is about; `unnamed` when only its last day is told (a fiscal quarter)."""

    period: Period
    unnamed: bool = False


@dataclass(frozen=True)
class Context:
    """What an expression is resolved against: the day of publication, the date last told, the report's period, the cue."""

    now: date | None = None
    told: Period | None = None
    frame: Frame | None = None
    direction: int = OPEN
    past_tense: bool = False
    follow: bool = False  # incomplete dates hang on the date last told, not on publication


@dataclass(frozen=True)
class Answer:
    """A TIMEX3 type and value, the days it covers, how it is known.

    `period` is what `timex_value` names; first and last may differ from it (a length, an open end, a range).
    """

    kind: str
    value: str
    first: date | None = None
    last: date | None = None
    granularity: str = "unknown"
    anchor: str = ""
    period: Period | None = None
    edtf: str = ""
    modifier: str = ""
    warning: str = ""
    blank: str = ""  # the value without what the anchor gave it
    exact_day: date | None = None  # the day that a length counted back or forth from the anchor ends on


def of_period(period: Period, anchor: str = "", kind: str = "DATE", **more: object) -> Answer:
    """The answer that one stretch of the calendar is."""
    return Answer(
        kind, period.timex(), period.first(), period.last(), period.granularity, anchor, period, period.edtf(), **more
    )
