"""Score a pipeline on the treebanks' development or test parts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from .convert import TREEBANKS, read_docs

FIGURES = (
    "token_acc",
    "tag_acc",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_f",
    "ents_p",
    "ents_r",
    "ents_f",
)


def score(nlp: Language, docs: Iterable[Doc], *, gold_words: bool) -> dict[str, float]:
    """Score as `spacy evaluate` does, paragraph by paragraph.

    Parameters
    ----------
    nlp : Language
        The pipeline.
    docs : iterable of Doc
        Gold paragraphs.
    gold_words : bool
        Give the pipeline the treebank's words. Otherwise it gets the text, and words that it cuts otherwise than the treebank count as
        wrong.

    Returns
    -------
    dict
        Percentages. Punctuation marks do not count for `dep_uas` and `dep_las`, as is spaCy's custom; names count only where the
        treebank marks them.
    """
    examples = []
    for gold in docs:
        words = [token.text for token in gold]
        spaces = [bool(token.whitespace_) for token in gold]
        examples.append(
            Example(Doc(nlp.vocab, words=words, spaces=spaces) if gold_words else nlp.make_doc(gold.text), gold)
        )
    scores = nlp.evaluate(examples)
    figures = {name: round(100 * scores[name], 2) for name in FIGURES if scores.get(name) is not None}
    figures |= {
        f"ents_f_{label}": round(100 * value["f"], 2)
        for label, value in sorted((scores["ents_per_type"] or {}).items())
    }
    return figures


def evaluate(model: Path | Language, treebanks: Path, part: str = "test") -> dict[str, dict[str, float]]:
    """Score on each treebank and on both together.

    Parameters
    ----------
    model : Path or Language
        A saved pipeline.
    treebanks : Path
        Folder of the CoNLL-U files.
    part : str
        "dev" or "test".

    Returns
    -------
    dict
        Figures by "both" (from the text), "both, gold words", and each treebank's name (from the text).
    """
    nlp = model if isinstance(model, Language) else spacy.load(model)
    docs = {name: list(read_docs(treebanks, name, part, nlp.vocab)) for name in TREEBANKS}
    every = [doc for found in docs.values() for doc in found]
    table = {"both": score(nlp, every, gold_words=False), "both, gold words": score(nlp, every, gold_words=True)}
    return table | {name: score(nlp, found, gold_words=False) for name, found in docs.items()}
