"""Codings laid along the text."""

from helpers.figures.codings import codings
from helpers.review.agreement import Coded

TEXT = "The mayor said the pier was shut. The union denied it."
SHUT = Coded(((15, 32),), (0, 9), (10, 14))
DENIED = Coded(((51, 53),), (34, 43), (44, 50))


def bars(ax, part):
    return [c for c in ax.collections if c.get_gid() == part]


def test_every_span_of_every_coder_is_drawn():
    ax = codings({"Ann": [SHUT, DENIED], "Ben": [SHUT]}, TEXT)
    assert [len(bars(ax, part)) for part in ("source", "cue", "content")] == [3, 3, 3]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Ann", "Ben"]
    extents = [c.get_paths()[0].get_extents() for c in bars(ax, "content")]
    assert sorted((round(e.x0), round(e.x1)) for e in extents) == [(15, 32), (15, 32), (51, 53)]


def test_claims_of_one_side_only_are_hatched():
    ax = codings({"Ann": [SHUT, DENIED], "Ben": [SHUT]}, TEXT)
    assert sorted(str(c.get_hatch()) for c in bars(ax, "content")) == ["////", "None", "None"]


def test_nothing_marked_is_said_so():
    ax = codings({"Ann": [], "Ben": []}, TEXT)
    assert "Nothing was marked." in [t.get_text() for t in ax.texts]
    assert codings({}, "") is not None
