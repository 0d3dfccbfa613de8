"""Invented sentences with marks, turned into Docs with claims: "[s:Ada Lind] [c:said] [t:the gate was open]"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate import names, quotes
from helpers.annotate.pipeline import _lay_out, load_pipeline, parse_units
from helpers.annotate.records import Claim
from helpers.annotate.speakers import speakers
from helpers.read.articles import Article, Segment

OPEN = re.compile(r"\[(\d*)([sct]):")


@cache
def pipeline() -> Language:
    return load_pipeline()


def unmark(marked: str) -> tuple[str, dict[int, dict[str, list[tuple[int, int]]]]]:
    """The text without marks (braces become brackets), and the spans by claim number (1 where none is given) and letter."""
    text, spans, stack, at = "", {}, [], 0
    while at < len(marked):
        opened = OPEN.match(marked, at)
        if opened:
            stack.append((int(opened[1] or 1), opened[2], len(text)))
            at = opened.end()
        elif marked[at] == "]" and stack:
            number, letter, start = stack.pop()
            spans.setdefault(number, {}).setdefault(letter, []).append((start, len(text)))
            at += 1
        else:
            text += {"{": "[", "}": "]"}.get(marked[at], marked[at])
            at += 1
    return text, spans


def article_of(text: str, outlet: str = "") -> Article:
    lines = tuple(Segment(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text))
    return Article("a", "a.txt", Path("a.txt"), "", text, lines, outlet=outlet)


def parse(text: str, outlet: str = "") -> Doc:
    """The Doc of a text with names and quotes, before attribution."""
    nlp, article = pipeline(), article_of(text, outlet)
    doc, units = parse_units(nlp, article)
    parsed = nlp.pipe((unit for unit, _ in units), disable=[n for n in nlp.pipe_names if n.startswith("helpers_")])
    _lay_out(doc, article, [(next(parsed), at) for _, at in units])
    doc._.article = article
    return quotes.quotes(names.names(doc))


def claims_of(doc: Doc, spans: dict[int, dict[str, list[tuple[int, int]]]], carried: dict[int, int]) -> list[Claim]:
    """The marked claims, nested ones joined to the smallest content that they stand in."""
    numbers = sorted(spans)
    out = []
    for n in numbers:
        found = spans[n]
        content = sorted(found["t"])
        quoted = [
            (max(a, q.start), min(b, q.end)) for q in doc._.quotes for a, b in content if q.start < b and a < q.end
        ]
        whole = "".join(doc.text[a:b] for a, b in quoted).strip() == "".join(doc.text[a:b] for a, b in content).strip()
        kind = "direct" if quoted and whole else "mixed" if quoted else "indirect"
        source, cue = found.get("s", [None])[0], found.get("c", [None])[0]
        before = numbers.index(carried[n]) if n in carried else None
        out.append(Claim(source, cue, content, kind, quoted, carried_from=before, rule="verb_clause"))
    for claim in out:
        at = (claim.source or claim.cue or claim.content[0])[0]
        holders = [k for k, c in enumerate(out) if c is not claim and any(a <= at < b for a, b in c.content)]
        claim.nested_in = min(holders, key=lambda k: sum(b - a for a, b in out[k].content), default=None)
    return out


def annotated(marked: str, *, carried: dict[int, int] | None = None, outlet: str = "") -> Doc:
    """A marked text as the component leaves it."""
    text, spans = unmark(marked)
    doc = parse(text, outlet)
    doc._.claims = claims_of(doc, spans, carried or {})
    return speakers(doc)


def claims(marked: str, **options: object) -> list[Claim]:
    """The completed claims of a marked text, by their numbers."""
    return annotated(marked, **options)._.claims
