"""Chains of telling: through whom a claim reached the article, the nearest relay first, and whether it is first hand."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from helpers.annotate import kinds
from helpers.annotate.cast import Cast, Figure
from helpers.annotate.records import Claim, Mention
from helpers.annotate.shades import cue_tokens

TOLD = frozenset({"tell", "disclose", "reveal", "confide", "say", "explain", "speak", "confirm", "describe", "inform", "write",
                  "give", "talk", "report", "admit", "confess", "leak", "respond", "reply", "state", "mention", "add"})  # fmt: skip
HEARD_BY = re.compile(r"(?:^|\s)(?:told|to|with|by|for|in)\s+(?:the\s|a\s)?(?:[\w’']+\s){0,3}$", re.IGNORECASE)
INTERVIEW = re.compile(r"\binterview(?:ed)?\b", re.IGNORECASE)
CONTACT = re.compile(
    r"\b(?:reached out to|contacted|reached|interviewed|spoke (?:to|with)|talked to|asked|called|phoned|telephoned|"
    r"cit(?:ed|es|ing)|quot(?:ed|es|ing))\b",
    re.IGNORECASE,
)
RUMOUR = re.compile(
    r"\b(?:rumou?r\w*|reportedly|allegedly|supposedly|hearsay|legend|gossip|hear|heard|is said|are said|was said|were said)\b",
    re.IGNORECASE,
)


def chains(doc: Doc, cast: Cast, figures: list[Figure | None]) -> list[list[str]]:
    """The relays of each claim, nearest first.

    Parameters
    ----------
    doc : Doc
        With its claims, sources resolved.
    cast : Cast
        Of the same Doc.
    figures : list of Figure or None
        Who makes each claim.

    Returns
    -------
    list of list of str
        Names of persons and outlets, only where the text shows the relay: the claim stands inside another one's
        content ("the source said that officials believe"), the speaker tells an outlet ("told the Post"), or an
        outlet reached, cited or quoted the speaker. Whoever once told an outlet is taken to have told it everything
        that the article has from him; an unnamed person stays known only through whoever first spoke of him.
    """
    claims = doc._.claims
    outlets = [m for m in doc._.mentions if m.entity_type != "PERSON" and kinds.is_media(m.name, m.entity_type)]
    told: dict[Figure, list[str]] = {}
    for claim, figure in zip(claims, figures, strict=True):
        if figure is not None and figure.being != "thing" and figure.kind not in (kinds.MEDIA, kinds.STATE):
            outlet = told_outlet(doc, cast, claim, outlets) or _contacted(doc, cast, claim, figure, outlets)
            if outlet and outlet != figure.name:
                told.setdefault(figure, [outlet])
    for k, figure in enumerate(figures):
        if figure is not None and not figure.named and figure.being == "person" and figure not in told:
            told[figure] = _chain(claims, figures, told, k, frozenset())
    return [_chain(claims, figures, told, k, frozenset()) for k in range(len(claims))]


def _chain(
    claims: list[Claim], figures: list[Figure | None], told: dict[Figure, list[str]], k: int, seen: frozenset[int]
) -> list[str]:
    """The relays of claim k: those of the claim that it stands in, or those through whom its speaker is known."""
    outer, figure = claims[k].nested_in, figures[k]
    if outer is not None and 0 <= outer < len(claims) and outer not in seen:
        rest = _chain(claims, figures, told, outer, seen | {k})
        chain = [claims[outer].source_name, *rest]
    else:
        chain = told.get(figure, [])
    own = claims[k].source_name
    return list(dict.fromkeys(name for name in chain if name and name != own))


def told_outlet(doc: Doc, cast: Cast, claim: Claim, outlets: list[Mention]) -> str:
    """The outlet that the speaker tells, in the sentence of the cue and outside the content ("told the Post")."""
    if not claim.cue:
        return ""
    verb = next((t for t in cue_tokens(doc, claim) if t.pos_ in ("VERB", "AUX")), None)
    n = cast.sentence[cast.token_at(claim.cue[0])]
    for outlet in outlets:
        if cast.sentence[cast.token_at(outlet.start)] != n or any(a <= outlet.start < b for a, b in claim.content):
            continue
        if claim.source and outlet.start < claim.source[1] and claim.source[0] < outlet.end:
            continue
        before = doc.text[max(0, outlet.start - 40) : outlet.start]
        follows = 0 <= outlet.start - claim.cue[1] < 60
        if (
            verb is not None
            and verb.lemma_ in TOLD
            and follows
            and HEARD_BY.search(" " + doc.text[claim.cue[0] : outlet.start])
        ):
            return outlet.name
        if INTERVIEW.search(before) or re.search(
            r"\b(?:speaking|talking) (?:to|with) (?:the )?$", before, re.IGNORECASE
        ):
            return outlet.name
    return ""


def _contacted(doc: Doc, cast: Cast, claim: Claim, figure: Figure, outlets: list[Mention]) -> str:
    """The outlet that reached, cited or quoted the speaker in the same sentence before ("the Post called, and a clerk said")."""
    if not claim.source:
        return ""
    n = cast.sentence[cast.token_at(claim.source[0])]
    for outlet in outlets:
        if outlet.end > claim.source[0] or cast.sentence[cast.token_at(outlet.start)] != n:
            continue
        between = doc.text[outlet.end : claim.source[0]]
        if CONTACT.search(between) and not any(a <= outlet.start < b for a, b in claim.content):
            return outlet.name
    return ""


def is_first_hand(doc: Doc, claim: Claim) -> bool:
    """Whether the article has the claim from whoever makes it: no relay but the article's own outlet, no hearsay.

    A claim without a source is never first hand.
    """
    own = doc._.article.outlet if doc._.article is not None else ""
    relays = [name for name in claim.via if not own or _bare(name) not in _bare(own)]
    told = doc.text[slice(*claim.cue)] if claim.cue else ""
    return bool(claim.source_name) and not relays and not RUMOUR.search(told)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.lower().strip())
