"""The invented practice case: its key reads back, and what STORY.md says is hidden there is there."""

import csv
import json
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.review.keys import check_key, make_keys

CASE = Path(__file__).resolve().parents[1] / "data" / "cases" / "harbour"
ARTICLES = {p.name[:3]: p for p in sorted((CASE / "articles").iterdir())}
KEYS = {p.stem[5:]: json.loads(p.read_text(encoding="utf-8")) for p in sorted((CASE / "key").glob("gold_*.json"))}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def text(article: str) -> str:
    return ARTICLES[article].read_bytes().decode("utf-8")


def words(article: str) -> list[str]:
    body = re.sub(r"(?s)<style>.*?</style>|<[^>]+>|\A---\n.*?\n---\n", " ", text(article))
    return re.findall(r"\w+", body.lower())


def rows(name: str) -> list[dict]:
    with (CASE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def runs(article: str, n: int = 5) -> set[tuple[str, ...]]:
    found = words(article)
    return {tuple(found[i : i + n]) for i in range(len(found) - n)}


# ---- the files ------------------------------------------------------------------------------------------------------
def test_metadata_lists_every_article_once_and_calls_it_fiction():
    metadata = rows("metadata.csv")
    assert [r["file"] for r in metadata] == [p.name for p in ARTICLES.values()]
    assert {r["text_kind"] for r in metadata} == {"fiction"}
    assert tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))["text_kind"] == "fiction"
    known = {r["outlet"]: r for r in rows("outlets.csv")}
    for r in metadata:
        assert known[r["outlet"]]["outlet_family"] == r["outlet_family"]
        assert f"//{known[r['outlet']]['domain']}/" in r["url"]
    assert all(r["domain"].endswith(".example") for r in known.values())
    assert len({r["outlet_family"] for r in metadata}) >= 4


@pytest.mark.parametrize("article", ARTICLES)
def test_articles_are_of_real_length(article):
    assert 350 <= len(words(article)) <= 900


@pytest.mark.parametrize("article", ARTICLES)
def test_only_invented_places_appear(article):
    real = {"russia", "russian", "china", "chinese", "ukraine", "moscow", "beijing", "europe", "washington", "london",
            "nato", "reuters", "germany", "france", "american", "british", "eu", "un", "iran", "turkey"}  # fmt: skip
    assert not real & set(words(article))
    assert not [h for h in re.findall(r"https?://([\w.-]+)", text(article)) if not h.endswith(".example")]


# ---- the key --------------------------------------------------------------------------------------------------------
def test_all_articles_but_the_web_pages_have_a_key():
    assert set(KEYS) == {a for a, p in ARTICLES.items() if p.suffix != ".html"}
    assert len(KEYS) == 12


@pytest.mark.parametrize("article", KEYS)
def test_every_span_of_the_key_reads_back(article):
    assert check_key(KEYS[article], text(article)) == []


def test_the_key_is_what_its_source_makes():
    made = {k: json.loads(json.dumps(v)) for k, v in make_keys(CASE).items()}
    assert made == {f"gold_{a}.json": key for a, key in KEYS.items()}


@pytest.mark.parametrize("article", KEYS)
def test_labels_of_the_key_are_those_of_the_contract(article):
    types = {"named_person", "named_organisation", "government_body", "state_or_country", "anonymous", "pseudonymous",
             "expert_unnamed", "media_outlet", "document_or_statement", "public_record", "unknown"}  # fmt: skip
    ids = {c["id"] for c in KEYS[article]["claims"]}
    for c in KEYS[article]["claims"]:
        assert c["source_type"] in types, c["id"]
        assert c["tier"] in {"core", "implicit", "borderline"}, c["id"]
        assert c["polarity"] in {"asserts", "denies", "confirms", "questions", "warns", "speculates"}, c["id"]
        assert c["content"] and c["nested_in"] in ids | {None}, c["id"]
        assert c["tier"] != "implicit" or c["cue"] is None, c["id"]
    sentences = [(s["start"], s["end"]) for s in KEYS[article]["unattributed_sentences"]]
    furniture = [(b["span"]["start"], b["span"]["end"]) for b in KEYS[article]["article"]["boilerplate"]]
    for c in KEYS[article]["claims"]:
        for span in c["content"]:
            outside = sentences + furniture if c["tier"] != "borderline" else furniture
            assert not any(a < span["end"] and span["start"] < b for a, b in outside), (c["id"], span["text"])


