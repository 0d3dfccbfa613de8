"""Where the phrases of an attribution begin and end: the voice, the verb with its helpers, the content."""

from __future__ import annotations

from helpers.annotate.cues import words
from helpers.annotate.tree import (
    ALL_SUBJECTS,
    AUXILIARIES,
    CLOSERS,
    OBJECTS,
    OPEN_CLAUSES,
    PASSIVE_AUX,
    PASSIVE_SUBJECTS,
    RELATIVES,
    TERMINAL,
    Tree,
)

Range = tuple[int, int]  # tokens, the second not included

ASIDES = RELATIVES | {
    "acl",
    "appos",
    "parataxis",
    "advcl",
    "punct",
    "advmod",
    "discourse",
    "dep",
    "obl",
    "ccomp",
    "nmod",
}
NAME_TAGS = frozenset({"NNP", "NNPS"})
NOT_BEFORE_HEAD = frozenset({"IN", "TO", "WP", "WDT", "WRB"})
GOVERNED = OPEN_CLAUSES | {"conj", "parataxis", "ccomp"}
RELATIVE_WORDS = frozenset({"that", "which"})
BE = frozenset({"is", "are", "was", "were", "been", "being", "be", "’s", "'s"})
HAVE = frozenset({"has", "have", "had", "having", "’ve", "'ve", "’d", "'d"})
QUOTING = frozenset({"quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"})
TEXTS = words("text")
ISSUING = words("issuing")
TIME_WORDS = words("time")
OCCASIONS = words("occasion")
SPEAKING_ADVERBS = words("link")


def noun_phrase(tree: Tree, head: int, *, asides: bool = False) -> Range:
    """The noun phrase around a head word: its subtree without what commas set off, within sentence and quotation.

    `asides` keeps appositions, relative clauses and what else commas set off after the head.
    """
    low, high = tree.sentence_of(head)
    first = _phrase_start(tree, head, low)
    last = _phrase_end(tree, head, min(tree.right[head] + 1, high), asides)
    while last < high and tree.tag[last] in NAME_TAGS and tree.tag[last - 1] in NAME_TAGS:
        last += 1  # a name that the parser broke
    if last + 1 < high and _is_hyphen(tree, last) and tree.tag[last + 1] in NAME_TAGS:
        last += 2  # "Crouse-Mays"
    if first - 2 >= low and _is_hyphen(tree, first - 1):
        first -= 2
        while first > low and tree.tag[first - 1] in NAME_TAGS:
            first -= 1
    while (
        first > low and tree.tag[first - 1] in NAME_TAGS and tree.form[first][0].isupper() and tree.tag[first][0] == "N"
    ):
        first -= 1
    if first < head and tree.dep[first] == "ROOT" and tree.tag[first] in NAME_TAGS:
        first = _phrase_start(tree, first, low)  # a name that the parser broke over two sentences, with what leads it
    if tree.word[first] in {"last", "this", "next"} and tree.word[first + 1] in TIME_WORDS and first + 2 <= head:
        first += 2  # "last month the mayor (said)"
    if first > low and _is_hyphen(tree, first):
        first -= 1  # "dad-of-two"
    if first - 2 >= low and tree.tag[first - 1] == "CC" and tree.tag[first - 2].startswith("JJ"):
        first -= 2  # "current and former officials"
    return strip(tree, first, last)


def _is_hyphen(tree: Tree, i: int) -> bool:
    """Whether a token joins the words on both sides."""
    return tree.word[i] == "-" and not tree.comma[i]


