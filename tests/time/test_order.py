"""Yes, no, cannot tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.order import could_precede
from helpers.time.written import read_edtf


@pytest.mark.parametrize(
    ("a", "b", "answer", "reason"),
    [
        ("2024-05-22", "2024-06-02", "yes", "2024-05-22 is before 2024-06-02"),
        ("2024-05", "2024-06-02", "yes", "2024-05-31 (of 2024-05) is before 2024-06-02"),
        ("2024-06-02", "2024-05-22", "no", "is not before"),
        ("2024-06-02", "2024-06-02", "no", "is not before"),
        ("2024-05", "2024-05-22", "cannot tell", "overlap"),
        ("../2024-05-22", "2024-06-02", "yes", "before"),
        ("2024-05-22/..", "2024-06-02", "cannot tell", "the end of the first date is open"),
        ("2024-06-03/..", "2024-06-02", "no", "is not before"),
        ("2024-05-22", "../2024-06-02", "cannot tell", "the beginning of the second date is open"),
        ("2024-07-01", "../2024-06-02", "no", "is not before"),
        ("", "2024-06-02", "cannot tell", "nothing is known about the first date"),
        ("2024-06-02", "", "cannot tell", "nothing is known about the second date"),
    ],
)
def test_verdicts(a, b, answer, reason):
    verdict = could_precede(read_edtf(a), read_edtf(b))
    assert verdict.answer == answer
    assert reason in verdict.reason


def test_two_unknown_dates():
    assert could_precede(UNKNOWN, UNKNOWN).answer == "cannot tell"


DAYS = st.dates().map(lambda d: d.isoformat())
BOUNDS = st.lists(DAYS, min_size=2, max_size=2).map(sorted).map(lambda d: Bounds("/".join(d), *d))


@given(BOUNDS, BOUNDS)
def test_yes_one_way_is_no_the_other(a, b):
    if could_precede(a, b).answer == "yes":
        assert could_precede(b, a).answer == "no"


@given(BOUNDS, BOUNDS)
def test_the_verdict_holds_for_all_days_within(a, b):
    pairs = [(x, y) for x in (a.earliest, a.latest) for y in (b.earliest, b.latest)]
    expected = {all(x < y for x, y in pairs): "yes", not any(x < y for x, y in pairs): "no"}
    assert could_precede(a, b).answer == expected.get(True, "cannot tell")
