"""Constructions around a verb of the lexicon: what stands beside it and after it, and when it tells nothing."""

from __future__ import annotations

from helpers.annotate.clauses import clause_after
from helpers.annotate.content import clause_extent
from helpers.annotate.cues import Cue, load, words
from helpers.annotate.found import Found, Parts
from helpers.annotate.kinds import being_of_noun
from helpers.annotate.objects import NAMING, object_after, preposition_after, told_about
from helpers.annotate.passives import from_passive
from helpers.annotate.phrases import BE, TIME_WORDS, Range, is_passive, strip, subject_of, verb_group
from helpers.annotate.speech import quotation_after
from helpers.annotate.tags import from_tag
from helpers.annotate.tree import CLAUSES, HEARERS, OBJECTS, RELATIVES, TERMINAL, Tree
from helpers.annotate.voices import beside_comma, in_place, inverted, may_speak, may_tell, source_of

REFUSALS = words("refusal")
BELIEFS = words("belief")
RAISING = words("raising")
AUTHOR = words("author")
PREPOSITIONS = frozenset(["about", "of", "for", "on", "against", "over", "at", "with"])
NOBODY = frozenset({"nobody", "none", "whoever", "whichever", "anyone", "anybody"})
TURNS = frozenset({"begin", "continue", "go on", "start off", "carry on", "conclude"})
SHOWING = frozenset({"show", "suggest", "indicate"})
OURSELVES = frozenset({"i", "we"})
PUBLISHING = words("publishing")
PLAIN = words("retelling")
RETOLD = frozenset({"verb_clause", "sentence_tag"})
HOW_SPOKEN = words("how_spoken")
POSSIBLY = frozenset({"may", "might", "could", "should", "must", "can"})
WEAK = frozenset({"verb_object", "verb_target", "verb_preposition"})  # constructions that need a voice as their subject


def verb_cues(tree: Tree) -> list[tuple[int, Cue, int]]:
    """Every verb of the lexicon: its place, its entry, and where it ends with its particle."""
    verbs = load()[0]
    out = []
    for i, word in enumerate(tree.word):
        entries = verbs.get(word)
        if entries is None or not (tree.is_verb(i) or _mistaken(tree, i)):
            continue
        if tree.dep[i] in {"amod", "compound"} and not tree.finite[i] and tree.word[i - 1] not in BE:
            continue
        for entry in entries:
            if not entry.particle:
                out.append((i, entry, i + 1))
                break
            place = next((j for j in range(i + 1, min(i + 5, tree.n)) if tree.word[j] == entry.particle), None)
            if place is not None and (place == i + 1 or tree.head[place] == i):
                out.append((i, entry, place + 1))
                break
    return out


def _mistaken(tree: Tree, i: int) -> bool:
    """Whether the tagger took a verb for a noun: "also doubts that …"; "…," the letter reads."""
    if tree.tag[i] != "NNS" or i == 0 or i + 1 >= tree.n:
        return False
    if tree.word[i + 1] == "that":
        return tree.tag[i - 1] in {"RB", "NNP", "PRP"} and any(tree.dep[k] in CLAUSES for k in tree.kids[i])
    low = tree.sentence_of(i)[0]
    marks = [j for j in range(max(low, i - 6), i) if tree.quote[j] >= 0]
    return (
        bool(marks)
        and tree.quote[i] < 0
        and tree.word[i + 1] in {".", ",", ":"}
        and tree.word[marks[-1] - 1] in {",", "?", "!"}
    )


