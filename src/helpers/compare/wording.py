"""Words that outlets choose: names for one thing, words that mark an outlet, verbs of saying, loaded terms."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict

import pandas as pd

from helpers.annotate import lexicon
from helpers.annotate.cues import load as load_cues
from helpers.compare.passages import Span, outlet_names, quoted, stretches, without
from helpers.compare.similarity import STOP_WORDS

NAMING_COLUMNS = ["referent", "outlet", "term", "kind", "n", "total", "share", "low", "high", "enough"]
WORD_COLUMNS = ["outlet", "word", "n", "n_others", "words", "words_others", "log_odds", "z", "enough"]
VERB_COLUMNS = ["cue", "strength", "n", "total", "share", "low", "high", "enough"]
LOADED_COLUMNS = ["article_id", "outlet", "term", "text", "start", "end", "quoted", "who_objects", "why"]
ENOUGH_NAMINGS = 10  # fewer namings of a referent than this say nothing about an outlet's habit
ENOUGH_WORDS = 300  # nor do fewer words
ENOUGH_CLAIMS = 10  # nor fewer claims
PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"})
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")


def wilson(n: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share (Wilson 1927): it stays within 0 and 1 and is honest for small numbers.

    >>> [round(x, 3) for x in wilson(0, 10)], [round(x, 3) for x in wilson(5, 10)]
    ([0.0, 0.278], [0.237, 0.763])
    """
    share, zz = n / total, z * z / total
    middle, half = share + zz / 2, z * math.sqrt(share * (1 - share) / total + zz / total / 4)
    return max(0.0, (middle - half) / (1 + zz)), min(1.0, (middle + half) / (1 + zz))


def naming_ratios(
    articles: pd.DataFrame,
    texts: dict[str, str],
    segments: pd.DataFrame,
    *,
    claims: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    enough: int = ENOUGH_NAMINGS,
) -> pd.DataFrame:
    """How often each outlet uses which name for one and the same referent.

    Parameters
    ----------
    articles, segments : DataFrame
        Tables of the contract; `texts` gives the text of each article_id.
    claims : DataFrame, optional
        With it, words in quotation marks are left out: they are the source's, not the outlet's.
    mentions : DataFrame, optional
        With it, a name that is part of a longer one ("China" in "Bank of China") is not counted.
    enough : int
        Namings of a referent below which an outlet is given counts but no shares.

    Returns
    -------
    DataFrame
        ``referent, outlet, term, kind, n, total, share, low, high, enough``. ``total`` are the outlet's
        namings of the referent by any term of ``naming.csv``; ``low`` and ``high`` are Wilson's interval
        (95 %). Where `enough` is false, share and interval are empty: too little text to say.
    """
    terms = _naming_terms()
    counts: Counter[tuple[str, str, str]] = Counter()
    for article, outlet in outlet_names(articles).items():
        longer = _names(mentions, article)
        text = texts[article].translate(PLAIN)
        for start, end in _voiced(segments, claims, article):
            for found in _naming_pattern().finditer(text, start, end):
                if not any(a <= found.start() and found.end() <= b and b - a > len(found.group()) for a, b in longer):
                    referent, term, _ = terms[_key(found.group())]
                    counts[referent, outlet, term] += 1
    totals: Counter[tuple[str, str]] = Counter()
    for (referent, outlet, _), n in counts.items():
        totals[referent, outlet] += n
    kinds = {(referent, term): kind for referent, term, kind in terms.values()}
    rows = []
    for (referent, outlet, term), n in sorted(counts.items()):
        total = totals[referent, outlet]
        rows.append([referent, outlet, term, kinds[referent, term], n, total, *_share(n, total, enough)])
    out = pd.DataFrame(rows, columns=NAMING_COLUMNS)
    return out.sort_values(["referent", "outlet", "n", "term"], ascending=[True, True, False, True], ignore_index=True)


def _share(n: int, total: int, enough: int) -> tuple[float, float, float, bool]:
    return (n / total, *wilson(n, total), True) if total >= enough else (math.nan, math.nan, math.nan, False)


def _key(term: str) -> str:
    """Terms without capitals are found in any case; "US" is not "us"."""
    plain = " ".join(term.translate(PLAIN).split())
    return plain if plain in _naming_terms() else plain.casefold()


