"""The article as quantities, relations and events see it: sentences, and the names, dates and claims in each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from spacy.tokens import Doc

from helpers.annotate.dating import date_of
from helpers.annotate.gates import Words, lowered
from helpers.annotate.lexicon import read
from helpers.annotate.records import CharSpan, Claim, DateMention, Event, Mention
from helpers.annotate.spans import starts_of, text_of
from helpers.read.articles import SILENT_KINDS
from helpers.time.bounds import UNKNOWN, Bounds

SHORT = re.compile(
    r"(?:\b(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|Gen|Sen|Rep|Gov|Lt|Col|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Co))\.$"
)
BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[*#]*[A-Z0-9])|\n\s*")
OPENER = re.compile(
    r"[\"“‘'(\[]*(?:The|A|An|In|On|At|He|She|It|They|We|This|That|These|Those|But|And|However|Its|His|Her|Their)\b"
)
SINCE = re.compile(r"^\W{0,3}[Ss]ince\b[^,;]{0,90}$")  # from the beginning of the sentence to its first date

LONGEST = 3000  # characters
_KEPT = "helpers_scene"


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(r["word"] for r in read("name_heads") if r["role"] == "outlet")


@dataclass(frozen=True)
class Sentence:
    """A sentence by its characters, its place in the article, and the paragraph that it stands in."""

    start: int
    end: int
    number: int
    paragraph: int


class Scene:
    """What the builders ask of a Doc, looked up by character offset.

    Sentences are found by marks and abbreviations, not by the parser, so that a weak parse does not split an event.
    """

    @classmethod
    def of(cls, doc: Doc) -> Scene:
        """The scene of a Doc, built once between the components that need it."""
        if _KEPT not in doc.user_data:
            doc.user_data[_KEPT] = cls(doc)
        return doc.user_data[_KEPT]

    def leave(self) -> None:
        """Forget the scene, so that the Doc can be stored."""
        self.doc.user_data.pop(_KEPT, None)

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text, self.article = doc, text_of(doc), doc._.article
        self.sanctions: list[Event] | None = None  # kept by the first builder that asks for them
        self.mentions: list[Mention] = list(doc._.mentions)
        self.dates: list[DateMention] = sorted(doc._.dates, key=lambda d: d.start)
        self.claims: list[Claim] = doc._.claims
        self._mention_starts = [m.start for m in self.mentions]
        self._date_starts = [d.start for d in self.dates]
        told = [c.source for c in self.claims if c.source and c.source_type == "media_outlet"]
        self._outlets = {m.start for a, b in told for m in self.mentions_in(a, b)}
        self._contents = sorted((a, b, i) for i, claim in enumerate(self.claims) for a, b in claim.content)
        self._reach = list(accumulate((b for _, b, _ in self._contents), max))  # how far any content up to here goes
        self._token_starts = starts_of(doc)
        self.words, self.lower = Words(self.text), lowered(self.text)
        self.sentences = self._cut()
        self._starts = [s.start for s in self.sentences]

    def _cut(self) -> list[Sentence]:
        stretches = [(0, len(self.text))]
        if self.article and self.article.segments:
            stretches = [
                (s.start, s.end) for s in self.article.segments if s.kind not in SILENT_KINDS and s.kind != "byline"
            ]
        out: list[Sentence] = []
        for paragraph, (first, last) in enumerate(stretches):
            joins = self.article and first and self.text[first : first + 1].islower() and out
            at = first
            for m in BREAK.finditer(self.text, first, last):
                if self._goes_on(m, last):
                    continue
                self._add(out, at, m.end(), paragraph, bool(joins and at == first))
                at = m.end()
            self._add(out, at, last, paragraph, bool(joins and at == first))
        return out

    def _goes_on(self, m: re.Match[str], last: int) -> bool:
        """Whether what looks like a sentence's end is none: a page break in it, or an abbreviation."""
        if m[0][0] == "\n":
            return m.end() < last and self.text[m.end()].islower()
        if not SHORT.search(self.text, max(0, m.start() - 6), m.start() + 1):
            return False
        return not OPENER.match(self.text, m.end()) or self.text[m.start() - 2 : m.start()].lower() in (
            "mr",
            "dr",
            "st",
            "rs",
        )

    def _add(self, out: list[Sentence], start: int, end: int, paragraph: int, joins: bool) -> None:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        if start >= end:
            return
        while end - start > LONGEST:  # no sentence: a list, data, a text without stops
            cut = self.text.rfind(" ", start, start + LONGEST)
            cut = cut if cut > start else start + LONGEST
            out.append(Sentence(start, cut, len(out), paragraph))
            start = cut
        if joins and out:
            before = out.pop()
            out.append(Sentence(before.start, end, before.number, paragraph))
        else:
            out.append(Sentence(start, end, len(out), paragraph))

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds this character, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Names that lie within the stretch."""
        lo, hi = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[lo:hi] if m.end <= end]

    def mention_at(self, offset: int) -> Mention | None:
        """The name that holds this character."""
        i = bisect_right(self._mention_starts, offset) - 1
        return self.mentions[i] if i >= 0 and offset < self.mentions[i].end else None

    def mention_after(self, m: Mention) -> Mention | None:
        """The name that follows another one."""
        i = bisect_right(self._mention_starts, m.start)
        return self.mentions[i] if i < len(self.mentions) else None

    def speaks(self, m: Mention) -> bool:
        """Whether a name is that of an outlet, which tells of things and is not what "the company" means."""
        if m.entity_type != "ORG":
            return False
        return m.start in self._outlets or m.name.split()[-1] in _outlet_words()

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Temporal expressions that lie within the stretch."""
        lo, hi = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return [d for d in self.dates[lo:hi] if d.end <= end]

    def when(self, s: Sentence, start: int, end: int, content: list[CharSpan] | None = None) -> Bounds:
        """When what these characters (the verb of an event, the cue of a claim) tell happened.

        A date that opens the sentence, or follows the verb closely, is taken even where the parse does not join them;
        a date inside `content` (what is said) is not. "Since 2022, …" tells of the time from then to publication.
        """
        bounds = date_of(self.doc, start, end)
        own = self.own_dates(s, content or [])
        for d in own:
            if d.end <= start and SINCE.search(self.text[s.start : d.start]):
                return self._from_then_on(d.bounds)
        if bounds.known and bounds.basis != "inferred":
            return bounds
        opening = [d for d in own if not re.search(r"[,;]", self.text[s.start : d.start]) and d.end <= start]
        near = [d for d in own if 0 <= d.start - end < 60 and not re.search(r"[;—]|\bthat\b", self.text[end : d.start])]
        for d in opening[:1] + near[:1]:
            return d.bounds
        return bounds

    def _from_then_on(self, since: Bounds) -> Bounds:
        first, last = since.earliest, self.published.latest
        if first and last and first > last:
            return since
        return Bounds(f"{first or '..'}/{last or '..'}", first, last, "interval", "inferred", "published")

    def own_dates(self, s: Sentence, content: list[CharSpan]) -> list[DateMention]:
        """Points in time in the sentence that do not stand in what is said."""
        return [
            d
            for d in self.dates_in(s.start, s.end)
            if d.timex_type in ("DATE", "TIME")
            and d.bounds.known
            and d.timex_value not in ("PRESENT_REF", "FUTURE_REF", "PAST_REF")
            and not any(a <= d.start < b for a, b in content)
        ]

    def token_from(self, offset: int) -> int | None:
        """The number of the token that holds a character, or of the first one after it that is no blank."""
        i = bisect_right(self._token_starts, offset) - 1
        if i < 0 or offset >= self._token_starts[i] + len(self.doc[i]):
            i += 1
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        return i if i < len(self.doc) else None

    def token_before(self, offset: int) -> int | None:
        """The number of the last token that ends at or before a character and is no blank."""
        i = bisect_left(self._token_starts, offset) - 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def claim_over(self, start: int, end: int) -> int | None:
        """The innermost claim whose content holds the stretch."""
        best, size = None, len(self.text) + 1
        i = bisect_right(self._contents, (start, len(self.text), 0)) - 1
        while i >= 0 and self._reach[i] >= end:
            a, b, claim = self._contents[i]
            if end <= b and b - a < size:
                best, size = claim, b - a
            i -= 1
        return best

    @property
    def published(self) -> Bounds:
        """When the article came out, as far as known."""
        return self.article.published if self.article else UNKNOWN

    def trim(self, start: int, end: int) -> CharSpan:
        """The stretch without blanks, commas, articles and small words at its ends."""
        head = re.match(r"(?:[\s,;:—–-]|(?:the|a|an|its|their|on|against|to)\s)+", self.text[start:end], re.I)
        start += head.end() if head else 0
        while end > start and self.text[end - 1] in " ,;:—–-\n":
            end -= 1
        return start, end

    def kind(self, offset: int) -> str:
        """The kind of the segment at a character."""
        return self.article.kind_at(offset) if self.article else "body"
