"""Noun phrases by their tags: the one that ends before a verb, the one that begins after it, and lists of them.

Tags are surer than edges, so these phrases hold where a parse goes astray; the subject edge is used where there is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.annotate.records import Mention
from helpers.annotate.scene import Scene, Sentence

INSIDE = ("NN", "JJ", "CD", "POS", "HYPH", "PDT", "$", "AFX")
OPENERS = ("DT", "PRP$", "WP$")
PRONOUN_TAGS = ("PRP", "DT", "WDT", "WP")
SKIPPED = ("MD", "RB", "VB", "TO", "RP")
DETERMINERS = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|its|his|her|their|my|our|your|some|such|any|all|both|each|either|of)\s)+",
    re.I,
)
PREPOSED = re.compile(
    r"\b(?:in|of|to|for|on|with|from|at|by|against|under|outside|near|inside|around|over|within|between)\s(?:the\s)?$",
    re.I,
)
EMPTY = frozenset(
    [
        "number",
        "range",
        "variety",
        "series",
        "hundreds",
        "thousands",
        "dozens",
        "lot",
        "couple",
        "array",
        "handful",
        "majority",
        "pile",
        "host",
        "string",
        "wave",
    ]
)
HELD = re.compile(r"\b(?:in|of|to|for|on|with|from|at|by|against|under|as|or|and|like|including)\s(?:the\s)?$", re.I)
BEFORE_GERUND = frozenset({"in", "of", "by", "from", "and", "for"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer"})


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: its span, what it is called, and the type of what it names (empty for a plain noun)."""

    start: int
    end: int
    name: str
    entity_type: str = ""
    mention: Mention | None = None


def is_noun_like(scene: Scene, i: int) -> bool:
    """Whether token i can stand in a noun phrase (all words of a name can)."""
    token = scene.doc[i]
    return token.tag_.startswith(INSIDE) or scene.mention_at(token.idx) is not None


