"""Constructions around a noun or an adverb of the lexicon, and phrases that name the source."""

from __future__ import annotations

from helpers.annotate.content import clause_extent, cut
from helpers.annotate.cues import Cue, adjectives, load
from helpers.annotate.found import Found
from helpers.annotate.objects import LIGHT
from helpers.annotate.phrases import (
    BE,
    Range,
    extend_to_quote,
    governed_end,
    noun_phrase,
    phrase_head,
    strip,
    subject_of,
)
from helpers.annotate.speech import run_on
from helpers.annotate.tree import OBJECTS, SUBJECTS, TERMINAL, Tree
from helpers.annotate.verbs import PREPOSITIONS, unsaid
from helpers.annotate.voices import may_speak, source_of

AGENTS = frozenset({"by", "from", "among", "amongst"})
POSSESSIVE = frozenset({"nmod:poss", "poss"})


def from_noun(tree: Tree, i: int, entry: Cue) -> Found | None:
    """The claim that …, Tanaka's denunciation of …, voiced concern about …"""
    if tree.quote[i] >= 0 or not tree.tag[i].startswith("N"):
        return None
    content = _content(tree, i, entry)
    if content is None:
        return _before_colon(tree, i, entry)
    span, cue_end = content
    named = _named_before(tree, i)
    if named is not None:
        return Found((i - 1, cue_end), [span], named, "noun_light_verb", entry)
    verb = _light_verb(tree, i)
    owner = next((k for k in tree.kids[i] if tree.dep[k] in POSSESSIVE), None)
    if verb is not None and (owner is None or tree.tag[owner] == "PRP$"):
        if unsaid(tree, verb):
            return None
        subject = subject_of(tree, verb)
        source = source_of(tree, subject, verb)
        if source is None or not may_speak(tree, subject, source):
            return None
        return Found((verb, cue_end), [span], source, "noun_light_verb", entry)
    return _owned(tree, i, owner, entry, span, cue_end)


def _before_colon(tree: Tree, i: int, entry: Cue) -> Found | None:
    """Its answer, in full: “…”: a noun with its owner, a colon, a quotation."""
    owner = next((k for k in tree.kids[i] if tree.dep[k] in POSSESSIVE), None)
    colon = next((j for j in range(i + 1, min(i + 8, tree.sentence_of(i)[1])) if tree.word[j] == ":"), None)
    if owner is None or colon is None or any(tree.finite[j] and tree.word[j] not in BE for j in range(i, colon)):
        return None
    at = tree.after(colon + 1)
    if at < 0 or tree.quote[at] < 0 or tree.quote_tokens[tree.quote[at]][0] != at:
        return None
    first, last = noun_phrase(tree, owner)
    last = min(last, i)
    while last > first + 1 and tree.word[last - 1] in {"'s", "’s", "'", "’"}:
        last -= 1
    return Found((i, i + 1), run_on(tree, *tree.quote_tokens[tree.quote[at]]), (first, last), "noun_colon", entry)


def _named_before(tree: Tree, i: int) -> Range | None:
    """The name before a light verb that the tagger took for an adjective: "the Port Office voiced concern"."""
    verb = i - 1
    if verb < 1 or tree.word[verb] not in LIGHT or tree.tag[verb] != "JJ" or not tree.tag[verb - 1].startswith("NNP"):
        return None
    first, low = verb - 1, tree.sentence_of(i)[0]
    while first > low and (tree.tag[first - 1].startswith("NNP") or tree.word[first - 1] in {"the", "'s", "’s"}):
        first -= 1
    return first, verb


def _light_verb(tree: Tree, i: int) -> int | None:
    """The verb that lends a noun of saying its speaker: "voiced" in "voiced concern"."""
    head = tree.head[i]
    if tree.dep[i] in OBJECTS and head < i and tree.word[head] in LIGHT and tree.is_verb(head):
        return head
    return next(
        (
            j
            for j in range(i - 1, max(i - 3, -1), -1)
            if tree.word[j] in LIGHT
            and tree.tag[j] in {"VBN", "VBD", "VBZ", "VBP"}
            and all(tree.tag[m].startswith(("JJ", "DT")) for m in range(j + 1, i))
        ),
        None,
    )


