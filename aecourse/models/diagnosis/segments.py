"""Segments of a store: a metric by group, each with its interval against the rest of the store."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError, require_known
from ...base.language import Phrase
from ...orders.calendar import Window
from ...scoring.counting import tally
from ...scoring.measurement import Measurement
from ...scoring.metrics import Metric, rules_for
from ...scoring.uncertainty import wilson
from .catalogue import DIAGNOSTIC_METRICS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Segment:
    """One group of orders on one metric.

    ``numerator`` of a DSR mean is the sum of stars.  ``value`` is missing (None) where no order is
    in the denominator, ``rest`` where all of them are.  ``low`` and ``high`` bound the interval.
    ``stands_out`` is +1 where the group does worse than the rest beyond its interval, -1 better,
    0 where luck may have done it.
    """

    column: str
    group: str
    numerator: int
    denominator: int
    value: float | None
    low: float | None
    high: float | None
    rest: float | None
    stands_out: int

    @property
    def distance(self) -> float:
        """How far from the rest, in half widths of the interval; more is worse or better alike."""
        if self.value is None or self.low is None or self.high is None or self.rest is None:
            return 0.0
        half = self.value - self.low if self.rest < self.value else self.high - self.value
        return abs(self.value - self.rest) / half if half > 0 else 0.0


def guarded_z(groups: int) -> float:
    """The normal quantile with which, over so many groups, one stands out by luck once in twenty.

    A 95 % interval misses by luck once in twenty; who looks at sixteen groups sees that happen more
    often than not.  So the twentieth part is shared among the groups (Bonferroni's correction).
    """
    return NormalDist().inv_cdf(1 - 0.025 / max(groups, 1))


def segments(measurement: Measurement, id: str, column: str, window: Window) -> tuple[Segment, ...]:
    """Every group of *column* on the metric *id*, in the column's own order.

    The interval holds the luck of the group and of the rest, so that a group does better or worse
    than the rest where it lies clear of the rest's rate: 95 % for all groups together
    (:func:`guarded_z`).  Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890.

    Raises:
        UnknownName: no such metric or column.
    """
    m = diagnostic_metric(id)
    require_known(Phrase("column to group by", "可分组的列"), column, map(str, measurement.table.columns))
    above, below = _counted(measurement, m, window)
    return against_the_rest(measurement, m, column, above, below)


def against_the_rest(measurement: Measurement, m: Metric, column: str, above: Any, below: Any) -> tuple[Segment, ...]:
    """Every group of *column*, from what each order adds above and below the line of *m*.

    As :func:`segments`, for counts that were made elsewhere, such as a regime's own.
    """
    import numpy as np

    codes, groups = measurement.times.groups((column,))
    n = tally(codes, len(groups), above)
    d = tally(codes, len(groups), below)
    z = guarded_z(int((d > 0).sum()))
    with np.errstate(divide="ignore", invalid="ignore"):
        value, rest = n / d, (n.sum() - n) / (d.sum() - d)
    low, high = _interval(m, n, d, z)
    rest_low, rest_high = _interval(m, n.sum() - n, d.sum() - d, z)
    # luck in the group and luck in the rest, both drawn at the group (Newcombe's interval)
    bottom, top = (1.0, 5.0) if m.stars else (0.0, 1.0)
    low = np.clip(value - np.hypot(value - low, rest_high - rest), bottom, top)
    high = np.clip(value + np.hypot(high - value, rest - rest_low), bottom, top)
    worse = (low > rest) if m.better < 0 else (high < rest)
    better = (high < rest) if m.better < 0 else (low > rest)
    names = groups[column].astype(object).where(groups[column].notna(), "").astype(str)
    return tuple(
        Segment(column, name, int(a), int(b), _kept(v), _kept(lo), _kept(hi), _kept(r), int(w) - int(g))
        for name, a, b, v, lo, hi, r, w, g in zip(names, n, d, value, low, high, rest, worse, better, strict=True)
    )


def _interval(m: Metric, n: Any, d: Any, z: float) -> tuple[Any, Any]:
    if not m.stars:
        return wilson(n, d, z)
    low, high = wilson((n - d) / 4, d, z)  # a mean of stars, on the scale 0 to 1
    return 1 + 4 * low, 1 + 4 * high


def _kept(value: float) -> float | None:
    return None if isnan(value) else float(value)


def diagnostic_metric(id: str) -> Metric:
    """The metric of that id, among those that a store can be taken apart by.

    Raises:
        UnknownName: with the ids that are near.
    """
    require_known(Phrase("metric", "指标"), id, DIAGNOSTIC_METRICS)
    return DIAGNOSTIC_METRICS[id]


def _counted(measurement: Measurement, m: Metric, window: Window) -> tuple[Any, Any]:
    """Each order's part above and below the line; above it, of a mean, its stars."""
    import numpy as np

    above, below = m.found(measurement.times, window, rules_for(m, None))
    if m.stars:
        above = np.where(above, measurement.table[m.stars].to_numpy(dtype=float), 0.0)
    return above, below


def over_all_orders(measurement: Measurement, id: str, window: Window) -> float | None:
    """The metric over all orders, or None without any order in the denominator."""
    above, below = _counted(measurement, diagnostic_metric(id), window)
    return float(above.sum() / below.sum()) if below.any() else None


def value_told(id: str, value: float | None) -> Phrase:
    """A value of the metric *id* in words: ``4.1 %``, ``4.72 ★``, or not assessed."""
    if value is None:
        return Phrase("not assessed", "不考核")
    text = f"{value:.2f} ★" if diagnostic_metric(id).stars else f"{100 * value:.1f} %"
    return Phrase(text, text)


def groupable(orders: pd.DataFrame, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of *columns* that the table has and that take it apart: two groups or more.

    Raises:
        CourseError: there is none.
    """
    found = tuple(c for c in columns if c in orders and len(orders[c].dropna().unique()) > 1)
    if not found:
        raise CourseError(
            "nothing to take this store apart by: all orders have one product, one category and one "
            f"destination; fill at least one of the columns {', '.join(columns)}",
            f"没有可以拆分的维度：所有订单的商品、类目、国家都一样；请至少填好其中一列：{'、'.join(columns)}",
        )
    return found
