"""Tags of saying beside their content: "…," she said; …, he added, …"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.annotate.clauses import that_after
from helpers.annotate.content import SUBORDINATORS
from helpers.annotate.cues import Cue, is_saying, load
from helpers.annotate.found import Found
from helpers.annotate.phrases import HAVE, TIME_WORDS, Range, extend_to_quote, strip, verb_group
from helpers.annotate.speech import run_on, starts_tag
from helpers.annotate.tree import CLAUSES, OBJECTS, TERMINAL, Tree
from helpers.annotate.voices import PLAIN_TAGS

TOLD_ON = frozenset({"that", "if", "unless", "so", "lest", "because"})  # open what is told on after a tag
CONTINUING = frozenset({"because", "although", "though", "since", "but"})  # go on in the speaker's words after a tag


@dataclass(frozen=True)
class _Tag:
    """Where a tag stands: its first token, where speaker and verb end, its end, its sentence, the token before it."""

    verb: int
    entry: Cue
    source: Range
    first: int
    at: int
    stop: int
    low: int
    high: int
    prev: int

    @property
    def span(self) -> Range:
        """The tokens of the tag."""
        return self.first, self.stop


def from_tag(tree: Tree, verb: int, entry: Cue, end: int, source: Range) -> Found | None:
    """A tag after or inside its content: "…," she said; …, he added, …"""
    helped = tree.finite[verb] or any(tree.word[k] in HAVE for k in tree.kids[verb])
    if not helped or tree.tag[source[0]] in {"WP", "WDT"}:
        return None
    source = _whole_phrase(tree, source, verb)
    first = min(source[0], verb_group(tree, verb))
    low, high = tree.sentence_of(first)
    prev = tree.before(first)
    lead = {"as", "then", "also", "and", "later"} | ({"how", "is", "was"} if entry.particle == "it" else set())
    while prev > low and tree.quote[prev] < 0 and tree.word[prev] in lead:
        prev = tree.before(prev)
    if prev < 0 or tree.paragraph[prev] != tree.paragraph[verb] or tree.word[prev] == ";":
        return None
    if source[0] > verb and tree.tag[source[1] - 1] in {"NNP", "NNPS"}:
        source = source[0], _apposition_end(tree, source[1], high)
    at = max(end, source[1])
    tag = _Tag(verb, entry, source, first, at, _tag_end(tree, at, high), low, high, prev)
    if prev == low and tree.word[prev] == "as" and tree.tag[prev] == "IN":
        return _led_in(tree, tag)
    mark = tree.before(prev) if tree.comma[prev] and tree.quote[prev] < 0 else prev
    k = tree.quote[mark] if mark >= 0 else -1
    closes = k >= 0 and tree.quote_tokens[k][1] == mark + 1
    if closes and tree.paragraph[tree.quote_tokens[k][0]] == tree.paragraph[verb]:
        content, rule = _quoted_before(tree, tag, mark), "speech_tag"
    else:
        content, rule = _sentence_before(tree, tag), "sentence_tag"
    return Found((verb, end), content, source, rule, entry, tag=tag.span) if content else None


def _led_in(tree: Tree, tag: _Tag) -> Found | None:
    """The clause that a tag with "as" leads in: "As the mayor explained last week, …"."""
    main = tree.after(tag.stop + 1, tag.high)
    clear = tag.stop < tag.high and tree.comma[tag.stop] and "clause" in tag.entry.frames and _only_tag(tree, tag)
    if not clear or main < 0 or not any(tree.finite[i] for i in range(main, tag.high)) or tag.source[0] > tag.verb:
        return None
    content = extend_to_quote(tree, *strip(tree, main, tag.high))
    return Found((tag.verb, tag.at), [content], tag.source, "sentence_tag", tag.entry, tag=tag.span)


def _quoted_before(tree: Tree, tag: _Tag, mark: int) -> list[Range] | None:
    """The quotation that ends right before a tag, and those that go on after it."""
    k = tree.quote[mark]
    open_end = tree.word[mark - 1] in {",", "?", "!", "—", "--", "-"} or mark != tag.prev
    if not _only_tag(tree, tag):
        infinitive = any(tree.dep[k] == "xcomp" and k > tag.verb for k in tree.kids[tag.verb])
        if not open_end or infinitive or that_after(tree, tag.entry, tag.at, tag.high) is not None:
            return None
    full_stop = mark > 0 and tree.word[mark - 1] in {".", "…"} and mark == tag.prev
    goes_on = (tag.stop < tag.high and tree.word[tag.stop] not in TERMINAL) or tag.stop - tag.at > 8
    if full_stop and goes_on:
        return None  # a new sentence, not a tag
    begin = _before_quote(tree, tree.quote_tokens[k][0])
    if tree.word[begin] in SUBORDINATORS and not _only_tag(tree, tag):
        return None  # "Although she says she “loves” it, he claims …": it leads in another claim
    lead_in = begin < tree.quote_tokens[k][0] and tree.quotes[k].kind != "speech"
    if lead_in and not any(tree.finite[i] for i in range(begin, mark)):
        return None  # "On the programme “Today,” she said": the quotation names something
    return [(begin, mark + 1), *_after_speech(tree, tag.verb, tag.stop, tag.high)]


def _sentence_before(tree: Tree, tag: _Tag) -> list[Range] | None:
    """The sentence without quotation marks that a tag follows or interrupts."""
    if (
        tag.prev <= tag.low
        or not (tree.comma[tag.prev] or tree.word[tag.prev] in {"?", "!"})
        or not _only_tag(tree, tag)
    ):
        return None
    content = strip(tree, _past_joint(tree, tag.low), tag.prev)
    k = tree.quote[tag.low]
    if k >= 0 and tree.paragraph[tree.quote_tokens[k][0]] == tree.paragraph[tag.verb]:
        content = min(content[0], tree.quote_tokens[k][0]), content[1]  # a quotation that began sentences before
    if tree.word[content[0]] == "as" and content[1] - content[0] == 1:
        content = content[1], content[1]
    complete = _speaks(tree, tag.entry, *content)
    rest = _after_clause(tree, tag.verb, tag.stop, tag.high, complete)
    quoted = bool(rest) and tree.quote[rest[0][0]] >= 0
    if tag.source[0] > tag.verb and complete and not quoted:
        rest = []  # an apposition to a speaker who stands after the verb
    if quoted and not _leads_in(tree, *content):
        return None  # "On Monday, she said, “…”": what leads in is no speech
    return [content, *rest] if content[0] < content[1] and (rest or complete) else None


def _apposition_end(tree: Tree, comma: int, high: int) -> int:
    """Where what is told of a speaker behind the verb ends: "said Ann Lee, a lawyer who has left the firm"."""
    first = comma + 1
    if first >= high or not tree.comma[comma] or tree.quote[comma] >= 0 or tree.word[comma] == ";":
        return comma
    if tree.tag[first] not in {"DT", "NN", "NNS", "NNP", "JJ", "CD", "PRP$", "WP", "WP$"}:
        return comma
    relative, end = False, comma
    for i in range(first, high):
        relative = relative or tree.tag[i] in {"WP", "WDT", "WP$"}
        if tree.quote[i] >= 0 or tree.word[i] in TERMINAL or tree.word[i] == ":" or (tree.finite[i] and not relative):
            return end
        if tree.comma[i]:
            end = i
            if tree.tag[min(i + 1, high - 1)] in {"CC", "VBG", "IN", "RB", "WRB"}:
                return end
        elif i + 1 == high or tree.word[i + 1] in TERMINAL:
            end = i + 1
    return end


def _past_joint(tree: Tree, low: int) -> int:
    """Past the "But" or "And" that opens a sentence: the outlet's word, not the speaker's."""
    return low + (tree.tag[low] == "CC" and tree.quote[low] < 0 and tree.word[low] in {"but", "and", "yet", "so"})


def _whole_phrase(tree: Tree, source: Range, verb: int) -> Range:
    """The source back to the comma or quotation before it, where nothing but a noun phrase stands between."""
    low = tree.sentence_of(verb)[0]
    i = source[0]
    while i > low and source[0] <= verb and source[0] - i < 9:
        if tree.comma[i - 1] or tree.quote[i - 1] >= 0:
            return (i, source[1]) if tree.tag[i] in {"DT", "NN", "NNS", "NNP", "PRP$", "JJ", "CD"} else source
        if i - 1 == low and tree.word[low] == "as":
            return i, source[1]
        if (
            tree.is_verb(i - 1)
            or tree.tag[i - 1] in {"MD", "TO", "WP", "WDT", "WRB", "PRP"}
            or tree.space[i - 1]
            or tree.word[i - 1] in TERMINAL
        ):
            break
        i -= 1
    return source


def _only_tag(tree: Tree, tag: _Tag) -> bool:
    """Whether nothing but hearer, time and occasion stands between the verb and the tag's end."""
    others = OBJECTS | CLAUSES | {"xcomp"}
    for i in range(tag.at, tag.stop):
        if tree.finite[i] or tree.tag[i] == "TO" or tree.word[i] in {"that", "whether", "if"}:
            return False
        governed = tree.head[i] == tag.verb and tree.dep[i] in others and tree.word[i] not in TIME_WORDS
        if governed and "hearer" not in tag.entry.frames:
            return False
    return tag.stop - tag.at <= 14


