"""Other happenings: dated by their own clause, or left out."""

import pytest


def others(doc):
    return [e for e in doc._.events if e.kind == "other"]


@pytest.mark.parametrize(
    ("text", "rule", "edtf", "place"),
    [
        ("The Rope Institute was founded in 1998.", "other_founding", "1998", ""),
        ("Minister Eva Lund will visit Norway on June 20, 2024.", "other_visit", "2024-06-20", ""),
        ("On 4 May 2023, an explosion destroyed a mill in Latvia.", "other_accident", "2023-05-04", "Latvia"),
        ("The rules came into effect on January 1, 2024.", "other_order", "2024-01-01", ""),
        ("In March 2024, Jan Berg was removed from his post.", "other_removal", "2024-03", ""),
        ("The coast guard detained four sailors on May 30, 2024.", "other_justice", "2024-05-30", ""),
    ],
)
def test_happening(told, text, rule, edtf, place):
    found = [e for e in others(told("The coast is long and quiet in winter.\n\n" + text)) if e.rule == rule]
    assert [(e.bounds.edtf, e.place) for e in found] == [(edtf, place)]


@pytest.mark.parametrize(
    "text", ["The minister visited the mill.", "Nobody was arrested in May 2024, and never will be."]
)
def test_undated_or_denied_is_left_out(told, text):
    found = others(told("The coast is long and quiet in winter.\n\n" + text))
    assert [e for e in found if e.rule == "other_visit"] == []


def test_reported_happening_is_no_later_than_the_report(told):
    text = (
        "The coast is long.\n\nOn May 9, the Evening Post reported that Governor Kovak had signed an order on fishing."
    )
    (signed,) = [e for e in others(told(text)) if e.rule == "other_order"]
    assert signed.bounds.edtf == "../2024-05-09"


@pytest.mark.parametrize(
    ("text", "actor", "thing"),
    [
        ("The Rope Institute was founded in 1998.", "", "Rope Institute was founded"),
        ("The Rope Institute was founded by Eva Lund in 1998.", "Eva Lund", "Rope Institute was founded"),
        ("Minister Eva Lund visited Norway on June 20, 2024.", "Eva Lund", "visited Norway"),
    ],
)
def test_who_does_it_and_to_whom_it_is_done(told, text, actor, thing):
    found = others(told("The coast is long and quiet in winter.\n\n" + text))
    assert [(e.actor, e.object) for e in found] == [(actor, thing)]
