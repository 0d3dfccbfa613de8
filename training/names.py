"""Names that anyone knows, for training the recogniser: put in place of names in GUM, recognised in EWT.

GUM names some 3,000 different people, organizations and places, and few of those that are in the news. In varied copies, some of its
names give way to others of the same kind and length from `names.csv`. EWT marks no names; there, what the list knows without doubt is
marked, words that are no proper nouns are outside any name, and everything else stays missing.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from .conllu import Sentence, Word
from .entities import LINKS, TITLES, is_name_word, name_spans

LIST = Path(__file__).with_name("names.csv")
SWAPPED = 0.4
COMPOSED = 0.5
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun.
"""
CALENDAR = frozenset(_CALENDAR.split())


@dataclass
class Names:
    """The list, by kind; `shaped` has places and organizations by label and by which of their words are proper nouns."""

    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    beginnings: list[str] = field(default_factory=list)
    org_heads: list[str] = field(default_factory=list)
    org_middles: list[str] = field(default_factory=list)
    place_heads: list[str] = field(default_factory=list)
    chinese: list[tuple[str, str]] = field(default_factory=list)
    shaped: dict[tuple, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    certain: dict[tuple[str, ...], str] = field(default_factory=dict)


@cache
def read_names() -> Names:
    """Read `names.csv`; what may be a person as well as a place is not certain to be either."""
    kinds: dict[str, list[str]] = defaultdict(list)
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kinds[row["kind"]].extend(row["names"].split(";"))
    names = Names(kinds["first"], kinds["last"])
    names.beginnings = kinds["last"] + [name for name in kinds["place"] if " " not in name]
    names.org_heads, names.org_middles, names.place_heads = kinds["org_head"], kinds["org_middle"], kinds["place_head"]
    names.chinese = [(family, given) for family in kinds["family_first"] for given in kinds["given_last"]]
    people = {*kinds["first"], *kinds["last"], *kinds["family_first"], *kinds["given_last"]}
    for kind, label, others in (("place", "GPE", {*kinds["org"], *people}), ("org", "ORG", {*kinds["place"], *people})):
        for name in kinds[kind]:
            words = name.split()
            names.shaped[label, tuple(word in LINKS for word in words)].append(words)
            if name not in others:
                names.certain[tuple(words)] = label
    names.certain |= {(name,): "PERSON" for name in kinds["first"] if name not in {*kinds["place"], *kinds["org"]}}
    return names


def swap_names(sentence: Sentence, chance: random.Random) -> Sentence:
    """Put other names of the same kind and length in place of some names of a GUM sentence."""
    words = list(sentence.words)
    for start, end, label in name_spans(words):
        old = words[start:end]
        if chance.random() < SWAPPED and not any(word.xpos == "NNPS" for word in old):
            for i, form in zip(range(start, end), _other_name(old, label, chance), strict=False):
                words[i] = replace(words[i], form=form)
    return Sentence(words, sentence.paragraph)


def _other_name(old: list[Word], label: str, chance: random.Random) -> list[str]:
    """Choose a name with as many words; an empty list where there is none."""
    names = read_names()
    if label != "PERSON":
        shape = tuple(word.form.lower() in LINKS for word in old)
        if (
            not any(shape)
            and len(old) > 1
            and chance.random() < COMPOSED
            and (name := _composed(len(old), label, chance))
        ):
            return name
        fitting = names.shaped.get((label, shape))
        return chance.choice(fitting) if fitting else []
    if len(old) == 1:
        return [chance.choice(names.last if chance.random() < 0.6 else names.first)]
    if len(old) == 2:
        return (
            list(chance.choice(names.chinese))
            if chance.random() < 0.15
            else [chance.choice(names.first), chance.choice(names.last)]
        )
    return []


def _composed(length: int, label: str, chance: random.Random) -> list[str]:
    """Compose a place or organization by its telling last word ("Okafor National Bank", "Sato Street")."""
    names = read_names()
    beginning = chance.choice(names.beginnings)
    if label == "ORG" and length <= 3:
        return [beginning, *chance.sample(names.org_middles, length - 2), chance.choice(names.org_heads)]
    return [beginning, chance.choice(names.place_heads)] if label == "GPE" and length == 2 else []


def certain_names(words: list[Word]) -> list[str | None]:
    """Mark the names of a sentence that has no marks: IOB tags, "O" outside names for certain, None where nobody knows.

    Examples
    --------
    >>> said = [("Mr.", "NNP"), ("Okri", "NNP"), ("left", "VBD"), ("Paris", "NNP"), ("with", "IN"), ("Zed", "NNP")]
    >>> certain_names([Word(form, form, "X", xpos, "", 0, "dep", "") for form, xpos in said])
    ['O', 'B-PERSON', 'O', 'B-GPE', 'O', None]
    """
    tags: list[str | None] = ["O"] * len(words)
    for start, end in _runs(words):
        titles = start
        while titles < end and words[titles].form.lower() in TITLES:
            titles += 1
        core = tuple(word.form for word in words[titles:end])
        label = read_names().certain.get(core) or ("PERSON" if _is_person(core, titled=titles > start) else None)
        if all(word.lower() in CALENDAR for word in core):
            continue  # a title alone, or a date
        if label is None:
            tags[start:end] = [None] * (end - start)
            for beside in (start - 1, end):
                if 0 <= beside < len(words) and words[beside].form.lower() in LINKS:
                    tags[beside] = None
        else:
            tags[titles:end] = [f"B-{label}"] + [f"I-{label}"] * (len(core) - 1)
    return tags


def _is_person(core: tuple[str, ...], *, titled: bool) -> bool:
    names = read_names()
    if titled:
        return 1 <= len(core) <= 2
    return len(core) == 2 and core[0] in names.first and core[1:] not in names.certain


def _runs(words: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield the runs of proper nouns, `end` exclusive, with the hyphens and linking words inside them."""
    start = None
    for i, word in enumerate([*words, None]):
        inside = word is not None and (is_name_word(word) or (start is not None and _links(words, i)))
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            yield start, i
            start = None


def _links(words: list[Word], i: int) -> bool:
    """Tell whether a word that is no proper noun stands inside a run: one or two links, then a proper noun again."""
    for ahead in range(i, min(i + 3, len(words))):
        if is_name_word(words[ahead]):
            return True
        if words[ahead].form.lower() not in LINKS - {"in", "on"} | {"-", "/", "–"}:
            return False
    return False
