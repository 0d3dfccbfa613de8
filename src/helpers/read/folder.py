"""A folder of files to articles and problems: one bad file never stops the others."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.read.articles import Article, Clue, Segment
from helpers.read.formats import FIELDS, MAX_CHARS, READERS, ReadError, decode
from helpers.read.published import published_clues
from helpers.read.segments import segment
from helpers.time.finding import find
from helpers.time.orders import ELSEWHERE, MIXED, DayOrder, customary, declared, has_slashed, shown_by

BESIDE = {
    "metadata.csv",
    "outlets.csv",
    "case.toml",
    "corrections.csv",
    "readme.md",
    "story.md",
    "license",
    "license.md",
}
COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?([A-Z][\w&.’' -]{1,60}?)(?:[.,]|\s+©|$|\s+all\b)",
    re.I,
)


class EmptyFolderError(ValueError):
    """There is nothing to build from; the message says what to do."""


@dataclass
class Problem:
    """Something that could not be read, or was left out."""

    file: str
    stage: str
    problem: str
    detail: str = ""


@dataclass
class Folder:
    """The articles of a folder and what was wrong with the rest."""

    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def article_files(folder: Path) -> list[Path]:
    """The files of a folder that are meant as articles, by name; hidden ones and what stands beside articles left out.

    Raises
    ------
    EmptyFolderError
        If the folder does not exist or holds no file of a known format.
    """
    if not folder.is_dir():
        raise EmptyFolderError(f"There is no folder {folder}. Give the folder in which your saved articles are.")
    files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    files = [p for p in files if p.name.lower() not in BESIDE]
    if not any(p.suffix.lower() in READERS for p in files):
        raise EmptyFolderError(
            f"No article in {folder}. Save articles there as {', '.join(READERS)}, one a file, and run this again."
        )
    return files


def read_folder(folder: Path, *, metadata: Path | None = None, skip: Iterable[str] = ()) -> Folder:
    """Read all articles of a folder.

    Parameters
    ----------
    folder : Path
    metadata : Path, optional
        ``metadata.csv``; the one in the folder when left out.
    skip : iterable of str
        File names to leave out.

    Returns
    -------
    Folder
        Articles in the order of their file names, and one problem for each file or row that was left out.
    """
    out = Folder()
    files = [p for p in article_files(folder) if p.name not in set(skip)]
    rows = _read_metadata(metadata or folder / "metadata.csv", {p.name for p in files}, out.problems)
    read = [a for path in files if (a := _read_file(path, rows.get(path.name, {}), out.problems))]
    orders = _orders_of_outlets(read)
    seen: dict[str, str] = {}
    for article in read:
        if (order := orders.get(_publisher(article))) and has_slashed(article.text):
            article, _ = read_article(article.path, rows.get(article.file, {}), order)
        if article.article_id in seen:
            out.problems.append(Problem(article.file, "read", "left out", f"same text as {seen[article.article_id]}"))
            continue
        seen[article.article_id] = article.file
        out.articles.append(article)
    return out


def _read_file(path: Path, row: dict[str, str], problems: list[Problem]) -> Article | None:
    try:
        article, remarks = read_article(path, row)
    except ReadError as error:
        problems.append(Problem(path.name, "read", "left out", str(error)))
        return None
    except OSError as error:
        problems.append(Problem(path.name, "read", "left out", f"cannot be opened: {error.strerror}"))
        return None
    problems += [Problem(path.name, "read", what, detail) for what, detail in remarks]
    return article


def _publisher(article: Article) -> str:
    """The outlet, or where none is named the host of the page."""
    return article.outlet or re.sub(r"^\w+://(?:www\.)?([^/:]*).*$", r"\1", article.url)


def _orders_of_outlets(articles: Iterable[Article]) -> dict[str, DayOrder]:
    """How each outlet writes its dates, as far as its articles show it; of those that write both ways, that they do."""
    shown: dict[str, set[str]] = {}
    for article in articles:
        if _publisher(article) and has_slashed(article.text):
            dates = (f.node.lower for f in find(article.text) if f.node.rule == "day/month/year")
            shown.setdefault(_publisher(article), set()).update(shown_by(dates))
    return {k: DayOrder(*orders, ELSEWHERE) if len(orders) == 1 else MIXED for k, orders in shown.items() if orders}


def read_article(
    path: Path, row: dict[str, str] | None = None, order: DayOrder | None = None
) -> tuple[Article, list[tuple[str, str]]]:
    """Read one file.

    Parameters
    ----------
    path : Path
    row : dict, optional
        Its row of ``metadata.csv``, which wins over what the file says.
    order : DayOrder, optional
        How the outlet's other articles write 05/03/2024; left out, what the row, the file, the language or the address say.

    Returns
    -------
    (Article, list of (problem, detail))

    Raises
    ------
    ReadError
        When the file is empty, no text, too long, or of a format that is not known.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"the format {path.suffix or '(none)'} is not read; save it as {', '.join(READERS)}")
    if path.stat().st_size > 8 * MAX_CHARS:
        raise ReadError(f"more than {8 * MAX_CHARS:,} bytes in one file: split it into articles")
    data = path.read_bytes()
    reading = reader(data)
    if len(reading.text) > MAX_CHARS:
        raise ReadError(
            f"{len(reading.text):,} characters in one file, more than {MAX_CHARS:,}: split it into articles"
        )
    stated = {**reading.metadata, **{k: v for k, v in (row or {}).items() if k in FIELDS and v}}
    segments = segment(reading.text, title=stated.get("title", ""))
    from_row = {k: v for k, v in (row or {}).items() if v}
    given, remarks = {**reading.metadata, **from_row}, list(reading.remarks)
    url, language = stated.get("url", ""), stated.get("language", "en")
    if (told := stated.get("day_order", "")) and not declared(told):
        remarks.append(("day_order ignored", f"{told!r} is neither “day first” nor “month first”"))
    order = declared(told) or order or customary(language, url)
    try:
        published, clues = published_clues(reading.text, segments, given, reading.candidates, url, order)
    except ValueError as error:  # the given date is none
        remarks.append(("published ignored", str(error)))
        published, clues = published_clues(reading.text, segments, {}, reading.candidates, url, order)
    article = Article(
        article_id="",
        file=path.name,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        segments=segments,
        published=published,
        clues=clues,
        title=stated.get("title") or _headline(reading.text, segments),
        outlet=stated.get("outlet") or _copyright_owner(reading.text, segments),
        outlet_family=stated.get("outlet_family", ""),
        author=stated.get("author") or _byline(reading.text, segments),
        url=url,
        language=language,
        text_kind=stated.get("text_kind", "original"),
        day_order=order,
    )
    return with_id(article), remarks


