"""Who is tied to whom, as a text tells it: supplies, owns, part of, works for, removed from, meets, sanctioned by …

A pattern of the lexicon gives the verb or noun; phrases before and after it give the two ends; the sentence gives the
modality. Ends are names where they are named, else the words of the text ("private enterprise").
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from helpers.annotate.events.sanctions import sanctions_of
from helpers.annotate.gates import Gate
from helpers.annotate.lexicon import read
from helpers.annotate.nominal_phrases import (
    PREPOSED,
    SUBJECTS,
    Phrase,
    is_gerund,
    owner_of,
    phrase_after,
    phrase_before,
    phrases_after,
    subject_of,
)
from helpers.annotate.records import Mention, Relation
from helpers.annotate.scene import Scene, Sentence
from helpers.annotate.spans import spans_at
from helpers.time.bounds import UNKNOWN

NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|cannot|without|denied|refused to)\s|n[’']t\s)(?:\w+\s){0,3}$", re.I
)
MAYBE = re.compile(
    r"\b(?:may|might|could|possibly|reportedly|allegedly|suspect\w*|suspicion|rumou?red|likely|appears? to|believed to)\s(?:[\w’'-]+\s){0,6}$",
    re.I,
)
DATED = frozenset(
    {"supplies", "provided_to", "meets", "removed_from", "sanctioned_by"}
)  # things that happen, not that last
PRESUPPOSED = frozenset(
    {"works_for_title", "works_for_apposition", "works_for_alone", "part_of_possessive", "part_of_name"}
)
NO_OFFICE = frozenset(
    [
        "expert",
        "analyst",
        "commentator",
        "scholar",
        "researcher",
        "activist",
        "dissident",
        "journalist",
        "lawyer",
        "businessman",
        "billionaire",
        "author",
        "writer",
        "economist",
        "historian",
        "counterpart",
        "wife",
        "husband",
        "son",
        "daughter",
        "brother",
        "sister",
        "father",
        "mother",
        "candidate",
    ]
)
OFFICES = [r["noun"] for r in read("name_roles") if r["noun"] not in NO_OFFICE]
OFFICES += [r["form"] for r in read("relation_patterns") if r["construction"] == "office"]
ROLE = "|".join(sorted(OFFICES, key=len, reverse=True))
OFFICE = re.compile(rf"\b(?:{ROLE})s?\b", re.I)
GROUP = re.compile(
    r"\b(?P<role>leaders|officials|executives|members|employees|staff|managers|officers|directors|engineers|workers|scientists|experts)\s(?:from|of|in|at)\s(?:the\s)?",
    re.I,
)
NO_RECIPIENT = re.compile(
    r"\b(?:that|which|who|in order|able|want\w*|plan\w*|need\w*)\b|\b(?:related|linked|due|according|compared|access|addition|respect|regard|opposed|up)$",
    re.I,
)
SAYINGS = re.compile(
    r"\b(?:attempts?|statements?|comments?|remarks?|claims?|decisions?|efforts?|calls?|promises?|allegations?|mistakes?|arguments?|"
    r"progress|points?|case|sense|way|room|secret|plans?|offers?|money|changes?|contributions?|donations?)\b",
    re.I,
)
ALONE = re.compile(
    r"(?:^|[.,;:“”\"’'—–-]\s?)(?:[Tt]he\s)?(?:[Ss]pokes(?:man|woman|person)|[Bb]oss|[Cc]hief (?:executive|financial officer|operating officer)|"
    r"[Dd]irector[- ][Gg]eneral|[Mm]anaging director|[Cc]hair(?:man|woman)?|[Cc]ompany (?:founder|boss|spokes\w+)),?\s$"
)
THE_FIRM = re.compile(r"^the\s(?:company|firm|manufacturer|group|enterprise|maker)$", re.I)
BARE = frozenset(
    {
        "country",
        "nation",
        "party",
        "side",
        "people",
        "weapons",
        "weaponry",
        "positions",
        "subsidiaries",
        "members",
    }
)
POSTS = re.compile(r"^(?:positions?|posts?|offices?|dut(?:y|ies)|jobs?|roles?)$", re.I)
IDIOM = re.compile(
    r"\s(?:an?|no|the|its|his|her|their)?\s?(?:\w+\s)?(?:nod|explanation|chance|choice|impression|birth|way|speech|interview|reason|notice|warning|pause|boost)\b",
    re.I,
)
THESE = re.compile(
    r"^(?:these|those|the|both|two)\s(?:two\s)?(?:compan|firm|group|entit|business|organi[sz]ation|enterprise|manufacturer)\w*s$",
    re.I,
)


@cache
def _patterns() -> list[tuple[Gate, str, str]]:
    """(pattern, relation, construction) for each group of the lexicon, one alternation each."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in read("relation_patterns"):
        groups.setdefault((row["relation"], row["construction"]), []).append(row["form"])
    return [
        (
            Gate(
                re.compile(
                    rf"\b(?P<verb>{'|'.join(sorted(forms, key=len, reverse=True))})\b"
                    + (r"(?=\s)" if how == "with" else ""),
                    re.I,
                ),
                forms,
            ),
            relation,
            how,
        )
        for (relation, how), forms in groups.items()
        if how not in ("actor", "office", "abstract")
    ]


