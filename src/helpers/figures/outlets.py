"""Outlets side by side: kinds of source, verbs of saying, who is quoted, stances to the same claims."""

from __future__ import annotations

import math
import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from helpers.compare.wording import wilson
from helpers.figures.layout import axes_inches, text_width
from helpers.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    YELLOW,
    caption,
    finished,
    new_axes,
    nothing,
    plain,
    shorten,
    styled,
)

SOURCE_COLOURS = {
    "named_person": BLUE, "government_body": SKY, "state_or_country": "#A9D6F0", "named_organisation": GREEN,
    "document_or_statement": "#7FCDB5", "public_record": "#CDEBE1", "media_outlet": YELLOW, "expert_unnamed": ORANGE,
    "pseudonymous": PURPLE, "anonymous": RED, "unknown": "#c8c8c8",
}  # fmt: skip
CHARGED = {"charged", "euphemism"}  # kinds of naming.csv that take a side
HATCHED = {"pseudonymous", "anonymous", "unknown"}  # a second channel for voices without a name
STANCE_GLYPHS = {
    "asserts": ("●", INK), "attributes": ("○", BLUE), "hedges": ("◐", SKY), "disputes": ("?", ORANGE),
    "denies": ("✕", RED), "confirms": ("✔", GREEN), "retracts": ("↺", PURPLE),
}  # fmt: skip


def source_kinds(data: pd.DataFrame, *, title: str = "Who is given a voice", ax: Axes | None = None) -> Axes:
    """Shares of claims by kind of source, an outlet a bar.

    Parameters
    ----------
    data : DataFrame
        From `helpers.compare.voices.voices`.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        The number of claims stands behind each outlet's name; voices without a name are hatched. Few claims make
        wide margins: the picture compares what these articles do, not what outlets are like.
    """
    with styled():
        counts = pd.crosstab(data["outlet"], data["source_type"]) if len(data) else pd.DataFrame()
        ax = ax or new_axes(10.5, max(2.6, 2.1 + 0.5 * len(counts)))
        ax.set_title(plain(title), pad=12)
        if counts.empty:
            return nothing(ax, "No claims, so no sources to compare.")
        order = [k for k in SOURCE_COLOURS if k in counts]
        share = counts[order].div(counts.sum(axis=1), axis=0)
        at = pd.Series(0.0, index=share.index)
        for kind in order:
            ax.barh(share.index, share[kind], left=at, color=SOURCE_COLOURS[kind], edgecolor="white", linewidth=1.5,
                    hatch="///" if kind in HATCHED else None, label=kind.replace("_", " "))  # fmt: skip
            for outlet in share.index[share[kind] >= 0.015]:
                number = ax.text(at[outlet] + share.loc[outlet, kind] / 2, outlet, counts.loc[outlet, kind], ha="center",
                                 va="center", fontsize=9.5, color=INK, fontweight="bold")  # fmt: skip
                number.set_path_effects([withStroke(linewidth=2.6, foreground="white")])  # legible on any colour
            at = at + share[kind]
        ax.set_yticks(
            range(len(share)), [f"{shorten(o, 30)}\nn = {int(counts.loc[o].sum())}" for o in share.index], fontsize=10
        )
        _bare(ax)
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.02), ncols=4, frameon=False, fontsize=9)
    return finished(ax)


def _bare(ax: Axes) -> None:
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.set(xlabel="", ylabel="")
    ax.invert_yaxis()
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)


