"""Shades of a claim: does its source assert, deny, confirm, question, warn or speculate, how sure, and in whose words.

The cue gives the first answer (lexicons ``cue_shades`` and ``cues``); what is claimed can change it: a negated
predicate denies, "may", "likely" or "it is possible" make it a speculation, a question asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from helpers.annotate import lexicon
from helpers.annotate.records import Claim

POLARITIES = ("asserts", "denies", "confirms", "questions", "warns", "speculates")
SUBJECT_OR_OBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "obj", "dobj", "attr", "expl", "csubj"})
AGENT = frozenset({"agent", "obl:agent"})
HYPOTHETICAL = frozenset({"whether", "if"})
QUESTION_WORDS = frozenset({"who", "what", "when", "where", "why", "how", "which", "whose", "whom"})


@dataclass(frozen=True)
class Shade:
    """What a cue says about the claim that it introduces."""

    cue: str
    polarity: str
    hedged: bool
    strength: int


@lru_cache(maxsize=1)
def cue_shades() -> dict[tuple[str, ...], Shade]:
    """Cue, as a row of lemmas → its shade."""
    return {
        tuple(row["cue"].split()): Shade(row["cue"], row["polarity"], row["hedged"] == "yes", int(row["strength"]))
        for row in lexicon.read("cue_shades")
    }


@lru_cache(maxsize=1)
def hedges() -> dict[str, dict[str, str]]:
    """Word of doubt → its row (kind: modal, adjective, adverb, semblance, guess, noun)."""
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
    return None


def is_agentless(tokens: list[Token]) -> bool:
    """Whether the cue is a passive that leaves out who says it ("is believed to", "was reported")."""
    verb = next((t for t in tokens if t.pos_ == "VERB"), None)
    if verb is None or verb.tag_ != "VBN":
        return False
    passive = any(c.dep_ in ("aux:pass", "auxpass", "nsubj:pass", "nsubjpass") for c in verb.children)
    return passive and not any(c.dep_ in AGENT or c.lower_ == "by" for c in verb.children)


def is_negated(token: Token) -> bool:
    """Whether the token's own clause is turned round: by an adverb, or by "no" at its subject or object."""
    kinds_ = negators()
    for child in token.children:
        kind = kinds_.get(child.lower_)
        if kind == "adverb" and child.lower_ not in ("neither", "nor"):
            return True
        if child.dep_ in ("neg", "cc:preconj", "preconj") and kind:
            return True
        if child.dep_ in SUBJECT_OR_OBJECT and (kinds_.get(child.lower_) == "pronoun" or _has_no(child)):
            return True
    return _has_no(token)


def _has_no(noun: Token) -> bool:
    return any(c.lower_ == "no" and c.i < noun.i and c.dep_ in ("det", "neg") for c in noun.children)


