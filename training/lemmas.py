"""Make the tables of spaCy's rule lemmatiser from the treebanks: what is regular as rules of endings, the rest as exceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups

from .conllu import Word

PLAIN_RULES = {
    "noun": [["ies", "y"], ["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["men", "man"], ["s", ""]],
    "verb": [
        ["ies", "y"],
        ["ied", "y"],
        ["ying", "y"],
        ["ches", "ch"],
        ["shes", "sh"],
        ["sses", "ss"],
        ["s", ""],
        ["ed", ""],
        ["ing", ""],
    ],
    "adj": [["iest", "y"], ["ier", "y"], ["est", ""], ["er", ""]],
    "adv": [["iest", "y"], ["ier", "y"], ["est", ""], ["er", ""]],
}
AS_IT_IS = ["", ""]  # lower-cased
CONTEXT = 3  # letters of the stem that a learned rule may look at
SUPPORT = 3  # different words that a learned rule needs
LONGEST_ENDING = 7


def make_tables(words: Iterable[Word]) -> Lookups:
    """Make the tables `lemma_rules`, `lemma_exc` and `lemma_index`, keyed by lower-cased part of speech.

    Parameters
    ----------
    words : iterable of Word
        Of the training parts. Proper nouns are left out: their lemma is the word itself.

    Notes
    -----
    Learned rules replace an ending together with up to three letters of the stem ("tting": "t"), longest first. A word that the rules
    get wrong is an exception, and so is one that has one form and an unusual lemma ("n't": "not").
    """
    lemmas = _commonest_lemmas(words)
    rules, exceptions = {}, {}
    for pos, known in lemmas.items():
        rules[pos] = (_learn_rules(known, PLAIN_RULES[pos]) if pos in PLAIN_RULES else []) + [AS_IT_IS]
        exceptions[pos] = {form: [lemma] for form, lemma in sorted(known.items()) if _apply(form, rules[pos]) != lemma}
    lookups = Lookups()
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_index", {pos: [] for pos in lemmas})
    return lookups


def _commonest_lemmas(words: Iterable[Word]) -> dict[str, dict[str, str]]:
    counts: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for word in words:
        if word.upos not in {"PROPN", "PUNCT", "SYM", "X"} and "_" not in word.lemma:
            counts[word.upos.lower()][word.form.lower().replace("’", "'")][word.lemma] += 1
    lemmas: dict[str, dict[str, str]] = {}
    for pos, forms in sorted(counts.items()):
        lemmas[pos] = {form: min(seen, key=lambda lemma: (-seen[lemma], lemma)) for form, seen in forms.items()}
        lemmas[pos] |= {form.replace("'", "’"): lemma for form, lemma in lemmas[pos].items() if "'" in form}
    return lemmas


def _learn_rules(known: dict[str, str], plain: list[list[str]]) -> list[list[str]]:
    """Learn replacements of endings, longest endings first, then the plain ones."""
    votes: dict[str, Counter] = defaultdict(Counter)
    for form, lemma in known.items():
        shared = next(
            (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma))
        )
        if form == lemma or shared < 2 or not form.isalpha():
            continue
        for stem in range(shared, max(shared - CONTEXT, 1) - 1, -1):
            if len(form) - stem <= LONGEST_ENDING:
                votes[form[stem:]][lemma[stem:]] += 1
    learned = []
    for old, seen in votes.items():
        new = min(seen, key=lambda ending: (-seen[ending], ending))
        if old and seen[new] >= SUPPORT and seen[new] >= 0.8 * sum(seen.values()):
            learned.append([old, new])
    return sorted(learned, key=lambda rule: (-len(rule[0]), rule)) + plain


def _apply(form: str, rules: list[list[str]]) -> str:
    """Do what the lemmatiser does with a word that is in no list: the first rule that fits, else the word."""
    for old, new in rules:
        if form.endswith(old) and form[: len(form) - len(old)] + new:
            return form[: len(form) - len(old)] + new
    return form
