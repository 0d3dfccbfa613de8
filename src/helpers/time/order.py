"""Whether one uncertain date can lie before another."""

from __future__ import annotations

from typing import NamedTuple

from helpers.time.bounds import Bounds
from helpers.time.periods import parse_day


class Verdict(NamedTuple):
    """``yes``, ``no`` or ``cannot tell``, with the reason in words."""

    answer: str
    reason: str


YES, NO, CANNOT_TELL = "yes", "no", "cannot tell"


def could_precede(a: Bounds, b: Bounds) -> Verdict:
    """Whether `a` came before `b`, as far as their bounds allow to say.

    Parameters
    ----------
    a, b : Bounds

    Returns
    -------
    Verdict
        ``yes``: every day that `a` can be lies before every day that `b` can be. ``no``: none does.
        ``cannot tell``: some do; an unbounded side always gives this, unless the bounded sides settle it.

    Notes
    -----
    Days, not hours: two events of one day do not precede each other here. Two dates that hang on the same uncertain
    anchor move together; that is not used.

    Examples
    --------
    >>> day = lambda x: Bounds(x, x, x)
    >>> could_precede(day("2024-05-22"), day("2024-06-02"))
    Verdict(answer='yes', reason='2024-05-22 is before 2024-06-02')
    >>> could_precede(Bounds("2024-05", "2024-05-01", "2024-05-31"), day("2024-05-22")).answer
    'cannot tell'
    """
    a_first, a_last, b_first, b_last = (parse_day(x) for x in (a.earliest, a.latest, b.earliest, b.latest))
    if a_last and b_first and a_last < b_first:
        return Verdict(YES, f"{_name(a, a.latest)} is before {_name(b, b.earliest)}")
    if a_first and b_last and a_first >= b_last:
        return Verdict(NO, f"{_name(a, a.earliest)} is not before {_name(b, b.latest)}")
    for bounds, which in ((a, "first"), (b, "second")):
        if not bounds.known:
            return Verdict(CANNOT_TELL, f"nothing is known about the {which} date")
    open_sides = [
        name
        for name, day in (("the end of the first date", a_last), ("the beginning of the second date", b_first))
        if not day
    ]
    if open_sides:
        return Verdict(CANNOT_TELL, f"{' and '.join(open_sides)} is open")
    return Verdict(CANNOT_TELL, f"{a.edtf or a.earliest} and {b.edtf or b.earliest} overlap")


def _name(bounds: Bounds, day: str) -> str:
    return day if bounds.is_day else f"{day} (of {bounds.edtf})"
