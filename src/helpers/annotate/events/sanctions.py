"""Sanctions: one row an action, with the imposing body, its targets as printed, reason, programme and date.

A sanction only spoken of ("evading sanctions"), threatened, planned or denied is no event. Rounds are never merged.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice

from helpers.annotate.lexicon import read
from helpers.annotate.nominal_phrases import subject_of
from helpers.annotate.numbers import number_in
from helpers.annotate.records import Event, Mention
from helpers.annotate.scene import Scene, Sentence
from helpers.time.bounds import Bounds

QUICK = re.compile(
    r"sanction|blacklist|boycott|embargo|designat|target|penali[sz]|\blist\b|\bbans?\b|banned|restrict|asset freeze|fr[eo]ze|frozen|prohibit|\bbarr|suspended|halted|\bround\b|\bentries\b|\bnew\snames\b|(?:those|companies|firms)\slisted|\balso\s(?:hit|name|list|includ|cover)|\blist\s(?:names|includes|covers)"
)  # of a sentence in lower case
MODAL = re.compile(
    r"\b(?:could|would|will|may|might|should|must|can|shall|to|not|never|if|without|refus\w+|consider\w*|threaten\w*|plan\w*|"
    r"propos\w+|urg\w+|evad\w+|avoid\w*|circumvent\w*|call\w* for|lift\w*|eas\w+)\s+(?:\w+ly\s+|be\s+|been\s+|have\s+|also\s+|any\s+){0,3}$|n[’']t\s+(?:\w+\s+){0,2}$",
    re.I,
)
DECIDED = re.compile(r"\b(?:moved|voted|decided|agreed|resolved)\s+to\s+(?:\w+ly\s+)?$", re.I)
BE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got|became)\s+(?:\w+ly\s+|also\s+|then\s+|first\s+|later\s+)*$", re.I
)
BY = re.compile(r"\s+by\s+(?:the\s+)?", re.I)
STOP = re.compile(
    r"\s(?:for|over|after|because|as|since|while|amid|following|under|citing|accusing|saying|when|by|in|that|who|which|and (?:said|accused|has|had|was|were))\b"
    r"|[—;:]|\s–\s|,\s(?:which|who|whose|accusing|saying|citing|according|after|as|including|marking|in|for|over|alleging|freezing|"
    r"prohibiting|barring|a|an|while|and (?:said|accused|has|had))\b|\.(?=[”\"']?$)|[.!?][”\"’]?(?=\s+[A-Z])",
)
REASON = re.compile(
    r"\b(?:for|over|because of|in response to|in retaliation for|accusing (?:it|them|him|her) of|alleging|citing)\s",
    re.I,
)
PROGRAMME = re.compile(
    r"Executive Order (?:No\. )?\d+|E\.O\. \d+|Entity List|[Ss]pecially [Dd]esignated [Nn]ationals(?: list| List)?|SDN [Ll]ist|"
    r"(?:Global )?Magnitsky (?:Act|programme|program)|CAATSA|Military End[- ]User List|Unverified List|"
    r"\d{1,2}(?:st|nd|rd|th) (?:sanctions )?package(?: of sanctions)?|[A-Z]\w+ (?:Act|Regulation|Programme|Program)\b"
)
MANY = re.compile(
    r"(?:(?:more than|over|nearly|almost|about|around|some|at least|up to)\s)?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens of|scores of|hundreds of|several|multiple)\s"
    r"(?:[\w–-]+\s){0,4}?(?:compan|individual|entit|firm|people|person|official|bank|group|organi[sz]ation|vessel|ship|tanker|"
    r"national|business|executive|unit|institution|manufacturer|supplier|trader|businessm|oligarch|lawmaker|network|affiliate|subsidiar|sister)\w*"
    r"(?:\s(?:and|or)\s(?:\d+\s)?(?:[\w-]+\s)?(?:compan|individual|entit|firm|people|person|official|bank|vessel|ship|national|business|organi[sz]ation)\w*)?"
)
MOST = 8  # actions of one construction in a sentence; more is a list or noise
CONTEXT = re.compile(r"\bsanction|\bblacklist", re.I)
CARRY = re.compile(r"\b(?:also|further|additionally|in addition|likewise|another|as well|separately)\b", re.I)
AGAIN = ("It", "They", "The agency", "The department", "The ministry", "The treasury", "The government", "The bloc")


Patterns = dict[str, tuple[re.Pattern[str], ...]]
QUALIFIERS = r"(?:[\w’'–-]+\s){0,5}?"


@cache
def triggers() -> Patterns:
    """The patterns of ``lexicon/sanction_triggers.csv`` by construction."""
    forms: dict[str, list[str]] = {}
    for row in read("sanction_triggers"):
        forms.setdefault(row["role"], []).append(row["form"])
    either = {role: "(?:" + "|".join(sorted(told, key=len, reverse=True)) + ")" for role, told in forms.items()}
    return _of_measures(either) | _of_bans() | _of_lists(either)


def _of_measures(either: dict[str, str]) -> Patterns:
    """Measures imposed, and those who are hit with them."""
    impose, measure, act = either["imposes"], either["measure"], either["acts"]
    return {
        "imposed": (
            re.compile(
                rf"\b(?P<verb>{impose})\s{QUALIFIERS}(?P<what>{measure})\s(?:on|against|targeting|aimed at|at)\s", re.I
            ),
        ),
        "were_imposed": (
            re.compile(
                rf"\b(?P<what>{measure})\s(?:(?:was|were|has been|have been)\s)(?:\w+ly\s)?(?P<verb>{impose})\s(?:on|against)\s",
                re.I,
            ),
        ),
        "acted": (re.compile(rf"\b(?P<verb>{act})\b", re.I),),
        "targeted": (re.compile(rf"\b(?P<verb>{either['targets']})\b", re.I),),
        "hit_with": (
            re.compile(
                rf"\b(?P<verb>{either['hits']})\s(?P<who>[^.;]{{3,160}}?)\s(?:with|under)\s{QUALIFIERS}{measure}\b",
                re.I,
            ),
        ),
        "were_hit": (
            re.compile(
                rf"\b(?:was|were|been)\s(?:\w+ly\s)?(?P<verb>{either['hits']}|placed|put|brought)\s(?:with|under)\s{QUALIFIERS}{measure}\b",
                re.I,
            ),
        ),
    }


def _of_bans() -> Patterns:
    """Trade, assets and access that are stopped."""
    return {
        "banned": (
            re.compile(
                r"\b(?P<verb>ban(?:s|ned)|barr(?:ed|ing)|prohibit(?:s|ed)|halted|suspended)\s(?:the\s|all\s)?(?P<what>(?:export|import|sale|shipment)s?)\s"
                r"(?:of\s[^,.;]{2,60}?\s)?(?:to|from)\s",
                re.I,
            ),
        ),
        "froze": (re.compile(r"\b(?P<verb>froze|frozen|freezes)\s(?:the\s)?(?P<what>assets)\sof\s", re.I),),
        "barred": (
            re.compile(
                r"\b(?P<verb>barred|banned|excluded|shut out)\s(?P<who>[^.;]{3,120}?)\sfrom\s(?:its|their|the|all)\s(?:\w+\s){0,2}?"
                r"(?:ports?|markets?|airspace|waters|territory|tenders|financial system)\b",
                re.I,
            ),
        ),
    }


def _of_lists(either: dict[str, str]) -> Patterns:
    """Lists and rounds, and who is on them."""
    list_ = either["list"]
    return {
        "on_list": (
            re.compile(
                rf"\b(?P<verb>has been|have been|had been|is|are|was|were)\son\s(?P<body>[^.;,]{{3,50}}?)\s?{list_}\s(?=since\b)",
                re.I,
            ),
        ),
        "rounds": (
            re.compile(
                rf"\b(?P<verb>listed|named|names|hit|sanctioned|covered)\s(?={MANY.pattern}\b[^.;]{{0,60}}\bround\b)",
                re.I,
            ),
            re.compile(
                rf"\b[Rr]ound\s(?:one|two|three|four|five|\d)[^.;]{{0,40}}?\s(?P<verb>named|listed|hit|covered)\s(?={MANY.pattern})",
                re.I,
            ),
            re.compile(
                r"\band\s(?P<verb>(?=(?:more than\s)?\d+\s[a-z]+(?:\sand\s[a-z]+)?\sin\sa\s(?:second|third|fourth|further|new)\sround\b))",
                re.I,
            ),
        ),
        "also": (
            re.compile(
                r"\b(?:It|They|[Tt]he\slist|[Tt]he\s(?:new\s)?(?:measures|package|round))\s(?:also\s(?:hit|hits|names?|named|lists?|listed|includes?|included|covers?|covered)|(?:names|includes|covers))(?P<verb>)\s"
            ),
        ),
        "entries": (
            re.compile(
                r"\b(?:entries|(?:those|the (?:companies|firms|people|ones)) (?:listed|named|hit)|new names)\b[^.:]{0,140}:(?P<verb>)\s"
            ),
        ),
        "listed": (
            re.compile(
                rf"\b(?P<verb>{either['lists']})\s(?P<who>[^.;]{{0,200}}?)\s?\b(?:to|on|onto|in)\s(?:its|the|a|an|their)\s{QUALIFIERS}{list_}\b",
                re.I,
            ),
        ),
    }


def sanctions_of(scene: Scene) -> list[Event]:
    """The sanctions of a scene, looked for once: relations ask for them before the events are laid out."""
    if scene.sanctions is None:
        scene.sanctions = sanctions(scene)
    return scene.sanctions


def sanctions(scene: Scene) -> list[Event]:
    """All sanction events of an article, in text order."""
    out: list[Event] = []
    for sentence in scene.sentences:
        if QUICK.search(scene.lower, sentence.start, sentence.end):
            for event in _in_sentence(scene, sentence, out):
                if not any(_same(event, other) for other in out):
                    out.append(event)
    return out


def _same(a: Event, b: Event) -> bool:
    """Whether two rows tell one action: same body, same targets, no two dates, or the same words."""
    overlap = a.start < b.end and b.start < a.end and a.targets == b.targets
    dated = a.bounds.known and b.bounds.known and a.bounds != b.bounds
    return overlap or (a.actor == b.actor and set(a.targets) == set(b.targets) and not dated)


def _in_sentence(scene: Scene, s: Sentence, before: list[Event]) -> list[Event]:
    out: list[Event] = []
    taken: list[tuple[int, int]] = []
    for rule, patterns in triggers().items():
        for pattern in patterns:
            for m in islice(pattern.finditer(scene.text, s.start, s.end), MOST):
                span = m.span("verb")
                if any(a < span[1] and span[0] < b for a, b in taken) or _only_spoken_of(scene, s, span[0]):
                    continue
                event = _build(scene, s, m, rule, before + out)
                if event and event.targets:
                    out.append(event)
                    taken.append(m.span())
    return out


def _only_spoken_of(scene: Scene, s: Sentence, verb: int) -> bool:
    """Threatened, planned, possible or denied: no action."""
    lead = scene.text[max(s.start, verb - 60) : verb]
    return bool(MODAL.search(lead)) and not DECIDED.search(lead)


def _build(scene: Scene, s: Sentence, m: re.Match[str], rule: str, before: list[Event]) -> Event | None:
    verb, end = m.start("verb"), m.end("verb")
    lead = scene.text[s.start : verb]
    passive = bool(BE.search(lead))
    relative_by = bool(re.match(r"\s+by\s", scene.text[end : s.end])) and not passive
    if rule == "targeted" and not _in_context(scene, s, verb, before):
        return None
    if rule in ("also", "entries") and not _of_round(scene, s, m, before):
        return None
    if rule == "rounds" and not (before or CONTEXT.search(scene.text, max(0, s.start - 1500), s.end)):
        return None
    if rule == "acted" and not passive and not relative_by and _adjective(scene, lead, verb, end, s):
        return None
    if rule == "entries":
        stretch = (m.end(), s.end)
    elif rule in ("imposed", "were_imposed", "banned", "froze"):
        stretch = _stretch(scene, m.end(), s.end)
    elif rule in ("hit_with", "listed", "barred") and not passive and m["who"].strip():
        stretch = m.span("who")
    elif rule == "on_list":
        stretch = _subject(scene, s, verb)
    elif relative_by or (rule == "listed" and not m["who"].strip()):
        stretch = _antecedent(scene, s, verb)
    elif passive:
        stretch = _subject(scene, s, verb)
    else:
        stretch = _stretch(scene, end, s.end)
        if _relative(scene, s, verb) or stretch[1] - stretch[0] < 3:
            stretch = _antecedent(scene, s, verb)
    targets, count, last = _targets(scene, stretch, s)
    if rule == "were_imposed" or passive or relative_by:
        actor, last = _agent(scene, max(m.end(), last) if rule == "were_imposed" else end, s, last)
        named = _named(scene, *stretch) or MANY.search(scene.text, *stretch)
        if not actor and (relative_by or not named):
            return None  # "sanctioned by the court": allowed, not punished
    elif rule == "on_list":
        owner = scene.mentions_in(m.start("body"), m.end("body"))
        actor = owner[-1].name if owner else ""
    else:
        actor = _actor(scene, s, verb, before) or (
            before[-1].actor if rule in ("also", "rounds", "entries") and before else ""
        )
    if rule in ("also", "entries") and (whole := _of_list(scene, m.end(), s.end)):
        targets, last = [x.text for x in whole], whole[-1].end
    if rule in ("listed", "rounds") and not passive:
        targets, last = _among(scene, m.end(), s, targets, last)
    return _event(scene, s, m, f"sanction_{rule}", actor, targets, count, max(last, m.end()), before)


def _of_round(scene: Scene, s: Sentence, m: re.Match[str], before: list[Event]) -> bool:
    """Whether "it also hit", "the list also names", "three of the entries" go on telling of a round told before."""
    near = 15 if re.match(r"(?:[Tt]he\slist|entries)\b", m[0]) else 4
    return bool(before) and s.number - scene.sentence_at(before[-1].end - 1).number <= near


def _of_list(scene: Scene, start: int, end: int) -> list[Mention]:
    """All whom a sentence about a list names, those apart that only say more of another ("affiliates of Ropa")."""
    held = re.compile(r"\b(?:of|for|by|in|from|to|with|an?|that|than)\s(?:the\s)?$")
    return [m for m in _named(scene, start, end) if not held.search(scene.text[max(start, m.start - 12) : m.start])]


def _among(scene: Scene, at: int, s: Sentence, targets: list[str], last: int) -> tuple[list[str], int]:
    """ "… on its list, among them A and B": the named ones behind the list."""
    m = re.search(r"[,—]\s?(?:among them|including)\s", scene.text[at : min(s.end, at + 120)])
    if not m or scene.text[at : at + m.start()].count("round") > 1:
        return targets, last  # none, or those of the next round
    stretch = _stretch(scene, at + m.end(), s.end)
    more = _named(scene, *stretch)
    return [*targets, *(x.text for x in more)], max([last, *(x.end for x in more)])


def _relative(scene: Scene, s: Sentence, verb: int) -> bool:
    """ "…, which the union boycotted": the object stands before its clause."""
    return bool(re.search(r"\b(?:which|that|whom)\s(?:the\s)?[A-Z][^,;]{1,60}$", scene.text[s.start : verb]))


def _event(scene: Scene, s: Sentence, m: re.Match[str], rule: str, actor: str, targets, count, last, before) -> Event:
    reason, reason_end = _reason(scene, last, s)
    end = max(last, reason_end, m.end())
    start = s.start
    while end > start and scene.text[end - 1] in " ,—–":
        end -= 1
    bounds = _dated(scene, s, m, actor, before)
    programme = PROGRAMME.search(scene.text, s.start, s.end)
    return Event(
        start=start,
        end=end,
        text=scene.text[start:end],
        kind="sanction",
        bounds=bounds,
        actor=actor,
        targets=targets,
        object=m["verb"].lower() if "what" not in m.groupdict() else m["what"].lower(),
        reason=reason,
        programme=programme[0] if programme else "",
        count=count,
        claim=scene.claim_over(m.start("verb"), m.end("verb")),
        rule=rule,
        confidence=0.9 if actor and targets else 0.6,
    )


def _dated(scene: Scene, s: Sentence, m: re.Match[str], actor: str, before: list[Event]) -> Bounds:
    """The clause's own date; "also" without one carries on the date of the action before it."""
    behind = [d for d in scene.own_dates(s, []) if d.start >= m.end()]
    if not m["verb"] and behind:
        return behind[0].bounds  # "… and 26 firms in a second round last month"
    if not m["verb"] and before and not scene.own_dates(s, []) and before[-1].bounds.known:
        return replace(before[-1].bounds, basis="inferred")  # of the round told before
    if not scene.dates_in(s.start, s.end) and before:
        last = before[-1]
        near = s.number - scene.sentence_at(last.end - 1).number
        carries = CARRY.search(scene.text, s.start, m.end()) and near <= 3
        if near == 0 or (carries and (not actor or actor == last.actor)):
            return replace(last.bounds, basis="inferred") if last.bounds.known else last.bounds
    return scene.when(s, *m.span("verb"))


