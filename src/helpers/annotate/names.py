"""Names of persons, bodies, places, products and events, and the fullest form of each in its article.

Three finders look at the text: lists of places and bodies, runs of capitals shaped by telling words ("Ministry of",
"Co., Ltd.", a title before, "drone" after), and the entities of the pipeline, which vote on the type. The longest
wins; names never overlap. ``name_links`` then joins the names of one thing.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.lexicon import listed, read
from helpers.annotate.name_links import link, nominals
from helpers.annotate.records import Mention
from helpers.annotate.spans import spans_at, starts_of, text_of
from helpers.read.articles import SILENT_KINDS

CALENDAR = frozenset(r["word"] for r in read("name_not") if r["kind"] == "capital")
LINKERS = frozenset({"of", "for", "on", "in"})
ON_HEADS = frozenset(
    {"Law", "Treaty", "Commission", "Committee", "Council", "Agreement", "Convention", "Center", "Act"}
)
IN_HEADS = frozenset(["Embassy", "Consulate", "Mission", "School", "University"])
HYPHENED = re.compile(r"[-–][a-z]+$|[()\[\]/]")  # "U.S.-based": only its first part is a name
OPENING = frozenset({".", "!", "?", ":", "“", '"', "‘", "…"})
SMALL_WORDS = frozenset(
    {"and", "or", "but", "the", "with", "for", "of", "in", "on", "to", "from", "by", "at", "are", "is"}
)
DEMONYM = re.compile(r"([A-Z][a-z]{3,}?i?a?)(?:n|an|ian|ese)s?")
LONGEST = 40  # words in one name
DASHES = frozenset({"-", "–"})
CODE = re.compile(r"[A-Z]{1,5}[-–]?\d{1,4}[A-Z]{0,3}|[A-Z][a-z]+[-–]\d{1,4}[A-Z]{0,3}")
OF_FIRMS = frozenset(
    {"Bank", "Corporation", "Industry", "Group", "Factory"}
)  # "Bank of Borduria", yet "Ace Shipyards of Borduria"
KEPT_TYPES = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "GPE",
    "NORP": "GPE",
    "FAC": "ORG",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "LAW": "PRODUCT",
    "WORK_OF_ART": "PRODUCT",
}
SUFFIX_ENDS = frozenset(["Ltd.", "Inc.", "LLC", "L.L.C.", "GmbH"])  # nothing of the name comes after these
SUFFIX_AFTER_COMMA = frozenset(["Ltd.", "Ltd", "Inc.", "Inc", "LLC", "Limited", "Corp.", "L.L.C."])
STOP = frozenset(r["word"] for r in read("name_not") if r["kind"] == "opener")


@dataclass(frozen=True)
class Known:
    """An entry of the lists: a printed form, what it names, and how it is linked to that name."""

    form: str
    entity_type: str
    name: str
    rule: str
    kind: str = ""


@dataclass
class Found:
    """A candidate name: span, type, how sure the type is (higher is surer), and the lexicon entry behind it."""

    start: int
    end: int
    entity_type: str
    weight: float
    known: Known | None = None
    core: tuple[int, int] | None = None  # the name without its title


# ---- what the lists know --------------------------------------------------------------------------------------------
@lru_cache(maxsize=1)
def gazetteer() -> dict[str, list[Known]]:
    """All listed forms by their first two letters, the longest first; apostrophes straight."""
    entries: list[Known] = []
    for row in read("places"):
        name, kind = row["name"], row["kind"]
        entries.append(Known(name.removeprefix("the "), "GPE", name, "itself", kind))
        entries += [Known(x, "GPE", name, "demonym", kind) for x in listed(row["adjectives"])]
        entries += [Known(x, "GPE", name, "metonym", "capital") for x in listed(row["capitals"])]
        entries += [Known(x.removeprefix("the "), "GPE", name, "other_name", kind) for x in listed(row["other_forms"])]
    for row in read("name_bodies"):
        rule = "itself" if row["form"] == row["name"] else "other_name"
        entries.append(Known(row["form"], row["entity_type"], row["name"], rule, "body"))
    table: dict[str, list[Known]] = defaultdict(list)
    for entry in entries:
        table[entry.form[:2]].append(entry)
    for forms in table.values():
        forms.sort(key=lambda entry: -len(entry.form))
    return dict(table)


@lru_cache(maxsize=1)
def heads() -> dict[str, dict[str, str]]:
    """Telling words by their role (suffix, firm, organ, body, outlet, head, follows, before, war, gathering)."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read("name_heads"):
        table[row["role"]].setdefault(row["word"], row["entity_type"])
    ends: dict[str, str] = {}
    for role in ("suffix", "firm", "organ", "body", "outlet", "head"):
        for word, kind in table[role].items():
            ends.setdefault(word, kind)
    table["end"] = ends
    table["end_of_body"] = {w: kind for w, kind in ends.items() if kind == "ORG"}
    return dict(table)


