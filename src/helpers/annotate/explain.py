"""Why is this row here? The rule of the span, who is meant, what kind of source, which shade, through whom: in words."""

from __future__ import annotations

from spacy.tokens import Doc

from helpers.annotate import shades, speakers
from helpers.annotate.cast import bare
from helpers.annotate.records import Claim
from helpers.annotate.rules import RULES
from helpers.annotate.spans import text_of

SOURCE_RULES = {
    "itself": "the name stands there",
    "surname": "the surname of a person named in full elsewhere in the article",
    "short_form": "a shorter form of a longer name in the article",
    "short form": "its noun ends a longer name in the article",
    "demonym": "the adjective of a country stands for it",
    "metonym": "a capital stands for its state",
    "joined": "several names joined by “and”",
    "pronoun": "the most salient figure before it that agrees in gender and number",
    "relative": "the noun that the relative clause belongs to",
    "first person": "whoever speaks the quotation that it stands in",
    "same noun": "an earlier phrase with the same noun introduced it",
    "title": "the same noun stands before this name in the article",
    "apposition": "the text sets the two side by side",
    "role": "the article tells elsewhere who has this role",
    "kind of body": "the body of this kind that last spoke or acted",
    "same kind": "the unnamed person who spoke last",
    "own outlet": "the outlet that the article appeared in",
    "carried": "no source of its own: the speaker of the claim before goes on",
    "reason clause": "the clause gives the reason of the one who speaks in the main clause",
    "as printed": "the text gives no name: these are its own words",
}
KINDS = {
    "named_person": "a named person",
    "named_organisation": "a named organisation",
    "government_body": "a body of a government",
    "state_or_country": "a state",
    "anonymous": "somebody without a name",
    "pseudonymous": "somebody whose name, says the text, is not the real one",
    "expert_unnamed": "an expert without a name",
    "media_outlet": "a media outlet",
    "document_or_statement": "a document or statement",
    "public_record": "a public record",
    "unknown": "of unknown kind",
}
STRENGTHS = {
    -2: "keeps its distance from what is said",
    -1: "leaves what is said with the one who says it",
    0: "is neutral",
    1: "takes what is said for granted",
    2: "endorses what is said",
}


def explain_claim(doc: Doc, claim: Claim) -> str:
    """Say in plain words why a claim is in the table and where each of its labels comes from.

    Parameters
    ----------
    doc : Doc
        Annotated; `claim` is one of ``doc._.claims``.
    claim : Claim
        Completed by the component ``helpers_speakers``.

    Returns
    -------
    str
        A few short lines. Labels that a reviewer has changed are not known here.
    """
    lines = [_construction(claim), _source(doc, claim), _shade(doc, claim), _chain(claim)]
    if claim.quote_flags:
        lines.append(f"Inside the quotation marks: {', '.join(claim.quote_flags)}.")
    return "\n".join(line for line in lines if line)


def _construction(claim: Claim) -> str:
    rule = RULES.get(claim.rule)
    why = f": {rule.why[0].lower()}{rule.why[1:]}" if rule else "."
    return f"Found by the construction “{claim.rule}” (confidence {claim.confidence:.2f}){why}"


def _source(doc: Doc, claim: Claim) -> str:
    printed = " ".join(text_of(doc)[slice(*claim.source)].split()) if claim.source else ""
    if claim.source_rule.startswith("unresolved"):
        who = f"“{printed}”" if printed else "Nobody"
        return f"Source: {who} is left unresolved ({claim.source_rule.removeprefix('unresolved: ')})."
    why = SOURCE_RULES.get(claim.source_rule, f"by the rule “{claim.source_rule}” for names")
    same = claim.source_name in (printed, bare(printed))
    stands = f"“{printed}”" if same else f"“{printed}” is {claim.source_name}"
    stands = stands if printed else f"{claim.source_name}, not named here"
    role = f", {claim.role}" if claim.role else ""
    return f"Source: {stands}{role} ({why}); {KINDS.get(claim.source_type, claim.source_type)}."


def _shade(doc: Doc, claim: Claim) -> str:
    k = next((k for k, other in enumerate(doc._.claims) if other is claim), -1)
    verdict = shades.shade(doc, claim, speakers.told_inside(doc._.claims, k))
    hedge = "hedged" if claim.hedged else "not hedged"
    cue = f" The cue “{text_of(doc)[slice(*claim.cue)]}” {STRENGTHS[claim.cue_strength]}." if claim.cue else ""
    return f"It {claim.polarity} ({verdict.because}); {hedge}.{cue}"


def _chain(claim: Claim) -> str:
    if claim.via:
        return f"It came through {', then '.join(claim.via)}."
    return (
        "First hand, as far as the text tells." if claim.first_hand else "Not first hand: hearsay, or nobody is named."
    )
