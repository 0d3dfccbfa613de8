"""Folders and files: what is read, what is left out, and with which words."""

import time

import pytest

from helpers.read.folder import EmptyFolderError, read_article, read_folder
from helpers.read.formats import ReadError, decode
from helpers.time.reading import read_dates
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


@pytest.mark.parametrize(
    ("others", "row", "edtf", "by"),
    [
        (["It ended on 13/05/2024."], "", "2024-03-05", "other articles of the outlet"),
        (["It ended on 05/13/2024."], "", "2024-05-03", "other articles of the outlet"),
        (["It ended on 13/05/2024.", "It ended on 05/13/2024."], "", "2024-03-05/2024-05-03", ""),
        (["It ended on 05/13/2024."], "DMY", "2024-03-05", "declared"),
        ([], "", "2024-03-05/2024-05-03", ""),
    ],
)
def test_the_outlet_settles_day_and_month(tmp_path, others, row, edtf, by):
    rows = ["file,outlet,day_order", f"a.txt,The Bell,{row}"]
    (tmp_path / "a.txt").write_text("The work began on 05/03/2024, he said.\n", encoding="utf-8")
    for i, text in enumerate(others):
        (tmp_path / f"b{i}.txt").write_text(text + "\n", encoding="utf-8")
        rows.append(f"b{i}.txt,The Bell,")
    (tmp_path / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
    article = read_folder(tmp_path).articles[0]
    (reading,) = read_dates(article.text, article.published, article.day_order)
    assert reading.bounds.edtf == edtf
    assert by in reading.warning


def test_an_outlet_that_writes_both_ways_is_not_settled_by_its_country(tmp_path):
    for name, day in (("a", "05/03/2024"), ("b", "13/05/2024"), ("c", "05/13/2024")):
        text = f"---\nurl: https://bell.example.uk/{name}\noutlet: The Bell\n---\nIt was on {day}, he said.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    article = read_folder(tmp_path).articles[0]
    assert read_dates(article.text, article.published, article.day_order)[0].warning.startswith(
        "day and month can be read"
    )


def test_a_line_with_the_date_of_publication_is_read_as_the_outlet_writes(tmp_path):
    for name, day in (("a", "05/03/2024"), ("b", "13/05/2024")):
        text = f"---\noutlet: The Bell\n---\nDam agreed\n\nPublished: {day}\n\nThe ministers met.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    first, second = read_folder(tmp_path).articles
    assert (first.published.edtf, second.published.edtf) == ("2024-03-05", "2024-05-13")
    assert first.article_id.startswith("the-bell-2024-03-05-")


def test_a_page_declares_its_region(tmp_path):
    body = "<p>The port authority met on 05/03/2024 and spoke of the tugs for an hour.</p>" * 4
    (tmp_path / "a.html").write_text(
        f'<html lang="en-GB"><body><article>{body}</article></body></html>', encoding="utf-8"
    )
    article = read_folder(tmp_path).articles[0]
    assert article.language == "en-GB"
    assert article.day_order.order == "day first"


def test_a_day_order_that_is_none_is_remarked_on(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("It began on 05/03/2024.\n", encoding="utf-8")
    article, remarks = read_article(path, {"day_order": "perhaps"})
    assert article.day_order is None
    assert remarks[0][0] == "day_order ignored"
