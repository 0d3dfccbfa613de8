"""The extent of a content clause: what the parser gives, mended where news prose is known to mislead it."""

from __future__ import annotations

from helpers.annotate.cues import is_saying, load, words
from helpers.annotate.phrases import OCCASIONS, TIME_WORDS, Range, extend_to_quote, strip
from helpers.annotate.tree import ALL_SUBJECTS, CLOSERS, NEGATIONS, TERMINAL, Tree

SUBORDINATORS = words("subordinator")
DAYS = frozenset(w for w in TIME_WORDS if w.endswith("day"))
RESULTS = words("result")
LATE_CUES = words("late_cue")
LATE_VERBS = words("late_verb")
SUMMING = words("summing")
REFUSALS = words("refusal")
SPEAKING = frozenset({"say", "comment", "elaborate", "specify", "name", "identify", "give", "provide", "disclose"})
JOINING = frozenset({"but", "and", "while", "though", "although"})
JOINERS = frozenset({"and", "but", "also", "then", "later"})
NOT_AN_ACT = frozenset({"with", "from", "without", "of", "for"})
OPENERS = frozenset({"in", "during", "on", "at", "via"})


def clause_extent(tree: Tree, verb: int, first: int, last: int) -> Range:
    """The extent of a content clause that the parser bounds by `first` and `last`, governed by `verb`.

    A leading "that" is left out; what hangs on the verb after the clause is mostly part of it; a quotation that begins
    inside is taken whole; the speaker's next act, a late cue, or the occasion of speaking ends it.
    """
    high = tree.sentence_of(verb)[1]
    first = _skip_lead(tree, first, min(last, high))
    first, last = extend_to_quote(tree, first, last)
    while last < high and tree.quote[last] >= 0 and tree.quote_tokens[tree.quote[last]][0] == last:
        last = tree.quote_tokens[tree.quote[last]][1]  # a quotation that stands next to it belongs to it
    if last < high:
        last = _stretch(tree, verb, first, last, high)
    if last < high and _goes_on(tree, verb, first, last):
        last = high
    last = cut(tree, verb, first, last)
    if (
        last + 1 < high
        and tree.word[last] == ":"
        and tree.quote[last + 1] >= 0
        and tree.quote_tokens[tree.quote[last + 1]][0] == last + 1
    ):
        last = tree.quote_tokens[tree.quote[last + 1]][1]  # "…: “…”": the words themselves
    return extend_to_quote(tree, *strip(tree, first, last))


def _goes_on(tree: Tree, verb: int, first: int, last: int) -> bool:
    """Whether the sentence cannot end its content here: cut off behind its subject, behind what leads in, or in a headline."""
    if tree.title[tree.paragraph[verb]]:
        return True  # in a headline every word after the verb is what it tells
    if tree.word[last - 1] in CLOSERS and tree.quote[last - 1] >= 0 and last - 2 > first and tree.word[last - 2] == ",":
        return True  # a quotation that ends with a comma
    comma = tree.comma[last] or tree.comma[last - 1]
    if not any(tree.finite[i] for i in range(first, last)):
        return tree.finite[last] or (comma and tree.word[first - 1] == "that")
    alone = not any(tree.comma[i] for i in range(first, last - 1))
    return comma and alone and tree.word[first] in SUBORDINATORS  # only the clause that leads in: the main one follows


def _skip_lead(tree: Tree, first: int, last: int) -> int:
    """Past commas, "that", and what stands between the verb and a "that" ("said on Monday that")."""
    while first < last and (tree.comma[first] or tree.space[first]):
        first += 1
    if first >= last:
        return first
    if tree.word[first] in TIME_WORDS or tree.tag[first] in {"RB", "IN"}:
        for i in range(first, min(first + 8, last)):
            if tree.word[i] == "that" and tree.tag[i] == "IN":
                return i + 1
            if tree.tag[i].startswith("V") or tree.tag[i] in {"MD", "PRP"}:
                break
    if tree.word[first] == "that" and (
        tree.tag[first] in {"IN", "SCONJ"}
        or not tree.tag[first + 1].startswith(("V", "MD", "NN"))
        or _many(tree, first + 1, last)
    ):
        first += 1
    while first + 1 < last and (
        tree.word[first] in DAYS
        or (tree.word[first] in {"last", "this", "earlier"} and tree.word[first + 1] in TIME_WORDS)
    ):
        first += 1 if tree.word[first] in DAYS else 2
        first += first < last and tree.word[first] == "that"
    return first


