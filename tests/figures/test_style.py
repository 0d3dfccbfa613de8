"""Words as pictures show them, and pictures as files."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from helpers.figures import style
from helpers.figures.style import keep, new_axes, plain, shorten, styled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n b\t c", "a b c"), ("\u202eabc\u202c", "abc"), ("a\u200fb", "a b"), ("a\x00b\x1b[31m", "a b [31m"), ("$x^2$", "$x^2$"),
        ("<script>", "<script>"), ("", ""), (None, "None"), ("é – “ü”", "é – “ü”"), ("\ud800", "")],
)  # fmt: skip
def test_plain(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("one two three", 9, "one two…"),
        ("onetwothree", 6, "onetw…"),
        ("one", 9, "one"),
        ("", 9, ""),
        ("one two", 7, "one two"),
        ("supercalifragilistic x", 8, "superca…"),
    ],
)
def test_shorten(text, width, shown):
    assert shorten(text, width) == shown
    assert len(shorten(text, width)) <= width


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("A b", "a-b.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        ("", "figure.png"),
        ("日本", "figure.png"),
        ("x" * 300, "x" * 100 + ".png"),
        ("a/b\\c:d\n", "a-b-c-d.png"),
        ("CON $(rm)", "con-rm.png"),
    ],
)
def test_names_of_files_are_safe(tmp_path, monkeypatch, name, file):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    path = keep(new_axes(1, 1), name)
    assert path == tmp_path / "figures" / file
    assert path.is_file() and path.with_suffix(".svg").is_file()


def test_formulas_are_never_read_from_words(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    with styled():
        ax = new_axes(3, 2)
        ax.text(0, 0, "costs $\\undefined{ and more")
    assert keep(ax, "formula").is_file()


def test_the_look_holds_within_the_block_only():
    before = mpl.rcParams["svg.hashsalt"]
    with styled():
        assert mpl.rcParams["svg.hashsalt"] == "helpers"
    assert mpl.rcParams["svg.hashsalt"] == before


def test_files_say_nothing_of_when_they_were_made(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    path = keep(new_axes(1, 1), "bare")
    assert "<dc:date>" not in path.with_suffix(".svg").read_text(encoding="utf-8")
    plt.close("all")


def test_a_letter_without_a_font_is_a_square_and_said(recwarn):
    ax = style.new_axes()
    ax.set_title("a \U0001f6a2")
    style.caption(ax, "n = 1.")
    style.finished(ax).figure.canvas.draw()
    assert ax.get_title(loc="left") + ax.get_title() == f"a {style.MISSING}"
    assert next(t.get_text() for t in ax.texts).endswith(
        f"{style.MISSING}: a letter for which this machine has no font."
    )
    assert [w for w in recwarn if "missing from" in str(w.message)] == []


def test_chinese_is_drawn_where_a_font_has_it(monkeypatch):
    monkeypatch.setattr(style, "_letters", lambda: frozenset(map(ord, "Yu 余")))
    assert style.drawable("Yu 余雨") == "Yu 余□"
