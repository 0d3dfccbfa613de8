"""Lengths of time: their TIMEX3 value, and the day that lies so far away."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from helpers.time.builders import GRAIN
from helpers.time.meaning import Length


def length_value(length: Length) -> str:
    """The TIMEX3 value of a length.

    >>> from helpers.time.meaning import Num
    >>> [length_value(Length(Num(n), u)) for n, u in ((2, "Y"), (None, "W"), (2.5, "Y"), (3, "H"), (4, "DE"))]
    ['P2Y', 'PXW', 'P2Y6M', 'PT3H', 'P40Y']
    """
    unit = {"H": "H", "MIN": "M", "S": "S", "2W": "W", "WE": "D"}.get(length.unit, length.unit)
    time = "T" if length.unit in ("H", "MIN", "S") else ""
    n = length.num.low
    if n is None:
        return f"P{time}X{unit}"
    factor = {"DE": 10, "CE": 100, "ML": 1000, "2W": 2, "WE": 2}.get(length.unit, 1)
    unit = {"DE": "Y", "CE": "Y", "ML": "Y"}.get(length.unit, unit)
    value = _split(n * factor, unit, time)
    if length.then:
        rest = length_value(length.then)
        value += rest.removeprefix("P") if "T" not in value else rest.removeprefix("PT")
    return value


def _split(n: float, unit: str, time: str) -> str:
    if n == int(n):
        return f"P{time}{int(n)}{unit}"
    parts = {("Y", ""): (12, "M"), ("M", ""): (30, "D"), ("W", ""): (7, "D"), ("D", ""): (24, "H"), ("H", "T"): (60, "M"),
             ("M", "T"): (60, "S")}  # fmt: skip
    if (unit, time) not in parts:
        return f"P{time}{n:g}{unit}"
    many, smaller = parts[unit, time]
    whole, rest = int(n), round((n - int(n)) * many)
    if unit == "D":
        return f"P{whole}DT{rest}H" if whole else f"PT{rest}H"
    return f"P{time}" + (f"{whole}{unit}" if whole else "") + f"{rest}{smaller}"


def length_granularity(length: Length) -> str:
    grain = GRAIN[length.unit]
    return grain if grain in ("day", "week", "month", "quarter", "year", "decade", "century") else "unknown"


def back(day: date, length: Length, sign: int, n: float) -> date | None:
    """The day that lies n units of a length before or after a day."""
    unit = length.unit
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7, "H": 1 / 24, "MIN": 1 / 1440, "S": 1 / 86400}
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
    try:
        if unit in days:
            return day + timedelta(days=int(sign * n * days[unit]))
        whole, rest = divmod(n * months[unit], 1)
        return day + sign * relativedelta(months=int(whole), days=round(rest * 30))
    except (OverflowError, ValueError):
        return None
