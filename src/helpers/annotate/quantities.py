"""Numbers with what they count: ranges, comparators, money, percentages and multiples with their base.

Dates, ordinals, ranks, numbers in names (J-8) and words without a number ("several") are none.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.lexicon import read
from helpers.annotate.numbers import DIGITS, SCALES, WORDED, value_of
from helpers.annotate.records import Quantity
from helpers.annotate.scene import Scene
from helpers.annotate.spans import spans_at

CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|grew|grow(?:s|n|th|ing)?|increas\w+|surg\w+|jump\w*|climb\w*|soar\w*|gain\w*|up|fell|fall(?:s|en|ing)?|"
    r"drop\w*|declin\w+|decreas\w+|plung\w+|down|shr[aiu]nk\w*|slump\w*|cut|reduc\w+|expand\w*|slid|higher|lower)\b",
    re.I,
)
FOLDS = {"doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "tripled": 3.0, "trebled": 3.0, "tripling": 3.0, "quadrupled": 4.0,
         "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "sevenfold": 7.0, "eightfold": 8.0,
         "ninefold": 9.0, "tenfold": 10.0, "twice": 2.0, "halved": 0.5, "twentyfold": 20.0, "hundredfold": 100.0}  # fmt: skip
SHARES = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fifth": 0.2,
    "tenth": 0.1,
    "thirds": 1 / 3,
    "quarters": 0.25,
    "fifths": 0.2,
    "tenths": 0.1,
}
VAGUE = re.compile(
    r"\b(?:(?:tens|hundreds|dozens|scores) of )?(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b(?: of)?",
    re.I,
)
NOT_ONE = re.compile(
    r"\s(?:of|another|day|can|could|who|which|that|side|hand|thing|way|more|or|and|another’s|must|has|is|was|cannot)\b|[’'.,;:)]|$"
)
BEFORE_ONE = re.compile(r"\b(?:no|any|every|some|this|that|the|which|each|another|’s|'s|number)\s$", re.I)
NUMBERED = re.compile(
    r"\b(?:No|Nos|Article|Articles|Chapter|Section|Order|Page|Figure|Number|Room|Flight|Title|Part|Phase|Type|Line|Route|Unit|Channel|Group|Level|Version|Class|Mark)\.?\s$"
)
NUMBER_OF = re.compile(
    r"\b(?:number|total|amount) of (?P<noun>[\w’'-]+(?:\s[\w’'-]+){0,3}?)\s(?:from|to|at|by|rose|fell|of)\b"
)
OF = re.compile(r"\sof\s")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number = rf"(?:(?:{DIGITS})(?:[ -]?(?:{SCALES})\b)?|(?:{WORDED})\b)"
    signs = "|".join(
        re.escape(r["form"]) for r in sorted(read("units"), key=lambda r: -len(r["form"])) if r["kind"] == "sign"
    )
    comparators = "|".join(sorted((re.escape(r["form"]) for r in read("comparators")), key=len, reverse=True))
    units = "|".join(
        re.escape(r["form"]) + (r"\b" if r["form"][-1].isalpha() else "")
        for r in sorted(read("units"), key=lambda r: -len(r["form"]))
        if r["kind"] != "sign"
    )
    return {
        "number": re.compile(
            rf"(?:\b(?P<comparator>{comparators})\s)?(?<![\w.,/:-])(?:\\?(?P<sign>{signs})\s?)?(?<![\w])(?P<low>{number})"
            rf"(?:(?P<joint>\s?[-–—]\s?|\sto\s(?:as many as\s)?|\sor\s|\sand\s)(?:\\?(?:{signs})\s?)?(?P<high>{number}))?(?![\w])(?P<unit>[\s-]?(?:{units}))?",
            re.I,
        ),
        "fold": re.compile(
            rf"(?:\b(?P<comparator>{comparators})\s)?\b(?P<fold>{'|'.join(FOLDS)})\b(?!\s(?:a|per)\s)|(?:\b(?P<comparator2>{comparators})\s)?\b(?P<digits>\d+)[- ]?fold\b",
            re.I,
        ),
        "share": re.compile(
            rf"(?:\b(?P<comparator>{comparators})\s)?\b(?:(?P<count>an?|one|two|three|four|nine)[ -])?(?P<share>{'|'.join(SHARES)})\sof\b",
            re.I,
        ),
    }


@cache
def _tables() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    units = {r["form"].lower(): (r["unit"], r["kind"]) for r in read("units")}
    return units, {r["form"].lower(): r["comparator"] for r in read("comparators")}


@Language.component("helpers_quantities")
def quantities(doc: Doc) -> Doc:
    """Fill ``doc._.quantities`` and ``doc.spans["quantities"]``, in text order."""
    scene = Scene.of(doc)
    found: list[Quantity] = []
    for s in scene.sentences:
        if not _HINT.search(scene.lower, s.start, s.end):
            continue
        low = scene.lower[s.start : s.end]
        for finder, needs in _FINDERS:
            for q in finder(scene, s.start, s.end) if any(need in low for need in needs) else ():
                if not any(q.start < p.end and p.start < q.end for p in found[-40:]):
                    found.append(q)
    for q in found:
        q.claim = scene.claim_over(q.start, q.end)
    doc._.quantities = sorted(found, key=lambda q: q.start)
    doc.spans["quantities"] = spans_at(doc, ((q.start, q.end, q.unit) for q in doc._.quantities))
    return doc


_HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores|tens|half|quarter|third|\w+fold|doubl\w+|tripl\w+|trebled|quadrupled|twice|halved|\w+teen)\b"
)  # of a sentence in lower case


def _numbers(scene: Scene, first: int, last: int) -> list[Quantity]:
    out, at = [], first
    while m := _patterns()["number"].search(scene.text, at, last):
        ranged = _is_range(scene, m, first)
        q = _number(scene, m, first, last, ranged)
        if q:
            out.append(q)
        at = max(m.end() if ranged or not m["joint"] else m.end("low"), q.end if q else 0)
    return out


def _is_range(scene: Scene, m: re.Match[str], first: int) -> bool:
    """Whether two numbers are the ends of one range: "20 to 40", "between 5 and 8"; not "from 5 to 8", not "5 and 8"."""
    if not m["joint"]:
        return False
    lead = scene.text[max(first, m.start() - 20) : m.start()]
    if m["joint"].strip() == "and":
        return bool(re.search(r"\bbetween\s$", lead, re.I))
    return not ("to" in m["joint"] and re.search(r"\bfrom\s$", lead, re.I))


def _number(scene: Scene, m: re.Match[str], first: int, last: int, ranged: bool) -> Quantity | None:
    """A number with its unit or what it counts; None where it is a date, a rank or part of a name."""
    units, comparators = _tables()
    whole = ranged or not m["joint"]  # else the unit behind the second number is not this one's, unless it is percent
    unit, kind = units.get((m["unit"] or "").strip(" -").lower(), ("", "")) if whole or m["unit"] else ("", "")
    if not whole and kind != "percent":
        unit, kind = "", ""
    if m["sign"]:
        unit, kind = units[m["sign"].lower()][0], "money"
    end = m.end("high") if ranged else m.end("low")
    if _no_quantity(scene, m, first, end, kind):
        return None
    if m["unit"] and whole:
        end = m.end("unit")
    start = m.start("comparator") if m["comparator"] else m.start("sign") if m["sign"] else m.start("low")
    low, high = _values(m["low"], m["high"] if ranged else "")
    if low is not None and high is not None and high < low:
        return None  # "twenty to nine", "lost by 10-4"
    comparator = comparators.get((m["comparator"] or "").lower(), "exact")
    measures, base = "", ""
    if kind == "":
        after, unit, measures = _measured(scene, m.end("high") if ranged else m.end("low"), start, first, last)
        end = max(end, after)
        if not unit and m["low"].lower() == "one":
            return None
    elif kind == "percent":
        base, comparator = _base(scene, end, last), _percent(scene, start, end, first, comparator)
    elif kind == "times" and re.match(r"\s(?:more|as|the|higher|larger|greater|that)\b", scene.text[end:last]):
        unit, comparator, base = "fold", comparator if comparator != "exact" else "times", _base(scene, end, last)
    measures = measures or _about(scene, start, end, first, last)
    return Quantity(start, end, scene.text[start:end], low, high, unit, comparator, measures, base)


def _values(low: str, high: str) -> tuple[float | None, float | None]:
    """Both ends of a range; a power of ten behind the second counts for the first, too ("2 to 3 million")."""
    value, top = value_of(low), value_of(high) if high else None
    scale = re.search(rf"\b({SCALES})\b", high, re.I)
    if value is not None and scale and not re.search(rf"({SCALES})", low, re.I):
        value *= value_of("one " + scale[1]) or 1.0
    return value, top


def _measured(scene: Scene, at: int, start: int, first: int, last: int) -> tuple[int, str, str]:
    """What a bare number counts: the nouns behind it, else "the number of …" before it. Returns end, unit, measures."""
    end, noun = _counted(scene, at, last)
    if noun:
        return end, noun, scene.text[at:end].strip(" -").removesuffix(" each")
    told = NUMBER_OF.search(scene.text, max(first, start - 120), start)
    return (at, told["noun"].split()[-1], told["noun"]) if told else (at, "", "")


def _no_quantity(scene: Scene, m: re.Match[str], first: int, end: int, kind: str) -> bool:
    """Dates, ranks, numbers of a name, "one" as a pronoun."""
    start, text = m.start("low"), scene.text
    lead, low = text[max(first, start - 40) : start], m["low"].lower()
    held = scene.mention_at(start)
    if held and held.rule != "nominal" and held.end > start + 1:
        return True
    if NUMBERED.search(lead) or (re.search(r"[A-Za-z][-–]$", lead) and low.isdigit()):
        return True
    if kind not in ("duration", "percent", "money") and any(
        d.start <= start < d.end for d in scene.dates_in(max(0, start - 60), start + 60)
    ):
        return True
    if kind == "duration" and low in ("one", "a") and re.match(r"one day\b", text[start : start + 8], re.I):
        return True
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", low) and not m["sign"] and kind in ("", "duration") and not m["unit"]:
        return True
    if re.match(r"[:.]\d|-?(?:year|month|week|day)-old\b", text[end : end + 12]) or re.search(r"\d[:.]$", lead):
        return True
    if low == "one":
        return bool(NOT_ONE.match(text[end : end + 12]) or BEFORE_ONE.search(lead))
    return bool(re.match(r"(?:st|nd|rd|th|s)\b", text[end : end + 3]))


def _counted(scene: Scene, at: int, last: int) -> tuple[int, str]:
    """What is counted: adjectives and nouns right behind the number, to the last noun. Returns its end and that noun."""
    i = scene.token_from(at)
    token = scene.doc[i] if i is not None else None
    end, noun, steps = at, "", 0
    while token is not None and token.idx < last and steps < 6:
        if token.is_space:
            break
        tag = token.tag_
        if tag.startswith("NN"):
            end, noun = token.idx + len(token), token.text
        elif not (
            tag.startswith(("JJ", "VBN", "VBG", "HYPH", "POS")) or token.text in "-–" or (tag == "CD" and not noun)
        ) or (noun and tag.startswith(("VBN", "VBG", "JJ"))):
            break
        steps += 1
        token = token.nbor() if token.i + 1 < len(scene.doc) else None
    also = (
        re.match(r"\s(?:and|or)\s(?P<noun>[a-z]+s)\b(?!\s[a-z]+s?\b)", scene.text[end:last])
        if noun.endswith("s")
        else None
    )
    if also and also["noun"] not in ("was", "is", "has", "does"):
        end += also.end()
    if noun and re.match(r"\seach\b", scene.text[end:last]):
        end += 5
    return end, noun.lower()


def _base(scene: Scene, end: int, last: int) -> str:
    """ "60% of the parts": what the share is of; "compared with last year": what the change is from."""
    m = re.match(
        r"\s(?:of|compared (?:with|to)|relative to|over|more than|as (?:many|much) as|that of|the)\s(?P<base>[^,.;—”]{3,90})",
        scene.text[end:last],
    )
    if not m:
        return ""
    cut = re.split(
        r"\s(?:for|in|since|from|by|used|and|which|that|who|while|as|is|are|was|were|has|have|had|to|after|before)\s",
        m["base"],
    )[0]
    return cut.strip()


def _percent(scene: Scene, start: int, end: int, first: int, comparator: str) -> str:
    """A change or a share? A word of change close before, or right behind, makes it a change."""
    if OF.match(scene.text[end : end + 4]):
        return comparator
    lead, tail = scene.text[max(first, start - 140) : start], scene.text[end : end + 14]
    return "percent_change" if comparator == "exact" and (CHANGE.search(lead) or CHANGE.search(tail)) else comparator


def _about(scene: Scene, start: int, end: int, first: int, last: int) -> str:
    """What a sum, a share or a multiple speaks of, in the words of the text: "for …", "worth of …", else the subject."""
    tail = re.match(r"\s(?:(?:worth )?of|for|in|on)\s(?P<what>[^,.;—()]{3,80})", scene.text[end:last])
    if tail:
        return tail["what"].strip()
    lead = scene.text[max(first, start - 200) : start]
    subject = re.search(
        r"(?:\b(?:the|these|its|their|his|her)\s)(?:[\w’'-]+\s){0,3}[\w’'-]+(?=\s(?:rose|grew|fell|increased|surged|dropped|declined|jumped)\b)",
        lead,
    )
    return subject[0] if subject else ""


def _folds(scene: Scene, first: int, last: int) -> list[Quantity]:
    """ "tenfold", "doubled", "12-fold"."""
    _, comparators = _tables()
    out = []
    for m in _patterns()["fold"].finditer(scene.text, first, last):
        word = (m["fold"] or "").lower()
        if word == "twice" and not re.match(r"\s(?:as|the|that)\b", scene.text[m.end() : last]):
            continue
        value = FOLDS[word] if word else float(m["digits"])
        told = comparators.get((m["comparator"] or m["comparator2"] or "").lower(), "times")
        out.append(
            Quantity(
                m.start(),
                m.end(),
                m[0],
                value,
                None,
                "fold",
                told,
                _about(scene, m.start(), m.end(), first, last),
                _base(scene, m.end(), last),
            )
        )
    return out


def _shares(scene: Scene, first: int, last: int) -> list[Quantity]:
    """ "half of", "two-thirds of", "a quarter of"."""
    _, comparators = _tables()
    out = []
    for m in _patterns()["share"].finditer(scene.text, first, last):
        if m["share"].lower() not in ("half",) and not m["count"]:
            continue  # "third of": an ordinal
        times = value_of(m["count"]) if m["count"] and m["count"].lower() not in ("a", "an") else 1.0
        value = round((times or 1.0) * SHARES[m["share"].lower()], 4)
        end = m.end() - 3
        told = comparators.get((m["comparator"] or "").lower(), "exact")
        out.append(
            Quantity(
                m.start(), end, scene.text[m.start() : end], value, None, "share", told, "", _base(scene, end, last)
            )
        )
    return out


def _vague(scene: Scene, first: int, last: int) -> list[Quantity]:
    """ "hundreds of subsidiaries", "millions": a size without a number."""
    out = []
    for m in VAGUE.finditer(scene.text, first, last):
        end, noun = _counted(scene, m.end(), last) if m[0].lower().endswith(" of") else (m.end(), "")
        end = max(end, m.end())
        out.append(
            Quantity(
                m.start(),
                end,
                scene.text[m.start() : end],
                None,
                None,
                noun,
                "about",
                scene.text[m.end() : end].strip(),
            )
        )
    return out


_FINDERS = (  # each with the words of which a sentence must hold one
    (_folds, (*FOLDS, "fold")),
    (_shares, tuple(SHARES)),
    (_numbers, ("",)),
    (_vague, ("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions")),
)
