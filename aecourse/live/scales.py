"""Where values stand in a picture, and how far its scales reach while a hand moves levers."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places: *low* stands at *start*, *high* at *end*.

    Either end may be the greater one.

    Raises:
        ValueError: *low* is *high*, so that no line is given.
    """

    low: float
    high: float
    start: float
    end: float

    def __post_init__(self) -> None:
        if self.low == self.high:
            raise ValueError(f"a scale from {self.low} to {self.high} has no length")

    def at(self, value: float) -> float:
        """The place of *value*, which may lie beyond the ends."""
        return self._placed((value - self.low) / (self.high - self.low))

    def within(self, value: float) -> float:
        """The place of *value*, or of the end of the scale beyond which it lies."""
        share = (value - self.low) / (self.high - self.low)
        return self._placed(0.0 if share < 0 else 1.0 if share > 1 else share)

    def _placed(self, share: float) -> float:
        return self.start + (self.end - self.start) * share


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a scale goes: ``first`` at the last reset, ``now`` as far or further."""

    first: float
    now: float

    @property
    def widened(self) -> bool:
        """Whether the same value stands elsewhere now than at the last reset."""
        return self.now != self.first


class HeldScales:
    """The scales of one view, held while levers move: they zoom out when they must, never in.

    Bars that were rescaled at each step would shrink while what they count grows.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Reach] = {}

    def reach(self, name: Hashable, needed: float, *, room: float, ends: Callable[[float], float]) -> Reach:
        """How far the scale called *name* goes, with *needed* on it.

        A new scale has *room* for so many times what is needed; ``ends`` gives the end at or
        above a value where a scale may end.
        """
        known = self._known.get(name)
        if known is None:
            first = ends(room * needed)
            found = Reach(first, max(first, ends(needed)))
        else:
            found = Reach(known.first, max(known.now, ends(needed)))
        self._known[name] = found
        return found

    def clear(self) -> None:
        """Forget all scales: the next picture begins them anew."""
        self._known.clear()


def round_end(count: float) -> float:
    """The first of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten that reaches *count*, or 1."""
    power = 10.0 ** math.floor(math.log10(max(count, 1)))
    return next(power * k for k in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if count <= power * k)


__all__ = ["HeldScales", "Reach", "Scale", "round_end"]
