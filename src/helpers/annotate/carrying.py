"""Speech without a cue of its own: labels with a colon, floating quotations, numbered runs that carry the speaker on."""

from __future__ import annotations

from helpers.annotate.cues import voices, words
from helpers.annotate.found import Found
from helpers.annotate.phrases import Range, strip
from helpers.annotate.quotes import SINGLE
from helpers.annotate.tree import TERMINAL, Tree

NO_SPEAKERS = words("no_speaker")
SIGNING = frozenset({"―", "—", "–", "-", "--"})
NUMBERS = words("announced_number")
LISTED = words("announced_thing")
ORDINALS = words("ordinal")


def labels(tree: Tree) -> list[Found]:
    """A paragraph or headline that opens with a name and a colon: the rest is what the named one says."""
    out = []
    for first, last in tree.bounds:
        opened = first < last and tree.quote[first] >= 0 and tree.quote_tokens[tree.quote[first]][0] == first
        first += opened
        while first < last and tree.word[first] in {"#", "*", "**", "##"}:
            first += 1
        colon = next((i for i in range(first, min(first + 9, last)) if tree.word[i] == ":"), None)
        if colon is None or colon == first or colon + 1 >= last or not _is_name(tree, first, colon):
            continue
        content = strip(tree, colon + 1, last)
        while content[1] > content[0] and tree.space[content[1] - 1]:
            content = content[0], content[1] - 1
        told = any(tree.finite[i] or tree.quote[i] >= 0 for i in range(*content))
        if content[1] - content[0] >= 3 and told:
            out.append(Found((colon, colon + 1), [content], (first, colon), "label_colon", confidence=0.8))
    return out


def signatures(tree: Tree) -> list[Found]:
    """A quotation signed with a dash and a name, at its end or in the next paragraph."""
    out = []
    for first, last in tree.quote_tokens.values():
        glued = tree.form[last - 1][-1] in SIGNING  # the tokenizer kept mark and dash together
        dash = last - 1 if glued else tree.after(last)
        if dash < 0 or not (glued or tree.word[dash] in SIGNING) or tree.sentence_of(first)[0] != first:
            continue
        name, end = tree.after(dash + 1), tree.bounds[tree.paragraph[dash]][1]
        while end > dash and (tree.space[end - 1] or tree.word[end - 1] in TERMINAL):
            end -= 1
        sentence = last - first > 4 and tree.word[last - 2] in TERMINAL | {","}  # and no title in a list of sources
        named = 0 < name < end <= name + 24 and tree.tag[name] in {"NNP", "NNPS", "DT"}
        if sentence and named and not any(tree.finite[dash:end]):
            comma = next((i for i in range(name, end) if tree.comma[i]), end)
            out.append(Found((dash, dash + 1), [(first, last)], (name, comma), "signature_dash", confidence=0.9))
    return out


def _is_name(tree: Tree, first: int, colon: int) -> bool:
    """Whether the words before a colon look like a name or a role written as one."""
    words = [i for i in range(first, colon) if tree.word[i][0].isalnum()]
    if not words or any(tree.word[i] in NO_SPEAKERS for i in words) or len({tree.quote[i] for i in words}) > 1:
        return False
    if all(tree.form[i].isupper() and len(tree.form[i]) > 2 for i in words):
        return True
    if tree.quote[first] >= 0:
        return False
    if tree.title[tree.paragraph[first]] and tree.quote[colon + 1] >= 0 and tree.word[colon - 1] in voices():
        return True  # "Union chief: “Nobody told us”"
    if tree.paragraph[first] == 0 and len(words) <= 4:
        return all(tree.form[i][0].isupper() and tree.tag[i].startswith(("N", "J")) for i in words)
    names = [i for i in words if tree.tag[i] in {"NNP", "NNPS"}]
    return (
        len(words) <= 6
        and len(names) >= (len(words) + 1) // 2
        and all(tree.form[i][0].isupper() or tree.tag[i] in {"IN", "DT", "POS"} for i in words)
    )


