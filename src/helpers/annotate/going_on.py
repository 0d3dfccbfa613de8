"""Accounts that go on without a cue: sentences after an attributed one that are still the speaker's, told by careful signs."""

from __future__ import annotations

from helpers.annotate.cues import load, voices, words
from helpers.annotate.found import Found
from helpers.annotate.phrases import strip
from helpers.annotate.tree import ALL_SUBJECTS, PASSIVE_SUBJECTS, Tree

REFUSALS = words("refusal")
TELLERS = words("teller")
OPENINGS = words("run_opening")
CONNECTING = words("run_connective")
POINTING = frozenset({"these", "such"})
REPORTED = frozenset({"verb_clause", "sentence_tag", "according_first"})
LONGEST = 3  # sentences that one cue carries


def free_runs(tree: Tree, found: list[Found]) -> list[Found]:
    """Sentences of the same paragraph that go on with what somebody is reported to have told.

    A sentence counts when nothing in it speaks of telling, when its subject is neither the speaker nor the writer, and
    when it opens like the next step of an account ("In many cases", "Some of them") or takes up a noun of what was told
    with a word that joins ("However, the orders …", "these orders").
    """
    covered = {tree.sentence[i] for f in found for a, b in [*f.content, f.cue or f.content[0]] for i in (a, b - 1)}
    out = []
    for f in found:
        if not _carries(tree, f, found):
            continue
        here = tree.sentence[max(f.content[-1][1] - 1, f.at)]
        told = _nouns(tree, *f.content[-1])
        for s in range(here + 1, min(here + 1 + LONGEST, len(tree.spans))):
            first, last = tree.spans[s]
            same = tree.paragraph[first] == tree.paragraph[f.at]
            if not same or s in covered or not _goes_on(tree, first, last, told):
                break
            out.append(Found(None, [strip(tree, first, last)], None, "free_run", f.entry, 0.5, carried_from=f))
            told |= _nouns(tree, first, last)
    return out


def _carries(tree: Tree, f: Found, found: list[Found]) -> bool:
    """Whether an attribution is plain telling in reported words that ends its sentence and stands in no other."""
    if f.rule not in REPORTED or f.source is None or f.entry is None or f.entry.cue not in TELLERS:
        return False
    if tree.word[f.source[0]] in {"we", "i", "our", "my"} or f.cue is None or tree.quote[f.content[-1][1] - 1] >= 0:
        return False
    high = tree.sentence_of(f.at)[1]
    ends = max(f.content[-1][1], f.tag[1] if f.tag else 0) >= high - 1 or f.rule == "according_first"
    last = max((g.at for g in found if g.cue and tree.sentence[g.at] == tree.sentence[f.at]), default=f.at)
    inner = any(a <= last < b for a, b in f.content)
    return (
        ends and (last == f.at or inner) and not any(a <= f.at < b for g in found if g is not f for a, b in g.content)
    )


def _nouns(tree: Tree, first: int, last: int) -> set[str]:
    """The nouns of a stretch, without the ending of a plural."""
    return {
        tree.word[i].rstrip("s") for i in range(first, last) if tree.tag[i].startswith("N") and len(tree.word[i]) > 3
    }


def _goes_on(tree: Tree, first: int, last: int, told: set[str]) -> bool:
    """Whether a sentence is the next step of the account."""
    inside = range(first, last)
    if tree.word[last - 1] == "?" or any(tree.quote[i] >= 0 or tree.word[i] in {"we", "i", "our"} for i in inside):
        return False
    verb = next((i for i in inside if tree.finite[i] or tree.tag[i] == "VBN"), None)
    if verb is None or any(_speaks(tree, i) for i in inside):
        return False
    lead = first + 2 if tree.word[first] in CONNECTING else first
    if tree.tag[lead] == "PRP" or tree.word[lead] in {"that", "this", "it", "there", "neither", "nobody"}:
        return False
    opened = [" ".join(tree.word[first : first + n]) for n in (1, 2, 3)]
    if OPENINGS & set(opened):
        return True
    joined = lead > first or any(tree.word[i] in POINTING for i in inside) or _names_anew(tree, first, verb, told)
    return joined and bool(told & _nouns(tree, first, last))


def _names_anew(tree: Tree, first: int, verb: int, told: set[str]) -> bool:
    """Whether the sentence opens with a name as its subject that was just spoken of."""
    return tree.tag[first] == "NNP" and tree.word[first].rstrip("s") in told and verb - first < 6


def _speaks(tree: Tree, i: int) -> bool:
    """Whether a word tells of telling or of silence, or a person who can speak does something."""
    entries = [e for e in load()[0].get(tree.word[i], []) if not e.particle]
    if tree.finite[i] and any("quote" in e.frames for e in entries):
        return True
    if tree.word[i] in REFUSALS and tree.word[min(i + 1, tree.n - 1)] == "to":
        return True
    subject = tree.dep[i] in ALL_SUBJECTS | PASSIVE_SUBJECTS
    return subject and tree.word[i] in voices() and tree.word[i - 1] == "the"
