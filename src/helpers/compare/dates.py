"""Dates compared: how wide each is, which move when a date of publication is assumed, what came first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pandas as pd

from helpers.compare.passages import outlet_names
from helpers.time.bounds import bounds_of
from helpers.time.order import could_precede

MOST_WORDS = 3  # expressions in one label
MOST_PAIRED = 60  # events


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
        ``text, earliest, latest, earliest if so, latest if so, date_id``, one row an expression whose bounds differ.
    """
    where = ["article_id", "start", "end"]
    both = before.merge(after[[*where, "earliest", "latest"]], on=where, suffixes=("", " if so"))
    other = (both["earliest"] != both["earliest if so"]) | (both["latest"] != both["latest if so"])
    columns = ["text", "earliest", "latest", "earliest if so", "latest if so", "date_id"]
    return both.loc[other, columns].reset_index(drop=True)


def same_days(dates: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Expressions of one outlet that mean the same days as one row, for a timeline.

    Parameters
    ----------
    dates, articles : DataFrame
        Tables of the contract.

    Returns
    -------
    DataFrame
        ``outlet, earliest, latest, kind, label``: `kind` is *printed* where one of them stands in the text as a date,
        *computed* where all were worked out; `label` is their words, with ×n for what stands there n times.
    """
    outlets = dates["article_id"].map(outlet_names(articles))
    rows = []
    for (outlet, earliest, latest), same in dates.groupby([outlets, "earliest", "latest"], sort=False):
        counts = Counter(same["text"].str.lower())
        first = {text.lower(): text for text in reversed(same["text"].tolist())}
        words = [first[text] + (f" ×{n}" if n > 1 else "") for text, n in counts.items()]
        label = "; ".join(words[:MOST_WORDS]) + ("; …" if len(words) > MOST_WORDS else "")
        rows.append([outlet, earliest, latest, "printed" if (same["basis"] == "stated").any() else "computed", label])
    return pd.DataFrame(rows, columns=["outlet", "earliest", "latest", "kind", "label"])


def orders(events: pd.DataFrame, *, top: int = 3) -> pd.DataFrame:
    """Could one have come before the other? For each answer, some pairs of events that get it.

    Parameters
    ----------
    events : DataFrame
        Table of the contract; with the column ``label``, that stands in the rows, else ``text``.
    top : int
        How many pairs an answer.

    Returns
    -------
    DataFrame
        ``one, when, before the other, other, when that, because``; the answer is yes, no or cannot tell. Events with
        both bounds come first, and no event stands twice under one answer. Less than `top` rows where there are
        no more.
    """
    closed = (events["earliest"] != "") & (events["latest"] != "")
    dated = pd.concat([events[closed], events[~closed & (events["earliest"] + events["latest"] != "")]])
    found: dict[str, list[list[str]]] = {"yes": [], "no": [], "cannot tell": []}
    used: dict[str, set[int]] = {answer: set() for answer in found}
    rows = dated.head(MOST_PAIRED).to_dict("records")
    for i, j in sorted(combinations(range(len(rows)), 2), key=lambda pair: (pair[1], pair[0])):
        verdict = could_precede(bounds_of(rows[i]), bounds_of(rows[j]))
        if len(found[verdict.answer]) < top and not used[verdict.answer] & {i, j}:
            used[verdict.answer] |= {i, j}
            (a, x), (b, y) = ((r.get("label") or r["text"], r["edtf"]) for r in (rows[i], rows[j]))
            found[verdict.answer].append([a, x, verdict.answer, b, y, verdict.reason])
    columns = ["one", "when", "before the other", "other", "when that", "because"]
    return pd.DataFrame([row for answer in found.values() for row in answer], columns=columns)