def floating(tree: Tree, found: list[Found]) -> list[Found]:
    """Quotations of whole sentences that no attribution covers: the last speaker goes on.

    A quotation that reopens in a new paragraph, or that follows the same speaker's quotation at once, is added to that
    attribution; another one becomes an attribution of its own, without source or cue, carried from the one before.
    """
    covered = _covered(found)
    by_quote: dict[int, Found] = {}
    for f in found:
        for first, last in f.content:
            for k, (a, b) in _quotes_in(tree, first, last):
                if first <= a and b <= last:
                    by_quote.setdefault(k, f)
    out = []
    for k, (first, last) in tree.quote_tokens.items():
        if last - first < 4 or first in covered:
            continue
        single = tree.form[first][0] in SINGLE and tree.form[first] not in {"''", "``"}  # a crosshead, or a name
        if single or not _stands_alone(tree, first, last):
            continue
        earlier = tree.quotes[k].continues
        if earlier is not None and earlier in by_quote:
            by_quote[earlier].content.append((first, last))
            by_quote[k] = by_quote[earlier]
            continue
        before = _speaker_before(tree, found + out, first)
        if before is None or tree.quotes[k].kind != "speech":
            continue
        if _same_speech(tree, before, first):
            before.content.append((first, last))
            by_quote[k] = before
            continue
        carried = Found(
            None, [(first, last)], None, "floating_quote", before.entry, 0.7, carried_from=before.carried_from or before
        )
        out.append(carried)
        by_quote[k] = carried
    return out


def _same_speech(tree: Tree, before: Found, first: int) -> bool:
    """Whether a quotation goes on where another by the same speaker has just ended, with at most a tag between them."""
    end = before.content[-1][1]
    tag = before.tag[1] if before.tag else end
    between = [i for i in range(max(end, tag), first) if not tree.space[i] and tree.word[i][0].isalnum()]
    return tree.quote[end - 1] >= 0 and not between


def _quotes_in(tree: Tree, first: int, last: int) -> list[tuple[int, Range]]:
    ks = {tree.quote[i] for i in range(first, last) if tree.quote[i] >= 0}
    return [(k, tree.quote_tokens[k]) for k in sorted(ks)]


def _covered(found: list[Found]) -> set[int]:
    return {i for f in found for a, b in f.content for i in range(a, b)}


def _stands_alone(tree: Tree, first: int, last: int) -> bool:
    """Whether a quotation begins a sentence and ends one."""
    after = tree.after(last)
    begins = tree.sentence_of(first)[0] == first
    return begins and (
        after < 0
        or tree.paragraph[after] != tree.paragraph[first]
        or tree.sentence[after] != tree.sentence[last - 1]
        or tree.word[after] in TERMINAL
    )


def _speaker_before(tree: Tree, found: list[Found], first: int) -> Found | None:
    """The last attribution of the sentence before, or of the paragraph before where the quotation opens one."""
    prev = tree.before(first)
    if prev < 0:
        return None
    near = [
        f
        for f in found
        if f.at < first
        and (f.source or f.carried_from)
        and (
            tree.sentence[f.content[-1][1] - 1] == tree.sentence[prev]
            or tree.sentence[f.at] == tree.sentence[prev]
            or (tree.paragraph[prev] != tree.paragraph[first] and tree.paragraph[f.at] == tree.paragraph[prev])
        )
    ]
    if not near or tree.paragraph[first] - tree.paragraph[prev] > 1:
        return None
    outer = [f for f in near if not any(g is not f and any(a <= f.at < b for a, b in g.content) for g in near)]
    return max(outer or near, key=lambda f: (f.at, -len(f.content)))


def runs(tree: Tree, found: list[Found]) -> list[Found]:
    """Sentences that count off what an attribution announced ("two reasons": First …, Second …)."""
    covered, out = _covered(found), []
    for f in found:
        if f.source is None or not any(
            tree.word[i] in LISTED and any(tree.word[j] in NUMBERS for j in range(max(0, i - 3), i))
            for a, b in f.content
            for i in range(a, b)
        ):
            continue
        here = tree.sentence[f.content[-1][1] - 1]
        for s in range(here + 1, min(here + 8, len(tree.spans))):
            first, last = tree.spans[s]
            if tree.word[first] in ORDINALS and first not in covered:
                out.append(Found(None, [strip(tree, first, last)], None, "numbered_run", f.entry, 0.6, carried_from=f))
    return out
