"""Who appears in an article: persons, bodies and unnamed people, where they are seen, what they are called and do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

from helpers.annotate import kinds, lexicon
from helpers.annotate.records import Mention
from helpers.annotate.spans import starts_of, text_of

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj", "csubj:pass", "agent"})
OWNED = frozenset({"nmod:poss", "poss"})
FLAT = frozenset({"flat", "flat:name", "compound", "nn", "name"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "said", "such"})
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
MARKUP = frozenset({"*", "_", "“", "”", '"', "‘", "’"})
LONGEST_MODIFIER = 9  # tokens; what is longer is rather a clause that the parse has misplaced
SEVERAL = frozenset({"some", "many", "several", "most", "few", "all", "both", "two", "three", "others"})
SHORT_PHRASE = 3  # tokens; a longer definite phrase introduces somebody: "the owner of a towing firm"
LOOSE = frozenset({"about", "against", "over", "during", "after", "before", "despite"})  # tell of a deed, not of a body
ROLE_STOPS = frozenset({"VERB", "AUX", "DET", "PRON", "CCONJ", "SCONJ", "SPACE", "NUM", "INTJ"})


@dataclass(eq=False)
class Figure:
    """Somebody or something that can speak: a named person or body, or an unnamed one told apart by its words."""

    name: str
    kind: str  # a source_type
    being: str  # person, group, thing
    plural: bool = False
    gender: str = ""  # m, f, or empty where the text does not tell
    role: str = ""
    named: bool = True
    noun: str = ""  # lemma of the head noun of an unnamed one


@dataclass
class Sighting:
    """A place where a figure is mentioned."""

    i: int  # token that heads the mention
    start: int
    end: int
    figure: Figure
    subject: bool = False
    owned: bool = False  # possessive or part of a longer name: "Lind's friend", "a Treasury notice"
    quoted: bool = False
    speaks: bool = False
    depth: int = 0  # clauses above the one that it stands in


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """Forms of address, nouns and given names that tell a gender."""
    return {row["word"]: row["gender"] for row in lexicon.read("gendered")}


@lru_cache(maxsize=1)
def role_nouns() -> frozenset[str]:
    """Nouns, in lower case, that say what a person is: offices, trades, ties."""
    nouns = {row["title"].split()[-1].lower() for row in lexicon.read("name_titles")}
    nouns |= {row["noun"].lower() for row in lexicon.read("name_roles") if row["kind"] == "person"}
    return frozenset(nouns | {n for n, row in kinds.source_nouns().items() if row["being"] == "person"})


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles that stand before names, in lower case; alone they name nobody."""
    return frozenset(row["title"].lower() for row in lexicon.read("name_titles"))


