"""Which of many: the year of "May 22", the week of "Sunday", the named days of a year."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from helpers.time.answers import FUTURE, OPEN, PAST, Context
from helpers.time.meaning import Calendar
from helpers.time.periods import SEASONS, Period, is_day, of_day


def in_year(c: Calendar, year: int) -> Period | None:
    if c.month and c.day:
        return Period("day", year, c.month, c.day) if is_day(year, c.month, c.day) else None
    if c.month:
        return Period("month", year, c.month)
    if c.part[:1] == "Q" and c.part[1:].isdigit():
        return Period("quarter", year, int(c.part[1:]))
    if c.part[:1] == "H" and c.part[1:].isdigit():
        return Period("half", year, int(c.part[1:]))
    if c.part in SEASONS:
        return Period("season", year, SEASONS.index(c.part) + 1)
    if c.part:
        return holiday(c.part, year)
    return Period("year", year)


def holiday(name: str, year: int) -> Period | None:
    """A named day in a year of the years 1583 to 4099 (as the West and the United States keep them); None for others.

    >>> holiday("thanksgiving", 1998).timex()
    '1998-11-26'
    """
    if not 1583 <= year <= 4099:
        return None
    if name in ("easter", "good friday"):
        return of_day(easter(year) - timedelta(0 if name == "easter" else 2))
    if name in _NTH_WEEKDAYS:
        month, weekday, nth = _NTH_WEEKDAYS[name]
        first = date(year, month, 1)
        days = (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
        if name == "memorial" and days > 30:  # the last Monday of May
            days -= 7
        return of_day(first + timedelta(days))
    return Period("day", year, *_FIXED_DAYS[name]) if name in _FIXED_DAYS else None


_NTH_WEEKDAYS = {
    "thanksgiving": (11, 4, 4),
    "labor": (9, 1, 1),
    "columbus": (10, 1, 2),
    "presidents": (2, 1, 3),
    "memorial": (5, 1, 5),
}


_FIXED_DAYS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing": (12, 26),
    "new year": (1, 1),
    "new year eve": (12, 31),
    "halloween": (10, 31),
    "valentine": (2, 14),
    "veterans": (11, 11),
    "independence": (7, 4),
}


def candidates_near(c: Calendar, year: int) -> list[Period]:
    reach = 9 if c.day and (c.weekday or (c.month, c.day) == (2, 29)) else 2  # years on either side
    found = [in_year(c, y) for y in range(year - reach, year + reach + 1)]
    if c.weekday and c.day:
        fits = [p for p in found if p and p.first() and p.first().isoweekday() == c.weekday]
        found = fits or found
    return [p for p in found if p and p.first() and p.last()]


def days_on(weekday: int, day: int, base: date) -> list[Period]:
    """The days near a day that are this weekday (0: any) and this day of their month: "Friday the 13th".

    >>> [p.timex() for p in days_on(5, 13, date(2024, 6, 6))]
    ['2023-10-13', '2024-09-13', '2024-12-13']
    """
    months = (base.year * 12 + base.month - 1 + k for k in range(-11, 12))
    near = [Period("day", m // 12, m % 12 + 1, day) for m in months if is_day(m // 12, m % 12 + 1, day)]
    return [p for p in near if p.first() and (not weekday or p.first().isoweekday() == weekday)]


def choose(candidates: list[Period], base: date, c: Calendar, ctx: Context) -> Period | None:
    """The candidate that the words and the direction ask for."""
    if not candidates:
        return None
    past = [p for p in candidates if p.first() <= base]
    ahead = [p for p in candidates if p.last() > base and p.first() > base]
    now = [p for p in past if p.last() >= base]
    if c.which == -1:
        older = [p for p in past if p.last() < base]
        return older[-1] if older else None
    if c.which == 1:
        return ahead[0] if ahead else None
    if c.which == 0 and not now and ctx.direction != FUTURE and c.part not in SEASONS:
        return next((p for p in candidates if p.year == base.year), candidates[-1])
    if c.which == 0 and not now and c.part in ("SP", "SU", "FA"):
        return next(p for p in candidates if p.year == base.year)
    if ctx.follow and ctx.told:
        return _following(candidates, ctx.told, base)
    if now:
        return now[-1]
    if not (past and ahead):
        return (past or ahead)[-1 if past else 0]
    back, forth = (base - past[-1].last()).days, (ahead[0].first() - base).days
    direction = min(ctx.direction, OPEN) if c.part[1:].isdigit() else ctx.direction
    return ahead[0] if forth < back * _REACH[direction, c.day is not None] else past[-1]


# How far ahead a date may lie, as a share of the way back to its last occurrence: by direction, and whether it is a day.
# A day that is a fortnight off is not last year's, whatever the verb; a month after a past verb is.
_REACH = {
    (PAST, True): 0.15,
    (PAST, False): 0.05,
    (OPEN, True): 0.5,
    (OPEN, False): 0.2,
    (FUTURE, True): 9,
    (FUTURE, False): 9,
}


def _following(candidates: list[Period], told: Period, at: date) -> Period:
    """A narrative goes on from the date last told: the same year, else the nearest, the way ahead counting less."""
    if told.grain in ("year", "decade", "century"):
        return next((p for p in candidates if p.year >= told.year), candidates[-1])
    ahead = [p for p in candidates if p.last() >= at]
    back = [p for p in candidates if p.last() < at]
    if not (ahead and back):
        return (ahead or back[::-1])[0]
    return ahead[0] if (ahead[0].first() - at).days < _AHEAD_OVER_BACK * (at - back[-1].first()).days else back[-1]


_AHEAD_OVER_BACK = 1.4


def choose_weekday(c: Calendar, base: date, ctx: Context) -> Period:
    """The weekday nearest to the anchor on the side that the words ask for."""
    back = (base.isoweekday() - c.weekday) % 7
    ahead = (c.weekday - base.isoweekday()) % 7
    if c.which == -1:
        back = back or 7
    if c.which == 1 or (c.which is None and ctx.direction == FUTURE) or (c.which == 0 and ctx.direction != PAST):
        days = ahead if c.which is None or c.which == 0 else ahead or 7
    else:
        days = -back
    if ctx.follow and c.which is None:
        days = ahead
    return of_day(add_days(base, days))


def add_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return day
