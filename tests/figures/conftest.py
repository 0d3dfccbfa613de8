"""Frames that the pictures are drawn from, and the rule that no picture leaves anything behind."""

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt

from helpers.tables.contracts import frame

_HOSTILE = "x $\\frac{1}$ </script><script>alert(1)</script> a\nb\r\n\u202egnirts\u202c \u200f\x00 &amp; 'q' \"q\" @@DATA@@ %s {0}"


@pytest.fixture(autouse=True)
def _clean_pyplot():
    """No look and no figure leaks from one test to the next; nothing that draws may change the reader's settings."""
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.fixture
def hostile():
    """Words that would do harm in a formula, in HTML, in a script or in a template."""
    return _HOSTILE


@pytest.fixture
def events():
    """Makes events: each row (kind, earliest, latest, basis) or a dict with more."""

    def make(rows, label="something happens here and there"):
        filled = []
        for n, row in enumerate(rows):
            row = (
                row if isinstance(row, dict) else dict(zip(("kind", "earliest", "latest", "basis"), row, strict=False))
            )
            filled.append(
                {
                    "event_id": f"e{n}",
                    "article_id": "a",
                    "text": f"Sentence {n}.",
                    "start": n,
                    "status": "machine_only",
                    "state": "asserted",
                }
                | row
            )
        data = frame("events", filled)
        return data.assign(
            outlet=[f"Outlet {n % 3}" for n in range(len(data))],
            label=pd.Series([f"{n} {label}" for n in range(len(data))], dtype=object),
        )

    return make


@pytest.fixture
def gids():
    """How often each gid is among the artists of axes."""

    def count(ax):
        found = [artist.get_gid() for artist in ax.get_children()]
        return {gid: found.count(gid) for gid in found if gid}

    return count


@pytest.fixture
def boxes():
    """Bounding boxes, in pixels, of the texts with one of these gids."""

    def measure(ax, *wanted):
        ax.figure.canvas.draw()
        renderer = ax.figure.canvas.get_renderer()
        return [
            (t.get_text(), t.get_window_extent(renderer)) for t in ax.texts if t.get_gid() in wanted and t.get_text()
        ]

    return measure


@pytest.fixture
def overlapping():
    """Finds pairs of texts that cover each other by more than `slack` pixels both ways."""
    return _overlapping


def _overlapping(measured, slack=1.0):
    out = []
    for i, (a, p) in enumerate(measured):
        for b, q in measured[i + 1 :]:
            if min(p.x1, q.x1) - max(p.x0, q.x0) > slack and min(p.y1, q.y1) - max(p.y0, q.y0) > slack:
                out.append((a, b))
    return out