@lru_cache(maxsize=1)
def titles() -> dict[str, list[list[str]]]:
    """Titles by their first word, the longest first."""
    table: dict[str, list[list[str]]] = defaultdict(list)
    for row in read("name_titles"):
        words = row["title"].replace("-", " - ").split()
        table[words[0]].append(words)
    for forms in table.values():
        forms.sort(key=len, reverse=True)
    return dict(table)


@lru_cache(maxsize=1)
def persons() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Family names that stand first, given names, and nouns that say that a person follows."""
    rows = read("name_persons")
    first = frozenset(r["name"] for r in rows if r["role"] == "surname_first")
    given = frozenset(r["name"] for r in rows if r["role"] == "given")
    return first, given, frozenset(r["noun"] for r in read("name_roles"))


# ---- the text as words ----------------------------------------------------------------------------------------------
class Words:
    """The parsed words of a Doc in plain lists (blanks and silent segments left out), for fast loops.

    `shouting` marks the words of headlines and other lines where every word has a capital.
    """

    def __init__(self, doc: Doc):
        article = doc._.article
        self.doc, self.text = doc, text_of(doc)
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.i: list[int] = []
        self.first: list[bool] = []  # begins a sentence, or stands first after a quotation mark
        silent = [(s.start, s.end) for s in article.segments if s.kind in SILENT_KINDS] if article else []
        titled = [(s.start, s.end) for s in article.segments if s.kind in ("headline", "subhead")] if article else []
        opens = set(np.flatnonzero(doc.to_array([SENT_START]).astype(np.int64).reshape(-1) == 1).tolist())
        fresh, before = True, "."
        mute = iter([*silent, (len(self.text) + 1, len(self.text) + 2)])
        low, high = next(mute)
        for i, (at, word) in enumerate(zip(starts_of(doc), [t.text for t in doc], strict=True)):
            while at >= high:
                low, high = next(mute)
            if low <= at or word.isspace():
                fresh = fresh or "\n" in word or low <= at
                continue
            self.i.append(i)
            self.word.append(word)
            self.start.append(at)
            self.end.append(at + len(word))
            self.first.append(fresh or before in OPENING or (i in opens and before[-1] in '.!?”")'))
            fresh, before = False, word
        self.shouting = [False] * len(self.word)
        self._mark_title_case(titled)
        self.at = {start: k for k, start in enumerate(self.start)}
        self.ends = set(self.end)

    def _mark_title_case(self, titled: list[tuple[int, int]]) -> None:
        """Lines in which nearly every longer word has a capital, bylines apart: there a capital says nothing."""
        article = self.doc._.article
        lines = [(a, b, True) for a, b in titled]
        lines += [
            (m.start(), m.end(), False)
            for m in re.finditer(r"[^\n]+", self.text)
            if m.end() - m.start() < 200 and not (article and article.kind_at(m.start()) == "byline")
        ]
        quoted = re.finditer(r"[“\"]([^“”\"\n]{20,120})[”\"]", self.text)
        lines += [(m.start(1), m.end(1), True) for m in quoted]
        k = 0
        for start, end, may_end in sorted(set(lines)):
            while k and self.start[k - 1] >= start:
                k -= 1
            while k < len(self.start) and self.start[k] < start:
                k += 1
            j = k
            while j < len(self.start) and self.start[j] < end:
                j += 1
            long = [w for w in self.word[k:j] if len(w) > 3 and w[0].isalpha()]
            capital = sum(w[0].isupper() for w in long)
            ended = j > k and self.word[j - 1] in {".", "!", "”"} and not may_end
            if len(long) >= 3 and capital >= 0.75 * len(long) and not ended:
                self.shouting[k:j] = [True] * (j - k)

    def glued(self, k: int) -> bool:
        """Whether word k touches the word before it."""
        return k > 0 and self.end[k - 1] == self.start[k]

    def next_to(self, k: int) -> bool:
        """Whether word k follows the word before it on the same line."""
        return k > 0 and "\n" not in self.text[self.end[k - 1] : self.start[k]]


def capital(word: str) -> bool:
    """Whether a word is written like a name: a capital, or a code such as J-8 or a brand such as iPhone."""
    head = word[0]
    if head.isupper():
        return word not in CALENDAR and not HYPHENED.search(word)
    return head.islower() and len(word) > 2 and word[1].isupper() and word[2:].islower()


# ---- finders --------------------------------------------------------------------------------------------------------
def find_listed(words: Words) -> list[Found]:
    """Places and bodies of the lists, the longest form at each place."""
    table, out = gazetteer(), []
    text = words.text.replace("’", "'")
    reach = -1
    for k, word in enumerate(words.word):
        start = words.start[k]
        if start < reach or not (word[0].isupper() or word == "al") or len(word) < 2:
            continue
        for entry in table.get(text[start : start + 2], ()):
            end = start + len(entry.form)
            if not text[end : end + 1].isalnum() and text.startswith(entry.form.replace("’", "'"), start):
                if entry.rule == "itself" and words.first[k] and entry.kind == "body" and len(entry.form) < 8:
                    weight = 1.0
                else:
                    weight = 5.0
                if entry.form == "West" and not (k and words.word[k - 1].lower() == "the"):
                    break
                out.append(Found(start, end, entry.entity_type, weight, entry))
                reach = end
                break
    return out


def runs(words: Words) -> list[tuple[int, int]]:
    """Stretches of capitals with the small words inside names: pairs (first, last + 1) of word numbers."""
    out, k, n = [], 0, len(words.word)
    while k < n:
        if words.shouting[k] or not capital(words.word[k]):
            k += 1
            continue
        j = k + 1
        while j < n and j - k < LONGEST and not words.shouting[j]:
            step = _step(words, k, j)
            if not step:
                break
            j += step
        out.append((k, j))
        k = j
    return out


def _step(words: Words, k: int, j: int) -> int:
    """How many words from j on belong to the run that began at k (0: the run ends before j)."""
    word = words.word[j]
    if not words.next_to(j) or (words.word[j - 1] in SUFFIX_ENDS and word not in SUFFIX_AFTER_COMMA):
        return 0
    if capital(word) and word.lower() not in SMALL_WORDS and not (words.first[j] and not words.glued(j)):
        return 1
    ahead = words.word[j + 1] if j + 1 < len(words.word) and words.next_to(j + 1) else ""
    if not ahead:
        return 0
    if (word == "&" and capital(ahead)) or (word == "," and ahead in SUFFIX_AFTER_COMMA):
        return 2
    if word in DASHES and words.glued(j) and words.glued(j + 1):
        return 2 if capital(ahead) or _name_tail(words, j + 1) else 0
    if word in LINKERS:
        return _link(words, k, j, ahead)
    if word == "and" and capital(ahead):
        return 2 if _and_goes_on(words, k, j) else 0
    if word in ("'s", "’s") and capital(ahead):
        made = k and heads()["before"].get(words.word[k - 1]) == "PRODUCT"
        return 2 if made or _owned_body(words, k, j) else 0
    if word in ("'", "’") and j == k + 1 and words.word[k].endswith("s") and capital(ahead):
        return 2 if _led_body(words, j + 1) else 0  # "Dockworkers' Union of Ropa"
    return 0


def _led_body(words: Words, k: int) -> bool:
    """Whether the capitals from k on end in the word of an institute, a union, an association."""
    m = k
    while m < len(words.word) and capital(words.word[m]) and words.next_to(m):
        m += 1
    return words.word[m - 1] in heads()["body"]


def _link(words: Words, k: int, j: int, ahead: str) -> int:
    """How many words "of", "for", "on", "in" and what follows add to a name: "Ministry of Trade", "Embassy in Malta"."""
    word, end = words.word[j], heads()["end"]
    if word == "of" and capital(ahead) and _title_goes_on(words, k, j):
        return 2
    last = next((w for w in reversed(words.word[k:j]) if w in end), "")
    placed = word == "of" and words.word[j - 1] in heads()["firm"] and words.word[j - 1] not in OF_FIRMS and j - k > 1
    if placed:
        return 0  # "Ace Shipyards of Borduria": the firm, then where it is
    fits = word in ("of", "for") or (word == "on" and last in ON_HEADS) or (word == "in" and last in IN_HEADS)
    if not last or not fits:
        return 0
    if capital(ahead):
        return 2
    far = words.word[j + 2] if j + 2 < len(words.word) else ""
    return 3 if word != "in" and ahead == "the" and far and capital(far) else 0


def _and_goes_on(words: Words, k: int, j: int) -> bool:
    """Whether "and" stands inside a name: "Institute for Rope and Cable", "the Rope and Cable Commission"."""
    if any(w in heads()["end"] for w in words.word[k:j]):
        return bool({"of", "for", "on"} & set(words.word[k:j])) and _plain_word(words, j + 1)
    led = k and re.fullmatch(r"[Tt]he|\w+(?:th|st|nd|rd)", words.word[k - 1])
    return bool(led) and _coordinated_head(words, j + 1)


def _title_goes_on(words: Words, k: int, j: int) -> bool:
    """Whether "of" stands inside a title: "Secretary of State"."""
    for m in range(max(k, j - 3), j):
        for form in titles().get(words.word[m], ()):
            if "of" in form and words.word[m : m + len(form)] == form and m + form.index("of") == j:
                return True
    return False


def _coordinated_head(words: Words, k: int) -> bool:
    """ "the Rope and Cable Commission": after "and" come capitals that end in an organ, a body or a gathering."""
    m = k
    while m < len(words.word) and capital(words.word[m]) and words.next_to(m):
        m += 1
    table, last = heads(), words.word[m - 1]
    return m - k >= 2 and (last in table["organ"] or last in table["body"] or table["head"].get(last) == "EVENT")


def _name_tail(words: Words, k: int) -> bool:
    """The second half of a hyphenated given name (Ming-shih), or the number of a code (J-8)."""
    word, before = words.word[k], words.word[k - 2]
    if word.isdigit():
        return (before.isupper() and len(before) <= 4) or (before.istitle() and len(before) > 1)
    return (
        word.islower() and words.word[k - 3] in persons()[0] and word not in {"led", "based", "backed", "owned", "made"}
    )


def _plain_word(words: Words, k: int) -> bool:
    """A capitalised common word that may go on a body's name ("… and Security Research"), not a name of its own."""
    start = words.start[k]
    text = words.text
    if any(text.startswith(e.form, start) for e in gazetteer().get(text[start : start + 2], ())):
        return False
    return words.word[k] not in titles() and words.word[k] not in persons()[1]


