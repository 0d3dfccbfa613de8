"""Shades of a claim: does its source assert, deny, confirm, question, warn or speculate, how sure, and in whose words.

The cue gives the first answer (lexicons ``cue_shades`` and ``cues``); what is claimed can change it: a negated
predicate denies, "may", "likely" or "it is possible" make it a speculation, a question asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotate import cues, lexicon
from helpers.annotate.records import CharSpan, Claim
from helpers.annotate.spans import text_of

POLARITIES = ("asserts", "denies", "confirms", "questions", "warns", "speculates")
SUBJECT_OR_OBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "obj", "dobj", "attr", "expl", "csubj"})
AGENT = frozenset({"agent", "obl:agent"})
TURNED = {"asserts": "denies", "denies": "confirms", "questions": "confirms"}  # "does not think", "would not deny"
ANSWERS = frozenset({"reply", "respond", "answer", "retort", "counter", "rejoin"})
HYPOTHETICAL = frozenset({"whether", "if"})
QUESTION_WORDS = frozenset({"who", "what", "when", "where", "why", "how", "which", "whose", "whom"})


class Shade(NamedTuple):
    """What a cue says about the claim that it introduces."""

    cue: str
    polarity: str  # one of POLARITIES, or "asks" or "performs" where the content decides
    hedged: bool
    strength: int


class Verdict(NamedTuple):
    """The shade of a claim, and why."""

    polarity: str
    hedged: bool
    strength: int
    because: str


@lru_cache(maxsize=1)
def cue_shades() -> dict[tuple[str, ...], Shade]:
    """Cue, as a row of lemmas → its shade, where it differs from what the lexicon ``cues`` says of the bare word."""
    return {
        tuple(row["cue"].split()): Shade(row["cue"], row["polarity"], row["hedged"] == "yes", int(row["strength"]))
        for row in lexicon.read("cue_shades")
    }


@lru_cache(maxsize=1)
def hedges() -> dict[str, dict[str, str]]:
    """Word of doubt → its row (kind: modal, adjective, adverb, semblance, guess, noun; negated: only behind "not")."""
    return {row["word"]: row for row in lexicon.read("hedges")}


@lru_cache(maxsize=1)
def negators() -> dict[str, str]:
    """Word of negation → how it works (adverb, determiner, pronoun, verb, predicate)."""
    return {row["word"]: row["kind"] for row in lexicon.read("negators")}


# ---- the cue --------------------------------------------------------------------------------------------------------
def cue_tokens(doc: Doc, claim: Claim) -> list[Token]:
    """Tokens of the cue, blanks left out; empty without one."""
    if not claim.cue:
        return []
    span = doc.char_span(*claim.cue, alignment_mode="expand")
    return [t for t in span if not t.is_space] if span is not None else []


def shade_of_cue(tokens: list[Token]) -> Shade | None:
    """The shade of a cue: the longest expression of the lexicon in it (its object may stand outside: "express … fear").

    A passive without an agent ("is said to") is looked up as "be said".
    """
    if not tokens:
        return None
    table = cue_shades()
    words = [t.lemma_.lower() for t in tokens]
    told = [c.lemma_.lower() for t in tokens if t.pos_ == "VERB" for c in t.children if c.dep_ in ("obj", "dobj")]
    for word in words:
        for thing in told:
            if (word, thing) in table:
                return table[word, thing]
    if is_agentless(tokens):
        for t in tokens:
            if ("be", t.lower_) in table:
                return table["be", t.lower_]
    for size in range(min(4, len(words)), 0, -1):
        for k in range(len(words) - size + 1):
            for key in (tuple(words[k : k + size]), tuple(t.lower_ for t in tokens[k : k + size])):
                if key in table:
                    return table[key]
    return _shade_of_word(tokens)


def _shade_of_word(tokens: list[Token]) -> Shade | None:
    """What the lexicon of attribution says of the first verb, noun or adverb in the cue that it knows."""
    verbs, nouns, phrases = cues.load()
    words = [t.lower_ for t in tokens]
    single = {phrase[0]: cue for phrase, cue in phrases if len(phrase) == 1}
    for word in words:
        fitting = (c for c in verbs.get(word, ()) if not c.particle or c.particle in words)
        cue = next(fitting, None) or nouns.get(word) or single.get(word)
        if cue is not None:
            return Shade(cue.cue, cue.polarity, cue.polarity == "speculates", cue.strength)
    return None


def is_agentless(tokens: list[Token]) -> bool:
    """Whether the cue is a passive that leaves out who says it ("is believed to", "was reported")."""
    verb = next((t for t in tokens if t.pos_ == "VERB"), None)
    if verb is None or verb.tag_ != "VBN":
        return False
    passive = any(c.dep_ in ("aux:pass", "auxpass", "nsubj:pass", "nsubjpass") for c in verb.children)
    return passive and not any(c.dep_ in AGENT or c.lower_ == "by" for c in verb.children)


def is_negated(token: Token, but: Sequence[Token] = ()) -> bool:
    """Whether the token's own clause is turned round: by an adverb, or by "no" at its subject or object (`but` left out)."""
    kinds_ = negators()
    for child in token.children:
        if child in but:
            continue
        kind = kinds_.get(child.lower_)
        if kind == "adverb" and child.dep_ not in ("det", "cc"):
            return True
        if child.dep_ in SUBJECT_OR_OBJECT and _has_no(child):
            return True
    return _has_no(token) and not but


