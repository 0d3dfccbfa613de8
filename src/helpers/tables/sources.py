"""The register of sources: joined across articles by name, and kept apart where no name allows it."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from helpers.tables.entities import (
    names_one_body,
    normalise_name,
    readable_id,
    says_too_little,
    state_names,
    without_legal_form,
)

SOURCE_COLUMNS = [
    "source_id", "name", "source_type", "role", "aliases", "n_claims", "n_articles", "n_outlets",
    "first_said", "last_said", "rule",
]  # fmt: skip
Key = tuple[str, str, str]  # name, breadth of type, article or nothing
LINKED_TYPES = frozenset({"named_person", "named_organisation", "government_body", "state_or_country", "media_outlet"})


def register_sources(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """One register for the sources of all claims.

    Parameters
    ----------
    claims : DataFrame
        Columns ``claim_id, article_id, outlet, source_text, source_name, source_type, role, said_earliest,
        said_latest``.

    Returns
    -------
    sources : DataFrame
        The contract's table; ``rule`` says how claims came to share the source (``name``: joined by name
        across articles, ``only_bearer``: a lone surname joined to the one person whose full name ends with it,
        ``article``: within one article only).
    source_id : Series
        Aligned with ``claims.index``.

    Notes
    -----
    People, organisations, bodies, states and outlets with a proper name are joined across articles by that
    name. Whoever has none ("officials", "a staff member"), pseudonyms, documents and common single names
    stay within their article: two anonymous voices are never held to be one because they are called the
    same.
    """
    if claims.empty:
        nobody = pd.Series([], index=claims.index, dtype=object, name="source_id")
        return pd.DataFrame(columns=SOURCE_COLUMNS), nobody
    name = _text(claims["source_name"])
    claims = claims.assign(
        said_name=name.where(name != "", _text(claims["source_text"])),
        source_type=_text(claims["source_type"]).replace("", "unknown"),
    )
    told = zip(claims["said_name"], claims["source_type"], claims["article_id"], strict=True)
    keys = _with_only_bearers(pd.Series([_key(*row) for row in told], index=claims.index), claims["article_id"])
    rows, ids = [], {}
    for key, members in claims.groupby(keys, sort=True):
        row = _source(key, members)
        ids[key] = row["source_id"]
        rows.append(row)
    sources = pd.DataFrame(rows, columns=SOURCE_COLUMNS).sort_values("source_id", ignore_index=True)
    return sources, keys.map(ids).rename("source_id")


def _text(column: pd.Series) -> pd.Series:
    return column.fillna("").astype(str).str.strip()


def links_across(name: str, source_type: str) -> bool:
    """Whether sources of this name and type are one source in all articles.

    >>> links_across("U.S. Treasury", "government_body"), links_across("U.S. officials", "government_body")
    (True, False)
    """
    if source_type == "named_person":
        return bool(name) and not says_too_little(normalise_name(name)) and names_one_body(name)
    return source_type in LINKED_TYPES and names_one_body(name)


def _key(name: str, kind: str, article: str) -> Key:
    """What makes two claims share a source."""
    key = normalise_name(name)
    breadth = "person" if kind == "named_person" else "body" if kind in LINKED_TYPES else kind
    if links_across(name, kind):
        return (key if breadth == "person" else without_legal_form(state_names().get(key, key))), breadth, ""
    return key, breadth, str(article)


def _with_only_bearers(keys: pd.Series, articles: pd.Series) -> pd.Series:
    """Give a lone surname the key of the one person of other articles whose full name ends with it."""
    homes, full = defaultdict(set), defaultdict(set)
    for key, article in zip(keys, articles, strict=True):
        homes[key].add(article)
        if key[1] == "person" and not key[2] and " " in key[0]:
            full[key[0].split()[-1]].add(key)
    return keys.map(lambda key: _bearer(key, full.get(key[0], set()), homes))


def _bearer(key: Key, full: set[Key], homes: dict[Key, set[str]]) -> Key:
    """The full name that a key's lone surname stands for, or the key itself."""
    if key[1] != "person" or key[2] or len(full) != 1:
        return key
    (bearer,) = full
    return key if homes[key] & homes[bearer] else bearer


def _most(values: pd.Series) -> str:
    """The most frequent value that is not empty; the longest, then the first in the alphabet, of several."""
    counts = Counter(v for v in _text(values) if v)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else ""


def _source(key: Key, members: pd.DataFrame) -> dict[str, object]:
    """The row of one source."""
    printed = members["said_name"]
    bears = printed.map(normalise_name) == key[0]
    name = _most(printed[bears] if key[1] == "person" and bears.any() else printed)
    said = {end: _text(members[f"said_{end}"]).loc[lambda s: s != ""] for end in ("earliest", "latest")}
    return {
        "source_id": readable_id("s", name or key[1], *key),
        "name": name,
        "source_type": _most(members["source_type"]),
        "role": _most(members["role"]),
        "aliases": sorted((set(members["said_name"]) | set(_text(members["source_text"]))) - {name, ""}),
        "n_claims": len(members),
        "n_articles": members["article_id"].nunique(),
        "n_outlets": _text(members["outlet"]).loc[lambda s: s != ""].nunique(),
        "first_said": said["earliest"].min() if len(said["earliest"]) else "",
        "last_said": said["latest"].max() if len(said["latest"]) else "",
        "rule": "article" if key[2] else "name" if bears.all() or key[1] != "person" else "only_bearer",
    }