@lru_cache(maxsize=1)
def _pseudonym_marks() -> tuple[str, ...]:
    return tuple(row["mark"].lower() for row in lexicon.read("pseudonym_marks"))


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a pseudonym mark stands as whole words: start, end, mark; in text order."""
    lower, found = text.lower(), []
    if len(lower) != len(text):  # a few capitals become two characters: leave those as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for mark in _pseudonym_marks():
        at = lower.find(mark)
        while at >= 0:
            end = at + len(mark)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                found.append((at, end, mark))
            at = lower.find(mark, end)
    yield from sorted(found)


@dataclass
class Cast:
    """The figures of one article and where they are seen, in text order.

    Built from ``doc._.mentions``, common nouns of the lexicon ``source_nouns``, and ``doc._.quotes``.
    """

    doc: Doc
    figures: dict[str, Figure] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    step: list[int] = field(default_factory=list)  # the same, sentences wholly inside quotations not counted
    covered: dict[int, Mention] = field(default_factory=dict)  # token → the name that it is part of

    def __post_init__(self) -> None:
        self.text = text_of(self.doc)
        self.all = list(self.doc)
        self.starts = starts_of(self.doc)
        pos = [t.pos_ for t in self.all]
        self.nouns = [t for t, p in zip(self.all, pos, strict=True) if p == "NOUN"]
        self.verbs = [t for t, p in zip(self.all, pos, strict=True) if p == "VERB"]
        self.speech = sorted((q.start, q.end) for q in self.doc._.quotes if q.kind == "speech")
        self.sentence, self.step = [0] * len(self.doc), [0] * len(self.doc)
        step = 0
        for n, sent in enumerate(self.doc.sents):
            step += not (self.in_speech(sent.start_char) and self.in_speech(sent.end_char - 2))
            for i in range(sent.start, sent.end):
                self.sentence[i], self.step[i] = n, step
        hidden = _pseudonyms(self.doc)
        for mention in sorted(self.doc._.mentions, key=lambda m: (m.start, -m.end)):
            if mention.text.lower() not in titles():
                self._see_name(mention, hidden)
        self._see_nouns()
        self.sightings.sort(key=lambda s: s.start)
        self._see_offices()

    # ---- places -----------------------------------------------------------------------------------------------------
    def token_at(self, offset: int) -> int:
        """Index of the token that holds this character (or the last one before it)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens between two offsets, blanks left out."""
        return [t for t in self.doc[self.token_at(start) : self.token_at(end - 1) + 1] if not t.is_space]

    def in_speech(self, offset: int) -> bool:
        """Whether this character stands in a quotation that is speech."""
        k = bisect_right(self.speech, (offset, 10**9)) - 1
        return any(s <= offset < e for s, e in self.speech[max(0, k - 2) : k + 1])

    # ---- names ------------------------------------------------------------------------------------------------------
    def _see_name(self, mention: Mention, hidden: frozenset[str]) -> None:
        tokens = self.tokens(mention.start, mention.end)
        if not tokens:
            return
        figure = self.figures.get(mention.name) or self._new_name(mention, hidden)
        head = head_of(tokens)
        for token in tokens:
            self.covered.setdefault(token.i, mention)
        if mention.entity_type == "PERSON":
            figure.role = figure.role or self.role_before(tokens[0]) or self.role_after(tokens[-1])
            figure.gender = figure.gender or self._gender(tokens, figure)
        self.sightings.append(self._sighting(head, mention.start, mention.end, figure, tokens[-1]))

    def _new_name(self, mention: Mention, hidden: frozenset[str]) -> Figure:
        first, *rest = mention.name.split(" ")
        titled = mention.entity_type == "ORG" and len(rest) > 1 and first.lower() in role_nouns()
        entity_type = "PERSON" if titled else mention.entity_type
        kind = kinds.kind_of_name(mention.name, entity_type)
        if self.is_own_outlet(mention.name):
            kind = kinds.MEDIA
        being = {"PERSON": "person", "ORG": "group", "GPE": "group"}.get(entity_type, "thing")
        if mention.name in hidden:
            kind = kinds.PSEUDONYMOUS
        figure = Figure(mention.name, kind, "group" if kind == kinds.MEDIA else being)
        self.figures[mention.name] = figure
        return figure

    def is_own_outlet(self, name: str) -> bool:
        """Whether a name is that of the outlet that the article appeared in, as far as the article is known."""
        outlet = self.doc._.article.outlet if self.doc._.article is not None else ""
        own, words = bare(outlet).lower().split(), bare(name).lower().split()
        return bool(outlet) and words in (own[: len(words)], own[len(own) - len(words) :])

    def _sighting(self, head: Token, start: int, end: int, figure: Figure, last: Token) -> Sighting:
        subject = head.dep_ in SUBJECTS or (head.dep_ in ("conj", *FLAT) and head.head.dep_ in SUBJECTS)
        subject = subject or (figure.being == "person" and figure.named and self._opens_sentence(head))
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else last
        owned = (
            head.dep_ in OWNED or after.text in ("'s", "’s", "'", "’") or (head.dep_ in FLAT and head.i < head.head.i)
        )
        owned = owned or (
            figure.being == "group" and after.tag_ in ("NN", "NNS")
        )  # "Pact sanctions", however it is parsed
        return Sighting(
            head.i, start, end, figure, subject and not owned, owned, self.in_speech(start), depth=_depth(head)
        )

    def _opens_sentence(self, head: Token) -> bool:
        """Whether no verb and no other person stands before it in its sentence, whatever the parse says."""
        before = [t for t in self.doc[head.sent.start : head.i] if not t.is_space]
        if len(before) > 24 or any(t.pos_ in ("VERB", "AUX") for t in before):
            return False
        others = {m.entity_type for t in before if (m := self.covered.get(t.i)) and not m.start <= head.idx < m.end}
        title = next((t for t in reversed(before) if t.pos_ not in ("PROPN", "NOUN", "ADJ")), None)
        return "PERSON" not in others and (title is None or title.pos_ != "ADP")

    def _gender(self, tokens: list[Token], figure: Figure) -> str:
        table = genders()
        before = self.doc[tokens[0].i - 1].text if tokens[0].i else ""
        told = [before, *(t.text for t in tokens[:1]), *figure.role.split(), *(w.lower() for w in figure.role.split())]
        return next((table[w] for w in [*told, figure.name.split(" ")[0]] if w in table), "")

    def role_before(self, first: Token) -> str:
        """The title or role that stands right before a name: "Chinese Foreign Ministry spokesperson" Mao Ning."""
        i = first.i
        while i and not _breaks_role(self.doc[i - 1]) and self.sentence[i - 1] == self.sentence[first.i]:
            i -= 1
        words = [t for t in self.doc[i : first.i] if not t.is_space]
        while words and words[0].pos_ in ("ADP", "PART", "PUNCT"):
            words.pop(0)
        if not words or not any(t.text.lower().rstrip(".") in role_nouns() for t in words):
            return ""
        return self.text[words[0].idx : words[-1].idx + len(words[-1])]

    def role_after(self, last: Token) -> str:
        """The role that stands after a name, between commas: Shen Ming-shih, "director of the institute"."""
        i = last.i + 1
        if i >= len(self.doc) or self.doc[i].text not in (",", "–", "—", "("):
            return ""
        words: list[Token] = []
        for token in self.doc[i + 1 : i + 26]:
            if (
                token.text in ',.;:()–—”"“'
                or token.pos_ in ("VERB", "SPACE")
                or token.tag_ in ("WP", "WDT", "MD", "VBD")
            ):
                break
            words.append(token)
        if not any(t.text.lower() in role_nouns() for t in words[:8]):
            return ""
        words = words[1:] if words[0].text.lower() in ARTICLES else words
        return self.text[words[0].idx : words[-1].idx + len(words[-1])] if words else ""

    # ---- nouns ------------------------------------------------------------------------------------------------------
    def _see_nouns(self) -> None:
        """People and groups without a name that open a noun phrase of their own ("a workshop director")."""
        for token in self.nouns:
            if token.i in self.covered or not kinds.is_known_noun(token.lemma_):
                continue
            if token.dep_ in FLAT or token.dep_ == "amod":
                continue
            thing = kinds.being_of_noun(token.lemma_) == "thing"
            part = token.head if token.dep_ == "nmod" and token.head.pos_ in ("ADJ", "NUM", "PRON", "DET") else token
            if (thing and part.dep_ not in SUBJECTS) or self.names_it(token):
                continue
            span = self.phrase(part)
            first = span[0].lower_
            if first in POSSESSIVES or (first in DEFINITE and not thing and len(span) <= SHORT_PHRASE):
                continue
            start, end = span[0].idx, span[-1].idx + len(span[-1])
            figure = self.unnamed(token, start, end)
            figure.plural = figure.plural and (part is token or part.lower_ in SEVERAL)
            self.sightings.append(self._sighting(part, start, end, figure, span[-1]))

    def _see_offices(self) -> None:
        """Persons meant by their office as subjects of a clause: "The minister also replied"."""
        people = [s for s in self.sightings if s.figure.named and s.figure.being == "person" and s.figure.role]
        found = []
        for token in self.all if people else ():
            if token.lower_ not in role_nouns() or token.dep_ not in SUBJECTS or token.i in self.covered:
                continue
            if not token.i or self.doc[token.i - 1].lower_ not in DEFINITE:
                continue
            holders = [
                s for s in people if s.i < token.i and token.lower_ in s.figure.role.lower().replace("-", " ").split()
            ]
            if holders:
                end = token.idx + len(token)
                found.append(self._sighting(token, self.doc[token.i - 1].idx, end, holders[-1].figure, token))
        self.sightings = sorted([*self.sightings, *found], key=lambda s: s.start)

    def names_it(self, noun: Token) -> Figure | None:
        """The person or body whose name this noun introduces: "Insider Ada Lind", "the magazine Orbit", "a club, the Ace"."""
        after = next((t for t in self.doc[noun.i + 1 : noun.i + 3] if t.text not in MARKUP), None)
        mention = self.covered.get(after.i) if after is not None else None
        if mention is not None and mention.start == after.idx:
            being = kinds.being_of_noun(noun.lemma_)
            if mention.entity_type == "PERSON" or (being == "group" and mention.entity_type in ("ORG", "PRODUCT")):
                return self.figures.get(mention.name)
        for child in noun.children:
            mention = self.covered.get(child.i)
            if child.dep_ in ("appos", "flat") and mention is not None and child.i > noun.i:
                return self.figures.get(mention.name)
        return self.explained_by(noun)

    def explained_by(self, noun: Token) -> Figure | None:
        """The name that the noun explains behind a comma: "the Lake Club, a private body of sailors"."""
        first = min([noun.i, *(c.left_edge.i for c in noun.lefts if c.dep_ not in ("punct", "nsubj"))])
        if first < 2 or self.doc[first - 1].text != "," or noun.dep_ in SUBJECTS:
            return None
        mention = self.covered.get(first - 2)
        bare_role = mention is not None and mention.entity_type == "PERSON" and noun.tag_ == "NN"
        if self.doc[first].lower_ not in ("a", "an", "the") and not (bare_role and self.doc[first].pos_ != "DET"):
            return None
        being = {"PERSON": "person", "ORG": "group"}.get(mention.entity_type) if mention else None
        return self.figures.get(mention.name) if being and being == kinds.being_of_noun(noun.lemma_) else None

    def named_after(self, end: int, within: int = -1) -> Figure | None:
        """The name between commas, or at the end of a source, right behind a phrase: "the coach, Ada Lind, said"."""
        comma = re.compile(r"(?:\s*\([^)]*\))?,\s*(?:the\s)?").match(self.text, end)
        mention = self.covered.get(self.token_at(comma.end())) if comma else None
        if mention is None or mention.start != comma.end():
            return None
        if not re.match(r"[,.;:)]", self.text[mention.end :]) and mention.end != within:
            return None
        return self.figures.get(mention.name)

    def phrase(self, noun: Token) -> list[Token]:
        """The noun phrase around a noun: from its first modifier to its last one that no comma or relative clause parts."""
        left = noun.i
        for child in noun.lefts:
            if child.dep_ not in ("punct", "cc", "conj", "case", "mark", "advmod", "cop", "nsubj", "aux"):
                left = min(left, child.left_edge.i)
        right = noun.i
        for child in noun.rights:
            close = child.left_edge.i == right + 1 and child.right_edge.i - child.left_edge.i < LONGEST_MODIFIER
            told = LOOSE & {child.lower_, *(c.lower_ for c in child.children if c.dep_ == "case")}
            if child.dep_ in ("nmod", "prep", "acl", "flat", "amod") and close and not told:
                right = child.right_edge.i
            elif child.i != right + 1 or child.dep_ not in FLAT:
                break
        words = [t for t in self.doc[left : right + 1] if not t.is_space]
        cut = next((k for k, t in enumerate(words) if t.i > noun.i and t.text in ',;:()–—“”"'), len(words))
        return words[:cut]

    def _with_owner(self, start: int, end: int) -> str:
        """A phrase that begins with a person's name as owner ("Lind's aide"), with the name in full; else nothing."""
        mention = self.covered.get(self.token_at(start))
        if mention is None or mention.entity_type != "PERSON" or mention.end >= end:
            return ""
        own = re.compile(r"['’]s?\s+").match(self.text, mention.end)
        return owned(mention.name, self.text[own.end() : end]) if own else ""

    def unnamed(self, noun: Token, start: int, end: int) -> Figure:
        """The figure for an unnamed source as printed; the same words are the same figure."""
        printed = self.text[start:end]
        key = "~" + printed.lower()
        if key not in self.figures:
            plural = noun.tag_ in PLURAL_TAGS or "Number=Plur" in noun.morph
            wide = kinds.widest_noun(noun.lemma_, self.doc[noun.i - 1].lower_ if noun.i else "")
            kind, being = kinds.kind_of_noun(wide, plural), kinds.being_of_noun(wide) or "thing"
            gender = genders().get(noun.text.lower(), "")
            name = self._with_owner(start, end) or bare(printed)
            self.figures[key] = Figure(name, kind, being, plural, gender, "", False, noun.lemma_.lower())
        return self.figures[key]


