"""Where words stand: a quotation with its neighbours, found again in a text that may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from helpers.read.articles import Article
from helpers.review.log import Correction, one_line

NEIGHBOURS = 160  # characters kept on either side
LIKE_SENTENCE = 80  # of 100: a sentence so alike is the same one, edited
LIKE_NEIGHBOUR = 90
MANY_WORDS = 6  # so many words in a row are not printed twice by chance
_TITLES = "".join(
    rf"(?<!\b{t})" for t in ("[A-Z]", "Dr", "Mr", "Mrs", "Ms", "St", "Gen", "Sen", "Rep", "Gov", "Col", "Lt", "No")
)
_ENDS = re.compile(_TITLES + r"[.!?…][\"'”’)\]]*\s(?!\s*[a-z])")  # no sentence ends in "Dr. Sol" or "9 a.m. sharp"
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nor|neither|without|den(?:y|ies|ied))\b|n[’']t\b")
_ALIKE = ('"“”„«»', "'‘’‚`", "-‐‑‒–—")


@dataclass(frozen=True)
class Place:
    """Words in a text and what stands around them."""

    start: int
    end: int
    before: str
    after: str


def anchor(text: str, start: int, end: int) -> Correction:
    """The cells by which `find` knows these words again; `copies` counts the sentences that could be taken for theirs.

    >>> anchor("The port closed on Monday. On Monday it rained.", 19, 25)
    {'quote': 'Monday', 'before': 'The port closed on', 'after': '. On Monday it rained.', 'start': '19', 'copies': '1'}
    """
    place = _place(text, start, end)
    cells = {"quote": one_line(text[start:end]), "before": place.before, "after": place.after, "start": str(start)}
    alike = [p for p in occurrences(text, cells["quote"]) if _sentence(_place(text, *p), cells) >= LIKE_SENTENCE]
    return cells | {"copies": str(len(alike))}


def occurrences(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Each place of a quotation; white space and the shape of quotation marks and hyphens do not matter.

    >>> list(occurrences("“A  b” and 'a'", '"A b"'))
    [(0, 6)]
    """
    words = quote.split()
    if not words:
        return
    same = {c: f"[{re.escape(group)}]" for group in _ALIKE for c in group} | {"\ufffd": "."}
    pattern = r"\s+".join("".join(same.get(c) or re.escape(c) for c in word) for word in words)
    edges = (r"(?<!\w)" if words[0][0].isalnum() else "", r"(?!\w)" if words[-1][-1].isalnum() else "")
    control = re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", " ", text) if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) else text
    for match in re.finditer(edges[0] + pattern + edges[1], control):
        yield match.span()


def find(text: str, cells: Correction) -> tuple[Place | None, str]:
    """The one place in a text that a correction is about; or none, and why.

    A place counts when its sentence is the sentence of the correction, or one so alike that it is an edited
    version of it, between the same neighbours. Of several such places the one with the same neighbours counts;
    where that does not clearly decide, none does. So a correction is rather laid aside than put to the wrong sentence.

    Parameters
    ----------
    text : str
    cells : dict
        With ``quote, before, after, copies`` from `anchor`; without neighbours (typed by hand) the words must
        stand in the text once.

    Returns
    -------
    place : Place or None
    reason : str
        Empty when there is a place.
    """
    places = [_place(text, *span) for span in occurrences(text, cells["quote"])]
    if not places:
        return None, "the words are not in the text"
    if not (cells["before"] or cells["after"]):
        return (places[0], "") if len(places) == 1 else (None, f"the words stand in the text {len(places)} times")
    unmoved = [p for p in places if str(p.start) == cells["start"] and _outer(p, cells) == 200]
    if unmoved and _sentence(unmoved[0], cells) == 100:
        return unmoved[0], ""
    alike = [p for p in places if _sentence(p, cells) >= LIKE_SENTENCE]
    scored = sorted(((_sentence(p, cells) + _outer(p, cells), -p.start, p) for p in alike), reverse=True)
    if not any(_is_same(p, cells, len(places)) for p in alike):
        return None, "the words stand only in other sentences"
    best = scored[0][2]
    if (len(scored) > 1 and scored[0][0] - scored[1][0] < 10) or not _is_same(best, cells, len(places)):
        return None, "several sentences are alike"
    return best, ""


def _place(text: str, start: int, end: int) -> Place:
    return Place(start, end, one_line(text[max(0, start - NEIGHBOURS) : start]), one_line(text[end : end + NEIGHBOURS]))


def _inside(before: str, after: str, quote: str) -> tuple[str, str]:
    """The neighbours of a quotation as far as they stand in the same sentence."""
    ends = [m.end() for m in _ENDS.finditer(f"{before} {quote[:1]}")]
    first = _ENDS.search(after + " ")
    return before[ends[-1] :] if ends else before, after[: first.end()] if first else after


