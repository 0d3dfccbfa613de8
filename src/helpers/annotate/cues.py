"""Words and expressions of attribution: the lexicon, and where its entries stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.annotate import lexicon

VOWELS = "aeiou"


@dataclass(frozen=True)
class Cue:
    """One entry of the lexicon: the word, what can follow it, and how it colours what is told."""

    cue: str
    kind: str  # verb, noun, phrase
    frames: frozenset[str]
    strength: int
    polarity: str
    why: str

    @property
    def particle(self) -> str:
        """The second word of a verb of two words ("point out"), or nothing."""
        return self.cue.partition(" ")[2] if self.kind == "verb" else ""


def inflect(verb: str) -> list[str]:
    """Regular forms of a verb; irregular ones stand in the lexicon.

    >>> inflect("deny"), inflect("admit"), inflect("note")
    (['deny', 'denies', 'denied', 'denying'], ['admit', 'admits', 'admited', 'admiting'], ['note', 'notes', 'noted', 'noting'])
    """
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    s = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return [verb, verb + s, verb + "ed", verb + "ing"]


@cache
def load() -> tuple[dict[str, list[Cue]], dict[str, Cue], list[tuple[tuple[str, ...], Cue]]]:
    """The lexicon by form: verbs (several when they differ by particle), nouns (singular and plural), phrases."""
    verbs: dict[str, list[Cue]] = {}
    nouns: dict[str, Cue] = {}
    phrases: list[tuple[tuple[str, ...], Cue]] = []
    for row in lexicon.read("cues"):
        kind, *frames = row["construction"].split()
        cue = Cue(row["cue"], kind, frozenset(frames), int(row["strength"]), row["polarity"], row["why"])
        if kind == "verb":
            stem = cue.cue.partition(" ")[0]
            for form in dict.fromkeys([stem, *row["forms"].split()] if row["forms"] else inflect(stem)):
                verbs.setdefault(form, []).append(cue)
        elif kind == "noun":
            plural = cue.cue[:-1] + "ies" if cue.cue.endswith("y") else cue.cue + "s"
            nouns[cue.cue] = nouns[plural] = cue
        elif kind == "phrase":
            phrases.append((tuple(cue.cue.split()), cue))
    for entries in verbs.values():
        entries.sort(key=lambda c: -len(c.cue))
    return verbs, nouns, phrases


@cache
def is_saying(word: str) -> bool:
    """Whether a form alone, without a particle, is one of a verb of the lexicon ("given" is not, for all "give away").

    >>> is_saying("added"), is_saying("given")
    (True, False)
    """
    return any(not cue.particle for cue in load()[0].get(word, ()))


@cache
def adjectives() -> dict[str, Cue]:
    """The lexicon's adjectives that a clause can follow ("adamant that …").

    >>> adjectives()["adamant"].polarity
    'asserts'
    """
    return {
        row["cue"]: Cue(
            row["cue"], "adjective", frozenset({"clause"}), int(row["strength"]), row["polarity"], row["why"]
        )
        for row in lexicon.read("cues")
        if row["construction"].startswith("adjective")
    }


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``lexicon/attribution_words.csv``: small words that tell constructions apart.

    >>> "declined" in words("refusal")
    True
    """
    found = frozenset(row["word"] for row in lexicon.read("attribution_words") if row["list"] == name)
    if not found:
        raise KeyError(f"no list {name!r} in attribution_words.csv")
    return found


@cache
def voices() -> frozenset[str]:
    """Nouns, singular and plural, for who or what can speak: persons, bodies, documents, evidence."""
    nouns = {row["noun"].lower() for row in lexicon.read("source_nouns")} - {"fact"}
    plurals = {
        n[:-1] + "ies" if n.endswith("y") else n + "es" if n.endswith(("s", "ch", "sh")) else n + "s" for n in nouns
    }
    men = {n[:-3] + "men" for n in nouns if n.endswith("man")}
    return frozenset(nouns | plurals | men | {"analyses", "polling"})