def _owned(tree: Tree, i: int, owner: int | None, entry: Cue, span: Range, cue_end: int) -> Found | None:
    """A noun with its owner (possessive, "by …", adjective of nation) or with none."""
    if owner is not None:
        first, last = noun_phrase(tree, owner)
        last = min(last, i)
        while last > first + 1 and tree.word[last - 1] in {"'s", "’s", "'", "’"}:
            last -= 1
        return Found((i, cue_end), [span], (first, last), "noun_owner", entry)
    agent = next(
        (k for k in tree.kids[i] if i < k < span[0] and any(tree.word[c] in AGENTS for c in tree.kids[k])), None
    )
    if agent is not None:
        first, last = noun_phrase(tree, agent)
        return Found(
            (i, cue_end),
            [span],
            (first + (tree.word[first] in AGENTS), _before_that(tree, first, min(last, span[0]))),
            "noun_agent",
            entry,
        )
    nation = next(
        (
            k
            for k in tree.kids[i]
            if k < i
            and tree.tag[k] in {"JJ", "NNP", "NNPS"}
            and tree.form[k][0].isupper()
            and k > tree.sentence_of(i)[0]
            and not any(tree.tag[c] == "IN" for c in tree.kids[k])  # "in May, concern over …"
        ),
        None,
    )
    if nation is not None:
        source = (nation, i) if tree.tag[i - 1] in {"NNP", "NNPS"} else (nation, nation + 1)
        return Found((i, cue_end), [span], source, "noun_adjective", entry)
    relative = span[1] - span[0] < 4 and tree.word[span[1] - 1] in LIGHT  # "the claim that he made"
    if "nobody" in entry.frames and cue_end == i + 1 and tree.word[i + 1] == "that" and not relative:
        return Found((i, cue_end), [span], None, "noun_nobody", entry, confidence=0.7)
    return None


def _before_that(tree: Tree, first: int, last: int) -> int:
    """Where the agent ends: before the "that" of the content."""
    return next((j for j in range(first, last) if tree.word[j] == "that"), last)


def _content(tree: Tree, i: int, entry: Cue) -> tuple[Range, int] | None:
    """What a noun of saying tells: a clause with "that", what follows its preposition, an infinitive."""
    high = tree.sentence_of(i)[1]
    if "clause" in entry.frames:
        that = next((j for j in range(i + 1, min(i + 8, high)) if tree.word[j] == "that"), None)
        if that is not None:
            clause = next(
                (k for k in tree.kids[i] if tree.dep[k] in {"ccomp", "acl"} and tree.left[k] <= that < k), None
            )
            if clause is None and that == i + 1 and tree.tag[that] == "IN":
                clause = next((j for j in range(that + 1, high) if tree.left[j] == that and tree.is_verb(j)), None)
            if clause is not None:
                return _grown(tree, that + 1, tree.right[clause] + 1, high), i + 1
    if i + 1 >= high:
        return None
    word, head = tree.word[i + 1], tree.head[i + 1]
    if word in entry.frames & PREPOSITIONS and (head > i + 1 or head == i):
        return _grown(tree, i + 2, governed_end(tree, i + 1), high), i + 2
    if word == "to" and "to" in entry.frames and head > i + 1 and tree.is_verb(head):
        return _grown(tree, i + 1, tree.right[head] + 1, high), i + 1
    return None


def _grown(tree: Tree, first: int, last: int, high: int) -> Range:
    """The content, with a participle clause that the parser hung elsewhere ("concerns about China selling …")."""
    while last < high and tree.tag[last] == "VBG" and not tree.comma[last - 1]:
        last = min(max(tree.right[last] + 1, last + 1), high)
    while last < high and tree.quote[last] >= 0 and tree.quote_tokens[tree.quote[last]][0] == last:
        last = tree.quote_tokens[tree.quote[last]][1]
    last = cut(tree, tree.head[first - 1], first, min(last, high))
    return extend_to_quote(tree, *strip(tree, first, last))


def from_phrase(tree: Tree, i: int, words: tuple[str, ...], entry: Cue) -> Found | None:
    """According to …; in the words of …; as described in …"""
    end = i + len(words)
    low, high = _bounds(tree, i)
    obj = tree.head[end - 1]
    obj = obj if end <= obj < high else tree.head[obj]
    if not end <= obj < high or tree.finite[obj]:
        obj = next(
            (
                j
                for j in range(end, min(end + 8, high))
                if tree.tag[j].startswith(("NN", "PRP"))
                and not tree.tag[min(j + 1, tree.n - 1)].startswith(("NN", "HYPH"))
            ),
            -1,
        )
    if obj < end:
        return None
    last = max(noun_phrase(tree, obj)[1], end + 1)
    full = tree.right[obj] + 1
    full = full if last <= full < high else last
    while full > last and (tree.comma[full - 1] or tree.quote[full - 1] > tree.quote[obj]):
        full -= 1
    source = strip(tree, end, last)
    prev = tree.before(i, low)
    if prev < 0 or (tree.tag[prev] in {"CC", "RB", "IN"} and prev == low):
        content, rule = [extend_to_quote(tree, *strip(tree, full, high))], "according_first"
    elif words[0] == "as" and tree.tag[prev].startswith("N"):
        content, rule = [noun_phrase(tree, phrase_head(tree, prev))], "as_described"
        content = [(content[0][0], min(content[0][1], i))]
    else:
        content, rule = _around(tree, low, i, full, high), "according_after"
    content = [c for c in content if c[1] - c[0] > 1]
    return Found((i, end), content, source, rule, entry) if content else None


