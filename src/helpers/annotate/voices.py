"""Who says it: the source of a verb, where the parser gives a subject and where it does not, and whether it can speak."""

from __future__ import annotations

from helpers.annotate.cues import Cue, voices, words
from helpers.annotate.phrases import TIME_WORDS, Range, noun_phrase, phrase_head, strip, verb_group
from helpers.annotate.tree import ALL_SUBJECTS, TERMINAL, Tree

PLAIN_TAGS = words("plain_tag")
FACTIVE = words("factive")
MONTHS = words("month")


def source_of(tree: Tree, subject: int | None, verb: int) -> Range | None:
    """The noun phrase of who says it; where the parser gives no subject, the name or pronoun that stands in its place."""
    low, high = tree.sentence_of(verb)
    if subject is not None and low <= subject < high and tree.quote[subject] < 0:
        if tree.tag[subject] in {"WP", "WDT"}:
            return None if tree.word[subject] == "what" else (subject, subject + 1)
        first, last = noun_phrase(tree, subject, asides=True)
        if first <= verb < last:
            first, last = first, subject + 1
        first, last = without_occasion(tree, subject, first, last)
        return strip(tree, first, last) if first < last else (subject, subject + 1)
    return in_place(tree, verb, low)


def without_occasion(tree: Tree, subject: int, first: int, last: int) -> Range:
    """A source without what tells when, how and where it was said: "(in a radio interview) Orel (on Friday)", "Orel, speaking to …"."""
    before = tree.before(first, tree.sentence_of(first)[0])
    if before >= 0 and tree.tag[before] == "IN" and tree.tag[first] == "DT" and tree.tag[last - 1] == "NNP":
        name = last - 1
        while name > first and tree.tag[name - 1] == "NNP":
            name -= 1
        common = name > first and tree.tag[name - 1] == "NN" and name <= subject
        if common and tree.word[name - 1] not in voices():
            first = name  # "in a radio interview Orel said"
    for i in range(subject + 1, last - 1):
        aside = tree.tag[i + 1] == "VBG" or (tree.tag[i + 1] == "IN" and tree.word[i + 1] not in {"of", "like"})
        if tree.comma[i] and aside:
            last = i
            break
    while last - 1 > subject and tree.tag[last - 1] == "RB":
        last -= 1
    timed = last - 2 > subject and tree.word[last - 2] in {"in", "on", "since", "by"}
    if timed and (tree.tag[last - 1] == "CD" or tree.word[last - 1] in TIME_WORDS | MONTHS):
        last -= 2
    return first, last


def in_place(tree: Tree, verb: int, low: int) -> Range | None:
    """The noun phrase that stands where a subject stands, although the parser does not say so."""
    at = tree.before(verb_group(tree, verb), low)
    if at < low or tree.quote[at] >= 0:
        return None
    if tree.tag[at] in {"PRP", "WP"}:
        return at, at + 1
    if tree.tag[at] in {"NNP", "NNPS"} or (tree.tag[at] in {"NN", "NNS"} and tree.finite[verb]):
        head = phrase_head(tree, at)
        first = noun_phrase(tree, head)[0]
        first -= first > low and tree.tag[first - 1] in {"DT", "PRP$"} and tree.head[first - 1] >= verb
        first = _governing(tree, min(first, head), low)
        comma = next((j for j in range(at, first, -1) if tree.comma[j]), first)
        joined = comma == first or any(tree.tag[j] in {"CC", "WP", "WDT", "WP$"} for j in range(comma, at))
        return (first if joined else comma + 1), at + 1  # "when they sold it, Orel said, “…”": Orel alone
    if not tree.comma[at] or not (tree.finite[verb] or tree.tag[verb] == "NNS"):
        return None
    stop = at  # "NAME, apposition, said": back over the commas to the name
    for i in range(at - 1, max(low, at - 40) - 1, -1):
        if tree.comma[i]:
            name = tree.before(i, low)  # past a mark of markup: "*Gazette*, a daily"
            if name >= low and tree.tag[name] in {"NNP", "NNPS"} and tree.tag[i + 1] not in {"NNP", "CC"}:
                first = name
                while first > low and tree.tag[first - 1] in {"NNP", "NNPS"}:
                    first -= 1
                if (
                    first == low
                    or tree.comma[first - 1]
                    or tree.word[first - 1] in {"and", "but", "while"}
                    or tree.tag[first - 1] in {"JJ", "NN", "DT"}
                ):
                    return noun_phrase(tree, name)[0], at
            stop = i
        elif tree.quote[i] >= 0 and tree.word[i - 1] in {",", "?", "!"} and stop > i + 1:
            named = all(tree.form[j][0].isupper() for j in range(stop + 1, at))  # "“…,” a clerk, Ann Lee, said"
            return (i + 1, at if named else stop) if tree.tag[stop - 1].startswith("N") else None
        elif (
            tree.finite[i] and not any(tree.tag[j] in {"WP", "WDT"} for j in range(max(low, i - 4), i))
        ) or tree.quote[i] >= 0:
            return None
    if stop > low and tree.tag[stop - 1].startswith("N") and tree.tag[low] in {"DT", "NNP", "JJ", "NNS"} and stop < at:
        return low, stop
    named = stop + 1 < at and all(tree.tag[j] == "NNP" for j in range(stop + 1, at))
    return (_office_before(tree, stop, low), at) if named else None