def _owned_body(words: Words, k: int, j: int) -> bool:
    """After a possessive: does an organ or institute of the owner follow (not a firm)?"""
    m = j + 1
    while m < len(words.word) and capital(words.word[m]) and words.next_to(m):
        m += 1
    table = heads()
    last = words.word[m - 1]
    return (last in table["organ"] or last in table["body"]) and last not in table["firm"] and m - j > 2


def find_runs(words: Words, known: dict[int, Found]) -> list[Found]:
    """Names from runs of capitals: titles and common first words cut off, countries at the front told apart."""
    out: list[Found] = []
    seen_inside = {
        w for w, first, loud in zip(words.word, words.first, words.shouting, strict=True) if not first and not loud
    }
    for k, j in runs(words):
        out += _name_of_run(words, k, j, known, seen_inside)
    return out


def _name_of_run(words: Words, k: int, j: int, known: dict[int, Found], seen: set[str]) -> list[Found]:
    """The name, or names, in one run of capitals."""
    end = heads()["end"]
    while k < j and words.first[k] and _common(words, k, j, seen):
        k += 1
        if k < j and words.word[k] in DASHES:
            return []
    if k == j or (j - k == 1 and len(words.word[k]) == 1):
        return []  # "row F"
    given = words.word[k] in persons()[1] and j - k > 1
    if words.word[k].lower() in STOP and words.word[k] not in ("New",) and not given:
        return _name_of_run(words, k + 1, j, known, seen) if k + 1 < j else []
    tail = words.word[j - 1]
    inside = _inner_head(words, k, j)
    titled = _titles_at(words, k, j)
    if titled:
        return _person(words, k, titled, j, known)
    first = known.get(words.start[k])
    if first and first.end < words.end[j - 1]:
        m = next((m for m in range(k, j) if words.start[m] >= first.end), j)
        behind = _titles_at(words, m, j)
        if behind:
            return _titled_after_place(words, k, m, behind, j, known)
        organ = tail in end or (inside and {"of", "for", "on", "in"} & set(words.word[k:j]))
        if not organ and m < j and (first.known.rule == "demonym" or words.word[m] in DASHES):
            return _name_of_run(words, m + (words.word[m] in DASHES), j, known, seen) if words.word[m] != "'s" else []
    if any(w in DASHES for w in words.word[k:j]) and tail not in end and not {"'s", "’s"} & set(words.word[k:j]):
        parts = _split_hyphens(words, k, j, known)
        if parts is not None:
            return [f for a, b in parts for f in _name_of_run(words, a, b, known, seen)]
    inner = _title_inside(words, k, j)
    if inner:
        return _name_of_run(words, k, inner[0], known, seen) + _person(words, inner[0], inner[1], j, known)
    if j - k > 1 and all(w.isupper() for w in words.word[k:j]) and max(map(len, words.word[k:j])) > 5:
        return []  # a line in capitals
    kind, weight = _type_of(words, k, j, inside if tail not in end else tail)
    last = words.end[j - 1]
    if tail in end and end[tail] == "ORG" and words.word[k:j] == [tail] and weight < 3:
        return []  # a telling word alone ("Department") names nothing
    return [Found(words.start[k], last, kind, weight)]


