"""Measuring metrics on an order table: whole, by group, day by day, and the orders behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import narwhals as nw

from ..base.errors import CourseError, brief, require_known
from ..base.language import Phrase
from ..orders import in_order, not_computable, opened, refuse_unlisted, unlisted
from ..orders.calendar import Moment, Window, as_date
from . import feedback
from .columns import ExpressionColumns, microseconds
from .counting import tally
from .events import NEVER, Event, EventTimes, always
from .memory import Rules, rules_of
from .metrics import BAD_EXPERIENCE, METRICS, Metric, metric, rules_for
from .uncertainty import wilson

if TYPE_CHECKING:
    import pandas as pd

    from ..orders.columnar import ColumnarOrders


class Measurement:
    """A pandas order table looked at under one regime: every event is found once and then reused.

    What :func:`measure` and :func:`aecourse.assess` do for one window, a live view does many times
    on the same table; so the table and what was found in it are kept together here.
    """

    def __init__(self, orders: pd.DataFrame | ColumnarOrders | EventTimes, regime: Rules | None = None) -> None:
        self.times = orders if isinstance(orders, EventTimes) else EventTimes(orders)  # shared between regimes
        self.regime = regime
        self._rules: dict[str, Rules] = {}

    @property
    def table(self) -> pd.DataFrame:
        """The orders as a pandas table."""
        return self.times.table

    def rules(self, m: Metric) -> Rules:
        """The parameters that hold for a metric here."""
        if m.id not in self._rules:
            self._rules[m.id] = rules_for(m, self.regime)
        return self._rules[m.id]

    def masks(self, id: str, window: Window) -> tuple[Any, Any]:
        """Which orders are in the numerator and in the denominator, as boolean arrays."""
        m = metric(id)
        if id in self.not_computable:
            import numpy as np

            nobody = np.zeros(len(self.times), dtype=bool)
            return nobody, nobody
        return m.found(self.times, window, self.rules(m))

    @property
    def not_computable(self) -> Mapping[str, Phrase]:
        """Metric -> why: what it needs is not told by the table's source, so nobody is in it."""
        return not_computable(self.times.untold)

    def inside(self, events: Sequence[Event], window: Window) -> Any:
        """Which orders have one of *events* in *window*, as a boolean array."""
        return self.times.inside(events, window, self.rules(METRICS["odr"]))

    def behind(self, id: str, window: Window) -> pd.DataFrame:
        """The orders in the numerator of a metric."""
        found: pd.DataFrame = self.table[self.masks(id, window)[0]]
        return found

    def conditions(self, window: Window) -> dict[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions.

        The five may add up to more than the numerator of ODR: an order with several faults counts
        once there.
        """
        odr = METRICS["odr"]
        assessed = self.inside(odr.denominator, window)
        return {name: int((self.inside(events, window) & assessed).sum()) for name, events in BAD_EXPERIENCE.items()}

    def rolling(self, id: str, first: Moment, last: Moment, window_days: int) -> pd.DataFrame:
        """A rate on each day from *first* to *last*, over the *window_days* days that end there.

        Returns:
            A table with ``day``, ``numerator``, ``denominator`` and ``value`` (missing where no
            order was in the denominator).  Each row equals :func:`measure` over that day's window.
        """
        import numpy as np
        import pandas as pd

        above, below = self.rolled(id, first, last, window_days)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = above / below
        return pd.DataFrame(
            {
                "day": pd.date_range(as_date(first), periods=len(below)),
                "numerator": above,
                "denominator": below,
                "value": pd.array(value, dtype="Float64"),
            }
        )

    def rolled(self, id: str, first: Moment, last: Moment, window_days: int) -> tuple[Any, Any]:
        """Numerator and denominator of :meth:`rolling`, as arrays with a number for each day."""
        m = metric(id)
        if id in self.not_computable:
            raise CourseError(self.not_computable[id])
        if m.stars or m.merges_reviews:
            raise CourseError(
                Phrase(
                    f"a rolling line is drawn for rates of orders, not for {id}",
                    f"滚动曲线只用于订单比率，不适用于 {id}",
                )
            )
        start = as_date(first)
        days = (as_date(last) - start).days + 1
        rules = self.rules(m)
        kept = self.times.kept if m.leaves_out_exempt(rules) else None

        def distinct(events: Sequence[Event], rows: Any) -> Any:
            return self._distinct_by_day(events, rows, rules, start, days, window_days)

        numerator, denominator = ([e for e in events if e.applies(rules)] for events in (m.numerator, m.denominator))
        below = distinct(denominator, kept)
        above = distinct(numerator, kept)
        # An event above the line that is not itself one below it may stand alone in a window (of
        # ODR: a dispute that ends by the seller's silence and was opened before): it does not count.
        covered = {(e.moment, e.condition) for e in denominator}
        alone = [e for e in numerator if (e.moment, e.condition) not in covered and (e.moment, always) not in covered]
        if alone:
            rows = reduce(or_, [self.times.at(e, rules) != NEVER for e in alone])
            rows = rows if kept is None else rows & kept
            above = above - (distinct([*numerator, *denominator], rows) - distinct(denominator, rows))
        return above, below

    def _distinct_by_day(
        self, events: Sequence[Event], among: Any, rules: Rules, start: date, days: int, span: int
    ) -> Any:
        """On each day: how many orders have one of *events* in the *span* days that end there.

        Of the orders of the mask *among*, or of all.  A moment on day e is inside the windows that
        end on e .. e+span-1.  Of an order's moments, in their order, each opens such a stretch and
        hands over to the next, so that the stretches of one order never overlap and the order is
        counted once.
        """
        import numpy as np

        origin = microseconds(datetime.combine(start, time()))
        earliest, end = origin - span * _DAY_US, origin + days * _DAY_US  # beyond either nothing changes
        # order by order, and in each by day: one number for both, as narrow as may be, sorts much quicker
        width = span + days
        kind = np.min_scalar_type(-(len(self.times) + 1) * width)
        each = [np.empty(0, dtype=kind)]
        for event in events:
            happened = event.between(self.times, earliest, end - 1, rules)
            rows = (happened if among is None else happened & among).nonzero()[0]
            day = (event.instants(self.times, rules)[rows] - earliest) // _DAY_US
            each.append(rows.astype(kind) * width + day.astype(kind))
        moments = np.sort(np.concatenate(each))
        order = moments // width
        opens = moments - order * width - span
        closes = opens + span
        same = order[1:] == order[:-1]
        closes[:-1][same] = np.minimum(closes[:-1], opens[1:])[same]
        steps = tally(np.maximum(opens, 0), days + 1)
        steps -= tally(np.clip(closes, 0, days), days + 1)
        return np.cumsum(steps[:days])


_DAY_US = 86_400_000_000


def counts_by_group(
    orders: Any, metrics: Sequence[str], window: Window, by: Sequence[str] = (), regime: Rules | None = None
) -> pd.DataFrame:
    """One row a group with ``<metric>.n`` and ``<metric>.d``, on any engine.

    *orders* is what :func:`aecourse.orders.opened` gives.  On another engine than pandas all of it
    is one question of sums, so only the answer, one row a group, leaves the engine.
    """
    import pandas as pd

    if isinstance(orders, pd.DataFrame):
        return count(Measurement(orders, regime), metrics, window, by)
    frame, col = orders, ExpressionColumns(orders)
    if "day" in by and "day" not in frame.collect_schema().names():
        frame = frame.with_columns(nw.col("paid_at").dt.truncate("1d").alias("day"))
    columns: dict[str, nw.Expr] = {}
    judged = []
    for m in map(metric, metrics):
        rules = rules_for(m, regime)
        judged.append((m, rules))
        numerator, denominator = m.masks(window, rules, col)
        above = nw.col(m.stars).cast(nw.Float64) if m.stars else nw.lit(1)
        # a dot in a name would mean a field of a struct on Spark
        columns[f"{m.id}__n"] = nw.when(numerator).then(above).otherwise(0)
        columns[f"{m.id}__d"] = nw.when(denominator).then(1).otherwise(0)
    frame = col.with_shared(frame)
    for m, rules in judged:
        frame = _merged(frame, m, window, rules, col)
    asked = col.asked.union(by)
    odd = {f"{name}__odd": mask for name, mask in unlisted(asked).items()}
    columns |= {name: nw.when(mask).then(1).otherwise(0) for name, mask in odd.items()}
    masks = frame.select(*by, *(mask.alias(name) for name, mask in columns.items()))
    total = nw.col(*columns).sum()
    sums = masks.group_by(*by).agg(total) if by else masks.select(total)
    eager = sums.collect() if isinstance(sums, nw.LazyFrame) else sums
    table = eager.to_pandas()
    if table[list(odd)].any(axis=None):
        refuse_unlisted(frame, asked)
    table = table.drop(columns=list(odd)).rename(columns={name: name.replace("__", ".") for name in columns})
    return in_order(table, by) if by else table


def _merged(frame: Any, m: Metric, window: Window, rules: Rules, col: ExpressionColumns) -> Any:
    """*frame* with the column that says which merged reviews count, if *m* looks at them."""
    by = m.merging(rules)
    if not by:
        return frame
    considered = m.considered(window, rules, col)
    return feedback.with_merged_reviews(frame, considered, by, feedback.flag(m.id), col)


def count(
    measurement: Measurement,
    metrics: Sequence[str],
    window: Window,
    by: Sequence[str] = (),
    extra: Mapping[str, Any] | None = None,
    masks: Mapping[str, tuple[Any, Any]] | None = None,
) -> pd.DataFrame:
    """:func:`counts_by_group` on a pandas table, with the sums of further boolean arrays in *extra*.

    *masks*: those of the metrics, where they are known already.
    """
    import pandas as pd

    if masks is None:
        masks = {id: measurement.masks(id, window) for id in metrics}
    columns = contributions(measurement.times, masks, extra)
    if not by:
        return pd.DataFrame({name: [values.sum()] for name, values in columns.items()})
    _, groups = measurement.times.groups(tuple(by))
    return pd.concat(
        [groups, pd.DataFrame({name: measurement.times.sums(values, tuple(by)) for name, values in columns.items()})],
        axis=1,
    )


def contributions(
    times: EventTimes, masks: Mapping[str, tuple[Any, Any]], extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What each order adds to ``<metric>.n``, ``<metric>.d`` and the counts of *extra*."""
    import numpy as np

    columns: dict[str, Any] = {}
    for id, (numerator, denominator) in masks.items():
        stars = METRICS[id].stars
        columns[f"{id}.n"] = np.where(numerator, times.column(stars).data, 0.0) if stars else numerator
        columns[f"{id}.d"] = denominator
    return columns | dict(extra or {})


def tabulate(sums: pd.DataFrame, metrics: Sequence[str], by: Sequence[str] = ()) -> pd.DataFrame:
    """The metrics table from :func:`counts_by_group`: one row a group and metric, with a 95 % interval."""
    import numpy as np
    import pandas as pd

    n = np.stack([sums[f"{id}.n"].to_numpy(dtype=float) for id in metrics], axis=1)
    d = np.stack([sums[f"{id}.d"].to_numpy(dtype=float) for id in metrics], axis=1)
    low, high = interval(metrics, n, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = n / d
    columns: dict[str, Any] = {name: sums[name].repeat(len(metrics)).array for name in by}
    columns["metric"] = np.tile(np.array(metrics, dtype=object), len(sums))
    columns["numerator"] = n.ravel().astype("int64")
    columns["denominator"] = d.ravel().astype("int64")
    missing = d.ravel() == 0
    for name, figures in (("value", value), ("low", low), ("high", high)):
        filled = np.where(missing, 1.0, figures.ravel())
        columns[name] = pd.arrays.FloatingArray(filled, missing.copy())
    return pd.DataFrame(columns)


def interval(metrics: Sequence[str], n: Any, d: Any) -> tuple[Any, Any]:
    """The ends of the 95 % intervals; the last axis of *n* and *d* runs along *metrics*."""
    import numpy as np

    stars = np.array([METRICS[id].stars is not None for id in metrics])
    low, high = wilson(np.where(stars, (n - d) / 4, n), d)  # a mean of stars, on the scale 0 to 1
    low, high = (np.where(stars, 1 + 4 * end, end) for end in (low, high))
    return low, high


def measure(
    orders: Any,
    metrics: str | Sequence[str],
    window: tuple[Moment, Moment] | Window,
    by: str | Sequence[str] | None = None,
    regime: str | Rules | None = None,
) -> pd.DataFrame:
    """Measure metrics over a window, whole or by group, without judging them.

    Args:
        orders: an order table; see :func:`aecourse.orders.opened` for what may hold it.
        metrics: one id or several, such as ``["odr", "snad_rate"]``; see :data:`METRICS`.
        window: first and last, both included: dates are whole days, timestamps are instants.
        by: columns to group by, such as ``"category"``, ``"store_id"``, ``"product_id"``, or
            ``"day"`` (the day of payment).
        regime: whose parameters to use; default: each metric's own.

    Returns:
        A pandas table with the ``by`` columns, then ``metric``, ``numerator``, ``denominator``,
        ``value`` (missing when the denominator is 0), ``low`` and ``high``: the ends of the 95 %
        Wilson score interval.  For a DSR mean the numerator is the sum of stars.

    Raises:
        UnknownName: no such metric or column.
        InvalidOrders: a column is missing or of the wrong kind; all faults are listed.
    """
    ids = several(metrics)
    for id in ids:
        metric(id)
    if not ids:
        raise CourseError(
            Phrase(
                f"name at least one metric, such as 'odr'; there are: {', '.join(METRICS)}",
                f"至少要写一个指标，例如 'odr'；可用的有：{'、'.join(METRICS)}",
            )
        )
    groups = [] if by is None else several(by)
    table = opened(orders)
    known = list(table.columns)
    for name in groups:
        require_known(Phrase("column to group by", "可分组的列"), name, [*map(str, known), "day"])
    return tabulate(
        counts_by_group(table, ids, window_of(window), groups, None if regime is None else rules_of(regime)),
        ids,
        groups,
    )


def several(one_or_more: Any) -> list[Any]:
    """What stands in a list; what is no list as the only thing in one."""
    return (
        list(one_or_more) if isinstance(one_or_more, Iterable) and not isinstance(one_or_more, str) else [one_or_more]
    )


def window_of(window: Any) -> Window:
    """The window itself, or the one from the first to the last of two moments.

    Raises:
        CourseError: neither a window nor two moments.
    """
    if isinstance(window, Window):
        return window
    if isinstance(window, (tuple, list)) and len(window) == 2:
        return Window.between(window[0], window[1])
    raise CourseError(
        Phrase(
            f"a window must be (first, last), such as ('2015-07-03', '2015-09-30'), not {brief(window)}",
            f"统计期写作 (首日, 末日)，例如 ('2015-07-03', '2015-09-30')，而不是 {brief(window)}",
        )
    )


def behind(orders: Any, id: str, window: tuple[Moment, Moment] | Window, regime: str | Rules | None = None) -> Any:
    """The orders in the numerator of a metric, in the table's own engine; arguments as for :func:`measure`."""
    import pandas as pd

    m, window, regime = metric(id), window_of(window), None if regime is None else rules_of(regime)
    frame = opened(orders)
    if isinstance(frame, pd.DataFrame):
        return Measurement(frame, regime).behind(id, window)
    rules, col = rules_for(m, regime), ExpressionColumns(frame)
    names = frame.collect_schema().names()
    mask, _ = m.masks(window, rules, col)
    merged = _merged(col.with_shared(frame), m, window, rules, col)
    return merged.filter(mask).select(names).to_native()
