"""Every table keeps its contract, and every row reads back from the text."""

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from helpers.case import Case
from helpers.tables.contracts import IDS, TABLES, columns, frame, validate

SPANS = {  # table -> (printed, start, end)
    "claims": [("source_text", "source_start", "source_end"), ("cue", "cue_start", "cue_end"), ("content", "content_start", "content_end")],
    "publication_clues": [("text", "start", "end")],
    "dates": [("text", "start", "end")],
    "events": [("text", "start", "end")],
    "quantities": [("text", "start", "end")],
    "mentions": [("text", "start", "end")],
    "relations": [("text", "start", "end")],
}  # fmt: skip


@pytest.fixture(scope="module", params=["dual-use", "harbour"])
def case(request) -> Case:
    return Case(request.param, progress=False)


@pytest.mark.parametrize("table", TABLES)
def test_bundled_cases_keep_the_contract(case, table):
    validate(table, case.tables[table])


@pytest.mark.parametrize("table", [t for t in TABLES if t not in ("problems", "corrections")])
def test_every_table_has_rows(case, table):
    assert len(case.tables[table]) > 0


@pytest.mark.parametrize("table", SPANS)
def test_every_row_reads_back(case, table):
    wrong = []
    for row in case.tables[table].to_dict("records"):
        text = case.texts[row["article_id"]]
        for printed, start, end in SPANS[table]:
            if pd.notna(row[start]) and text[row[start] : row[end]] != row[printed]:
                wrong.append((printed, row[printed], text[row[start] : row[end]]))
    assert wrong == []


def test_content_spans_lie_within_the_content(case):
    for row in case.claims.itertuples():
        assert row.content_spans[0][0] == row.content_start and row.content_spans[-1][1] == row.content_end
        assert all(a < b for a, b in row.content_spans)


def test_segments_tile_the_text(case):
    for article_id, text in case.texts.items():
        cover = [0] * len(text)
        for row in case.segments[case.segments["article_id"] == article_id].itertuples():
            for i in range(row.start, row.end):
                cover[i] += 1
        assert [i for i, ch in enumerate(text) if not ch.isspace() and ch != "\ufeff" and cover[i] != 1] == []


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        ("claims", "source_id", "sources"),
        ("claims", "nested_in", "claims"),
        ("events", "claim_id", "claims"),
        ("quantities", "claim_id", "claims"),
        ("relations", "claim_id", "claims"),
        ("relations", "subject_id", "entities"),
        ("relations", "object_id", "entities"),
        ("mentions", "entity_id", "entities"),
        ("ledger", "claim_id", "claims"),
        *[(t, "article_id", "articles") for t in SPANS],
    ],
)
def test_references_lead_somewhere(case, table, column, target):
    known = set(case.tables[target][IDS[target]])
    used = set(case.tables[table][column]) - {""}
    assert used - known == set()


def test_furniture_yields_no_claims_and_no_events(case):
    silent = {"boilerplate", "comment"}
    assert silent & set(case.claims["segment_kind"]) == set()


def test_earliest_is_never_after_latest(case):
    for table in TABLES:
        for column in [c for c in columns(table) if c.endswith("earliest")]:
            data = case.tables[table]
            late = column.replace("earliest", "latest")
            both = data[(data[column] != "") & (data[late] != "")]
            assert both[both[column] > both[late]].empty, (table, column)


def test_broken_frames_are_refused():
    bad = frame(
        "sources",
        [{"source_id": "s1", "name": "A", "source_type": "oracle", "origin": "machine", "status": "confirmed"}],
    )
    with pytest.raises(SchemaErrors, match="source_type"):
        validate("sources", bad)
    with pytest.raises(SchemaErrors):
        validate("sources", frame("sources", []).drop(columns="role"))
