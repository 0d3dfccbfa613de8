"""A case: a folder of articles in, the tables out."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache, cached_property
from pathlib import Path

import pandas as pd
from spacy.tokens import Doc
from tqdm.auto import tqdm

from helpers.annotate.pipeline import BUNDLED, annotate, load_pipeline
from helpers.compare.ledger import build_ledger
from helpers.places import ROOT, cache_folder, code_version
from helpers.read.articles import Article
from helpers.read.folder import EmptyFolderError, Folder, Problem, read_folder, with_published
from helpers.review.log import read_corrections
from helpers.review.overlay import apply_corrections
from helpers.share.readable import use_readable_tables
from helpers.share.seal import parts_of_a_pipeline, write_seal
from helpers.tables.build import Rows, rows_of_articles, tables_of
from helpers.tables.contracts import IDS, TABLES, frame
from helpers.tables.write import write_tables


def find_case(name: str | Path) -> Path:
    """The folder of a case: a path, or the name of one under ``data/cases``.

    Raises
    ------
    EmptyFolderError
        If there is neither, with the names that there are.
    """
    if Path(name).is_dir():
        return Path(name).resolve()
    places = [d / "data" / "cases" for d in (Path.cwd(), *Path.cwd().parents, ROOT)]
    for place in places:
        if str(name) and (place / str(name)).is_dir():
            return place / str(name)
    known = sorted({p.name for place in places if place.is_dir() for p in place.iterdir() if p.is_dir()})
    if Path(name).is_file():
        raise EmptyFolderError(f"{name} is a file. Give the folder in which it lies: {Path(name).parent}")
    raise EmptyFolderError(
        f"There is no folder and no case named {str(name)!r}. Cases here: {', '.join(known) or 'none'}."
    )


class Case:
    """A folder of articles and everything that the suite reads out of it.

    In Jupyter, tables are shown by `helpers.share.readable` from then on.

    Parameters
    ----------
    where : str or Path
        The name of a case under ``data/cases``, or any folder of articles.
    pipeline : str or Path, optional
        A spaCy pipeline to use instead of the bundled one.
    workers : int
        Processes to annotate with; the rows do not depend on it.
    progress : bool, optional
        Show a progress bar while articles are annotated; by default when there is more than a moment's work.

    Attributes
    ----------
    articles, segments, publication_clues, claims, sources, dates, events, quantities, entities, mentions, relations, \
