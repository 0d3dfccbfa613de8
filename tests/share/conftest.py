"""A copy of the bundled case that tests may correct, and a case of hostile files."""

import shutil

import pytest

from helpers.case import Case, find_case
from helpers.review import corrections as review
from tests.hostile import PROSE, SCRIPT, write_hostile


@pytest.fixture(scope="session")
def case() -> Case:
    """The bundled case, as it is."""
    return Case("dual-use", progress=False)


@pytest.fixture
def copy(case, tmp_path) -> Case:
    """A copy of the bundled case, with the rows that the machine has made of it once."""
    shutil.copytree(find_case("dual-use"), tmp_path / "case", ignore=shutil.ignore_patterns("corrections*"))
    copied = Case(tmp_path / "case", progress=False)
    copied.machine = case.machine
    return copied


@pytest.fixture
def small(tmp_path) -> Case:
    """Two short articles."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "a.txt").write_text(PROSE, encoding="utf-8")
    (folder / "b.txt").write_text(
        "The mayor said on Friday that the cranes had been paid for in 2019.\n", encoding="utf-8"
    )
    return Case(folder, progress=False)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Case:
    """Hostile articles, outlets and corrections."""
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "in")
    lines = ["file,outlet,author,title,url", f'script.txt,"{SCRIPT}","=1+1","@SUM(A1) {SCRIPT}",javascript:alert(1)']
    (folder / "metadata.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = Case(folder, progress=False)
    claims = case.claims
    mine = claims[claims["article_id"].isin(case.articles.loc[case.articles["file"] == "script.txt", "article_id"])]
    for row in mine["claim_id"]:
        review.edit(case, row, "source_name", f"=cmd|{SCRIPT}", author=f"+A{SCRIPT}", reason=f"-1 {SCRIPT}")
    for row in claims["claim_id"].drop(mine.index)[:3]:
        review.reject(case, row, author="@A", reason="\t=1")
    return case
