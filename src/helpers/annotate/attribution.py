"""Attribution: who says what. Constructions find source, cue and content; quotations without a cue carry the speaker on."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotate.carrying import floating, labels, runs, signatures
from helpers.annotate.content import shared_verbs
from helpers.annotate.cues import words
from helpers.annotate.found import Found
from helpers.annotate.going_on import free_runs
from helpers.annotate.headlines import headlines
from helpers.annotate.mending import mend
from helpers.annotate.nouns import find_phrases
from helpers.annotate.phrases import strip
from helpers.annotate.records import CharSpan, Claim
from helpers.annotate.tree import Tree
from helpers.annotate.verbs import from_verb, verb_cues
from helpers.read.articles import SILENT_KINDS

HOLDING = words("holding")
PERSONAL = words("personal")


def find(tree: Tree) -> list[Found]:
    """Every attribution of a text, in the order of their cues."""
    mend(tree)
    verbs = verb_cues(tree)
    tree.rehang(shared_verbs(tree, [v for v, _, _ in verbs]))
    out = [f for f in (from_verb(tree, *v) for v in verbs) if f] + find_phrases(tree) + labels(tree) + signatures(tree)
    out = _own_beliefs(tree, _said_reportedly(tree, _unique(_clip(tree, out))))
    out += headlines(tree, out)
    out += floating(tree, out)
    out += runs(tree, out)
    out += free_runs(tree, out)
    return sorted(out, key=lambda f: f.at)


def _clip(tree: Tree, found: list[Found]) -> list[Found]:
    """Keep tags of saying out of other contents: a content that runs into a tag ends before it."""
    for tag in (f for f in found if f.tag):
        low = tag.tag[0]
        for f in found:
            if f is not tag and tag.content[0][0] <= f.at < low:
                f.content = [
                    c
                    for c in (strip(tree, a, min(b, low)) if a < low < b else (a, b) for a, b in f.content)
                    if c[0] < c[1]
                ]
    return [f for f in found if f.content]


def _unique(found: list[Found]) -> list[Found]:
    """One attribution a content: of two with the same content the one with a source, then the first, stays."""
    best: dict[tuple, Found] = {}
    for f in sorted(found, key=lambda f: f.at):
        key = tuple(f.content)
        if key not in best or (best[key].source is None and f.source is not None):
            best[key] = f
    return list(best.values())


def _said_reportedly(tree: Tree, found: list[Found]) -> list[Found]:
    """Leave out an adverb that only colours a verb of saying ("reportedly replied that …"): one claim, not two."""
    cues = {f.cue[0] for f in found if f.cue and f.source}
    return [f for f in found if f.rule != "adverb" or tree.head[f.cue[0]] not in cues]


def _own_beliefs(tree: Tree, found: list[Found]) -> list[Found]:
    """Leave out what a speaker is said to think in saying it ("told the paper she believes …"): one claim, not two."""
    out = []
    for f in found:
        own = (
            f.entry is not None
            and f.entry.cue in HOLDING
            and f.source is not None
            and tree.word[f.source[0]] in PERSONAL
        )
        outer = own and any(
            g is not f and g.source and g.cue and any(a == f.source[0] for a, _ in g.content) for g in found
        )
        if not outer:
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
        rule=f.rule,
        confidence=f.confidence,
    )


def quoted_in(tree: Tree, content) -> list[CharSpan]:
    """The stretches of the content that stand in quotation marks, marks included."""
    out = []
    for a, b in tree.quote_tokens.values():
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
    article, found = doc._.article, find(tree)
    if article is not None:
        found = [f for f in found if article.kind_at(tree.start[f.content[0][0]]) not in SILENT_KINDS]
    claims = [to_claim(tree, f) for f in found]
    place = {id(f): i for i, f in enumerate(found)}
    for claim, f in zip(claims, found, strict=True):
        claim.carried_from = place.get(id(f.carried_from))
    nest(claims)
    doc._.claims = claims
    doc.spans["claims"] = [Span(doc, a, b, label=f.rule) for f in found for a, b in f.content]
    return doc