def _has_no(noun: Token) -> bool:
    return any(c.lower_ == "no" and c.i < noun.i and c.dep_ in ("det", "neg") for c in noun.children)


# ---- what is claimed ------------------------------------------------------------------------------------------------
def predicates(doc: Doc, claim: Claim) -> list[Token]:
    """The words that carry the claimed clauses: tokens of the content that hang on something outside it."""
    spans = [doc.char_span(a, b, alignment_mode="expand") for a, b in claim.content]
    inside = {t.i for span in spans if span is not None for t in span if not t.is_space}
    heads = [doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i]
    heads = [_believed(t) for t in heads if t.pos_ not in ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART")]
    verbal = [t for t in heads if t.pos_ in ("VERB", "AUX", "ADJ") or _is_clause(t)]
    return verbal or heads


def _believed(token: Token) -> Token:
    """What a speaker tells to believe ("told the paper that she thinks it may …"), else the word itself."""
    if token.lemma_.lower() not in cues.words("holding"):
        return token
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("he", "she", "they") for c in token.children)
    return next((c for c in token.children if own and c.dep_ == "ccomp" and c.i > token.i), token)


def _is_clause(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass", "nsubjpass", "cop", "aux", "expl", "csubj") for c in token.children)


def _hedge(token: Token) -> dict[str, str] | None:
    """The word of doubt on a predicate: its modal, its adverb, or itself."""
    table = hedges()
    own = table.get(token.lemma_.lower()) or table.get(token.lower_)
    if own and own["kind"] in ("adjective", "semblance") and token.pos_ in ("ADJ", "VERB", "AUX", "ADV"):
        return None if is_negated(token) else own
    if own and own["kind"] == "noun" and token.pos_ == "NOUN":
        return own
    if own and own["kind"] == "guess" and any(c.lower_ in ("i", "we") for c in token.children):
        return own
    for child in token.children:
        row = table.get(child.lower_)
        if row and row["kind"] == "modal" and child.dep_ == "aux":
            unable = child.lower_ == "could" and is_negated(token)  # "could not be found": it was not
            return None if unable else row
        if row and row["kind"] in ("adverb", "adjective") and child.dep_ in ("advmod", "amod", "acomp"):
            return row
        if child.dep_ in ("obj", "dobj", "nsubj", "attr") and table.get(child.lower_, {}).get("kind") == "noun":
            return table[child.lower_]
    return None


def doubt(heads: list[Token], content: set[int]) -> tuple[Token | None, dict[str, str] | None]:
    """The first predicate with a word of doubt, and the word's row.

    Looks at the claimed clauses and at those that hang right on them ("…, suggesting a possible link").
    """
    for head in heads:
        joined = [c for c in head.children if c.i in content and c.dep_ in ("conj", "xcomp")]
        trailing = [c for c in head.children if c.i in content and c.dep_ in ("advcl", "acl") and c.tag_ == "VBG"]
        trailing = [*trailing, head] if head.tag_ == "VBG" else trailing
        things = [c for t in trailing for c in t.children if c.dep_ in ("obj", "dobj")]
        for token in (head, *joined, *things):
            row = _hedge(token)
            if row:
                return token, row
    return None, None


def is_question(doc: Doc, claim: Claim) -> bool:
    """Whether what is told ends with a question mark."""
    return text_of(doc)[claim.content[0][0] : claim.content[-1][1]].rstrip(" \"'”’»)*").endswith("?")


def begins_like_question(doc: Doc, claim: Claim) -> bool:
    """Whether what is told begins with "whether", "if" or a question word."""
    start, end = claim.content[0]
    first = text_of(doc)[start:end].lstrip(" \"'“‘«([").split(" ")[0].lower()
    before = text_of(doc)[:start].rstrip().rpartition(" ")[2].lower()
    return first in HYPOTHETICAL | QUESTION_WORDS or before in HYPOTHETICAL


# ---- both together --------------------------------------------------------------------------------------------------
def shade(doc: Doc, claim: Claim, inner: Sequence[CharSpan] = ()) -> Verdict:
    """Polarity, hedging and strength of a claim, and why.

    Parameters
    ----------
    doc : Doc
        With a parse.
    claim : Claim
        With cue and content; its polarity and strength stand where no lexicon knows the cue.
    inner : sequence of spans
        What others say inside this claim: their doubts and denials are theirs.

    Returns
    -------
    Verdict
        One of `POLARITIES`; whether the proposition is hedged as its source presents it; −2 (the cue keeps its
        distance) to +2 (the cue endorses); the reason in words.

    Notes
    -----
    In direct speech only the first clause is weighed: somebody who talks long hedges something. Irony is not caught,
    nor negation by meaning alone ("far from").
    """
    tokens = cue_tokens(doc, claim)
    cue = shade_of_cue(tokens) if tokens else Shade("", "asserts", False, 0)
    cue = cue or Shade(
        text_of(doc)[slice(*claim.cue)], claim.polarity, claim.polarity == "speculates", claim.cue_strength
    )
    if not claim.content:
        return Verdict("questions" if cue.polarity == "asks" else cue.polarity, cue.hedged, cue.strength, _by_cue(cue))
    heads = [t for t in predicates(doc, claim) if not any(a <= t.idx < b for a, b in inner)]
    direct = claim.quote_type == "direct"
    spans = [doc.char_span(a, b, alignment_mode="expand") for a, b in claim.content]
    content = {t.i for span in spans for t in span or () if not any(a <= t.idx < b for a, b in inner)}
    doubtful, found = doubt(heads[:1], set()) if direct else doubt(heads[:2], content)
    hedged = cue.hedged or bool(found and found["polarity"] != "questions")
    if cue.polarity in ("asks", "performs"):
        polarity, because = _polarity_of_act(doc, claim, cue, tokens)
        hedged = hedged if cue.polarity == "asks" else cue.hedged
    elif any((row := _hedge(t)) and row["kind"] == "modal" for t in tokens if t.pos_ == "VERB"):
        polarity, because, hedged = "speculates", f"“{cue.cue}” itself stands under a modal", True
    elif any(is_negated(t, tokens) for t in tokens if t.pos_ in ("VERB", "NOUN", "AUX")):
        polarity, because = TURNED.get(cue.polarity, cue.polarity), f"“{cue.cue}” is negated"
    elif cue.polarity != "asserts":
        polarity, because = cue.polarity, _by_cue(cue)
    elif direct:
        polarity, because = _polarity_of_speech(doc, claim, tokens, heads)
    else:
        polarity, because = _polarity_of_report(doc, claim, heads, doubtful, found)
    if found and hedged and f"“{found['word']}”" not in because:
        because += f"; hedged by “{found['word']}”"
    return Verdict(polarity, hedged, cue.strength, because)


def _by_cue(cue: Shade) -> str:
    return f"so says the cue “{cue.cue}”" if cue.cue else "nothing says otherwise"


def _polarity_of_act(doc: Doc, claim: Claim, cue: Shade, tokens: list[Token]) -> tuple[str, str]:
    """Asking is a question only if a question is asked; promising, ordering, blaming cannot deny or guess."""
    if cue.polarity == "asks":
        if is_question(doc, claim) or begins_like_question(doc, claim):
            return "questions", "what is asked is a question"
        return "asserts", f"“{cue.cue}” leads to a request, not to a question"
    if tokens[0].lemma_ == "agree" and text_of(doc).startswith("with ", claim.content[0][0]):
        return "confirms", "to agree with something is to confirm it"
    return "asserts", f"“{cue.cue}” does something by saying it"


def _polarity_of_speech(doc: Doc, claim: Claim, cue: list[Token], heads: list[Token]) -> tuple[str, str]:
    """Direct speech asks with a question mark, and denies when it says no or is a negative answer."""
    if is_question(doc, claim):
        return "questions", "the words end with a question mark"
    first = text_of(doc)[claim.content[0][0] : claim.content[0][0] + 12].lstrip(" \"'“‘«([").lower()
    if re.match(r"no\b[,.!—-]", first):
        return "denies", "the words begin with “no”"
    if heads and any(t.lemma_ in ANSWERS for t in cue) and _denies(heads[0]):
        return "denies", "a negative answer"
    return "asserts", "nothing says otherwise"


def _polarity_of_report(
    doc: Doc, claim: Claim, heads: list[Token], doubtful: Token | None, found: dict[str, str] | None
) -> tuple[str, str]:
    """Reported speech: doubt makes it a speculation, doubt about a denial a question, a negated predicate a denial."""
    you = claim.source is not None and text_of(doc)[slice(*claim.source)].lower() == "you"
    if you and heads and heads[0].sent.text.rstrip(" \"'”’»)").endswith("?"):
        return "questions", "the sentence asks for somebody’s view"
    if found and found["polarity"]:
        if found["kind"] in ("modal", "adverb", "adjective") and _denies(doubtful):
            return "questions", f"“{found['word']}” and a negation together put it in doubt"
        return found["polarity"], f"“{found['word']}” leaves it open"
    if heads and is_negated(heads[0]) and (row := hedges().get(heads[0].lower_)) and row["kind"] == "negated":
        return row["polarity"], f"“not {row['word']}” leaves it open"
    if heads and _denies(heads[0]):
        return "denies", f"the predicate “{heads[0].text}” is negated or negative"
    return "asserts", "nothing says otherwise"


def _denies(head: Token) -> bool:
    """Whether a predicate is negated, or says by itself that something is not so ("is inaccurate")."""
    table = negators()
    return is_negated(head) or table.get(head.lower_) == "predicate" or table.get(head.lemma_.lower()) == "predicate"
