"""The pipeline: any spaCy English parser, our components after it, and one Doc an article whose text is the article's."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import SPACE, dep
from spacy.tokens import Doc

from helpers.annotate import records, word_classes  # noqa: F401  the Doc's attributes; the bundled pipeline's first layer
from helpers.read.articles import SILENT_KINDS, Article

BUNDLED = Path(__file__).parent / "model"
COMPONENTS = {  # factory name -> module that registers it, in the order in which they run
    "helpers_names": "names",
    "helpers_dates": "dates",
    "helpers_quotes": "quotes",
    "helpers_attribution": "attribution",
    "helpers_speakers": "speakers",
    "helpers_quantities": "quantities",
    "helpers_relations": "relations",
    "helpers_events": "events",
}
LONG_RUN = re.compile(r"\S{400,}")  # no word: data, a key, noise; the tokenizer would crawl through it
FURNITURE = re.compile(r"[*_`#\\]+|\s+")  # markup left in the text, and blanks: not part of any sentence
_SYNTAX = (TAG, POS, LEMMA, MORPH, DEP, ENT_IOB, ENT_TYPE)
_loaded: dict[str, Language] = {}


def load_pipeline(name: str | Path | Language | None = None) -> Language:
    """Load an English pipeline and add this suite's components after it.

    Parameters
    ----------
    name : str, Path or Language, optional
        A pipeline with a parser: the name of an installed one, a folder, or one already loaded.
        Without it, the pipeline bundled with the suite, so that every machine gives the same rows.

    Returns
    -------
    spacy.language.Language
        With the components of `COMPONENTS` at its end. Loaded once per name and process.

    Raises
    ------
    ValueError
        If the pipeline has no parser, or cannot be found.

    Notes
    -----
    Labels of Universal Dependencies and of the CLEAR style (``dobj``, ``nsubjpass``) are both understood.
    """
    if isinstance(name, Language):
        return _with_components(name)
    key = str(name or BUNDLED)
    if key not in _loaded:
        try:
            nlp = spacy.load(key)
        except OSError as error:
            raise ValueError(
                f"No spaCy pipeline at {key!r}. Install it, pass the folder that holds it, "
                "or leave the argument out to use the bundled one."
            ) from error
        _loaded[key] = _with_components(nlp)
    return _loaded[key]


def _with_components(nlp: Language) -> Language:
    if "parser" not in nlp.pipe_names:
        raise ValueError("This pipeline has no parser; claims and events need one. Pass one that has, or none.")
    for factory, module in COMPONENTS.items():
        if factory not in nlp.pipe_names:
            importlib.import_module(f"helpers.annotate.{module}")
            nlp.add_pipe(factory)
    return nlp


def tokenise(nlp: Language, text: str) -> Doc:
    """Tokens of a text, blanks included, so that ``doc.text == text``; long runs without a blank are one token each.

    >>> import spacy
    >>> doc = tokenise(spacy.blank("en"), "One  two.\\n\\nThree " + "x" * 500)
    >>> doc.text.endswith("x") and len(doc)
    7
    """
    runs = list(LONG_RUN.finditer(text))
    if not runs:
        return nlp.tokenizer(text)
    words, spaces, at = [], [], 0
    for run in [*runs, None]:
        piece = nlp.tokenizer(text[at : run.start() if run else len(text)])
        words += [t.orth_ for t in piece]
        spaces += [bool(t.whitespace_) for t in piece]
        if run:
            words.append(run.group())
            spaces.append(False)
            at = run.end()
    return Doc(nlp.vocab, words=words, spaces=spaces)


def annotate(articles: Iterable[Article], nlp: Language | None = None, *, batch: int = 16) -> Iterator[Doc]:
    """Parse and annotate articles, one Doc each, in order.

    Parameters
    ----------
    articles : iterable of Article
    nlp : Language, optional
        From `load_pipeline`; the bundled pipeline when left out.
    batch : int
        How many articles are parsed together (memory grows with it, not with the number of articles).

    Yields
    ------
    spacy.tokens.Doc
        ``doc.text`` is the article's text, ``doc._.article`` the article. Paragraphs are parsed one by one, joined over
        page breaks, without blanks and left-over markup; those tokens hang on the one before them, labelled ``dep``.
        Boilerplate and comments have tokens and no parse: each segment is one flat sentence of ``dep``.
    """
    nlp = nlp or load_pipeline()
    waiting: list[Article] = []
    for article in articles:
        waiting.append(article)
        if len(waiting) == batch:
            yield from _annotate_batch(waiting, nlp)
            waiting = []
    if waiting:
        yield from _annotate_batch(waiting, nlp)


def _annotate_batch(articles: list[Article], nlp: Language) -> Iterator[Doc]:
    docs = [parse_units(nlp, article) for article in articles]
    flat = [unit for _, units in docs for unit, _ in units]
    ours = [name for name in COMPONENTS if name in nlp.pipe_names]
    parsed = nlp.pipe(flat, disable=ours)
    steps = [nlp.get_pipe(name) for name in ours]
    for article, (doc, units) in zip(articles, docs, strict=True):
        _lay_out(doc, article, [(next(parsed), at) for _, at in units])
        doc._.article = article
        for step in steps:
            doc = step(doc)
        yield doc


def parse_units(nlp: Language, article: Article) -> tuple[Doc, list[tuple[Doc, np.ndarray]]]:
    """The article's tokens, and its paragraphs as Docs to be parsed, each with the places of its tokens in the article."""
    doc = tokenise(nlp, article.text)
    words = [t.orth_ for t in doc]
    starts = doc.to_array(["IDX"]).reshape(-1).astype(np.int64)
    kept = np.array([not FURNITURE.fullmatch(w) for w in words], dtype=bool)
    if article.segments:
        groups: list[list[int]] = []
        for segment in article.segments:
            if segment.kind in SILENT_KINDS:
                continue
            first, last = np.searchsorted(starts, [segment.start, segment.end])
            places = [int(i) for i in range(first, last) if kept[i]]
            if segment.joins and groups:
                groups[-1] += places
            else:
                groups.append(places)
    else:
        groups = [[int(i) for i in np.flatnonzero(kept)]]
    units = []
    for places in groups:
        if places:
            spaces = [bool(doc[i].whitespace_) or i + 1 != j for i, j in zip(places, [*places[1:], -1], strict=True)]
            units.append((Doc(nlp.vocab, words=[words[i] for i in places], spaces=spaces), np.array(places)))
    return doc, units


