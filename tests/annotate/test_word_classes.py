"""What the pipeline's dictionary says of words, and the layer that passes it on."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from helpers.annotate.word_classes import CLASSES, CODES, classes_of, dictionary_embed, names_of_bits, read_dictionary

SAID = [
    ("sanction", {"noun", "verb"}),
    ("sanctions", {"plural noun", "verb in -s"}),
    ("denied", {"verb in -ed"}),
    ("stopped", {"verb in -ed"}),
    ("making", {"verb in -ing"}),
    ("heavier", {"comparative"}),
    ("largest", {"superlative"}),
    ("quickly", {"adverb"}),
    ("arms-smuggling", {"last of a hyphenated word", "verb in -ing"}),
    ("Beijing", {"a place's whole name", "state or city"}),
    ("SHENZHEN", {"state or city"}),
    ("Chinese", {"an adjective with a capital"}),
    ("Margaret", {"given name"}),
    ("Henderson", {"surname"}),
    ("University", {"last word of organizations' names"}),
    ("River", {"last word of places' names"}),
]


@pytest.mark.parametrize(("word", "classes"), SAID)
def test_says(word, classes):
    assert classes <= set(names_of_bits(classes_of(word)))


@pytest.mark.parametrize("word", ["zzqx", "", "-", "2024", "—", "Qzxvian", "--"])
def test_says_nothing(word):
    assert classes_of(word) == 0


@pytest.mark.parametrize(
    ("word", "never"), [("shenzhen", "state or city"), ("Sanction", "given name"), ("bus", "plural noun")]
)
def test_does_not_say(word, never):
    assert never not in names_of_bits(classes_of(word))


def test_dictionary_is_sorted_out():
    words = read_dictionary()
    assert len(words) > 100_000
    assert list(words) == sorted(words)
    assert all(0 < bits < 1 << len(CODES) for bits in words.values())


@pytest.fixture
def layer():
    docs = [Doc(spacy.blank("en").vocab, words=["Okafor", "denied", "it"])]
    model = dictionary_embed(8, ["NORM", "SHAPE"], [20, 20], 10)
    model.initialize(X=docs)
    return model, docs


def test_layer_gives_a_vector_a_word(layer):
    model, docs = layer
    assert [array.shape for array in model.predict([*docs, docs[0][:0].as_doc()])] == [(3, 8), (0, 8)]


def test_layer_hears_the_dictionary(layer):
    model, docs = layer
    before = model.predict(docs)[0]
    vectors = next(node for node in model.walk() if node.name == "class_vectors")
    weights = vectors.get_param("W").copy()
    weights[CLASSES.index("verb in -ed")] += 5
    vectors.set_param("W", weights)
    changed = np.abs(model.predict(docs)[0] - before).max(axis=1) > 1e-6
    assert changed.tolist() == [False, True, False]


def test_layer_learns(layer):
    model, docs = layer
    _, backprop = model.begin_update(docs)
    backprop([np.eye(3, 8, dtype="float32")])
    vectors = next(node for node in model.walk() if node.name == "class_vectors")
    assert np.abs(vectors.get_grad("W")[CLASSES.index("verb in -ed")]).sum() > 0
