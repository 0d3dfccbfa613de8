"""Dates compared: how wide each is, which move when a date of publication is assumed, what came first."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pandas as pd

from helpers.time.bounds import bounds_of
from helpers.time.order import could_precede


def widest(dates: pd.DataFrame, *, top: int = 8) -> pd.DataFrame:
    """The vaguest expressions that still have a first and a last day.

    Parameters
    ----------
    dates : DataFrame
        Table of the contract.
    top : int
        How many.

    Returns
    -------
    DataFrame
        ``text, edtf, days, basis, date_id``, the widest first; ``days`` counts the first and the last.
        Expressions with an open end have no width and are left out.
    """
    rows = [
        [row["text"], row["edtf"], _days(row["earliest"], row["latest"]), row["basis"], row["date_id"]]
        for row in dates.to_dict("records")
        if _is_day(row["earliest"]) and _is_day(row["latest"])
    ]
    out = pd.DataFrame(rows, columns=["text", "edtf", "days", "basis", "date_id"])
    return out.sort_values("days", ascending=False, kind="stable", ignore_index=True).head(top)


def _is_day(day: str) -> bool:
    return len(day) == 10 and not day.startswith("-")


def _days(earliest: str, latest: str) -> int:
    """
    >>> _days("2024-02-01", "2024-02-29")
    29
    """
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1


def least_dated(articles: pd.DataFrame) -> pd.Series:
    """The article of which least is known about when it was published.

    Parameters
    ----------
    articles : DataFrame
        Table of the contract, not empty.

    Returns
    -------
    Series
        Its row; the first one where several are known equally well.
    """
    width = [
        _days(a, b) if _is_day(a) and _is_day(b) else float("inf")
        for a, b in zip(articles["published_earliest"], articles["published_latest"], strict=True)
    ]
    return articles.iloc[width.index(max(width))]


def moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The dates that are others once something else is assumed, as by ``case.with_published(...)``.

    Parameters
    ----------
    before, after : DataFrame
        The dates of the same articles, under two assumptions.

    Returns
    -------
    DataFrame
        ``text, earliest, latest, earliest if so, latest if so``, one row an expression whose bounds differ.
    """
    where = ["article_id", "start", "end"]
    both = before.merge(after[[*where, "earliest", "latest"]], on=where, suffixes=("", " if so"))
    other = (both["earliest"] != both["earliest if so"]) | (both["latest"] != both["latest if so"])
    return both.loc[other, ["text", "earliest", "latest", "earliest if so", "latest if so"]].reset_index(drop=True)


def orders(events: pd.DataFrame, *, top: int = 6) -> pd.DataFrame:
    """Could one have come before the other? Every pair of the first events that have a date.

    Parameters
    ----------
    events : DataFrame
        Table of the contract.
    top : int
        How many events to pair.

    Returns
    -------
    DataFrame
        ``one, before the other, other, because``; the answer is yes, no or cannot tell.
    """
    dated = events[(events["earliest"] != "") | (events["latest"] != "")].head(top).to_dict("records")
    rows = []
    for one, other in combinations(dated, 2):
        verdict = could_precede(bounds_of(one), bounds_of(other))
        rows.append([one["text"], verdict.answer, other["text"], verdict.reason])
    return pd.DataFrame(rows, columns=["one", "before the other", "other", "because"])
