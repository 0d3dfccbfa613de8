"""The network of relations: who supplies, owns, works for, is sanctioned by whom, and how that is told."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.layout import axes_inches, text_width
from helpers.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    caption,
    finished,
    new_axes,
    nothing,
    plain,
    shorten,
    styled,
)

NAME, RELATION = 9.5, 8.0  # points of names and of relations
TALL = 0.72  # inches that a node takes with its name, and some air
WIDEST = 11.5  # inches of one connected part, before names are pushed apart
APART = 0.42  # inches between two ties of the same two, in their middle
EDGE = 1.7  # inches of an edge, before names are pushed apart
LINES = {"asserted": "-", "claimed": "--", "suspected": ":", "denied": "-."}
NODES = {
    "PERSON": (ORANGE, "o"),
    "ORG": (BLUE, "s"),
    "GPE": (GREEN, "h"),
    "PRODUCT": (PURPLE, "D"),
    "EVENT": (RED, "^"),
}

WORDS = {"PERSON": "person", "ORG": "organisation", "GPE": "country or place", "PRODUCT": "product", "EVENT": "event"}


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
            graph.add_edge(
                row["subject_id"],
                row["object_id"],
                key,
                relation=key[0],
                modality=key[1],
                n=1,
                relation_ids=[row["relation_id"]],
            )
    return graph


def network(
    data: pd.DataFrame,
    *,
    entities: pd.DataFrame,
    top: int = 28,
    title: str = "Who is tied to whom, and who says so",
    ax: Axes | None = None,
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
        Drawn on new axes, as large as the network needs, when left out.

    Returns
    -------
    Axes
        Line style is modality: solid where the outlet says it itself, dashed where somebody is said to claim it, dotted
        where it is suspected, dash-dotted where it is denied. Sanctioned is not guilty, claimed is not so.
    """
    with styled():
        everything = relation_graph(data, entities)
        graph = everything.subgraph(sorted(everything, key=lambda v: (-everything.degree(v), v))[:top]).copy()
        graph.remove_edges_from([e for e in graph.edges(keys=True) if e[0] == e[1]])
        graph.remove_nodes_from([v for v in list(graph) if graph.degree(v) == 0])
        names = {v: shorten(graph.nodes[v]["name"], 30) for v in graph}
        places, width, height = layout(graph, names)
        ax = ax or new_axes(max(8.0, width), max(2.6, height + 1.2))
        ax.set_title(plain(title), pad=26)
        if not len(graph):
            return nothing(ax, "No relations were found.")
        ax.set_xlim(0, width)
        ax.set_ylim(-height, 0)
        ax.set_axis_off()
        ax.set_title(plain(title), pad=26)
        handles = [ax.plot([], [], linestyle=s, color=INK, label=m)[0] for m, s in LINES.items()]
        handles += [ax.plot([], [], linestyle="", marker=m, color=c, label=WORDS[k])[0] for k, (c, m) in NODES.items()
                    if k in set(nx.get_node_attributes(graph, "entity_type").values())]  # fmt: skip
        ax.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=9, frameon=False, fontsize=9, borderpad=0
        )
        shown = sum(edge["n"] for *_, edge in graph.edges(data=True))
        caption(ax, f"{shown} of {(data['status'] != 'rejected').sum()} relations, between {len(graph)} of {len(everything)} entities (those with most relations). "
                "An arrow reads from subject to object; ×n: told n times.", below=6)  # fmt: skip
        size = (
            min(1.0, *(a / b for a, b in zip(axes_inches(ax), (width, height), strict=True)))
            if min(width, height)
            else 1.0
        )
        _edges(ax, graph, places, names, max(0.5, size))
        _nodes(ax, graph, places, names, max(0.5, size))
    return finished(ax)


