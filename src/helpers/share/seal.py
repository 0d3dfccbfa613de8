"""The seal: hashes of all that a build was made from, and what has changed since, row by row, with the reason."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.annotate.pipeline import BUNDLED
from helpers.review.fields import shown
from helpers.review.log import NAME as CORRECTIONS
from helpers.tables.contracts import IDS, TABLES

if TYPE_CHECKING:
    from helpers.case import Case

NAME = "seal.json"
PACKAGE = Path(__file__).resolve().parents[1]
OFFSETS = ("start", "end", "_start", "_end", "_spans")  # where words stand moves when words before them change
REFERENCES = {"article_id", "nested_in", "claim_id", "source_id", "target_ids", "subject_id", "object_id", "entity_id", "anchor",
              "said_anchor", "published_anchor", "sha256", "claim_group", "origin_group", "similarity", "row_id"}  # fmt: skip
COLUMNS = ["table", "row_id", "change", "because", "words"]
FIRST_WORDS = 60  # characters of a row that the seal keeps, to find it again


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def parts_of_the_suite() -> dict[str, dict[str, str]]:
    """Hashes of the code, the lexicons and the bundled pipeline, file by file."""
    parts: dict[str, dict[str, str]] = {"code": {}, "lexicons": {}, "pipeline": {}}
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            kind = "pipeline" if BUNDLED in path.parents else "lexicons" if path.suffix == ".csv" else "code"
            parts[kind][path.relative_to(PACKAGE).as_posix()] = digest(path.read_bytes())
    return parts


@cache
def parts_of_a_pipeline(name: str) -> dict[str, str]:
    """Hashes of the files of a pipeline in a folder; the version of an installed one."""
    folder = Path(name)
    if folder.is_dir():
        return {
            p.relative_to(folder).as_posix(): digest(p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()
        }
    try:
        return {"version": metadata.version(name)}
    except metadata.PackageNotFoundError:
        return {}


def seal_of(case: Case) -> dict[str, Any]:
    """What a case is made from, as hashes, and a hash of each row; the same on every machine.

    Returns
    -------
    dict
        ``inputs`` (files of the case), ``code``, ``lexicons``, ``pipeline``, ``corrections``, ``rows``.
    """
    inputs = {a.file: a.sha256 for a in case.read.articles}
    beside = [case.folder / name for name in ("metadata.csv", "case.toml")]
    inputs |= {f"({path.name})": digest(path.read_bytes()) for path in beside if path.is_file()}
    suite = parts_of_the_suite()
    own = suite["pipeline"] if case.pipeline is None else parts_of_a_pipeline(str(case.pipeline))
    pipeline = {"name": Path(case.pipeline or BUNDLED).name} | own
    log = case.folder / CORRECTIONS
    return {
        "inputs": inputs,
        "code": suite["code"],
        "lexicons": suite["lexicons"],
        "pipeline": pipeline,
        "corrections": {CORRECTIONS: digest(log.read_bytes())} if log.is_file() else {},
        "rows": {table: _rows(case, table) for table in TABLES if table != "corrections"},
    }


def write_seal(case: Case, folder: Path, files: list[Path]) -> Path:
    """Write ``seal.json`` beside the tables, with the hashes of the files written."""
    seal = seal_of(case) | {"files": {p.relative_to(folder).as_posix(): digest(p.read_bytes()) for p in sorted(files)}}
    path = folder / NAME
    path.write_text(
        json.dumps(seal, ensure_ascii=True, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="ascii"
    )
    return path


def verify(case: Case, folder: str | Path) -> pd.DataFrame:
    """Make everything anew and compare it with a seal.

    Parameters
    ----------
    case : Case
    folder : str or Path
        Where `Case.write` has put tables and seal.

    Returns
    -------
    DataFrame
        One row a difference: ``table, row_id, change`` (new, gone, changed; ``altered`` and ``missing`` for written
        files), ``because`` (text, metadata, correction, lexicon, rule, pipeline; several where they changed together)
        and ``words``. Rows that only moved within a changed text are not listed. Empty when the seal holds.

    Raises
    ------
    ValueError
        If there is no seal, or none that can be read.
    """
    folder = Path(folder)
    try:
        old = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = old["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"no seal to verify in {folder}: build the case there first") from error
    new = seal_of(case)
    told = [_file(folder, name, sha) for name, sha in files.items()]
    because = _Because(case, old, new)
    for table in new["rows"]:
        told += [because.tell(table, *change) for change in _compare(old["rows"].get(table, []), new["rows"][table])]
    return pd.DataFrame([t for t in told if t], columns=COLUMNS)


def _file(folder: Path, name: str, sha: str) -> dict[str, str] | None:
    path = folder / name
    if path.is_file() and digest(path.read_bytes()) == sha:
        return None
    change = "altered" if path.is_file() else "missing"
    return {
        "table": Path(name).stem,
        "row_id": "",
        "change": change,
        "because": f"the file {name} is not as it was written",
        "words": "",
    }


def _rows(case: Case, table: str) -> list[list[str]]:
    """Of each row: its id, its file, a hash of what it says, its first words."""
    files = {a.article_id: a.file for a in case.read.articles}
    key = IDS.get(table, "")
    kept = [
        c.name for c in TABLES[table] if not c.name.endswith(OFFSETS) and c.name not in REFERENCES and c.name != key
    ]
    rows = []
    for row in case.tables[table].to_dict("records"):
        says = json.dumps([shown(row[name]) for name in kept], ensure_ascii=True)
        words = next((str(row[c]) for c in ("content", "text", "name", "title", "kind", "claim_id") if row.get(c)), "")
        file = files.get(row.get("article_id", ""), row.get("file", ""))
        rows.append(
            [
                str(row.get(key, "")),
                file,
                digest(says.encode())[:16],
                " ".join(words.split())[:FIRST_WORDS].encode("utf-8", "replace").decode(),
            ]
        )
    return rows


def _compare(old: list[list[str]], new: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Changes of a table: what has the same id is compared, then what says the same, then what has the same words."""
    changes = []
    olds, news = list(old), list(new)
    by_id = {row[0]: row for row in news if row[0]}
    for row in [r for r in olds if r[0] in by_id]:
        other = by_id[row[0]]
        olds.remove(row)
        news.remove(other)
        if row[2] != other[2]:
            changes.append(("changed", other))
    for key, change in ((slice(1, 3), ""), (slice(1, 4, 2), "changed")):
        waiting = defaultdict(list)
        for row in olds:
            waiting[tuple(row[key])].append(row)
        for row in list(news):
            if mates := waiting[tuple(row[key])]:
                olds.remove(mates.pop())
                news.remove(row)
                changes += [(change, row)] if change else []
    return changes + [("gone", row) for row in olds] + [("new", row) for row in news]


