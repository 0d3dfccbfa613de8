"""Answer keys written as quoted words: one YAML file an article in, one JSON file with character offsets out.

A key source quotes the words that it is about; nobody counts characters. ``build_key`` finds each quotation in the
text, fills what can be computed (quotation marks, paragraphs, mentions of names, counts) and ``check_key`` reads
every span back. In a source, ``[...]`` stands for any words between its two ends, and ``he#2`` for the second "he"
of the paragraph.
"""

from __future__ import annotations

import calendar
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import yaml

Span = dict[str, int | str]
Source = dict[str, object]

GAP = " [...] "
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|^([^“”\"]+)”$")
CLAIM_FIELDS = frozenset((
    "c", "s", "head", "cue", "more", "who", "type", "tier", "pol", "hedged", "via", "said", "when", "in", "accept",
    "note", "qt", "loc", "basis", "gist", "venue",
))  # fmt: skip
TIERS = ("core", "implicit", "borderline")
POLARITIES = ("asserts", "denies", "confirms", "questions", "warns", "speculates")
SOURCE_TYPES = (
    "named_person", "named_organisation", "government_body", "state_or_country", "anonymous", "pseudonymous",
    "expert_unnamed", "media_outlet", "document_or_statement", "public_record", "unknown",
)  # fmt: skip


class KeySourceError(ValueError):
    """Words of a key source that do not stand in the text, or a field that means nothing."""


def _pattern(words: str) -> re.Pattern[str]:
    ends = [re.escape(part.strip()) for part in words.split(GAP)]
    body = r"(?:.|\n)*?".join(ends)
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return re.compile(before + body + after)


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the words stand in ``text[start:end]``, as whole words, one after the other.

    Examples
    --------
    >>> occurrences("said he, said she", "said")
    [(0, 4), (9, 13)]
    """
    return [m.span() for m in _pattern(words).finditer(text, start, len(text) if end is None else end)]


def as_span(text: str, at: tuple[int, int]) -> Span:
    """A span as keys write it.

    Examples
    --------
    >>> as_span("said he", (5, 7))
    {'start': 5, 'end': 7, 'text': 'he'}
    """
    return {"start": at[0], "end": at[1], "text": text[at[0] : at[1]]}


def find(text: str, words: str, n: int = 1, *, start: int = 0, end: int | None = None) -> Span:
    """The n-th occurrence of quoted words.

    Parameters
    ----------
    text : str
    words : str
        As they are printed; ``[...]`` between blanks leaves out what stands between.
    n : int
        Which occurrence, from 1.
    start, end : int, optional
        Look only here.

    Raises
    ------
    KeySourceError
        If the words do not stand there so often.

    Examples
    --------
    >>> find("said he, said she", "said", 2)
    {'start': 9, 'end': 13, 'text': 'said'}
    >>> find("the port of the town", "the [...] town")["text"]
    'the port of the town'
    """
    places = occurrences(text, words, start, end)
    if len(places) < n:
        raise KeySourceError(f"{words!r} stands {len(places)} times in the text from {start}, not {n}")
    return as_span(text, places[n - 1])


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, b[0] - a[1], a[0] - b[1])


class Finder:
    """Finds the words of a source in one text: contents in order, cues and sources near their contents."""

    def __init__(self, text: str) -> None:
        self.text, self.here = text, 0
        self.lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]

    def line(self, at: int) -> int:
        """Number of the non-blank line at an offset: what keys call `para`."""
        return sum(start <= at for start, _ in self.lines) - 1

    def next(self, words: str) -> Span:
        """The first occurrence from the paragraph of the item before on."""
        span = find(self.text, words, start=self.here)
        self.here = self.lines[self.line(int(span["start"]))][0]
        return span

    def near(self, words: str, to: list[tuple[int, int]], avoid: list[tuple[int, int]]) -> Span:
        """The occurrence nearest to `to`, in its paragraph if it can be, outside `avoid`; ``#n`` counts there."""
        word, _, nth = words.partition("#")
        low, high = self.lines[self.line(to[0][0])]
        if nth:
            return find(self.text, word, int(nth), start=low, end=high)
        inside = occurrences(self.text, word, low, high) or occurrences(self.text, word)
        free = [x for x in inside if all(_gap(x, y) > 0 or x[1] == y[0] or x[0] == y[1] for y in avoid)]
        if not free:
            raise KeySourceError(f"{word!r} does not stand near {self.text[to[0][0] : to[0][0] + 40]!r}")
        return as_span(self.text, min(free, key=lambda x: min(_gap(x, y) for y in to)))


def _strings(value: object) -> list[str]:
    return [] if value is None else [str(x) for x in value] if isinstance(value, list) else [str(value)]


def _pairs(spans: list[Span]) -> list[tuple[int, int]]:
    return [(int(s["start"]), int(s["end"])) for s in spans]


def _quoted(text: str, content: list[Span]) -> list[Span]:
    out = []
    for low, high in _pairs(content):
        for m in QUOTED.finditer(text[low:high]):
            group = next(i for i in (1, 2, 3) if m[i] is not None)
            out.append(as_span(text, (low + m.start(group), low + m.end(group))))
    return out


def _quote_type(content: list[Span], quoted: list[Span]) -> str:
    if not quoted:
        return "indirect"
    outside = sum(len(str(s["text"]).strip("“”\" .,")) for s in content)
    return "direct" if outside - sum(len(str(s["text"]).strip(" .,“”\"")) for s in quoted) < 4 else "mixed"


def _days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of ``2023``, ``2023-03``, ``2023-03-01/2023-03-05``, ``../2023-03-01``."""
    low, _, high = str(edtf).partition("/")
    high = high or (low if "/" not in str(edtf) else "")

    def end(part: str, last: bool) -> str | None:
        if part in ("", ".."):
            return None
        numbers = [int(x) for x in part.split("-")]
        year, month = numbers[0], (numbers[1:] or [12 if last else 1])[0]
        day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day).isoformat()

    return end(low, False), end(high, True)


def _granularity(edtf: str) -> str:
    low, high = _days(edtf)
    parts = str(edtf).split("/")[0].count("-")
    if "/" not in str(edtf):
        return ("year", "month", "day")[parts]
    return "day" if low == high else "interval"


def _claim(n: int, raw: Source, f: Finder, who_type: dict[str, str], article: str) -> dict[str, object]:
    odd = set(raw) - CLAIM_FIELDS
    if odd or not raw.get("who"):
        raise KeySourceError(f"claim {n} ({raw.get('c')}): " + (f"unknown fields {sorted(odd)}" if odd else "no `who`"))
    content = [f.next(words) for words in _strings(raw["c"])]
    at = _pairs(content)
    cue = f.near(str(raw["cue"]), at, at) if raw.get("cue") else None
    source = f.near(str(raw["s"]), _pairs([cue]) if cue else at, at) if raw.get("s") else None
    low, high = f.lines[f.line(at[0][0])]
    head = find(f.text, str(raw["head"]), start=int(source["start"])) if raw.get("head") and source else source
    when = f.near(str(raw["when"]), _pairs([cue]) if cue else at, []) if raw.get("when") else None
    quoted = _quoted(f.text, content)
    who = str(raw["who"])
    kind = str(raw.get("type") or who_type.get(who, ""))
    near = bool(when) and low <= int(when["start"]) < high
    return {
        "id": f"{article}-C{n:02d}",
        "para": f.line(at[0][0]),
        "loc": raw.get("loc", "body"),
        "tier": raw.get("tier", "core"),
        "source": source,
        "source_head": head,
        "cue": cue,
        "extra_cues": [f.near(words, _pairs([cue]), at) for words in _strings(raw.get("more"))],
        "content": sorted(content, key=lambda s: s["start"]),
        "quoted": quoted,
        "quote_type": raw.get("qt") or _quote_type(content, quoted),
        "source_type": kind,
        "resolved_source": who,
        "polarity": raw.get("pol", "asserts"),
        "hedged": bool(raw.get("hedged", False)),
        "reported_via": _strings(raw.get("via")),
        "date": {
            "norm": str(raw["said"]) if raw.get("said") else None,
            "span": when,
            "basis": "none" if not raw.get("said") else raw.get("basis") or ("explicit" if near else "inferred"),
        },
        "nested_in": f"{article}-C{int(raw['in']):02d}" if raw.get("in") else None,
        "accept": raw.get("accept"),
        "note": raw.get("note"),
    }


def _statement(raw: Source, claim: dict[str, object]) -> dict[str, object]:
    """The statement event of a claim that has a `gist`: its source, its cue and the date that stands there."""
    parts = [claim["source"], claim["cue"], claim["date"]["span"] if claim["date"]["basis"] == "explicit" else None]
    ends = _pairs([p for p in parts if p] or claim["content"])
    return {
        "date": claim["date"]["norm"],
        "speaker": claim["resolved_source"],
        "venue": raw.get("venue"),
        "gist": raw["gist"],
        "span": (min(a for a, _ in ends), max(b for _, b in ends)),
    }


def _dates(rows: list[list], f: Finder, article: str) -> list[dict[str, object]]:
    out, f.here = [], 0
    for n, (words, edtf, *rest) in enumerate(rows, 1):
        more: Source = rest[0] if rest else {}
        span = find(f.text, words, start=f.here)
        f.here = int(span["end"])
        low, high = _days(edtf)
        ext = f.near(str(more["ext"]), _pairs([span]), []) if more.get("ext") else span
        out.append({
            "id": f"{article}-D{n:02d}", "para": f.line(int(span["start"])), "tier": more.get("tier", "core"),
            "span": span, "span_ext": ext, "kind": more.get("kind", "date"), "start": low, "end": high,
            "granularity": "vague" if more.get("kind") == "vague" else more.get("granularity", _granularity(edtf)),
            "text_only_resolvable": more.get("text_only", True), "note": more.get("note"),
            **({"accept": {"date": _strings(more["accept"])}} if more.get("accept") else {}),
        })  # fmt: skip
    return out


def _quantities(rows: list[list], f: Finder, article: str) -> list[dict[str, object]]:
    out, f.here = [], 0
    for n, (words, value, unit, measures, *rest) in enumerate(rows, 1):
        more: Source = rest[0] if rest else {}
        span = find(f.text, words, start=f.here)
        f.here = int(span["end"])
        out.append({
            "id": f"{article}-Q{n:02d}", "span": span, "value": value, "unit": unit, "measures": measures,
            "approx": bool(more.get("approx", False)), "tier": more.get("tier", "core"), "note": more.get("note"),
        })  # fmt: skip
    return out


def _entities(names: list[Source], text: str) -> list[dict[str, object]]:
    """Mentions of each name, longest first and not overlapping."""
    taken: list[tuple[int, int]] = []
    found: dict[int, list[Span]] = {}
    forms = [(form, i, kind) for i, e in enumerate(names) for kind in ("names", "nominals") for form in e.get(kind, [])]
    for form, i, kind in sorted(forms, key=lambda x: -len(x[0])):
        for at in occurrences(text, form):
            if all(_gap(at, x) > 0 or at[1] == x[0] or at[0] == x[1] for x in taken):
                taken.append(at)
                found.setdefault(i, []).append(as_span(text, at) | {"kind": "name" if kind == "names" else "nominal"})
    out = []
    for i, e in enumerate(names):
        mentions = sorted(found.get(i, []), key=lambda s: s["start"])
        if mentions:
            aliases = sorted({str(m["text"]) for m in mentions})
            out.append({"canonical": e["name"], "type": e["type"], "note": e.get("note"), "aliases": aliases,
                        "mentions": mentions})  # fmt: skip
    return out


def _network(rows: list[list], text: str, article: str) -> list[dict[str, object]]:
    fields = ("subject", "relation", "object", "modality", "attributed_to")
    return [
        {"id": f"{article}-N{n:02d}"} | dict(zip(fields, row, strict=True)) | {"span": find(text, words)}
        for n, (*row, words) in enumerate(rows, 1)
    ]


def _loaded(terms: list[str], text: str) -> list[dict[str, object]]:
    found = {term: occurrences(text, term) for term in terms}
    return [{"term": t, "count": len(x), "spans": [as_span(text, at) for at in x]} for t, x in found.items() if x]


def _events(raw: Source, statements: list[dict[str, object]], f: Finder, article: str) -> dict[str, list]:
    """Events in order of kind; spans that are still pairs or words become spans."""
    events = {kind: [dict(e) for e in raw.get(kind) or []] for kind in ("sanctions", "deletions", "other")}
    for rows in events.values():
        for e in rows:
            e["span"] = find(f.text, str(e["span"]))
    events = {"sanctions": events["sanctions"], "statements": statements, **events}
    n = 0
    for rows in events.values():
        for i, e in enumerate(rows):
            n += 1
            span = as_span(f.text, e["span"]) if isinstance(e["span"], tuple) else e["span"]
            rows[i] = {"id": f"{article}-E{n:02d}", **e, "span": span}
    return events


def _article(raw: Source, f: Finder) -> dict[str, object]:
    published: Source = dict(raw["published"])
    if published.get("span"):
        published["span"] = find(f.text, str(published["span"]))
    return {
        "title": find(f.text, str(raw["title"])),
        "outlet": raw["outlet"],
        "authors": [{"name": a, "span": find(f.text, a)} for a in _strings(raw.get("authors"))],
        "published": published,
        "boilerplate": [
            {"kind": kind, "span": find(f.text, words, *n)} for kind, words, *n in raw.get("boilerplate") or []
        ],
        "subheads": [find(f.text, words) for words in _strings(raw.get("subheads"))],
        "text_artifacts": [{"kind": k, "span": find(f.text, words)} for k, words in raw.get("artifacts") or []],
    }


def build_key(raw: Source, text: str, names: Source) -> dict[str, object]:
    """The answer key of one article, with offsets.

    Parameters
    ----------
    raw : dict
        What the key source of the article says (see the module's and the case's notes).
    text : str
        The article as decoded, newlines untranslated.
    names : dict
        What all articles of the case share: `entities` (name, type, names, nominals), `sources` (name: source_type),
        `loaded` (terms to count).

    Raises
    ------
    KeySourceError
        If quoted words do not stand in the text, or a field is unknown.
    """
    article, f = str(raw["article"]), Finder(text)
    rows = raw.get("claims") or []
    claims = [_claim(n, row, f, names["sources"], article) for n, row in enumerate(rows, 1)]
    statements = [_statement(r, c) for r, c in zip(rows, claims, strict=True) if r.get("gist")]
    key = {
        "article_id": article,
        "file": raw["file"],
        "n_chars": len(text),
        "article": _article(raw, f),
        "claims": claims,
        "negated_attributions": [
            {"span": find(text, words), "who": who, "note": note} for words, who, note in raw.get("negated") or []
        ],
        "dates": _dates(raw.get("dates") or [], f, article),
        "events": _events(raw.get("events") or {}, statements, f, article),
        "quantities": _quantities(raw.get("quantities") or [], f, article),
        "entities": _entities([*names["entities"], *(raw.get("entities") or [])], text),
        "network": _network(raw.get("network") or [], text, article),
        "loaded_terms": _loaded(names.get("loaded") or [], text),
        "unattributed_sentences": [find(text, words) for words in _strings(raw.get("unattributed"))],
        "ambiguous_attribution": [
            {"span": find(text, words), "note": note} for words, note in raw.get("ambiguous") or []
        ],
    }
    counts = {k: len(v) for k, v in key.items() if isinstance(v, list)}
    counts |= {f"events_{k}": len(v) for k, v in key["events"].items()}
    key["counts"] = counts | {"claims_by_tier": dict(Counter(c["tier"] for c in claims))}
    return key


def spans_of(key: object) -> list[Span]:
    """Every span of a key, wherever it stands."""
    if isinstance(key, dict):
        here = [key] if {"start", "end", "text"} <= set(key) else []
        return here + [s for value in key.values() for s in spans_of(value)]
    return [s for value in key for s in spans_of(value)] if isinstance(key, list) else []


def check_key(key: dict[str, object], text: str) -> list[str]:
    """What is wrong with a key: spans that do not read back, labels that do not exist, dates out of order.

    Does not judge whether a claim is one. An empty list is what one hopes for.

    Examples
    --------
    >>> check_key({"n_chars": 3, "claims": [], "title": {"start": 0, "end": 3, "text": "abd"}}, "abc")
    ["text[0:3] is 'abc', not 'abd'"]
    """
    wrong = [] if key["n_chars"] == len(text) else [f"the text has {len(text)} characters, not {key['n_chars']}"]
    for s in spans_of(key):
        if text[s["start"] : s["end"]] != s["text"]:
            wrong.append(f"text[{s['start']}:{s['end']}] is {text[s['start'] : s['end']]!r}, not {s['text']!r}")
    ids = {c["id"] for c in key["claims"]}
    for c in key["claims"]:
        for field, allowed in (("tier", TIERS), ("polarity", POLARITIES), ("source_type", SOURCE_TYPES)):
            if c[field] not in allowed:
                wrong.append(f"{c['id']} {field} {c[field]!r} ({c['resolved_source']})")
        if c["nested_in"] and c["nested_in"] not in ids:
            wrong.append(f"{c['id']} is nested in {c['nested_in']}, which is not there")
        if bool(c["cue"]) == (c["tier"] == "implicit"):
            wrong += [f"{c['id']} is implicit but has a cue"] if c["cue"] else []
    for d in key.get("dates", []):
        if d["start"] and d["end"] and d["start"] > d["end"]:
            wrong.append(f"{d['id']} ends before it begins")
    return wrong


def build_folder(sources: Path, texts: Path, out: Path) -> list[str]:
    """Build every key of a folder of sources (``names.yaml`` beside one YAML file an article); return what is wrong."""
    names = yaml.safe_load((sources / "names.yaml").read_text(encoding="utf-8"))
    names["sources"] = {who: kind for kind, people in names["sources"].items() for who in people}
    wrong = []
    for path in sorted(p for p in sources.glob("*.yaml") if p.name != "names.yaml"):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = (texts / raw["file"]).read_bytes().decode("utf-8")
        try:
            key = build_key(raw, text, names)
        except KeySourceError as error:
            wrong.append(f"{path.name}: {error}")
            continue
        wrong += [f"{path.name}: {line}" for line in check_key(key, text)]
        target = out / f"gold_{key['article_id']}.json"
        target.write_bytes((json.dumps(key, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8"))
    return wrong


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("use: python -m helpers.review.keys SOURCES TEXTS OUT")
    problems = build_folder(*map(Path, sys.argv[1:]))
    print(*problems, sep="\n")
    sys.exit(bool(problems))
