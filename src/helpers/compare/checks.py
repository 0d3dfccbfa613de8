"""Do the figures and quotations hold together: parts and wholes, spans of time, multiples, counts, quotations."""

from __future__ import annotations

import difflib
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz

from helpers.annotate.numbers import SIMPLE, value_of
from helpers.compare.passages import Span, holding, outlet_names, sentences, stretches
from helpers.compare.similarity import content_words
from helpers.tables.sources import links_across

FINDING_COLUMNS = ["check", "verdict", "message", "article_ids", "spans", "sentences"]
PARTS_FOLLOW = re.compile(
    r"\b(?:including|comprising|consisting of|made up of|namely|among them|of (?:whom|which))\b|:", re.I
)
PARTS_END = re.compile(
    r"\b(?:resulting|leading to|causing|killing|leaving|while|whereas|after|before|because)\b|;", re.I
)
EACH_OF = re.compile(r"\beach\s+(?:from|in|for|at|by|of|to)\s+([^.;]+)", re.I)
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
COUNT = rf"(?P<n>\d+|{SIMPLE}|an?)"
UNIT = r"(?P<unit>day|week|month|year)"
ORDINAL_AGE = re.compile(rf"\b(?:its|the|a|their)\s+(?P<n>\d+)(?:st|nd|rd|th)\s+{UNIT}\b", re.I)
PASSED_AGE = re.compile(rf"\b(?P<how>after|over|more than|for|nearly|almost)\s+{COUNT}\s+{UNIT}s?\b(?!-)", re.I)
LASTING = "war invasion talks protest ceasefire siege blockade pandemic occupation embargo term reign"
AGED = frozenset(content_words(LASTING))  # things that have an age
ALIKE = (60.0, 99.5)  # likeness between which two quotations are one, worded differently
ROUND = 10  # a count below this is shared by chance too often


@dataclass(frozen=True)
class Finding:
    """What a check found, with the sentences to judge it by."""

    check: str
    verdict: str
    message: str
    places: tuple[tuple[str, int, int], ...]  # article_id, start, end


def check_numbers(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    mentions: pd.DataFrame,
    quantities: pd.DataFrame,
    texts: dict[str, str],
) -> pd.DataFrame:
    """Run every check.

    Parameters
    ----------
    articles, segments, claims, sources, mentions, quantities : DataFrame
        Tables of the contract.
    texts : dict
        article_id -> text.

    Returns
    -------
    DataFrame
        ``check, verdict, message, article_ids, spans`` ([start, end] in the article of the same place) and
        ``sentences``: the words a reader needs to judge the finding. Checks and verdicts:

        - ``parts``: adds_up, exceeds (the parts are more than the whole), falls_short (parts that are
        merely "included"
          may fall short of the whole);
        - ``time_spans``: disagree (two ages of one thing in one article that cannot both be true);
        - ``base``: missing (a percentage or multiple of nothing that is named);
        - ``counts``: same, differ (outlets counting the same thing);
        - ``quotations``: worded_differently (one speaker, two outlets).
    """
    body = {a: sentences(texts[a], stretches(segments, a)) for a in articles["article_id"]}
    findings = [
        *parts_and_wholes(quantities, body, texts),
        *time_spans(body, texts),
        *missing_bases(quantities, body),
        *shared_counts(articles, mentions, quantities, body, texts),
        *differing_quotations(articles, claims, sources, texts),
    ]
    rows = []
    for f in findings:
        told = [" ".join(texts[a][s:e].split()) for a, s, e in f.places]
        rows.append([f.check, f.verdict, f.message, [p[0] for p in f.places], [list(p[1:]) for p in f.places], told])
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)


def _in_sentences(quantities: pd.DataFrame, body: dict[str, list[Span]]) -> dict[tuple[str, Span], list[dict]]:
    """(article, sentence) -> the quantities that stand in it, in order."""
    out: dict[tuple[str, Span], list[dict]] = defaultdict(list)
    for row in quantities.sort_values(["article_id", "start"]).to_dict("records"):
        sentence = holding(body.get(row["article_id"], []), int(row["start"]))
        if sentence and pd.notna(row["value"]):
            out[row["article_id"], sentence].append(row)
    return out