class _Because:
    """Why a row has changed, out of what has changed around it."""

    def __init__(self, case: Case, old: dict[str, Any], new: dict[str, Any]) -> None:
        self.texts = {f for f in {*old["inputs"], *new["inputs"]} if old["inputs"].get(f) != new["inputs"].get(f)}
        self.parts = {part: sorted(n for n in {*old[part], *new[part]} if old[part].get(n) != new[part].get(n))
                      for part in ("code", "lexicons", "pipeline", "corrections")}  # fmt: skip
        told = case.tables["corrections"]
        self.corrected = ({*told["row_id"]} | {*told["value"]}) - {""}

    def tell(self, table: str, change: str, row: list[str]) -> dict[str, str]:
        """The line of one change."""
        row_id, file, _, words = row
        return {
            "table": table,
            "row_id": row_id,
            "change": change,
            "because": "; ".join(self._why(row_id, file)),
            "words": words + "…" * (len(words) == FIRST_WORDS),
        }

    def _why(self, row_id: str, file: str) -> list[str]:
        corrections = ["correction"] if self.parts["corrections"] else []
        if corrections and row_id in self.corrected:
            return corrections
        texts = {t for t in self.texts if not t.startswith("(")}
        why = (
            [f"text of {file}"]
            if file in texts
            else [f"metadata ({', '.join(sorted(self.texts - texts))})"]
            if self.texts - texts
            else []
        )
        why += [f"text of {', '.join(sorted(texts))}"] if not why and not file and texts else []
        names = {"lexicons": "lexicon", "code": "rule", "pipeline": "pipeline"}
        why += [f"{name} ({_few(self.parts[part])})" for part, name in names.items() if self.parts[part]]
        return (
            why
            or corrections
            or [f"text of {', '.join(sorted(texts))}" if texts else "nothing that is sealed: report this"]
        )


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
