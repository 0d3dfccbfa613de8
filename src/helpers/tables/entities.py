"""The register of entities: names of all articles joined by named rules; uncertain pairs wait."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from helpers.annotate import lexicon

ENTITY_COLUMNS = ["entity_id", "name", "entity_type", "aliases", "n_mentions", "n_articles", "merge_rules"]
MENTION_COLUMNS = ["entity_id", "article_id", "text", "start", "end", "rule"]
CANDIDATE_COLUMNS = ["entity_a", "name_a", "entity_b", "name_b", "entity_type", "score", "reason"]
MATCH_COLUMNS = [
    "entity_id",
    "name",
    "list_id",
    "list_name",
    "matched",
    "schema",
    "countries",
    "score",
    "reason",
]
INTRODUCING = ("brackets", "other_name")  # rules of mentions that give a name a second one: "… (CASIC)"
INSTITUTIONS = re.compile(  # a body, though written small: "the Norwegian government"
    "administration|agency|army|authority|commission|council|court|embassy|government|intelligence|military|"
    "ministry|navy|parliament|police|presidency|regime|state|treasury"
)
BODY_WORDS = frozenset(("agency", "bureau", "committee", "department", "institute", "ministry", "office", "service"))
LINK_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))
INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
CROWDED = 40  # a word in more names than this says too little to be worth comparing all its bearers


def normalise_name(name: str) -> str:
    """A name without what varies in print: case, accents, points, dashes, possessive, leading article.

    Examples
    --------
    >>> normalise_name("The U.S. Treasury’s")
    'us treasury'
    >>> normalise_name("Société Générale"), normalise_name("Shen Ming-shih")
    ('societe generale', 'shen ming shih')
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", str(name)) if not unicodedata.combining(c))
    text = INITIALS.sub(lambda m: m.group().replace(".", ""), text.replace("’", "'").replace("&", " and "))
    text = re.sub(r"'s?(?=\W|$)", "", text.casefold())
    words = re.sub(r"[^\w]+", " ", text).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def without_legal_form(key: str) -> str:
    """A normalised company name without Co., Ltd., Inc. and the like at its end.

    >>> without_legal_form(normalise_name("Harbour Optics Co., Ltd."))
    'harbour optics'
    """
    words = key.split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row["form"] for row in lexicon.read("legal_forms"))


@functools.cache
def state_names() -> dict[str, str]:
    """Normalised names of places -> the normalised name that the lexicon of places lists them under."""
    return {
        normalise_name(form): normalise_name(row["name"])
        for row in lexicon.read("places")
        for form in [row["name"], *lexicon.listed(row["other_forms"])]
    }


def says_too_little(key: str) -> bool:
    """Whether a person's name is one common word that many people bear.

    >>> [says_too_little(k) for k in ("wang", "emily", "shoigu", "wang gang")]
    [True, True, False, False]
    """
    return " " not in key and (key in _common_names() or key in _given_names())


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(normalise_name(row["name"]) for row in lexicon.read("name_persons") if row["role"] == "given")


@functools.cache
def _common_names() -> frozenset[str]:
    return frozenset(normalise_name(row["term"]) for row in lexicon.read("common_names"))


def names_one_body(name: str) -> bool:
    """Whether a name picks out one body in any article, as its last word tells; "some officials" does not.

    >>> [names_one_body(n) for n in ("U.S. Treasury", "Norwegian government", "U.S. officials", "a firm", "the Ministry")]
    [True, True, False, False, False]
    """
    words = name.removeprefix("the ").removeprefix("The ").split()
    if not words or words[0].casefold() in ("a", "an", "some", "unnamed", "several", "many"):
        return False
    if all(w.casefold() in BODY_WORDS or INSTITUTIONS.fullmatch(w.casefold()) for w in words) or _is_title(name):
        return False
    written_large = any(c.isupper() or c.isdigit() for c in words[-1])
    named = any(c.isupper() for c in " ".join(words))
    return written_large or (named and INSTITUTIONS.fullmatch(words[-1].casefold()) is not None)


