"""The network of relations."""

import matplotlib.pyplot as plt
import pytest

from helpers.figures.network import layout, network, relation_graph
from helpers.tables.contracts import frame

ENTITIES = frame(
    "entities",
    [
        {
            "entity_id": f"e{n}",
            "name": f"Company number {n} of the harbour",
            "entity_type": ("ORG", "PERSON", "GPE")[n % 3],
        }
        for n in range(40)
    ],
)


def relations(*rows):
    """Rows (subject, relation, object, modality)."""
    return frame("relations", [
        {"relation_id": f"r{n}", "article_id": "a", "subject_id": f"e{s}", "subject": f"Company number {s} of the harbour", "relation": relation,
         "object_id": f"e{o}", "object": f"Company number {o} of the harbour", "modality": modality, "status": "machine_only"}
        for n, (s, relation, o, modality) in enumerate(rows)])  # fmt: skip


STAR = [(0, "supplies", n, "asserted") for n in range(1, 28)]
CHAIN = [(n, "owns", n + 1, "claimed") for n in range(27)]
MESH = [
    (n, "meets", (n * 7 + 3) % 28, ("asserted", "denied", "suspected")[n % 3])
    for n in range(28)
    if (n * 7 + 3) % 28 != n
] + CHAIN
PAIRS = [(2 * n, "part_of", 2 * n + 1, "asserted") for n in range(14)]


@pytest.mark.parametrize("rows", [PAIRS[:1], STAR, CHAIN, MESH, PAIRS], ids=["one", "star", "chain", "mesh", "pairs"])
def test_names_do_not_collide(rows, gids, overlapping):
    ax = network(relations(*rows), entities=ENTITIES)
    n = len({x for s, _, o, _ in rows for x in (s, o)})
    assert gids(ax)["node"] == gids(ax)["label"] == n
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    measured = [(t.get_text(), t.get_window_extent(renderer)) for t in ax.texts if t.get_gid() == "label"]
    assert overlapping(measured) == []
    assert ax.figure.get_figwidth() < 18


def test_a_line_a_pair_and_modality(gids):
    rows = [
        (0, "supplies", 1, "asserted"),
        (0, "owns", 1, "asserted"),
        (0, "supplies", 1, "asserted"),
        (0, "supplies", 1, "denied"),
        (1, "meets", 0, "asserted"),
    ]
    ax = network(relations(*rows), entities=ENTITIES)
    assert gids(ax)["edge"] == 3
    assert sorted(t.get_text() for t in ax.texts if t.get_gid() == "relation") == [
        "meets",
        "owns\nsupplies ×2",
        "supplies",
    ]


def test_graph_counts_what_is_told_twice_and_leaves_rejected_out():
    data = relations((0, "supplies", 1, "asserted"), (0, "supplies", 1, "asserted"), (1, "owns", 2, "denied"))
    data.loc[2, "status"] = "rejected"
    graph = relation_graph(data, ENTITIES)
    assert [(a, b, e["n"], e["relation_ids"]) for a, b, e in graph.edges(data=True)] == [("e0", "e1", 2, ["r0", "r1"])]


@pytest.mark.parametrize("rows", [(), ((3, "owns", 3, "asserted"),)])
def test_nothing_to_draw_is_said(rows):
    assert "No relations" in network(relations(*rows), entities=ENTITIES).texts[0].get_text()


def test_those_with_most_relations_are_kept(gids):
    ax = network(relations(*STAR, *CHAIN), entities=ENTITIES, top=5)
    assert gids(ax)["node"] == 5
    assert "5 of 28 entities" in next(t.get_text() for t in ax.texts if t.get_gid() == "caption").replace("\n", " ")


def test_places_are_the_same_on_every_run():
    graph = relation_graph(relations(*MESH), ENTITIES)
    names = {v: graph.nodes[v]["name"] for v in graph}
    assert layout(graph, names) == layout(graph, names)


def test_axes_given_are_returned_and_words_inert(hostile):
    _, ax = plt.subplots()
    assert network(relations(*PAIRS).assign(subject=hostile), entities=ENTITIES, ax=ax) is ax
    ax.figure.canvas.draw()
