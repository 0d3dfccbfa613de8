"""The check of the machine: says what is there, and of what is missing, what to do."""

import importlib.metadata

import pytest

from helpers.suite import setup
from helpers.suite.setup import Setup, case_found, check_setup, packages, python_version, writable


def test_this_machine_is_ready():
    found = check_setup()
    assert found.ready, str(found)
    assert [what for what, _, _ in found.rows] == ["Python", "packages", "pipeline", "case", "results"]
    assert found.verdict == "Everything is here. Go on."
    assert "5 articles" in str(found)
    assert "<table" in found._repr_html_()


@pytest.mark.parametrize(("version", "well"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)])
def test_python(version, well):
    said = python_version(version)
    assert said[0] is well
    assert well or "Install" in said[1]


def test_missing_package_is_named_with_what_to_do(monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "seaborn":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    well, words = packages()
    assert not well
    assert words.startswith("missing: seaborn.") and "make lab" in words


def test_other_version_is_said_but_no_fault(tmp_path):
    (tmp_path / "lock").write_text("pandas==0.1 \\\n    --hash=sha256:0\n", encoding="utf-8")
    well, words = packages(tmp_path / "lock")
    assert well and "(lock: 0.1)" in words


def test_no_lock_is_no_fault(tmp_path):
    assert packages(tmp_path / "none")[0]


def test_unknown_case_names_those_there_are():
    found = check_setup("no-such-case")
    assert not found.ready
    assert found.verdict == "Look first at: case, results."
    assert "Cases here: dual-use" in str(found)


def test_folder_without_articles_is_said(tmp_path):
    (tmp_path / "x.docx").write_bytes(b"x")
    assert not check_setup(tmp_path).ready


def test_broken_pipeline_is_said(monkeypatch):
    def broken():
        raise OSError("no such model")

    monkeypatch.setattr(setup, "load_pipeline", broken)
    found = check_setup()
    assert found.verdict == "Look first at: pipeline."
    assert "no such model" in str(found)


def test_folders_that_cannot_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr(setup, "_can_write", lambda folder: False)
    assert not writable("dual-use")[0]
    monkeypatch.setattr(setup, "_can_write", lambda folder: folder != setup.cache_folder())
    well, words = writable("dual-use")
    assert well and "HELPERS_CACHE" in words


def test_one_article_is_counted_as_one(tmp_path):
    (tmp_path / "note.txt").write_text(
        "Pier shut\n\nThe mayor said on 3 March 2024 that the pier was shut.\n", encoding="utf-8"
    )
    assert case_found(tmp_path)[1].endswith(": 1 article")


def test_verdict_names_each_fault():
    assert Setup((("a", False, "x"), ("b", True, "y"), ("c", False, "z"))).verdict == "Look first at: a, c."
