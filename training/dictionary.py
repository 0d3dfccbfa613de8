"""Make the dictionary of word classes and names that the pipeline consults (`helpers.annotate.word_classes`)."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .names import LIST

FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
GROUP, PLACE, PERSON = 14, 15, 18  # WordNet's lexicographer files of nouns
KINDS = {GROUP: "g", PLACE: "l", PERSON: "p"}
SURNAMES = 20_000
INHABITANTS = 50_000


def make_dictionary(sources: Path, path: Path) -> int:
    """Write the dictionary and give the number of its words.

    Parameters
    ----------
    sources : Path
        Holds the files that training/README.md names.
    path : Path
        The dictionary to write: gzipped lines of a word and its codes, sorted, the same bytes each time.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for found in (wordnet(sources), census(sources), geonames(sources), ends_of_names()):
        for word, code in found:
            codes[word].add(code)
    lines = (f"{word}\t{''.join(sorted(codes[word]))}\n" for word in sorted(codes))
    path.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    return len(codes)


def wordnet(sources: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of WordNet's data files; names of several words as parts of a person's, place's or group's name."""
    for part, code in FILES.items():
        for line in (sources / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue  # the licence, at the head of each file
            fields = line.partition("|")[0].split()
            kind = KINDS.get(int(fields[1])) if part == "noun" else None
            for at in range(4, 4 + 2 * int(fields[3], 16), 2):
                yield from _classes(re.sub(r"\((?:a|p|ip)\)$", "", fields[at]).split("_"), code, kind)


def _classes(words: list[str], code: str, kind: str | None) -> Iterator[tuple[str, str]]:
    if len(words) > 1:
        yield from ((word, kind.upper()) for word in words if kind and word[:1].isupper())
    elif not words[0][:1].isupper():
        yield words[0], code
    elif kind:
        yield words[0], kind
    else:
        yield words[0], "d" if code == "a" else "o"


def census(sources: Path) -> Iterator[tuple[str, str]]:
    """Yield given names and the commonest surnames of the United States census of 1990."""
    for file, code, most in (
        ("dist.female.first", "f", None),
        ("dist.male.first", "f", None),
        ("dist.all.last", "s", SURNAMES),
    ):
        for line in (sources / file).read_text(encoding="ascii").splitlines()[:most]:
            yield line.split()[0].title(), code


def geonames(sources: Path) -> Iterator[tuple[str, str]]:
    """Yield states, the states of the United States, and cities of `INHABITANTS` and more, from GeoNames."""
    for file in ("countries.json", "us_states.json", "cities15000.json"):
        for place in json.loads((sources / file).read_text(encoding="utf-8")).values():
            if file.startswith("cities") and place["population"] < INHABITANTS:
                continue
            words = place["name"].split()
            yield from ((word, "c" if len(words) == 1 else "C") for word in words if word[:1].isupper())


def ends_of_names() -> Iterator[tuple[str, str]]:
    """Yield the telling last words of organizations' and places' names from our own `names.csv`."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if code := {"org_head": "h", "place_head": "k"}.get(row["kind"]):
                yield from ((word, code) for word in row["names"].split(";"))
