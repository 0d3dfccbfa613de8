"""Builders: from the parts that a pattern caught to what they mean (see `helpers.time.meaning`)."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.time.meaning import (
    TOLD,
    Away,
    Between,
    Calendar,
    Clock,
    Inside,
    Length,
    Modified,
    Nth,
    Num,
    Relative,
    Repeat,
    Report,
    Stretch,
)
from helpers.time.periods import is_day

GRAIN = {"S": "second", "MIN": "minute", "H": "hour", "D": "day", "WE": "weekend", "W": "week", "2W": "week", "M": "month",
         "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century", "ML": "millennium"}  # fmt: skip
_PARTS = {"¼": 0.25, "½": 0.5, "¾": 0.75}


def number(value: object) -> Num:
    """A number of any written form as a `Num`.

    >>> number("2 1/2"), number("1,200")
    (Num(low=2.5, high=None), Num(low=1200.0, high=None))
    """
    if isinstance(value, Num):
        return value
    if isinstance(value, int | float):
        return Num(value)
    text = str(value)
    if text == "X":
        return Num(None)
    if text[-1] in _PARTS:
        return Num(int(text[:-1]) + _PARTS[text[-1]])
    if fraction := re.match(r"(\d+)[ -](\d)/(\d)$", text):
        whole, over, under = map(int, fraction.groups())
        return Num(whole + over / under) if under else Num(None)
    return Num(float(text.replace(",", "")))


def year(value: object) -> int | None:
    """A year of two or four digits or in words; "'98" is 1998 and "'24" 2024 (the century turns at 50)."""
    if value is None or isinstance(value, int):
        return value
    two = int(str(value).lstrip("'"))
    return two + (1900 if two >= 50 else 2000)


# ---- numbers --------------------------------------------------------------------------------------------------------
def tens(tens: int, small: int) -> Num | None:
    """Twenty-five."""
    return Num(tens + small) if small < 10 else None


def hundreds(small: int | None = None, power: int = 100) -> Num:
    """A hundred, three hundred, a thousand."""
    return Num((small or 1) * power)


def millions(n: object, **_: object) -> Num | None:
    """65 million (years)."""
    low = number(n).low
    return None if low is None else Num(low * 10**6)


def spoken_year(small: int, tens: int | None = None, small2: int | None = None) -> int | None:
    """Nineteen ninety-seven; nineteen twelve."""
    rest = (tens or 0) + (small2 or 0)
    return small * 100 + rest if 15 <= small <= 20 and 10 <= rest <= 99 else None


def halves(n: object = 1) -> Num | None:
    """Two and a half."""
    value = number(n)
    return None if value.low is None else Num(value.low + 0.5)


# ---- lengths --------------------------------------------------------------------------------------------------------
def length(n: object = 1, anyunit: str = "", n2: object = None, plural: bool = True) -> Length | None:
    """Two years; two to three weeks; several months."""
    low, high = number(n), number(n2) if n2 is not None else None
    if low.low is not None and (low.low > 10**11 or (high and high.low and high.low < low.low)):
        return None
    if high is not None:
        low = Num(low.low, high.low)
    return Length(low, anyunit, plural=plural)


def vague_length(anyunit: str, **_: object) -> Length:
    """Weeks; several months."""
    return Length(Num(None), anyunit)


def half_length(anyunit: str) -> Length:
    """Half a year."""
    return Length(Num(0.5), anyunit, plural=False)


def longer(len: Length, len2: Length) -> Length | None:
    """Two years and three months."""
    ranks = list(GRAIN)
    if len.unit not in ranks or len2.unit not in ranks or ranks.index(len2.unit) >= ranks.index(len.unit):
        return None
    return replace(len, then=len2) if len.num.low is not None and len2.num.low is not None else None


# ---- calendar -------------------------------------------------------------------------------------------------------
def day(mon: int, day: int, year_: object = None, wd: int | None = None) -> Calendar | None:
    """June 3; June 3, 2024; Sunday, June 3. Of 31 June the month is kept, and that there is no such day."""
    y = year(year_)
    if not is_day(y, mon, day):
        return (
            Calendar(year=y, month=mon, impossible=f"{y or 'any year'}-{mon:02d} has no day {day}")
            if 29 <= day <= 31
            else None
        )
    return Calendar(year=y, month=mon, day=day, weekday=wd, short_year=isinstance(year_, str))


def month(mon: int, year_: object) -> Calendar:
    """October 2017."""
    return Calendar(year=year(year_), month=mon, short_year=isinstance(year_, str))


def iso_day(iso: str) -> Calendar | None:
    """2024-06-03."""
    y, m, d = map(int, iso.split("-"))
    return Calendar(y, m, d) if is_day(y, m, d) else None


def iso_time(isotime: str) -> Clock | None:
    """2024-06-03T10:00:00Z."""
    calendar = iso_day(isotime[:10])
    return Clock(isotime[10:16].upper(), calendar) if calendar else None


def slashed(slash: str) -> Calendar | None:
    """05/03/2024: both readings are kept where both are days."""
    a, b, y = re.split("[/-]", slash)
    years = int(y) if len(y) == 4 else year(y)
    first, second = (int(a), int(b)), (int(b), int(a))
    readings = [(m, d) for m, d in dict.fromkeys((first, second)) if is_day(years, m, d)]
    if not readings:
        impossible = [(m, d) for m, d in (first, second) if 1 <= m <= 12 and 29 <= d <= 31]
        return day(*impossible[0], years) if impossible else None
    m, d = readings[0]
    return Calendar(years, m, d, other_day=readings[1] if len(readings) > 1 else None, short_year=len(y) < 4)


def dotted(dots: str) -> Calendar | None:
    """03.06.2024, the order of the European continent."""
    d, m, y = map(int, dots.split("."))
    return Calendar(y, m, d) if is_day(y, m, d) else None


def decade(text: object) -> Calendar | None:
    """The 1990s; the '90s; the nineties."""
    if isinstance(text, int):
        return Calendar(year=1900 + text, span="decade")
    digits = re.sub(r"\D", "", str(text))
    first = int(digits) if len(digits) == 4 else int(digits) + 1900
    if first % 100 == 0 and len(digits) < 4:
        return None
    return Calendar(year=first, span="century" if first % 100 == 0 and first < 2000 else "decade")