@pytest.mark.parametrize("article", KEYS)
def test_weekdays_of_the_key_are_right(article):
    for d in KEYS[article]["dates"]:
        named = [w for w in WEEKDAYS if re.search(rf"\b{w}\b", d["span"]["text"])]
        if named and d["start"] and d["start"] == d["end"]:
            assert WEEKDAYS[date.fromisoformat(d["start"]).weekday()] == named[0], (d["id"], d["span"]["text"])


# ---- what is hidden -------------------------------------------------------------------------------------------------
def test_weekdays_beside_days_agree_with_the_calendar_of_2023():
    months = {"March": 3, "April": 4, "May": 5}
    pattern = rf"({'|'.join(WEEKDAYS)}),? (\d{{1,2}}) (March|April|May)"
    found = [(a, m) for a in ARTICLES for m in re.finditer(pattern, text(a))]
    assert len(found) >= 6
    for article, m in found:
        assert WEEKDAYS[date(2023, months[m[3]], int(m[2])).weekday()] == m[1], (article, m[0])


def test_the_courier_prints_the_wire_copy_and_nothing_else_is_a_copy():
    def shared(a: str, b: str) -> float:
        return len(runs(a) & runs(b)) / min(len(runs(a)), len(runs(b)))

    assert shared("h03", "h04") > 0.8
    pairs = [(a, b) for a in ARTICLES for b in ARTICLES if a < b and (a, b) != ("h03", "h04")]
    assert max(shared(a, b) for a, b in pairs) < 0.15


def test_one_quotation_is_worded_two_ways():
    assert "“We have nothing to hide, and we will open every gate on Pier 9 to anyone who asks,”" in text("h05")
    assert "“We have nothing to hide, and every gate in this port stands open,”" in text("h07")


def test_the_shipment_of_2_march_goes_round_in_a_circle():
    comments = text("h02").split("## 3 comments")[1]
    assert "2nd of March" in comments and "2 March" not in text("h02").split("## 3 comments")[0]
    assert "According to the campaign site Harbourwatch, another consignment left the port on 2 March" in text("h08")
    assert "An earlier consignment left the port on 2 March, Coast Evening reported" in text("h11")
    assert "Ledger & Berth reported it" in text("h12")
    assert "cannot be upheld" in text("h14") and "no indication whatever of an earlier shipment" in text("h15")


def test_the_headline_says_more_than_the_body():
    headline, body = text("h08").split("\n", 1)
    assert headline == "HARBOUR FIRM ARMED DROVIA’S WARSHIPS"
    assert "may have been meant for" in body and "armed" not in body.lower()


def test_one_anonymous_voice_speaks_in_two_outlets():
    heard = [c for a in ("h06", "h11") for c in KEYS[a]["claims"] if "a manifest like" in c["content"][0]["text"]]
    assert [c["source_type"] for c in heard] == ["anonymous", "anonymous"]
    assert "direct knowledge of the inspection" in text("h06") and "direct knowledge of the inspection" in text("h11")


def values(article: str, *printed: str) -> list[float]:
    by_text = {q["span"]["text"]: q["value"] for q in KEYS[article]["quantities"]}
    return [by_text[p] for p in printed]


@pytest.mark.parametrize(
    ("article", "total", "parts", "adds_up"),
    [
        ("h06", "31 crates", ["12 radar sets", "nine antennas", "eight power units"], False),
        ("h11", "Forty firms and people", ["17", "11", "six", "three"], False),
        ("h10", "40 companies and individuals", ["27 companies", "13 individuals"], True),
        ("h11", "84 entries", ["18 companies", "26 firms and people", "Forty firms and people"], True),
        ("h07", "1.9 million tonnes", ["0.9 million tonnes", "0.6 million", "0.4 million"], True),
    ],
)
def test_sums(article, total, parts, adds_up):
    assert (sum(values(article, *parts)) == pytest.approx(values(article, total)[0])) is adds_up


def test_the_tabloid_multiplies_wrongly_and_corrects_it():
    sets, price, value = values("h08", "twelve top-of-the-range Petrel-7 sets", "300,000 crowns", "4.2 million crowns")
    assert sets * price != value
    assert sets * price == values("h14", "3.6 million crowns")[0] == values("h06", "3.6 million crowns")[0]


