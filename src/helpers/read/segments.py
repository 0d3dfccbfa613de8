"""What each line of a page is for: headline, byline, dateline, caption, body, boilerplate, comment.

Plain text has no markup left, so this is a classifier of lines: patterns from ``furniture.csv`` (one row a pattern, with
its reason), then position, length and the shape of a line. It does not see what only meaning tells (an advertisement
written as an article stays body), and it keeps a line as body when in doubt, since nothing may be lost.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from helpers.read.articles import Segment

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
ENDS = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
GOES_ON = re.compile(r"^[a-z(,;]")
HEADING = re.compile(r"^#{1,6}\s+")
NAME_LINE = re.compile(r"^[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|bin|al|and)){1,4}$")
DATELINE = re.compile(
    r"^(?:\((?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\)(?:\s*[–—:-])?"
    r"|[A-Z][A-Z.’' -]{2,40}(?:, [A-Z][\w. ]{2,24})?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Z][\w ]{1,24}\))?"
    r"\s*(?:--|[–—_-])(?=\s|$)"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)? \((?:[A-Z]{2,5}|Reuters|Xinhua)\)\s*(?:--|[–—_-]))\s*"
)
LINK_LINE = re.compile(r"(?:\*\*)?\[[^\]]+\]\([^)]+\)(?:\*\*)?")
REMAINS = re.compile(r"\((?:pdf|link|archived?|video|audio)\)|\[(?:pdf|link|\d{1,3})\]", re.IGNORECASE)
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
TEASER_HEAD = re.compile(r"(?:more (?:on|from|about)|read (?:also|more|next)|related|see also)\b", re.I)
CHAT_HEAD = re.compile(
    r"^(?:leave a (?:reply|comment)|(?:\d+ )?(?:comments?|replies|responses)(?: \(\d+\))?:?$|\d+ (?:thoughts?|responses?) (?:on|to)\b)",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """One line or wrapped paragraph of the text, blanks at its ends left off."""

    start: int
    end: int
    text: str
    alone: bool  # blank lines, or nothing, on both sides

    @property
    def bare(self) -> str:
        """The words without Markdown's marks, for matching."""
        text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", self.text) if not LINK_LINE.fullmatch(self.text) else self.text
        return re.sub(r"^(?:[#>*_]+\s*)+|[*_]{1,2}(?=\W|$)|(?<!\w)[*_]{1,2}", "", text).strip()

    @property
    def n_words(self) -> int:
        """Words, split at blanks."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Long enough, and ended like a sentence."""
        return self.n_words >= 18 and bool(ENDS.search(self.text))


