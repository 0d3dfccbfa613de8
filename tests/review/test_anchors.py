"""Words are found again, or rather not than at a wrong place."""

import pytest

from helpers.review.anchors import anchor, find, occurrences

A = "The mayor opened the new pier with a speech."
B = "She said the cranes would arrive on Monday."
C = "Nobody asked who pays for them in the end."
TEXT = f"{A} {B} {C}"


@pytest.mark.parametrize(
    ("text", "quote", "n"),
    [
        ("a “b” c", '"b"', 1),
        ("it’s", "it's", 1),
        ("cat catalogue cat", "cat", 2),
        ("one\n\n two", "one two", 1),
        ("x", "", 0),
        ("a.b (c)* a.b (c)*", "a.b (c)*", 2),
        ("nul\x00here", "nul here", 1),
    ],
)
def test_occurrences(text, quote, n):
    assert len(list(occurrences(text, quote))) == n


@pytest.mark.parametrize(
    ("now", "there"),
    [
        (TEXT, True),
        (f"A new lead. {TEXT}", True),
        (TEXT.replace(" ", "  "), True),
        (f"{A}\n\n{B}\n\n{C}", True),
        (f"{B} {C}", True),
        (B, True),
        (TEXT.replace("cranes", "three cranes"), True),
        (TEXT.replace("cranes", "30 cranes"), False),
        (TEXT.replace("She said", "Sol said"), False),
        (TEXT.replace("on Monday", "not on Monday"), False),
        (TEXT.replace("Monday", "Friday"), False),
        (f"{A} {C}", False),
        (f"{A} He left the port for good on Monday. {C}", False),
        (f"{A} {C} She said the crabs would arrive on Monday. The end.", False),
        (f"{A} {B} {B} {C}", True),
        ("", False),
    ],
)
def test_a_short_quotation_in_a_changed_text(now, there):
    at = TEXT.index("Monday")
    place, reason = find(now, anchor(TEXT, at, at + 6))
    assert (place is not None) is there and bool(reason) is not there
    if place:
        assert now[place.start : place.end] == "Monday" and "arrive on" in " ".join(now[: place.start].split()[-2:])


def test_of_two_same_sentences_the_one_with_the_same_neighbours_counts():
    text = f"{B} {A} {B} {C}"
    second = text.rindex("Monday")
    place, _ = find(f"New. {text}", anchor(text, second, second + 6))
    assert place.start == second + 5


def test_of_two_same_sentences_none_is_taken_when_the_right_one_is_gone():
    text = f"{B} {A} {C} {B} The lights went out at nine."
    place, _ = find(text.replace(B + " ", "", 1), anchor(text, text.index("Monday"), text.index("Monday") + 6))
    assert place is None


def test_a_long_sentence_that_was_moved_is_known_by_itself():
    text = f"{A} {B} {C} The lights were off on Monday. Nobody had asked for that either."
    place, _ = find(
        f"{C} The lights were off on Monday. {B} Then it rained. {A}",
        anchor(text, text.index("Monday"), text.index("Monday") + 6),
    )
    assert place is not None and "arrive" in place.before[-15:]


def test_a_short_sentence_is_known_by_a_long_one_beside_it():
    text = f"{A} It rained on Monday. {B} {C}"
    at = text.index("Monday")
    assert find(f"It rained on Monday. {B} What came then is not known.", anchor(text, at, at + 6))[0] is not None
    assert find("It rained on Monday. What came then is not known. Not at all.", anchor(text, at, at + 6))[0] is None
