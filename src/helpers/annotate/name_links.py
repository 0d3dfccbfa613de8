"""Which names of an article stand for the same thing: each link follows a rule that has a name.

========== =========================================================================================
itself     the fullest form, or the only one
other_name a second name that the lists know ("EU"), or that the text introduces ("also known as")
brackets   an abbreviation that the text puts in brackets behind the full name
initials   an abbreviation whose letters begin the words of one full name
demonym    the adjective or the people of a place
metonym    a capital that stands for its country ("Moscow denied"); told as a place it stays a city
surname    the family name of a person whose full name stands in the article
short_form a part of a body's name ("the Treasury" for "the U.S. Treasury")
same_war   another name of a war of the same states
nominal    "the association": the last body named with that word
========== =========================================================================================
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from helpers.annotate.lexicon import read
from helpers.annotate.records import Mention

if TYPE_CHECKING:
    from helpers.annotate.names import Found, Words

SMALL = frozenset({"the", "of", "for", "and", "&", "on", "in", "at"}) | frozenset(
    r["word"].lower().rstrip(".")
    for r in read("name_heads")
    if r["role"] == "suffix" or r["word"] in ("Company", "Corporation", "Group")
)
KNOWN_AS = re.compile(
    r"(?:also|formerly|formally|officially|previously|better|otherwise|commonly|usually)?\s*"
    r"(?:known as|called|abbreviated as|abbreviated to|a\.k\.a\.|aka|short for|abbreviation)\W{0,3}(?:the\s)?$"
)
PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|near|outside|around|inside|throughout|leave|left|visit(?:ed|ing)?|reach(?:ed)?)\s)$"
)
TRAVEL_TO = re.compile(
    r"\b(?:visit(?:s|ed)?|trips?|travel(?:s|led|ed|ling|ing)?|fl(?:y|ew|ies|ying|own)|flights?|depart(?:ures?|s|ed|ing)?|went|"
    r"go(?:es|ing)?|return(?:s|ed|ing)?|arriv(?:e|es|ed|al|ing)|head(?:s|ed|ing)?|mov(?:e|es|ed|ing)|relocat(?:e|es|ed|ing)|"
    r"journey|drive|drove|train)\b[^.;]{0,30}\b(?:to|for|from|at)\s$"
)
LAND_WORDS = frozenset(["war", "crisis", "conflict", "invasion"])


def link(text: str, mentions: list[Mention], found: list[Found]) -> None:
    """Give each mention the fullest form of its name (`name`) and the rule that says so; changes the mentions."""
    free: list[int] = []
    for i, (m, f) in enumerate(zip(mentions, found, strict=True)):
        if f.known:
            _listed(text, m, f)
        else:
            m.rule = "itself"
            free.append(i)
    _settle_types([mentions[i] for i in free], [found[i] for i in free])
    _printed_bodies(mentions, found)
    _aliases(text, mentions)
    _persons(mentions, {id(mentions[i]) for i in free})
    weak = {mentions[i].name for i in free if found[i].weight < 3}
    surest: dict[str, float] = defaultdict(float)
    for m, f in zip(mentions, found, strict=True):
        surest[m.name] = max(surest[m.name], 5.0 if f.known else f.weight)
    _bodies(mentions, weak, {name for name, weight in surest.items() if weight <= 2})
    _last_words(text, mentions, weak)
    _wars(mentions)
    _agree(mentions)


def _listed(text: str, m: Mention, f: Found) -> None:
    """A name that the lists know: country names for adjectives, and for capitals unless they are told as a place."""
    m.name, m.rule = f.known.name, f.known.rule
    if m.rule == "metonym":
        before = text[max(0, m.start - 60) : m.start]
        after = text[m.end : m.end + 12]
        city = PLACE_BEFORE.search(before) or TRAVEL_TO.search(before) or re.match(r"-based\b|,\s(?:the )?[A-Z]", after)
        if city:
            m.name, m.rule = m.text, "itself"


def _settle_types(mentions: list[Mention], found: list[Found]) -> None:
    """One type for one form: the surest mention decides."""
    best: dict[str, tuple[float, str]] = {}
    for m, f in zip(mentions, found, strict=True):
        key = m.name.lower()
        if key not in best or f.weight > best[key][0]:
            best[key] = (f.weight, m.entity_type)
    for m in mentions:
        m.entity_type = best[m.name.lower()][1]


def _rename(mentions: list[Mention], old: str, new: str, kind: str, rule: str) -> None:
    for m in mentions:
        if m.name == old:
            m.name, m.entity_type = new, kind
            m.rule = rule if m.rule == "itself" else m.rule


def initials(name: str) -> str:
    """First letters of the words of a name, small words left out.

    >>> initials("Bordurian Institute of Rope & Cable")
    'BIRC'
    """
    return "".join(
        w[0] for w in re.findall(r"\w+", name) if w.lower() not in {"of", "the", "for", "and", "on", "in"}
    ).upper()


def _known_as(gap: str) -> bool:
    """Whether the words between two names say that the second is another name of the first."""
    return len(gap) < 90 and not {"\n", "."} & set(gap) and bool(KNOWN_AS.search(gap.rstrip("“\"'‘ ") + " "))


def _aliases(text: str, mentions: list[Mention]) -> None:
    """Second names that the text introduces: in brackets, or by "also known as"."""
    for a, b in itertools.pairwise(mentions):
        gap = text[a.end : b.start]
        short = b.text.rstrip(".")
        if a.name == b.name or a.entity_type == "GPE":
            continue
        bracketed = re.fullmatch(r"\s?\(", gap) and text[b.end : b.end + 1] in (")", ",", ";")
        if bracketed and short.isupper() and a.name[0] == short[0]:
            _rename(mentions, b.name, a.name, a.entity_type, "brackets")
        elif a.entity_type in (b.entity_type, "ORG") and _known_as(gap):
            new, old = (a, b) if len(a.name) >= len(b.name) else (b, a)
            _rename(mentions, old.name, new.name, new.entity_type, "other_name")
    full = {m.name: m.entity_type for m in mentions if " " in m.name and m.entity_type in ("ORG", "EVENT", "PRODUCT")}
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name in full:
        by_initials[initials(name)].append(name)
    for m in mentions:
        if m.rule == "itself" and m.text.isupper() and len(m.text) > 1 and m.name == m.text:
            names = by_initials.get(m.text.replace(".", ""), [])
            if len(names) == 1:
                _rename(mentions, m.name, names[0], full[names[0]], "initials")


def _printed_bodies(mentions: list[Mention], found: list[Found]) -> None:
    """A listed body keeps the longest form that the article prints: the full name is told only where it stands."""
    printed: dict[str, str] = {}
    for m, f in zip(mentions, found, strict=True):
        if f.known and f.known.kind == "body" and len(m.text) > len(printed.get(m.name, "")):
            printed[m.name] = m.text
    for m, f in zip(mentions, found, strict=True):
        if f.known and f.known.kind == "body" and m.name in printed:
            full = printed[m.name]
            m.rule = "itself" if m.text == full else m.rule if m.rule != "itself" else "other_name"
            m.name = full


def _persons(mentions: list[Mention], free: set[int]) -> None:
    """Bare family names, and names with a title, to the full name that stands nearest before (else the first one)."""
    family_first = {r["name"] for r in read("name_persons") if r["role"] == "surname_first"}
    full: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for m in mentions:
        words = m.name.split()
        if m.entity_type == "PERSON" and len(words) > 1:
            surname = words[0] if words[0] in family_first else words[-1]
            full[surname].append((m.start, m.name))
    alone = {m.name for m in mentions if " " not in m.name}
    for m in mentions:
        first = m.name.split()[0]
        if m.entity_type == "PERSON" and first in alone and m.name.split()[-1] not in alone and first not in full:
            full[first].append((m.start, m.name))
    for m in mentions:
        if " " in m.name or m.name not in full or id(m) not in free:
            continue
        before = [name for start, name in full[m.name] if start < m.start]
        m.name, m.entity_type, m.rule = before[-1] if before else full[m.name][0][1], "PERSON", "surname"


def _telling(name: str) -> list[str]:
    return [w.lower().rstrip(".,") for w in re.findall(r"[\w.&’'-]+", name)]


def _bodies(mentions: list[Mention], weak: set[str], guessed: set[str]) -> None:
    """Parts of a name to the one longer name that holds them; only a place before and a firm's word after may lack.

    A place that is `guessed` (nothing around the word says so) may be such a part.
    """
    kinds = {m.name: m.entity_type for m in mentions if m.entity_type in ("ORG", "PRODUCT", "EVENT") or m.name in weak}
    places = {
        w for m in mentions if m.entity_type == "GPE" and m.name not in guessed for w in _telling(m.text)
    } | _place_words()
    words = {name: _telling(name) for name in kinds}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, parts in words.items():
        for part in set(parts):
            holders[part].append(name)
    for name, parts in words.items():
        telling = [p for p in parts if p not in SMALL and p not in places]
        if not telling or LAND_WORDS & set(parts):
            continue
        longer = [
            x
            for x in holders[telling[0]]
            if x != name and (kinds[x] == kinds[name] or name in weak) and _short_for(parts, words[x], places)
        ]
        top = [x for x in longer if not any(x != y and _short_for(words[x], words[y], places) for y in longer)]
        if len(top) == 1:
            _rename(mentions, name, top[0], kinds[top[0]], "short_form")
        elif top and name in weak and len({kinds[x] for x in top}) == 1:
            _rename(mentions, name, name, kinds[top[0]], "itself")  # one of several: its type is sure, itself is not
    _second_names(mentions, words, kinds)


def _last_words(text: str, mentions: list[Mention], weak: set[str]) -> None:
    """ "the Pact" for "the Northern Pact": the last word of the one longer name that ends in it, with "the" before it."""
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    for m in mentions:
        if m.entity_type in ("ORG", "EVENT", "PRODUCT") and " " in m.name:
            ends[re.split(r"\s(?:of|for)\s", m.name)[0].split()[-1]][m.name] = m.entity_type
    for m in mentions:
        if (
            (m.name in weak or m.name in _body_words())
            and " " not in m.name
            and len(ends.get(m.name, ())) == 1
            and text[m.start - 4 : m.start].lower() == "the "
        ):
            name, kind = next(iter(ends[m.name].items()))
            _rename(mentions, m.name, name, kind, "short_form")


@cache
def _firm_words() -> frozenset[str]:
    """The words that firms put last in their names."""
    return frozenset(r["word"].lower() for r in read("name_heads") if r["role"] == "firm")


@cache
def _body_words() -> frozenset[str]:
    """The words of organs and institutes: alone, they stand for the one of the article that bears the word."""
    return frozenset(r["word"] for r in read("name_heads") if r["role"] in ("organ", "body"))


@cache
def _place_words() -> frozenset[str]:
    """The words of all states and their adjectives."""
    rows = [r for r in read("places") if r["kind"] == "country"]
    return frozenset(
        w
        for r in rows
        for cell in (r["name"], r["adjectives"], r["other_forms"])
        for w in _telling(cell.replace(";", " "))
    )


def _short_for(short: list[str], long: list[str], places: set[str]) -> bool:
    """Whether the longer name is the shorter one with a place before it or a firm's word behind it.

    >>> _short_for(["rope", "group"], ["borduria", "rope", "group", "corporation"], {"borduria"})
    True
    """
    core = short[1:] if short[:1] == ["the"] else short
    if not core or len(long) <= len(core):
        return False
    for at in range(len(long) - len(core) + 1):
        if long[at : at + len(core)] == core:
            front, back = long[:at], long[at + len(core) :]
            back = [w for w in back if w not in _firm_words()]
            if all(w.removesuffix("'s").removesuffix("’s") in places or w == "the" for w in front) and all(
                w in SMALL or w == "department" for w in back
            ):
                return True
    return False


def _second_names(mentions: list[Mention], words: dict[str, list[str]], kinds: dict[str, str]) -> None:
    """A second name with "Group" behind it, and the bare name of a product that elsewhere has its noun."""
    second = {
        m.text.lower(): m.name
        for m in mentions
        if m.rule in ("other_name", "brackets", "initials") and m.text != m.name
    }
    for name, parts in words.items():
        bare = " ".join(p for p in parts if p not in SMALL)
        if bare in second and second[bare] != name:
            _rename(mentions, name, second[bare], kinds.get(second[bare], kinds[name]), "short_form")
    products = {
        m.name.split()[0]: m.name for m in mentions if m.entity_type == "PRODUCT" and m.name.split()[-1].islower()
    }
    for m in mentions:
        if m.name in products and m.name != products[m.name] and m.rule == "itself" and m.text == m.name:
            m.name, m.entity_type, m.rule = products[m.name], "PRODUCT", "short_form"


def _wars(mentions: list[Mention]) -> None:
    """Names of a war that share a state are one war if the fullest of them names all their states."""
    forms = dict.fromkeys(
        m.name for m in mentions if m.entity_type == "EVENT" and LAND_WORDS & set(m.name.lower().split())
    )
    states = {name: _states(name) for name in forms}
    for name in sorted(forms, key=lambda x: len(states[x])):
        if not states[name]:
            continue
        fuller = [
            x
            for x in forms
            if x != name and (states[name] < states[x] or (states[name] == states[x] and _before(x, name, forms)))
        ]
        if fuller:
            best = max(fuller, key=lambda x: (len(states[x]), -len(x)))
            _rename(mentions, name, best, "EVENT", "same_war")
            states[name] = set()


def _before(a: str, b: str, forms: dict[str, None]) -> bool:
    """One of two names of the same states goes first: the shorter, then the earlier."""
    order = list(forms)
    return (len(a), order.index(a)) < (len(b), order.index(b))


def _states(name: str) -> set[str]:
    from helpers.annotate.names import gazetteer

    out = set()
    for word in re.findall(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?", name):
        for piece in (word, word.split(" ")[0]):
            out.update(e.name for e in gazetteer().get(piece[:2], ()) if e.form == piece)
    return out


def _agree(mentions: list[Mention]) -> None:
    """One name has one type: the commonest; a chain of links ends at its last name."""
    count: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for m in mentions:
        count[m.name][m.entity_type] += 1
    for m in mentions:
        kinds = count[m.name]
        if len(kinds) > 1:
            m.entity_type = max(kinds, key=lambda k: (kinds[k], k))


NOMINAL = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Tt]hat) ((?:[a-z]+ ){0,2}[a-z]+)\b")
GENERIC = {
    "yard": ("Shipyard", "Shipyards"),
    "shipyard": ("Shipyard", "Shipyards"),
    "organization": (
        "Association",
        "Organization",
        "Foundation",
        "Union",
        "Federation",
        "Alliance",
        "Society",
        "League",
    ),
    "organisation": (
        "Association",
        "Organisation",
        "Foundation",
        "Union",
        "Federation",
        "Alliance",
        "Society",
        "League",
    ),
}


def nominals(words: Words, mentions: list[Mention]) -> list[Mention]:
    """ "The association", "these regulations": mentions of the last thing whose name ends in that word."""
    ends: dict[str, list[Mention]] = defaultdict(list)
    wars = {m.name for m in mentions if m.entity_type == "EVENT" and LAND_WORDS & set(m.text.lower().split())}
    for m in mentions:
        if len(wars) == 1 and m.name in wars:
            ends["war"].append(m)
            ends["conflict"].append(m)
        elif m.entity_type in ("ORG", "EVENT", "PRODUCT") and m.rule in ("itself", "short_form", "same_war"):
            last = m.text.split()[-1]
            if m.text[0].isupper() and " " in m.text:
                ends[last.lower()].append(m)
    busy = {k for m in mentions for k in range(m.start, m.end)}
    out = []
    if not ends:
        return out
    for hit in NOMINAL.finditer(words.text):
        m = _nominal(words, hit, ends, busy)
        if m:
            out.append(m)
    return out


def _nominal(words: Words, hit: re.Match[str], ends: dict[str, list[Mention]], busy: set[int]) -> Mention | None:
    phrase = hit[1].split()
    for size in range(len(phrase), 0, -1):
        head = phrase[size - 1]
        end = hit.start(1) + len(" ".join(phrase[:size]))
        kin = ends.get(head, [])
        if size == 1 and head in GENERIC:
            kin = sorted(
                (m for word in (head, *GENERIC[head]) for m in ends.get(word.lower(), [])), key=lambda m: m.end
            )
        before = bisect_left(kin, hit.start(), key=lambda m: m.end)
        held = [m for m in kin[max(0, before - 20) : before] if set(phrase[: size - 1]) <= set(m.name.lower().split())]
        if held and hit.start() in words.at and end in words.ends and not busy & set(range(hit.start(), end)):
            if len({m.name for m in held}) > 1 and size == 1 and held[-1].start < hit.start() - 600:
                return None
            last = held[-1]
            return Mention(hit.start(), end, words.text[hit.start() : end], last.entity_type, last.name, "nominal")
    return None
