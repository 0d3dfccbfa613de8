"""What the training configuration calls by name: the tokeniser's rules and a faster matrix product."""

from __future__ import annotations

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"<{2,}", r">{2,}", r"\${2,}", r"~{2,}", r"_{3,}", r"#{2,}")
_UNSPLIT = """anti co counter cross de e ex extra inter mid mini mis multi non over post pre pro pseudo re semi sub super
trans ultra un under"""
UNSPLIT = tuple(_UNSPLIT.split())
SPLIT_APART = ("and/or", "w/o")


def set_tokenizer(nlp: Language) -> None:
    """Fit spaCy's English tokeniser to Universal Dependencies.

    Runs of marks ("!!!", "====") stay whole, as do words with a hyphenated prefix ("non-state", "e-mail"); "and/or" is split.
    """
    defaults = nlp.Defaults
    nlp.tokenizer.prefix_search = compile_prefix_regex([*RUNS, *defaults.prefixes]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*RUNS, *defaults.suffixes]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*RUNS[:2], *defaults.infixes]).finditer
    nlp.tokenizer.token_match = re.compile(rf"(?i)(?:{'|'.join(UNSPLIT)})-[^\W\d_]+$").match
    nlp.tokenizer.rules = {text: rule for text, rule in nlp.tokenizer.rules.items() if text not in SPLIT_APART}


@spacy.registry.callbacks("training.prepare")
def create_prepare() -> Callable[[Language], Language]:
    """Make the callback that runs before the pipeline is initialised."""

    def prepare(nlp: Language) -> Language:
        set_tokenizer(nlp)
        for _, component in nlp.components:
            for node in component.model.walk():
                node.ops.use_blis = False
        return nlp

    return prepare
