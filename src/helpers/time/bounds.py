"""What is known about when something was: bounds, how they are known, and what they hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

GRANULARITIES = ("day", "week", "month", "season", "quarter", "year", "decade", "century", "interval", "unknown")
BASES = ("stated", "metadata", "computed", "inferred")


@dataclass(frozen=True)
class Bounds:
    """An uncertain date: the first and last day it can be, in EDTF and as ISO days.

    Parameters
    ----------
    edtf : str
        EDTF level 1 (ISO 8601-2), for example ``2024-05``, ``../2024-06-03``; empty when nothing is known.
    earliest, latest : str
        ISO days (``YYYY-MM-DD``), inclusive; empty means open on that side (or beyond the years 0000-9999).
    granularity : str
        One of `GRANULARITIES`.
    basis : str
        How it is known, one of `BASES`; empty when nothing is known.
    anchor : str
        What it was computed from: a date_id, ``published``, or empty.
    """

    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    granularity: str = "unknown"
    basis: str = ""
    anchor: str = ""

    @property
    def known(self) -> bool:
        """Whether at least one side is bounded."""
        return bool(self.edtf or self.earliest or self.latest)

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return bool(self.earliest) and self.earliest == self.latest

    def because(self, basis: str, anchor: str = "") -> Bounds:
        """The same bounds, known in another way."""
        return replace(self, basis=basis, anchor=anchor or self.anchor)


UNKNOWN = Bounds()


def bounds_of(row: Mapping[str, object], prefix: str = "") -> Bounds:
    """The bounds in the date columns of a row of any table.

    Parameters
    ----------
    row : mapping
        A row (Series or dict) with ``<prefix>edtf``, ``<prefix>earliest`` …
    prefix : str
        ``""``, ``"published_"`` or ``"said_"``.

    Examples
    --------
    >>> bounds_of({"edtf": "2024-05", "earliest": "2024-05-01", "latest": "2024-05-31"}).earliest
    '2024-05-01'
    """
    names = ("edtf", "earliest", "latest", "granularity", "basis", "anchor")
    return Bounds(**{name: str(row[prefix + name]) for name in names if prefix + name in row})
