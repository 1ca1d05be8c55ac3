"""When an order of a semi-managed store has to be handed over: two clocks in one rule.

Which orders fall under a change is decided on the platform's clock, which is that of the order
table; when a parcel is due, on the regime's own.  Payments fall into *runs*: those that are picked
up between two edges are all due at one moment, those that the seller delivers are due so many hours
later, which is another difference on the table's clock when summer time begins or ends in between.
A pandas table looks its payments up among the runs; other engines compare run by run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import narwhals as nw

from ..base.errors import CourseError, require_known
from ..base.language import Phrase
from ..orders import ensure
from ..orders.calendar import DAY, Moment, Window, as_time
from ..orders.columnar import ColumnarOrders, Values, WithColumns, columnar
from ..orders.register import EVERY, PLATFORM_CLOCK
from ..orders.workdays import Run
from .columns import ArrayColumn, Columns, ExpressionColumn
from .events import NEVER, Event, EventTimes
from .memory import Rules, rules_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("mode", "handover", "listed_at", "sold_last_month")
"""The optional columns of an order table without which nothing can be said."""

_INSTANT = timedelta(microseconds=1)
_PLATFORM = ZoneInfo(PLATFORM_CLOCK)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a regime demands: the cut-off and the days after it, or the hours of self-delivery.

    ``extra`` is added for a new product (listed no longer than ``new_for`` before the payment) and,
    for payments until the day ``slow_until``, a slow one (at most ``slow_sales`` sold).
    """

    zone: str
    cut_off: time
    before: int
    after: int
    self_delivery: timedelta
    extra: timedelta
    new_for: timedelta
    slow_sales: float
    slow_until: date

    @classmethod
    def of(cls, rules: Rules) -> Terms | None:
        """The terms of *rules*; None if they set none."""
        cut_off = rules.get("handover.cut_off")
        if cut_off is None:
            return None
        due = rules.get("handover.due_days")
        return cls(
            rules.get("clock"),
            time.fromisoformat(cut_off),
            due["before"],
            due["after"],
            timedelta(hours=rules.get("handover.self_delivery_hours")),
            timedelta(hours=rules.get("relaxed.extra_hours")),
            timedelta(days=rules.get("relaxed.listed_within_days")),
            rules.get("relaxed.slow_sales_max"),
            rules.get("relaxed.slow_until"),
        )


def _on_platform(at: datetime) -> datetime:
    return at.astimezone(_PLATFORM).replace(tzinfo=None)


def on_clock(at: datetime, zone: str) -> datetime:
    """A moment of an order table, as the clock of *zone* shows it."""
    return at.replace(tzinfo=_PLATFORM).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@lru_cache(maxsize=64)
def picked_up(first: date, last: date, terms: Terms, *, relaxed: bool) -> tuple[Run, ...]:
    """Payments from the day *first* to *last* of orders that are picked up, and when each is due."""
    days = range((last - first).days + 5)  # two more before and behind
    return tuple(run for n in days for run in _picked_up_on(first + (n - 2) * DAY, terms, relaxed))


@lru_cache(maxsize=2048)
def _picked_up_on(day: date, terms: Terms, relaxed: bool) -> tuple[Run, ...]:
    """The payments of one *day* on the clock of *terms*: before the cut-off, and after it."""
    zone = ZoneInfo(terms.zone)
    more = terms.extra if relaxed else timedelta()

    def end_of(day: date) -> datetime:
        return _on_platform(datetime.combine(day + DAY, time(), zone) + more) - _INSTANT

    start, cut_off, end = (
        _on_platform(datetime.combine(at, hour, zone))
        for at, hour in ((day, time()), (day, terms.cut_off), (day + DAY, time()))
    )
    runs = (
        Run(start, cut_off, None, end_of(day + terms.before * DAY)),
        Run(cut_off, end, None, end_of(day + terms.after * DAY)),
    )
    return tuple(run for run in runs if run.first < run.beyond)