def _is_title(name: str) -> bool:
    return normalise_name(name) in _titles()


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(normalise_name(row["title"]) for row in lexicon.read("name_titles"))


def readable_id(prefix: str, name: str, *identity: str) -> str:
    """An id that can be read and does not change: prefix, name, and a hash of what makes the thing itself.

    >>> readable_id("e", "Harbour Optics", "harbour optics", "ORG")
    'e-harbour-optics-...'
    """
    slug = "-".join(re.sub(r"[^a-z0-9]+", " ", normalise_name(name)).split())[:32].strip("-") or "unnamed"
    return f"{prefix}-{slug}-{hashlib.sha256('|'.join(identity).encode()).hexdigest()[:6]}"


class Joined:
    """Things joined step by step (union-find), with the rule of each join."""

    def __init__(self, n: int) -> None:
        self.parent, self.rules = list(range(n)), [""] * n

    def root(self, i: int) -> int:
        """The thing that stands for the group of i."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, rule: str) -> None:
        """Put j's group into i's; j keeps the rule unless an earlier one joined it."""
        a, b = self.root(i), self.root(j)
        if a != b:
            self.parent[max(a, b)] = min(a, b)
            self.rules[j] = self.rules[j] or rule

    def join_by(self, keys: Iterable[object], rule: str) -> None:
        """Join all things with the same key; None joins nothing."""
        first: dict[object, int] = {}
        for i, key in enumerate(keys):
            if key is not None:
                self.join(first.setdefault(key, i), i, rule)


def register_entities(mentions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One register for the names of all articles.

    Parameters
    ----------
    mentions : DataFrame
        Columns ``article_id, text, start, end, entity_type, name, rule``; `name` is the fullest form in
        that article.

    Returns
    -------
    entities : DataFrame
        The contract's table, one row an entity; ``merge_rules`` lists the rules that joined names across
        articles.
    mentions : DataFrame
        The contract's table, rows and index as in the input. ``rule`` names how the mention was linked to its
        name in the article and, after a plus, how that name was joined to the entity: ``surname+same_name``.

    Notes
    -----
    Joined across articles, within one type: names that are equal but for case, accents, points and the
    article (``same_name``); names of a state (``state_name``); companies but for the legal form
    (``legal_form``); bodies in another word order, "Ministry of X" and "X Ministry" (``word_order``); an
    abbreviation or second name that one article introduces for one entity only (``introduced_alias``); a
    lone surname and the one person of all articles whose full name ends with it (``only_bearer``). The last
    is a guess that news mostly bears out: whoever is printed by surname alone is well known, and without it
    the best-known persons would be two each. It is not made where the word is a common surname or a given
    name, where two full names end so, or where the article that prints it has the full name and yet was
    read as speaking of another; a reviewer who knows of a namesake can split the two.
    Never joined: a common single name of a person ("Wang", "Mark"), a description ("state-owned firms"), a
    lone first name with a full name, spellings that are merely alike. Those are for `candidate_merges`.
    """
    if mentions.empty:
        return pd.DataFrame(columns=ENTITY_COLUMNS), pd.DataFrame(columns=MENTION_COLUMNS)
    local_of = mentions.groupby(["article_id", "entity_type", "name"], sort=True).ngroup()
    local = mentions.assign(local=local_of).groupby("local", sort=True)
    names = local[["article_id", "entity_type", "name"]].first()
    names["key"] = [normalise_name(n) for n in names["name"]]
    names["size"] = local.size()
    joined = _join_names(names, mentions, local_of)
    root_of = [joined.root(i) for i in range(len(names))]
    roots = local_of.map(dict(enumerate(root_of)))
    members = dict(iter(names.groupby(pd.Series(root_of, index=names.index))))
    rows = {root: _entity(members[root], found, joined) for root, found in mentions.groupby(roots)}
    entities = pd.DataFrame(rows.values(), columns=ENTITY_COLUMNS)
    merged = [joined.rules[i] for i in local_of]
    out = mentions.assign(
        entity_id=[rows[root]["entity_id"] for root in roots],
        rule=[f"{rule}+{by}" if by else rule for rule, by in zip(mentions["rule"], merged, strict=True)],
    )
    return entities.sort_values("entity_id", ignore_index=True), out[MENTION_COLUMNS]


