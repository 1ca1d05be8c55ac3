"""Which days count for a shipping clock, and when a deadline in counted days falls.

The platform's notices name festivals, not dates.  Their dates come from the library ``holidays``,
which follows the State Council's adjusted calendar for the years it has published: the break of a
festival is the run of days off around it, weekends included, unless such a weekend is worked.  For
a later year only the statutory days are known, so a break can be shorter here than it will be.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from .calendar import DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_FESTIVALS = {
    "labour_day": "Labor Day",
    "national_day": "National Day",
    "spring_festival": "Spring Festival",
}


@lru_cache(maxsize=64)
def festival_days(festival: str, year: int) -> frozenset[date]:
    """The days of *year* that belong to the break of a festival in mainland China.

    ``labour_day``, ``national_day`` or ``spring_festival``; any other name has no days here
    (``local`` holidays of an overseas warehouse are not known).
    """
    if festival not in _FESTIVALS:
        return frozenset()
    import holidays

    china = holidays.country_holidays("CN", years=[year - 1, year, year + 1], language="en_US")
    worked: Collection[date] = getattr(china, "weekend_workdays", ())
    named = [day for day, name in china.items() if _FESTIVALS[festival] in name]

    def off(day: date) -> bool:
        return day in china or (day.weekday() >= 5 and day not in worked)

    found = set()
    for day in named:
        for step in (-DAY, DAY):
            at = day
            while off(at):
                found.add(at)
                at += step
    return frozenset(day for day in found if day.year == year)


def counts(day: date, weekdays: Collection[str], festivals: Collection[str]) -> bool:
    """Whether *day* counts on a clock that runs on *weekdays* and stops on *festivals*."""
    if WEEKDAYS[day.weekday()] not in weekdays:
        return False
    return not any(day in festival_days(festival, day.year) for festival in festivals)


def deadlines(
    paid_at: Any, limit_days: float, weekdays: Collection[str], festivals: Collection[str]
) -> Any:
    """The last moment that is still in time: *limit_days* counted days after each payment.

    The clock stands still on days that do not count.  *paid_at* and the result are numpy arrays of
    ``datetime64[us]``; a missing payment stays missing.
    """
    import numpy as np

    paid = np.asarray(paid_at).astype("datetime64[us]")
    known = ~np.isnat(paid)
    if not known.any():
        return paid
    day_us = 86_400_000_000
    first = paid[known].min().astype("datetime64[D]")
    last = paid[known].max().astype("datetime64[D]")
    # every week has a day that counts, so seven times the limit and two breaks are enough
    length = int((last - first).astype(int)) + int(7 * limit_days) + 60
    days = [first.astype(date) + i * DAY for i in range(length)]
    counted = np.array([counts(day, weekdays, festivals) for day in days], dtype=np.int64)
    before = np.concatenate([[0], np.cumsum(counted)]) * day_us  # counted time before each day
    day = (paid[known].astype("datetime64[D]") - first).astype(np.int64)
    rest = (paid[known] - paid[known].astype("datetime64[D]")).astype(np.int64)
    # Counted time runs from the payment, or from the start of the next day that counts.  At exactly
    # the limit the clock may stand still: the last moment in time is the end of that stop.
    target = before[day] + counted[day] * rest + round(limit_days * day_us)
    at = np.searchsorted(before, target, side="right") - 1
    result = paid.copy()
    result[known] = first.astype("datetime64[us]") + (
        at * day_us + (target - before[at])).astype("timedelta64[us]")  # fmt: skip
    return result