@lru_cache(maxsize=64)
def delivered(first: date, last: date, terms: Terms, *, relaxed: bool) -> tuple[Run, ...]:
    """Payments from the day *first* to *last* of orders that the seller delivers."""
    hours = terms.self_delivery + (terms.extra if relaxed else timedelta())
    start, beyond = (datetime.combine(day, time()) for day in (first, last + DAY))
    turns = [turn for at in _turns(first, last + 9 * DAY) for turn in (at - hours, at)]
    edges = sorted({start, *(e for e in map(_edge, turns) if start < e < beyond)})
    return tuple(
        Run(since, until, _elapsed(since, hours), None)
        for since, until in zip(edges, [*edges[1:], beyond], strict=True)
    )


def _elapsed(paid: datetime, hours: timedelta) -> timedelta:
    """How far the table's clock goes on while *hours* go by."""
    later = paid.replace(tzinfo=_PLATFORM).astimezone(UTC) + hours
    return _on_platform(later) - paid


def _edge(at: datetime) -> datetime:
    """The payment from which another difference holds: of a turn itself, the later reading."""
    return max(_on_platform(at - _INSTANT) + _INSTANT, _on_platform(at))


def _turns(first: date, last: date) -> Iterator[datetime]:
    """When the platform's clock is put on or back, in universal time."""
    at = datetime.combine(first, time(), UTC)
    while at.date() <= last:
        following = at + timedelta(hours=1)
        if at.astimezone(_PLATFORM).utcoffset() != following.astimezone(_PLATFORM).utcoffset():
            yield following
        at = following


# -- which orders -----------------------------------------------------------------------------------


def _covered(rules: Rules, col: Columns) -> Any:
    return reduce(or_, [col("mode") == mode for mode in rules.get("modes")])


def _softened(terms: Terms, col: Columns) -> Any:
    """Which orders were paid while slow products had more time."""
    return col("paid_at") < datetime.combine(terms.slow_until + DAY, time())


def _relaxed(terms: Terms, col: Columns) -> tuple[Any, Any]:
    """Which orders have more time, and of which it is known whether they do."""
    softened = _softened(terms, col)
    new = col("paid_at") <= col("listed_at") + terms.new_for
    slow = (col("sold_last_month") <= terms.slow_sales) & softened
    known = ~col("listed_at").is_null() & (~col("sold_last_month").is_null() | ~softened)
    return new | slow, known | new | slow


def _kinds(rules: Rules, terms: Terms, col: Columns) -> Iterator[tuple[Any, Any, bool]]:
    """Which orders are handed over how: a mask, the runs that hold for them, with more time or not."""
    relaxed, known = _relaxed(terms, col)
    covered = _covered(rules, col)
    for how, runs in (("pickup", picked_up), ("self_delivery", delivered)):
        here = covered & (col("handover") == how)
        yield here & relaxed, runs, True
        yield here & known & ~relaxed, runs, False


def blank(rules: Rules, col: Columns) -> dict[str, Any]:
    """By column: the orders of a mode that is covered, or of none, that a blank keeps from being judged."""
    terms = Terms.of(rules)
    if terms is None:
        return {}
    relaxed, _ = _relaxed(terms, col)
    covered = _covered(rules, col)
    plain = covered & ~relaxed
    return {
        "mode": col("mode").is_null(),
        "handover": covered & col("handover").is_null(),
        "listed_at": plain & col("listed_at").is_null(),
        "sold_last_month": plain & _softened(terms, col) & col("sold_last_month").is_null(),
    }


