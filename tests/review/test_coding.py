"""Blind coding: words become spans or are refused, codings survive saving, and the settled one is a key."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.case import Case
from helpers.read.articles import Article
from helpers.review import coding as rooms
from helpers.review.agreement import agreement
from helpers.review.coding import (
    CodingError,
    add_claim,
    coding_of_tables,
    compare_codings,
    drop_claim,
    read_coding,
    save_coding,
    sentences,
    settle,
    start_coding,
    write_key,
)
from helpers.review.coding_desk import CodingDesk, coding_desk
from helpers.review.keys import check_key

ROOT = Path(__file__).resolve().parents[2]
CODINGS = ROOT / "data" / "cases" / "harbour" / "codings"
TEXT = (
    "Pier shut\n\nThe mayor, Ann Lee, said the pier was shut. “It is safe,” she said. She said it twice.\n\n"
    "The union denied it. “It is safe,” she said."
)


@pytest.fixture(autouse=True)
def log(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("HELPERS_LOG", str(tmp_path / "log"))
    return tmp_path / "log"


@pytest.fixture
def article() -> Article:
    return Article("a1", "pier.txt", Path("pier.txt"), "0" * 64, TEXT, outlet="Harbour Post")


def nth(n: int) -> tuple[int, int]:
    return sentences(TEXT)[n]


LABELS = {"source_type": "named_person", "polarity": "asserts", "hedged": "false"}


def mayor(article: Article, coder: str = "Ann"):
    coding = start_coding(article, coder)
    coding = add_claim(coding, nth(1), source="The mayor, Ann Lee", cue="said", content="the pier was shut", **LABELS)
    return add_claim(coding, nth(2), source="she", cue="said", content="“It is safe,”", **LABELS)


def test_sentences_are_what_a_coder_picks_from():
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "Pier shut",
        "The mayor, Ann Lee, said the pier was shut.",
        "“It is safe,” she said.",
        "She said it twice.",
        "The union denied it.",
        "“It is safe,” she said.",
    ]


def test_words_become_spans(article):
    coding = mayor(article)
    got = [(TEXT[slice(*c.source)], TEXT[slice(*c.cue)], TEXT[slice(*c.content[0])]) for c in coding.coded]
    assert got == [("The mayor, Ann Lee", "said", "the pier was shut"), ("she", "said", "“It is safe,”")]
    assert [c.labels["quote_type"] for c in coding.coded] == ["indirect", "direct"]
    assert check_key(coding.key, TEXT) == []


def test_the_same_sentence_twice_is_told_apart(article):
    coding = add_claim(
        start_coding(article, "Ann"), nth(5), content="“It is safe,”", source="she", cue="said", **LABELS
    )
    assert coding.coded[0].content[0][0] == TEXT.rindex("“It is safe,”")


@pytest.mark.parametrize(
    ("sentence", "change", "message"),
    [
        (1, {"content": "the harbour was shut"}, "The content: not there"),
        (1, {"content": ""}, "needs its content"),
        (3, {"content": "the union denied it"}, "The content: not there"),
        (1, {"source": "the mayor"}, "The source: not there"),
        (1, {"cue": "sai"}, "The cue: not there"),
        (1, {"polarity": "agrees"}, "polarity cannot be 'agrees'; choose one of: asserts"),
        (1, {"mood": "bad"}, "mood cannot be"),
    ],
)
def test_what_cannot_be_coded_is_refused_with_advice(article, sentence, change, message):
    words = {"content": "the pier was shut", "source": "The mayor, Ann Lee", "cue": "said", **LABELS} | change
    with pytest.raises(CodingError, match=message):
        add_claim(start_coding(article, "Ann"), nth(sentence), **words)


def test_words_that_stand_twice_ask_which(article):
    both = (nth(1)[0], nth(2)[1])
    with pytest.raises(CodingError, match=r"stands there 2 times, say which with #1"):
        add_claim(start_coding(article, "Ann"), both, content="the pier was shut", cue="said", **LABELS)
    coding = add_claim(start_coding(article, "Ann"), both, content="the pier was shut", cue="said#1", **LABELS)
    assert coding.coded[0].cue[0] == TEXT.index("said")


def test_a_claim_can_be_taken_back(article):
    assert [c["source"] for c in drop_claim(mayor(article), 1).claims] == ["she"]
    with pytest.raises(CodingError, match="no claim 3"):
        drop_claim(mayor(article), 3)


def test_codings_survive_saving(article, log):
    coding = mayor(article, "Ann Ó. Smith")
    path = save_coding(coding)
    assert path.parent == log / "codings" and path.name == "pier.ann-smith.yaml"
    assert read_coding(path, article) == coding
    assert "the pier was shut" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "x: [", "coder: A\nfile: pier.txt\nupto: many\nclaims: []\n", "coder: A\nfile: other.txt\nupto: 9\nclaims: []\n",
             "coder: A\nfile: pier.txt\nupto: 900\nclaims:\n- content: gone\n"]
)  # fmt: skip
def test_files_that_are_no_coding_of_this_article_are_refused(text, article, tmp_path):
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CodingError, match=r"x\.yaml"):
        read_coding(tmp_path / "x.yaml", article)


def test_only_the_passage_counts(article):
    coding = start_coding(article, "Ann", paragraphs=2)
    assert coding.text == TEXT[: TEXT.index("\n\nThe union")]
    with pytest.raises(CodingError, match="same passage"):
        compare_codings(coding, start_coding(article, "Ben"))
    with pytest.raises(CodingError, match="name first"):
        start_coding(article, " ")


def test_settling_takes_what_was_agreed_upon(article):
    one = mayor(article)
    two = start_coding(article, "Ben")
    two = add_claim(two, nth(1), source="The mayor", cue="said", content="the pier was shut", **LABELS)
    two = add_claim(two, nth(4), source="The union", cue="denied", content="it", **LABELS | {"polarity": "denies"})
    table = compare_codings(one, two)[1]
    assert table["differs"].tolist() == ["source", "only Ann", "only Ben"]
    with pytest.raises(CodingError, match="Still open: 2, 3"):
        settle(one, two, {1: "Ann"})
    with pytest.raises(CodingError, match="no such claim"):
        settle(one, two, {1: "Ann", 2: "Ben", 3: "Ben"})
    with pytest.raises(CodingError, match="none of Ann, Ben, nobody"):
        settle(one, two, {1: "Cid", 2: "Ann", 3: "Ben"})
    done = settle(one, two, {1: "Ben", 2: "nobody", 3: "Ben"})
    assert done.coder == "Ann and Ben"
    assert [c["source"] for c in done.claims] == ["The mayor", "The union"]


# ---- the codings that come with the practice case ---------------------------------------------------------------------
@pytest.fixture(scope="module")
def case() -> Case:
    return Case("harbour", progress=False)


@pytest.fixture(scope="module")
def pair(case):
    return [read_coding(p, case.article("h03")) for p in sorted(CODINGS.glob("h03*.yaml"))]


def test_shipped_codings_differ_but_not_much(pair):
    one, two = pair
    measures, table = compare_codings(one, two)
    value = measures.set_index(["measure", "of"])["value"]
    assert 0.5 < value["F1", "claims that both found"] < 1
    assert 0 < value["kappa", "polarity"] < 1
    assert (table["differs"] != "").sum() >= 3
    assert (table["differs"] == "").any()


def settled(pair):
    one, two = pair
    table = compare_codings(one, two)[1]
    takes = {
        n: two.coder if d.startswith("only") and two.coder in d else one.coder for n, d in table["differs"].items() if d
    }
    return settle(one, two, takes)


def test_the_suite_is_one_more_coder(pair, case):
    coding = settled(pair)
    machine = coding_of_tables(case.tables, coding)
    assert machine
    value = agreement(coding.coded, machine, coding.text).set_index(["measure", "of"])["value"]
    assert value["F1", "claims that both found"] > 0.5


def test_settled_coding_is_a_key_that_the_scorer_takes(pair, tmp_path, shared):
    coding = settled(pair)
    write_key(coding, tmp_path)
    Case(tmp_path / "articles", progress=False).write(tmp_path / "tables")
    command = [sys.executable, shared / "benchmarks" / "scorers" / "score_key.py", tmp_path, tmp_path / "tables"]
    said = subprocess.run(
        [*map(str, command), "--texts", str(tmp_path / "articles")], capture_output=True, text=True, check=True
    )
    assert f"core {len(coding.claims)}" in said.stdout
    recall = float(said.stdout.split("SUMMARY claims R ")[1].split()[0])
    assert recall > 0.5
    assert "NOTE" not in said.stdout


# ---- the desk ----------------------------------------------------------------------------------------------------------
def test_desk_adds_saves_and_takes_back(article, log):
    desk = CodingDesk(start_coding(article, "Ann"))
    desk.sentence.value = nth(1)
    desk.words["content"].value = "the pier was shut"
    desk.add.click()
    assert "Choose: source type, polarity, hedged" in desk.message.value
    for name, value in LABELS.items():
        desk.labels[name].value = value
    desk.words["cue"].value = "mumbled"
    desk.add.click()
    assert "The cue: not there" in desk.message.value and not desk.coding.claims
    desk.words["cue"].value = "said"
    desk.add.click()
    assert "Saved in log/codings/pier.ann.yaml" in desk.message.value
    assert desk.words["content"].value == "" and "the pier was shut" in desk.list.value
    again = CodingDesk(read_coding(log / "codings" / "pier.ann.yaml", article))
    assert again.coding == desk.coding
    desk.drop.click()
    desk.drop.click()
    assert desk.coding.claims == () and "no claim to take back" in desk.message.value


def test_desk_escapes_what_an_article_says(article, log):
    hostile = Article("a2", "x.txt", Path("x.txt"), "0" * 64, "<script>alert(1)</script> he said.")
    assert "<script>" not in CodingDesk(start_coding(hostile, "Ann")).whole.value


def test_opening_the_desk_writes_nothing(case, log):
    assert coding_desk(case, "h03", coder="Ann", paragraphs=8).children
    assert not log.exists()


def test_coding_folder_is_the_learners_own(article, log):
    assert rooms.coding_file(start_coding(article, "Ann")).is_relative_to(log)
