"""Relations: the two ends, the kind, the modality."""

import pytest

LEAD = "The harbour of Holm is quiet in winter, and few ships call.\n\n"
CASES = [  # (text, subject, relation, object, modality)
    ("Iran sells drones to Russia.", "Iran", "supplies", "Russia", "asserted"),
    ("Delta Cable Group provided Ace Rope Corporation with winches.", "Delta Cable Group", "supplies", "Ace Rope Corporation", "asserted"),
    ("Norway does not supply weapons to either side of the conflict.", "Norway", "supplies", "either side of the conflict", "denied"),
    ("The minister said that Iran sold drones to Russia.", "Iran", "supplies", "Russia", "claimed"),
    ("Delta Cable Group may be selling chips to Russia.", "Delta Cable Group", "supplies", "Russia", "suspected"),
    ("The Fulmar drone is produced by Ace Rope Corporation.", "Ace Rope Corporation", "supplies", "Fulmar", "asserted"),
    ("Ace Rope Corporation, part of the Delta Cable Group, paid.", "Ace Rope Corporation", "part_of", "Delta Cable Group", "asserted"),
    ("Ace Rope Corporation is a subsidiary of the Delta Cable Group.", "Ace Rope Corporation", "subsidiary_of", "Delta Cable Group", "asserted"),
    ("Delta Cable Group owns Ace Rope Corporation.", "Delta Cable Group", "owns", "Ace Rope Corporation", "asserted"),
    ("Delta Cable Group cooperates with the Rope Institute.", "Delta Cable Group", "partner_of", "Rope Institute", "asserted"),
    ("Ana Kovak, director of the Rope Institute, left.", "Ana Kovak", "works_for", "Rope Institute", "asserted"),
    ("Officials of the Rope Institute, including Jan Berg, were there.", "Jan Berg", "works_for", "Rope Institute", "asserted"),
    ("Swedish leader Jan Berg has met with Eva Lund twice.", "Jan Berg", "meets", "Eva Lund", "asserted"),
    ("Jan Berg has never met with Eva Lund.", "Jan Berg", "meets", "Eva Lund", "denied"),
    ("In May, the council of Denmark sacked its minister, Jan Berg.", "Jan Berg", "removed_from", "", "asserted"),
    ("On May 2, 2024, the U.S. Treasury sanctioned Delta Cable Group.", "Delta Cable Group", "sanctioned_by", "U.S. Treasury", "asserted"),
    ("Ana Kovak of the Rope Institute disagreed.", "Ana Kovak", "works_for", "Rope Institute", "asserted"),
    ("Ana Kovak, a partner at the Rope Institute, disagreed.", "Ana Kovak", "works_for", "Rope Institute", "asserted"),
    ("Denmark's ambassador to Peru, Ana Kovak, left.", "Ana Kovak", "works_for", "Denmark", "asserted"),
    ("They asked the Delta Cable Group, whose operator, Jan Berg, was ill.", "Jan Berg", "works_for", "Delta Cable Group", "asserted"),
    ("Mayor Jan Berg, whose Harbour Party won, spoke.", "Jan Berg", "works_for", "Harbour Party", "asserted"),
    ("Minister Jan Berg, who had received Eva Lund in May, paid.", "Jan Berg", "meets", "Eva Lund", "asserted"),
    ("The Rope Union, of which Denmark is a founding member, paid.", "Denmark", "part_of", "Rope Union", "asserted"),
    ("The Rope Union, an alliance of six states of which Denmark is a member, paid.", "Denmark", "part_of", "Rope Union", "asserted"),
    ("It hit two affiliates of Delta Cable Group, Delta Marine and Delta Freight.", "Delta Freight", "subsidiary_of", "Delta Cable Group", "asserted"),
    ("Iran sends shells for Russia's army.", "Iran", "supplies", "Russia", "asserted"),
    ("Norway bought winches from Denmark.", "Denmark", "supplies", "Norway", "asserted"),
    ("China remains the largest trading partner that Norway has.", "China", "partner_of", "Norway", "asserted"),
    ("The generals were accused of supporting Russia, and Iran is aiding Russia.", "Iran", "provided_to", "Russia", "asserted"),
    ("Delta Cable Group And Ace Rope Corporation are supplying Norway with winches.", "Delta Cable Group", "supplies", "Norway", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "relation", "other", "modality"), CASES)
def test_relation(told, text, subject, relation, other, modality):
    doc = told(LEAD + text)
    found = [(r.subject, r.relation, r.modality) for r in doc._.relations if other in r.object]
    assert (subject, relation, modality) in found
    assert all(doc.text[r.start : r.end] == r.text for r in doc._.relations)


@pytest.mark.parametrize(
    "text",
    [
        "The state-owned mill burned.",
        "Its plans include helping small shops.",
        "The weather supports the fishing.",
        "The talk provided a chance to rest.",
        "Russia, with its satellites, is at work for Ukraine.",  # a state is nobody's employee
        "Norway bought the old oil and gas.",
        "Denmark gave Norway's farmers manufactured goods.",
        "The companies supplied firms with ropes.",  # two bare nouns
        "Ana Kovak of the Liberals spoke.",
        "The council may produce “a pile of paper”.",
    ],
)
def test_no_relation(told, text):
    assert [(r.subject, r.relation, r.object) for r in told(LEAD + text)._.relations] == []


def test_these_companies_are_those_named_before(told):
    text = "The U.S. Treasury sanctioned Ace Rope Corporation and Delta Cable Group. These companies were assisting Russia."
    found = {(r.subject, r.object) for r in told(LEAD + text)._.relations if r.relation == "provided_to"}
    assert found == {("Ace Rope Corporation", "Russia"), ("Delta Cable Group", "Russia")}


def test_reason_of_a_sanction_is_claimed_of_its_target(told):
    text = "On May 2, the U.S. Treasury sanctioned Delta Cable Group for providing winches to the Russian navy."
    found = [(r.subject, r.modality) for r in told(LEAD + text)._.relations if r.relation == "supplies"]
    assert found == [("Delta Cable Group", "claimed")]


def test_an_office_is_no_rumour(told):
    text = "The Rope Institute said that Danish President Jan Berg may have met with nobody."
    found = [r.modality for r in told(LEAD + text)._.relations if r.relation == "works_for"]
    assert found == ["asserted"]


def test_removed_from_a_post_is_removed_from_its_body(told):
    text = "Leaders of the Rope Institute, such as Jan Berg and Eva Lund, were removed from their positions."
    found = {(r.subject, r.object) for r in told(LEAD + text)._.relations if r.relation == "removed_from"}
    assert found == {("Jan Berg", "Rope Institute"), ("Eva Lund", "Rope Institute")}


def test_what_an_apposition_says_is_no_second_end(told):
    text = "The winches are made by Ace Rope Corporation, a Danish company."
    assert {r.subject for r in told(LEAD + text)._.relations if r.relation == "supplies"} <= {"Ace Rope Corporation"}
