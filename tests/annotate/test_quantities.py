"""Numbers: value, range, unit, comparator, base; and what is no quantity."""

import pytest

LEAD = "The harbour of Holm is quiet in winter, and few ships call.\n\n"


def one(doc, printed):
    found = [q for q in doc._.quantities if printed in q.text or q.text in printed]
    assert len(found) == 1, [q.text for q in doc._.quantities]
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "high", "unit", "comparator"),
    [
        ("They lost 12 cranes.", "12 cranes", 12, None, "cranes", "exact"),
        ("They ordered 20 to 40 winches.", "20 to 40 winches", 20, 40, "winches", "exact"),
        ("They ordered two or three winches.", "two or three winches", 2, 3, "winches", "exact"),
        ("The list has 70-80 names.", "70-80 names", 70, 80, "names", "exact"),
        ("The port paid over $3.5 billion for it.", "over $3.5 billion", 3.5e9, None, "USD", "at_least"),
        ("It cost 2 million yuan.", "2 million yuan", 2e6, None, "CNY", "exact"),
        ("About 60% of the ropes were wet.", "About 60%", 60, None, "percent", "about"),
        ("Prices rose 12 percent.", "12 percent", 12, None, "percent", "percent_change"),
        ("Sales rose nearly tenfold.", "nearly tenfold", 10, None, "fold", "nearly"),
        ("Sales doubled in a year.", "doubled", 2, None, "fold", "times"),
        ("They met four times.", "four times", 4, None, "times", "exact"),
        ("It has at least 46 member units.", "at least 46 member units", 46, None, "units", "at_least"),
        ("It has fewer than 1,200 members.", "fewer than 1,200 members", 1200, None, "members", "at_most"),
        ("They waited over two years.", "over two years", 2, None, "years", "at_least"),
        ("It owns hundreds of cranes.", "hundreds of cranes", None, None, "cranes", "about"),
        ("Two-thirds of the ropes were wet.", "Two-thirds", 0.6667, None, "share", "exact"),
        ("Each ship carries twenty-one sailors.", "twenty-one sailors", 21, None, "sailors", "exact"),
    ],
)  # fmt: skip
def test_quantity(told, text, printed, value, high, unit, comparator):
    q = one(told(LEAD + text), printed)
    assert (q.text, q.value, q.value_max, q.unit, q.comparator) == (printed, value, high, unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "The port opened in 1998 and closed on May 14, 2003.",
        "It was the 11th winter of the 20th century.",
        "They flew a K-12 over Holm.",
        "Several ships and many sailors came.",
        "No one came, and one of them left.",
        "It began in the 1990s.",
        "Order No. 44 was read out.",
        "The gate opened at twenty to nine.",
    ],
)
def test_no_quantity(told, text):
    assert [q.text for q in told(LEAD + text)._.quantities] == []


def test_two_numbers_are_two_rows(told):
    doc = told(LEAD + "The fleet grew from 5 ships to 9 ships, and 12 and 15 sailors came.")
    assert [q.value for q in doc._.quantities] == [5, 9, 12, 15]


def test_base_of_a_share(told):
    q = one(told(LEAD + "Ministers blame the firm for 60% of the foreign ropes found in the nets."), "60%")
    assert q.base == "the foreign ropes found"


def test_base_is_empty_when_untold(told):
    assert one(told(LEAD + "Sales rose 45 percent."), "45 percent").base == ""


def test_quantity_in_a_claim_points_to_it(told):
    doc = told(LEAD + "The mayor said that 12 cranes were lost.")
    q = one(doc, "12 cranes")
    assert "12 cranes" in "".join(doc.text[a:b] for a, b in doc._.claims[q.claim].content)
