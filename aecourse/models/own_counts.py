"""The numbers of :mod:`aecourse.models.own_numbers` counted from an order table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..orders import ensure, not_computable, order_table, untold
from ..orders.calendar import DAY, Window
from ..scoring.measurement import measure
from .own_numbers import PERIODS

_COUNTED = {  # the metric that counts; what stands above its line, and above it or not
    "odr": ("bad_orders", ""),
    "positive_rate": ("good", "bad"),
    "snad_rate": ("snad", ""),
    "online_rate_72h": ("scanned", ""),
}


def counts_to_type(orders: Any, day: date) -> dict[str, str]:
    """The fields of :class:`~aecourse.models.own_numbers.TypedNumbers` that *orders* fill, up to *day*.

    Orders are those paid in the days; bad-experience orders, disputes, reviews and scans are what the
    rules count in them, of earlier orders, too.  The age runs from the first payment.  What the
    source of the table does not tell stays empty.

    Raises:
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    table = ensure(order_table(orders))
    lacking = not_computable(untold(table))
    paid = table["paid_at"]
    known = paid[paid <= Window.ending(day, 1).end]
    found = {
        "day": day.isoformat(),
        "newest": "" if "odr" in lacking else _newest(table, day),
        "age": str((day - known.min().date()).days) if len(known) else "",
    }
    for days in PERIODS:
        window = Window.ending(day, days)
        found[f"orders_{days}"] = str(int(((paid >= window.start) & (paid <= window.end)).sum()))
        for metric in _COUNTED:
            counts = None if metric in lacking else measure(table, metric, window).iloc[0]
            found |= {f"{name}_{days}": text for name, text in _texts(metric, counts)}
    return found


def _texts(metric: str, counts: Any) -> Iterator[tuple[str, str]]:
    """What a metric's numbers say of the fields that it fills; empty where there are none."""
    above, below = _COUNTED[metric]
    yield above, "" if counts is None else str(int(counts["numerator"]))
    if below:
        yield below, "" if counts is None else str(int(counts["denominator"] - counts["numerator"]))


def _newest(table: Any, day: date) -> str:
    """The last day on which an order turned bad, within the longest period; empty if none did."""
    for back in range(max(PERIODS)):
        window = Window.ending(day - back * DAY, 1)
        if measure(table, "odr", window)["numerator"].iloc[0]:
            return window.last.isoformat()
    return ""


__all__ = ["counts_to_type"]
