"""Sources joined across articles by name, and voices that never are."""

import pandas as pd
import pytest

from helpers.tables.sources import register_sources

COLUMNS = [
    "claim_id", "article_id", "outlet", "source_text", "source_name", "source_type", "role", "said_earliest", "said_latest",
]  # fmt: skip


def claims(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of (article, source name, source type)."""
    made = [(f"c{n}", a, a.upper(), name, name, kind, "", "", "") for n, (a, name, kind) in enumerate(rows)]
    return pd.DataFrame(made, columns=COLUMNS)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Dmitry Peskov", "Dmitry Peskov", "named_person"),
        ("U.S. Treasury", "the US Treasury", "government_body"),
        ("The Northern Herald", "Northern Herald", "media_outlet"),
        ("China", "PRC", "state_or_country"),
        ("Harbour Optics Co., Ltd.", "Harbour Optics", "named_organisation"),
        ("the Norwegian government", "Norwegian government", "government_body"),
    ],
)
def test_one_source_in_two_articles(one: str, other: str, kind: str) -> None:
    sources, ids = register_sources(claims(("a", one, kind), ("b", other, kind)))
    assert ids.nunique() == 1
    assert list(sources["n_outlets"]) == [2]


def test_a_lone_surname_is_its_only_bearer() -> None:
    sources, ids = register_sources(claims(("a", "Ada Lind", "named_person"), ("b", "Lind", "named_person")))
    assert ids.nunique() == 1
    assert sources[["name", "rule"]].to_numpy().tolist() == [["Ada Lind", "only_bearer"]]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([("a", "Ada Lind"), ("b", "Bo Lind"), ("c", "Lind")], id="two bearers"),
        pytest.param([("a", "Ada Lind"), ("a", "Lind")], id="told apart in one article"),
        pytest.param([("a", "Gang Wang"), ("b", "Wang")], id="common surname"),
        pytest.param([("a", "Ada Lind"), ("b", "Ada")], id="first name"),
    ],
)
def test_surnames_kept_apart(names: list[tuple[str, str]]) -> None:
    _, ids = register_sources(claims(*((article, name, "named_person") for article, name in names)))
    assert ids.nunique() == len(names)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a source familiar with the matter", "anonymous"),
        ("Wang Gang", "pseudonymous"),
        ("Mark", "named_person"),
        ("U.S. officials", "government_body"),
        ("analysts", "expert_unnamed"),
        ("", "unknown"),
        ("the notice", "document_or_statement"),
        ("Director General", "named_person"),
        ("the Ministry", "government_body"),
        ("some media on the mainland", "media_outlet"),
    ],
)
def test_never_linked_across_articles(name: str, kind: str) -> None:
    _, ids = register_sources(claims(("a", name, kind), ("b", name, kind), ("a", name, kind)))
    assert ids[0] != ids[1]
    assert ids[0] == ids[2]


def test_dates_roles_and_counts_are_gathered() -> None:
    told = claims(
        ("a", "Ada Lind", "named_person"), ("b", "Ada Lind", "named_person"), ("b", "Ada Lind", "named_person")
    )
    told["said_earliest"], told["said_latest"] = ["2024-02-01", "", "2023-01-01"], ["2024-02-03", "2024-05-01", ""]
    told["role"], told["source_text"] = ["", "minister", "minister"], ["she", "Lind", "Ada Lind"]
    row = register_sources(told)[0].iloc[0]
    assert (row["n_claims"], row["n_articles"], row["n_outlets"]) == (3, 2, 2)
    assert (row["first_said"], row["last_said"]) == ("2023-01-01", "2024-05-01")
    assert (row["role"], row["aliases"]) == ("minister", ["Lind", "she"])


def test_ids_are_aligned_with_the_claims() -> None:
    told = claims(("a", "Ada Lind", "named_person"), ("b", "Bo Ek", "named_person")).set_index(pd.Index([9, 4]))
    sources, ids = register_sources(told)
    assert sources.set_index("source_id").loc[ids[4], "name"] == "Bo Ek"


def test_no_claims() -> None:
    sources, ids = register_sources(claims())
    assert sources.empty
    assert len(ids) == 0
