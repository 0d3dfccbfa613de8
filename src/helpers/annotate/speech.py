"""Constructions of saying: tags beside speech, verbs before their content, nouns, and phrases that name the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.annotate.cues import Cue, load
from helpers.annotate.phrases import (
    OCCASIONS,
    Range,
    extend_to_quote,
    is_passive,
    noun_phrase,
    strip,
    subject_of,
    verb_group,
)
from helpers.annotate.tree import (
    ALL_SUBJECTS,
    CLAUSES,
    CLOSERS,
    COMMAS,
    HEARERS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    TERMINAL,
    Tree,
)

REFUSALS = frozenset("""decline declined declines declining refuse refused refuses refusing fail failed fails failing avoid
    avoided neglect neglected unable unwilling forget forgot stop stopped""".split())
DASHES = frozenset({"--", "—", "–", "-"})
WH = frozenset("what how why who whom whose which where when whether if".split())


@dataclass
class Found:
    """One attribution in tokens, before it becomes a `Claim`."""

    cue: Range | None
    content: list[Range]
    source: Range | None
    rule: str
    entry: Cue | None = None
    confidence: float = 1.0
    carried_from: int | None = None
    at: int = field(default=0)  # the cue's head word


def verb_cues(tree: Tree) -> list[tuple[int, Cue, int]]:
    """Every verb of the lexicon: its place, its entry, and where it ends with its particle."""
    verbs = load()[0]
    out = []
    for i, word in enumerate(tree.word):
        entries = verbs.get(word)
        if entries is None or not tree.is_verb(i) or tree.dep[i] in {"amod", "compound"}:
            continue
        for entry in entries:
            if not entry.particle:
                out.append((i, entry, i + 1))
                break
            place = next((j for j in range(i + 1, min(i + 5, tree.n)) if tree.word[j] == entry.particle), None)
            if place is not None and (place == i + 1 or tree.head[place] == i):
                out.append((i, entry, place + 1))
                break
    return out


def from_verb(tree: Tree, verb: int, entry: Cue, end: int) -> list[Found]:
    """The attribution that a verb of the lexicon makes, if any."""
    if tree.quote[verb] >= 0 or _negated(tree, verb):
        return []
    if is_passive(tree, verb):
        found = _passive(tree, verb, entry, end)
        return [found] if found else []
    subject = subject_of(tree, verb)
    source = _source(tree, subject, verb)
    if source is None and not (entry.frames & {"quote"}):
        return []
    after = _right_side(tree, verb, entry, end, source)
    if after is None and "quote" in entry.frames:
        after = _tag(tree, verb, end, source)
        if after is None:
            after = _object(tree, verb, entry, end)
    if after is None or source is None:
        return []
    content, rule, cue_end = after
    content = [c for c in content if c[0] < c[1]]
    if not content or any(_overlap(c, source) for c in content):
        content = [c for c in content if not _overlap(c, source)]
        if not content:
            return []
    return [Found((verb, cue_end), content, source, rule, entry, at=verb)]


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _negated(tree: Tree, verb: int) -> bool:
    """Silence, refusal and denial of having spoken are no claims."""
    if tree.has_negation(verb):
        return tree.word[verb] not in {"think", "believe", "expect", "feel", "know", "see", "agree"}
    head = tree.head[verb]
    return tree.dep[verb] in {"xcomp", "advcl", "acl", "ccomp"} and (tree.word[head] in REFUSALS)


def _source(tree: Tree, subject: int | None, verb: int) -> Range | None:
    low, high = tree.sentence_of(verb)
    if subject is not None and low <= subject < high and tree.quote[subject] < 0:
        if tree.tag[subject] in {"WP", "WDT"} or tree.word[subject] in {"who", "which", "that"}:
            return subject, subject + 1
        if tree.word[subject] in {"it", "there"} and False:
            return None
        span = noun_phrase(tree, subject)
        if span[0] < span[1] and not (span[0] <= verb < span[1]):
            return span
        return subject, subject + 1
    at = tree.before(verb_group(tree, verb), low)
    if at >= low and tree.quote[at] < 0 and (tree.tag[at] in {"PRP", "NNP", "NNPS", "WP"}):
        return noun_phrase(tree, at) if tree.tag[at] != "PRP" else (at, at + 1)
    return None


# ---- content after the verb ------------------------------------------------------------------------------------------
def _right_side(tree: Tree, verb: int, entry: Cue, end: int, source: Range | None):
    low, high = tree.sentence_of(verb)
    skip = end
    if source and source[0] >= end and source[0] <= end + 1:
        skip = source[1]
    at = tree.after(skip, tree.n)
    if at < 0:
        return None
    # a quotation or a colon right after the verb (and what stands between)
    if "quote" in entry.frames or "clause" in entry.frames:
        direct = _quote_after(tree, verb, skip, high)
        if direct:
            return direct
    clause = next((k for k in tree.kids[verb] if tree.dep[k] in CLAUSES and k > verb), None)
    if clause is not None and "clause" in entry.frames:
        first = max(tree.left[clause], skip)
        span = _clause(tree, verb, first, tree.right[clause] + 1)
        return [span], "verb_clause", end
    if "clause" in entry.frames:
        that = next((j for j in range(skip, min(skip + 9, high)) if tree.word[j] == "that" and tree.tag[j] == "IN"), None)
        if that is not None and all(tree.word[j] not in COMMAS for j in range(skip, that)):
            return [_clause(tree, verb, that, high)], "verb_clause", end
    if "to" in entry.frames or "target" in entry.frames:
        to = next((k for k in tree.kids[verb] if tree.dep[k] == "xcomp" and k > verb), None)
        if to is not None and "to" in entry.frames:
            return [_clause(tree, verb, max(tree.left[to], skip), tree.right[to] + 1)], "verb_infinitive", end
    if tree.word[at] in entry.frames and tree.word[at] in {"about", "of", "for", "on", "against", "over", "at", "with"}:
        obj = tree.head[at]
        last = tree.right[obj] + 1 if obj > at else at + 2
        return [_clause(tree, verb, at + 1, max(last, at + 2))], "verb_preposition", at + 1
    return None


def _object(tree: Tree, verb: int, entry: Cue, end: int):
    if not entry.frames & {"object", "target", "small", "as", "clause"}:
        return None
    return _object_of(tree, verb, entry, end)


def _object_of(tree: Tree, verb: int, entry: Cue, end: int):
    obj = next((k for k in tree.kids[verb] if tree.dep[k] in OBJECTS and k > verb), None)
    if obj is None:
        return None
    first, last = max(tree.left[obj], end), tree.right[obj] + 1
    if entry.frames & {"target", "small", "as"}:
        kids = [k for k in tree.kids[verb] if k > obj and tree.dep[k] in {"xcomp", "obl", "advcl", "ccomp", "nmod", "prep", "oprd"}
                and tree.word[max(tree.left[k] - 1, 0)] not in COMMAS]
        last = max([last, *(tree.right[k] + 1 for k in kids)])
        return [_clause(tree, verb, first, last)], "verb_target", end
    if "object" in entry.frames:
        return [_clause(tree, verb, first, last)], "verb_object", end
    return None


def _quote_after(tree: Tree, verb: int, skip: int, high: int):
    """A quotation that follows the verb at once, or after a colon, a comma, a hearer, an occasion."""
    i, colon = skip, False
    limit = min(high + 3, tree.n)
    while i < limit:
        if tree.space[i]:
            i += 1
            continue
        k = tree.quote[i]
        if k >= 0:
            first, last = tree.quote_tokens[k]
            if first != i:
                return None
            if tree.quotes[k].kind in {"scare", "title"} and not colon and tree.word[i - 1] not in {","}:
                return None
            if not colon and tree.word[i - 1] not in {",", ":"} and i != skip:
                return None
            if _starts_new_tag(tree, last):
                return None
            content = _run_on(tree, first, last)
            return content, "speech_before", verb + 1
        word = tree.word[i]
        if word == ":":
            colon = True
            rest = tree.after(i + 1, tree.n)
            if rest < 0 or tree.paragraph[rest] != tree.paragraph[verb]:
                return None
            if tree.quote[rest] < 0:
                span = strip(tree, rest, high if rest < high else tree.sentence_of(rest)[1])
                return [extend_to_quote(tree, *span)], "speech_colon", verb + 1
        elif word in TERMINAL:
            return None
        elif word == "," and i + 1 < tree.n and tree.quote[i + 1] < 0 and not tree.space[i + 1]:
            if not any(tree.quote[j] >= 0 or tree.word[j] == ":" for j in range(i + 1, min(i + 12, high))):
                return None
        elif word == "that" or (tree.tag[i].startswith(("VBD", "VBZ", "VBP", "MD")) and i > skip):
            return None
        i += 1
    return None


def _starts_new_tag(tree: Tree, at: int) -> bool:
    """Whether a tag of saying of its own stands right after a quotation (", he said")."""
    verbs = load()[0]
    nxt = tree.after(at, min(at + 2, tree.n))
    if nxt < 0 or tree.word[nxt] in TERMINAL:
        return False
    limit = min(nxt + 6, tree.n)
    for j in range(nxt, limit):
        if tree.quote[j] >= 0 or tree.word[j] in TERMINAL or tree.word[j] in {"and", "but"}:
            return False
        if tree.word[j] in verbs and tree.is_verb(j) and "quote" in verbs[tree.word[j]][0].frames and tree.tag[j] != "VBG":
            return tree.paragraph[j] == tree.paragraph[at - 1]
    return False


def _run_on(tree: Tree, first: int, last: int) -> list[Range]:
    """A quotation, and the rest of its sentence where the sentence goes on in the speaker's words."""
    low, high = tree.sentence_of(last - 1)
    nxt = tree.after(last, high)
    if nxt >= 0 and tree.word[nxt] not in TERMINAL and tree.word[nxt] not in COMMAS:
        return [extend_to_quote(tree, *strip(tree, first, high))]
    return [(first, last)]


