"""The numbers of :mod:`aecourse.models.own_numbers` counted from an order table."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..orders import ensure
from ..orders.calendar import DAY, Window
from ..scoring.measurement import measure
from .own_numbers import PERIODS

_METRICS = ("odr", "positive_rate", "snad_rate", "online_rate_72h")


def counted(orders: Any, day: date) -> dict[str, str]:
    """The fields of :class:`~aecourse.models.own_numbers.Typed` that *orders* fill, up to *day*.

    Orders are those paid in the days; bad-experience orders, disputes, reviews and scans are what the
    rules count in them, of earlier orders, too.  The age runs from the first payment.  What no line of
    the table tells stays empty.

    Raises:
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    table = ensure(orders)
    paid = table["paid_at"]
    found: dict[str, str] = {"day": day.isoformat(), "newest": _newest(table, day)}
    untold = _untold(table)
    known = paid[paid <= Window.ending(day, 1).end]
    found["age"] = str((day - known.min().date()).days) if len(known) else ""
    for days in PERIODS:
        window = Window.ending(day, days)
        found[f"orders_{days}"] = str(int(((paid >= window.start) & (paid <= window.end)).sum()))
        rows = measure(table, _METRICS, window).set_index("metric")
        up, down = rows["numerator"], rows["denominator"]
        found |= {
            f"bad_orders_{days}": str(int(up["odr"])),
            f"good_{days}": str(int(up["positive_rate"])),
            f"bad_{days}": str(int(down["positive_rate"] - up["positive_rate"])),
            f"snad_{days}": str(int(up["snad_rate"])),
            f"scanned_{days}": str(int(up["online_rate_72h"])),
        }
    return {field: "" if field.rpartition("_")[0] in untold else value for field, value in found.items()}


def _untold(table: Any) -> set[str]:
    """The counts of which the table tells nothing: no review, or no scan, in any line."""
    empty = {column for column in ("stars", "first_scan_at") if table[column].isna().all()}
    return {count for column, counts in _FROM.items() if column in empty for count in counts}


_FROM = {"stars": ("good", "bad"), "first_scan_at": ("scanned",)}


def _newest(table: Any, day: date) -> str:
    """The last day on which an order turned bad, within the longest period; empty if none did."""
    longest = max(PERIODS)
    for back in range(longest):
        window = Window.ending(day - back * DAY, 1)
        if measure(table, "odr", window)["numerator"].iloc[0]:
            return window.last.isoformat()
    return ""


__all__ = ["counted"]
