"""Constructions around a verb of the lexicon: tags beside speech, clauses, quotations, objects and passives after it."""

from __future__ import annotations

from helpers.annotate.content import SUBORDINATORS, clause_extent
from helpers.annotate.cues import Cue, load, voices, words
from helpers.annotate.found import Found
from helpers.annotate.phrases import (
    BE,
    HAVE,
    TIME_WORDS,
    Range,
    extend_to_quote,
    is_passive,
    noun_phrase,
    phrase_head,
    strip,
    subject_of,
    verb_group,
)
from helpers.annotate.tree import (
    ALL_SUBJECTS,
    CLAUSES,
    HEARERS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    TERMINAL,
    Tree,
)

REFUSALS = words("refusal")
BELIEFS = words("belief")
RAISING = words("raising")
PLAIN_TAGS = words("plain_tag")
AUTHOR = words("author")
PREPOSITIONS = frozenset(["about", "of", "for", "on", "against", "over", "at", "with"])
LIGHT = words("light_verb")
FACTIVE = words("factive")

WEAK = frozenset({"verb_object", "verb_target", "verb_preposition"})  # constructions that need a voice as their subject
VAGUE = frozenset({"it", "that", "this", "so", "them", "what", "something", "anything"})
PREDICATES = frozenset({"xcomp", "obl", "advcl", "ccomp", "nmod", "prep", "oprd", "obj", "dobj"})

Parts = tuple[list[Range], str, int]  # content, rule, where the cue ends


def verb_cues(tree: Tree) -> list[tuple[int, Cue, int]]:
    """Every verb of the lexicon: its place, its entry, and where it ends with its particle."""
    verbs = load()[0]
    out = []
    for i, word in enumerate(tree.word):
        entries = verbs.get(word)
        if entries is None or not (tree.is_verb(i) or _mistaken(tree, i)):
            continue
        if tree.dep[i] in {"amod", "compound"} and not tree.finite[i] and tree.word[i - 1] not in BE:
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


def _mistaken(tree: Tree, i: int) -> bool:
    """Whether the tagger took a verb for a noun: "also doubts that …"; "…," the letter reads."""
    if tree.tag[i] != "NNS" or i == 0 or i + 1 >= tree.n:
        return False
    if tree.word[i + 1] == "that":
        return tree.tag[i - 1] in {"RB", "NNP", "PRP"} and any(tree.dep[k] in CLAUSES for k in tree.kids[i])
    low = tree.sentence_of(i)[0]
    marks = [j for j in range(max(low, i - 6), i) if tree.quote[j] >= 0]
    return (
        bool(marks)
        and tree.quote[i] < 0
        and tree.word[i + 1] in {".", ",", ":"}
        and tree.word[marks[-1] - 1] in {",", "?", "!"}
    )