def owned(owner: str, rest: str) -> str:
    """The name of something by its owner.

    >>> owned("Ada Lind", "former boss"), owned("Hans Moos", "boss")
    ('Ada Lind’s former boss', 'Hans Moos’ boss')
    """
    return f"{owner}’{'' if owner.endswith('s') else 's'} {' '.join(rest.split())}"


def bare(printed: str) -> str:
    """A printed phrase without its leading article, markup, quotation marks, line breaks and doubled blanks.

    >>> bare("the workshop\\n director")
    'workshop director'
    """
    words = re.sub(r"[*_“”\"]+", " ", printed).split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ARTICLES else words)


def head_of(tokens: list[Token]) -> Token:
    """The token of a phrase that hangs on something outside it (the last of several names in a row, else the first)."""
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return next((t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON")), roots[0] if roots else tokens[-1])


def _depth(token: Token) -> int:
    """How many clauses stand above the token's own."""
    clauses = [
        t for t in token.ancestors if t.dep_.partition(":")[0] in ("ccomp", "advcl", "acl", "relcl", "csubj", "xcomp")
    ]
    return len(clauses)


def _breaks_role(token: Token) -> bool:
    if token.is_space or token.pos_ in ROLE_STOPS:
        return True
    if token.pos_ in ("PUNCT", "SYM"):
        return token.text not in "-–."
    return token.pos_ == "ADP" and token.text.lower() not in ("of", "for")


def _pseudonyms(doc: Doc) -> frozenset[str]:
    """Names of persons that the text calls pseudonyms: the name before the mark in its sentence, else one after it."""
    out, text = set(), text_of(doc)
    people = [m for m in doc._.mentions if m.entity_type == "PERSON"]
    for start, end, mark in _marks(text):
        left = max(text.rfind(stop, 0, start) for stop in (". ", "\n", "! ", "? "))
        before = [m for m in people if left < m.start and m.end <= start]
        after = [m for m in people if end <= m.start < end + 60 and "\n" not in text[end : m.start]]
        if not before and not after and text[left : left + 2] == ". ":  # "Emil was there. That is not his real name."
            low = max(text.rfind(". ", 0, left), text.rfind("\n", 0, left))
            before = [m for m in people if low < m.start and m.end <= left]
        if before or after:
            out.add((after[0] if after and ("call" in mark or not before) else before[-1]).name)
    return frozenset(out)
