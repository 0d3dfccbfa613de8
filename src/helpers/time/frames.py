"""The period that a company report is about: what "the quarter" and "a year earlier" mean in it."""

from __future__ import annotations

import itertools
from datetime import date

from helpers.time.answers import PAST, Context, Frame
from helpers.time.finding import Found, core
from helpers.time.meaning import Calendar, Inside, Length, Relative, Report
from helpers.time.periods import Period
from helpers.time.resolve import resolve


def frame_of(found: list[Found], now: date | None) -> Frame | None:
    """The period that a company report is about: the first quarter named without a year.

    A quarter whose last day is told but that has no name, or another one than the calendar gives it, is a fiscal one.
    """
    named, ended = _named_quarter(found, now), _ended_quarter(found, now)
    if named is not None and ended in (None, named):
        return Frame(named)
    return Frame(ended, unnamed=True) if ended is not None else None


def _named_quarter(found: list[Found], now: date | None) -> Period | None:
    for f in found:
        inner = core(f.node.value)
        if isinstance(inner, Inside) and inner.outer == Relative("year", 0):
            inner = inner.inner  # "this year's third quarter"
        if isinstance(inner, Calendar) and inner.part[:1] == "Q" and inner.which is None and inner.year is None:
            answer = resolve(inner, Context(now, direction=PAST))
            return answer.period if answer else None
    return None


def _ended_quarter(found: list[Found], now: date | None) -> Period | None:
    for f, after in itertools.pairwise(found):
        if (
            _is_quarter(f.node.value)
            and after.preposition in ("ended", "ending")
            and after.node.start - f.node.end < 12
        ):
            side = PAST if after.preposition == "ended" else after.direction
            end = resolve(after.node.value, Context(now, direction=side))
            return end.period.within("quarter") if end and end.period else None
    return None


def frame_here(found: list[Found], k: int, frame: Frame | None) -> Frame | None:
    """After "the first nine months" a year ago is the year, not the quarter."""
    last = found[k - 1].node if k else None
    near = last is not None and found[k].node.start - last.end < _FRAME_REACH
    return (
        Frame(frame.period.within("year"))
        if frame
        and near
        and isinstance(length := getattr(last.value, "length", last.value), Length)
        and length.unit == "M"
        else frame
    )


_FRAME_REACH = 160


def _is_quarter(meaning: object) -> bool:
    return (isinstance(meaning, Report) and meaning.grain == "quarter") or (
        isinstance(meaning, Calendar) and meaning.part[:1] == "Q"
    )