def _many(tree: Tree, first: int, last: int) -> bool:
    """Whether a name or a plural follows, so that the "that" before it cannot be its article."""
    end = first
    while end + 1 < last and tree.tag[end + 1].startswith("NN"):
        end += 1
    return tree.tag[first].startswith("NNP") or tree.tag[end] == "NNS"


def _stretch(tree: Tree, verb: int, first: int, last: int, high: int) -> int:
    """Go on to the sentence's end where what follows the clause is an adjunct and not the speaker's next act."""
    above = {verb}
    while tree.dep[verb] == "conj" and tree.head[verb] < verb and tree.head[verb] not in above:
        verb = tree.head[verb]  # an adjunct at the end may hang on the first of several verbs
        above.add(verb)
    i = last
    while i < high:
        if tree.space[i] or tree.word[i] in CLOSERS:
            i += 1
            continue
        if tree.comma[i] and tree.word[i + 1 : i + 3] in (["and", "that"], ["but", "that"]):
            return high  # a second content clause
        top = i
        while tree.head[top] != top and tree.head[top] not in above and not first <= tree.head[top] < last:
            top = tree.head[top]
        inside = first <= tree.head[top] < last
        if tree.word[i] in TERMINAL or top in above or not (inside or tree.head[top] in above):
            return last
        if not inside and _next_act(tree, tree.head[top], top, i):
            return last
        i = last = max(i + 1, min(tree.right[top] + 1, high))
    return high


def _next_act(tree: Tree, verb: int, top: int, i: int) -> bool:
    """Whether a dependent of the verb after its clause is the speaker's next act rather than part of the content."""
    if tree.word[i] == ";":
        return True
    if (
        tree.dep[top] == "advcl" and tree.tag[top] == "VBG"
    ):  # ", adding …", and not ", with orders falling", ", from watching …"
        return (tree.comma[i] or tree.comma[i - 1]) and not NOT_AN_ACT & set(tree.word[i : i + 2])
    if tree.dep[top] not in {"conj", "parataxis", "cc"} or tree.word[i] == ":":
        return False
    if any(tree.dep[k] == "mark" and tree.word[k] in {"that", "so"} for k in tree.kids[top]):
        return False
    words = tree.word[i : i + 3]
    if "that" in words and words[0] in {"and", "but", ","}:
        return False  # "and that …": a second content clause
    helper = next((k for k in tree.kids[top] if tree.finite[k]), None)
    own = any(tree.dep[k] in ALL_SUBJECTS for k in tree.kids[top])
    if helper is not None and not own and tree.finite[verb] and tree.tag[helper] != tree.tag[verb]:
        return False  # "said it had complied and would appeal": told, too
    if own or is_saying(tree.word[top]):
        return True
    return tree.tag[top] == tree.tag[verb] and not any(tree.finite[k] for k in tree.kids[top])


def cut(tree: Tree, verb: int, first: int, last: int) -> int:
    """End the content before a late cue (", adding that"), the next voice (", but he warned"), or the occasion of the saying."""
    for i in range(first + 2, last - 1):
        if tree.quote[i] >= 0:
            continue
        if tree.comma[i] and i > first + 2 and _leaves_content(tree, verb, first, i, last):
            return i
        if tree.word[i] == "but" and _stays_silent(tree, i + 1, last):
            return i
        if tree.word[i] in {"and", "but"} and tree.word[i + 1] != "that":
            act = next((j for j in (i + 1, i + 2) if tree.head[j] == verb and tree.dep[j] == "conj"), None)
            told = act is not None and any(tree.tag[k] == "MD" for k in tree.kids[act]) and tree.tag[verb] != "MD"
            if act is not None and not told and tree.is_verb(act) and is_saying(tree.word[act]):
                return i
    for i in range(max(first + 3, last - 8), last):
        opens = tree.word[i] in OPENERS and tree.quote[i] < 0 and tree.word[i + 1] in {"a", "an", "twitter", "facebook"}
        if opens and any(tree.word[j] in OCCASIONS for j in range(i + 1, min(last, i + 5))):
            return i
    return last