@cache
def _actors() -> frozenset[str]:
    return frozenset(r["form"] for r in read("relation_patterns") if r["construction"] == "actor")


@cache
def _abstract() -> frozenset[str]:
    return frozenset(r["form"] for r in read("relation_patterns") if r["construction"] == "abstract")


def _is_thing(scene: Scene, p: Phrase) -> bool:
    """Goods that tell something: a product's name, or a noun with a word that says which; no "capabilities", no "arms"."""
    if p.entity_type == "PRODUCT":
        return True
    words = p.name.lower().split()
    return not p.mention and len(words) > 1 and words[-1] not in _abstract() and words[0][0] not in "“\"‘'"


def _can_act(scene: Scene, p: Phrase) -> bool:
    """A name, a phrase with a name in it, or a noun of somebody who acts."""
    head = p.name.split(" of ")[0].split()[-1].lower()
    return bool(p.mention) or head in _actors() or bool(scene.mentions_in(p.start, p.end))


@Language.component("helpers_relations")
def relations(doc: Doc) -> Doc:
    """Fill ``doc._.relations`` and ``doc.spans["relations"]``, in text order."""
    scene = Scene.of(doc)
    found: list[Relation] = _sanctioned(scene)
    last = scene.sentences[-1].end if scene.sentences else 0
    for gate, relation, how in _patterns():
        for m in gate.finditer(scene.words, last):
            s = scene.sentence_at(m.start())
            if m.end() <= s.end:
                found += _BUILD[how](scene, s, m, relation)
    for s in scene.sentences:
        for builder in (_offices, _groups, _inside_names, _of_names, _components, _members, _under):
            found += builder(scene, s)
    doc._.relations = _unique(found)
    doc.spans["relations"] = spans_at(doc, ((r.start, r.end, r.relation) for r in doc._.relations))
    return doc


