"""The network of relations: who supplies, owns, works for, is sanctioned by whom, and how that is told."""

from __future__ import annotations

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.style import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, caption, new_axes, nothing, shorten, styled

LINES = {"asserted": "-", "claimed": "--", "suspected": ":", "denied": "-."}
NODES = {"PERSON": (ORANGE, "o"), "ORG": (BLUE, "s"), "GPE": (GREEN, "h"), "PRODUCT": (PURPLE, "D"), "EVENT": (RED, "^")}


def relation_graph(relations: pd.DataFrame, entities: pd.DataFrame) -> nx.MultiDiGraph:
    """Relations as a graph: entities as nodes, one edge a kind of relation and modality.

    Parameters
    ----------
    relations, entities : DataFrame
        Tables of a case.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes have ``name`` and ``entity_type``; edges ``relation, modality, n`` and ``relation_ids``.
    """
    graph = nx.MultiDiGraph()
    known = entities.set_index("entity_id")
    kept = relations[relations["status"] != "rejected"]
    for row in kept.to_dict("records"):
        for side in ("subject", "object"):
            node = row[f"{side}_id"]
            kind = known.loc[node, "entity_type"] if node in known.index else "ORG"
            graph.add_node(node, name=row[side], entity_type=kind)
        key = (row["relation"], row["modality"])
        if graph.has_edge(row["subject_id"], row["object_id"], key):
            edge = graph.edges[row["subject_id"], row["object_id"], key]
            edge["n"] += 1
            edge["relation_ids"].append(row["relation_id"])
        else:
            graph.add_edge(row["subject_id"], row["object_id"], key, relation=key[0], modality=key[1], n=1, relation_ids=[row["relation_id"]])
    return graph


def network(
    data: pd.DataFrame, *, entities: pd.DataFrame, top: int = 28, title: str = "Who is tied to whom, and who says so", ax: Axes | None = None
) -> Axes:
    """Draw the network of relations.

    Parameters
    ----------
    data : DataFrame
        The table ``relations``.
    entities : DataFrame
        The table ``entities``.
    top : int
        How many entities, those with most relations first.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        Line style is modality: solid where the outlet says it itself, dashed where somebody is said to claim it, dotted
        where it is suspected, dash-dotted where it is denied. Sanctioned is not guilty, claimed is not so.
    """
    with styled():
        graph = relation_graph(data, entities)
        n_all = len(graph)
        keep_nodes = sorted(graph, key=lambda v: (-graph.degree(v), v))[:top]
        graph = graph.subgraph(keep_nodes).copy()
        graph.remove_nodes_from([v for v in list(graph) if graph.degree(v) == 0])
        ax = ax or new_axes(12, 8.5)
        ax.set_title(title, pad=22)
        if not len(graph):
            return nothing(ax, "No relations were found.")
        places = _layout(graph)
        _edges(ax, graph, places)
        _nodes(ax, graph, places)
        ax.margins(0.12)
        ax.set_axis_off()
        ax.set_title(title, pad=22)
        handles = [ax.plot([], [], linestyle=s, color=INK, label=m)[0] for m, s in LINES.items()]
        handles += [ax.plot([], [], linestyle="", marker=m, color=c, label=k.lower())[0] for k, (c, m) in NODES.items()
                    if k in set(nx.get_node_attributes(graph, "entity_type").values())]  # fmt: skip
        ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=9, frameon=False, fontsize=9, borderpad=0)
        caption(ax, f"{graph.number_of_edges()} relations between {len(graph)} of {n_all} entities (those with most relations).")
    return ax


def _layout(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Each connected part laid out by itself, parts packed in rows, the largest first; the same on every run."""
    parts = sorted(nx.weakly_connected_components(graph), key=lambda p: (-len(p), min(p)))
    places: dict[str, tuple[float, float]] = {}
    x = y = row_height = 0.0
    width = max(3.2, 1.35 * len(parts[0]) ** 0.62)
    for part in parts:
        size = 1.35 * max(1.3, len(part) ** 0.62)
        if x and x + size > width * 1.4:
            x, y, row_height = 0.0, y - row_height - 0.5, 0.0
        simple = nx.Graph(graph.subgraph(sorted(part)).to_undirected())
        inner = nx.kamada_kawai_layout(simple, scale=size / 2) if len(part) > 2 else {v: (0.0, 0.28 * size * (1 - 2 * i)) for i, v in enumerate(sorted(part))}
        for node, (a, b) in inner.items():
            places[node] = (x + size / 2 + float(a) * 1.25, y - size / 2 + float(b))
        x += size * 1.25 + 0.7
        row_height = max(row_height, size)
    return places


def _edges(ax: Axes, graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
    seen: dict[frozenset, int] = {}
    for a, b, edge in graph.edges(data=True):
        n = seen[frozenset((a, b))] = seen.get(frozenset((a, b)), -1) + 1
        bend = 0.0 if n == 0 else 0.22 * ((n + 1) // 2) * (1 if n % 2 else -1)
        (x0, y0), (x1, y1) = places[a], places[b]
        ax.annotate("", (x1, y1), (x0, y0), arrowprops={
            "arrowstyle": "-|>", "linestyle": LINES[edge["modality"]], "color": "#666666", "linewidth": 1.3, "shrinkA": 11,
            "shrinkB": 12, "connectionstyle": f"arc3,rad={bend}"})  # fmt: skip
        x = (x0 + x1) / 2 + bend * (y1 - y0) / 2
        y = (y0 + y1) / 2 - bend * (x1 - x0) / 2
        ax.text(x, y, edge["relation"].replace("_", " "), fontsize=7.5, color="#444444", ha="center", va="center",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85})  # fmt: skip


def _nodes(ax: Axes, graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]]) -> None:
    for node, (x, y) in places.items():
        colour, marker = NODES.get(graph.nodes[node]["entity_type"], (FAINT, "o"))
        ax.plot(x, y, marker=marker, color=colour, markersize=13, markeredgecolor="white", zorder=3, gid="node")
        ax.annotate(shorten(graph.nodes[node]["name"], 30), (x, y), (0, -11), textcoords="offset points", ha="center", va="top",
                    fontsize=9, zorder=4, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.75})  # fmt: skip
