"""Inside the quotation marks: what an outlet put in, left out, joined, or only wrapped in marks."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from helpers.annotate import kinds
from helpers.annotate.records import CharSpan, Claim
from helpers.annotate.spans import text_of

FLAGS = ("editor insertion", "ellipsis", "splice", "scare quotes", "summary in quotation marks")
BRACKETED = re.compile(r"\[(?!\s*(?:…|\.\s*\.\s*\.|sic)\s*\])[^\[\]]{1,80}\]")
GLOSS = re.compile(r"(?<=[\w’'])\s?\((?:the\s)?[A-Z][\w.&’'-]*(?:\s(?:[A-Z][\w.&’'-]*|of|the|and)){0,4}\)")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\]")
JOINED = re.compile(r"(?:…|\.\s?\.\s?\.\.?)[\]\s]*(?=[“\"]?[A-Z])")
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me)\b")


def flags(doc: Doc, claim: Claim) -> list[str]:
    """What to be careful about in the quoted words of a claim.

    Parameters
    ----------
    doc : Doc
        With ``doc._.quotes`` where the component before has filled it.
    claim : Claim
        With quoted_spans, quote_type, and source_type where known.

    Returns
    -------
    list of str
        From `FLAGS`, in that order. *Editor insertion*: square brackets with words, or a gloss such as "(ABC)" that
        nobody speaks. *Ellipsis*: words left out. *Splice*: several quoted pieces in one reported clause, or two
        sentences joined over an ellipsis. *Scare quotes*: a word or two in marks, not a statement. *Summary in
        quotation marks*: full sentences in marks that several unnamed voices, or one speaking of itself by name,
        are said to have spoken.

    Notes
    -----
    The speaker's own brackets in a written source are taken for insertions, too.
    """
    quoted = [text_of(doc)[a:b] for a, b in claim.quoted_spans]
    if not quoted:
        return []
    whole = " ".join(quoted)
    found = {
        "editor insertion": bool(BRACKETED.search(whole) or GLOSS.search(whole)),
        "ellipsis": bool(ELLIPSIS.search(whole)),
        "splice": _is_splice(doc, claim) or bool(JOINED.search(whole)),
        "scare quotes": claim.quote_type == "mixed" and any(_is_scare(doc, span) for span in claim.quoted_spans),
        "summary in quotation marks": _is_summary(claim, whole),
    }
    return [flag for flag in FLAGS if found[flag]]


def _is_scare(doc: Doc, span: CharSpan) -> bool:
    """Marks around a term rather than a statement, as the quotes component saw it or by its few words."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    if tokens is not None and any(t.tag_ in FINITE for t in tokens):
        return False
    for quote in doc._.quotes:
        if quote.start == span[0]:
            return quote.kind == "scare"
    words = text_of(doc)[span[0] : span[1]].strip("“”\"'‘’«» ")
    return len(words.split()) <= 3 and not words.endswith((".", "!", "?", ","))


def _is_splice(doc: Doc, claim: Claim) -> bool:
    """Several quoted pieces set into one sentence of the outlet's own."""
    if claim.quote_type != "mixed" or len(claim.quoted_spans) < 2:
        return False
    between = zip(claim.quoted_spans, claim.quoted_spans[1:], strict=False)
    return any(re.search(r"\w", text_of(doc)[a[1] : b[0]]) and "." not in text_of(doc)[a[1] : b[0]] for a, b in between)


def _is_summary(claim: Claim, whole: str) -> bool:
    """Whole sentences that nobody can have spoken: several unnamed voices at once, or a speaker who names itself."""
    if claim.quote_type != "direct" or len(whole.split()) < 6:
        return False
    unnamed = claim.source_type in (kinds.MEDIA, kinds.EXPERT, kinds.ANONYMOUS, kinds.GOVERNMENT, kinds.UNKNOWN)
    several = bool(re.match(r"(?i)(?:some|many|several|most|various|other|numerous)\b", claim.source_name))
    names_itself = bool(claim.source_name) and claim.source_name in whole and not FIRST_PERSON.search(whole)
    return (unnamed and several) or (names_itself and claim.source_type != kinds.DOCUMENT)
