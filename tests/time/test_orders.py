"""05/03/2024: what settles the order of day and month, and that it is said."""

import pytest

from helpers.time.bounds import Bounds
from helpers.time.orders import DAY_FIRST, ELSEWHERE, MIXED, MONTH_FIRST, DayOrder, customary, declared
from helpers.time.reading import read_dates

THURSDAY = Bounds("2024-06-06", "2024-06-06", "2024-06-06")
OUTLET = DayOrder(DAY_FIRST, ELSEWHERE)


@pytest.mark.parametrize(
    ("text", "order", "edtf", "warning"),
    [
        ("on 05/03/2024", None, "2024-03-05/2024-05-03", "either way"),
        ("on 05/03/2024", OUTLET, "2024-03-05", "day first, as in other articles of the outlet"),
        ("on 05/03/2024", MIXED, "2024-03-05/2024-05-03", "either way"),
        ("on 05/03/2024 and 13/05/2024", None, "2024-03-05", "day first, as in another date of the article"),
        ("on 05/03/2024 and 05/13/2024", OUTLET, "2024-05-03", "month first, as in another date of the article"),
        ("on 05/03/2024, 05/13/2024, 13/05/2024", OUTLET, "2024-03-05/2024-05-03", "either way"),
        ("on 05/03/2024 and 04/04/2024", None, "2024-03-05/2024-05-03", "either way"),
        ("on 05/03/2024 and 13/05/2024", declared("MDY"), "2024-05-03", "month first, as declared"),
        ("on 05/03/24", customary("en-GB"), "2024-03-05", "day first, as is the custom in en-GB"),
        ("on 05/03/2024", customary("en", "https://a.example.us/x"), "2024-05-03", "at addresses in .us"),
    ],
)
def test_the_strongest_sign_settles_it(text, order, edtf, warning):
    reading = read_dates(text, THURSDAY, order)[0]
    assert reading.bounds.edtf == edtf
    assert warning in reading.warning


@pytest.mark.parametrize(
    ("text", "order"),
    [("day first", DAY_FIRST), ("DD/MM/YYYY", DAY_FIRST), ("dmy", DAY_FIRST), ("Month First", MONTH_FIRST), ("mm/dd/yy", MONTH_FIRST)],
)  # fmt: skip
def test_ways_to_declare_it(text, order):
    assert declared(text).order == order


@pytest.mark.parametrize(
    ("language", "url", "order"),
    [
        ("en-AU", "", DAY_FIRST),
        ("en-US", "https://news.example.uk", MONTH_FIRST),
        ("en", "https://news.co.uk:8080/a", DAY_FIRST),
        ("en-CA", "https://news.ca", None),
        ("en", "https://news.com/uk/a.uk", None),
        ("", "http://[broken", None),
    ],
)
def test_the_custom_of_a_region(language, url, order):
    found = customary(language, url)
    assert (found.order if found else None) == order
