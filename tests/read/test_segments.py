"""What each line is for."""

import pytest

from helpers.read.segments import segment

PROSE = "The harbour board met for six hours on Monday and ended, members say, with no vote on the cranes that everybody wants."


def kinds(text: str, **known: str) -> list[str]:
    return [s.kind for s in segment(text, **known)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© 2031, Harbour Post. No part may be used without permission of the owner.", "boilerplate"),
        ("Leave a Reply", "boilerplate"),
        ("Be the first to comment", "boilerplate"),
        ("This blog filters spam with Akismet.", "boilerplate"),
        ("Read more: The cranes that nobody ordered", "boilerplate"),
        ("Sign up for our daily newsletter", "boilerplate"),
        ("**[harbourpost.example/contact](https://harbourpost.example/contact)**", "boilerplate"),
        ("I love this theme, quick to set up", "comment"),
        ("12 Comments", "comment"),
        ("Editor: Ana Sol", "byline"),
        ("By Ana Sol and Piet Maas", "byline"),
        ("News Analysis", "byline"),
        ("3 June 2031", "dateline"),
        ("Published: June 3, 2031 at 10:15", "dateline"),
        ("Cranes stand idle at the new pier. (Ana Sol/AP Photo)", "caption"),
        ("Cranes stand idle at the new pier on Monday. Photo Ana Sol", "caption"),
        ("(Screenshot of the company's page)", "caption"),
    ],
)
def test_lines_known_by_their_words(line, kind):
    text = f"Pier deal stalls\n\n{PROSE}\n\n{line}\n\n{PROSE}"
    assert kinds(text)[2] == kind


def test_head_of_a_page():
    text = (
        f"Pier deal stalls\n\nPier deal stalls\nAna Sol\nNews Analysis\n\n{PROSE}\n\nWho Pays for the Cranes\n\n{PROSE}"
    )
    assert kinds(text) == ["headline", "headline", "byline", "byline", "body", "subhead", "body"]


def test_dateline_within_a_paragraph_is_cut_off():
    for head in ("(November 3, 2031) – ", "PORT SOL, Maros (Reuters) - ", "PORT SOL (AP) _ "):
        text = f"{head}{PROSE}\n\n{PROSE}"
        first, second, *_ = segment(text)
        assert (first.kind, second.kind) == ("dateline", "body")
        assert text[second.start : second.end] == PROSE


def test_chat_below_the_article():
    text = f"{PROSE}\n{PROSE}\nEditor: Ana Sol\nBest WordPress themes of the year!\nLooks good to me\nMany thanks to all\nYes!"
    assert kinds(text) == ["body", "body", "byline", "comment", "comment", "comment", "comment"]


def test_paragraph_broken_by_a_page_break_is_joined():
    text = "The board said that the cranes had been\n\nordered in spring.\n\nNobody paid."
    assert [s.joins for s in segment(text)] == [False, True, False]


def test_link_remains_stand_apart_and_do_not_break_the_sentence():
    text = f"{PROSE}\n\nThe ministry published “a full list” (pdf) of what had been ordered that week."
    parts = [(text[s.start : s.end], s.kind, s.joins) for s in segment(text)][1:]
    assert parts == [
        ("The ministry published “a full list”", "body", False),
        ("(pdf)", "boilerplate", False),
        ("of what had been ordered that week.", "body", True),
    ]


def test_hard_wrapped_lines_are_one_paragraph():
    wrapped = "\n".join(["The harbour board met for six hours and then ended with no", "vote on the cranes that everybody in this town has wanted",
                         "for years, members say, and the mayor is not pleased with", "how any of this went, as he told reporters late at night",
                         "outside of the hall where the board had met in secret and", "without the press for the first time since the war ended.", ""] * 1)  # fmt: skip
    text = f"{wrapped}\n{wrapped}"
    assert kinds(text) == ["body", "body"]


@pytest.mark.parametrize(
    "text", ["", "\n\n \n", "x", "\ufeffA line", "a\r\nb\r\nc", "‏שלום‏ (pdf)", "—" * 5000, "(pdf)" * 300]
)
def test_segments_tile_what_is_not_blank(text):
    cover = [0] * len(text)
    for s in segment(text):
        for i in range(s.start, s.end):
            cover[i] += 1
    assert [n for n, ch in zip(cover, text, strict=True) if not ch.isspace() and ch != "\ufeff" and n != 1] == []