def _join_names(names: pd.DataFrame, mentions: pd.DataFrame, local_of: pd.Series) -> Joined:
    """Apply the rules one after another; `names` has one row a name and article."""
    joined = Joined(len(names))
    kinds, keys, articles = names["entity_type"].tolist(), names["key"].tolist(), names["article_id"].tolist()
    rows = list(zip(kinds, keys, articles, strict=True))
    joined.join_by(
        [(t, k, _only_in(t, n, k, a)) for (t, k, a), n in zip(rows, names["name"], strict=True)], "same_name"
    )
    states = state_names()
    joined.join_by([states.get(k) if t == "GPE" else None for t, k, _ in rows], "state_name")
    bodies = [k if t == "ORG" and names_one_body(n) else None for (t, k, _), n in zip(rows, names["name"], strict=True)]
    joined.join_by([k and without_legal_form(k) for k in bodies], "legal_form")
    joined.join_by([k and _body(k) for k in bodies], "word_order")
    introduced = _introduced(mentions, local_of, joined, names)
    for i, (t, k, _) in enumerate(rows):
        owners = {joined.root(j) for j in introduced.get((t, k), ())} - {joined.root(i)}
        if len(owners) == 1 and not (t == "PERSON" and " " not in k):
            joined.join(owners.pop(), i, "introduced_alias")
    bearers = _bearers(rows)
    for i, (t, k, a) in enumerate(rows):
        full = bearers.get(k, []) if t == "PERSON" else []
        if len({joined.root(j) for j in full}) == 1 and a not in {articles[j] for j in full}:
            joined.join(full[0], i, "only_bearer")
    return joined


def _bearers(rows: list[tuple[str, str, str]]) -> dict[str, list[int]]:
    """Surname -> the persons' full names that end with it; none for surnames that many bear."""
    out: dict[str, list[int]] = defaultdict(list)
    for i, (kind, key, _) in enumerate(rows):
        surname = key.split()[-1] if kind == "PERSON" and " " in key else ""
        if surname and not says_too_little(surname):
            out[surname].append(i)
    return out


def _only_in(kind: str, name: str, key: str, article: str) -> str:
    """The article to which a name is confined because it says too little elsewhere; empty for most names."""
    confined = (kind == "PERSON" and says_too_little(key)) or (kind == "ORG" and not names_one_body(name))
    return article if confined else ""


def _body(key: str) -> tuple[str, ...] | None:
    """The words of a public body's name in no order; None for other names."""
    words = [w for w in key.split() if w not in LINK_WORDS]
    return tuple(sorted(words)) if len(words) > 1 and BODY_WORDS.intersection(words) else None


def _introduced(
    mentions: pd.DataFrame, local_of: pd.Series, joined: Joined, names: pd.DataFrame
) -> dict[tuple[str, str], set[int]]:
    """(type, second name) -> the names it was introduced for: "… (CASIC)", "also known as …"."""
    out: dict[tuple[str, str], set[int]] = defaultdict(set)
    given = mentions["rule"].isin(INTRODUCING)
    for text, i in zip(mentions.loc[given, "text"], local_of[given], strict=True):
        key = normalise_name(text)
        if key != names.at[i, "key"]:
            out[names.at[i, "entity_type"], key].add(i)
    for i, (key, kind) in enumerate(zip(names["key"], names["entity_type"], strict=True)):
        if (kind, key) in out and joined.root(i) in {joined.root(j) for j in out[kind, key]}:
            out[kind, key].add(i)
    return out


