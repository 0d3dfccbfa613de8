"""What the desk shows: paragraphs cut to what fits with their marks in place, and nothing of an article as HTML."""

import pytest

from helpers.share.desk_page import HINT, KEYS, clipped, dress, keys_hint, missed_page, progress_line, row_page
from helpers.share.show import Shown
from tests.hostile import SCRIPT

LONG = " ".join(f"word{i}" for i in range(300))


def shown(start: int, end: int, text: str = LONG) -> Shown:
    return Shown(text, ((start, end, "content"),), "head", ())


@pytest.mark.parametrize("start", [0, 7, 700, 1300, len(LONG) - 40, len(LONG) - 20])
@pytest.mark.parametrize("length", [7, 300, 900])
def test_a_long_paragraph_is_cut_and_its_mark_stays_on_its_words(start, length):
    end = min(len(LONG), start + length)
    cut = clipped(shown(start, end), 680)
    (a, b, label), *rest = cut.marks
    assert cut.paragraph[a:b] == LONG[start:end] and label == "content" and not rest
    assert len(cut.paragraph) <= max(680, end - start) + 60
    assert cut.paragraph.replace("… ", "").replace(" …", "") in LONG


@pytest.mark.parametrize("text", ["", "Short.", "x" * 679])
def test_a_short_paragraph_is_left_as_it_is(text):
    assert clipped(shown(0, len(text), text), 680).paragraph == text


def test_a_long_paragraph_without_blanks_is_cut_at_its_marks():
    assert clipped(shown(1000, 1010, "x" * 3000), 680).paragraph == "… " + "x" * 10 + " …"


def test_every_key_is_named_at_the_foot():
    named = {key for key, _ in HINT}
    assert {key for key in KEYS if key not in "sq"} | {"Enter", "Esc"} == named
    assert all(f"<kbd>{key}</kbd>" in keys_hint() for key in named)


def test_the_keys_are_started_by_the_style():
    assert dress().startswith('<style onload="') and "</style>" not in dress()[:-8]


def test_progress_in_words():
    assert "Row 3 of 9" in progress_line(2, 9, 4, 20, "claims") and "4 of 20 claims" in progress_line(
        2, 9, 4, 20, "claims"
    )
    assert "No row is left" in progress_line(0, 0, 20, 20, "claims")


def test_nothing_of_an_article_gets_into_the_page_as_html(hostile):
    for table in ("claims", "dates", "events", "quantities", "relations"):
        for article in hostile.articles["article_id"]:
            assert SCRIPT not in missed_page(hostile, table, article)
    for row in hostile.claims["claim_id"]:
        assert SCRIPT not in row_page(hostile, row)
