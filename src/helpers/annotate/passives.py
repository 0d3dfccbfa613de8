"""Verbs of saying in the passive, with and without the one who says it."""

from __future__ import annotations

from helpers.annotate.content import SUBORDINATORS, clause_extent
from helpers.annotate.cues import Cue
from helpers.annotate.found import Found
from helpers.annotate.phrases import Range, noun_phrase, strip, verb_group
from helpers.annotate.tree import ALL_SUBJECTS, CLAUSES, PASSIVE_SUBJECTS, RELATIVES, Tree
from helpers.annotate.voices import in_place

NO_SUBJECTS = frozenset({"there", "who", "which", "that", "what"})


def from_passive(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """It is said that …; X is said to …; X was described as … by Y."""
    kids = tree.kids[verb]
    subject = max((k for k in kids if tree.dep[k] in ALL_SUBJECTS | PASSIVE_SUBJECTS and k < verb), default=None)
    agent, source = _agent(tree, verb)
    clause = next((k for k in kids if tree.dep[k] in CLAUSES | {"csubj", "csubj:pass"} and k > verb), None)
    impersonal = subject is None or tree.word[subject] in {"it", "there"} or "hearer" in entry.frames
    if entry.cue == "ask" and source is None:
        return None  # "was asked who had drafted it": by whom is not said
    if clause is not None and "clause" in entry.frames and impersonal:
        span = clause_extent(tree, verb, max(tree.left[clause], end), tree.right[clause] + 1)
        asked = tree.tag[span[0]] in {"WRB", "WP"} and tree.word[min(span[0] + 1, tree.n - 1)] == "to"
        return None if asked else Found((verb, end), [span], source, "passive_clause", entry)
    if (
        subject is not None
        and tree.word[subject] == "who"
        and tree.dep[verb] in RELATIVES
        and tree.head[verb] < subject
    ):
        subject = tree.head[verb]  # "the clerk, who is said to …"
    if subject is not None and source is not None and entry.polarity == "denies" and "object" in entry.frames:
        told = strip(tree, noun_phrase(tree, subject)[0], verb_group(tree, verb))
        return Found((verb, end), [told], source, "passive_agent", entry)
    if subject is None or tree.word[subject] in NO_SUBJECTS or not entry.frames & {"passive", "as"}:
        return None
    if "hearer" in entry.frames:
        return None  # "was told of it": by whom is not said, and nothing of the hearer
    rest = _rest(tree, verb, agent)
    if rest is None:
        return None
    span, cue_end = clause_extent(tree, verb, max(tree.left[rest], end), tree.right[rest] + 1), end
    if tree.word[span[0]] in {"as", "of", "for"}:
        span, cue_end = (span[0] + 1, span[1]), span[0] + 1
    if agent is not None and span[0] <= tree.left[agent] < span[1]:
        span = strip(tree, span[0], tree.left[agent])  # "was called unsafe by the ministry"
    if span[0] >= span[1] or (tree.word[span[0]] == "to" and entry.cue == "call"):
        return None  # "called to account"
    return Found((verb, cue_end), [_told_of(tree, verb, subject), span], source, "passive_subject", entry)


def _agent(tree: Tree, verb: int) -> tuple[int | None, Range | None]:
    """The head of the phrase with "by", and who stands in it."""
    for k in tree.kids[verb]:
        if k > verb and tree.dep[k] != "advcl" and any(tree.word[c] == "by" for c in [k, *tree.kids[k]]):
            first, last = noun_phrase(tree, k)
            return k, (first + (tree.word[first] == "by"), last)
    return None, None


def _told_of(tree: Tree, verb: int, subject: int) -> Range:
    """The subject of a passive, mended where the parser reached too far to the left."""
    told = noun_phrase(tree, subject)
    if any(tree.comma[i] for i in range(told[1], verb)):  # a name stands nearer to the verb than what the parser took
        told = in_place(tree, verb, tree.sentence_of(verb)[0]) or told
    commas = [i for i in range(*told) if tree.comma[i]]
    if commas and told[0] > 0 and tree.word[told[0] - 1] in SUBORDINATORS:
        told = commas[-1] + 1, told[1]  # "as winter came, the mayor was said …"
    return told


def _rest(tree: Tree, verb: int, agent: int | None) -> int | None:
    """What a passive says of its subject: an infinitive or predicate, or a phrase with as, of, for."""
    after = [k for k in tree.kids[verb] if k > verb and k != agent]
    plain = next((k for k in after if tree.dep[k] in {"xcomp", "oprd"}), None)
    if plain is not None:
        return plain
    return next(
        (
            k
            for k in after
            if tree.dep[k] in {"obl", "advcl", "obj", "prep"} and tree.word[tree.left[k]] in {"as", "of", "for", "to"}
        ),
        None,
    )
