"""Stretches of the calendar (a day, a week, a quarter, a decade …) and their two written forms: TIMEX3 and EDTF.

A `Period` is the one idea behind both forms: ``Period("month", 2024, 5)`` is TIMEX3 ``2024-05``, EDTF ``2024-05``,
first day 2024-05-01, last day 2024-05-31.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
GRAINS = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")
_GRANULARITY = {"weekend": "interval", "half": "interval", "millennium": "interval"}


@dataclass(frozen=True)
class Period:
    """One stretch of the calendar.

    Parameters
    ----------
    grain : str
        One of `GRAINS`.
    year : int
        Year (ISO year for weeks; first year of a decade, century or millennium); 0 and below are BC (0 is 1 BC).
    n : int
        Month, week, quarter, season (1 spring … 4 winter) or half; 0 where the grain has none.
    day : int
        Day of the month, for days.
    """

    grain: str
    year: int
    n: int = 0
    day: int = 0

    def first(self) -> date | None:
        """The first day, or None when it lies outside the years 1 to 9999."""
        return _day(*self._edges()[0])

    def last(self) -> date | None:
        """The last day, or None when it lies outside the years 1 to 9999."""
        return _day(*self._edges()[1])

    def _edges(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        y, n = self.year, self.n
        if self.grain == "day":
            return (y, n, self.day), (y, n, self.day)
        if self.grain in ("week", "weekend"):
            return self._week_edges()
        if self.grain in ("year", "decade", "century", "millennium"):
            years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[self.grain]
            return (y, 1, 1), (y + years - 1, 12, 31)
        months = {"month": 1, "quarter": 3, "season": 3, "half": 6}[self.grain]
        start = y * 12 + (n - 1) * months + (2 if self.grain == "season" else 0)
        end = start + months - 1
        last = (end // 12, end % 12 + 1)
        return (start // 12, start % 12 + 1, 1), (*last, _month_length(*last))

    def _week_edges(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        try:
            monday = date.fromisocalendar(self.year, self.n, 1)
            first = monday + timedelta(5 if self.grain == "weekend" else 0)
            last = monday + timedelta(6)
        except (ValueError, OverflowError):
            return (0, 1, 1), (0, 1, 1)
        return (first.year, first.month, first.day), (last.year, last.month, last.day)

    def shift(self, by: int) -> Period:
        """The period `by` places later (earlier, if negative) of the same grain.

        >>> Period("month", 2024, 1).shift(-2)
        Period(grain='month', year=2023, n=11, day=0)
        """
        if not by:
            return self
        if self.grain in ("day", "week", "weekend"):
            here = self.first()
            try:
                there = here + timedelta(days=by if self.grain == "day" else 7 * by) if here else None
            except OverflowError:
                there = None
            return containing(self.grain, there) if there else self
        if self.grain in ("year", "decade", "century", "millennium"):
            step = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[self.grain]
            return Period(self.grain, self.year + by * step)
        per_year = {"month": 12, "quarter": 4, "season": 4, "half": 2}[self.grain]
        k = self.year * per_year + self.n - 1 + by
        return Period(self.grain, k // per_year, k % per_year + 1)

    def timex(self) -> str:
        """The TIMEX3 value.

        >>> [Period("day", 2024, 5, 2).timex(), Period("season", 2024, 1).timex(), Period("decade", 1990).timex()]
        ['2024-05-02', '2024-SP', '199']
        """
        y = f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"
        match self.grain:
            case "day":
                return f"{y}-{self.n:02d}-{self.day:02d}"
            case "week":
                return f"{y}-W{self.n:02d}"
            case "weekend":
                return f"{y}-W{self.n:02d}-WE"
            case "month":
                return f"{y}-{self.n:02d}"
            case "quarter":
                return f"{y}-Q{self.n}"
            case "season":
                return f"{y}-{SEASONS[self.n - 1]}"
            case "half":
                return f"{y}-H{self.n}"
            case "decade":
                return y[:-1]
            case "century":
                return y[:-2]
            case "millennium":
                return y[:-3]
        return y

    def edtf(self) -> str:
        """The same stretch in EDTF level 1 (an interval of days or months where EDTF has no sign for the grain).

        >>> [Period("decade", 1990).edtf(), Period("quarter", 2024, 3).edtf(), Period("season", 2024, 1).edtf()]
        ['199X', '2024-07/2024-09', '2024-21']
        """
        y = edtf_year(self.year)
        match self.grain:
            case "day" | "month":
                return y + self.timex()[-6 if self.grain == "day" else -3 :]
            case "season":
                return f"{y}-{20 + self.n}"
            case "decade" | "century" | "millennium" if self.year > 0:
                width = {"decade": 3, "century": 2, "millennium": 1}[self.grain]
                return y[:width].ljust(4, "X")
            case "week" | "weekend":
                return f"{iso(self.first())}/{iso(self.last())}"
            case "year":
                return y
        (y1, m1, _), (y2, m2, _) = self._edges()
        if self.grain in ("quarter", "half"):
            return f"{edtf_year(y1)}-{m1:02d}/{edtf_year(y2)}-{m2:02d}"
        return f"{edtf_year(y1)}/{edtf_year(y2)}"

    @property
    def granularity(self) -> str:
        """The grain in the words of the tables."""
        return _GRANULARITY.get(self.grain, self.grain)

    def within(self, grain: str) -> Period:
        """The period of a coarser grain that holds this one's first day.

        >>> Period("day", 2024, 5, 22).within("quarter").timex()
        '2024-Q2'
        """
        if grain in ("year", "decade", "century", "millennium"):
            return containing_year(grain, self.year)
        first = self.first()
        return containing(grain, first) if first else self


def edtf_year(year: int) -> str:
    """The year as EDTF writes it: four digits, a sign before BC, ``Y`` before years of more than four digits.

    >>> [edtf_year(476), edtf_year(-43), edtf_year(12024)]
    ['0476', '-0043', 'Y12024']
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def iso(day: date | None) -> str:
    """A day as ISO text; empty for none."""
    return day.isoformat() if day else ""


def parse_day(text: str) -> date | None:
    """An ISO day; None for the empty text and for what is no day of the calendar."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _month_length(year: int, month: int) -> int:
    return monthrange(year if 1 <= year <= 9999 else 2000 + year % 400, month)[1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day (in any year, if the year is None).

    >>> [is_day(2023, 2, 29), is_day(None, 2, 29), is_day(None, 6, 31)]
    [False, True, False]
    """
    return 1 <= month <= 12 and 1 <= day <= _month_length(2000 if year is None else year, month)


def of_day(day: date) -> Period:
    """The day as a period."""
    return Period("day", day.year, day.month, day.day)


def containing_year(grain: str, year: int) -> Period:
    """The year, decade, century or millennium that holds this year."""
    step = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[grain]
    return Period(grain, year // step * step)


def containing(grain: str, day: date) -> Period:
    """The period of this grain that holds the day (of a weekend: the weekend of that week).

    >>> containing("week", date(2024, 6, 3)).timex()
    '2024-W23'
    """
    y, m = day.year, day.month
    if grain == "day":
        return of_day(day)
    if grain in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return Period(grain, year, week)
    if grain in ("month", "quarter", "half"):
        return Period(grain, y, (m - 1) // {"month": 1, "quarter": 3, "half": 6}[grain] + 1)
    if grain == "season":
        return Period("season", y if m > 2 else y - 1, (m - 3) // 3 + 1 if m > 2 else 4)
    return containing_year(grain, y)