def _phrase_start(tree: Tree, head: int, low: int) -> int:
    """Back from the head to where something else than a noun phrase stands."""
    first = max(tree.left[head], low)
    for i in range(head - 1, first - 1, -1):
        adjectives = tree.comma[i] and tree.tag[i - 1].startswith("JJ") and tree.tag[i + 1].startswith("JJ")
        k = tree.quote[i]
        other_quote = k >= 0 and k != tree.quote[head] and tree.quote_tokens[k][0] < first
        border = (tree.comma[i] and not adjectives) or tree.word[i] == ":" or other_quote
        joined = tree.word[i - 1] == "-" and not tree.comma[i - 1]  # "dad-of-two"
        if border or (tree.tag[i] in NOT_BEFORE_HEAD and not joined) or tree.finite[i]:
            first = i + 1
            break
    loose = CLOSERS - {"“", '"', "``"}
    k = tree.quote[first]
    if k >= 0 and tree.quote[head] < 0 and tree.quote_tokens[k][0] < first and tree.quote_tokens[k][1] <= head:
        first = tree.quote_tokens[k][1]  # a mark that closes the quotation before
    while first < head and (tree.word[first] in SPEAKING_ADVERBS or tree.space[first] or tree.word[first] in loose):
        first += 1
    return first


def _phrase_end(tree: Tree, head: int, last: int, asides: bool) -> int:
    """On from the head to an aside, another quotation, a finite verb or a time."""
    if not asides:
        for kid in tree.kids[head]:
            if head < kid < last and tree.dep[kid] in ASIDES:
                edge = max(tree.left[kid], head + 1)
                if tree.comma[edge] or tree.comma[edge - 1] or (tree.dep[kid] == "punct" and tree.comma[kid]):
                    last = min(last, edge)
    relative = False
    for i in range(head + 1, last):
        relative = relative or tree.tag[i] in {"WP", "WDT", "WP$"}
        other = tree.quote[i] != tree.quote[head] and not tree.space[i]
        border = other and (tree.quote[head] >= 0 or tree.quote_tokens[tree.quote[i]][1] > last)
        if border or tree.word[i] == ":" or (tree.finite[i] and not relative):
            last = i
            break
    while (
        last - 1 > head and tree.word[last - 1] in TIME_WORDS and tree.form[last - 1] != "Today"
    ):  # "the mayor on Friday"
        last -= 2 if tree.word[last - 2] in {"on", "late", "early", "last", "this"} else 1
    return last


def governed_end(tree: Tree, preposition: int) -> int:
    """Where the phrase behind a preposition ends, whether the noun governs the preposition (UD) or it the noun (CLEAR)."""
    head = tree.head[preposition]
    return max(tree.right[head if head > preposition else preposition] + 1, preposition + 2)


def phrase_head(tree: Tree, i: int) -> int:
    """The head of the largest noun phrase that ends with token i."""
    top = i
    while tree.head[i] < i and (tree.tag[tree.head[i]].startswith("N") or tree.tag[tree.head[i]] == "VBG"):
        i = tree.head[i]
        top = i if tree.tag[i].startswith("N") else top
    return top


def strip(tree: Tree, first: int, last: int) -> Range:
    """Without blanks, commas and marks of sentence end at either end (unless they stand in a quotation)."""
    while first < last and (tree.space[first] or tree.comma[first] or tree.word[first] in {":", "…", "..."}):
        first += 1
    while last > first and (tree.space[last - 1] or _loose_end(tree, last - 1)):
        last -= 1
    return first, last


def _loose_end(tree: Tree, i: int) -> bool:
    return tree.quote[i] < 0 and (tree.comma[i] or tree.word[i] in {":", "(", "["} or tree.word[i] in TERMINAL)


def subject_of(tree: Tree, verb: int) -> int | None:
    """The head word of who says it: the verb's subject, or the one that it shares with the clause above it."""
    at = verb
    for _ in range(6):
        own = [k for k in tree.kids[at] if tree.dep[k] in ALL_SUBJECTS and k < at]
        if own:
            return _antecedent(tree, at, own[-1])
        head = tree.head[at]
        if head == at:
            return None
        quoted = _quoted_person(tree, at, head)
        if quoted is not None:
            return quoted
        if tree.dep[at] in RELATIVES or (tree.dep[at] == "acl" and not tree.is_verb(head)):
            loose = tree.comma[at - 1] or (tree.word[head] in TIME_WORDS | OCCASIONS and tree.word[head] not in TEXTS)
            return (
                _clause_subject(tree, at) if loose and tree.tag[at] in {"VBG", "VBN"} else _issuer(tree, head) or head
            )
        if tree.dep[at] not in GOVERNED or (tree.dep[at] in {"parataxis", "ccomp"} and tree.tag[at] != "VBG"):
            return (
                head if tree.dep[at] in {"parataxis", "ccomp"} and tree.tag[head] in NAME_TAGS and head < at else None
            )
        if tree.dep[at] == "xcomp":
            controller = next((k for k in tree.kids[head] if tree.dep[k] in OBJECTS and head < k < at), None)
            if controller is not None and tree.tag[at] == "VB":
                return controller
        at = head
    return None


