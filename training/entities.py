"""Derive named entities from GUM's `Entity=` column (CorefUD brackets).

GUM marks every mention, named or not, with what surrounds it: "the University of Portsmouth, where she works" is one
organization. A name is cut out of a mention when the mention's head is a proper noun: the run of proper nouns about the head,
with "of", "and", "&", "the", "for" between proper nouns in organizations and places. Titles before a person ("President", "Mr.")
are left out, as are mentions that are nothing but a title. The longest name wins where names are nested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .conllu import Word

LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
_TITLES = """
mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president vice senator sen. sen representative rep. secretary minister
prime chancellor governor gov. gov mayor judge justice chief general gen. colonel col. captain capt. sergeant lieutenant lt. major
king queen prince princess sir lady lord pope bishop archbishop cardinal reverend rev. saint st. st ambassador director chairman
chairwoman commissioner congressman congresswoman attorney doctor officer father mother brother sister uncle aunt mom dad mum
grandma grandpa god coach deputy premier emperor empress your honor counsel speaker madam madame monsieur count countess duke
duchess earl baron marquis sheriff marshal admiral commander superintendent inspector detective founder ceo chair fellow
protector corporal private rabbi imam sheikh sheik shaikh ayatollah sultan emir shah tsar czar comrade brigadier major-general
"""
TITLES = frozenset(_TITLES.split())
LINKS = frozenset({"of", "and", "&", "the", "for", "de", "du", "del", "la", "in", "on"})
JOINTS = frozenset({"-", "–", ".", "/", "'", "’"})


@dataclass(frozen=True)
class Mention:
    """A mention as the treebank marks it, `end` exclusive."""

    start: int
    end: int
    kind: str


def read_mentions(words: list[Word]) -> list[Mention]:
    """Read the mentions of one sentence from its words' `Entity=` values.

    Mentions in several parts (`1[1/2]`) are left out.

    Examples
    --------
    >>> marks = ["(1-person-new-nnnnn-cf1-1-sgl", "1)", "(2-place-new-nnnnn-cf1-1-sgl-Malta)"]
    >>> read_mentions([Word("x", "x", "PROPN", "NNP", "", 0, "root", mark) for mark in marks])
    [Mention(start=0, end=2, kind='person'), Mention(start=2, end=3, kind='place')]
    """
    open_at: dict[str, list[tuple[int, str]]] = {}
    mentions: list[Mention] = []
    for index, word in enumerate(words):
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", word.entity):
            fields = part.strip("()").split("-", 7)
            if part.startswith("("):
                open_at.setdefault(fields[0], []).append((index, fields[1] if len(fields) > 1 else ""))
            if part.endswith(")") and open_at.get(fields[0]):
                start, kind = open_at[fields[0]].pop()
                if "[" not in fields[0]:
                    mentions.append(Mention(start, index + 1, kind))
    return mentions


def name_spans(words: list[Word]) -> list[tuple[int, int, str]]:
    """Give the names of one sentence as (start, end, label), sorted and without overlaps.

    Parameters
    ----------
    words : list of Word
        One sentence.

    Returns
    -------
    list of tuple
        Word offsets, `end` exclusive, and one of PERSON, ORG, GPE.
    """
    found = [name for mention in read_mentions(words) if (name := _name_in(words, mention))]
    found.sort(key=lambda name: (name[0] - name[1], name[0], name[2]))
    taken: list[tuple[int, int, str]] = []
    for start, end, label in found:
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, label))
    return sorted(taken)


def marked_names(words: list[Word]) -> list[str | None]:
    """Give the names of one sentence as IOB tags, "O" where there is none."""
    tags: list[str | None] = ["O"] * len(words)
    for start, end, label in name_spans(words):
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def _name_in(words: list[Word], mention: Mention) -> tuple[int, int, str] | None:
    """Cut the name out of a mention, or give None where the mention is not a name."""
    label = LABELS.get(mention.kind)
    head = next(
        (
            i
            for i in range(mention.start, mention.end)
            if not mention.start <= words[i].head < mention.end or words[i].head == i
        ),
        None,
    )
    if label is None or head is None or not is_name_word(words[head]):
        return None
    start, end = head, head + 1
    while (reach := _reach(words, start, -1, mention, label)) is not None:
        start = reach
    while (reach := _reach(words, end - 1, +1, mention, label)) is not None:
        end = reach + 1
    if label == "PERSON":
        while start < end and words[start].form.lower() in TITLES | JOINTS:
            start += 1
        if start == end or (end - start == 1 and words[start].xpos == "NNPS"):
            return None
    return start, end, label


def _reach(words: list[Word], at: int, step: int, mention: Mention, label: str) -> int | None:
    """Find the next proper noun beyond `at`, over at most two linking words; None where the name ends."""
    crossed = []
    for i in range(at + step, at + 4 * step, step):
        if not mention.start <= i < mention.end:
            return None
        if is_name_word(words[i]):
            apart = any(word.form.lower() == "and" or word.form.lower() in {"in", "on", "the"} for word in crossed)
            return i if not (apart and label == "PERSON") else None
        lower = words[i].form.lower()
        if not (lower in JOINTS or (label != "PERSON" and lower in LINKS) or lower in {"de", "la", "du", "del"}):
            return None
        crossed.append(words[i])
    return None


def is_name_word(word: Word) -> bool:
    """Tell whether a word is tagged as a proper noun."""
    return word.xpos in {"NNP", "NNPS"}
