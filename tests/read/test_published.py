"""The publication-date court: which clues there are, what they allow together, which one decides."""

import re

import pytest

from helpers.read.articles import Clue, Segment
from helpers.read.published import published_clues


def court(text, metadata=None, *, segments=(), pages=(), url=""):
    return published_clues(text, segments, metadata or {}, pages, url)


def caption(text):
    """Two segments: the first paragraph is a caption."""
    end = text.index("\n")
    return (Segment(0, end, "caption"), Segment(end + 1, len(text), "body"))


def clues_of(clues):
    return [c.clue for c in clues]


def deciding(clues):
    return [c.clue for c in clues if c.decides]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Dam agreed\nBy Ada Berg\n14 March 2023\nThe ministers met.", "2023-03-14"),
        ("Dam agreed\nPublished: March 14, 2023, 10:15 GMT\nThe ministers met.", "2023-03-14"),
        ("(March 14, 2023) – An insider told us that work has stopped.", "2023-03-14"),
        ("Posted on 2023-03-14 by admin\nWe saw it.", "2023-03-14"),
        ("It was signed on 14 March 2023 in the presence of the ministers of both countries.", "2023-03-14/.."),
    ],
)
def test_a_line_states_the_date(text, edtf):
    bounds, clues = court(text)
    assert bounds.edtf == edtf
    assert bounds.basis == ("stated" if "/" not in edtf else "inferred")
    assert all(text[c.start : c.end] == c.text for c in clues if c.start is not None)


def test_an_update_is_no_publication_but_comes_after_it():
    bounds, clues = court("Dam agreed\nPublished 14 March 2023 | Updated 16 March 2023\nThe ministers met.")
    assert bounds.edtf == "2023-03-14"
    assert "line of an update" in clues_of(clues) and not any("contradicts" in c for c in clues_of(clues))


def test_metadata_wins_and_what_contradicts_it_is_flagged():
    bounds, clues = court("Dam agreed\n14 March 2023\nThey met.", {"published": "2023-04"})
    assert (bounds.edtf, bounds.basis, deciding(clues)) == ("2023-04", "metadata", ["metadata"])
    assert "stated line: contradicts" in clues_of(clues)


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        ("2024-06-03T10:00:00Z", "2024-06-03"),
        ("June 3, 2024", "2024-06-03"),
        ("2024-06-03/2024-06-10", "2024-06-03/2024-06-10"),
    ],
)
def test_how_metadata_may_be_written(given, edtf):
    bounds, clues = court("They met.", {"published": given})
    assert (bounds.edtf, bounds.basis, deciding(clues)) == (edtf, "metadata", ["metadata"])


def test_metadata_that_is_no_date_raises():
    with pytest.raises(ValueError, match="no EDTF"):
        court("Text.", {"published": "last week"})


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://news.example/2023/03/14/dam.html", "2023-03-14"),
        ("https://news.example/2023/03/dam", "2023-03"),
        ("https://news.example/20230314-dam", "2023-03-14"),
        ("https://news.example/story/99999999", ""),
        ("https://2023.example/dam", ""),
    ],
)
def test_the_address(url, edtf):
    assert court("They met.", url=url)[0].edtf == edtf


def test_candidates_of_the_page_are_weaker_than_the_text():
    page = Clue("page", "2023-05-01", earliest="2023-05-01", latest="2023-05-01")
    assert court("They met.", pages=[page])[0].edtf == "2023-05-01"
    bounds, clues = court("Dam agreed\n14 March 2023\nThey met.", pages=[page])
    assert bounds.edtf == "2023-03-14" and "page: contradicts" in clues_of(clues)


def test_copyright_year_and_an_older_picture():
    text = "A tank, photographed on Nov. 12, 2012. Photo A. Berg\nThe firm was founded in 1999.\n© 2023, Pier News."
    bounds, clues = court(text, segments=caption(text))
    assert (bounds.edtf, deciding(clues)) == ("2023", ["copyright year"])
    assert "caption" in clues_of(clues)


def test_a_weekday_and_a_day_of_the_month_give_the_year():
    text = (
        "The office opened in April 2023. He spoke on Sunday (June 2) at the meeting. On Monday (June 3) she answered. "
        "Last month the ministry published a list. In May it had warned them."
    )
    bounds, clues = court(text)
    assert bounds.edtf == "2024-06-03/2024-06-10"
    assert "weekday + date" in deciding(clues)
    assert any(c.startswith("last month = May") for c in clues_of(clues))


def test_weekdays_that_fit_no_near_year_decide_nothing():
    bounds, clues = court("It began in 1993. He spoke on Sunday (June 2).")
    assert bounds.edtf == "1993-01-01/.."
    assert "weekday + date" not in clues_of(clues)


def test_days_told_past_and_a_season_to_come():
    text = (
        "Workers clear rubble on Jan. 14, 2023. Photo A. Berg\n"
        "On Feb. 1 the spokesman said no. On Feb. 5 the trip was put off. He will visit the capital this spring."
    )
    bounds, clues = court(text, segments=caption(text))
    assert bounds.edtf == "2023-02-05/2023-02-28"
    assert deciding(clues) == ["latest past event", "future event"]


@pytest.mark.parametrize(
    ("opening", "edtf"),
    [
        ("This morning, Friday the 31st, the last of the barriers went.", "2023-03-31"),
        ("Yesterday, 30 March 2023, the last of the barriers went.", "2023-03-31"),
        ("Today (Thursday the 30th) the last of the barriers goes.", "2023-03-30"),
    ],
)
def test_today_with_its_date_is_the_day_of_publication(opening, edtf):
    bounds, clues = court(f"{opening} 2022 was a good year. On Thursday 16 March she explained it.")
    assert (bounds.edtf, deciding(clues)) == (edtf, ["today + date"])


def test_a_plan_of_the_past_is_no_latest_event():
    text = "It was built in December 2022. He met them on Jan. 14, 2023. He was to leave on Feb. 20, 2023, but did not."
    assert court(text)[0].earliest == "2023-01-14"


def test_a_dateline_without_year():
    bounds, _ = court("PARIS, June 3 (Agency) - It was founded in May 2024, officials said.")
    assert bounds.edtf == "2024-06-03/2024-06-04"


@pytest.mark.parametrize("text", ["", "They met on Tuesday.", "In 2049 there will be peace.", "Windows 2000 was good."])
def test_nothing_known_is_a_legal_answer(text):
    bounds, clues = court(text)
    assert not bounds.known and not any(c.decides for c in clues)


@pytest.mark.parametrize(
    ("article", "edtf"),
    [("000", "2024-06-03/2024-06-10"), ("001", "2023"), ("002", r"2023-02(-\d\d/2023-02-\d\d)?"), ("003", "2024-11-13"),
     ("004", "2024-02-12")],
)  # fmt: skip
def test_the_five_articles_without_metadata(shared, article, edtf):
    from helpers.read.segments import segment

    (path,) = (shared / "articles").glob(f"{article}_*.txt")
    text = path.read_bytes().decode()
    bounds, _ = court(text, segments=segment(text, title=""))
    assert re.fullmatch(edtf, bounds.edtf)
