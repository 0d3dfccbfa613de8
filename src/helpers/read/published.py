"""The publication-date court: every clue on when an article was published, and the one answer that they allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from helpers.read.articles import Clue, Segment
from helpers.time.answers import FUTURE, PAST, Context
from helpers.time.bounds import Bounds
from helpers.time.choosing import days_on
from helpers.time.finding import Found, find
from helpers.time.meaning import NOW, Calendar, Clock, Inside, Modified, Relative
from helpers.time.orders import DayOrder
from helpers.time.periods import Period, iso, parse_day
from helpers.time.resolve import resolve
from helpers.time.written import covering, read_edtf

METADATA, STATED, UPDATED, ADDRESS, PAGE = "metadata", "stated line", "line of an update", "address", "page"
DATELINE = "dateline"
COPYRIGHT, CAPTION, LATEST_PAST = "copyright year", "caption", "latest past event"
WEEKDAY, FRESH, LAST_MONTH, FUTURE_EVENT = "weekday + date", "fresh news", "last month", "future event"
TODAY = "today + date"
CONTRADICTS = "contradicts"

_BASIS = {METADATA: "metadata", PAGE: "metadata", STATED: "stated"}
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d)(?:[/_-]?(\d\d))?(?!\d)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n\d]{0,40}(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)", re.IGNORECASE)
_TIMESTAMP = re.compile(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:.*$")
_PLACE = re.compile(r"\s*[A-Z][A-Z .,'’/-]{2,40}(?:\([^)]*\)\s*)?,?\s*$")
_AGENCY = re.compile(r"\s*(?:\([A-Z][\w ./-]{1,30}\))?\s*[-–—_]")
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b[^\n\d]{0,20}$", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:published|posted|first|on|date|dated|last|updated|modified|by|at|issued|release[ds]?|am|pm|a\.m|p\.m|"
                    r"e[sd]?t|gmt|utc|ist|bst|cet|[0-2]?\d[:.][0-5]\d|\W+)\b", re.IGNORECASE)  # fmt: skip
_BESIDE = re.compile(r"(?:\s?[,(–—:-]\s?|\s)")
WEEK = timedelta(days=7)
FRESH_DAYS = timedelta(days=28)
_WIDE = 200  # days: beyond, a day without a year may belong to either of two years
_TELLING = frozenset({"headline", "subhead", "body"})
_WHEN = frozenset({"in", "on", "since", "from", "during", "of", "early", "late", ",", ""})
_YEARS_TO_SEARCH = (
    2  # after the latest year told; a day falls on the same weekday again after five, six or eleven years
)


@dataclass(frozen=True)
class _Told:
    """A date of the text that can say something on publication."""

    found: Found
    kind: str  # of the segment
    text: str

    @property
    def core(self) -> object:
        value = self.found.node.value
        return value.inner if isinstance(value, Modified) else value

    @property
    def past(self) -> bool:
        """Whether it is told as past."""
        return self.found.direction == PAST and self.found.preposition not in (
            "by",
            "until",
            "till",
            "for",
            "to",
            "through",
        )


def published_clues(
    text: str,
    segments: Sequence[Segment],
    metadata: Mapping[str, str],
    page_candidates: Iterable[Clue] = (),
    url: str = "",
    order: DayOrder | None = None,
) -> tuple[Bounds, tuple[Clue, ...]]:
    """Bound the date of publication by all clues.

    Parameters
    ----------
    text : str
        The article.
    segments : sequence of Segment
    metadata : mapping
        ``published`` in EDTF, as a timestamp or as one day in words, if it is known; it wins.
    page_candidates : iterable of Clue
        Dates that the page's own markup gives, best first.
    url : str
        Address of the page.
    order : DayOrder, optional
        Whether 05/03/2024 is written day first, as far as that is known from outside the text.

    Returns
    -------
    (Bounds, tuple of Clue)
        What all clues allow together, and every clue; those that fix the answer have ``decides``. A clue that no
        stronger one allows is kept out of the answer and says so in its name ("copyright year: contradicts").

    Raises
    ------
    ValueError
        If ``metadata["published"]`` is none of these.

    Notes
    -----
    Strength: metadata, a line that states the date, the address, the page's markup, then what the text implies. Two
    clues are conventions rather than logic, and the weakest: news that names a weekday is at most a week old, and
    news that names days without a year at most four weeks. Today's date is never used.

    Examples
    --------
    >>> published_clues("Text.", (), {"published": "2024-06"})[0].latest
    '2024-06-30'
    """
    told = _told(text, segments, order)
    court = _Court()
    if given := metadata.get("published", "").strip():
        court.rule(_given(given, order), given)
    court.hear(_stated(text, told))
    court.hear(_address(url))
    court.hear(_page(page_candidates))
    court.hear(_captions(told) + _past_years(told))
    court.hear(_copyright(text))
    court.hear(_datelines(text, told, court))
    weekdays = _weekdays(told, court)
    court.hear(_today(text, told, court.near or next((parse_day(c.earliest) for c in weekdays), None)))
    court.hear(weekdays)
    court.hear(_past_days(told, court))
    court.hear(_last_month(told, court))
    court.hear(_future(told, court))
    court.hear(_fresh(told, court))
    return court.answer()


def _given(text: str, order: DayOrder | None) -> Bounds:
    """The date that the metadata give: EDTF, else the day of a timestamp, else one day in words."""
    try:
        return read_edtf(_TIMESTAMP.sub(r"\1", text))
    except ValueError:
        days = [f.node.value for f in find(text, order)]
        day = resolve(days[0], Context()) if len(days) == 1 and isinstance(days[0], Calendar) else None
        if day is None or day.period is None or day.period.grain != "day":
            raise
        return covering(day.first, day.last, "metadata")


class _Court:
    """Hears clues in the order of their strength and keeps what they allow together."""

    def __init__(self) -> None:
        self.first: date | None = None
        self.last: date | None = None
        self.clues: list[Clue] = []
        self.given: Bounds | None = None

    def rule(self, bounds: Bounds, text: str) -> None:
        """Take the bounds that somebody gave as the answer; the clues of the text can only agree or contradict."""
        self.given = bounds
        self.hear([_bounded(METADATA, bounds, text)])

    def hear(self, clues: Iterable[Clue]) -> None:
        """Narrow the answer by each clue, unless it leaves nothing."""
        for clue in clues:
            first, last = parse_day(clue.earliest), parse_day(clue.latest)
            new_first = max(filter(None, (self.first, first)), default=None)
            new_last = min(filter(None, (self.last, last)), default=None)
            if new_first and new_last and new_first > new_last:
                clue = replace(clue, clue=f"{clue.clue}: {CONTRADICTS}")
            elif self.given is None or clue.clue == METADATA:
                self.first, self.last = new_first, new_last
            self.clues.append(clue)

    def answer(self) -> tuple[Bounds, tuple[Clue, ...]]:
        """The bounds, and the clues with those marked that fix them."""
        sides = (("earliest", self.first), ("latest", self.last))
        deciding: set[int] = set()
        for side, day in sides:
            fixing = (
                i
                for i, c in enumerate(self.clues)
                if day and getattr(c, side) == day.isoformat() and CONTRADICTS not in c.clue
            )
            deciding |= {next(fixing)} if day else set()
        clues = tuple(replace(c, decides=i in deciding) for i, c in enumerate(self.clues))
        if self.given is not None:
            return self.given, clues
        kinds = {self.clues[i].clue for i in deciding}
        basis = _BASIS.get(kinds.pop(), "inferred") if len(kinds) == 1 else "inferred"
        return covering(self.first, self.last, basis), clues

    @property
    def known(self) -> bool:
        """Whether publication is known to the month already."""
        return bool(self.first and self.last and (self.last - self.first).days < 31)

    @property
    def near(self) -> date | None:
        """A day near publication, to which days without a year can be counted: of a closed answer, else of a caption."""
        if self.first and self.last:
            return self.first if (self.last - self.first).days < _WIDE else None
        taken = [parse_day(c.earliest) for c in self.clues if c.clue == CAPTION]
        return self.first if any((self.first - day).days < _WIDE for day in taken if self.first and day) else None


def _told(text: str, segments: Sequence[Segment], order: DayOrder | None) -> list[_Told]:
    """The dates of the text with the kind of segment that they stand in; those of comments left out."""
    out, k = [], 0
    for f in find(text, order):
        while k + 1 < len(segments) and segments[k + 1].start <= f.node.start:
            k += 1
        kind = segments[k].kind if segments and segments[k].start <= f.node.start else "body"
        if kind not in ("comment", "boilerplate"):
            out.append(_Told(f, kind, text[f.node.start : f.node.end]))
    return out


def _clue(name: str, told: _Told, first: date | None, last: date | None) -> Clue:
    node = told.found.node
    return Clue(name, told.text, node.start, node.end, iso(first), iso(last))


def _bounded(name: str, bounds: Bounds, text: str) -> Clue:
    return Clue(name, text, None, None, bounds.earliest, bounds.latest)


# ---- what is said outright ------------------------------------------------------------------------------------------
def _stated(text: str, told: list[_Told]) -> list[Clue]:
    """Lines that hold little else than a date, near the beginning; datelines in brackets."""
    out = []
    for t in told:
        if not isinstance(t.core, Calendar) or not (t.core.year and t.core.day) or t.core.other_day:
            continue
        node = t.found.node
        first = text.rfind("\n", 0, node.start) + 1
        end = text.find("\n", node.end)
        line = text[first : end if end >= 0 else len(text)]
        alone = len(_LABEL.sub(" ", text[first : node.start] + " " + text[node.end : first + len(line)]).split()) <= 3
        opens = re.match(r"\W*(?:[A-Z][A-Za-z. ]{0,40},?\s*)?\W*$", text[first : node.start]) and re.match(
            r"\W{0,3}[)—–-]", text[node.end : node.end + 4])  # fmt: skip
        if t.kind in ("dateline", "byline") or (t.kind != "caption" and first < 2500 and (alone or opens)):
            day = resolve(t.core, Context())
            if day and day.first:
                updated = _UPDATED.search(text[first : node.start])
                out.append(_clue(UPDATED, t, None, day.last) if updated else _clue(STATED, t, day.first, day.last))
    return sorted(out, key=lambda c: c.clue != STATED)


def _datelines(text: str, told: list[_Told], court: _Court) -> list[Clue]:
    """A day without a year that opens the article after the place, "PARIS, June 3 (Agency) -": the first one after the floor."""
    if court.first is None:
        return []
    for t in told[:3]:
        node = t.found.node
        before = text[text.rfind("\n", 0, node.start) + 1 : node.start]
        if (
            isinstance(t.core, Calendar)
            and t.core.day
            and t.core.year is None
            and _PLACE.match(before)
            and _AGENCY.match(text, node.end)
        ):
            days = [d for y in (court.first.year, court.first.year + 1) if (d := _day(y, t.core)) and d >= court.first]
            if days and (days[0] - court.first).days < _WIDE:
                return [_clue(DATELINE, t, days[0], days[0] + timedelta(1))]
    return []


def _address(url: str) -> list[Clue]:
    """The date in the address of the page: /2024/06/03/."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    for found in _ADDRESS.finditer(path):
        text = "-".join(x for x in found.groups() if x)
        try:
            return [_bounded(ADDRESS, read_edtf(text), found[0])]
        except ValueError:
            continue
    return []


