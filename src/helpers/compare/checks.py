"""Do the figures and quotations hold together: parts and wholes, spans of time, multiples, counts, quotations."""

from __future__ import annotations

import difflib
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from helpers.annotate.numbers import SIMPLE, value_of
from helpers.compare.passages import Span, holding, outlet_names, sentences, stretches
from helpers.compare.similarity import content_words

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
SINCE = re.compile(  # words that say from when, or compared to what, a percentage is counted
    r"\b(?:since|compared|than|from|last|this|previous|\d{4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.I
)
COPIED = 95.0  # likeness of sentences from which one is a copy of the other
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
        - ``quotations``: worded_differently (one quotation, two outlets).
    """
    body = {a: sentences(texts[a], stretches(segments, a, ("body",))) for a in articles["article_id"]}
    findings = [
        *parts_and_wholes(quantities, body, texts),
        *time_spans(body, texts),
        *missing_bases(quantities, body, texts),
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


def missing_bases(quantities: pd.DataFrame, body: dict[str, list[Span]], texts: dict[str, str]) -> Iterable[Finding]:
    """Multiples that start from no figure, and percentages that start from no figure and at no time."""
    for (article, sentence), counted in _in_sentences(quantities, body).items():
        timed = SINCE.search(texts[article], *sentence)
        for q in counted:
            multiple = (q["comparator"] == "times" and q["unit"] != "times") or q["unit"] == "fold"
            percentage = q["comparator"] == "percent_change" and not timed
            if (multiple or percentage) and not str(q["base"] or "").strip():
                message = f"“{q['text']}” names no figure that it starts from"
                yield Finding("base", "missing", message, ((article, *sentence),))


def shared_counts(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    quantities: pd.DataFrame,
    body: dict[str, list[Span]],
    texts: dict[str, str],
) -> Iterable[Finding]:
    """Counts of the same thing in two outlets: the same unit, a shared name, shared words; copied sentences are left out."""
    outlet, named = outlet_names(articles), defaultdict(set)
    for m in mentions.itertuples():
        if sentence := holding(body.get(m.article_id, []), int(m.start)):
            named[m.article_id, sentence].add(m.entity_id)
    by_unit: dict[str, dict[tuple[str, Span], list[dict]]] = defaultdict(lambda: defaultdict(list))
    for place, counted in _in_sentences(quantities, body).items():
        for q in counted:
            unit = " ".join(content_words(str(q["unit"])))
            if unit and q["value"] >= ROUND:
                by_unit[unit][place].append(q)
    for unit, places in sorted(by_unit.items()):
        for one, other in combinations(places, 2):
            if outlet[one[0]] == outlet[other[0]] or not named[one] & named[other]:
                continue
            verdict = _same_count(
                places[one], places[other], unit, texts[one[0]][slice(*one[1])], texts[other[0]][slice(*other[1])]
            )
            if verdict:
                told = [f"{outlet[a]}: {', '.join(q['text'] for q in places[a, s])}" for a, s in (one, other)]
                yield Finding("counts", verdict, "; ".join(told), ((one[0], *one[1]), (other[0], *other[1])))


def _same_count(mine: list[dict], yours: list[dict], unit: str, one: str, other: str) -> str:
    """Same, differ, or nothing: whether two sentences count one thing."""
    words, others = (frozenset(content_words(t)) - set(unit.split()) for t in (one, other))
    shared = len(words & others)
    if fuzz.ratio(one, other) >= COPIED or shared < 2:
        return ""
    if {q["value"] for q in mine} & {q["value"] for q in yours}:
        return "same"
    return "differ" if shared >= 0.5 * min(len(words), len(others)) else ""


def differing_quotations(
    articles: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame, texts: dict[str, str]
) -> Iterable[Finding]:
    """The same words in quotation marks in two outlets, nearly and not quite, whoever they are laid to."""
    outlet, quotes = outlet_names(articles), []
    speaker = dict(zip(sources["source_id"], sources["name"], strict=True))
    for claim in claims.to_dict("records"):
        for start, end in claim["quoted_spans"]:
            words = " ".join(texts[claim["article_id"]][start:end].strip("“”\"‘’' ").split())
            who = speaker.get(claim["source_id"], "") or "somebody"
            quotes.append((claim["article_id"], int(start), int(end), words, who))
    for i, j in _sharing_a_run([_bare(q[3]).split() for q in quotes]):
        (a, s, e, words, who), (b, t, u, others, who2) = quotes[i], quotes[j]
        likeness = fuzz.ratio(_bare(words), _bare(others))
        if outlet[a] != outlet[b] and ALIKE[0] <= likeness < ALIKE[1]:
            message = f"{who} in {outlet[a]}, {who2} in {outlet[b]}: {word_difference(words, others)}"
            yield Finding("quotations", "worded_differently", message, ((a, s, e), (b, t, u)))


def _sharing_a_run(quotes: list[list[str]]) -> list[tuple[int, int]]:
    """Pairs of quotations of five words and more that share three words in a row."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, words in enumerate(quotes):
        for at in range(len(words) - 2 if len(words) >= 5 else 0):
            holders[tuple(words[at : at + 3])].add(i)
    return sorted({pair for members in holders.values() for pair in combinations(sorted(members), 2)})


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