def phrase_before(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    """The noun phrase that ends at, or just before, a character; nothing but blanks and a comma may stand between."""
    aside = re.search(r"\([^()]{1,60}\)\W{0,2}\s*$", scene.text[s.start : offset])
    i = scene.token_before(s.start + aside.start() if aside else offset)
    if i is not None and scene.doc[i].text in (",", "(", "—", "–"):
        i -= 1
    if i is None or i < 0 or scene.doc[i].idx < s.start:
        return None
    if scene.doc[i].tag_ in PRONOUN_TAGS and scene.doc[i].text.lower() not in ("the", "a", "an"):
        return _pronoun(scene, s, i)
    if not is_noun_like(scene, i):
        return None
    last = first = i
    while first > 0 and scene.doc[first - 1].idx >= s.start:
        before = scene.doc[first - 1]
        if is_noun_like(scene, before.i) or (
            before.tag_ in ("VBN", "VBG") and scene.doc[first - 2].tag_.startswith((*OPENERS, "CD", "JJ"))
        ):
            first -= 1
        elif before.tag_.startswith(OPENERS):
            first -= 1
            break
        else:
            break
    return _phrase(scene, s, first, last)


def phrase_after(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    """The noun phrase that begins at, or just after, a character."""
    i = scene.token_from(offset)
    if i is None or scene.doc[i].idx >= s.end:
        return None
    if scene.doc[i].tag_ in ("PRP", "WDT", "WP"):
        return _pronoun(scene, s, i)
    last = _last_noun(scene, s, i)
    return _widened(scene, s, i, last) if last is not None else None


def _last_noun(scene: Scene, s: Sentence, i: int) -> int | None:
    """The last noun of the phrase that begins at token i."""
    last, k, doc = None, i, scene.doc
    number = re.compile(r"No\.?$")
    while k < len(doc) and doc[k].idx < s.end:
        token = doc[k]
        hyphened = k > i and doc[k - 1].text in "-–" and doc[k - 1].idx + 1 == token.idx
        if token.tag_.startswith("NN") or scene.mention_at(token.idx) is not None:
            last = k
        elif hyphened or (token.text == "-" and token.idx == doc[k - 1].idx + len(doc[k - 1])):
            pass
        elif not (
            token.tag_.startswith((*INSIDE, *OPENERS, "VBN", "VBG", "RB"))
            or token.text in '“"‘'
            or token.lower_ in ("either", "both")
        ) or (
            last is not None
            and token.tag_.startswith(("RB", "VB", "DT", "PRP", "CD"))
            and not number.match(doc[k - 1].text)
        ):
            break
        k += 1
    return last


def _widened(scene: Scene, s: Sentence, first: int, last: int) -> Phrase | None:
    """A phrase with what it needs to say something: "a number of firms", "either side of the war", "a firm named X"."""
    end = scene.doc[last].idx + len(scene.doc[last])
    named = re.match(r"\s(?:named|called|dubbed)\s", scene.text[end : s.end])
    mention = scene.mention_at(end + named.end()) if named else None
    if mention:
        return Phrase(scene.doc[first].idx, mention.end, mention.name, mention.entity_type, mention)
    if re.match(r"[’']s\s", scene.text[end : s.end]):
        owned = phrase_after(scene, s, end + 3)
        if owned and owned.start <= end + 4:
            start = scene.doc[first].idx
            return Phrase(start, owned.end, DETERMINERS.sub("", " ".join(scene.text[start : owned.end].split())))
    of = re.match(r"\sof\s", scene.text[end : s.end])
    if of and scene.doc[last].lower_ in EMPTY:
        return phrase_after(scene, s, end + of.end())
    if of and scene.doc[last].lower_ in ("side", "sides"):
        more = phrase_after(scene, s, end + of.end())
        if more:
            start = scene.doc[first].idx
            return Phrase(start, more.end, " ".join(scene.text[start : more.end].split()))
    return _phrase(scene, s, first, last)


def phrases_after(scene: Scene, s: Sentence, offset: int, *, most: int = 6) -> list[Phrase]:
    """The phrase after a character, and those listed with it ("a, b and c"); "such as" opens the list that counts."""
    such = re.match(r"[^,.;]{0,60}?,?\s(?:such as|including)\s", scene.text[offset : s.end])
    first = phrase_after(scene, s, offset + such.end() if such else offset)
    out = [first] if first else []
    while out and len(out) < most:
        joint = re.match(r",\s(?:and\s)?|\s(?:and|or|as well as)\s", scene.text[out[-1].end : s.end])
        nxt = phrase_after(scene, s, out[-1].end + joint.end()) if joint else None
        bare = joint is not None and joint[0] == ", "
        appositive = bare and re.match(r"(?:an?|the)\s", scene.text[out[-1].end + 2 : s.end]) and len(out) == 1
        if appositive and out[0].mention and nxt and not re.match(r",?\s(?:and|or)\s", scene.text[nxt.end : s.end]):
            break  # "Ropa, a maker of cables": one, told twice
        if (
            not nxt
            or nxt.start > out[-1].end + joint.end() + 8
            or _verb_follows(scene, nxt)
            or _verb_opens(scene, out[-1].end + joint.end())
        ):
            break
        out.append(nxt)
    return out


def _verb_follows(scene: Scene, p: Phrase) -> bool:
    """Whether a finite verb comes right after a phrase, so that it begins a clause and not a list's next item."""
    i = scene.token_from(p.end)
    return i is not None and scene.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD")


def is_gerund(scene: Scene, i: int) -> bool:
    """Whether a token is a form in -ing that acts as a verb: tagged so, or a noun to the tagger right behind "and"."""
    token = scene.doc[i]
    joined = i > 1 and scene.doc[i - 1].lower_ == "and" and scene.doc[i - 2].tag_ == "VBG"
    return token.tag_ == "VBG" or (token.tag_ == "NN" and token.lower_.endswith("ing") and joined)


def _verb_opens(scene: Scene, offset: int) -> bool:
    """Whether what follows opens with a verb ("…, adding that"), and is no item of a list."""
    i = scene.token_from(offset)
    return i is not None and scene.doc[i].tag_.startswith("VB")


def subject_of(scene: Scene, s: Sentence, offset: int) -> list[Phrase]:
    """Who does it: the parse's subject of the verb or of the verb that it hangs on, else the phrase before the verb group."""
    near = _by_position(scene, s, offset)
    i = scene.token_from(offset)
    gerund = i is not None and is_gerund(scene, i)
    lead = scene.text[s.start : offset]
    joined = re.search(r"(?:,|\band)\s(?:(?:for|of|by|in)\s)?(?:\w+ly\s)?$", lead) if gerund else None
    if joined and i is not None and not scene.doc[i - 2].tag_.startswith("VB"):
        earlier = [t for t in scene.doc[max(0, i - 14) : i - 1] if t.tag_ == "VBG" and t.idx >= s.start]
        if earlier:
            return subject_of(scene, s, earlier[-1].idx)
    sure = near and near.mention and not PREPOSED.search(scene.text[max(s.start, near.start - 12) : near.start])
    phrase = near if near and (gerund or sure) else _by_edges(scene, s, offset) or near
    if phrase is None:
        return []
    spoken = scene.doc[scene.token_from(phrase.start) or 0].tag_ in PRONOUN_TAGS
    return [phrase] if spoken and phrase.end - phrase.start < 6 else _listed_back(scene, s, phrase)


def _by_edges(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    i = scene.token_from(offset)
    token = scene.doc[i] if i is not None else None
    for _ in range(3):
        if token is None:
            return None
        for child in token.children:
            if child.dep_ in SUBJECTS and s.start <= child.idx < offset:
                return _phrase_of_head(scene, s, child.i)
        if token.dep_ not in ("conj", "xcomp", "advcl", "aux") or token.head is token or token.head.idx > token.idx:
            return None
        token = token.head
    return None


def _phrase_of_head(scene: Scene, s: Sentence, i: int) -> Phrase | None:
    """The phrase of a head noun: its name if it is one, else the words before and after it that belong to it."""
    token = scene.doc[i]
    mention = scene.mention_at(token.idx)
    end = mention.end if mention else token.idx + len(token)
    while (
        not mention
        and i + 1 < len(scene.doc)
        and scene.doc[i + 1].tag_.startswith("NN")
        and scene.doc[i + 1].idx < s.end
    ):
        i += 1
        end = scene.doc[i].idx + len(scene.doc[i])
    return phrase_before(scene, s, end)


def _by_position(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    """Left over auxiliaries, adverbs, verbs that this one hangs on, and "which", to the phrase before them."""
    i = scene.token_before(offset)
    while i is not None and i >= 0 and scene.doc[i].idx >= s.start:
        token = scene.doc[i]
        following = next((t for t in scene.doc[i + 1 : i + 4] if t.tag_ != "RB"), token)
        if (
            token.tag_.startswith(SKIPPED)
            or token.is_space
            or is_gerund(scene, i)
            or (token.tag_ in ("IN", "CC") and is_gerund(scene, following.i) and token.lower_ in BEFORE_GERUND)
        ):
            i -= 1
        elif (
            token.tag_ == "JJ" and following.tag_ == "IN" and is_gerund(scene, min(following.i + 1, len(scene.doc) - 1))
        ):
            i -= 1  # "involved in supplying"
        elif token.tag_ in ("WDT", "WP") or token.text.lower() in ("which", "who", "that"):
            return phrase_before(scene, s, token.idx)
        else:
            break
    return phrase_before(scene, s, scene.doc[i].idx + len(scene.doc[i])) if i is not None and i >= 0 else None


def _listed_back(scene: Scene, s: Sentence, last: Phrase) -> list[Phrase]:
    """A subject that is a list: the phrases joined to it by "and" or commas before it."""
    out = [last]
    while len(out) < 5:
        joint = re.search(r"(?:,\s[Aa]nd|\s[Aa]nd|,)\s$", scene.text[s.start : out[0].start])
        before = phrase_before(scene, s, s.start + joint.start()) if joint else None
        if not before or before.end != s.start + joint.start() or (joint[0] == ", " and len(out) == 1):
            break
        if joint[0].strip() == "," and before.entity_type != out[0].entity_type:
            break
        out.insert(0, before)
    return out


def _phrase(scene: Scene, s: Sentence, first: int, last: int) -> Phrase | None:
    """Name a phrase: by the name at its end, else by its words without article."""
    start, end = scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last])
    inside = scene.mentions_in(start, end)
    mention = next((m for m in reversed(inside) if m.end == end), None)
    if mention and mention.rule == "demonym" and not mention.text.endswith("s"):
        return Phrase(start, end, mention.name, "GPE", mention)
    if mention:
        return Phrase(mention.start, end, mention.name, mention.entity_type, mention)
    made = next((m for m in inside if m.entity_type == "PRODUCT" and m.start <= start + 4), None)
    if made:
        return Phrase(made.start, made.end, made.name, "PRODUCT", made)
    printed = DETERMINERS.sub("", " ".join(scene.text[start:end].split()))
    owner = re.match(r"[’']s\s", printed)
    printed = printed[owner.end() :] if owner else printed
    return Phrase(start, end, printed) if len(printed) > 1 else None


def _pronoun(scene: Scene, s: Sentence, i: int) -> Phrase | None:
    """ "he": the last person named; "it", "they", "we": the nearest body or state that leads a sentence before."""
    token = scene.doc[i]
    word, start, end = token.text.lower(), token.idx, token.idx + len(token)
    if word in ("which", "who", "that", "whom"):
        return phrase_before(scene, s, start)
    if word in ("he", "she", "him", "her"):
        kinds: tuple[str, ...] = ("PERSON",)
    elif word in ("it", "they", "them"):
        kinds = ("ORG", "GPE")
    else:
        return None
    chosen = _meant(scene, s, start, kinds)
    return Phrase(start, end, chosen.name, chosen.entity_type, chosen) if chosen else None


def _meant(scene: Scene, s: Sentence, start: int, kinds: tuple[str, ...]) -> Mention | None:
    """Whom a pronoun means: the last person, or the body or state that leads this sentence or one of the three before."""
    for sentence in (s, *reversed(scene.sentences[max(0, s.number - 3) : s.number])):
        stop = start if sentence is s else sentence.end
        named = [
            m
            for m in scene.mentions_in(sentence.start, stop)
            if m.entity_type in kinds and m.rule != "demonym" and not scene.speaks(m)
        ]
        if named and kinds == ("PERSON",):
            return named[-1]
        named = [m for m in named if scene.text[m.end : m.end + 1] != "-"]  # not the town of "a Klow-based firm"
        leads = [m for m in named if _is_subject(scene, m)]
        free = [m for m in named if not HELD.search(scene.text[max(sentence.start, m.start - 16) : m.start])]
        if leads or free:
            return (leads or free)[0]
    return None


def _is_subject(scene: Scene, m: Mention) -> bool:
    """Whether the parse takes a name for a subject."""
    first, last = scene.token_from(m.start), scene.token_before(m.end)
    return first is not None and last is not None and any(scene.doc[i].dep_ in SUBJECTS for i in range(first, last + 1))


def owner_of(scene: Scene, s: Sentence, offset: int) -> Phrase | None:
    """Whom "its" or "their" at a character means."""
    i = scene.token_from(offset)
    if i is None or scene.doc[i].lower_ not in ("its", "their"):
        return None
    chosen = _meant(scene, s, offset, ("ORG", "GPE"))
    return Phrase(offset, offset + len(scene.doc[i]), chosen.name, chosen.entity_type, chosen) if chosen else None
