"""One reader a file format: bytes in, text and what the file says of itself out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

import yaml
from charset_normalizer import from_bytes

from helpers.read.articles import Clue
from helpers.read.segments import FRONT_MATTER

MAX_CHARS = 1_000_000  # beyond this a file is no article: it would take minutes and tell nothing
FIELDS = ("title", "outlet", "outlet_family", "author", "published", "url", "language", "text_kind", "day_order")


class ReadError(ValueError):
    """A file that cannot be read as an article, with the reason in plain words."""


@dataclass
class Reading:
    """What a reader found: text, metadata stated in the file, date candidates, and remarks worth a row in `problems`."""

    text: str
    metadata: dict[str, str] = field(default_factory=dict)
    candidates: list[Clue] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    extracted: bool = False  # the text is not the file's own characters, but was taken out of it


def decode(data: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Bytes to text: UTF-8 where it fits, else a declared or detected encoding, which is remarked on.

    Newlines, byte order marks and stray characters are kept, so that offsets are those of the file.

    Raises
    ------
    ReadError
        For an empty file, and for bytes that are no text in any encoding.
    """
    if not data.strip():
        raise ReadError("the file is empty")
    remarks = []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
        remarks.append(("encoding", "read as UTF-16, as its first two bytes say"))
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, remark = _detect(data)
            remarks.append(remark)
    odd = sum(ch < " " and ch not in "\t\n\r\f\v" for ch in text[:100_000])
    if odd > 0.02 * min(len(text), 100_000) + 3:
        raise ReadError("these bytes are not text (an image, an archive or a database under the wrong name?)")
    if "\x00" in text:
        remarks.append(("NUL bytes", f"{text.count(chr(0))} in the text; kept, since offsets count them"))
    if not text.strip("\ufeff \t\r\n\x00"):
        raise ReadError("there is nothing but blanks in the file")
    return text, remarks


def _detect(data: bytes) -> tuple[str, tuple[str, str]]:
    """English text with the odd accent is cp1252; only where accents abound are the bytes asked for more."""
    head = data[:200_000]
    name = "cp1252"
    if sum(byte > 127 for byte in head) > 0.05 * len(head):
        best = from_bytes(head).best()
        name = best.encoding if best else name
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        name, text = "cp1252", data.decode("cp1252", errors="replace")
    return text, ("encoding", f"not UTF-8; read as {name}, the likeliest by its bytes: look for wrong letters")


def read_text(data: bytes) -> Reading:
    """Plain text: nothing is known but the text."""
    text, remarks = decode(data)
    return Reading(text, remarks=remarks)


def read_markdown(data: bytes) -> Reading:
    """Markdown, with or without YAML front matter (read by the safe loader; anything but plain values is refused)."""
    reading = read_text(data)
    front = FRONT_MATTER.match(reading.text)
    if front:
        try:
            values = yaml.safe_load(front.group().strip("\ufeff \r\n").strip("-"))
            if isinstance(values, dict):
                reading.metadata = {k: _plain(v) for k, v in values.items() if k in FIELDS and _plain(v)}
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            reading.remarks.append(("front matter", f"left out, not plain YAML: {str(error).splitlines()[0]}"))
    return reading


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return " ".join(str(value).split())
    if isinstance(value, list) and all(isinstance(x, str | int | float) for x in value):
        return ", ".join(str(x) for x in value)
    return ""


def read_html(data: bytes) -> Reading:
    """A saved page: its text by trafilatura, comments left out; date candidates by htmldate and the page's own metadata.

    The page is never run, nothing is fetched. Where no main text is found the page is refused.
    """
    import trafilatura  # slow to import; only those who bring pages pay for it

    source, remarks = decode(data)
    source = source.replace("\x00", "")
    text = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    if not text or not text.strip():
        raise ReadError("no main text found in this page; save the article's text as .txt instead")
    reading = Reading(text, remarks=remarks, extracted=True)
    found = trafilatura.extract_metadata(source)
    if found:
        url = found.url or ""
        reading.metadata = {
            k: _plain(v)
            for k, v in {
                "title": found.title,
                "author": found.author,
                "url": url,
                "language": _language(source) or found.language,
                "outlet": found.sitename or urlsplit(url).hostname,
                "text_kind": _meta(source, "text_kind"),
            }.items()
            if _plain(v)
        }
    reading.candidates = _page_dates(source)
    return reading


def _language(source: str) -> str:
    """The language that the page declares: en-GB."""
    match = re.search(
        r"<html\b[^<>]{0,500}?\blang=[\"']([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)[\"']", source[:20_000], re.IGNORECASE
    )
    return match.group(1) if match else ""


def _meta(source: str, name: str) -> str:
    match = re.search(rf'<meta\s+name="{name}"\s+content="([^"<>]{{1,60}})"', source)
    return match.group(1) if match else ""


def _page_dates(source: str) -> list[Clue]:
    from htmldate import find_date

    out = []
    for clue, original in (("page, first published", True), ("page, last changed", False)):
        try:
            day = find_date(source, original_date=original, extensive_search=False)
        except (ValueError, TypeError, AttributeError):  # htmldate gives up on some broken pages by raising
            day = None
        if day:
            out.append(Clue(clue, text=day, earliest=day, latest=day))
    return out


READERS: dict[str, Callable[[bytes], Reading]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
