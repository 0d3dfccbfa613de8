"""Quotations: marks paired by glyph, paragraph by paragraph, and told apart into speech, scare quotes and titles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from helpers.annotate.records import CharSpan, Quote
from helpers.annotate.spans import starts_of, text_of

MARK = re.compile(r"``|''|[\"“”„‟«»‘’']")
LINE = re.compile(r"[^\r\n]+")
CLOSER_OF = {"“": "”", "„": "“”", "‟": "”", "«": "»", '"': '"', "``": "''", "''": "''", "‘": "’'", "'": "'’"}
SINGLE = frozenset("‘’'")
ELISIONS = re.compile(r"['‘’](?:em|til|tis|twas|cause|bout|round|n|n'|n’|[0-9]0s|[0-9]{2})\b", re.IGNORECASE)
OPENS_AFTER = frozenset("([{-–—/“\"‘'`*_")
SENTENCE_END = frozenset(".!?…")
TITLE_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
    ]
)
MAX_DEPTH = 4  # marks open at once; what opens beyond is stray
SHORT_QUOTE = 4  # up to this many words, without a sentence's end, a quotation may be a scare quote


@dataclass
class _Open:
    """A mark that waits for its closer: what it is, where it stands, how long it is."""

    glyph: str
    start: int
    width: int


def paragraphs(doc: Doc) -> list[CharSpan]:
    """Stretches within which marks are paired: the article's segments (joined over page breaks), or else lines."""
    article, text = doc._.article, text_of(doc)
    if article is None or not article.segments:
        spans = (_trim(text, *match.span()) for match in LINE.finditer(text))
        return [(start, end) for start, end in spans if start < end]
    out: list[CharSpan] = []
    for segment in article.segments:
        if segment.joins and out:
            out[-1] = (out[-1][0], segment.end)
        else:
            out.append((segment.start, segment.end))
    return [_trim(text, start, end) for start, end in out]


def _trim(text: str, start: int, end: int) -> CharSpan:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _may_open(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Whether a mark that looks the same on both sides can open here: nothing or a space before it, a word after it."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    return (before.isspace() or before in OPENS_AFTER) and not after.isspace()


def _may_close_single(text: str, start: int, high: int) -> bool:
    """Whether a single mark can close here: it stands after a character and no letter follows."""
    after = text[start + 1] if start + 1 < high else " "
    return start > 0 and not text[start - 1].isspace() and not after.isalnum()


def _is_possessive(text: str, start: int, high: int) -> bool:
    """Whether a single mark reads like a plural possessive ("the workers' rights"): an s before, a small letter after."""
    return text[start - 1] in "sS" and text[start + 1 : start + 2] == " " and text[start + 2 : start + 3].islower()


def pair(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, int, bool]]:
    """Pair the quotation marks of one paragraph.

    Parameters
    ----------
    text : str
        The text; `start` and `end` bound the paragraph in it.

    Returns
    -------
    list of (start, end, width, closed)
        In text order, marks included; `width` is the length of the opening mark. A quotation that is never closed
        ends with the paragraph (or before the next mark that opens the same glyph) and has ``closed`` False.

    Notes
    -----
    Apostrophes are told apart by their neighbours. Linear in the length of the paragraph, whatever marks it holds.
    Not caught: a quotation set off by dashes or italics alone.

    Examples
    --------
    >>> text = 'He said: “It’s ‘fine’ now.” "Is it?'
    >>> [(text[a:b], closed) for a, b, _, closed in pair(text)]
    [('“It’s ‘fine’ now.”', True), ('‘fine’', True), ('"Is it?', False)]
    """
    high = len(text) if end is None else end
    marks = [m for m in MARK.finditer(text, start, high)]
    single_closers = [m.start() for m in marks if m[0] in SINGLE and _may_close_single(text, m.start(), high)]
    open_marks: list[_Open] = []
    found: list[tuple[int, int, int, bool]] = []
    n_closers = sum(m[0] == "”" for m in marks)
    for mark in marks:
        n_closers -= mark[0] == "”"
        if mark[0] in SINGLE:
            _single(text, mark.start(), mark[0], high, open_marks, found, single_closers)
            continue
        glyph = _meant(text, mark, start, high, open_marks)
        top = _matching(open_marks, glyph)
        if top is not None and not (glyph in "\"''``" and _opens_inside(text, mark, start, high, open_marks)):
            _close(open_marks, top, found, mark.end())
        elif glyph in CLOSER_OF and (glyph in "“„‟«``" or _may_open(text, mark.start(), mark.end(), start, high)):
            same = next((i for i, o in enumerate(open_marks) if o.glyph == glyph == "“"), None)
            if same is not None and n_closers < len(open_marks) + 1:
                _abandon(text, open_marks, same, found, mark.start())
            if len(open_marks) < MAX_DEPTH and not text[mark.end() : mark.end() + 1].isspace():
                open_marks.append(_Open(glyph, mark.start(), len(glyph)))
    for left in open_marks:
        if left.glyph not in SINGLE:
            found.append((left.start, _trim(text, left.start, high)[1], left.width, False))
    return sorted(found)