def _clause(tree: Tree, verb: int, first: int, last: int) -> Range:
    """The extent of a content clause that the parser bounds by `first` and `last`."""
    low, high = tree.sentence_of(verb)
    while first < last and (tree.word[first] in COMMAS or tree.space[first]):
        first += 1
    if tree.word[first] == "that" and tree.tag[first] in {"IN", "SCONJ"}:
        first += 1
    first_, last_ = extend_to_quote(tree, first, last)
    first, last = first_, last_
    if last < high:
        last = _stretch(tree, verb, first, last, high)
    last = _cut(tree, verb, first, last)
    first, last = strip(tree, first, last)
    return extend_to_quote(tree, first, last)


def _stretch(tree: Tree, verb: int, first: int, last: int, high: int) -> int:
    """Go on to the sentence's end where what follows the clause is an adjunct and not the speaker's next act."""
    i = last
    while i < high:
        if tree.space[i] or tree.word[i] in CLOSERS:
            i += 1
            continue
        top = i
        while tree.head[top] != top and tree.head[top] != verb and not (first <= tree.head[top] < last):
            top = tree.head[top]
        if tree.head[top] != verb and not (first <= tree.head[top] < last):
            return i
        if tree.word[i] in TERMINAL:
            return i
        if tree.head[top] == verb:
            if tree.dep[top] in {"conj", "parataxis", "cc"} or (tree.dep[top] == "advcl" and tree.tag[top] == "VBG"):
                return i
            if tree.dep[top] == "punct" and tree.word[i] == ";":
                return i
        i = max(i + 1, min(tree.right[top] + 1, high))
        last = i
    return high