def _stays_silent(tree: Tree, i: int, last: int) -> bool:
    """Whether a refusal follows: "confirmed the talks but would not comment further", "… but declined to say why"."""
    if tree.word[i] in REFUSALS:
        return True
    said = tree.word[i + 2 : min(i + 4, last)]
    return tree.word[i] in {"would", "did", "could"} and tree.word[i + 1] in NEGATIONS and bool(SPEAKING & set(said))


def _leaves_content(tree: Tree, verb: int, first: int, comma: int, last: int) -> bool:
    """Whether what follows a comma is no longer told: a late cue, a result, the outlet's reason, another voice."""
    word = tree.word[comma + 1]
    if word in LATE_CUES | RESULTS | LATE_VERBS or tree.word[comma + 1 : comma + 3] == ["even", "as"]:
        return True
    if word in {"a", "an", "the", "something"} and SUMMING & set(tree.word[comma + 1 : comma + 5]):
        return any(tree.finite[i] for i in range(first, comma))  # ", an increase of a third": the outlet sums up
    if word == "as" and any(tree.finite[i] for i in range(first, comma)):  # ", as it is seen as …"
        subject = comma + 2 < last and tree.tag[comma + 2].startswith(("PRP", "DT", "NN"))
        return subject and _has_verb(tree, comma + 2, last)
    return word in JOINING and _next_voice(tree, verb, comma + 2, last)


def _has_verb(tree: Tree, first: int, last: int) -> bool:
    """Whether a finite verb follows before the next comma."""
    for i in range(first, last):
        if tree.comma[i]:
            return False
        if tree.finite[i]:
            return True
    return False


def _next_voice(tree: Tree, verb: int, first: int, last: int) -> bool:
    """Whether a clause that begins here tells of a new act of saying in the tense of the first."""
    verbs = load()[0]
    tenses = {tree.tag[verb]} | ({"VBD", "VBZ", "VBP"} if tree.tag[verb] == "VBN" else set())
    for i in range(first, min(first + 12, last)):
        if tree.comma[i] or tree.quote[i] >= 0:
            return False
        if tree.finite[i]:
            return (
                i > first
                and tree.tag[i] in tenses
                and tree.word[i] in verbs
                and "clause" in verbs[tree.word[i]][0].frames
            )
    return False


def shared_verbs(tree: Tree, verbs: list[int]) -> dict[int, int]:
    """Verbs of saying that the parser coordinates with the content, but that share the speaker: their true heads.

    "She said the port was closed and added that …": "added" hangs on "said", not on "closed".
    """
    known, heads = set(verbs), {}
    for verb in verbs:
        up = tree.head[verb]
        late = tree.tag[verb] == "VBG" and tree.word[verb] in LATE_VERBS and verb > 0 and tree.comma[verb - 1]
        joined = (
            tree.tag[verb] in {"VBD", "VBZ", "VBP", "VBN", "VB"}
            and tree.dep[verb] == "conj"
            and tree.word[tree.before(verb)] in JOINERS
        )
        if not (late or joined) or any(tree.dep[k] in ALL_SUBJECTS for k in tree.kids[verb]):
            continue
        above = []
        for _ in range(8):
            above += [up] if up in known and tree.finite[up] else []
            if tree.head[up] == up or (above and (joined or tree.dep[up] == "parataxis")):
                break
            up = tree.head[up]
        tenses = {tree.tag[above[-1]], tree.tag[verb]} if above else set()
        if above and (late or len(tenses) == 1 or tenses in ({"VBD", "VBN"}, {"VBP", "VB"})):
            heads[verb] = above[-1]
    return heads
