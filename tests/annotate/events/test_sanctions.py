"""Sanctions: who acted, against whom, why, how many, when; and what is only spoken of."""

import pytest

LEAD = "Trade with the coast has slowed, people in the harbour say.\n\n"
CASES = [  # (text, actor, targets, reason begins with, bounds)
    (
        "On May 14, the U.S. Treasury imposed sanctions on Ace Rope Co., Ltd. and Delta Cable Group for shipping winches.",
        "U.S. Treasury", ["Ace Rope Co., Ltd.", "Delta Cable Group"], "shipping winches", "2024-05-14",
    ),
    (
        "Last month, the European Union sanctioned three Belarusian firms, Mirka Corporation, Volat Group and Zubr Holdings.",
        "European Union", ["Mirka Corporation", "Volat Group", "Zubr Holdings"], "", "2024-05",
    ),
    (
        "In March, the Commerce Department added Ace Rope Corporation to the Entity List over the sale of chips.",
        "Commerce Department", ["Ace Rope Corporation"], "the sale of chips", "2024-03",
    ),
    (
        "Sanctions were imposed on Delta Cable Group by the British government on 3 May 2024.",
        "United Kingdom", ["Delta Cable Group"], "", "2024-05-03",
    ),
    (
        "Ace Rope Corporation was blacklisted by the United States in April for helping the navy.",
        "United States", ["Ace Rope Corporation"], "helping the navy", "2024-04",
    ),
    (
        "On 2 May 2024 Japan slapped fresh sanctions on 40 companies and individuals, including Delta Cable Group.",
        "Japan", ["40 companies and individuals", "Delta Cable Group"], "", "2024-05-02",
    ),
    (
        "The Treasury Department hit Zubr Holdings with sanctions on May 20, 2024.",
        "Treasury Department", ["Zubr Holdings"], "", "2024-05-20",
    ),
    (
        "Canada announced an export ban on the shipyard in Holm in February 2024, citing the war.",
        "Canada", ["shipyard"], "the war", "2024-02",
    ),
    (
        "The Volat Group, which was designated by the United States in 2021, sells tractors.",
        "United States", ["Volat Group"], "", "2021",
    ),
    (
        "Norwegian fish and timber, which Russia boycotted in 2014, now go elsewhere.",
        "Russia", ["Norwegian fish and timber"], "", "2014",
    ),
    (
        "Ace Rope Corporation was placed under sanctions by the European Union in June 2023.",
        "European Union", ["Ace Rope Corporation"], "", "2023-06",
    ),
    (
        "In October 2022, the United States banned the sale of fast chips to Delta Cable Group.",
        "United States", ["Delta Cable Group"], "", "2022-10",
    ),
    (
        "On 3 May 2024 Switzerland froze the assets of Zubr Holdings.",
        "Switzerland", ["Zubr Holdings"], "", "2024-05-03",
    ),
]  # fmt: skip


def sanctions(doc):
    return [e for e in doc._.events if e.kind == "sanction"]


@pytest.mark.parametrize(("text", "actor", "targets", "reason", "edtf"), CASES)
def test_action(told, text, actor, targets, reason, edtf):
    found = sanctions(told(LEAD + text))
    assert len(found) == 1
    event = found[0]
    assert actor in event.actor.split("; ") or actor in event.actor
    assert [t for t in targets if not any(t in printed for printed in event.targets)] == []
    assert event.reason.startswith(reason)
    assert event.bounds.edtf == edtf
    assert (LEAD + text)[event.start : event.end] == event.text


@pytest.mark.parametrize(
    "text",
    [
        "Ministers accused the firm of evading Western sanctions for years.",
        "The European Union could impose sanctions on Delta Cable Group next week.",
        "The Treasury threatened to sanction any bank that helps.",
        "The United States has not imposed sanctions on the port.",
        "The sanctioned firm moved its office to Malta in May.",
        "The senator called for sanctions on the shipyard.",
        "In May the artillery targeted the harbour of Odesa and its cranes.",
        "The work was sanctioned by the board.",
        "The city designated the old mill as a monument in 1999.",
        "The fund lifted sanctions on Delta Cable Group in May.",
    ],
)
def test_no_action(told, text):
    assert sanctions(told(LEAD + text)) == []


def test_also_carries_date_and_stays_apart(told):
    text = (
        "In April, the U.S. Treasury imposed sanctions on Ace Rope Corporation.\n\n"
        "The U.S. Treasury also targeted the Holm-based Delta Cable Company, which makes winches."
    )
    first, second = sanctions(told(LEAD + text))
    assert second.targets == ["Delta Cable Company"]
    assert second.actor == first.actor
    assert (second.bounds.edtf, second.bounds.basis) == (first.bounds.edtf, "inferred")


def test_rounds_are_never_merged(told):
    text = (
        "In January 2023, the U.S. Treasury sanctioned Ace Rope Corporation for selling rope.\n\n"
        "In May 2024, the U.S. Treasury sanctioned Ace Rope Corporation again.\n\n"
        "In December 2023, the European Union sanctioned Ace Rope Corporation."
    )
    assert [e.bounds.edtf for e in sanctions(told(LEAD + text))] == ["2023-01", "2024-05", "2023-12"]


def test_count_of_an_aggregate(told):
    text = "In December, the US Treasury slapped sanctions on 150 companies and individuals for aiding the junta."
    event = sanctions(told(LEAD + text))[0]
    assert (event.count, event.reason) == (150.0, "aiding the junta")


def test_rounds_lists_and_what_else(told):
    text = (
        "The Northern Pact listed 18 companies in a first round of sanctions on Nov. 14, 2022, and 26 firms in a second "
        "round last month, among them Ostra Logistics. The list also names Delta Cable Group.\n\n"
        "On May 3, 2024 Norway barred ships managed by Lund Shipping from its ports."
    )
    found = sanctions(told(LEAD + text))
    assert [(e.targets, e.bounds.edtf) for e in found] == [
        (["18 companies"], "2022-11-14"),
        (["26 firms", "Ostra Logistics"], "2024-05"),
        (["Delta Cable Group"], "2024-05"),
        (["Lund Shipping"], "2024-05-03"),
    ]
    assert {e.actor for e in found[:3]} == {"Northern Pact"}


def test_programme_is_kept(told):
    text = "On May 1, 2024, the Treasury sanctioned Ace Rope Corporation under Executive Order 14024."
    assert sanctions(told(LEAD + text))[0].programme == "Executive Order 14024"