def _page(candidates: Iterable[Clue]) -> list[Clue]:
    return [c if c.clue else replace(c, clue=PAGE) for c in candidates]


def _copyright(text: str) -> list[Clue]:
    out = []
    for found in _COPYRIGHT.finditer(text):
        year = int(found[1])
        out.append(Clue(COPYRIGHT, found[0], found.start(), found.end(), f"{year}-01-01", f"{year}-12-31"))
    return out[:3]


# ---- what the text implies ------------------------------------------------------------------------------------------
def _dated(t: _Told) -> Period | None:
    """The period of a date whose year is told."""
    if isinstance(t.core, Calendar) and t.core.year is not None and not t.core.other_day:
        return _dated_period(t.core)
    return None


def _dated_period(c: Calendar) -> Period | None:
    answer = resolve(c, Context())
    return answer.period if answer and answer.first else None


def _captions(told: list[_Told]) -> list[Clue]:
    """A picture was taken before it was printed."""
    dated = [(t, _dated(t)) for t in told if t.kind == "caption"]
    return [_clue(CAPTION, t, p.first(), None) for t, p in dated if p]


def _past_years(told: list[_Told]) -> list[Clue]:
    """The latest date with a year that a verb of the past tells."""
    dated = [
        (p.first(), t)
        for t in told
        if t.kind in _TELLING and t.past and (t.found.preposition in _WHEN or t.found.leads) and (p := _dated(t))
    ]
    if not dated:
        return []
    first, t = max(dated, key=lambda d: d[0])
    return [_clue(LATEST_PAST, t, first, None)]


