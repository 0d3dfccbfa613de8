"""Chains of telling: through whom a claim reached the article, the nearest relay first, and whether it is first hand."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from helpers.annotate import kinds
from helpers.annotate.antecedents import Antecedents
from helpers.annotate.cast import SUBJECTS, Cast, Figure, head_of
from helpers.annotate.records import Claim, Mention
from helpers.annotate.shades import cue_tokens
from helpers.annotate.spans import text_of

TOLD = frozenset({"tell", "disclose", "reveal", "confide", "say", "explain", "speak", "confirm", "describe", "inform", "write",
                  "give", "talk", "report", "admit", "confess", "leak", "respond", "reply", "state", "mention", "add"})  # fmt: skip
GRANTED = frozenset({"grant", "have", "hold", "sit"})  # with an interview
HEARING = frozenset({"to", "with", "told", "tell", "tells", "telling", "informed"})
HEARD_BY = re.compile(r"\s(?:told|to|with|by|for|in)\s+(?:the\s|a\s)?(?:[\w’']+\s){0,3}$", re.IGNORECASE)
INTERVIEW = re.compile(r"\binterview(?:ed)?\b|\b(?:speaking|talking) (?:to|with) (?:the )?$", re.IGNORECASE)
OURSELVES = re.compile(
    r"\b(?:told|tells|telling) (?:us|me)\b|\b(?:told|tells|telling|to|with) (?:this|our) (?:newspaper|paper|magazine|site|reporters?)\b",
    re.IGNORECASE,
)
CONTACT = frozenset({"reach", "contact", "interview", "speak", "talk", "ask", "call", "phone", "telephone", "approach"})
AGENTS = frozenset({"obl:agent", "agent", "obl"})
QUOTES = frozenset({"cite", "quote", "interview"})
RUMOUR = re.compile(
    r"\b(?:rumou?r\w*|reportedly|allegedly|supposedly|hearsay|legend|gossip|hear|heard|is said|are said|was said|were said)\b",
    re.IGNORECASE,
)


def chains(doc: Doc, cast: Cast, antecedents: Antecedents, figures: list[Figure | None]) -> list[list[str]]:
    """The relays of each claim, nearest first.

    Parameters
    ----------
    doc : Doc
        With its claims, sources resolved.
    cast, antecedents : Cast, Antecedents
        Of the same Doc, with its speakers heard.
    figures : list of Figure or None
        Who makes each claim.

    Returns
    -------
    list of list of str
        Names of persons and outlets, only where the text shows the relay: the claim stands inside another one's
        content ("the source said that officials believe"), the speaker tells an outlet ("told the Post"), or an
        outlet reached, cited or quoted the speaker. Whoever once told an outlet is taken to have told it everything
        that the article has from him, but for what he tells somebody else; an unnamed person stays known only through whoever first spoke of him.
    """
    claims = doc._.claims
    outlets = [m for m in doc._.mentions if m.name in cast.figures and cast.figures[m.name].kind == kinds.MEDIA]
    heard = cited(cast, antecedents, figures) | tellers(cast, figures, outlets)
    told = {figure: [outlet] for figure, outlet in heard.items() if _may_tell(figure)}
    for claim, figure in zip(claims, figures, strict=True):
        if figure is not None and _may_tell(figure):
            outlet = told_outlet(doc, cast, claim, outlets) or _contacted(cast, antecedents, claim)
            if outlet and outlet != figure.name:
                told.setdefault(figure, [outlet])
    for k, figure in enumerate(figures):
        if figure is not None and not figure.named and figure.being == "person" and figure not in told:
            told[figure] = _chain(claims, figures, told, k, frozenset()) or _spoken_of(
                cast, antecedents, figures, told, figure
            )
    out = [_chain(claims, figures, told, k, frozenset()) for k in range(len(claims))]
    for k, claim in enumerate(claims):
        if out[k] and claim.nested_in is None and _tells_somebody_else(cast, claim):
            out[k] = []
        elif figures[k] is None and claim.cue and claim.nested_in is None:
            out[k] = _hearsay_of(cast, claims, figures, out, k)
    return out


def _tells_somebody_else(cast: Cast, claim: Claim) -> bool:
    """Whether the cue names a hearer who is not of the press: "she told the council", "reported it to his superiors"."""
    for verb in cue_tokens(cast.doc, claim):
        for child in verb.children if verb.lemma_ in TOLD else ():
            if child.i < verb.i or any(a <= child.idx < b for a, b in claim.content):
                continue
            towards = any(c.lower_ in ("to", "with") for c in child.children if c.dep_ in ("case", "prep"))
            hears = child.dep_ == "iobj" or (child.dep_ in ("obj", "dobj") and verb.lemma_ in ("tell", "inform"))
            if (hears or (towards and child.dep_ == "obl")) and _outside_the_press(cast, child):
                return True
    return False


def _outside_the_press(cast: Cast, hearer: Token) -> bool:
    mention = cast.covered.get(hearer.i)
    if mention is not None and mention.name in cast.figures:
        return cast.figures[mention.name].kind != kinds.MEDIA
    known = kinds.being_of_noun(hearer.lemma_) in ("person", "group")
    return known and kinds.kind_of_noun(hearer.lemma_, True) != kinds.MEDIA


def _hearsay_of(
    cast: Cast, claims: list[Claim], figures: list[Figure | None], found: list[list[str]], k: int
) -> list[str]:
    """Hearsay right behind what an outlet reports, in its paragraph, is the outlet's: "Orbit reported … It is said to"."""
    start = min(claims[k].cue[0], claims[k].content[0][0])
    if not RUMOUR.search(cast.text[max(start, claims[k].cue[0] - 12) : claims[k].cue[1]]):
        return []
    before = [j for j, c in enumerate(claims) if c.cue and c.cue[1] <= start and figures[j] is not None]
    last = max(before, key=lambda j: claims[j].cue[0], default=None)
    if last is None or figures[last].kind != kinds.MEDIA or "\n" in cast.text[claims[last].cue[1] : start]:
        return []
    near = cast.sentence[cast.token_at(start)] - cast.sentence[cast.token_at(claims[last].cue[0])] <= 1
    return [claims[last].source_name, *found[last]] if near else []


