"""Blind coding: a person marks the claims of an article by quoting words; two codings are settled into an answer key."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import yaml

from helpers.read.articles import Article
from helpers.review.agreement import LABELS, Coded, Span, agreement, differences, pair_claims
from helpers.review.exercises import log_folder
from helpers.review.keys import KeySourceError, check_key, locate, make_key, quote_type
from helpers.tables.contracts import POLARITIES, SOURCE_TYPES

CHOICES = {
    "source_type": SOURCE_TYPES,
    "quote_type": ("direct", "indirect", "mixed"),
    "polarity": POLARITIES,
    "hedged": ("false", "true"),
}
IN_KEY = {"source_type": "type", "quote_type": "quote_type", "polarity": "polarity", "hedged": "hedged"}
SENTENCE = re.compile(r"(?:\.|[!?])[\"”’')\]]*\s+(?=[\"“‘'(\[A-Z0-9])|\n\s*")
NOT_AN_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Co))\.$")


class CodingError(ValueError):
    """Something that cannot be coded so; the message says what to change."""


@dataclass(frozen=True)
class Coding:
    """What one person marked in the beginning of an article.

    Attributes
    ----------
    coder : str
    article : Article
    upto : int
        Where the coded passage ends; what stands behind was not coded, and is not compared.
    claims : tuple of dict
        In the form of a key's source: the words of ``in, source, cue, content`` and the labels ``type, quote_type,
        polarity, hedged``.
    """

    coder: str
    article: Article
    upto: int
    claims: tuple[dict[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The passage."""
        return self.article.text[: self.upto]

    @property
    def key(self) -> dict:
        """The coding as an answer key, with offsets."""
        stem = Path(self.article.file).stem
        source = {"article_id": stem, "file": f"{stem}.txt", "claims": list(self.claims)}
        if not self.article.published.known:
            return make_key(source, self.text)
        return make_key(source | {"article": {"published": {"best": self.article.published.edtf}}}, self.text)

    @property
    def coded(self) -> list[Coded]:
        """The claims with offsets, in the order in which they were marked."""
        return [_from_key(claim) for claim in self.key["claims"]]


def start_coding(article: Article, coder: str, *, paragraphs: int | None = None) -> Coding:
    """Begin to code an article, or the beginning of it.

    Parameters
    ----------
    article : Article
        From ``case.article("h03")``.
    coder : str
    paragraphs : int, optional
        How many paragraphs, headline and byline counted; all when left out.

    Returns
    -------
    Coding
        Without claims.

    Raises
    ------
    CodingError
        If nobody is named.
    """
    if not coder.strip():
        raise CodingError("Say who codes: put a name first.")
    ends = [m.end() for m in re.finditer(r"[^\n]*\S[^\n]*", article.text)]
    upto = len(article.text) if paragraphs is None or paragraphs >= len(ends) else ends[paragraphs - 1]
    return Coding(coder.strip(), article, upto)


def sentences(text: str) -> list[Span]:
    """Where the sentences of a passage begin and end, by a plain rule: what a coder picks from.

    >>> [("It is. “Is it?” No, Mr. Lee said."[a:b]) for a, b in sentences("It is. “Is it?” No, Mr. Lee said.")]
    ['It is.', '“Is it?”', 'No, Mr. Lee said.']
    """
    starts = [0, *(m.end() for m in SENTENCE.finditer(text) if not NOT_AN_END.search(text[: m.start() + 1])), len(text)]
    cut = [(a, a + len(text[a:b].rstrip())) for a, b in itertools.pairwise(starts)]
    return [(a, b) for a, b in cut if b > a]


