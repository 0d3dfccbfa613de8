"""What a pronoun or a definite noun points back to: salience after Lappin and Leass, agreement, and like nouns.

Each figure seen before the pronoun gets points: for nearness, for being a subject, for having spoken; fewer when it
stands in a quotation or only owns something. The best one wins if it is near enough and clearly ahead.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter

from spacy.tokens import Token

from helpers.annotate import kinds
from helpers.annotate.cast import DEFINITE, POSSESSIVES, Cast, Figure, Sighting, head_of, owned
from helpers.annotate.cast import OWNED as OWNED_BY
from helpers.annotate.records import Claim

PRESENT, SUBJECT, SPEAKS, OWNED, QUOTED, OUTER = 100, 35, 30, -30, -45, 60  # points in the same sentence
DEPTH = 5  # points that a subject loses by each clause above its own
TOPIC = 20  # points for the person most often seen, wherever
FADING = (1, 0.8, 0.55, 0.4, 0.3, 0.22, 0.16, 0.12, 0.09, 0.07, 0.05)  # what is left of them, by sentences between
PUBLISHES, PUBLISHERS = 30, frozenset({kinds.ORGANISATION, kinds.GOVERNMENT, kinds.MEDIA})
ENOUGH, CLEAR, SURE = 25, 3, 40  # to win, to be ahead, and to tell the figure’s gender
LESSER = frozenset({"former", "ex", "deputy", "vice", "acting", "then"})  # "the mayor" is not the former deputy mayor
GENERIC_PERSON = frozenset(
    {"individual", "person", "man", "woman", "insider", "official", "employee", "staffer", "worker", "member"}
)
BODIES = {
    "company": kinds.ORGANISATION, "firm": kinds.ORGANISATION, "manufacturer": kinds.ORGANISATION,
    "corporation": kinds.ORGANISATION, "enterprise": kinds.ORGANISATION, "organization": kinds.ORGANISATION,
    "organisation": kinds.ORGANISATION, "group": kinds.ORGANISATION, "association": kinds.ORGANISATION,
    "institute": kinds.ORGANISATION, "party": kinds.ORGANISATION, "agency": kinds.GOVERNMENT, "ministry": kinds.GOVERNMENT,
    "department": kinds.GOVERNMENT, "outlet": kinds.MEDIA, "newspaper": kinds.MEDIA, "paper": kinds.MEDIA,
    "magazine": kinds.MEDIA, "daily": kinds.MEDIA, "broadcaster": kinds.MEDIA, "country": kinds.STATE, "nation": kinds.STATE,
}  # fmt: skip


class Antecedents:
    """Looks back from pronouns and definite nouns; learns from each resolved claim who has spoken."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.seen: list[Sighting] = list(cast.sightings)
        self.seen.sort(key=lambda s: s.start)
        self.frequency = Counter(s.figure for s in self.seen)
        self.links: dict[int, Figure] = {}  # token of a common noun → the figure that it turned out to be

    def heard(self, offset: int, figure: Figure, claim: Claim, cast: Cast) -> None:
        """Note that a figure has spoken here."""
        i = cast.token_at(offset)
        end = claim.source[1] if claim.source else offset
        spoken = Sighting(
            i, offset, end, figure, bool(claim.source), False, cast.in_speech(offset), claim.nested_in is None
        )
        insort(self.seen, spoken, key=lambda s: s.start)
        if claim.source:
            self.links.setdefault(head_of(cast.tokens(*claim.source)).i, figure)

    def link(self, i: int, figure: Figure) -> None:
        """Note which figure a noun stands for."""
        self.links[i] = figure

    def first_of(self, figure: Figure) -> int | None:
        """The token of the noun that first stood for an unnamed figure."""
        places = [i for i, linked in self.links.items() if linked is figure]
        return min(places, default=None)

    # ---- pronouns ---------------------------------------------------------------------------------------------------
    def of_pronoun(
        self,
        token: Token,
        anchor: int,
        *,
        gender: str,
        number: str,
        thing: bool,
        own: Claim,
        outer: Figure | None,
        quoted: bool,
        publishes: bool = False,
    ) -> tuple[Figure | None, str]:
        """The figure that a pronoun stands for, or None and why not.

        Parameters
        ----------
        token : Token
            The pronoun.
        anchor : int
            Where to look back from: the pronoun, or the content that stands before it.
        gender, number, thing
            What the pronoun tells: m, f or nothing; single or plural; whether it is "it".
        own : Claim
            The claim whose source the pronoun is: nobody in its content is meant.
        outer : Figure, optional
            Who tells this claim, when it stands inside another one.
        quoted : bool
            The pronoun stands in a quotation: its speaker is not meant.
        publishes : bool
            The pronoun owns a report or the like: bodies are likelier than states.
        """
        points: dict[Figure, float] = {}
        often = max((self.frequency[f] for f in self.frequency if f.being == "person"), default=1)
        count = self.cast.sentence if quoted else self.cast.step
        here = count[self.cast.token_at(anchor)]
        for sight in self.seen[: bisect_left(self.seen, token.idx, key=lambda s: s.start)]:
            if sight.i == token.i or not self._agrees(sight.figure, gender, number, thing):
                continue
            if number == "plural" and sight.figure.being == "thing" and not sight.speaks:
                continue
            if any(a <= sight.start < b for a, b in own.content) or self._is_hearer(sight, token):
                continue
            if quoted and sight.figure is outer:
                continue
            gap = max(0, here - count[sight.i])
            if gap < len(FADING):
                worth = self._worth(sight, gap, quoted)
                worth += 0 if thing or number == "plural" else TOPIC * self.frequency[sight.figure] / often
                worth += PUBLISHES * (publishes and sight.figure.kind in PUBLISHERS)
                points[sight.figure] = max(points.get(sight.figure, -99), worth)
        if outer is not None and not quoted and outer in points:
            points[outer] += OUTER
        figure, why = _clear_winner(points)
        if figure is not None and gender and not figure.gender and _lead(points) >= SURE:
            figure.gender = gender
        return figure, why

    def _worth(self, sight: Sighting, gap: int, quoted: bool) -> float:
        worth = (
            PRESENT
            + (SUBJECT - DEPTH * min(3, sight.depth)) * sight.subject
            + SPEAKS * sight.speaks
            + OWNED * sight.owned
        )
        return FADING[gap] * (worth + (QUOTED if sight.quoted and not quoted else 0))

    @staticmethod
    def _agrees(figure: Figure, gender: str, number: str, thing: bool) -> bool:
        if thing:
            return figure.being != "person" and not figure.plural
        if number == "plural":
            return figure.plural or figure.being == "group"
        return figure.being == "person" and not figure.plural and figure.gender in ("", gender)

    @staticmethod
    def _is_hearer(sight: Sighting, token: Token) -> bool:
        """Whether the figure is an object of the same verb: "X told Y he …" does not make Y speak to himself."""
        verb = token.head
        return token.doc[sight.i].head.i == verb.i and not sight.subject and sight.i != verb.i

    # ---- definite nouns ---------------------------------------------------------------------------------------------
    def of_nominal(self, tokens: list[Token], head: Token, claim: Claim, owner: str = "") -> tuple[Figure | None, str]:
        """The figure that a noun phrase points to, with the name of the rule; None for one that speaks for itself."""
        noun = head.lemma_.lower()
        introduced = self.cast.names_it(head) or self.cast.named_after(
            tokens[-1].idx + len(tokens[-1]), claim.source[1] if claim.source else -1
        )
        fits = introduced is not None and introduced.being == (kinds.being_of_noun(noun) or "person")
        if fits and not _plural(head):
            return introduced, "apposition"
        first = tokens[0].lower_
        if first in DEFINITE or (first in POSSESSIVES and owner):
            return self._definite(tokens, head, noun, claim, owner)
        if first in ("a", "an", "one") and kinds.being_of_noun(noun) == "person":
            return self._named_later(tokens, head, noun)
        return None, ""

    def _definite(
        self, tokens: list[Token], head: Token, noun: str, claim: Claim, owner: str
    ) -> tuple[Figure | None, str]:
        figure, rule = self._like_noun(tokens, head, noun, owner)
        plain = len(tokens) <= 2 or all(t.pos_ == "ADJ" for t in tokens[1:-1])
        if figure is None and plain and not _plural(head):
            figure, rule = self._by_role(head, noun, claim)
            if figure is None:
                figure, rule = self._by_kind(head, noun)
        return figure, rule

    def _like_noun(self, tokens: list[Token], head: Token, noun: str, owner: str) -> tuple[Figure | None, str]:
        """An earlier phrase with the same noun: the last one that introduced somebody, or had already been resolved."""
        modifiers = {t.lemma_.lower() for t in tokens[1:] if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.i != head.i}
        for i in range(head.i - 1, -1, -1):
            token = self.cast.all[i]
            if not _same_noun(token, noun, head):
                continue
            if owner and not self._is_owned_by(token, owner):
                continue
            if i in self.links:
                return self.links[i], "same noun"
            named = self.cast.names_it(token)
            if named is not None and modifiers:
                known = {t.lemma_.lower() for t in self.cast.phrase(token)} | set(named.role.lower().split())
                if not modifiers <= known:
                    continue
            lesser = LESSER & {t.lower_ for t in self.cast.phrase(token)}
            if named is not None and lesser - {t.lower_ for t in tokens}:
                continue
            if named is not None:
                if named.being != "person" or named is self.cast.explained_by(token):
                    return named, "role" if named.being == "person" else "apposition"
                return named, "title"
            mention = self.cast.covered.get(i)
            if mention is not None:
                if mention.entity_type != "PERSON" and token.idx + len(token) == mention.end and not modifiers:
                    return self.cast.figures[mention.name], "short form"
                continue
            words = self.cast.phrase(token)
            own = {t.lemma_.lower() for t in words}
            if (words[0].lower_ in DEFINITE and len(words) <= 2) or not modifiers <= own:
                continue
            if words[0].lower_ in POSSESSIVES and (not owner or words[0].lower_ in ("my", "our", "your")):
                continue
            figure = self.cast.unnamed(token, words[0].idx, words[-1].idx + len(words[-1]))
            if words[0].lower_ in POSSESSIVES:
                figure.name = owned(owner, self.cast.text[words[1].idx : words[-1].idx + len(words[-1])])
            self.links[i] = figure
            return figure, "same noun"
        return None, ""

    def _is_owned_by(self, noun: Token, owner: str) -> bool:
        """Whether a noun belongs to the figure of this name, by a name or a pronoun that has been resolved."""
        linked = self.links.get(noun.i)
        if linked is not None and linked.name.startswith(owner):
            return True
        possessor = next((c for c in noun.children if c.dep_ in OWNED_BY), None)
        mention = self.cast.covered.get(possessor.i) if possessor is not None else None
        return mention is not None and mention.name == owner

    def _by_role(self, head: Token, noun: str, claim: Claim) -> tuple[Figure | None, str]:
        """The last person seen whose role the noun names."""
        if kinds.being_of_noun(noun) == "thing":
            return None, ""
        own = {t.lower_ for t in self.cast.phrase(head)}
        for sight in reversed(self.seen[: bisect_left(self.seen, head.idx, key=lambda s: s.start)]):
            roles = sight.figure.role.lower().replace("-", " ").split()
            if (
                noun in roles
                and not LESSER & set(roles) - own
                and not any(a <= sight.start < b for a, b in claim.content)
            ):
                return sight.figure, "role"
        return None, ""

    def _by_kind(self, head: Token, noun: str) -> tuple[Figure | None, str]:
        """The unnamed person who spoke last, or the last body of the right kind that was a subject or spoke."""
        here = self.cast.sentence[head.i]
        for sight in reversed(self.seen[: bisect_left(self.seen, head.idx, key=lambda s: s.start)]):
            if here - self.cast.sentence[sight.i] > 8:
                break
            figure = sight.figure
            if noun in GENERIC_PERSON and sight.speaks and not figure.named and figure.being == "person":
                return figure, "same kind"
            if figure.named and BODIES.get(noun) == figure.kind and (sight.subject or sight.speaks) and not sight.owned:
                return figure, "kind of body"
        return None, ""

    def _named_later(self, tokens: list[Token], head: Token, noun: str) -> tuple[Figure | None, str]:
        """ "An insider …" at the front of an article that goes on to name "Insider Ada Lind", and nobody else so."""
        named = {}
        for token in self.cast.all[head.i + 1 :]:
            if token.lower_ == noun and token.i + 1 < len(self.cast.doc):
                figure = self.cast.names_it(token)
                if figure is not None and figure.being == "person":
                    named[figure.name] = (figure, token.i)
        if len(named) != 1:
            return None, ""
        figure, i = next(iter(named.values()))
        first = next((s for s in self.seen if s.figure is figure), None)
        near = self.cast.sentence[i] - self.cast.sentence[head.i] <= 6
        belongs = {t.lower_ for t in tokens[1:] if t.i < head.i and t.text[0].isupper()}  # "a Ruritanian spokesman"
        near = near and belongs <= set(figure.role.lower().split())
        return (figure, "title") if first is not None and first.start > head.idx and near else (None, "")


def _clear_winner(points: dict[Figure, float]) -> tuple[Figure | None, str]:
    """The figure with the most points, if it has enough and the next one has clearly fewer."""
    ranked = sorted(points.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < ENOUGH:
        return None, "nobody near that the pronoun could mean"
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR:
        return None, f"{ranked[0][0].name} or {ranked[1][0].name}"
    return ranked[0][0], ""


def _lead(points: dict[Figure, float]) -> float:
    """How far the best figure is ahead of the next one."""
    ranked = sorted(points.values(), reverse=True)
    return ranked[0] - ranked[1] if len(ranked) > 1 else ranked[0]


def _same_noun(token: Token, noun: str, head: Token) -> bool:
    same = token.lemma_.lower() == noun or token.lower_ == head.lower_
    return same and token.pos_ in ("NOUN", "PROPN") and _plural(token) == _plural(head)


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in token.morph
