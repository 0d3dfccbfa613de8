"""Days as numbers, as words and on an axis."""

import pytest
from matplotlib.figure import Figure

from helpers.figures.days import date_axis, day_number, in_words


def axis_words(first, last):
    """The words that a reader sees below an axis from one day to another."""
    ax = Figure(figsize=(10, 2)).add_subplot()
    date_axis(ax, day_number(first), day_number(last))
    ax.figure.canvas.draw()
    return [t.get_text().replace("\n", " ") for t in ax.get_xticklabels() if t.get_text()]


@pytest.mark.parametrize(
    ("first", "last", "begins", "n"),
    [
        ("2024-06-01", "2024-06-08", "1 Jun 2024", 8),
        ("2024-06-01", "2024-07-20", "3 Jun 2024", 7),  # weeks, from a Monday
        ("2024-01-15", "2024-09-15", "Feb 2024", 8),
        ("2021-06-01", "2024-06-01", "Jul 2021", 6),
        ("1990-01-01", "2024-01-01", "1990", 7),
        ("1200-01-01", "2024-01-01", "1200", 9),
        ("0001-01-01", "9999-12-31", "2000", 4),
    ],
)
def test_axis_says_the_year_with_the_first_tick(first, last, begins, n):
    words = axis_words(first, last)
    assert words[0] == begins
    assert len(words) == n


def test_year_is_written_where_it_changes_and_nowhere_else():
    assert axis_words("2023-11-01", "2024-03-15") == ["Nov 2023", "Dec", "Jan 2024", "Feb", "Mar"]


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf", "words"),
    [
        ("2024-06-28", "2024-07-03", "", "28 Jun – 3 Jul 2024"),
        ("2024-12-28", "2025-01-03", "", "28 Dec 2024 – 3 Jan 2025"),
        ("1990-01-01", "1999-12-31", "199X", "1990–1999"),
        ("2023-03-01", "2023-05-31", "2023-21", "Mar–May 2023"),
        ("2023-11-01", "2024-02-29", "", "Nov 2023 – Feb 2024"),
        ("2024-11-13", "", "2024-11-13/..", "from 13 Nov 2024"),
        ("9999-01-01", "9999-12-31", "9999", "9999"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15", "-0044-03-15"),
    ],
)
def test_bounds_in_words(earliest, latest, edtf, words):
    assert in_words(earliest, latest, edtf) == words
