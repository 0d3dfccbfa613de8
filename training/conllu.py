"""Read CoNLL-U treebanks into paragraphs of sentences.

Only what training needs is kept: the ten columns, whether a space follows a word, and where paragraphs begin. Words of a
multiword token ("don't": "do", "n't") stay separate words with no space between them; empty nodes ("8.1") are left out.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_KEPT_FEATURES = """
Case Definite Degree Gender Mood NumForm NumType Number Number[psor] Person Polarity Poss PronType Reflex Tense
VerbForm Voice
"""
KEPT_FEATURES = frozenset(_KEPT_FEATURES.split())


@dataclass
class Word:
    """One syntactic word; `head` counts from the sentence's first word (0) and is the word's own index at the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    relation: str
    entity: str
    space_after: bool = True


@dataclass
class Sentence:
    """One sentence and the paragraph it stands in (a running number within the file)."""

    words: list[Word] = field(default_factory=list)
    paragraph: int = 0


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, plain or gzipped.

    Parameters
    ----------
    path : Path
        A file ending in `.conllu` or `.conllu.gz`.

    Yields
    ------
    Sentence
        With `paragraph` raised by one at every `# newdoc` and `# newpar`.
    """
    paragraph = 0
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
                continue
            paragraph += any(comment.startswith(("# newdoc", "# newpar")) for comment in block)
            yield Sentence(_words(block), paragraph)
            block = []


def read_paragraphs(path: Path) -> Iterator[list[Sentence]]:
    """Yield lists of sentences that stand in one paragraph.

    Parameters
    ----------
    path : Path
        As for `read_sentences`.
    """
    held: list[Sentence] = []
    for sentence in read_sentences(path):
        if held and sentence.paragraph != held[0].paragraph:
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def _words(block: list[str]) -> list[Word]:
    """Turn one sentence's lines into words; inside a multiword token no space follows but at its end as it says."""
    words: list[Word] = []
    inside_until, space_after_range = 0, True
    for line in block:
        if line.startswith("#"):
            continue
        number, form, lemma, upos, xpos, features, head, relation, _, misc = line.split("\t")
        space_after = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            inside_until, space_after_range = int(number.split("-")[1]), space_after
            continue
        if "." in number:
            continue
        index = int(number)
        if index < inside_until:
            space_after = False
        elif index == inside_until:
            space_after = space_after_range
        governor = index - 1 if head == "0" else int(head) - 1
        kept = [pair for pair in features.split("|") if pair.split("=")[0] in KEPT_FEATURES]
        entity = next((value[len("Entity=") :] for value in misc.split("|") if value.startswith("Entity=")), "")
        words.append(Word(form, lemma, upos, xpos, "|".join(kept), governor, relation, entity, space_after))
    return words
