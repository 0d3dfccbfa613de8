"""Correct a case for good: confirm, edit, reject, add, merge, split, undo; each is a line in corrections.csv."""

from __future__ import annotations

import getpass
import json
import os
from typing import TYPE_CHECKING

from helpers.review.anchors import anchor, occurrences
from helpers.review.fields import BLANK, REVIEWED, WORDS, FieldError, Row, parse, placed, shown, span_of
from helpers.review.finder import JOINED, likeness
from helpers.review.log import Correction, CorrectionsError, append, new_correction
from helpers.tables.contracts import IDS

if TYPE_CHECKING:
    from helpers.case import Case


def reviewer(author: str = "") -> str:
    """Who corrects: the name given, else ``$HELPERS_AUTHOR``, else the login."""
    if author or os.environ.get("HELPERS_AUTHOR"):
        return author or os.environ["HELPERS_AUTHOR"]
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unnamed"


def confirm(case: Case, row_id: str, *, author: str = "", reason: str = "") -> str:
    """Say that a row is right.

    Parameters
    ----------
    case : Case
    row_id : str
        Of a claim, source, date, event, quantity, entity or relation.
    author, reason : str
        Who says so (see `reviewer`), and why.

    Returns
    -------
    str
        The id of the correction, for `undo`. `case` shows it at once.

    Raises
    ------
    KeyError
        If no row has this id.
    CorrectionsError
        If the file cannot be written.
    """
    return _keep(case, new_correction("confirm", author=reviewer(author), reason=reason, **about(case, row_id)))


def reject(case: Case, row_id: str, *, author: str = "", reason: str = "") -> str:
    """Say that a row should not be there; it stays in its table with the status ``rejected``. See `confirm`."""
    return _keep(case, new_correction("reject", author=reviewer(author), reason=reason, **about(case, row_id)))


def edit(case: Case, row_id: str, field: str, value: object, *, author: str = "", reason: str = "") -> str:
    """Put another value into one field of a row. See `confirm`.

    Words (``content``, ``cue``, ``source_text``, ``text``) must stand in the article near the row; dates are EDTF and
    bring their bounds with them; another ``source_name`` gives the claim to the source of that name.

    Raises
    ------
    FieldError
        If the field is not edited, or the contract of the table does not allow the value.
    """
    table, typed = check_edit(case, row_id, field, value)
    machine = _machine_row(case, table, row_id)
    cells = about(case, row_id) | {"field": field, "value": typed, "was": shown(machine[field]) if machine else ""}
    return _keep(case, new_correction("edit", author=reviewer(author), reason=reason, **cells))


def check_edit(case: Case, row_id: str, field: str, value: object) -> tuple[str, str]:
    """Try an edit without writing it: the table of the row, and the value as it would be typed. Raises as `edit` does."""
    table, row = case.find(row_id)
    typed = shown(value)
    parse(table, field, typed)
    if field in WORDS.get(table, ()):
        placed(table, field, typed, row.to_dict(), case.article(row["article_id"]))
    return table, typed


def add(
    case: Case, table: str, article_id: str, quote: str, *, author: str = "", reason: str = "", **fields: object
) -> str:
    """Add a row that the machine missed. See `confirm`; the id returned is also that of the row.

    Parameters
    ----------
    case : Case
    table : str
        claims, dates, events, quantities or relations.
    article_id : str
    quote : str
        The words of the article that the row is about; of a claim its content. They must stand there once; else take
        more of them.
    author, reason : str
    **fields : object
        Other fields of the row, as in `edit`.

    Raises
    ------
    FieldError
        If the words are not there or not once, or a field does not go.
    """
    if table not in BLANK:
        raise FieldError(f"rows are added to {', '.join(BLANK)}, not to {table!r}")
    article = case.article(article_id)
    places = list(occurrences(article.text, quote))
    if len(places) != 1:
        raise FieldError(
            f"the words stand in {article.file} {len(places)} times; give words that stand there once: {quote!r}"
        )
    start, end = places[0]
    blank = {
        "content_start": start,
        "content_end": end,
        "source_start": None,
        "cue_start": None,
        "start": start,
        "end": end,
    }
    for name, value in fields.items():
        parse(table, name, shown(value))
        if name in WORDS.get(table, ()) and shown(value):
            placed(table, name, shown(value), blank, article)
    told = json.dumps({k: shown(v) for k, v in fields.items()}, ensure_ascii=False) if fields else ""
    cells = {"table": table, "file": article.file, "sha256": article.sha256, "value": told} | anchor(
        article.text, start, end
    )
    return _keep(case, new_correction("add", author=reviewer(author), reason=reason, **cells))