def layout(graph: nx.Graph, names: dict[str, str]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Places in inches, the width and the height: each connected part by itself, no name on another, the same on every run.

    Parameters
    ----------
    graph : networkx.Graph
    names : dict
        What is written below each node.
    """
    wide = {v: max(0.5, text_width(name, NAME)) + 0.3 for v, name in names.items()}
    parts = sorted(nx.weakly_connected_components(graph), key=lambda p: (-len(p), min(p)))
    boxes = []
    for part in parts:
        inner = _spread(graph, sorted(part), wide)
        left, right = (
            min(x - wide[v] / 2 for v, (x, _) in inner.items()),
            max(x + wide[v] / 2 for v, (x, _) in inner.items()),
        )
        low, high = min(y for _, y in inner.values()) - TALL / 2, max(y for _, y in inner.values()) + TALL / 2
        boxes.append(({v: (x - left, y - high) for v, (x, y) in inner.items()}, right - left, high - low))
    places: dict[str, tuple[float, float]] = {}
    width = max([11.0, *(b[1] for b in boxes)])
    x = y = row = 0.0
    for inner, w, h in boxes:
        if x and x + w > width:
            x, y, row = 0.0, y - row, 0.0
        places |= {v: (x + a, y + b) for v, (a, b) in inner.items()}
        x, row = x + w + 0.25, max(row, h + 0.15)
    return places, width, row - y


def _spread(graph: nx.Graph, part: list[str], wide: dict[str, float]) -> dict[str, tuple[float, float]]:
    """One connected part: like springs first, then pushed apart until no two names touch."""
    if len(part) == 2:
        return {part[0]: (0.0, 0.0), part[1]: (sum(wide[v] for v in part) / 2 + 1.2, 0.0)}
    simple = nx.Graph()
    simple.add_nodes_from(part)
    ties = Counter(tuple(sorted(e[:2])) for e in graph.subgraph(part).edges)
    simple.add_edges_from(sorted(ties))
    for (a, b), n in ties.items():  # longer where much has to be written, so that the middle of the net opens
        simple.edges[a, b]["weight"] = 1 + 0.3 * (n - 1) + 0.25 * (min(simple.degree(a), simple.degree(b)) - 1)
    springs = _lying({v: (float(x), float(y)) for v, (x, y) in nx.kamada_kawai_layout(simple).items()})
    lengths = [math.dist(springs[a], springs[b]) / simple.edges[a, b]["weight"] for a, b in simple.edges]
    scale = EDGE / (sum(lengths) / len(lengths))
    across = 1.3 * scale * (max(x for x, _ in springs.values()) - min(x for x, _ in springs.values()))
    squeeze = min(1.0, WIDEST / across)
    at = {v: [1.3 * scale * squeeze * springs[v][0], 0.75 * scale * springs[v][1]] for v in part}
    for _ in range(300):
        touching = False
        for a, b in itertools.combinations(part, 2):
            dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
            over_x, over_y = (wide[a] + wide[b]) / 2 - abs(dx), TALL - abs(dy)
            if over_x > 1e-6 and over_y > 1e-6:
                touching = True
                axis, over, sign = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                push = math.copysign(over / 2 + 0.005, sign if abs(sign) > 1e-9 else 1.0)
                at[a][axis] -= push
                at[b][axis] += push
        if not touching:
            break
    return {v: (x, y) for v, (x, y) in at.items()}


def _lying(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same places turned about their middle until the longer way lies across."""
    middle = [sum(p[i] for p in places.values()) / len(places) for i in (0, 1)]
    moved = {v: (x - middle[0], y - middle[1]) for v, (x, y) in places.items()}
    xx, yy, xy = (
        sum(f(*p) for p in moved.values()) for f in (lambda x, y: x * x, lambda x, y: y * y, lambda x, y: x * y)
    )
    turn = -0.5 * math.atan2(2 * xy, xx - yy)
    return {
        v: (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))
        for v, (x, y) in moved.items()
    }


def _edges(
    ax: Axes, graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]], names: dict[str, str], size: float
) -> None:
    lines: dict[tuple[str, str, str], list[str]] = {}
    for a, b, edge in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["modality"], e[2]["relation"])):
        words = edge["relation"].replace("_", " ") + (f" ×{edge['n']}" if edge["n"] > 1 else "")
        lines.setdefault((a, b, edge["modality"]), []).append(words)
    taken = [(x, y - 0.1, text_width(names[v], NAME) + 0.1, 0.52) for v, (x, y) in places.items()]
    seen: Counter[frozenset] = Counter()
    for (a, b, modality), relations in lines.items():
        n = seen[frozenset((a, b))]
        seen[frozenset((a, b))] += 1
        away = (n + 1) // 2 * max(0.28, 2 * APART / math.dist(places[a], places[b]))
        bend = away * (1 if n % 2 else -1) * (1 if a < b else -1)
        ax.annotate("", places[b], places[a], arrowprops={
            "arrowstyle": "-|>", "linestyle": LINES.get(modality, "-"), "color": "#666666", "linewidth": 1.4, "shrinkA": 10 * size,
            "shrinkB": 11 * size, "connectionstyle": f"arc3,rad={bend}"}).set_gid("edge")  # fmt: skip
        words = "\n".join(relations)
        box = (max(text_width(w, RELATION) for w in relations) + 0.12, 0.14 * len(relations) + 0.06)
        x, y = min(_along(places[a], places[b], bend), key=lambda p: sum(_overlap((*p, *box), t) for t in taken))
        taken.append((x, y, *box))
        ax.text(x, y, words, fontsize=RELATION * size, color="#444444", ha="center", va="center", linespacing=1.1, gid="relation",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.9})  # fmt: skip


def _along(start: tuple[float, float], end: tuple[float, float], bend: float) -> list[tuple[float, float]]:
    """Places for words on a bent line, the middle first."""
    (x0, y0), (x1, y1) = start, end
    cx, cy = (x0 + x1) / 2 + bend * (y1 - y0), (y0 + y1) / 2 - bend * (x1 - x0)
    shares = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)
    return [
        ((1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x1, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y1)
        for t in shares
    ]


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Area that two boxes (centre, width, height) share."""
    return max(0.0, (a[2] + b[2]) / 2 - abs(a[0] - b[0])) * max(0.0, (a[3] + b[3]) / 2 - abs(a[1] - b[1]))


def _nodes(
    ax: Axes, graph: nx.MultiDiGraph, places: dict[str, tuple[float, float]], names: dict[str, str], size: float
) -> None:
    for node, (x, y) in places.items():
        colour, marker = NODES.get(graph.nodes[node]["entity_type"], (FAINT, "o"))
        ax.plot(
            x,
            y,
            marker=marker,
            color=colour,
            markersize=13 * size,
            markeredgecolor="white",
            linestyle="",
            zorder=3,
            gid="node",
        )
        ax.annotate(names[node], (x, y), (0, -9 * size), textcoords="offset points", ha="center", va="top", fontsize=NAME * size, zorder=4,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.8}).set_gid("label")  # fmt: skip
