"""Why a claim is there: the constructions by name, each with its reason and an invented example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A construction: why it makes a claim, and an example with the content that it finds there."""

    why: str
    example: str
    content: str


RULES: dict[str, Rule] = {
    "speech_tag": Rule(
        "Words in quotation marks stand beside a tag with a speaker and a verb of saying, before it, after it or on both sides.",
        "“The bridge is safe,” said Anna Berg, the mayor. “We tested it twice.”",
        "“The bridge is safe,” … “We tested it twice.”",
    ),
    "speech_before": Rule(
        "A verb of saying leads into words in quotation marks.",
        "Anna Berg told reporters: “The bridge is safe.”",
        "“The bridge is safe.”",
    ),
    "speech_block": Rule(
        "A verb of saying and a colon end a paragraph: the next paragraph is what was said.",
        "The ministry said in a letter:\n\nThe bridge will stay closed until the end of the year.",
        "The bridge will stay closed until the end of the year.",
    ),
    "speech_colon": Rule(
        "A verb of saying and a colon lead into words without quotation marks.",
        "The report concluded: the bridge was never tested.",
        "the bridge was never tested",
    ),
    "sentence_tag": Rule(
        "A tag with a speaker and a verb of saying follows or interrupts a sentence without quotation marks.",
        "The bridge will open in May, the ministry said.",
        "The bridge will open in May",
    ),
    "verb_clause": Rule(
        "A clause is the object of a verb of saying, thinking, reporting or finding out, with “that” or without.",
        "The ministry said on Monday that the bridge would open in May.",
        "the bridge would open in May",
    ),
    "verb_infinitive": Rule(
        "An infinitive is the object of a verb of promising or claiming.",
        "The company promised to repair the bridge.",
        "to repair the bridge",
    ),
    "verb_object": Rule(
        "A noun phrase is what the verb of saying tells.",
        "The company denied any role in the collapse.",
        "any role in the collapse",
    ),
    "verb_preposition": Rule(
        "A preposition after the verb leads to what is told.",
        "The mayor warned of further delays.",
        "further delays",
    ),
    "verb_target": Rule(
        "Accusing, praising, naming, urging: the one spoken of and what is said of it are told together.",
        "The mayor accused the company of hiding the report.",
        "the company of hiding the report",
    ),
    "passive_clause": Rule(
        "An impersonal passive tells what is said; who says it stands after “by” or nowhere.",
        "It is believed that the bridge was never tested.",
        "the bridge was never tested",
    ),
    "passive_agent": Rule(
        "A passive of denial tells with “by” who denies its subject.",
        "The rumours of a collapse were denied by the mayor.",
        "The rumours of a collapse",
    ),
    "passive_subject": Rule(
        "A passive with a subject tells what is said of the subject.",
        "The bridge is said to be unsafe.",
        "The bridge … to be unsafe",
    ),
    "heard_from": Rule(
        "A verb of hearing names with “from” who told it.",
        "Anna Berg had heard from a guard that the bridge was unsafe.",
        "the bridge was unsafe",
    ),
    "adjective_clause": Rule(
        "An adjective such as “adamant” says how firmly its subject holds what the clause after it tells.",
        "The mayor was adamant that the bridge was safe.",
        "the bridge was safe",
    ),
    "noun_owner": Rule(
        "A noun of saying belongs to its speaker, and a clause or phrase after it tells what is said.",
        "The report contradicts the mayor’s claim that the bridge is safe.",
        "the bridge is safe",
    ),
    "noun_agent": Rule(
        "A noun of saying names its speaker with “by” or “from”.",
        "Warnings from the ministry that the bridge is unsafe went unheard.",
        "the bridge is unsafe",
    ),
    "noun_adjective": Rule(
        "A noun of saying carries its speaker as an adjective.",
        "There is Western suspicion that the bridge carries weapons.",
        "the bridge carries weapons",
    ),
    "noun_nobody": Rule(
        "A noun of talk or accusation has a clause with “that”, and nobody named who says it.",
        "The claim that the bridge carries weapons could not be upheld.",
        "the bridge carries weapons",
    ),
    "noun_colon": Rule(
        "A noun of saying with its owner, and a colon, lead into words in quotation marks.",
        "We asked about the bridge. The mayor’s answer: “The bridge is safe.”",
        "“The bridge is safe.”",
    ),
    "noun_light_verb": Rule(
        "A verb such as “express” lends its subject to a noun of saying.",
        "The mayor expressed concern about the bridge.",
        "the bridge",
    ),
    "according_first": Rule(
        "The sentence opens with a phrase that names its source.",
        "According to the ministry, the bridge will open in May.",
        "the bridge will open in May",
    ),
    "according_after": Rule(
        "A phrase that names the source follows what it vouches for, or interrupts it.",
        "The bridge will open in May, according to the ministry.",
        "The bridge will open in May",
    ),
    "as_described": Rule(
        "A phrase after a noun names the document in which it is described.",
        "Nobody has met the requirements as described in the notice.",
        "the requirements",
    ),
    "adverb": Rule(
        "An adverb such as “reportedly” says that the clause is told, and not by whom.",
        "The company reportedly hid the report.",
        "The company … hid the report",
    ),
    "headline_quote": Rule(
        "A headline opens with a quotation and a colon, and names who said it.",
        "“We were lied to”: skipper breaks his silence\n\nA skipper has spoken about his voyage.",
        "“We were lied to”",
    ),
    "headline_told": Rule(
        "A headline has a speaker, a verb of saying and a clause, without the small words of a sentence.",
        "Sacked captain claims crew were ordered to cut cable\n\nA captain has spoken about his voyage.",
        "crew were ordered to cut cable",
    ),
    "label_colon": Rule(
        "A paragraph or headline opens with a name and a colon, as in a transcript.",
        "MAYOR BERG: The bridge is safe.",
        "The bridge is safe",
    ),
    "signature_dash": Rule(
        "A quotation is signed with a dash and a name.",
        "“The bridge is safe and it will stay open.” — Anna Berg, mayor",
        "“The bridge is safe and it will stay open.”",
    ),
    "floating_quote": Rule(
        "A quotation of whole sentences has no cue of its own: the last speaker goes on.",
        "The mayor said the bridge was safe. “We have tested it twice this year.”",
        "“We have tested it twice this year.”",
    ),
    "free_run": Rule(
        "A sentence without a cue goes on with the account of the one before: it opens like its next step.",
        "The guard told reporters that the gate had been left open. In many cases, lorries passed without papers.",
        "In many cases, lorries passed without papers",
    ),
    "numbered_run": Rule(
        "Sentences count off what the last speaker announced.",
        "The mayor said there were two reasons for the delay. First, the steel came late. Second, it rained.",
        "First, the steel came late",
    ),
}