def from_owner(tree: Tree, i: int, entry: Cue) -> Found | None:
    """In the ministry's words, …; …, by her own account, …"""
    j, low = i - 1, tree.sentence_of(i)[0]
    while j > low and (tree.word[j] == "own" or tree.tag[j] in {"JJ", "JJS"}):
        j -= 1
    if tree.quote[i] >= 0 or tree.word[j] in {"my", "our", "your"} or tree.tag[j] not in {"PRP$", "POS"}:
        return None
    first = j
    while first > low and tree.tag[first - 1] not in {"IN", "RP"} and not tree.comma[first - 1]:
        first -= 1
    at = first - 1
    if at < low or f"{tree.word[at]}_owner" not in entry.frames or first - at > 8:
        return None
    low, high = _bounds(tree, i)
    source = (first, j + (tree.tag[j] == "PRP$"))
    before, behind = tree.before(at, low), tree.after(i + 1, high)
    opens = behind >= 0 and tree.tag[behind] in {"DT", "PRP", "NNP", "EX"} and any(tree.finite[behind:high])
    if before < low and behind >= 0 and (tree.comma[behind] or opens):
        content, rule = [extend_to_quote(tree, *strip(tree, behind, high))], "according_first"
    elif before >= low and tree.comma[before] and (behind < 0 or tree.comma[behind] or tree.word[behind] in TERMINAL):
        content, rule = [c for c in _around(tree, low, at, i + 1, high) if c[1] - c[0] > 1], "according_after"
    else:
        return None
    return Found((at, i + 1), content, source, rule, entry) if content and source[0] < source[1] else None


def from_adjective(tree: Tree, i: int, entry: Cue) -> Found | None:
    """The mayor was adamant that …"""
    if tree.quote[i] >= 0 or i + 1 >= tree.sentence_of(i)[1] or tree.has_negation(i):
        return None
    clause = next((k for k in tree.kids[i] if k > i and tree.dep[k] == "ccomp"), None)
    subject = next((k for k in tree.kids[i] if k < i and tree.dep[k] in SUBJECTS), None)
    if clause is None or subject is None or tree.word[i + 1] != "that":
        return None
    source = source_of(tree, subject, i)
    if source is None or not may_speak(tree, subject, source):
        return None
    span = clause_extent(tree, i, i + 1, tree.right[clause] + 1)
    return Found((i, i + 1), [span], source, "adjective_clause", entry) if span[0] < span[1] else None


def _bounds(tree: Tree, i: int) -> Range:
    """The sentence, and within a quotation only what is quoted."""
    low, high = tree.sentence_of(i)
    k = tree.quote[i]
    if k >= 0:
        first, last = tree.quote_tokens[k]
        low, high = max(low, first + 1), min(high, last - 1)
        while high > i + 1 and tree.word[high - 1] in TERMINAL:
            high -= 1
    return low, high


def _around(tree: Tree, low: int, i: int, full: int, high: int) -> list[Range]:
    """The sentence without the phrase: before it, and after it where the clause goes on behind a comma."""
    first, last = strip(tree, low, i)
    k = tree.quote[last - 1] if last > first else -1
    if k >= 0:
        first = min(first, tree.quote_tokens[k][0])
    out = [(first, last)]
    a, b = strip(tree, full, high)
    if b - a > 1 and full < high and tree.comma[full] and not tree.tag[a].startswith(("W", "IN", "CC", "VBG", "RB")):
        out.append(extend_to_quote(tree, a, b))
    return out


def from_adverb(tree: Tree, i: int, entry: Cue) -> Found | None:
    """Reportedly, allegedly: the clause that the adverb colours is told by nobody named."""
    low, high = _bounds(tree, i)
    verb = tree.head[i]
    if verb == i or not (tree.is_verb(verb) or any(tree.finite[k] for k in tree.kids[verb])):
        return None
    first, last = max(tree.left[verb], low), min(tree.right[verb] + 1, high)
    content = [part for part in (strip(tree, first, i), strip(tree, i + 1, last)) if part[0] < part[1]]
    told = sum(b - a for a, b in content)
    return Found((i, i + 1), content, None, "adverb", entry, confidence=0.7) if told > 2 else None


def find_phrases(tree: Tree) -> list[Found]:
    """Every noun and adverb of saying and every phrase that names a source."""
    _, nouns, phrases = load()
    firsts: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for words, entry in phrases:
        if "before" in entry.frames:
            firsts.setdefault(words[0], []).append((words, entry))
    out = []
    adverbs = {words[0]: entry for words, entry in phrases if "adverb" in entry.frames}
    owned = {words[0]: entry for words, entry in phrases if entry.frames & {"by_owner", "in_owner"}}
    stances = adjectives()
    for i, word in enumerate(tree.word):
        found = from_owner(tree, i, owned[word]) if word in owned else None
        if found is None and word in nouns:
            found = from_noun(tree, i, nouns[word])
        if found is None and word in stances:
            found = from_adjective(tree, i, stances[word])
        if found is None and word in adverbs:
            found = from_adverb(tree, i, adverbs[word])
        if found:
            out.append(found)
        for words, entry in firsts.get(word, ()):
            if tuple(tree.word[i : i + len(words)]) == words:
                found = from_phrase(tree, i, words, entry)
                if found:
                    out.append(found)
    return out