def century(ord: int, bc: bool = False) -> Calendar | None:
    """The 20th century."""
    if not 1 <= ord <= 30:
        return None
    return Calendar(year=-ord * 100 + 1 if bc else (ord - 1) * 100, span="century")


def short_part(q: str, year_: Calendar | None = None) -> Calendar:
    """Q3 2023; 3Q; H1 2024."""
    letter, digit = sorted(q.upper(), key=str.isdigit)
    return Calendar(year=year_.year if year_ else None, part=letter + digit)


def fiscal_year(fy: str) -> Calendar:
    """FY2023; FY23."""
    digits = re.sub(r"\D", "", fy)
    return Calendar(year=year(digits) if len(digits) == 2 else int(digits), fiscal=True)


def nth_weekday(ord: int, cal: Calendar, outer: object) -> object | None:
    """The first Monday of May 2024."""
    return Inside(Nth(ord, "day", weekday=cal.weekday), outer) if 1 <= ord <= 5 and cal.which is None else None


def nth_part(ord: int, unit: str, outer: object) -> object | None:
    """The first week of next month; the last week (-1) of October."""
    grain = GRAIN[unit]
    if grain not in ("day", "week", "weekend", "month", "quarter", "year", "decade") or not -1 <= ord <= 53:
        return None
    return Inside(Nth(ord, grain), outer)


def last_part(past: object, outer: object) -> object | None:
    """The last week of October."""
    if isinstance(past, Stretch) and past.sign < 0:
        return nth_part(-1, past.length.unit, outer) if past.length.num == Num(1) else Stretch(past.length, -1, outer)
    if isinstance(past, Relative) and past.by == -1:
        return Inside(Nth(-1, past.grain), outer)
    return None


def bc_year(n: object) -> Calendar | None:
    """44 BC."""
    low = number(n).low
    return Calendar(year=1 - int(low)) if low and low < 10000 else None


def month_bc(month: object, n: object) -> Calendar | None:
    """June 479 BC; the summer of 481 BC."""
    when = bc_year(n)
    if when is None:
        return None
    return replace(when, month=month) if isinstance(month, int) else replace(when, part=month)


def part(name: str, year_: object = None, which: int | None = None) -> Calendar:
    """Spring; the third quarter of 1990; last Christmas."""
    return Calendar(year=year(year_), part=name, which=which)


def quarter(n: int, year_: object = None) -> Calendar | None:
    """The third quarter (1990)."""
    return part(f"Q{n}", year_) if 1 <= n <= 4 else None


def half(n: int, year_: object = None) -> Calendar | None:
    """The first half (of 1990)."""
    return part(f"H{n}", year_) if 1 <= n <= 2 else None


