"""What is shown, how wide words are, what shares a line."""

import math

import pytest

from helpers.figures.layout import fit, pack, robust_period, text_width


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], None),
        ([(None, None)], None),
        ([(5, 5)], (5, 5)),
        ([(5, 5), (12000, 12000)], (5, 12000)),  # of two, none is the outlier
        ([(-12000, -12000), *((n, n) for n in range(0, 300, 30))], (0, 270)),
        ([(0, 0), (340, 370), (500, 530)], (0, 530)),  # three in a year and a half: all
        ([(-30000, 6000), (1, 1), (20, 25)], (1, 25)),  # a century in passing does not set the scale
        ([(-30000, 6000)], (-30000, 6000)),  # unless it is all there is
        ([(None, 100), (90, None), (95, 95)], (90, 100)),
        ([(-math.inf, -math.inf), (3, 4)], (3, 4)),
    ],
)
def test_period(spans, shown):
    assert robust_period(spans) == shown


def test_what_is_near_keeps_a_fifth_of_the_width():
    spans = [(n, n) for n in range(300)] + [(n, n) for n in range(-3000, -200, 50)]
    first, last = robust_period(spans)
    inside = [a for a, _ in spans if first <= a <= last]
    assert last - first <= 5 * max(183, 300) + 1
    assert len(inside) >= 0.75 * len(spans)


@pytest.mark.parametrize("inches", [0.3, 1, 2, 5])
def test_words_fit_in_the_room(inches):
    words = fit("the quick brown fox jumps over the lazy dog " * 3, inches, 9.5)
    assert text_width(words, 9.5) <= inches


@pytest.mark.parametrize(("words", "inches", "expected"), [("short", 3, "short"), ("x" * 300, 0.2, ""), ("", 1, "")])
def test_fit_gives_all_or_nothing_where_a_few_letters_do_not_help(words, inches, expected):
    assert fit(words, inches, 9.5) == expected


def test_packed_extents_never_touch():
    extents = [((7 * n) % 50, (7 * n) % 50 + 4 + n % 5) for n in range(60)]
    rows = pack(extents, gap=1)
    for i, (a, b) in enumerate(extents):
        assert all(rows[i] != rows[j] or b + 1 <= c or d + 1 <= a for j, (c, d) in enumerate(extents) if j != i)
