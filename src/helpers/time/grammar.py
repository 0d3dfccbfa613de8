"""The small language in which the patterns of temporal expressions are written, and the engine that applies them.

A pattern is a line of words: lower-case words and marks stand for themselves, capitals for a class of words.csv, a
shape of number or the result of an earlier layer; ``a|b`` is a choice, ``?`` makes an element optional.

    Rule("month day year", "MON DAY ,? YEAR", build, "June 3, 2024", makes="CAL")

The rules of a layer are applied together, longest match first, from left to right; what matched becomes one node that
the next layer sees as one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.time.tokens import CAPITAL, OTHER, Token, signs

ALIASES = {
    "MON": ("MONTH", "MONTHABBR"),
    "WD": ("WDAY", "WDAYABBR"),
    "DAY": ("<d>", "<0d>", "<ordinal>"),
    "NUMDAY": ("<d>", "<0d>"),
    "HOUR": ("<d>", "<0d>"),
    "YEAR": ("<year>", "<'98>", "<YEARW>"),
    "LONGYEAR": ("<year>", "<YEARW>"),
    "TWO": ("<2>", "<d>", "<0d>"),
    "N": ("<d>", "<0d>", "<2>", "<n>", "<number>", "<fraction>", "SMALL", "TENS", "<NUM>"),
    "ORD": ("ORDW", "<ordinal>", "<ORDC>"),
    "ANYUNIT": ("UNIT", "UNITS"),
}
_NUMERIC = {"<d>", "<0d>", "<2>", "<n>", "<year>"}
_CLASSES_OF_NUMBERS = {"SMALL", "TENS", "TENSPL", "POWER", "MONTH", "MONTHABBR", "WDAY", "WDAYS", "WDAYABBR", "ORDW",
                       "LASTW", "NEXTW", "THISW", "DAYREL"}  # fmt: skip


class Node(NamedTuple):
    """A token, or what a rule made of several: its characters, its sign, what it means, and the rule's name."""

    start: int
    end: int
    lower: str
    sign: str
    value: object = None
    rule: str = ""


def is_word(node: Node) -> bool:
    """A word, not one with a capital that nobody knows, and no part of a temporal expression."""
    return node.value is None and node.sign != CAPITAL and node.lower.isalpha()


@dataclass(frozen=True)
class Rule:
    """A named pattern, what it builds of the parts it caught, and an example.

    `after` and `before` name what must stand beside it without belonging to it.
    """

    name: str
    pattern: str
    build: Callable[..., object]
    example: str
    makes: str = "CAL"
    after: str = ""
    before: str = ""


def leaves(tokens: Iterable[Token]) -> list[Node]:
    """The tokens as nodes of the first layer."""
    return [Node(t.start, t.end, t.lower, t.sign) for t in tokens]


def members(name: str) -> dict[str, str]:
    """Sign → class for a class, an alias, a shape or a layer's result, whichever the name is."""
    table = signs()
    if name in ALIASES:
        return {s: c for part in ALIASES[name] for s, c in members(part).items()}
    if name in table.classes:
        found = {table.sign(word): name for word in table.classes[name]}
        return found | {table.sign(f"<{name}>"): f"<{name}>"}
    if name == "CAPITAL":
        return {CAPITAL: ""}
    if name == "WORD":
        return {CAPITAL: "", OTHER: ""}
    shape = name if name.startswith("<") else f"<{name}>"
    return {table.sign(shape): shape}


class _Element(NamedTuple):
    regex: str
    field: str  # name under which the part reaches the builder; empty for plain words
    classes: dict[str, str]
    optional: bool


def _element(source: str, seen: dict[str, int] | None) -> _Element:
    optional = source.endswith("?") and len(source) > 1
    choices = (source[:-1] if optional else source).split("|")
    classes: dict[str, str] = {}
    for choice in choices:
        classes |= members(choice) if choice.isupper() or choice.startswith("<") else {signs().sign(choice): ""}
    field = ""
    if seen is not None and any(choice.isupper() or choice.startswith("<") for choice in choices):
        field = choices[0].strip("<>").lower()
        field = field if field.isidentifier() else "shape"
        seen[field] = seen.get(field, 0) + 1
        field += str(seen[field]) if seen[field] > 1 else ""
    body = "[" + "".join(map(re.escape, sorted(classes))) + "]"
    group = f"(?P<{field}>{body})" if field else f"(?:{body})"
    return _Element(group + ("?" if optional else ""), field, classes, optional)


class _Compiled(NamedTuple):
    rule: Rule
    regex: re.Pattern[str]
    classes: dict[str, dict[str, str]]
    sign: str
    needs: tuple[frozenset[str], ...]  # of each of these a line must hold a sign


def compile_rules(rules: Sequence[Rule]) -> tuple[_Compiled, ...]:
    """Turn the patterns into regular expressions over signs."""
    out = []
    for rule in rules:
        seen: dict[str, int] = {}
        elements = [_element(part, seen) for part in rule.pattern.split()]
        left, right = (
            f"(?{sign}{_element(side, None).regex})" if side else ""
            for sign, side in (("<=", rule.after), ("=", rule.before))
        )
        regex = re.compile(left + "".join(e.regex for e in elements) + right)
        classes = {e.field: e.classes for e in elements if e.field}
        needs = sorted((frozenset(e.classes) for e in elements if not e.optional), key=len)
        out.append(_Compiled(rule, regex, classes, signs().sign(f"<{rule.makes}>"), tuple(needs)))
    return tuple(out)


def value_of(node: Node, cls: str) -> object:
    """What a node brings to a builder: the number of a number, the lexicon's value of a word, a layer's meaning."""
    if node.value is not None:
        return node.value
    if cls in _NUMERIC:
        return int(node.lower)
    if cls == "<ordinal>":
        return int(node.lower[:-2])
    table = signs().classes.get(cls)
    if table is not None:
        text = table.get(node.lower, node.lower)
        return int(text) if cls in _CLASSES_OF_NUMBERS else text
    return node.lower


def apply(layer: Sequence[_Compiled], nodes: list[Node]) -> list[Node]:
    """One layer over the nodes: the longest matches from left to right become nodes."""
    line = "".join([n.sign for n in nodes])
    found, present = [], frozenset(line)
    for order, (rule, regex, classes, sign, needs) in enumerate(layer):
        if any(present.isdisjoint(need) for need in needs):
            continue
        for match in regex.finditer(line):
            found.append((match.start(), -match.end(), order, match, rule, classes, sign))
    if not found:
        return nodes
    found.sort(key=lambda f: f[:3])
    out: list[Node] = []
    done = 0
    for start, minus_end, _, match, rule, classes, sign in found:
        if start < done:
            continue
        made = _build(rule, match, classes, nodes, sign)
        if made is None:
            continue
        out += nodes[done:start]
        out.append(made)
        done = -minus_end
    return out + nodes[done:] if done else nodes


def _build(rule: Rule, match: re.Match, classes: dict, nodes: list[Node], sign: str) -> Node | None:
    values = {}
    for field, signs_of in classes.items():
        at = match.start(field)
        values[field] = None if at < 0 else value_of(nodes[at], signs_of[nodes[at].sign])
    first, last = nodes[match.start()], nodes[match.end() - 1]
    value = rule.build(**values)
    if value is None:
        return None
    lower = " ".join([n.lower for n in nodes[match.start() : match.end()]])
    return Node(first.start, last.end, lower, sign, value, rule.name)
