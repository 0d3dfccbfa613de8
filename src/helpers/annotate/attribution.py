"""Attribution: who says what. Constructions find source, cue and content; quotations without a cue carry the speaker on."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.cues import load
from helpers.annotate.records import CharSpan, Claim
from helpers.annotate.speech import Found, from_noun, from_phrase, from_verb, verb_cues
from helpers.annotate.tree import Tree
from helpers.read.articles import SILENT_KINDS


def find(tree: Tree) -> list[Found]:
    """Every attribution of a text, in the order of their cues."""
    _, nouns, phrases = load()
    out: list[Found] = []
    for verb, entry, end in verb_cues(tree):
        out += from_verb(tree, verb, entry, end)
    firsts: dict[str, list] = {}
    for words, entry in phrases:
        if "before" in entry.frames:
            firsts.setdefault(words[0], []).append((words, entry))
    for i, word in enumerate(tree.word):
        if word in nouns:
            found = from_noun(tree, i, nouns[word])
            if found:
                out.append(found)
        for words, entry in firsts.get(word, ()):
            if tuple(tree.word[i : i + len(words)]) == words:
                found = from_phrase(tree, i, words, entry)
                if found:
                    out.append(found)
    return _unique(tree, out)


def _unique(tree: Tree, found: list[Found]) -> list[Found]:
    """One attribution a cue and a content: of two with the same content the one with a source, then the first, stays."""
    out: list[Found] = []
    best: dict[tuple, int] = {}
    for f in sorted(found, key=lambda f: (f.at, f.content)):
        key = tuple(f.content)
        if key in best:
            old = out[best[key]]
            if old.source is None and f.source is not None:
                out[best[key]] = f
            continue
        best[key] = len(out)
        out.append(f)
    return out


def to_claim(tree: Tree, f: Found) -> Claim:
    """The record of an attribution, in characters of the text."""
    content = [tree.chars(a, b) for a, b in f.content]
    quoted = quoted_in(tree, f.content)
    return Claim(
        source=tree.chars(*f.source) if f.source else None,
        cue=tree.chars(*f.cue) if f.cue else None,
        content=content,
        quote_type=quote_type(tree, f.content),
        quoted_spans=quoted,
        polarity=f.entry.polarity if f.entry else "asserts",
        hedged=bool(f.entry and f.entry.polarity == "speculates"),
        cue_strength=f.entry.strength if f.entry else 0,
        carried_from=f.carried_from,
        rule=f.rule,
        confidence=f.confidence,
    )


def quoted_in(tree: Tree, content) -> list[CharSpan]:
    """The stretches of the content that stand in quotation marks, marks included."""
    out = []
    for k, (a, b) in tree.quote_tokens.items():
        for first, last in content:
            low, high = max(a, first), min(b, last)
            if low < high:
                out.append(tree.chars(low, high))
    return out


def quote_type(tree: Tree, content) -> str:
    """Direct when every word of the content is quoted, mixed when some are, else indirect."""
    words = [tree.quote[i] >= 0 for a, b in content for i in range(a, b) if tree.word[i][0].isalnum()]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"


def nest(claims: list[Claim]) -> None:
    """Mark each claim that stands in another's content: the smallest one around it."""
    for i, inner in enumerate(claims):
        spot = inner.cue or (inner.content[0] if inner.content else None)
        if spot is None:
            continue
        around = [
            (sum(b - a for a, b in outer.content), j)
            for j, outer in enumerate(claims)
            if j != i and any(a <= spot[0] and spot[1] <= b for a, b in outer.content)
        ]
        if around:
            size, j = min(around)
            if size > sum(b - a for a, b in inner.content):
                inner.nested_in = j


@Language.component("helpers_attribution", assigns=["doc._.claims"])
def attribution(doc: Doc) -> Doc:
    """Fill ``doc._.claims`` and ``doc.spans["claims"]``."""
    tree = Tree(doc, doc._.quotes)
    claims = [to_claim(tree, f) for f in find(tree)]
    article = doc._.article
    if article is not None:
        claims = [c for c in claims if article.kind_at(c.content[0][0]) not in SILENT_KINDS]
    nest(claims)
    doc._.claims = claims
    spans = [doc.char_span(a, b, label=c.rule, alignment_mode="expand") for c in claims for a, b in c.content]
    doc.spans["claims"] = [s for s in spans if s is not None]
    return doc
