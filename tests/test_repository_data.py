"""The data folder: its manifest, its dictionary, its cases and its licences are what they say."""

import csv
import re
import tomllib

import pytest

from helpers.read.folder import read_folder
from helpers.share.manifest import check_manifest
from helpers.tables.contracts import TABLES

CASES = ["dual-use", "harbour"]


def section(readme: str, table: str) -> list[list[str]]:
    """Cells of the rows under the heading of a table."""
    found = re.search(rf"^### `{table}`\n(.*?)(?=^##|\Z)", readme, re.M | re.S)
    assert found, f"data/README.md has no heading ### `{table}`"
    lines = [line for line in found.group(1).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture(scope="module")
def readme(root) -> str:
    return (root / "data" / "README.md").read_text(encoding="utf-8")


def test_the_manifest_is_true(root):
    wrong = check_manifest(root)
    assert not wrong, "\n".join([*wrong, "write it again: python -m helpers.share.manifest"])


@pytest.mark.parametrize("table", TABLES)
def test_the_dictionary_has_every_column_in_order(readme, table):
    told = [name for cells in section(readme, table) for name in re.findall(r"`(\w+)`", cells[0])]
    assert told == [column.name for column in TABLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_the_dictionary_has_every_allowed_value(readme, table):
    shared = readme.split("## The tables")[1].split("### ")[0]
    rows = {name: cells[1] for cells in section(readme, table) for name in re.findall(r"`(\w+)`", cells[0])}
    for column in TABLES[table]:
        said = rows[column.name] + (
            shared if column.name.endswith(("granularity", "basis", "origin", "status")) else ""
        )
        missing = [value for value in column.allowed if value and f"`{value}`" not in said]
        assert not missing, f"{table}.{column.name}: {missing}"


def test_the_dictionary_has_no_table_that_is_none(readme):
    assert set(re.findall(r"^### `(\w+)`", readme, re.M)) == set(TABLES)


@pytest.mark.parametrize("name", CASES)
def test_a_case_says_what_it_is(root, name):
    about = tomllib.loads((root / "data" / "cases" / name / "case.toml").read_text(encoding="utf-8"))
    assert about["title"] and about["question"] and about["description"] and about["licence"]


@pytest.mark.parametrize("name", CASES)
def test_every_article_is_read_and_none_passes_for_an_original(root, name):
    case = root / "data" / "cases" / name
    found = read_folder(case / "articles", metadata=case / "metadata.csv")
    assert not found.problems
    assert all(a.text_kind in ("retelling", "fiction") and a.title and a.outlet for a in found.articles)


@pytest.mark.parametrize("name", CASES)
def test_metadata_and_outlets_fit_the_articles(root, name):
    case = root / "data" / "cases" / name
    rows = list(csv.DictReader((case / "metadata.csv").open(encoding="utf-8", newline="")))
    outlets = {r["outlet"] for r in csv.DictReader((case / "outlets.csv").open(encoding="utf-8", newline=""))}
    assert sorted(row["file"] for row in rows) == sorted(p.name for p in (case / "articles").iterdir())
    assert {row["outlet"] for row in rows} <= outlets


def test_every_retelling_names_its_report(root, readme):
    rows = list(csv.DictReader((root / "data/cases/dual-use/metadata.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 5
    for row in rows:
        assert row["retelling_of"].startswith(row["outlet"])
        assert f"| `{row['file']}` | {row['outlet']}" in readme


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("drone-notice.txt", "2024-06-03"),
        ("arms-groups.html", "2023-01-25"),
        ("satellite-firm.md", "2023-02-10"),
        ("stopped-orders.txt", "2024-11-13"),
        ("support-for-russia.md", "2024-02-12"),
    ],
)
def test_the_text_alone_tells_when_within_bounds(root, file, day):
    articles = read_folder(root / "data/cases/dual-use/articles", metadata=root / "no-metadata.csv").articles
    published = next(a.published for a in articles if a.file == file)
    assert published.earliest <= day <= published.latest


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("LICENSE", "MIT License"),
        ("data/LICENSE", "https://creativecommons.org/licenses/by/4.0/legalcode"),
        ("CITATION.cff", "version: 0.1.0"),
        ("CHANGELOG.md", "## 0.1.0"),
    ],
)
def test_licences_citation_and_changes_are_there(root, file, words):
    assert words in (root / file).read_text(encoding="utf-8")


def test_one_version_everywhere(root):
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"version: {version}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version}\n" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
