"""Who told whom."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures.ladders import chains, ladder
from helpers.tables.contracts import frame

SOURCES = frame("sources", [
    {"source_id": "s1", "name": "Captain", "source_type": "pseudonymous"}, {"source_id": "s2", "name": "Gazette", "source_type": "media_outlet"}])  # fmt: skip
ARTICLES = frame(
    "articles", [{"article_id": "a", "outlet": "Courier"}, {"article_id": "b", "outlet": "", "file": "b.txt"}]
)


def claims(*vias, article="a", status="machine_only"):
    return frame(
        "claims",
        [
            {
                "claim_id": f"c{n}",
                "article_id": article,
                "source_id": "s1",
                "via": list(via),
                "hops": len(via),
                "status": status,
            }
            for n, via in enumerate(vias)
        ],
    )


def test_chains_run_from_who_knows_to_the_article():
    found = chains(claims(["Gazette"], ["Gazette"], [], ["Clerk", "Gazette"]), SOURCES, ARTICLES)
    assert found["n_claims"].tolist() == [1, 2]
    assert found["rungs"][1] == [("Captain", "pseudonymous"), ("Gazette", "media_outlet"), ("Courier", "article")]
    assert found["claim_ids"][1] == ["c0", "c1"]


def test_an_outlet_without_a_name_is_its_file():
    assert chains(claims(["Gazette"], article="b"), SOURCES, ARTICLES)["rungs"][0][-1] == ("b.txt", "article")


def test_rejected_claims_are_left_out():
    assert chains(claims(["Gazette"], status="rejected"), SOURCES, ARTICLES).empty


@pytest.mark.parametrize(("vias", "rungs"), [([["Gazette"]], 3), ([["Clerk", "Gazette"], ["Gazette"]], 7)])
def test_a_mark_for_each_rung(gids, vias, rungs):
    assert gids(ladder(chains(claims(*vias), SOURCES, ARTICLES)))["rung"] == rungs


def test_rungs_without_a_name_are_hollow():
    ax = ladder(chains(claims(["Gazette"]), SOURCES, ARTICLES))
    assert next(line.get_markerfacecolor() for line in ax.lines if line.get_gid() == "rung") == "white"


def test_nothing_to_draw_is_said():
    assert "straight from its source" in ladder(chains(claims([]), SOURCES, ARTICLES)).texts[0].get_text()


def test_an_outlet_that_names_itself_is_no_relay():
    outlet = ARTICLES["outlet"].iloc[0]
    told = chains(claims([outlet.removeprefix("The ")], ["Gazette", outlet]), SOURCES, ARTICLES)
    assert [[name for name, _ in rungs[1:]] for rungs in told["rungs"]] == [["Gazette", outlet]]


def test_many_chains_and_what_is_left_out():
    ax = ladder(chains(claims(*[[f"Relay {n}"] for n in range(30)]), SOURCES, ARTICLES))
    assert "12 of 30 chains" in next(t.get_text() for t in ax.texts if t.get_gid() == "caption").replace("\n", " ")


def test_axes_given_are_returned_and_words_inert(hostile):
    _, ax = plt.subplots()
    data = pd.DataFrame(
        {"rungs": [[(hostile, "unknown"), (hostile, "article")]], "hops": [1], "n_claims": [1], "claim_ids": [["c"]]}
    )
    assert ladder(data, ax=ax, title="T") is ax
    ax.figure.canvas.draw()
