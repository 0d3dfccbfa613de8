"""Why a row is there, in words."""

import pytest

from helpers.annotate.explain import KINDS, SOURCE_RULES, STRENGTHS, explain_claim
from helpers.annotate.kinds import SOURCE_TYPES
from tests.annotate.marked import annotated

CASES = [
    (
        "[s:Anna Lind] [c:said] that [t:the ferry did not leave].",
        ["“Anna Lind”", "a named person", "denies", "First hand"],
    ),
    ("[s:Anna Lind] [c:told] the Lake Herald that [t:it may leave].", ["through Lake Herald", "“may”", "hedged"]),
    ("[c:It is said] that [t:the ferry left].", ["unresolved", "Not first hand"]),
    ("[s:Anna Lind] [c:said]: [t:“They {the crew} left at noon.”]", ["editor insertion"]),
]


@pytest.mark.parametrize(("marked", "told"), CASES)
def test_explain_claim(marked, told):
    doc = annotated(marked)
    words = explain_claim(doc, doc._.claims[0])
    assert all(piece in words for piece in told), words


def test_every_kind_and_strength_has_words():
    assert set(KINDS) == set(SOURCE_TYPES)
    assert set(STRENGTHS) == set(range(-2, 3))
    assert all(SOURCE_RULES.values())