def add_claim(
    coding: Coding, sentence: Span, *, content: str, source: str = "", cue: str = "", **labels: str
) -> Coding:
    """Mark a claim in a sentence.

    Parameters
    ----------
    coding : Coding
    sentence : (int, int)
        Where it stands, one of `sentences`; two that follow each other may be taken together.
    content, source, cue : str
        Words exactly as printed; ``first … last`` for a long stretch, ``words#2`` for their second occurrence in
        the sentence. No source or cue where the sentence has none.
    **labels : str
        ``source_type, polarity, hedged``, and ``quote_type`` unless the quotation marks tell.

    Returns
    -------
    Coding
        With one claim more.

    Raises
    ------
    CodingError
        If words do not stand in the sentence, stand there more than once, or a label has no such value.
    """
    words = {"content": content.strip(), "source": source.strip(), "cue": cue.strip()}
    if not words["content"]:
        raise CodingError("A claim needs its content: the words that say what is said.")
    for label, value in labels.items():
        if value not in CHOICES.get(label, ()):
            raise CodingError(f"{label} cannot be {value!r}; choose one of: {', '.join(CHOICES.get(label, LABELS))}")
    item = _where(coding.text, sentence)
    for part, quoted in words.items():
        if quoted:
            start, end = _found(coding.text, quoted, sentence, part)
            item[part] = quoted
            if part == "content":
                labels.setdefault("quote_type", quote_type([coding.text[start:end]]))
    chosen = {IN_KEY[label]: value for label, value in labels.items()}
    made = replace(coding, claims=(*coding.claims, item | chosen))
    try:
        _ = made.key
    except KeySourceError as error:
        raise CodingError(str(error)) from error
    return made


def _found(text: str, words: str, sentence: Span, part: str) -> Span:
    try:
        return locate(text, words, sentence)
    except KeySourceError as error:
        raise CodingError(f"The {part}: {error}. Copy the words exactly as they are printed.") from None


def _where(text: str, sentence: Span) -> dict[str, str]:
    """The sentence in quoted words, told apart from the same words elsewhere."""
    words = text[slice(*sentence)]
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    return {"in": words if len(places) == 1 else f"{words}#{places.index(sentence[0]) + 1}"}


def drop_claim(coding: Coding, number: int) -> Coding:
    """Take a claim back; numbers begin with 1.

    Raises
    ------
    CodingError
        If there is no claim of this number.
    """
    if not 1 <= number <= len(coding.claims):
        raise CodingError(f"There is no claim {number}; there are {len(coding.claims)}.")
    return replace(coding, claims=tuple(c for n, c in enumerate(coding.claims, 1) if n != number))


def coding_file(coding: Coding, folder: Path | None = None) -> Path:
    """Where a coding is kept: beside a learner's notes, one file a coder and article."""
    who = re.sub(r"[^a-z0-9]+", "-", coding.coder.lower()).strip("-") or "me"
    return (folder or log_folder() / "codings") / f"{Path(coding.article.file).stem}.{who}.yaml"


def save_coding(coding: Coding, folder: Path | None = None) -> Path:
    """Write a coding as readable text that quotes the words.

    Parameters
    ----------
    coding : Coding
    folder : Path, optional
        By default ``codings`` in the folder of notes, which `make reset` keeps.

    Returns
    -------
    Path
    """
    path = coding_file(coding, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "coder": coding.coder,
        "file": coding.article.file,
        "upto": str(coding.upto),
        "sha256": coding.article.sha256,
    }
    text = yaml.safe_dump(
        head | {"claims": list(coding.claims)}, allow_unicode=True, sort_keys=False, width=110, default_flow_style=False
    )
    path.write_text(text, encoding="utf-8")
    return path


def read_coding(path: str | Path, article: Article) -> Coding:
    """Read a coding that was saved.

    Parameters
    ----------
    path : str or Path
    article : Article
        The article that was coded.

    Returns
    -------
    Coding

    Raises
    ------
    CodingError
        If it is the coding of another article, or its words no longer stand there.
    """
    path = Path(path)
    try:
        saved = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        coding = Coding(saved["coder"], article, int(saved["upto"]), tuple(saved["claims"] or ()))
        same = saved["file"] == article.file
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CodingError(f"{path.name} is no coding: {error}") from error
    if not same:
        raise CodingError(f"{path.name} codes {saved['file']}, not {article.file}")
    try:
        _ = coding.key
    except (KeySourceError, AttributeError) as error:
        raise CodingError(f"{path.name}: {error}") from error
    return coding


def coding_of_tables(tables: Mapping[str, pd.DataFrame], coding: Coding) -> list[Coded]:
    """What the suite marked in the passage of a coding, as if it were another coder.

    Parameters
    ----------
    tables : mapping
        Of a case that holds the article: ``claims, sources`` and ``articles``.
    coding : Coding

    Returns
    -------
    list of Coded
        Claims that stand in the passage as a whole.
    """
    claims = tables["claims"]
    mine = claims[(claims["article_id"] == coding.article.article_id) & (claims["status"] != "rejected")]
    kinds = tables["sources"].set_index("source_id")["source_type"].to_dict()
    rows = [_from_row(row, kinds) for row in mine.to_dict("records")]
    return [row for row in rows if max(end for _, end in row.content) <= coding.upto]