def _meant(text: str, mark: re.Match[str], low: int, high: int, open_marks: list[_Open]) -> str:
    """The glyph that a mark stands for: curly ones that are turned the wrong way are turned back."""
    glyph, opens = mark[0], _may_open(text, mark.start(), mark.end(), low, high)
    if glyph == "“" and not opens and any(o.glyph == "“" for o in open_marks):
        return "”"
    return "“" if glyph == "”" and opens and not open_marks else glyph


def _matching(open_marks: list[_Open], glyph: str) -> int | None:
    """The place of the innermost open mark that this glyph closes."""
    for i in range(len(open_marks) - 1, -1, -1):
        closers = CLOSER_OF[open_marks[i].glyph]
        if glyph == closers or (len(glyph) == 1 and glyph in closers) or {glyph, open_marks[i].glyph} == {'"', "”"}:
            return i
        if {glyph, open_marks[i].glyph} == {'"', "“"} and glyph == '"':
            return i
    return None


def _opens_inside(text: str, mark: re.Match[str], low: int, high: int, open_marks: list[_Open]) -> bool:
    """Whether a straight mark clearly opens anew although one is open: a space before, a letter after, not at an end."""
    before = text[mark.start() - 1] if mark.start() > low else " "
    after = text[mark.end()] if mark.end() < high else " "
    if not (before.isspace() and after.isalnum()):
        return False
    start = open_marks[-1].start
    return text[mark.start() - 2 : mark.start() - 1] in SENTENCE_END and mark.start() - start > 3 and after.isupper()


def _close(open_marks: list[_Open], place: int, found: list[tuple[int, int, int, bool]], end: int) -> None:
    """Close the mark at `place`; single marks opened inside it were none."""
    mark = open_marks[place]
    del open_marks[place:]
    found.append((mark.start, end, mark.width, True))


def _abandon(text: str, open_marks: list[_Open], place: int, found: list[tuple[int, int, int, bool]], at: int) -> None:
    """End a quotation that was never closed where the next one opens."""
    mark = open_marks[place]
    del open_marks[place:]
    end = _trim(text, mark.start, at)[1]
    if end - mark.start > mark.width:
        found.append((mark.start, end, mark.width, False))


def _single(
    text: str,
    at: int,
    glyph: str,
    high: int,
    open_marks: list[_Open],
    found: list[tuple[int, int, int, bool]],
    closers: list[int],
) -> None:
    """Open or close a single quotation, or pass over an apostrophe."""
    place = next((i for i in range(len(open_marks) - 1, -1, -1) if open_marks[i].glyph in SINGLE), None)
    if place is not None and glyph != "‘":
        later = bisect_left(closers, at + 1)
        possessive = _is_possessive(text, at, high) and later < len(closers)
        if _may_close_single(text, at, high) and not possessive:
            _close(open_marks, place, found, at + 1)
        return
    if glyph == "’" or place is not None or ELISIONS.match(text, at):
        return
    closes_later = bisect_left(closers, at + 2) < len(closers)
    if closes_later and len(open_marks) < MAX_DEPTH and (glyph == "‘" or _may_open(text, at, at + 1, 0, high)):
        open_marks.append(_Open(glyph, at, 1))


