"""Where things are: the suite itself, its cache, and what a run leaves behind."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.case import Case

ROOT = Path(__file__).resolve().parents[2]


@cache
def code_version() -> str:
    """Hash of the code, the lexicons and the bundled pipeline: rows made by another version are not reused."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(
                path.relative_to(package).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
            )
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where rows of articles are kept between runs: ``$HELPERS_CACHE``, else beside the suite, else the user's cache."""
    if os.environ.get("HELPERS_CACHE"):
        return Path(os.environ["HELPERS_CACHE"])
    if (ROOT / "data" / "cases").is_dir() and os.access(ROOT / "data", os.W_OK):
        return ROOT / "data" / "derived" / "cache"
    return Path.home() / ".cache" / "helpers"


def derived_folder(case: Case) -> Path:
    """Where a run of this case leaves everything: ``$HELPERS_OUT``, else ``data/derived/<case>`` beside the suite."""
    if os.environ.get("HELPERS_OUT"):
        return Path(os.environ["HELPERS_OUT"])
    home = ROOT if (ROOT / "notebooks").is_dir() else Path.cwd()
    return home / "data" / "derived" / case.folder.name
