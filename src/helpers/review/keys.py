"""Answer keys: written by quoting the article, made into JSON with character offsets, and checked against it.

A key is written by hand as YAML that quotes words; nobody counts characters. `make_key` finds the words and writes
what the scorer reads; `check_key` says which spans of a finished key do not read back.

::

    article_id: pier-note
    file: pier-note.txt
    article: {outlet: {best: Harbour Post}, published: {best: 2024-03-05, span: 5 March 2024}, subheads: [A quiet week]}
    claims:
    - in: The mayor … on Monday.        # the stretch in which the words below stand
      source: The mayor
      cue: said
      content: the pier was closed
      type: named_person
      name: Ann Lee
      said: {is: 2024-03-04, span: Monday, basis: explicit}

How to quote: exactly as printed; ``first words … last words`` for a long stretch; ``words#2`` for the second time that
they stand there. Words are sought in `in` where an item has it, else in the whole article, and must stand there once;
names of entities and loaded terms are sought everywhere. Every value is text: numbers and dates need no quotes; the
value of a quantity without a figure (“half of them”) is ``none``.
``names: names.yaml`` takes entities and loaded terms from a file that the articles of a case share; those that an
article does not name are left out.
"""

from __future__ import annotations

import calendar
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from helpers.read.folder import read_article

ELISION = " … "
QUOTED = re.compile('“[^”]*”|"[^"]*"')
CLAIM_FIELDS = {
    *("in", "label", "loc", "tier", "source", "head", "cue", "extra_cues", "content", "quote_type"),
    *("type", "name", "polarity", "hedged", "via", "said", "nested_in", "accept", "note"),
}
PARTS = {
    *("article_id", "file", "article", "claims", "negated_attributions", "ambiguous_attribution", "dates"),
    *("events", "quantities", "entities", "network", "loaded_terms", "unattributed_sentences"),
}


class KeySourceError(ValueError):
    """A key that cannot be made: every item that does not fit the article, one a line."""


@dataclass
class Page:
    """An article while its key is made: its text, and what did not fit."""

    text: str
    errors: list[str] = field(default_factory=list)
    where: str = ""

    def find(self, words: str, within: str = "") -> dict | None:
        """The span of quoted words as the key writes it; None, and an error, unless they stand there once."""
        scope = self._span(within, (0, len(self.text))) if within else (0, len(self.text))
        found = self._span(words, scope) if scope else None
        return self.span(*found) if found else None

    def span(self, start: int, end: int) -> dict:
        """A span with its words."""
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _span(self, words: str, scope: tuple[int, int]) -> tuple[int, int] | None:
        try:
            return locate(self.text, words, scope)
        except KeySourceError as error:
            self.errors.append(f"{self.where}: {error}")
            return None


def locate(text: str, words: str, scope: tuple[int, int] | None = None) -> tuple[int, int]:
    """Where quoted words stand.

    Parameters
    ----------
    text : str
    words : str
        As printed; ``first … last`` for a long stretch, ``words#2`` for the second occurrence.
    scope : (int, int), optional
        Where to look; everywhere when left out.

    Returns
    -------
    (int, int)
        Start and end in `text`.

    Raises
    ------
    KeySourceError
        If they do not stand there, or more than once and no number says which.

    Examples
    --------
    >>> locate("He said it. She said it, too.", "said#2")
    (16, 20)
    >>> locate("He said it. She said it, too.", "She … too")
    (12, 28)
    """
    begin, stop = scope or (0, len(text))
    numbered = re.fullmatch(r"(.*)#(\d+)", words, re.S)
    first, *rest = (numbered.group(1) if numbered else words).split(ELISION)
    places = [m.span() for m in re.finditer(bordered(first), text[:stop]) if m.start() >= begin]
    if not places:
        raise KeySourceError(f"not there: {first!r}")
    if not numbered and len(places) > 1:
        raise KeySourceError(f"stands there {len(places)} times, say which with #1 … #{len(places)}: {first!r}")
    if numbered and int(numbered.group(2)) > len(places):
        raise KeySourceError(f"stands there only {len(places)} times: {words!r}")
    start, end = places[int(numbered.group(2)) - 1 if numbered else 0]
    for part in rest:
        following = re.search(bordered(part), text[end:stop])
        if following is None:
            raise KeySourceError(f"not there after {first!r}: {part!r}")
        end += following.end()
    return start, end


def bordered(words: str) -> str:
    """A pattern for exactly these words, not for parts of longer ones."""
    left = r"(?<!\w)" if re.match(r"\w", words) else ""
    right = r"(?!\w)" if re.search(r"\w$", words) else ""
    return left + re.escape(words) + right