def kind_of(text: str, inner: CharSpan, before: str) -> str:
    """Speech, scare or title, from the words between the marks and the character before the opening mark.

    Examples
    --------
    >>> kind_of("soft power", (0, 10), " "), kind_of("We will stay.", (0, 13), " ")
    ('scare', 'speech')
    >>> kind_of("The Long Road to the Sea", (0, 24), " ")
    'title'
    """
    words = re.findall(r"[^\W_]+(?:[’'\-][^\W_]+)*", text[inner[0] : inner[1]])
    if not words:
        return "scare"
    ends = text[inner[0] : inner[1]].rstrip(" ’'").endswith((".", "!", "?", "…", ","))
    if len(words) >= 2 and not ends and len(words) <= 12:
        telling = [w for w in words if w.lower() not in TITLE_SMALL]
        if len(telling) >= 2 and all(w[0].isupper() or w[0].isdigit() for w in telling) and words[0][0].isupper():
            return "title"
    if len(words) <= SHORT_QUOTE and not ends and before != ":":
        return "scare"
    return "speech"


def find_quotes(doc: Doc) -> list[Quote]:
    """All quotations of a Doc, in text order; see `pair` for what is and is not caught.

    A quotation left open at a paragraph's end is continued (``continues``) by one that opens the next paragraph, or by
    the words up to the mark that closes it there.
    """
    text, out = text_of(doc), []
    last_open: int | None = None
    for start, end in paragraphs(doc):
        here, reach = len(out), -1
        if last_open is not None:
            close = _late_closer(text, start, end, text[out[last_open].start])
            if close is not None:
                out.append(Quote(start, close, (start, close - 1), "speech", True, last_open))
                out[last_open].kind = "speech"
        for left, right, width, closed in pair(text, start if len(out) == here else out[-1].end, end):
            inner = (left + width, right - (len(_closing(text, right, width)) if closed else 0))
            nested = right <= reach
            kind = "nested" if nested else kind_of(text, inner, text[left - 2 : left].strip()[-1:])
            reach = max(reach, right)
            out.append(Quote(left, right, inner, kind, closed))
        if len(out) > here and last_open is not None and out[here].start == start:
            out[here].continues = last_open
            out[here].kind = out[last_open].kind = "speech"
        if end > start:
            last_open = next((i for i in range(here, len(out)) if not out[i].closed and out[i].end == end), None)
    return out


def _late_closer(text: str, start: int, end: int, opener: str) -> int | None:
    """Where a paragraph's first mark closes a quotation that the paragraph before left open, if it does."""
    for mark in MARK.finditer(text, start, end):
        if mark[0] in SINGLE:
            continue
        closes = mark[0] in CLOSER_OF.get(opener, "") and mark.start() > start
        return mark.end() if closes and not _may_open(text, mark.start(), mark.end(), start, end) else None
    return None


def _closing(text: str, end: int, width: int) -> str:
    return text[end - 2 : end] if width == 2 and text[end - 2 : end] == "''" else text[end - 1 : end]


@Language.component("helpers_quotes", assigns=["doc._.quotes"])
def quotes(doc: Doc) -> Doc:
    """Fill ``doc._.quotes`` and ``doc.spans["quotes"]`` (stretches that fit token borders, widened where they do not)."""
    doc._.quotes = find_quotes(doc)
    starts = starts_of(doc)  # Doc.char_span reads the whole text on each call
    doc.spans["quotes"] = [
        Span(doc, bisect_right(starts, q.start) - 1, bisect_left(starts, q.end), label=q.kind) for q in doc._.quotes
    ]
    return doc
