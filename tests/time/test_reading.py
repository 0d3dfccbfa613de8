"""What a text says on time, as tables: text, day of publication, what is read."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.time.bounds import UNKNOWN, Bounds
from helpers.time.reading import read_dates
from helpers.time.written import STYLES, write_day


def on(day: str) -> Bounds:
    return Bounds(day, day, day, "day", "metadata")


def values(text: str, published: Bounds) -> list[tuple[str, str]]:
    return [(r.text, r.timex_value) for r in read_dates(text, published)]


THURSDAY = on("2024-06-06")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on May 22.", [("May 22", "2024-05-22")]),
        ("He spoke on Sunday (June 2).", [("Sunday (June 2)", "2024-06-02")]),
        ("He spoke on Sunday.", [("Sunday", "2024-06-02")]),
        ("He will speak on Sunday.", [("Sunday", "2024-06-09")]),
        ("The vote is scheduled for Tuesday.", [("Tuesday", "2024-06-11")]),
        ("The firm plans to open it in August.", [("August", "2024-08")]),
        ("It opened in August.", [("August", "2023-08")]),
        ("The law takes effect on July 1.", [("July 1", "2024-07-01")]),
        ("Orders stopped in October of last year.", [("October of last year", "2023-10")]),
        ("It begins on December 1 of this year.", [("December 1 of this year", "2024-12-01")]),
        ("From January to November 2016 ten were lost.", [("January to November 2016", "2016-01")]),
        ("the talks of 1989-1991", [("1989-1991", "1989")]),
        ("He came the day before last Tuesday.", [("the day before last Tuesday", "2024-06-03")]),
        ("the first two quarters of 1990", [("the first two quarters of 1990", "1990-H1")]),
        ("the first Monday of May 2024", [("the first Monday of May 2024", "2024-05-06")]),
        ("It was last month, over two years ago.", [("last month", "2024-05"), ("over two years ago", "2022")]),
        ("early next year", [("early next year", "2025")]),
        ("the summer of 2023", [("the summer of 2023", "2023-SU")]),
        ("in the 1990s and the 20th century", [("the 1990s", "199"), ("the 20th century", "19")]),
        ("for weeks, for several months, 2 1/2 years", [("weeks", "PXW"), ("several months", "PXM"), ("2 1/2 years", "P2Y6M")]),
        ("Twice a week, daily and every Monday they train.",
         [("Twice a week", "P1W"), ("daily", "P1D"), ("every Monday", "XXXX-WXX-1")]),
        ("at 9 a.m. Tuesday; this morning; Friday evening",
         [("9 a.m. Tuesday", "2024-06-04T09:00"), ("this morning", "2024-06-06TMO"), ("Friday evening", "2024-05-31TEV")]),
        ("It is now known; recently; in the future",
         [("now", "PRESENT_REF"), ("recently", "PAST_REF"), ("the future", "FUTURE_REF")]),
        ("Christmas 2023 and Thanksgiving", [("Christmas 2023", "2023-12-25"), ("Thanksgiving", "2023-11-23")]),
        ("the nineteen ninety-seven crisis", [("nineteen ninety-seven", "1997")]),
        ("It came on Monday of last week.", [("Monday of last week", "2024-05-27")]),
        ("Next Tuesday, 11 June, they vote on the copy of 8 May, a Wednesday.",
         [("Next Tuesday, 11 June", "2024-06-11"), ("8 May, a Wednesday", "2024-05-08")]),
        ("They looked for ways to get around Wednesday's ruling.", [("around Wednesday", "2024-06-05")]),
        ("He called on Sunday and left the same evening.", [("Sunday", "2024-06-02"), ("the same evening", "2024-06-02TEV")]),
        ("Wages were safe “until the end of August”, he said.", [("the end of August", "2024-08")]),
        ("It came Friday the 31st and went that Thursday.", [("Friday the 31st", "2024-05-31"), ("that Thursday", "2024-05-30")]),
        ("A load left on 2 May. They wrote on Wednesday of a truck that Thursday.",
         [("2 May", "2024-05-02"), ("Wednesday", "2024-06-05"), ("that Thursday", "2024-05-02")]),
        ("He spoke on 16 May. We asked on the 17th, on the 22nd and on the 28th of that month.",
         [("16 May", "2024-05-16"), ("the 17th", "2024-05-17"), ("the 22nd", "2024-05-22"), ("the 28th of that month", "2024-05-28")]),
        ("She spoke on Thursday 16 May. The following Tuesday the council met.",
         [("Thursday 16 May", "2024-05-16"), ("following Tuesday", "2024-05-21")]),
        ("Funds lose money on trades made that day. It goes on to this day; this day is ours.",
         [("that day", "XXXX-XX-XX"), ("this day", "PRESENT_REF")]),
        ("Nobody would say on Monday.", [("Monday", "2024-06-03")]),
        ("He did not comment on Monday; she would speak on Monday.", [("Monday", "2024-06-03"), ("Monday", "2024-06-10")]),
        ("A fall\n\n2023 was hard.\n\nThe start of 2024 was worse.", [("2023", "2023"), ("The start of 2024", "2024")]),
        ("2024-06-03T10:00Z and 03.06.2024", [("2024-06-03T10:00Z", "2024-06-03T10:00"), ("03.06.2024", "2024-06-03")]),
    ],
)  # fmt: skip
def test_values(text, expected):
    assert values(text, THURSDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She joined in May of last year. The work stopped by October.", ["2023-05", "2023-10"]),
        ("They met on Sunday (June 2). Earlier that day he had left.", ["2024-06-02", "2024-06-02"]),
        ("The bridge fell on May 3, 2024. The next morning it was closed. Two days later it reopened.",
         ["2024-05-03", "2024-05-04TMO", "2024-05-06"]),
        ("He fled in June 1998 and came back later that year.", ["1998-06", "1998"]),
        ("In August and September 2016 it rained.", ["2016-08", "2016-09"]),
    ],
)  # fmt: skip
def test_the_narrative_goes_on_from_the_date_last_told(text, expected):
    assert [r.timex_value for r in read_dates(text, THURSDAY)] == expected


def test_a_history_follows_its_own_years():
    text = (
        "The war began on September 1, 1939. In June 1940 the capital fell. In July the planes came. "
        "On May 10, 1941 it ended. In the winter of 1941 the front froze. In November the city was taken."
    )
    got = [r.timex_value for r in read_dates(text, on("2009-12-19"))]
    assert got == ["1939-09-01", "1940-06", "1940-07", "1941-05-10", "1941-WI", "1941-11"]


def test_a_year_right_after_the_last_one_carries_the_narrative_on():
    text = (
        "In March 1812 the army crossed the river. In May 1812 it took the town. On 3 July 1812 it lost it. "
        "The second campaign in 1813 began badly. The army set off in June. It wanted to make peace in 1814. By August it lost."
    )
    assert [v for _, v in values(text, THURSDAY)][3:] == ["1813", "1813-06", "1814", "1813-08"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net rose in the third quarter to $3 million from $2 million a year ago.", ["2023-Q3", "2022-Q3"]),
        ("The third quarter was weak. In the year-earlier period it made a profit.", ["2023-Q3", "2022-Q3"]),
        ("It earned less in the quarter ended Sept. 30 than a year earlier.", ["2023-QX", "2023-09-30", "2022-QX"]),
        ("He was poor a year ago.", ["2023"]),
    ],
)
def test_a_company_report_has_a_frame(text, expected):
    assert [r.timex_value for r in read_dates(text, THURSDAY)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may go. We march on Rome. Theresa May and April Smith met Jun Dong.",
        "the October revolution and the March of Dimes",
        "She is 25 years old, aged 30 years, a 12-year-old girl.",
        "It costs $ 1999 and weighs 2000 tons.",
        "Windows 2000 runs version 2.4.1999 on 192.168.1.1.",
        "Call 555-1998 or +44 20 7946 0958, room 2024.",
        "He earns $2 million a year and pays $35 a night.",
        "He watched '60 Minutes' in today's world.",
        "three-quarters of the food; a quarter of the market",
        "It lies on the 17th floor, on the 3rd try.",
        "They stopped the Easter Offensive along the March, to a song called White Christmas.",
        "It hurt more than 1000 people and some 2000 of them left; nearly 1900 stayed.",
        "1/2/3/4/2023 and 2024-13-45",
    ],
)
def test_these_are_no_dates(text):
    assert values(text, THURSDAY) == []


@pytest.mark.parametrize(
    ("text", "value", "edtf", "warning"),
    [
        ("on 05/03/2024", "2024-XX-XX", "2024-03-05/2024-05-03", "either way"),
        ("on 31 June 2024", "2024-06", "2024-06", "no day 31"),
        ("in 44 BC", "BC0044", "-0043", ""),
        ("in AD 476", "0476", "0476", ""),
        ("65 million years ago", "BC64997977", "Y-64997976", ""),
        ("in its 11th month", "XXXX-XX", "", "the text does not date"),
        ("in fiscal 2023", "2023", "2023", "fiscal"),
    ],
)
def test_hard_ones_say_what_is_wrong(text, value, edtf, warning):
    (reading,) = read_dates(text, THURSDAY)
    assert (reading.timex_value, reading.bounds.edtf) == (value, edtf)
    assert warning in reading.warning


def test_another_date_of_the_article_settles_day_and_month():
    first, _ = read_dates("on 05/03/2024 and on 13/05/2024", THURSDAY)
    assert first.timex_value == "2024-03-05"


@pytest.mark.parametrize(
    "text", ["On\u00a0Feb.\u00a01 he left", "ON FEB. 1 HE LEFT", "On Feb.  1 he left", "On Feb.\n1 he left"]
)
def test_blanks_and_capitals_do_not_matter(text):
    assert [r.timex_value for r in read_dates(text, THURSDAY)] == ["2024-02-01"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "XXXX-WXX-2"),
        ("on May 22", "XXXX-05-22"),
        ("last month", "XXXX-XX"),
        ("last year", "XXXX"),
        ("today", "XXXX-XX-XX"),
    ],
)
def test_without_publication_date_nothing_is_guessed(text, value):
    (reading,) = read_dates(text, UNKNOWN)
    assert (reading.timex_value, reading.bounds.edtf, reading.warning) == (value, "", "no publication date")


def test_uncertainty_is_inherited():
    (reading,) = read_dates("last month", Bounds("2024-05-20/2024-06-10", "2024-05-20", "2024-06-10"))
    assert (reading.bounds.earliest, reading.bounds.latest, reading.bounds.anchor) == (
        "2024-04-01",
        "2024-05-31",
        "published",
    )
    (certain,) = read_dates("May 22", Bounds("2024-06-03/2024-06-10", "2024-06-03", "2024-06-10"))
    assert certain.bounds.is_day


def test_basis_and_anchor_say_how_it_is_known():
    stated, told, now = read_dates("On May 3, 2024 it fell. Two days later it rose. Last week it stood.", THURSDAY)
    assert (stated.bounds.basis, stated.bounds.anchor, stated.anchor) == ("stated", "", None)
    assert (told.bounds.basis, told.anchor) == ("computed", 0)
    assert (now.bounds.basis, now.bounds.anchor) == ("computed", "published")


def test_vague_words_of_a_dated_saying_hang_on_its_day():
    said, vague = read_dates("On May 11 she told us that in recent years it has been sold.", THURSDAY)
    assert (said.timex_value, vague.bounds.edtf, vague.anchor) == ("2024-05-11", "../2024-05-11", 0)


@pytest.mark.parametrize(
    ("text", "edtf", "anchor"),
    [
        ("Before the release of this notice they spoke. The notice was issued on May 22.", "../2024-05-22", 1),
        ("The office recently posted a notice. The notice was issued on May 22.", "2024-05-22", 1),
        ("Before this notice came out they spoke. The notice appeared on May 22.", "../2024-05-22", 1),
        ("Before the notice was issued they spoke. The notice appeared on May 22.", "../2024-05-22", 1),
        ("The office recently put up a notice. The notice appeared on May 22.", "2024-05-22", 1),
        ("The office recently posted a letter. The notice was issued on May 22.", "../2024-06-06", None),
    ],
)
def test_a_document_is_dated_by_what_is_told_of_it_elsewhere(text, edtf, anchor):
    first = read_dates(text, THURSDAY)[0]
    assert (first.bounds.edtf, first.anchor) == (edtf, anchor)


def test_years_since_an_event_begin_anywhere_in_its_year():
    (reading,) = read_dates("In the 33 years since the treaty much was lost.", THURSDAY)
    assert (reading.timex_value, reading.bounds.edtf) == ("P33Y", "1991-01-01/2024-06-06")


def test_an_undated_document_gives_no_date():
    assert read_dates("Before the release of this notice they spoke.", THURSDAY) == []


# ---- properties -----------------------------------------------------------------------------------------------------
WORDS = st.sampled_from(
    [
        "on",
        "in",
        "by",
        "since",
        "until",
        "the",
        "of",
        "last",
        "next",
        "this",
        "year",
        "month",
        "week",
        "day",
        "days",
        "weeks",
        "years",
        "May",
        "June",
        "October",
        "3",
        "22",
        "31",
        "1998",
        "2024",
        "Monday",
        "Tuesday",
        "(",
        ")",
        ",",
        ".",
        "-",
        "/",
        "05/03/2024",
        "2024-06-03",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "early",
        "late",
        "two",
        "several",
        "first",
        "quarter",
        "third",
        "summer",
        "will",
        "said",
        "\n\n",
        "now",
        "recently",
        "today",
        "decade",
        "1990s",
        "a.m.",
        "9",
        "fiscal",
        "ended",
        "two-year",
        "morning",
        "every",
        "each",
    ]
)
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_yields_no_exception(text):
    for reading in read_dates(text, THURSDAY):
        assert text[reading.start : reading.end] == reading.text


@given(SENTENCES, st.none() | DAYS, st.none() | DAYS)
@settings(max_examples=400, deadline=None)
def test_earliest_is_never_after_latest(text, a, b):
    if a and b and a > b:
        a, b = b, a
    published = Bounds("x" if a or b else "", a.isoformat() if a else "", b.isoformat() if b else "")
    readings = read_dates(text, published)
    for reading in readings:
        assert (
            not (reading.bounds.earliest and reading.bounds.latest) or reading.bounds.earliest <= reading.bounds.latest
        )
        assert text[reading.start : reading.end] == reading.text
    assert all(x.end <= y.start for x, y in itertools.pairwise(readings))


@given(SENTENCES, st.lists(DAYS, min_size=4, max_size=4).map(sorted))
@settings(max_examples=400, deadline=None)
def test_a_narrower_publication_date_never_widens_a_result(text, days):
    wide_first, first, last, wide_last = (d.isoformat() for d in days)
    wide = {r.start: r for r in read_dates(text, Bounds("x", wide_first, wide_last))}
    for narrow in read_dates(text, Bounds("x", first, last)):
        outer = wide.get(narrow.start)
        if outer is None:
            continue
        assert not outer.bounds.earliest or narrow.bounds.earliest >= outer.bounds.earliest
        assert not outer.bounds.latest or (narrow.bounds.latest or "9999-12-31") <= outer.bounds.latest


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(STYLES)))
@settings(max_examples=300, deadline=None)
def test_written_and_read_back(day, style):
    (reading,) = read_dates(f"It was on {write_day(day, style)}.", THURSDAY)
    assert reading.bounds.earliest == reading.bounds.latest == day.isoformat()


@pytest.mark.parametrize("piece", ["1/2/", "2024-", "9 ", "99:", "May ", "the ", "1,000", "two ", "....", "'98 "])
def test_time_grows_with_length_only(piece):
    read_dates("warm up", THURSDAY)
    took = []
    for size in (50_000, 200_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        read_dates(text, THURSDAY)
        took.append(time.process_time() - start)
    assert took[1] < 12 * took[0] + 0.5
