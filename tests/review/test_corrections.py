"""Corrections through their verbs: each is in the tables at once, and again after every rebuild."""

import pandas as pd
import pytest

from helpers.review import corrections as review
from helpers.review.fields import FieldError
from helpers.review.log import NAME, CorrectionsError, append, new_correction
from helpers.tables.contracts import IDS, validate
from tests.review.synthetic import SyntheticCase

TEXT = "\n".join(
    [
        "Sol said the cranes arrive on Monday.",
        "Nobody at the pier had heard of them.",
        "Maas said the works council was never asked.",
        "The tide was out on Friday and nothing moved.",
        "Sol said the second order had been cancelled.",
    ]
)
OTHER = "Brink said the port pays for all of it."


@pytest.fixture
def case(tmp_path):
    return SyntheticCase(tmp_path, {"a.txt": TEXT, "b.txt": OTHER})


def claim_with(case, words):
    return case.claims[case.claims["content"].str.contains(words)].iloc[0]


def test_each_action_is_in_the_tables_at_once(case):
    ids = case.claims["claim_id"].tolist()
    review.confirm(case, ids[0], author="A")
    review.edit(case, ids[1], "polarity", "denies", author="A", reason="“never”")
    review.reject(case, ids[2], author="A")
    added = review.add(
        case,
        "claims",
        case.articles["article_id"].iloc[0],
        "Nobody at the pier had heard of them",
        author="A",
        source_name="Nobody",
    )
    claims = case.claims.set_index("claim_id")
    assert claims.loc[ids, "status"].tolist() == ["confirmed", "edited", "rejected", "machine_only"]
    assert claims.loc[ids[1], "polarity"] == "denies"
    assert claims.loc[added, ["status", "origin", "source_name"]].tolist() == ["added", "human", "Nobody"]
    assert set(case.corrections["outcome"]) == {"applied"}


def test_every_table_keeps_its_contract_with_corrections(case):
    test_each_action_is_in_the_tables_at_once(case)
    review.merge(case, "s-maas", "s-sol", author="A")
    review.edit(case, case.dates["date_id"].iloc[0], "edtf", "2024-06", author="A")
    for table, data in case.reviewed.items():
        if len(data) and table not in ("articles",):
            validate(table, data)


def test_machine_rows_are_not_touched(case):
    before = {name: data.copy(deep=True) for name, data in case.machine.items()}
    test_each_action_is_in_the_tables_at_once(case)
    review.merge(case, "s-maas", "s-sol", author="A")
    for name, data in case.machine.items():
        assert data.equals(before[name]), name


@pytest.mark.parametrize(
    ("field", "value", "then"),
    [
        ("content", "cranes arrive", {"content": "cranes arrive", "content_start": TEXT.index("cranes arrive")}),
        (
            "said_edtf",
            "2024-06",
            {"said_earliest": "2024-06-01", "said_latest": "2024-06-30", "said_anchor": "reviewer"},
        ),
        ("hedged", "yes", {"hedged": True}),
        ("via", "Maas; Brink", {"via": ["Maas", "Brink"], "hops": 2}),
        ("cue_strength", "-1", {"cue_strength": -1}),
        ("source_text", "", {"source_text": ""}),
        ("source_name", "Maas", {"source_name": "Maas", "source_id": "s-maas"}),
    ],
)
def test_an_edit_brings_what_follows_from_it(case, field, value, then):
    row = case.claims.iloc[0]
    review.edit(case, row["claim_id"], field, value, author="A")
    after = case.claims.iloc[0]
    assert {name: after[name] for name in then} == then
    article = case.article(after["article_id"])
    assert article.text[after["content_start"] : after["content_end"]] == after["content"]
    assert after["content_spans"] == [[after["content_start"], after["content_end"]]]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("polarity", "shouts", "is one of asserts"),
        ("content", "not in the text", "do not stand in"),
        ("said_edtf", "June", "is EDTF"),
        ("hedged", "perhaps", "true or false"),
        ("confidence", "1", "is not edited"),
        ("claim_id", "x", "is not edited"),
    ],
)
def test_what_the_contract_does_not_allow_is_refused_before_it_is_written(case, field, value, words):
    with pytest.raises(FieldError, match=words):
        review.edit(case, case.claims["claim_id"].iloc[0], field, value, author="A")
    assert not (case.folder / NAME).exists()


def test_articles_are_corrected_in_their_metadata(case):
    with pytest.raises(FieldError, match=r"metadata\.csv"):
        review.edit(case, case.articles["article_id"].iloc[0], "outlet", "Other", author="A")


