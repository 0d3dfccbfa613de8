"""Whom a name stands for: "the Chinese government" and the ruling party for China, a war for those who fight it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pandas as pd

from helpers.annotate import lexicon
from helpers.tables.entities import INSTITUTIONS, LINK_WORDS, normalise_name, state_names

SELF = re.compile(  # at the head of a claim
    r"[“\"‘'(]*(?:it|its|they|their|we|our|I|my|he|his|she|her|to|having)\b", re.IGNORECASE
)
WE = re.compile(r"[“\"‘'(]*(?:we|our|to|having|(?:his|her) (?:country|government|nation))\b", re.IGNORECASE)
FOR_THE_STATE = frozenset(("abbreviation", "capital", "charged", "diplomatic", "formal", "government", "party", "seat"))
OFFICE = frozenset(("ambassador", "diplomat", "government", "ministry", "spokesman", "spokesperson", "spokeswoman"))
HEAD = frozenset(("chancellor", "king", "leader", "minister", "premier", "president", "queen"))
RULERS = frozenset(("authorities", "government", "leadership", "regime", "side", "state"))
LONGEST = 4  # words of a name that is looked for inside longer ones


@dataclass(frozen=True)
class Referents:
    """Whom names, and those who speak of themselves, stand for; all by entity_id."""

    stand_ins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)  # source_id -> itself
    states: dict[str, str] = field(default_factory=dict)  # source_id -> the state that it speaks for

    @classmethod
    def of(cls, sources: pd.DataFrame, entities: pd.DataFrame) -> Referents:
        """Read them out of the registers; who heads a state stands for it, too."""
        speakers, states = speaking_entities(sources, entities), states_spoken_for(sources, entities)
        heads = {speakers[s]: (speakers[s], states[s]) for s in _heads(sources) if s in speakers and s in states}
        return cls(stand_ins(entities) | heads, speakers, states)

    def behind(self, entity: str) -> tuple[str, ...]:
        """The entities that a name stands for: itself, unless others are known."""
        return self.stand_ins.get(entity, (entity,))

    def speaker(self, source: str, content: str) -> tuple[str, ...]:
        """Whom the head of a claim means by "it", "we" or a bare infinitive: its source, or the source's state."""
        if WE.match(content) and source in self.states:
            return (self.states[source],)
        itself = self.speakers.get(source, "") if SELF.match(content) else ""
        return self.behind(itself) if itself else ()


