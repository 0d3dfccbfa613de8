"""What the components know, as tables that an analyst can edit: one CSV file a subject, each row with its reason."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicon/<name>.csv``.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    >>> next(row for row in read("places") if row["name"] == "China")["capitals"]
    'Beijing'
    """
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def listed(cell: str) -> list[str]:
    """The entries of a cell that holds several, parted by semicolons.

    >>> listed("Kyiv; Kiev")
    ['Kyiv', 'Kiev']
    """
    return [part.strip() for part in cell.split(";") if part.strip()]