def test_undo_is_a_line_and_can_be_undone(case):
    row = case.claims["claim_id"].iloc[0]
    first = review.reject(case, row, author="A")
    second = review.undo(case, first, author="B")
    assert case.claims["status"].iloc[0] == "machine_only"
    review.undo(case, second, author="A")
    assert case.claims["status"].iloc[0] == "rejected"
    assert case.corrections["outcome"].tolist() == ["applied", "undone", "applied"]
    assert (case.folder / NAME).read_text(encoding="utf-8").count("\n") == 4


def test_a_merge_moves_all_claims_and_its_undo_moves_them_back(case):
    done = review.merge(case, "s-maas", "s-sol", author="A")
    sources = case.sources.set_index("source_id")
    assert claim_with(case, "council")["source_id"] == "s-sol" and sources.loc["s-sol", "n_claims"] == 3
    assert sources.loc["s-maas", ["status", "n_claims"]].tolist() == ["rejected", 0]
    assert sources.loc["s-sol", "aliases"] == ["Maas"]
    review.undo(case, done, author="A")
    assert claim_with(case, "council")["source_id"] == "s-maas"


def test_a_split_gives_one_claim_to_another_source(case):
    second = claim_with(case, "second order")
    review.split(case, second["claim_id"], "Sol the younger", author="A")
    assert claim_with(case, "second order")["source_name"] == "Sol the younger"
    assert claim_with(case, "cranes")["source_name"] == "Sol"
    sources = case.sources.set_index("name")
    assert (
        sources.loc["Sol the younger", ["origin", "n_claims"]].tolist() == ["human", 1]
        and sources.loc["Sol", "n_claims"] == 1
    )


def test_a_source_that_a_reviewer_made_is_merged_like_any_other(case):
    review.split(case, claim_with(case, "second order")["claim_id"], "Sol the younger", author="A")
    made = claim_with(case, "second order")["source_id"]
    review.merge(case, made, "s-maas", author="A")
    assert claim_with(case, "second order")["source_id"] == "s-maas"
    review.undo(case, case.corrections["correction_id"].iloc[-1], author="A")
    review.merge(case, "s-maas", made, author="A")
    assert claim_with(case, "council")["source_name"] == "Sol the younger"
    assert case.sources.set_index("source_id").loc[made, "n_claims"] == 2


def test_a_name_that_was_merged_away_can_be_given_again(case):
    review.split(case, claim_with(case, "second order")["claim_id"], "Sol the younger", author="A")
    review.merge(case, claim_with(case, "second order")["source_id"], "s-maas", author="A")
    review.split(case, claim_with(case, "cranes")["claim_id"], "Sol the younger", author="B")
    assert case.sources["source_id"].is_unique
    assert case.claims["source_name"].tolist() == ["Sol the younger", "Maas", "Maas", "Brink"]


def test_two_people_who_disagree_are_listed_and_the_later_counts(case):
    row = case.claims["claim_id"].iloc[0]
    review.edit(case, row, "polarity", "denies", author="A")
    review.edit(case, row, "polarity", "warns", author="B")
    review.confirm(case, case.claims["claim_id"].iloc[1], author="A")
    review.reject(case, case.claims["claim_id"].iloc[1], author="B")
    review.edit(case, row, "polarity", "asserts", author="B")
    assert case.corrections["conflict"].tolist() == ["", "conflict", "", "conflict", "double_edit"]
    assert case.corrections["outcome"].tolist() == ["superseded", "superseded", "superseded", "applied", "applied"]
    assert case.claims["polarity"].iloc[0] == "asserts" and case.claims["status"].iloc[1] == "rejected"


def test_a_value_that_the_machine_changed_since_is_listed(case):
    review.edit(case, case.claims["claim_id"].iloc[0], "polarity", "denies", author="A")
    case.machine["claims"].loc[0, "polarity"] = "warns"
    case.refresh()
    assert case.claims["polarity"].iloc[0] == "denies"
    assert case.corrections["conflict"].tolist() == ["changed_since"]


def test_corrections_follow_their_words_through_a_changed_text(case):
    ids = case.claims["claim_id"].tolist()
    review.edit(case, ids[1], "polarity", "denies", author="A")
    review.reject(case, case.dates["date_id"].iloc[1], author="A")
    case.rewrite(
        {"a.txt": "A new paragraph stands before it all.\n" + TEXT.replace("\nNobody", "\n\nNobody"), "b.txt": OTHER}
    )
    assert claim_with(case, "council")["polarity"] == "denies" and claim_with(case, "council")["claim_id"] != ids[1]
    assert case.dates["status"].tolist() == ["machine_only", "rejected"]