ledger, corrections, problems : DataFrame
        The tables, made when first asked for and kept by the hash of what they were made from.

    Examples
    --------
    >>> case = Case("dual-use", progress=False)
    >>> len(case.articles)
    5
    """

    def __init__(
        self, where: str | Path, *, pipeline: str | Path | None = None, workers: int = 1, progress: bool | None = None
    ) -> None:
        use_readable_tables()
        self.folder = find_case(where)
        self.pipeline, self.workers, self.progress = pipeline, workers, progress
        self._replaced: dict[str, Article] = {}

    def __repr__(self) -> str:
        return f"Case({self.folder.name!r}: {len(self.read.articles)} articles)"

    @cached_property
    def about(self) -> dict[str, object]:
        """What ``case.toml`` says of the case; empty where there is none."""
        path = self.folder / "case.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    @property
    def title(self) -> str:
        """The title of the case, or the name of its folder."""
        return str(self.about.get("title") or self.folder.name)

    @property
    def articles_folder(self) -> Path:
        """The folder in which the articles are."""
        inner = self.folder / str(self.about.get("articles", "articles"))
        return inner if self.about and inner.is_dir() else self.folder

    @cached_property
    def read(self) -> Folder:
        """The articles as read, and what could not be read."""
        metadata = self.folder / "metadata.csv"
        found = read_folder(self.articles_folder, metadata=metadata if metadata.is_file() else None)
        found.articles = [self._replaced.get(a.article_id, a) for a in found.articles]
        return found

    @cached_property
    def texts(self) -> dict[str, str]:
        """The untouched text of each article, by article_id."""
        return {a.article_id: a.text for a in self.read.articles}

    @cached_property
    def machine(self) -> dict[str, pd.DataFrame]:
        """The tables as the machine made them, before any correction; without the ledger."""
        rows, problems = self._rows()
        return tables_of(rows, [*self.read.problems, *problems])

    @cached_property
    def reviewed(self) -> dict[str, pd.DataFrame]:
        """The tables with the corrections of the case laid over them; without the ledger."""
        return apply_corrections(self.machine, read_corrections(self.folder), self.read.articles)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables of the contract, by name."""
        tables = dict(self.reviewed)
        tables["ledger"] = frame("ledger", self._ledger(tables).to_dict("records"))
        return {name: tables[name] for name in TABLES}

    @property
    def conflicts(self) -> pd.DataFrame:
        """Corrections to look at again: those that could not be applied, were overruled, or stand against another."""
        told = self.tables["corrections"]
        return told[~told["outcome"].isin(["applied", "undone"]) | (told["conflict"] != "")]

    def refresh(self) -> None:
        """Read the corrections again, as after each one; the articles are not annotated anew."""
        for name in ("reviewed", "tables"):
            self.__dict__.pop(name, None)

    def _ledger(self, t: dict[str, pd.DataFrame]) -> pd.DataFrame:
        named = t["articles"].assign(
            outlet=t["articles"]["outlet"].where(t["articles"]["outlet"] != "", t["articles"]["file"])
        )
        claims = t["claims"][t["claims"]["status"] != "rejected"]
        return build_ledger(
            claims, named, t["entities"], t["mentions"], t["dates"], t["quantities"], t["sources"], texts=self.texts
        )

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in TABLES:
            return self.tables[name]
        raise AttributeError(f"a Case has no {name!r}; its tables are {', '.join(TABLES)}")

    def _rows(self) -> tuple[list[Rows], list[Problem]]:
        """Rows of each article, from the cache where it has them."""
        folder = cache_folder()
        keys = [self._key(a) for a in self.read.articles]
        rows: dict[int, Rows] = {i: kept for i, key in enumerate(keys) if (kept := _load(folder / f"{key}.json"))}
        todo = [i for i in range(len(keys)) if i not in rows]
        problems: list[Problem] = []
        quiet = self.progress is False or (self.progress is None and len(todo) < 4)
        with tqdm(
            total=len(todo), desc="Annotating", unit="article", disable=quiet or not todo, leave=False, file=sys.stderr
        ) as bar:
            made = rows_of_articles(
                [self.read.articles[i] for i in todo], pipeline=self.pipeline, workers=self.workers, done=bar.update
            )
            for i, (found, wrong) in zip(todo, made, strict=True):
                rows[i] = found
                problems += wrong
                if not wrong:
                    _keep(folder / f"{keys[i]}.json", found)
        return [rows[i] for i in range(len(keys))], problems

    def _key(self, article: Article) -> str:
        pipeline = [str(self.pipeline), parts_of_a_pipeline(str(self.pipeline))] if self.pipeline else BUNDLED.name
        parts = asdict(article) | {"path": "", "code": code_version(), "pipeline": pipeline}
        return hashlib.sha256(
            json.dumps(parts, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
        ).hexdigest()[:32]

    def with_published(self, article_id: str, published: str) -> Case:
        """The same case under the assumption that one article was published then; every date that hangs on it moves.

        Parameters
        ----------
        article_id : str
        published : str
            EDTF, for example ``2024-06-04`` or ``2024-06-03/2024-06-10``.

        Raises
        ------
        KeyError
            If no article has this id.
        """
        article = self.article(article_id)
        other = Case(self.folder, pipeline=self.pipeline, workers=self.workers, progress=self.progress)
        other._replaced = {**self._replaced, article_id: with_published(article, published)}
        return other

    def article(self, article_id: str) -> Article:
        """One article, as read: by its id, or by the beginning of its file name where only one begins so.

        Raises
        ------
        KeyError
            If no article has this id, and not exactly one file name begins so.
        """
        named = [a for a in self.read.articles if a.article_id == article_id]
        found = named or [a for a in self.read.articles if article_id and a.file.startswith(article_id)]
        if len(found) != 1:
            raise KeyError(f"{len(found) or 'no'} articles {article_id!r} in {self!r}; see case.articles")
        return found[0]

    @cache  # noqa: B019  a case lives as long as its notebook
    def doc(self, article_id: str) -> Doc:
        """The annotated spaCy Doc of one article (for a look under the hood; the tables do not need it)."""
        return next(annotate([self.article(article_id)], load_pipeline(self.pipeline)))

    def find(self, row_id: str) -> tuple[str, pd.Series]:
        """The table and the row with this id.

        Raises
        ------
        KeyError
            If no table has it.
        """
        for table, column in IDS.items():
            data = self.reviewed[table]
            hit = data[data[column] == row_id]
            if len(hit):
                return table, hit.iloc[0]
        raise KeyError(f"no row {row_id!r} in any table of {self!r}")

    def write(self, folder: str | Path) -> list[Path]:
        """Write all tables as CSV and Parquet, and the text of each page from which it was extracted, and the seal.

        Returns
        -------
        list of Path
        """
        folder = Path(folder)
        written = write_tables(self.tables, folder)
        pages = [a for a in self.read.articles if a.path.suffix.lower() in (".html", ".htm")]
        for article in pages:
            path = folder / "texts" / f"{article.article_id}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(article.text.encode("utf-8", "surrogatepass"))
            written.append(path)
        return [*written, write_seal(self, folder, written)]


def open_case(default: str | Path = "dual-use") -> Case:
    """The case that this run is about: ``$HELPERS_CASE`` where a run has set it, else the one named here."""
    return Case(os.environ.get("HELPERS_CASE") or default)


def _load(path: Path) -> Rows | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _keep(path: Path, rows: Rows) -> None:
    """Write beside and rename, so that no reader ever sees half a file; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.half")
        half.write_text(json.dumps(rows, ensure_ascii=True), encoding="utf-8")
        half.replace(path)
    except OSError:
        pass


def cases() -> Iterable[str]:
    """Names of the cases that came with the suite."""
    folder = ROOT / "data" / "cases"
    return sorted(p.name for p in folder.iterdir() if (p / "case.toml").is_file()) if folder.is_dir() else []
