"""What to be careful about between quotation marks."""

import pytest

from tests.annotate.marked import claims

CASES = [
    ("[s:Anna Lind] [c:said]: [t:“The ferry left at noon.”]", []),
    ("[s:Anna Lind] [c:said]: [t:“They {the crew} left at noon.”]", ["editor insertion"]),
    ("[s:Anna Lind] [c:said]: [t:“Ruritania (RUR) has left us.”]", ["editor insertion"]),
    ("[s:Anna Lind] [c:said]: [t:“We left (at noon) and came back.”]", []),
    ("[s:Anna Lind] [c:said]: [t:“We left … at noon.”]", ["ellipsis"]),
    ("[s:Anna Lind] [c:said]: [t:“We left {...} at noon.”]", ["ellipsis"]),
    ("[s:Anna Lind] [c:said]: [t:“We left at noon ... History will judge.”]", ["ellipsis", "splice"]),
    (
        "[s:Anna Lind] [c:said] that [t:the ferry “left at noon with all of the crew” and “will never come back”].",
        ["splice"],
    ),
    ("[s:Anna Lind] [c:said] that [t:the so-called “ghost ferry” left at noon].", ["scare quotes"]),
    ("[s:Some islanders] [c:said]: [t:“The ferry left at noon and nobody saw it.”]", ["summary in quotation marks"]),
    ("[s:Ruritania] [c:said]: [t:“Ruritania stands with the islands in this matter.”]", ["summary in quotation marks"]),
    ("[s:Anna Lind] [c:said] that [t:the ferry left].", []),
]


@pytest.mark.parametrize(("marked", "flags"), CASES)
def test_flags(marked, flags):
    assert claims(marked)[0].quote_flags == flags
