"""The manifest of the data: every shipped file with its hash, origin, licence and maker."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import tomllib
from pathlib import Path

COLUMNS = ("path", "sha256", "origin", "licence", "made_by")
LICENCE = "CC-BY-4.0"
HANDS = "the authors of the suite"


def manifest_rows(root: Path) -> list[dict[str, str]]:
    """One row a file under ``data/``, by path.

    Left out are what a run makes (``derived/``), what a reader adds (``corrections.csv``), hidden files and the
    manifest itself.

    Parameters
    ----------
    root : Path
        The repository.

    Returns
    -------
    list of dict
        With the columns ``path`` (from the repository, with ``/``), ``sha256``, ``origin``, ``licence``, ``made_by``.
    """
    data = root / "data"
    cases = {path.parent: _Case(path.parent) for path in data.glob("cases/*/case.toml")}
    rows = []
    for path in sorted(data.rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
        if path.is_file() and _shipped(path.relative_to(data)):
            case = next((case for folder, case in cases.items() if path.is_relative_to(folder)), None)
            rows.append(
                {
                    "path": path.relative_to(root).as_posix(),
                    "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                    "origin": case.origin(path) if case else "written for the suite",
                    "licence": case.licence if case else LICENCE,
                    "made_by": case.made_by(path) if case else HANDS,
                }
            )
    return rows


def _shipped(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.parts[0] != "derived" and path.name not in ("manifest.csv", "corrections.csv")


class _Case:
    """What a case says of its own files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        about = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
        self.licence = str(about.get("licence", LICENCE))
        self.invented = about.get("text_kind") == "fiction"
        metadata = folder / "metadata.csv"
        rows = csv.DictReader(io.StringIO(metadata.read_text(encoding="utf-8"))) if metadata.is_file() else []
        self.retold = {row["file"]: row.get("retelling_of") or "" for row in rows}

    def origin(self, path: Path) -> str:
        """Where a file comes from."""
        where = path.relative_to(self.folder).parts[0]
        if where == "articles" and self.retold.get(path.name):
            return f"retelling of {self.retold[path.name]}"
        if where == "key" and path.suffix == ".json":
            return "its source in key/source and the article"
        return "invented" if self.invented else "written for the suite"

    def made_by(self, path: Path) -> str:
        """Who or what made a file."""
        made = path.relative_to(self.folder).parts[0] == "key" and path.suffix == ".json"
        return f"python -m helpers.review.keys data/cases/{self.folder.name}" if made else HANDS


def write_manifest(root: Path) -> Path:
    """Write ``data/manifest.csv``.

    Returns
    -------
    Path
        The file.
    """
    path = root / "data" / "manifest.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(manifest_rows(root))
    return path


def check_manifest(root: Path) -> list[str]:
    """What ``data/manifest.csv`` does not say as it is: files it lacks, files that are gone, cells that differ.

    Returns
    -------
    list of str
        One line a difference; empty when the manifest is true.
    """
    with (root / "data" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        told = {row["path"]: row for row in csv.DictReader(file)}
    true = {row["path"]: row for row in manifest_rows(root)}
    wrong = [f"{path}: not in the manifest" for path in true.keys() - told.keys()]
    wrong += [f"{path}: in the manifest, but not there" for path in told.keys() - true.keys()]
    for path in true.keys() & told.keys():
        wrong += [f"{path}: {column} differs" for column in COLUMNS if told[path].get(column) != true[path][column]]
    return sorted(wrong)


if __name__ == "__main__":
    print(write_manifest(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()))
