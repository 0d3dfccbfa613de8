"""Which rules reviewers overturn."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.style import BLUE, FAINT, ORANGE, RED, caption, new_axes, nothing, styled

VERDICTS = {"rejected": (RED, "xxx"), "edited": (ORANGE, "///"), "confirmed": (BLUE, None)}
NAME = 40  # letters of a rule's name


def overturned(
    data: pd.DataFrame, *, top: int = 20, title: str = "Which rules reviewers overturn", ax: Axes | None = None
) -> Axes:
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
        ax = ax or new_axes(10, 1.6 + 0.34 * max(2, len(some)))
        ax.set_title(title, pad=26 if len(some) else 12)
        if some.empty:
            return nothing(ax, "Nothing has been reviewed yet.")
        names = [f"{t}: {r or 'no rule named'}" for t, r in zip(some["table"], some["rule"], strict=True)]
        at = pd.Series(0, index=some.index)
        for verdict, (colour, hatch) in VERDICTS.items():
            ax.barh(
                range(len(some)),
                some[verdict],
                left=at,
                height=0.66,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                label=verdict,
            )
            at = at + some[verdict]
        for i, row in enumerate(some.itertuples()):
            told = f"{row.edited + row.rejected} of {row.n_reviewed} overturned; made {row.n_rows}"
            ax.annotate(
                told, (at.iloc[i], i), (6, 0), textcoords="offset points", va="center", fontsize=8.5, color=FAINT
            )
        ax.set_yticks(range(len(some)), [n if len(n) <= NAME else f"{n[: NAME - 1]}…" for n in names])
        ax.set_ylim(-0.6, max(1.4, len(some) - 0.4))
        ax.set_xlim(0, 1.5 * at.max())
        ax.set_xlabel("reviewed rows")
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=9, borderpad=0, borderaxespad=0.2
        )
        left_out = f" {len(data) - len(some)} rules left out." if len(data) > len(some) else ""
        rules = f"{len(data)} rule{'s' * (len(data) > 1)}"
        caption(ax, f"n = {int(data['n_reviewed'].sum())} reviewed rows of {rules}.{left_out} Rows are often reviewed because they "
                    "look wrong: this is no error rate.", below=44)  # fmt: skip
    return ax
