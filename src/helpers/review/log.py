"""The file of corrections: one line a correction, only ever added to, safe with two writers and in a crash."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

NAME = "corrections.csv"
TORN = "corrections.torn.csv"
LOCK = ".corrections.lock"
COLUMNS = (
    "correction_id",
    "time",
    "author",
    "action",
    "table",
    "row_id",
    "field",
    "value",
    "reason",
    "was",
    "rule",
    "file",
    "sha256",
    "quote",
    "before",
    "after",
    "start",
    "copies",
    "like",
    "end",
)
WHOLE = "."  # the last cell of a line; a line whose last separator was written is whole
ACTIONS = ("confirm", "edit", "reject", "add", "merge", "split", "undo")
WAIT_SECONDS = 30
PLAIN = frozenset({"time", "sha256", "start", "copies"})  # no spreadsheet makes anything else of these
_SHIELDED = re.compile(r"[=+\-@\t\r'\d]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

Correction = dict[str, str]


class CorrectionsError(ValueError):
    """The file of corrections cannot be used as it is; the message says what to do."""


@dataclass(frozen=True)
class Log:
    """What the file holds: the corrections in order, and what could not be read of it."""

    corrections: list[Correction] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)


def shield(cell: str) -> str:
    """A cell as a spreadsheet keeps it: no formula, no date or number made of it; `unshield` takes it back.

    >>> shield("=1+1"), shield("2024-06"), shield("'tis"), unshield(shield("'tis"))
    ("'=1+1", "'2024-06", "''tis", "'tis")
    """
    return "'" + cell if _SHIELDED.match(cell) else cell


def unshield(cell: str) -> str:
    """The cell as it was before `shield`.

    >>> unshield("'2024-06"), unshield("'quoted'")
    ('2024-06', "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and _SHIELDED.match(cell[1:]) else cell


def one_line(text: object) -> str:
    """Text as it stands in a cell: white space, line ends too, is one space; what UTF-8 cannot hold is replaced.

    >>> one_line("two\\n lines")
    'two lines'
    """
    words = " ".join(_CONTROL.sub(" ", str(text)).split())
    return words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def new_correction(action: str, *, author: str, **cells: object) -> Correction:
    """A correction with an id and the time (UTC), ready for `append`.

    Raises
    ------
    CorrectionsError
        If there is no such action or no author.
    """
    if action not in ACTIONS:
        raise CorrectionsError(f"no action {action!r}; there are {', '.join(ACTIONS)}")
    if not one_line(author):
        raise CorrectionsError("a correction needs an author: who stands for it?")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = dict.fromkeys(COLUMNS, "") | {name: one_line(value) for name, value in cells.items()}
    return row | {
        "correction_id": f"k-{uuid4().hex[:12]}",
        "time": now,
        "author": one_line(author),
        "action": action,
        "end": WHOLE,
    }


def append(folder: Path, corrections: Iterable[Correction]) -> None:
    """Add corrections at the end of the file of a case; they are on the disk when this returns.

    One writer at a time: others wait for the lock, which the system takes from a writer that dies. The half of
    a line that a crash left is moved to ``corrections.torn.csv`` first.

    Parameters
    ----------
    folder : Path
        The case.
    corrections : iterable of dict
        From `new_correction`.

    Raises
    ------
    CorrectionsError
        If the file lacks a column, another program holds it, or nobody lets go of the lock for half a minute.
    """
    path = folder / NAME
    rows = list(corrections)
    if not rows:
        return
    with _locked(folder / LOCK):
        try:
            with path.open("a+b") as file:
                header, delimiter, line_end = _prepare(file, folder)
                file.seek(0, os.SEEK_END)
                file.write(b"".join(_line(row, header, delimiter, line_end) for row in rows))
                file.flush()
                os.fsync(file.fileno())
        except PermissionError as error:
            raise CorrectionsError(f"{path} cannot be written; close it in the spreadsheet first.") from error


def _prepare(file: io.BufferedRandom, folder: Path) -> tuple[list[str], str, str]:
    """Move a torn tail aside, write the header if there is none; the header, separator and line end of the file."""
    file.seek(0)
    first = file.readline()
    whole = first.endswith(b"\n")
    size = file.seek(0, os.SEEK_END)
    tail = _tail(file, size) if whole else first
    if tail:
        header, delimiter = _header(_decode(first)) if whole else ([], ",")
        if _is_whole(tail, header, delimiter):
            file.write(b"\n")
        else:
            with (folder / TORN).open("ab") as aside:
                aside.write(tail + b"\n")
                aside.flush()
                os.fsync(aside.fileno())
            file.truncate(size - len(tail))
    if not whole:
        first = (",".join(COLUMNS) + "\n").encode()
        file.seek(0, os.SEEK_END)
        file.write(first)
    header, delimiter = _header(_decode(first))
    if lacking := [c for c in COLUMNS if c not in header]:
        raise CorrectionsError(
            f"{folder / NAME} lacks the columns {', '.join(lacking)}; put them back into its first line."
        )
    return header, delimiter, "\r\n" if first.endswith(b"\r\n") else "\n"


def _tail(file: io.BufferedRandom, size: int) -> bytes:
    """What stands after the last line end."""
    step, tail = 4096, b""
    while size > len(tail) and b"\n" not in tail:
        at = max(0, size - len(tail) - step)
        file.seek(at)
        tail = file.read(size - len(tail) - at) + tail
    return tail[tail.rfind(b"\n") + 1 :]


def _line(row: Correction, header: list[str], delimiter: str, line_end: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    cells = {name: one_line(row.get(name, "")) for name in header}
    writer.writerow([cell if name in PLAIN else shield(cell) for name, cell in cells.items()])
    return out.getvalue().encode("utf-8")


def _decode(data: bytes) -> str:
    """Text of the file, also as a spreadsheet of another alphabet saved it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _header(text: str) -> tuple[list[str], str]:
    line = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=line.count)
    return [c.strip() for c in next(csv.reader([line], delimiter=delimiter), [])], delimiter


def _is_whole(tail: bytes, header: list[str], delimiter: str) -> bool:
    """Whether a line without a line end was written up to its last cell, which only marks the end."""
    rows = list(csv.reader([_decode(tail)], delimiter=delimiter))
    return bool(header) and bool(rows) and len(rows[0]) == len(header) and header[-1] == COLUMNS[-1]


def read_corrections(folder: Path) -> Log:
    """The corrections of a case, in the order in which they were made.

    Parameters
    ----------
    folder : Path
        The case; without a file of corrections there are none.

    Returns
    -------
    Log
        Lines that a crash tore are in `torn`, also those moved aside earlier. Reads what spreadsheets save:
        commas, semicolons or tabs, with or without a byte-order mark. A line typed by hand needs an action and
        what it is about; it gets an id from its words.
    """
    path = folder / NAME
    aside = folder / TORN
    torn = _decode(aside.read_bytes()).splitlines() if aside.is_file() else []
    data = path.read_bytes() if path.is_file() else b""
    cut = data.rfind(b"\n") + 1
    header, delimiter = _header(_decode(data[:cut]))
    tail = data[cut:]
    if tail and _is_whole(tail, header, delimiter):
        cut = len(data)
    elif tail:
        torn.append(_decode(tail))
    rows = csv.reader(io.StringIO(_decode(data[:cut]), newline=""), delimiter=delimiter)
    next(rows, None)
    found, seen = [], dict[str, int]()
    for cells in rows:
        if any(c.strip() for c in cells):
            row = dict.fromkeys(COLUMNS, "") | dict(zip(header, map(unshield, cells), strict=False))
            row["correction_id"] = row["correction_id"] or _id_of(row, seen)
            found.append({name: row[name].strip() for name in COLUMNS})
    return Log(found, torn)


def _id_of(row: Correction, seen: dict[str, int]) -> str:
    digest = hashlib.sha256("\0".join(row[c] for c in COLUMNS).encode("utf-8", "replace")).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    return f"k-{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else "")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock file; the system lets go of it when the process dies."""
    with path.open("a+b") as file:
        until = time.monotonic() + WAIT_SECONDS
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                raise CorrectionsError(
                    f"another program has held {path} for {WAIT_SECONDS} seconds; close it and try again."
                )
            time.sleep(0.002)
        try:
            yield
        finally:
            _unlock(file.fileno())


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
