"""Where the phrases of an attribution begin and end: the voice, the verb with its helpers, the content."""

from __future__ import annotations

from helpers.annotate.tree import (
    ALL_SUBJECTS,
    AUXILIARIES,
    CLOSERS,
    COMMAS,
    OPEN_CLAUSES,
    PASSIVE_SUBJECTS,
    RELATIVES,
    TERMINAL,
    Tree,
)

Range = tuple[int, int]  # tokens, the second not included

ASIDES = RELATIVES | {"acl", "appos", "parataxis", "advcl", "punct", "advmod", "discourse", "dep", "obl", "ccomp"}
NAME_TAGS = frozenset({"NNP", "NNPS"})
GOVERNED = OPEN_CLAUSES | {"conj", "parataxis", "ccomp"}
LATE_CUES = frozenset({"adding", "noting", "saying", "citing", "according", "calling", "insisting", "arguing", "claiming",
                       "explaining", "telling", "warning", "stressing", "emphasizing", "pointing", "referring"})  # fmt: skip
OCCASIONS = frozenset("""statement interview interviews tweet tweets email e-mail post letter speech memo release op-ed
    conference briefing telephone phone blog video message twitter facebook instagram television""".split())


def noun_phrase(tree: Tree, head: int, *, keep_asides: bool = False) -> Range:
    """The noun phrase around a head word: its subtree without what commas set off, within sentence and quotation."""
    low, high = tree.sentence_of(head)
    first, last = max(tree.left[head], low), min(tree.right[head] + 1, high)
    while first < head and (tree.quote[first] != tree.quote[head] or tree.word[first] in COMMAS or tree.word[first] in CLOSERS):
        first += 1
    for kid in tree.kids[head]:
        if kid < head and tree.dep[kid] in {"cc", "advmod", "mark", "parataxis", "punct", "discourse"} and kid >= first:
            if tree.dep[kid] != "advmod" or tree.word[kid] in {"however", "meanwhile", "also", "then", "later", "still"}:
                first = max(first, tree.right[kid] + 1)
        if kid > head and not keep_asides and tree.dep[kid] in ASIDES and kid < last:
            edge = max(tree.left[kid], head + 1)
            if tree.word[edge] in COMMAS or tree.word[edge - 1] in COMMAS or tree.dep[kid] == "punct" and tree.word[kid] in COMMAS:
                last = min(last, edge if tree.word[edge] in COMMAS else edge - 1)
    last = _same_quote(tree, head, last)
    while last < high and tree.tag[last] in NAME_TAGS and tree.tag[last - 1] in NAME_TAGS:
        last += 1  # a name that the parser broke
    while first > low and tree.tag[first - 1] in NAME_TAGS and tree.tag[first] in NAME_TAGS:
        first -= 1
    return strip(tree, first, last)


def _same_quote(tree: Tree, head: int, last: int) -> int:
    """Cut at the first token that stands in another quotation than the head, unless it closes again inside."""
    for i in range(head, last):
        if tree.quote[i] != tree.quote[head] and not tree.space[i]:
            k = tree.quote[i]
            if tree.quote[head] >= 0 or tree.quote_tokens[k][1] > last:
                return i
    return last


def strip(tree: Tree, first: int, last: int) -> Range:
    """Without blanks, commas and marks of sentence end at either end (unless they close a quotation)."""
    while first < last and (tree.space[first] or tree.word[first] in COMMAS or tree.word[first] in {":", "…", "..."}):
        first += 1
    while last > first and (tree.space[last - 1] or _loose_end(tree, last - 1)):
        last -= 1
    return first, last


def _loose_end(tree: Tree, i: int) -> bool:
    word = tree.word[i]
    if tree.quote[i] >= 0:
        return False
    return word in COMMAS or word in {":", "(", "["} or (word in TERMINAL and word != "%")


def subject_of(tree: Tree, verb: int) -> int | None:
    """The head word of who says it: the verb's subject, or the one that it shares with the clause above it."""
    at, seen = verb, 0
    while seen < 6:
        own = [k for k in tree.kids[at] if tree.dep[k] in ALL_SUBJECTS]
        if own:
            before = [k for k in own if k < at] or own
            return before[-1] if len(before) == 1 or tree.tag[before[0]] not in NAME_TAGS else before[0]
        if tree.dep[at] in {"acl"} and not tree.tag[tree.head[at]].startswith("V"):
            return tree.head[at]
        if tree.dep[at] in RELATIVES:
            return tree.head[at]
        if tree.dep[at] not in GOVERNED or tree.head[at] == at:
            return None
        if tree.dep[at] in {"parataxis", "ccomp"} and not tree.tag[at].startswith("VBG"):
            return None
        at = tree.head[at]
        seen += 1
    return None


def verb_group(tree: Tree, verb: int) -> int:
    """Where the verb with its helping verbs and adverbs begins."""
    at = verb
    while at > 0 and at - 1 >= tree.sentence_of(verb)[0]:
        i = at - 1
        if tree.head[i] == verb and tree.dep[i] in AUXILIARIES | {"advmod", "aux"} and tree.word[i] not in COMMAS:
            at = i
        elif tree.tag[i] == "RB" and tree.word[i] not in {"not"} and tree.head[i] in (verb, at):
            at = i
        else:
            break
    return at


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb stands in the passive: a passive subject or helper, or a participle that hangs on a noun."""
    if tree.tag[verb] not in {"VBN", "VBD"}:
        return False
    kids = tree.kids[verb]
    if any(tree.dep[k] in PASSIVE_SUBJECTS or tree.dep[k] in {"aux:pass", "auxpass"} for k in kids):
        return True
    helper = tree.before(verb_group(tree, verb) + 0, max(0, verb - 4))
    return tree.tag[verb] == "VBN" and helper >= 0 and tree.word[helper] in {"is", "are", "was", "were", "been", "being", "be", "’s", "'s"} \
        and not any(tree.word[k] in {"has", "have", "had", "having"} for k in kids)


def extend_to_quote(tree: Tree, first: int, last: int) -> Range:
    """Let the content end where the quotation that it runs into ends, and begin with the mark that opens it."""
    if last > first:
        k = tree.quote[last - 1]
        if k >= 0 and tree.quote_tokens[k][0] >= first - 1:
            last = max(last, tree.quote_tokens[k][1])
        elif last < tree.n and tree.word[last] in CLOSERS and tree.quote[last] >= 0:
            last = tree.quote_tokens[tree.quote[last]][1]
    if first > 0 and tree.quote[first] >= 0 and tree.quote_tokens[tree.quote[first]][0] == first - 1:
        first -= 1
    return first, last
