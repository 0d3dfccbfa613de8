"""The tables as they are: CSV or Parquet."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.tables.write import write_tables

if TYPE_CHECKING:
    from helpers.case import Case


def write_csv(case: Case, path: Path) -> Path:
    """A folder of CSV files, cells that a spreadsheet would take for a formula made harmless."""
    return _only(case, path, ".csv")


def write_parquet(case: Case, path: Path) -> Path:
    """A folder of Parquet files, with real lists."""
    return _only(case, path, ".parquet")


def _only(case: Case, folder: Path, suffix: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for path in write_tables(case.tables, Path(work)):
            if path.suffix == suffix:
                shutil.copyfile(path, folder / path.name)
    return folder