# ---- what is claimed ------------------------------------------------------------------------------------------------
def predicates(doc: Doc, claim: Claim) -> list[Token]:
    """The words that carry the claimed clauses: tokens of the content that hang on something outside it."""
    spans = [doc.char_span(a, b, alignment_mode="expand") for a, b in claim.content]
    inside = {t.i for span in spans if span is not None for t in span if not t.is_space}
    heads = [doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i]
    heads = [t for t in heads if t.pos_ not in ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART")]
    verbal = [t for t in heads if t.pos_ in ("VERB", "AUX", "ADJ") or _is_clause(t)]
    return verbal or heads


def _is_clause(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass", "nsubjpass", "cop", "aux", "expl", "csubj") for c in token.children)


def _hedge(token: Token) -> dict[str, str] | None:
    """The word of doubt on a predicate: its modal, its adverb, or itself."""
    table = hedges()
    own = table.get(token.lemma_.lower()) or table.get(token.lower_)
    if own and own["kind"] in ("adjective", "semblance") and token.pos_ in ("ADJ", "VERB", "AUX", "ADV"):
        return own
    if own and own["kind"] == "guess" and any(c.lower_ in ("i", "we") for c in token.children):
        return own
    for child in token.children:
        row = table.get(child.lower_)
        if row and row["kind"] == "modal" and child.dep_ == "aux":
            return row
        if row and row["kind"] in ("adverb", "adjective") and child.dep_ in ("advmod", "amod", "acomp"):
            return row
        if child.dep_ in ("obj", "dobj", "nsubj", "attr") and table.get(child.lower_, {}).get("kind") == "noun":
            return table[child.lower_]
    return None


def doubt(heads: list[Token], content: set[int]) -> dict[str, str] | None:
    """The first word of doubt in the claimed clauses, or in one that hangs right on them ("…, suggesting a possible link")."""
    for head in heads:
        joined = [c for c in head.children if c.i in content and c.dep_ in ("conj", "xcomp")]
        trailing = [c for c in head.children if c.i in content and c.dep_ in ("advcl", "acl") and c.tag_ == "VBG"]
        trailing = [*trailing, head] if head.tag_ == "VBG" else trailing
        things = [c for t in trailing for c in t.children if c.dep_ in ("obj", "dobj")]
        found = next((row for row in map(_hedge, [head, *joined, *things]) if row), None)
        if found:
            return found
    return None


def is_question(doc: Doc, claim: Claim, heads: list[Token]) -> bool:
    """Whether what is told is itself a question: it ends with a mark, or hangs on "whether", "if" or a question word."""
    text = doc.text[claim.content[-1][0] : claim.content[-1][1]].rstrip(" \"'”’»)")
    first = doc.text[claim.content[0][0] : claim.content[0][1]].lstrip(" \"'“‘«([").split(" ")[0].lower()
    return text.endswith("?") or first in HYPOTHETICAL | QUESTION_WORDS


# ---- both together --------------------------------------------------------------------------------------------------
def shade(doc: Doc, claim: Claim) -> tuple[str, bool, int]:
    """Polarity, hedging and strength of a claim.

    Parameters
    ----------
    doc : Doc
        With a parse.
    claim : Claim
        With cue and content; its polarity and strength stand where the lexicon does not know the cue.

    Returns
    -------
    (str, bool, int)
        One of `POLARITIES`; whether the proposition is hedged as its source presents it; −2 (the cue keeps its
        distance) to +2 (the cue endorses).

    Notes
    -----
    In direct speech only the first clause is weighed: somebody who talks long hedges something. Irony is not caught,
    nor negation by meaning alone ("far from").
    """
    tokens = cue_tokens(doc, claim)
    cue = shade_of_cue(tokens)
    polarity = cue.polarity if cue else claim.polarity
    hedged = cue.hedged if cue else polarity == "speculates"
    strength = cue.strength if cue else claim.cue_strength
    if not claim.content:
        return ("questions" if polarity == "asks" else polarity), hedged, strength
    heads = predicates(doc, claim)
    direct = claim.quote_type == "direct"
    content = {t.i for a, b in claim.content for t in (doc.char_span(a, b, alignment_mode="expand") or ())}
    lead = heads[:1] if direct else heads[:2]
    found = doubt(lead, content)
    turned = any(_denies(t) for t in lead[:1])
    asked = is_question(doc, claim, heads)
    cue_negated = any(is_negated(t) for t in tokens if t.pos_ in ("VERB", "NOUN", "AUX"))
    polarity = _weigh(polarity, found, turned, asked, direct, cue_negated)
    if found and not direct and polarity in ("asserts", "denies", "speculates") and found["polarity"]:
        polarity = "questions" if turned and found["kind"] == "modal" else found["polarity"]
    return polarity, hedged or bool(found), strength


def _weigh(
    polarity: str, found: dict[str, str] | None, turned: bool, asked: bool, direct: bool, cue_negated: bool
) -> str:
    """Cue and content together: which of the six."""
    if polarity == "asks":
        return "questions" if asked else "asserts"
    if cue_negated:
        return {"asserts": "denies", "denies": "confirms", "questions": "confirms"}.get(polarity, polarity)
    if asked and direct and polarity == "asserts":
        return "questions"
    if turned and polarity == "asserts":
        return "denies"
    if turned and polarity == "speculates":
        return "speculates"
    return polarity


def _denies(head: Token) -> bool:
    """Whether a predicate is negated, or says by itself that something is not so ("is inaccurate")."""
    table = negators()
    return is_negated(head) or table.get(head.lower_) == "predicate" or table.get(head.lemma_.lower()) == "predicate"