def same_day(wd: object, cal: object) -> object | None:
    """Sunday (June 2); Friday, Oct. 13."""
    wd = wd.weekday if isinstance(wd, Calendar) else wd
    if isinstance(cal, Calendar) and cal.day and cal.weekday is None:
        return replace(cal, weekday=wd)
    return None


def weekday_of(wd: Calendar, week: object) -> object | None:
    """Monday of last week."""
    is_week = isinstance(week, Relative) and week.grain == "week"
    return Inside(Nth(1, "day", weekday=wd.weekday), week) if is_week and wd.which is None else None


def which_date(cal: object, which: int) -> Calendar | None:
    """Last Tuesday; next Jan. 5; this September."""
    if isinstance(cal, Calendar) and cal.year is None and cal.which is None:
        return replace(cal, which=which)
    return None


# ---- relative -------------------------------------------------------------------------------------------------------
def relative(anyunit: str, by: int, base: str = "published") -> object | None:
    """Last year; this week; next quarter."""
    grain = GRAIN[anyunit]
    if grain in ("second", "minute", "hour", "millennium"):
        return None
    return Relative(grain, by, base)


def stretch(len: Length, sign: int, base: str = "published", since: bool = False) -> object:
    """The past two years; the next five days."""
    return Stretch(len, sign, base, since)


def away(len: Length, sign: int, base: object = "published") -> object:
    """Two years ago; three days later."""
    return Away(len, sign, base)


def coming(cal: object) -> object:
    """A week from Sunday: the Sunday to come."""
    if isinstance(cal, Calendar) and cal.weekday and not cal.day and cal.which is None:
        return replace(cal, which=1)
    return cal


def inside(inner: object, outer: object) -> object | None:
    """October of last year: a part without a year in something that has one."""
    if isinstance(outer, Report) and outer.grain == "year":
        outer = Relative("year", 0)
    if isinstance(inner, Calendar) and inner.year is None and inner.which is None:
        if isinstance(outer, Calendar) and outer.year is not None and not (outer.month or outer.part or outer.span):
            return replace(inner, year=outer.year)
        if isinstance(outer, Relative | Away) or (isinstance(outer, Calendar) and not outer.day):
            return Inside(inner, outer)
    if isinstance(inner, Nth | Modified):
        return Inside(inner, outer)
    return None


def told_day(anyunit: str) -> object | None:
    """That day; the same year."""
    return relative(anyunit, 0, TOLD)


def between(cal: object, cal2: object) -> object | None:
    """January to November 2016; 1989-1991; June 5-7."""
    if isinstance(cal, Calendar) and isinstance(cal2, Calendar):
        if cal.year is not None and cal2.year is not None and cal2.year < cal.year:
            return None
        if cal.year is not None and cal2.year is None and cal2.span:
            return None
        return Between(cal, cal2)
    return None