def _undated_days(told: list[_Told]) -> list[_Told]:
    """Days and months without a year that are told as past."""
    return [t for t in told if isinstance(t.core, Calendar) and t.core.year is None and t.core.month and t.core.which is None
            and not t.found.follow and t.kind != "caption"]  # fmt: skip


def _weekdays(told: list[_Told], court: _Court) -> list[Clue]:
    """The year in which the weekdays fall on their days of the month: the first one that the floor allows."""
    pairs = [t for t in _undated_days(told) if t.core.weekday and t.core.day]
    if not pairs or court.first is None:
        return []
    last = court.last.year if court.last else court.first.year + _YEARS_TO_SEARCH
    for year in range(court.first.year, last + 1):
        days = [_day(year, t.core) for t in pairs]
        if (
            all(d and d.isoweekday() == t.core.weekday for d, t in zip(days, pairs, strict=True))
            and max(days) + WEEK >= court.first
        ):
            day, t = max(zip(days, pairs, strict=True), key=lambda x: x[0])
            before, after = (timedelta(0) if t.found.direction == side else WEEK for side in (PAST, FUTURE))
            return [_clue(WEEKDAY, t, day - before, day + after)]
    return []


def _today(text: str, told: list[_Told], near: date | None) -> list[Clue]:
    """ "Today, June 3", "this morning, Friday the 31st", "yesterday (3 June)": the day of publication, or the one beside it."""
    for here, after in pairwise(told):
        word = here.core.day if isinstance(here.core, Clock) else here.core
        deictic = isinstance(word, Relative) and (word.grain, word.base) == ("day", NOW)
        if not deictic or not isinstance(after.core, Calendar) or not after.core.day:
            continue
        beside = _BESIDE.fullmatch(text, here.found.node.end, after.found.node.start)
        if beside and (day := _day_near(after.core, near)):
            published = day - timedelta(word.by)
            return [_clue(TODAY, after, published, published)]
    return []