def _lay_out(doc: Doc, article: Article, units: list[tuple[Doc, np.ndarray]]) -> None:
    """Write the parses of the paragraphs into the article's Doc."""
    n = len(doc)
    table = np.zeros((n, len(_SYNTAX)), dtype=np.uint64)
    iob, kind = _SYNTAX.index(ENT_IOB), _SYNTAX.index(ENT_TYPE)
    table[:, iob] = 2
    table[:, _SYNTAX.index(DEP)] = dep
    heads = np.maximum(np.arange(n) - 1, 0)  # blanks hang on the token before them
    for segment in article.segments:
        if segment.kind in SILENT_KINDS:  # one unparsed sentence each
            first, last = np.searchsorted(
                doc.to_array(["IDX"]).reshape(-1).astype(np.int64), [segment.start, segment.end]
            )
            heads[first:last] = first
    for unit, places in units:
        table[places] = unit.to_array(list(_SYNTAX))
        heads[places] = places[np.arange(len(unit)) + unit.to_array([HEAD]).reshape(-1).astype(np.int64)]
        for gap in np.flatnonzero(np.diff(places) > 1):
            before, after = places[gap], places[gap + 1]
            if table[after, iob] == 1:  # a name goes on over a line break
                table[before + 1 : after, iob], table[before + 1 : after, kind] = 1, table[after, kind]
    table[doc.to_array([IS_SPACE]).reshape(-1) == 1, _SYNTAX.index(POS)] = SPACE
    offsets = (heads - np.arange(n)).astype(np.int64).view(np.uint64).reshape(-1, 1)
    if n:
        doc.from_array([*_SYNTAX, HEAD], np.hstack([table, offsets]))