def stand_ins(entities: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The entities that each entity stands for when claims are compared.

    Parameters
    ----------
    entities : DataFrame
        Table of the contract.

    Returns
    -------
    dict
        entity_id -> entity ids, for those that stand for others: names of a state's rulers for the state
        (the lexicon of naming, and "the Norwegian government"), a ministry or an army for itself and its
        state, an event named by its parties ("the Russia-Ukraine war") for these, a name that holds another
        ("Harbour Optics of Norland") for those that it holds.

    Notes
    -----
    This serves comparison only: in the register they stay what they are. Persons stand for nobody here; those
    at the head of a state, as their role tells, are added in `Referents.of`.

    >>> rows = [("e-no", "Norland", "GPE"), ("e-go", "Norland government", "ORG"), ("e-a", "Norland Army", "ORG")]
    >>> stand_ins(pd.DataFrame(rows, columns=["entity_id", "name", "entity_type"]).assign(aliases=[[], [], []]))
    {'e-go': ('e-no',), 'e-a': ('e-a', 'e-no')}
    """
    states, bodies = _inner_names(entities)
    rulers = {
        normalise_name(row["term"]): states.get(normalise_name(row["referent"]), "")
        for row in lexicon.read("naming")
        if row["kind"] in FOR_THE_STATE
    }
    out = {}
    for entity, name, kind in zip(entities["entity_id"], entities["name"], entities["entity_type"], strict=True):
        key = normalise_name(name)
        if kind in ("PERSON", "PRODUCT"):
            continue
        found = (rulers[key],) if rulers.get(key) else _held(entity, key, kind, states, bodies)
        if found and found != (entity,):
            out[entity] = found
    return out


def _inner_names(entities: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Names and adjectives of places -> entity_id, and names of bodies of two words and more -> entity_id."""
    adjectives: dict[str, list[str]] = defaultdict(list)
    for row in lexicon.read("places"):
        adjectives[normalise_name(row["name"])] += map(normalise_name, lexicon.listed(row["adjectives"]))
    states: dict[str, str] = {}
    bodies: dict[str, str] = {}
    order = entities.assign(size=entities["n_mentions"]) if "n_mentions" in entities else entities.assign(size=0)
    for row in order.sort_values(["size", "entity_id"], ascending=[False, True]).itertuples():
        key = normalise_name(row.name)
        if row.entity_type == "GPE":
            country = state_names().get(key, key)
            for form in [key, country, *adjectives[country], *map(normalise_name, row.aliases)]:
                states.setdefault(form, row.entity_id)
        elif row.entity_type == "ORG" and len(key.split()) > 1:
            bodies.setdefault(key, row.entity_id)
    return states, bodies


def _held(entity: str, key: str, kind: str, states: dict[str, str], bodies: dict[str, str]) -> tuple[str, ...]:
    """The entities whose names stand in a longer name, and the entity itself where it is more than they are."""
    words = key.split()
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + LONGEST, len(words)) + 1)]
    places = list(dict.fromkeys(states[r] for r in runs if states.get(r, entity) != entity))
    inner = list(dict.fromkeys(bodies[r] for r in runs if bodies.get(r, entity) != entity))
    if kind == "EVENT":
        return tuple(places)
    if kind != "ORG":
        return ()
    if len(words) == 2 and places and words[1] in RULERS:
        return tuple(places)
    official = places and any(INSTITUTIONS.fullmatch(w) for w in words if w not in LINK_WORDS)
    if inner:
        return (*inner, *places)
    return (entity, *places) if official else (entity,)


def speaking_entities(sources: pd.DataFrame, entities: pd.DataFrame) -> dict[str, str]:
    """source_id -> entity_id, for sources that go by the name of one entity and of no other."""
    owners = defaultdict(set)
    for entity, name, aliases in zip(entities["entity_id"], entities["name"], entities["aliases"], strict=True):
        for form in (name, *aliases):
            owners[normalise_name(form)].add(entity)
    named = {
        source: owners.get(normalise_name(n), ())
        for source, n in zip(sources["source_id"], sources["name"], strict=True)
    }
    return {source: next(iter(found)) for source, found in named.items() if len(found) == 1}


def _heads(sources: pd.DataFrame) -> list[str]:
    """source_id of those whose role is at the head of a state."""
    roles = sources["role"].fillna("").map(lambda role: set(normalise_name(role).split()))
    return sources.loc[[bool(r & HEAD) and not r & OFFICE for r in roles], "source_id"].tolist()


def states_spoken_for(sources: pd.DataFrame, entities: pd.DataFrame) -> dict[str, str]:
    """source_id -> entity_id of the state in whose name an official says "we": the one that the role names.

    >>> places = pd.DataFrame([("e-no", "Norway", "GPE", [])], columns=["entity_id", "name", "entity_type", "aliases"])
    >>> who = pd.DataFrame([("s", "Norwegian foreign minister")], columns=["source_id", "role"])
    >>> states_spoken_for(who, places)
    {'s': 'e-no'}
    """
    states, _ = _inner_names(entities)
    out = {}
    for source, role in zip(sources["source_id"], sources["role"].fillna(""), strict=True):
        words = normalise_name(role).split()
        found = {states[w] for w in words if w in states}
        if len(found) == 1 and (OFFICE | HEAD).intersection(words):
            out[source] = found.pop()
    return out
