"""The lexicon of cues: complete, consistent, and each entry with its reason."""

import pytest

from helpers.annotate import lexicon
from helpers.annotate.cues import inflect, load, voices, words

ROWS = lexicon.read("cues")
KINDS = {"verb", "noun", "adjective", "phrase"}
FRAMES = {
    row
    for frames in [
        ["quote", "clause", "to", "object", "hearer", "target", "small", "as", "passive", "nobody"],
        ["about", "of", "for", "on", "against", "at", "with", "over", "from"],
        ["before", "adverb", "by_owner", "in_owner", "impersonal", "governs"],
    ]
    for row in frames
}
POLARITIES = {"asserts", "denies", "confirms", "questions", "warns", "speculates"}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['cue']}-{r['construction'].split()[0]}")
def test_each_cue_is_well_formed(row):
    kind, *frames = row["construction"].split()
    assert kind in KINDS and set(frames) <= FRAMES
    assert -2 <= int(row["strength"]) <= 2 and row["polarity"] in POLARITIES
    assert row["why"].strip()


def test_no_cue_stands_twice():
    keys = [(r["cue"], r["construction"].split()[0]) for r in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("form", "cue"), [("said", "say"), ("telling", "tell"), ("denies", "deny"), ("admitted", "admit"), ("told", "tell")]
)
def test_forms_lead_to_their_verb(form, cue):
    assert cue in {entry.cue for entry in load()[0][form]}


@pytest.mark.parametrize(
    ("verb", "past"), [("note", "noted"), ("deny", "denied"), ("express", "expressed"), ("say", "sayed")]
)
def test_regular_forms(verb, past):
    assert past in inflect(verb)


def test_voices_are_who_or_what_speaks():
    assert {"officials", "data", "spokeswomen", "report"} <= voices() and "war" not in voices()


def test_unknown_list_is_named():
    with pytest.raises(KeyError, match="nonsense"):
        words("nonsense")


def test_small_words_are_sorted_and_reasoned():
    rows = [(r["list"], r["word"], r["why"]) for r in lexicon.read("attribution_words")]
    assert rows == sorted(rows) and len({r[:2] for r in rows}) == len(rows)
    assert all(why.strip() and None not in row for row in lexicon.read("attribution_words") for why in [row["why"]])
