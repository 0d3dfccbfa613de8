"""The timeline to touch: what is in the page, and that nothing in it can run but its own script."""

import json
import re
from html.parser import HTMLParser

import pytest

from helpers.figures.interactive import timeline_html


class Page(HTMLParser):
    """Counts elements and keeps the data of the page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.data, self.inside = [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = dict(attrs).get("type", "") if tag == "script" else ""
        assert not any(
            name.startswith("on") or (value or "").strip().startswith("javascript:") for name, value in attrs
        )
        assert not any(name in ("src", "href") for name, _ in attrs), "the page asks the network for something"

    def handle_data(self, data):
        if self.inside == "application/json":
            self.data += data
            self.inside = "" if data.rstrip().endswith("}") else self.inside


def items(page):
    return json.loads(Page(page.data).data)["items"]


ROWS = [
    ("sanction", "2024-05-01", "2024-05-01", "stated"),
    ("statement", "2024-05-01", "2024-05-31", "inferred"),
    ("deletion", "", "2024-06-03", "inferred"),
    ("other", "", "", ""),
]


def test_rows_with_a_date_are_in_the_page_with_their_sentences(events):
    page = timeline_html(events(ROWS), title="Three")
    found = items(page)
    assert [(i["when"], i["text"], i["id"]) for i in found] == [
        ("1 May 2024", "Sentence 0.", "e0"),
        ("May 2024", "Sentence 1.", "e1"),
        ("until 3 Jun 2024", "Sentence 2.", "e2"),
    ]
    assert "Left out: 1 without any date." in page.data


@pytest.mark.parametrize("rows", [[], ROWS[3:], ROWS[:1], ROWS * 40])
@pytest.mark.parametrize("lane", ["kind", None])
def test_any_number_of_rows(events, rows, lane):
    page = timeline_html(events(rows), lane=lane)
    assert len(items(page)) == sum(row[0] != "other" for row in rows)
    assert page.data.count("</script>") == 2


def test_words_of_articles_are_inert(events, hostile):
    data = events(ROWS, label=hostile).assign(outlet=hostile, text=hostile, event_id=hostile, basis=hostile)
    page = timeline_html(data, lane="outlet", title=hostile)
    parsed = Page(page.data)
    assert parsed.tags.count("script") == 2
    assert "alert(1)</script>" not in page.data
    assert "<script>alert" not in page.data
    assert any(
        "<script>alert(1)</script>" in i["text"] for i in json.loads(parsed.data)["items"]
    )  # as text it is all there
    assert not any(c in page.data for c in "\x00\u202e\u200f")
    assert "@@ID@@" not in page.data


def test_nothing_is_asked_of_the_network(events):
    addresses = set(re.findall(r"https?://[^\"' ]+", timeline_html(events(ROWS)).data))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, not an address that is visited


def test_same_rows_same_page(events):
    assert timeline_html(events(ROWS)).data == timeline_html(events(ROWS)).data
    assert timeline_html(events(ROWS)).data != timeline_html(events(ROWS[:2])).data


def test_a_period_is_shown_first_and_all_can_be(events):
    page = json.loads(Page(timeline_html(events(ROWS), period=("2024-05-01", "2024-05-02")).data).data)
    assert page["first"][1] - page["first"][0] == 1
    assert page["all"][1] - page["all"][0] == 33


def test_without_scripts_the_rows_are_listed(events):
    listed = re.search(r"<noscript>(.*?)</noscript>", timeline_html(events(ROWS)).data, re.DOTALL).group(1)
    assert listed.count("<li>") == 3
