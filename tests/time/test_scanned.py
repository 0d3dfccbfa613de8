"""Dates that scanning has broken: text, what is printed and read, and what must stay as it is."""

import time

import pytest

from helpers.time.bounds import Bounds
from helpers.time.reading import read_dates
from helpers.time.scanned import scanned

THURSDAY = Bounds("2024-06-06", "2024-06-06", "2024-06-06")


@pytest.mark.parametrize(
    ("text", "printed", "value", "read_as"),
    [
        ("On Nov ember 3, 2O23 he left.", "Nov ember 3, 2O23", "2023-11-03", "November 3, 2023"),
        ("It began in Septem ber and grew.", "Septem ber", "2023-09", "September"),
        ("It ended in 2 023, they say.", "2 023", "2023", "2023"),
        ("Signed on 1 5 March 2 024 in Rome.", "1 5 March 2 024", "2024-03-15", "15 March 2024"),
        ("Signed on March 1 5, 2024 in Rome.", "March 1 5, 2024", "2024-03-15", "March 15, 2024"),
        ("ON WEDNES DAY, 2 9 MAY 2024", "WEDNES DAY, 2 9 MAY 2024", "2024-05-29", "WEDNESDAY, 29 MAY 2024"),
        ("It has stood since l998.", "l998", "1998", "1998"),
        ("In June 2O23 police came.", "June 2O23", "2023-06", "June 2023"),
        ("In June 2 023 cars were sold.", "June 2 023", "2023-06", "June 2023"),
        ("It opened in Novem-\nber 2023.", "Novem-\nber 2023", "2023-11", "November 2023"),
        ("Ma y 5, 2024 was dry.", "Ma y 5, 2024", "2024-05-05", "May 5, 2024"),
        ("N O V E M B E R 3, 2023", "N O V E M B E R 3, 2023", "2023-11-03", "NOVEMBER 3, 2023"),
        ("He said on Mon day that it rained.", "Mon day", "2024-06-03", "Monday"),
        ("They met on 13 /05/2024.", "13 /05/2024", "2024-05-13", "13/05/2024"),
        ("On Nov\u00a0ember 3 he left.", "Nov\u00a0ember 3", "2023-11-03", "November 3"),
    ],
)
def test_a_broken_date_is_read_and_says_so(text, printed, value, read_as):
    (reading,) = read_dates(text, THURSDAY)
    assert (reading.text, reading.timex_value) == (printed, value)
    assert text[reading.start : reading.end] == printed
    assert f"read as “{read_as}”" in reading.warning


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He met Marc H. Smith on May 3.", ["2024-05-03"]),
        ("On May 20 24 people were hurt; on May 1 998 fled.", ["2024-05-20", "2024-05-01"]),
        ("It grew in 2 024 cases, in 1 500 towns and by 1 998.", []),
        ("From day to day, like a sun day, the mar ch of time.", []),
        ("Comments 3 1 May 2024", ["2024-05-01"]),
        ("On 2i May, on 3L June.", []),
        ("Pages 1 5 March 2024", ["2024-03-05"]),
        ("Model 2O24 and part l998 of 2 024 parts", []),
    ],
)
def test_what_can_be_read_otherwise_is_left_alone(text, values):
    readings = read_dates(text, THURSDAY)
    assert [r.timex_value for r in readings] == values
    assert not any("read as" in r.warning for r in readings)


def test_other_warnings_are_kept():
    (reading,) = read_dates("on 05/ 03/2024", THURSDAY)
    assert "either way" in reading.warning
    assert "read as" in reading.warning


def test_the_text_keeps_its_length():
    text = "On Nov ember 3, 2 024. In Novem-\nber 2O24"
    assert len(scanned(text).text) == len(text)


@pytest.mark.parametrize(
    "piece", ["Nov ember ", "in 2 024 ", "1 5 March ", "2 0 2 4 ", " \n", "May 1          ", "1 / "]
)
def test_time_grows_with_length_only(piece):
    took = []
    for size in (20_000, 80_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        read_dates(text, THURSDAY)
        took.append(time.process_time() - start)
    assert took[1] < 12 * took[0] + 0.5