def _speaks(tree: Tree, entry: Cue, low: int, high: int) -> bool:
    """Whether what stands before a tag can be its content by itself: a clause, and not only one that leads in."""
    mains = sum(tree.finite[i] for i in range(low, high))
    leading = low < high and tree.tag[low] in {"IN", "WRB", "TO", "VBG", "VBN", "VBD"}
    leading = leading and tree.dep[low] not in {"case", "amod"} and tree.word[low] not in {"that", "whether"}
    participle = (
        entry.cue in PLAIN_TAGS | {"tell"} and high - low > 5 and any(tree.is_verb(i) for i in range(low, high))
    )
    return mains > (1 if leading else 0) or (participle and not leading)


def _leads_in(tree: Tree, low: int, high: int) -> bool:
    """Whether words before a tag are part of what is quoted after it: a clause, or the subject of the quotation."""
    if low >= high or tree.tag[low] in {"IN", "WRB", "TO", "VBG", "VBN", "VBD"}:
        return False
    subject = tree.tag[low] in {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ"} and high - low <= 6
    return subject or any(tree.finite[i] for i in range(low, high))


def _before_quote(tree: Tree, start: int) -> int:
    """Where the content begins when words of the same sentence lead into the quotation."""
    low = tree.sentence_of(start)[0]
    prev = tree.before(start, low)
    if (
        prev < 0
        or tree.paragraph[prev] != tree.paragraph[start]
        or tree.word[prev] in TERMINAL | {":"}
        or tree.quote[prev] >= 0
    ):
        return start
    verbs = load()[0]
    lead = range(max(low, start - 4), start)
    if (
        any(tree.word[i] in verbs and tree.finite[i] and "quote" in verbs[tree.word[i]][0].frames for i in lead)
        and tree.comma[prev]
    ):
        return start
    return low


def _tag_end(tree: Tree, at: int, high: int) -> int:
    """Where the tag ends: at the next comma, quotation or mark of sentence end."""
    for i in range(at, high):
        if tree.quote[i] >= 0 or tree.word[i] in TERMINAL or tree.comma[i] or tree.word[i] == ":":
            return i
    return high


def _after_speech(tree: Tree, verb: int, stop: int, high: int) -> list[Range]:
    """The quotations of the same paragraph that go on after a tag: in its sentence, or right after it."""
    i = tree.after(stop + 1) if stop < tree.n and (tree.comma[stop] or tree.word[stop] == ":") else stop
    rest = _rest_of_speech(tree, i, stop, high)
    if rest is not None:
        return [rest]
    if not (0 <= i < tree.n and tree.quote[i] >= 0):
        within = next((j for j in range(stop, high) if tree.quote[j] >= 0), None)
        goes_on = within is not None and within + 1 < high and tree.form[within + 1][0].islower()
        act = within is not None and any(tree.finite[j] or tree.tag[j] == "VBG" for j in range(stop, within))
        if within is not None and (not tree.comma[within - 1] or (act and not goes_on)):
            return []
        i = within if within is not None else tree.after(high)
    out: list[Range] = []
    while 0 <= i < tree.n and tree.paragraph[i] == tree.paragraph[verb] and tree.quote[i] >= 0:
        first, last = tree.quote_tokens[tree.quote[i]]
        if first != i or starts_tag(tree, last) or tree.quotes[tree.quote[i]].kind == "title":
            break
        spans = run_on(tree, first, last) if i < high else [(first, last)]
        if i >= high and not _is_whole(tree, first, last):
            break
        out += spans
        i = tree.after(spans[-1][1])
        if 0 <= i < tree.n and tree.word[i] in TERMINAL:
            i = tree.after(i + 1)
    return out


def _rest_of_speech(tree: Tree, i: int, stop: int, high: int) -> Range | None:
    """The rest of a sentence that goes on without a mark after quotation and tag, but in the speaker's words."""
    if not (0 <= i < high and tree.comma[stop] and tree.quote[i] < 0):
        return None
    quoted = any(tree.quote[j] >= 0 for j in range(i, high))
    goes_on = _still_told(tree, i, high) and (quoted or tree.word[i] in TOLD_ON)
    part = quoted and tree.word[i] == "with" and not any(tree.finite[j] and tree.quote[j] < 0 for j in range(i, high))
    return extend_to_quote(tree, *strip(tree, i, high)) if goes_on or part else None


def _is_whole(tree: Tree, first: int, last: int) -> bool:
    """Whether a quotation is made of whole sentences: it ends its sentence."""
    following = tree.after(last)
    return following < 0 or tree.sentence[following] != tree.sentence[last - 1] or tree.word[following] in TERMINAL


def _still_told(tree: Tree, i: int, high: int) -> bool:
    """Whether what follows a tag in its sentence goes on in the speaker's words: "…, she said, that …", "…, and it …"."""
    if tree.word[i] in TOLD_ON:
        return True
    if tree.word[i] not in {"and", "but", "or", "nor", "while", "yet"}:
        return False
    verb = next((j for j in range(i + 1, high) if tree.finite[j]), None)
    if verb is None or verb == i + 1 or tree.tag[i + 1] == "RB":
        return False
    said = is_saying(tree.word[verb]) and load()[0][tree.word[verb]][-1].frames & {"quote", "clause"}
    return not said and any(tree.tag[j][0] == "N" or tree.tag[j] in {"PRP", "EX", "DT"} for j in range(i + 1, verb))


def _after_clause(tree: Tree, verb: int, stop: int, high: int, complete: bool) -> list[Range]:
    """The rest of a sentence that a tag interrupts."""
    if stop + 1 < high and tree.word[stop] == ":" and tree.quote[stop + 1] >= 0:
        stop += 1
    if stop >= high or not tree.comma[stop]:
        if stop < high and tree.quote[stop] >= 0 and tree.quote_tokens[tree.quote[stop]][0] == stop:
            return run_on(tree, *tree.quote_tokens[tree.quote[stop]])
        return []
    i = tree.after(stop + 1, high)
    if i < 0:
        return []
    loose = tree.tag[i] in {"VBG", "WP", "WDT", "IN", "WRB", "CC", "VBN"} and tree.word[i] not in CONTINUING
    if complete and loose and not _still_told(tree, i, high):
        return []
    if complete and tree.word[i] == "but" and i + 1 < high and tree.finite[i + 1]:
        return []  # ", but added that …"
    k = tree.quote[i]
    if k >= 0:
        first, last = tree.quote_tokens[k]
        return run_on(tree, first, last) if first == i and not starts_tag(tree, last) else []
    return [extend_to_quote(tree, *strip(tree, i, high))]
