"""What all exports share: rows in force, dates as far as they are known, JSON on the disk."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

_ADDRESS = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:.]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_force(data: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows that no reviewer has rejected."""
    return iter(data[data["status"] != "rejected"].to_dict("records"))


def clean(text: object) -> str:
    """Text without what XML, JSON and spreadsheets cannot hold: control characters and halves of characters.

    >>> clean("a\\x00b")
    'a b'
    """
    return _CONTROL.sub(" ", str(text))


def partial_date(earliest: str, latest: str) -> str:
    """A day, month or year, whichever the bounds are exactly; empty when they are anything else.

    >>> partial_date("2024-05-01", "2024-05-31"), partial_date("2024-05-03", "2024-05-09"), partial_date("", "2024-05-09")
    ('2024-05', '', '')
    """
    if not (earliest and latest) or not re.fullmatch(r"\d{4}-\d\d-\d\d", earliest):
        return ""
    if earliest == latest:
        return earliest
    year, month = int(earliest[:4]), int(earliest[5:7])
    if (earliest[5:], latest) == ("01-01", f"{earliest[:4]}-12-31"):
        return earliest[:4]
    whole = year >= 1 and earliest[8:] == "01" and latest == f"{earliest[:8]}{monthrange(year, month)[1]:02d}"
    return earliest[:7] if whole else ""


def web_address(url: str) -> str:
    """The address if it is one of the web, with a host and without spaces; else empty, so that no program runs or opens it.

    >>> web_address("https://harbour.example/pier?page=2"), web_address("javascript:alert(1)"), web_address("http://a b")
    ('https://harbour.example/pier?page=2', '', '')
    """
    return url if _ADDRESS.fullmatch(url) else ""


def write_json(data: object, path: Path) -> Path:
    """Write JSON, the same data always as the same bytes."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text.encode("utf-8", "replace").decode("utf-8") + "\n", encoding="utf-8", newline="\n")
    return path
