"""The network of entities for Gephi (GEXF)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from helpers.share.exports.common import clean, in_force

if TYPE_CHECKING:
    from helpers.case import Case


def write_gexf(case: Case, path: Path) -> Path:
    """Write the entities that a relation joins, and the relations with how they are told, when and by which article."""
    graph = nx.MultiDiGraph()
    known = {e["entity_id"]: e for e in in_force(case.entities)}
    for r in in_force(case.relations):
        ends = [(r[f"{side}_id"], r[side]) for side in ("subject", "object")]
        if not all(key for key, _ in ends):
            continue
        for key, name in ends:
            e = known.get(key, {})
            graph.add_node(
                key,
                label=clean(e.get("name", name)),
                entity_type=e.get("entity_type", ""),
                n_mentions=int(e.get("n_mentions", 0) or 0),
                status=e.get("status", ""),
            )
        told = {k: clean(r[k]) for k in ("relation_id", "relation", "modality", "edtf", "article_id", "text", "status")}
        graph.add_edge(ends[0][0], ends[1][0], key=r["relation_id"], **told)
    today = re.compile(r'(?<=<meta) lastmodifieddate="[^"]*"')  # the same network is the same bytes on any day
    lines = [today.sub("", line, count=1) for line in nx.generate_gexf(graph)]
    path.write_text(
        "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="\n"
    )
    return path
