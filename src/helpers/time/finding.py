"""Finding the temporal expressions of a text, with what their surroundings say about them; nothing is resolved yet."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from helpers.time.admit import admitted, kind_of
from helpers.time.answers import FUTURE, PAST
from helpers.time.direction import PARAGRAPH, direction
from helpers.time.grammar import Node
from helpers.time.issued import document_after, document_issued
from helpers.time.meaning import (
    NOW,
    Away,
    Calendar,
    Clock,
    Inside,
    Issue,
    Length,
    Modified,
    Reference,
    Relative,
    Stretch,
)
from helpers.time.orders import DECLARED, HERE, DayOrder, shown_by
from helpers.time.patterns import parse
from helpers.time.scanned import scanned
from helpers.time.tokens import tokenise


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
    mended: str = ""  # what it was read as, where scanning had broken it
    spans: bool = False  # the first of two days or months, "between January 1 and May 3": no later than the second


def find(text: str, order: DayOrder | None = None) -> list[Found]:
    """The temporal expressions of a text, with what their clause says about their direction.

    `order` is what is known from outside the text on the order of day and month in 05/03/2024.
    """
    page = scanned(text)
    nodes = parse(tokenise(page.text, page.ends))
    places = [i for i, n in enumerate(nodes) if n.value is not None and admitted(nodes, i, text)]
    narrative = _is_narrative([nodes[i] for i in places], text)
    ends = list(itertools.accumulate(n.sign == PARAGRAPH or n.lower in (".", "!", "?") for n in nodes))
    out: list[Found] = []
    for i in places:
        before = nodes[i - 1].lower if i else ""
        leads = _leads(nodes, i)
        found = Found(
            nodes[i],
            _side(nodes, i, text),
            before,
            narrative or _is_following(nodes[i]),
            narrative,
            _document(nodes, i),
            ends[i],
            leads,
            page.reading(nodes[i].start, nodes[i].end),
        )
        out.append(_since_when(found, nodes, i))
    return _pair(_follow_locally(_share_days(_share_years(_settle_order(out, order), text), text), text), text)


def _side(nodes: list[Node], i: int, text: str) -> int:
    """The direction of a date; "a June agreement" is past, a deadline to the hour ahead, whatever the verb."""
    before = nodes[i - 1].lower if i else ""
    if kind_of(nodes[i]) == "MONTHCAL" and before in ("a", "the", "its", "his", "their", "'s"):
        return PAST
    if kind_of(nodes[i]) == "MONTHCAL" and i + 1 < len(nodes) and nodes[i + 1].lower in _TRADED:
        return FUTURE  # "oil for April delivery"
    if _is_weekday(nodes[i].value) and i + 1 < len(nodes) and nodes[i + 1].lower == "'s":
        return PAST  # "Wednesday's ruling": what has a name has mostly been
    return FUTURE if kind_of(nodes[i]) == "TIME" and before in ("until", "till") else direction(nodes, i, text)


_TRADED = frozenset({"delivery", "futures", "settlement"})


def _is_weekday(meaning: object) -> bool:
    """A bare weekday, also where a word that belongs to the verb was taken for "about": "get around Wednesday's ruling"."""
    inner = core(meaning)
    return isinstance(inner, Calendar) and bool(inner.weekday) and inner.which is None and not inner.day


def _is_following(node: Node) -> bool:
    """ "The following Tuesday": the first one after the day told last."""
    value = node.value
    return (
        isinstance(value, Calendar) and bool(value.weekday) and value.which == 1 and node.lower.startswith("following")
    )


def _leads(nodes: list[Node], i: int) -> bool:
    """Whether a date opens its sentence or paragraph, alone or after one short word."""
    return any(i - k < 0 or nodes[i - k].lower == "." or nodes[i - k].sign == PARAGRAPH for k in (1, 2))


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


def _is_narrative(found: list[Node], text: str) -> bool:
    """A text that tells of times long past: full dates with their years, hardly a word that points at the day of writing."""
    dated = [n.value for n in found if isinstance(n.value, Calendar) and n.value.year is not None]
    full = sum(1 for c in dated if c.month)
    deictic = sum(1 for n in found if (_is_of_news(n) or _points_at_now(n.value)) and not _quoted(text, n.start))
    return (full >= 3 or len(dated) >= 12 or not deictic) and len(dated) >= max(_YEARS_PER_DEICTIC * deictic, 4)


_YEARS_PER_DEICTIC = 5


_NEWS = frozenset({"DAYWORD", "WDCAL", "REPORT", "QCAL"})


def _is_of_news(node: Node) -> bool:
    """A day word, a weekday or a quarter, also with its part of the day: "Monday night"."""
    inner = core(node.value)
    return kind_of(node) in _NEWS or _is_weekday(inner.day if isinstance(inner, Clock) else inner)


_OPENING, _CLOSING = re.compile("[“«]|``"), re.compile("[”»]|''")


def _quoted(text: str, at: int) -> bool:
    """Whether quotation marks stand open here, in this paragraph."""
    before = text[max(text.rfind("\n", 0, at), at - 1000, 0) : at]
    return before.count('"') % 2 == 1 or len(_OPENING.findall(before)) > len(_CLOSING.findall(before))


def _points_at_now(meaning: object) -> bool:
    if isinstance(meaning, Modified | Inside):
        return _points_at_now(meaning.inner) or _points_at_now(getattr(meaning, "outer", None))
    return isinstance(meaning, Relative | Away) and meaning.base == NOW


def _settle_order(found: list[Found], order: DayOrder | None) -> list[Found]:
    """05/03/2024 is read as is declared, else as the article's dates of this form that can be read one way only, else as
    its outlet or region writes; where the article itself writes both ways it stays open."""
    slashed = [f.node for f in found if _slashed(f) is not None]
    if not any(_slashed(f).other_day for f in found if _slashed(f) is not None):
        return found
    if order is None or order.by != DECLARED:
        shown = shown_by(n.lower for n in slashed)
        order = DayOrder(*shown, HERE) if len(shown) == 1 else None if shown else order
    if order is None or not order.order:
        return found
    return [f if _slashed(f) is None else _in_order(f, order) for f in found]


def _slashed(f: Found) -> Calendar | None:
    """The date of the form 05/03/2024 that this is."""
    return f.node.value if f.node.rule == "day/month/year" else None


def _in_order(f: Found, order: DayOrder) -> Found:
    c = f.node.value
    if c.other_day is None:
        return f
    month, day = c.other_day if order.day_first else (c.month, c.day)
    settled = f"{order.order}, {order.by}"
    return replace(f, node=f.node._replace(value=replace(c, month=month, day=day, other_day=None, settled=settled)))


_JOINS = re.compile(
    r"\s*(?:and|or|to|through|until|till|,|[-–—]|and from|and on|and early|and late|\s)+\s*", re.IGNORECASE
)


def _share_years(found: list[Found], text: str) -> list[Found]:
    """ "In August and September 1914": the second date lends the first its year."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = core(out[k].node.value), core(out[k + 1].node.value)
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


