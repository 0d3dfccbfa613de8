"""Who is meant: the source of each claim, resolved within its article to the fullest form there, by rules with names.

What a source span can be, and the rule that resolves it:

==================  ===================================================================================
itself              a name in its fullest form
(rule of the name)  a shorter form of a name, by the rule of the names component (surname, short_form …)
joined              several names joined by "and"
pronoun             he, she, they, it: the most salient figure before it that agrees in gender and number
relative            who, which: the noun phrase that the clause belongs to
first person        I, we inside a quotation: whoever is quoted
same noun           "the source" after "a source close to …"
title               "the insider" and "Insider Ada Lind": the noun stands before a name in the article
apposition          "the organisation" after "an organisation, the Lake Club"
role                "the director" when the article tells who the director is
short form          "the association" after "Lake Trade Association"
kind of body        "the company" for the firm that was last spoken of
same kind           "the individual" for the unnamed person who spoke last
own outlet          "this newspaper": the outlet that the article appeared in
carried             no source of its own: the speaker of the claim before goes on
reason clause       a passive without agent in a clause that gives a speaker's reason
as printed          an unnamed source in its own words
==================  ===================================================================================

What cannot be resolved keeps its words, and its rule says why, beginning with "unresolved:".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

from helpers.annotate import chains, inside_quotes, kinds, shades
from helpers.annotate.antecedents import Antecedents
from helpers.annotate.cast import ARTICLES, POSSESSIVES, SUBJECTS, Cast, Figure, bare, head_of, owned, role_nouns
from helpers.annotate.dating import bound_recent_sayings
from helpers.annotate.records import CharSpan, Claim, Mention

THIRD = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = frozenset(THIRD) | THEY | IT | FIRST | SECOND | RELATIVE
RELATIVE_CLAUSE = frozenset({"acl:relcl", "relcl", "acl"})
REASON_MARKS = frozenset({"as", "because", "since", "for"})
VAGUE = frozenset(
    {"some", "many", "others", "several", "few", "most", "everyone", "everybody", "one", "someone", "all", "both"}
)
JOINER = re.compile(r"^[\s,]*(?:and|or|&|as well as|along with)?[\s,]*(?:both|the)?\s*$")


@dataclass(frozen=True)
class Resolved:
    """Who is meant by a source, and how that is known."""

    name: str = ""
    kind: str = kinds.UNKNOWN
    role: str = ""
    rule: str = "unresolved: no source in the text"
    figure: Figure | None = None


class Speakers:
    """Resolves the sources of one article's claims, in text order, each at most once."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.claims = doc, doc._.claims
        self.cast = Cast(doc)
        self.antecedents = Antecedents(self.cast)
        self.done: dict[int, Resolved] = {}
        self.open: set[int] = set()

    def resolve_all(self) -> list[Resolved]:
        """The resolved sources, in the order of the claims."""
        for k in sorted(range(len(self.claims)), key=lambda k: first_offset(self.claims[k])):
            self.resolve(k)
        return [self.done[k] for k in range(len(self.claims))]

    def resolve(self, k: int) -> Resolved:
        """The source of claim k; the claims that it hangs on are resolved first."""
        if k in self.done:
            return self.done[k]
        if k in self.open:  # two claims that name each other: neither settles the other
            return Resolved(rule="unresolved: claims refer to each other")
        self.open.add(k)
        claim = self.claims[k]
        for other in (claim.nested_in, claim.carried_from):
            if other is not None and 0 <= other < len(self.claims):
                self.resolve(other)
        found = self._of_span(k, claim) if claim.source else self._without_span(k, claim)
        self.open.discard(k)
        self.done[k] = found
        if found.figure:
            at = claim.source[0] if claim.source else first_offset(claim)
            self.antecedents.heard(at, found.figure, claim, self.cast)
        return found

    # ---- no source in the sentence ----------------------------------------------------------------------------------
    def _without_span(self, k: int, claim: Claim) -> Resolved:
        if claim.carried_from is not None and claim.carried_from in self.done:
            before = self.done[claim.carried_from]
            if before.name:
                return Resolved(before.name, before.kind, before.role, "carried", before.figure)
            return Resolved(kind=before.kind, rule=before.rule)
        reason = self._reason_clause(k, claim)
        if reason is not None:
            return reason
        return Resolved()

    def _reason_clause(self, k: int, claim: Claim) -> Resolved | None:
        """ "…, as it is seen as a threat" after "X fears that": whoever speaks in the main clause holds this view, too."""
        tokens = shades.cue_tokens(self.doc, claim)
        if not tokens:
            return None
        verb = head_of(tokens)
        marked = any(c.lower_ in REASON_MARKS and c.dep_ == "mark" for c in verb.children)
        if not marked or verb.dep_ not in ("advcl", "ccomp", "conj"):
            return None
        for j, other in enumerate(self.claims):
            if j == k or j not in self.done or not other.cue or not self.done[j].name:
                continue
            same = self.cast.sentence[self.cast.token_at(other.cue[0])] == self.cast.sentence[verb.i]
            if same and other.cue[0] < claim.cue[0] and claim.nested_in in (None, j):
                before = self.done[j]
                return Resolved(before.name, before.kind, before.role, "reason clause", before.figure)
        return None

    # ---- a source in the sentence -----------------------------------------------------------------------------------
    def _of_span(self, k: int, claim: Claim) -> Resolved:
        tokens = self.cast.tokens(*claim.source)
        if not tokens:
            return Resolved()
        first = tokens[0].lower_ if tokens[0].text not in ("WHO", "IT", "US") else ""
        alone = len(tokens) == 1 or all(t.pos_ in ("PRON", "DET") for t in tokens)
        if alone and first in PRONOUNS:
            return self._pronoun(k, claim, tokens[0])
        found = self._own_outlet(tokens) or self._joined(claim, tokens) or self._after_dateline(claim, tokens)
        if found is not None:
            return found
        comma = next((n for n, t in enumerate(tokens) if n and t.text in (",", "(", "–", "—")), len(tokens))
        tokens = tokens[:comma]  # what stands in apposition is looked at from its noun
        head = head_of(tokens)
        mention = self._name_in(tokens, head)
        if mention is not None:
            return self._named(mention)
        return self._nominal(k, claim, tokens, head)

    def _own_outlet(self, tokens: list[Token]) -> Resolved | None:
        """ "This newspaper", where the article says which one it is from."""
        outlet = self.doc._.article.outlet if self.doc._.article is not None else ""
        words = [t.lower_ for t in tokens]
        if not outlet or len(words) != 2 or words[0] not in ("this", "our"):
            return None
        if kinds.kind_of_noun(words[1]) != kinds.MEDIA and words[1] not in ("paper", "site", "website"):
            return None
        figure = self.cast.figures.setdefault(outlet, Figure(outlet, kinds.MEDIA, "group"))
        return Resolved(outlet, kinds.MEDIA, "", "own outlet", figure)

    def _named(self, mention: Mention) -> Resolved:
        figure = self.cast.figures[mention.name]
        return Resolved(figure.name, figure.kind, figure.role, mention.rule or "itself", figure)

    def _names(self, tokens: list[Token]) -> list[Mention]:
        seen: list[Mention] = []
        for token in tokens:
            mention = self.cast.covered.get(token.i)
            if mention is not None and mention not in seen:
                seen.append(mention)
        return seen

    def _joined(self, claim: Claim, tokens: list[Token]) -> Resolved | None:
        """Several names with nothing but "and" between them."""
        names = self._names(tokens)
        if len(names) < 2 or names[-1].end < claim.source[1]:
            return None
        gaps = [self.cast.text[a.end : b.start] for a, b in pairwise(names)]
        if not all(JOINER.match(gap) for gap in gaps) or not any(re.search(r"\b(?:and|or)\b|&", gap) for gap in gaps):
            return None
        lead = self.cast.text[claim.source[0] : names[0].start].strip().lower()
        if lead not in ("", "the", "both", "both the"):
            return None
        figures = [self.cast.figures[m.name] for m in names]
        name = "; ".join(dict.fromkeys(f.name for f in figures))
        both = Figure(name, figures[0].kind, figures[0].being, plural=True)
        return Resolved(name, figures[0].kind, "", "joined", both)

    def _after_dateline(self, claim: Claim, tokens: list[Token]) -> Resolved | None:
        """A person's name behind places and a comma: "Lakeport, Florida, Lind"."""
        names = self._names(tokens)
        if len(names) < 2 or {m.entity_type for m in names[:-1]} != {"GPE"} or names[-1].entity_type != "PERSON":
            return None
        parted = "," in self.cast.text[names[-2].end : names[-1].start] and names[-1].end == claim.source[1]
        return self._named(names[-1]) if parted else None

    def _name_in(self, tokens: list[Token], head: Token) -> Mention | None:
        """The name that a source phrase is about: its head, or a person's name at its end behind a title."""
        names = self._names(tokens)
        if not names:
            return None
        last = names[-1]
        reaches_end = last.end >= tokens[-1].idx + len(tokens[-1])
        inner = [t for t in tokens if t.idx < last.start]
        prepositions = any(t.pos_ == "ADP" for t in inner)
        own = self.cast.covered.get(head.i)
        if last.entity_type == "PERSON" and reaches_end:
            owned = inner and inner[-1].text in ("'s", "’s", "'", "’") and own is not last
            unnamed = prepositions and (tokens[0].lower_ in ARTICLES | VAGUE or _is_plural(head) or head.pos_ == "NOUN")
            titled = prepositions and tokens[0].is_title and not _is_plural(head) and tokens[0].lower_ not in ARTICLES
            if not owned and (not unnamed or own is last or titled):
                return last
        if own is not None and not self._owns(own, tokens):
            return own
        before = self.cast.covered.get(head.i - 1)
        group = kinds.kind_of_noun(head.lemma_) == kinds.UNKNOWN and kinds.being_of_noun(head.lemma_) == "group"
        if group and not _is_plural(head) and before is not None and before.entity_type == "ORG" and before in names:
            return before  # "the Lake Club group"
        if reaches_end and not prepositions and not _common_after(inner) and last.entity_type != "PERSON":
            return last
        return None

    def _owns(self, mention: Mention, tokens: list[Token]) -> bool:
        """Whether the name only qualifies what follows it in the phrase: "Lind's aide", "Treasury officials"."""
        after = [t for t in tokens if t.idx >= mention.end]
        return bool(after) and (after[0].text in ("'s", "’s", "'", "’") or after[0].pos_ == "NOUN")

    # ---- pronouns ---------------------------------------------------------------------------------------------------
    def _pronoun(self, k: int, claim: Claim, token: Token) -> Resolved:
        word = token.lower_
        if word in FIRST:
            return self._first_person(k, claim)
        if word in SECOND:
            return Resolved(rule="unresolved: whoever is spoken to")
        if word in RELATIVE and not (word == "that" and token.dep_ not in SUBJECTS):
            return self._relative(k, claim, token)
        figure, why = self._antecedent(k, claim, token)
        if figure is None:
            return Resolved(rule=f"unresolved: {why}")
        return Resolved(figure.name, figure.kind, figure.role, "pronoun", figure)

    def _antecedent(self, k: int, claim: Claim, token: Token, publishes: bool = False) -> tuple[Figure | None, str]:
        word = token.lower_
        outer = self.done.get(claim.nested_in) if claim.nested_in is not None else None
        quoted = self.cast.in_speech(token.idx)
        anchor = min([token.idx, *(a for a, _ in claim.content)]) if not quoted else token.idx
        if (
            token.tag_ == "PRP$" and anchor < token.idx
        ):  # "…, her spokesman said": whose it is may stand in what was told
            claim, anchor = Claim(None, None, []), token.idx
        return self.antecedents.of_pronoun(
            token,
            anchor,
            gender=THIRD.get(word, ""),
            number="plural" if word in THEY else "single",
            thing=word in IT,
            own=claim,
            outer=outer.figure if outer else None,
            quoted=quoted,
            publishes=publishes,
        )

    def _first_person(self, k: int, claim: Claim) -> Resolved:
        """I and we are whoever speaks the quotation that they stand in."""
        at, best = claim.source[0], None
        for j, other in enumerate(self.claims):
            if j == k or not any(a <= at < b for a, b in other.quoted_spans or []):
                continue
            size = sum(b - a for a, b in other.quoted_spans)
            if best is None or size < best[0]:
                best = (size, j)
        j = best[1] if best else claim.nested_in
        speaker = self.resolve(j) if j is not None and j != k else None
        outlet = self.doc._.article.outlet if self.doc._.article is not None else ""
        if speaker is None and outlet and not self.cast.in_speech(at):
            figure = self.cast.figures.setdefault(outlet, Figure(outlet, kinds.MEDIA, "group"))
            return Resolved(outlet, kinds.MEDIA, "", "own outlet", figure)
        if speaker is None or not speaker.name:
            return Resolved(rule="unresolved: the writer, or a speaker not named")
        return Resolved(speaker.name, speaker.kind, speaker.role, "first person", speaker.figure)

    def _relative(self, k: int, claim: Claim, token: Token) -> Resolved:
        """Who, which: the noun that the relative clause hangs on."""
        before = self.doc[token.i - 1] if token.i else token
        if before.pos_ in ("PRON", "DET") and before.lower_ not in PRONOUNS:  # "anybody who", "those who"
            return Resolved(before.text, kinds.ANONYMOUS, rule="relative")
        verb = token.head
        while verb.dep_ not in RELATIVE_CLAUSE and verb.head.i != verb.i and verb.head.i > token.i - 25:
            verb = verb.head
        noun = verb.head if verb.dep_ in RELATIVE_CLAUSE and verb.head.i < token.i else self._noun_before(token)
        if token.lower_ == "who" and noun is not None and not self._is_person(noun):
            noun = next((t for t in reversed(self.doc[token.sent.start : token.i]) if self._is_person(t)), noun)
        if noun is None:
            return Resolved(rule="unresolved: no noun before the relative clause")
        mention = self.cast.covered.get(noun.i) or next(
            (self.cast.covered[c.i] for c in noun.children if c.i in self.cast.covered and c.dep_ in ("flat", "appos")),
            None,
        )
        if mention is not None and mention.end <= token.idx:
            found = self._named(mention)
        else:
            words = self.cast.phrase(noun)
            found = self._nominal(k, claim, words, noun)
        return Resolved(found.name, found.kind, found.role, "relative", found.figure)

    def _is_person(self, noun: Token) -> bool:
        mention = self.cast.covered.get(noun.i)
        if mention is not None:
            return mention.entity_type == "PERSON"
        return noun.pos_ == "NOUN" and (
            kinds.being_of_noun(noun.lemma_) == "person" or kinds.looks_like_person(noun.lemma_)
        )

    def _noun_before(self, token: Token) -> Token | None:
        for i in range(token.i - 1, max(-1, token.i - 6), -1):
            if self.doc[i].pos_ in ("NOUN", "PROPN"):
                return self.doc[i]
        return None

    # ---- common nouns -----------------------------------------------------------------------------------------------
    def _nominal(self, k: int, claim: Claim, tokens: list[Token], head: Token) -> Resolved:
        """A source without a name of its own: who it stands for, or its own words."""
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        first = tokens[0].lower_
        coined = re.search(r"\d[a-z]|[a-z]\d|[a-z][A-Z]", head.text)
        known = kinds.is_known_noun(head.lower_) or head.lower_ in role_nouns()
        if (head.pos_ == "PROPN" or coined) and not self._names(tokens) and not known:
            return self._stranger(tokens, start, end)
        owner, why = "", "as printed"
        if first in POSSESSIVES and len(tokens) > 1 and first not in ("my", "our", "your", "whose"):
            figure, _ = self._antecedent(k, claim, tokens[0], publishes=kinds.being_of_noun(head.lemma_) == "thing")
            owner = figure.name if figure else ""
            if figure is None:
                why = f"unresolved: whose {head.lower_}"
        possessor = self.cast.covered.get(tokens[0].i)
        if possessor is not None and possessor.entity_type == "PERSON" and self._owns(possessor, tokens):
            owner = self.cast.figures[possessor.name].name
        found, rule = self.antecedents.of_nominal(tokens, head, claim, owner)
        if found is not None:
            return Resolved(found.name, found.kind, found.role, rule, found)
        figure = self.cast.unnamed(head, start, end)
        figure.kind = self._kind_of_nominal(tokens, head, figure)
        if owner:
            rest = next(
                (t.idx for t in tokens[1:] if t.i not in self.cast.covered and t.dep_ not in ("case", "punct")), start
            )
            figure.name = owned(owner, self.cast.text[rest:end])
        self.antecedents.link(head.i, figure)
        return Resolved(figure.name, figure.kind, figure.role, why, figure)

    def _stranger(self, tokens: list[Token], start: int, end: int) -> Resolved:
        """A name that the names component has not marked."""
        name = bare(self.cast.text[start:end])
        person = any(t.ent_type_ == "PERSON" for t in tokens)
        key = self.cast.figures.setdefault(
            name, Figure(name, kinds.kind_of_name(name, "PERSON" if person else "ORG"), "person" if person else "group")
        )
        return Resolved(key.name, key.kind, key.role, "as printed", key)

    def _kind_of_nominal(self, tokens: list[Token], head: Token, figure: Figure) -> str:
        """The kind that the noun tells, the body that it belongs to considered."""
        wide = kinds.widest_noun(head.lemma_, self.doc[head.i - 1].lower_ if head.i else "")
        if not kinds.is_known_noun(head.lemma_):
            vague = head.lower_ in VAGUE or head.lower_ in ("critics", "those")
            parts = [c for c in head.children if c.dep_ in ("nmod", "pobj") and c.i > head.i]  # "many of his critics"
            before = [t for t in reversed(tokens) if t.i < head.i]
            known = next((t for t in (*parts, *before) if kinds.is_known_noun(t.lemma_)), None)
            if known is not None:
                return kinds.kind_of_noun(known.lemma_, _is_plural(known))
            person = kinds.looks_like_person(head.lemma_) or any(t.lower_ == "who" for t in tokens)
            figure.being = "person" if person else figure.being
            return kinds.ANONYMOUS if vague or person else figure.kind
        owners = [m for m in self._names(tokens) if m.end <= head.idx or m.start > head.idx]
        owner_kind = kinds.kind_of_name(owners[-1].name, owners[-1].entity_type) if owners else ""
        kind = kinds.kind_of_voice(wide, _is_plural(head), owner_kind)
        if (
            kind == kinds.UNKNOWN
            and owner_kind in (kinds.PERSON, kinds.ORGANISATION)
            and kinds.being_of_noun(wide) == "group"
        ):
            return kinds.ORGANISATION  # "Lind's campaign", "a subsidiary of Lake Shipping"
        return kind


