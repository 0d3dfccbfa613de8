"""Headline against body: each name and each strong verb of the headline, looked up in what the article goes on to say."""

from __future__ import annotations

import re

import pandas as pd

from helpers.compare.passages import Span, holding, sentences, stretches
from helpers.compare.similarity import acts_among, content_words, spans_of
from helpers.tables.entities import normalise_name

SUPPORT_COLUMNS = [
    "article_id", "item", "kind", "text", "start", "end", "n_body", "supported", "finding", "voice", "body_text", "body_start", "body_end",
]  # fmt: skip
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)", re.IGNORECASE)


def headline_support(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    claims: pd.DataFrame,
    texts: dict[str, str],
) -> pd.DataFrame:
    """Look up the names and the strong verbs of each headline in the body.

    Parameters
    ----------
    articles, segments, mentions, entities, claims : DataFrame
        Tables of the contract.
    texts : dict
        article_id -> text.

    Returns
    -------
    DataFrame
        One row a name or verb of a headline: ``article_id, item`` (the entity's name or the verb), ``kind``
        (name, verb), ``text, start, end`` (in the headline), ``n_body`` (sentences of the body that have
        it), ``finding``, ``voice``, and ``body_text, body_start, body_end``, the sentence that supports it
        best. ``finding``: ``headline_only`` (the body never has it), ``apart`` (a name that no sentence
        joins with any verb of the headline, or a verb that none joins with a name), ``supported``.
        ``voice``: who says so in that sentence: outlet, attributed, hedged, denied; empty for
        headline_only.

    Notes
    -----
    Verbs are those of the lexicon of concepts, so that "supplying" finds "sold", and words that end in -ed or
    -ing; nouns of the same root count ("support"). Irregular verbs that the lexicon lacks are not looked up.
    A sentence that has a name and the verb need not say what the headline says: it is where to look.
    """
    rows = []
    for article in articles["article_id"]:
        headline = stretches(segments, article, ("headline",))
        body = sentences(texts[article], stretches(segments, article, ("body",)))
        if headline and body:
            rows += _support(article, headline, body, mentions, entities, claims, texts[article])
    out = pd.DataFrame(rows, columns=SUPPORT_COLUMNS)
    return out.drop_duplicates(["article_id", "item", "kind"], ignore_index=True)


def _support(
    article: str,
    headline: list[Span],
    body: list[Span],
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    claims: pd.DataFrame,
    text: str,
) -> list[list[object]]:
    """The rows of one article."""
    of_entity = entities.set_index("entity_id")["name"].to_dict()
    places = mentions[mentions["article_id"] == article].sort_values("start")
    where = [(int(m.start), int(m.end), m.entity_id) for m in places.itertuples()]
    said_of = {span: {e for a, _, e in where if span[0] <= a < span[1]} for span in body}
    roots_in = {span: frozenset(content_words(text[span[0] : span[1]])) for span in body}
    names = [(of_entity.get(e, text[a:b]), e, a, b) for a, b, e in where if holding(headline, a)]
    verbs = [
        (found.group(), act, found.start(), found.end())
        for start, end in headline
        for found in WORD.finditer(text, start, end)
        for act in _acts_of(found.group())
        if not any(a <= found.start() < b for a, b, _ in where)
    ]
    named, done = {e for _, e, _, _ in names}, {act for _, act, _, _ in verbs}
    attributed = claims[claims["article_id"] == article].to_dict("records")
    rows = []
    for kind, items, mine, others, wanted in (
        ("name", names, said_of, roots_in, done),
        ("verb", verbs, roots_in, said_of, named),
    ):
        for item, key, start, end in items:
            holds = [s for s in body if key in mine[s] or (kind == "name" and _printed(item, text[s[0] : s[1]]))]
            both = [s for s in holds if others[s] & wanted]
            best = (both or holds or [None])[0]
            finding = "headline_only" if not holds else "supported" if both or not wanted else "apart"
            shown = ["", "", None, None] if best is None else [_voice(best, attributed), text[best[0] : best[1]], *best]
            rows.append(
                [article, item, kind, text[start:end], start, end, len(holds), finding == "supported", finding, *shown]
            )
    return rows


def _acts_of(word: str) -> list[str]:
    """The acts that a word of a headline stands for: those of the lexicon, or the root of a participle.

    >>> _acts_of("selling"), _acts_of("armed"), _acts_of("weapons")
    (['=supply'], ['arm'], [])
    """
    roots = content_words(word)
    return sorted(acts_among(roots)) or (roots if PARTICIPLE.fullmatch(word) else [])


def _printed(name: str, sentence: str) -> bool:
    """Whether a name is printed in a sentence, linked or not."""
    return f" {normalise_name(name)} " in f" {normalise_name(sentence)} "


def _voice(sentence: Span, claims: list[dict]) -> str:
    """Who says what a sentence says: the claim that fills most of it, or else the outlet."""
    best, share = None, 0.3
    for claim in claims:
        covered = sum(max(0, min(b, sentence[1]) - max(a, sentence[0])) for a, b in spans_of(claim))
        if covered / (sentence[1] - sentence[0]) > share:
            best, share = claim, covered / (sentence[1] - sentence[0])
    if best is None:
        return "outlet"
    if best["polarity"] == "denies":
        return "denied"
    return "hedged" if best["hedged"] in (True, "true", "True") or best["polarity"] == "speculates" else "attributed"
