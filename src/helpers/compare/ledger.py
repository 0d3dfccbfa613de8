"""The ledger: claims of different articles that speak of the same thing, each outlet's stance, and who is silent."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean as mean
from textwrap import shorten

import pandas as pd

from helpers.compare.origins import merge_within, trace_origins
from helpers.compare.passages import outlet_names
from helpers.compare.referents import SELF, Referents
from helpers.compare.similarity import Substance, apart, candidate_pairs, content_words, similarity, slug_of, substance
from helpers.tables.contracts import frame
from helpers.tables.entities import Joined, normalise_name

SAME_THING = 0.5  # from here on, claims of two articles are held to speak of the same thing
SAME_ARTICLE = 0.7  # claims of one article share names and words anyway: they need more
COHESION = 0.9  # share of the threshold that the claims of two groups must reach for these to become one
LOOSE = 0.7  # share of that which will do for all pairs of their claims
SAMPLE = 5  # claims of each group that are compared before two groups become one
LABEL_WIDTH, FEW_WORDS = 80, 4  # characters of a label at most; with fewer words it says too little
FACTIVE = 2  # strength of cues that present what follows as true: revealed, proved
OWN_RETRACTION = re.compile(r"\b(?:we|I)\b[^.]{0,25}\b(?:retract|withdr[ae]w|take back|took back)", re.IGNORECASE)
NEGATED = re.compile(
    r"(?:[^\s,;]+\s+){0,6}?(?:not|no|never|neither|nothing|cannot|\w+n[’']t)\b"
)  # "admitted that it was not so"
AGAINST, FOR = frozenset({"denies", "disputes", "retracts"}), frozenset({"asserts", "attributes", "hedges", "confirms"})


def build_ledger(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    entities: pd.DataFrame,
    mentions: pd.DataFrame,
    dates: pd.DataFrame,
    quantities: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    texts: dict[str, str] | None = None,
    threshold: float = SAME_THING,
) -> pd.DataFrame:
    """Group claims that speak of the same thing, and say what each does with it.

    Parameters
    ----------
    claims, articles, entities, mentions, dates, quantities, sources : DataFrame
        Tables of the contract.
    texts : dict, optional
        article_id -> text: copies of one text are then found by their whole wording, not by that of their
        claims.
    threshold : float
        Likeness from which two claims of different articles are held to speak of the same thing.

    Returns
    -------
    DataFrame
        The contract's table, one row a claim, in the order of `claims`. A claim that nobody shares is a
        group of one, with no similarity. ``stance`` is what the claim does with the matter: see
        `stance_of`.

    Notes
    -----
    Claims are compared by shared entities, words, numbers and dates (`helpers.compare.similarity`), so a
    denial joins the group of what it denies. Paraphrases without a word in common are not found; claims of
    which one entails the other ("sold drones", "sold arms") may or may not be joined. A reviewer can split
    and join groups.
    """
    if claims.empty:
        return frame("ledger", [])
    who = Referents.of(sources, entities)
    matters = substance(claims, articles, mentions, dates, quantities, who)
    labels, nearest = group_claims(matters, threshold=threshold)
    outlet_of = dict(zip(articles["article_id"], articles["outlet"].fillna(""), strict=True))
    outlets = claims["article_id"].map(outlet_of).fillna("")
    of_source = sources.set_index("source_id")["name"].to_dict()
    names = entities.set_index("entity_id")["name"].to_dict()
    groups = _group_ids(labels, matters, claims["claim_id"].tolist(), names)
    traced = trace_origins(claims, articles, sources, texts)
    origins = merge_within(pd.Series(groups, index=claims.index), traced, claims["content"])
    rows = [
        {
            "claim_group": group,
            "claim_id": claim["claim_id"],
            "article_id": claim["article_id"],
            "outlet": outlet,
            "stance": stance_of(claim, of_source.get(claim["source_id"], ""), outlet),
            "origin_group": origin,
            "similarity": None if near is None else round(near, 3),
        }
        for claim, group, outlet, origin, near in zip(
            claims.to_dict("records"), groups, outlets, origins, nearest, strict=True
        )
    ]
    return frame("ledger", rows)


def group_claims(
    matters: Sequence[Substance], *, threshold: float = SAME_THING, within: float = SAME_ARTICLE
) -> tuple[list[int], list[float | None]]:
    """Put claims that speak of the same thing into groups.

    Parameters
    ----------
    matters : sequence of Substance
    threshold, within : float
        Likeness that claims of different articles, and of one article, must reach.

    Returns
    -------
    labels : list of int
        The same number for claims of one group.
    nearest : list of float or None
        Likeness to the nearest other claim of the group; None in a group of one.

    Notes
    -----
    The likest pairs are joined first; two groups become one only if sampled claims of each have their like
    in the other and no two of them speak of different days, so that a chain of small likenesses does not run
    claims together.
    """
    edges = []
    for i, j in candidate_pairs(matters):
        score = similarity(matters[i], matters[j])
        if score >= (within if matters[i].article == matters[j].article else threshold):
            edges.append((-score, i, j))
    joined, members = Joined(len(matters)), {i: [i] for i in range(len(matters))}
    for _, i, j in sorted(edges):
        a, b = sorted((joined.root(i), joined.root(j)))
        if a != b and _cohere(members[a], members[b], matters, threshold * COHESION):
            joined.join(a, b, "same_thing")
            members[a] += members.pop(b)
    labels = [joined.root(i) for i in range(len(matters))]
    nearest: list[float | None] = [None] * len(matters)
    for score, i, j in edges:
        if labels[i] == labels[j]:
            for k in (i, j):
                nearest[k] = max(nearest[k] or 0.0, -score)
    return labels, nearest


def _cohere(a: list[int], b: list[int], matters: Sequence[Substance], enough: float) -> bool:
    """Whether two groups speak of one matter: each claim of a sample has its like in the other group.

    On average over the claims their likest one counts; over all pairs `LOOSE` of that will do, since a
    matter has sides ("withdrawn", "a mistake") that not every telling has. Days that differ forbid it.
    """
    mine, yours = a[:SAMPLE], b[:SAMPLE]
    if any(apart(matters[i], matters[j]) for i in mine for j in yours):
        return False
    table = [[similarity(matters[i], matters[j]) for j in yours] for i in mine]
    likest = [max(row) for row in table] + [max(column) for column in zip(*table, strict=True)]
    return mean(likest) >= enough and mean(map(mean, table)) >= enough * LOOSE


def _group_ids(labels: list[int], matters: Sequence[Substance], ids: list[str], names: dict[str, str]) -> list[str]:
    """Readable ids that depend on the claims of a group and on nothing else."""
    members = defaultdict(list)
    for place, label in enumerate(labels):
        members[label].append(place)
    named = {}
    for label, places in members.items():
        mark = hashlib.sha256("|".join(sorted(ids[p] for p in places)).encode()).hexdigest()[:6]
        named[label] = f"g-{slug_of([matters[p] for p in places], names)}-{mark}"
    return [named[label] for label in labels]


def stance_of(claim: dict, source_name: str = "", outlet: str = "") -> str:
    """What a claim does with the matter it speaks of.

    Parameters
    ----------
    claim : dict
        A row of claims: ``polarity, hedged, cue, cue_strength, content``.
    source_name, outlet : str
        The source's name and the outlet that prints the claim.

    Returns
    -------
    str
        ``retracts`` (takes back its own words), ``denies``, ``confirms``, ``disputes`` (doubts or
        questions), ``hedges`` (speculates, or presents it as less than certain), ``asserts`` (the outlet
        itself says so, or presents it as true: "revealed", "proved"), ``attributes`` (leaves it to the
        source).

    Examples
    --------
    >>> stance_of({"polarity": "asserts", "hedged": False, "cue": "revealed", "cue_strength": 2, "content": "…"})
    'asserts'
    >>> stance_of({"polarity": "denies", "hedged": True, "cue": "said", "cue_strength": 0, "content": "…"})
    'denies'
    """
    if "=withdraw" in content_words(str(claim["cue"])) or OWN_RETRACTION.search(str(claim["content"])):
        return "retracts"
    if claim["polarity"] in ("denies", "confirms"):
        return "denies" if NEGATED.match(str(claim["content"])) else claim["polarity"]
    if claim["polarity"] == "questions":
        return "disputes"
    if claim["polarity"] == "speculates" or claim["hedged"] in (True, "true", "True"):
        return "hedges"
    own = bool(outlet) and normalise_name(source_name) == normalise_name(outlet)
    strength = pd.to_numeric(claim.get("cue_strength", 0), errors="coerce")
    return "asserts" if own or strength >= FACTIVE else "attributes"


def matters(ledger: pd.DataFrame, claims: pd.DataFrame, *, width: int = LABEL_WIDTH) -> dict[str, str]:
    """What each group of claims is about, for pictures: the shortest of its claims that can be understood by itself.

    Parameters
    ----------
    ledger, claims : DataFrame
        Tables of the contract.
    width : int
        Characters from which a label is cut at a word.

    Returns
    -------
    dict
        claim_group -> words. A claim that affirms comes before one that denies, so that a glyph of denial
        beside the label reads right; one with a name and a few words before "it did so" and before single
        words.

    Examples
    --------
    >>> told = pd.DataFrame({"claim_id": ["a", "b", "c"], "claim_group": "g", "stance": ["denies", "hedges", "asserts"]})
    >>> said = ["Norland sold no arms", "“it may have sold arms,”", "Norland sold rifles to Sudonia"]
    >>> matters(told, pd.DataFrame({"claim_id": ["a", "b", "c"], "content": said}))
    {'g': 'Norland sold rifles to Sudonia'}
    """
    told = ledger[["claim_group", "claim_id", "stance"]].merge(claims[["claim_id", "content"]], on="claim_id")
    best: dict[str, tuple] = {}
    for group, _, stance, content in told.itertuples(index=False):
        words = " ".join(str(content).split()).strip(" “”\"‘’',.;")
        few = len(words.split()) < FEW_WORDS
        unnamed = not any(word[0].isupper() for word in words.split()[1:]) and not words[:2].istitle()
        order = (bool(SELF.match(words)), few, stance in AGAINST, unnamed, len(words), words)
        best[group] = min(best.get(group, order), order)
    return {group: shorten(order[-1], width, placeholder=" …") for group, order in best.items()}


def shared_claims(ledger: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of groups that stand in more than one article, side by side.

    Parameters
    ----------
    ledger, claims : DataFrame
        Tables of the contract.

    Returns
    -------
    DataFrame
        ``claim_group, outlet, stance, source_name, content, claim_id``, group by group.
    """
    articles = ledger.groupby("claim_group")["article_id"].transform("nunique")
    told = ledger[articles > 1].merge(claims[["claim_id", "source_name", "content"]], on="claim_id")
    columns = ["claim_group", "outlet", "stance", "source_name", "content", "claim_id"]
    return told.sort_values(["claim_group", "outlet"], kind="stable", ignore_index=True)[columns]


