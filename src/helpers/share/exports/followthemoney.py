"""FollowTheMoney entities (https://followthemoney.tech), as JSON, one entity a line, as ``ftm`` reads and writes them.

Written without the library, which needs ICU and a compiler; the tests hold what is written to what the library asks for,
and validate it with the library where that is installed. To be sanctioned is no offence proved: a Sanction here says that an article tells of one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.figures.days import in_words
from helpers.share.exports.common import clean, in_force, partial_date, web_address
from helpers.tables.entities import normalise_name, without_legal_form

if TYPE_CHECKING:
    from helpers.case import Case

SCHEMATA = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "LegalEntity",
    "EVENT": "Event",
}  # products have no schema


def write_ftm(case: Case, path: Path) -> Path:
    """Write articles, entities, sanctions and relations; each thing points to the article that proves it."""
    articles = [_article(a) for a in case.articles.to_dict("records")]
    entities = [_entity(e) for e in in_force(case.entities) if e["entity_type"] in SCHEMATA]
    known = {e["id"] for e in entities}
    sanctions = [s for e in in_force(case.events) if e["kind"] == "sanction" for s in _sanctions(e, known)]
    relations = [_relation(r) for r in in_force(case.relations) if {r["subject_id"], r["object_id"]} <= known]
    lines = [json.dumps(e, ensure_ascii=False) for e in (*articles, *entities, *sanctions, *relations)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="replace", newline="\n")
    return path


def _thing(id_: str, schema: str, **properties: object) -> dict[str, Any]:
    """An entity in FtM's form: every property a list of texts, empty ones left out."""
    told = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    kept = {k: [" ".join(clean(x).split()) for x in v if str(x).strip()] for k, v in told.items()}
    return {"id": id_, "schema": schema, "properties": {k: [x for x in v if x] for k, v in kept.items() if any(v)}}


def _day(earliest: str, latest: str) -> str:
    """A partial date as FtM takes it: of the years 1000 to 2999."""
    day = partial_date(earliest, latest)
    return day if day[:1] in ("1", "2") else ""


def _article(a: dict[str, Any]) -> dict[str, Any]:
    return _thing(
        a["article_id"],
        "Article",
        title=a["title"] or a["file"],
        publisher=a["outlet"],
        author=a["author"],
        publishedAt=_day(a["published_earliest"], a["published_latest"]),
        summary=f"Published {in_words(a['published_earliest'], a['published_latest'], a['published_edtf'])}. SHA-256 of the file {a['sha256']}.",
        fileName=a["file"],
        sourceUrl=web_address(a["url"]),
    )


def _entity(e: dict[str, Any]) -> dict[str, Any]:
    schema = SCHEMATA[e["entity_type"]]
    key = normalise_name(e["name"])
    if schema == "Organization" and without_legal_form(key) != key:
        schema = "Company"
    return _thing(e["entity_id"], schema, name=e["name"], alias=e["aliases"])


def _sanctions(e: dict[str, Any], known: set[str]) -> list[dict[str, Any]]:
    """One Sanction a target, as FtM has it."""
    return [
        _thing(
            f"{e['event_id']}-{n}",
            "Sanction",
            entity=target,
            authority=e["actor"],
            program=e["programme"],
            reason=e["reason"],
            date=_day(e["earliest"], e["latest"]),
            summary=e["text"],
            description=f"When: {in_words(e['earliest'], e['latest'], e['edtf'])}. Told by an article; {e['status'].replace('_', ' ')}.",
            recordId=e["event_id"],
            proof=e["article_id"],
        )
        for n, target in enumerate(t for t in e["target_ids"] if t in known)
    ]


def _relation(r: dict[str, Any]) -> dict[str, Any]:
    return _thing(
        r["relation_id"],
        "UnknownLink",
        subject=r["subject_id"],
        object=r["object_id"],
        role=f"{r['relation'].replace('_', ' ')} ({r['modality']})",
        date=_day(r["earliest"], r["latest"]),
        summary=r["text"],
        proof=r["article_id"],
    )