def _cut(tree: Tree, verb: int, first: int, last: int) -> int:
    """End the content before a late cue (", adding that"), "according to", or the occasion of the saying."""
    for i in range(first + 3, last):
        if tree.quote[i] >= 0:
            continue
        if tree.word[i] in COMMAS and i + 1 < last and tree.word[i + 1] in {"adding", "noting", "according"}:
            return i
    for i in range(max(first + 2, last - 8), last):
        if tree.word[i] in {"in", "during", "on", "at", "via"} and tree.quote[i] < 0:
            if any(tree.word[j] in OCCASIONS for j in range(i + 1, min(last, i + 5))) and tree.word[i + 1] in {"a", "an", "twitter", "facebook"}:
                return i
    return last


# ---- tags beside speech ----------------------------------------------------------------------------------------------
def _tag(tree: Tree, verb: int, end: int, source: Range | None):
    """A tag after or between its content: "…," she said; …, he added, …"""
    if source is None:
        return None
    group = verb_group(tree, verb)
    first = min(source[0], group)
    low, high = tree.sentence_of(first)
    prev = tree.before(first, 0)
    while prev > 0 and tree.quote[prev] < 0 and tree.word[prev] in {"as", "then", "also", "and", "later"} and tree.word[tree.before(prev)] in COMMAS | CLOSERS:
        prev = tree.before(prev)
    if prev < 0 or tree.paragraph[prev] != tree.paragraph[verb]:
        return None
    stop = _tag_end(tree, verb, max(end, source[1]), high)
    k = tree.quote[prev]
    if k < 0 and tree.word[prev] in COMMAS and tree.before(prev) >= 0 and tree.quote[tree.before(prev)] >= 0:
        k = tree.quote[tree.before(prev)]
        prev = tree.before(prev)
    if k >= 0 and tree.paragraph[tree.quote_tokens[k][0]] == tree.paragraph[verb]:
        start, quote_end = tree.quote_tokens[k]
        before = _before_quote(tree, start)
        return [(before, quote_end), *_after_tag(tree, verb, stop, high, direct=True)], "speech_tag", end
    if tree.word[prev] in COMMAS | {"?", "!"} and prev > low:
        content = strip(tree, low, prev)
        if content[1] - content[0] < 2 or not _speaks(tree, low, prev):
            return None
        return [content, *_after_tag(tree, verb, stop, high, direct=False)], "sentence_tag", end
    return None