def _inner_head(words: Words, k: int, j: int) -> str:
    """The telling word inside a run: before its "of" or "for" if there is one, else the last that makes a body."""
    stop = next((m for m in range(k + 1, j) if words.word[m] in LINKERS), j)
    bodies = heads()["end_of_body"]
    for part in (words.word[k:stop], words.word[k:j]):
        found = next((w for w in reversed(part) if w in bodies), "")
        if found:
            return found
    return next((w for w in reversed(words.word[k:j]) if heads()["end"].get(w) not in (None, "GPE")), "")


def _common(words: Words, k: int, j: int, seen: set[str]) -> bool:
    """Whether the first word of a sentence is a common word that has its capital only from standing there."""
    word = words.word[k]
    text, start = words.text, words.start[k]
    if (
        any(text.startswith(e.form, start) for e in gazetteer().get(text[start : start + 2], ()))
        and word.lower() not in STOP
    ):
        return False
    lower = word.lower()
    if word in persons()[1] and j - k > 1:
        return False
    if j - k == 1 and j < len(words.word) and words.word[j] in {"minister", "ministers", "ministry"}:
        return True  # "Trade minister Kovak"
    if lower in STOP or lower in seen:
        return True
    if word in seen or CODE.fullmatch(word) or (word.isupper() and len(word) > 1) or word in persons()[1]:
        return False
    if word in persons()[0] and j - k > 1:
        return False
    tag = words.doc[words.i[k]].tag_
    if not tag and j - k > 1:
        return False  # a line that is not parsed says nothing of its words
    if j - k > 1 and words.word[k + 1] not in DASHES:
        return not tag.startswith("NNP") and words.word[k + 1] not in heads()["end"]
    return not (tag.startswith("NNP") and words.doc[words.i[k]].ent_type_)


