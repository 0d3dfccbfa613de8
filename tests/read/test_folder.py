"""Folders and files: what is read, what is left out, and with which words."""

import time

import pytest

from helpers.read.folder import EmptyFolderError, read_article, read_folder
from helpers.read.formats import ReadError, decode
from tests.hostile import FILES, PROSE, UNREADABLE, write_hostile


def test_hostile_folder_gives_articles_or_problems(tmp_path):
    begun = time.monotonic()
    found = read_folder(write_hostile(tmp_path / "in", large=True))
    assert time.monotonic() - begun < 30
    left_out = {p.file for p in found.problems if p.problem == "left out"}
    assert left_out == UNREADABLE | {"one-line.txt"}
    assert {a.file for a in found.articles} == set(FILES) - UNREADABLE
    for article in found.articles:
        assert all(article.text[s.start : s.end].strip() for s in article.segments)


def test_page_scripts_are_not_text(tmp_path):
    found = {a.file: a for a in read_folder(write_hostile(tmp_path / "in")).articles}
    assert "document.write" not in found["page.html"].text
    assert "port authority" in found["page.html"].text


def test_front_matter_constructs_nothing(tmp_path, capfd):
    path = tmp_path / "a.md"
    path.write_bytes(FILES["constructs.md"])
    article, remarks = read_article(path)
    assert "owned" not in capfd.readouterr().out
    assert article.title == "" and remarks[0][0] == "front matter"
    assert article.segments[0].kind == "boilerplate"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b" \n ", "empty"), (bytes(range(256)) * 40, "not text"), ("﻿ \n".encode(), "blanks")],
)
def test_what_cannot_be_read_says_why(data, words):
    with pytest.raises(ReadError, match=words):
        decode(data)


@pytest.mark.parametrize(
    ("encoding", "remark"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", "UTF-16"), ("cp1252", "not UTF-8")]
)
def test_encodings_are_found_and_told(encoding, remark):
    text = PROSE.replace("“", '"').replace("”", '"') + "Solé, Müller and Ångström agreed with the señor.\n"
    got, remarks = decode(text.encode(encoding))
    assert got.lstrip("\ufeff") == text
    assert [r[1] for r in remarks] == [] if remark is None else remark in remarks[0][1]


def test_newlines_are_kept():
    assert decode(b"a\r\nb\rc\n")[0] == "a\r\nb\rc\n"


def test_metadata_wins_and_its_mistakes_are_told(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,outlet,published,title\na.txt,Harbour Post,2031-06-03,Cranes\nb.txt,,,\n,,,\n", encoding="utf-8"
    )
    found = read_folder(tmp_path)
    article = found.articles[0]
    assert (article.outlet, article.published.edtf, article.title) == ("Harbour Post", "2031-06-03", "Cranes")
    assert article.article_id.startswith("harbour-post-2031-06-03-")
    assert [p.problem for p in found.problems] == ["no such article"] * 2


def test_same_text_twice_is_one_article(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PROSE, encoding="utf-8")
    found = read_folder(tmp_path)
    assert [a.file for a in found.articles] == ["a.txt"]
    assert found.problems[0].file == "b.txt" and "same text as a.txt" in found.problems[0].detail


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir(), lambda p: (p.mkdir(), (p / "x.png").touch())])
def test_nothing_to_read_says_what_to_do(tmp_path, make):
    make(tmp_path / "in")
    with pytest.raises(EmptyFolderError, match=r"[Gg]ive the folder|Save articles there"):
        read_folder(tmp_path / "in")