def _day_near(c: Calendar, near: date | None) -> date | None:
    """The day that a date names near what is known: with its year, with its month, or the 31st that is a Friday."""
    if c.year or c.month:
        period = _dated_period(c) if c.year else _near(c, near) if near else None
        return period.first() if period else None
    days = [p.first() for p in days_on(c.weekday or 0, c.day, near)] if near else []
    return next((d for d in days if d >= near), None)


def _day(year: int, c: Calendar) -> date | None:
    try:
        return date(year, c.month, c.day)
    except ValueError:
        return None


def _near(c: Calendar, at: date) -> Period | None:
    """The occurrence of a day or month that lies nearest to a day."""
    fits = [p for y in (at.year - 1, at.year, at.year + 1) if (p := _in_year(c, y))]
    return min(fits, key=lambda p: abs((p.first() - at).days)) if fits else None


def _in_year(c: Calendar, year: int) -> Period | None:
    answer = resolve(replace(c, year=year, weekday=None), Context())
    return answer.period if answer and answer.first else None


def _past_days(told: list[_Told], court: _Court) -> list[Clue]:
    """The latest day without a year that is told as past, in the year that lies nearest to what is known."""
    if not court.near:
        return []
    days = [(p.first(), t) for t in _undated_days(told) if t.core.day and t.past and (p := _near(t.core, court.near))]
    days = [d for d in days if court.last is None or d[0] <= court.last]
    if not days:
        return []
    first, t = max(days, key=lambda d: d[0])
    return [_clue(LATEST_PAST, t, first, None)]


def _last_month(told: list[_Told], court: _Court) -> list[Clue]:
    """ "Last month" and the month that the text names elsewhere: publication is in the month after."""
    pointing = [
        t
        for t in told
        if isinstance(t.core, Relative) and (t.core.grain, t.core.by, t.core.base) == ("month", -1, "published")
    ]
    if not pointing or not court.near:
        return []
    months = {}
    for t in _undated_days(told):
        period = _near(replace(t.core, day=None, weekday=None), court.near)
        if period and t.past:
            after = period.shift(1)
            if after.last() >= court.first and (court.last is None or after.first() <= court.last):
                months[after] = t
    if len(months) != 1:
        return []
    after, t = next(iter(months.items()))
    return [_clue(f"{LAST_MONTH} = {t.text}", pointing[0], after.first(), after.last())]


def _future(told: list[_Told], court: _Court) -> list[Clue]:
    """What is still to come sets a ceiling: a day ahead; a season ahead that has not begun."""
    if not court.near:
        return []
    out = []
    for t in told:
        core = t.core.inner if isinstance(t.core, Inside) else t.core
        if t.found.direction != FUTURE or not isinstance(core, Calendar) or t.kind == "caption":
            continue
        if core.part in ("SP", "SU", "FA", "WI") and core.which == 0:
            season = _in_year(replace(core, which=None), court.first.year)
            if season and season.first() > court.first:
                out.append(_clue(FUTURE_EVENT, t, None, season.first() - timedelta(1)))
        elif core.day and core.month:
            day = _in_year(core, core.year or court.first.year)
            if day and day.first() >= court.first:
                out.append(_clue(FUTURE_EVENT, t, None, day.first()))
    return out[:3]


def _fresh(told: list[_Told], court: _Court) -> list[Clue]:
    """News that names days without their year is not much older than they are."""
    if not court.near or court.known:
        return []
    days = [(p.first(), t) for t in _undated_days(told) if t.core.day and (p := _near(t.core, court.near))]
    fresh = [d for d in days if d[0] == court.first]
    return [_clue(FRESH, fresh[0][1], None, fresh[0][0] + FRESH_DAYS)] if fresh else []
