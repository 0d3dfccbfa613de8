"""Quotations and blocks that a verb of saying leads into."""

from __future__ import annotations

from helpers.annotate.cues import load
from helpers.annotate.found import Parts
from helpers.annotate.phrases import Range, extend_to_quote, strip
from helpers.annotate.tree import TERMINAL, Tree


def quotation_after(tree: Tree, verb: int, skip: int, high: int) -> Parts | None:
    """A quotation that follows the verb at once, or after a colon, a comma, a hearer, an occasion."""
    i, colon = skip, False
    while i < min(high + 3, tree.n):
        k = tree.quote[i]
        if k >= 0:
            first, last = tree.quote_tokens[k]
            short = tree.quotes[k].kind in {"scare", "title"} and not colon and not tree.comma[i - 1]
            if first != i or short or (not colon and not tree.comma[i - 1] and i != skip) or starts_tag(tree, last):
                return None
            return run_on(tree, first, last), "speech_before", verb + 1
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
        return run_on(tree, *tree.quote_tokens[k]), "speech_block", verb + 1
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
    if tree.word[at - 2] == "." and tree.sentence[first] != tree.sentence[at - 1]:
        return False  # “Utter nonsense.” Last month we revealed …
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


def run_on(tree: Tree, first: int, last: int) -> list[Range]:
    """A quotation, and the rest of its sentence where the sentence goes on in the speaker's words."""
    high = tree.sentence_of(last - 1)[1]
    following = tree.after(last, high)
    if following >= 0 and tree.word[following] not in TERMINAL and not tree.comma[following]:
        return [extend_to_quote(tree, *strip(tree, first, high))]
    return [(first, last)]