def _titles_at(words: Words, k: int, j: int) -> int:
    """Where the titles that begin at k end (0: there is none)."""
    m = k
    while m < j:
        form = next(
            (t for t in titles().get(words.word[m], ()) if words.word[m : m + len(t)] == t and m + len(t) <= j), None
        )
        if not form and words.word[m].lower() in persons()[2] and j - m > 1:
            form = [words.word[m]]
        if not form:
            break
        m += len(form)
        if m < j and words.word[m] in {"of", "for"} and m > k:
            return 0
    return m if m > k else 0


def _title_inside(words: Words, k: int, j: int) -> tuple[int, int] | None:
    """Where a title begins and ends in the middle of a run, with a person's name of two words or more behind it."""
    for m in range(j - 3, k, -1):
        end = _titles_at(words, m, j)
        if end and 2 <= j - end <= 4 and words.word[j - 1] not in heads()["end"]:
            while m - 1 > k and _titles_at(words, m - 1, end) == end:
                m -= 1
            return m, end
    return None


def _person(words: Words, k: int, m: int, j: int, known: dict[int, Found]) -> list[Found]:
    """A person's name behind a title; a title alone, or one that begins a body's name, is none."""
    if m == j:
        return []
    if (words.word[j - 1] in heads()["end"] and j - m > 1) or known.get(words.start[m]):
        return _name_of_run(words, m, j, known, set())
    return [Found(words.start[m], words.end[j - 1], "PERSON", 6.0)]


def _titled_after_place(words: Words, k: int, m: int, b: int, j: int, known: dict[int, Found]) -> list[Found]:
    """ "Bordurian President Kovak": with a bare surname the title belongs to the name, a full name stands alone."""
    if b == j:
        return []
    if j - b == 1 and known[words.start[k]].known.rule == "demonym":
        return [Found(words.start[k], words.end[j - 1], "PERSON", 6.0, core=(words.start[b], words.end[j - 1]))]
    return [Found(words.start[b], words.end[j - 1], "PERSON", 6.0)]


def _split_hyphens(words: Words, k: int, j: int, known: dict[int, Found]) -> list[tuple[int, int]] | None:
    """ "Dong-Shoigu", "US-NATO": two names. Codes, double given names and known places stay whole."""
    whole = words.text[words.start[k] : words.end[j - 1]]
    if CODE.fullmatch(whole) or known.get(words.start[k], Found(0, 0, "", 0)).end == words.end[j - 1]:
        return None
    cuts = [m for m in range(k, j) if words.word[m] in DASHES]
    named = any(_name_tail(words, m + 1) for m in cuts if m + 1 < j) or words.word[k] in persons()[0] | persons()[1]
    if named and len(cuts) == 1 and not (words.word[k] in persons()[0] and cuts[0] == k + 1):
        return None
    edges = [k - 1, *cuts, j]
    return [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]


def _type_of(words: Words, k: int, j: int, head: str) -> tuple[str, float]:
    """The type of a run, from its own words, the nouns around it, and the pipeline's entities."""
    table, texts = heads(), words.word[k:j]
    pair = " ".join(texts[-2:])
    if pair in table["end"] and len(texts) > 2:
        return table["end"][pair], 5.0  # "… Information Network": a site, not a body
    if head:
        return table["end"][head], 5.0
    if CODE.fullmatch("".join(texts)):
        return "PRODUCT", 4.0
    if "&" in texts:
        return "ORG", 4.0
    if _outlet(words, k, j):
        return "ORG", 4.0
    return _by_noun_before(words, k) or _by_apposition(words, k, j) or _by_words(words, k, j) or _by_votes(words, k, j)


def _by_noun_before(words: Words, k: int) -> tuple[str, float] | None:
    """ "the commentator Lin", "a firm named Ropa"."""
    noun = words.word[k - 1] if words.next_to(k) else ""
    if noun == "," and k > 2 and words.word[k - 3].lower() in {"the", "its", "their"}:
        noun = words.word[k - 2]  # "the maker, Ropa"
        return ("ORG", 4.0) if heads()["before"].get(noun) == "ORG" and _closed(words, k) else None
    if noun == "," and _office_told(words, k):
        return "PERSON", 2.6  # "Borduria's ambassador to Syldavia, Ana Kovak, left"
    if noun in {"named", "called", "dubbed"} and k > 1:
        noun = words.word[k - 2]
    table = heads()["before"]
    if noun in persons()[2]:
        return "PERSON", 5.0
    kind = table.get(noun) or table.get(noun.removesuffix("s") if words.word[k - 1] != noun else "")
    return (kind, 5.0) if kind else None


