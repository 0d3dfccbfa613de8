"""Verbs of saying that the tagger took for something else: found by what stands around them, with who says it."""

from __future__ import annotations

from helpers.annotate.cues import load, voices, words
from helpers.annotate.phrases import BE, HAVE, Range, noun_phrase, strip, verb_group
from helpers.annotate.tree import ALL_SUBJECTS, AUXILIARIES, CLOSERS, RELATIVES, SUBJECTS, TERMINAL, Tree
from helpers.annotate.voices import without_occasion

LIGHT = words("light_verb")
PAST_OR_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
KNOWING = frozenset({"know", "hear", "see", "read", "learn", "understand", "discuss"})
ALONE = frozenset({"another", "others", "some", "many", "several", "one"})
AT_THE_END = 8  # tokens from a verb of saying that ends its sentence: "said late on Tuesday night."
AFTER_VERB = frozenset({"that", "what", "why", "how", "whether"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ON_NOUNS = RELATIVES | {"acl", "ccomp"}
LEADS_NOUN = NOUNS | {"DT", "PRP$", "JJ", "CD"}
NO_VOICE = frozenset({"VBG", "VBN", "VBD", "TO"})
LONG_VOICE = 30  # tokens between the mark that ends a quotation and the verb of its tag
SAYS_NOT = frozenset({"IN", "DT", "JJ", "JJR", "JJS", "PRP$", "POS", "TO", "MD", "CD", "WDT", "HYPH"})


def mend(tree: Tree) -> None:
    """Give back their tag to verbs of saying that were taken for nouns or participles, and note who says it.

    "Some residents suspect that …", "…, the Statistical Office reports.", "“…,” Captain Orel, 54, snapped at us."
    Fills ``tree.voice``: for such a verb the head of who says it and the noun phrase.
    """
    _plain_misreadings(tree)
    _cut_names(tree)
    _past_relatives(tree)
    _drawn_in(tree)
    _between_nouns(tree)
    _beside_speech(tree)
    _at_the_end(tree)
    _between_commas(tree)
    _loose_participles(tree)
    verbs = load()[0]
    for i, word in enumerate(tree.word):
        entries = verbs.get(word)
        if entries is None or tree.quote[i] >= 0 or tree.finite[i] or i == 0 or i + 1 >= tree.n:
            continue
        frames, tag = entries[-1].frames, tree.tag[i]
        if _follows_speech(tree, i) and "quote" in frames and word.endswith("ed"):
            tree.tag[i], tree.finite[i], tree.dep[i] = "VBD", True, "ROOT"  # "“…,” moaned the clerk"
        elif tag in {"NN", "NNS", "NNP"} and tree.form[i].islower():
            _from_noun(tree, i, frames)
        elif tag in {"VBN", "VB"} and not any(
            tree.word[k] in BE | HAVE or tree.tag[k] in {"MD", "TO"} for k in tree.kids[i]
        ):
            _from_participle(tree, i, frames)


def _plain_misreadings(tree: Tree) -> None:
    """A think tank does not think; and nobody is called upon by name outside quotation marks: "Orel, in his reply, spoke of …"."""
    for i, word in enumerate(tree.word):
        if word in {"tank", "tanks"} and i and tree.word[i - 1] == "think":
            tree.tag[i - 1], tree.finite[i - 1], tree.dep[i - 1] = "NN", False, "compound"
        verb = tree.head[i]
        if tree.dep[i] == "vocative" and tree.tag[i] in NOUNS and i < verb and tree.quote[i] < 0 and tree.finite[verb]:
            own = any(tree.dep[k] in ALL_SUBJECTS and k < verb for k in tree.kids[verb])
            tree.dep[i] = "vocative" if own else "nsubj"


def _cut_names(tree: Tree) -> None:
    """Join a subject that the parser cut inside a name, so that the first half hangs on nothing: "analyst Ana | Kovak told"."""
    heads = {}
    for i in range(1, tree.n):
        last = i - 1
        if tree.tag[i] != "NNP" or tree.tag[last] != "NNP" or tree.dep[i] not in SUBJECTS or tree.left[i] < i:
            continue
        top = last if tree.dep[last] == "ROOT" else tree.head[last]
        if tree.dep[top] == "ROOT" and tree.tag[top] in NOUNS and tree.sentence[top] == tree.sentence[i]:
            tree.dep[top], tree.dep[i] = tree.dep[i], "flat"
            heads |= {top: tree.head[i], i: top}
    tree.rehang(heads)


def _drawn_in(tree: Tree) -> None:
    """Free the main verb that the parser drew into a clause on its subject: "colleagues who asked questions were moved"."""
    heads = {}
    for noun, dep in enumerate(tree.dep):
        if dep != "ROOT" or tree.tag[noun] not in NOUNS or tree.title[tree.paragraph[noun]]:
            continue
        low, high = tree.sentence_of(noun)
        clause = next(
            (k for k in tree.kids[noun] if k > noun and tree.dep[k] in ON_NOUNS and not tree.comma[k - 1]), noun
        )
        main = max((k for k in tree.kids[clause] if _lacks_place(tree, clause, k)), default=noun)
        if main == noun or tree.word[high - 1] not in TERMINAL:
            continue
        if any(tree.finite[j] for j in range(low, high) if not tree.left[clause] <= j <= tree.right[clause]):
            continue
        for k in tree.kids[main]:
            if k < main and tree.dep[k] in ALL_SUBJECTS:
                heads[k], tree.dep[k] = clause, "obj"
        heads |= {main: main, noun: main}
        tree.dep[main], tree.dep[noun] = "ROOT", "nsubj"
    tree.rehang(heads)


def _lacks_place(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a finite verb in a clause on a noun is no clause of its own: no word opens it, its subject is the object before."""
    finite = tree.finite[verb] or any(tree.finite[k] for k in tree.kids[verb])
    if verb < clause or not finite or tree.dep[verb] not in {"ccomp", "advcl", "parataxis", "xcomp"}:
        return False
    own = [k for k in tree.kids[verb] if k < verb and tree.dep[k] in ALL_SUBJECTS]
    opened = any(k < verb and (tree.dep[k] == "mark" or tree.tag[k][0] in "W,") for k in tree.kids[verb])
    borrowed = tree.dep[clause] in RELATIVES and all(tree.tag[k] in NOUNS and tree.left[k] == clause + 1 for k in own)
    return not opened and (not own or borrowed) and not tree.comma[tree.left[verb] - 1]


def _past_relatives(tree: Tree) -> None:
    """Free the verbs of saying that the parser drew into the relative clause before them."""
    main = {}
    for i, word in enumerate(tree.word):
        if word in load()[0] and tree.quote[i] < 0 and tree.tag[i] in PAST_OR_FINITE:
            voice = _told_past_relative(tree, i)
            if voice is not None:
                main[i], tree.voice[i] = i, voice
                tree.finite[i] = True
                tree.naming |= {j for j in range(*voice[1]) if tree.is_verb(j)}
    tree.rehang(main)


def _between_nouns(tree: Tree) -> None:
    """Free the verbs that the parser took for an adjective of their own object: "her office confirmed receipt of …"."""
    verbs, heads = load()[0], {}
    for i, word in enumerate(tree.word):
        if (word not in verbs and word not in LIGHT) or tree.tag[i] != "VBN" or tree.dep[i] != "amod":
            continue
        obj, who = tree.head[i], i - 1
        first = _clause_opener(tree, i)
        if obj < i or first is None or tree.quote[i] >= 0:
            continue
        tree.tag[i], tree.finite[i], tree.dep[i], tree.dep[obj] = "VBD", True, "ROOT", "obj"
        heads |= {j: who for j in range(first, who)} | {who: i, obj: i, i: i}
        tree.dep[who] = "nsubj"
    tree.rehang(heads)


def _beside_speech(tree: Tree) -> None:
    """Give a tag its voice where the parser mixed it with the words before: "“…,” Ann Lee (R-Ohio), a lawyer, said"."""
    verbs = load()[0]
    for i, word in enumerate(tree.word):
        if word not in verbs or "quote" not in verbs[word][-1].frames or not tree.finite[i] or tree.quote[i] >= 0:
            continue
        low, last = tree.sentence_of(i)[0], verb_group(tree, i)
        end = next((j for j in range(i - 1, max(low, i - LONG_VOICE) - 1, -1) if tree.quote[j] >= 0), None)
        if end is None or tree.quote_tokens[tree.quote[end]][1] != end + 1 or tree.word[end - 1] not in {",", "?", "!"}:
            continue
        opens = tree.quote_tokens[tree.quote[end]][0] <= low
        if not opens and not any(tree.finite[j] for j in range(low, end)):
            continue  # "On the programme “Today,” the mayor said": the quotation names something
        for k in tree.kids[i]:
            if k <= end and tree.dep[k] in ALL_SUBJECTS:
                tree.dep[k] = "dep"  # a word of what is said: the speaker stands behind the mark
        first, stop = strip(tree, end + 1, last)
        who = next((j for j in range(first, stop) if tree.tag[j] in NOUNS and tree.tag[j + 1] not in NOUNS), None)
        if who is None or i in tree.voice or tree.tag[first] not in LEADS_NOUN:
            continue
        if tree.head[who] == i and tree.dep[who] in ALL_SUBJECTS:
            continue
        if who + 1 < stop and tree.tag[who + 1] in NO_VOICE:
            continue
        relative = next((j for j in range(who, stop) if tree.tag[j] in {"WP", "WDT", "WP$"}), stop)
        if not any(tree.finite[j] or tree.tag[j] == "MD" for j in range(first, relative)):
            tree.voice[i] = who, strip(tree, *without_occasion(tree, who, first, stop))


def _at_the_end(tree: Tree) -> None:
    """Free the tag of a sentence whose voice the parser hung on what is told: "…, a source familiar with the matter said."."""
    verbs, heads = load()[0], {}
    for i, word in enumerate(tree.word):
        if word not in verbs or "quote" not in verbs[word][-1].frames or not tree.finite[i] or tree.quote[i] >= 0:
            continue
        low, high = tree.sentence_of(i)
        if high - i > AT_THE_END or any(tree.dep[k] in ALL_SUBJECTS for k in tree.kids[i]):
            continue
        first = next((j + 1 for j in range(i - 1, low, -1) if tree.comma[j]), low)
        who = next((j for j in range(first, i) if tree.tag[j] in NOUNS and tree.tag[j + 1] not in NOUNS), i)
        if first == low or who == i or tree.tag[first] not in NOUNS | {"DT", "PRP$", "JJ", "CD"}:
            continue
        named = tree.word[who] in voices() or tree.tag[who] == "NNP"
        told = any(tree.finite[j] for j in range(low, first))
        alone = not any(tree.finite[j] or tree.tag[j] in {"CC", "WP", "WDT"} for j in range(first, high) if j != i)
        if named and told and alone:
            phrase = first, max(who + 1, verb_group(tree, i))
            tree.voice[i], tree.dep[i], tree.dep[who] = (who, phrase), "ROOT", "nsubj"
            heads |= {i: i, who: i}
    tree.rehang(heads)


def _between_commas(tree: Tree) -> None:
    """Give its voice to a tag that parts a subject from its verb: "Orel, this clerk asserted, had been misquoted"."""
    verbs, heads = load()[0], {}
    for i, word in enumerate(tree.word):
        if word not in verbs or "quote" not in verbs[word][-1].frames or tree.tag[i] not in {"VBN", "VBD"}:
            continue
        low, high = tree.sentence_of(i)
        if not low < i < high - 2 or not tree.comma[i + 1] or not tree.finite[i + 2] or tree.quote[i] >= 0:
            continue
        first = i
        while first > low and tree.tag[first - 1] in NOUNS | {"DT", "PRP$", "JJ", "POS"}:
            first -= 1
        named = tree.word[i - 1] in voices() or tree.tag[i - 1] in {"NNP", "NNPS"}
        if named and low + 1 < first < i and tree.comma[first - 1] and tree.tag[first - 2] in NOUNS:
            tree.tag[i], tree.finite[i], tree.dep[i] = "VBD", True, "ROOT"
            tree.voice[i], tree.dep[i - 1] = (i - 1, (first, i)), "nsubj"
            heads |= {i: i, i - 1: i}
    tree.rehang(heads)


def _clause_opener(tree: Tree, i: int) -> int | None:
    """Where the noun phrase begins that ends before a word and opens its clause, if that clause has no finite verb yet."""
    low, high = tree.sentence_of(i)
    first = i
    while first > low and tree.tag[first - 1] in NOUNS | {"DT", "PRP$", "JJ", "POS"}:
        first -= 1
    named = tree.word[i - 1] in voices() or tree.tag[i - 1] in {"NNP", "NNPS"}
    if not named or first == i or not (first == low or tree.comma[first - 1]):
        return None
    stop = next((j for j in range(i, high) if tree.comma[j] or tree.tag[j] in {"CC", "WDT", "WP"}), high)
    return None if any(tree.finite[j] and tree.quote[j] < 0 for j in range(low, stop)) else first


def _loose_participles(tree: Tree) -> None:
    """Hang a participle between a comma and "that" on the clause before it: ", acknowledging that much of it is new"."""
    verbs, heads = load()[0], {}
    for i in range(1, tree.n - 1):
        if tree.word[i + 1] != "that" or tree.tag[i] != "VBG" or not tree.comma[i - 1] or tree.word[i] not in verbs:
            continue
        if tree.dep[i] not in SUBJECTS or tree.quote[i] >= 0:
            continue
        above = next((j for j in range(i - 2, tree.sentence_of(i)[0] - 1, -1) if tree.finite[j]), None)
        if above is not None:
            heads[i] = tree.head[above] if tree.dep[above] in AUXILIARIES else above
            tree.dep[i] = "advcl"
    tree.rehang(heads)


def _from_noun(tree: Tree, i: int, frames: frozenset[str]) -> None:
    """A form that the tagger took for a noun: "some suspect that …", "…, the office reports."."""
    word, tag, voice = tree.word[i], tree.tag[i], None
    bare = word not in load()[1] and tag == "NN" and tree.tag[i + 1] in {"DT", "PRP", "NNP", "PRP$"}
    if "clause" in frames and (tree.word[i + 1] in AFTER_VERB or bare):
        voice = _before_clause(tree, i)
    elif tag != "NN" and ("quote" in frames or word == "shows"):
        voice = _in_tag(tree, i)
    if voice is not None:
        tree.tag[i], tree.finite[i], tree.voice[i] = "VBZ" if word.endswith("s") else "VBP", True, voice


def _from_participle(tree: Tree, i: int, frames: frozenset[str]) -> None:
    """A past tense that the tagger took for a participle: behind a quotation, with a subject, as the only verb."""
    past = tree.tag[i] == "VBN"
    voice = _after_quotation(tree, i) if past and "quote" in frames else None
    subject = any(tree.dep[k] in ALL_SUBJECTS and k < i and tree.tag[k] != "PRP" for k in tree.kids[i])
    only = past and _only_verb(tree, i, frames)
    related = past and tree.dep[i] in RELATIVES | {"acl"} and _has_own_subject(tree, i)
    if voice is None and not (tree.dep[i] == "ROOT" and subject) and not only and not related:
        return
    tree.dep[i] = "acl:relcl" if related else tree.dep[i]
    tree.tag[i], tree.finite[i] = "VBD" if past else "VBP", True
    if voice is None and only and tree.dep[i] == "acl" and not tree.comma[i - 1]:
        voice = tree.head[i], noun_phrase(tree, tree.head[i])
    if voice is not None:
        tree.voice[i] = voice


def _has_own_subject(tree: Tree, i: int) -> bool:
    """Whether "that" or "which" and a subject stand before a participle: "a move that Orel promptly condemned as …"."""
    who = tree.before(verb_group(tree, i))
    own = who > 0 and tree.head[who] == i and tree.dep[who] in SUBJECTS
    return own and tree.word[tree.before(noun_phrase(tree, who)[0])] in {"that", "which"}


def _only_verb(tree: Tree, i: int, frames: frozenset[str]) -> bool:
    """Whether a participle must be the verb of its sentence: "a group of doctors in 2015 called for a ban"."""
    low, high = tree.sentence_of(i)
    that = next((j for j in range(i + 1, min(i + 4, high)) if tree.word[j] == "that"), None)
    if that is not None and tree.word[i - 1] in voices() and "clause" in frames and "hearer" not in frames:
        return True  # "after aides insisted in June that …"
    aside = tree.comma[i - 1] and tree.word[high - 1] in TERMINAL | CLOSERS and i > low + 3 and tree.word[i + 1] != "by"
    clause = next((j for j in range(i, high) if tree.word[j] == "that"), high)
    if aside and not any(tree.finite[j] and tree.quote[j] < 0 for j in range(low, clause)):
        return True  # "Ann Lee, an adviser to the mayor, called the remarks a disgrace."
    above = tree.dep[i] == "acl" or (tree.dep[i] == "amod" and tree.tag[i - 1].startswith("N"))
    top = tree.dep[i] == "ROOT" or (above and tree.dep[tree.head[i]] == "ROOT")
    if not top or tree.word[high - 1] not in TERMINAL or tree.tag[low] not in NOUNS | {"DT", "PRP$", "JJ", "IN", "CD"}:
        return False
    that = next((j for j in range(i + 1, min(i + 9, high)) if tree.word[j] == "that"), None)
    leads = tree.word[i + 1] in frames | set(load()[1]) or that is not None
    return leads and not any(tree.finite[j] for j in range(low, that or high))


def _follows_speech(tree: Tree, i: int) -> bool:
    """Whether a word stands between the comma and mark that end a quotation and a name or noun."""
    k, last = tree.quote[i - 1], tree.tag[i + 1]
    closed = k >= 0 and tree.quote_tokens[k][1] == i and tree.word[i - 2] in {",", "?", "!"}
    return closed and i > 2 and (last.startswith("N") or last in {"DT", "PRP$", "JJ", "CD"})


def _told_past_relative(tree: Tree, i: int) -> tuple[int, Range] | None:
    """Who says it where the parser drew the verb into the relative clause before it: "people who know the matter said …"."""
    low, last = tree.sentence_of(i)
    who = next((j for j in range(i - 2, low, -1) if tree.tag[j] in {"WP", "WDT"} or tree.comma[j]), low)
    if last - i <= AT_THE_END and not any(
        tree.finite[j] for j in range(i + 1, last)
    ):  # "…, a source who knows the matter said."
        low = next((j for j in range(who - 1, low, -1) if tree.comma[j]), low)
    if who == low or tree.word[who] not in {"who", "that"} or tree.dep[i] in RELATIVES:
        return None
    if tree.dep[i] == "ROOT" and sum(tree.dep[k] in ALL_SUBJECTS and k < i for k in tree.kids[i]) < 2:
        return None
    if not tree.tag[who - 1].startswith(("NN", "CD")) or any(tree.finite[j] for j in range(low, who)):
        return None
    inner = next((j for j in range(who + 1, i) if tree.finite[j]), i)
    entry = load()[0].get(tree.word[inner])
    tells = entry is not None and entry[-1].frames & {"clause"} and entry[-1].cue not in KNOWING
    before = tree.before(verb_group(tree, i))
    if (
        inner >= before
        or tells
        or not tree.tag[before].startswith(("N", "VB", "RB", "CD"))
        or tree.word[before] in BE | HAVE
    ):
        return None
    if any(tree.word[j] in AFTER_VERB or tree.quote[j] >= 0 for j in range(inner, i)):
        return None
    head = who - 1
    first = noun_phrase(tree, head)[0]
    return head, (first, before + 1)


def _before_clause(tree: Tree, i: int) -> tuple[int, Range] | None:
    """Who stands before a noun that "that" follows, where the sentence has no verb but this one."""
    low = tree.sentence_of(i)[0]
    low = next((j + 1 for j in range(i - 1, low, -1) if tree.word[j] == ";"), low)
    if i == low + 1 and tree.word[low] in ALONE:
        tree.dep[i] = "ROOT"
        return low, (low, i)  # "…; another recalled that …"
    if i == low or tree.tag[i - 1] in SAYS_NOT or tree.tag[i - 1].startswith("V"):
        return None
    relative = False
    for j in range(low, i):
        relative = relative or tree.tag[j] in {"WP", "WDT", "WP$"}
        if (tree.finite[j] and not relative) or tree.word[j] in {"and", "or", "as", "than"}:
            return None
    own = next((k for k in tree.kids[i] if tree.dep[k] in ALL_SUBJECTS and k < i), None)
    if own is not None:
        return own, noun_phrase(tree, own)
    first = _phrase_start(tree, low, i)
    if first is None:
        return None
    head = _first_head(tree, first, i)
    if not tree.tag[head].startswith("N") or (not tree.word[i].endswith("s") and tree.tag[head] not in {"NNS", "NNPS"}):
        return None
    return (head, strip(tree, first, i)) if tree.word[i].endswith("s") == (tree.tag[head] not in {"NNS"}) else None


def _phrase_start(tree: Tree, low: int, i: int) -> int | None:
    """Where the noun phrase begins that leads from the sentence's start, or a phrase and a comma, to the verb."""
    comma = next((j for j in range(low, i) if tree.comma[j]), None)
    first = comma + 1 if comma is not None and tree.tag[low] in {"IN", "RB", "VBG"} else low
    while first < i and (tree.tag[first] in {"RB", "CC"} or tree.space[first]):
        first += 1
    return first if first < i and tree.tag[first] in NOUNS | {"DT", "PRP$", "JJ", "CD", "NNP"} else None


def _first_head(tree: Tree, first: int, i: int) -> int:
    """The last noun before a preposition, a comma or the verb."""
    head = first
    for j in range(first, i):
        if tree.tag[j] == "IN" or tree.comma[j]:
            break
        head = j
    return head


def _in_tag(tree: Tree, i: int) -> tuple[int, Range] | None:
    """Who stands in a tag at the end of a sentence or inside it: "…, the Statistical Office reports."""
    if tree.word[i + 1] not in TERMINAL | {",", ":"} or tree.tag[i - 1] not in {"NNP", "NN", "NNPS"}:
        return None
    low = tree.sentence_of(i)[0]
    first = i - 1
    while (
        first > low and tree.tag[first - 1] in NOUNS | {"DT", "JJ", "PRP$", "VBN", "POS"} and tree.quote[first - 1] < 0
    ):
        first -= 1
    if first <= low or not tree.comma[first - 1] or tree.tag[first] not in {"NNP", "DT", "PRP$", "NN"}:
        return None
    named = tree.tag[i - 1] == "NNP"
    told = any(tree.finite[j] for j in range(low, first)) and tree.word[low] not in {"as", "if", "when"}
    leads = tree.word[low] in {"if", "when"} or tree.tag[low] == "IN"  # "By noon, the log shows, …"
    fronted = leads and tree.word[i + 1] == "," and (named or tree.word[i - 1] in voices())
    later = any(tree.finite[j] for j in range(i + 2, min(i + 14, tree.sentence_of(i)[1])))
    if not (told or (fronted and later)) or not (named or tree.tag[first] != "NN"):
        return None
    return i - 1, (first, i)


def _after_quotation(tree: Tree, i: int) -> tuple[int, Range] | None:
    """Who stands between a quotation and a participle that must be the verb, since the sentence has no other."""
    low, high = tree.sentence_of(i)
    end = next((j for j in range(i - 1, max(low, i - 12) - 1, -1) if tree.quote[j] >= 0), None)
    if end is None or end + 1 >= i or tree.word[end - 1] not in {",", "?", "!"} or tree.word[i + 1] == "by":
        return None
    first = end + 1
    if tree.tag[first] not in NOUNS | {"DT", "PRP$", "PRP", "JJ"}:
        return None
    for j in range(first, high):
        if j != i and (tree.finite[j] or tree.tag[j] in {"WP", "WDT"}):
            return None
        if j > i and (tree.quote[j] >= 0 or tree.comma[j]):
            break
    stop = next((j for j in range(first, i) if tree.comma[j]), i)
    return stop - 1, (first, stop)
