"""Dates compared: the widest, those that move, what came first."""

import pandas as pd
import pytest

from helpers.compare.dates import least_dated, moved, orders, same_days, widest

DATES = pd.DataFrame(
    [
        ["d1", "a1", "May 2024", 0, 8, "2024-05", "2024-05-01", "2024-05-31", "stated"],
        ["d2", "a1", "3 May", 20, 25, "2024-05-03", "2024-05-03", "2024-05-03", "computed"],
        ["d3", "a1", "recently", 30, 38, "../2024-06-10", "", "2024-06-10", "computed"],
        ["d4", "a1", "2023", 40, 44, "2023", "2023-01-01", "2023-12-31", "stated"],
        ["d5", "a1", "44 BC", 50, 55, "-0043", "-0043-01-01", "-0043-12-31", "stated"],
    ],
    columns=["date_id", "article_id", "text", "start", "end", "edtf", "earliest", "latest", "basis"],
)


def events(*bounds: tuple[str, str]) -> pd.DataFrame:
    rows = [[f"e{n}", f"event {n}", "x", a, b] for n, (a, b) in enumerate(bounds)]
    return pd.DataFrame(rows, columns=["event_id", "text", "edtf", "earliest", "latest"])


def articles(*bounds: tuple[str, str]) -> pd.DataFrame:
    rows = [[f"a{n}", a, b] for n, (a, b) in enumerate(bounds)]
    return pd.DataFrame(rows, columns=["article_id", "published_earliest", "published_latest"])


def test_widest_come_first_and_open_ends_have_no_width():
    assert widest(DATES)[["date_id", "days"]].values.tolist() == [["d4", 365], ["d1", 31], ["d2", 1]]
    assert len(widest(DATES, top=1)) == 1
    assert widest(DATES.head(0)).empty


def test_only_what_moved_is_listed():
    after = DATES.copy()
    after.loc[2, "latest"] = "2024-06-03"
    assert moved(DATES, after).values.tolist() == [["recently", "", "2024-06-10", "", "2024-06-03", "d3"]]
    assert moved(DATES, DATES).empty


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29"), "yes"),
        (("2024-02-01", "2024-02-29"), ("2024-01-01", "2024-01-31"), "no"),
        (("2024-01-01", "2024-01-31"), ("2024-01-15", "2024-01-15"), "cannot tell"),
        (("", "2024-01-31"), ("2024-01-15", ""), "cannot tell"),
    ],
)
def test_orders_are_told_as_far_as_they_can_be(one, other, answer):
    table = orders(events(one, other))
    assert table["before the other"].tolist() == [answer]
    assert table["because"].str.len().gt(0).all()


def test_undated_events_are_not_ordered():
    assert orders(events(("", ""), ("2024-01-01", "2024-01-01"))).empty


def test_each_answer_has_so_many_pairs_and_no_event_twice():
    days = [
        ("2024-01-01", "2024-01-01"),
        ("2024-03-01", "2024-03-31"),
        ("2024-03-10", "2024-03-10"),
        ("2023-01-01", "2023-01-01"),
    ] * 3
    table = orders(events(*days), top=2)
    assert table["before the other"].value_counts().to_dict() == {"yes": 2, "no": 2, "cannot tell": 2}
    for _, rows in table.groupby("before the other"):
        assert pd.concat([rows["one"], rows["other"]]).is_unique


def test_labels_stand_in_place_of_texts():
    told = events(("2024-01-01", "2024-01-01"), ("2024-02-01", "2024-02-01")).assign(label=["first", "second"])
    assert orders(told)[["one", "other"]].values.tolist() == [["first", "second"]]


def test_expressions_of_the_same_days_share_a_row():
    more = DATES.iloc[[0, 0, 1]].assign(
        text=["may 2024", "last month", "3 May"], basis=["stated", "computed", "computed"]
    )
    table = same_days(
        pd.concat([DATES.iloc[[0]], more]),
        pd.DataFrame([["a1", "Holm Post", "x"]], columns=["article_id", "outlet", "file"]),
    )
    assert table.values.tolist() == [
        ["Holm Post", "2024-05-01", "2024-05-31", "printed", "May 2024 ×2; last month"],
        ["Holm Post", "2024-05-03", "2024-05-03", "computed", "3 May"],
    ]


@pytest.mark.parametrize(
    ("bounds", "least"),
    [
        ([("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-02-01")], "a1"),
        ([("2024-01-01", "2024-01-01"), ("", "2024-02-01"), ("2020-01-01", "2024-02-01")], "a1"),
        ([("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-01-01")], "a0"),
    ],
)
def test_least_dated_is_the_widest_or_an_open_one(bounds, least):
    assert least_dated(articles(*bounds))["article_id"] == least