def saying_verbs(
    data: pd.DataFrame, *, top: int = 14, title: str = "How they say that somebody said it", ax: Axes | None = None
) -> Axes:
    """Verbs of saying by outlet, from those that keep a distance to those that endorse.

    Parameters
    ----------
    data : DataFrame
        From `helpers.compare.voices.voices`.
    top : int
        How many verbs; the most used ones.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        One column a verb, ordered by ``cue_strength``; the number is how often the outlet uses it.
    """
    import seaborn as sns  # brings scipy: two seconds that only this picture needs

    with styled():
        used = data[data["cue"] != ""]
        ax = ax or new_axes(11, max(2.6, 2.0 + 0.45 * used["outlet"].nunique()))
        ax.set_title(plain(title), pad=28)
        if used.empty:
            return nothing(ax, "No verbs of saying to compare.")
        common = used["cue"].value_counts().head(top).index
        strength = used[used["cue"].isin(common)].groupby("cue")["cue_strength"].first().astype(int)
        verbs = sorted(common, key=lambda v: (strength[v], v))
        counts = pd.crosstab(used["outlet"], used["cue"]).reindex(columns=verbs, fill_value=0)
        sns.heatmap(counts, ax=ax, cmap="Blues", cbar=False, annot=counts.where(counts > 0).map(lambda v: "" if pd.isna(v) else f"{v:.0f}"),
                    fmt="", linewidths=1, xticklabels=False, yticklabels=False, linecolor="white", vmin=0, vmax=max(4, counts.to_numpy().max()))  # fmt: skip
        ax.set(xlabel="", ylabel="")
        ax.set_yticks([i + 0.5 for i in range(len(counts))], [shorten(o, 28) for o in counts.index], rotation=0)
        ax.set_xticks([i + 0.5 for i in range(len(verbs))], [shorten(v, 24) for v in verbs], rotation=40, ha="right")
        _strength_ruler(ax, [strength[v] for v in verbs])
        left_out = used["cue"].nunique() - len(verbs)
        ax.set_xlabel(f"n = {len(used)} claims with a cue; {left_out} rarer cues left out. Strength is the lexicon's (cues.csv), not a judgement of the speaker.",
                      fontsize=8.5, color="#555555", loc="left")  # fmt: skip
    return finished(ax)


def _strength_ruler(ax: Axes, strengths: list[int]) -> None:
    names = {-2: "keeps its distance", -1: "doubts", 0: "neutral", 1: "leans to it", 2: "endorses"}
    for value in sorted(set(strengths)):
        places = [i for i, s in enumerate(strengths) if s == value]
        ax.plot([places[0] + 0.08, places[-1] + 0.92], [-0.12, -0.12], color=INK, linewidth=1.5, clip_on=False)
        name = names.get(value, str(value))
        room = places[-1] - places[0] + 1
        ax.text(
            (places[0] + places[-1] + 1) / 2,
            -0.2,
            name if room * 6 >= len(name) else f"{value:+d}",
            ha="center",
            va="bottom",
            fontsize=8.5,
        )


