"""The overlay: what reviewers said, laid over the rows that the machine made, anew on every build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.read.articles import Article
from helpers.review.fields import BLANK, REVIEWED, WORDS, FieldError, Row, dated, parse, placed, shown
from helpers.review.finder import JOINED, Aside, Finder, told_like
from helpers.review.log import ACTIONS, Correction, Log, one_line
from helpers.tables.contracts import IDS, frame
from helpers.tables.entities import readable_id


def apply_corrections(
    tables: dict[str, pd.DataFrame], log: Log, articles: Iterable[Article]
) -> dict[str, pd.DataFrame]:
    """New tables in which the corrections of a case are carried out, and what became of each.

    Parameters
    ----------
    tables : dict of DataFrame
        As the machine made them; not changed.
    log : Log
        From `helpers.review.log.read_corrections`.
    articles : iterable of Article
        The articles as they are now.

    Returns
    -------
    dict of DataFrame
        The tables, and ``corrections``: one row a correction with its ``outcome`` (applied, undone, superseded,
        orphan, invalid, torn), ``conflict`` (conflict, double_edit, changed_since) and ``detail``. Rejected rows
        stay, with that status. Nothing is applied that cannot be placed for certain; nothing is left unlisted.

    Notes
    -----
    Corrections are carried out in the order of the file. Every one is placed on the rows as the machine made
    them, so an earlier correction never moves a later one.
    """
    overlay = _Overlay(tables, articles)
    undone = _undone(log.corrections)
    for correction in log.corrections:
        overlay.carry_out(correction, undone)
    told = [*overlay.told, *({"outcome": "torn", "detail": line} for line in log.torn)]
    return {**tables, **overlay.frames(), "corrections": frame("corrections", told)}


def _undone(corrections: list[Correction]) -> dict[str, str]:
    """Ids of corrections that a later one takes back, with the id of that one."""
    place = {c["correction_id"]: i for i, c in enumerate(corrections)}
    undone: dict[str, str] = {}
    for i in range(len(corrections) - 1, -1, -1):
        c = corrections[i]
        if c["action"] == "undo" and c["correction_id"] not in undone and place.get(c["value"], i) < i:
            undone.setdefault(c["value"], c["correction_id"])
    return undone


class _Overlay:
    """The tables while corrections are carried out on them."""

    def __init__(self, tables: dict[str, pd.DataFrame], articles: Iterable[Article]) -> None:
        self.finder = Finder(tables, articles)
        self.changed: dict[str, list[Row]] = {}
        self.told: list[Row] = []
        self.last: dict[tuple[str, str, str], int] = {}  # (table, row, field or "verdict") -> its place in told
        self.moved: set[str] = set()  # sources whose claims are others than before

    def rows(self, table: str) -> list[Row]:
        """The rows of a table as they stand, free to be changed."""
        if table not in self.changed:
            self.changed[table] = [dict(row) for row in self.finder.rows(table)]
        return self.changed[table]

    def frames(self) -> dict[str, pd.DataFrame]:
        """The changed tables."""
        if self.moved:
            self._recount()
        return {table: frame(table, rows) for table, rows in self.changed.items()}

    def carry_out(self, c: Correction, undone: dict[str, str]) -> None:
        """Apply one correction, or say why not."""
        told = {name: c[name] for name in ("correction_id", "time", "author", "action", "table", "row_id", "field",
                                           "value", "was", "reason", "rule", "file", "quote")}  # fmt: skip
        told |= {"outcome": "applied", "conflict": "", "detail": ""}
        self.told.append(told)
        try:
            if c["correction_id"] in undone:
                raise Aside("undone", f"taken back by {undone[c['correction_id']]}")
            if c["action"] not in ACTIONS:
                raise Aside("invalid", f"no action {c['action']!r}; there are {', '.join(ACTIONS)}")
            if c["action"] == "undo":
                if c["value"] not in {t["correction_id"] for t in self.told[:-1]}:
                    raise Aside("invalid", f"no correction {c['value']!r} before this one")
                return
            if c["table"] not in REVIEWED:
                raise Aside("invalid", f"rows of {c['table']!r} are not corrected; these are: {', '.join(REVIEWED)}")
            getattr(self, f"_{c['action']}")(c, told)
        except FieldError as error:
            told |= {"outcome": "invalid", "detail": str(error)}
        except Aside as aside:
            told |= {"outcome": aside.outcome, "detail": str(aside)}

    def _row(self, c: Correction, told: Row) -> Row:
        """The row as it stands: an added one by its id, one of the machine's by its words."""
        row = self._added(c["table"], c["row_id"]) or self.rows(c["table"])[self.finder.find(c)]
        told["row_id"] = row[IDS[c["table"]]]
        return row

    def _added(self, table: str, row_id: str) -> Row | None:
        """The row of this id that a reviewer has added, if one has."""
        return next(
            (r for r in self.changed.get(table, ()) if r[IDS[table]] == row_id and r["origin"] == "human"), None
        )

    def _confirm(self, c: Correction, told: Row) -> None:
        row = self._row(c, told)
        self._verdict(c, told)
        edited = any(key[:2] == (c["table"], told["row_id"]) and key[2] != "verdict" for key in self.last)
        row["status"] = "edited" if edited else "added" if row["origin"] == "human" else "confirmed"

    def _reject(self, c: Correction, told: Row) -> None:
        row = self._row(c, told)
        self._verdict(c, told)
        row["status"] = "rejected"
        if c["table"] == "claims":
            self.moved.add(row["source_id"])

    def _verdict(self, c: Correction, told: Row) -> None:
        key = (c["table"], told["row_id"], "verdict")
        if key in self.last and self.told[self.last[key]]["action"] != c["action"]:
            self._overrule(key, told)
        self.last[key] = len(self.told) - 1

    def _overrule(self, key: tuple[str, str, str], told: Row) -> None:
        before = self.told[self.last[key]]
        told["conflict"] = "double_edit" if before["author"] == told["author"] else "conflict"
        said = before["value"] if before["action"] == "edit" else before["action"]
        told["detail"] = f"{before['author']} had said {said!r} ({before['correction_id']}); the later one counts"
        before |= {"outcome": "superseded", "detail": f"overruled by {told['correction_id']}"}

    def _edit(self, c: Correction, told: Row) -> None:
        row = self._row(c, told)
        value = parse(c["table"], c["field"], c["value"])
        machine = (
            self.finder.rows(c["table"])[self.finder.by_id(c["table"])[told["row_id"]]]
            if told["row_id"] in self.finder.by_id(c["table"])
            else None
        )
        now = one_line(shown(machine[c["field"]])) if machine else c["was"]
        self._write(c["table"], row, c["field"], value)
        key = (c["table"], told["row_id"], c["field"])
        if key in self.last and self.told[self.last[key]]["value"] != c["value"]:
            self._overrule(key, told)
        elif c["was"] and c["was"] != now != c["value"]:
            told |= {"conflict": "changed_since", "detail": f"the machine now says {now!r}, not {c['was']!r}"}
        self.last[key] = len(self.told) - 1
        if row["status"] not in ("rejected", "added"):
            row["status"] = "edited"

    def _write(self, table: str, row: Row, field: str, value: Any) -> None:
        """A value into a row, with all that follows from it."""
        if field in WORDS.get(table, ()):
            row |= placed(table, field, value, row, self.finder.articles.by_id[row["article_id"]])
        elif field.endswith("edtf"):
            row |= dated(field, value)
        else:
            row[field] = value
        if table == "claims" and field == "source_name":
            self._give(row, value)
        elif field == "via":
            row["hops"] = len(value)
        elif table == "events" and field == "targets":
            row["target_ids"] = [e for e in map(self._entity, value) if e]
        elif table == "relations" and field in ("subject", "object"):
            row[f"{field}_id"] = self._entity(value)

    def _entity(self, name: str) -> str:
        """The id of the entity of this name, if there is one."""
        same = [r for r in self.finder.rows("entities") if r["name"] == name or name in r["aliases"]]
        return same[0]["entity_id"] if same else ""

    def _give(self, claim: Row, name: str) -> None:
        """A claim to the source of this name, one that reviewers made if the machine has none."""
        same = [r for r in self.rows("sources") if one_line(r["name"]) == name and r["status"] != "rejected"]
        old = claim.get("source_id", "")
        kept = next((r for r in same if r["source_id"] == old), same[0] if len(same) == 1 else None)
        if kept is None and name:
            kind = next((r["source_type"] for r in self.rows("sources") if r["source_id"] == old), "unknown")
            kept = self._made("sources", name, {"source_type": kind, "role": ""})
        claim |= {"source_name": name, "source_id": kept["source_id"] if kept else ""}
        self.moved |= {old, claim["source_id"]}

    def _made(self, table: str, name: str, like: Row) -> Row:
        """The source or entity that reviewers have made under this name, in force again if it was not; else made now."""
        key = IDS[table]
        made = self._added(table, readable_id(table[0], name, name, "reviewer"))
        if made is None:
            made = like | {
                key: readable_id(table[0], name, name, "reviewer"),
                "name": name,
                "aliases": [],
                "origin": "human",
                "status": "added",
            }
            self.rows(table).append(made)
        elif made["status"] == "rejected":
            made["status"] = "added"
        return made

    def _add(self, c: Correction, told: Row) -> None:
        table = c["table"]
        if table not in BLANK:
            raise Aside("invalid", f"{table} are not added by themselves: name one in a claim, or split it off")
        article, place, reason = self.finder.articles.find(c)
        if article is None or place is None:
            raise Aside("orphan", reason)
        row: Row = {name: None for name in self.finder.tables[table].columns}
        row |= {k: "" if self.finder.tables[table][k].dtype == object else None for k in row}
        row |= {
            k: [] for k in ("content_spans", "quoted_spans", "quote_flags", "via", "targets", "target_ids") if k in row
        }
        row |= {
            IDS[table]: c["correction_id"],
            "article_id": article.article_id,
            "origin": "human",
            "status": "added",
        } | BLANK[table]
        row |= {k: False for k in ("hedged", "first_hand") if k in row}
        head = "content" if table == "claims" else "text"
        words = {
            f"{'content_' if table == 'claims' else ''}{k}": v for k, v in (("start", place.start), ("end", place.end))
        }
        row |= {head: article.text[place.start : place.end], **words}
        if table in ("claims", "dates"):
            row["segment_kind"] = article.kind_at(place.start)
        if table == "claims":
            row["content_spans"] = [[place.start, place.end]]
        values = {k: parse(table, k, shown(v)) for k, v in told_like(c["value"]).items()}
        for field in sorted(values, key=lambda k: k != "content"):
            self._write(table, row, field, values[field])
        self.rows(table).append(row)
        told |= {"row_id": c["correction_id"]}

    def _merge(self, c: Correction, told: Row) -> None:
        table = c["table"]
        if table not in JOINED:
            raise Aside("invalid", "only sources and entities are merged")
        key, like = IDS[table], told_like(c["like"])
        away = {k: v for k, v in like.items() if k not in ("into", "into_file")}
        gone = self._joined(table, c["row_id"], away, c["file"])
        stays = self._joined(table, c["value"], like.get("into") or {}, like.get("into_file", ""))
        if gone is stays:
            raise Aside("invalid", "a row is not merged into itself")
        if gone["status"] == "rejected" or stays["status"] == "rejected":
            raise Aside("orphan", "one of the two is merged or rejected already")
        told["row_id"] = gone[key]
        stays["aliases"] = sorted({*stays["aliases"], gone["name"], *gone["aliases"]} - {stays["name"]})
        stays["status"], gone["status"] = "edited", "rejected"
        if table == "sources":
            for claim in self.rows("claims"):
                if claim["source_id"] == gone[key]:
                    claim |= {"source_id": stays[key], "source_name": stays["name"]}
            self.moved |= {gone[key], stays[key]}
        else:
            self._rename_entity(gone, stays)

    def _joined(self, table: str, row_id: str, like: Row, file: str) -> Row:
        """A source or an entity as it stands: one that a reviewer made by its id, one of the machine's by its name."""
        return self._added(table, row_id) or self.rows(table)[self.finder.joined(table, row_id, like, file)]

    def _rename_entity(self, gone: Row, stays: Row) -> None:
        old, new = gone["entity_id"], stays["entity_id"]
        for mention in self.rows("mentions"):
            if mention["entity_id"] == old:
                mention["entity_id"] = new
        for relation in self.rows("relations"):
            relation |= {f"{side}_id": new for side in ("subject", "object") if relation[f"{side}_id"] == old}
        for event in self.rows("events"):
            event["target_ids"] = [new if e == old else e for e in event["target_ids"]]
        self._count_mentions(gone, stays)

    def _count_mentions(self, *entities: Row) -> None:
        for entity in entities:
            places = [m["article_id"] for m in self.rows("mentions") if m["entity_id"] == entity["entity_id"]]
            entity |= {"n_mentions": len(places), "n_articles": len(set(places))}

    def _split(self, c: Correction, told: Row) -> None:
        if c["table"] not in JOINED:
            raise Aside("invalid", "only sources and entities are split")
        if not c["value"]:
            raise Aside("invalid", "what is split off needs a name")
        found = self.finder.find(c)
        if c["table"] == "sources":
            claim = self.rows("claims")[found]
            told["row_id"] = claim["source_id"]
            claim["status"] = "edited" if claim["status"] == "machine_only" else claim["status"]
            return self._give(claim, c["value"])
        mention = self.rows("mentions")[found]
        old = next(r for r in self.rows("entities") if r["entity_id"] == mention["entity_id"])
        new = next((r for r in self.rows("entities") if r["name"] == c["value"] and r["status"] != "rejected"), None)
        if new is None:
            new = self._made("entities", c["value"], old)
        told["row_id"] = old["entity_id"]
        mention |= {"entity_id": new["entity_id"], "rule": "reviewer"}
        return self._count_mentions(old, new)

    def _recount(self) -> None:
        """Counts and first and last days of the sources whose claims have changed; rejected claims do not count."""
        outlets = {a.article_id: a.outlet for a in self.finder.articles.all}
        claims = defaultdict(list)
        for claim in self.rows("claims"):
            if claim["status"] != "rejected":
                claims[claim["source_id"]].append(claim)
        for source in self.rows("sources"):
            if source["source_id"] in self.moved:
                mine = claims[source["source_id"]]
                days = {
                    end: sorted(c[f"said_{end}"] for c in mine if c[f"said_{end}"]) for end in ("earliest", "latest")
                }
                source |= {
                    "n_claims": len(mine),
                    "n_articles": len({c["article_id"] for c in mine}),
                    "n_outlets": len({outlets.get(c["article_id"], "") for c in mine} - {""}),
                    "first_said": days["earliest"][0] if days["earliest"] else "",
                    "last_said": days["latest"][-1] if days["latest"] else "",
                }