@functools.cache
def _naming_terms() -> dict[str, tuple[str, str, str]]:
    """Term as looked up -> (referent, term as listed, kind)."""
    out = {}
    for row in lexicon.read("naming"):
        term = row["term"].translate(PLAIN)
        out[term if any(c.isupper() for c in term) else term.casefold()] = (row["referent"], row["term"], row["kind"])
    return out


@functools.cache
def _naming_pattern() -> re.Pattern[str]:
    """All terms, longest first, so that "Chinese regime" is not also a "regime"."""
    parts = []
    for term in sorted(_naming_terms(), key=len, reverse=True):
        words = r"\s+".join(re.escape(w) for w in term.split())
        parts.append(words if any(c.isupper() for c in term) else f"(?i:{words})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _names(mentions: pd.DataFrame | None, article: str) -> list[Span]:
    if mentions is None:
        return []
    rows = mentions[mentions["article_id"] == article]
    return [(int(a), int(b)) for a, b in zip(rows["start"], rows["end"], strict=True)]


def _voiced(segments: pd.DataFrame, claims: pd.DataFrame | None, article: str) -> list[Span]:
    """What an outlet says in its own words: no boilerplate, no comments, and with claims no quotations."""
    return without(stretches(segments, article), quoted(claims, article))


def word_counts(articles: pd.DataFrame, texts: dict[str, str], *words: str) -> pd.DataFrame:
    """How often some letters stand in each article, also as part of a longer word.

    Parameters
    ----------
    articles : DataFrame
        Table of the contract.
    texts : dict
        article_id -> text.
    *words : str
        Large and small letters do not matter.

    Returns
    -------
    DataFrame
        ``file, outlet`` and one column a word.
    """
    counts = {word: [texts[a].lower().count(word.lower()) for a in articles["article_id"]] for word in words}
    return articles[["file", "outlet"]].assign(**counts)


def log_odds(
    articles: pd.DataFrame,
    texts: dict[str, str],
    segments: pd.DataFrame,
    *,
    claims: pd.DataFrame | None = None,
    prior: float = 500.0,
    at_least: int = 3,
) -> pd.DataFrame:
    """Words that an outlet uses more than the others do, with the counts that the score rests on.

    Parameters
    ----------
    articles, texts, segments, claims
        As in `naming_ratios`.
    prior : float
        Words of imaginary text, in the proportions of the whole corpus, that each side starts with: the
        larger, the more it takes for a word to stand out.
    at_least : int
        Occurrences in all outlets together below which a word is left out.

    Returns
    -------
    DataFrame
        ``outlet, word, n, n_others, words, words_others, log_odds, z, enough``, most telling words first
        for each outlet. `z` beyond 2 or below -2 is worth a look. Where an outlet or all others have too
        few words, ``enough`` is false and the scores are empty.

    Notes
    -----
    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008). With one outlet
    there is nothing to compare, and the table is empty. Topics differ between articles, so do words: a
    difference is no slant.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, outlet in outlet_names(articles).items():
        for start, end in _voiced(segments, claims, article):
            words = WORD.findall(texts[article][start:end].translate(PLAIN).casefold())
            counts[outlet].update(w.removesuffix("'s") for w in words)
    everywhere = sum(counts.values(), Counter())
    rows = []
    for outlet, own in sorted(counts.items() if len(counts) > 1 else ()):
        size, others = own.total(), everywhere.total() - own.total()
        enough = min(size, others) >= ENOUGH_WORDS
        for word, n_all in everywhere.items():
            if n_all >= at_least and word not in STOP_WORDS:
                score = _log_odds(own[word], size, n_all - own[word], others, prior * n_all / everywhere.total(), prior)
                scores = score if enough else (math.nan, math.nan)
                rows.append([outlet, word, own[word], n_all - own[word], size, others, *scores, enough])
    out = pd.DataFrame(rows, columns=WORD_COLUMNS)
    return out.sort_values(["outlet", "z", "n", "word"], ascending=[True, False, False, True], ignore_index=True)


def _log_odds(n: int, size: int, m: int, others: int, alpha: float, prior: float) -> tuple[float, float]:
    """Log-odds ratio of a word, and the same in standard errors."""
    odds = math.log((n + alpha) / (size + prior - n - alpha)) - math.log((m + alpha) / (others + prior - m - alpha))
    return odds, odds / math.sqrt(1 / (n + alpha) + 1 / (m + alpha))


def saying_verbs(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    by: tuple[str, ...] = ("outlet",),
    enough: int = ENOUGH_CLAIMS,
) -> pd.DataFrame:
    """Which verbs of saying are used, by whom and of whom.

    Parameters
    ----------
    claims, articles, sources : DataFrame
        Tables of the contract.
    by : tuple of str
        Any of ``outlet``, ``source_type``, ``source_id``.
    enough : int
        Claims below which a row of the comparison is given counts but no shares.

    Returns
    -------
    DataFrame
        The columns of `by`, then ``cue`` (its dictionary form), ``strength`` (-2 distances itself … +2
        endorses), ``n, total, share, low, high, enough``; strongest endorsement first: the ladder from
        admitted to claimed.
    """
    cues, strength = (
        claims["cue"].fillna("").astype(str),
        pd.to_numeric(claims["cue_strength"], errors="coerce").fillna(0),
    )
    table = claims[["article_id", "source_id"]].assign(
        cue=[dictionary_form(c) for c in cues], strength=strength.astype(int)
    )
    table["outlet"] = table["article_id"].map(outlet_names(articles))
    table["source_type"] = table["source_id"].map(sources.set_index("source_id")["source_type"]).fillna("unknown")
    table, fields = table[table["cue"] != ""], list(by)
    counts = table.groupby([*fields, "cue", "strength"]).size().rename("n").reset_index()
    counts["total"] = counts.groupby(fields)["n"].transform("sum")
    shares = [_share(n, total, enough) for n, total in zip(counts["n"], counts["total"], strict=True)]
    counts[["share", "low", "high", "enough"]] = pd.DataFrame(shares, columns=VERB_COLUMNS[4:], index=counts.index)
    order = [*fields, "strength", "n", "cue"]
    ascending = [True] * len(fields) + [False, False, True]
    return counts.sort_values(order, ascending=ascending, ignore_index=True)[[*fields, *VERB_COLUMNS]]


def dictionary_form(cue: str) -> str:
    """A cue as the lexicon of cues lists it; what it does not list stays as printed, in lower case.

    >>> dictionary_form("Claimed"), dictionary_form("denied"), dictionary_form("according to")
    ('claim', 'deny', 'according to')
    """
    verbs, nouns, _ = load_cues()
    words = cue.casefold().split()
    if not words:
        return ""
    for entry in verbs.get(words[0], ()):
        if not entry.particle or words[1:2] == [entry.particle]:
            return entry.cue
    return nouns[words[0]].cue if len(words) == 1 and words[0] in nouns else " ".join(words)


def loaded_terms(
    articles: pd.DataFrame, texts: dict[str, str], segments: pd.DataFrame, *, claims: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Words that somebody would object to, each where it stands.

    Parameters
    ----------
    articles, texts, segments
        As in `naming_ratios`.
    claims : DataFrame, optional
        With it, ``quoted`` says whether the word stands in a quotation: then it is the source's.

    Returns
    -------
    DataFrame
        ``article_id, outlet, term, text, start, end, quoted, who_objects, why``: one row an occurrence of a
        term of ``loaded_terms.csv``. The list is an analyst's, not a truth: edit it.
    """
    known = {row["term"].casefold(): row for row in lexicon.read("loaded_terms")}
    parts = (r"\s+".join(map(re.escape, t.split())) for t in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    rows = []
    for article, outlet in outlet_names(articles).items():
        inside = quoted(claims, article)
        for start, end in stretches(segments, article):
            for found in pattern.finditer(texts[article], start, end):
                row = known[" ".join(found.group().casefold().split())]
                said = any(a <= found.start() < b for a, b in inside)
                place = [row["term"], found.group(), found.start(), found.end(), said]
                rows.append([article, outlet, *place, row["who_objects"], row["why"]])
    return pd.DataFrame(rows, columns=LOADED_COLUMNS)
