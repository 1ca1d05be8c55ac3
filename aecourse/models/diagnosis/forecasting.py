"""A plan for a learner's own orders: no hidden truth, so nothing is scored; it is counted.

The forecast asks one question, by direct counting: what would the store's rate be if the plan's
segments did as well as the rest of the store?  Nothing is simulated and nothing is invented; how
far a measure gets a segment there, the orders cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...base.language import Phrase, counted, join
from ...orders.calendar import Window
from ...scoring.measurement import Measurement
from ...scoring.metrics import rules_for
from .catalogue import CAUSES
from .plans import Plan, PlanLine, orders_in, place_name
from .segments import Segment, diagnostic_metric, segments, value_told


@dataclass(frozen=True, slots=True)
class Outlook:
    """One line: its segment as counted, and the store's metric before and if it did as the rest."""

    line: PlanLine
    metric: str
    segment: Segment
    before: float | None
    after: float | None
    cost: float

    @property
    def words(self) -> Phrase:
        """The line in a sentence, with whether luck may have done it."""
        name = diagnostic_metric(self.metric).name
        if self.segment.value is None or self.segment.rest is None:
            return Phrase(
                f"{name.en}: not assessed here, no order of this group is in the denominator.",
                f"{name.zh}：这里不考核，分母里没有这一组的订单。",
            )
        value, rest = value_told(self.metric, self.segment.value), value_told(self.metric, self.segment.rest)
        before, after = value_told(self.metric, self.before), value_told(self.metric, self.after)
        figures = Phrase(
            f"{name.en} {value.en} ({counted(self.segment.denominator, 'order')}), the rest {rest.en}.",
            f"{name.zh} {value.zh}（{self.segment.denominator:,} 笔），其余 {rest.zh}。",
        )
        if self.segment.stands_out > 0:
            luck = Phrase("The interval lies clear of the rest.", "区间与其余订单分得开。")
        elif self.segment.stands_out < 0:
            luck = Phrase("This group does better than the rest.", "这一组比其余的还好。")
        else:
            luck = Phrase("Luck alone may have done this.", "这可能只是运气。")
        then = Phrase(
            f"If it did as the rest does, the store's rate would go from {before.en} to {after.en}.",
            f"如果它和其余的一样，全店会从 {before.zh} 到 {after.zh}。",
        )
        return join([figures, luck, then])


@dataclass(frozen=True, eq=False, repr=False)
class PlanForecast:
    """What a plan could do for a learner's own orders, by counting; no score."""

    plan: Plan
    outlooks: tuple[Outlook, ...]

    def words(self) -> Phrase:
        """A paragraph a line, and how it was worked out."""
        said = [
            Phrase(
                f"{n}. {place_name(o.line.where).en}: {o.words.en}", f"{n}. {place_name(o.line.where).zh}：{o.words.zh}"
            )
            for n, o in enumerate(self.outlooks, start=1)
        ]
        return join([*said, HOW], en="\n", zh="\n")

    def __repr__(self) -> str:
        clear = sum(o.segment.stands_out > 0 for o in self.outlooks)
        return str(
            Phrase(
                f"Forecast({counted(len(self.outlooks), 'line')}, {clear} of them clear of luck, by counting)",
                f"Forecast({len(self.outlooks)} 行，其中 {clear} 行不是运气，直接计数)",
            )
        )


HOW = Phrase(
    "By direct counting: each segment's bad orders cut to the rate of the rest of the store, all "
    "else as it was. Whether a measure gets it there, these orders cannot tell; costs are "
    "illustrative.",
    "算法：直接计数，把各组的坏单降到其余订单的水平，别的都不动。对策能不能做到，这份订单回答不了；成本为示意。",
)


def plan_forecast(measurement: Measurement, plan: Plan, window: Window) -> PlanForecast:
    """Count what each line of *plan* could bring, the one line after the other."""
    weights: dict[str, Any] = {}
    found = []
    for line, cost in zip(plan.lines, plan.costs, strict=True):
        id = CAUSES[line.cause].metric
        segment = next(s for s in segments(measurement, id, line.column, window) if s.group == line.group)
        bad, below, good = _badness(measurement, id, window)
        kept = weights.setdefault(id, bad.copy())
        before = _value(kept, below, good)
        chosen = orders_in(measurement.table, line.where)
        own, others = _value(bad[chosen], below[chosen], 0), _value(bad[~chosen], below[~chosen], 0)
        if own is not None and others is not None and own > others:
            kept[chosen] *= others / own
        after = _value(kept, below, good)
        found.append(Outlook(line, id, segment, before, after, cost))
    return PlanForecast(plan, tuple(found))


def _badness(measurement: Measurement, id: str, window: Window) -> tuple[Any, Any, int]:
    """What is bad in each order on a metric, whether it is below the line, and the scale's top.

    The top is 0 for a rate of bad orders, 1 for a rate of good ones, 5 for a mean of stars.
    """
    import numpy as np

    m = diagnostic_metric(id)
    above, below = m.found(measurement.times, window, rules_for(m, None))
    if m.stars:
        stars = np.nan_to_num(measurement.table[m.stars].to_numpy(dtype=float))
        return np.where(below, 5.0 - stars, 0.0), below, 5
    if m.better > 0:
        return (below & ~above).astype(float), below, 1
    return (above & below).astype(float), below, 0


def _value(bad: Any, below: Any, top: int) -> float | None:
    if not below.any():
        return None
    share = float(bad.sum() / below.sum())
    return top - share if top else share
