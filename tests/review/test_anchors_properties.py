"""Words in running text, found again after random edits: at their own sentence, or nowhere; and not lost without need."""

import re
from dataclasses import dataclass

import hypothesis.strategies as st
from hypothesis import given, settings

from helpers.review.anchors import anchor, find

LONG = settings.default.max_examples > 100
EXAMPLES = settings(max_examples=20 * settings.default.max_examples if LONG else 400)

WHO = ("Dr. Sol", "Maas", "The port", "“Brink”")
DID = ("said the cranes would arrive", "was asked about the pier twice", "paid 30 crowns for it")
WHEN = ("on Monday", "on Friday", "that day", "at 9.30 a.m. sharp")
END = (". ", "! ", ".” ", ".\n\n", ".\n")
WORDS = st.builds(lambda *parts: " ".join(parts), *map(st.sampled_from, (WHO, DID, WHEN)))
SHORT = st.sampled_from(["It rained", "Nobody came on Monday", "Why"])


@dataclass(frozen=True)
class Sentence:
    """A sentence with an identity that no text shows."""

    number: int
    words: str
    end: str


def text_of(sentences):
    return "".join(s.words + s.end for s in sentences)


@st.composite
def edited(draw):
    """Sentences, the sentences after some edits, and a stretch of one of those before."""
    told = draw(st.lists(st.tuples(st.one_of(WORDS, WORDS, SHORT), st.sampled_from(END)), min_size=1, max_size=9))
    before = [Sentence(n, *parts) for n, parts in enumerate(told)]
    after = list(before)
    for n in range(draw(st.integers(0, 5))):
        i = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["insert", "delete", "move", "reword", "space"])):
            case "insert":
                after.insert(i, Sentence(100 + n, draw(WORDS | SHORT), draw(st.sampled_from(END))))
            case "delete" if i < len(after):
                del after[i]
            case "move" if i < len(after):
                after.insert(draw(st.integers(0, len(after) - 1)), after.pop(i))
            case "reword" if i < len(after):
                change = draw(st.sampled_from([("would", "were to"), ("twice", "again"), ("for it", "for all of it")]))
                after[i] = Sentence(after[i].number, after[i].words.replace(*change), after[i].end)
            case "space" if i < len(after):
                after[i] = Sentence(
                    after[i].number, after[i].words.replace(" ", "  ", 1), after[i].end.rstrip() + "\n\n"
                )
    meant = draw(st.sampled_from(before))
    words = [m.span() for m in re.finditer(r"\S+", meant.words)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    return before, after, meant, (words[first][0], words[last][1])


def starts(sentences):
    at, found = 0, []
    for s in sentences:
        found.append(at)
        at += len(s.words) + len(s.end)
    return found


def same(a, b):
    return a.split() == b.split()


@EXAMPLES
@given(edited())
def test_words_are_found_in_their_own_sentence_or_not_at_all(drawn):
    before, after, meant, (a, b) = drawn
    at = starts(before)[before.index(meant)]
    old, new = text_of(before), text_of(after)
    cells = anchor(old, at + a, at + b)
    place, reason = find(new, cells)
    assert (place is None) == bool(reason)
    if place is None:
        assert new != old
        here = [s for s in after if same(s.words + s.end, meant.words + meant.end)]
        alone = (
            len(here)
            == 1
            == sum(like(s.words, meant.words) for s in before)
            == sum(like(s.words, meant.words) for s in after)
        )
        assert not (alone and len(meant.words.split()) >= 6), reason
        return
    assert same(new[place.start : place.end], meant.words[a:b])
    found = max((i for i, start in enumerate(starts(after)) if start <= place.start), default=0)
    assert after[found].number == meant.number or nobody_could_tell(before, after, meant, found)


def like(a, b):
    """Whether two sentences could be one, edited: the same but for what `reword` does."""
    loose = re.compile(r"\b(?:would|were to|twice|again|all of)\b")
    return loose.sub("", a).split() == loose.sub("", b).split()


def nobody_could_tell(before, after, meant, i):
    """Whether the sentence found says the same and stands as well as the one that was meant does."""
    was, now = before.index(meant), next((k for k, s in enumerate(after) if s.number == meant.number), None)
    kept = beside(after, i) & beside(before, was)
    if not like(after[i].words, meant.words):
        return False
    neighbours = [words for _, words in beside(before, was)]
    if any(like(words, meant.words) for words in neighbours):
        return True  # the same thing said twice running
    told_apart = all(sum(like(s.words, words) for s in before) <= 1 for words in neighbours)
    if told_apart and now is not None and same(after[now].words, meant.words):
        return len(kept) >= len(beside(after, now) & beside(before, was))
    return bool(kept) or sum(like(s.words, meant.words) for s in before) == 1


def beside(sentences, i):
    sides = (("before", i - 1), ("after", i + 1))
    return {(side, " ".join(sentences[k].words.split()) if 0 <= k < len(sentences) else "") for side, k in sides}
