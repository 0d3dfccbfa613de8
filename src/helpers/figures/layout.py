"""Where things go on a timeline: the period shown, how wide words are, what fits beside what."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from helpers.figures.days import day_number
from helpers.figures.style import FONTS, shorten

YEAR = 366
CORE = 0.75  # of the rows: the shortest stretch that holds so many sets the scale
LEAST = YEAR / 2  # days: a core is taken to be at least as long
REACH = 2.0  # cores before and after it that are shown too: so it keeps a fifth of the width at least


def as_number(day: str) -> float | None:
    """An ISO day as a number; None where open, -inf or inf where no calendar holds it."""
    if not day:
        return None
    number = day_number(day)
    return number if number is not None else -math.inf if day.startswith("-") or day.startswith("0000") else math.inf


def robust_period(spans: Sequence[tuple[float | None, float | None]]) -> tuple[float, float] | None:
    """First and last day to show so that a few rows from far away do not squash the rest.

    Parameters
    ----------
    spans : sequence of (float or None, float or None)
        Earliest and latest of each row, None where open.

    Returns
    -------
    (float, float) or None
        The shortest stretch that holds three quarters of the rows, and what lies within twice its length (half a year
        at least) on either side; None when no row has a bound that a calendar holds. Stretches of more than two years
        do not count as long as there are others: a decade named in passing does not set the scale.

    Examples
    --------
    >>> robust_period([(10, 10), (20, 30), (40, None), (-12000, -12000)])
    (10, 40)
    """
    known = [[x for x in span if x is not None and math.isfinite(x)] for span in spans]
    short = [k for k in known if k and k[-1] - k[0] <= 2 * YEAR] or [k for k in known if k]
    if not short:
        return None
    middles = sorted(sum(k) / len(k) for k in short)
    size = math.ceil(CORE * len(middles))
    low, high = min(
        ((middles[i], middles[i + size - 1]) for i in range(len(middles) - size + 1)), key=lambda w: w[1] - w[0]
    )
    reach = REACH * max(LEAST, high - low)
    near = [k for k in short if low - reach <= sum(k) / len(k) <= high + reach]
    return min(k[0] for k in near), max(k[-1] for k in near)


@functools.cache
def _measure(words: str) -> float:
    return (
        TextToPath().get_text_width_height_descent(words, FontProperties(family=FONTS, size=10), ismath=False)[0] / 10
    )


def text_width(words: str, size: float) -> float:
    """Width of words in inches."""
    return _measure(words) * size / 72


def fit(words: object, inches: float, size: float) -> str:
    """The words as far as they fit, cut at a word; empty where not even a few letters do.

    >>> fit("not a long sentence at all", 1.0, 10)
    'not a long…'
    """
    text = shorten(words, 400)
    if text_width(text, size) <= inches:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(shorten(text, middle), size) <= inches else (low, middle - 1)
    return shorten(text, low) if low >= 6 else ""


def axes_inches(ax: Axes) -> tuple[float, float]:
    """Width and height of axes once their figure is laid out, a little less: labels of the axes may still take some."""
    ax.figure.figure.draw_without_rendering()
    return 0.97 * ax.bbox.width / ax.figure.dpi, 0.97 * ax.bbox.height / ax.figure.dpi


def pack(extents: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """The row of each extent, the first in which it touches no other.

    >>> pack([(0, 3), (1, 2), (4, 6), (2.5, 5)], gap=0.5)
    [0, 1, 0, 1]
    """
    rows: list[list[tuple[float, float]]] = []
    out = []
    for a, b in extents:
        for number, taken in enumerate(rows):
            if all(b + gap <= c or d + gap <= a for c, d in taken):
                taken.append((a, b))
                out.append(number)
                break
        else:
            rows.append([(a, b)])
            out.append(len(rows) - 1)
    return out