def with_id(article: Article) -> Article:
    """The article with its id: outlet, date of publication as far as known, and eight digits of the text's hash."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    day = article.published.edtf if re.fullmatch(r"[\d-]+", article.published.edtf) else article.published.earliest[:4]
    return replace(article, article_id="-".join(x for x in (slug(article.outlet)[:24].strip("-"), day, digest) if x))


def with_published(article: Article, published: str) -> Article:
    """The same article, dated otherwise (EDTF), its other clues unchanged; the id stays."""
    given = {"published": published}
    bounds, clues = published_clues(article.text, article.segments, given, [], article.url, article.day_order)
    clues = tuple(
        Clue("assumed", published, earliest=c.earliest, latest=c.latest, decides=True) if c.clue == "metadata" else c
        for c in clues
    )
    return replace(article, published=bounds, clues=clues)


def slug(text: str) -> str:
    """Letters, digits and hyphens, for ids and file names.

    >>> slug("The Épic  Times / UK")
    'the-epic-times-uk'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _read_metadata(path: Path, files: set[str], problems: list[Problem]) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    try:
        text, _ = decode(path.read_bytes())
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    except (ReadError, csv.Error) as error:
        problems.append(Problem(path.name, "metadata", "left out", str(error)))
        return {}
    out = {}
    for number, row in enumerate(rows, 2):
        clean = {(k or "").strip(): v.strip() for k, v in row.items() if isinstance(v, str)}
        name = clean.pop("file", "")
        if name in files:
            out[name] = clean
        else:
            detail = f"row {number} names the file {name!r}" if name else f"row {number} names no file (column `file`)"
            problems.append(Problem(path.name, "metadata", "no such article", detail))
    return out


def _first(text: str, segments: Iterable[Segment], kind: str) -> str:
    return next((text[s.start : s.end] for s in segments if s.kind == kind), "")


def _headline(text: str, segments: tuple[Segment, ...]) -> str:
    return re.sub(r"^#+\s+|[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", _first(text, segments, "headline"))


def _byline(text: str, segments: tuple[Segment, ...]) -> str:
    names = [text[s.start : s.end] for s in segments if s.kind == "byline"]
    for name in names:
        name = re.sub(r"^by\s+", "", name, flags=re.I)
        if re.fullmatch(
            r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}(?: and [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3})?", name
        ) and not re.search(r"\b(?:Analysis|Opinion|Editor|News)\b", name):
            return name
    return ""


def _copyright_owner(text: str, segments: tuple[Segment, ...]) -> str:
    for s in segments:
        if s.kind == "boilerplate":
            match = COPYRIGHT.match(text[s.start : s.end])
            if match:
                return match.group(1).strip()
    return ""
