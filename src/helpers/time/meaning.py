"""What an expression means before anybody knows when it was written.

The patterns build these; `helpers.time.resolve` turns them into days, given an anchor.
"""

from __future__ import annotations

from dataclasses import dataclass

NOW, TOLD, FRAME = "published", "told", "frame"


@dataclass(frozen=True)
class Num:
    """A number, a range of numbers (`high`), or one that is not told (`low` None: "several")."""

    low: float | None
    high: float | None = None


@dataclass(frozen=True)
class Length:
    """A stretch of time: "two years", "several weeks", "3 1/2 hours". `unit` is a sign of words.csv (D, W, 2W …)."""

    num: Num
    unit: str
    then: Length | None = None  # "two years and three months"
    plural: bool = True


@dataclass(frozen=True)
class Calendar:
    """A calendar date with the parts that are told: "May 22", "Sunday (June 2)", "the third quarter", "1990s".

    `which` is -1 for "last", +1 for "next", 0 for "this", None where nothing is said; `era` is BC or AD if told.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""  # SP SU FA WI, Q1 … Q4, H1 H2, WE, or a day of the year by name ("christmas")
    span: str = ""  # decade, century: `year` is its first year
    which: int | None = None
    other_day: tuple[int, int] | None = None  # the other reading (month, day) of 05/03/2024
    settled: str = ""  # which of the two it is, and what settles it
    short_year: bool = False
    impossible: str = ""  # the day that the calendar does not have: "31 June"
    fiscal: bool = False


@dataclass(frozen=True)
class Relative:
    """The period of a grain that lies `by` places from the anchor: "last year", "this week", "tomorrow"."""

    grain: str
    by: int
    base: str = NOW


@dataclass(frozen=True)
class Away:
    """A length before (`sign` -1) or after (+1) the anchor or another date: "two days later", "a week after June 2"."""

    length: Length
    sign: int
    base: str | object = NOW


@dataclass(frozen=True)
class Stretch:
    """A length that ends (`sign` -1) or begins (+1) at the anchor: "the past two years", "the next five days".

    Of another date it is the last or the first part: "the last three months of 2008", "the first nine months of last year".

    `since`: counted in whole units from an event, which lies anywhere in the first one: "the 33 years since".
    """

    length: Length
    sign: int
    base: str | object = NOW
    since: bool = False


@dataclass(frozen=True)
class Inside:
    """A part of another date: "October of last year", "the first two quarters of 1990", "the end of the month"."""

    inner: object
    outer: object


@dataclass(frozen=True)
class Nth:
    """The n-th part of a grain: "the second day", "its 11th month", "the first Monday"; -1 is the last, 0 the one at hand.

    `event`: counted from an event that the text does not date.
    """

    n: int
    grain: str
    weekday: int = 0
    event: bool = False


@dataclass(frozen=True)
class Since:
    """Some time after the date last told: "following this"."""


@dataclass(frozen=True)
class Issue:
    """Before or after a document came out: "before the release of this notice". Its day is told elsewhere, or not."""

    document: str
    before: bool


@dataclass(frozen=True)
class Clock:
    """A time of day, with its day if one is told: "9 a.m. Tuesday", "Friday night", "this morning"."""

    time: str
    day: object = None


@dataclass(frozen=True)
class Between:
    """From one date to another, the later one lending what the first leaves out: "January to November 2016"."""

    first: object
    last: object


@dataclass(frozen=True)
class Repeat:
    """Something that comes back: "daily", "every Sunday"."""

    value: str


@dataclass(frozen=True)
class Reference:
    """A time that is only pointed at: PRESENT_REF, PAST_REF, FUTURE_REF."""

    value: str


@dataclass(frozen=True)
class Report:
    """What a company report compares: "the quarter" (0 years back), "a year earlier", "the year-ago period" (1)."""

    years_back: int = 0
    grain: str = ""


@dataclass(frozen=True)
class Modified:
    """A date with a word that narrows or loosens it: start, mid, end, approx, before, after, more_than, less_than."""

    inner: object
    modifier: str