def _in_context(scene: Scene, s: Sentence, verb: int, before: list[Event]) -> bool:
    """ "targeted" is a sanction only right after one, or where a body that imposes them did it to a named firm or person."""
    lead = scene.text[s.start : verb]
    if BE.search(lead) and scene.text[verb : verb + 9].lower() == "targeting":
        return False
    sanctioned = any(s.number - scene.sentence_at(e.end - 1).number <= 3 for e in before)
    body = _mention_before(scene, s, verb)
    named = [x for x in scene.mentions_in(verb, min(s.end, verb + 120)) if x.entity_type in ("ORG", "PERSON")]
    if sanctioned and named and body:
        return True
    imposing = {row["form"] for row in read("sanction_triggers") if row["role"] == "body"}
    return bool(
        body
        and named
        and any(word in body.name for word in imposing)
        and "sanction" in scene.text[s.start : s.end].lower()
    )


def _adjective(scene: Scene, lead: str, verb: int, end: int, s: Sentence) -> bool:
    """ "the sanctioned firm": the participle only describes; so does a verb without a body before it."""
    word = re.search(r"([\w’'-]+)\W*$", lead)
    if word and (
        word[1].lower()
        in {"the", "a", "an", "of", "these", "those", "and", "or", "other", "with", "some", "many", "already"}
        or lead.endswith("-")
    ):
        return True
    i = scene.token_from(verb)
    if i is not None and scene.doc[i].tag_ in ("NNS", "NN", "JJ"):
        return True
    return not (
        _mention_before(scene, s, verb)
        or re.search(r"\b(?:It|They|he|she|it|they|agency|department|ministry|government|bloc)\b", lead)
    )


