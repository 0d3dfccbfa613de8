"""What the training configuration calls by name: the tokeniser's rules and a faster matrix product."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spacy import registry as functions
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from helpers.annotate import word_classes  # noqa: F401  registers the first layer that the configuration names

RUNS = [r"(?=[.!?]*[!?])[.!?]{2,}", r"={2,}", r"\*{2,}", r"<{2,}", r">{2,}", r"\${2,}", r"~{2,}", r"_{3,}", r"#{2,}"]
PREFIXES = [r"-(?=[A-Za-z])", r"[`´](?=[A-Za-z])"]
SUFFIXES = [r"(?<=[A-Za-z]{3})-", r"(?<=[0-9])(?:[ap]m|[AP]M)"]
INFIXES = [
    r"(?<=[0-9])[–—](?=[0-9])",  # 1939–1945
    r"(?<=[A-Za-z])[-–](?=[0-9])",  # COVID-19
    r"(?<=[0-9])[-–](?=[A-Za-z])",  # 24-hour
    r"(?<=[A-Z]\.)[-–](?=[A-Za-z])",  # U.S.-style
    r"(?<=\w)\)(?=\()",  # draft)(see
    r"(?<=\))\((?=\w)",
]
_UNSPLIT = """anti co counter cross de e ex extra inter mid mini mis multi non over post pre pro pseudo re semi sub super
trans ultra un under"""
UNSPLIT = _UNSPLIT.split()
PHONE = r"(?:\d-|\d{3}-(?:\d{3}-)?)\d{4}"
SPLIT_APART = {"and/or", "w/o", "):", ")-:"}
ADDED = {
    "al.": ["al."],
    "b/c": ["b/c"],
    "Capt.": ["Capt."],
    "ext.": ["ext."],
    "wanna": ["wan", "na"],
    "outta": ["out", "ta"],
}


def set_tokenizer(nlp: Language) -> None:
    """Fit spaCy's English tokeniser to Universal Dependencies.

    Runs of marks ("!!!", "====") stay whole, as do words with a hyphenated prefix ("non-state", "e-mail") and telephone numbers;
    "and/or", "COVID-19", "1939–1945" and "U.S.-style" are split. A part of a contraction has no norm of its own ("ca": "can"), so
    that a pipeline that is given words sees them as one that is given text.
    """
    defaults = nlp.Defaults
    nlp.tokenizer.prefix_search = compile_prefix_regex([*RUNS, *PREFIXES, *defaults.prefixes]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*RUNS, *SUFFIXES, *defaults.suffixes]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*RUNS[:2], *INFIXES, *defaults.infixes]).finditer
    whole = "|".join([*UNSPLIT, *(prefix.capitalize() for prefix in UNSPLIT)])
    nlp.tokenizer.token_match = re.compile(rf"(?:(?:{whole})-[^\W\d_]+|{PHONE})$").match
    rules = {
        text: [part[ORTH] for part in rule] for text, rule in nlp.tokenizer.rules.items() if text not in SPLIT_APART
    }
    nlp.tokenizer.rules = {text: [{ORTH: part} for part in parts] for text, parts in (rules | ADDED).items()}


def weigh(tagger: Tagger, factor: float) -> None:
    """Multiply what a tagger sends back to the shared layers; alone, the parser's share is some four times a tagger's."""
    plain = tagger.get_loss

    def get_loss(examples: Iterable[Example], scores: list) -> tuple[float, list]:
        loss, gradients = plain(examples, scores)
        return loss, [gradient * factor for gradient in gradients]

    tagger.get_loss = get_loss


@functions.callbacks("training.prepare")
def create_prepare(tagger_weight: float) -> Callable[[Language], Language]:
    """Make the callback that runs before the pipeline is initialised."""

    def prepare(nlp: Language) -> Language:
        set_tokenizer(nlp)
        weigh(nlp.get_pipe("tagger"), tagger_weight)
        for name in nlp.component_names:
            for node in nlp.get_pipe(name).model.walk():
                node.ops.use_blis = False
        return nlp

    return prepare