def compare_codings(one: Coding, other: Coding) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two codings of one passage: how far they agree, and the differences side by side.

    Returns
    -------
    (DataFrame, DataFrame)
        As from `helpers.review.agreement.agreement` and `differences`.

    Raises
    ------
    CodingError
        If they are not of one passage.
    """
    _one_passage(one, other)
    text = one.text
    names = (one.coder, other.coder) if one.coder != other.coder else (f"{one.coder} 1", f"{other.coder} 2")
    return agreement(one.coded, other.coded, text), differences(one.coded, other.coded, text, names=names)


def settle(one: Coding, other: Coding, take: Mapping[int, str], *, coder: str = "") -> Coding:
    """One coding out of two: what both have alike, and of each difference what was agreed upon.

    Parameters
    ----------
    one, other : Coding
    take : mapping
        Number of the difference (the index of the table of differences) to the coder whose claim is kept, or
        ``"nobody"``.
    coder : str, optional
        Who settled it; by default both.

    Returns
    -------
    Coding

    Raises
    ------
    CodingError
        If a difference is left open, or a name is none of the two.
    """
    table = compare_codings(one, other)[1]
    names = list(table.columns[-2:])
    if left := sorted(set(table.index[table["differs"] != ""]) - set(take)):
        raise CodingError(f"Still open: {', '.join(map(str, left))}. Say for each whose claim is kept, or 'nobody'.")
    pairs = pair_claims(one.coded, other.coded, one.text)
    kept = []
    for number, (i, j) in enumerate(pairs, 1):
        who = take.get(number, names[0])
        if who not in (*names, "nobody"):
            raise CodingError(f"{number}: {who!r} is none of {', '.join(names)}, nobody")
        side, at = (one, i) if who == names[0] else (other, j)
        if who != "nobody":
            if at is None:
                raise CodingError(f"{number}: {who} has no such claim; say 'nobody' to leave it out")
            kept.append(side.claims[at])
    return replace(one, coder=coder or f"{one.coder} and {other.coder}", claims=tuple(kept))


def write_key(coding: Coding, folder: str | Path) -> Path:
    """Write a settled coding as an answer key, with the passage beside it as an article of its own.

    Parameters
    ----------
    coding : Coding
    folder : str or Path
        Gets ``gold_<article>.json``, and ``articles/`` with the passage and its ``metadata.csv``.

    Returns
    -------
    Path
        Of the key. ``python -m helpers build FOLDER/articles --out TABLES`` makes what the scorer of answer keys compares with it.
    """
    folder = Path(folder)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    key = coding.key
    if wrong := check_key(key, coding.text):
        raise CodingError("; ".join(wrong))
    (folder / "articles" / key["file"]).write_bytes(coding.text.encode("utf-8", "surrogatepass"))
    with (folder / "articles" / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "outlet", "published", "text_kind"])
        about = coding.article
        writer.writerow([key["file"], about.outlet, about.published.edtf, about.text_kind])
    path = folder / f"gold_{key['article_id']}.json"
    path.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _one_passage(one: Coding, other: Coding) -> None:
    if (one.article.file, one.upto) != (other.article.file, other.upto):
        raise CodingError(
            f"{one.coder} coded {one.article.file} up to {one.upto}, {other.coder} {other.article.file} up to {other.upto}: "
            "only codings of the same passage can be compared."
        )


def _from_key(claim: dict) -> Coded:
    def span(part: dict | None) -> Span | None:
        return (part["start"], part["end"]) if part else None

    labels = {label: str(claim[label]).lower() for label in LABELS}
    return Coded(
        tuple((s["start"], s["end"]) for s in claim["content"]), span(claim["source"]), span(claim["cue"]), labels
    )


def _from_row(row: dict, kinds: Mapping[str, str]) -> Coded:
    def span(part: str) -> Span | None:
        return None if pd.isna(row[f"{part}_start"]) else (int(row[f"{part}_start"]), int(row[f"{part}_end"]))

    labels = {label: str(row.get(label, "")).lower() for label in LABELS}
    labels["source_type"] = kinds.get(row["source_id"], "unknown")
    return Coded(tuple((int(a), int(b)) for a, b in row["content_spans"]), span("source"), span("cue"), labels)
