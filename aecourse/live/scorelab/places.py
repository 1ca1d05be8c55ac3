"""The size of ScoreLab's picture, and what its parts share to find their places in it."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 640.0, 548.0


def ceiling(value: float, steps: Sequence[float]) -> float:
    """The first of *steps* that reaches *value*, or the last."""
    return next((step for step in steps if value <= step), steps[-1])


class LabelRow:
    """Places along a line of labels that are already taken."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def take(self, centre: float, width: float) -> bool:
        """Take the place for a label, if it touches no other."""
        low, high = centre - width / 2 - 3, centre + width / 2 + 3
        free = all(high < start or low > end for start, end in self._taken)
        if free:
            self._taken.append((low, high))
        return free