def from_verb(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """The attribution that a verb of the lexicon makes, if any."""
    if tree.quote[verb] >= 0 or unsaid(tree, verb):
        return None
    if is_passive(tree, verb):
        return _passive(tree, verb, entry, end)
    if (
        tree.tag[verb] == "VBN"
        and tree.dep[verb] == "acl"
        and any(tree.finite[i] for i in range(*tree.sentence_of(verb)))
    ):
        return None  # "a plan called …": named, not said
    if tree.tag[verb] in {"VBN", "VBD"} and verb == tree.sentence_of(verb)[0]:
        return None  # "Asked about …": by whom is not said
    subject = _inverted(tree, verb, entry) or subject_of(tree, verb)
    source = source_of(tree, subject, verb)
    if source is None:
        return None
    parts = _tag(tree, verb, entry, end, source) if "quote" in entry.frames else None
    if parts:
        content, rule, cue_end, tag, source = parts
    else:
        if not _may_tell(tree, verb, subject, source, entry):
            return None
        after = _right_side(tree, verb, entry, end, source)
        if after is None:
            return None
        (content, rule, cue_end), tag = after, None
        if rule in WEAK and not may_speak(tree, subject, source, things=True):
            return None
    if tree.word[source[0]] in AUTHOR and not any(tree.quote[a] >= 0 for a, b in content):
        return None
    content = [c for c in content if c[0] < c[1] and not _overlap(c, source)]
    if not content or not any(tree.word[i][0].isalnum() for a, b in content for i in range(a, b)):
        return None
    return Found((verb, cue_end), content, source, rule, entry, tag=tag)


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def unsaid(tree: Tree, verb: int) -> bool:
    """Silence, refusal, and speech that is only a purpose or a possibility are no claims."""
    head = tree.head[verb]
    if tree.has_negation(verb):
        return tree.word[verb] not in BELIEFS
    if tree.dep[verb] in {"xcomp", "advcl", "acl", "ccomp"} and (
        tree.word[head] in REFUSALS or (tree.has_negation(head) and tree.dep[verb] == "xcomp")
    ):
        return True
    to = any(tree.word[k] == "to" and k < verb for k in tree.kids[verb])
    return tree.tag[verb] == "VB" and to and tree.dep[verb] != "conj" and tree.word[head] not in RAISING


def _inverted(tree: Tree, verb: int, entry: Cue) -> int | None:
    """The speaker after the verb in a tag ("…," said the mayor), which parsers take for an object."""
    if (
        "quote" not in entry.frames
        or not tree.finite[verb]
        or any(tree.dep[k] in ALL_SUBJECTS and k < verb for k in tree.kids[verb])
    ):
        return None
    prev = tree.before(verb_group(tree, verb))
    if prev < 0 or not (tree.quote[prev] >= 0 or tree.comma[prev]) or tree.paragraph[prev] != tree.paragraph[verb]:
        return None
    i, high = verb + 1, tree.sentence_of(verb)[1]
    if i >= high or not tree.tag[i].startswith(("N", "DT", "PRP", "JJ", "CD")):
        return None
    if tree.quote[prev] < 0 and (entry.cue not in PLAIN_TAGS or tree.tag[i] == "PRP"):
        return None
    while (
        i + 1 < high
        and tree.quote[i] < 0
        and tree.tag[i + 1].startswith(("N", "JJ", "CD", "POS", "HYPH", "VBN"))
        and not tree.comma[i + 1]
    ):
        i += 1
    return i if tree.tag[i].startswith(("N", "PRP")) and tree.quote[i] < 0 else None


def source_of(tree: Tree, subject: int | None, verb: int) -> Range | None:
    """The noun phrase of who says it; where the parser gives no subject, the name or pronoun that stands in its place."""
    low, high = tree.sentence_of(verb)
    if subject is not None and low <= subject < high and tree.quote[subject] < 0:
        if tree.tag[subject] in {"WP", "WDT"}:
            return None if tree.word[subject] == "what" else (subject, subject + 1)
        first, last = noun_phrase(tree, subject, asides=True)
        if first <= verb < last:
            first, last = first, subject + 1
        return strip(tree, first, last) if first < last else (subject, subject + 1)
    return _in_place(tree, verb, low)


def _in_place(tree: Tree, verb: int, low: int) -> Range | None:
    """The noun phrase that stands where a subject stands, although the parser does not say so."""
    at = tree.before(verb_group(tree, verb), low)
    if at < low or tree.quote[at] >= 0:
        return None
    if tree.tag[at] in {"PRP", "WP"}:
        return at, at + 1
    if tree.tag[at] in {"NNP", "NNPS"} or (tree.tag[at] in {"NN", "NNS"} and tree.finite[verb]):
        head = phrase_head(tree, at)
        first = noun_phrase(tree, head)[0]
        return (min(first, head), at + 1)
    if not tree.comma[at] or not (tree.finite[verb] or tree.tag[verb] == "NNS"):
        return None
    stop = at  # "NAME, apposition, said": back over the commas to the name
    for i in range(at - 1, max(low, at - 40) - 1, -1):
        if tree.comma[i]:
            if tree.tag[i - 1] in {"NNP", "NNPS"} and i - 1 >= low and tree.tag[i + 1] not in {"NNP", "CC"}:
                first = i - 1
                while first > low and tree.tag[first - 1] in {"NNP", "NNPS"}:
                    first -= 1
                if (
                    first == low
                    or tree.comma[first - 1]
                    or tree.word[first - 1] in {"and", "but", "while"}
                    or tree.tag[first - 1] in {"JJ", "NN"}
                ):
                    return noun_phrase(tree, i - 1)[0], at
            stop = i
        elif (
            tree.finite[i] and not any(tree.tag[j] in {"WP", "WDT"} for j in range(max(low, i - 4), i))
        ) or tree.quote[i] >= 0:
            return None
    return (
        (low, stop)
        if stop > low and tree.tag[stop - 1].startswith("N") and tree.tag[low] in {"DT", "NNP"} and stop < at
        else None
    )


def _may_tell(tree: Tree, verb: int, subject: int | None, source: Range, entry: Cue) -> bool:
    """Whether the subject of "show" or "suggest" is a voice or evidence, and not a fact or an event."""
    if entry.cue not in FACTIVE:
        return True
    if tree.tag[verb] == "VBG" and tree.comma[verb - 1] and entry.cue != "suggest":
        return False  # ", signalling closer ties": a result, not a statement
    return may_speak(tree, subject, source)


def may_speak(tree: Tree, subject: int | None, source: Range, *, things: bool = False) -> bool:
    """Whether a source is a name, a personal pronoun (with `things` also "it"), or a noun for who or what can speak."""
    head = subject if subject is not None and source[0] <= subject < source[1] else source[1] - 1
    if tree.tag[head] in {"PRP", "WP", "WDT"}:
        return tree.word[head] in {"he", "she", "they", "we", "who", "i"} or (things and tree.word[head] == "it")
    return tree.tag[head] in {"NNP", "NNPS"} or bool({tree.word[head], tree.word[source[1] - 1]} & voices())


# ---- content after the verb ------------------------------------------------------------------------------------------
def _right_side(tree: Tree, verb: int, entry: Cue, end: int, source: Range) -> Parts | None:
    """What stands after the verb: a preposition, a quotation, a clause, an infinitive, an object."""
    high = tree.sentence_of(verb)[1]
    skip = source[1] if end <= source[0] <= end + 1 else end
    at = tree.after(skip, high)
    if at < 0:
        return _quote_after(tree, verb, skip, high) if entry.frames & {"quote"} else None
    if tree.word[at] in entry.frames & PREPOSITIONS:
        return (
            None if {"anonymity", "condition", "behalf"} & set(tree.word[at : at + 4]) else _preposition(tree, verb, at)
        )
    found = _told_about(tree, verb, entry, skip, high) if "hearer" in entry.frames else None
    if found is None and entry.frames & {"quote", "clause"}:
        found = _quote_after(tree, verb, skip, high)
    if found is None and "clause" in entry.frames:
        found = _clause(tree, verb, entry, skip, high, end)
    if found is None and "to" in entry.frames and not ("target" in entry.frames and any(tree.dep[k] in OBJECTS | HEARERS for k in tree.kids[verb])):
        to = next((k for k in tree.kids[verb] if tree.dep[k] in {"xcomp", "advcl", "ccomp"} and k > verb), None)
        if to is not None and any(tree.word[k] == "to" and k < to for k in tree.kids[to]):
            found = (
                [clause_extent(tree, verb, next(k for k in tree.kids[to] if tree.word[k] == "to"), tree.right[to] + 1)],
                "verb_infinitive",
                end,
            )
    return found or _object(tree, verb, entry, skip, end)


def _told_about(tree: Tree, verb: int, entry: Cue, skip: int, high: int) -> Parts | None:
    """A preposition behind the hearer: "warned the ministry of delays"."""
    for i in range(skip, min(skip + 7, high)):
        if i > skip and tree.word[i] in entry.frames & {"of", "about", "against"}:
            return _preposition(tree, verb, i)
        if tree.tag[i] not in {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "CC"}:
            return None
    return None


def _preposition(tree: Tree, verb: int, at: int) -> Parts:
    obj = tree.head[at]
    last = tree.right[obj] + 1 if obj > at else at + 2
    return [clause_extent(tree, verb, at + 1, max(last, at + 2))], "verb_preposition", at + 1


def _clause(tree: Tree, verb: int, entry: Cue, skip: int, high: int, end: int) -> Parts | None:
    """A content clause: the parser's, or one that opens with "that", or one without any mark of its own."""
    clause = next((k for k in tree.kids[verb] if tree.dep[k] in CLAUSES and k >= skip), None)
    if clause is not None:
        first, last = max(tree.left[clause], skip), tree.right[clause] + 1
        obj = next((k for k in tree.kids[verb] if tree.dep[k] in OBJECTS and skip <= k < first), None)
        if obj is not None and "hearer" not in entry.frames:
            first = max(tree.left[obj], skip)
    else:
        that = _that_after(tree, entry, skip, high)
        if that is None:
            that = _bare_clause(tree, verb, entry, skip, high)
        if that is None:
            return None
        first, last = that, high
    if "hearer" in entry.frames:
        first = _past_hearer(tree, first, last)
    span = clause_extent(tree, verb, first, last)
    asked = entry.cue in {
        "ask",
        "question",
        "wonder",
        "inquire",
        "doubt",
        "explain",
        "tell",
        "discuss",
        "say",
        "describe",
    }
    if tree.word[span[0]] in {"whether", "if"} and not asked:
        return None
    marked = span[0] > 0 and tree.word[span[0] - 1] == "that"
    if not marked and not any(tree.is_verb(i) or tree.finite[i] or tree.quote[i] >= 0 for i in range(*span)):
        return None
    return [span], "verb_clause", end


def _that_after(tree: Tree, entry: Cue, skip: int, high: int) -> int | None:
    """The "that" that opens a content clause, where the parser saw none: next to the verb, after hearer, time or occasion."""
    aside = skip < high and (tree.tag[skip] in {"IN", "RB"} or tree.word[skip] in TIME_WORDS | {"last", "this"})
    for j in range(skip, min(skip + 12, high)):
        if tree.word[j] == "that":
            relative = (
                tree.tag[j] == "WDT"
                and j + 1 < high
                and (tree.tag[j + 1].startswith(("V", "MD")) or (not aside and "hearer" not in entry.frames))
            )
            return None if relative or (j > skip and not aside and "hearer" not in entry.frames) else j
        if tree.comma[j] or tree.tag[j].startswith("V") or tree.tag[j] in {"MD", "CC"}:
            return None
    return None


def _past_hearer(tree: Tree, first: int, last: int) -> int:
    """The pronoun that opens the clause behind a hearer that the parser took for its subject ("told the host Ann Lee she …")."""
    if tree.tag[first] in {"NNP", "NNPS", "DT", "NN", "NNS", "PRP$"}:
        for i in range(first + 1, min(first + 8, last)):
            if tree.word[i] in {"he", "she", "they", "it", "we", "i"}:
                return i
            if tree.is_verb(i) or tree.finite[i] or tree.comma[i] or tree.tag[i] == "IN":
                break
    return first


def _bare_clause(tree: Tree, verb: int, entry: Cue, skip: int, high: int) -> int | None:
    """Where a clause without "that" begins that the parser took for an object: a noun phrase, then a finite verb."""
    if "quote" not in entry.frames or entry.frames & {"target", "small"}:
        return None
    if "hearer" in entry.frames:  # "told the paper he would …"
        hearer = next((k for k in tree.kids[verb] if k >= skip and tree.dep[k] in OBJECTS | HEARERS), None)
        if (
            hearer is None
            or tree.right[hearer] + 1 >= high
            or tree.tag[tree.right[hearer] + 1] not in {"PRP", "DT", "NNP", "PRP$"}
        ):
            return None
        skip = tree.right[hearer] + 1
    while skip < high and tree.word[skip] in TIME_WORDS:
        skip += 1
    if skip >= high or tree.tag[skip] not in {"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "EX", "CD"}:
        return None
    for i in range(skip + 1, high):
        if (
            (tree.tag[i] in {"WP", "WDT", "IN"} and tree.word[i] not in {"of", "in", "from", "at", "for", "on"})
            or tree.comma[i]
            or tree.word[i] in {"and", "but"}
        ):
            return None
        if tree.finite[i]:
            return skip
    return None


def _object(tree: Tree, verb: int, entry: Cue, skip: int, end: int) -> Parts | None:
    """A noun phrase as content, with what is said of it: accuse X of Y, call X Y, describe X as Y, deny X."""
    frames = entry.frames
    if not frames & {"object", "target", "small", "as"}:
        return None
    wanted = OBJECTS | HEARERS if "target" in frames else OBJECTS
    obj = next((k for k in tree.kids[verb] if tree.dep[k] in wanted and k >= skip), None)
    if obj is None:
        small = next((k for k in tree.kids[verb] if tree.dep[k] in {"xcomp", "ccomp"} and k >= skip), None)
        if small is None or (tree.is_verb(small) and not frames & {"target", "object"}) or not (frames & {"small", "target"} or (entry.cue in FACTIVE and tree.tag[small] == "VBG")):
            return None
        return [clause_extent(tree, verb, max(tree.left[small], skip), tree.right[small] + 1)], "verb_target", end
    word, person = tree.word[obj], tree.tag[obj] in {"NNP", "NNPS", "PRP"} or tree.word[obj] in voices()
    if word in {"it", "them"} and tree.dep[verb] == "conj" and "target" not in frames:
        before = next((k for k in tree.kids[tree.head[verb]] if tree.dep[k] in OBJECTS and k < verb), None)
        return ([noun_phrase(tree, before)], "verb_object", end) if before is not None else None
    vague = word in VAGUE and not frames & {"target", "small"}
    told_by_noun = word in load()[1] and tree.word[verb] in LIGHT  # "expressed concern about …"
    if word in TIME_WORDS or vague or told_by_noun or (entry.polarity == "questions" and person and "target" not in frames):
        return None
    span = max(tree.left[obj], skip), tree.right[obj] + 1
    if frames & {"target", "small", "as"}:
        return _with_predicate(tree, verb, entry, obj, span, end)
    return [clause_extent(tree, verb, *span)], "verb_object", end


def _with_predicate(tree: Tree, verb: int, entry: Cue, obj: int, span: Range, end: int) -> Parts | None:
    """An object and what is said of it: an infinitive, a predicate, a phrase with of, for, as."""
    more = [
        k
        for k in tree.kids[verb]
        if k > obj and tree.dep[k] in PREDICATES and not tree.comma[max(tree.left[k] - 1, 0)] and not tree.comma[tree.left[k]]
    ]
    last = max([span[1], *(tree.right[k] + 1 for k in more)])
    if not entry.frames & {"target", "object"}:
        as_phrase = "as" in entry.frames and any(tree.word[i] == "as" and tree.word[i - 1] != "such" for i in range(obj, last))
        predicate = any(tree.dep[k] in OBJECTS | {"xcomp", "ccomp", "oprd"} for k in more)
        named = predicate or any(tree.quote[i] >= 0 for i in range(span[0], last))
        if not (as_phrase or ("small" in entry.frames and named)):
            return None
    return [clause_extent(tree, verb, span[0], last)], "verb_target", end


def _quote_after(tree: Tree, verb: int, skip: int, high: int) -> Parts | None:
    """A quotation that follows the verb at once, or after a colon, a comma, a hearer, an occasion."""
    i, colon = skip, False
    while i < min(high + 3, tree.n):
        k = tree.quote[i]
        if k >= 0:
            first, last = tree.quote_tokens[k]
            short = tree.quotes[k].kind in {"scare", "title"} and not colon and not tree.comma[i - 1]
            if first != i or short or (not colon and not tree.comma[i - 1] and i != skip) or starts_tag(tree, last):
                return None
            return _run_on(tree, first, last), "speech_before", verb + 1
        word = tree.word[i]
        if word == ":":
            colon = True
            rest = tree.after(i + 1)
            if rest < 0:
                return None
            if tree.paragraph[rest] != tree.paragraph[verb]:
                return _block(tree, verb, rest)
            if tree.quote[rest] < 0:
                stop = high if rest < high else tree.sentence_of(rest)[1]
                return [extend_to_quote(tree, *strip(tree, rest, stop))], "speech_colon", verb + 1
        elif (
            word in TERMINAL
            or word == "that"
            or (i > skip and (tree.finite[i] or tree.word[i] in {"and", "but"}))
            or (
                tree.comma[i]
                and not any(tree.quote[j] >= 0 or tree.word[j] == ":" for j in range(i + 1, min(i + 12, high)))
            )
        ):
            return None
        i += 1
    return None


def _block(tree: Tree, verb: int, rest: int) -> Parts | None:
    """Speech set off as the next paragraph: quoted, or without marks as a block."""
    if tree.paragraph[rest] != tree.paragraph[verb] + 1:
        return None
    k = tree.quote[rest]
    if k >= 0 and tree.quote_tokens[k][0] == rest:
        if starts_tag(tree, tree.quote_tokens[k][1]):
            return None
        return _run_on(tree, *tree.quote_tokens[k]), "speech_block", verb + 1
    first, last = tree.bounds[tree.paragraph[rest]]
    while last > first and tree.space[last - 1]:
        last -= 1
    return ([(rest, last)], "speech_block", verb + 1) if last - rest > 4 else None


def starts_tag(tree: Tree, at: int) -> bool:
    """Whether a tag of saying of its own stands right after a quotation that ends before `at` (", he said")."""
    verbs = load()[0]
    first = tree.after(at, min(at + 2, tree.n))
    if first < 0 or tree.word[first] in TERMINAL or tree.paragraph[first] != tree.paragraph[at - 1]:
        return False
    if tree.tag[first] in {"IN", "WRB", "CC", "TO", "WP", "WDT"}:
        return False
    for j in range(first, min(first + 6, tree.n)):
        if tree.quote[j] >= 0 or tree.word[j] in TERMINAL or tree.word[j] in {"and", "but"}:
            return False
        if (
            tree.word[j] in verbs
            and tree.tag[j] in {"VBD", "VBZ", "VBP", "VBN"}
            and "quote" in verbs[tree.word[j]][0].frames
        ):
            return True
    return False


def _run_on(tree: Tree, first: int, last: int) -> list[Range]:
    """A quotation, and the rest of its sentence where the sentence goes on in the speaker's words."""
    high = tree.sentence_of(last - 1)[1]
    following = tree.after(last, high)
    if following >= 0 and tree.word[following] not in TERMINAL and not tree.comma[following]:
        return [extend_to_quote(tree, *strip(tree, first, high))]
    return [(first, last)]


# ---- tags beside speech ----------------------------------------------------------------------------------------------
def _tag(
    tree: Tree, verb: int, entry: Cue, end: int, source: Range
) -> tuple[list[Range], str, int, Range, Range] | None:
    """A tag after or inside its content: "…," she said; …, he added, …"""
    helped = tree.finite[verb] or any(tree.word[k] in HAVE for k in tree.kids[verb])
    if not helped or tree.tag[source[0]] in {"WP", "WDT"}:
        return None
    source = _whole_phrase(tree, source, verb)
    first = min(source[0], verb_group(tree, verb))
    low, high = tree.sentence_of(first)
    prev = tree.before(first)
    while prev > low and tree.quote[prev] < 0 and tree.word[prev] in {"as", "then", "also", "and", "later"}:
        prev = tree.before(prev)
    stop = _tag_end(tree, max(end, source[1]), high)
    if prev < 0 or tree.paragraph[prev] != tree.paragraph[verb]:
        return None
    plain = _only_tag(tree, verb, entry, max(end, source[1]), stop)
    mark = tree.before(prev) if tree.comma[prev] and tree.quote[prev] < 0 else prev
    k = tree.quote[mark] if mark >= 0 else -1
    if (
        k >= 0
        and tree.quote_tokens[k][1] == mark + 1
        and tree.paragraph[tree.quote_tokens[k][0]] == tree.paragraph[verb]
    ):
        full_stop = mark > 0 and tree.word[mark - 1] in {".", "…"} and mark == prev
        open_end = tree.word[mark - 1] in {",", "?", "!", "—", "--", "-"} or mark != prev
        if not plain and (
            not open_end
            or any(tree.dep[k] == "xcomp" and k > verb for k in tree.kids[verb])
            or _that_after(tree, entry, max(end, source[1]), high) is not None
        ):
            return None
        if full_stop and ((stop < high and tree.word[stop] not in TERMINAL) or stop - max(end, source[1]) > 8):
            return None
        begin = _before_quote(tree, tree.quote_tokens[k][0])
        lead_in = begin < tree.quote_tokens[k][0] and tree.quotes[k].kind != "speech"
        if lead_in and not any(tree.finite[i] for i in range(begin, mark)):
            return None  # "On the programme “Today,” she said": the quotation names something
        content = [(begin, mark + 1), *_after_speech(tree, verb, stop, high)]
        return content, "speech_tag", end, (first, stop), source
    if not plain or not (tree.comma[prev] or tree.word[prev] in {"?", "!"}) or prev <= low:
        return None
    content = strip(tree, low, prev)
    if tree.word[content[0]] == "as" and content[1] - content[0] == 1:
        content = content[1], content[1]
    complete = _speaks(tree, entry, *content)
    rest = _after_clause(tree, verb, stop, high, complete)
    quoted = bool(rest) and tree.quote[rest[0][0]] >= 0
    if source[0] > verb and complete and not quoted:
        rest = []  # an apposition to a speaker who stands after the verb
    if quoted and not _leads_in(tree, *content):
        return None  # "On Monday, she said, “…”": what leads in is no speech
    if content[0] < content[1] and (rest or complete):
        return [content, *rest], "sentence_tag", end, (first, stop), source
    return None


def _whole_phrase(tree: Tree, source: Range, verb: int) -> Range:
    """The source back to the comma or quotation before it, where nothing but a noun phrase stands between."""
    low = tree.sentence_of(verb)[0]
    i = source[0]
    while i > low and source[0] <= verb and source[0] - i < 9:
        if tree.comma[i - 1] or tree.quote[i - 1] >= 0:
            return (i, source[1]) if tree.tag[i] in {"DT", "NN", "NNS", "NNP", "PRP$", "JJ", "CD"} else source
        if (
            tree.is_verb(i - 1)
            or tree.tag[i - 1] in {"MD", "TO", "WP", "WDT", "WRB", "PRP"}
            or tree.space[i - 1]
            or tree.word[i - 1] in TERMINAL
        ):
            break
        i -= 1
    return source


def _only_tag(tree: Tree, verb: int, entry: Cue, at: int, stop: int) -> bool:
    """Whether nothing but hearer, time and occasion stands between the verb and the tag's end."""
    for i in range(at, stop):
        if tree.tag[i] in {"VBD", "VBZ", "VBP", "MD", "TO"} or tree.word[i] in {"that", "whether", "if"}:
            return False
        if (
            tree.head[i] == verb
            and tree.dep[i] in OBJECTS | CLAUSES | {"xcomp"}
            and "hearer" not in entry.frames
            and tree.word[i] not in TIME_WORDS
        ):
            return False
    return stop - at <= 14


def _speaks(tree: Tree, entry: Cue, low: int, high: int) -> bool:
    """Whether what stands before a tag can be its content by itself: a clause, and not only one that leads in."""
    mains = sum(tree.finite[i] for i in range(low, high))
    leading = low < high and tree.tag[low] in {"IN", "WRB", "TO", "VBG", "VBN", "VBD"}
    participle = entry.cue in PLAIN_TAGS and high - low > 5 and any(tree.is_verb(i) for i in range(low, high))
    return mains > (1 if leading else 0) or (participle and not leading)


def _leads_in(tree: Tree, low: int, high: int) -> bool:
    """Whether words before a tag are part of what is quoted after it: a clause, or the subject of the quotation."""
    if low >= high or tree.tag[low] in {"IN", "WRB", "TO", "VBG", "VBN", "VBD"}:
        return False
    subject = tree.tag[low] in {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ"} and high - low <= 6
    return subject or any(tree.finite[i] for i in range(low, high))


def _before_quote(tree: Tree, start: int) -> int:
    """Where the content begins when words of the same sentence lead into the quotation."""
    low = tree.sentence_of(start)[0]
    prev = tree.before(start, low)
    if (
        prev < 0
        or tree.paragraph[prev] != tree.paragraph[start]
        or tree.word[prev] in TERMINAL | {":"}
        or tree.quote[prev] >= 0
    ):
        return start
    verbs = load()[0]
    lead = range(max(low, start - 4), start)
    if (
        any(tree.word[i] in verbs and tree.finite[i] and "quote" in verbs[tree.word[i]][0].frames for i in lead)
        and tree.comma[prev]
    ):
        return start
    return low


def _tag_end(tree: Tree, at: int, high: int) -> int:
    """Where the tag ends: at the next comma, quotation or mark of sentence end."""
    for i in range(at, high):
        if tree.quote[i] >= 0 or tree.word[i] in TERMINAL or tree.comma[i] or tree.word[i] == ":":
            return i
    return high


def _after_speech(tree: Tree, verb: int, stop: int, high: int) -> list[Range]:
    """The quotations of the same paragraph that go on after a tag: in its sentence, or right after it."""
    i = tree.after(stop + 1) if stop < tree.n and (tree.comma[stop] or tree.word[stop] == ":") else stop
    if not (0 <= i < tree.n and tree.quote[i] >= 0):
        within = next((j for j in range(stop, high) if tree.quote[j] >= 0), None)
        goes_on = within is not None and within + 1 < high and tree.form[within + 1][0].islower()
        act = within is not None and any(tree.finite[j] or tree.tag[j] == "VBG" for j in range(stop, within))
        if within is not None and (not tree.comma[within - 1] or (act and not goes_on)):
            return []
        i = within if within is not None else tree.after(high)
    out: list[Range] = []
    while 0 <= i < tree.n and tree.paragraph[i] == tree.paragraph[verb] and tree.quote[i] >= 0:
        first, last = tree.quote_tokens[tree.quote[i]]
        if first != i or starts_tag(tree, last) or tree.quotes[tree.quote[i]].kind == "title":
            break
        spans = _run_on(tree, first, last) if i < high else [(first, last)]
        if i >= high and not _is_whole(tree, first, last):
            break
        out += spans
        i = tree.after(spans[-1][1])
        if 0 <= i < tree.n and tree.word[i] in TERMINAL:
            i = tree.after(i + 1)
    return out


def _is_whole(tree: Tree, first: int, last: int) -> bool:
    """Whether a quotation is made of whole sentences: it ends its sentence."""
    following = tree.after(last)
    return following < 0 or tree.sentence[following] != tree.sentence[last - 1] or tree.word[following] in TERMINAL


def _after_clause(tree: Tree, verb: int, stop: int, high: int, complete: bool) -> list[Range]:
    """The rest of a sentence that a tag interrupts."""
    if stop >= high or not tree.comma[stop]:
        if stop < high and tree.quote[stop] >= 0 and tree.quote_tokens[tree.quote[stop]][0] == stop:
            return _run_on(tree, *tree.quote_tokens[tree.quote[stop]])
        return []
    i = tree.after(stop + 1, high)
    if i < 0 or (complete and tree.tag[i] in {"VBG", "WP", "WDT", "IN", "WRB", "CC", "VBN"}):
        return []
    k = tree.quote[i]
    if k >= 0:
        first, last = tree.quote_tokens[k]
        return _run_on(tree, first, last) if first == i and not starts_tag(tree, last) else []
    return [extend_to_quote(tree, *strip(tree, i, high))]


# ---- passives --------------------------------------------------------------------------------------------------------
def _passive(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """It is said that …; X is said to …; X was described as … by Y."""
    kids = tree.kids[verb]
    subject = max((k for k in kids if tree.dep[k] in ALL_SUBJECTS | PASSIVE_SUBJECTS and k < verb), default=None)
    agent = next(
        (
            k
            for k in kids
            if k > verb and any(tree.word[c] == "by" for c in [k, *tree.kids[k]]) and tree.dep[k] != "advcl"
        ),
        None,
    )
    source = None
    if agent is not None:
        first, last = noun_phrase(tree, agent)
        source = (first + 1, last) if tree.word[first] == "by" else (first, last)
    clause = next((k for k in kids if tree.dep[k] in CLAUSES | {"csubj", "csubj:pass"} and k > verb), None)
    impersonal = subject is None or tree.word[subject] in {"it", "there"} or "hearer" in entry.frames
    if clause is not None and "clause" in entry.frames and impersonal:
        span = clause_extent(tree, verb, max(tree.left[clause], end), tree.right[clause] + 1)
        return Found((verb, end), [span], source, "passive_clause", entry)
    if (
        subject is None
        or not entry.frames & {"passive", "as"}
        or tree.word[subject] in {"there", "who", "which", "that", "what"}
    ):
        return None
    rest = _passive_rest(tree, verb, agent)
    if rest is None:
        return None
    span = clause_extent(tree, verb, max(tree.left[rest], end), tree.right[rest] + 1)
    cue_end = end
    if tree.word[span[0]] in {"as", "of", "for"}:
        span, cue_end = (span[0] + 1, span[1]), span[0] + 1
    if span[0] >= span[1] or (agent is not None and span[0] <= agent < span[1]):
        return None
    told = noun_phrase(tree, subject)
    if any(tree.comma[i] for i in range(told[1], verb)):  # a name stands nearer to the verb than what the parser took
        told = _in_place(tree, verb, tree.sentence_of(verb)[0]) or told
    commas = [i for i in range(*told) if tree.comma[i]]
    if commas and told[0] > 0 and tree.word[told[0] - 1] in SUBORDINATORS:
        told = commas[-1] + 1, told[1]  # "as winter came, the mayor was said …"
    return Found((verb, cue_end), [told, span], source, "passive_subject", entry)


def _passive_rest(tree: Tree, verb: int, agent: int | None) -> int | None:
    """What a passive says of its subject: an infinitive or predicate, or a phrase with as, of, for."""
    after = [k for k in tree.kids[verb] if k > verb and k != agent]
    plain = next((k for k in after if tree.dep[k] in {"xcomp", "oprd"}), None)
    if plain is not None:
        return plain
    return next(
        (
            k
            for k in after
            if tree.dep[k] in {"obl", "advcl", "obj", "prep"} and tree.word[tree.left[k]] in {"as", "of", "for"}
        ),
        None,
    )
