"""Several codings of one passage, laid along the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from helpers.figures.style import BLUE, FAINT, INK, ORANGE, caption, finished, new_axes, nothing, plain, shorten, styled
from helpers.review.agreement import PARTS, Coded, pair_claims

HEIGHTS = {"content": 0.36, "cue": 0.6, "source": 0.6}
COLOURS = {"content": "#c9c9c9", "cue": ORANGE, "source": BLUE}


def codings(
    data: Mapping[str, Sequence[Coded]], text: str, *, title: str = "Who marked what", ax: Axes | None = None
) -> Axes:
    """What each coder marked, along the passage from its first character to its last.

    Parameters
    ----------
    data : mapping
        Name of a coder to the claims that they marked; the first is the one that the others are compared with.
    text : str
        The passage.
    title : str
    ax : Axes, optional

    Returns
    -------
    Axes
        A lane a coder: contents low, sources and cues high. Contents are hatched where the first coder has no such
        claim, and in the first lane where nobody else has it.
    """
    with styled():
        ax = ax or new_axes(11, 1.6 + 0.85 * max(1, len(data)))
        ax.set_title(plain(title))
        if not any(data.values()):
            return nothing(ax, "Nothing was marked.")
        names = list(data)
        for y, name in enumerate(names):
            others = [data[n] for n in names if n != name] if y == 0 else [data[names[0]]]
            for claim, alone in zip(data[name], _alone(data[name], others, text), strict=True):
                _draw(ax, y, claim, alone)
        ax.set_yticks(range(len(names)), [shorten(n, 24) for n in names])
        ax.set_ylim(len(names) - 0.45, -0.55)
        ax.set_xlim(0, max(1, len(text)))
        ax.set_xlabel("characters from the beginning of the passage")
        ax.tick_params(axis="y", length=0)
        handles = [Patch(facecolor=COLOURS[part], edgecolor=INK, label=part) for part in reversed(PARTS)]
        handles.append(Patch(facecolor="white", edgecolor=INK, hatch="////", label="a claim of one side only"))
        ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.32), ncols=4, frameon=False, fontsize=9)
        caption(ax, "Claims: " + ", ".join(f"{n} {len(data[n])}" for n in names) + ".", below=74)
    return finished(ax)


def _alone(claims: Sequence[Coded], others: Sequence[Sequence[Coded]], text: str) -> list[bool]:
    """Of each claim, whether none of the others has it."""
    shared = {i for other in others for i, j in pair_claims(claims, other, text) if i is not None and j is not None}
    return [bool(others) and i not in shared for i in range(len(claims))]


def _draw(ax: Axes, y: int, claim: Coded, alone: bool) -> None:
    for part in PARTS[::-1]:
        height = HEIGHTS[part]
        for start, end in claim.spans(part):
            hatch = "////" if alone and part == "content" else None
            ax.broken_barh([(start, end - start)], (y + 0.3 - height, height), facecolor=COLOURS[part],
                           edgecolor=INK if alone else FAINT, linewidth=0.6, hatch=hatch, gid=part)  # fmt: skip
