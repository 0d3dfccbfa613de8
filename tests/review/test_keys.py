"""Answer keys: quoted words are found or refused, and every span of a shipped key reads back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.read.folder import read_article
from helpers.review.keys import (
    KeySourceError,
    check_key,
    days,
    locate,
    make_key,
    make_keys,
    quote_type,
    read_source,
    spans_of,
)

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Ann Lee opened the pier. “It is safe,” she said on Monday; the mayor, she said, had been “too slow.” Lee left."
SOURCE = {
    "article_id": "pier",
    "file": "pier.txt",
    "article": {"published": {"best": "2024-03-05"}},
    "claims": [
        {
            "in": "“It is safe,” … Monday",
            "source": "she",
            "cue": "said",
            "content": "“It is safe,”",
            "type": "named_person",
            "name": "Ann Lee",
            "said": {"is": "2024-03-04", "span": "Monday", "basis": "explicit"},
            "label": "safe",
        },
        {
            "in": "the mayor … slow.”",
            "source": "she",
            "cue": "said",
            "content": ["the mayor", "had been “too slow.”"],
            "nested_in": "safe",
            "accept": {"hedged": "true", "polarity": ["denies"]},
        },
    ],
    "dates": [{"span": "Monday", "ext": "on Monday", "is": "2024-03-04"}],
    "quantities": [{"span": "Lee left", "value": ["2", "2.5"]}],
    "entities": [{"name": "Ann Lee", "type": "PERSON", "aliases": ["Ann Lee", "Lee"], "nominals": "she"}],
    "loaded_terms": ["slow"],
}
CASES = sorted({p.parents[1].name for p in (ROOT / "data" / "cases").glob("*/key/gold_*.json")})


@pytest.fixture(scope="module")
def key() -> dict:
    return make_key(SOURCE, TEXT)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the pier", "the pier"),
        ("Lee#2", "Lee"),
        ("Ann … pier.", "Ann Lee opened the pier."),
        ("she … slow", "she said on Monday; the mayor, she said, had been “too slow"),
        ("“It", "“It"),
    ],
)
def test_words_are_found_where_they_stand(words, found):
    numbered = words if "#" in words or TEXT.count(words.split(" … ")[0]) == 1 else words + "#1"
    start, end = locate(TEXT, numbered)
    assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("the quay", "not there"),
        ("she", "2 times"),
        ("Lee#3", "only 2 times"),
        ("the pier … the quay", "not there after"),
        ("pie", "not there"),
    ],
)
def test_words_that_do_not_fit_are_refused(words, why):
    with pytest.raises(KeySourceError, match=why):
        locate(TEXT, words)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-05-22", ("2024-05-22", "2024-05-22")),
        ("2024-05/2024-06-03", ("2024-05-01", "2024-06-03")),
        ("../2024-06-03", (None, "2024-06-03")),
        ("2024-06-03/..", ("2024-06-03", None)),
    ],
)
def test_dates_as_written_in_keys(written, expected):
    assert days(written) == expected


def test_a_date_that_is_none_is_refused():
    with pytest.raises(KeySourceError, match="last month"):
        days("last month")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["“It is safe,”"], "direct"),
        (["“It,”", "“is safe”"], "direct"),
        (["“It” is “safe”"], "mixed"),
        (["it was “safe”"], "mixed"),
        (["it was safe"], "indirect"),
        ([], "indirect"),
    ],
)
def test_quote_type_follows_the_marks(parts, expected):
    assert quote_type(parts) == expected


def test_claims_carry_offsets_and_labels(key):
    first, second = key["claims"]
    assert (first["id"], first["cue"]["text"], first["quote_type"]) == ("pier-C01", "said", "direct")
    assert [TEXT[q["start"] : q["end"]] for q in first["quoted"]] == ["It is safe,"]
    assert first["date"]["norm"] == "2024-03-04"
    assert (second["nested_in"], second["quote_type"], second["hedged"]) == ("pier-C01", "mixed", False)
    assert second["accept"] == {"hedged": [True], "polarity": ["denies"]}
    assert second["source"]["start"] > first["source"]["start"]


def test_names_are_found_everywhere_and_the_longest_wins(key):
    mentions = key["entities"][0]["mentions"]
    assert [(m["text"], m["kind"]) for m in mentions] == [
        ("Ann Lee", "name"),
        ("she", "nominal"),
        ("she", "nominal"),
        ("Lee", "name"),
    ]


def test_numbers_are_numbers(key):
    assert key["quantities"][0]["value"] == [2, 2.5]


def test_names_that_a_case_shares_may_be_missing(tmp_path):
    (tmp_path / "names.yaml").write_text(
        "entities:\n- {name: Bo, type: PERSON}\n- {name: Lee, type: PERSON}\nloaded_terms: [sly, slow]\n"
    )
    (tmp_path / "a.yaml").write_text("article_id: a\nfile: a.txt\nnames: names.yaml\n")
    key = make_key(read_source(tmp_path / "a.yaml"), TEXT)
    assert [(e["canonical"], len(e["mentions"])) for e in key["entities"]] == [("Lee", 2)]
    assert [t["term"] for t in key["loaded_terms"]] == ["slow"]


@pytest.mark.parametrize("text", ["file: a.txt", "- a list", "article_id: [", ""])
def test_a_source_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(KeySourceError, match=r"a\.yaml"):
        read_source(tmp_path / "a.yaml")


def test_every_misfit_is_told_at_once():
    claims = [{"cue": "swore", "content": "it"}, {"content": "the pier", "cues": "said", "nested_in": "nothing"}]
    with pytest.raises(KeySourceError) as caught:
        make_key(SOURCE | {"claims": claims, "claim": []}, TEXT)
    told = str(caught.value)
    for what in ("unknown part 'claim'", "not there: 'swore'", "unknown field 'cues'", "which is no label"):
        assert what in told


def test_a_span_that_does_not_read_back_is_told(key):
    broken = json.loads(json.dumps(key))
    broken["claims"][0]["cue"]["start"] += 1
    assert check_key(key, TEXT) == []
    assert len(check_key(broken, TEXT)) == 1
    assert len(check_key(key, TEXT + " ")) == 1


@pytest.mark.parametrize("name", CASES)
def test_shipped_keys_are_what_their_sources_make(root, name):
    case = root / "data" / "cases" / name
    made = make_keys(case)
    assert made
    assert sorted(made) == sorted(p.name for p in (case / "key").glob("gold_*.json"))
    for file, key in made.items():
        assert json.loads((case / "key" / file).read_text(encoding="utf-8")) == key, f"make {file} again"


@pytest.mark.parametrize("name", CASES)
def test_every_span_of_a_shipped_key_reads_back(root, name):
    case = root / "data" / "cases" / name
    for path in sorted((case / "key").glob("gold_*.json")):
        key = json.loads(path.read_text(encoding="utf-8"))
        text = read_article(case / "articles" / key["file"])[0].text
        assert check_key(key, text) == []
        assert sum(1 for _ in spans_of(key)) > 20


def test_the_scorer_takes_the_keys_of_the_bundled_case(root, shared, tmp_path):
    case = root / "data" / "cases" / "dual-use"
    scorer = shared / "benchmarks" / "scorers" / "score_key.py"
    command = [sys.executable, scorer, case / "key", tmp_path, "--texts", case / "articles"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "drone-notice satellite-firm stopped-orders support-for-russia" in done.stdout
