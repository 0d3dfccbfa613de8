"""Turn the treebanks into spaCy's binary training files."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from .augment import LONGEST, rare_words, vary
from .conllu import Sentence, Word, read_paragraphs
from .entities import marked_names
from .names import certain_names

TREEBANKS = ("en_ewt", "en_gum-open")
NAMED = frozenset({"en_gum-open"})
SEED = 20240229


def find_file(treebanks: Path, name: str, part: str) -> Path:
    """Find `name-part.conllu` or `.conllu.gz` in the folder of treebanks, or say what is missing."""
    for suffix in (".conllu.gz", ".conllu"):
        if (path := treebanks / f"{name}-{part}{suffix}").is_file():
            return path
    raise FileNotFoundError(f"no {name}-{part}.conllu[.gz] in {treebanks}: see training/README.md")


def to_doc(vocab: Vocab, sentences: list[Sentence], mark: Callable[[list[Word]], list[str | None]]) -> Doc:
    """Build one Doc from the sentences of a paragraph, on the treebank's own words.

    Parameters
    ----------
    vocab : Vocab
        Shared vocabulary.
    sentences : list of Sentence
        In text order.
    mark : callable
        Gives the names of a sentence as IOB tags; None where nobody knows: such words teach the recogniser nothing.
    """
    words: list[Word] = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    tags: list[str | None] = []
    for sentence in sentences:
        offset = len(heads)
        heads.extend(offset + word.head for word in sentence.words)
        tags.extend(mark(sentence.words))
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.features for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.relation == "root" else word.relation for word in words],
        ents=tags,
    )


def read_docs(treebanks: Path, name: str, part: str, vocab: Vocab) -> Iterator[Doc]:
    """Yield the paragraphs of one file of one treebank as Docs; long ones are cut at sentence ends."""
    for sentences in read_paragraphs(find_file(treebanks, name, part)):
        for at in range(0, len(sentences), LONGEST):
            yield to_doc(vocab, sentences[at : at + LONGEST], marked_names if name in NAMED else no_names)


def no_names(words: list[Word]) -> list[str | None]:
    """Mark every word as one of which it is not known whether it is a name."""
    return [None] * len(words)


def convert(treebanks: Path, build: Path) -> None:
    """Write train.spacy (with varied copies), tune.spacy (a tenth of dev), dev and test files to `build`."""
    build.mkdir(parents=True, exist_ok=True)
    vocab = Vocab()
    shuffler = random.Random(SEED)
    train: list[Doc] = []
    paragraphs = {name: list(read_paragraphs(find_file(treebanks, name, "train"))) for name in TREEBANKS}
    rare = rare_words(sentences for name in TREEBANKS for sentences in paragraphs[name])
    for name in TREEBANKS:
        for sentences in paragraphs[name]:
            copies = vary(sentences, rare, shuffler, swap=name in NAMED)
            train.extend(to_doc(vocab, cut, marked_names if name in NAMED else certain_names) for cut in copies)
        for part in ("dev", "test"):
            _write(build / f"{name}-{part}.spacy", read_docs(treebanks, name, part, vocab))
    shuffler.shuffle(train)
    _write(build / "train.spacy", train)
    tune = [doc for name in TREEBANKS for doc in list(read_docs(treebanks, name, "dev", vocab))[::6]]
    _write(build / "tune.spacy", tune)


def _write(path: Path, docs: Iterator[Doc] | list[Doc]) -> None:
    DocBin(docs=docs, store_user_data=False).to_disk(path)
