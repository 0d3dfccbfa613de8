"""Dates in writing: EDTF in and out, and the calendar behind them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.time.periods import GRAINS, Period, containing, is_day
from helpers.time.written import covering, ordinal, read_edtf


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "granularity"),
    [
        ("2024-06-03", "2024-06-03", "2024-06-03", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("2024-06-03/2024-06-10", "2024-06-03", "2024-06-10", "interval"),
        ("../2024-06-03", "", "2024-06-03", "interval"),
        ("2024-06/..", "2024-06-01", "", "interval"),
        ("-0043", "", "", "interval"),
        ("Y12024", "", "", "interval"),
        ("", "", "", "unknown"),
    ],
)
def test_read_edtf(edtf, earliest, latest, granularity):
    bounds = read_edtf(edtf)
    assert (bounds.earliest, bounds.latest, bounds.granularity) == (earliest, latest, granularity)


@pytest.mark.parametrize(
    "text", ["June 3, 2024", "2024-13", "2024-02-30", "2024-06-10/2024-06-03", "yesterday", "2024/06/03"]
)
def test_what_is_no_edtf_raises(text):
    with pytest.raises(ValueError, match=r"no EDTF|no date|ends before"):
        read_edtf(text)


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 2, 1), date(2024, 2, 1), "2024-02-01"),
        (None, date(2024, 2, 1), "../2024-02-01"),
        (None, None, ""),
    ],
)
def test_covering(first, last, edtf):
    assert covering(first, last).edtf == edtf


PERIODS = st.builds(
    containing, st.sampled_from([g for g in GRAINS if g != "millennium"]), st.dates(date(1000, 1, 1), date(9000, 1, 1))
)


@given(PERIODS)
def test_the_edtf_of_a_period_covers_its_days(period):
    bounds = read_edtf(period.edtf())
    assert (bounds.earliest, bounds.latest) == (period.first().isoformat(), period.last().isoformat())


@given(PERIODS, st.integers(-50, 50))
def test_shifting_there_and_back(period, by):
    assert period.shift(by).shift(-by) == period
    later = period.shift(by).first()
    assert by <= 0 or later is None or later > period.first()  # None: beyond the years that days have


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from(GRAINS))
def test_a_period_holds_the_day_it_was_asked_for(day, grain):
    period = containing(grain, day)
    if grain != "weekend":
        assert period.first() <= day <= period.last()


@pytest.mark.parametrize(("n", "text"), [(1, "1st"), (12, "12th"), (23, "23rd"), (111, "111th")])
def test_ordinals(n, text):
    assert ordinal(n) == text


def test_days_of_the_calendar():
    assert is_day(2024, 2, 29) and not is_day(2023, 2, 29) and not is_day(None, 6, 31)
    assert Period("day", 2024, 2, 29).shift(366).timex() == "2025-03-01"