def first_offset(claim: Claim) -> int:
    """Where a claim begins: at its source, cue or content, whichever stands first.

    >>> first_offset(Claim((40, 45), (46, 50), [(10, 38)]))
    10
    """
    return min([span[0] for span in (claim.source, claim.cue, *claim.content) if span], default=0)


def told_inside(claims: list[Claim], k: int) -> list[CharSpan]:
    """What others say inside claim k: contents of the claims nested in it, or whose source stands in it."""
    content = claims[k].content
    inner = [
        other
        for j, other in enumerate(claims)
        if j != k
        and (other.nested_in == k or (other.source and any(a <= other.source[0] < b for a, b in content)))
        and other.content != content
    ]
    return [span for other in inner for span in other.content]


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in token.morph


def _common_after(inner: list[Token]) -> bool:
    """Whether a common noun stands among the words before the name ("a Treasury notice on Lake Club")."""
    return any(t.pos_ == "NOUN" and kinds.is_known_noun(t.lemma_) and t.lower_ not in ("state",) for t in inner)


@Language.component("helpers_speakers")
def speakers(doc: Doc) -> Doc:
    """Complete the claims of ``doc._.claims``: who is meant, what kind of source, which shade, through whom.

    Writes source_name, source_type, role, source_rule, via, first_hand, polarity, hedged, cue_strength, quote_flags; gives
    "recently" in ``doc._.dates`` a first day where the speaker's account has one.
    Needs the names, quotes and attribution components before it.
    """
    claims = doc._.claims
    if not claims:
        return doc
    work = Speakers(doc)
    resolved = work.resolve_all()
    for k, (claim, found) in enumerate(zip(claims, resolved, strict=True)):
        claim.source_name, claim.source_type = found.name, found.kind
        claim.role, claim.source_rule = found.role, found.rule
        claim.polarity, claim.hedged, claim.cue_strength, _ = shades.shade(doc, claim, told_inside(claims, k))
    for k, chain in enumerate(chains.chains(doc, work.cast, work.antecedents, [r.figure for r in resolved])):
        claims[k].via = chain
        claims[k].first_hand = chains.is_first_hand(doc, claims[k])
        claims[k].quote_flags = inside_quotes.flags(doc, claims[k])
    bound_recent_sayings(doc)
    return doc