def _sentence(place: Place, cells: Correction) -> float:
    """0-100: how alike the sentences are, the quotation itself with them."""
    if place.before == cells["before"] and place.after == cells["after"]:
        return 100
    here, there = (_inside(p["before"], p["after"], cells["quote"]) for p in (vars(place), cells))
    here, there = ((before.strip(), after.strip().rstrip(".!…")) for before, after in (here, there))
    if _telling(" ".join(here)) != _telling(" ".join(there)) and len(max(*here, *there, key=len)) < NEIGHBOURS - 10:
        return 0
    sides = [_common(a, b, i) for i, (a, b) in enumerate(zip(here, there, strict=True))]
    weights = [max(len(a), len(b)) for a, b in zip(here, there, strict=True)]
    alike = sum(s * w for s, w in zip(sides, weights, strict=True)) + 100 * len(cells["quote"])
    return alike / (sum(weights) + len(cells["quote"]))


def _telling(sentence: str) -> list[str]:
    """What an edited sentence must not have lost or gained to be the same one: names, numbers, negations."""
    return sorted(_NEGATION.findall(sentence.lower()) + re.findall(r"\b[^\W\d_]*[A-Z]\w*|\d+", sentence))


def _common(here: str, there: str, side: int, *, always: bool = False) -> float:
    """Alikeness of one side; neighbours cut off at other lengths are compared as far as both go."""
    n = min(len(here), len(there))
    near = (here[len(here) - n :], there[len(there) - n :]) if side == 0 else (here[:n], there[:n])
    cut = always or max(len(here), len(there)) >= NEIGHBOURS - 10
    return fuzz.ratio(*near) if cut else fuzz.ratio(here, there)


def _outer(place: Place, cells: Correction) -> float:
    """0-200: how alike the neighbours on both sides are, the sentences before and after with them."""
    return fuzz.ratio(place.before, cells["before"]) + fuzz.ratio(place.after, cells["after"])


def _is_same(place: Place, cells: Correction, n_places: int) -> bool:
    """Whether this is the sentence of the correction.

    The same words count when nothing else is like them, or when a neighbour is the same too. A sentence that was
    edited counts when its neighbours on both sides are as they were: where a sentence was taken out, they are not.
    """
    alike = _sentence(place, cells)
    beside = _neighbours(place, cells)
    if alike < LIKE_SENTENCE:
        return False
    words = " ".join((cells["quote"], *_inside(cells["before"], cells["after"], cells["quote"]))).split()
    alone = n_places == 1 and cells["copies"] in ("", "1") and len(words) >= MANY_WORDS
    if alike == 100:
        return alone or any(beside) or (len(words) >= MANY_WORDS and cells["copies"] in ("", "1"))
    return all(beside) or (alone and len(cells["quote"].split()) >= MANY_WORDS)


def _neighbours(place: Place, cells: Correction) -> tuple[bool, bool]:
    """Whether what stands before and after is what stood there, as far as it is known, or its nearest sentence at least."""
    here, there = (_inside(p["before"], p["after"], cells["quote"]) for p in (vars(place), cells))
    cut = len(here[0]), len(there[0]), len(here[1]), len(there[1])
    before = place.before[: len(place.before) - cut[0]], cells["before"][: len(cells["before"]) - cut[1]]
    after = place.after[cut[2] :], cells["after"][cut[3] :]
    known = [max(cut[2 * i : 2 * i + 2]) < NEIGHBOURS - 10 for i in (0, 1)]
    twins = cells["copies"] not in ("", "1")
    sides = enumerate((before, after))
    return tuple(known[i] and _is_neighbour(*side, i, exactly=twins) for i, side in sides)  # type: ignore[return-value]


def _is_neighbour(here: str, there: str, side: int, *, exactly: bool) -> bool:
    """Whether two stretches beside a sentence are the same, or at least the sentence next to it, if it is long enough to tell."""
    if not (here and there):
        return here == there
    sentences = ([s for s in _ENDS.split(text + " ") if s.strip()] or [""] for text in (here, there))
    nearest = [told[-1 if side == 0 else 0].strip() for told in sentences]
    if here == there or (nearest[0] == nearest[1] and len(nearest[0].split()) >= MANY_WORDS):
        return True
    shorter = min(here, there, key=len)
    far = _common(here, there, side, always=True) if len(shorter.split()) >= MANY_WORDS else 0
    return far >= LIKE_NEIGHBOUR and fuzz.ratio(*nearest) >= (100 if exactly else LIKE_SENTENCE)


class Articles:
    """The articles of a case as a correction names them: by hash, by file name, else by its words."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.all = list(articles)
        self.by_id = {a.article_id: a for a in self.all}

    def find(self, cells: Correction) -> tuple[Article | None, Place | None, str]:
        """The article and the place that a correction is about; or why there is none."""
        named = [a for a in self.all if a.file == cells["file"]]
        hashed = [a for a in self.all if cells["sha256"] and a.sha256 == cells["sha256"]]
        both = [a for a in named if a in hashed]
        first = both or named or hashed
        return (first[0], *find(first[0].text, cells)) if first else self._anywhere(cells)

    def _anywhere(self, cells: Correction) -> tuple[Article | None, Place | None, str]:
        hits = [(a, place) for a in self.all if (place := find(a.text, cells)[0]) is not None]
        if len(hits) == 1 and len(cells["quote"].split()) >= MANY_WORDS:
            return (*hits[0], "")
        gone = f"no article {cells['file']!r}" if cells["file"] else "no file is named"
        return None, None, f"{gone}, and the words alone do not tell which is meant"
