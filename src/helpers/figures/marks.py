"""The marks of a timeline: a day, an interval, an open end, hollow or hatched where inferred."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.layout import as_number
from helpers.figures.style import INK, KIND_COLOURS, KIND_MARKERS

THIN = 0.010  # of the axis: the least width of a bar
STUB = 0.06  # the bar of an open interval
ARROW = 0.028  # the arrow at its open end


@dataclass(frozen=True)
class Mark:
    """What is known about when, as numbers: None where open, infinite where no calendar holds it."""

    begin: float | None
    end: float | None
    kind: str = "other"
    inferred: bool = False

    @classmethod
    def of(cls, row: dict) -> Mark:
        """The mark of a row with ``earliest, latest`` and where there ``kind, basis``."""
        return cls(
            as_number(row["earliest"]),
            as_number(row["latest"]),
            row.get("kind", "other"),
            row.get("basis") == "inferred",
        )

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.begin is not None and self.begin == self.end and math.isfinite(self.begin)

    @property
    def is_open(self) -> bool:
        """Whether one side is open."""
        return self.begin is None or self.end is None

    def bar(self, limits: tuple[float, float]) -> tuple[float, float]:
        """Where its bar begins and ends within the limits."""
        left, right = limits
        wide = right - left
        a = left if self.begin is None else max(self.begin, left)
        b = right if self.end is None else min(self.end + 1, right)
        a = max(a, b - STUB * wide) if self.begin is None else a
        b = min(b, a + STUB * wide) if self.end is None else b
        if b - a < THIN * wide:
            middle = (a + b) / 2
            a, b = middle - THIN * wide / 2, middle + THIN * wide / 2
        return a, b

    def extent(self, limits: tuple[float, float]) -> tuple[float, float]:
        """From where to where it takes room, with arrows."""
        wide = limits[1] - limits[0]
        if self.is_day:
            return self.begin + 0.5 - 0.006 * wide, self.begin + 0.5 + 0.006 * wide
        a, b = self.bar(limits)
        return a - (ARROW * wide if self.begin is None else 0), b + (ARROW * wide if self.end is None else 0)


def draw_mark(ax: Axes, mark: Mark, y: float, limits: tuple[float, float], *, scale: float = 1.0) -> bool:
    """Draw one mark in a row; whether it goes on beyond the limits."""
    left, right = limits
    colour = KIND_COLOURS.get(mark.kind, INK)
    if mark.is_day:
        ax.plot(mark.begin + 0.5, y, marker=KIND_MARKERS.get(mark.kind, "o"), markersize=9 * scale, linestyle="", zorder=3, gid="day",
                color=colour, markeredgecolor=colour if mark.inferred else "white", markerfacecolor="white" if mark.inferred else colour)  # fmt: skip
        return False
    a, b = mark.bar(limits)
    ax.add_patch(Rectangle((a, y - 0.2), b - a, 0.4, facecolor=colour, alpha=0.30 if mark.inferred else 0.75, edgecolor=colour,
                           hatch="////" if mark.inferred else None, linewidth=0.8, gid="interval"))  # fmt: skip
    step = ARROW * (right - left)
    for is_open, x, way in ((mark.begin is None, a, -1), (mark.end is None, b, 1)):
        if is_open:
            ax.annotate("", (x + way * step, y), (x, y), annotation_clip=False,
                        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}).set_gid("open")  # fmt: skip
    beyond = [
        x
        for x, out in (
            (left, mark.begin is not None and mark.begin < left),
            (right, mark.end is not None and mark.end > right),
        )
        if out
    ]
    for x in beyond:
        slashes(ax, x, y, 0.008 * (right - left) * (1 if x == left else -1))
    return bool(beyond)


def slashes(ax: Axes, x: float, y: float, inward: float) -> None:
    """Two white strokes at the end of a bar that goes on beyond the picture; `inward` is their distance, with its sign."""
    for n in (1, 1.8):
        ax.plot(
            [x + inward * (n - 0.3), x + inward * (n + 0.3)],
            [y + 0.3, y - 0.3],
            color="white",
            linewidth=1.8,
            zorder=4,
            gid="cut",
        )


def frame_time(ax: Axes, handles: list[Artist]) -> None:
    """No axis of y, a faint line a tick, and a key above."""
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    ax.set_axisbelow(True)
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, borderpad=0, ncols=max(1, len(handles)), frameon=False,
              fontsize=8.5, handletextpad=0.5, columnspacing=1.2)  # fmt: skip