def _outlet(words: Words, k: int, j: int) -> bool:
    """Whether the run is the name of the outlet that the article comes from."""
    article = words.doc._.article
    name = article.outlet.lower().removeprefix("the ") if article and article.outlet else ""
    return bool(name) and words.text[words.start[k] : words.end[j - 1]].lower().removeprefix("the ") == name


def _closed(words: Words, k: int) -> bool:
    """Whether the capitals from k on end in front of a comma or a possessive."""
    while k < len(words.word) and capital(words.word[k]):
        k += 1
    return k < len(words.word) and words.word[k] in {",", "'s", "’s"}


def _office_told(words: Words, k: int) -> bool:
    """Whether an office with its body stands before the comma, and a full name closed by a comma behind it."""
    j = k
    while j < len(words.word) and capital(words.word[j]):
        j += 1
    if j - k not in (2, 3) or words.word[j : j + 1] != [","]:
        return False
    back = words.word[max(0, k - 9) : k - 1]
    for at in range(len(back) - 2, 0, -1):
        if back[at] in {",", ".", ";"}:
            return False
        if back[at] in persons()[2] and back[at + 1] in {"to", "for", "of", "at", "in"}:
            return back[at - 1].lower() in {"'s", "’s", "a", "an", "the", "s"}
    return False


def _by_apposition(words: Words, k: int, j: int) -> tuple[str, float] | None:
    """ "Ropa, a campaign group that …": what the noun behind the comma says; "(Ropa) -" in a dateline is an agency."""
    if (
        words.word[j : j + 1] == [")"]
        and k
        and words.word[k - 1] == "("
        and words.word[j + 1 : j + 2] in (["-"], ["–"], ["—"])
    ):
        return "ORG", 4.0
    if words.word[j : j + 1] != [","] or words.word[j + 1 : j + 2] not in (["a"], ["an"], ["the"]):
        return None
    m = j + 2
    while m < min(j + 8, len(words.word)) and words.doc[words.i[m]].tag_[:2] in ("NN", "JJ", "VB", "RB"):
        m += 1
    kind = heads()["before"].get(words.word[m - 1])
    return (kind, 4.0) if kind else None


def _by_words(words: Words, k: int, j: int) -> tuple[str, float] | None:
    """Family names that stand first, given names, a product's noun behind, "in" before."""
    first_names, given, _ = persons()
    texts = words.word[k:j]
    plain = [t for t in texts if t[0].isupper()]
    before = words.word[k - 1] if words.next_to(k) else ""
    after = words.word[j] if j < len(words.word) and words.next_to(j) else ""
    if texts[0] in first_names and 2 <= len(plain) <= 3:
        return "PERSON", 4.5
    if texts[0] in given and 2 <= len(plain) <= 4:
        return "PERSON", 4.0
    if after in heads()["follows"] and len(texts) <= 2:
        return "PRODUCT", 3.5
    if after in {"group", "firm"} and before in {"the", "a", "an", "so-called"}:
        return "ORG", 2.1
    if after in {"'s", "’s"} and j + 1 < len(words.word) and _of_state(words, j + 1):
        return "GPE", 3.0
    place = before in {"in", "near", "outside"} and len(plain) <= 2 and after not in {"'s", "’s"}
    if place and texts[0] not in first_names | given:
        return "GPE", 2.2
    if all(t.isupper() for t in plain) and len("".join(plain)) >= 2:
        return "ORG", 2.0
    if texts == plain and len(texts) == 1 and (texts[0] in given or texts[0] in first_names):
        return "PERSON", 2.5
    return None


def _of_state(words: Words, k: int) -> bool:
    """Whether what follows a possessive is something that states have: a navy, an ambassador, a Ministry of Trade."""
    far = words.word[k + 1] if k + 1 < len(words.word) else ""
    return words.word[k] in heads()["state_has"] or (
        (
            words.word[k]
            in {"foreign", "prime", "defense", "defence", "armed", "Foreign", "Prime", "Defense", "Defence"}
            and far.lower() in {"ministry", "minister", "forces"}
        )
        or far in {"islands", "peninsula"}
    )


def _by_votes(words: Words, k: int, j: int) -> tuple[str, float]:
    """What the pipeline's entities say; else two words are a person, and one word a body unless it speaks."""
    labels = (words.doc[words.i[m]].ent_type_ for m in range(k, j))
    votes = Counter(KEPT_TYPES[label] for label in labels if label in KEPT_TYPES)
    led = k > 0 and words.word[k - 1].lower() == "the"
    if votes:
        kind = votes.most_common(1)[0][0]
        return ("ORG" if led and kind == "PERSON" else kind), 2.0
    if led:
        return "ORG", 1.5
    if words.word[max(0, k - 2) : k] == ["known", "as"]:
        return "ORG", 2.0  # introduced as a name, whatever the pipeline thinks
    plain = all(t[0].isupper() for t in words.word[k:j])
    return ("PERSON" if (j - k == 2 and plain) or _speaks(words, j) else "ORG"), 1.0