def _quoted_person(tree: Tree, at: int, head: int) -> int | None:
    """Whose words they are in "the paper quoted a clerk as saying": the object's, not the subject's."""
    led = tree.tag[at] == "VBG" and tree.word[at - 1] == "as" and tree.word[head] in QUOTING
    return next((k for k in tree.kids[head] if tree.dep[k] in OBJECTS and head < k < at), None) if led else None


def _clause_subject(tree: Tree, at: int) -> int | None:
    """The subject of the nearest clause above a loose participle (", adding that …")."""
    for _ in range(10):
        at = tree.head[at]
        own = next((k for k in tree.kids[at] if tree.dep[k] in ALL_SUBJECTS and k < at and tree.is_verb(at)), None)
        if own is not None:
            return own
        if tree.head[at] == at:
            return None
    return None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """For "that" and "which" the noun that they stand for; other subjects as they are."""
    if tree.word[subject] in RELATIVE_WORDS and tree.dep[verb] in RELATIVES and tree.head[verb] < subject:
        return _issuer(tree, tree.head[verb]) or tree.head[verb]
    return subject


def _issuer(tree: Tree, noun: int) -> int | None:
    """Who issued the statement that says it: "the board released a letter saying …"."""
    head = tree.head[noun]
    if tree.word[noun] in TEXTS and tree.word[head] in ISSUING and tree.dep[noun] in OBJECTS and tree.is_verb(head):
        return next((k for k in tree.kids[head] if tree.dep[k] in ALL_SUBJECTS and k < head), None)
    return None


def verb_group(tree: Tree, verb: int) -> int:
    """Where the verb with its helping verbs and adverbs begins."""
    at, low = verb, tree.sentence_of(verb)[0]
    while at - 1 >= low:
        i = at - 1
        helper = tree.head[i] == verb and tree.dep[i] in AUXILIARIES | {"advmod"}
        if tree.comma[i] or not (helper or (tree.tag[i] == "RB" and tree.head[i] in (verb, at))):
            break
        at = i
    return at


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb stands in the passive: a passive subject or helper, or a participle after a form of "be"."""
    if tree.tag[verb] not in {"VBN", "VBD"}:
        return False
    kids = tree.kids[verb]
    if any(tree.word[k] in HAVE for k in kids) and not any(tree.word[k] in BE for k in kids):
        return False
    if any(tree.dep[k] in PASSIVE_SUBJECTS | PASSIVE_AUX for k in kids) and (
        tree.tag[verb] == "VBN" or any(tree.word[k] in BE for k in kids)
    ):
        return True
    before = tree.before(verb_group(tree, verb), max(0, verb - 4))
    return tree.tag[verb] == "VBN" and before >= 0 and tree.word[before] in BE


def extend_to_quote(tree: Tree, first: int, last: int) -> Range:
    """Let the content end where the quotation that it runs into ends, and begin with the mark that opens it."""
    if last > first:
        k = tree.quote[last - 1]
        if k >= 0 and tree.quote_tokens[k][0] >= first - 1:
            last = max(last, tree.quote_tokens[k][1])
        elif last < tree.n and tree.quote[last] >= 0 and tree.quote_tokens[tree.quote[last]][1] == last + 1:
            last += tree.quote_tokens[tree.quote[last]][0] >= first - 1
    if first > 0 and tree.quote[first] >= 0 and tree.quote_tokens[tree.quote[first]][0] == first - 1:
        first -= 1
    return first, last
