"""Which rules reviewers overturn."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.style import BLUE, FAINT, ORANGE, RED, caption, new_axes, nothing, shorten, styled

VERDICTS = {"confirmed": (BLUE, None), "edited": (ORANGE, "///"), "rejected": (RED, "xxx")}


def overturned(data: pd.DataFrame, *, top: int = 20, title: str = "Which rules reviewers overturn", ax: Axes | None = None) -> Axes:
    """Reviewed rows a rule, by verdict, most overturned above.

    Parameters
    ----------
    data : DataFrame
        From `helpers.review.rules.rule_record`.
    top : int
        How many rules.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        A bar a rule; verdicts are told apart by hatching also.
    """
    with styled():
        some = data.head(top).iloc[::-1]
        ax = ax or new_axes(10, max(2.6, 1.8 + 0.42 * len(some)))
        ax.set_title(title, pad=12)
        if some.empty:
            return nothing(ax, "Nothing has been reviewed yet.")
        names = [shorten(f"{t}: {r or 'no rule named'}", 44) for t, r in zip(some["table"], some["rule"], strict=True)]
        at = pd.Series(0, index=some.index)
        for verdict, (colour, hatch) in VERDICTS.items():
            ax.barh(range(len(some)), some[verdict], left=at, color=colour, hatch=hatch, edgecolor="white", label=verdict)
            at = at + some[verdict]
        for i, row in enumerate(some.itertuples()):
            ax.text(at.iloc[i], i, f"  {row.n_reviewed} of {row.n_rows}", va="center", fontsize=9, color=FAINT)
        ax.set_yticks(range(len(some)), names)
        ax.set_xlabel("reviewed rows")
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.margins(x=0.12)
        ax.legend(frameon=False, loc="lower right")
        left_out = f" {len(data) - len(some)} rules left out." if len(data) > len(some) else ""
        caption(ax, f"n = {int(data['n_reviewed'].sum())} reviewed rows of {len(data)} rules.{left_out} Rows are often reviewed because they "
                    "look wrong: this is no error rate.", below=44)  # fmt: skip
    return ax
