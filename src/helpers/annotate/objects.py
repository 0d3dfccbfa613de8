"""Noun phrases as content: what is denied, who is accused of what, what somebody is called, what is warned of."""

from __future__ import annotations

from helpers.annotate.content import clause_extent
from helpers.annotate.cues import Cue, load, voices, words
from helpers.annotate.found import Parts
from helpers.annotate.phrases import TIME_WORDS, Range, governed_end, noun_phrase
from helpers.annotate.tree import HEARERS, OBJECTS, TERMINAL, Tree

LIGHT = words("light_verb")
QUOTING = frozenset({"cite", "quote", "reference", "paraphrase", "echo", "list"})
VAGUE = frozenset({"it", "that", "this", "so", "them", "what", "something", "anything"})
NAMING = frozenset({"name", "named", "identified", "identity", "quoted", "anonymous", "anonymity"})
JUDGING = frozenset({"call", "deem", "brand", "label", "term"})
ADJECTIVAL = ("less", "ful", "ous", "ible", "able", "ive", "ic", "al", "ary")  # "called the report groundless"
TURNED_DOWN = frozenset({"this", "that", "it"})
PREDICATES = frozenset({"xcomp", "obl", "advcl", "ccomp", "nmod", "prep", "oprd", "obj", "dobj"})


def object_after(tree: Tree, verb: int, entry: Cue, skip: int, end: int) -> Parts | None:
    """A noun phrase as content, with what is said of it: accuse X of Y, call X Y, describe X as Y, deny X."""
    frames = entry.frames
    if not frames & {"object", "target", "small", "as"}:
        return None
    wanted = OBJECTS | HEARERS if frames & {"target", "small"} else OBJECTS
    obj = next((k for k in tree.kids[verb] if tree.dep[k] in wanted and k >= skip), None)
    if obj is None:
        small = next((k for k in tree.kids[verb] if tree.dep[k] in {"xcomp", "ccomp"} and k >= skip), None)
        if (
            small is None
            or (tree.is_verb(small) and not frames & {"target", "object"})
            or not (frames & {"small", "target"} or ("object" in frames and tree.tag[small] == "VBG"))
        ):
            return None
        return [clause_extent(tree, verb, max(tree.left[small], skip), tree.right[small] + 1)], "verb_target", end
    word, person = tree.word[obj], tree.tag[obj] in {"NNP", "NNPS", "PRP"} or tree.word[obj] in voices()
    if word in {"it", "them"} and tree.dep[verb] == "conj" and "target" not in frames:
        before = next((k for k in tree.kids[tree.head[verb]] if tree.dep[k] in OBJECTS and k < verb), None)
        return ([noun_phrase(tree, before)], "verb_object", end) if before is not None else None
    if word in TURNED_DOWN and entry.polarity == "denies" and tree.dep[verb] != "conj":
        return [(obj, obj + 1)], "verb_object", end  # "disputes this"
    judged = _judged(tree, entry, obj, skip)
    if judged is not None:
        return [judged], "verb_target", end
    if _is_nothing_told(tree, verb, entry, obj, person):
        return None
    span = max(tree.left[obj], skip), tree.right[obj] + 1
    if frames & {"target", "small", "as"}:
        return _with_predicate(tree, verb, entry, obj, span, end)
    return [clause_extent(tree, verb, *span)], "verb_object", end


def _is_nothing_told(tree: Tree, verb: int, entry: Cue, obj: int, person: bool) -> bool:
    """Whether an object is no content: a time, a hearer, somebody cited or asked, a wish not to be named, a noun of saying."""
    word, target = tree.word[obj], "target" in entry.frames
    if entry.cue == "show" and any(tree.dep[k] in HEARERS for k in tree.kids[verb]):
        return True  # "showed us a drawing"
    if entry.cue in {"ask", "request"} and (
        word in {"question", "questions"} or NAMING & set(tree.word[obj : obj + 8])
    ):
        return True  # "who asked us not to use his name"
    if word in TIME_WORDS or (word in VAGUE and not entry.frames & {"target", "small", "as"}):
        return True
    if person and (entry.cue in QUOTING or (entry.polarity == "questions" and not target)):
        return True  # "cited an expert": whose words follow is told by them
    return word in load()[1] and tree.word[verb] in LIGHT  # "expressed concern about …"


def _judged(tree: Tree, entry: Cue, obj: int, skip: int) -> Range | None:
    """What is called something in so few words that the parser sees one phrase: "calls that routine", "the report groundless"."""
    if not _stands_last(tree, obj):
        return None
    if entry.cue == "call" and obj == skip + 1 and tree.word[skip] in {"that", "this"}:
        return skip, obj + 1
    joined = any(tree.dep[k] == "compound" for k in tree.kids[obj])
    adjective = entry.cue in JUDGING and joined and tree.word[obj].endswith(ADJECTIVAL)
    return (max(tree.left[obj], skip), obj + 1) if adjective and tree.tag[skip] in {"DT", "PRP$"} else None


def _with_predicate(tree: Tree, verb: int, entry: Cue, obj: int, span: Range, end: int) -> Parts | None:
    """An object and what is said of it: an infinitive, a predicate, a phrase with of, for, as."""
    more = [
        k
        for k in tree.kids[verb]
        if k > obj
        and tree.dep[k] in PREDICATES
        and not tree.comma[max(tree.left[k] - 1, 0)]
        and not tree.comma[tree.left[k]]
    ]
    last = max([span[1], *(tree.right[k] + 1 for k in more)])
    if not entry.frames & {"target", "object"}:
        as_phrase = "as" in entry.frames and any(
            tree.word[i] == "as" and tree.word[i - 1] != "such" for i in range(obj, last)
        )
        if "at" in entry.frames:  # "put the chance at one in five", "put the delay down to the weather"
            as_phrase = any(
                (tree.word[i] == "at" and tree.tag[i + 1] == "CD") or tree.word[i : i + 2] == ["down", "to"]
                for i in range(obj, last - 1)
            )
        predicate = any(tree.dep[k] in OBJECTS | {"xcomp", "ccomp", "oprd"} for k in more)
        named = predicate or any(tree.quote[i] >= 0 for i in range(span[0], last))
        if not (as_phrase or ("small" in entry.frames and named)):
            return None
    return [clause_extent(tree, verb, span[0], last)], "verb_target", end


def _stands_last(tree: Tree, i: int) -> bool:
    """Whether nothing but a mark follows: "calls that routine." is a judgment, "calls that number daily" is none."""
    return tree.tag[i] in {"NN", "JJ"} and (i + 1 >= tree.n or tree.comma[i + 1] or tree.word[i + 1] in TERMINAL)


def told_about(tree: Tree, verb: int, entry: Cue, skip: int, high: int) -> Parts | None:
    """A preposition behind the hearer: "warned the ministry of delays"."""
    for i in range(skip, min(skip + 7, high)):
        if i > skip and tree.word[i] in entry.frames & {"of", "about", "against"}:
            return preposition_after(tree, verb, i)
        if tree.tag[i] not in {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "CC"}:
            return None
    return None


def preposition_after(tree: Tree, verb: int, at: int) -> Parts:
    """What stands behind a preposition after the verb."""
    return [clause_extent(tree, verb, at + 1, governed_end(tree, at))], "verb_preposition", at + 1
