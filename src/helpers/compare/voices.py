"""Who speaks in each outlet: claims joined with their sources and articles, counted."""

from __future__ import annotations

import pandas as pd

from helpers.compare.passages import outlet_names


def voices(claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row a claim of the text itself, with its outlet, the kind of its source and its saying verb.

    Parameters
    ----------
    claims, sources, articles : DataFrame
        Tables of a case.

    Returns
    -------
    DataFrame
        ``claim_id, outlet, source_id, source, source_type, cue, cue_strength, n_words`` (words of the
        content); claims of captions and headlines are in, rejected ones are not.
    """
    kept = claims[claims["status"] != "rejected"]
    who = sources.set_index("source_id")
    outlet = kept["article_id"].map(outlet_names(articles))
    return pd.DataFrame(
        {
            "claim_id": kept["claim_id"],
            "outlet": outlet,
            "source_id": kept["source_id"],
            "source": kept["source_id"].map(who["name"]).fillna(""),
            "source_type": kept["source_id"].map(who["source_type"]).fillna("unknown"),
            "cue": kept["cue"].str.lower().str.split().str.join(" "),
            "cue_strength": kept["cue_strength"].astype("Int64"),
            "n_words": kept["content"].str.split().str.len(),
        }
    ).reset_index(drop=True)


def concentration(data: pd.DataFrame) -> pd.DataFrame:
    """How concentrated the words are in each outlet.

    Parameters
    ----------
    data : DataFrame
        From `voices`.

    Returns
    -------
    DataFrame
        By outlet: ``n_claims, n_sources, n_words, largest`` (the source with most words), ``largest_share``
        and ``concentration``, Herfindahl's index of the sources' shares of words (1 = one voice; 1/n = n
        equal voices).
    """
    rows = []
    for outlet, group in data.groupby("outlet", sort=True):
        words = group.groupby("source", sort=True)["n_words"].sum().sort_values(ascending=False, kind="stable")
        share = words / max(1, words.sum())
        rows.append(
            [
                outlet,
                len(group),
                len(words),
                int(words.sum()),
                words.index[0],
                float(share.iloc[0]),
                float((share**2).sum()),
            ]
        )
    return pd.DataFrame(
        rows, columns=["outlet", "n_claims", "n_sources", "n_words", "largest", "largest_share", "concentration"]
    )