def days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of a date as keys write it (``2024``, ``2024-05``, ``2024-05-22/..``); None where it is open.

    Examples
    --------
    >>> days("2024-02"), days("../2024-06-03")
    (('2024-02-01', '2024-02-29'), (None, '2024-06-03'))
    """
    first, slash, last = edtf.partition("/")
    return _edge(first, last=False), _edge(last if slash else first, last=True)


def _edge(part: str, *, last: bool) -> str | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", part)
    if not match:
        if part in ("", ".."):
            return None
        raise KeySourceError(f"no date: {part!r}")
    year, month, day = match.groups()
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{day or (calendar.monthrange(int(year), int(month))[1] if last else '01')}"


def make_key(source: dict, text: str) -> dict:
    """The key of one article from its source.

    Parameters
    ----------
    source : dict
        As `read_source` returns it.
    text : str
        The untouched text of the article.

    Returns
    -------
    dict
        What ``gold_<article_id>.json`` holds: every span with its offsets and words, items numbered.

    Raises
    ------
    KeySourceError
        With every item that does not fit the text.
    """
    page = Page(text)
    page.errors += [f"unknown part {name!r}" for name in source if name not in PARTS]
    events = source.get("events") or {}
    key = {
        "article_id": source["article_id"],
        "file": source["file"],
        "n_chars": len(text),
        "article": _article(page, source.get("article") or {}),
        "claims": _claims(page, source),
        "negated_attributions": _spanned(page, source, "negated_attributions"),
        "ambiguous_attribution": _spanned(page, source, "ambiguous_attribution"),
        "dates": _dates(page, source),
        "events": _events(page, source["article_id"], events),
        "quantities": _quantities(page, source),
        "entities": _entities(page, source.get("entities") or []),
        "network": _numbered(_spanned(page, source, "network"), source["article_id"], "N"),
        "loaded_terms": _terms(page, source.get("loaded_terms") or []),
        "unattributed_sentences": _found(page, "unattributed", source.get("unattributed_sentences") or []),
    }
    if page.errors:
        raise KeySourceError(f"{source['file']}:\n  " + "\n  ".join(page.errors))
    return key


def _found(page: Page, where: str, quotes: list[str], within: str = "") -> list[dict]:
    page.where = where
    return [span for words in quotes if (span := page.find(words, within))]


def _article(page: Page, about: dict) -> dict:
    page.where = "article"
    out = {"title": None, "outlet": {"best": None}, "authors": [], "boilerplate": [], "subheads": []} | about
    out["title"] = page.find(about["title"]) if about.get("title") else None
    out["authors"] = [{"name": words.partition("#")[0], "span": page.find(words)} for words in out["authors"]]
    out["subheads"] = [page.find(words) for words in out["subheads"]]
    out["boilerplate"] = [{"kind": b["kind"], "span": page.find(b["span"])} for b in out["boilerplate"]]
    published = dict(about.get("published") or {})
    if published.get("span"):
        published["span"] = page.find(published["span"])
    return out | {"published": published}


def _claims(page: Page, source: dict) -> list[dict]:
    items = source.get("claims") or []
    ids = {item["label"]: f"{source['article_id']}-C{n:02d}" for n, item in enumerate(items, 1) if "label" in item}
    return [_claim(page, f"{source['article_id']}-C{n:02d}", item, ids) for n, item in enumerate(items, 1)]


def _claim(page: Page, name: str, item: dict, ids: dict[str, str]) -> dict:
    page.where = f"{name} {str(item.get('cue', ''))!r}"
    page.errors += [f"{page.where}: unknown field {key!r}" for key in item if key not in CLAIM_FIELDS]
    within = item.get("in", "")
    content = [span for words in _many(item["content"]) if (span := page.find(words, within))]
    source = page.find(item["source"], within) if "source" in item else None
    cue = page.find(item["cue"], within) if "cue" in item else None
    nested = item.get("nested_in")
    if nested and nested not in ids:
        page.errors.append(f"{page.where}: nested in {nested!r}, which is no label")
    marks = [(s["start"], m) for s in content for m in QUOTED.finditer(s["text"])]
    return {
        "id": name,
        "para": _paragraph(page.text, content[0]["start"]) if content else None,
        "loc": item.get("loc", "body"),
        "tier": item.get("tier", "core"),
        "source": source,
        "source_head": page.find(item["head"], within) if "head" in item else source,
        "cue": cue,
        "extra_cues": _found(page, page.where, _many(item.get("extra_cues", [])), within),
        "content": content,
        "quoted": [page.span(start + m.start() + 1, start + m.end() - 1) for start, m in marks],
        "quote_type": item.get("quote_type") or quote_type([s["text"] for s in content]),
        "source_type": item.get("type", "unknown"),
        "resolved_source": item.get("name", "unknown"),
        "polarity": item.get("polarity", "asserts"),
        "hedged": item.get("hedged", "false") == "true",
        "reported_via": _many(item.get("via", [])),
        "date": _said(page, item.get("said") or {}),
        "nested_in": ids.get(nested) if nested else None,
        **({"accept": _accepted(item["accept"])} if "accept" in item else {}),
        **({"note": item["note"]} if "note" in item else {}),
    }  # fmt: skip


def _accepted(labels: dict) -> dict:
    return {k: [v == "true" for v in _many(vs)] if k == "hedged" else vs for k, vs in labels.items()}


def _said(page: Page, said: dict) -> dict:
    span = page.find(said["span"]) if said.get("span") else None
    if said.get("is"):
        days(said["is"])
    return {"norm": said.get("is"), "span": span, "basis": said.get("basis", "inferred" if said.get("is") else "none")}


def quote_type(parts: list[str]) -> str:
    """In whose words a content is: direct when it is all quotation, mixed when it holds some, else indirect.

    Examples
    --------
    >>> quote_type(["“We left,”", "“and for good.”"]), quote_type(["it was “closed”"]), quote_type(["it shut"])
    ('direct', 'mixed', 'indirect')
    """
    if parts and all(re.fullmatch('“[^“”]*”|"[^"]*"', part) for part in parts):
        return "direct"
    return "mixed" if any(re.search('[“"]', part) for part in parts) else "indirect"


def _dates(page: Page, source: dict) -> list[dict]:
    out = []
    for n, item in enumerate(source.get("dates") or [], 1):
        page.where = f"{source['article_id']}-D{n:02d}"
        span = page.find(item["span"], item.get("in", ""))
        start, end = days(item["is"]) if item.get("is") else (None, None)
        out.append({
            "id": page.where,
            "para": _paragraph(page.text, span["start"]) if span else None,
            "loc": item.get("loc", "body"),
            "tier": item.get("tier", "core"),
            "span": span,
            "span_ext": page.find(item["ext"], item.get("in", "")) if "ext" in item else span,
            "kind": item.get("kind", "date"),
            "start": start,
            "end": end,
            "granularity": item.get("granularity", "day"),
            "text_only_resolvable": item.get("text_only", "true") == "true",
            **{extra: item[extra] for extra in ("accept", "note") if extra in item},
        })  # fmt: skip
    return out


def _events(page: Page, article: str, events: dict) -> dict[str, list[dict]]:
    kinds = ("sanctions", "statements", "deletions", "other")
    page.errors += [f"unknown kind of events {kind!r}" for kind in events if kind not in kinds]
    out: dict[str, list[dict]] = {}
    number = 0
    for kind in kinds:
        out[kind] = []
        for item in events.get(kind) or []:
            number += 1
            page.where = f"{article}-E{number:02d}"
            rest = {k: v for k, v in item.items() if k not in ("span", "in", "mention_only")}
            only = {"mention_only": True} if item.get("mention_only") == "true" else {}
            found = page.find(item["span"], item.get("in", ""))
            out[kind].append({"id": page.where, "date": None, **rest, **only, "span": found})
    return out


def _quantities(page: Page, source: dict) -> list[dict]:
    out = []
    for n, item in enumerate(source.get("quantities") or [], 1):
        page.where = f"{source['article_id']}-Q{n:02d}"
        values = [None if v == "none" else float(v) for v in _many(item["value"])]
        values = [int(v) if v is not None and v.is_integer() else v for v in values]
        out.append({
            "id": page.where,
            "span": page.find(item["span"], item.get("in", "")),
            "value": values if len(values) > 1 else values[0],
            "unit": item.get("unit", ""),
            "measures": item.get("measures", ""),
            "approx": item.get("approx") == "true",
            "tier": item.get("tier", "core"),
            **({"note": item["note"]} if "note" in item else {}),
        })  # fmt: skip
    return out


def _entities(page: Page, items: list[dict]) -> list[dict]:
    """Every place where a name stands; the longest name wins, so that mentions do not overlap."""
    places = []
    for n, item in enumerate(items):
        page.where = f"entity {item['name']!r}"
        skipped = [(s["start"], s["end"]) for s in _found(page, page.where, _many(item.get("but", [])))]
        for kind, column in (("name", "aliases"), ("nominal", "nominals")):
            for alias in _many(item.get(column, item["name"] if kind == "name" else [])):
                found = [m.span() for m in re.finditer(bordered(alias), page.text)]
                if not found and item.get("optional") != "true":
                    page.errors.append(f"{page.where}: not there: {alias!r}")
                places += [(s, e, n, kind) for s, e in found if not any(a < e and s < b for a, b in skipped)]
    taken: list[tuple[int, int, int, str]] = []
    for place in sorted(places, key=lambda p: (p[0] - p[1], p[0])):
        if not any(place[0] < end and start < place[1] for start, end, _, _ in taken):
            taken.append(place)
    out = []
    for n, item in enumerate(items):
        mentions = [page.span(s, e) | {"kind": kind} for s, e, of, kind in sorted(taken) if of == n]
        aliases = sorted({m["text"] for m in mentions})
        note = {"note": item["note"]} if "note" in item else {}
        entity = {"canonical": item["name"], "type": item["type"], **note, "aliases": aliases, "mentions": mentions}
        out += [entity] if mentions else []
    return out


def _terms(page: Page, items: list[dict | str]) -> list[dict]:
    out = []
    for item in items:
        item = {"term": item} if isinstance(item, str) else item
        spans = [page.span(*m.span()) for m in re.finditer(bordered(item["term"]), page.text)]
        if spans:
            out.append({"term": item["term"], "count": len(spans), "spans": spans, "note": item.get("note")})
        elif item.get("optional") != "true":
            page.errors.append(f"loaded term not there: {item['term']!r}")
    return out


def _spanned(page: Page, source: dict, part: str) -> list[dict]:
    page.where = part
    return [item | {"span": page.find(item["span"], item.get("in", ""))} for item in source.get(part) or []]


def _numbered(items: list[dict], article: str, letter: str) -> list[dict]:
    defaults = {"modality": "asserted", "attributed_to": None}
    return [{"id": f"{article}-{letter}{n:02d}", **defaults, **item} for n, item in enumerate(items, 1)]


def _many(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _paragraph(text: str, start: int) -> int:
    """The number of the line, blank ones not counted, from 0."""
    return sum(bool(line.strip()) for line in text[:start].split("\n")[:-1])


def read_source(path: Path) -> dict:
    """A key's source, every value as text.

    Raises
    ------
    KeySourceError
        If it is no YAML, or names no article.
    """
    try:
        source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise KeySourceError(f"{path.name}: {error}") from error
    if not isinstance(source, dict) or not {"article_id", "file"} <= source.keys():
        raise KeySourceError(f"{path.name}: article_id and file are missing")
    if "names" in source:
        shared = yaml.load((path.parent / source.pop("names")).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for part in ("entities", "loaded_terms"):
            source[part] = [*_optional(shared.get(part) or []), *(source.get(part) or [])]
    return source


def _optional(items: list) -> list[dict]:
    return [(item if isinstance(item, dict) else {"term": item}) | {"optional": "true"} for item in items]


def make_keys(case: Path) -> dict[str, dict]:
    """The keys of a case, by file name, from ``key/source/*.yaml`` (but ``names*.yaml``, which these may share) and its articles."""
    out = {}
    for path in sorted((case / "key" / "source").glob("*.yaml")):
        if path.name.startswith("names"):
            continue
        source = read_source(path)
        article, _ = read_article(case / "articles" / source["file"])
        out[f"gold_{source['article_id']}.json"] = make_key(source, article.text)
    return out


def write_keys(case: Path) -> list[Path]:
    """Make the keys of a case and write them beside their source."""
    out = []
    for name, key in make_keys(case).items():
        path = case / "key" / name
        path.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        out.append(path)
    return out


def spans_of(value: object) -> Iterator[dict]:
    """Every span of a key, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def check_key(key: dict, text: str) -> list[str]:
    """What is wrong with a finished key: spans that do not read back, another length of text; empty if all is well."""
    wrong = [] if key.get("n_chars") == len(text) else [f"written for {key.get('n_chars')} characters, not {len(text)}"]
    for span in spans_of(key):
        there = text[span["start"] : span["end"]]
        if there != span["text"]:
            wrong.append(f"[{span['start']}:{span['end']}] is {there!r}, not {span['text']!r}")
    return wrong


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        print(*write_keys(Path(folder)), sep="\n")
