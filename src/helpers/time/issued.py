"""Documents that come out on a day: "the notice was issued on May 22" dates every other mention of its coming out."""

from __future__ import annotations

from helpers.time.direction import PARAGRAPH
from helpers.time.grammar import Node
from helpers.time.tokens import signs

_REACH = 40  # words of one sentence on either side
_STOPS = frozenset({".", "!", "?"})


def document_issued(nodes: list[Node], at: int) -> str:
    """The document whose coming out the sentence of this date tells; empty if it tells of none.

    It takes a word for the coming out and one for the document; the document nearest to the former counts.
    """
    classes = signs().classes
    sentence = _sentence(nodes, at)
    issued = [k for k in sentence if nodes[k].lower in classes["ISSUED"]]
    documents = [k for k in sentence if nodes[k].lower in classes["DOCUMENT"]]
    if not issued or not documents:
        return ""
    return nodes[min(documents, key=lambda k: min(abs(k - j) for j in issued))].lower


def document_after(nodes: list[Node], at: int) -> str:
    """The document that "recently posted a notice" is about; empty if the words after this one tell of none."""
    classes = signs().classes
    near = nodes[at + 1 : at + 12]
    put_up = [n.lower for n in near[:2]] in (["put", "up"], ["put", "out"], ["brought", "out"])
    if not near or not (put_up or near[0].lower in classes["ISSUED"]):
        return ""
    for node in near:
        if node.lower in _STOPS or node.sign == PARAGRAPH:
            return ""
        if node.lower in classes["DOCUMENT"]:
            return node.lower
    return ""


def _sentence(nodes: list[Node], at: int) -> range:
    first = last = at
    while (
        first > 0
        and at - first < _REACH
        and nodes[first - 1].lower not in _STOPS
        and nodes[first - 1].sign != PARAGRAPH
    ):
        first -= 1
    while (
        last + 1 < len(nodes)
        and last - at < _REACH
        and nodes[last].lower not in _STOPS
        and nodes[last].sign != PARAGRAPH
    ):
        last += 1
    return range(first, last + 1)
