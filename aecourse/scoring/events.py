"""What happens to an order: events, each a time column and what must hold beside it.

A condition is written once, over ``col(name)``: narwhals expressions on Polars, DuckDB and PySpark,
numpy columns on pandas (see :mod:`aecourse.scoring.columns`).  A pandas table is windowed in numpy by :class:`EventTimes`: the conditions
are evaluated once, and every metric, condition and day of a rolling line then compares integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import narwhals as nw

from ..base.language import Phrase
from ..base.vocabulary import WEEKDAYS
from ..orders.calendar import Window
from ..orders.columnar import ColumnarOrders, columnar
from ..orders.workdays import deadlines, runs
from .columns import ArrayColumn, Columns, ExpressionColumns, TimeColumn, array_column, empty_column, microseconds
from .counting import tally, without_gaps
from .memory import Memory, Rules, forget

if TYPE_CHECKING:
    import pandas as pd


class ByCalendar:
    """A condition that hangs on which days count: other engines must be told of which payments it is asked."""

    __slots__ = ()

    def found(self, rules: Rules, col: Columns) -> Any:
        """Which orders of a pandas table meet the condition, as a boolean array."""
        raise NotImplementedError

    def within(self, window: Window, rules: Rules, col: Columns) -> nw.Expr:
        """Which orders meet the condition, for payments in *window* on an engine of expressions."""
        raise NotImplementedError


Plain = Callable[[Rules, Columns], Any]
Condition = Plain | ByCalendar


def always(rules: Rules, col: Columns) -> None:
    """No condition beyond the moment itself."""


def everywhere(rules: Rules) -> bool:
    """That an event counts whatever the rules."""
    return True


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to an order: a time column, and what must hold beside it."""

    id: str
    moment: str
    meaning: Phrase
    condition: Condition = always
    applies: Callable[[Rules], bool] = everywhere

    def instants(self, times: EventTimes, rules: Rules) -> Any:  # noqa: ARG002 - a kind of event asks them
        """The moment for each order of a pandas table that it happened to."""
        return times.moments(self.moment)

    def between(self, times: EventTimes, first: int, last: int, rules: Rules) -> Any:
        """Which orders of a pandas table it happened to from one moment to another, both included."""
        inside = times.between(self.moment, first, last)
        return inside if self.condition is always else inside & times.holds(self.condition, rules)

    def inside(self, window: Window, rules: Rules, col: Columns) -> nw.Expr:
        """Whether the event happened to an order inside *window*."""
        at = col(self.moment)
        inside: nw.Expr = (at >= window.start) & (at <= window.end)
        if isinstance(self.condition, ByCalendar):
            return inside & self.condition.within(window, rules, col)
        condition = self.condition(rules, col)
        return inside if condition is None else inside & condition


def any_inside(events: Iterable[Event], window: Window, rules: Rules, col: ExpressionColumns) -> nw.Expr:
    """Whether at least one of *events* falls inside *window*: an order counts once."""

    def inside(event: Event) -> nw.Expr:
        return col.once((event, window), rules, lambda rules: event.inside(window, rules, col))

    parts = [inside(event) for event in events if event.applies(rules)]
    return reduce(or_, parts) if parts else nw.lit(value=False)