def standing(
    ledger: pd.DataFrame, claims: pd.DataFrame, group: str, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One matter over time: who took which stance when, and how it stood after that.

    Parameters
    ----------
    ledger, claims : DataFrame
        Tables of the contract.
    group : str
        A claim_group.
    articles : DataFrame, optional
        With it, claims whose day is not known are placed by the publication of their article.

    Returns
    -------
    DataFrame
        ``claim_id, earliest, latest, dated_by, outlet, source_name, stance, standing``, in order of time;
        claims without any date come last. ``standing``: asserted, hedged, denied, disputed (some for it,
        some against), confirmed (confirmed since it was first told), retracted.

    Raises
    ------
    KeyError
        If the ledger has no such group.
    """
    rows = ledger[ledger["claim_group"] == group]
    if rows.empty:
        raise KeyError(f"The ledger has no group {group!r}; ledger['claim_group'].unique() lists them.")
    told = ["claim_id", "source_name", "said_earliest", "said_latest"]
    rows = rows.merge(claims[told], on="claim_id", how="left").fillna({"said_earliest": "", "said_latest": ""})
    rows["dated_by"] = [
        "said" if e or b else "" for e, b in zip(rows["said_earliest"], rows["said_latest"], strict=True)
    ]
    rows = rows.rename(columns={"said_earliest": "earliest", "said_latest": "latest"})
    if articles is not None:
        undated = rows["dated_by"] == ""
        for end in ("earliest", "latest"):
            published = rows["article_id"].map(articles.set_index("article_id")[f"published_{end}"]).fillna("")
            rows[end] = rows[end].where(~undated, published)
        rows["dated_by"] = rows["dated_by"].where(~undated | ((rows["earliest"] + rows["latest"]) == ""), "published")
    order = [(e or b or "9999", b or "9999", c) for e, b, c in rows[["earliest", "latest", "claim_id"]].values]
    rows = rows.assign(order=order).sort_values("order", ignore_index=True)
    rows["standing"] = _standings(rows["stance"].tolist())
    return rows[["claim_id", "earliest", "latest", "dated_by", "outlet", "source_name", "stance", "standing"]]


def _standings(stances: list[str]) -> list[str]:
    """How a matter stands after each stance.

    >>> _standings(["hedges", "attributes", "denies", "confirms", "retracts"])
    ['hedged', 'asserted', 'disputed', 'confirmed', 'retracted']
    """
    out, seen = [], set()
    for stance in stances:
        against, spoken_for = seen & AGAINST, seen & FOR
        seen.add(stance)
        if stance == "retracts":
            out.append("retracted")
        elif stance == "confirms":
            out.append("confirmed" if against or spoken_for else "asserted")
        elif stance in AGAINST:
            out.append("disputed" if spoken_for or stance == "disputes" else "denied")
        elif against:
            out.append("disputed")
        else:
            out.append("hedged" if seen <= {"hedges"} else out[-1] if out and out[-1] == "confirmed" else "asserted")
    return out


def silence(ledger: pd.DataFrame, articles: pd.DataFrame, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who says nothing of what others speak of. Silence is not denial.

    Parameters
    ----------
    ledger, articles : DataFrame
        Tables of the contract.
    claims : DataFrame, optional
        With it, the first day on which a matter can have been spoken of comes from the claims themselves,
        not only from the publication of the articles that tell it.

    Returns
    -------
    DataFrame
        ``claim_group, outlet, status, first_told, last_published`` for each group of more than one claim
        and each outlet (an article without one counts by its file). ``status``: ``speaks``; ``silent``;
        ``published_before`` (all its articles were published before the matter was first spoken of);
        ``cannot_tell`` (the dates do not say which of the two).
    """
    house_of = outlet_names(articles)
    house = articles["article_id"].map(house_of)
    last = (
        articles.assign(house=house).groupby("house")["published_latest"].agg(lambda s: "" if "" in set(s) else max(s))
    )
    first = articles.assign(house=house).groupby("house")["published_earliest"].min()
    first_told = _first_told(ledger, articles, claims)
    rows = []
    for group, members in ledger.groupby("claim_group", sort=True):
        if len(members) < 2:
            continue
        speaking = {house_of.get(a, a) for a in members["article_id"]}
        for outlet in sorted(set(house)):
            status = "speaks" if outlet in speaking else _why_silent(first_told[group], first[outlet], last[outlet])
            rows.append([group, outlet, status, first_told[group], last[outlet]])
    return pd.DataFrame(rows, columns=["claim_group", "outlet", "status", "first_told", "last_published"])


def _why_silent(first_told: str, first: str, last: str) -> str:
    """Silent, or published too early to know; three-valued, since dates have bounds."""
    if first_told and last and last < first_told:
        return "published_before"
    return "silent" if first_told and first and first >= first_told else "cannot_tell"


def _first_told(ledger: pd.DataFrame, articles: pd.DataFrame, claims: pd.DataFrame | None) -> dict[str, str]:
    """The first day on which each group's matter can have been spoken of; empty when nothing bounds it."""
    days = ledger["article_id"].map(articles.set_index("article_id")["published_earliest"]).fillna("")
    if claims is not None:
        said = ledger["claim_id"].map(claims.set_index("claim_id")["said_earliest"]).fillna("")
        days = said.where(said != "", days)
    days = days.where(days != "", "9999")
    return {g: "" if d == "9999" else d for g, d in days.groupby(ledger["claim_group"]).min().items()}


def changes_of_stance(
    ledger: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, mentions: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Where one named source speaks of the same people or places at different times, and not in the same sense.

    Parameters
    ----------
    ledger, claims, articles, mentions, sources : DataFrame
        Tables of the contract.

    Returns
    -------
    DataFrame
        ``source_id, name, claim_id, said, stance, content`` twice, with ``_before`` and ``_after``, and
        ``shared`` (entity ids in both contents); only pairs of different articles whose days cannot be the
        same.

    Notes
    -----
    It lays statements side by side for a reader to judge; it does not say that they contradict each other.
    """
    empty = pd.DataFrame(columns=["start"])
    matters = dict(zip(claims["claim_id"], substance(claims, articles, mentions, empty, empty), strict=True))
    rows = claims.merge(ledger[["claim_id", "stance"]], on="claim_id").fillna({"said_earliest": "", "said_latest": ""})
    names = sources.set_index("source_id")["name"].to_dict()
    out = []
    for source, members in rows[rows["said_latest"] != ""].groupby("source_id", sort=True):
        if members["article_id"].nunique() < 2:
            continue
        said = members.sort_values(["said_latest", "claim_id"]).to_dict("records")
        for at, a in enumerate(said):
            for b in said[at + 1 :]:
                shared = sorted(matters[a["claim_id"]].entities.keys() & matters[b["claim_id"]].entities.keys())
                later = bool(b["said_earliest"]) and a["said_latest"] < b["said_earliest"]
                if (
                    later
                    and shared
                    and a["article_id"] != b["article_id"]
                    and (a["stance"] in FOR) != (b["stance"] in FOR)
                ):
                    pair = [x for r in (a, b) for x in (r["claim_id"], r["said_latest"], r["stance"], r["content"])]
                    out.append([source, names.get(source, ""), *pair, shared])
    fields = [f"{f}_{when}" for when in ("before", "after") for f in ("claim_id", "said", "stance", "content")]
    return pd.DataFrame(out, columns=["source_id", "name", *fields, "shared"])