def _speaks(tree: Tree, low: int, prev: int) -> bool:
    """Whether what stands before a tag can be its content: no bare adverbial or subordinate clause."""
    return tree.tag[low] not in {"IN", "WRB", "TO", "VBG", "VBN"} or any(
        tree.dep[k] in ALL_SUBJECTS and tree.tag[tree.head[k]] != "VBG" for k in range(low, prev)
    )


def _before_quote(tree: Tree, start: int) -> int:
    """Where the content begins when words of the same sentence lead into the quotation."""
    low, _ = tree.sentence_of(start)
    prev = tree.before(start, low)
    if prev < 0 or tree.paragraph[prev] != tree.paragraph[start] or tree.word[prev] in TERMINAL | {":"} or tree.quote[prev] >= 0:
        return start
    return low


def _tag_end(tree: Tree, verb: int, at: int, high: int) -> int:
    """Where the tag ends: at the next comma, quotation or mark of sentence end."""
    i = at
    while i < high:
        if tree.quote[i] >= 0 or tree.word[i] in TERMINAL or tree.word[i] in {",", "--", "—", ";", ":"}:
            return i
        i += 1
    return high


def _after_tag(tree: Tree, verb: int, stop: int, high: int, *, direct: bool) -> list[Range]:
    """What goes on after a tag: the rest of an interrupted sentence, or a quotation that follows at once."""
    i = stop
    while i < tree.n and (tree.space[i] or (tree.quote[i] < 0 and (tree.word[i] in COMMAS or tree.word[i] in TERMINAL or tree.word[i] == ":"))):
        i += 1
    if i >= tree.n or tree.paragraph[i] != tree.paragraph[verb]:
        return []
    k = tree.quote[i]
    if k >= 0 and tree.quote_tokens[k][0] == i:
        first, last = tree.quote_tokens[k]
        if (direct or i < high) and not _starts_new_tag(tree, last) and tree.quotes[k].kind != "title":
            return _run_on(tree, first, last)
        return []
    if direct or i >= high or tree.word[stop] not in COMMAS:
        return []
    if tree.tag[i] in {"VBG", "WP", "WDT", "IN", "WRB", "CC", "VBN"}:
        return []
    return [extend_to_quote(tree, *strip(tree, i, high))]


