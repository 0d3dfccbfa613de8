"""Reading the dates of a text: found, admitted, resolved in the order in which the text tells them.

No parser is needed. An uncertain date of publication is worked out at both of its ends: what comes out the same is
certain, what differs is the interval between the two.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date

from helpers.time.admit import admitted, kind_of
from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.direction import PARAGRAPH, direction
from helpers.time.grammar import Node
from helpers.time.issued import document_after, document_issued
from helpers.time.meaning import (
    NOW,
    TOLD,
    Away,
    Calendar,
    Clock,
    Inside,
    Issue,
    Length,
    Modified,
    Reference,
    Relative,
    Report,
    Since,
    Stretch,
)
from helpers.time.patterns import parse
from helpers.time.periods import Period, iso, parse_day
from helpers.time.resolve import FUTURE, PAST, Answer, Context, Frame, resolve
from helpers.time.tokens import tokenise


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


@dataclass(frozen=True)
class Found:
    """An admitted expression before it is resolved."""

    node: Node
    direction: int
    preposition: str
    follow: bool
    narrative: bool = False
    document: str = ""  # whose coming out is told with this date, or is to be dated by it
    sentence: int = 0
    leads: bool = False  # stands at the beginning of a sentence or paragraph: the text goes on from it


_MODIFIERS = {
    "since": "after",
    "after": "after",
    "before": "before",
    "until": "before",
    "till": "before",
    "by": "before",
}


def find(text: str) -> list[Found]:
    """The temporal expressions of a text, with what their clause says about their direction."""
    nodes = parse(tokenise(text))
    places = [i for i, n in enumerate(nodes) if n.value is not None and admitted(nodes, i, text)]
    narrative = _is_narrative([nodes[i] for i in places], text)
    ends = list(itertools.accumulate(n.sign == PARAGRAPH or n.lower in (".", "!", "?") for n in nodes))
    out: list[Found] = []
    for i in places:
        before = nodes[i - 1].lower if i else ""
        leads = _leads(nodes, i)
        names = kind_of(nodes[i]) == "MONTHCAL" and before in (
            "a",
            "the",
            "its",
            "his",
            "their",
            "'s",
        )  # "a June agreement"
        found = Found(
            nodes[i],
            PAST if names else direction(nodes, i),
            before,
            narrative,
            narrative,
            _document(nodes, i),
            ends[i],
            leads,
        )
        out.append(_since_when(found, nodes, i))
    return _follow_locally(_share_days(_share_years(_settle_order(out), text), text), text)


def _settle_order(found: list[Found]) -> list[Found]:
    """05/03/2024 is read as the article's other dates of this form are written, where one of them can be read one way only."""
    slashed = [f.node for f in found if f.node.rule == "day/month/year"]
    orders = {int(n.lower.split("/")[0]) > 12 for n in slashed if n.value.other_day is None}
    if len(orders) != 1 or not any(n.value.other_day for n in slashed):
        return found
    day_first = orders.pop()
    return [
        replace(f, node=f.node._replace(value=_in_order(f.node.value, day_first))) if f.node in slashed else f
        for f in found
    ]


def _in_order(c: Calendar, day_first: bool) -> Calendar:
    if c.other_day is None:
        return c
    month, day = c.other_day if day_first else (c.month, c.day)
    return replace(c, month=month, day=day, other_day=None)


_JOINS = re.compile(
    r"\s*(?:and|or|to|through|until|till|,|[-–—]|and from|and on|and early|and late|\s)+\s*", re.IGNORECASE
)


