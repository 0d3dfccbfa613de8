"""What names and nouns say about who speaks."""

import pytest

from helpers.annotate import kinds, lexicon

NAMES = [
    ("Ada Lind", "PERSON", "named_person"),
    ("the Baltic Morning Post", "ORG", "media_outlet"),
    ("Xinhua", "ORG", "media_outlet"),
    ("Norrland Daily", "ORG", "media_outlet"),
    ("Ministry of Fisheries", "ORG", "government_body"),
    ("the Ruritanian Foreign Ministry", "ORG", "government_body"),
    ("U.S. Department of Commerce", "ORG", "government_body"),
    ("the White House", "ORG", "government_body"),
    ("Ruritania", "GPE", "state_or_country"),
    ("Beijing", "GPE", "state_or_country"),
    ("CCP", "ORG", "state_or_country"),
    ("NATO", "ORG", "named_organisation"),
    ("Lake Trade Association", "ORG", "named_organisation"),
    ("Institute for Coastal Defense", "ORG", "named_organisation"),
    ("Blue Lake Shipping Co., Ltd.", "ORG", "named_organisation"),
    ("Bulletin of the Lake", "PRODUCT", "media_outlet"),
    ("Harbour Regulations", "PRODUCT", "document_or_statement"),
]
NOUNS = [
    ("official", False, "anonymous"),
    ("official", True, "government_body"),
    ("authority", True, "government_body"),
    ("insider", False, "anonymous"),
    ("expert", True, "expert_unnamed"),
    ("media", True, "media_outlet"),
    ("news agency", False, "media_outlet"),
    ("notice", False, "document_or_statement"),
    ("statistic", True, "public_record"),
    ("evidence", False, "unknown"),
    ("country", False, "state_or_country"),
    ("teapot", False, "unknown"),
]


@pytest.mark.parametrize(("name", "entity_type", "kind"), NAMES)
def test_kind_of_name(name, entity_type, kind):
    assert kinds.kind_of_name(name, entity_type) == kind


@pytest.mark.parametrize(("noun", "plural", "kind"), NOUNS)
def test_kind_of_noun(noun, plural, kind):
    assert kinds.kind_of_noun(noun, plural) == kind


@pytest.mark.parametrize(
    ("noun", "plural", "owner", "kind"),
    [
        ("official", True, "state_or_country", "government_body"),
        ("official", True, "named_organisation", "named_organisation"),
        ("official", True, "", "government_body"),
        ("analyst", True, "named_organisation", "expert_unnamed"),
        ("clerk", False, "media_outlet", "anonymous"),
    ],
)
def test_kind_of_voice(noun, plural, owner, kind):
    assert kinds.kind_of_voice(noun, plural, owner) == kind


@pytest.mark.parametrize(
    "name", ["source_nouns", "name_words", "gendered", "pseudonym_marks", "hedges", "negators", "cue_shades"]
)
def test_each_row_says_why_and_stands_once(name):
    rows = lexicon.read(name)
    assert rows and all(row["why"].strip() for row in rows)
    keys = [tuple(v for k, v in row.items() if k in ("noun", "word", "mark", "cue", "where")) for row in rows]
    assert len(keys) == len(set(keys))


def test_lexicons_use_known_labels():
    types = {row[column] for row in lexicon.read("source_nouns") for column in ("one", "many")}
    types |= {row["type"] for row in lexicon.read("name_words")}
    assert types <= set(kinds.SOURCE_TYPES)
    assert {row["being"] for row in lexicon.read("source_nouns")} <= {"person", "group", "thing"}
    assert {row["gender"] for row in lexicon.read("gendered")} <= {"m", "f"}