def most_quoted(
    data: pd.DataFrame, *, top: int = 5, title: str = "Whose words fill the text", ax: Axes | None = None
) -> Axes:
    """The sources with most reported words in each outlet.

    Parameters
    ----------
    data : DataFrame
        From `helpers.compare.voices.voices`.
    top : int
        Sources an outlet.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        A bar's length is the number of words reported of that source, nested claims counted once each.
    """
    with styled():
        words = data.groupby(["outlet", "source", "source_type"], as_index=False)["n_words"].sum()
        words = (
            words.sort_values(["outlet", "n_words", "source"], ascending=[True, False, True])
            .groupby("outlet")
            .head(top)
        )
        ax = ax or new_axes(10.5, max(2.6, 1.6 + 0.34 * (len(words) + 1.4 * words["outlet"].nunique())))
        ax.set_title(plain(title))
        if words.empty:
            return nothing(ax, "Nobody is quoted.")
        lines = [f"{shorten(r.source or 'nobody named', 52)}  {r.n_words}" for r in words.itertuples()]
        width = axes_inches(ax)[0]
        reach = max(
            n / max(0.2, 1 - (text_width(line, 9.5) + 0.12) / width)
            for n, line in zip(words["n_words"], lines, strict=True)
        )
        y, at = 0.0, 0
        for outlet, group in words.groupby("outlet", sort=True):
            ax.text(0, y, shorten(outlet, 60), fontweight="bold", va="center")
            for row in group.itertuples():
                y += 1
                ax.barh(y, row.n_words, height=0.72, color=SOURCE_COLOURS.get(row.source_type, FAINT), edgecolor="white",
                        hatch="///" if row.source_type in HATCHED else None, gid="bar")  # fmt: skip
                ax.text(row.n_words + 0.08 * reach / width, y, lines[at], va="center", fontsize=9.5, gid="label")
                at += 1
            y += 1.6
        ax.set_xlim(0, reach)
        ax.set_ylim(y - 0.9, -0.8)
        ax.set_axis_off()
        ax.set_title(plain(title))
        kinds = [k for k in SOURCE_COLOURS if k in set(words["source_type"])]
        swatches = [
            Patch(
                facecolor=SOURCE_COLOURS[k],
                edgecolor="white",
                hatch="///" if k in HATCHED else None,
                label=k.replace("_", " "),
            )
            for k in kinds
        ]
        ax.legend(
            handles=swatches,
            loc="upper left",
            bbox_to_anchor=(0, -0.01),
            ncols=4,
            frameon=False,
            fontsize=9,
            borderpad=0,
        )
        caption(
            ax,
            f"Words in reported claims, {top} sources an outlet; hatched: no name given. n = {len(data)} claims.",
            below=14 + 15 * -(-len(kinds) // 4),
        )
    return finished(ax)


def stance_matrix(
    data: pd.DataFrame,
    *,
    labels: dict[str, str] | None = None,
    top: int = 12,
    title: str = "The same claim in several outlets",
    ax: Axes | None = None,
) -> Axes:
    """Outlets against groups of claims: a glyph a stance, a blank for silence.

    Parameters
    ----------
    data : DataFrame
        The ledger.
    labels : dict, optional
        Words for each ``claim_group``; its id when left out.
    top : int
        How many groups, those in most outlets first; groups that only one outlet has are left out.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        Silence is not denial: a blank says only that no such claim was found in that outlet's articles.
    """
    with styled():
        spread = data.groupby("claim_group")["article_id"].nunique()
        groups = spread[spread > 1].sort_values(ascending=False, kind="stable").head(top).index.tolist()
        outlets = sorted(data["outlet"].unique()) if len(data) else []
        ax = ax or new_axes(11, max(2.6, 1.9 + 0.5 * len(groups)))
        ax.set_title(plain(title), pad=14)
        if not groups:
            return nothing(ax, "No claim was found in two articles.")
        for y, group in enumerate(groups):
            ax.axhline(y + 0.5, color="#e6e6e6", linewidth=0.8)
            for x, outlet in enumerate(outlets):
                stances = data[(data["claim_group"] == group) & (data["outlet"] == outlet)]["stance"]
                for n, stance in enumerate(dict.fromkeys(stances)):
                    glyph, colour = STANCE_GLYPHS[stance]
                    ax.text(
                        x + 0.22 * n - 0.11 * (stances.nunique() - 1),
                        y,
                        glyph,
                        color=colour,
                        ha="center",
                        va="center",
                        fontsize=17,
                        gid="stance",
                    )
        ax.set_xlim(-0.5, len(outlets) - 0.5)
        ax.set_ylim(len(groups) - 0.5, -0.5)
        ax.set_xticks(range(len(outlets)), [_wrapped(o, 13) for o in outlets], fontsize=9.5)
        ax.xaxis.tick_top()
        ax.set_yticks(range(len(groups)), [_wrapped((labels or {}).get(g, g), 52) for g in groups], fontsize=9)
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        key = ", ".join(f"{g}\u00a0{s}" for s, (g, _) in STANCE_GLYPHS.items() if s in set(data["stance"]))
        caption(
            ax,
            f"{key}, blank: silent. {len(groups)} of {len(spread)} groups shown: those in more than one article.",
            below=8,
            share=0.5,
        )
    return finished(ax)


def _wrapped(words: str, width: int) -> str:
    """Words on two lines at most."""
    lines = textwrap.wrap(shorten(words, 2 * width - 4), width)
    return "\n".join([*lines[:1], shorten(" ".join(lines[1:]), width)] if len(lines) > 2 else lines)


def naming(
    data: pd.DataFrame, *, referent: str = "", top: int = 4, terms: int = 5, ax: Axes | None = None
) -> Axes | np.ndarray:
    """Names for one and the same thing, outlet by outlet, with how sure the share is.

    Parameters
    ----------
    data : DataFrame
        From `helpers.compare.wording.naming_ratios`.
    referent : str
        Only this one. When left out: the `top` ones that most outlets name often enough.
    top : int
        Panels at most.
    terms : int
        Columns a panel; rarer names are summed up in one more.
    ax : Axes, optional
        Draws one panel (that of `referent`, or the first) on it.

    Returns
    -------
    Axes or array of Axes
        Like seaborn's figure-level functions, an array when there is more than one panel: one Axes a referent, from
        above; else the Axes. A bar is the share of this name among the outlet's names for the referent, the line on
        it Wilson's 95 % interval, the number the count. Where there is too little text, the words say so.
    """
    with styled():
        told = data[data["enough"].astype(bool)]
        weight = told.groupby("referent").agg(outlets=("outlet", "nunique"), n=("n", "sum"))
        order = weight.sort_values(["outlets", "n"], ascending=False, kind="stable").index.tolist()
        wanted = [referent] if referent else order[: 1 if ax is not None else top]
        panels = [_naming_shares(data[data["referent"] == name], terms) for name in wanted]
        panels = [p for p in panels if len(p)]
        if not panels:
            what = (
                f"Nothing is called by any name for {referent}."
                if referent and len(data)
                else "Too little text: no outlet names anything often enough."
            )
            axes = [ax or new_axes(9, 2.4)]
            nothing(axes[0], what)
            return axes[0]
        axes = [ax] if ax is not None else _stack([p["outlet"].nunique() for p in panels], 11)
        for panel, at in zip(panels, axes, strict=True):
            _naming_panel(at, panel, columns=max(p["term"].nunique() for p in panels))
        rest = [n for n in sorted(data["referent"].unique()) if n not in wanted]
        caption(axes[-1], "Bar: share of an outlet's names for it; line: 95 % interval (Wilson); number: count; orange, hatched: "
                "charged or euphemistic, says the lexicon (naming.csv)"
                + (f". Not shown: {', '.join(rest)}." if rest else "."), below=10)  # fmt: skip
        axes = [finished(at) for at in axes]
    return np.array(axes, dtype=object) if len(axes) > 1 else axes[0]


def _stack(rows: list[int], width: float) -> list[Axes]:
    """Axes one above the other on a figure of their own, each as high as its rows need."""
    figure = plt.figure(figsize=(width, 0.7 + sum(0.95 + 0.36 * n for n in rows)), layout="constrained")
    grid = figure.add_gridspec(len(rows), 1, height_ratios=[1.6 + n for n in rows])
    return [figure.add_subplot(grid[i]) for i in range(len(rows))]


def _naming_shares(data: pd.DataFrame, terms: int) -> pd.DataFrame:
    """Rows of one referent with rare terms summed up under "" (none when there is no need to)."""
    totals = data.groupby("term")["n"].sum().sort_values(ascending=False, kind="stable")
    rare = totals.index[terms:] if len(totals) > terms + 1 else []
    kept = data[~data["term"].isin(rare)]
    summed = data[data["term"].isin(rare)].groupby(["referent", "outlet", "total", "enough"], as_index=False)["n"].sum()
    shares = [
        (n / total, *wilson(n, total)) if ok else (math.nan,) * 3
        for n, total, ok in zip(summed["n"], summed["total"], summed["enough"], strict=True)
    ]
    summed = summed.assign(term="", **{c: [s[i] for s in shares] for i, c in enumerate(("share", "low", "high"))})
    return pd.concat([kept, summed], ignore_index=True) if len(summed) else kept


def _naming_panel(ax: Axes, data: pd.DataFrame, *, columns: int) -> None:
    outlets = sorted(data["outlet"].unique())
    order = data.groupby("term")["n"].sum().sort_values(ascending=False, kind="stable").index
    terms = [t for t in order if t] + [t for t in order if not t]
    for x, term in enumerate(terms):
        ax.text(x, -0.72, shorten(term or "other names", 20), fontsize=9.5, ha="left", va="center", gid="label")
        ax.plot([x, x], [-0.42, len(outlets) - 0.58], color="#cccccc", linewidth=0.8, zorder=0)
    for y, outlet in enumerate(outlets):
        rows = data[data["outlet"] == outlet]
        ax.axhline(y + 0.5, color="#eeeeee", linewidth=0.8, zorder=0)
        if not rows["enough"].any():
            n = int(rows["total"].iloc[0])
            ax.text(0.02, y, f"too little text (named {'once' if n == 1 else f'{n} times'})", fontsize=9, va="center", color="#777777", style="italic",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5}, gid="refused")  # fmt: skip
            continue
        for row in rows.itertuples():
            _naming_bar(ax, terms.index(row.term), y, row)
    ax.set_title(f"What they call it: {shorten(data['referent'].iloc[0], 50)}", pad=6)
    ax.set_xlim(-0.03, columns)
    ax.set_ylim(len(outlets) - 0.4, -1.05)
    ax.set_xticks([])
    ax.set_yticks(range(len(outlets)), [shorten(o, 30) for o in outlets], fontsize=9.5)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _naming_bar(ax: Axes, x: int, y: int, row: tuple) -> None:
    width = 0.78  # of a column: the share 1
    colour = FAINT if not row.term else ORANGE if getattr(row, "kind", "") in CHARGED else BLUE
    ax.barh(
        y,
        width * row.share,
        left=x,
        height=0.46,
        color=colour,
        alpha=0.75,
        hatch="///" if colour == ORANGE else None,
        edgecolor="white",
        gid="share",
    )
    ax.plot(
        [x + width * row.low, x + width * row.high],
        [y, y],
        color=INK,
        linewidth=1.3,
        solid_capstyle="butt",
        gid="interval",
    )
    ax.text(x + width * max(row.high, row.share) + 0.03, y, f"{row.n}", fontsize=9, va="center")