def _entity(members: pd.DataFrame, mentions: pd.DataFrame, joined: Joined) -> dict[str, object]:
    """The row of one entity, named by the form of most articles, then most mentions, then the longest.

    Initials, and a lone surname where the full name is known, are aliases.
    """
    kind = members["entity_type"].iloc[0]
    sizes, articles = Counter[str](), defaultdict(set)
    for name, article, size in zip(members["name"], members["article_id"], members["size"], strict=True):
        sizes[name] += size
        articles[name].add(article)
    short = {n: " " not in n and (n.isupper() or kind == "PERSON") for n in sizes}
    order = sorted(sizes, key=lambda n: (short[n], -len(articles[n]), -sizes[n], -len(n), n))
    name = order[0]
    key = normalise_name(name)
    if kind == "GPE" and key in state_names():
        key = state_names()[key]
        name = next((n for n in order if normalise_name(n) == key), name)
    alone = _only_in(kind, name, key, members["article_id"].iloc[0])
    return {
        "entity_id": readable_id("e", name, key, kind, alone),
        "name": name,
        "entity_type": kind,
        "aliases": sorted((set(mentions["text"]) | set(members["name"])) - {name}),
        "n_mentions": len(mentions),
        "n_articles": mentions["article_id"].nunique(),
        "merge_rules": sorted({joined.rules[i] for i in members.index} - {""}),
    }


def candidate_merges(entities: pd.DataFrame, *, min_score: float = 88.0) -> pd.DataFrame:
    """Pairs of entities that may be one, for a reviewer to decide.

    Parameters
    ----------
    entities : DataFrame
        From `register_entities`.
    min_score : float
        Likeness of spelling (0-100) from which two names are listed.

    Returns
    -------
    DataFrame
        ``entity_a, name_a, entity_b, name_b, entity_type, score, reason``, best first. Nothing is merged
        here.

    Notes
    -----
    Only names that share a word, or an abbreviation and its initials, are compared; two spellings of a
    single-word name ("Kyiv", "Kiev") are not found.
    """
    known = [
        (i, name, kind)
        for i, name, kind in zip(entities["entity_id"], entities["name"], entities["entity_type"], strict=True)
        if kind != "ORG" or names_one_body(name)  # descriptions are no names
    ]
    keys = [normalise_name(name) for _, name, _ in known]
    rows = []
    for i, j in _pairs_worth_comparing(keys):
        reason, score = _likeness(keys[i], keys[j], (known[i][2], known[j][2]), min_score)
        if reason:
            a, b = sorted((known[i], known[j]))
            rows.append([a[0], a[1], b[0], b[1], "/".join(sorted({a[2], b[2]})), score, reason])
    out = pd.DataFrame(rows, columns=CANDIDATE_COLUMNS)
    return out.sort_values(["score", "entity_a", "entity_b"], ascending=[False, True, True], ignore_index=True)