def parts_and_wholes(quantities: pd.DataFrame, body: dict[str, list[Span]], texts: dict[str, str]) -> Iterable[Finding]:
    """A total and the parts that the same sentence gives: "12 ships, including 5 ferries and 7 tugs"."""
    for (article, sentence), counted in _in_sentences(quantities, body).items():
        turn = PARTS_FOLLOW.search(texts[article], counted[0]["end"], sentence[1])
        if not turn:
            continue
        over = PARTS_END.search(texts[article], turn.end(), sentence[1])
        end = over.start() if over else sentence[1]
        whole = [q for q in counted if q["end"] <= turn.start()][-1]
        parts = [q for q in counted if turn.end() <= q["start"] < end and _same_unit(q, whole)]
        if len(parts) < 2 or whole["comparator"] in ("times", "percent_change"):
            continue
        ends = [*(q["start"] for q in parts[1:]), end]
        values = [q["value"] * _each(texts[article], q["start"], stop) for q, stop in zip(parts, ends, strict=True)]
        total, told = sum(values), " + ".join(f"{v:g}" for v in values)
        verdict = (
            "adds_up" if math.isclose(total, whole["value"]) else "exceeds" if total > whole["value"] else "falls_short"
        )
        message = f"{told} = {total:g}; the sentence gives {whole['value']:g} as the whole"
        yield Finding("parts", verdict, message, ((article, *sentence),))


def _same_unit(part: dict, whole: dict) -> bool:
    """Whether a part can be of the whole: percentages of percentages, things of things; kinds may differ."""
    kinds = [{"percent", "%"} & {str(q["unit"]).casefold()} or ("," in str(q["unit"])) for q in (part, whole)]
    return bool(kinds[0]) == bool(kinds[1]) and str(part["unit"]).casefold() not in DAYS


def _each(text: str, start: int, end: int) -> int:
    """How many times the part that begins at `start` counts: "one each from the army and a school" is two.

    >>> _each("one aircraft each from the army, the navy and a school", 0, 54)
    3
    """
    found = EACH_OF.search(text, start, end)
    if not found or "," in text[start : found.start()]:
        return 1
    return len([p for p in re.split(r",\s*(?:and\s+)?|\s+and\s+", found[1].strip()) if p])


def time_spans(body: dict[str, list[Span]], texts: dict[str, str]) -> Iterable[Finding]:
    """Two ages of one thing in one article: "in its 11th month" beside "after a year of" the same war."""
    for article, places in body.items():
        ages = [age for sentence in places for age in _ages(texts[article], sentence)]
        for at, (low, high, words, thing, sentence) in enumerate(ages):
            for low2, high2, words2, thing2, sentence2 in ages[at + 1 :]:
                if thing & thing2 and (high < low2 or high2 < low):
                    days = f"{low:.0f} to {high:.0f} days, and {low2:.0f} to {high2:.0f} days"
                    message = f"“{words}” and “{words2}” cannot both be true of one {_plain(thing & thing2)}: {days}"
                    both = ((article, *sentence), (article, *sentence2))
                    yield Finding("time_spans", "disagree", message, both)


def _ages(text: str, sentence: Span) -> list[tuple[float, float, str, frozenset[str], Span]]:
    """Fewest and most days, words, things that last, sentence: for each age told in a sentence."""
    thing = AGED.intersection(content_words(text[slice(*sentence)]))
    out = []
    for found in ORDINAL_AGE.finditer(text, *sentence) if thing else ():
        n, unit = int(found["n"]), DAYS[found["unit"].lower()]
        out.append(((n - 1) * unit, n * unit, found.group(), thing, sentence))
    for found in PASSED_AGE.finditer(text, *sentence) if thing else ():
        n, unit = value_of(found["n"]) or 1.0, DAYS[found["unit"].lower()]
        low, high = (n - 1, n) if found["how"].lower() in ("nearly", "almost") else (n, n + 1)
        out.append((low * unit, high * unit, found.group(), thing, sentence))
    return out


