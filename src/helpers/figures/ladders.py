"""Who told whom: the chain of each claim from its source through every relay to the article."""

from __future__ import annotations

import itertools
import re

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.compare.passages import outlet_names
from helpers.figures.outlets import SOURCE_COLOURS
from helpers.figures.style import FAINT, INK, caption, finished, new_axes, nothing, plain, shorten, styled

HOLLOW = {"anonymous", "pseudonymous", "unknown", "expert_unnamed"}


def chains(claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row a chain: the rungs from the one who knows to the article, and how many claims came that way.

    Parameters
    ----------
    claims, sources, articles : DataFrame
        Tables of a case.

    Returns
    -------
    DataFrame
        ``rungs`` (list of (name, source_type), the source first, the outlet last), ``hops``, ``n_claims``, ``claim_ids``;
        longest chains first. Only claims with at least one relay between source and article; an outlet that names
        itself ("told the Post", in the Post) is no relay.
    """
    who = sources.set_index("source_id")
    types = dict(zip(sources["name"], sources["source_type"], strict=True))
    outlets = outlet_names(articles)
    rows: dict[tuple, list[str]] = {}
    for row in claims[(claims["hops"] > 0) & (claims["status"] != "rejected")].to_dict("records"):
        source = who.loc[row["source_id"]]
        outlet = outlets[row["article_id"]]
        relays = [(name, types.get(name, "relay")) for name in row["via"] if not _is_short_for(name, outlet)]
        if not relays:
            continue
        rungs = ((source["name"] or "nobody named", source["source_type"]), *relays, (outlet, "article"))
        rows.setdefault(rungs, []).append(row["claim_id"])
    out = [{"rungs": list(k), "hops": len(k) - 2, "n_claims": len(v), "claim_ids": v} for k, v in rows.items()]
    out.sort(key=lambda r: (-r["hops"], -r["n_claims"], str(r["rungs"])))
    return pd.DataFrame(out, columns=["rungs", "hops", "n_claims", "claim_ids"])


def _is_short_for(name: str, outlet: str) -> bool:
    """
    >>> _is_short_for("Epoch Times", "The Epoch Times"), _is_short_for("The Courier", "Merrow Courier"), _is_short_for("Times", "Timesonline")
    (True, True, False)
    """
    words, whole = (re.sub(r"^the ", "", text.lower()).split() for text in (name, outlet))
    return bool(words) and whole[-len(words) :] == words


def ladder(data: pd.DataFrame, *, top: int = 12, title: str = "Who told whom", ax: Axes | None = None) -> Axes:
    """Draw chains of attribution, one a line, from the one who knows (left) to the article (right).

    Parameters
    ----------
    data : DataFrame
        From `chains`.
    top : int
        How many chains, longest first.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        Rungs without a name are hollow. The number at the end says how many claims came this way. A chain shows who
        the text says told whom; it says nothing about who is right.
    """
    with styled():
        shown = data.head(top)
        ax = ax or new_axes(11.5, max(2.4, 1.1 + 0.55 * len(shown)))
        ax.set_title(plain(title))
        if shown.empty:
            return nothing(ax, "Every claim came straight from its source, as far as the texts say.")
        steps = int(shown["hops"].max()) + 1
        for y, row in enumerate(shown.to_dict("records")):
            _draw_chain(ax, y, row, steps)
        ax.set_xlim(-0.3, steps + 0.55)
        ax.set_ylim(len(shown) - 0.7, -0.65)
        ax.set_axis_off()
        ax.set_title(plain(title))
        kinds = [
            k for k in [*SOURCE_COLOURS, "relay", "article"] if any(k == kind for r in shown["rungs"] for _, kind in r)
        ]
        ax.legend(handles=[_rung(k, label=k.replace("_", " ")) for k in kinds], loc="upper left", bbox_to_anchor=(0, -0.005),
                  ncols=5, frameon=False, fontsize=9, borderpad=0, handletextpad=0.3)  # fmt: skip
        caption(ax, f"Left: who knows. Right: the article. Hollow: no name given. ×n: claims that came this way. {len(shown)} of {len(data)} "
                f"chains, {int(data['n_claims'].sum())} claims in all; claims taken straight from a source are not shown.",
                below=12 + 15 * -(-len(kinds) // 5))  # fmt: skip
    return finished(ax)


def _draw_chain(ax: Axes, y: int, row: dict, steps: int) -> None:
    rungs = row["rungs"]
    places = [steps - (len(rungs) - 1) + i for i in range(len(rungs))]
    for a, b in itertools.pairwise(places):
        ax.annotate(
            "", (b - 0.06, y), (a + 0.06, y), arrowprops={"arrowstyle": "-|>", "color": FAINT, "linewidth": 1.4}
        )
    for x, (name, kind) in zip(places, rungs, strict=True):
        ax.add_line(_rung(kind, x, y)).set_gid("rung")
        ax.text(x, y - 0.24, shorten(name, 34), ha="center", va="bottom", fontsize=9)
    ax.text(places[-1] + 0.12, y, f"×{row['n_claims']}", va="center", fontsize=9.5, color="#555555")


def _rung(kind: str, x: float = 0, y: float = 0, *, label: str = "") -> Line2D:
    colour = INK if kind == "article" else SOURCE_COLOURS.get(kind, FAINT)
    return Line2D([x], [y], linestyle="none", marker="s" if kind == "article" else "o", markersize=12 if not label else 8,
                  color=colour, markeredgewidth=2.2, markerfacecolor="white" if kind in HOLLOW else colour, label=label)  # fmt: skip