# ---- who ------------------------------------------------------------------------------------------------------------
def _mention_before(scene: Scene, s: Sentence, verb: int) -> Mention | None:
    """The body that acts: the nearest name before the verb that no preposition holds and no noun follows."""
    clause = s.start
    for cut in re.finditer(r";|\bthat\b|\bbut\b|\bwhile\b|\bwhich\b|—", scene.text[s.start : verb]):
        clause = s.start + cut.end()
    for low in (clause, s.start):
        for m in reversed(scene.mentions_in(low, verb)):
            if m.entity_type not in ("ORG", "GPE", "PERSON") or m.rule == "nominal":
                continue
            lead = scene.text[max(s.start, m.start - 20) : m.start]
            tail = scene.text[m.end : m.end + 20]
            held = re.search(
                r"\b(?:in|on|at|with|from|of|to|against|for|near|since|into|over|under)\s+(?:the\s+)?$", lead, re.I
            )
            noun = m.rule == "demonym" or re.match(r"[’']s\b", tail)
            if not held and not noun:
                return m
    return None


def _actor(scene: Scene, s: Sentence, verb: int, before: list[Event]) -> str:
    body = _mention_before(scene, s, verb)
    if body:
        names = [body]
        i = scene.mentions.index(body)
        while i and re.fullmatch(
            r"(?:,)?\s(?:and|along with)\s(?:the\s)?|,\s(?:the\s)?",
            scene.text[scene.mentions[i - 1].end : names[0].start],
        ):
            i -= 1
            if scene.mentions[i].start < s.start:
                break
            names.insert(0, scene.mentions[i])
        return "; ".join(dict.fromkeys(n.name for n in names if n.entity_type in ("ORG", "GPE", "PERSON")))
    lead = scene.text[s.start : verb]
    if re.search(r"\b(?:[Ii]t|[Tt]hey)\s(?:had\s|has\s|have\s|also\s|then\s|\w+ly\s)*$", lead):
        doer = subject_of(scene, s, verb)
        if doer and doer[0].mention and doer[0].entity_type in ("ORG", "GPE"):
            return doer[0].name
    if before and any(re.search(rf"\b{word}\b", lead) for word in (*AGAIN, *(x.lower() for x in AGAIN))):
        return before[-1].actor
    return ""


