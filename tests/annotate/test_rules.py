"""Every construction finds its own example."""

import pytest

from helpers.annotate.rules import RULES


@pytest.mark.parametrize("name", RULES)
def test_example_shows_its_rule(name, told):
    doc = told(RULES[name].example)
    found = {(c.rule, " … ".join(doc.text[a:b] for a, b in c.content)) for c in doc._.claims}
    assert (name, RULES[name].content) in found


@pytest.mark.parametrize("name", RULES)
def test_reason_is_one_sentence(name):
    assert RULES[name].why.endswith(".") and RULES[name].why.count(". ") == 0