@cache
def furniture() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of ``furniture.csv``, compiled, with the kind of segment that each marks."""
    with (Path(__file__).parent / "furniture.csv").open(encoding="utf-8", newline="") as file:
        return tuple((re.compile(row["pattern"], re.IGNORECASE), row["kind"]) for row in csv.DictReader(file))


def segment(text: str, *, title: str = "") -> tuple[Segment, ...]:
    """Cut a text into segments that tile what is not blank.

    Parameters
    ----------
    text : str
        The untouched text of one article.
    title : str
        The headline, where it is known from elsewhere.

    Returns
    -------
    tuple of Segment
        In order; every character that is not blank is in exactly one. A body paragraph that goes on in mid-sentence
        after a page break has ``joins`` set.

    Examples
    --------
    >>> text = "Ferry fares to rise\\n\\nBy Ana Sol\\n\\nFares go up in May, the council said on Monday after a long \\
    ... debate that ended close to midnight.\\n\\nLeave a Reply"
    >>> [s.kind for s in segment(text)]
    ['headline', 'byline', 'body', 'boilerplate']
    """
    out: list[Segment] = []
    front = FRONT_MATTER.match(text)
    if front:
        block = front.group().strip("\ufeff \t\r\n")
        at = front.group().index(block)
        out.append(Segment(at, at + len(block), "boilerplate"))
    lines = _lines(text, front.end() if front else 0)
    for line, kind in zip(lines, _kinds(lines, title), strict=True):
        out += _split(line, kind)
    return _join(text, out)


def _lines(text: str, begin: int) -> list[Line]:
    spans, blanks, last = [], [], begin
    for match in LINE.finditer(text, begin):
        stripped = match.group().strip("\ufeff \t\xa0")
        if stripped.strip():
            start = match.start() + match.group().index(stripped)
            blanks.append(len(re.findall(r"\n|\r(?!\n)", text[last:start])) > 1)
            spans.append((start, start + len(stripped)))
            last = start + len(stripped)
    if _is_wrapped(text, spans, blanks):
        spans, blanks = _unwrap(spans, blanks)
    alone = [b and a for b, a in zip([True, *blanks[1:]], [*blanks[1:], True], strict=True)] if spans else []
    return [Line(s, e, text[s:e], lone) for (s, e), lone in zip(spans, alone, strict=True)]


def _is_wrapped(text: str, spans: list[tuple[int, int]], blanks: list[bool]) -> bool:
    """Lines of even length, broken in mid-sentence: a page saved with hard line breaks."""
    inner = [i for i in range(1, len(spans)) if not blanks[i]]
    broken = sum(
        not ENDS.search(text[slice(*spans[i - 1])]) and 45 <= spans[i - 1][1] - spans[i - 1][0] <= 110 for i in inner
    )
    return len(inner) >= 6 and broken >= 0.5 * len(inner)


def _unwrap(spans: list[tuple[int, int]], blanks: list[bool]) -> tuple[list[tuple[int, int]], list[bool]]:
    merged: list[tuple[int, int]] = []
    for span, blank in zip(spans, blanks, strict=True):
        if merged and not blank:
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged, [True] * len(merged)


def _kinds(lines: list[Line], title: str) -> list[str]:
    kinds: list[str] = []
    prose = [i for i, line in enumerate(lines) if line.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    headline = ""
    for i, line in enumerate(lines):
        repeated = i < max(first, 8) and (_same(line.text, title) or (headline and _same(line.text, headline)))
        kind = "headline" if repeated else _by_pattern(line)
        if not kind and not headline and i < first and _is_headline(line, i, lines):
            kind = "headline"
        if kind == "headline":
            headline = headline or line.text
        if not kind and i < first and NAME_LINE.match(line.text) and line.n_words <= 5 and headline:
            kind = "byline"
        kinds.append(kind or ("subhead" if _is_subhead(line, i, lines) else "body"))
    return _tail(lines, kinds, last)


def _by_pattern(line: Line) -> str:
    if line.n_words > 120 and not line.text.startswith("©"):
        return ""
    whole = DATELINE.match(line.text)
    if whole and whole.end() == len(line.text):
        return "dateline"
    words = line.bare
    for pattern, kind in furniture():
        if pattern.search(words) and not (kind == "caption" and line.n_words > 90):
            return kind
    return ""


def _is_headline(line: Line, i: int, lines: list[Line]) -> bool:
    if HEADING.match(line.text):
        return True
    if i or len(lines) < 2 or line.n_words > 30 or GOES_ON.match(lines[1].text):
        return False
    return not line.text.endswith((".", ":", ",", ";"))


def _is_subhead(line: Line, i: int, lines: list[Line]) -> bool:
    if HEADING.match(line.text):
        return True
    if i == 0 or i + 1 == len(lines) or line.n_words > 18 or line.text[0] in "\"“‘'-–—•*(":
        return False
    if re.search(r"[.!;:,…][\"”’')*]*$", line.text) or not (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    if lines[i + 1].n_words < 12 or GOES_ON.match(lines[i + 1].text):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line.text) if len(w) > 3]
    titled = sum(w[0].isupper() for w in words) >= 0.7 * len(words)
    return titled or (line.alone and line.n_words <= 9)


def _tail(lines: list[Line], kinds: list[str], last: int) -> list[str]:
    """Below the last paragraph of prose, what follows a footer is footer, and what follows a comment is comment."""
    kinds, state = list(kinds), ""
    for i, line in enumerate(lines):
        if CHAT_HEAD.match(line.bare) and i > 2:
            state = "comment"
        elif i > last and kinds[i] in ("boilerplate", "comment"):
            state = "comment" if "comment" in (state, kinds[i]) else "boilerplate"
        elif state == "comment" and kinds[i] in ("body", "subhead", "byline", "headline"):
            kinds[i] = "comment"
        elif TEASER_HEAD.match(line.bare):
            state = "teasers"
        elif (
            state == "teasers" and kinds[i] in ("body", "subhead") and line.n_words < 18 and not ENDS.search(line.bare)
        ):
            kinds[i] = "boilerplate"
        elif state == "teasers":
            state = ""
        elif state == "boilerplate" and i > last and kinds[i] in ("body", "subhead") and line.n_words < 18:
            kinds[i] = "boilerplate"
    return kinds


def _same(a: str, b: str) -> bool:
    def bare(s: str) -> str:
        return " ".join(re.findall(r"\w+", s.lower()))

    return bool(b) and bare(a) == bare(b)


def _split(line: Line, kind: str) -> list[Segment]:
    """A dateline at the head of a paragraph, and link remains within it, are segments of their own."""
    if kind != "body":
        return [Segment(line.start, line.end, kind)]
    out, at = [], line.start
    head = DATELINE.match(line.text)
    if head and head.end() < len(line.text):
        out.append(Segment(at, at + len(head.group().rstrip()), "dateline"))
        at += head.end()
    for match in REMAINS.finditer(line.text, at - line.start):
        begin, end = line.start + match.start(), line.start + match.end()
        before = line.text[at - line.start : match.start()]
        if before.strip():
            out.append(Segment(at, at + len(before.rstrip()), "body"))
        out.append(Segment(begin, end, "boilerplate"))
        at = end + len(line.text[match.end() :]) - len(line.text[match.end() :].lstrip())
    if at < line.end:
        out.append(Segment(at, line.end, "body", joins=bool(out) and out[-1].kind == "boilerplate"))
    return out


def _join(text: str, segments: list[Segment]) -> tuple[Segment, ...]:
    """Mark body segments that go on in mid-sentence from the body segment before them."""
    out: list[Segment] = []
    before = ""
    for s in segments:
        here = text[s.start : s.end]
        if s.kind == "body":
            broken = bool(before) and not re.search(r"[.!?…:;][\"”’'»)\]*_]*$", before) and bool(GOES_ON.match(here))
            inside = s.joins and not ENDS.search(before)
            s = replace(s, joins=broken or inside)
            before = here
        elif s.kind in ("subhead", "headline"):
            before = ""
        out.append(s)
    return tuple(out)
