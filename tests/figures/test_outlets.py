"""Outlets side by side."""

import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from helpers.compare.wording import NAMING_COLUMNS, wilson
from helpers.figures.outlets import most_quoted, naming, saying_verbs, source_kinds, stance_matrix
from helpers.figures.style import keep
from helpers.tables.contracts import frame

VOICES = ["outlet", "source", "source_type", "cue", "cue_strength", "n_words"]


def voices(n, outlets=3):
    kinds, cues = ("named_person", "anonymous", "state_or_country"), (("said", 0), ("claimed", -1), ("revealed", 2))
    rows = [(f"Outlet {i % outlets}", f"Source {i}", kinds[i % 3], *cues[i % 3], 5 + i) for i in range(n)]
    return pd.DataFrame(rows, columns=VOICES)


def ratios(*counts):
    """Rows (referent, outlet, term, n, total, kind)."""
    rows = []
    for referent, outlet, term, n, total, kind in counts:
        share = (n / total, *wilson(n, total), True) if total >= 10 else (math.nan,) * 3 + (False,)
        rows.append([referent, outlet, term, kind, n, total, *share])
    return pd.DataFrame(rows, columns=NAMING_COLUMNS)


TWO = [
    ("Drovia", "A", "Drovia", 12, 20, "name"), ("Drovia", "A", "the junta", 8, 20, "charged"), ("Drovia", "B", "Drovia", 2, 2, "name"),
    ("the war", "A", "the war", 11, 11, "name"), ("the port", "A", "the port", 1, 1, "name")]  # fmt: skip


def ledger(groups, outlets, stance="attributes"):
    return frame(
        "ledger",
        [
            {
                "claim_group": f"g{g}",
                "claim_id": f"c{g}-{o}",
                "article_id": f"a{o}",
                "outlet": f"The Outlet of Place {o}",
                "stance": stance,
            }
            for g in range(groups)
            for o in range(outlets)
        ],
    )


@pytest.mark.parametrize("draw", [source_kinds, saying_verbs, most_quoted])
@pytest.mark.parametrize("n", [0, 1, 40])
def test_any_number_of_voices(draw, n):
    ax = draw(voices(n))
    assert isinstance(ax, plt.Axes)
    assert bool(n) != any("No" in t.get_text()[:3] for t in ax.texts)
    _, given = plt.subplots()
    assert draw(voices(n), ax=given) is given


@pytest.mark.parametrize("draw", [source_kinds, saying_verbs, most_quoted])
def test_words_are_inert(draw, hostile):
    data = voices(9).assign(outlet=hostile, source=hostile, cue=hostile)
    draw(data).figure.canvas.draw()


def test_names_of_those_quoted_fit_and_use_the_room():
    ax = most_quoted(voices(12).assign(source="A person with quite a long name indeed"))
    ax.figure.canvas.draw()
    renderer, frame_ = ax.figure.canvas.get_renderer(), ax.get_window_extent()
    ends = [t.get_window_extent(renderer).x1 for t in ax.texts if t.get_gid() == "label"]
    assert frame_.x0 + 0.9 * frame_.width < max(ends) <= frame_.x1 + 2


def test_naming_draws_a_panel_for_each_referent_that_some_outlet_names_often_enough(gids):
    panels = naming(ratios(*TWO))
    assert isinstance(panels, np.ndarray) and panels.shape == (2,)
    assert [p.get_title(loc="left") for p in panels] == ["What they call it: Drovia", "What they call it: the war"]
    assert (
        gids(panels[0])["share"]
        if "share" in gids(panels[0])
        else len([p for p in panels[0].patches if p.get_gid() == "share"])
    ) == 2
    assert gids(panels[0])["interval"] == 2
    assert [t.get_text() for t in panels[0].texts if t.get_gid() == "refused"] == ["too little text (named 2 times)"]
    assert "Not shown: the port" in next(t.get_text() for t in panels[-1].texts if t.get_gid() == "caption")


def test_an_interval_stands_where_wilson_puts_it():
    ax = naming(ratios(*TWO), referent="Drovia")
    first = next(line for line in ax.lines if line.get_gid() == "interval")
    assert np.allclose(first.get_xdata(), 0.78 * np.array(wilson(12, 20)))


def test_charged_names_have_a_second_channel():
    ax = naming(ratios(*TWO), referent="Drovia")
    assert [p.get_hatch() for p in ax.patches if p.get_gid() == "share"] == [None, "///"]


def test_rare_names_are_summed_up():
    rows = [("Drovia", "A", f"name {n}", 20 - n, 155, "name") for n in range(10)]
    ax = naming(ratios(*rows), terms=4)
    assert [t.get_text() for t in ax.texts if t.get_gid() == "label"] == [
        *(f"name {n}" for n in range(4)),
        "other names",
    ]
    assert str(sum(20 - n for n in range(4, 10))) in [t.get_text() for t in ax.texts]


@pytest.mark.parametrize(
    ("rows", "arguments", "says"),
    [
        ((), {}, "Too little text"),
        (TWO[2:3], {}, "Too little text"),
        (TWO, {"referent": "Atlantis"}, "Nothing is called by any name for Atlantis"),
    ],
)
def test_naming_refuses_in_words(rows, arguments, says):
    ax = naming(ratios(*rows), **arguments)
    assert says in ax.texts[0].get_text()


def test_naming_draws_one_panel_on_axes_given(hostile):
    _, ax = plt.subplots()
    assert naming(ratios(*TWO), ax=ax) is ax
    assert naming(ratios(*TWO).assign(term=hostile, outlet=hostile), referent="Drovia", ax=ax) is ax
    ax.figure.canvas.draw()


def test_naming_is_kept_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("HELPERS_OUT", str(tmp_path))
    assert keep(naming(ratios(*TWO)), "names").is_file()


@pytest.mark.parametrize(("groups", "outlets", "marks"), [(1, 2, 2), (12, 3, 36), (30, 3, 36)])
def test_a_glyph_for_each_stance(gids, groups, outlets, marks):
    assert gids(stance_matrix(ledger(groups, outlets)))["stance"] == marks


@pytest.mark.parametrize("data", [ledger(0, 0), ledger(5, 1)])
def test_claims_of_one_article_are_not_compared(data):
    assert "No claim was found in two" in stance_matrix(data).texts[0].get_text()


def test_labels_of_claims_wrap_and_do_not_collide(overlapping, hostile):
    words = {
        f"g{g}": "the harbour authority had withdrawn a notice that sought tugs for vessels of a yard that is on the list of the compact "
        * 2
        for g in range(12)
    }
    ax = stance_matrix(ledger(12, 6), labels=words | {"g3": hostile})
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    for labels in (ax.get_yticklabels(), ax.get_xticklabels()):
        assert overlapping([(t.get_text(), t.get_window_extent(renderer)) for t in labels if t.get_text()]) == []
        assert all(t.get_text().count("\n") <= 1 for t in labels)