def _agent(scene: Scene, at: int, s: Sentence, last: int) -> tuple[str, int]:
    """Who stands after "by", and where that ends."""
    for by in BY.finditer(scene.text, at, s.end):
        m = scene.mention_at(by.end())
        if m:
            bodies = [m]
            while (nxt := scene.mention_after(bodies[-1])) and re.fullmatch(
                r",?\s(?:and\s)?(?:the\s)?", scene.text[bodies[-1].end : nxt.start]
            ):
                bodies.append(nxt)
            return "; ".join(x.name for x in bodies), max(last, bodies[-1].end)
    return "", last


# ---- whom -----------------------------------------------------------------------------------------------------------
def _stretch(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """From the trigger to where the clause turns to reason, time or something else; names are never cut."""
    stop = end
    for m in STOP.finditer(scene.text, start, end):
        held = scene.mention_at(m.start()) or scene.mention_at(max(start, m.end() - 1))
        if held and held.start <= m.start() < held.end:
            continue
        stop = m.start()
        break
    for d in scene.dates_in(start, stop):
        lead = re.search(r"(?:\s(?:on|in|at|since|last|late|early))*\s*$", scene.text[start : d.start])
        stop = start + lead.start()
        break
    return start, stop


def _subject(scene: Scene, s: Sentence, verb: int) -> tuple[int, int]:
    """What stands before a passive: back to the clause's beginning; "X, which was …" takes X."""
    be = re.search(
        r"\s*(?:has|have|had)?\s*(?:also\s|recently\s|been\s|was\s|were\s|is\s|are\s|then\s|later\s|\w+ly\s|first\s)*$",
        scene.text[s.start : verb],
    )
    end = s.start + be.start()
    lead = scene.text[s.start : end]
    who = re.search(r",?\s*(?:which|who|that)$", lead)
    if who:
        return _antecedent(scene, s, s.start + who.start() + 1)
    if lead.endswith(" and"):  # "the yard builds boats and has been on the list": the subject of both verbs
        doer = subject_of(scene, s, verb)
        if doer:
            return doer[0].start, doer[-1].end
    start = s.start
    for cut in re.finditer(r";|:|\bthat\s|\bbut\s|\bwhile\s|\bafter\s|\bwhen\s|—", lead):
        start = s.start + cut.end()
    opening = re.match(r"(?:In|On|At|Since|Last|During|Earlier|Late|Early)\b[^,]{2,40},\s", scene.text[start:end])
    return start + (opening.end() if opening else 0), end


def _antecedent(scene: Scene, s: Sentence, at: int) -> tuple[int, int]:
    """The noun phrase before ", which …": a name that ends there, else the nouns and adjectives before the comma."""
    lead = scene.text[s.start : at]
    comma = re.search(r"(?:,\s*(?:which|that|who)\b[^,;]*|,\s*|\s+(?:which|that|who)\b[^,;]*)$", lead)
    end = s.start + (comma.start() if comma else len(lead))
    named = [m for m in scene.mentions_in(s.start, end + 1) if m.end >= end - 1]
    if named:
        return named[-1].start, named[-1].end
    first, i = end, scene.token_before(end)
    while (
        i is not None
        and i >= 0
        and scene.doc[i].idx >= s.start
        and scene.doc[i].tag_.startswith(("NN", "JJ", "CD", "HYPH", "CC"))
    ):
        first, i = scene.doc[i].idx, i - 1
    return first, end


def _targets(scene: Scene, stretch: tuple[int, int], s: Sentence) -> tuple[list[str], float | None, int]:
    """Targets as printed, the count of an aggregate, and where the last one ends."""
    start, end = scene.trim(*stretch)
    named = _named(scene, start, end)
    many = MANY.search(scene.text, start, end)
    count = number_in(many[0]) if many else None
    last = end
    including = re.match(r"\W*(?:including|among them|such as)\s", scene.text[end : s.end])
    more: list[Mention] = []
    if including and not named:
        more = _named(scene, end + including.end(), _stretch(scene, end + including.end(), s.end)[1])
    if many and not named:
        targets = [scene.text[many.start() : many.end()], *(m.text for m in more)]
        last = max([many.end(), *(m.end for m in more)])
    elif named:
        targets = [m.text for m in named]
        behind = [m for m in MANY.finditer(scene.text, named[-1].end, end)]
        targets += [m[0] for m in behind]
        last = max(named[-1].end, *(m.end() for m in behind)) if behind else named[-1].end
    else:
        targets = [scene.text[start:end]] if 1 < end - start < 160 else []
    return targets, count, last


def _named(scene: Scene, start: int, end: int) -> list[Mention]:
    """Bodies, persons and states named as targets; not those that only describe one ("the Bordurian firm")."""
    inside = [m for m in scene.mentions_in(start, end) if m.rule != "nominal"]
    firm = [m for m in inside if m.entity_type in ("ORG", "PERSON", "PRODUCT") and not _describes(scene, m, end)]
    if firm:
        return firm
    bare = [m for m in inside if m.entity_type == "GPE" and m.rule != "demonym"]
    rest = scene.text[start:end]
    for m in bare:
        rest = rest.replace(m.text, "")
    return bare if bare and not re.sub(r"[,\s]|\band\b|\bthe\b", "", rest) else []


def _describes(scene: Scene, m: Mention, end: int) -> bool:
    """A name with its owner's mark, or with a plain noun and then another name behind it."""
    tail = scene.text[m.end : end]
    return bool(re.match(r"[’']s\s|-\w", tail)) or bool(
        re.match(r"\s(?!and\b|or\b|as\b)[a-z]+(?:\s[a-z]+){0,2}\s[A-Z]", tail)
    )


def _reason(scene: Scene, at: int, s: Sentence) -> tuple[str, int]:
    """What comes after "for", "over", "in response to" behind the targets, to the end of the clause."""
    m = REASON.search(scene.text, at, s.end)
    if not m or m.start() - at > 90:
        return "", at
    end = s.end
    for cut in re.finditer(
        r"[;—]|\.$|[.](?=[”\"]?$)|,\s(?:the|a|an|which|who|according|it|he|she)\s", scene.text[m.end() : s.end]
    ):
        end = m.end() + cut.start()
        break
    return scene.text[m.end() : end].strip(' .”"'), end
