"""The bundled pipeline: small, quick to load, licensed, the same each time, and as good as its card says."""

import hashlib
import json
import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from helpers.annotate.pipeline import BUNDLED

MEGABYTE = 1024 * 1024
COMPONENTS = ["tok2vec", "tagger", "morphologizer", "lemmatizer", "parser", "ner"]
TEXT = (
    "The ministry said on Monday that it hadn't received the report. “We are waiting,” Anna Lindqvist told reporters "
    "in Lisbon, according to Reuters."
)
MEASURED_ON = {  # sha256 of the test parts, so that a floor is never compared with other data
    "en_ewt-test.conllu.gz": "68ab4b90d376151a630af07bc39552817f3113186b15bca9ba01efcdbe165c41",
    "en_gum-open-test.conllu.gz": "79fa9ab8f1bd807c11a6178d5ab6173ddeb22a124ad77058cdb4163f166337fe",
}
FLOORS = {  # percentages on the test parts, rounded down; the aim was 95.5 for tags, 87.5, 84 and, for names, 62
    ("both", "tag_acc"): 95.4,
    ("both", "dep_uas"): 87.8,
    ("both", "dep_las"): 84.8,
    ("both", "sents_f"): 89.0,
    ("both", "lemma_acc"): 95.7,
    ("both, gold words", "tag_acc"): 95.7,
    ("both, gold words", "dep_uas"): 88.3,
    ("both, gold words", "dep_las"): 85.3,
    ("en_gum-open", "ents_f"): 64.0,
}


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(BUNDLED)


@pytest.fixture(scope="module")
def meta():
    return json.loads((BUNDLED / "meta.json").read_text(encoding="utf-8"))


def test_is_at_most_15_megabytes():
    assert sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()) <= 15 * MEGABYTE


def test_loads_quickly():
    started = time.process_time()
    spacy.load(BUNDLED)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("component", COMPONENTS)
def test_has_component(nlp, component):
    assert component in nlp.pipe_names


@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE"])
def test_recogniser_knows(nlp, label):
    assert label in nlp.get_pipe("ner").labels


@pytest.mark.parametrize("label", ["nsubj", "nsubj:pass", "obj", "obl", "ccomp", "acl:relcl", "parataxis"])
def test_parser_knows(nlp, label):
    assert label in nlp.get_pipe("parser").labels


@pytest.mark.parametrize("named", ["EWT", "GUM", "WordNet", "GeoNames"])
def test_credits_and_licence(meta, named):
    assert meta["license"] == "CC BY-SA 4.0"
    assert any(named in source["name"] and source["license"] and source["author"] for source in meta["sources"])
    assert named in (BUNDLED / "LICENSE.md").read_text(encoding="utf-8")
    assert named in (BUNDLED / "README.md").read_text(encoding="utf-8")


def test_carries_no_trace_of_the_machine_that_made_it(meta):
    config = (BUNDLED / "config.cfg").read_text(encoding="utf-8")
    assert "/tmp" not in config and "/work" not in config and "training.prepare" not in config


def test_same_parse_each_time(nlp):
    def parse(pipeline):
        return [(token.tag_, token.dep_, token.head.i, token.lemma_, token.ent_type_) for token in pipeline(TEXT)]

    assert parse(nlp) == parse(nlp) == parse(spacy.load(BUNDLED))


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("said", "say"), ("n't", "not"), ("received", "receive"), ("are", "be"), ("reporters", "reporter")],
)
def test_lemmas(nlp, word, lemma):
    assert {token.lemma_ for token in nlp(TEXT) if token.text == word} == {lemma}


def test_parses_given_words(nlp):
    doc = nlp(Doc(nlp.vocab, words=["She", "denied", "it", "."]))
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "obj", "punct"]


@pytest.fixture(scope="module")
def figures(shared):
    treebanks = shared / "treebank"
    for name, sha256 in MEASURED_ON.items():
        path: Path = treebanks / name
        if not path.is_file():
            pytest.skip(f"needs {name} in shared/treebank")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256, (
            f"{name} is not what the floors were measured on"
        )
    evaluate = pytest.importorskip("training.evaluate", reason="needs the folder training/ on the path").evaluate
    return evaluate(BUNDLED, treebanks, "test")


@pytest.mark.parametrize(("data", "figure", "floor"), [(*key, floor) for key, floor in FLOORS.items()])
def test_floor(figures, data, figure, floor):
    assert figures[data][figure] >= floor