def _share_years(found: list[Found], text: str) -> list[Found]:
    """ "In August and September 1914": the second date lends the first its year."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = _core(out[k].node.value), _core(out[k + 1].node.value)
        if (
            not (isinstance(here, Calendar) and isinstance(after, Calendar))
            or here.year is not None
            or after.year is None
        ):
            continue
        between = text[out[k].node.end : out[k + 1].node.start]
        if here.month and after.month and here.which is None and len(between) < 15 and _JOINS.fullmatch(between):
            shared = replace(here, year=after.year - (here.month > after.month))
            value = replace(out[k].node.value, inner=shared) if isinstance(out[k].node.value, Modified) else shared
            out[k] = replace(out[k], node=out[k].node._replace(value=value))
    return out


def _document(nodes: list[Node], i: int) -> str:
    """The document that a day, "recently" or "before its release" speaks of."""
    value = nodes[i].value
    if isinstance(value, Issue):
        return value.document
    if isinstance(value, Reference) and value.value == "PAST_REF":
        return document_after(nodes, i)
    return document_issued(nodes, i) if isinstance(value, Calendar) and value.day else ""


_PERFECT = frozenset({"has", "have", "'ve", "been"})


def _since_when(found: Found, nodes: list[Node], i: int) -> Found:
    """ "For decades", "has worked for two years": a length that ends when the text was written."""
    value = found.node.value
    if not isinstance(value, Length) or found.preposition not in ("for", "over", "after") or found.direction == FUTURE:
        return found
    perfect = any(n.lower in _PERFECT for n in nodes[max(0, i - 8) : i])
    if value.num.low is None or (perfect and found.preposition == "for"):
        return replace(found, node=found.node._replace(value=Stretch(value, -1)))
    return found


def _leads(nodes: list[Node], i: int) -> bool:
    """Whether a date opens its sentence or paragraph, alone or after one short word."""
    return any(i - k < 0 or nodes[i - k].lower == "." or nodes[i - k].sign == PARAGRAPH for k in (1, 2))


def _is_narrative(found: list[Node], text: str) -> bool:
    """A text that tells of times long past: full dates with their years, hardly a word that points at the day of writing."""
    dated = [n.value for n in found if isinstance(n.value, Calendar) and n.value.year is not None]
    full = sum(1 for c in dated if c.month)
    deictic = sum(1 for n in found if (kind_of(n) in _NEWS or _points_at_now(n.value)) and not _quoted(text, n.start))
    return (full >= 3 or len(dated) >= 12 or not deictic) and len(dated) >= max(_YEARS_PER_DEICTIC * deictic, 4)


_YEARS_PER_DEICTIC = 5
_NEWS = frozenset({"DAYWORD", "WDCAL", "REPORT", "QCAL"})
_OPENING, _CLOSING = re.compile("[“«]|``"), re.compile("[”»]|''")


def _quoted(text: str, at: int) -> bool:
    """Whether quotation marks stand open here, in this paragraph."""
    before = text[max(text.rfind("\n", 0, at), at - 1000, 0) : at]
    return before.count('"') % 2 == 1 or len(_OPENING.findall(before)) > len(_CLOSING.findall(before))


def _points_at_now(meaning: object) -> bool:
    if isinstance(meaning, Modified | Inside):
        return _points_at_now(meaning.inner) or _points_at_now(getattr(meaning, "outer", None))
    return isinstance(meaning, Relative | Away) and meaning.base == NOW


def _share_days(found: list[Found], text: str) -> list[Found]:
    """ "At 10:35 a.m. (0735 GMT) Friday": the day after a time of day is its day."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = out[k].node.value, out[k + 1].node.value
        clock = here.inner if isinstance(here, Modified) else here
        if not isinstance(clock, Clock) or clock.day is not None:
            continue
        day = after.day if isinstance(after, Clock) else after
        near = re.fullmatch(r"[\s()]{1,4}", text[out[k].node.end : out[k + 1].node.start])
        if near and (isinstance(day, Calendar) and (day.day or day.weekday)):
            dated = replace(clock, day=day)
            value = replace(here, inner=dated) if isinstance(here, Modified) else dated
            out[k] = replace(out[k], node=out[k].node._replace(value=value), direction=out[k + 1].direction)
    return out


def _follow_locally(found: list[Found], text: str) -> list[Found]:
    """ "In May of last year … by October": an incomplete month after one whose year is told, in one paragraph."""
    out = list(found)
    for k in range(1, len(out)):
        here, last = out[k], out[k - 1]
        if isinstance(here.node.value, Calendar) and here.node.value.year is None and here.node.value.month:
            told = _core(last.node.value)
            dated = isinstance(told, Inside) or (isinstance(told, Calendar) and told.year is not None and told.month)
            near = "\n" not in text[last.node.end : here.node.start] and here.node.start - last.node.end < 300
            if (dated or (last.follow and k > 1)) and near and here.preposition in ("by", "until", "to", "through"):
                out[k] = replace(here, follow=True)
    return out


def _core(meaning: object) -> object:
    return meaning.inner if isinstance(meaning, Modified) else meaning