def _plain(things: frozenset[str]) -> str:
    return ", ".join(sorted(t.removeprefix("=") for t in things))


def missing_bases(quantities: pd.DataFrame, body: dict[str, list[Span]]) -> Iterable[Finding]:
    """Multiples and percentages that change from nothing that is named: "rose tenfold", but since when, from what?"""
    for (article, sentence), counted in _in_sentences(quantities, body).items():
        for q in counted:
            change = (q["comparator"] in ("times", "percent_change") and q["unit"] != "times") or q["unit"] == "fold"
            if change and not str(q["base"] or "").strip():
                message = f"“{q['text']}” names no figure that it starts from"
                yield Finding("base", "missing", message, ((article, *sentence),))


def shared_counts(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    quantities: pd.DataFrame,
    body: dict[str, list[Span]],
    texts: dict[str, str],
) -> Iterable[Finding]:
    """Counts of the same thing in articles of different outlets: the same unit, a shared name, two shared words."""
    outlet = outlet_names(articles)
    named = defaultdict(set)
    for m in mentions.itertuples():
        if sentence := holding(body.get(m.article_id, []), int(m.start)):
            named[m.article_id, sentence].add(m.entity_id)
    by_unit: dict[str, list[tuple]] = defaultdict(list)
    for (article, sentence), counted in _in_sentences(quantities, body).items():
        words = frozenset(content_words(texts[article][slice(*sentence)]))
        for q in counted:
            unit = " ".join(content_words(str(q["unit"])))
            if unit and q["value"] >= ROUND:
                by_unit[unit].append((article, sentence, q, words))
    for unit, places in sorted(by_unit.items()):
        for at, (a, s, q, words) in enumerate(places):
            for b, t, r, others in places[at + 1 :]:
                alike = named[a, s] & named[b, t] and len(words & others - set(unit.split())) >= 2
                if outlet[a] != outlet[b] and alike:
                    verdict = "same" if math.isclose(q["value"], r["value"]) else "differ"
                    message = f"{outlet[a]}: {q['text']}; {outlet[b]}: {r['text']}"
                    yield Finding("counts", verdict, message, ((a, *s), (b, *t)))


def differing_quotations(
    articles: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame, texts: dict[str, str]
) -> Iterable[Finding]:
    """One speaker's words in quotation marks in two outlets, nearly the same and not quite."""
    outlet = outlet_names(articles)
    linked = {
        i
        for i, n, k in zip(sources["source_id"], sources["name"], sources["source_type"], strict=True)
        if links_across(n, k)
    }
    said: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    for claim in claims.to_dict("records"):
        for start, end in claim["quoted_spans"] if claim["source_id"] in linked else ():
            words = " ".join(texts[claim["article_id"]][start:end].strip("“”\"‘’' ").split())
            if len(words.split()) >= 5:
                said[claim["source_id"]].append((claim["article_id"], int(start), int(end), words))
    for quotes in said.values():
        for at, (a, s, e, words) in enumerate(quotes):
            for b, t, u, others in quotes[at + 1 :]:
                likeness = fuzz.ratio(_bare(words), _bare(others))
                if outlet[a] != outlet[b] and ALIKE[0] <= likeness < ALIKE[1]:
                    message = f"{likeness:.0f} % alike: {word_difference(words, others)}"
                    yield Finding("quotations", "worded_differently", message, ((a, s, e), (b, t, u)))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def word_difference(one: str, other: str) -> str:
    """Where two wordings part, as "this / that".

    >>> word_difference("We will never leave the harbour", "We shall never leave this harbour")
    'will / shall; the / this'
    """
    a, b = one.split(), other.split()
    steps = difflib.SequenceMatcher(None, [w.casefold() for w in a], [w.casefold() for w in b], autojunk=False)
    parts = [(a[i:j], b[k:m]) for tag, i, j, k, m in steps.get_opcodes() if tag != "equal"]
    return "; ".join(f"{' '.join(x) or '—'} / {' '.join(y) or '—'}" for x, y in parts)
