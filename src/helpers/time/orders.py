"""Whether 05/03/2024 is written day first or month first: what the article and its outlet show, and the custom of a region.

What settles it, the strongest first: a declaration (``day_order`` in metadata.csv or front matter), the article's own dates
that can be read one way only, such dates in other articles of the outlet, the region in the language code (en-GB),
the country in the address (.uk). An article, or an outlet, that writes both ways settles nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

DAY_FIRST, MONTH_FIRST = "day first", "month first"
DECLARED, HERE, ELSEWHERE = "as declared", "as in another date of the article", "as in other articles of the outlet"
_SLASHED = re.compile(r"(?<![\w./-])\d\d?([/-])\d\d?\1\d\d")


class DayOrder(NamedTuple):
    """The order of day and month, and what settles it, in words."""

    order: str  # empty: it cannot be settled from outside the text
    by: str

    @property
    def day_first(self) -> bool:
        """Whether the day comes first."""
        return self.order == DAY_FIRST


MIXED = DayOrder("", "the outlet writes both ways")


def has_slashed(text: str) -> bool:
    """Whether a text may have dates of this form at all: a quick look."""
    return bool(_SLASHED.search(text))


def shown_by(dates: Iterable[str]) -> frozenset[str]:
    """The orders that dates of this form show: those in which one number is no month.

    >>> sorted(shown_by(["13/05/2024", "05/03/2024", "05/05/2024"])), sorted(shown_by(["5/3/24"]))
    (['day first'], [])
    """
    pairs = [tuple(map(int, re.split("[/-]", d)[:2])) for d in dates]
    return frozenset(DAY_FIRST if a > 12 else MONTH_FIRST for a, b in pairs if (a > 12) != (b > 12))


def declared(order: str) -> DayOrder | None:
    """The order that somebody declares: ``day first`` or ``month first``, or DMY, MDY, DD/MM/YYYY and the like.

    >>> declared("dd/mm/yyyy").order, declared("perhaps")
    ('day first', None)
    """
    letters = re.sub(r"[^a-z]", "", order.lower())
    found = {"dm": DAY_FIRST, "da": DAY_FIRST, "md": MONTH_FIRST, "mo": MONTH_FIRST}.get(
        re.sub(r"(.)\1+", r"\1", letters)[:2]
    )
    return DayOrder(found, DECLARED) if found else None


def customary(language: str = "", url: str = "") -> DayOrder | None:
    """The custom of the region that a language code or an address names; None where neither names one.

    >>> customary("en-GB").order, customary("en", "https://www.news.example.us/a").by, customary("en")
    ('day first', 'as is the custom at addresses in .us', None)
    """
    region = re.search(r"[-_]([A-Za-z]{2})$", language)
    if region and region[1].lower() in _regions():
        return DayOrder(_regions()[region[1].lower()], f"as is the custom in {language}")
    try:
        country = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return None
    order = _regions().get({"uk": "gb"}.get(country, country))
    return DayOrder(order, f"as is the custom at addresses in .{country}") if order else None


@cache
def _regions() -> dict[str, str]:
    """Order by region (ISO 3166) or domain, of day_orders.csv."""
    with (Path(__file__).parent / "day_orders.csv").open(encoding="utf-8", newline="") as rows:
        return {row["region"]: row["order"] for row in csv.DictReader(rows)}
