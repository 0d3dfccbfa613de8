"""Polarity, hedging and strength, on invented claims."""

import pytest

from tests.annotate.marked import claims

POLARITY = [
    ("[s:Anna Lind] [c:said] that [t:the ferry left at noon].", "asserts", False),
    ("[s:Anna Lind] [c:said] that [t:the ferry did not leave at noon].", "denies", False),
    ("[s:Anna Lind] [c:said] that [t:the report was inaccurate].", "denies", False),
    ("[s:The ministry] [c:denied] that [t:the ferry had been sold].", "denies", False),
    ("[s:The ministry] [c:rejected] [t:the accusation].", "denies", False),
    ("[s:The ministry] [c:confirmed] that [t:the ferry had been sold].", "confirms", False),
    ("[s:The ministry] [c:admitted] that [t:the ferry had been sold].", "confirms", False),
    ("[s:The minister] [c:warned] that [t:the ferry would sink].", "warns", False),
    ("[s:The minister] [c:expressed concerns] about [t:the sale of old ferries].", "warns", False),
    ("[s:Analysts] [c:doubt] that [t:the ferry can be saved].", "questions", False),
    ("[s:Anna Lind] [c:asked] whether [t:the ferry had left].", "questions", False),
    ("[s:Anna Lind] [c:asked] [t:the crew to leave the ship].", "asserts", False),
    ("[s:Anna Lind] [c:said] that [t:the ferry may sink].", "speculates", True),
    ("[s:Anna Lind] [c:said] that [t:the ferry could be sold next year].", "speculates", True),
    ("[s:Anna Lind] [c:said] that [t:the sale was likely a mistake].", "speculates", True),
    ("[s:Anna Lind] [c:said] [t:it is possible that the ferry was sold].", "speculates", True),
    ("[s:Anna Lind] [c:speculated] that [t:the ferry had been sold].", "speculates", True),
    ("[c:It is rumored] that [t:the ferry had been sold].", "speculates", True),
    ("[s:Anna Lind] [c:believes] that [t:the ferry is safe].", "asserts", False),
    ("[s:Anna Lind] [c:believes] that [t:the ferry might be safe].", "speculates", True),
    ("[s:Anna Lind] [c:told] the paper [t:she believes there could be two ferries].", "speculates", True),
    ("[s:Anna Lind] does not [c:think] that [t:the ferry is safe].", "denies", False),
    ("[s:The ministry] [c:said] that [t:the ferry could not be found].", "denies", False),
    ("[s:The ministry] [c:said] that [t:this might not be enough to save the ferry].", "questions", True),
    ("[s:Anna Lind] [c:said] [t:it is unclear if the ferry has left].", "questions", False),
    ("[s:Anna Lind] [c:said] [t:it is not clear whether the ferry has left].", "questions", False),
    ("[s:Anna Lind] [c:said] [t:it is clear that the ferry has left].", "asserts", False),
    ("[s:Anna Lind] [c:said] that [t:the ferry appears to have left].", "asserts", True),
    ("[s:The firm] [c:promised] [t:not to sell the ferry].", "asserts", False),
    ("[s:The council] [c:urged] [t:the firm not to sell the ferry].", "asserts", False),
    ("[s:The council] [c:accused] [t:the firm of selling what was not its own].", "asserts", False),
    ("[s:Anna Lind] [c:said]: [t:“We may sell it one day.”]", "asserts", True),
    ("[s:Anna Lind] [c:said]: [t:“We sold it. Nobody knew. It may come back.”]", "asserts", False),
    ("[s:Anna Lind] [c:said]: [t:“Who sold it?”]", "questions", False),
    ("[s:Anna Lind] [c:replied]: [t:“I did not sell it.”]", "denies", False),
    ("[s:Anna Lind] [c:said]: [t:“No, it was never for sale.”]", "denies", False),
    ("[s:The data] [c:show] that [t:the ferry carried no passengers in May].", "denies", False),
]


@pytest.mark.parametrize(("marked", "polarity", "hedged"), POLARITY)
def test_polarity_and_hedging(marked, polarity, hedged):
    claim = claims(marked)[0]
    assert (claim.polarity, claim.hedged) == (polarity, hedged)


def test_doubts_of_somebody_inside_the_claim_are_not_the_speakers():
    outer, inner = claims(
        "[1s:Anna Lind] [1c:mentioned] that [1t:[2s:her boss] [2c:speculated] [2t:the ferry could be lost]]."
    )
    assert (outer.polarity, outer.hedged) == ("asserts", False)
    assert (inner.polarity, inner.hedged) == ("speculates", True)


@pytest.mark.parametrize(
    ("cue", "sign"),
    [("said", 0), ("claimed", -1), ("alleged", -1), ("revealed", 1), ("admitted", 1), ("showed", 1)],
)
def test_strength_of_the_cue(cue, sign):
    strength = claims(f"[s:Anna Lind] [c:{cue}] that [t:the ferry was sold].")[0].cue_strength
    assert (strength > 0) - (strength < 0) == sign