def from_verb(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """The attribution that a verb of the lexicon makes, if any."""
    if tree.quote[verb] >= 0:
        return from_quoted(tree, verb, entry, end) if entry.cue in PLAIN and tree.finite[verb] else None
    if verb in tree.naming or unsaid(tree, verb):
        return None
    if "impersonal" in entry.frames:
        return _from_impersonal(tree, verb, entry, end)
    if is_passive(tree, verb):
        return from_passive(tree, verb, entry, end)
    reduced = tree.tag[verb] == "VBN" and tree.dep[verb] == "acl"  # "a plan called …": named, not said
    if reduced and any(tree.finite[i] for i in range(*tree.sentence_of(verb))):
        return None
    if tree.tag[verb] in {"VBN", "VBD"} and verb == tree.sentence_of(verb)[0]:
        return None  # "Asked about …": by whom is not said
    if "from" in entry.frames and tree.word[min(end, tree.n - 1)] == "from":
        return _from_hearing(tree, verb, entry, end)
    subject, source = _voice(tree, verb, entry)
    if source is None or not _may_be_asked(tree, verb, entry, source):
        return None
    source = _from_whose(tree, subject, source)
    called = _called_before(tree, verb, entry, source)
    if called is not None:
        return Found((verb, end), [called], source, "verb_target", entry)
    tagged = "quote" in entry.frames or (
        _is_evidence(tree, verb, entry, end, source) and may_speak(tree, subject, source)
    )
    found = from_tag(tree, verb, entry, end, source) if tagged else None
    if found is None and may_tell(tree, verb, subject, source, entry):
        after = _right_side(tree, verb, entry, end, source)
        if after is None or (after[1] in WEAK and not _bears(tree, verb, subject, source, entry, after)):
            return None
        found = Found((verb, after[2]), after[0], source, after[1], entry)
    return found if found and _tells(tree, found) else None


def _voice(tree: Tree, verb: int, entry: Cue) -> tuple[int | None, Range | None]:
    """The subject's head and the source: mended, behind the verb, beside a comma, or where the parser says."""
    if verb in tree.voice:
        return tree.voice[verb]
    subject = inverted(tree, verb, entry) or subject_of(tree, verb)
    if "quote" in entry.frames:
        subject = beside_comma(tree, verb, subject) or subject
    source = source_of(tree, subject, verb)
    if source and tree.word[source[0]] in {"who", "which"} and _past_relative(tree, source[0], verb):
        return None, in_place(tree, verb, tree.sentence_of(verb)[0]) or source
    return subject, source


def _is_evidence(tree: Tree, verb: int, entry: Cue, end: int, source: Range) -> bool:
    """Whether "show" and the like stand in a tag between commas: "By noon, the log shows, …"."""
    closed = tree.word[min(end, tree.n - 1)] in TERMINAL | {","} and tree.word[tree.before(source[0])] == ","
    return entry.cue in SHOWING and closed and tree.tag[verb] in {"VBZ", "VBP"}


def _bears(tree: Tree, verb: int, subject: int | None, source: Range, entry: Cue, after: Parts) -> bool:
    """Whether an object, a target or a phrase is told by a voice, in a clause that tells; a body found is no finding."""
    if _is_open(tree, verb, source) or not may_speak(tree, subject, source, things=True):
        return False
    return entry.cue != "find" or after[1] != "verb_object" or _is_paper(tree, source)


def from_quoted(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """What a speaker in quotation marks says that somebody else has said: "“My clerk says the mill is shut,” he told us"."""
    k = tree.quote[verb]
    if tree.quotes[k].kind != "speech":
        return None
    inner = tree.within(k)
    low, high = inner.sentence_of(verb)
    found = from_verb(inner, verb, entry, end) if low <= verb < high else None
    if found is None or found.rule not in RETOLD or tree.tag[found.source[1] - 1][0] != "N":
        return None  # whom a pronoun in speech means is unclear
    spans = [*found.content, found.source]
    return found if all(low <= a < b <= high for a, b in spans) else None


def _from_hearing(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """She had heard from a guard, Orel says, that …: the guard tells it."""
    high = tree.sentence_of(verb)[1]
    that = next((j for j in range(end + 2, min(end + 16, high)) if tree.word[j] == "that"), None)
    stop = next((j for j in range(end + 1, high) if tree.comma[j] or tree.word[j] == "that"), high)
    if that is None or that + 2 >= high or not tree.tag[stop - 1].startswith(("N", "PRP")):
        return None
    span = clause_extent(tree, verb, that + 1, high)
    return Found((verb, end + 1), [span], strip(tree, end + 1, stop), "heard_from", entry)


def _from_whose(tree: Tree, subject: int | None, source: Range) -> Range:
    """The owner's part in "the site, whose operator, Ann Lee, has admitted that …": the operator, not the site."""
    whose = next((i for i in range(*source) if tree.tag[i] == "WP$"), source[0])
    told = subject is not None and source[0] <= subject < whose  # "Ann Lee, whose film was shown, said"
    return (source[0] if told else whose), source[1]


def _past_relative(tree: Tree, who: int, verb: int) -> bool:
    """Whether a relative clause has ended before the verb: "Orel, who has led the port since May, argued that …"."""
    comma = tree.before(verb_group(tree, verb), who)
    return comma > who and tree.comma[comma] and any(tree.finite[who:comma])


def _from_impersonal(tree: Tree, verb: int, entry: Cue, end: int) -> Found | None:
    """It emerged that …; …, it emerged: told by nobody named."""
    it = tree.before(verb_group(tree, verb), tree.sentence_of(verb)[0])
    if it < 0 or tree.word[it] != "it" or not any(tree.finite[it + 1 : verb + 1]):
        return None
    high = tree.sentence_of(verb)[1]
    parts = clause_after(tree, verb, entry, end, high, end) if end < high else None
    if parts:
        return Found((verb, end), parts[0], None, "passive_clause", entry)
    found = from_tag(tree, verb, entry, end, (it, it + 1))
    if found:
        found.source = None
    return found


def _may_be_asked(tree: Tree, verb: int, entry: Cue, source: Range) -> bool:
    """Whether anybody says it: not nobody, not whoever does, not an open question, no going on that is no speech."""
    word = tree.word[source[0]]
    if entry.cue in {"ask", "request"} and NAMING & set(tree.word[verb + 1 : verb + 6]):
        return False  # "asked to be identified only as Tom"
    if word in NOBODY or (word == "no" and tree.word[min(source[0] + 1, tree.n - 1)] in {"one", "-"}):
        return False
    if entry.cue in TURNS and (
        tree.word[min(verb + 1, tree.n - 1)] == "to" or not may_speak(tree, None, source, things=True)
    ):
        return False
    return not (word in {"who", "which"} and tree.dep[verb] in CLAUSES)  # "did not say who ordered it"


def _tells(tree: Tree, found: Found) -> bool:
    """Whether words are left as content that are not the source.

    The writer and the reader tell only in quotation marks, but for what the writer has published or found out.
    """
    source = found.source
    alone = source[1] - source[0] == 1 or tree.word[source[0]] != "one"
    own = (
        tree.word[source[0]] in OURSELVES and found.entry.cue in PUBLISHING and found.cue and tree.finite[found.cue[0]]
    )
    if alone and not own and tree.word[source[0]] in AUTHOR and not any(tree.quote[a] >= 0 for a, _ in found.content):
        return False
    found.content = [(a, b) for a, b in found.content if a < b and not (a < source[1] and source[0] < b)]
    return any(tree.word[i][0].isalnum() for a, b in found.content for i in range(a, b))


def unsaid(tree: Tree, verb: int) -> bool:
    """Silence, refusal, and speech that is only a purpose or a possibility are no claims."""
    head = tree.head[verb]
    if tree.has_negation(verb):
        return tree.word[verb] not in BELIEFS
    if tree.dep[verb] in {"xcomp", "advcl", "acl", "ccomp"} and (
        tree.word[head] in REFUSALS or (tree.has_negation(head) and tree.dep[verb] == "xcomp")
    ):
        return True
    shared = tree.dep[verb] == "conj" and tree.tag[verb] == "VB" and tree.tag[head] == "VBD"
    if shared and tree.word[head] in load()[0] and any(tree.tag[k] == "MD" for k in tree.kids[verb]):
        return True  # "said it had complied and would challenge the ruling": that is what was said
    to = any(tree.word[k] == "to" and k < verb for k in tree.kids[verb])
    if to and any(tree.word[k] in POSSIBLY for k in tree.kids[head] if k < head):
        return True  # "may want to tell the world that …"
    return tree.tag[verb] == "VB" and to and tree.dep[verb] != "conj" and tree.word[head] not in RAISING


def _called_before(tree: Tree, verb: int, entry: Cue, source: Range) -> Range | None:
    """What a noun is called in the relative clause after it: "a firm that the ministry described as a front"."""
    before = tree.before(source[0], tree.sentence_of(verb)[0])
    named = entry.frames & {"as", "small", "target"} and verb + 2 < tree.n and source[0] < verb
    if not named or tree.tag[verb] == "VBG" or before < 1 or tree.word[before] not in {"that", "which", "whom", "what"}:
        return None
    if tree.word[before] != "what" and not (tree.tag[before - 1].startswith("N") or tree.comma[before - 1]):
        return None
    first = verb + 1 + (tree.word[verb + 1] == "as")
    if first == verb + 1 and not ("small" in entry.frames and tree.tag[first] in {"DT", "JJ", "``"}):
        return None
    span = clause_extent(tree, verb, first, max(tree.right[verb] + 1, first + 1))
    return span if span[0] < span[1] else None


def _is_paper(tree: Tree, source: Range) -> bool:
    """Whether a report, a study or an inquiry is the source, whose findings are what it tells."""
    return any(being_of_noun(tree.word[i]) == "thing" for i in range(*source) if tree.tag[i].startswith("N"))


def _is_open(tree: Tree, verb: int, source: Range) -> bool:
    """Whether the clause tells nothing: "how the ministry thinks about the port", "whether the city called it safe"."""
    before = tree.before(source[0], tree.sentence_of(source[0])[0])
    asked = any(tree.word[k] in {"whether", "if"} and tree.dep[k] == "mark" for k in tree.kids[verb])
    return asked or (before >= 0 and tree.word[before] in {"how", "whether"})


def _right_side(tree: Tree, verb: int, entry: Cue, end: int, source: Range) -> Parts | None:
    """What stands after the verb: a preposition, a quotation, a clause, an infinitive, an object."""
    high = tree.sentence_of(verb)[1]
    skip = source[1] if end <= source[0] <= end + 1 else end
    at = tree.after(skip, high)
    aside = at >= 0 and (tree.tag[at] == "RB" or tree.word[at] in TIME_WORDS)
    if aside and tree.word[min(at + 1, tree.n - 1)] in entry.frames & PREPOSITIONS:
        at += 1  # "spoke openly of …", "called Friday for …"
    if at < 0:
        return quotation_after(tree, verb, skip, high) if entry.frames & {"quote"} else None
    if tree.word[at] in entry.frames & PREPOSITIONS:
        return None if HOW_SPOKEN & set(tree.word[at : at + 4]) else preposition_after(tree, verb, at)
    if "governs" in entry.frames:
        return preposition_after(tree, verb, end - 1)
    found = told_about(tree, verb, entry, skip, high) if "hearer" in entry.frames else None
    if found is None and entry.frames & {"quote", "clause"}:
        found = quotation_after(tree, verb, skip, high)
        if found and found[1] == "speech_colon" and "quote" not in entry.frames:
            found = None
    if found is None and "clause" in entry.frames:
        found = clause_after(tree, verb, entry, skip, high, end)
    if (
        found is None
        and "to" in entry.frames
        and not ("target" in entry.frames and any(tree.dep[k] in OBJECTS | HEARERS for k in tree.kids[verb]))
    ):
        to = next((k for k in tree.kids[verb] if tree.dep[k] in {"xcomp", "advcl", "ccomp"} and k > verb), None)
        bare = tree.dep[verb] in RELATIVES and tree.word[source[0]] not in {"who", "which", "that"}
        if to is not None and not bare and any(tree.word[k] == "to" and k < to for k in tree.kids[to]):
            found = (
                [clause_extent(tree, verb, next(k for k in tree.kids[to] if tree.word[k] == "to"), tree.right[to] + 1)],
                "verb_infinitive",
                end,
            )
    return found or object_after(tree, verb, entry, skip, end)
