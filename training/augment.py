"""Varied copies of training paragraphs: other quotation marks, headlines, other names, unknown words, other groupings
of sentences.

The treebanks write quotation marks mostly straight, as their sources did; newspapers print curly, single and doubled ones. Headlines
are hardly there at all. And a rare word that training has seen ten times over is no longer rare: some are swapped for invented ones with
the same beginning and ending, so that the parser learns what to do with words that it has never seen. Every paragraph is therefore
given several times, each time varied by chance (from one seeded generator).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .conllu import Sentence, Word
from .names import swap_names

COPIES = 5
LONGEST = 12  # sentences in one training text
RARE = 3
INVENTED = 0.35
OPENING = {"``": ["“", '"', "‘", "``", "«", "'"], "''": ["”", '"', "’", "''", "»", "'"]}
WEIGHTS = [58, 20, 14, 2, 2, 4]
MARKS = frozenset({'"', "“", "”", "``", "''", "'", "‘", "’"})
_SMALL = """
a an and as at but by for from in into nor of on or over per the to up via with
"""
SMALL = frozenset(_SMALL.split())
CASES = {"as it is": 90, "headline": 5, "upper": 2, "lower": 3}
_ONSETS = "b c d f g h j k l m n p qu r s t v w x z ch sh th st tr br"
SYLLABLES = [onset + vowel for onset in _ONSETS.split() for vowel in "aeiou"]


def rare_words(paragraphs: Iterable[list[Sentence]]) -> frozenset[str]:
    """Collect the lower-cased words of four letters and more that stand at most `RARE` times in the paragraphs."""
    counts = Counter(word.form.lower() for sentences in paragraphs for sentence in sentences for word in sentence.words)
    return frozenset(form for form, count in counts.items() if count <= RARE and len(form) > 3 and form.isalpha())


def vary(
    sentences: list[Sentence], rare: frozenset[str], chance: random.Random, *, swap: bool
) -> Iterator[list[Sentence]]:
    """Yield the paragraph's training copies: the first as it is, the others varied; long ones are cut at sentence ends.

    Parameters
    ----------
    sentences : list of Sentence
        One paragraph.
    rare : frozenset of str
        Words that may be swapped for invented ones.
    chance : random.Random
        Seeded by the caller; the only source of chance.
    swap : bool
        Whether names may be swapped for others (in a treebank that marks them).
    """
    for copy in range(COPIES):
        at = 0
        while at < len(sentences):
            size = LONGEST if copy == 0 else chance.choice((1, 2, 4, 8, LONGEST))
            cut = sentences[at : at + size]
            at += size
            if copy and swap:
                cut = [swap_names(sentence, chance) for sentence in cut]
            yield _varied(cut, rare, chance) if copy else cut


def _varied(sentences: list[Sentence], rare: frozenset[str], chance: random.Random) -> list[Sentence]:
    """Vary the marks of the whole text, the case of a single sentence, and rare words one by one."""
    pair = chance.choices(range(len(WEIGHTS)), WEIGHTS)[0]
    apostrophe = chance.choice("’'")
    dash = chance.choice("–—")
    case = chance.choices(list(CASES), list(CASES.values()))[0] if len(sentences) == 1 else "as it is"
    varied = []
    for sentence in sentences:
        words = [_with_marks(word, pair, apostrophe, dash) for word in sentence.words]
        words = [
            _invented(word, chance) if word.form.lower() in rare and chance.random() < INVENTED else word
            for word in words
        ]
        varied.append(Sentence([_with_case(word, index, case) for index, word in enumerate(words)], sentence.paragraph))
    return varied


def _with_marks(word: Word, pair: int, apostrophe: str, dash: str) -> Word:
    if word.xpos in OPENING and word.form in MARKS:
        return replace(word, form=OPENING[word.xpos][pair])
    if word.upos == "PUNCT":
        return replace(word, form=dash) if word.form in {"–", "—"} else word
    return replace(word, form=word.form.replace("'", apostrophe).replace("’", apostrophe))


def _invented(word: Word, chance: random.Random) -> Word:
    """Swap the middle of a word for invented syllables; its first letter and last three stay."""
    middle = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 2)))
    form = word.form[0] + (middle.upper() if word.form.isupper() else middle) + word.form[-3:]
    return replace(word, form=form)


def _with_case(word: Word, index: int, case: str) -> Word:
    form = word.form
    if case == "headline" and (index == 0 or form not in SMALL):
        form = form[:1].upper() + form[1:]
    elif case == "upper":
        form = form.upper()
    elif case == "lower":
        form = form.lower()
    return replace(word, form=form)