# ---- passives --------------------------------------------------------------------------------------------------------
def _passive(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    subject = next((k for k in tree.kids[verb] if tree.dep[k] in ALL_SUBJECTS | PASSIVE_SUBJECTS), None)
    agent = next((k for k in tree.kids[verb] if k > verb and tree.dep[k] in {"obl", "obl:agent", "agent", "nmod"}
                  and any(tree.word[c] == "by" for c in (tree.kids[k] if tree.dep[k] != "agent" else [k]))), None)
    source = None
    if agent is not None:
        source = noun_phrase(tree, agent)
        if tree.word[source[0]] == "by":
            source = source[0] + 1, source[1]
    clause = next((k for k in tree.kids[verb] if tree.dep[k] in CLAUSES and k > verb), None)
    if clause is not None and "clause" in entry.frames and (subject is None or tree.word[subject] in {"it", "there"} or "hearer" in entry.frames):
        return Found((verb, end), [_clause(tree, verb, max(tree.left[clause], end), tree.right[clause] + 1)], source, "passive_clause", entry, at=verb)
    if subject is None or "passive" not in entry.frames or tree.word[subject] in {"it", "there", "who", "which", "that"}:
        return None
    rest = next((k for k in tree.kids[verb] if tree.dep[k] in {"xcomp", "ccomp", "oprd"} and k > verb), None)
    if rest is None:
        rest = next((k for k in tree.kids[verb] if k > verb and k != agent and tree.dep[k] in {"obl", "advcl", "obj"} and
                     tree.word[tree.left[k]] in {"as", "of", "for"}), None)
    if rest is None:
        return None
    span = _clause(tree, verb, max(tree.left[rest], end), tree.right[rest] + 1)
    if agent is not None and span[0] <= agent < span[1]:
        return None
    return Found((verb, end), [noun_phrase(tree, subject), span], source, "passive_subject", entry, at=verb)


# ---- nouns -----------------------------------------------------------------------------------------------------------
def from_noun(tree: Tree, i: int, entry: Cue) -> Found | None:
    """The claim that …, Tanaka's denunciation of …, voiced concern about …"""
    if tree.quote[i] >= 0 or not tree.tag[i].startswith("N"):
        return None
    content = _noun_content(tree, i, entry)
    if content is None:
        return None
    span, cue_end = content
    head = tree.head[i]
    if tree.dep[i] in OBJECTS and tree.is_verb(head) and head < i and tree.quote[head] < 0:
        if _negated(tree, head):
            return None
        if tree.word[head] in load()[0] and load()[0][tree.word[head]][0].frames & {"object", "target"} and tree.word[head] not in LIGHT:
            return _owned(tree, i, entry, span, cue_end)
        owner = next((k for k in tree.kids[i] if tree.dep[k] in {"nmod:poss", "poss"}), None)
        if tree.word[head] in LIGHT and (owner is None or tree.tag[owner] == "PRP$"):
            source = _source(tree, subject_of(tree, head), head)
            if source is not None:
                return Found((head, cue_end), [span], source, "noun_light_verb", entry, at=i)
            return None
    return _owned(tree, i, entry, span, cue_end)


LIGHT = frozenset("""express expresses expressed expressing voice voices voiced voicing raise raises raised raising make makes made
    making issue issues issued issuing have has had having hold holds held holding share shares shared repeat repeats repeated
    repeating convey conveys conveyed send sends sent sending give gives gave giving offer offers offered cast casts casting
    spread level leveled levelled deliver delivered release released releasing lodge lodged state stated reach reached
    draw drew come came form formed adopt adopted defend defended maintain maintained echo echoed echoing""".split())


def _owned(tree: Tree, i: int, entry: Cue, span: Range, cue_end: int) -> Found | None:
    """A noun with its owner (possessive, "by …", adjective of nation) or with none."""
    owner = next((k for k in tree.kids[i] if tree.dep[k] in {"nmod:poss", "poss"}), None)
    if owner is not None:
        first, last = noun_phrase(tree, owner)
        last = min(last, i)
        while last > first and tree.word[last - 1] in {"'s", "’s", "'", "’"}:
            last -= 1
        return Found((i, cue_end), [span], (first, last), "noun_owner", entry, at=i)
    agent = next((k for k in tree.kids[i] if k > i and any(tree.word[c] in {"by", "from"} for c in tree.kids[k]) and k < span[0]), None)
    if agent is not None:
        first, last = noun_phrase(tree, agent)
        return Found((i, cue_end), [span], (first + (tree.word[first] in {"by", "from"}), min(last, span[0])), "noun_agent", entry, at=i)
    nation = next((k for k in tree.kids[i] if k < i and tree.tag[k] in {"JJ", "NNP", "NNPS"} and tree.form[k][0].isupper()
                   and k > tree.sentence_of(i)[0]), None)
    if nation is not None:
        return Found((i, cue_end), [span], (nation, i) if tree.tag[i - 1] in {"NNP", "NNPS"} else (nation, nation + 1), "noun_adjective", entry, at=i)
    if tree.tag[i - 1] == "DT" and tree.word[i - 1] in {"the", "a", "no"} and span and tree.word[span[0] - 1] == "that" and entry.polarity != "warns":
        return Found((i, cue_end), [span], None, "noun_clause", entry, confidence=0.6, at=i)
    return None


def _noun_content(tree: Tree, i: int, entry: Cue):
    low, high = tree.sentence_of(i)
    nxt = i + 1
    that = next((j for j in range(nxt, min(nxt + 7, high)) if tree.word[j] == "that"), None)
    if "clause" in entry.frames and that is not None:
        clause = next((k for k in tree.kids[i] if tree.dep[k] in {"ccomp", "acl"} and tree.left[k] <= that < k), None)
        if clause is None and that == nxt and tree.tag[that] == "IN":
            verb = next((j for j in range(that + 1, high) if tree.left[j] == that and tree.is_verb(j)), None)
            clause = verb
        if clause is not None:
            last = tree.right[clause] + 1
            return extend_to_quote(tree, *strip(tree, that + 1, last)), i + 1
    if nxt < high and tree.word[nxt] in entry.frames and tree.word[nxt] not in {"clause", "to"}:
        obj = tree.head[nxt]
        if obj > nxt and tree.head[obj] in (i, tree.head[i]):
            return extend_to_quote(tree, *strip(tree, nxt + 1, tree.right[obj] + 1)), nxt + 1
    if "to" in entry.frames and nxt < high and tree.word[nxt] == "to":
        verb = tree.head[nxt]
        if verb > nxt and tree.is_verb(verb):
            return extend_to_quote(tree, *strip(tree, nxt, tree.right[verb] + 1)), i + 1
    return None


# ---- phrases that name the source -----------------------------------------------------------------------------------
def from_phrase(tree: Tree, i: int, words: tuple[str, ...], entry: Cue) -> Found | None:
    """According to …; in the words of …; as described in …"""
    end = i + len(words)
    low, high = tree.sentence_of(i)
    if "before" not in entry.frames and entry.cue not in {"according to", "citing"}:
        pass
    obj = tree.head[end - 1] if words[-1] != "to" or tree.head[end - 1] > end - 1 else None
    if obj is None or obj < end:
        obj = next((j for j in range(end, min(end + 8, high)) if tree.tag[j].startswith(("NN", "PRP")) and not tree.tag[min(j + 1, tree.n - 1)].startswith("NN")), None)
    if obj is None or obj >= high:
        return None
    first, last = noun_phrase(tree, obj)
    first = end
    last = max(last, first + 1)
    source = strip(tree, first, last)
    full = _aside_end(tree, obj, last, high)
    if i == low or tree.before(i, low) < 0 or (tree.tag[tree.before(i, low)] in {"CC", "RB"} and tree.before(i, low) == low):
        span = strip(tree, full, high)
        content = [extend_to_quote(tree, *span)]
        rule = "according_first"
    else:
        begin = low
        prev = tree.before(i, low)
        content = [_before_phrase(tree, begin, prev)]
        rest = strip(tree, full, high)
        if rest[1] - rest[0] > 1 and tree.word[full if full < high else high - 1] in COMMAS and not tree.tag[rest[0]].startswith(("W", "IN", "CC", "VBG", "RB")):
            content.append(extend_to_quote(tree, *rest))
        rule = "according_after"
    content = [c for c in content if c[1] - c[0] > 1]
    if not content:
        return None
    return Found((i, end), content, source, rule, entry, at=i)


def _before_phrase(tree: Tree, low: int, prev: int) -> Range:
    first, last = strip(tree, low, prev + 1)
    k = tree.quote[last - 1] if last > first else -1
    if k >= 0:
        first = min(first, tree.quote_tokens[k][0])
    return first, last


def _aside_end(tree: Tree, obj: int, last: int, high: int) -> int:
    """Where a source with its appositions and relative clauses ends."""
    full = tree.right[obj] + 1
    return full if last <= full < high else last