def _may_tell(figure: Figure) -> bool:
    return figure.being != "thing" and figure.kind not in (kinds.MEDIA, kinds.STATE)


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


def _spoken_of(
    cast: Cast, antecedents: Antecedents, figures: list[Figure | None], told: dict[Figure, list[str]], unnamed: Figure
) -> list[str]:
    """Through whom somebody unnamed is known who is first spoken of in another one's claim ("his boss called; this boss …")."""
    first = antecedents.first_of(unnamed)
    claims = cast.doc._.claims
    for k, claim in enumerate(claims):
        teller = figures[k]
        if teller is None or teller is unnamed or teller.being != "person" or first is None:
            continue
        if any(a <= cast.doc[first].idx < b for a, b in claim.content):
            return [claim.source_name, *_chain(claims, figures, told, k, frozenset())]
    return []


def tellers(cast: Cast, figures: list[Figure | None], outlets: list[Mention]) -> dict[Figure, str]:
    """Who tells an outlet, by name: subjects of "told the Post", "disclosed to reporters of the Post", "in an interview with"."""
    heard: dict[Figure, str] = {}
    for outlet in outlets:
        verb = _telling_verb(cast, outlet)
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) if verb is not None else None
        if verb is not None and subject is None and verb.dep_ == "conj":
            subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None)
        figure = _figure_at(cast, figures, subject) if subject is not None else None
        if verb is not None and figure is None:  # the parse has lost the subject: the last one named before the verb
            before = (_figure_at(cast, figures, t) for t in reversed(cast.doc[verb.sent.start : verb.i]))
            figure = next((f for f in before if f is not None and f.being == "person"), None)
        if figure is not None and figure.name != outlet.name:
            heard.setdefault(figure, outlet.name)
    return heard


def _telling_verb(cast: Cast, outlet: Mention) -> Token | None:
    """The verb of telling that an outlet is the hearer of: its object, or behind "to" or "with"."""
    tokens = cast.tokens(outlet.start, outlet.end)
    head = head_of(tokens)
    before = cast.doc[tokens[0].i - 1].lower_ if tokens[0].i else ""
    before = cast.doc[tokens[0].i - 2].lower_ if before in ("the", "a") and tokens[0].i > 1 else before
    for up in (head, *head.ancestors):
        if up.pos_ in ("VERB", "AUX"):
            hears = (
                before in HEARING or up.lemma_ in ("tell", "inform") or "interview" in [c.lower_ for c in up.subtree]
            )
            after = up.i < tokens[0].i and tokens[0].i - up.i < 12
            return up if up.lemma_ in TOLD | GRANTED and hears and after else None
        if up.dep_ in ("nsubj", "nsubj:pass", "nsubjpass", "appos"):
            return None
    return None


def _clause_around(doc: Doc, cast: Cast, claim: Claim) -> str:
    """The sentence of the cue without the content."""
    sent = doc[cast.token_at(claim.cue[0])].sent
    text = list(text_of(doc)[sent.start_char : sent.end_char])
    for a, b in claim.content:
        for i in range(max(a, sent.start_char), min(b, sent.end_char)):
            text[i - sent.start_char] = " "
    return "".join(text)


def _figure_at(cast: Cast, figures: list[Figure | None], subject: Token) -> Figure | None:
    """The figure that a subject names, or that a claim with this source has been given."""
    for claim, figure in zip(cast.doc._.claims, figures, strict=True):
        if claim.source and claim.source[0] <= subject.idx < claim.source[1]:
            return figure
    return next((s.figure for s in cast.sightings if s.start <= subject.idx < s.end), None)


