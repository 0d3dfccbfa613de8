"""From a folder to tables: the same on every run, and no file stops another."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.case import Case, find_case
from helpers.read.folder import EmptyFolderError
from helpers.tables.contracts import TABLES
from helpers.tables.write import read_tables
from tests.hostile import FILES, PROSE, UNREADABLE, write_hostile


@pytest.fixture
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_CACHE", str(tmp_path / "cache"))


def test_bundled_case_is_found_by_name():
    case = Case("dual-use", progress=False)
    assert len(case.articles) == 5 and case.problems.empty
    assert repr(case) == "Case('dual-use': 5 articles)"


def test_unknown_case_names_the_known_ones():
    with pytest.raises(EmptyFolderError, match="dual-use"):
        find_case("no-such-case")


def test_a_file_in_place_of_a_folder_is_told_where_it_lies(tmp_path):
    (tmp_path / "lamp.txt").write_text("The lamp is out.")
    with pytest.raises(EmptyFolderError, match=re.escape(f"Give the folder in which it lies: {tmp_path}")):
        find_case(tmp_path / "lamp.txt")


def test_hostile_folder_builds(tmp_path, no_cache, capsys):
    folder = write_hostile(tmp_path / "in")
    assert main(["build", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    tables = read_tables(tmp_path / "out")
    assert set(tables["articles"]["file"]) == set(FILES) - UNREADABLE
    assert set(tables["problems"]["file"]) >= UNREADABLE
    assert "annotate" not in set(tables["problems"]["stage"])
    assert "owned" not in capsys.readouterr().out


def test_formulas_are_inert_in_csv(tmp_path, no_cache):
    folder = write_hostile(tmp_path / "in")
    Case(folder, progress=False).write(tmp_path / "out")
    for name, kinds in TABLES.items():
        text_columns = [c.name for c in kinds if c.kind == "text"]
        data = pd.read_csv(tmp_path / "out" / f"{name}.csv", keep_default_na=False, usecols=text_columns, dtype=str)
        cells = data.to_numpy().ravel()
        assert [c for c in cells if str(c).startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_same_bytes_on_a_second_run_and_with_workers(tmp_path, monkeypatch):
    written = []
    for run, workers in enumerate((1, 2)):
        monkeypatch.setenv("HELPERS_CACHE", str(tmp_path / f"cache{run}"))
        Case("harbour", workers=workers, progress=False).write(tmp_path / f"out{run}")
        written.append({p.name: p.read_bytes() for p in sorted((tmp_path / f"out{run}").rglob("*")) if p.is_file()})
    assert written[0] == written[1]


def test_lists_are_json_in_csv_and_lists_in_parquet(tmp_path):
    case = Case("dual-use", progress=False)
    case.write(tmp_path)
    flat = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False)
    spans = [json.loads(x) for x in flat["content_spans"]]
    assert spans == case.claims["content_spans"].tolist() == read_tables(tmp_path)["claims"]["content_spans"].tolist()


@pytest.mark.parametrize(
    ("make", "words"),
    [(lambda p: None, "no folder"), (lambda p: p.mkdir(), "No article"), (lambda p: write_empty(p), "could be read")],
)
def test_wrong_folder_exits_with_2_and_says_what_to_do(tmp_path, capsys, make, words):
    make(tmp_path / "in")
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 2
    assert words in capsys.readouterr().err


def test_what_nobody_knows_of_an_article_is_asked_for(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PROSE, encoding="utf-8")
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert "No outlet is known of a.txt; " in (told := capsys.readouterr().out) and "metadata.csv" in told
    (tmp_path / "in" / "metadata.csv").write_text(
        "file,outlet,published\na.txt,Holm Post,2024-06-03\n", encoding="utf-8"
    )
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert "is known of" not in capsys.readouterr().out


def write_empty(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.txt").touch()


def test_changed_text_is_read_anew(tmp_path, no_cache):
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    before = Case(tmp_path / "in", progress=False)
    assert len(before.claims) >= 2
    path.write_text(PROSE.replace("Ana Sol", "Piet Maas"), encoding="utf-8")
    assert "Piet Maas" in set(Case(tmp_path / "in", progress=False).claims["source_name"])
    assert "Piet Maas" not in set(before.claims["source_name"])


def test_another_publication_date_moves_what_hangs_on_it(tmp_path, no_cache):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "The board met last month.\n\nIt was founded in 1987, the mayor said.\n", encoding="utf-8"
    )
    case = Case(tmp_path / "in", progress=False)
    article_id = case.articles["article_id"].iloc[0]
    moved = case.with_published(article_id, "2024-06-04")
    dates = moved.dates.set_index("text")
    assert dates.loc["last month", ["earliest", "latest"]].tolist() == ["2024-05-01", "2024-05-31"]
    assert dates.loc["1987", "edtf"] == "1987"
    assert case.dates.set_index("text").loc["last month", ["earliest", "latest"]].tolist() == ["1986-12-01", ""]


def test_module_runs_from_the_shell(tmp_path):
    done = subprocess.run([sys.executable, "-m", "helpers", "build", str(tmp_path / "none"), "--out", str(tmp_path)], capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 2 and "no folder" in done.stderr and "Traceback" not in done.stderr
