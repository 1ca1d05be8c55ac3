"""Which days of which orders a regime looks at."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from ...base.arguments import guarded
from ...orders import ensure
from ...orders.calendar import DAY, Moment, Window, as_date
from ...orders.columnar import ColumnarOrders
from ...rulebook import Regime, regime_of
from ..columns import microseconds
from ..counting import tally
from ..events import EventTimes
from ..measurement import Measurement
from ..metrics import ASSESSED
from ..outcomes import kind_of

_DAY_US = DAY // timedelta(microseconds=1)


LENGTHS = ("window_days", "online.window_days", "period.long_days")
"""The parameters that hold the length of a window; a regime has one of them or none."""


@guarded
def window_for(regime: str | Regime, as_of: Moment, days: int | None = None) -> Window:
    """The window of *regime* that ends with the day *as_of*, both ends included.

    Its length is *days*, or the regime's; where that is not public (or depends on the store, as
    under ``daily6``), the teaching default, the longer period, or 30 days.
    """
    rules = regime_of(regime)
    for key in LENGTHS:
        if days is None and key in rules.parameters:
            parameter = rules.parameter(key)
            days = parameter.illustrative if parameter.is_unknown else parameter.value
    return kind_of(rules).window(rules, Window.ending(as_of, int(days or 30)))


def window_days(regime: Regime) -> int:
    """How many days the window of *regime* has, 30 where it names none.

    Raises:
        CourseError: the length is not public.
    """
    return next((int(regime[key]) for key in LENGTHS if key in regime), 30)


def check_window(regime: str | Regime, day: Moment) -> Window:
    """The window that the regime's figures of *day* cover, which end some days before it.

    The reporting lag is the regime's: the category check of 10 August 2020 covers 11 May to 8
    August, the online rate shown on 8 January 2019 the 30 days up to 1 January.
    """
    rules = regime_of(regime)
    return window_for(rules, as_date(day) - lag_days(rules) * DAY)


def lag_days(regime: Regime) -> int:
    """How many days before a check its window ends."""
    keys = ("lag_days", "online.lag_days", "display_lag_days")
    return next((int(regime[key]) for key in keys if key in regime.parameters), 0)


def judged_windows(
    times: EventTimes, regime: Regime, as_of: Moment, by: str | None = None, opened: Moment | None = None
) -> list[tuple[EventTimes, Window]]:
    """The orders of *times*, or parts of them, with the window in which each is judged.

    Under ``daily6`` a store older than 180 days with 60 assessed orders in 30 days is judged over
    30 days, any other over 90.
    """
    if "period.short_days" not in regime.parameters:
        return [(times, window_for(regime, as_of))]
    short, long = window_for(regime, as_of, regime["period.short_days"]), window_for(regime, as_of)
    quick = _old_and_busy(times, regime, short, by, opened)
    if quick.all() or not quick.any():
        return [(times, short if quick.any() else long)]
    return [(EventTimes(times.table[part]), window) for part, window in ((quick, short), (~quick, long))]


def _old_and_busy(times: EventTimes, regime: Regime, short: Window, by: str | None, opened: Moment | None) -> Any:
    """Which orders are of stores that are judged over the shorter period."""
    import numpy as np

    # the number of each order's store; 0: it names none
    store = np.ones(len(times), dtype=np.intp) if by is None else times.codes(by) + 1
    recent = Measurement(times, regime).inside(ASSESSED, short)
    stores = int(store.max(initial=0)) + 1
    busy = tally(store[recent.nonzero()[0]], stores) >= regime["period.short_if_orders_30d_ge"]
    last = _midnight(short.last)
    first = np.full(stores, last if opened is None else _midnight(as_date(opened)))
    if opened is None:
        paid = times.column("paid_at")
        rows = paid.present.nonzero()[0]
        np.minimum.at(first, store[rows], paid.data[rows])
    old = (last - first) // _DAY_US > regime["period.short_if_age_days_gt"]
    quick = old & busy
    quick[0] = False
    return quick[store]


def _midnight(day: date) -> int:
    return microseconds(datetime.combine(day, time()))


as_pandas = ensure


def times_of(orders: Any) -> EventTimes:
    """The events of an order table, whatever holds it; the same ones of what has them already."""
    if isinstance(orders, EventTimes):
        return orders
    return EventTimes(orders if isinstance(orders, ColumnarOrders) else ensure(orders))