_BEFORE_DAY = re.compile(r"[\s()]{1,4}(?:on\s)?")


def _share_days(found: list[Found], text: str) -> list[Found]:
    """ "At 10:35 a.m. (0735 GMT) Friday": the day after a time of day is its day."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = out[k].node.value, out[k + 1].node.value
        clock = here.inner if isinstance(here, Modified) else here
        if not isinstance(clock, Clock) or clock.day is not None:
            continue
        day = after.day if isinstance(after, Clock) else after
        near = _BEFORE_DAY.fullmatch(text, out[k].node.end, out[k + 1].node.start)
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
            told = core(last.node.value)
            dated = isinstance(told, Inside) or (isinstance(told, Calendar) and told.year is not None and told.month)
            near = "\n" not in text[last.node.end : here.node.start] and here.node.start - last.node.end < 300
            if (dated or (last.follow and k > 1)) and near and here.preposition in ("by", "until", "to", "through"):
                out[k] = replace(here, follow=True)
    return out


_TO = re.compile(r"\s*(?:and|to|until|till|through|[-–—])\s*")


def _pair(found: list[Found], text: str) -> list[Found]:
    """ "Between January 1 and May 3", "from March to May": two dates without a year that bound one stretch."""
    out = list(found)
    for k in range(len(out) - 1):
        here, after = out[k].node, out[k + 1].node
        both = all(isinstance(n.value, Calendar) and n.value.month and n.value.year is None and n.value.which is None
                   for n in (here, after))  # fmt: skip
        if both and out[k].preposition in ("between", "from") and _TO.fullmatch(text, here.end, after.start):
            out[k] = replace(out[k], spans=True)
    return out


def core(meaning: object) -> object:
    return meaning.inner if isinstance(meaning, Modified) else meaning