def clock_text(clock: object, ampm: str | None = None, part: str | None = None) -> str | None:
    """The hour and minute as TIMEX3 writes them: T09:00, T17:30.

    >>> clock_text(9, "a.m."), clock_text("5:30", "p.m."), clock_text(12, "am")
    ('T09:00', 'T17:30', 'T00:00')
    """
    hour, minute, *_ = [*re.split("[:.]", str(clock)), "0"]
    h, m = int(hour), int(minute or 0)
    half = (ampm or "")[:1] or {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(part or "", "")
    if (half and h > 12) or h > 24:
        return None
    if half == "p" and h < 12:
        h += 12
    elif half == "a" and h == 12:
        h = 0
    return f"T{h:02d}:{m:02d}"


def in_half(hours: str, part: str) -> str:
    """6 o'clock this afternoon is T18:00.

    >>> in_half("T06:00", "AF"), in_half("T06:00", "MO")
    ('T18:00', 'T06:00')
    """
    hour = int(hours[1:3])
    return f"T{hour + 12:02d}{hours[3:]}" if part in ("AF", "EV", "NI") and hour < 12 else hours


def military(**parts: object) -> str | None:
    """1930 GMT; 0800 hours."""
    text = str(next(v for v in parts.values() if v is not None)).zfill(4)
    hour, minute = int(text[:-2]), int(text[-2:])
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def clock(text: str | None, day: object = None) -> Clock | None:
    """A time of day, on a day if one stands with it."""
    return Clock(text, day) if text else None


def part_of_day(part: str, day: object = None) -> object:
    """Friday evening; this morning.

    The night of a named day is that day: it runs over two, and the annotated corpora mostly give the first.
    """
    if part == "NI" and isinstance(day, Calendar):
        return Modified(day, "end")
    return Clock(f"T{part}", day)


def every(anyunit: str, n: int = 1) -> Repeat | None:
    """Every day; each month."""
    letter = {
        "H": "T{}H",
        "MIN": "T{}M",
        "S": "T{}S",
        "D": "{}D",
        "W": "{}W",
        "M": "{}M",
        "Q": "{}M",
        "Y": "{}Y",
        "DE": "{}DE",
    }
    if anyunit not in letter:
        return None
    return Repeat("P" + letter[anyunit].format(3 * n if anyunit == "Q" else n))


def report(years_back: int, grain: str = "") -> Report:
    """The latest quarter; the year-ago period."""
    return Report(years_back, grain)


def quarter_ago(period: object, ago: object) -> Report | None:
    """The quarter a year ago."""
    quarter = isinstance(period, Calendar) and period.part[:1] == "Q"
    if not (quarter or (isinstance(period, Report) and period.grain in ("", "quarter"))) or not isinstance(ago, Away):
        return None
    return year_ago(ago.length) if ago.sign < 0 else None


def year_ago(len: Length) -> Report | None:
    """A year-earlier (net loss)."""
    return Report(1) if (len.num.low, len.unit) == (1, "Y") else None


def modified(modifier: str, inner: object) -> object | None:
    """Early next year; about two weeks ago; the end of 2001."""
    return Modified(inner, modifier) if inner is not None and not isinstance(inner, Repeat) else None


def past_unit(unit: str) -> object:
    """The past year: the twelve months before, not the calendar year; but the past weekend is that of last week."""
    if unit == "WE":
        return Relative("weekend", -1)
    return Stretch(Length(Num(1), unit, plural=False), -1)


def recent(units: str) -> object:
    """Recent months."""
    return Stretch(Length(Num(None), units), -1)


def first_units(len: Length, outer: object) -> object:
    """The first two quarters of 1990 are its first half; the first nine months of 1990 a length from its first day."""
    return (
        inside(Calendar(part="H1"), outer)
        if (len.num.low, len.unit) in ((2, "Q"), (6, "M"))
        else Stretch(len, 1, outer)
    )


def nth_of_month(wd: object, ordinal: int) -> Calendar | None:
    """Friday the 13th: a day of an unnamed month stays a weekday."""
    wd = wd.weekday if isinstance(wd, Calendar) else wd
    return Calendar(weekday=wd, day=ordinal) if 1 <= ordinal <= 31 else None


def the_unit(unit: str) -> object | None:
    """The quarter; the year; the weekend."""
    grain = GRAIN[unit]
    if grain in ("second", "minute", "hour", "decade", "century", "millennium"):
        return None
    return Report(0, grain)


def every_length(len: Length) -> Repeat | None:
    """Every two weeks."""
    n = len.num.low
    return every(len.unit, int(n)) if n and n == int(n) else None


def nth(n: int, unit: str) -> Nth | None:
    """The second day; its 11th month."""
    grain = GRAIN[unit]
    return Nth(n, grain, event=True) if grain in ("day", "week", "month", "year") else None


def report_year(cal: Calendar) -> object:
    """The 1988 period: the period of the report, in that year."""
    return Inside(Report(0), cal)


def day_from(theunit: Report, cal: object, by: int) -> object | None:
    """The day before last Tuesday."""
    if theunit.grain != "day":
        return None
    return Away(Length(Num(1), "D"), by, cal)


def year_range(cal: Calendar, other: object) -> object | None:
    """1989-1991; 1989-91."""
    if cal.short_year or cal.year is None:
        return None
    end = other.year if isinstance(other, Calendar) else cal.year // 100 * 100 + int(other)
    return Between(cal, Calendar(year=end)) if end is not None and end > cal.year else None


def day_range(cal: object, last: int, year_: Calendar | None) -> object | None:
    """June 5-7, 2024."""
    if not (isinstance(cal, Calendar) and cal.month and cal.day and cal.day < last):
        return None
    y = year_.year if year_ is not None else cal.year
    end = day(cal.month, last, y)
    return Between(replace(cal, year=y), end) if end and end.day else None


def days_of(first: int, cal: object) -> object | None:
    """5-7 June 2024."""
    if not (isinstance(cal, Calendar) and cal.month and cal.day and first < cal.day):
        return None
    return Between(Calendar(cal.year, cal.month, first), cal)


def clock_of(hours: str) -> Clock:
    """9 a.m., on the day that the text is at."""
    return Clock(hours)


def part_of(partof: str, cal: object) -> object | None:
    """The end of 2001; the end of the month."""
    return modified(partof, cal)
