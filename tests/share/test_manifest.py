"""The manifest tells every shipped file, and notices each kind of difference."""

import csv
import hashlib

import pytest

from helpers.share.manifest import COLUMNS, check_manifest, manifest_rows, write_manifest

FILES = {
    "data/README.md": "The data",
    "data/cases/pier/case.toml": 'licence = "CC0-1.0"\ntext_kind = "fiction"\n',
    "data/cases/pier/metadata.csv": "file,retelling_of\nb.txt,a report\n",
    "data/cases/pier/articles/a.txt": "one",
    "data/cases/pier/articles/b.txt": "two",
    "data/cases/pier/key/gold_a.json": "{}",
    "data/cases/pier/corrections.csv": "yours",
    "data/derived/pier/claims.csv": "made",
    "data/.hidden": "no",
}


@pytest.fixture
def repository(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_is_shipped_is_told_and_nothing_else(repository):
    rows = {row["path"]: row for row in manifest_rows(repository)}
    assert set(rows) == {
        name for name in FILES if "corrections" not in name and "/." not in name and "derived" not in name
    }
    assert rows["data/cases/pier/articles/a.txt"]["sha256"] == hashlib.sha256(b"one").hexdigest()


@pytest.mark.parametrize(
    ("path", "column", "told"),
    [
        ("data/README.md", "licence", "CC-BY-4.0"),
        ("data/cases/pier/articles/a.txt", "licence", "CC0-1.0"),
        ("data/cases/pier/articles/a.txt", "origin", "invented"),
        ("data/cases/pier/articles/b.txt", "origin", "retelling of a report"),
        ("data/cases/pier/key/gold_a.json", "made_by", "python -m helpers.review.keys data/cases/pier"),
    ],
)
def test_each_file_has_its_origin_licence_and_maker(repository, path, column, told):
    assert {row["path"]: row for row in manifest_rows(repository)}[path][column] == told


def test_a_manifest_just_written_is_true(repository):
    path = write_manifest(repository)
    assert check_manifest(repository) == []
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(COLUMNS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: (root / "data/cases/pier/articles/a.txt").write_text("other"), "a.txt: sha256 differs"),
        (lambda root: (root / "data/cases/pier/articles/a.txt").unlink(), "a.txt: in the manifest, but not there"),
        (lambda root: (root / "data/cases/pier/articles/c.txt").write_text("new"), "c.txt: not in the manifest"),
        (lambda root: (root / "data/cases/pier/case.toml").write_text('licence = "MIT"'), "b.txt: licence differs"),
    ],
)
def test_every_difference_is_told(repository, change, told):
    write_manifest(repository)
    change(repository)
    assert any(line.endswith(told) for line in check_manifest(repository))
