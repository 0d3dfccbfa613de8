"""What a claim is about, and how alike two claims are: words, entities, numbers and dates, no neural model."""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from helpers.annotate import lexicon
from helpers.compare.referents import Referents
from helpers.tables.entities import normalise_name

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*\d|\d")
STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each either few for from further had has have having
    he her here hers him his how i if in into is it its itself just may me might more most must my near
    neither no nor not now of off on once one only or other our out over own s same shall she should so some
    such t than that the their them then there these they this those through to too under until up upon very
    was we were what when where which while who whom whose why will with within without would you your never
    none nothing whether since among per
    according said says say told use used uses using include includes including such include make made take
    took approximately nearly almost about recently last next past year years month months week weeks day
    days today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december new many several much two three four
    five six seven eight nine ten dozen dozens hundred hundreds thousand thousands million billion percent
    per half first second third
    """.split()  # noqa: SIM905
)
MARK = 0xE000  # private characters stand for names and dates while a claim is read
STEP = re.compile(r"[a-z]+(?:-[a-z]+)*|[\ue000-\uf8ff]|[,;:]")
GAP = 3  # words that may stand between the two of a phrase: "took the whole page back"
REACH = 5  # words after an act within which the one that it is done to is looked for
CLOSE = 3  # words before an act within which the one that does it is looked for
DOER = frozenset(("by", "from"))
PLACING = frozenset(("in", "at", "near"))
PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
ASIDE = frozenset(("in", "at", "near", "by", "from", "as", "that", "which", "who", "but", ",", ";", ":"))
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
SHARED_NUMBER, OTHER_NUMBER, OTHER_PLACE, SHARED_DAY = 0.15, 0.15, 0.15, 0.1  # added or taken
OTHER_ROLE = 0.45  # what is left of likeness when one act is done to others: "A hit B" is not "B hit A"
PARTIES, SAME_MATTER = 2, 0.45  # what one act of the same two parties adds to likeness at most
NEWS_DAYS, LONG_AFTER = 45, 0.15  # articles further apart than this lose up to that much likeness over a year
TELLING = 0.2  # likeness of words from which shared names count in full: one party does many things
THIN = 2  # a claim with fewer words and names ("the accusation") could be about anything
WITHIN = 0.65  # how much it counts that the shorter claim stands in the longer, rather than that both are alike
ENOUGH = 2  # words, or names, that must be shared for that to count in full
ONE_UNNAMED = 0.8  # what is left of likeness in words when only one of the two gives names
PREFIX = 12  # the rarest features of a claim by which it meets others
CROWD = 24  # more claims than this are not compared all with all
NEIGHBOURS = 8  # in a crowd, each claim meets this many that were published next


@dataclass(frozen=True)
class Substance:
    """What one claim is about.

    `words` and `entities` are weighted by rarity and of length one; `numbers` are values; `windows` are the
    days that its content speaks of, as (first, last), empty strings for open ends.
    """

    article: str
    words: dict[str, float]
    entities: dict[str, float]
    numbers: frozenset[float]
    windows: tuple[tuple[str, str], ...]
    published: int  # day number; 0 when unknown
    roles: frozenset[tuple[str, str, str]] = frozenset()  # (act, "aim" or "doer", entity)
    places: frozenset[str] = frozenset()  # entities that it names as a place: "in Port Merrow"
    features: tuple[str, ...] = ()  # rarest first


@functools.cache
def _concepts() -> dict[str, tuple[str, ...]]:
    return {row["term"]: tuple("=" + c for c in lexicon.listed(row["concept"])) for row in lexicon.read("concepts")}


@functools.cache
def roots_of(word: str) -> tuple[str, ...]:
    """The concepts that a word stands for in the lexicon of concepts, or the word without its ending.

    >>> roots_of("shipments"), roots_of("arming"), roots_of("harbours"), roots_of("cities")
    (('=supply', '=cargo'), ('=supply', '=weapon'), ('=port',), ('city',))
    """
    if word in _concepts():
        return _concepts()[word]
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(stem) > 2 and not word.endswith("ss"):
            if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                stem = stem[:-1]
            return _concepts().get(stem) or _concepts().get(stem + "e") or (_plain(stem),)
    return (_plain(word),)


def _plain(stem: str) -> str:
    """A stem without its silent end: "provide" and "provid", "control" and "controll" are one."""
    return stem.removesuffix("e") if len(stem) < 6 or not stem.endswith("ll") else stem[:-1]


def content_words(text: str) -> list[str]:
    """The roots of the words of a text that carry meaning; negation, auxiliaries and numbers are left out.

    >>> content_words("The firm did not sell drones"), content_words("it took the page back")
    (['=firm', '=supply', '=drone'], ['=withdraw', 'pag'])
    """
    words = [w.removesuffix("'s") for w in WORD.findall(text.casefold().replace("’", "'"))]
    out, ends = [], set()
    for at, word in enumerate(words):
        end = _end_of_phrase(words, at)
        if end:
            ends.add(end)
            out += _phrases()[word][words[end]]
        elif at not in ends and word not in STOP_WORDS and len(word) > 1 and not word[0].isdigit():
            out += roots_of(word)
    return out


def _end_of_phrase(words: list[str], at: int) -> int:
    """Where the phrase of the lexicon that begins here ends: "took it back"; 0 where none does."""
    last = _phrases().get(words[at], {})
    return next((i for i in range(at + 1, min(at + 2 + GAP, len(words))) if words[i] in last), 0) if last else 0


@functools.cache
def _phrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """First word -> last word -> concepts, for the terms of two words with others between."""
    out: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for term, concepts in _concepts().items():
        if " … " in term:
            first, last = term.split(" … ")
            out[first][last] = concepts
    return dict(out)


def substance(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    dates: pd.DataFrame,
    quantities: pd.DataFrame,
    who: Referents | None = None,
) -> list[Substance]:
    """What each claim is about, in the order of `claims`.

    Parameters
    ----------
    claims, articles, mentions, dates, quantities : DataFrame
        Tables of the contract. Mentions, dates and quantities count for a claim where they stand in its
        content; words of mentions and dates are not counted again as words.
    who : Referents, optional
        Whom names stand for, and whom "it" and "we" mean at the head of a claim.

    Returns
    -------
    list of Substance
    """
    published = {
        article: pd.Timestamp(day).toordinal() if day else 0
        for article, day in zip(articles["article_id"], articles["published_earliest"].fillna(""), strict=True)
    }
    tables = [_by_article(table) for table in (mentions, dates, quantities)]
    raw, who = [], who or Referents()
    told = _by_article(claims[["article_id", "content_start", "content_end"]].assign(start=claims["content_start"]))
    for claim in claims.to_dict("records"):
        spans, text = spans_of(claim), str(claim["content"])
        inside = [_inside(t.get(claim["article_id"]), spans) for t in tables]
        words, names, numbers, *said = _read_claim(text, who, *inside)
        windows = _windows(inside[1], _nested(claim, _inside(told.get(claim["article_id"]), spans)))
        names += who.speaker(claim["source_id"], text)
        raw.append((words, names, numbers, windows, *said))
    word_rarity, entity_rarity = _rarity(words for words, *_ in raw), _rarity(names for _, names, *_ in raw)
    out = []
    for article, (words, entities, numbers, windows, *said) in zip(claims["article_id"], raw, strict=True):
        features = _rarest(words, entities, numbers, word_rarity | entity_rarity)
        words, entities = _unit(words, word_rarity), _unit(entities, entity_rarity)
        out.append(Substance(article, words, entities, numbers, windows, published.get(article, 0), *said, features))
    return out


def _read_claim(text: str, who: Referents, names: list[dict], days: list[dict], counts: list[dict]) -> tuple:
    """Words, entities, numbers, roles and places of one claim; names and dates are taken out of the words."""
    marks: dict[str, tuple[str, ...]] = {}
    for mark, row in enumerate(sorted([*names, *days], key=lambda r: -len(r["text"])), start=MARK):
        text = text.replace(str(row["text"]), f" {chr(mark)} ")
        if row.get("entity_id"):
            marks[chr(mark)] = who.behind(str(row["entity_id"]))
    words = STEP.findall(text.casefold())
    values = (pd.to_numeric(q["value"], errors="coerce") for q in counts)
    return (
        content_words(text),
        [e for m in names for e in who.behind(str(m["entity_id"]))],
        frozenset(float(v) for v in values if pd.notna(v)),
        _roles(words, marks),
        frozenset(e for w, mark in pairwise(words) if w in PLACING for e in marks.get(mark, ())),
    )


def _roles(words: list[str], marks: dict[str, tuple[str, ...]]) -> frozenset[tuple[str, str, str]]:
    """Who does each act and to whom it is done, as far as the order of the words tells.

    What follows an act soon is its aim ("supplied drones to B"), what follows "by" or "from" does it ("drones
    from A"), and so does what stands right before it, unless the act is told in the passive.

    >>> a, b = {"\ue000": ("a",)}, {"\ue001": ("b",)}
    >>> sorted(_roles("\ue000 struck a port of \ue001".split(), a | b))
    [('=attack', 'aim', 'b'), ('=attack', 'doer', 'a')]
    >>> sorted(_roles("support , in war , for \ue001".split(), b)), sorted(_roles("strikes by \ue000".split(), a))
    ([], [('=attack', 'doer', 'a')])
    """
    out = set()
    for at, word in enumerate(words):
        acts = acts_among(roots_of(word)) if word not in marks else ()
        if not acts:
            continue
        role, follower = _follower(words[at + 1 : at + 1 + REACH], marks)
        before = [w for w in words[max(0, at - CLOSE) : at] if w not in ("not", "never")]
        told = [(role, follower)] if follower else []
        if before and not PASSIVE.intersection(before) and not ASIDE.intersection(before):
            told += [("doer", w) for w in before[-CLOSE:] if w in marks][-1:]
        out |= {(act, role, e) for act in acts for role, mark in told for e in marks[mark]}
    return frozenset(out)


def _follower(words: list[str], marks: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    """Role and mark of the entity that follows an act: the doer after "by" and "from", else the aim."""
    for before, word in zip(["", *words], words, strict=False):
        if word in marks:
            return ("doer" if before in DOER else "aim"), word
        if word in ASIDE and word not in DOER:
            break
        if before in DOER and word not in ("the", "a", "an"):
            break
    return "", ""


def acts_among(roots: Iterable[str]) -> frozenset[str]:
    """Those of some roots that are acts, by the lexicon of concepts.

    >>> sorted(acts_among(content_words("The firm was selling drones and halted deliveries")))
    ['=stop', '=supply']
    """
    return _acts().intersection(roots)


@functools.cache
def _acts() -> frozenset[str]:
    kinds: dict[str, set[str]] = {"act": set(), "thing": set()}
    for row in lexicon.read("concepts"):
        kinds[row["kind"]].update("=" + c for c in lexicon.listed(row["concept"]))
    return frozenset(kinds["act"] - kinds["thing"])


def _nested(claim: dict, others: list[dict]) -> list[tuple[int, int]]:
    """Where the claims stand that this one tells on: "A said on Monday that B had denied it in May"."""
    end, whole = int(claim["content_end"]), (int(claim["content_start"]), int(claim["content_end"]))
    spans = {(int(c["content_start"]), int(c["content_end"])) for c in others}
    return [span for span in spans if span[1] <= end and span != whole]


def _windows(days: list[dict], nested: list[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
    """The days that a claim speaks of; of one that tells another on, those of the other: when it was said is no matter."""
    of_matter = [d for d in days if not nested or any(a <= int(d["start"]) < b for a, b in nested)]
    return tuple(w for w in map(_window, of_matter) if any(w))


def _window(date: dict) -> tuple[str, str]:
    """First and last day of a date; nothing for durations, repetitions, and "now" or "recently"."""
    vague = date.get("timex_type", "DATE") not in ("DATE", "TIME") or str(date.get("timex_value", "")).endswith("_REF")
    return ("", "") if vague else (_day(date, "earliest"), _day(date, "latest"))


def spans_of(claim: dict) -> list[tuple[int, int]]:
    """The stretches of a claim's content."""
    spans = claim.get("content_spans")
    if isinstance(spans, Iterable) and not isinstance(spans, str) and len(spans):
        return [(int(a), int(b)) for a, b in spans]
    return [(int(claim["content_start"]), int(claim["content_end"]))]


def _day(row: dict, column: str) -> str:
    value = row.get(column, "")
    return value if isinstance(value, str) else ""


def _by_article(table: pd.DataFrame) -> dict[str, tuple[list[int], list[dict]]]:
    """article_id -> (starts, rows), in the order of the text."""
    if table.empty:
        return {}
    out = {}
    for article, rows in table.sort_values(["article_id", "start"]).groupby("article_id", sort=False):
        records = rows.to_dict("records")
        out[article] = ([int(r["start"]) for r in records], records)
    return out


def _inside(rows: tuple[list[int], list[dict]] | None, spans: list[tuple[int, int]]) -> list[dict]:
    """The rows of an article that begin in one of the spans."""
    if rows is None:
        return []
    starts, records = rows
    return [r for a, b in spans for r in records[bisect.bisect_left(starts, a) : bisect.bisect_left(starts, b)]]


def _rarity(bags: Iterable[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency, smoothed: 1 + log((n + 1) / (count + 1))."""
    n, counts = 0, Counter()
    for bag in bags:
        n += 1
        counts.update(set(bag))
    return {term: 1 + math.log((n + 1) / (count + 1)) for term, count in counts.items()}


def _unit(bag: Sequence[str], rarity: dict[str, float]) -> dict[str, float]:
    """Rarity of each term, scaled so that the squares add up to one."""
    weights = {term: rarity[term] for term in bag}
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {term: w / length for term, w in sorted(weights.items())}


def _rarest(
    words: list[str], entities: list[str], numbers: frozenset[float], rarity: dict[str, float]
) -> tuple[str, ...]:
    """Features by which a claim meets others, rarest first, numbers of two digits and more; none of a thin claim."""
    named = sorted({*words, *entities}, key=lambda t: (-rarity[t], t))
    if len(named) < THIN:
        return ()
    return tuple([f"n:{x:g}" for x in sorted(numbers) if x >= 10][:2] + named)[:PREFIX]


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two vectors of length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[term] for term, w in a.items() if term in b)


def apart(a: Substance, b: Substance) -> bool:
    """Whether the two speak of different days: both are dated, and no date of one can be a date of the other."""
    return bool(a.windows and b.windows) and not any(
        (not x[1] or not y[0] or y[0] <= x[1]) and (not y[1] or not x[0] or x[0] <= y[1])
        for x in a.windows
        for y in b.windows
    )


def similarity(a: Substance, b: Substance) -> float:
    """How likely two claims speak of the same thing, 0 to 1.

    Notes
    -----
    Words are compared by cosine; entities by cosine and by how much of the shorter list stands in the
    longer, since a report may leave a name out but seldom puts in a wrong one; both weighted by rarity. A
    number or a day that both give raises the score; numbers that differ lower it (counts are disputed, so
    they do not forbid); so does a long time between the articles. Days that cannot be the same bring it to
    zero. Who says it, and whether it is affirmed or denied, do not matter.
    """
    if apart(a, b):
        return 0.0
    words = (1 - WITHIN) * cosine(a.words, b.words) + WITHIN * _contained(a.words, b.words, ENOUGH)
    if a.entities and b.entities:
        names = 0.25 * cosine(a.entities, b.entities) + 0.25 * _contained(a.entities, b.entities, ENOUGH)
        score = 0.5 * words + names * min(1.0, words / TELLING)
    else:
        score = words if not a.entities and not b.entities else ONE_UNNAMED * words
    score += SAME_MATTER * _same_matter(a, b)
    if a.numbers and b.numbers:
        score += SHARED_NUMBER if a.numbers & b.numbers else -OTHER_NUMBER
    if _elsewhere(a, b):
        score -= OTHER_PLACE
    if _same_days(a, b):
        score += SHARED_DAY
    if a.published and b.published:
        score -= LONG_AFTER * min(1.0, max(0, abs(a.published - b.published) - NEWS_DAYS) / 365)
    return max(0.0, min(1.0, score)) * (OTHER_ROLE if _told_otherwise(a, b) else 1.0)


def _same_matter(a: Substance, b: Substance) -> float:
    """How far the shorter claim stands in the longer, where both tell one act of the same two parties; else 0.

    A charge and its denial are put in general words, so that little else is shared: "sold arms to B", "B got
    no weapons from A". Where both give particulars (numbers, days, places), one of these must be the same.
    """
    shared = a.entities.keys() & b.entities.keys()
    particulars = [x.numbers | set(x.windows) | x.places for x in (a, b)]
    if len(shared) < PARTIES or not acts_among(a.words) & acts_among(b.words):
        return 0.0
    if all(particulars) and not particulars[0] & particulars[1]:
        return 0.0
    if _same_roles(a, b):
        return 1.0
    short, long = sorted(({*x.words, *x.entities} for x in (a, b)), key=len)
    return len(short & long) / len(short)


def _same_roles(a: Substance, b: Substance) -> bool:
    """Whether both have one party do one act to the same other."""
    told = {(act, role) for act, role, _ in a.roles & b.roles}
    return any((act, "aim") in told and role == "doer" for act, role in told)


def _told_otherwise(a: Substance, b: Substance) -> bool:
    """Whether both tell one act, and one gives it another aim, or makes its aim the doer; nothing is told alike."""
    if a.roles & b.roles:
        return False
    aims, others = ({act: e for act, role, e in x.roles if role == "aim"} for x in (a, b))
    turned = {(act, "aim" if role == "doer" else "doer", e) for act, role, e in a.roles} & b.roles
    return bool(turned) or bool(aims.keys() & others.keys())


def _elsewhere(a: Substance, b: Substance) -> bool:
    """Whether both say where, and not the same."""
    return bool(a.places and b.places) and not a.places & b.places


def _same_days(a: Substance, b: Substance) -> bool:
    """Whether both give a date that is known to the month or better; call it only where they are not `apart`."""
    return all(any(first and last and first[:7] == last[:7] for first, last in x.windows) for x in (a, b))


def _contained(a: dict[str, float], b: dict[str, float], enough: int) -> float:
    """How much of the shorter list stands in the longer, by rarity; a list shorter than `enough` counts less."""
    short, long = sorted((a, b), key=len)
    if not short:
        return 0.0
    shared = sum(weight for term, weight in short.items() if term in long)
    return shared / sum(short.values()) * min(1.0, len(short) / enough)


def candidate_pairs(claims: Sequence[Substance]) -> Iterator[tuple[int, int]]:
    """Pairs of claims worth comparing, each once; their number grows in proportion to the number of claims.

    Notes
    -----
    Claims meet through a rare feature that they share, or through two less rare ones. Where more than
    `CROWD` claims share both, each meets its `NEIGHBOURS` in the order of publication: news of one thing
    comes close together.
    """
    singles: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        for feature in claim.features:
            singles[feature].append(i)
    doubles: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        common = sorted(f for f in claim.features if len(singles[f]) > CROWD)
        for at, first in enumerate(common):
            for second in common[at + 1 :]:
                doubles[first, second].append(i)
    seen: set[tuple[int, int]] = set()
    small = (members for members in singles.values() if len(members) <= CROWD)
    for members in [*small, *doubles.values()]:
        for pair in _meet(members, claims):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _meet(members: list[int], claims: Sequence[Substance]) -> Iterator[tuple[int, int]]:
    reach = len(members)
    if reach > CROWD:
        members, reach = sorted(members, key=lambda i: (claims[i].published, i)), NEIGHBOURS
    for at, i in enumerate(members):
        for j in members[at + 1 : at + 1 + reach]:
            yield (i, j) if i < j else (j, i)


def slug_of(claims: Sequence[Substance], names: dict[str, str]) -> str:
    """Two or three telling words for a group of claims: its heaviest entity and words."""
    entities, words = Counter(), Counter()
    for claim in claims:
        entities.update(claim.entities)
        words.update(claim.words)
    top = [names.get(e, "") for e, _ in sorted(entities.items(), key=lambda x: (-x[1], x[0]))[:1]]
    top += [w.removeprefix("=") for w, _ in sorted(words.items(), key=lambda x: (-x[1], x[0]))[:2]]
    return "-".join("-".join(re.findall("[a-z0-9]+", normalise_name(t)))[:16] for t in top if t) or "claim"
