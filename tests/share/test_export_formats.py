"""Each export keeps to the rules of its own format, for the bundled case and for hostile articles."""

import json
import re
import zipfile
from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import networkx as nx
import pytest

from helpers.share.exports import export
from helpers.share.exports.common import clean, web_address
from helpers.share.exports.excel import LONGEST, SNAPSHOT
from helpers.tables.contracts import IDS, TABLES
from tests.hostile import SCRIPT

BOTH = pytest.mark.parametrize("which", ["case", "hostile"])

# What FollowTheMoney 4.11 says of the schemata and properties that are written: type, or the schema referred to.
FTM_TYPES = {
    "Article": {"title": "string", "publisher": "string", "author": "string", "publishedAt": "date", "summary": "text",
                "fileName": "string", "sourceUrl": "url"},
    **{key: {"name": "name", "alias": "name"} for key in ("Person", "Organization", "Company", "LegalEntity", "Event")},
    "Sanction": {"entity": "Thing", "authority": "string", "program": "string", "reason": "text", "date": "date",
                 "summary": "text", "description": "text", "recordId": "string", "proof": "Document"},
    "UnknownLink": {"subject": "Thing", "object": "Thing", "role": "string", "date": "date", "summary": "text", "proof": "Document"},
}  # fmt: skip
FTM_REQUIRED = {key: {"name"} for key in ("Person", "Organization", "Company", "LegalEntity", "Event")} | {
    "Sanction": {"entity"},
    "UnknownLink": {"subject", "object"},
}
FTM_THINGS = {"Thing": set(FTM_TYPES) - {"Sanction", "UnknownLink"}, "Document": {"Article"}}
FTM_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
FTM_DATE = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?")
FTM_LONGEST = {"name": 384, "string": 1024, "url": 4096, "text": 65_000, "date": 10}


@pytest.fixture
def exported(which, request, tmp_path):
    case = request.getfixturevalue(which)

    def write(form):
        return case, export(case, form, tmp_path)

    return write


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def is_partial_day(text):
    parts = [int(p) for p in text.split("-")]
    return bool(date(*([*parts, 1, 1])[:3]))


@BOTH
def test_ftm_keeps_to_the_schema(exported):
    _, path = exported("ftm")
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    schema = {e["id"]: e["schema"] for e in entities}
    assert len(schema) == len(entities) and "Article" in schema.values()
    for e in entities:
        assert set(e) == {"id", "schema", "properties"} and FTM_ID.fullmatch(e["id"])
        assert FTM_REQUIRED.get(e["schema"], set()) <= set(e["properties"])
        for name, values in e["properties"].items():
            kind = FTM_TYPES[e["schema"]][name]
            assert values and len(values) == len(set(values))
            for value in values:
                if kind in FTM_THINGS:
                    assert schema[value] in FTM_THINGS[kind]
                    continue
                assert value == clean(value).strip() and 0 < len(value) <= FTM_LONGEST[kind]
                assert kind != "date" or (FTM_DATE.fullmatch(value) and is_partial_day(value))
                assert kind != "url" or urlsplit(value).scheme in ("http", "https")


@BOTH
def test_ftm_validates_with_the_library(exported):
    reason = "needs followthemoney, which needs PyICU, of which there are no wheels (pip install followthemoney, with ICU and a compiler)"
    model = pytest.importorskip("followthemoney", reason=reason).model
    for line in exported("ftm")[1].read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        proxy = model.get_proxy(told, cleaned=False)
        proxy.schema.validate(told)
        assert {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()} == {
            k: sorted(v) for k, v in told["properties"].items()
        }


def test_ftm_is_as_it_is_told_here():
    model = pytest.importorskip("followthemoney", reason="needs followthemoney, which needs PyICU").model
    for name, types in FTM_TYPES.items():
        schema = model.get(name)
        assert set(schema.required) == FTM_REQUIRED.get(name, set())
        for prop, kind in types.items():
            told = schema.get(prop)
            assert kind == (told.range.name if told.range else told.type.name)
        for kind, things in FTM_THINGS.items():
            assert schema.is_a(kind) == (name in things)


@BOTH
def test_timeline_keeps_to_the_documented_form(exported):
    _, path = exported("timeline")
    told = read(path)
    assert set(told) == {"title", "events"} and set(told["title"]) <= {"text", "autolink"}
    assert told["events"] and max(Counter(s["unique_id"] for s in told["events"]).values()) == 1
    for slide in told["events"]:
        assert set(slide) <= {"start_date", "end_date", "display_date", "text", "group", "unique_id", "autolink"}
        assert re.fullmatch(r"[\w-]+", slide["unique_id"])
        begins, ends = (
            bounds(slide["start_date"], first=True),
            bounds(slide.get("end_date", slide["start_date"]), first=False),
        )
        assert begins <= ends
        assert all(isinstance(slide[k], str) for k in ("display_date", "group")) and slide["display_date"]
    for slide in (told["title"], *told["events"]):
        assert slide["autolink"] is False and set(slide["text"]) == {"headline", "text"}
        for words in (*slide["text"].values(), slide.get("display_date", ""), slide.get("group", "")):
            assert re.sub(r"</?p>", "", words).count("<") == 0 and SCRIPT not in words


def bounds(parts, *, first):
    assert list(parts) in (["year"], ["year", "month"], ["year", "month", "day"])
    year, month, day = parts["year"], parts.get("month", 1 if first else 12), parts.get("day", 1 if first else 28)
    return date(year, month, day)