@dataclass(frozen=True, slots=True)
class ScannedInTime(ByCalendar):
    """The condition of the online rates: the first scan within some counted days after payment.

    ``days`` is how many, under the regime that is asked.  Which days count is the regime's, too: its
    weekdays, without its festivals.  A pandas table works the deadline of each payment out in
    numpy; other engines compare by runs of payments with one rule each, so that no row leaves them.
    """

    days: Callable[[Rules], float]

    def _or_relaxed(self, in_time: Any, rules: Rules, col: Columns) -> Any:
        """Shipped, and in time or within the longer time of a product that has it."""
        relaxed = Relaxed.of(rules)
        if relaxed is not None:
            in_time = in_time | (relaxed.applies(col) & relaxed.met(col))
        return in_time & _sent(col)

    def undecided(self, rules: Rules, col: Columns, window: Window | None = None) -> Any:
        """Which orders are in time only if they have more time, which the table does not tell.

        None where the rules give nobody more time.  Engines of expressions are asked for payments in
        *window*.
        """
        relaxed = Relaxed.of(rules)
        if relaxed is None:
            return None
        return relaxed.unknown(col) & relaxed.met(col) & ~self._usual(rules, col, window) & _sent(col)

    def deadlines(self, rules: Rules, col: Columns) -> Any:
        """The last instant at which an order of a pandas table could be in time, in microseconds."""
        import numpy as np

        last = self.last(col("paid_at").data.view("datetime64[us]"), rules).view("int64")
        relaxed = Relaxed.of(rules)
        if relaxed is None:
            return last
        longer = relaxed.applies(col) | relaxed.unknown(col)
        return np.where(longer, np.maximum(last, (col("paid_at") + relaxed.limit).data), last)

    def calendar(self, rules: Rules) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The weekdays that count and the festivals that do not; None: the clock never stops."""
        weekdays = rules.get("online.weekdays") or rules.get("online.weekdays.mainland")
        festivals = rules.get("online.holidays") or rules.get("online.holidays.mainland")
        if not weekdays and not festivals:
            return None
        return tuple(weekdays or WEEKDAYS), tuple(festivals or ())

    def found(self, rules: Rules, col: Columns) -> Any:
        """Which orders of a pandas table meet the condition, as a boolean array."""
        return self._or_relaxed(self._usual(rules, col, None), rules, col)

    def last(self, paid: Any, rules: Rules) -> Any:
        """The last instant in time for each instant of payment, as numpy's ``datetime64[us]``."""
        import numpy as np

        calendar = self.calendar(rules)
        if calendar is None:
            return paid.astype("datetime64[us]") + np.timedelta64(timedelta(days=self.days(rules)))
        return deadlines(paid, self.days(rules), *calendar)

    def within(self, window: Window, rules: Rules, col: Columns) -> nw.Expr:
        """Which orders meet the condition, for payments in *window* on an engine of expressions."""
        return self._or_relaxed(self._usual(rules, col, window), rules, col)  # type: ignore[no-any-return]

    def _usual(self, rules: Rules, col: Columns, window: Window | None) -> Any:
        """Which orders were scanned within the time that all products have."""
        calendar, paid, scan = self.calendar(rules), col("paid_at"), col("first_scan_at")
        if calendar is None:
            return scan <= paid + timedelta(days=self.days(rules))
        if window is None:
            last = self.last(paid.data.view("datetime64[us]"), rules).view("int64")
            return scan <= ArrayColumn(last, paid.present)
        due: dict[Any, list[nw.Expr]] = {}  # the runs of one rule, by what the scan is held against
        for run in runs(window.first, window.last, self.days(rules), *calendar):
            inside = (paid >= run.first) & (paid < run.beyond)
            due.setdefault(run.shift if run.due is None else run.due, []).append(inside)
        parts = [
            reduce(or_, held) & (scan <= (paid + by if isinstance(by, timedelta) else by)) for by, held in due.items()
        ]
        return reduce(or_, parts)


