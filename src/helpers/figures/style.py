"""One look for all pictures: colours by role, captions, saving."""

from __future__ import annotations

import os
import re
import textwrap
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, fontManager, get_font
from matplotlib.text import Text

# Okabe and Ito's palette, told apart by people with any kind of colour vision; https://jfly.uni-koeln.de/color/
INK = "#222222"
FAINT = "#8a8a8a"
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
)
KIND_COLOURS = {
    "sanction": RED,
    "deletion": PURPLE,
    "statement": BLUE,
    "other": GREEN,
    "printed": BLUE,
    "computed": ORANGE,
}
KIND_MARKERS = {"sanction": "D", "deletion": "X", "statement": "o", "other": "s", "printed": "o", "computed": "D"}
FONTS = ["DejaVu Sans"]  # comes with matplotlib: the same picture everywhere
CJK = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
       "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Arial Unicode MS")  # fmt: skip
MISSING = "□"  # stands for a letter that no font of this machine has
RC = {
    "font.family": FONTS,
    "font.size": 11,
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,
    "svg.hashsalt": "helpers",
    "svg.fonttype": "path",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "hatch.linewidth": 0.6,
}


@cache
def fonts() -> tuple[str, ...]:
    """Fonts in the order in which letters are looked for: ours, then the first one here that has Chinese and Japanese."""
    here = {font.name for font in fontManager.ttflist}
    return (*FONTS, *[name for name in CJK if name in here][:1])


@cache
def _letters() -> frozenset[int]:
    return frozenset(code for name in fonts() for code in get_font(findfont(name)).get_charmap())


def drawable(words: str) -> str:
    """Words with each letter that no font here has replaced by a hollow square: what is not drawn is not hidden either.

    >>> drawable("Pier 9, \U0001f6a2")
    'Pier 9, □'
    """
    return "".join(c if c == "\n" or ord(c) in _letters() else MISSING for c in words)


@contextmanager
def styled():
    """The suite's look, within a ``with`` block only: what a notebook has set stays as it was.

    The first picture of a notebook loads the backend, which switches interactive drawing on. That has to outlive the
    block, or no later picture would be shown.
    """
    interactive = mpl.is_interactive()
    try:
        with mpl.rc_context(RC | {"font.family": fonts()}):
            try:
                yield
            finally:
                interactive = mpl.is_interactive()
    finally:
        mpl.interactive(interactive)


def new_axes(width: float = 10, height: float = 5) -> Axes:
    """Axes on a figure of their own."""
    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def plain(text: object) -> str:
    """Words of an article as matplotlib should draw them: one line, no control characters.

    >>> plain("a\\n  b\\x00 $c$")
    'a b $c$'
    """
    return " ".join(
        re.sub(
            r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]", " ", str(text)
        ).split()
    )


def shorten(text: object, width: int) -> str:
    """At most `width` characters, cut at a word."""
    words = plain(text)
    return (
        textwrap.shorten(words, width, placeholder="…")
        if " " in words[:width]
        else words
        if len(words) <= width
        else words[: width - 1] + "…"
    )


def caption(ax: Axes, text: str, *, below: float = 34, share: float = 1.0) -> None:
    """A line below the picture that says what is in it, what was left out, and where it comes from.

    `below` in points; `share` is how much of the figure's width the axes have beside their labels.
    """
    width = max(30, int(share * ax.figure.bbox.width / ax.figure.dpi * 13))
    ax.annotate(
        "\n".join(textwrap.wrap(plain(text), width)), (0, 0), (0, -below), xycoords="axes fraction",
        textcoords="offset points", ha="left", va="top", fontsize=8.5, color="#555555", annotation_clip=False,
    ).set_gid("caption")  # fmt: skip


def finished(ax: Axes) -> Axes:
    """The axes themselves, with no word in them read as a formula, and letters without a font told of below."""
    lacking = False
    for text in ax.findobj(Text):
        text.set_parse_math(False)
        words = text.get_text()
        if (shown := drawable(words)) != words:
            text.set_text(shown)
            lacking = True
    if lacking:
        for text in ax.findobj(lambda artist: artist.get_gid() == "caption"):
            text.set_text(f"{text.get_text()}\n{MISSING}: a letter for which this machine has no font.")
    return ax


def nothing(ax: Axes, what: str) -> Axes:
    """Axes that say that there is nothing to draw, and why."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, plain(what), ha="center", va="center", wrap=True, color="#555555", transform=ax.transAxes)
    return finished(ax)


def keep(picture: Axes | Figure | np.ndarray, name: str) -> Path:
    """Save a picture as PNG and SVG among the figures of this run; the same picture gives the same bytes.

    Parameters
    ----------
    picture : Axes, array of Axes or Figure
        Of several axes, all of their figure is saved.
    name : str
        What the files are called; anything but letters, digits and hyphens becomes a hyphen.

    Returns
    -------
    Path
        Of the PNG, under ``$HELPERS_OUT/figures`` or ``data/derived/figures``.
    """
    one = picture.flat[0] if isinstance(picture, np.ndarray) else picture
    figure = one if isinstance(one, Figure) else one.figure
    home = Path(__file__).resolve().parents[3]
    base = Path(
        os.environ.get("HELPERS_OUT") or (home if (home / "notebooks").is_dir() else Path.cwd()) / "data" / "derived"
    )
    folder = base / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:100] or 'figure'}.png"
    with styled():
        figure.savefig(path, dpi=150, bbox_inches="tight", metadata={"Software": None})
        figure.savefig(path.with_suffix(".svg"), bbox_inches="tight", metadata={"Date": None})
    return path
