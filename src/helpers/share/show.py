"""A row shown where it stands: its sentence in its paragraph, its spans marked."""

from __future__ import annotations

import html
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers.annotate.explain import explain_claim
from helpers.review.agreement import PARTS
from helpers.review.coding import Coding

if TYPE_CHECKING:
    from helpers.case import Case

COLOURS = {  # light enough for black text, told apart also in grey by the label above
    "source": "#cfe3f7",
    "cue": "#fbe3b5",
    "content": "#e3e3e3",
    "date": "#d6efd6",
    "event": "#f6d3cf",
    "text": "#f3e08f",
}


@dataclass(frozen=True)
class Shown:
    """A paragraph with marks; Jupyter shows it in colour, ``print`` as text with [brackets]."""

    paragraph: str
    marks: tuple[tuple[int, int, str], ...]  # within the paragraph: start, end, label; never overlapping
    head: str
    facts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        out, at = [], 0
        for start, end, label in self.marks:
            out += [self.paragraph[at:start], f"[{label}: {self.paragraph[start:end]}]"]
            at = end
        body = " ".join("".join([*out, self.paragraph[at:]]).split())
        return "\n".join([self.head, body, *(f"  {k}: {v}" for k, v in self.facts)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left;opacity:.7;padding-right:1em">{html.escape(k)}</td>'
            f'<td style="text-align:left">{html.escape(v)}</td></tr>'
            for k, v in self.facts
        )
        return (
            f'<div style="max-width:46em;line-height:1.6"><b>{html.escape(self.head)}</b>'
            f'<p dir="auto" style="white-space:pre-wrap">{marked(self)}</p><table>{rows}</table></div>'
        )


def marked(shown: Shown) -> str:
    """Its paragraph as HTML, the marks in colour with their labels; what the article says is escaped."""
    out, at = [], 0
    for start, end, label in shown.marks:
        out.append(html.escape(shown.paragraph[at:start]))
        style = f"background:{COLOURS.get(label, COLOURS['text'])};color:#111;padding:0 .15em;border-radius:.2em"
        words = html.escape(shown.paragraph[start:end])
        out.append(f'<mark style="{style}">{words}<sup style="font-size:.65em;opacity:.7"> {label}</sup></mark>')
        at = end
    return "".join([*out, html.escape(shown.paragraph[at:])])


def show(case: Case, row_id: str) -> Shown:
    """Show any row in its paragraph, with its spans marked.

    Parameters
    ----------
    case : Case
    row_id : str
        Of a claim, date, event, quantity, relation, segment, article, source or entity (the last three: their first place).

    Returns
    -------
    Shown
        Displays in Jupyter in colour, prints as text. What the article says is escaped.

    Raises
    ------
    KeyError
        If no row has this id, or it stands nowhere in a text.
    """
    table, row = case.find(row_id)
    article_id, spans = places(case, table, row)
    text = case.texts[article_id]
    article = case.reviewed["articles"].set_index("article_id").loc[article_id]
    start, end = _paragraph(text, min(s[0] for s in spans), max(s[1] for s in spans))
    marks = tuple((s - start, e - start, label) for s, e, label in _flat(spans))
    when = article["published_edtf"] or "date not known"
    head = f"{article['outlet'] or article['file']}, {when} · {table} {row_id}"
    return Shown(text[start:end], marks, head, tuple(_facts(table, row)))


def explain(case: Case, claim_id: str) -> str:
    """Why a claim is there, in words: the rule that found it, who speaks and how that was resolved, what they do with it.

    Parameters
    ----------
    case : Case
    claim_id : str

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If no claim of the machine has this id.
    """
    row = case.claims[case.claims["claim_id"] == claim_id]
    if row.empty:
        raise KeyError(f"no claim {claim_id!r} in {case!r}")
    doc = case.doc(row["article_id"].iloc[0])
    place = row["cue_start"].iloc[0] if pd.notna(row["cue_start"].iloc[0]) else row["content_start"].iloc[0]
    for claim in doc._.claims:
        if claim.content[0][0] == row["content_start"].iloc[0] and place in (
            (claim.cue or claim.content[0])[0],
            claim.content[0][0],
        ):
            return explain_claim(doc, claim)
    raise KeyError(f"{claim_id!r} was not made by the machine")


def show_coded(coding: Coding, number: int) -> Shown:
    """Show a claim that a person coded in its paragraph, with its spans marked.

    Parameters
    ----------
    coding : Coding
    number : int
        Of the claim, in the order in which they were marked; the first is 1.

    Returns
    -------
    Shown

    Raises
    ------
    KeyError
        If there is no claim of this number.
    """
    if not 1 <= number <= len(coding.claims):
        raise KeyError(f"no claim {number} in the coding of {coding.coder}; there are {len(coding.claims)}")
    claim = coding.coded[number - 1]
    spans = [(a, b, part) for part in PARTS for a, b in claim.spans(part)]
    start, end = _paragraph(coding.text, min(s[0] for s in spans), max(s[1] for s in spans))
    marks = tuple((a - start, b - start, label) for a, b, label in _flat(spans))
    head = f"{coding.article.outlet or coding.article.file} · claim {number} of {coding.coder}"
    return Shown(coding.text[start:end], marks, head, tuple((k.replace("_", " "), v) for k, v in claim.labels.items()))


def places(case: Case, table: str, row: pd.Series) -> tuple[str, list[tuple[int, int, str]]]:
    """The article in which a row stands, and its stretches there with their labels."""
    if table == "claims":
        spans = [(a, b, "content") for a, b in row["content_spans"]]
        spans += [
            (int(row[f"{r}_start"]), int(row[f"{r}_end"]), r) for r in ("source", "cue") if pd.notna(row[f"{r}_start"])
        ]
        return row["article_id"], spans
    if table == "sources":
        claims = case.reviewed["claims"]
        claims = claims[claims["source_id"] == row["source_id"]]
        if claims.empty:
            raise KeyError(f"source {row['source_id']} has no claim of its own")
        return places(case, "claims", claims.iloc[0])
    if table == "entities":
        mentions = case.reviewed["mentions"]
        mentions = mentions[mentions["entity_id"] == row["entity_id"]]
        relations = case.reviewed["relations"]
        relations = relations[
            (relations["subject_id"] == row["entity_id"]) | (relations["object_id"] == row["entity_id"])
        ]
        if mentions.empty and relations.empty:
            raise KeyError(f"entity {row['entity_id']} stands in no sentence of its own")
        row = (relations if mentions.empty else mentions).iloc[0]
    if table == "articles":
        segments = case.segments[case.segments["article_id"] == row["article_id"]]
        head = pd.concat([segments[segments["kind"] == "headline"], segments]).iloc[0]  # or how it begins
        return row["article_id"], [(int(head["start"]), int(head["end"]), str(head["kind"]))]
    label = {"dates": "date", "events": "event"}.get(table, "text")
    return row["article_id"], [(int(row["start"]), int(row["end"]), label)]


def _flat(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans cut so that none overlap: a source or cue inside the content splits it."""
    rank = {"source": 0, "cue": 0, "content": 1}
    edges = sorted({x for s, e, _ in spans for x in (s, e)})
    out: list[tuple[int, int, str]] = []
    for a, b in itertools.pairwise(edges):
        labels = [label for s, e, label in spans if s <= a and b <= e]
        if labels:
            label = min(labels, key=lambda x: rank.get(x, 2))
            if out and out[-1][1] == a and out[-1][2] == label:
                out[-1] = (out[-1][0], b, label)
            else:
                out.append((a, b, label))
    return out


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return left, len(text) if right < 0 else right


def _facts(table: str, row: pd.Series) -> list[tuple[str, str]]:
    wanted = {
        "claims": (
            "source_name",
            "polarity",
            "hedged",
            "quote_type",
            "via",
            "said_edtf",
            "said_basis",
            "rule",
            "confidence",
        ),
        "dates": ("edtf", "earliest", "latest", "basis", "modifier", "timex_value", "rule", "warning"),
        "events": ("kind", "actor", "targets", "count", "object", "reason", "place", "edtf", "basis", "rule"),
        "quantities": ("value", "value_max", "unit", "comparator", "measures", "base"),
        "relations": ("subject", "relation", "object", "modality", "rule"),
        "sources": ("name", "source_type", "role", "n_claims"),
        "entities": ("name", "entity_type", "n_mentions"),
    }.get(table, ())
    out = []
    for name in wanted:
        value = row[name]
        if isinstance(value, list):
            value = "; ".join(map(str, value))
        elif pd.isna(value):
            continue
        if str(value) not in ("", "nan"):
            out.append((name.replace("_", " "), f"{value:g}" if isinstance(value, float) else str(value)))
    return out