def _speaks(words: Words, j: int) -> bool:
    """Whether a verb follows that persons do."""
    return j < len(words.word) and words.word[j] in {
        "said",
        "told",
        "says",
        "wrote",
        "added",
        "explained",
        "argued",
        "noted",
    }


# ---- shapes around names --------------------------------------------------------------------------------------------
def find_called(words: Words) -> list[Found]:
    """Names without a capital that the text introduces: "a company named 3mx"."""
    out, table = [], heads()["before"]
    for k, word in enumerate(words.word[:-1]):
        if word in {"named", "called", "dubbed"} and k and words.next_to(k + 1):
            name = words.word[k + 1]
            if words.word[k - 1] in table and re.fullmatch(r"(?=.*\d)(?=.*[a-z])[\w.]{2,}", name):
                out.append(Found(words.start[k + 1], words.end[k + 1], table[words.word[k - 1]], 5.0))
    return out


def join_shapes(words: Words, found: list[Found]) -> list[Found]:
    """Names that grow by the words around them: wars, gatherings, organs of a state, products with their noun."""
    table = heads()
    out: list[Found] = []
    near = _shapes()
    for f, after in itertools.zip_longest(found, found[1:]):
        if f.entity_type != "GPE":
            continue
        at = f.end
        if after and after.entity_type == "GPE" and after.start == at + 1 and words.text[at] in "-–":
            at = after.end  # two states: "Borduria-Syldavia war"
        for shape, kind in near["after"] if at == f.end else near["after"][:1]:
            m = shape.match(words.text, at)
            if m and m.end() in words.ends and not (kind == "ORG" and _noun_after(words, m.end())):
                out.append(Found(f.start, m.end(), kind, 7.0))
        lead = near["between"].search(words.text, max(0, f.start - 30), f.start)
        joint = near["and"].match(words.text, f.end) if lead else None
        if lead and joint and after and after.start == joint.end() and after.entity_type == "GPE":
            out.append(Found(lead.start(), after.end, "EVENT", 7.0))
        elif inside := near["in"].search(words.text, max(0, f.start - 20), f.start):
            out.append(Found(inside.start(), f.end, "EVENT", 7.0))
    follows = table["follows"]
    for f in found:
        k = words.at.get(f.end + 1)
        if (
            f.entity_type not in ("PRODUCT", "ORG", "GPE")
            or k is None
            or (f.known and f.known.kind not in ("province", "city"))
        ):
            continue
        for size in (1, 2):
            noun = " ".join(words.word[k : k + size])
            if (noun in follows or (size == 2 and words.word[k + 1 : k + 2] and words.word[k + 1] in follows)) and (
                " " not in words.text[f.start : f.end] and not CODE.fullmatch(words.text[f.start : f.end])
            ):
                out.append(Found(f.start, words.end[k + size - 1], "PRODUCT", 5.0))
    return out


@lru_cache(maxsize=1)
def _shapes() -> dict[str, object]:
    """What stands after, between and before the names of states in names of wars, gatherings and organs."""
    table = heads()
    war = "|".join(table["war"])
    organs = "|".join(sorted(table["organ_noun"], key=len, reverse=True))
    return {
        "after": [
            (re.compile(rf" (?:{war}|{war.title()})\b"), "EVENT"),
            (re.compile(rf" (?:[a-z]+ )?(?:{'|'.join(table['gathering'])})\b"), "EVENT"),
            (re.compile(rf" (?:{organs})\b"), "ORG"),
            (re.compile(r" (?:islands|archipelago|peninsula)\b"), "GPE"),
        ],
        "between": re.compile(rf"\b(?:{war}) between (?:the )?$"),
        "and": re.compile(r" and (?:the )?"),
        "in": re.compile(r"\b(?:war|conflict) in $"),
    }


def _noun_after(words: Words, end: int) -> bool:
    """Whether a noun follows, so that the words before only qualify it ("Bordurian military suppliers")."""
    k = words.at.get(end + 1)
    return k is not None and words.doc[words.i[k]].tag_.startswith("NN") and words.word[k][0].islower()


def longest(found: list[Found]) -> list[Found]:
    """The longest of the names that overlap, in text order."""
    out: list[Found] = []
    taken: list[Found] = sorted(found, key=lambda f: (-(f.end - f.start), -f.weight, f.start))
    busy = bytearray(max((f.end for f in found), default=0))
    for f in taken:
        if not any(busy[f.start : f.end]):
            busy[f.start : f.end] = b"\1" * (f.end - f.start)
            out.append(f)
    return sorted(out, key=lambda f: f.start)


