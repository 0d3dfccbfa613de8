"""Every pattern finds its own example, and no pattern is idle."""

import pytest

from helpers.time import patterns
from helpers.time.grammar import apply, leaves
from helpers.time.patterns import parse
from helpers.time.tokens import tokenise

NAMES = ("NUMBERS", "LENGTHS", "LONGER", "DATES", "RELATIVES", "COMPOSED", "TIMES", "MODIFIED")
RULES = [rule for name in NAMES for rule in getattr(patterns, name)]


def around(rule):
    """The example with the neighbours that the rule asks for."""
    before, after = (side.split("|")[0] for side in (rule.after, rule.before))
    return f"{before} {rule.example} {after}".strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.name}: {r.example}")
def test_the_example_is_one_expression(rule):
    text = around(rule)
    found = [n for n in parse(tokenise(text)) if n.value is not None]
    assert found, f"nothing found in {text!r}"
    widest = max(found, key=lambda n: n.end - n.start)
    assert rule.example in text[widest.start : widest.end]


def test_each_rule_made_something_of_some_example():
    made = set()
    for rule in RULES:
        nodes = leaves(tokenise(around(rule)))
        for layer in patterns.LAYERS:
            nodes = apply(layer, nodes)
            made |= {n.rule for n in nodes}
    assert {r.name for r in RULES} <= made
