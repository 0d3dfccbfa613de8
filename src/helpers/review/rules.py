"""How each rule fares with reviewers: how often what it made was confirmed, edited or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.compare.wording import wilson
from helpers.review.fields import REVIEWED

if TYPE_CHECKING:
    from helpers.case import Case

COLUMNS = ["table", "rule", "n_rows", "n_reviewed", "confirmed", "edited", "rejected", "overturned", "low", "high"]


def rule_record(case: Case) -> pd.DataFrame:
    """Which rules reviewers overturn most.

    Parameters
    ----------
    case : Case

    Returns
    -------
    DataFrame
        One row a table and rule with reviewed rows: ``table, rule, n_rows`` (that it made), ``n_reviewed, confirmed,
        edited, rejected, overturned`` (share of the reviewed rows that were edited or rejected) and ``low, high``, its
        95 % interval by Wilson; most overturned first. Rows are reviewed because they looked wrong, so the share is no
        estimate of how often the rule errs.
    """
    rows = []
    for table in REVIEWED:
        data = case.reviewed[table]
        data = data[data["origin"] == "machine"]
        rules = data["rule"] if "rule" in data else pd.Series("", index=data.index)
        for rule, group in data.groupby(rules, sort=True):
            n = group["status"].value_counts()
            counts = {status: int(n.get(status, 0)) for status in ("confirmed", "edited", "rejected")}
            reviewed = sum(counts.values())
            if reviewed:
                wrong = reviewed - counts["confirmed"]
                low, high = wilson(wrong, reviewed)
                rows.append({"table": table, "rule": rule, "n_rows": len(group), "n_reviewed": reviewed, **counts,
                             "overturned": wrong / reviewed, "low": low, "high": high})  # fmt: skip
    record = pd.DataFrame(rows, columns=COLUMNS)
    return record.sort_values(
        ["overturned", "n_reviewed", "table", "rule"], ascending=[False, False, True, True], ignore_index=True
    )