def find_again(words: Words, found: list[Found]) -> list[Found]:
    """Names found elsewhere, where they stand at the front of a sentence or in a headline."""
    table: dict[str, list[tuple[str, Found]]] = defaultdict(list)
    for f in found:
        if not f.known:
            form = words.text[f.start : f.end]
            table[form.split(" ")[0].split("-")[0]].append((form, f))
    out, done = [], set()
    for forms in table.values():
        forms.sort(key=lambda x: -len(x[0]))
    for k, word in enumerate(words.word):
        for form, f in table.get(word, ()):
            start, end = words.start[k], words.start[k] + len(form)
            if end in words.ends and words.text.startswith(form, start) and (start, end) not in done:
                done.add((start, end))
                out.append(Found(start, end, f.entity_type, f.weight, core=None))
                break
    return out


def not_names(words: Words) -> set[str]:
    """Abbreviations that the text introduces for a common noun: "synthetic aperture radar (SAR)"."""
    out = set()
    for m in re.finditer(r"\(([A-Z]{2,6})\)", words.text):
        lead = re.search(r"(?:[a-z]+[- ]){2,6}(?:\w+ )?$", words.text[max(0, m.start() - 80) : m.start()])
        initials = "".join(x[0] for x in re.split(r"[- ]", lead[0].strip()) if x) if lead else ""
        if initials.upper().endswith(m[1]):
            out.add(m[1])
    return out


# ---- the component --------------------------------------------------------------------------------------------------
@Language.component("helpers_names")
def names(doc: Doc) -> Doc:
    """Fill ``doc._.mentions`` and ``doc.spans["mentions"]``.

    Finds names of persons, bodies, places (adjectives included), products and events, and nominals ("the association")
    that surely stand for one of them. Does not find names written without a capital, unless the text introduces them.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("sentencizer")
    >>> doc = names(nlp("On Friday the Bordurian firm Ace Rope Co., Ltd. (ARC) paid."))
    >>> [(m.text, m.entity_type, m.name) for m in doc._.mentions][:2]
    [('Bordurian', 'ORG', 'Bordurian'), ('Ace Rope Co., Ltd.', 'ORG', 'Ace Rope Co., Ltd.')]
    """
    words = Words(doc)
    listed_names = find_listed(words)
    known = {f.start: f for f in listed_names}
    skip = not_names(words)
    found = [f for f in find_runs(words, known) if words.text[f.start : f.end] not in skip and not _adjective(words, f)]
    found += find_called(words)
    found = longest(listed_names + found)
    _lists_agree(words, found)
    found = _not_lonely(words, found)
    found = longest(found + new_demonyms(words, found))
    found = longest(found + find_again(words, found))
    found = longest(found + join_shapes(words, found))
    doc._.mentions = _mentions(words, found)
    doc.spans["mentions"] = spans_at(doc, ((m.start, m.end, m.entity_type) for m in doc._.mentions))
    return doc


def _not_lonely(words: Words, found: list[Found]) -> list[Found]:
    """Without the single capitals that nothing takes for a name; a part of a longer name in the article stays."""
    forms = [words.text[f.start : f.end] for f in found]
    parts = {w for form in forms if " " in form for w in form.split()}
    sure = zip(found, forms, strict=True)
    return [f for f, form in sure if f.known or f.weight > 1 or " " in form or form in parts]


def new_demonyms(words: Words, found: list[Found]) -> list[Found]:
    """Adjectives of states that no list knows: "Bordurian" where the article names Borduria; the state is one, too."""
    forms = {w for w, loud in zip(words.word, words.shouting, strict=True) if w[0].isupper() and not loud}
    out = []
    for k, word in enumerate(words.word):
        m = DEMONYM.fullmatch(word)
        state = next((x for x in (m[1], m[1][:-1], m[1] + "a") if len(x) > 3 and x in forms), "") if m else ""
        if state and state != word and not any(f.known and f.start == words.start[k] for f in found):
            out.append(Found(words.start[k], words.end[k], "GPE", 4.0, Known(word, "GPE", state, "demonym", "derived")))
            for f in found:
                if words.text[f.start : f.end] == state:
                    f.entity_type, f.weight = "GPE", max(f.weight, 4.0)
    return out


def _lists_agree(words: Words, found: list[Found]) -> None:
    """ "products named A, B, C": what holds of the first holds of the others."""
    for a, b in itertools.pairwise(found):
        if a.weight == 5.0 and not a.known and b.weight < 3 and not b.known and words.text[a.end : b.start] == ", ":
            b.entity_type, b.weight = a.entity_type, 5.0


def _adjective(words: Words, f: Found) -> bool:
    """A creed or manner, not a name: "Stalinist", "Marxist"."""
    text = words.text[f.start : f.end]
    return f.weight < 3 and " " not in text and bool(re.search(r"(ist|ists|ism|ian revolution)$", text))


def _mentions(words: Words, found: list[Found]) -> list[Mention]:
    mentions = [
        Mention(
            f.start, f.end, words.text[f.start : f.end], f.entity_type, words.text[slice(*(f.core or (f.start, f.end)))]
        )
        for f in found
    ]
    link(words.text, mentions, found)
    mentions += nominals(words, mentions)
    return sorted(mentions, key=lambda m: m.start)
