"""Turn the best checkpoint into the folder that the suite ships: lemmatiser added, what only training needs left out, card written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

from helpers.annotate.word_classes import DICTIONARY

from .callbacks import set_tokenizer
from .conllu import read_sentences
from .convert import TREEBANKS, find_file
from .evaluate import FIGURES, evaluate
from .lemmas import make_tables

HERE = Path(__file__).parent
NAME = "open_news"
VERSION = "1.0.0"
DESCRIPTION = (
    "Small English pipeline for reading news offline: tagger, morphologizer, lemmatizer, dependency parser with sentence boundaries "
    "(Universal Dependencies) and names of people, organizations and places. Learned from openly licensed treebanks and dictionaries only."
)
SOURCES = [
    {
        "name": "Universal Dependencies English EWT",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
        "license": "CC BY-SA 4.0",
        "author": "Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, Miriam Connor, John Bauer, "
        "Christopher D. Manning, Nathan Schneider and the other contributors named by the treebank",
    },
    {
        "name": "GUM, the Georgetown University Multilayer corpus: the genres whose texts are CC BY or CC BY-SA "
        "(academic, bio, conversation, court, interview, news, speech, textbook, vlog, voyage)",
        "url": "https://github.com/UniversalDependencies/UD_English-GUM",
        "license": "CC BY 4.0 (annotations), CC BY / CC BY-SA (texts)",
        "author": "Amir Zeldes and the other contributors named by the treebank",
    },
    {
        "name": "WordNet 3.1, its words and their classes (dictionary.tsv.gz)",
        "url": "https://wordnet.princeton.edu",
        "license": "WordNet licence",
        "author": "Princeton University",
    },
    {
        "name": "Names of the 1990 census of the United States (dictionary.tsv.gz)",
        "url": "https://www.census.gov",
        "license": "public domain",
        "author": "United States Census Bureau",
    },
    {
        "name": "GeoNames, names of states and larger cities (dictionary.tsv.gz)",
        "url": "https://www.geonames.org",
        "license": "CC BY 4.0",
        "author": "GeoNames and its contributors",
    },
]


def package(best: Path, treebanks: Path, destination: Path) -> dict[str, dict[str, float]]:
    """Write the pipeline to `destination`, in place of what is there, and give its scores on the test parts.

    Parameters
    ----------
    best : Path
        Checkpoint that training left.
    treebanks : Path
        Folder of the CoNLL-U files; the lemmatiser's tables are made from their training parts.
    destination : Path
        Folder of the shipped pipeline.
    """
    nlp = add_lemmatizer(spacy.load(best), treebanks)
    set_tokenizer(nlp)
    scores = evaluate(nlp, treebanks)
    fresh, old = destination.with_name(".model-new"), destination.with_name(".model-old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    forget_training(nlp)
    nlp.to_disk(fresh)
    _keep_needed_strings(nlp, fresh / "vocab" / "strings.json")
    _write_meta(fresh / "meta.json", scores)
    shutil.copy(DICTIONARY, fresh / DICTIONARY.name)
    shutil.copy(HERE / "LICENSE-model.md", fresh / "LICENSE.md")
    (fresh / "README.md").write_text(write_card(scores), encoding="utf-8")
    if destination.exists():
        destination.rename(old)
    fresh.rename(destination)
    shutil.rmtree(old, ignore_errors=True)
    return scores


def add_lemmatizer(nlp: Language, treebanks: Path) -> Language:
    """Add spaCy's rule lemmatiser behind the morphologizer, with tables made from the training parts."""
    words = (
        word
        for name in TREEBANKS
        for sentence in read_sentences(find_file(treebanks, name, "train"))
        for word in sentence.words
    )
    lemmatizer = nlp.add_pipe("lemmatizer", after="morphologizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=make_tables(words))
    return nlp


def forget_training(nlp: Language) -> None:
    """Take the paths and callbacks of training out of the configuration that is saved."""
    config = nlp.config.copy()
    config["paths"] = {"train": None, "dev": None}
    config["initialize"]["before_init"] = None
    nlp.config = config


def _keep_needed_strings(nlp: Language, path: Path) -> None:
    """Keep the strings that a blank pipeline has, and the labels; the words of the training texts are not needed."""
    needed = set(spacy.blank("en").vocab.strings)
    for _, component in nlp.components:
        needed.update(getattr(component, "labels", ()))
    for label in nlp.get_pipe("morphologizer").labels:
        for pair in label.split("|"):
            needed.update((pair, *pair.split("=")))
    needed.update(part for label in nlp.get_pipe("parser").move_names for part in (label, label.partition("-")[2]))
    path.write_text(json.dumps(sorted(needed), ensure_ascii=False, indent=0), encoding="utf-8")


def _write_meta(path: Path, scores: dict[str, dict[str, float]]) -> None:
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {
        "lang": "en",
        "name": NAME,
        "version": VERSION,
        "description": DESCRIPTION,
        "author": "The makers of this suite, from the works named under sources",
        "license": "CC BY-SA 4.0",
        "sources": SOURCES,
        "performance": {name.replace(", ", "_").replace(" ", "_"): figures for name, figures in scores.items()},
    }
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_card(scores: dict[str, dict[str, float]]) -> str:
    """Write the model card: the template beside this file with the table of scores put in.

    Parameters
    ----------
    scores : dict
        As `evaluate` gives them.
    """
    rows = list(FIGURES)
    rows += sorted({name for figures in scores.values() for name in figures} - set(rows))
    lines = ["| | " + " | ".join(scores) + " |", "|---" * (len(scores) + 1) + "|"]
    for row in rows:
        cells = [f"{figures[row]:.1f}" if figures.get(row) else "–" for figures in scores.values()]
        lines.append(f"| `{row}` | " + " | ".join(cells) + " |")
    return (HERE / "model_card.md").read_text(encoding="utf-8").replace("{scores}", "\n".join(lines))