# ---- resolving in order ---------------------------------------------------------------------------------------------
def read_dates(text: str, published: Bounds = UNKNOWN) -> list[Reading]:
    """Find and resolve the temporal expressions of a text.

    Parameters
    ----------
    text : str
        Any text at all.
    published : Bounds
        When it was published; relative dates hang on it. Unknown: they stay without year (``XXXX-WXX-2``) and say why.

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
    return resolve_all(find(text), text, published)


def resolve_all(found: list[Found], text: str, published: Bounds = UNKNOWN) -> list[Reading]:
    """Resolve what was found, once for each end of the date of publication."""
    early, late = parse_day(published.earliest), parse_day(published.latest)
    runs = [_run(found, day) for day in dict.fromkeys((early, late))]
    one_sided = (early is None) != (late is None)
    out: list[Reading] = []
    index: dict[int, int] = {}
    for k, f in enumerate(found):
        answers = [run[k] for run in runs]
        if any(a is None for a, _ in answers):
            continue
        index[k] = len(out)
        told = answers[-1][1]
        if one_sided:
            answers = [answers[0 if early else 1]]
        answer = _join(answers[0][0], answers[-1][0]) if len(answers) > 1 else answers[0][0]
        if one_sided:
            answer = _half_open(answer, early is not None)
        out.append(_reading(f, answer, index.get(told) if told is not None else None, text))
    return out


def _run(found: list[Found], now: date | None) -> list[tuple[Answer | None, int | None]]:
    """Every expression resolved against one day of publication, with the place of the date each one hangs on."""
    out: list[tuple[Answer | None, int | None]] = []
    told: dict[str, int] = {}
    frame = _frame(found, now)
    for k, f in enumerate(found):
        at = _told_for(f.node.value, told)
        period = out[at][0].period if at is not None else None
        spoken = _spoken_on(found, out, k)
        ctx = Context(
            spoken or now, period, _frame_here(found, k, frame), f.direction, follow=f.follow and period is not None
        )
        adrift = _is_adrift(f, found[at] if at is not None else None)
        answer = resolve(f.node.value, replace(ctx, now=None, told=None) if adrift else ctx)
        if answer and adrift:
            answer = replace(answer, warning="the text does not say on which day")
        out.append((answer, at if answer and answer.anchor == TOLD else None))
        if answer and answer.period and answer.kind in ("DATE", "TIME") and not (f.narrative and answer.anchor == NOW):
            told["any"] = k
            if f.leads:
                told["lead"] = k
            if f.leads or answer.period.grain not in ("year", "decade", "century"):
                told["follow"] = k
            if answer.period.grain == "day":
                told["day"] = k
    return _date_documents(found, out)


def _is_adrift(f: Found, told: Found | None) -> bool:
    """A time of day without its day, far from the last day told: nobody knows which day it belongs to."""
    core = _core(f.node.value)
    return isinstance(core, Clock) and core.day is None and told is not None and f.sentence - told.sentence > 2


def _spoken_on(found: list[Found], answers: list[tuple[Answer | None, int | None]], k: int) -> date | None:
    """ "On November 11 she said that in recent years …": vague words of a sentence that opens with a day hang on that day."""
    value = _core(found[k].node.value)
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
    core = _core(meaning)
    if isinstance(core, Calendar):
        return told.get("follow", told.get("any"))
    if isinstance(core, Since):
        return told.get("lead", told.get("any"))
    if isinstance(core, Clock):
        return told.get("day")
    if isinstance(core, Relative) and core.grain == "day":
        return told.get("day")
    if isinstance(core, Away) and core.length.unit in ("D", "H", "MIN", "S"):
        return told.get("day", told.get("any"))
    return told.get("any")


def _frame(found: list[Found], now: date | None) -> Frame | None:
    """The period that a company report is about: the first quarter named without a year.

    A quarter whose last day is told but that has no name, or another one than the calendar gives it, is a fiscal one.
    """
    named, ended = _named_quarter(found, now), _ended_quarter(found, now)
    if named is not None and ended in (None, named):
        return Frame(named)
    return Frame(ended, unnamed=True) if ended is not None else None


def _named_quarter(found: list[Found], now: date | None) -> Period | None:
    for f in found:
        core = _core(f.node.value)
        if isinstance(core, Calendar) and core.part[:1] == "Q" and core.which is None and core.year is None:
            answer = resolve(core, Context(now, direction=PAST))
            return answer.period if answer else None
    return None


def _ended_quarter(found: list[Found], now: date | None) -> Period | None:
    for f, after in itertools.pairwise(found):
        if (
            _is_quarter(f.node.value)
            and after.preposition in ("ended", "ending")
            and after.node.start - f.node.end < 12
        ):
            end = resolve(after.node.value, Context(now, direction=PAST))
            return end.period.within("quarter") if end and end.period else None
    return None


def _frame_here(found: list[Found], k: int, frame: Frame | None) -> Frame | None:
    """After "the first nine months" a year ago is the year, not the quarter."""
    last = found[k - 1].node if k else None
    near = last is not None and found[k].node.start - last.end < _FRAME_REACH
    return (
        Frame(frame.period.within("year"))
        if frame and near and isinstance(last.value, Length) and last.value.unit == "M"
        else frame
    )


_FRAME_REACH = 160


def _is_quarter(meaning: object) -> bool:
    return (isinstance(meaning, Report) and meaning.grain == "quarter") or (
        isinstance(meaning, Calendar) and meaning.part[:1] == "Q"
    )


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
    return Reading(f.node.start, f.node.end, text[f.node.start : f.node.end], bounds_of(answer), answer.kind, answer.value,
                   modifier, f.node.rule, anchor, answer.warning, f.node.value, f.direction)  # fmt: skip


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
