"""Who is meant: names, pronouns, nouns and silences, on invented texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.annotate.records import Claim
from helpers.annotate.speakers import speakers
from tests.annotate.marked import annotated, claims, parse

LONE = [  # the last claim's name, kind and rule
    ("[s:Anna Lind] [c:said] [t:the ferry left].", "Anna Lind", "named_person", "itself"),
    ("The ferry belongs to Anna Lind. [s:Lind] [c:said] [t:it left].", "Anna Lind", "named_person", "surname"),
    ("Reporter Chen Baoguo wrote a book. [s:Chen] [c:said] [t:it sold well].", "Chen Baoguo", "named_person", "surname"),
    ("[s:Ruritanian President Anna Lind] [c:said] [t:the ferry left].", "Anna Lind", "named_person", "itself"),
    ("[s:France and Germany] [c:criticized] [t:the sale of the ferry].", "France; Germany", "state_or_country", "joined"),
    ("[s:U.S. officials] [c:said] [t:the ferry left].", "U.S. officials", "government_body", "as printed"),
    ("[s:Some military analysts] [c:believe] [t:the ferry left].", "Some military analysts", "expert_unnamed", "as printed"),
    ("[s:A report by the firm] [c:says] [t:the ferry left].", "report by the firm", "document_or_statement", "as printed"),
    ("[s:Statistics] [c:show] that [t:two ferries sank].", "Statistics", "public_record", "as printed"),
    ("Anna Lind met the crew on Monday. [s:She] [c:said] [t:the ferry left].", "Anna Lind", "named_person", "pronoun"),
    ("[1s:A source close to the yard] [1c:said] [1t:it closed]. [2s:The source] [2c:added] that [2t:it was sold].",
     "source close to the yard", "anonymous", "same noun"),
    ("[1s:Some media on the island] [1c:claimed] [1t:it sank]. [2s:The media] [2c:wrote] that [2t:it burned].",
     "Some media on the island", "media_outlet", "same noun"),
    ("[1s:A clerk] [1c:said] [1t:it closed]. [2s:The individual] [2c:mentioned] that [2t:it was sold].",
     "clerk", "anonymous", "same kind"),
    ("[1s:A workshop director] [1c:said] [1t:it closed]. [2s:He] [2c:revealed] that [2t:it was sold].",
     "workshop director", "anonymous", "pronoun"),
    ("Anna Lind, director of the museum, came late. [s:The director] [c:said] [t:the ferry left].",
     "Anna Lind", "named_person", "role"),
    ("[1s:Anna Lind] [1c:mentioned] that [1t:[2s:her boss] [2c:thought] [2t:the ferry had left]].",
     "Anna Lind’s boss", "anonymous", "as printed"),
    ("[s:The coach, Anna Lind,] [c:said] [t:the ferry left].", "Anna Lind", "named_person", "apposition"),
    ("[t:Anna Lind left the ferry], [s:her spokesman] [c:said].", "Anna Lind’s spokesman", "anonymous", "as printed"),
    ("Anna Lind, a former deputy mayor, came late. [s:The mayor] [c:said] [t:the ferry left].",
     "mayor", "anonymous", "as printed"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name", "kind", "rule"), LONE)
def test_source(marked, name, kind, rule):
    claim = claims(marked)[-1]
    assert (claim.source_name, claim.source_type, claim.source_rule) == (name, kind, rule)


PSEUDONYMS = [
    "[1s:An insider] [1c:said] [1t:orders stopped]. Insider Ben Moss (pseudonym) left the firm. "
    "[2s:Moss] [2c:said] [2t:it was over].",
    "[1s:Ben Moss] [1c:said] [1t:orders stopped]. Ben Moss is not his real name. [2s:Moss] [2c:said] [2t:it was over].",
    "[1s:Ben Moss] [1c:said] [1t:orders stopped]. That is not his real name. [2s:He] [2c:said] [2t:it was over].",
]


@pytest.mark.parametrize("marked", PSEUDONYMS)
def test_a_pseudonym_told_once_holds_everywhere(marked):
    found = claims(marked)
    assert [c.source_type for c in found] == ["pseudonymous", "pseudonymous"]
    assert {c.source_name for c in found} == {"Ben Moss"}


def test_a_spokesman_of_one_country_is_not_a_later_named_one_of_another():
    marked = (
        "[1s:A Ruritanian spokesman] [1c:said] [1t:it sank]. Spokesman Ben Moss came late. [2s:Moss] [2c:said] [2t:no]."
    )
    assert claims(marked)[0].source_name == "Ruritanian spokesman"


def test_we_is_the_outlet_where_it_is_known():
    assert claims("[s:We] [c:wrote] that [t:the ferry left].", outlet="Lake Post")[-1].source_name == "Lake Post"


def test_speaker_is_carried_on():
    marked = "[1s:Anna Lind] [1c:told] reporters that [1t:the ferry left]. [2t:“It was late.”]"
    assert [c.source_rule for c in claims(marked, carried={2: 1})] == ["itself", "carried"]
    assert claims(marked, carried={2: 1})[1].source_name == "Anna Lind"


def test_first_person_is_whoever_is_quoted():
    found = claims("[1s:Anna Lind] [1c:said]: [1t:“[2s:I] [2c:think] [2t:the ferry left].”]")
    assert (found[1].source_name, found[1].source_rule) == ("Anna Lind", "first person")


def test_reason_clause_keeps_the_speaker():
    found = claims("[1s:Ruritania] [1c:hopes] that [1t:the yard will close, as [2t:it] is [2c:seen as] [2t:a threat]].")
    assert found[1].source_name == "Ruritania"


DOUBTFUL = [
    "[c:It is said] that [t:the ferry left].",
    "[s:She] [c:said] [t:the ferry left].",
    "[s:You] [c:think] [t:the ferry left].",
    "[s:We] [c:think] [t:the ferry left].",
]


@pytest.mark.parametrize("marked", DOUBTFUL)
def test_what_is_doubtful_stays_unresolved_and_says_so(marked):
    claim = claims(marked)[0]
    assert (claim.source_name, claim.source_type) == ("", "unknown")
    assert claim.source_rule.startswith("unresolved: ")


def test_gender_chooses():
    found = claims(
        "Mr. Ben Moss and Mrs. Anna Lind run the yard. [1s:Moss] [1c:said] [1t:it closed]. [2s:She] [2c:denied] [2t:it]."
    )
    assert found[1].source_name == "Anna Lind"


def test_own_outlet():
    claim = claims("[s:This newspaper] [c:reported] that [t:the ferry left].", outlet="The Lake Courier")[0]
    assert (claim.source_name, claim.source_type, claim.source_rule) == (
        "The Lake Courier",
        "media_outlet",
        "own outlet",
    )


def test_role():
    assert claims("[s:Foreign Ministry spokesperson Anna Lind] [c:said] [t:it left].")[0].role.endswith("spokesperson")


def test_text_is_untouched_and_the_same_twice():
    marked = LONE[10][0]
    first, second = annotated(marked), annotated(marked)
    assert first.text == second.text
    assert first._.claims == second._.claims


TEXT = parse("Anna Lind said the ferry left. She denied it. The source said it sank. He doubts it.")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, 0, 1, 2, 3]), st.sampled_from([None, 0, 1, 2, 3])), min_size=4, max_size=4
    )
)
def test_any_web_of_claims_comes_to_an_end(links):
    sources, cues = [(0, 8), (30, 33), (45, 55), (69, 71)], [(9, 13), (34, 40), (56, 60), (72, 78)]
    contents = [(14, 28), (41, 43), (61, 68), (79, 81)]
    TEXT._.claims = [
        Claim(source if carried is None else None, cue, [content], nested_in=nested, carried_from=carried)
        for source, cue, content, (nested, carried) in zip(sources, cues, contents, links, strict=True)
    ]
    assert all(claim.source_rule for claim in speakers(TEXT)._.claims)
