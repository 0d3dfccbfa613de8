"""From what an expression means to days of the calendar, given an anchor.

All of it is arithmetic on one anchor day; an uncertain anchor is resolved at both of its ends (see `helpers.time.reading`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import singledispatch

from helpers.time.answers import FUTURE, Answer, Context, of_period
from helpers.time.choosing import add_days, candidates_near, choose, choose_weekday, days_on, in_year
from helpers.time.lengths import back, length_granularity, length_value
from helpers.time.meaning import (
    FRAME,
    NOW,
    TOLD,
    Away,
    Between,
    Calendar,
    Clock,
    Inside,
    Issue,
    Length,
    Modified,
    Nth,
    Num,
    Reference,
    Relative,
    Repeat,
    Report,
    Since,
    Stretch,
)
from helpers.time.periods import SEASONS, Period, containing, containing_year, is_day, of_day


@singledispatch
def resolve(meaning: object, ctx: Context) -> Answer | None:
    """Turn a meaning into an answer; None when it means no time after all."""
    raise TypeError(f"no rule for {type(meaning).__name__}")


NO_ANCHOR = "no publication date"


NOT_TOLD = "the text tells no date that it could hang on"
COUNTED = "counted from an event that the text does not date"


@resolve.register
def _calendar(c: Calendar, ctx: Context) -> Answer | None:
    if c.span:
        return of_period(containing_year(c.span, c.year) if c.year > 0 else Period(c.span, c.year))
    if c.year is not None:
        return _warned(_with_year(c, c.year), c)
    if ctx.follow and ctx.told and ctx.told.year < 1 and not c.weekday:
        return replace(_with_year(c, ctx.told.year) or Answer("DATE", _blank(c)), anchor=TOLD)
    if c.weekday and not c.day and ctx.told and ctx.told.grain not in ("day", "week", "weekend"):
        ctx = replace(ctx, follow=False)  # no weekday follows a month or a year
    base, anchor = _base(ctx)
    if base is None:
        return Answer("DATE", _blank(c), granularity=_grain_of(c), anchor=NOW, warning=NO_ANCHOR)
    if c.day and not (c.month or c.weekday):
        return _day_of_month(c, ctx, base, anchor)
    if c.weekday and c.day and not c.month:
        found = choose(days_on(c.weekday, c.day, base), base, c, ctx)
    elif c.month or c.part:
        found = choose(candidates_near(c, base.year), base, c, ctx)
    elif c.weekday:
        found = choose_weekday(c, base, ctx)
    else:
        return None
    return _warned(of_period(found, anchor, blank=_blank(c)), c) if found else None


def _day_of_month(c: Calendar, ctx: Context, base: date, anchor: str) -> Answer | None:
    """ "The 17th": of the month told last, else the one nearest to the anchor on the side that the words ask for."""
    if ctx.told and ctx.told.grain in ("day", "month") and is_day(ctx.told.year, ctx.told.n, c.day):
        return of_period(Period("day", ctx.told.year, ctx.told.n, c.day), TOLD)
    found = choose(days_on(0, c.day, base), base, c, ctx)
    return of_period(found, anchor, blank=_blank(c)) if found else None


def _warned(answer: Answer | None, c: Calendar) -> Answer | None:
    """The answer with what is doubtful in the date itself."""
    if answer and (c.impossible or c.fiscal or c.settled):
        return replace(answer, warning=c.impossible or c.settled or "fiscal years need not be calendar years")
    return answer


def _base(ctx: Context) -> tuple[date | None, str]:
    """The day that incomplete dates hang on and what it is called."""
    if ctx.follow and ctx.told and ctx.told.first():
        return ctx.told.first(), TOLD
    return ctx.now, NOW


def _with_year(c: Calendar, year: int) -> Answer | None:
    period = in_year(c, year)
    if period is None:
        return None
    answer = of_period(period)
    if c.other_day:
        other = Period("day", year, *c.other_day)
        a, b = sorted((period, other), key=lambda p: p.first() or date.min)
        text = f"day and month can be read either way: {a.timex()} or {b.timex()}"
        return replace(answer, first=a.first(), last=b.first(), period=None, edtf="", warning=text,
                       value=f"{year:04d}-XX-XX", granularity="interval")  # fmt: skip
    return answer


def _grain_of(c: Calendar) -> str:
    if c.part[:1] == "Q":
        return "quarter"
    if c.part in SEASONS:
        return "season"
    return "month" if c.month and not c.day else "day"


def _blank(c: Calendar) -> str:
    """The TIMEX3 value with X for what nobody knows."""
    if c.month:
        return f"XXXX-{c.month:02d}" + (f"-{c.day:02d}" if c.day else "")
    if c.weekday:
        return f"XXXX-WXX-{c.weekday}"
    return f"XXXX-{c.part}" if c.part in SEASONS or c.part[1:].isdigit() else "XXXX-XX-XX"


_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
            "year": "XXXX", "decade": "XXX", "century": "XX"}  # fmt: skip


def _anchor(base: str, ctx: Context) -> tuple[Period | None, str]:
    if base == TOLD and ctx.told:
        return ctx.told, TOLD
    return (of_day(ctx.now), NOW) if ctx.now else (None, NOW)


@resolve.register
def _relative(r: Relative, ctx: Context) -> Answer | None:
    at, anchor = _anchor(r.base, ctx)
    if r.base == TOLD and not ctx.told and (r.grain == "day" or not r.by):
        unit = _granularity(r.grain)
        return Answer("DATE", _UNKNOWN.get(r.grain, "XXXX"), granularity=unit, anchor=TOLD, warning=NOT_TOLD)
    if at is None:
        return Answer(
            "DATE", _UNKNOWN.get(r.grain, "XXXX"), granularity=_granularity(r.grain), anchor=NOW, warning=NO_ANCHOR
        )
    return of_period(at.within(r.grain).shift(r.by), anchor)


def _granularity(grain: str) -> str:
    return {"weekend": "interval"}.get(grain, grain)


_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}


_ONE_YEAR = Length(Num(1), "Y", plural=False)


_POINT_GRAIN = {"H": "day", "MIN": "day", "S": "day", "D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter",
                "Y": "year", "DE": "year", "CE": "year", "ML": "year", "WE": "weekend"}  # fmt: skip


@resolve.register
def _away(a: Away, ctx: Context) -> Answer | None:
    if ctx.frame and a.sign < 0 and isinstance(a.base, str) and a.length == _ONE_YEAR:
        return resolve(Report(1), ctx)
    if not isinstance(a.base, str):
        answer = resolve(a.base, ctx)
        at, anchor = (answer.period if answer else None), (answer.anchor if answer else NOW)
    else:
        at, anchor = _anchor(a.base, ctx)
    grain = _POINT_GRAIN[a.length.unit]
    low, high = a.length.num.low, a.length.num.high
    if low is None:
        day = at.first() if at else None
        return Answer(
            "DURATION",
            length_value(a.length),
            None if a.sign < 0 else day,
            day if a.sign < 0 else None,
            "unknown",
            anchor,
        )
    if at is None or at.first() is None:
        return Answer(
            "DATE", _UNKNOWN.get(grain, "XXXX"), granularity=_granularity(grain), anchor=NOW, warning=NO_ANCHOR
        )
    finer = {"day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "year": 4}
    if finer.get(at.grain, 4) > finer[grain]:
        grain = at.grain
    near, far = (back(at.first(), a.length, a.sign, n) for n in (low, high if high is not None else low))
    if near is None or far is None:
        years = _YEARS.get(a.length.unit)
        return of_period(Period("year", at.year + a.sign * int(low * years)), anchor) if years else None
    if a.base != NOW and grain in ("week", "month", "quarter", "year") and at.grain == "day":
        grain = "day" if grain == "week" or a.base == Relative("day", 0) else grain
    one, two = sorted((containing(grain, near), containing(grain, far)), key=lambda p: p.first() or date.min)
    found = of_period(containing(grain, near), anchor, exact_day=near)
    return found if one == two else replace(found, first=one.first(), last=two.last(), edtf="")


@resolve.register
def _since(s: Since, ctx: Context) -> Answer | None:
    first = ctx.told.first() if ctx.told else None
    if first is None:
        return None
    return Answer("DATE", "PAST_REF", first, ctx.now, "interval", TOLD, modifier="after")


@resolve.register
def _issue(i: Issue, ctx: Context) -> Answer | None:
    return Answer("DATE", "PAST_REF", None, ctx.now, "unknown", NOW, modifier="before" if i.before else "after")


@resolve.register
def _inside(i: Inside, ctx: Context) -> Answer | None:
    outer = resolve(i.outer, ctx)
    if outer is None:
        return None
    if isinstance(i.inner, Calendar) and outer.period is not None:
        answer = _with_year(i.inner, outer.period.year)
        return answer and replace(answer, anchor=outer.anchor)
    if isinstance(i.inner, Nth) and outer.period is not None:
        return _nth_in(i.inner, outer)
    if isinstance(i.inner, Report) and outer.period is not None:
        return _report_in(i.inner, outer.period, ctx)
    if isinstance(i.inner, Calendar):
        return Answer(
            "DATE", _blank(i.inner), granularity=_grain_of(i.inner), anchor=outer.anchor, warning=outer.warning
        )
    return outer


def _nth_in(nth: Nth, outer: Answer) -> Answer | None:
    first, last = outer.period.first(), outer.period.last()
    if first is None or last is None:
        return None
    if nth.n == 0:
        return of_period(containing(nth.grain, first), outer.anchor)
    if nth.weekday:
        day = of_day(add_days(first, (nth.weekday - first.isoweekday()) % 7 + 7 * (nth.n - 1)))
    else:
        day = containing(nth.grain, last) if nth.n < 0 else containing(nth.grain, first).shift(nth.n - 1)
    inside = day.first() is not None and day.first() <= last
    return of_period(day, outer.anchor) if inside else None


@resolve.register
def _nth(n: Nth, ctx: Context) -> Answer | None:
    if not n.event:
        return None
    return Answer("DATE", _UNKNOWN.get(n.grain, "XXXX"), granularity=_granularity(n.grain), warning=COUNTED)


@resolve.register
def _report(r: Report, ctx: Context) -> Answer | None:
    frame = ctx.frame
    if frame is not None and r.grain in ("", frame.period.grain):
        per_year = 4 if frame.period.grain == "quarter" else 1
        return _framed(frame.period.shift(-per_year * r.years_back), frame.unnamed)
    if r.years_back:
        return resolve(Relative("year", -1), ctx)
    if r.grain == "weekend" and not ctx.follow and ctx.now and ctx.now.isoweekday() < 6 and ctx.direction != FUTURE:
        return resolve(Relative("weekend", -1), ctx)
    answer = resolve(Relative(r.grain or "quarter", 0, TOLD if ctx.follow else NOW), ctx)
    if r.grain in ("week", "") and answer.period is not None:  # a week or period near by: which one is not said
        return replace(answer, value=f"{answer.period.year:04d}-{'WXX' if r.grain else 'QX'}", period=None)
    return answer


def _framed(period: Period, unnamed: bool) -> Answer:
    answer = of_period(period, FRAME)
    return (
        replace(answer, value=f"{period.year:04d}-QX", period=None) if unnamed and period.grain == "quarter" else answer
    )


def _report_in(r: Report, year: Period, ctx: Context) -> Answer | None:
    if ctx.frame is None:
        return of_period(year)
    return _framed(replace(ctx.frame.period, year=year.year), ctx.frame.unnamed)


@resolve.register
def _between(b: Between, ctx: Context) -> Answer | None:
    last = resolve(b.last, ctx)
    if last is None:
        return None
    first = b.first
    if isinstance(first, Calendar) and first.year is None and last.period is not None:
        start = in_year(first, last.period.year)
        if start and start.first() and last.first and start.first() > last.first:
            start = in_year(first, last.period.year - 1)
        begin = of_period(start) if start else None
    else:
        begin = resolve(first, ctx)
    if begin is None:
        return None
    if begin.period is None or last.period is None:
        return replace(begin, first=begin.first, last=last.last, edtf="")
    edtf = f"{begin.edtf}/{last.edtf}" if "/" not in begin.edtf + last.edtf else ""
    return replace(last, value=begin.value, first=begin.first, period=begin.period, edtf=edtf)


@resolve.register
def _length(length: Length, ctx: Context) -> Answer | None:
    return Answer("DURATION", length_value(length), granularity=length_granularity(length))


@resolve.register
def _stretch(s: Stretch, ctx: Context) -> Answer | None:
    answer = resolve(s.length, ctx)
    if not isinstance(s.base, str):
        return _part(s, answer, resolve(s.base, ctx))
    at, anchor = _anchor(s.base, ctx)
    day = at.first() if at else None
    if day is None:
        return replace(answer, anchor=anchor, warning=NO_ANCHOR)
    n = s.length.num.high or s.length.num.low
    other = back(day, s.length, s.sign, n) if n is not None else None
    if s.since and other and s.length.unit in ("M", "Y"):
        other = containing(_POINT_GRAIN[s.length.unit], other).first()
    first, last = (other, day) if s.sign < 0 else (day, other)
    return replace(answer, first=first, last=last, anchor=anchor)


def _part(s: Stretch, answer: Answer, whole: Answer | None) -> Answer:
    """The first or last months of a year: as long as they are, from its first or to its last day."""
    n = s.length.num.low
    if whole is None or not (whole.first and whole.last) or n is None:
        return replace(answer, anchor=whole.anchor if whole else "", warning=whole.warning if whole else "")
    if s.sign < 0:
        other = back(add_days(whole.last, 1), s.length, -1, n)
        first, last = (max(other, whole.first) if other else whole.first), whole.last
    else:
        other = back(whole.first, s.length, 1, n)
        first, last = whole.first, (min(add_days(other, -1), whole.last) if other else whole.last)
    return replace(answer, first=first, last=last, anchor=whole.anchor)


@resolve.register
def _repeat(r: Repeat, ctx: Context) -> Answer | None:
    return Answer("SET", r.value)


@resolve.register
def _reference(r: Reference, ctx: Context) -> Answer | None:
    if r.value == "PRESENT_REF":
        return Answer("DATE", r.value, ctx.now, ctx.now, "day" if ctx.now else "unknown", NOW,
                      warning="" if ctx.now else NO_ANCHOR)  # fmt: skip
    first, last = (None, ctx.now) if r.value == "PAST_REF" else (ctx.now, None)
    return Answer("DATE", r.value, first, last, "unknown", NOW, warning="" if ctx.now else NO_ANCHOR)


@resolve.register
def _clock(c: Clock, ctx: Context) -> Answer | None:
    day = resolve(c.day, ctx) if c.day is not None else _day_told(ctx)
    if day is None:
        return None
    time = c.time if c.time[1:3] != "24" else "T00:00"
    base = day.value if len(day.value) == 10 else "XXXX-XX-XX"
    return replace(day, kind="TIME", value=base + time)


def _day_told(ctx: Context) -> Answer:
    at, anchor = _anchor(TOLD, ctx)
    if at is None or at.grain != "day":
        at, anchor = _anchor(NOW, ctx)
    if at is None:
        return Answer("DATE", "XXXX-XX-XX", granularity="day", anchor=NOW, warning=NO_ANCHOR)
    return of_period(at, anchor)


@resolve.register
def _modified(m: Modified, ctx: Context) -> Answer | None:
    answer = resolve(m.inner, ctx)
    return answer and _modify(answer, m.modifier, m.inner)


def _modify(answer: Answer, modifier: str, inner: object) -> Answer:
    answer = replace(answer, modifier=modifier)
    if isinstance(inner, Away) and modifier in ("more_than", "less_than") and answer.exact_day:
        earlier = (inner.sign < 0) == (modifier == "more_than")
        first, last = (None, answer.exact_day) if earlier else (answer.exact_day, None)
        return replace(answer, first=first, last=last, edtf="")
    return answer