def test_the_party_paper_is_silent_on_the_find_and_others_are_not():
    for article in ("h07", "h13"):
        assert not {"crate", "crates", "container", "containers"} & set(words(article))
    assert all({"crates", "containers"} & set(words(a)) for a in ("h05", "h06", "h08", "h09", "h11", "h12", "h15"))


def test_two_people_bear_one_pseudonym():
    assert "the yard planner" in text("h09") and "A tug captain whom we shall call Emil" in text("h12")
    for article in ("h05", "h09", "h12"):
        kinds = {c["source_type"] for c in KEYS[article]["claims"] if c["resolved_source"] == "Emil"}
        assert kinds == {"pseudonymous"}


def test_hearsay_is_two_deep():
    assert any(
        len(c["reported_via"]) == 2 and c["source"]["text"] == "a customs inspector" for c in KEYS["h05"]["claims"]
    )


def test_the_missing_publication_date_can_be_worked_out():
    undated = [r for r in rows("metadata.csv") if not r["published"]]
    assert [r["file"][:3] for r in undated] == ["h09"]
    front = text("h09").split("---\n")[1]
    assert "date" not in front and "published" not in front
    assert "2022 was a record year" in text("h09") and "8 March, a Wednesday" in text("h09")
    year = next(y for y in range(2023, 2040) if date(y, 3, 8).weekday() == 2 and date(y, 3, 16).weekday() == 3)
    days = [date(year, 3, 16) + timedelta(n) for n in range((date(year, 4, 4) - date(year, 3, 16)).days)]
    assert [d.isoformat() for d in days if d.day == 31 and d.weekday() == 4] == ["2023-03-31"]
    assert KEYS["h09"]["article"]["published"]["best"] == "2023-03-31"


def test_the_notice_is_seen_then_unreachable_then_gone():
    captures = [r for r in rows("captures/captures.csv") if r["url"].endswith("/tenders/23-17")]
    assert [(r["captured_at"][:10], r["http_status"]) for r in captures] == [
        ("2023-03-08", "200"), ("2023-03-12", "503"), ("2023-03-14", "404")
    ]  # fmt: skip
    there = [b"Morvek Shipyards" in (CASE / "captures" / r["file"]).read_bytes() for r in captures]
    assert there == [True, False, False]
    for r in rows("captures/captures.csv"):
        assert r["file"].startswith(re.sub("[-:]", "", r["captured_at"]))


def test_the_page_on_pier_9_is_softened_without_a_word():
    pages = [r for r in rows("captures/captures.csv") if r["url"].endswith("/pier-9/questions")]
    before, after = [(CASE / "captures" / r["file"]).read_text(encoding="utf-8") for r in pages]
    for old, new in (("must be approved", "should normally be approved"), ("keeps a log", "may keep a log")):
        assert old in before and old not in after and new in after
    assert "auxiliary vessels included" in before and "auxiliary" not in after
    assert "Last revised 9 January 2023." in before and "Last revised 9 January 2023." in after
    assert "“for vessels of all flags, auxiliary vessels included”" in text("h09")


def test_rounds_of_sanctions_come_with_aggregates_and_dates():
    told = {(e["date"], t) for k in KEYS.values() for e in k["events"]["sanctions"] for t in e.get("targets", [])}
    assert {("2022-11-14", "18 companies"), ("2023-02-21", "26 firms and people")} <= told
    assert ("2023-04-04", "40 companies and individuals") in told


@pytest.mark.parametrize(
    ("article", "phrase", "day"),
    [
        ("h02", "last month", "2023-02-01"),
        ("h02", "Monday of last week", "2023-03-06"),
        ("h05", "Earlier that day", "2023-03-16"),
        ("h09", "The following Tuesday", "2023-03-21"),
        ("h09", "Two days later", "2023-03-23"),
        ("h12", "that Thursday", "2023-03-02"),
        ("h14", "the following week", "2022-12-19"),
    ],
)
def test_relative_dates(article, phrase, day):
    assert day in [d["start"] for d in KEYS[article]["dates"] if d["span"]["text"] == phrase]


def test_story_names_every_article_and_is_for_teachers():
    story = (CASE / "STORY.md").read_text(encoding="utf-8")
    assert "for teachers" in story.splitlines()[0]
    assert all(a in story for a in ARTICLES)
