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
    ("The generals were accused of supporting Russia, and Iran is aiding Russia.", "Iran", "provided_to", "Russia", "asserted"),
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