def told_outlet(doc: Doc, cast: Cast, claim: Claim, outlets: list[Mention]) -> str:
    """The outlet behind a cue of telling, or of an interview, in the sentence and outside the content."""
    if not claim.cue:
        return ""
    own = doc._.article.outlet if doc._.article is not None else ""
    if own and OURSELVES.search(_clause_around(doc, cast, claim)):
        return own
    verb = next((t for t in cue_tokens(doc, claim) if t.pos_ in ("VERB", "AUX")), None)
    n = cast.sentence[cast.token_at(claim.cue[0])]
    for outlet in outlets:
        if cast.sentence[cast.token_at(outlet.start)] != n or any(a <= outlet.start < b for a, b in claim.content):
            continue
        if claim.source and outlet.start < claim.source[1] and claim.source[0] < outlet.end:
            continue
        before = text_of(doc)[max(0, outlet.start - 40) : outlet.start]
        follows = 0 <= outlet.start - claim.cue[1] < 60
        told = " " + text_of(doc)[claim.cue[0] : outlet.start]
        if verb is not None and verb.lemma_ in TOLD and follows and HEARD_BY.search(told):
            return outlet.name
        if INTERVIEW.search(before):
            return outlet.name
    return ""


def cited(cast: Cast, antecedents: Antecedents, figures: list[Figure | None]) -> dict[Figure, str]:
    """Whom an outlet cites, quotes or interviews, by name: "it also quoted Ada Lind", "the paper cited an expert"."""
    out: dict[Figure, str] = {}
    for verb in cast.verbs:
        if verb.lemma_ not in QUOTES:
            continue
        thing = next((c for c in verb.children if c.dep_ in ("obj", "dobj")), None)
        outlet = _subject_outlet(cast, antecedents, verb) if thing is not None else ""
        passive = next((c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubjpass")), None)
        if verb.tag_ == "VBN" and (verb.dep_ == "acl" or passive is not None):  # "a clerk (was) quoted by the Post"
            agents = (cast.covered.get(c.i) for c in verb.children if c.dep_ in AGENTS)
            media = (m.name for m in agents if m is not None and cast.figures[m.name].kind == kinds.MEDIA)
            thing, outlet = verb.head if passive is None else passive, next(media, "")
        if not outlet:
            continue
        row = _row(thing)
        found = [s.figure for s in cast.sightings if s.i in row and s.figure.being == "person"]
        found += [antecedents.links[i] for i in sorted(row) if i in antecedents.links]
        for claim, figure in zip(cast.doc._.claims, figures, strict=True):
            if figure is not None and claim.source and claim.source[0] <= thing.idx < claim.source[1]:
                found.append(figure)
        for figure in found:
            if figure.name != outlet and _may_tell(figure):
                out.setdefault(figure, outlet)
    return out


def _contacted(cast: Cast, antecedents: Antecedents, claim: Claim) -> str:
    """The outlet that reached the speaker before, in the same sentence: "the Post called, and a clerk said"."""
    if not claim.source:
        return ""
    first, n = cast.token_at(claim.source[0]), cast.sentence[cast.token_at(claim.source[0])]
    for verb in reversed(cast.doc[:first]):
        if cast.sentence[verb.i] != n:
            break
        if verb.lemma_ in CONTACT and not any(a <= verb.idx < b for a, b in claim.content):
            outlet = _subject_outlet(cast, antecedents, verb)
            if outlet:
                return outlet
    return ""


def _row(thing: Token) -> set[int]:
    """An object and what stands beside it: names in apposition, a title's name, others joined by "and"."""
    return {thing.i, *(c.i for c in thing.subtree if c.dep_ in ("flat", "appos", "conj", "compound", "nmod:desc"))}


def _subject_outlet(cast: Cast, antecedents: Antecedents, verb: Token) -> str:
    """The outlet that is the subject of a verb: by name, as "it", or as "the paper"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None:
        return ""
    mention = cast.covered.get(subject.i)
    if mention is not None:
        return mention.name if cast.figures[mention.name].kind == kinds.MEDIA else ""
    nobody = Claim(None, None, [])
    if subject.lower_ == "it":
        found, _ = antecedents.of_pronoun(
            subject, subject.idx, gender="", number="single", thing=True, own=nobody, outer=None, quoted=False
        )
    elif subject.pos_ == "NOUN":
        found, _ = antecedents.of_nominal(cast.phrase(subject), subject, nobody)
    else:
        return ""
    return found.name if found is not None and found.named and found.kind == kinds.MEDIA else ""


def is_first_hand(doc: Doc, claim: Claim) -> bool:
    """Whether the article has the claim from whoever makes it: no relay but the article's own outlet, no hearsay.

    A claim without a source is never first hand.
    """
    own = doc._.article.outlet if doc._.article is not None else ""
    relays = [name for name in claim.via if not own or _bare(name) not in _bare(own)]
    told = text_of(doc)[slice(*claim.cue)] if claim.cue else ""
    return bool(claim.source_name) and not relays and not RUMOUR.search(told)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.lower().strip())
