"""The lemmatiser's tables and the tokeniser's rules."""

import pytest
import spacy
from spacy.tokens import Doc

from training.callbacks import set_tokenizer
from training.conllu import Word
from training.lemmas import make_tables

SEEN = [
    ("walked", "walk", "VERB"),
    ("talked", "talk", "VERB"),
    ("backed", "back", "VERB"),
    ("cited", "cite", "VERB"),
    ("noted", "note", "VERB"),
    ("voted", "vote", "VERB"),
    ("went", "go", "VERB"),
    ("cities", "city", "NOUN"),
    ("ships", "ship", "NOUN"),
    ("The", "the", "DET"),
    ("n't", "not", "PART"),
]


@pytest.fixture(scope="module")
def lemmatizer():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    component.initialize(lookups=make_tables(Word(form, lemma, pos, "", "", 0, "dep", "") for form, lemma, pos in SEEN))
    return nlp, component


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("went", "VERB", "go"),  # an exception
        ("stalked", "VERB", "stalk"),  # a learned ending
        ("quoted", "VERB", "quote"),  # another
        ("parties", "NOUN", "party"),  # a plain rule
        ("Ports", "NOUN", "port"),
        ("The", "DET", "the"),
        ("n’t", "PART", "not"),  # with the curly apostrophe
        ("Paris", "PROPN", "Paris"),  # a name stays as it is
    ],
)
def test_lemma(lemmatizer, form, pos, lemma):
    nlp, component = lemmatizer
    assert component.rule_lemmatize(Doc(nlp.vocab, words=[form], pos=[pos])[0])[0] == lemma


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("No!!!", ["No", "!!!"]),
        ("a non-state actor", ["a", "non-state", "actor"]),
        ("a state-run paper", ["a", "state", "-", "run", "paper"]),
        ("and/or", ["and", "/", "or"]),
        ("“We don’t,” she said.", ["“", "We", "do", "n’t", ",", "”", "she", "said", "."]),
    ],
)
def test_tokens(text, tokens):
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    assert [token.text for token in nlp(text)] == tokens
