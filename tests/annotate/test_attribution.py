"""Who says what: source, cue, content, kind of quotation; what is no claim; nesting and carrying."""

import pytest
import spacy
from spacy.tokens import Doc

from helpers.annotate.attribution import attribution
from helpers.annotate.quotes import quotes
from helpers.annotate.rules import RULES

CLEAR = [  # words, tags, heads, labels in the CLEAR style of other English pipelines
    (
        "The mayor said the dam was old .",
        "DT NN VBD DT NN VBD JJ .",
        [1, 2, 2, 4, 5, 2, 5, 2],
        "det nsubj ROOT det nsubj ccomp acomp punct",
        ("The mayor", "said", "the dam was old"),
    ),
    (
        "The mayor denied any role in the collapse .",
        "DT NN VBD DT NN IN DT NN .",
        [1, 2, 2, 4, 2, 4, 7, 5, 2],
        "det nsubj ROOT det dobj prep det pobj punct",
        ("The mayor", "denied", "any role in the collapse"),
    ),
    (
        "The dam was called unsafe by the ministry .",
        "DT NN VBD VBN JJ IN DT NN .",
        [1, 3, 3, 3, 3, 3, 7, 5, 3],
        "det nsubjpass auxpass ROOT oprd agent det pobj punct",
        ("the ministry", "called", "The dam … unsafe"),
    ),
    (
        "The mayor warned of further delays .",
        "DT NN VBD IN JJ NNS .",
        [1, 2, 2, 2, 5, 3, 2],
        "det nsubj ROOT prep amod pobj punct",
        ("The mayor", "warned of", "further delays"),
    ),
    (
        "According to the mayor , the dam is old .",
        "VBG IN DT NN , DT NN VBZ JJ .",
        [7, 0, 3, 1, 7, 6, 7, 7, 7, 7],
        "prep prep det pobj punct det nsubj ROOT acomp punct",
        ("the mayor", "According to", "the dam is old"),
    ),
]


@pytest.mark.parametrize(("words", "tags", "heads", "deps", "expected"), CLEAR)
def test_labels_of_other_pipelines_are_understood(words, tags, heads, deps, expected):
    doc = Doc(spacy.blank("en").vocab, words=words.split(), tags=tags.split(), heads=heads, deps=deps.split())
    assert expected in [row[:3] for row in rows(attribution(quotes(doc)))]


def rows(doc):
    def said(span):
        return doc.text[slice(*span)] if span else ""

    return [(said(c.source), said(c.cue), " … ".join(map(said, c.content)), c.quote_type) for c in doc._.claims]


