"""The five articles beside the repository: three rounds of sanctions, kept apart, and one deletion with its bounds."""

import pytest

from helpers.annotate.pipeline import annotate
from helpers.read.folder import read_folder


@pytest.fixture(scope="module")
def events(shared):
    docs = annotate(read_folder(shared / "articles").articles)
    return {doc._.article.file[:3]: doc._.events for doc in docs}


@pytest.mark.parametrize(
    ("article", "rounds"),
    [
        ("000", [("Treasury", 2, "2024-05"), ("Treasury", 1, "2024-05")]),
        ("001", []),
        ("002", [("Treasury", 1, "2023-01-26"), ("United States", 1, None)]),
        ("003", []),
        ("004", [("European Union", 1, None), ("Treasury", 1, "2023-12")]),
    ],
)
def test_rounds_of_sanctions(events, article, rounds):
    found = [e for e in events[article] if e.kind == "sanction"]
    assert len(found) == len(rounds)
    for event, (actor, n_targets, edtf) in zip(found, rounds, strict=True):
        assert actor in event.actor
        assert len(event.targets) == n_targets
        assert edtf in (None, event.bounds.edtf)


def test_one_deletion_with_bounds(events):
    (event,) = [e for found in events.values() for e in found if e.kind == "deletion"]
    assert event.posted.edtf == "2024-05-22"
    assert (event.deleted.earliest, event.deleted.latest[:7]) == ("2024-05-22", "2024-06")
    assert "WeChat" in event.place and event.reason and event.claim is not None


def test_aggregate_is_a_count(events):
    assert [e.count for e in events["004"] if e.count] == [150.0]
