"""Any row as a footnote: who published what and when, which words, where they stand, what was said of the row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.figures.days import in_words
from helpers.places import code_version
from helpers.share.show import places

if TYPE_CHECKING:
    from helpers.case import Case

LONGEST = 300  # characters of a quotation in a footnote
KINDS = {"retelling": "a retelling; cite the report that it retells", "fiction": "invented"}
BASIS = {"inferred": " (inferred)", "metadata": " (from the metadata)", "computed": " (worked out)"}


@dataclass(frozen=True)
class Citation:
    """A footnote: ``print`` gives text, Jupyter shows Markdown, `fields` is for reference managers."""

    parts: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> dict[str, str]:
        """The parts by name, as BibTeX fields without its escapes."""
        return dict(self.parts)

    def __str__(self) -> str:
        f = self.fields
        kind = f" [{f['type']}]" if f["type"] else ""
        head = ", ".join(x for x in (f["author"], f"“{_inner(f['title'])}”{kind}", f["publisher"], f["date"]) if x)
        words = f": “{_inner(f['quotation'])}”" if f["quotation"] else ""
        where = f"{f['file']}, characters {f['pages']}, SHA-256 {f['sha256'][:16]}…"
        return f"{head}{words} ({where}; row {f['key']}, {f['status']}; suite {f['version']})." + (
            f" {f['url']}" if f["url"] else ""
        )

    __repr__ = __str__

    @property
    def markdown(self) -> str:
        """The footnote in Markdown, what the article says escaped."""
        return re.sub(r"([\\`*_{}\[\]()#+!|<>~$&])", r"\\\1", str(self))

    def _repr_markdown_(self) -> str:
        return self.markdown

    @property
    def bibtex(self) -> str:
        """A BibTeX entry, what the article says escaped."""
        f = self.fields
        quoted = f"“{_inner(f['quotation'])}”, " if f["quotation"] else ""
        told = {
            "author": f["author"], "title": f["title"], "organization": f["publisher"], "date": f["edtf"], "url": f["url"],
            "note": f"{quoted}{f['file']}, characters {f['pages']}, {f['status']}{', ' + f['type'] if f['type'] else ''}",
            "annotation": f"SHA-256 {f['sha256']}, suite {f['version']}",
        }  # fmt: skip
        lines = [f"  {name} = {{{_tex(value)}}}," for name, value in told.items() if value]
        return "\n".join([f"@online{{{re.sub(r'[^A-Za-z0-9:_-]+', '-', f['key'])},", *lines, "}"])


def cite(case: Case, row_id: str) -> Citation:
    """The footnote of any row.

    Parameters
    ----------
    case : Case
    row_id : str
        Of any table that has ids; a source or an entity is cited by the first place at which it stands.

    Returns
    -------
    Citation
        With author, title, outlet, the date of publication in words (as uncertain as it is), the words quoted (of an article:
        none), file, place, hash, version of the suite and status of the row. Retellings and fiction are called so.

    Raises
    ------
    KeyError
        If no row has this id, or it stands nowhere in a text.
    """
    table, row = case.find(row_id)
    article_id, spans = places(case, table, row)
    text = case.texts[article_id]
    start, end = (0, len(text)) if table == "articles" else (min(s[0] for s in spans), max(s[1] for s in spans))
    a = case.articles.set_index("article_id").loc[article_id]
    quotation = "" if table == "articles" else " ".join(text[start:end].split())
    published = in_words(a["published_earliest"], a["published_latest"], a["published_edtf"])
    known = a["published_earliest"] or a["published_latest"]
    parts = {
        "key": row_id,
        "author": a["author"],
        "title": a["title"] or a["file"],
        "publisher": a["outlet"],
        "date": published + BASIS.get(a["published_basis"], "") if known else "date of publication not known",
        "edtf": a["published_edtf"],
        "type": KINDS.get(a["text_kind"], ""),
        "quotation": quotation if len(quotation) <= LONGEST else quotation[: LONGEST - 1].rsplit(" ", 1)[0] + " …",
        "file": a["file"],
        "pages": f"{start}–{end}",
        "sha256": a["sha256"],
        "version": code_version()[:12],
        "status": str(row.get("status", "as read")).replace("_", " "),
        "url": a["url"],
    }
    return Citation(tuple((name, " ".join(str(value).split())) for name, value in parts.items()))


def _inner(text: str) -> str:
    """Words as they stand inside quotation marks.

    >>> _inner("“We sold it,” he said")
    '‘We sold it,’ he said'
    """
    return text.translate(str.maketrans('“”"', "‘’'"))


def _tex(text: str) -> str:
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(named.get(c, f"\\{c}" if c in "{}%&$#_" else c) for c in text)
