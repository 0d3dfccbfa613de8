"""The dictionary is made from small files of the sources' own form."""

import gzip
import json

import pytest

from training.dictionary import make_dictionary

NOUN = """\
  1 This software is provided under a licence
00000001 06 n 02 crane 0 derrick 0 000 | lifts
00000002 15 n 02 Port_Aldis 0 Aldis 0 000 | a harbour
00000003 18 n 01 Ines_Vork 0 000 | a person
00000004 14 n 01 Quay_Board 0 000 | a body
00000005 10 n 01 Aldish 0 000 | a language
"""
ADJECTIVE = "00000006 01 a 02 Aldish(a) 0 salty 0 000 | of the port\n"


@pytest.fixture
def sources(tmp_path):
    files = {
        "data.noun": NOUN,
        "data.verb": "00000007 30 v 01 crane 0 000 | stretch\n",
        "data.adj": ADJECTIVE,
        "data.adv": "00000008 02 r 01 saltily 0 000 | so\n",
        "dist.female.first": "INES           0.010  1.000      1\n",
        "dist.male.first": "",
        "dist.all.last": "VORK           0.010  1.000      1\n",
        "countries.json": json.dumps({"AL": {"name": "Aldis"}}),
        "us_states.json": "{}",
        "cities15000.json": json.dumps(
            {"1": {"name": "Port Aldis", "population": 90_000}, "2": {"name": "Hamlet", "population": 20_000}}
        ),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(sources):
    path = sources / "dictionary.tsv.gz"
    assert make_dictionary(sources, path) > 0
    return dict(line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines())


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("crane", "nv"),
        ("derrick", "n"),
        ("salty", "a"),
        ("saltily", "r"),
        ("Aldis", "CLcl"),
        ("Port", "CL"),
        ("Ines", "Pf"),
        ("Vork", "Ps"),
        ("Quay", "G"),
        ("Aldish", "do"),
    ],
)
def test_codes(made, word, codes):
    assert made[word] == codes


@pytest.mark.parametrize("word", ["Hamlet", "aldis", "This", "lifts"])
def test_leaves_out(made, word):
    assert word not in made


def test_same_bytes_each_time(sources):
    path = sources / "dictionary.tsv.gz"
    make_dictionary(sources, path)
    first = path.read_bytes()
    make_dictionary(sources, path)
    assert path.read_bytes() == first