def _office_before(tree: Tree, comma: int, low: int) -> int:
    """Where the phrase before a name between commas begins: "on Friday (its director), Ann Lee, explained"; else the name."""
    first = comma
    while first > low and tree.tag[first - 1] in {"NN", "JJ", "PRP$", "DT", "NNP", "POS"}:
        first -= 1
        if tree.tag[first] in {"PRP$", "DT"}:
            break
    office = tree.word[comma - 1] in voices() and tree.tag[first] in {"PRP$", "DT"}
    return first if office else comma + 1


def _governing(tree: Tree, first: int, low: int) -> int:
    """Where the noun begins that a phrase with "by" belongs to: "papers published by the yard (show)", and not the yard."""
    by = first - 1 - (tree.tag[first - 1] == "DT")
    if by - 2 < low or tree.word[by] != "by" or tree.tag[by - 1] != "VBN":
        return first
    noun = by - 2
    if not tree.tag[noun].startswith("N") or any(tree.finite[j] for j in range(low, noun)):
        return first
    return noun_phrase(tree, noun)[0]


def beside_comma(tree: Tree, verb: int, subject: int | None) -> int | None:
    """The speaker between a comma and the verb, where the parser took an earlier noun for the subject ("…, Ann Lee told …").

    The words before the comma must have a verb of their own, and the speaker a name.
    """
    low = tree.sentence_of(verb)[0]
    at = tree.before(verb_group(tree, verb), low)
    if not tree.finite[verb] or at <= low or tree.tag[at] not in {"NNP", "NNPS"} or tree.quote[at] >= 0:
        return None
    first = at
    while first > low and tree.tag[first - 1].startswith(("N", "J", "DT", "POS")) and tree.quote[first - 1] < 0:
        first -= 1
    if first <= low + 2 or not tree.comma[first - 1] or (subject is not None and first <= subject < verb):
        return None
    start = low if subject is None else subject
    own = any(tree.is_verb(j) and tree.tag[j] != "VBG" for j in range(start, first - 1))
    relative = any(tree.tag[j] in {"WP", "WDT", "IN", "WRB"} and j < start + 3 for j in range(start, first - 1))
    return at if own and not relative and start < first - 1 else None


def inverted(tree: Tree, verb: int, entry: Cue) -> int | None:
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
    if i + 1 >= high or not tree.tag[i].startswith(("N", "DT", "PRP", "JJ", "CD")):
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
    while tree.tag[i] == "VBN" and i > verb + 1:
        i -= 1  # "reads a statement sent to us"
    one = tree.tag[i] in {"CD", "DT"} and (
        tree.comma[i + 1] or tree.word[i + 1] == "of" or tree.word[i + 1] in TERMINAL
    )
    return i if (tree.tag[i].startswith(("N", "PRP")) or one) and tree.quote[i] < 0 else None


def may_tell(tree: Tree, verb: int, subject: int | None, source: Range, entry: Cue) -> bool:
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
