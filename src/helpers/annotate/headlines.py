"""Speech in headlines, which have few small words for a parser to hold on to: read by their marks, tags and the lexicon."""

from __future__ import annotations

from helpers.annotate.carrying import NO_SPEAKERS
from helpers.annotate.cues import load, voices
from helpers.annotate.found import Found
from helpers.annotate.phrases import Range, strip
from helpers.annotate.tree import COMMAS, Tree

NOMINAL = ("N", "J", "DT", "CD", "POS", "PRP$", "VBN", "HYPH")
LINKING = frozenset({"of", "in", "for", "from", "-"})
BREAKS = frozenset({"|", ";", "–", "—", "--"})


def headlines(tree: Tree, found: list[Found]) -> list[Found]:
    """What headlines and subheads tell that no other construction has found: "“…”: clerk breaks silence", "Mayor warns …"."""
    out = []
    for k, (first, last) in enumerate(tree.bounds):
        if not tree.title[k]:
            continue
        while last > first and tree.space[last - 1]:
            last -= 1
        first = _past_label(tree, first, last)
        if first < last and not any(first <= f.at < last for f in found):
            one = _quoted_first(tree, first, last) or _told(tree, first, last)
            out += [one] if one else []
    return out


def _past_label(tree: Tree, first: int, last: int) -> int:
    """Past "EXCLUSIVE:" and other words before a colon that nobody speaks."""
    colon = first + 1
    label = colon + 1 < last and tree.word[colon] == ":" and tree.word[first] in NO_SPEAKERS
    return colon + 1 if label else first


def _quoted_first(tree: Tree, first: int, last: int) -> Found | None:
    """A quotation, a colon, and who said it: up to the verb or preposition that follows."""
    k = tree.quote[first]
    if k < 0 or tree.quote_tokens[k][0] != first:
        return None
    end = tree.quote_tokens[k][1]
    if end - first < 4 or end + 1 >= last or tree.word[end] != ":":
        return None
    stop = _voice_end(tree, end + 1, last)
    if stop is None:
        return None
    return Found((end, end + 1), [(first, end)], (end + 1, stop), "headline_quote", confidence=0.7)


def _voice_end(tree: Tree, first: int, last: int) -> int | None:
    """Where the phrase of a speaker ends that begins here, if its head is a name or a noun for who can speak."""
    i = first
    while i < last and tree.word[i] not in COMMAS:
        if not tree.tag[i].startswith(NOMINAL) and tree.word[i] not in LINKING | voices():
            break
        i += 1
        if tree.word[i - 1] in voices() and (i == last or tree.tag[i] != "NNP"):
            break
    while i > first and tree.word[i - 1] in LINKING:
        i -= 1
    spoken = any(tree.word[j] in voices() or tree.tag[j].startswith("NNP") for j in range(first, i))
    return i if spoken and i - first <= 10 else None


def _told(tree: Tree, first: int, last: int) -> Found | None:
    """A speaker, a verb of saying and a clause: "Sacked captain claims crew were ordered to cut cable"."""
    verbs = load()[0]
    for i in range(first + 1, min(first + 9, last - 2)):
        entries = [e for e in verbs.get(tree.word[i], []) if not e.particle]
        if entries and entries[0].frames >= {"clause", "quote"} and tree.word[i].endswith(("s", "ed", "said", "told")):
            source = _voice_before(tree, first, i)
            stop = next(
                (j for j in range(i + 1, last) if tree.word[j] in BREAKS or (tree.word[j] == "-" and tree.comma[j])),
                last,
            )
            if source and any(tree.finite[j] or tree.tag[j] in {"TO", "VBN"} for j in range(i + 2, stop)):
                return Found((i, i + 1), [strip(tree, i + 1, stop)], source, "headline_told", entries[0], 0.8)
        if not (tree.tag[i].startswith(NOMINAL) or tree.word[i] in LINKING):
            return None
    return None


def _voice_before(tree: Tree, first: int, verb: int) -> Range | None:
    """The words before the verb, if they are one phrase for somebody who can speak."""
    nominal = all(tree.tag[j].startswith(NOMINAL) or tree.word[j] in LINKING for j in range(first, verb))
    head = tree.word[verb - 1] in voices() or tree.tag[verb - 1].startswith("NNP")
    return (first, verb) if nominal and head and all(tree.quote[j] < 0 for j in range(first, verb)) else None
