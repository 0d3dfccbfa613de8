"""What a dictionary says of a word, as a feature of the bundled pipeline: may it be a verb, a given name, a city?

The treebanks that the pipeline learns from hold some 30,000 different words; news is full of others. For those, a dictionary of word
classes and of names (`model/dictionary.tsv.gz`, made by `training/dictionary.py`) tells the tagger and the recogniser what a word may be;
what it is here they decide from its neighbours.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from spacy import registry as functions
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.initializers import glorot_uniform_init
from thinc.types import Ints2d

DICTIONARY = Path(__file__).parent / "model" / "dictionary.tsv.gz"
CODES = {  # as in the dictionary -> what it says of a word
    "n": "noun",
    "v": "verb",
    "a": "adjective",
    "r": "adverb",
    "p": "a person's whole name",
    "P": "part of a person's name",
    "l": "a place's whole name",
    "L": "part of a place's name",
    "g": "a group's whole name",
    "G": "part of a group's name",
    "o": "another noun with a capital",
    "d": "an adjective with a capital",
    "f": "given name",
    "s": "surname",
    "c": "state or city",
    "C": "part of a state's or city's name",
    "h": "last word of organizations' names",
    "k": "last word of places' names",
}
INFLECTED = (
    "plural noun",
    "verb in -s",
    "verb in -ing",
    "verb in -ed",
    "comparative",
    "superlative",
    "last of a hyphenated word",
)
CLASSES = (*CODES.values(), *INFLECTED)
_BIT = {name: 1 << i for i, name in enumerate(CLASSES)}
_CODE_BIT = {code: _BIT[name] for code, name in CODES.items()}


@cache
def read_dictionary() -> dict[str, int]:
    """Read the dictionary: what each word may be, as bits in the order of `CLASSES`.

    Common words stand in lower case; names, and only they, begin with a capital.
    """
    with gzip.open(DICTIONARY, "rt", encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return {word: sum(_CODE_BIT[code] for code in codes) for word, codes in pairs}


@lru_cache(maxsize=1 << 17)
def classes_of(word: str) -> int:
    """Tell what a word may be, by itself and by its ending, as bits in the order of `CLASSES`.

    Irregular forms ("went", "mice") are not undone: they are common, and the treebanks have them. Of a hyphenated word that the
    dictionary lacks, the last part counts.

    Examples
    --------
    >>> names_of_bits(classes_of("tankers"))
    ['plural noun']
    >>> names_of_bits(classes_of("Henderson"))
    ['surname', 'state or city']
    """
    known = read_dictionary()
    lower = word.lower()
    bits = 0
    if "-" in lower and lower not in known:
        tail = lower.rpartition("-")[2]
        if tail and tail != lower:
            bits, lower = _BIT["last of a hyphenated word"], tail
    bits |= known.get(lower, 0) | _by_ending(lower)
    if word[:1].isupper():
        name = word.title() if len(word) > 3 and word.isupper() and word not in known else word
        bits |= known.get(name, 0)
    return bits


def names_of_bits(bits: int) -> list[str]:
    """Give the names of the classes that are set."""
    return [name for name in CLASSES if bits & _BIT[name]]


def _by_ending(word: str) -> int:
    bits = 0
    if word.endswith("s") and len(word) > 2:
        stems = [word[:-1], word[:-2] if word.endswith("es") else "", word[:-3] + "y" if word.endswith("ies") else ""]
        bits |= _BIT["plural noun"] if _any_is(stems, "n") else 0
        bits |= _BIT["verb in -s"] if _any_is(stems, "v") else 0
    endings = {
        "ing": ("v", "verb in -ing"),
        "ed": ("v", "verb in -ed"),
        "er": ("a", "comparative"),
        "est": ("a", "superlative"),
    }
    for ending, (code, name) in endings.items():
        if word.endswith(ending) and _any_is(_stems(word.removesuffix(ending)), code):
            bits |= _BIT[name]
    return bits


def _stems(stem: str) -> list[str]:
    """Undo what an ending does to its stem: "mak(ing)" to "make", "stopp(ed)" to "stop", "deni(ed)" to "deny"."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    return [stem, stem + "e", stem[:-1] if doubled else "", stem[:-1] + "y" if stem.endswith("i") else ""]


def _any_is(words: list[str], code: str) -> bool:
    known, bit = read_dictionary(), _CODE_BIT[code]
    return any(known.get(word, 0) & bit for word in words)


@functions.architectures("helpers.DictionaryEmbed.v1")
def dictionary_embed(width: int, attrs: list[str], rows: list[int], class_rows: int) -> Model[list[Doc], list]:
    """Build the pipeline's first layer: spaCy's hashed features of a word, and what the dictionary says of it.

    Parameters
    ----------
    width : int
        Of the vectors.
    attrs : list of str
        spaCy's attributes of a word, hashed and embedded each on its own.
    rows : list of int
        Rows of each attribute's table.
    class_rows : int
        Rows of the table for whole combinations of classes; each class also has a vector of its own.

    Notes
    -----
    As spaCy's ``MultiHashEmbed`` (Honnibal et al.), with two more parts.
    """
    embeds: list[Model] = [
        HashEmbed(width, size, column=column, seed=column + 8) for column, size in enumerate([*rows, class_rows])
    ]
    embeds.append(_class_vectors(width, column=len(rows)))
    mixed = Maxout(width, width * len(embeds), nP=3, dropout=0.0, normalize=True)
    return chain(_features(attrs), list2ragged(), with_array(concatenate(*embeds)), with_array(mixed), ragged2list())


def _features(attrs: list[str]) -> Model[list[Doc], list[Ints2d]]:
    """Give each Doc's attributes, with the bits of its words' classes as the last column."""

    def forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], object]:
        arrays = []
        for doc in docs:
            classes = np.fromiter((classes_of(token.text) for token in doc), dtype="uint64", count=len(doc))
            attributes = doc.to_array(list(attrs)).reshape(len(doc), len(attrs))
            arrays.append(model.ops.asarray2i(np.column_stack([attributes, classes]), dtype="uint64"))
        return arrays, lambda gradients: []

    return Model("dictionary_features", forward)


def _class_vectors(width: int, column: int) -> Model[Ints2d, np.ndarray]:
    """Add up one learned vector for each class whose bit is set in `column`."""

    def start(model: Model, X: object = None, Y: object = None) -> None:
        model.set_param("W", glorot_uniform_init(model.ops, (len(CLASSES), width)))

    def forward(model: Model, ids: Ints2d, is_train: bool) -> tuple[np.ndarray, object]:
        shifts = model.ops.xp.arange(len(CLASSES), dtype="uint64")
        said = ((ids[:, column : column + 1] >> shifts) & model.ops.xp.uint64(1)).astype("float32")

        def backprop(gradient: np.ndarray) -> Ints2d:
            model.inc_grad("W", said.T @ gradient)
            return model.ops.alloc(ids.shape, dtype=ids.dtype)

        return said @ model.get_param("W"), backprop

    return Model("class_vectors", forward, init=start, dims={"nO": width, "nI": None}, params={"W": None})
