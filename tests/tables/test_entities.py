"""Names joined across articles by named rules, and names that must stay apart."""

import pandas as pd
import pytest

from helpers.tables.entities import (
    candidate_merges,
    match_sanctions_list,
    normalise_name,
    register_entities,
    without_legal_form,
)


def mentions(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Rows of (article, text, type, name in the article, rule)."""
    columns = ["article_id", "text", "entity_type", "name", "rule"]
    return pd.DataFrame(rows, columns=columns).assign(start=range(len(rows)), end=range(1, len(rows) + 1))


def of(name: str, kind: str, article: str, text: str = "", rule: str = "itself") -> tuple[str, str, str, str, str]:
    """One mention."""
    return article, text or name, kind, name, rule


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("The U.S. Treasury", "us treasury"),
        ("US Treasury’s", "us treasury"),
        ("Björn Ødegård", "bjorn ødegard"),
        ("Science & Industry Board", "science and industry board"),
        ("The", "the"),
        ("", ""),
        ("Shen Ming-shih", "shen ming shih"),
    ],
)
def test_names_are_compared_without_what_varies_in_print(printed: str, expected: str) -> None:
    assert normalise_name(printed) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Optics Co., Ltd.", "harbour optics"),
        ("Harbour Optics Inc", "harbour optics"),
        ("Limited", "limited"),
        ("Port Holding", "port holding"),
    ],
)
def test_legal_forms_are_taken_off_the_end_only(name: str, expected: str) -> None:
    assert without_legal_form(normalise_name(name)) == expected


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([of("Ada Lind", "PERSON", "a"), of("Ada Lind", "PERSON", "b")], "same_name"),
        ([of("Peskov", "PERSON", "a"), of("Peskov", "PERSON", "b")], "same_name"),
        ([of("United States", "GPE", "a"), of("U.S.", "GPE", "b")], "state_name"),
        ([of("Harbour Optics Co., Ltd.", "ORG", "a"), of("Harbour Optics", "ORG", "b")], "legal_form"),
        ([of("Ministry of Fisheries", "ORG", "a"), of("Fisheries Ministry", "ORG", "b")], "word_order"),
        (
            [of("Northern Ferry Union", "ORG", "a", "NFU", "brackets"), of("NFU", "ORG", "b")],
            "introduced_alias",
        ),
        ([of("Ada Lind", "PERSON", "a"), of("Lind", "PERSON", "b")], "only_bearer"),
        ([of("Lind", "PERSON", "a"), of("Lind", "PERSON", "b"), of("Ada Lind", "PERSON", "c")], "only_bearer"),
    ],
)
def test_joined_by_a_named_rule(rows: list, rule: str) -> None:
    entities, linked = register_entities(mentions(*rows))
    assert len(entities) == 1
    assert linked["entity_id"].nunique() == 1
    assert any(r.endswith(f"+{rule}") for r in linked["rule"])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([of("Mark", "PERSON", "a"), of("Mark", "PERSON", "b")], id="a given name"),
        pytest.param([of("Wang", "PERSON", "a"), of("Wang", "PERSON", "b")], id="a common surname"),
        pytest.param(
            [of("Lind", "PERSON", "a"), of("Ada Lind", "PERSON", "b"), of("Bo Lind", "PERSON", "c")], id="two bearers"
        ),
        pytest.param([of("Wang", "PERSON", "a"), of("Leehom Wang", "PERSON", "b")], id="common surname, full name"),
        pytest.param([of("James", "PERSON", "a"), of("Ada James", "PERSON", "b")], id="given name, full name"),
        pytest.param([of("Ada", "PERSON", "a"), of("Ada Lind", "PERSON", "b")], id="first name, full name"),
        pytest.param([of("Jordan", "PERSON", "a"), of("Jordan", "GPE", "b")], id="two types"),
        pytest.param([of("some firms", "ORG", "a"), of("some firms", "ORG", "b")], id="a description"),
        pytest.param([of("46th Brigade", "ORG", "a"), of("47th Brigade", "ORG", "b")], id="two numbers"),
        pytest.param([of("Georgia", "GPE", "a"), of("Georgian Bank", "ORG", "b")], id="part of a name"),
        pytest.param(
            [
                of("Northern Ferry Union", "ORG", "a", "NFU", "brackets"),
                of("National Farmers Union", "ORG", "b", "NFU", "brackets"),
                of("NFU", "ORG", "c"),
            ],
            id="an abbreviation of two",
        ),
    ],
)
def test_kept_apart(rows: list) -> None:
    entities, _ = register_entities(mentions(*rows))
    assert len(entities) == len(rows)
    assert entities["entity_id"].is_unique


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (of("Ada", "PERSON", "a"), of("Ada Lind", "PERSON", "b"), "lone name"),
        (of("Mark", "PERSON", "a"), of("Mark", "PERSON", "b"), "too common"),
        (of("Volodymyr Zelenskyy", "PERSON", "a"), of("Volodymyr Zelensky", "PERSON", "b"), "spelled alike"),
        (of("NFU", "ORG", "a"), of("Northern Ferry Union", "ORG", "b"), "initials"),
        (of("Poly Harbour", "ORG", "a"), of("Poly Harbour Group", "ORG", "b"), "stand in the longer"),
        (of("Bulat", "ORG", "a"), of("Bulat", "PRODUCT", "b"), "another type"),
    ],
)
def test_uncertain_pairs_wait_for_a_reviewer(a: tuple, b: tuple, reason: str) -> None:
    entities, _ = register_entities(mentions(a, b))
    assert len(entities) == 2
    found = candidate_merges(entities)
    assert len(found) == 1
    assert reason in found["reason"].iloc[0]


def test_the_full_name_is_the_name_of_the_only_bearer() -> None:
    rows = [of("Lind", "PERSON", "a"), of("Lind", "PERSON", "b"), of("Ada Lind", "PERSON", "c")]
    entities, _ = register_entities(mentions(*rows))
    assert list(entities["name"]) == ["Ada Lind"]
    assert list(entities["aliases"]) == [["Lind"]]


def test_numbers_keep_candidates_apart() -> None:
    entities, _ = register_entities(mentions(of("46th Brigade", "ORG", "a"), of("47th Brigade", "ORG", "b")))
    assert candidate_merges(entities).empty


def test_ids_do_not_depend_on_the_order_of_articles() -> None:
    rows = [
        of("United States", "GPE", "a"),
        of("US", "GPE", "b"),
        of("Ada Lind", "PERSON", "b"),
        of("Mark", "PERSON", "a"),
    ]
    one, _ = register_entities(mentions(*rows))
    other, _ = register_entities(mentions(*rows[::-1]))
    assert set(one["entity_id"]) == set(other["entity_id"])


def test_the_index_of_the_input_is_kept() -> None:
    given = mentions(of("B", "ORG", "z"), of("A", "ORG", "a")).set_index(pd.Index([7, 3]))
    _, linked = register_entities(given)
    assert list(linked.index) == [7, 3]
    assert list(linked["text"]) == ["B", "A"]


def test_no_mentions() -> None:
    entities, linked = register_entities(mentions())
    assert entities.empty
    assert linked.empty


LISTED = pd.DataFrame(
    [
        {
            "id": "x1",
            "schema": "Company",
            "name": "Harbor Optics Ltd",
            "aliases": "Harbour Optics;HO",
            "countries": "cn",
        },
        {"id": "x2", "schema": "Person", "name": "LIND Ada Maria", "aliases": "", "countries": "se"},
        {"id": "x3", "schema": "Company", "name": "Quite Another Firm", "aliases": "", "countries": "us"},
    ]
)


@pytest.mark.parametrize(
    ("name", "kind", "listed", "reason"),
    [
        ("Harbour Optics", "ORG", "x1", "same name"),
        ("Harbour Optics Co., Ltd.", "ORG", "x1", "legal form"),
        ("Ada Maria Lind", "PERSON", "x2", "another order"),
    ],
)
def test_a_sanctions_list_gives_candidates_with_reasons(name: str, kind: str, listed: str, reason: str) -> None:
    entities, _ = register_entities(mentions(of(name, kind, "a")))
    found = match_sanctions_list(entities, LISTED)
    assert list(found["list_id"]) == [listed]
    assert reason in found["reason"].iloc[0]


def test_a_list_without_names_is_refused() -> None:
    entities, _ = register_entities(mentions(of("A", "ORG", "a")))
    with pytest.raises(ValueError, match="lacks the columns"):
        match_sanctions_list(entities, pd.DataFrame({"who": ["x"]}))