# -- the moment as an event -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandOver(Event):
    """The moment at which an order's hand-over falls due; ``met``: only of orders handed over by then.

    An order that was cancelled by then never fell due.
    """

    met: bool = False

    def instants(self, times: EventTimes, rules: Rules) -> Any:
        """The moment for each order of a pandas table, in whole microseconds."""

        def found(rules: Rules) -> Any:
            import numpy as np

            col = times.column
            due = times.once(_due, rules, lambda rules: _due(rules, col, len(times)))
            at = ArrayColumn(due, due != NEVER)
            counts = ~(col("cancelled_at") <= at)
            if self.met:
                counts &= col("first_scan_at") <= at
            return np.where(counts, due, NEVER)

        return times.once((self.moment, self.met), rules, found)

    def between(self, times: EventTimes, first: int, last: int, rules: Rules) -> Any:
        """Which orders of a pandas table fell due from one moment to another, both included."""
        at = self.instants(times, rules)
        return (at >= first) & (at <= last)

    def inside(self, window: Window, rules: Rules, col: Columns) -> nw.Expr:
        """Whether an order fell due inside *window*, for engines of expressions."""
        terms = Terms.of(rules)
        if terms is None:
            return nw.lit(value=False)
        paid = col("paid_at")
        longest = terms.self_delivery + terms.extra + max(terms.before, terms.after) * DAY
        first = window.first - longest - 2 * DAY
        parts: list[nw.Expr] = []
        for mask, runs, relaxed in _kinds(rules, terms, col):
            for held, due in _dues(runs(first, window.last, terms, relaxed=relaxed), paid):
                part = mask & held & (due >= window.start) & (due <= window.end) & ~(col("cancelled_at") <= due)
                parts.append(part & (col("first_scan_at") <= due) if self.met else part)
        return reduce(or_, parts)


def _dues(runs: Iterable[Run], paid: ExpressionColumn) -> Iterator[tuple[nw.Expr, ExpressionColumn]]:
    """When payments are due, for engines of expressions: which payments, and their moment.

    Runs that begin every day at the same time, last as long and end in one moment each are told
    together: their start is found from the payment, so that a year is a few expressions.
    """
    daily: dict[Any, list[list[Run]]] = {}  # by what they share, in stretches without a gap
    for run in runs:
        if run.due is None:
            assert run.shift is not None
            yield (paid >= run.first) & (paid < run.beyond), paid + run.shift
            continue
        stretches = daily.setdefault((run.first.time(), run.beyond - run.first, run.due - run.first), [])
        if stretches and stretches[-1][-1].first + DAY == run.first:
            stretches[-1].append(run)
        else:
            stretches.append([run])
    for (_, lasting, later), stretches in daily.items():
        for stretch in stretches:
            first = stretch[0].first
            hour = first - datetime.combine(first, time())
            start = (paid + -hour).start_of_day() + hour
            held = (paid >= first) & (paid < stretch[-1].beyond) & (paid < start + lasting)
            yield held, start + later


