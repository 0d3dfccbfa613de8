"""Names: their borders, types, and the fullest form that each is linked to."""

import itertools

import pytest

LEAD = "The harbour of Holm is quiet in winter, and few ships call.\n\n"


def names_of(doc):
    return {m.text: m for m in doc._.mentions}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They sold winches to Delta Cable Technology Co., Ltd. in spring.", "Delta Cable Technology Co., Ltd.", "ORG"),
        (
            "A clerk of the Holm Provincial Department of Trade wrote back.",
            "Holm Provincial Department of Trade",
            "ORG",
        ),
        (
            "It works with the Institute for Rope and Cable Studies in Malta.",
            "Institute for Rope and Cable Studies",
            "ORG",
        ),
        (
            "The letter came from the Harbour Council’s Rope Procurement Office.",
            "Harbour Council’s Rope Procurement Office",
            "ORG",
        ),
        ("Engineers at China Academy of Rope Technology were asked.", "China Academy of Rope Technology", "ORG"),
        ("The Norway-Iceland Fish Trade Association paid for it.", "Norway-Iceland Fish Trade Association", "ORG"),
        ("Later the commentator Lin Weimin disagreed.", "Lin Weimin", "PERSON"),
        ("We met Chen Ming-tao at the gate.", "Chen Ming-tao", "PERSON"),
        ("Then spokesman Oleg Barta denied it.", "Oleg Barta", "PERSON"),
        ("It was signed by Deputy General Manager Zhou Yan.", "Zhou Yan", "PERSON"),
        ("Then U.S. Secretary of State Paul Meyer left.", "Paul Meyer", "PERSON"),
        ("The Swedish navy ordered ropes.", "Swedish navy", "ORG"),
        ("Ropes went to Norwegian troops.", "Norwegian", "GPE"),
        ("The firm has an office in St. Petersburg now.", "St. Petersburg", "GPE"),
        ("The mayor of Tarnmouth, Olive Prentiss, left on Monday.", "Olive Prentiss", "PERSON"),
        ("Prices rose after the Peru-Chile war.", "Peru-Chile war", "EVENT"),
        ("It ended the conflict between Peru and Chile.", "conflict between Peru and Chile", "EVENT"),
        ("He spoke at the Baltic Security Summit.", "Baltic Security Summit", "EVENT"),
        ("It was posted on WeChat at night.", "WeChat", "PRODUCT"),
        ("They tested a K-12 engine.", "K-12", "PRODUCT"),
        ("Sailors like the Fulmar drone detector.", "Fulmar drone detector", "PRODUCT"),
        ("The Harbour Safety Regulations changed.", "Harbour Safety Regulations", "PRODUCT"),
        ("It is made by a company named 4tex in the north.", "4tex", "ORG"),
        ("A U.S.-based firm paid.", "U.S.", "GPE"),
        ("A call came from Delta Shipyards of Norway in spring.", "Delta Shipyards", "ORG"),
        ("She leads the Ropemakers’ Union of Holm now.", "Ropemakers’ Union of Holm", "ORG"),
        ("He works at the Institute for Strait Studies.", "Institute for Strait Studies", "ORG"),
        ("It is kept in the Holm City Archive.", "Holm City Archive", "ORG"),
        ("They found a Fulmar-7 on deck.", "Fulmar-7", "PRODUCT"),
        ("It was told by Rope & Cable yesterday.", "Rope & Cable", "ORG"),
        ("Ships sailed to the Varmar islands.", "Varmar islands", "GPE"),
        ("Later Councillor Edda Molin spoke.", "Edda Molin", "PERSON"),
        ("Then Trade Minister Oleg Barta left.", "Oleg Barta", "PERSON"),
        ("It came from Ropewatch, a campaign group in the port.", "Ropewatch", "ORG"),
    ],
)
def test_name_and_type(told, text, name, kind):
    found = names_of(told(LEAD + text))
    assert name in found
    assert found[name].entity_type == kind


@pytest.mark.parametrize(
    ("text", "form", "name", "rule"),
    [
        ("The Rope Research Institute (RRI) paid. Nobody at RRI answered.", "RRI", "Rope Research Institute", "brackets"),
        ("Delta Cable Corporation, also known as Deltacab, paid.", "Deltacab", "Delta Cable Corporation", "other_name"),
        ("Analyst Lin Weimin agreed. But Lin had doubts.", "Lin", "Lin Weimin", "surname"),
        ("Director Paul Meyer left. Then Meyer came back.", "Meyer", "Paul Meyer", "surname"),
        ("Finland paid. The Finnish money came late.", "Finnish", "Finland", "demonym"),
        ("Officials say Moscow denied the sale of rope.", "Moscow", "Russia", "metonym"),
        ("She moved from Oslo to Moscow in spring.", "Moscow", "Moscow", "itself"),
        ("The U.S. Treasury Department paid. Later the U.S. Treasury stopped.", "U.S. Treasury", "U.S. Treasury Department", "short_form"),
        ("Norway’s Foreign Ministry spoke. Later the Foreign Ministry said no.", "Foreign Ministry", "Norway’s Foreign Ministry", "short_form"),
        ("The Harbour Trade Association wrote. Then the association paid.", "the association", "Harbour Trade Association", "nominal"),
    ],
)  # fmt: skip
def test_link(told, text, form, name, rule):
    found = names_of(told(LEAD + text))
    assert (found[form].name, found[form].rule) == (name, rule)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Monday in May the port closed.", "Monday"),
        ("Statistics show that fewer ships call.", "Statistics"),
        ("The radar uses synthetic aperture ranging (SAR) beams. SAR beams are narrow.", "SAR"),
        ("Workers should not be taken in.", "Workers"),
        ("It was the work of Marxists and a Stalinist clerk.", "Stalinist"),
    ],
)
def test_no_name(told, text, word):
    assert word not in names_of(told(LEAD + text))


def test_names_do_not_overlap_and_read_back(told):
    text = (
        LEAD
        + "The China Rope Group Corporation (CRGC) and Chinese Foreign Ministry spokesman Li Tao met in Beijing, China."
    )
    doc = told(text)
    spans = [(m.start, m.end) for m in doc._.mentions]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert [text[m.start : m.end] for m in doc._.mentions] == [m.text for m in doc._.mentions]


def test_headline_capitals_are_no_names(told):
    doc = told(
        "New Ropes For The Old Harbour Of Holm Delayed Again\n\n"
        + "The ropes for Holm are late, the port of Holm said."
    )
    assert {m.text for m in doc._.mentions} <= {"Holm", "Old Harbour Of Holm"}
