"""Days for pictures: as numbers on an axis, as short words, as ticks that a reader cannot misread."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)


def day_number(day: str) -> float | None:
    """An ISO day as matplotlib counts days; None where there is none, or none that a calendar holds.

    >>> day_number("1970-01-02"), day_number(""), day_number("-0044-03-15")
    (1.0, None, None)
    """
    try:
        return float((date.fromisoformat(day) - date(1970, 1, 1)).days) if day else None
    except ValueError:  # years that the calendar of Python does not hold
        return None


def in_words(earliest: str, latest: str, edtf: str = "") -> str:
    """Bounds as one would write them; `edtf` where no calendar holds them.

    >>> in_words("2024-06-03", "2024-06-03"), in_words("2024-05-01", "2024-05-31"), in_words("2024-01-01", "2024-12-31")
    ('3 Jun 2024', 'May 2024', '2024')
    >>> in_words("2024-06-03", "2024-06-10"), in_words("", "2024-06-10"), in_words("2023-11-13", "2024-11-13")
    ('3–10 Jun 2024', 'until 10 Jun 2024', '13 Nov 2023 – 13 Nov 2024')
    >>> in_words("", "")
    'no calendar date'
    """
    try:
        a, b = (date.fromisoformat(d) if d else None for d in (earliest, latest))
    except ValueError:
        return edtf or f"{earliest or '…'} – {latest or '…'}"
    if a and b:
        return _day(a) if a == b else _between(a, b)
    if a or b:
        return f"from {_day(a)}" if a else f"until {_day(b)}"
    return edtf or "no calendar date"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _between(a: date, b: date) -> str:
    whole = a.day == 1 and b.day == monthrange(b.year, b.month)[1]
    if whole and (a.month, b.month) == (1, 12):
        return f"{a.year}" if a.year == b.year else f"{a.year}–{b.year}"
    if whole:
        first, last = f"{MONTHS[a.month - 1]} {a.year}", f"{MONTHS[b.month - 1]} {b.year}"
        return last if first == last else f"{first} – {last}" if a.year != b.year else f"{first[:3]}–{last}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{_day(b)}"
    return f"{_day(a)} – {_day(b)}" if a.year != b.year else f"{a.day} {MONTHS[a.month - 1]} – {_day(b)}"


def date_axis(ax: Axes, left: float, right: float, *, most: int = 9) -> None:
    """Set the limits and write days, months or years below them, the year wherever it changes.

    Parameters
    ----------
    ax : Axes
    left, right : float
        Limits as `day_number` counts.
    most : int
        Ticks at most.
    """
    ax.set_xlim(left, right)
    ticks, words = _ticks(left, right, most)
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda x, at: words[at] if at is not None and 0 <= at < len(words) else "")
    )
    ax.xaxis.set_minor_formatter(NullFormatter())


def _ticks(left: float, right: float, most: int) -> tuple[list[float], list[str]]:
    first, last = (
        date(1970, 1, 1) + timedelta(min(max(x, -719162), 2932896)) for x in (math.ceil(left), math.floor(right))
    )
    days = (last - first).days + 1
    if days <= 7 * most:
        step = next((s for s in (1, 2, 7, 14) if days / s <= most), 14)
        start = first if step < 7 else first + timedelta((7 - first.weekday()) % 7)  # weeks begin on Monday
        marks = [start + timedelta(i) for i in range(0, (last - start).days + 1, step)]
    elif days <= 31 * 12 * most:
        step = next((s for s in (1, 2, 3, 6) if days / (30.4 * s) <= most), 12)
        marks = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13, step)]
    else:
        step = next((s for s in YEAR_STEPS if days / (365.25 * s) <= most), YEAR_STEPS[-1])
        marks = [date(y, 1, 1) for y in range(first.year - first.year % step, last.year + 1, step) if y > 0]
    marks = [m for m in marks if first <= m <= last]
    yearly = all((m.month, m.day) == (1, 1) for m in marks) and len(marks) > 1
    words, year = [], None
    for m in marks:
        short = f"{m.year}" if yearly else f"{m.day} {MONTHS[m.month - 1]}" if days <= 7 * most else MONTHS[m.month - 1]
        words.append(short if yearly or m.year == year else f"{short}\n{m.year}")
        year = m.year
    return [float((m - date(1970, 1, 1)).days) for m in marks], words