def _pairs_worth_comparing(keys: list[str]) -> list[tuple[int, int]]:
    """Pairs that share a word which is not in too many names, or whose initials are the other's name."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, key in enumerate(keys):
        words = [w for w in key.split() if w not in LINK_WORDS]
        for word in words:
            holders[word].add(i)
        if len(words) > 2:
            holders["".join(w[0] for w in words)].add(i)
    return sorted(
        {(i, j) for members in holders.values() if len(members) <= CROWDED for i in members for j in members if i < j}
    )


def _likeness(a: str, b: str, kinds: tuple[str, str], min_score: float) -> tuple[str, float]:
    """Why two normalised names may name one thing, and how alike they are; no reason if nothing says so."""
    short, long = sorted((a, b), key=len)
    few, many = short.split(), long.split()
    if a == b:
        same = "one name in two articles, too common to tell"
        return (same if kinds[0] == kinds[1] else "same name, another type"), 100.0
    if kinds[0] != kinds[1] or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return "", 0.0
    if kinds[0] == "PERSON":
        if len(few) == 1 and len(many) > 1 and few[0] in (many[0], many[-1]):
            return "a lone name and a full name that holds it", 90.0
        score = fuzz.ratio(a, b)
        return ("names spelled alike" if len(few) > 1 and score >= min_score else ""), round(score, 1)
    if short == "".join(w[0] for w in many if w not in LINK_WORDS):
        return "the initials of the longer name", 90.0
    if set(few) < set(many) and len(few) > 1:
        return "all words of the shorter name stand in the longer", round(fuzz.token_sort_ratio(a, b), 1)
    score = fuzz.ratio(a, b)
    return ("names spelled alike" if score >= min_score else ""), round(score, 1)


def match_sanctions_list(
    entities: pd.DataFrame, sanctions: str | Path | pd.DataFrame, *, min_score: float = 88.0
) -> pd.DataFrame:
    """Look up entities in the user's list of sanctioned names; candidates with reasons, never equality.

    Parameters
    ----------
    entities : DataFrame
        From `register_entities`; their aliases are looked up too.
    sanctions : path or DataFrame
        The public simple CSV form: ``id, schema, name, aliases`` (separated by semicolons), ``countries`` …
    min_score : float
        Likeness of spelling (0-100) from which a name is listed.

    Returns
    -------
    DataFrame
        ``entity_id, name, list_id, list_name, matched, schema, countries, score, reason``, best first.

    Raises
    ------
    ValueError
        If the list lacks the columns ``id`` and ``name``.

    Notes
    -----
    A namesake is not the listed one, and a name that is not found may be listed in another spelling.
    """
    frame = sanctions if isinstance(sanctions, pd.DataFrame) else pd.read_csv(sanctions, dtype=str)
    if missing := {"id", "name"} - set(frame.columns):
        raise ValueError(f"The list lacks the columns {sorted(missing)}; it has {list(frame.columns)}.")
    frame = frame.fillna("").reset_index(drop=True)
    ours = [
        (i, printed, normalise_name(printed))
        for i, (name, aliases) in enumerate(zip(entities["name"], entities["aliases"], strict=True))
        for printed in dict.fromkeys([name, *aliases])
    ]
    ours = [(i, p, k) for i, p, k in ours if len(k) > 3]
    by_word: dict[str, set[int]] = defaultdict(set)
    for n, (_, _, key) in enumerate(ours):
        for word in key.split():
            by_word[word].add(n)
    best: dict[tuple[int, int], tuple[float, str, str]] = {}
    for at, (name, aliases) in enumerate(zip(frame["name"], _column(frame, "aliases"), strict=True)):
        for listed in dict.fromkeys([name, *(x.strip() for x in aliases.split(";"))]):
            key = normalise_name(listed)
            for n in {n for word in key.split() for n in by_word.get(word, ())}:
                i, printed, mine = ours[n]
                reason, score = _listed_likeness(mine, key, min_score)
                if reason and score > best.get((i, at), (0.0,))[0]:
                    best[i, at] = (
                        score,
                        f"{reason}: “{printed}” in the text, “{listed}” in the list",
                        listed,
                    )
    rows = [_match_row(entities.iloc[i], frame.iloc[at], found) for (i, at), found in best.items()]
    out = pd.DataFrame(rows, columns=MATCH_COLUMNS)
    return out.sort_values(["score", "entity_id", "list_id"], ascending=[False, True, True], ignore_index=True)


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    return frame[name].tolist() if name in frame else [""] * len(frame)


def _match_row(entity: pd.Series, listed: pd.Series, found: tuple[float, str, str]) -> list[object]:
    score, why, matched = found
    fields = [listed.get(column, "") for column in ("schema", "countries")]
    return [entity["entity_id"], entity["name"], listed["id"], listed["name"], matched, *fields, score, why]


def _listed_likeness(mine: str, listed: str, min_score: float) -> tuple[str, float]:
    """Why a name of ours may be a listed one, and how alike they are."""
    if mine == listed:
        return "same name", 100.0
    a, b = without_legal_form(mine), without_legal_form(listed)
    if a == b:
        return "same but for the legal form", 97.0
    if " " in a and sorted(a.split()) == sorted(b.split()):
        return "same words in another order", 95.0
    score = round(fuzz.token_sort_ratio(a, b), 1)
    alike = score >= min_score and re.findall(r"\d+", a) == re.findall(r"\d+", b)
    return ("spelled alike" if alike else ""), score
