"""Dates in writing: EDTF read into bounds, and days written in the styles that the patterns read."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.periods import Period, iso

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_edtf(text: str, basis: str = "metadata") -> Bounds:
    """Read an EDTF date or interval.

    Parameters
    ----------
    text : str
        EDTF level 0 to 2: ``2024-06-03``, ``2024-06``, ``2024-06-03/2024-06-10``, ``../2024-06-03``, ``199X``, ``2024-21``.
    basis : str
        How it is known, see `helpers.time.bounds.BASES`.

    Returns
    -------
    Bounds
        With the days that it covers; `UNKNOWN` for the empty text.

    Raises
    ------
    ValueError
        If it is no EDTF.

    Examples
    --------
    >>> read_edtf("2024-06").latest
    '2024-06-30'
    >>> read_edtf("../2024-06-03").earliest
    ''
    """
    text = text.strip()
    if not text:
        return UNKNOWN
    if "/" in text:
        first, last = text.split("/", 1)
        a, b = _end(first, basis), _end(last, basis)
        if a.earliest and b.latest and a.earliest > b.latest:
            raise ValueError(f"{text!r} ends before it begins")
        return Bounds(text, a.earliest, b.latest, "day" if a.edtf == b.edtf and a.is_day else "interval", basis)
    return _one(text, basis)


def _end(text: str, basis: str) -> Bounds:
    return UNKNOWN if text in ("", "..") else _one(text, basis)


def _one(text: str, basis: str) -> Bounds:
    if plain := _PLAIN.match(text):
        year, month, day = (int(x) if x else 0 for x in plain.groups())
        if 21 <= month <= 24 and not day:
            season = Period("season", year, month - 20)
            return Bounds(text, iso(season.first()), iso(season.last()), "season", basis)
        if (month and not 1 <= month <= 12 and not 21 <= month <= 41) or (
            day and (month > 12 or day > monthrange(year or 4, month)[1])
        ):
            raise ValueError(f"{text!r} is no date")
        if month <= 12 and not (plain[2] and not month) and not (plain[3] and not day):
            period = (
                Period("day", year, month, day)
                if day
                else Period("month", year, month)
                if month
                else Period("year", year)
            )
            return Bounds(text, iso(period.first()), iso(period.last()), period.grain, basis)
    return _by_library(text, basis)


def _by_library(text: str, basis: str) -> Bounds:
    """What is more than a plain date, by the `edtf` package."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        first, last = (_of_struct(getattr(parsed, side)()) for side in ("lower_strict", "upper_strict"))
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError) as error:
        raise ValueError(f"{text!r} is no EDTF date: write 2024-06-03, 2024-06 or 2024-06-03/2024-06-10") from error
    grain = "decade" if re.fullmatch(r"\d{3}X", text) else "century" if re.fullmatch(r"\d\dXX", text) else "interval"
    return Bounds(text, first, last, grain, basis)


def _of_struct(moment: object) -> str:
    """The ISO day of a struct_time; empty beyond the years 1 to 9999."""
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat()
    except (ValueError, AttributeError):
        return ""


STYLES = {
    "iso": lambda d: d.isoformat(),
    "month day, year": lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "day month year": lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    "short month": lambda d: f"{_SHORT[d.month - 1]} {d.day}, {d.year}",
    "ordinal": lambda d: f"the {ordinal(d.day)} of {_MONTHS[d.month - 1]} {d.year}",
    "weekday": lambda d: f"{_DAYS[d.weekday()]}, {_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "bracket": lambda d: f"{_DAYS[d.weekday()]} ({_MONTHS[d.month - 1]} {d.day}, {d.year})",
}


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def write_day(day: date, style: str = "day month year") -> str:
    """A day in one of `STYLES`.

    >>> write_day(date(2024, 6, 2), "bracket")
    'Sunday (June 2, 2024)'
    """
    return STYLES[style](day)


def covering(first: date | None, last: date | None, basis: str = "inferred") -> Bounds:
    """The bounds from a first to a last day, in the shortest EDTF: a year or a month where they are whole.

    >>> covering(date(2023, 2, 1), date(2023, 2, 28)).edtf
    '2023-02'
    >>> covering(date(2023, 2, 5), None).edtf
    '2023-02-05/..'
    """
    if first is None and last is None:
        return UNKNOWN
    if first and last:
        for grain in ("day", "month", "year"):
            period = Period(
                grain, first.year, first.month if grain != "year" else 0, first.day if grain == "day" else 0
            )
            if (period.first(), period.last()) == (first, last):
                return Bounds(period.edtf(), iso(first), iso(last), grain, basis)
    return Bounds(f"{iso(first) or '..'}/{iso(last) or '..'}", iso(first), iso(last), "interval", basis)
