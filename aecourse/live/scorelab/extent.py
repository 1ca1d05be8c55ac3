"""How far ScoreLab's scales reach: held from the last reset on, so that lengths can be compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from ...scoring.metrics import METRICS
from ..scales import HeldScales, Reach, round_end
from .facts import Scored
from .places import ceiling

_BARS, _COURSE = 3.0, 1.5  # times what the reset shows: from there on a scale must widen
_AXES = (0.04, 0.08, 0.16, 0.24, 0.4, 0.6, 1.0)  # where each scale may end
_COURSES = (0.04, 0.08, 0.12, 0.16, 0.24, 0.32, 0.48, 0.64, 1.0)
_RATES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


class Extent:
    """The *scales* of one view, as long as *basis*, what it looks at, stays the same."""

    def __init__(self, scales: HeldScales, basis: Hashable) -> None:
        self._scales, self._basis = scales, basis

    def bars(self, shown: Iterable[Scored]) -> Reach:
        """Of the bars of the five conditions, in orders."""
        most = max((count for one in shown for count in one.conditions), default=0)
        return self._scales.reach((self._basis, "bars"), most, room=_BARS, ends=round_end)

    def axis(self, shown: Iterable[Scored], limits: Iterable[float]) -> Reach:
        """Of the scale on which the rate stands, with room for the band beyond the last limit."""
        rates = [1.04 * one.value for one in shown if one.value is not None]
        needed = max([*rates, *(limit * 4 / 3 for limit in limits)], default=0.0)
        return self._reach("axis", needed, _AXES)

    def course(self, shown: Iterable[Scored], metric: str) -> Reach:
        """Of the rolling line of *metric*."""
        known = [value for one in shown for value in one.rolling if value is not None]
        return self._reach(f"{metric} course", 1.1 * max(known, default=0.05), _COURSES, _COURSE)

    def item(self, metric: str, shown: Sequence[float]) -> tuple[float, float]:
        """The ends of the scale of one metric among several, with all that is *shown* on it.

        Stars, and rates that should be high, end at their best: it is the other end that is held.
        """
        m = METRICS[metric]
        if m.stars:
            return 5.0 - self._reach(metric, 5.0 - min(shown, default=5.0), (2.0, 4.0)).now, 5.0
        if m.better > 0:  # what stands at the very end of half a scale is not seen
            far = 1.0 - min(shown, default=1.0)
            return 1.0 - self._reach(metric, far + 0.05, (0.5, 1.0)).now, 1.0
        return 0.0, self._reach(metric, 1.1 * max(shown, default=0.01), _RATES).now

    def _reach(self, name: str, needed: float, steps: Sequence[float], room: float = 1.0) -> Reach:
        return self._scales.reach((self._basis, name), needed, room=room, ends=lambda value: ceiling(value, steps))