def test_a_date_is_not_put_to_another_monday(case):
    review.reject(case, case.dates["date_id"].iloc[0], author="A")
    case.rewrite(
        {
            "a.txt": TEXT.replace("Sol said the cranes arrive on Monday.\n", "")
            + "\nMaas said it all began on Monday.",
            "b.txt": OTHER,
        }
    )
    assert set(case.dates["status"]) == {"machine_only"}
    assert (
        case.corrections["outcome"].tolist() == ["orphan"] and "other sentences" in case.corrections["detail"].iloc[0]
    )


def test_a_negation_put_into_the_sentence_lays_a_correction_aside(case):
    review.confirm(case, case.dates["date_id"].iloc[0], author="A")
    case.rewrite(
        {"a.txt": TEXT.replace("the cranes arrive on Monday", "the cranes do not arrive on Monday"), "b.txt": OTHER}
    )
    assert set(case.dates["status"]) == {"machine_only"}


def test_a_renamed_file_is_known_by_its_hash(case):
    review.reject(case, case.claims["claim_id"].iloc[0], author="A")
    case.rewrite({"renamed.txt": TEXT, "b.txt": OTHER})
    assert claim_with(case, "cranes")["status"] == "rejected"


def test_lines_typed_by_hand_work(case):
    ids = case.claims["claim_id"].tolist()
    quote = "Maas said the works council was never asked"
    append(case.folder, [new_correction("reject", author="A", table="claims", row_id=ids[0])])
    append(
        case.folder,
        [new_correction("edit", author="A", table="claims", file="a.txt", quote=quote, field="hedged", value="yes")],
    )
    append(case.folder, [new_correction("add", author="A", table="events", file="a.txt", quote="nothing moved")])
    case.refresh()
    assert (
        case.claims["status"].tolist() == ["rejected", "edited", "machine_only", "machine_only"]
        and case.claims["hedged"].iloc[1]
    )
    assert case.events["text"].tolist() == ["nothing moved"] and set(case.corrections["outcome"]) == {"applied"}


def test_a_claim_typed_by_hand_is_known_by_what_is_said_alone(case):
    speaker = "The deputy head of the works council of the second yard"
    case.rewrite({"a.txt": f"{speaker} said it leaks.\n{TEXT}"})
    append(case.folder, [new_correction("reject", author="A", table="claims", file="a.txt", quote="it leaks")])
    case.refresh()
    assert case.claims["status"].tolist() == ["rejected", *["machine_only"] * 3]


def test_words_typed_by_hand_that_are_two_claims_are_laid_aside(case):
    twice = case.machine["claims"].iloc[[0]].assign(claim_id="another", cue="added")
    case.machine["claims"] = pd.concat([case.machine["claims"], twice], ignore_index=True)
    append(
        case.folder,
        [new_correction("reject", author="A", table="claims", file="a.txt", quote="the cranes arrive on Monday")],
    )
    case.refresh()
    assert set(case.claims["status"]) == {"machine_only"} and "2 claims" in case.corrections["detail"].item()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"action": "reject", "table": "claims", "row_id": "gone"}, "no row 'gone'"),
        ({"action": "reject", "table": "ledger", "row_id": "x"}, "are not corrected"),
        ({"action": "undo", "value": "k-none"}, "no correction 'k-none'"),
        ({"action": "add", "table": "events", "file": "none.txt", "quote": "nothing moved"}, "no article 'none.txt'"),
        ({"action": "merge", "table": "claims", "row_id": "a", "value": "b"}, "only sources and entities"),
        (
            {
                "action": "split",
                "table": "sources",
                "quote": "Maas said the works council was never asked",
                "file": "a.txt",
            },
            "needs a name",
        ),
    ],
)
def test_what_cannot_be_carried_out_is_listed_with_the_reason(case, cells, words):
    append(case.folder, [new_correction(**cells, author="A")])
    case.refresh()
    (detail,) = case.corrections["detail"]
    assert words in detail and case.corrections["outcome"].iloc[0] in ("orphan", "invalid")


def test_unknown_rows_and_senseless_merges_are_refused(case):
    with pytest.raises(KeyError):
        review.confirm(case, "none", author="A")
    with pytest.raises(CorrectionsError, match="two sources"):
        review.merge(case, "s-sol", "s-sol", author="A")
    with pytest.raises(KeyError, match="no correction"):
        review.undo(case, "k-none", author="A")


@pytest.mark.parametrize("table", ["claims", "dates", "sources"])
def test_an_id_is_found_for_each_table(case, table):
    review.confirm(case, case.reviewed[table][IDS[table]].iloc[0], author="A")
    assert case.reviewed[table]["status"].iloc[0] == "confirmed"