def _unique(found: list[Relation]) -> list[Relation]:
    """One row for one pair, relation and modality in one sentence; nothing is tied to itself."""
    out: dict[tuple[object, ...], Relation] = {}
    for r in sorted(found, key=lambda r: (r.start, r.end)):
        if _holds(r):
            out.setdefault((r.subject, r.relation, r.object, r.modality, r.claim, r.start // 400), r)
    return list(out.values())


def _holds(r: Relation) -> bool:
    """Whether the two ends can be tied so: persons work for bodies, nothing is tied to itself or to a bare noun."""
    ends = r.subject.lower(), r.object.lower()
    if ends[0] == ends[1] or (r.subject_type == "GPE" and _state(r.object.split()[0]) == r.object == r.subject):
        return False
    if r.relation == "works_for" and (r.subject_type not in ("PERSON", "") or r.object_type == "PERSON"):
        return False
    bare = [not kind and " " not in name for name, kind in zip(ends, (r.subject_type, r.object_type), strict=True)]
    if all(bare) or any(
        b and name.endswith("s") and not name.endswith("ss") and name in _actors()
        for b, name in zip(bare, ends, strict=True)
    ):
        return False  # "companies supply firms" ties nobody
    return not any(b and name in BARE for b, name in zip(bare, ends, strict=True))


def _tie(scene: Scene, s: Sentence, a: Phrase, relation: str, b: Phrase, at: tuple[int, int], rule: str) -> Relation:
    """One row from two ends and the words that join them."""
    start, end = min(a.start, b.start, at[0]), max(a.end, b.end, at[1])
    if a.start < s.start:
        start = min(b.start, at[0])
    claim = scene.claim_over(*at)
    dated = scene.own_dates(s, [])
    return Relation(
        start=start,
        end=end,
        text=scene.text[start:end],
        subject=a.name,
        subject_type=a.entity_type,
        relation=relation,
        object=b.name,
        object_type=b.entity_type,
        modality="asserted" if rule in PRESUPPOSED else _modality(scene, s, at[0], claim),
        bounds=scene.when(s, *at) if dated and relation in DATED else UNKNOWN,
        claim=claim,
        rule=rule,
    )


def _modality(scene: Scene, s: Sentence, at: int, claim: int | None) -> str:
    lead = scene.text[max(s.start, at - 70) : at]
    told = scene.claims[claim] if claim is not None else None
    if any(e.reason and e.end - len(e.reason) - 4 <= at < e.end for e in sanctions_of(scene)):
        return "claimed"  # the reason that the imposing body gives
    if NEGATED.search(lead) or (told and told.polarity == "denies"):
        return "denied"
    if MAYBE.search(lead) or (told and (told.polarity in ("speculates", "questions") or told.hedged)):
        return "suspected"
    return "claimed" if told else "asserted"


# ---- one builder a construction -------------------------------------------------------------------------------------
def _give(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A sells x to B", "A provided B with x", "A of supplying parts found in B"."""
    if not _is_verb(scene, m.start()):
        return []
    tail = scene.text[m.end() : s.end]
    to = re.match(
        r"(?P<what>(?!\sto\b)[^.;:]{0,160}?)\s(?:to|for use (?:by|in)|found in|used (?:in|by)|in support of)\s", tail
    )
    with_ = re.match(r"\s[^.;:,]{2,80}?\swith\s", tail)
    direct = phrase_after(scene, s, m.end())
    named = scene.mention_at(m.end() + 1)
    if named and named.rule != "demonym" and re.match(r"\s[a-z]", scene.text[named.end : s.end]):
        direct = _as_phrase(named)  # "gave Norway old ships"
    ends: list[Phrase] = []
    if (
        direct
        and direct.mention
        and direct.entity_type in ("GPE", "ORG", "PERSON")
        and direct.mention.rule != "demonym"
    ):
        ends = [direct] if with_ or not to else []
    if not ends and to and not NO_RECIPIENT.search(to["what"]) and not _is_verb_start(scene, m.end() + to.end()):
        ends = [_where(scene, s, p) for p in phrases_after(scene, s, m.end() + to.end()) if _can_act(scene, p)]
    if ends == [direct] and IDIOM.match(scene.text[direct.end : s.end] if direct else ""):
        return []
    if not ends and with_ and direct:
        ends = [direct] if _can_act(scene, direct) else []
    if not ends:
        ends = _for_whom(scene, s, m.end())
    if not ends and not re.match(r"g[ai]v|provid|sen[dt]|deliver|transfer", m["verb"], re.I):
        ends = [p for p in phrases_after(scene, s, m.end(), most=4) if _is_thing(scene, p)]
    return _cross(scene, s, subject_of(scene, s, m.start()), relation, ends, m.span(), f"{relation}_give")


def _for_whom(scene: Scene, s: Sentence, at: int) -> list[Phrase]:
    """ "… sends shells for Borduria's army": a state or body behind "for"."""
    m = re.match(r"\s[^.;:,]{2,50}?\sfor\s(?:the\s)?(?=[A-Z])", scene.text[at : s.end])
    whom = scene.mention_at(at + m.end()) if m else None
    return [_as_phrase(whom)] if whom and whom.entity_type in ("GPE", "ORG") else []


def _make(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A develops x, y and z"; "x is produced by A"; "parts for x were made by A"."""
    by = re.match(r"\s(?:\w+ly\s)?by\s", scene.text[m.end() : s.end])
    if by and SAYINGS.search(scene.text[max(s.start, m.start() - 60) : m.start()]):
        return []
    if by:
        makers = _long(scene, s, phrases_after(scene, s, m.end() + by.end(), most=3))
        made = subject_of(scene, s, m.start())
        return _cross(scene, s, makers, relation, made, m.span(), f"{relation}_made_by")
    if not _is_verb(scene, m.start()) or _describes(scene, m.start()):
        return []
    for_ = re.match(r"\s[^.;:,]{2,60}?\sfor\s(?:the\s)?", scene.text[m.end() : s.end])
    buyer = phrase_after(scene, s, m.end() + for_.end()) if for_ else None
    plain = re.match(r"ma[dk]|buil", m["verb"], re.I)
    if plain and for_ and SAYINGS.search(for_[0]):
        return []
    makers = subject_of(scene, s, m.start())
    if buyer and _can_act(scene, buyer):
        ends = [buyer]
    elif plain and (
        SAYINGS.search(scene.text[m.end() : m.end() + 50]) or not any(x.entity_type == "ORG" for x in makers)
    ):
        ends = []
    else:
        ends = [p for p in phrases_after(scene, s, m.end()) if _is_thing(scene, p) or (p.mention is None and not plain)]
        ends = [p for p in ends if p.name.split()[-1].lower() not in _abstract() and p.name[0] not in '“"‘']
    return _cross(scene, s, makers, relation, ends, m.span(), f"{relation}_makes")


def _describes(scene: Scene, offset: int) -> bool:
    """A participle that only describes a noun: "gave Borduria manufactured goods"."""
    i = scene.token_from(offset)
    if i is None or scene.doc[i].tag_ not in ("VBN", "JJ"):
        return False
    auxiliary = [t.lower_ for t in scene.doc[max(0, i - 4) : i]]
    return not {"has", "have", "had", "having", "’ve", "'ve"} & set(auxiliary)


def _help(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A supports B": only a named end is one."""
    if not _is_verb(scene, m.start()):
        return []
    ends = [p for p in phrases_after(scene, s, m.end(), most=3) if p.entity_type in ("GPE", "ORG", "PERSON")]
    they = re.match(r"\s(?:it|him|her|them)\b", scene.text[m.end() : s.end])
    if they:
        ends = _other(scene, s, m.start(), they[0].strip())
    at = re.match(r"\s(?:the\s)?", scene.text[m.end() : s.end])
    owner = scene.mention_at(m.end() + at.end()) if at else None
    if owner and not ends and owner.rule != "demonym" and scene.text[owner.end : owner.end + 2] in ("’s", "'s"):
        ends = [_as_phrase(owner)]
    return _cross(scene, s, subject_of(scene, s, m.start()), relation, ends, m.span(), f"{relation}_help")


def _other(scene: Scene, s: Sentence, at: int, word: str) -> list[Phrase]:
    """Whom "it" or "him" behind a verb means: the last one named in the sentence who is not the one that acts."""
    acting = subject_of(scene, s, at)
    kinds = ("PERSON",) if word in ("him", "her") else ("GPE", "ORG")
    free = {
        x.name: x
        for x in scene.mentions_in(s.start, at)
        if x.entity_type in kinds
        and x.rule != "demonym"
        and at - x.end < 30
        and not any(p.name == x.name or p.start <= x.start < p.end for p in acting)
    }
    return [_as_phrase(x) for x in free.values()] if acting and len(free) == 1 else []


def _own(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A owns B"; not "state-owned", not "A's own"."""
    if (
        not (_is_verb(scene, m.start()) or m["verb"].lower() == "owns")
        or scene.text[m.start() - 1 : m.start()] == "-"
        or re.match(r"\sby\b", scene.text[m.end() : s.end])
    ):
        return []
    owned = [
        p
        for p in phrases_after(scene, s, m.end(), most=3)
        if p.entity_type in ("ORG", "PRODUCT") or (" " in p.name and p.name.split()[-1].lower() in _actors())
    ]
    return _cross(scene, s, subject_of(scene, s, m.start()), relation, owned, m.span(), "owns_verb")


def _buy(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A buys x from B", "purchases of x by A from B": B supplies A."""
    tail = re.match(r"[^.;:]{0,90}?\sfrom\s(?:the\s)?", scene.text[m.end() : s.end])
    if not tail or _is_verb(scene, m.start()) is False:
        return []
    sellers = [p for p in phrases_after(scene, s, m.end() + tail.end(), most=3) if _can_act(scene, p)]
    buyers = [p for p in subject_of(scene, s, m.start()) if _can_act(scene, p)]
    return _cross(scene, s, sellers, relation, buyers, m.span(), f"{relation}_bought")


def _with(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """Verb or noun with its preposition, then the other end: "A cooperates with B", "A, a unit of B"."""
    ends = phrases_after(scene, s, m.end(), most=4)
    noun = not _is_verb(scene, m.start())
    first = None
    if noun:
        lead = re.search(
            r"(?:,\s|\s(?:is|are|was|were|as|remains?)\s)(?:an?\s|the\s|one of the\s)?(?:[\w’'-]+\s){0,3}$",
            scene.text[s.start : m.start()],
        )
        first = phrase_before(scene, s, s.start + lead.start()) if lead else None
        if relation == "supplies" or not first:
            word = re.match(r"\w+", scene.text[m.start() : m.end()])
            first = phrase_before(scene, s, m.start() + word.end() if relation == "supplies" else m.start())
    firsts = [first] if first else subject_of(scene, s, m.start())
    if relation == "meets":
        ends = [p for p in ends if p.mention]
        persons = any(p.entity_type == "PERSON" for p in ends)
        fits = [p for p in firsts if p.mention and (p.entity_type == "PERSON" or not persons)]
        firsts = fits or ([p for p in firsts if p.mention] if noun else []) or _who(scene, s, m.start())
    ends = [p for p in ends if scene.text[p.start : p.end].lower() not in ("them", "it", "him", "her")]
    return _cross(scene, s, firsts, relation, ends, m.span(), f"{relation}_{'noun' if noun else 'verb'}")


def _who(scene: Scene, s: Sentence, at: int) -> list[Phrase]:
    """The last subject before a place in the sentence: who holds the talks that a noun tells of."""
    for i in range(scene.token_before(at) or 0, -1, -1):
        token = scene.doc[i]
        if token.idx < s.start:
            break
        if token.dep_ in SUBJECTS:
            p = phrase_before(scene, s, token.idx + len(token))
            return [p] if p and p.mention else []
    return []


def _remove(scene: Scene, s: Sentence, m: re.Match[str], relation: str) -> list[Relation]:
    """ "A and B were removed from their posts", "the party sacked its ministers, A and B": persons only."""
    lead = scene.text[s.start : m.start()]
    passive = re.search(r"\b(?:was|were|been|being|is|are|got)\s(?:\w+ly\s|later\s|also\s|then\s)*$", lead)
    if passive:
        persons = [x for x in scene.mentions_in(s.start, m.start()) if x.entity_type == "PERSON"]
        post = re.match(r"\s(?:from|as|of)\s", scene.text[m.end() : s.end])
        ends = [phrase_after(scene, s, m.end() + post.end())] if post else []
        if ends and ends[0] and POSTS.match(ends[0].name):
            return [x for p in persons for x in _out_of_office(scene, s, p, relation, m.span())]
    else:
        whom = phrase_after(scene, s, m.end())
        office = whom and (whom.entity_type == "PERSON" or OFFICE.search(scene.text[whom.start : whom.end + 40]))
        near = scene.mentions_in(m.end(), min(s.end, m.end() + 120)) if office else []
        persons = [x for x in near if x.entity_type == "PERSON"]
        ends = [p for p in subject_of(scene, s, m.start()) if _can_act(scene, p)]
    if not persons or not _is_verb(scene, m.start()):
        return []
    return _cross(scene, s, [_as_phrase(x) for x in persons], relation, [e for e in ends if e], m.span(), relation)


def _out_of_office(scene: Scene, s: Sentence, p: Mention, relation: str, at: tuple[int, int]) -> list[Relation]:
    """ "A was removed from his post": the body that the sentence ties A to, else the office printed before the name."""
    bodies = [r for r in (*_offices(scene, s), *_groups(scene, s)) if r.subject == p.name]
    if bodies:
        r = bodies[0]
        end = Phrase(p.start, p.end, r.object, r.object_type)
        return [_tie(scene, s, _as_phrase(p), relation, end, at, relation)]
    return []


_BUILD = {"give": _give, "make": _make, "help": _help, "own": _own, "with": _with, "remove": _remove, "buy": _buy}


def _cross(
    scene: Scene, s: Sentence, firsts: list[Phrase], relation: str, ends: list[Phrase], at: tuple[int, int], rule: str
) -> list[Relation]:
    """Every first with every end; "these companies" is taken for the firms named before, "its plan" for its owner."""
    out = []
    if scene.text[at[0] - 1 : at[0]] == "-":
        return out  # "state-owned", "Syldavian-made"
    firsts = [x for p in firsts for x in _acting(scene, s, p, at[0])]
    if relation not in ("supplies", "owns", "removed_from"):
        ends = [p for p in ends if _can_act(scene, p)]
    for a in firsts:
        for first in _meant(scene, s, a):
            out += [
                _tie(scene, s, first, relation, b, at, rule)
                for end in ends
                for b in _meant(scene, s, end)
                if b.name != first.name
            ]
    return out


def _acting(scene: Scene, s: Sentence, p: Phrase, at: int) -> list[Phrase]:
    """Who acts: the targets where the act is the reason of a sanction; the owner of "its plans"; else whoever can act."""
    for e in sanctions_of(scene):
        if e.reason and e.start <= at < e.end and e.end - len(e.reason) - 4 <= at:
            named = [m for m in scene.mentions_in(e.start, e.end) if m.text in e.targets]
            return [_as_phrase(m) for m in named] or [Phrase(e.start, e.start, t) for t in e.targets]
    if p.mention and p.mention.rule != "demonym":
        return [p]
    if p.name.split()[-1].lower() in _actors():
        return [p]
    owner = owner_of(scene, s, p.start)
    if owner:
        return [owner]
    inside = [m for m in scene.mentions_in(p.start, p.end) if scene.text[m.end : m.end + 2] in ("’s", "'s")]
    return [_as_phrase(m) for m in inside[:1]] or ([p] if p.mention else [])


def _meant(scene: Scene, s: Sentence, p: Phrase) -> list[Phrase]:
    """ "these companies": the bodies named in the sentence before; "either side of …" stays as printed."""
    printed = " ".join(scene.text[p.start : p.end].split())
    if not p.mention and THESE.match(printed) and s.number:
        before = scene.sentences[s.number - 1]
        names = dict.fromkeys(m.name for m in scene.mentions_in(before.start, before.end) if m.entity_type == "ORG")
        acted = {e.actor for e in sanctions_of(scene)}
        bodies = [x for x in names if x not in acted]
        if bodies:
            return [Phrase(p.start, p.end, x, "ORG") for x in bodies]
    if not p.mention and THE_FIRM.match(printed):
        first = scene.sentences[max(0, s.number - 2)].start
        firms = [
            x
            for x in scene.mentions_in(first, p.start)
            if x.entity_type == "ORG" and x.rule != "nominal" and not scene.speaks(x)
        ]
        if firms:
            return [Phrase(p.start, p.end, firms[-1].name, "ORG")]
    return [p]


def _long(scene: Scene, s: Sentence, phrases: list[Phrase]) -> list[Phrase]:
    """ "workers from eight factories": with the phrase behind "from" or "of"."""
    out = []
    for p in phrases:
        tail = re.match(r"\s(?:from|of|at)\s", scene.text[p.end : s.end]) if not p.mention else None
        more = phrase_after(scene, s, p.end + tail.end()) if tail else None
        out.append(Phrase(p.start, more.end, " ".join(scene.text[p.start : more.end].split())) if more else p)
    return out


def _where(scene: Scene, s: Sentence, p: Phrase) -> Phrase:
    """A customer without a name, with its place: "a customer in Borduria"."""
    tail = re.match(r"\sin\s(?:the\s)?", scene.text[p.end : s.end]) if not p.mention else None
    m = scene.mention_at(p.end + tail.end()) if tail else None
    if not m or m.entity_type != "GPE":
        return p
    return Phrase(p.start, m.end, f"{p.name} in {m.text}", p.entity_type)


def _as_phrase(m: Mention) -> Phrase:
    return Phrase(m.start, m.end, m.name, m.entity_type, m)


def _is_verb(scene: Scene, offset: int) -> bool:
    i = scene.token_from(offset)
    return i is not None and (scene.doc[i].tag_.startswith("VB") or is_gerund(scene, i))


def _is_verb_start(scene: Scene, offset: int) -> bool:
    i = scene.token_from(offset)
    return i is not None and scene.doc[i].tag_ in ("VB", "VBP")


# ---- ties without a verb --------------------------------------------------------------------------------------------
def _sanctioned(scene: Scene) -> list[Relation]:
    """Each target of a sanction is sanctioned by its imposing body."""
    out = []
    kinds = {m.name: m.entity_type for m in scene.mentions}
    for e in sanctions_of(scene):
        s = scene.sentence_at(e.end - 1)
        for target in e.targets:
            m = next((x for x in scene.mentions_in(e.start, e.end) if x.text == target), None)
            for actor in e.actor.split("; "):
                if actor:
                    out.append(
                        Relation(e.start, e.end, e.text, m.name if m else target, m.entity_type if m else "", "sanctioned_by", actor, kinds.get(actor, "ORG"),
                                 _modality(scene, s, e.end, e.claim), e.bounds, e.claim, "sanctioned_by_event")
                    )  # fmt: skip
    return out


@cache
def _office_patterns() -> dict[str, re.Pattern[str]]:
    role = rf"(?:[\w-]+\s){{0,3}}?(?:{ROLE})"
    lead = r"(?:an?\s|the\s|its\s|former\s|deputy\s|top\s|senior\s|acting\s)*"
    verbs = "heads|chairs|leads|runs|directs|hosts|edits|headed|chaired|led|ran|works for|works at"
    return {
        "after": re.compile(
            rf",?\s{lead}{role}\s(?:of|at|for|in|with)\s(?:the\s)?(?:[A-Z]\w+[’']s\s)?(?:[a-z]+\s){{0,2}}(?=[A-Z])",
            re.I,
        ),
        "owner": re.compile(r",\s(?:the\s)?(?=[A-Z])"),
        "owned": re.compile(rf"[’']s\s{lead}{role}\b", re.I),
        "who": re.compile(rf",?\swho\s(?:now\s|once\s)?(?:{verbs})\s(?:[a-z]+\s){{0,6}}?(?=[A-Z])"),
        "at": re.compile(r",?\s(?:of|at)\s(?:the\s)?(?=[A-Z])"),
        "heads": re.compile(rf",?\swho\s(?:now\s|once\s)?(?:{verbs})\s(?=the\s)"),
        "whose": re.compile(r",?\swhose\s(?=[A-Z])"),
        "whose_head": re.compile(rf",?\swhose\s{lead}{role},?\s", re.I),
        "abroad": re.compile(rf"[’']s\s{lead}{role}\s(?:to|in|at|for|with)\s(?:the\s)?", re.I),
        "before": re.compile(rf"(?:[’']s)?\s{lead}{role},?\s(?:of\s[A-Z]\w+\s)?", re.I),
        "its": re.compile(rf",?\s(?:and\s)?its\s{role},?\s", re.I),
        "for": re.compile(rf"\b(?:{ROLE})\s(?:for|of|at)\s(?:the\s|(?:our|its|his|their)\s\w+[’']s\s)?$", re.I),
    }


def _offices(scene: Scene, s: Sentence) -> list[Relation]:
    """ "Ana Kovak, director of the Rope Institute"; "Bordurian leader Kovak"; "the Rope Group and its chairman Kovak"."""
    out = []
    named = scene.mentions_in(s.start, s.end)
    for i, p in enumerate(named):
        if p.entity_type == "PERSON":
            for body, at, rule in (_office_behind(scene, s, p), _office_before(scene, s, named, i)):
                if body:
                    out.append(_tie(scene, s, _as_phrase(p), "works_for", _as_phrase(body), at, rule))
            out += _title_state(scene, s, p)
            out += _office_alone(scene, s, p) if not any(r.subject == p.name for r in out) else []
    return out


def _office_alone(scene: Scene, s: Sentence, p: Mention) -> list[Relation]:
    """ "Spokeswoman Ana Kovak", "chief executive Kovak" and no body: the only one that the sentences just before name."""
    office = ALONE.search(scene.text, max(s.start, p.start - 40), p.start)
    if not office:
        return []
    near = [x for x in scene.sentences[max(0, s.number - 1) : s.number] if x.paragraph == s.paragraph]
    first = near[0].start if near else s.start
    bodies = {
        x.name: x
        for x in scene.mentions_in(first, p.start)
        if x.entity_type == "ORG" and not PREPOSED.search(scene.text[max(first, x.start - 12) : x.start])
    }
    if len(bodies) != 1:
        return []
    body = next(iter(bodies.values()))
    end = Phrase(p.start, p.end, body.name, body.entity_type)
    return [_tie(scene, s, _as_phrase(p), "works_for", end, (office.start() + 1, p.end), "works_for_alone")]


def _office_behind(scene: Scene, s: Sentence, p: Mention) -> tuple[Mention | None, tuple[int, int], str]:
    """The body told behind a person's name."""
    pattern = _office_patterns()
    for how in ("after", "who", "heads", "whose", "at"):
        m = pattern[how].match(scene.text, p.end, s.end)
        body = scene.mention_at(m.end()) if m else None
        if how == "at" and body and " " not in body.text and not body.text.isupper() and body.rule == "itself":
            continue  # "Kovak of the Bolsheviks"
        if m and body and body.entity_type in (("ORG",) if how in ("at", "whose") else ("ORG", "GPE", "PRODUCT")):
            return body, (p.end, m.end()), "works_for_apposition"
    m = pattern["owner"].match(scene.text, p.end, s.end)
    body = scene.mention_at(m.end()) if m else None
    if m and body and body.entity_type in ("ORG", "GPE") and pattern["owned"].match(scene.text, body.end, s.end):
        return body, (p.end, body.end), "works_for_apposition"
    return None, (0, 0), ""


def _office_before(
    scene: Scene, s: Sentence, named: list[Mention], i: int
) -> tuple[Mention | None, tuple[int, int], str]:
    """The body told before a person's name, with the office between or before it."""
    pattern, p = _office_patterns(), named[i]
    owner = named[i - 1] if i else None
    if not owner or owner.entity_type not in ("ORG", "GPE"):
        return None, (0, 0), ""
    gap = scene.text[owner.end : p.start]
    if len(gap) < 80 and (pattern["before"].fullmatch(gap) or pattern["its"].fullmatch(gap)):
        return owner, (owner.end, p.start), "works_for_title"
    if pattern["whose_head"].fullmatch(gap):
        return owner, (owner.end, p.start), "works_for_title"
    far = named[i - 2] if i > 1 and gap in (", ", " ") and named[i - 2].entity_type in ("ORG", "GPE") else None
    if far and pattern["abroad"].fullmatch(scene.text[far.end : owner.start]):
        return far, (far.end, p.start), "works_for_title"
    if gap == ", " and pattern["for"].search(scene.text[max(s.start, owner.start - 40) : owner.start]):
        return owner, (owner.start, p.start), "works_for_title"
    return None, (0, 0), ""


def _title_state(scene: Scene, s: Sentence, p: Mention) -> list[Relation]:
    """ "Bordurian President Kovak", told as one name."""
    place = re.match(r"([A-Z]\w+)\s[A-Z]", p.text) if p.text != p.name and p.text.endswith(p.name) else None
    state = _state(place[1]) if place else ""
    if not place or not state:
        return []
    end = Phrase(p.start, p.start + len(place[1]), state, "GPE")
    return [_tie(scene, s, _as_phrase(p), "works_for", end, (p.start, p.end), "works_for_title")]


def _state(form: str) -> str:
    from helpers.annotate.names import gazetteer

    return next((e.name for e in gazetteer().get(form[:2], ()) if e.form == form and e.entity_type == "GPE"), "")


def _groups(scene: Scene, s: Sentence) -> list[Relation]:
    """ "officials of the ministry, including A and B": each works for it."""
    out = []
    for m in GROUP.finditer(scene.text, s.start, s.end):
        body = scene.mention_at(m.end()) or scene.mention_at(m.end() - 4)
        if not body or body.entity_type not in ("ORG", "GPE"):
            continue
        such = re.match(r",?\s(?:including|such as|among them)\s", scene.text[body.end : s.end])
        if not such:
            continue
        at = body.end + such.end()
        stop = min(
            [s.end]
            + [
                at + x.start()
                for x in re.finditer(r"\bas well as\b|;|\b(?:was|were|has|have|had)\b", scene.text[at : s.end])
            ]
        )
        for p in scene.mentions_in(at, stop):
            if p.entity_type == "PERSON":
                out.append(
                    _tie(scene, s, _as_phrase(p), "works_for", _as_phrase(body), (m.start(), at), "works_for_group")
                )
    return out


def _inside_names(scene: Scene, s: Sentence) -> list[Relation]:
    """ "the Rope Council's Cable Department": part of its owner, by its name."""
    out = []
    for m in scene.mentions_in(s.start, s.end):
        owned = re.match(r"(?P<owner>.+?)[’']s\s(?P<part>[A-Z].+)", m.text)
        if m.entity_type == "ORG" and owned and m.rule != "nominal":
            part = Phrase(m.start + owned.start("part"), m.end, owned["part"], "ORG")
            owner = Phrase(
                m.start,
                m.start + owned.end("owner"),
                _state(owned["owner"]) or owned["owner"],
                "GPE" if _state(owned["owner"]) else "ORG",
            )
            out.append(_tie(scene, s, part, "part_of", owner, (m.start, m.end), "part_of_possessive"))
    return out


def _of_names(scene: Scene, s: Sentence) -> list[Relation]:
    """ "the Cable Office of the Northern Pact": part of the second body, by its name."""
    out = []
    for m in scene.mentions_in(s.start, s.end):
        of = re.match(r"(?P<part>[A-Z].{3,60}?)\sof\s(?:the\s)?(?P<whole>[A-Z].{3,})", m.text)
        if m.entity_type == "ORG" and of and m.rule != "nominal" and of["part"].split()[-1] in _organs():
            whole = next((x for x in scene.mentions if x.text == of["whole"] and x.entity_type == "ORG"), None)
            if whole or of["whole"].split()[-1] in _organs():
                a = Phrase(m.start, m.start + of.end("part"), of["part"], "ORG")
                b = Phrase(m.start + of.start("whole"), m.end, whole.name if whole else of["whole"], "ORG")
                out.append(_tie(scene, s, a, "part_of", b, (m.start, m.end), "part_of_name"))
    return out


@cache
def _organs() -> frozenset[str]:
    return frozenset(r["word"] for r in read("name_heads") if r["role"] in ("organ", "body"))


def _components(scene: Scene, s: Sentence) -> list[Relation]:
    """ "Bordurian weapons containing Syldavian parts", "Syldavian parts in Bordurian weapons"."""
    out = []
    pattern = re.compile(
        r"\b(?:contain(?:s|ed|ing)?|with|use(?:s|d)?|using|rely(?:ing)? on|built with)\s(?P<place>[A-Z][\w-]+?)(?:-made)?\s(?:\w+\s)?(?P<part>components?|parts|chips|technology|engines|electronics|microchips)\b"
    )
    for m in pattern.finditer(scene.text, s.start, s.end):
        maker = scene.mention_at(m.start("place"))
        whole = phrase_before(scene, s, m.start())
        if maker and maker.entity_type == "GPE" and whole:
            out.append(_tie(scene, s, _as_phrase(maker), "supplies", whole, m.span(), "supplies_components"))
    if scene.text.find("partner", s.start, s.end) < 0:
        return out
    partner = re.compile(
        r"(?:[’']s|of)\s(?:\w+\s)?(?:largest|biggest|main|major|top|close|closest|key|important)?\s?(?:trading|trade|business|strategic)\spartners?\b"
    )
    for m in partner.finditer(scene.text, s.start, s.end):
        other = scene.mention_at(m.start() - 1)
        verb = (
            re.search(
                r"\b(?:remain\w*|is|are|was|were|became|being|as)\s(?:the\s)?$", scene.text[s.start : other.start]
            )
            if other
            else None
        )
        first = phrase_before(scene, s, s.start + verb.start()) if verb else None
        if other and first:
            out.append(_tie(scene, s, first, "partner_of", _as_phrase(other), m.span(), "partner_of_noun"))
    that = re.compile(r"\b(?:trading|trade|business|strategic)\spartner\sthat\s(?=[A-Z])")
    for m in that.finditer(scene.text, s.start, s.end):
        other, firsts = scene.mention_at(m.end()), _who(scene, s, m.start())
        if other and firsts:
            out.append(_tie(scene, s, firsts[0], "partner_of", _as_phrase(other), m.span(), "partner_of_noun"))
    for m in re.finditer(
        r"\bpartners\s(?:include[sd]?|is|are|was|were)\s(?=(?:the\s)?[A-Z])", scene.text[s.start : s.end]
    ):
        owner = _owner_of(scene, s, s.start + m.start())
        for p in phrases_after(scene, s, s.start + m.end()) if owner else []:
            out.append(
                _tie(scene, s, owner, "partner_of", p, (s.start + m.start(), s.start + m.end()), "partner_of_include")
            )
    return out


def _members(scene: Scene, s: Sentence) -> list[Relation]:
    """ "the Pact, of which Borduria is a member"; "two affiliates of Ropa, Ropa Marine and Ropa Cable"."""
    out = []
    for m in re.finditer(r",?\sof which\s(?:the\s)?(?=[A-Z])", scene.text[s.start : s.end]):
        whole, part = _headed(scene, s, s.start + m.start()), scene.mention_at(s.start + m.end())
        tail = part and re.match(
            r"\s(?:is|was|has been|remains|became)\s[^.;,]{0,30}?\bmember\b", scene.text[part.end : s.end]
        )
        if whole and part and tail and whole.entity_type == "ORG":
            at = (s.start + m.start(), part.end)
            out.append(_tie(scene, s, _as_phrase(part), "part_of", _as_phrase(whole), at, "part_of_member"))
    kin = re.compile(r"\b(?:affiliates|subsidiaries|units|arms|branches|divisions)\sof\s(?:the\s)?(?=[A-Z])")
    for m in kin.finditer(scene.text, s.start, s.end):
        owner = scene.mention_at(m.end())
        if owner and owner.entity_type == "ORG" and scene.text[owner.end : owner.end + 2] == ", ":
            firms = [p for p in phrases_after(scene, s, owner.end + 2) if p.entity_type == "ORG"]
            out += [
                _tie(scene, s, p, "subsidiary_of", _as_phrase(owner), m.span(), "subsidiary_of_list") for p in firms
            ]
    return out


def _headed(scene: Scene, s: Sentence, at: int) -> Mention | None:
    """The name that ends here, or the one whose apposition ends here: "the Pact, an alliance of states"."""
    named = [x for x in scene.mentions_in(s.start, at) if x.entity_type == "ORG"]
    last = named[-1] if named else None
    return last if last and re.fullmatch(r"(?:,\s(?:an?|the)\s[^,.;]{2,60})?", scene.text[last.end : at]) else None


def _owner_of(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    """Whose partners: "A's partners", "partners of A", else the last firm of the sentence before."""
    named = [m for m in scene.mentions_in(s.start, offset) if m.entity_type == "ORG"]
    if named:
        return _as_phrase(named[-1])
    for sentence in reversed(scene.sentences[max(0, s.number - 2) : s.number]):
        before = [
            m for m in scene.mentions_in(sentence.start, sentence.end) if m.entity_type == "ORG" and not scene.speaks(m)
        ]
        if before:
            return _as_phrase(before[0])
    return None


def _under(scene: Scene, s: Sentence) -> list[Relation]:
    """ "a company under the Rope Corporation": a body under another."""
    out = []
    if scene.text.find("under", s.start, s.end) < 0:
        return out
    for m in re.finditer(
        r"\b(?P<noun>(?:an?|the|its)\s(?:[\w-]+\s){0,3}?(?:company|firm|enterprise|subsidiary|institute|factory|unit|plant|agency|department|bureau))\sunder\s(?:the\s)?",
        scene.text[s.start : s.end],
    ):
        body = scene.mention_at(s.start + m.end())
        if body and body.entity_type == "ORG":
            a = phrase_before(scene, s, s.start + m.end("noun"))
            if a:
                out.append(
                    _tie(
                        scene,
                        s,
                        a,
                        "subsidiary_of",
                        _as_phrase(body),
                        (s.start + m.start(), s.start + m.end()),
                        "subsidiary_of_under",
                    )
                )
    return out