CLAIMS = [
    # speech that goes on after a tag, in the same sentence
    (
        "The pumps were sold as scrap, the inspector said, and no invoice was ever found.",
        ("the inspector", "said", "The pumps were sold as scrap … and no invoice was ever found", "indirect"),
    ),
    (
        "The sale was legal, the lawyer wrote, because the parts were spares.",
        ("the lawyer", "wrote", "The sale was legal … because the parts were spares", "indirect"),
    ),
    (
        "That the licence was forged, the bank has conceded.",
        ("the bank", "conceded", "That the licence was forged", "indirect"),
    ),
    # a second promise, and clauses that go on behind a comma
    (
        "The bank said it had paid the fine and would close the branch.",
        ("The bank", "said", "it had paid the fine and would close the branch", "indirect"),
    ),
    # verbs that taggers take for nouns
    (
        "Some residents of the river quarter suspect that the well has been closed for longer.",
        ("Some residents of the river quarter", "suspect", "the well has been closed for longer", "indirect"),
    ),
    ("Analysts expect the dam to fail.", ("Analysts", "expect", "the dam to fail", "indirect")),
    # stances, owners, nobody named
    ("The clerk was adamant that the seal was whole.", ("The clerk", "adamant", "the seal was whole", "indirect")),
    (
        "By her own account, Lopez never saw the contract.",
        ("her", "By her own account", "Lopez never saw the contract", "indirect"),
    ),
    ("It later emerged that the licence had been forged.", ("", "emerged", "the licence had been forged", "indirect")),
    (
        "As the ministry explained last week, the dam was old.",
        ("the ministry", "explained", "the dam was old", "indirect"),
    ),
    (
        "Lopez puts the chance of a flood at 20 percent.",
        ("Lopez", "puts", "the chance of a flood at 20 percent", "indirect"),
    ),
    # who says it: past a relative clause, between a comma and the verb, from whom it was heard
    (
        "People who know the matter said on Tuesday that the dam would be sold.",
        ("People who know the matter", "said", "the dam would be sold", "indirect"),
    ),
    (
        "U.S.-based Sweden affairs expert Lan Shu told The Morning Times he believes there could be two reasons for it.",
        (
            "U.S.-based Sweden affairs expert Lan Shu",
            "told",
            "he believes there could be two reasons for it",
            "indirect",
        ),
    ),
    (
        "*Le Courrier*, a conservative French daily, wrote that it would be good.",
        ("Le Courrier*, a conservative French daily", "wrote", "it would be good", "indirect"),
    ),
    (
        "Shoigu, in his reply, said that the talks with Dong had gone well.",
        ("Shoigu", "said", "the talks with Dong had gone well", "indirect"),
    ),
    (
        "Berg, this clerk asserted, had been misquoted.",
        ("this clerk", "asserted", "Berg … had been misquoted", "indirect"),
    ),
    (
        "Denmark has determined that some Dresk mills are providing rope to Sweden for use in the Sorvik war, and officials are "
        "noting their worry to the Danish government, a source familiar with the matter said on Friday.",
        (
            "a source familiar with the matter",
            "said",
            "Denmark has determined that some Dresk mills are providing rope to Sweden for use in the Sorvik war, and officials "
            "are noting their worry to the Danish government",
            "indirect",
        ),
    ),
    (
        "The ministry has moved closer to the yards, acknowledging that much of the new rope is coming from abroad.",
        ("The ministry", "acknowledging", "much of the new rope is coming from abroad", "indirect"),
    ),
    (
        '"If it does not have the means to build boats yet, it will at some point, sooner or later," said James Orel, a clerk.',
        (
            "James Orel, a clerk",
            "said",
            '"If it does not have the means to build boats yet, it will at some point, sooner or later,"',
            "direct",
        ),
    ),
    (
        "“If the ministry wanted the rope, they’d just go get it — they would not get a deal,” Rep. Jim Jorek (R-Dresk), "
        "an oversight panel member, said in a phone interview.",
        (
            "Rep. Jim Jorek (R-Dresk), an oversight panel member",
            "said",
            "“If the ministry wanted the rope, they’d just go get it — they would not get a deal,”",
            "direct",
        ),
    ),
    (
        "“The yard is shut,” the mayor of Holm, whose brother owns it, said on Friday.",
        ("the mayor of Holm, whose brother owns it", "said", "“The yard is shut,”", "direct"),
    ),
    ("People who know the matter denied it.", ("People who know the matter", "denied", "it", "indirect")),
    (
        "The towns are raising their worries with the ministry in Holm, a clerk who knows the plan said on Tuesday.",
        (
            "a clerk who knows the plan",
            "said",
            "The towns are raising their worries with the ministry in Holm",
            "indirect",
        ),
    ),
    (
        "In May, the U.S. Treasury voiced concern over the sale of the dam.",
        ("the U.S. Treasury", "voiced concern over", "the sale of the dam", "indirect"),
    ),
    (
        "The papers named a buyer in Karsia, customs officer Ana Sims told reporters.",
        ("customs officer Ana Sims", "told", "The papers named a buyer in Karsia", "indirect"),
    ),
    (
        "“It was wrong, so we took it back,” a clerk at the office, Per Dahl, told the paper.",
        ("a clerk at the office, Per Dahl", "told", "“It was wrong, so we took it back,”", "direct"),
    ),
    (
        "“We sell to civilians,” boss Lukas Orel, 54, snapped at our reporter.",
        ("boss Lukas Orel", "snapped", "“We sell to civilians,”", "direct"),
    ),
    (
        "The foreman had heard from an inspector, Lopez says, that the seals had been cut.",
        ("an inspector", "heard from", "the seals had been cut", "indirect"),
    ),
    (
        "However, according to the Dam Office, “the wall was never tested.”",
        ("the Dam Office", "according to", "“the wall was never tested.”", "direct"),
    ),
    (
        "By midnight, our server log shows, 212 people had followed the link.",
        ("our server log", "shows", "By midnight … 212 people had followed the link", "indirect"),
    ),
    # what is said: a judgment, a denial of what was told before, talk without a speaker, a noun and a colon
    ("Lopez calls that routine.", ("Lopez", "calls", "that routine", "indirect")),
    ("The government disputes this.", ("The government", "disputes", "this", "indirect")),
    (
        "There was a rumour that the dam leaks.",
        ("", "rumour", "the dam leaks", "indirect"),
    ),
    (
        "We wrote to the office. Its answer, in full: “We do not comment on dams.”",
        ("Its", "answer", "“We do not comment on dams.”", "direct"),
    ),
    (
        "On 14 March we wrote that the notice had gone the day before.",
        ("we", "wrote", "the notice had gone the day before", "indirect"),
    ),
    (
        "“Then my clerk says the page won’t load,” he told the paper.",
        ("my clerk", "says", "the page won’t load", "direct"),
    ),
    # second voices, quoted voices, relative clauses, passives of denial
    (
        "Ada Orel said the pattern was clear, while Irina Kolb of the Dam School argued that it was not.",
        ("Ada Orel", "said", "the pattern was clear", "indirect"),
    ),
    (
        "The Dam Agency quoted a guard as saying that the seal was whole.",
        ("a guard", "saying", "the seal was whole", "indirect"),
    ),
    (
        "One worker reported that the crew had left; another recalled that the doors had to be forced.",
        ("another", "recalled", "the doors had to be forced", "indirect"),
    ),
    (
        "Halcyon is a company based in Sarim that the ministry described as a front for the yard.",
        ("the ministry", "described", "a front for the yard", "indirect"),
    ),
    (
        "The claims of a leak were dismissed by the ministry.",
        ("the ministry", "dismissed", "The claims of a leak", "indirect"),
    ),
    (
        "There is a consensus among engineers that the dam is sinking.",
        ("engineers", "consensus", "the dam is sinking", "indirect"),
    ),
    (
        "Tender documents published by the Dresk shipyard indicate that repairs to four boats were postponed.",
        (
            "Tender documents published by the Dresk shipyard",
            "indicate",
            "repairs to four boats were postponed",
            "indirect",
        ),
    ),
    (
        "The ship left in May, according to ship-tracking data reviewed by the agency.",
        ("ship-tracking data reviewed by the agency", "according to", "The ship left in May", "indirect"),
    ),
    (
        "As the local newspaper Der Bote first reported in May, the contract is void.",
        ("the local newspaper Der Bote", "reported", "the contract is void", "indirect"),
    ),
    (
        "“First the dam, then the mill,” moaned season-ticket holder Gary Holt.",
        ("Gary Holt", "moaned", "“First the dam, then the mill,”", "direct"),
    ),
    (
        "“All bids were checked,” reads a statement sent to us by the office.",
        ("a statement sent to us by the office", "reads", "“All bids were checked,”", "direct"),
    ),
    (
        "Lopez said the man who brought the papers introduced himself as Viktor.",
        ("Lopez", "said", "the man who brought the papers introduced himself as Viktor", "indirect"),
    ),
    (
        "Her office confirmed receipt of a complaint but would not comment further.",
        ("Her office", "confirmed", "receipt of a complaint", "indirect"),
    ),
    # headlines
    (
        "“We were lied to”: skipper breaks his silence\n\nA skipper has spoken.",
        ("skipper", ":", "“We were lied to”", "direct"),
    ),
    (
        "Minister warns port could close by May\n\nA minister has spoken.",
        ("Minister", "warns", "port could close by May", "indirect"),
    ),
    # a speaker with what is told of him, and without when and where he spoke
    (
        "“The road is closed,” said Maria Lopez, a lawyer who has left the firm. “It will stay so.”",
        (
            "Maria Lopez, a lawyer who has left the firm",
            "said",
            "“The road is closed,” … “It will stay so.”",
            "direct",
        ),
    ),
    (
        "In a radio interview Maria Lopez said on Friday that the road was closed.",
        ("Maria Lopez", "said", "the road was closed", "indirect"),
    ),
    (
        "The dam office in May said the road was closed.",
        ("The dam office", "said", "the road was closed", "indirect"),
    ),
    (
        "On Friday its director, Mara Elling, explained in the pilot house that a mistake had been made.",
        ("its director, Mara Elling", "explained", "a mistake had been made", "indirect"),
    ),
    ("But the road is closed, Lopez said.", ("Lopez", "said", "the road is closed", "indirect")),
    # speech to a meeting, one of many, findings of a review, a verb that only an adjective is for the tagger
    (
        "Secretary Ana Sims told a hastily called news conference that the dam had failed.",
        ("Secretary Ana Sims", "told", "the dam had failed", "indirect"),
    ),
    (
        "“He read it aloud,” said one of them, who asked not to be named.",
        ("one of them, who asked not to be named", "said", "“He read it aloud,”", "direct"),
    ),
    (
        "A review commissioned by the city found serious flaws in the dam.",
        ("A review commissioned by the city", "found", "serious flaws in the dam", "indirect"),
    ),
    ("It concluded that the dam was old.", ("It", "concluded", "the dam was old", "indirect")),
    (
        "Another government source voiced concern that the dam could fail.",
        ("Another government source", "voiced concern", "the dam could fail", "indirect"),
    ),
    ("Lopez reportedly replied that the dam was old.", ("Lopez", "replied", "the dam was old", "indirect")),
    # tags after questions, second halves, verbs that the tagger takes for participles
    (
        "“Is it safe? Probably not,” Lopez said.",
        ("Lopez", "said", "“Is it safe? Probably not,”", "direct"),
    ),
    (
        "“I love Larry,” he said, but “when it comes to dams, Larry is wrong.”",
        ("he", "said", "“I love Larry,” … but “when it comes to dams, Larry is wrong.”", "mixed"),
    ),
    (
        "After aides insisted in June that Lopez would not be cast aside, the campaign sent her to Varden.",
        ("aides", "insisted", "Lopez would not be cast aside", "indirect"),
    ),
    ("Lopez spoke emotionally of her many flights.", ("Lopez", "spoke emotionally of", "her many flights", "indirect")),
    # ends of quotations, judgments, names for how something is called
    (
        "As one diplomat put it, “you cannot embargo the sky.” The envoy has left.",
        ("one diplomat", "put", "“you cannot embargo the sky.”", "direct"),
    ),
    ("Last month Lopez said that the dam was shut.", ("Lopez", "said", "the dam was shut", "indirect")),
    (
        "They sold the dam, a move that Dresk promptly condemned as “economic piracy”.",
        ("Dresk", "condemned", "“economic piracy”", "direct"),
    ),
    ("The ministry called the report groundless.", ("The ministry", "called", "the report groundless", "indirect")),
    # tags
    ("“We are leaving,” said Maria Lopez.", ("Maria Lopez", "said", "“We are leaving,”", "direct")),
    ("“Are we leaving?” the driver asked.", ("the driver", "asked", "“Are we leaving?”", "direct")),
    (
        "“We are leaving,” Lopez said. “The road is closed.”",
        ("Lopez", "said", "“We are leaving,” … “The road is closed.”", "direct"),
    ),
    (
        "“The road,” Lopez said, “is closed for good.”",
        ("Lopez", "said", "“The road,” … “is closed for good.”", "direct"),
    ),
    ("The road is closed, a police officer said.", ("a police officer", "said", "The road is closed", "indirect")),
    (
        "The road, he said, is closed to all traffic.",
        ("he", "said", "The road … is closed to all traffic", "indirect"),
    ),
    (
        "Lopez, he said, “is always late and never sorry.”",
        ("he", "said", "Lopez … “is always late and never sorry.”", "mixed"),
    ),
    # verbs
    (
        "She warned that the dam could break before the winter.",
        ("She", "warned", "the dam could break before the winter", "indirect"),
    ),
    (
        "Lopez told the local paper last week that the dam was old.",
        ("Lopez", "told", "the dam was old", "indirect"),
    ),
    (
        "Officials said the dam was old and that nobody had tested it.",
        ("Officials", "said", "the dam was old and that nobody had tested it", "indirect"),
    ),
    ("He called the dam “a disgrace.”", ("He", "called", "the dam “a disgrace.”", "mixed")),
    (
        "Residents accused the company of lying about the dam.",
        ("Residents", "accused", "the company of lying about the dam", "indirect"),
    ),
    (
        "The survey shows that most residents want to leave.",
        ("The survey", "shows", "most residents want to leave", "indirect"),
    ),
    # nouns and phrases
    (
        "Lopez rejected the company’s claim that the dam is safe.",
        ("the company", "claim", "the dam is safe", "indirect"),
    ),
    ("Residents expressed concern about the dam.", ("Residents", "expressed concern about", "the dam", "indirect")),
    (
        "According to the report, the dam was never tested.",
        ("the report", "According to", "the dam was never tested", "indirect"),
    ),
    # passives
    ("It is rumored that the dam will be sold.", ("", "rumored", "the dam will be sold", "indirect")),
    ("The dam is said to be sinking.", ("", "said", "The dam … to be sinking", "indirect")),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_claim_is_found_with_its_parts(text, expected, told):
    assert expected in rows(told(text))


SILENCE = [
    "The worker asked to be identified only as Tom.",
    "The dam is supposed to hold for a century.",
    "They will miss the target it pledged to reach.",
    "The police found a body in the lake.",
    "She requested anonymity for fear of her neighbours.",
    "He was asked twice who his friends are.",
    "Colleagues who asked questions were moved.",
    "Before that, the Harbour Council, an imperialist think tank with connections at the top, had issued reports.",
    "The mayor was told of the flood on Sunday.",
    "The mayor shows us a drawing of the dam.",
    "Commentary: old habits die hard.",
    "She spoke on television.",
    "The company may want to tell the world that it is innocent.",
    "This is how the ministry thinks about the dam.",
    "We believe that the dam is old.",
    "The claim that he made was wrong.",
    "The clerk calls that number every day.",
    "Many of the managers were called to account.",
    "The paper cited a harbour expert.",
    "Nobody believes that the dam will hold.",
    "The spokesman declined to comment on the dam.",
    "Lopez did not say who owned the dam.",
    "The company refused to discuss the dam.",
    "The dam was built in 1950 and holds a large lake.",
    "The company plans to sell the dam next year.",
    "The flood shows the weakness of the old walls.",
    "The lake, also known as the Blue Lake, lies in the north.",
    "“Soft power” was in fashion then.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_silence_plans_names_and_facts_are_no_claims(text, told):
    assert rows(told(text)) == []


def test_second_cue_shares_the_speaker(told):
    found = rows(told("Lopez said the dam was old and added that the company knew it."))
    assert [(source, cue, content) for source, cue, content, _ in found] == [
        ("Lopez", "said", "the dam was old"),
        ("Lopez", "added", "the company knew it"),
    ]


def test_a_belief_told_by_its_holder_is_one_claim(told):
    found = rows(told("Lopez told reporters that he believes the dam is safe."))
    assert [cue for _, cue, *_ in found] == ["told"]


def test_nested_claims_point_at_the_outer_one(told):
    claims = told("Lopez said that engineers believe the dam is sinking.")._.claims
    assert [c.nested_in for c in claims] == [None, 0]


def test_floating_quotation_is_carried(told):
    doc = told("Lopez said the dam was old. “Nobody has looked at it for twenty years.”")
    first, second = doc._.claims
    assert (second.carried_from, second.source, second.cue, second.rule) == (0, None, None, "floating_quote")
    assert first.quote_type == "indirect" and second.quote_type == "direct"


RUNS = [
    ("Lopez told the paper that the gate had been left open. In many cases, lorries passed without papers.", 1),
    ("According to Lopez, the firms rely on orders. When orders decline, these firms face ruin.", 1),
    ("Forty boxes were opened, the service said. Three of them held pumps. Some were empty.", 2),
    # no account that goes on
    ("Lopez told the paper that the gate had been left open. She declined to say by whom.", 0),
    ("Lopez told the paper that the gate had been left open. The gate was built in 1950.", 0),
    ("Lopez told the paper that the gate had been left open. We could not confirm this.", 0),
    ("Lopez told the paper that the gate had been left open.\n\nIn many cases, lorries pass without papers.", 0),
    ("Lopez hopes that the gate will hold. Many gates have not.", 0),
    ("Lopez told the paper that the gate was open. However, the guards said the gate was shut.", 0),
]


@pytest.mark.parametrize(("text", "n"), RUNS)
def test_an_account_goes_on_only_where_it_shows(text, n, told):
    found = [c for c in told(text)._.claims if c.rule == "free_run"]
    assert [(c.carried_from, c.source) for c in found] == [(0, None)] * n


def test_a_quotation_over_paragraphs_is_one_claim(told):
    doc = told(
        "Lopez wrote to the company.\n\n“The dam is old,” he wrote. “It leaks.\n\n“Nobody has looked at it for years.”"
    )
    assert [(cue, content.count("…")) for _, cue, content, _ in rows(doc) if "old" in content] == [("wrote", 2)]


def test_an_attribution_inside_a_quotation_is_found(told):
    doc = told("The paper wrote: “It is over. According to the notice, the dam will be sold.”")
    inner = next(c for c in doc._.claims if c.rule == "according_first")
    assert doc.text[slice(*inner.content[0])] == "the dam will be sold" and inner.nested_in == 0


def test_an_adverb_that_colours_a_saying_is_no_second_claim(told):
    assert [cue for _, cue, *_ in rows(told("Lopez reportedly replied that the dam was old."))] == ["replied"]


def test_late_cue_is_no_part_of_the_content(told):
    found = rows(told("Lopez said the dam was old, adding that it leaked."))
    assert ("Lopez", "said", "the dam was old", "indirect") in found
    assert ("Lopez", "adding", "it leaked", "indirect") in found


def test_lexicon_shades_reach_the_claim(told):
    denied, revealed = told("The company denied any fault. Papers revealed that the dam was old.")._.claims
    assert denied.polarity == "denies" and revealed.cue_strength == 2


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "“", "” said.", "said said said", ": :", "“…” — ", "According to", "X: “", "\n\n“\n\n”\n"]
)
def test_scraps_never_raise(text, told):
    told(text)


def test_every_claim_names_a_known_rule_and_its_spans_fit(told):
    doc = told("\n\n".join(rule.example for rule in RULES.values()))
    assert {c.rule for c in doc._.claims} <= set(RULES)
    for claim in doc._.claims:
        for start, end in [s for s in (claim.source, claim.cue, *claim.content, *claim.quoted_spans) if s]:
            assert 0 <= start < end <= len(doc.text) and doc.text[start:end].strip() == doc.text[start:end]


def test_the_same_text_gives_the_same_claims(told):
    text = "“We are leaving,” said Maria Lopez. The road is closed, she added."
    assert told(text)._.claims == told(text)._.claims
