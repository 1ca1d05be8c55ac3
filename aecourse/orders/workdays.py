"""Which days count for a shipping clock, and when a deadline in counted days falls.

The platform's notices name festivals, not dates.  Their dates come from the library ``holidays``,
which follows the State Council's adjusted calendar for the years it has published: the break of a
festival is the run of days off around it, weekends included, unless such a weekend is worked.  For
a later year only the statutory days are known, so a break can be shorter here than it will be.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from ..base.vocabulary import WEEKDAYS
from .calendar import DAY

_FESTIVALS = {"labour_day": "Labor Day", "national_day": "National Day", "spring_festival": "Spring Festival"}


@lru_cache(maxsize=64)
def festival_days(festival: str, year: int) -> frozenset[date]:
    """The days of *year* that belong to the break of a festival in mainland China.

    ``labour_day``, ``national_day`` or ``spring_festival``; any other name has no days here
    (``local`` holidays of an overseas warehouse are not known).
    """
    if festival not in _FESTIVALS:
        return frozenset()
    import holidays

    china = holidays.country_holidays("CN", years=year, language="en_US")
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
    return frozenset(found)


def counts(day: date, weekdays: Collection[str], festivals: Collection[str]) -> bool:
    """Whether *day* counts on a clock that runs on *weekdays* and stops on *festivals*."""
    if WEEKDAYS[day.weekday()] not in weekdays:
        return False
    return not any(day in festival_days(festival, day.year) for festival in festivals)


def _counted(days: Any, weekdays: Collection[str], festivals: Collection[str]) -> Any:
    """:func:`counts` of each of *days*, numpy's ``datetime64[D]`` one after the other."""
    import numpy as np

    first, last = days[0].item(), days[-1].item()
    week = np.array([WEEKDAYS[(first.weekday() + n) % 7] in weekdays for n in range(7)])
    counted = np.resize(week, len(days))
    years = range(first.year, last.year + 1)
    off = [day for festival in festivals for year in years for day in festival_days(festival, year)]
    return counted & ~np.isin(days, np.array(off, "datetime64[D]"))


_DAY_US = 86_400_000_000


def deadlines(paid_at: Any, limit_days: float, weekdays: Collection[str], festivals: Collection[str]) -> Any:
    """The last moment that is still in time: *limit_days* counted days after each payment.

    The clock stands still on days that do not count.  *paid_at* and the result are numpy arrays of
    ``datetime64[us]``; a missing payment stays missing.
    """
    import numpy as np

    day_us = np.int64(_DAY_US)  # where numpy's whole numbers have 32 bits, as in a browser, too
    paid = np.asarray(paid_at).astype("datetime64[us]")
    at = paid.view("int64")
    known = ~np.isnat(paid)
    if not known.any():
        return paid
    if not known.all():
        at = at[known]
    first = int(at.min()) // _DAY_US
    paid_on = int(at.max()) // _DAY_US - first + 1  # so many days
    # every week has a day that counts, so seven times the limit and two breaks are enough
    days = np.datetime64(first, "D") + np.arange(paid_on + int(7 * limit_days) + 60)
    counted = _counted(days, weekdays, festivals)
    start = (np.flatnonzero(counted) + first) * day_us  # of each counted day
    number = (np.cumsum(counted) - counted)[:paid_on]  # of the first counted day from each on
    # Counted time runs from the payment, or from the start of the next day that counts.  A limit
    # that ends with a counted day ends with the stop behind it: the next counted day begins then.
    whole, rest = divmod(round(limit_days * _DAY_US), _DAY_US)
    day = at // day_us - first
    if rest:
        time = (at - (day + first) * day_us) * counted[day] + rest
        beyond = time >= _DAY_US
        due = start[number[day] + whole + beyond] + time - beyond * day_us
    else:  # so many days behind a payment, or the same moment for all payments of a day
        runs_on, end = counted[:paid_on], start[number + whole]
        due = np.where(runs_on, end - (np.arange(paid_on) + first) * day_us, end)[day]
        due += at if runs_on.all() else at * runs_on[day]
    if known.all():
        return due.view("datetime64[us]")
    result = paid.copy()
    result[known] = due.view("datetime64[us]")
    return result


@dataclass(frozen=True, slots=True)
class Run:
    """Payments from ``first`` until before ``beyond``: due ``shift`` later, or all at ``due``."""

    first: datetime
    beyond: datetime
    shift: timedelta | None
    due: datetime | None


@lru_cache(maxsize=256)
def runs(
    first: date, last: date, limit_days: float, weekdays: tuple[str, ...], festivals: tuple[str, ...]
) -> tuple[Run, ...]:
    """The same rule as :func:`deadlines` for engines without numpy: few runs of payments.

    Payments from the day *first* to the day *last*, both included, fall into runs with one rule
    each: on a counted day the deadline lies a fixed time behind the payment, on a day that does not
    count it is one moment for all.
    """
    import numpy as np

    days = [first + i * DAY for i in range((last - first).days + 1)]
    rest = timedelta(microseconds=round(limit_days * _DAY_US) % _DAY_US)
    # within a counted day the rule changes only where the limit's odd hours reach the next day
    starts = sorted({at for day in days for at in (_midnight(day), _midnight(day + DAY) - rest)})
    starts = [at for at in starts if at < _midnight(last + DAY)]
    found: list[Run] = []
    ends = deadlines(np.array(starts, dtype="datetime64[us]"), limit_days, weekdays, festivals)
    for at, beyond, due in zip(starts, [*starts[1:], _midnight(last + DAY)], ends.tolist(), strict=True):
        moves = counts(at.date(), weekdays, festivals)
        shift, fixed = (due - at, None) if moves else (None, due)
        if found and (found[-1].shift, found[-1].due) == (shift, fixed):
            found[-1] = replace(found[-1], beyond=beyond)
        else:
            found.append(Run(at, beyond, shift, fixed))
    return tuple(found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