def merge(case: Case, row_id: str, into: str, *, author: str = "", reason: str = "") -> str:
    """Say that two sources, or two entities, are one: all that hangs on `row_id` goes to `into`. See `confirm`.

    Raises
    ------
    CorrectionsError
        If the two are not of one table, or of another than sources and entities.
    """
    (table, _), (other, _) = case.find(row_id), case.find(into)
    if table != other or table not in JOINED or row_id == into:
        raise CorrectionsError("only two sources, or two entities, are merged")
    away, kept = about(case, row_id), about(case, into)
    like = json.loads(away["like"]) | {"into": json.loads(kept["like"]), "into_file": kept.get("file", "")}
    cells = away | {"value": into, "was": kept["quote"], "like": json.dumps(like, ensure_ascii=False)}
    return _keep(case, new_correction("merge", author=reviewer(author), reason=reason, **cells))


def split(case: Case, claim_id: str, name: str, *, author: str = "", reason: str = "") -> str:
    """Say that a claim is another source's than the machine thought: it goes to the source `name`. See `confirm`.

    Raises
    ------
    CorrectionsError
        If the id is not of a claim, or there is no name.
    """
    table, row = case.find(claim_id)
    if table != "claims" or not name.strip():
        raise CorrectionsError("a claim is split off from its source, to a source with a name")
    cells = about(case, claim_id) | {"table": "sources", "field": "claim", "value": name, "was": row["source_name"]}
    return _keep(case, new_correction("split", author=reviewer(author), reason=reason, **cells))


def split_mention(case: Case, article_id: str, start: int, name: str, *, author: str = "", reason: str = "") -> str:
    """Say that one mention is of another entity than the machine thought: of the entity `name`. See `confirm`.

    Raises
    ------
    KeyError
        If no mention begins there.
    """
    mentions = case.machine["mentions"]
    hit = mentions[(mentions["article_id"] == article_id) & (mentions["start"] == start)]
    if hit.empty or not name.strip():
        raise KeyError(f"no mention begins at {start} of {article_id}, or no name is given")
    article = case.article(article_id)
    cells = {
        "table": "entities",
        "row_id": hit["entity_id"].iloc[0],
        "field": "mention",
        "value": name,
        "rule": hit["rule"].iloc[0],
    }
    cells |= {"file": article.file, "sha256": article.sha256} | anchor(article.text, start, int(hit["end"].iloc[0]))
    return _keep(case, new_correction("split", author=reviewer(author), reason=reason, **cells))


def undo(case: Case, correction_id: str, *, author: str = "", reason: str = "") -> str:
    """Take a correction back, whatever it was; to undo an undo brings it back. See `confirm`.

    Raises
    ------
    KeyError
        If there is no such correction.
    """
    known = case.corrections.set_index("correction_id")
    if correction_id not in known.index:
        raise KeyError(f"no correction {correction_id!r}; see case.corrections")
    cells = {k: known.at[correction_id, k] for k in ("table", "row_id", "file")} | {"value": correction_id}
    return _keep(case, new_correction("undo", author=reviewer(author), reason=reason, **cells))


def about(case: Case, row_id: str) -> Correction:
    """The cells that say which row is meant: its table and id, its words with their neighbours, its file and hash."""
    table, found = case.find(row_id)
    if table not in REVIEWED:
        raise FieldError(f"rows of {table} are not corrected; these are: {', '.join(REVIEWED)}")
    machine = _machine_row(case, table, row_id)
    if machine is None:
        cells = {"table": table, "row_id": row_id, "rule": "reviewer"}
        return cells | {"quote": found["name"], "like": likeness(table, found.to_dict())} if table in JOINED else cells
    cells = {"table": table, "row_id": row_id, "rule": str(machine.get("rule", ""))}
    if table in JOINED:
        return cells | {
            "quote": machine["name"],
            "like": likeness(table, machine),
            "file": _only_file(case, table, row_id),
        }
    article = case.article(machine["article_id"])
    start, end = span_of(table, machine)
    twins = _twins(case, table, machine, (start, end))
    words = anchor(article.text, start, end)
    return cells | {"file": article.file, "sha256": article.sha256, "like": likeness(table, machine, twins)} | words


def _machine_row(case: Case, table: str, row_id: str) -> Row | None:
    """The row as the machine made it; None for a row that a reviewer added."""
    data = case.machine[table]
    hit = data[data[IDS[table]] == row_id]
    return hit.iloc[0].to_dict() if len(hit) else None


def _twins(case: Case, table: str, row: Row, span: tuple[int, int]) -> int:
    """How many rows just like this one, at the same words, come before it."""
    data = case.machine[table]
    here = data[data["article_id"] == row["article_id"]].to_dict("records")
    like = likeness(table, row)
    same = [r[IDS[table]] for r in here if span_of(table, r) == span and likeness(table, r) == like]
    return same.index(row[IDS[table]])


def _only_file(case: Case, table: str, row_id: str) -> str:
    """The file of a source or entity that stands in one article only."""
    data = case.machine["claims" if table == "sources" else "mentions"]
    ids = data.loc[data[IDS[table]] == row_id, "article_id"].unique()
    return case.article(ids[0]).file if len(ids) == 1 else ""


def _keep(case: Case, correction: Correction) -> str:
    append(case.folder, [correction])
    case.refresh()
    return correction["correction_id"]