@dataclass(frozen=True, slots=True)
class Decided(ByCalendar):
    """The condition of the orders that an online rate divides by: *kept*, and known to be in time or not."""

    scan: ScannedInTime
    kept: Plain

    def found(self, rules: Rules, col: Columns) -> Any:
        """Which orders of a pandas table meet the condition, as a boolean array."""
        return self._known(rules, col, None)

    def within(self, window: Window, rules: Rules, col: Columns) -> nw.Expr:
        """Which orders meet the condition, for payments in *window* on an engine of expressions."""
        return self._known(rules, col, window)  # type: ignore[no-any-return]

    def _known(self, rules: Rules, col: Columns, window: Window | None) -> Any:
        kept, undecided = self.kept(rules, col), self.scan.undecided(rules, col, window)
        return kept if undecided is None else kept & ~undecided


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Products to which a regime of the online rate gives more time: new ones and slow ones.

    Payments from ``start`` on; new is listed at most ``new_for`` before the payment, slow sold at
    most ``slow_sales`` in the calendar month before.
    """

    start: datetime
    limit: timedelta
    new_for: timedelta
    slow_sales: float

    @classmethod
    def of(cls, rules: Rules) -> Relaxed | None:
        """What *rules* give; None if they make no exception."""
        hours, first = rules.get("relaxed.limit"), rules.get("relaxed.from")
        if hours is None or first is None:
            return None
        return cls(
            datetime.combine(first, time()),
            timedelta(hours=hours),
            timedelta(days=rules.get("relaxed.listed_within_days")),
            rules.get("relaxed.slow_sales_max"),
        )

    def applies(self, col: Columns) -> Any:
        """Which orders are known to have more time."""
        new = col("paid_at") <= col("listed_at") + self.new_for
        return (col("paid_at") >= self.start) & (new | (col("sold_last_month") <= self.slow_sales))

    def unknown(self, col: Columns) -> Any:
        """Of which orders the table does not tell."""
        blank = col("listed_at").is_null() | col("sold_last_month").is_null()
        return (col("paid_at") >= self.start) & blank & ~self.applies(col)

    def met(self, col: Columns) -> Any:
        """Which orders were scanned within the longer time."""
        return col("first_scan_at") <= col("paid_at") + self.limit


def _sent(col: Columns) -> Any:
    return col("cancelled_at").is_null() & ~col("shipped_at").is_null()


def read_only(mask: Any) -> Any:
    """*mask*, which several will look at, so that none changes it."""
    mask.flags.writeable = False
    return mask


class EventTimes:
    """When each event happened to each order of a table, whatever the regime.

    Times are whole microseconds since 1970 as int64; :data:`NEVER` where the event did not happen.
    What was found is kept for the next metric, window and regime, and is read-only.
    """

    def __init__(self, orders: pd.DataFrame | ColumnarOrders) -> None:
        self._orders = columnar(orders)
        self._columns: dict[str, ArrayColumn] = {}
        self._held = Memory(KEPT_CONDITIONS)
        self.masks = Memory(KEPT_MASKS)
        self._between: dict[tuple[str, int, int], Any] = {}
        self._sums: dict[tuple[int, tuple[str, ...]], tuple[Any, Any]] = {}
        self._codes: dict[tuple[str, str], Any] = {}
        self._groups: dict[tuple[str, ...], tuple[Any, pd.DataFrame]] = {}

    def __len__(self) -> int:
        return len(self._orders)

    @property
    def table(self) -> pd.DataFrame:
        """The orders as a pandas table."""
        return self._orders.table

    @property
    def untold(self) -> frozenset[str]:
        """The columns of which the source of the orders tells nothing."""
        return self._orders.untold

    def column(self, name: str) -> ArrayColumn:
        """A column of the table for a condition, all missing if it is not there; kept for the next one."""
        if name not in self._columns:
            found = self._orders.column(name)
            self._columns[name] = empty_column(len(self)) if found is None else array_column(found)
        return self._columns[name]

    @cached_property
    def kept(self) -> Any:
        """Which orders no notice excuses, as a boolean array."""
        return read_only(~(self.column("exempt") == 1))

    def at(self, event: Event, rules: Rules) -> Any:
        """The moment of *event* for each order."""
        import numpy as np

        happened = event.between(self, _FIRST_OF_ALL, _LAST_OF_ALL, rules)
        return np.where(happened, event.instants(self, rules), NEVER)

    def once(self, key: Any, rules: Rules, find: Callable[[Rules], Any]) -> Any:
        """What *find* finds under *rules*, kept for all rules that answer its questions alike."""
        return self._held.once(key, rules, find)

    def moments(self, name: str) -> Any:
        """The moments that a column of the table holds."""
        import numpy as np

        column = self.column(name)
        if isinstance(column, TimeColumn):
            return column.data
        return np.full(len(self), NEVER)  # an optional column: it happened to no order

    def holds(self, condition: Condition, rules: Rules) -> Any:
        """Which orders meet a condition, as a boolean array."""

        def found(rules: Rules) -> Any:
            meets = condition.found if isinstance(condition, ByCalendar) else condition
            return read_only(meets(rules, self.column))

        return self._held.once(condition, rules, found)

    def between(self, moment: str, first: int, last: int) -> Any:
        """Which orders have a moment of that name from one to another, both included."""
        key = (moment, first, last)
        if key not in self._between:
            if first <= _FIRST_OF_ALL and last >= _LAST_OF_ALL:  # that it happened is enough to know
                found = self._orders.present(moment)
            else:
                at = self.moments(moment)
                found = (at >= first) & (at <= last)
            self._between[key] = read_only(found)
            forget(self._between, KEPT_MASKS)
        return self._between[key]

    def inside(self, events: Iterable[Event], window: Window, rules: Rules) -> Any:
        """Which orders have at least one of *events* inside *window*, as a boolean array."""
        import numpy as np

        first, last = microseconds(window.start), microseconds(window.end)
        mask = np.zeros(len(self), dtype=bool)
        for event in events:
            if event.applies(rules):
                mask |= event.between(self, first, last, rules)
        return mask

    def sums(self, values: Any, by: tuple[str, ...]) -> Any:
        """The sum of *values* in each of :meth:`groups`; of a mask that is kept, once."""
        codes, groups = self.groups(by)
        if values.dtype != bool:
            return tally(codes, len(groups), values)
        key = (id(values), by)
        if key not in self._sums:
            found = tally(codes[values.nonzero()[0]], len(groups))  # quicker than codes[values]
            if values.flags.writeable:  # it may change, or be another's next time
                return found
            self._sums[key] = found, values
            forget(self._sums, KEPT_MASKS)
        return self._sums[key][0]

    def codes(self, column: str, having: str = "") -> Any:
        """A number for each different text of a column, as counting by number takes it; -1 where it is missing.

        Of the orders alone that have the time *having*, if one is named: -1 for all others, too.
        """
        import numpy as np
        import pandas as pd

        if (column, having) not in self._codes:
            if having:
                rows = self.column(having).present.nonzero()[0]
                found = np.full(len(self), -1, dtype=np.intp)
                found[rows] = self._orders.codes(column, rows)
            else:
                found = pd.factorize(self._key(column))[0] if self._is_made(column) else self._orders.codes(column)
            self._codes[column, having] = np.asarray(found, dtype=np.intp)
        return self._codes[column, having]

    def codes_of(self, column: str, rows: Any) -> Any:
        """The same of some *rows* alone, which are few."""
        return self._orders.codes(column, rows)

    def groups(self, by: tuple[str, ...]) -> tuple[Any, pd.DataFrame]:
        """A number for the group of each order, and the groups in sorted order, one row each.

        ``"day"`` is the day of payment, unless the table has a column of that name.
        """
        import numpy as np
        import pandas as pd

        if by not in self._groups:
            codes, *others = (self.codes(name) + 1 for name in by)  # 0: it is missing
            for own in others:
                codes = without_gaps(codes) * (np.int64(own.max(initial=0)) + 1) + own
            codes = without_gaps(codes)
            one = np.empty(codes.max(initial=-1) + 1, dtype=np.intp)  # an order of each group
            one[codes] = np.arange(len(codes))
            groups = pd.DataFrame({name: self._key(name)[one] for name in by})
            if len(groups) > 1:
                place = groups.groupby(list(by), sort=True, observed=True, dropna=False).ngroup().to_numpy()
                codes, groups = place.astype(np.intp)[codes], groups.iloc[np.argsort(place)].reset_index(drop=True)
            self._groups[by] = codes, groups
        return self._groups[by]

    def _key(self, name: str) -> Any:
        """A column to group by, as pandas holds it."""
        return self.table["paid_at"].dt.normalize().array if self._is_made(name) else self._orders.array(name)

    def _is_made(self, name: str) -> bool:
        """Whether the name is that of the day of payment."""
        return name == "day" and name not in self.table


NEVER = -(2**63)  # numpy's "not a time", before every window
_FIRST_OF_ALL, _LAST_OF_ALL = microseconds(datetime.min), microseconds(datetime.max)
KEPT_CONDITIONS = 128
KEPT_MASKS = 96  # of one byte an order


# -- conditions ----------------------------------------------------------------------------------


def is_value(column: str, value: str) -> Condition:
    """The condition that *column* holds *value*."""
    return lambda rules, col: col(column) == value


def _deadline_missed(rules: Rules, col: Columns) -> Any:
    late = col("shipped_at").is_null() | (col("shipped_at") > col("ship_by"))
    # cancelled before the deadline: then the deadline never expired
    return late & (col("cancelled_at").is_null() | (col("cancelled_at") > col("ship_by")))


# -- the moments of an order ----------------------------------------------------------------------


def event(
    id: str, moment: str, en: str, zh: str, condition: Condition = always, applies: Callable[[Rules], bool] = everywhere
) -> Event:
    """An :class:`Event` with its meaning in English and Chinese."""
    return Event(id, moment, Phrase(en, zh), condition, applies)


SHIP_DEADLINE = event("ship_deadline", "ship_by", "shipping deadline missed", "发货超时", _deadline_missed)
SELLER_CANCEL = event(
    "seller_cancel",
    "cancelled_at",
    "cancelled for a seller reason",
    "因卖家原因成功取消",
    is_value("cancel_reason", "seller"),
)
SHIPMENT = event("shipment", "shipped_at", "full shipment declared", "全部发货")
CONFIRMED = event("confirmed", "receipt_at", "receipt confirmed", "买家确认收货", is_value("receipt", "confirmed"))
RECEIPT_TIMEOUT = event(
    "receipt_timeout", "receipt_at", "confirmation timed out", "确认收货超时", is_value("receipt", "timeout")
)
DISPUTE_OPENED = event("dispute_opened", "dispute_opened_at", "buyer opened a dispute", "买家提起纠纷")
DISPUTE_CHANGED = event("dispute_changed", "dispute_changed_at", "buyer changed the dispute", "买家修改纠纷")
ARBITRATION_OPENED = event("arbitration_opened", "arbitration_opened_at", "submitted to arbitration", "提交仲裁")
ARBITRATION_CLOSED = event("arbitration_closed", "arbitration_closed_at", "arbitration closed", "仲裁结束")
REVIEW = event("review", "review_at", "review took effect", "评价生效")
REVIEW_TIMEOUT = event("review_timeout", "review_timeout_at", "review period ran out", "评价超时")