@BOTH
def test_gexf_says_what_the_tables_say(exported):
    case, path = exported("gexf")
    graph = nx.read_gexf(path)
    relations = case.relations[(case.relations["subject_id"] != "") & (case.relations["object_id"] != "")]
    told = sorted(
        (a, b, d["relation_id"], d["relation"], d["modality"], d["text"]) for a, b, d in graph.edges(data=True)
    )
    columns = ["subject_id", "object_id", "relation_id", "relation", "modality", "text"]
    assert told == sorted((*r[:5], clean(r[5])) for r in relations[columns].itertuples(index=False, name=None))
    names = case.entities.set_index("entity_id")["name"]
    assert all(data["label"] == clean(names[node]) for node, data in graph.nodes(data=True))
    assert "lastmodifieddate" not in path.read_text(encoding="utf-8")


@BOTH
def test_annotations_keep_to_the_model(exported):
    case, path = exported("annotations")
    page = read(path)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    rows = {f"urn:helpers:{i}": (t, i) for t in ("claims", "dates", "events") for i in case.tables[t][IDS[t]]}
    sources = {web_address(a.url) or a.file: a for a in case.read.articles}
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids) and set(ids) <= set(rows)
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["motivation"] == "describing"
        assert [b["type"] for b in item["body"]] == ["TextualBody"] * 2 and all(
            b["format"] == "text/plain" for b in item["body"]
        )
        assert set(item["target"]) == {"source", "selector"} and urlsplit(item["target"]["source"]).scheme in (
            "",
            "http",
            "https",
        )
        position, words = item["target"]["selector"]
        text = sources[item["target"]["source"]].text
        assert position["type"] == "TextPositionSelector" and words["type"] == "TextQuoteSelector"
        start, end = position["start"], position["end"]
        assert 0 <= start < end <= len(text) and text[start:end] == words["exact"]
        assert text[:start].endswith(words["prefix"]) and text[end:].startswith(words["suffix"])
        assert text.count(words["prefix"] + words["exact"] + words["suffix"]) == 1
        assert re.fullmatch(r"urn:helpers:[\w.~%-]+", item["id"])


@BOTH
def test_attributions_read_back_from_the_text(exported):
    case, path = exported("attributions")
    claims = case.claims.set_index("claim_id")
    told = read(path)
    assert [a["text"] for a in told] == [clean_pairs(a.text) for a in case.read.articles]
    found = [(article, a) for article in told for a in article["attributions"]]
    assert {a["id"] for _, a in found} == set(claims.index[claims["status"] != "rejected"])
    for article, a in found:
        row = claims.loc[a["id"]]
        for part, name in (("source", "source_text"), ("cue", "cue")):
            assert [article["text"][s:e] for s, e in a[part]] == ([row[name]] if row[name] else [])
        assert article["text"][a["content"][0][0] : a["content"][-1][1]] == row["content"]
        assert a["content"] == sorted(a["content"]) and all(s < e for s, e in a["content"])


@BOTH
def test_quotes_read_back_from_the_text(exported):
    case, path = exported("quotes")
    for q in read(path):
        text = case.texts[q["article_id"]]
        assert text[slice(*q["quote_index"])] == q["quote"] and q["quote_token_count"] == len(q["quote"].split())
        for words, place in (("speaker", "speaker_index"), ("verb", "verb_index")):
            assert (text[slice(*q[place])] if q[place] else "") == q[words]


def clean_pairs(text):
    """Text as UTF-8 holds it: a half of a character, which a file may bring, is a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


@BOTH
def test_excel_says_what_the_tables_say(exported):
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl (pip install 'helpers[export]')")
    case, path = exported("excel")
    book = openpyxl.load_workbook(path)
    assert set(book.sheetnames) == {*TABLES, "dictionary", SNAPSHOT}
    for table, columns in TABLES.items():
        lines = book[table].iter_rows(min_row=2, values_only=True)
        for cells, row in zip(lines, case.tables[table].to_dict("records"), strict=True):
            for column, cell in zip(columns, cells, strict=False):
                assert_same(column, cell, row[column.name])


def assert_same(column, cell, value):
    missing = value is None or value != value
    if column.kind == "text":
        text = clean(value)[:LONGEST]
        assert (cell or "") in (text, f"'{text}"[:LONGEST])
    elif column.kind == "list":
        assert (cell is None) == (not value)
    else:
        assert (
            cell is None or cell == ""
            if missing
            else cell == value and isinstance(cell, bool) == (column.kind == "bool")
        )


def test_a_workbook_does_not_tell_when_it_was_made(case, tmp_path):
    pytest.importorskip("openpyxl", reason="needs openpyxl (pip install 'helpers[export]')")
    with zipfile.ZipFile(export(case, "excel", tmp_path)) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in re.sub(rb"xmlns:dcterms=\S+", b"", book.read("docProps/core.xml"))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://harbour.example/a?b=c#d", True), ("HTTP://harbour.example:8080", True), ("http://a b.example", False), ("http://", False),
        ("javascript:alert(1)", False), ("data:text/html,x", False), ("https://", False), ("//harbour.example", False),
        ("https://user:word@harbour.example/", False), ("https://harbour.example/a\nb", False), ("", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_handed_on(url, kept):
    assert web_address(url) == (url if kept else "")
