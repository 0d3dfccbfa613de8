"""Kinds of sources: what a name or a noun says about who speaks, from the lexicons of nouns and of words in names."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.annotate import lexicon

DOCUMENT, RECORD, MEDIA = "document_or_statement", "public_record", "media_outlet"
GOVERNMENT, STATE, ORGANISATION = "government_body", "state_or_country", "named_organisation"
PERSON, PSEUDONYMOUS, ANONYMOUS, EXPERT = "named_person", "pseudonymous", "anonymous", "expert_unnamed"
UNKNOWN = "unknown"
SOURCE_TYPES = (
    PERSON, ORGANISATION, GOVERNMENT, STATE, ANONYMOUS, PSEUDONYMOUS, EXPERT, MEDIA, DOCUMENT, RECORD, UNKNOWN,
)  # fmt: skip
PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|eer|ee|man|woman|men|women|ster|smith|wright)$")
TAIL = re.compile(r"\s+(?:of|for|on|in|at|and)\s+.*$")


@lru_cache(maxsize=1)
def source_nouns() -> dict[str, dict[str, str]]:
    """Noun → its row: the kind of source that one of them is, that several are, and what sort of being it is."""
    return {row["noun"]: row for row in lexicon.read("source_nouns")}


@lru_cache(maxsize=1)
def _name_words() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {"last": {}, "any": {}, "whole": {}}
    for row in lexicon.read("name_words"):
        table[row["where"]][row["word"].lower()] = row["type"]
    return table


def kind_of_noun(noun: str, plural: bool = False) -> str:
    """The kind of source that a common noun names.

    Parameters
    ----------
    noun : str
        Lemma of the head noun, for example ``official``.
    plural : bool
        Several of them speak: ``official`` is an anonymous person, ``officials`` speak for their government.

    Returns
    -------
    str
        One of `SOURCE_TYPES`; ``unknown`` for nouns that the lexicon ``source_nouns.csv`` does not hold.

    Examples
    --------
    >>> kind_of_noun("official"), kind_of_noun("official", plural=True), kind_of_noun("analyst", plural=True)
    ('anonymous', 'government_body', 'expert_unnamed')
    """
    row = source_nouns().get(noun.lower())
    return row["many" if plural else "one"] if row else UNKNOWN


def being_of_noun(noun: str) -> str:
    """Person, group or thing; empty for nouns that the lexicon does not hold.

    >>> being_of_noun("insider"), being_of_noun("ministry"), being_of_noun("report")
    ('person', 'group', 'thing')
    """
    row = source_nouns().get(noun.lower())
    return row["being"] if row else ""


def widest_noun(noun: str, before: str) -> str:
    """The noun with the word before it, where the lexicon holds both together ("news agency"), or the noun alone.

    >>> widest_noun("agency", "news"), widest_noun("agency", "space")
    ('news agency', 'agency')
    """
    both = f"{before} {noun}".lower()
    return both if both in source_nouns() else noun


def is_known_noun(noun: str) -> bool:
    """Whether the lexicon of source nouns holds this lemma."""
    return noun.lower() in source_nouns()


@lru_cache(maxsize=4096)
def kind_of_name(name: str, entity_type: str = "") -> str:
    """The kind of source that a name names.

    Parameters
    ----------
    name : str
        As printed, with or without an article.
    entity_type : str
        PERSON, ORG, GPE, PRODUCT or EVENT, as far as known.

    Returns
    -------
    str
        One of `SOURCE_TYPES`. Whole names are looked up first, then telling words: the last one (before "of", "for"),
        then any. Places that are no known body are states.

    Examples
    --------
    >>> kind_of_name("the Baltic Morning Post", "ORG"), kind_of_name("Department of Fisheries", "ORG")
    ('media_outlet', 'government_body')
    >>> kind_of_name("Ruritania", "GPE"), kind_of_name("Blue Lake Shipping", "ORG"), kind_of_name("Ada Lind", "PERSON")
    ('state_or_country', 'named_organisation', 'named_person')
    """
    if entity_type == "PERSON":
        return PERSON
    bare = _bare(name)
    whole = _name_words()["whole"].get(bare) or _name_words()["whole"].get(bare.split("’s ")[-1].split("'s ")[-1])
    if whole:
        return whole
    if entity_type == "GPE":
        return STATE
    found = _name_words()["last"].get(TAIL.sub("", bare).split(" ")[-1])
    found = found or next((kind for words, kind in _name_words()["any"].items() if f" {words} " in f" {bare} "), None)
    return found or (DOCUMENT if entity_type in ("PRODUCT", "EVENT") else ORGANISATION)


def _bare(name: str) -> str:
    """Lower case, without a leading article, brackets and doubled blanks."""
    name = re.sub(r"\([^)]*\)|[*_\"“”]", " ", name)
    name = re.sub(r"^\s*(?:the|a|an)\s+", "", name.lower())
    return " ".join(name.split())


def looks_like_person(noun: str) -> bool:
    """Whether an unknown noun has an ending of trades and followers ("docker", "unionist"); only meant for subjects of saying.

    >>> looks_like_person("trawlerman"), looks_like_person("granary")
    (True, False)
    """
    return len(noun) > 4 and bool(PERSON_ENDING.search(noun.lower())) and not is_known_noun(noun)


def kind_of_voice(noun: str, plural: bool, owner_kind: str = "") -> str:
    """The kind of somebody who speaks for a body: "officials" of a firm are the firm's, those of a state the state's.

    >>> kind_of_voice("official", True, "named_organisation"), kind_of_voice("official", True, "state_or_country")
    ('named_organisation', 'government_body')
    """
    own = kind_of_noun(noun, plural)
    if own == GOVERNMENT and being_of_noun(noun) == "person" and owner_kind in (ORGANISATION, MEDIA):
        return owner_kind
    return own
