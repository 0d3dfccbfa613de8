"""Content clauses after a verb: the parser's, one that opens with "that", one without any mark of its own."""

from __future__ import annotations

from helpers.annotate.content import SUBORDINATORS, clause_extent
from helpers.annotate.cues import Cue
from helpers.annotate.found import Parts
from helpers.annotate.phrases import TIME_WORDS
from helpers.annotate.tree import CLAUSES, HEARERS, OBJECTS, Tree

RECOUNTING = frozenset({"tell", "describe", "explain", "reveal", "recount", "recall", "relate"})


def clause_after(tree: Tree, verb: int, entry: Cue, skip: int, high: int, end: int) -> Parts | None:
    """A content clause: the parser's, or one that opens with "that", or one without any mark of its own."""
    clause = next((k for k in tree.kids[verb] if tree.dep[k] in CLAUSES and k >= skip), None)
    if clause is not None:
        first = max(tree.left[clause], skip)
        last = max(tree.right[k] + 1 for k in tree.kids[verb] if k >= clause and tree.dep[k] in CLAUSES)
        if tree.word[skip] == "that" and tree.tag[skip] == "IN":
            first = skip
        obj = next((k for k in tree.kids[verb] if tree.dep[k] in OBJECTS and skip <= k < first), None)
        if obj is not None and "hearer" not in entry.frames:
            first = max(tree.left[obj], skip)
    else:
        that = that_after(tree, entry, skip, high)
        if tree.word[skip] == "how" and entry.cue in RECOUNTING and any(tree.finite[skip:high]):
            that = skip
        if that is None:
            that = _bare_clause(tree, verb, entry, skip, high)
        if that is None:
            return None
        first, last = that, _led_in_end(tree, verb, that, high)
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
    marked = span[0] > 0 and tree.word[span[0] - 1] == "that"
    if tree.word[span[0]] in {"whether", "if"} and not asked and not marked:
        return None
    if not marked and not any(tree.is_verb(i) or tree.finite[i] or tree.quote[i] >= 0 for i in range(*span)):
        return None
    return [span], "verb_clause", end


def _led_in_end(tree: Tree, verb: int, first: int, high: int) -> int:
    """Where the content ends in a clause that leads in the sentence: "After aides insisted that it was safe, the mayor left"."""
    low = tree.sentence_of(verb)[0]
    leads = tree.word[low] in SUBORDINATORS and not any(tree.comma[j] for j in range(low, verb))
    for i in range(first + 2, high - 2):
        main = leads and tree.comma[i] and tree.tag[i + 1] in {"DT", "NNP", "PRP", "PRP$", "NN", "NNS"}
        if main and any(tree.finite[j] for j in range(i + 2, high)):
            return i
    return high


def that_after(tree: Tree, entry: Cue, skip: int, high: int) -> int | None:
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
        inside = tree.tag[j] == "VBN" and tree.dep[j] == "amod"  # "a hastily called conference"
        if (
            tree.comma[j]
            or (tree.tag[j].startswith("V") and not inside)
            or (tree.tag[j] in {"MD", "CC"} and tree.word[j] != "&")
        ):
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
        if tree.tag[i] == "WP" and not tree.comma[i - 1]:  # "said the man who brought it had left"
            verbs = [j for j in range(i + 1, high) if tree.finite[j] or tree.tag[j] == "VBN"]
            return skip if len(verbs) > 1 and not any(tree.comma[i:high]) else None
        if (
            (tree.tag[i] in {"WP", "WDT", "IN"} and tree.word[i] not in {"of", "in", "from", "at", "for", "on"})
            or tree.comma[i]
            or tree.word[i] in {"and", "but"}
        ):
            return None
        if tree.finite[i]:
            return skip
    return None