def _due(rules: Rules, col: Columns, size: int) -> Any:
    """When each order of a pandas table is due, in whole microseconds; NEVER if that is not known."""
    import numpy as np

    due = np.full(size, NEVER)
    terms = Terms.of(rules)
    paid = col("paid_at")
    if terms is None or not paid.present.any():
        return due
    known = paid.data[paid.present.nonzero()[0]].view("datetime64[us]")
    first, last = (at.astype("datetime64[D]").item() for at in (known.min(), known.max()))
    for mask, runs, relaxed in _kinds(rules, terms, col):
        chosen = (mask & paid.present).nonzero()[0]
        if not len(chosen):
            continue
        found = runs(first, last, terms, relaxed=relaxed)
        at = np.searchsorted(_micros([run.first for run in found]), paid.data[chosen], "right") - 1
        shifts = np.array([(run.shift or timedelta()) // _INSTANT for run in found])
        fixed = _micros([run.due or run.first for run in found])
        moves = np.array([run.due is None for run in found])
        due[chosen] = np.where(moves[at], paid.data[chosen] + shifts[at], fixed[at])
    return due


def _micros(moments: list[datetime]) -> Any:
    import numpy as np

    return np.array(moments, dtype="datetime64[us]").view("int64")


_NEEDED = ("paid_at",)  # of an order table: a due moment hangs on the payment, and on columns that may be blank


def due_at(orders: Any, regime: str | Rules) -> pd.Series:
    """When each order's hand-over is due under *regime*, on the table's clock; missing if not known.

    Raises:
        CourseError: *orders* is no order table, or *regime* neither a regime nor the id of one.
    """
    import pandas as pd

    table = ensure(orders, _NEEDED)
    due = _due(rules_of(regime), EventTimes(table).column, len(table))
    return pd.Series(due.view("datetime64[us]"), index=table.index, name="due")


@dataclass(frozen=True, slots=True)
class Due:
    """The cut-off that follows a payment, and the end of its hand-over, on the table's clock.

    ``cut_off`` is None for a parcel that the seller delivers: it has hours, and no cut-off.
    """

    cut_off: datetime | None
    end: datetime


def due_of_row(order: Any, regime: str | Rules) -> Due | None:
    """When the one order of a table is due by what its columns say; None where they do not tell.

    Raises:
        CourseError: as :func:`due_at`, or the table has not just one order.
    """
    table = ensure(order, _NEEDED)
    if len(table) != 1:
        raise CourseError(
            f"a table of one order is needed, such as orders.head(1), not of {len(table):,}",
            f"这里需要只有一笔订单的表，例如 orders.head(1)，而不是 {len(table):,} 笔",
        )
    own = due_at(table, regime)
    if own.isna().iloc[0]:
        return None
    due = due_of(table["paid_at"].iloc[0].to_pydatetime(), regime)
    assert due is not None
    picked = table["handover"].iloc[0] == "pickup"
    return Due(due.cut_off if picked else None, own.iloc[0].to_pydatetime())


def due_of(paid: Moment, rules: str | Rules) -> Due | None:
    """When a pick-up order of an old product that sells well is due; None where *rules* have no cut-off.

    *paid* is on the table's clock, US Pacific; with a time zone it is converted.

    Raises:
        CourseError: *paid* is no moment, or *rules* neither a regime nor the id of one.
    """
    paid, terms = as_time(paid), Terms.of(rules_of(rules))
    if terms is None:
        return None
    zone = ZoneInfo(terms.zone)
    there = paid.replace(tzinfo=_PLATFORM).astimezone(zone)
    cut_off = datetime.combine(there.date(), terms.cut_off, zone)
    if there >= cut_off:
        cut_off += DAY
    runs = picked_up(paid.date(), paid.date(), terms, relaxed=False)
    end = next(run.due for run in runs if run.first <= paid < run.beyond)
    assert end is not None
    return Due(_on_platform(cut_off), end)


def run_as(orders: Any, mode: str = "pop", handover: str = "pickup") -> Any:
    """The same orders as those of a store of that mode: picked up, of old products that sell well.

    For synthetic orders, which have no such columns; products without a softening of the rule.  A
    table gives a table, orders column by column the like.

    Raises:
        CourseError: *orders* is no order table, or there is no such mode or way.
    """
    import numpy as np

    require_known(Phrase("store mode", "店铺模式"), mode, EVERY["mode"].choices)
    require_known(Phrase("way of hand-over", "交货方式"), handover, EVERY["handover"].choices)
    there = orders if isinstance(orders, ColumnarOrders) else columnar(ensure(orders, _NEEDED))
    everywhere = np.ones(len(there), dtype=bool)

    def choice(name: str, word: str) -> Values:
        words = EVERY[name].choices
        return Values(np.full(len(there), words.index(word), dtype="int8"), everywhere, words)

    paid = there["paid_at"]
    found = WithColumns(
        there,
        {
            "mode": choice("mode", mode),
            "handover": choice("handover", handover),
            "listed_at": Values(paid.data - np.timedelta64(365, "D"), paid.present),
            "sold_last_month": Values(np.full(len(there), 100.0), everywhere),
        },
    )
    return found if there is orders else found.table


DUE = HandOver("due", "handover_due", Phrase("hand-over due", "交货截止"))
MET = HandOver(
    "handed_over",
    "handover_due",
    Phrase("handed over in time", "按时交货"),
    condition=lambda rules, col: None,
    met=True,
)
