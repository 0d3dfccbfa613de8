"""Reading the dates of a text: found, admitted, resolved in the order in which the text tells them.

No parser is needed. An uncertain date of publication is worked out at both of its ends: what comes out the same is
certain, what differs is the interval between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from helpers.time.answers import PAST, Answer, Context, of_period
from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.choosing import in_year
from helpers.time.finding import Found, core, find
from helpers.time.frames import frame_here, frame_of
from helpers.time.meaning import (
    NOW,
    TOLD,
    Away,
    Calendar,
    Clock,
    Inside,
    Issue,
    Nth,
    Reference,
    Relative,
    Since,
    Stretch,
)
from helpers.time.orders import DayOrder
from helpers.time.periods import Period, iso, parse_day
from helpers.time.resolve import resolve


@dataclass(frozen=True)
class Reading:
    """One temporal expression of a text, resolved.

    `anchor` is the place in the list of the date that this one was computed from, if it was not publication.
    """

    start: int
    end: int
    text: str
    bounds: Bounds
    timex_type: str
    timex_value: str
    modifier: str = ""
    rule: str = ""
    anchor: int | None = None
    warning: str = ""
    meaning: object = None
    direction: int = 0


_MODIFIERS = {
    "since": "after",
    "after": "after",
    "before": "before",
    "until": "before",
    "till": "before",
    "by": "before",
}


def read_dates(text: str, published: Bounds = UNKNOWN, order: DayOrder | None = None) -> list[Reading]:
    """Find and resolve the temporal expressions of a text.

    Parameters
    ----------
    text : str
        Any text at all.
    published : Bounds
        When it was published; relative dates hang on it. Unknown: they stay without year (``XXXX-WXX-2``) and say why.

    order : DayOrder, optional
        Whether 05/03/2024 is written day first, as far as that is known from outside the text.

    Returns
    -------
    list of Reading
        In the order of the text, without overlaps.

    Examples
    --------
    >>> [r.timex_value for r in read_dates("It began on Tuesday.", Bounds("2024-06-06", "2024-06-06", "2024-06-06"))]
    ['2024-06-04']
    >>> [(r.timex_value, r.warning) for r in read_dates("It began on Tuesday.")]
    [('XXXX-WXX-2', 'no publication date')]
    """
    return resolve_all(find(text, order), text, published)


def resolve_all(found: list[Found], text: str, published: Bounds = UNKNOWN) -> list[Reading]:
    """Resolve what was found, once for each end of the date of publication."""
    early, late = parse_day(published.earliest), parse_day(published.latest)
    runs = [_run(found, day) for day in dict.fromkeys((early, late))]
    one_sided = (early is None) != (late is None)
    kept = [k for k in range(len(found)) if all(run[k][0] is not None for run in runs)]
    index = {k: place for place, k in enumerate(kept)}
    out = []
    for k in kept:
        answers = [run[k][0] for run in runs]
        told = runs[-1][k][1]
        if one_sided:
            answer = _half_open(answers[0 if early else 1], early is not None)
        else:
            answer = _join(answers[0], answers[-1])
        out.append(_reading(found[k], answer, index.get(told) if told is not None else None, text))
    return out


def _run(found: list[Found], now: date | None) -> list[tuple[Answer | None, int | None]]:
    """Every expression resolved against one day of publication, with the place of the date each one hangs on."""
    out: list[tuple[Answer | None, int | None]] = []
    told: dict[str, int] = {}
    frame = frame_of(found, now)
    for k, f in enumerate(found):
        at = _told_for(f.node.value, told)
        if (weekday := _that_weekday(f.node.value)) is not None:
            at = _last_on(weekday, out, told.get("day"))
            if at is None:
                f = replace(f, node=f.node._replace(value=Calendar(weekday=weekday)))
        period = out[at][0].period if at is not None else None
        spoken = _spoken_on(found, out, k)
        ctx = Context(
            spoken or now, period, frame_here(found, k, frame), f.direction, follow=f.follow and period is not None
        )
        adrift = _is_adrift(f, found[at] if at is not None else None)
        answer = resolve(f.node.value, replace(ctx, now=None, told=None) if adrift else ctx)
        if answer and adrift:
            answer = replace(answer, warning="the text does not say on which day")
        if answer and spoken and answer.anchor == NOW:
            answer, at = replace(answer, anchor=TOLD), k - 1
        out.append((answer, at if answer and answer.anchor == TOLD else None))
        if answer and answer.period and answer.kind in ("DATE", "TIME") and not (f.narrative and answer.anchor == NOW):
            told["any"] = k
            if f.leads:
                told["lead"] = k
            if (
                f.leads
                or answer.period.grain not in ("year", "decade", "century")
                or _next_year(f, answer.period, out, told)
            ):
                told["follow"] = k
            if answer.period.grain == "day":
                told["day"] = k
    return _date_documents(found, _bound_pairs(found, out))


def _bound_pairs(
    found: list[Found], answers: list[tuple[Answer | None, int | None]]
) -> list[tuple[Answer | None, int | None]]:
    """The first date of "between January 1 and May 3" is the last one of its name that is no later than the second."""
    out = list(answers)
    for k, f in enumerate(found):
        here, after = answers[k][0], answers[k + 1][0] if f.spans else None
        if not after or not here or not here.period or not after.period:
            continue
        for year in (after.period.year, after.period.year - 1):
            period = in_year(f.node.value, year)
            if period and period.first() and period.first() <= after.period.first():
                dated = of_period(period, here.anchor, here.kind, blank=here.blank)
                out[k] = (dated, answers[k][1])
                break
    return out


def _next_year(f: Found, period: Period, out: list[tuple[Answer | None, int | None]], told: dict[str, int]) -> bool:
    """A year that comes right after the one that the narrative is in carries it on, wherever it stands in its sentence."""
    last = out[told["follow"]][0] if "follow" in told else None
    plain = isinstance(f.node.value, Calendar) and f.direction == PAST
    return bool(plain and last and last.period and period.grain == "year" and period.year == last.period.year + 1)


def _that_weekday(meaning: object) -> int | None:
    """The weekday of "that Thursday"."""
    inner = core(meaning)
    week = isinstance(inner, Inside) and isinstance(inner.outer, Relative) and inner.outer.base == TOLD
    return inner.inner.weekday if week and isinstance(inner.inner, Nth) and inner.inner.weekday else None


def _last_on(weekday: int, out: list[tuple[Answer | None, int | None]], at: int | None) -> int | None:
    """The place of the last day told that fell on this weekday, else of the last day told at all."""
    for k in range(len(out) - 1, max(-1, len(out) - _THAT_REACH), -1):
        day = out[k][0].period if out[k][0] else None
        if day and day.grain == "day" and day.first() and day.first().isoweekday() == weekday:
            return k
    return at


_THAT_REACH = 40  # dates


def _is_adrift(f: Found, told: Found | None) -> bool:
    """A time of day without its day, far from the last day told: nobody knows which day it belongs to."""
    inner = core(f.node.value)
    return isinstance(inner, Clock) and inner.day is None and told is not None and f.sentence - told.sentence > 2


def _spoken_on(found: list[Found], answers: list[tuple[Answer | None, int | None]], k: int) -> date | None:
    """ "On November 11 she said that in recent years …": vague words of a sentence that opens with a day hang on that day."""
    value = core(found[k].node.value)
    vague = isinstance(value, Stretch) or (isinstance(value, Reference) and value.value != "PRESENT_REF")
    if not vague or not k or found[k - 1].sentence != found[k].sentence or not found[k - 1].leads:
        return None
    day = answers[k - 1][0]
    return day.first if day and day.period and day.period.grain == "day" else None


def _date_documents(
    found: list[Found], answers: list[tuple[Answer | None, int | None]]
) -> list[tuple[Answer | None, int | None]]:
    """Give "recently posted a notice" and "before the release of the notice" the day that is told of the notice elsewhere."""
    days: dict[str, set[int]] = {}
    for k, f in enumerate(found):
        answer = answers[k][0]
        if f.document and answer and answer.period and answer.period.grain == "day":
            days.setdefault(f.document, set()).add(k)
    out = list(answers)
    for k, f in enumerate(found):
        if not f.document or not isinstance(f.node.value, Issue | Reference):
            continue
        told = days.get(f.document, set())
        same = {answers[j][0].period for j in told}
        if len(same) == 1:
            j = min(told)
            out[k] = (_by_document(answers[k][0], f.node.value, answers[j][0]), j)
        elif isinstance(f.node.value, Issue):
            out[k] = (None, None)
    return out


def _by_document(answer: Answer, meaning: object, day: Answer) -> Answer:
    first, last = day.first, day.last
    if isinstance(meaning, Issue):
        first, last = (None, last) if meaning.before else (first, answer.last)
    return replace(answer, first=first, last=last, granularity="day", anchor=TOLD, warning="")


def _told_for(meaning: object, told: dict[str, int]) -> int | None:
    """The place of the date that this one would hang on: the last day for days, the last date for all else."""
    inner = core(meaning)
    if isinstance(inner, Calendar):
        return told.get("follow", told.get("any"))
    if isinstance(inner, Since):
        return told.get("lead", told.get("any"))
    if isinstance(inner, Clock):
        return told.get("day")
    if isinstance(inner, Relative) and inner.grain == "day":
        return told.get("day")
    if isinstance(inner, Away) and inner.length.unit in ("D", "H", "MIN", "S"):
        return told.get("day", told.get("any"))
    return told.get("any")


def _join(a: Answer, b: Answer) -> Answer:
    """What two ends of an uncertain anchor have in common."""
    if a.value == b.value and a.first == b.first and a.last == b.last:
        return a
    firsts, lasts = [a.first, b.first], [a.last, b.last]
    first = None if None in firsts else min(firsts)
    last = None if None in lasts else max(lasts)
    value = a.value if a.value == b.value else a.blank or _common(a.value, b.value)
    return replace(a, value=value, first=first, last=last, edtf="", period=None,
                   warning="the date of publication is only known within bounds")  # fmt: skip


def _common(a: str, b: str) -> str:
    """Two TIMEX3 values as one, X where they differ.

    >>> _common("2024-05-22", "2024-06-22")
    '2024-XX-22'
    """
    if len(a) != len(b):
        return a if a.startswith("P") else "XXXX"
    parts = zip(a.split("-"), b.split("-"), strict=False)
    return "-".join(x if x == y else "".join("X" if c.isdigit() else c for c in x) for x, y in parts)


def _half_open(answer: Answer, from_early: bool) -> Answer:
    """The answer for a publication date with one open side: the side that hangs on it stays open."""
    if not answer.anchor:
        return answer
    return replace(answer, first=answer.first if from_early else None, last=None if from_early else answer.last, edtf="",
                   value="XXXX" if answer.value[:1].isdigit() else answer.value, period=None)  # fmt: skip


def _reading(f: Found, answer: Answer, anchor: int | None, text: str) -> Reading:
    modifier = answer.modifier or _MODIFIERS.get(f.preposition, "")
    mended = f"read as “{f.mended}”: scanning broke it" if f.mended else ""
    warning = "; ".join(filter(None, (answer.warning, mended)))
    return Reading(f.node.start, f.node.end, text[f.node.start : f.node.end], bounds_of(answer), answer.kind, answer.value,
                   modifier, f.node.rule, anchor, warning, f.node.value, f.direction)  # fmt: skip


def bounds_of(answer: Answer) -> Bounds:
    """The answer as bounds: EDTF, first and last day, and how they are known."""
    edtf = answer.edtf or _interval(answer.first, answer.last)
    if not edtf:
        return Bounds(granularity=answer.granularity)
    basis = "computed" if answer.anchor else "stated"
    anchor = "" if answer.anchor == TOLD else answer.anchor
    return Bounds(edtf, iso(answer.first), iso(answer.last), answer.granularity, basis, anchor)


def _interval(first: date | None, last: date | None) -> str:
    """First and last day as an EDTF interval, open where one is missing.

    >>> _interval(None, date(2024, 6, 3)), _interval(None, None)
    ('../2024-06-03', '')
    """
    if first is None and last is None:
        return ""
    if first == last:
        return iso(first)
    return f"{iso(first) or '..'}/{iso(last) or '..'}"
