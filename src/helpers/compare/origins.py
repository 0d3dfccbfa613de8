"""Where claims come from: five articles are not five sources. Claims that go back to one origin count once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx
import pandas as pd
from rapidfuzz import fuzz

from helpers.annotate.kinds import MEDIA, kind_of_name
from helpers.compare.passages import outlet_names
from helpers.tables.entities import normalise_name, readable_id
from helpers.tables.sources import LINKED_TYPES, links_across

ORIGIN_COLUMNS = ["claim_id", "origin", "origin_name", "origin_kind", "house", "source"]
COUNT_COLUMNS = ["claim_group", "n_claims", "n_articles", "n_outlets", "n_independent_origins", "origins"]
SHARED_COLUMNS = [
    "origin",
    "origin_name",
    "origin_kind",
    "n_claims",
    "n_articles",
    "n_outlets",
    "article_ids",
    "outlets",
]
DOCUMENTS = ("document_or_statement", "public_record")
MADE_BY = re.compile(r"\b(?:by|from|of) (?:the )?([A-Z].*)$")  # "an inquiry conducted by the Northern Herald"
SHINGLE = 5  # words in a row that two texts are compared by
OWN_WORDS = 8  # words that two people do not put together in the same way by chance
SAME_WORDS = 90.0  # likeness in letters from which two claims are told in the same words
NEAR_IDENTICAL = 0.4  # share of such runs from which two texts count as one


def near_identical(texts: dict[str, str], *, threshold: float = NEAR_IDENTICAL) -> list[tuple[str, str, float]]:
    """Pairs of texts that are one text printed twice, whole or nearly so.

    Parameters
    ----------
    texts : dict of str to str
        article_id -> text.
    threshold : float
        Estimated share of five-word runs in common (Jaccard, by MinHash; Broder 1997) from which a pair is
        listed.

    Returns
    -------
    list of (str, str, float)
        Two ids and the estimate, in the order of the ids. A text that was translated or rewritten is not
        found.

    Examples
    --------
    >>> wire = "The harbour was closed on Monday after two barges ran into each other in fog, the port office said"
    >>> near_identical({"a": wire, "b": wire + " again", "c": "Nothing of the kind has been reported this week"})
    [('a', 'b', 0.9...)]
    """
    from datasketch import MinHash, MinHashLSH  # brings scipy, which takes a second that most notebooks do not need

    index, hashes = MinHashLSH(threshold=threshold, num_perm=128), {}
    for key, text in sorted(texts.items()):
        words = re.findall(r"\w+", text.casefold())
        runs = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
        if runs:
            hashes[key] = MinHash(num_perm=128)
            hashes[key].update_batch([run.encode() for run in sorted(runs)])
    pairs = []
    for key, signature in hashes.items():
        for other in index.query(signature):
            if (share := signature.jaccard(hashes[other])) >= threshold:
                pairs.append((other, key, round(float(share), 3)))
        index.insert(key, signature)
    return sorted(pairs)


def houses(articles: pd.DataFrame, claims: pd.DataFrame, texts: dict[str, str] | None = None) -> dict[str, str]:
    """Which house each article comes out of: its outlet family, or that of the earliest article that it is a copy of.

    Parameters
    ----------
    articles, claims : DataFrame
    texts : dict, optional
        article_id -> text, to find copies. Without texts, articles are compared by the contents of their
        claims.

    Returns
    -------
    dict
        article_id -> name of the house; the article's own id where no outlet is known.
    """
    ids = articles["article_id"].tolist()
    family, outlet = (_filled(articles, c) for c in ("outlet_family", "outlet"))
    names = dict(zip(ids, (f or o or i for f, o, i in zip(family, outlet, ids, strict=True)), strict=True))
    if texts is None:
        texts = {a: " ".join(map(str, contents)) for a, contents in claims.groupby("article_id")["content"]}
    printed = dict(zip(ids, _filled(articles, "published_earliest"), strict=True))
    copies = nx.Graph((a, b) for a, b, _ in near_identical({a: t for a, t in texts.items() if a in names}))
    for together in nx.connected_components(copies):
        first = min(together, key=lambda a: (printed[a] or "9999", a))
        names |= dict.fromkeys(together, names[first])
    return names


def _filled(table: pd.DataFrame, column: str) -> list[str]:
    return table[column].fillna("").astype(str).tolist() if column in table else [""] * len(table)


def trace_origins(
    claims: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame, texts: dict[str, str] | None = None
) -> pd.DataFrame:
    """The origin of each claim, as far up the chain as the tables show it.

    Parameters
    ----------
    claims, articles, sources : DataFrame
        Tables of the contract.
    texts : dict, optional
        article_id -> text, to find copies of one text.

    Returns
    -------
    DataFrame
        One row a claim, index as in `claims`: ``claim_id, origin, origin_name, origin_kind, house, source``.
        Kinds: ``outlet`` (an outlet relays or tells it: "told the Northern Herald"), ``source`` (a named
        person, body or state), ``document`` (a named document; the body's own if the name says whose),
        ``voice`` (somebody unnamed, one for each house and description), ``house`` (no source given).
        ``source`` is the linked source's id, or empty.
    """
    house_of = houses(articles, claims, texts)
    of_source = sources.set_index("source_id")[["name", "source_type"]].to_dict("index")
    outlets = sorted(set(_filled(articles, "outlet")) - {""})
    families = zip(_filled(articles, "outlet"), _filled(articles, "outlet_family"), strict=True)
    known = {normalise_name(outlet): family or outlet for outlet, family in families}
    linked = {
        normalise_name(s["name"]): (i, s["name"])
        for i, s in of_source.items()
        if links_across(s["name"], s["source_type"])
    }
    rows = []
    for claim in claims.to_dict("records"):
        source = of_source.get(claim["source_id"], {"name": "", "source_type": "unknown"})
        house = house_of.get(claim["article_id"], claim["article_id"])
        kind, key, name = _origin(claim, source, house, known, linked, outlets)
        mine = claim["source_id"] if links_across(source["name"], source["source_type"]) else ""
        rows.append([claim["claim_id"], readable_id("o", name, kind, key), name, kind, house, mine])
    return pd.DataFrame(rows, columns=ORIGIN_COLUMNS, index=claims.index)


def _origin(
    claim: dict,
    source: dict,
    house: str,
    known: dict[str, str],
    linked: dict[str, tuple[str, str]],
    outlets: list[str],
) -> tuple[str, str, str]:
    """Kind, key and name of one claim's origin."""
    relay = cited_outlet(claim, source, outlets)
    if relay:
        name = known.get(normalise_name(relay), relay)
        return "outlet", normalise_name(name), name
    key = normalise_name(source["name"])
    if links_across(source["name"], source["source_type"]):
        return "source", claim["source_id"], source["name"]
    if source["source_type"] in DOCUMENTS:
        owner = max((k for k in linked if key.startswith(f"{k} ")), key=len, default="")
        if owner:
            return "source", linked[owner][0], linked[owner][1]
        if any(c.isupper() for c in source["name"].removeprefix("The ")) and " " in key:
            return "document", key, source["name"]
    if key and source["source_type"] in LINKED_TYPES:
        return "body", f"{normalise_name(house)}|{key}", f"{source['name']} ({house})"
    if key:
        return "voice", f"{normalise_name(house)}|{key}", f"{source['name']} ({house})"
    return "house", normalise_name(house), house


def cited_outlet(claim: dict, source: dict, outlets: Iterable[str] = ()) -> str:
    """The outlet that a claim came through or from: the first in its chain, the source, or a document's maker.

    Parameters
    ----------
    claim, source : dict
        Rows of the tables.
    outlets : iterable of str
        Outlets that are known as such, whatever their names look like.

    Returns
    -------
    str
        Empty when there is none. A short form ("the Courier") stands for the one known outlet that ends so.
    """
    via = claim.get("via")
    chain = [str(v) for v in via] if isinstance(via, list | tuple) or hasattr(via, "tolist") else []
    for relay in chain:
        if known := _known_outlet(relay, outlets):
            return known
        if _is_media(relay):
            return relay
    name = source["name"]
    if known := _known_outlet(name, outlets):
        return known
    if source["source_type"] == "media_outlet" and links_across(name, "media_outlet"):
        return name
    maker = MADE_BY.search(name) if source["source_type"] in DOCUMENTS else None
    return maker[1] if maker and _is_media(maker[1]) else ""


def _is_media(name: str) -> bool:
    """Whether a name is that of a newspaper, broadcaster or agency, as far as its words tell."""
    return kind_of_name(name, "ORG") == MEDIA


def _known_outlet(name: str, outlets: Iterable[str]) -> str:
    """The known outlet that a name stands for: itself, its short form, or it with words before it.

    >>> [_known_outlet(n, ["Baltic Courier"]) for n in ("the Courier", "the daily Baltic Courier", "the Herald")]
    ['Baltic Courier', 'Baltic Courier', '']
    """
    key = f" {normalise_name(name)}"
    long = [o for o in outlets if key.endswith(f" {normalise_name(o)}")]
    short = [o for o in outlets if len(key) > 1 and f" {normalise_name(o)}".endswith(key)]
    return max(long, key=len) if long else short[0] if len(short) == 1 and _is_media(name) else ""


def merge_within(groups: pd.Series, traced: pd.DataFrame, contents: pd.Series) -> pd.Series:
    """Origins of claims of one group that share a voice, a house or their very words, made one.

    Parameters
    ----------
    groups : Series
        claim_group of each claim, index as in `traced`.
    traced : DataFrame
        From `trace_origins`.
    contents : Series
        The words of each claim, index as in `traced`. Voices without a name that say the same in the same
        words in two outlets are one voice; so are copies of one text.

    Returns
    -------
    Series
        origin_group of each claim: the origin that stands for all it shares with others in its group;
        outlets before sources before voices.
    """
    rank = {kind: n for n, kind in enumerate(("outlet", "document", "source", "body", "voice", "house"))}
    out = traced["origin"].copy()
    for _, rows in traced.groupby(groups):
        if rows["origin"].nunique() < 2:
            continue
        graph = nx.Graph()
        for row in rows.itertuples():
            graph.add_node(("origin", row.origin), kind=row.origin_kind)
            if row.source:
                graph.add_edge(("origin", row.origin), ("source", row.source))
            if row.origin_kind == "outlet":
                graph.add_edge(("origin", row.origin), ("house", normalise_name(row.origin_name)))
            if row.origin_kind in ("voice", "house"):
                graph.add_edge(("origin", row.origin), ("house", normalise_name(row.house)))
        said = list(zip(rows["origin"], contents[rows.index], rows["source"], strict=True))
        for (one, words, named), (other, others, named2) in combinations(said, 2):
            if not (named and named2) and _same_words(words, others):
                graph.add_edge(("origin", one), ("origin", other))
        for together in nx.connected_components(graph):
            ids = sorted((rank[graph.nodes[n]["kind"]], n[1]) for n in together if n[0] == "origin")
            for _, other in ids[1:]:
                out[rows.index[rows["origin"] == other]] = ids[0][1]
    return out


def _same_words(one: str, other: str) -> bool:
    """Whether two claims are told in the same words, but for one or two of them."""
    return min(len(one.split()), len(other.split())) >= OWN_WORDS and fuzz.ratio(one, other) >= SAME_WORDS


def independent_origins(
    ledger: pd.DataFrame,
    articles: pd.DataFrame,
    claims: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How many articles, outlets and independent origins stand behind each group of claims.

    Parameters
    ----------
    ledger, articles : DataFrame
        Tables of the contract.
    claims, sources : DataFrame, optional
        With both, circular citing is looked for.

    Returns
    -------
    DataFrame
        ``claim_group, n_claims, n_articles, n_outlets, n_independent_origins, origins`` (their ids), and
        with claims and sources ``origin_names`` and ``circular`` (a loop of outlets that cite each other on
        this: "A → B → A"; else empty); most articles first.

    Notes
    -----
    The number of origins is an upper bound: what the articles do not say about where they have it from
    cannot be known.
    """
    outlet = outlet_names(articles)
    rows = []
    for group, members in ledger.groupby("claim_group", sort=True):
        origins = sorted(set(members["origin_group"]))
        outlets = {outlet.get(a, a) for a in members["article_id"]}
        rows.append([group, len(members), members["article_id"].nunique(), len(outlets), len(origins), origins])
    out = pd.DataFrame(rows, columns=COUNT_COLUMNS)
    if claims is not None and sources is not None:
        loops = (
            circular_citing(ledger, claims, articles, sources).groupby("claim_group")["loop"].agg("; ".join).to_dict()
        )
        names = trace_origins(claims, articles, sources).set_index("origin")["origin_name"].to_dict()
        out["origin_names"] = [sorted({names.get(o) or o for o in ids}) for ids in out["origins"]]
        out["circular"] = [loops.get(group, "") for group in out["claim_group"]]
    return out.sort_values(["n_articles", "n_claims", "claim_group"], ascending=[False, False, True], ignore_index=True)


def shared_origins(
    claims: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame, texts: dict[str, str] | None = None
) -> pd.DataFrame:
    """Origins that more than one article draws on, whatever the claims.

    Parameters
    ----------
    claims, articles, sources, texts
        As in `trace_origins`.

    Returns
    -------
    DataFrame
        ``origin, origin_name, origin_kind, n_claims, n_articles, n_outlets, article_ids, outlets``; most
        articles first.
    """
    outlet = outlet_names(articles)
    traced = trace_origins(claims, articles, sources, texts).assign(article_id=claims["article_id"])
    rows = []
    for origin, members in traced.groupby("origin", sort=True):
        ids = sorted(set(members["article_id"]))
        if len(ids) > 1:
            outlets, first = sorted({outlet.get(a, a) for a in ids}), members.iloc[0]
            counts = [len(members), len(ids), len(outlets)]
            rows.append([origin, first["origin_name"], first["origin_kind"], *counts, ids, outlets])
    out = pd.DataFrame(rows, columns=SHARED_COLUMNS)
    return out.sort_values(["n_articles", "n_claims", "origin"], ascending=[False, False, True], ignore_index=True)


def citations(claims: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Which outlet cites which: one row a claim that came through or from another outlet.

    Returns
    -------
    DataFrame
        ``claim_id, article_id, citing, cited``; names without case, points and leading article. An article
        whose outlet is not known cites under the name of its file.
    """
    outlet_of = outlet_names(articles)
    outlets = sorted(set(_filled(articles, "outlet")) - {""})
    of_source = sources.set_index("source_id")[["name", "source_type"]].to_dict("index")
    rows = []
    for claim in claims.to_dict("records"):
        source = of_source.get(claim["source_id"], {"name": "", "source_type": "unknown"})
        cited = cited_outlet(claim, source, outlets)
        citing = outlet_of.get(claim["article_id"], claim["article_id"])
        if cited and normalise_name(cited) != normalise_name(citing):
            rows.append([claim["claim_id"], claim["article_id"], normalise_name(citing), normalise_name(cited)])
    return pd.DataFrame(rows, columns=["claim_id", "article_id", "citing", "cited"])


def circular_citing(
    ledger: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Loops of outlets that cite each other on the same thing, so that nobody is left who knows it first-hand.

    Returns
    -------
    DataFrame
        ``claim_group, loop`` ("a → b → a") and ``claim_ids``, the claims that close it.
    """
    cited = citations(claims, articles, sources).merge(ledger[["claim_id", "claim_group"]], on="claim_id")
    rows = []
    for group, edges in cited.groupby("claim_group", sort=True):
        told: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in edges.itertuples():
            told[row.citing, row.cited].append(row.claim_id)
        for loop in nx.simple_cycles(nx.DiGraph(sorted(told)), length_bound=6):
            start = loop.index(min(loop))
            loop = loop[start:] + loop[:start]
            steps = list(zip(loop, [*loop[1:], loop[0]], strict=True))
            rows.append([group, " → ".join([*loop, loop[0]]), sorted(c for s in steps for c in told[s])])
    return pd.DataFrame(rows, columns=["claim_group", "loop", "claim_ids"])
