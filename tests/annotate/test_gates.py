"""Patterns tried only where a word begins as their forms do: the same matches as without."""

import re

import pytest

from helpers.annotate.gates import Gate, Words, lowered, openings
from helpers.annotate.lexicon import read


@pytest.mark.parametrize(
    ("form", "heads"),
    [
        ("met", {"me"}),
        ("Summit", {"su"}),
        ("buy(?:s|ing)?", {"bu"}),
        ("c(?:o|a)mes? into", {"co", "ca"}),
        ("(?:a |the )?member of", {"a ", "th", "me"}),
        ("(?:an? |the )?\\w+ member of", {"a ", "an", "th", ""}),
        ("a?rmed", {"ar", "rm"}),
        ("x", {"x"}),
        ("\\w+ly", {""}),
        ("s+ent", {""}),
    ],
)
def test_how_a_form_may_begin(form, heads):
    assert openings(form) == heads


@pytest.mark.parametrize("table", ["relation_patterns", "happenings"])
def test_a_gate_finds_what_its_pattern_finds(table):
    forms = [row["form"] for row in read(table)]
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b", re.I)
    bare = [re.sub(r"\(\?[=!].*|\(\?:([^|)]*)[^)]*\)\??|\[.*|[?\\]|\{.*", r"\1", form) for form in forms]
    text = "The firm " + " it. SHE-".join(bare) + " Ropa. Trade with Borduria’s Navy; İzmir met a member of it"
    plain = [m.span() for m in pattern.finditer(text, 0, len(text) - 5)]
    assert len(plain) > len(forms) / 2
    assert [m.span() for m in Gate(pattern, forms).finditer(Words(text), len(text) - 5)] == plain


def test_lower_case_keeps_the_places():
    assert len(lowered("İSTANBUL ſold ıt ẞ")) == len("İSTANBUL ſold ıt ẞ")
    assert lowered("İSTANBUL ſold") == "istanbul sold"
