"""Through whom a claim came, on invented texts."""

import pytest

from tests.annotate.marked import claims

CHAINS = [  # the last claim's relays
    ("[s:Anna Lind] [c:said] [t:the ferry left].", []),
    ("[s:Anna Lind] [c:told] the Lake Herald that [t:the ferry left].", ["Lake Herald"]),
    ("[s:Anna Lind] [c:told] a court that [t:the ferry left].", []),
    ("[s:Anna Lind] [c:disclosed] to Lake Herald reporters that [t:the ferry left].", ["Lake Herald"]),
    ("In an interview with the Lake Herald, [s:Anna Lind] [c:said] [t:the ferry left].", ["Lake Herald"]),
    ("[1s:Anna Lind] [1c:told] the Lake Herald that [1t:it left]. Days went by. [2s:Lind] [2c:said] [2t:it sank].",
     ["Lake Herald"]),
    ("[1t:[2s:Officials] [2c:believe] [2t:the ferry sank]], [1s:Anna Lind] [1c:said].", ["Anna Lind"]),
    ("[1s:Anna Lind] [1c:told] the Lake Herald that [1t:[2s:her boss] [2c:denied] [2t:the sale]].",
     ["Anna Lind", "Lake Herald"]),
    ("The Lake Herald reached out to the yard, and [s:a clerk] [c:said] [t:it was closed].", ["Lake Herald"]),
    ("The Lake Herald quoted Anna Lind. [s:Lind] [c:said] [t:it was closed].", ["Lake Herald"]),
    ("[1s:Anna Lind] [1c:told] the Lake Herald that [1t:it left]. [2s:She] [2c:told] the council that [2t:it sank].", []),
    ("[1s:The Lake Herald] [1c:reported] that [1t:it left]. [2t:The ferry] is [2c:said] [2t:to have sunk].",
     ["Lake Herald"]),
    ("[1s:Anna Lind] [1c:claimed] that [1t:it left]. [2t:The ferry] is [2c:said] [2t:to have sunk].", []),
    ("[s:The Lake Herald] [c:reported] that [t:the ferry left].", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "via"), CHAINS)
def test_relays_nearest_first(marked, via):
    assert claims(marked)[-1].via == via


@pytest.mark.parametrize(
    ("marked", "outlet", "first_hand"),
    [
        ("[s:Anna Lind] [c:said] [t:the ferry left].", "", True),
        ("[s:Anna Lind] [c:told] the Lake Herald that [t:the ferry left].", "", False),
        ("[s:Anna Lind] [c:told] the Lake Herald that [t:the ferry left].", "The Lake Herald", True),
        ("[c:It is rumored] that [t:the ferry left].", "", False),
        ("[c:Reportedly], [t:the ferry left].", "", False),
    ],
)
def test_first_hand(marked, outlet, first_hand):
    assert claims(marked, outlet=outlet)[0].first_hand is first_hand


def test_told_us_is_told_the_own_outlet():
    assert claims("[s:A clerk] [c:told] us that [t:the ferry left].", outlet="Lake Herald")[0].via == ["Lake Herald"]
    assert claims("[s:A clerk] [c:told] us that [t:the ferry left].")[0].via == []
