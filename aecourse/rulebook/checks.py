"""Check days: when a regime looks at a store next."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import CourseError
from ..language import Phrase
from .book import load, to_date
from .model import Regime


def next_check(regime: str | Regime, after: date | str, folder: str | Path | None = None) -> date:
    """The first check day of *regime* that lies after the day *after* (which is not included).

    A check is the day on which the result is made or has to be shown.  :class:`CourseError` if the
    regime has no check days (it looks at each order, or each day) or has ended by then.
    """
    rules = regime if isinstance(regime, Regime) else load(regime, folder)
    day = to_date(after)
    if not rules.check:
        raise CourseError(
            Phrase(
                f"{rules.id} has no fixed check day.",
                f"{rules.id} 没有固定的考核日。",
            )
        )
    last = rules.effective_to or date.max
    for candidate in _check_days(rules, max(day, rules.effective_from)):
        if candidate > last:
            break
        if candidate > day:
            return candidate
    raise CourseError(
        Phrase(
            f"{rules.id} ended on {last}: there is no check after {day}.",
            f"{rules.id} 已于 {last} 结束：{day} 之后不再考核。",
        )
    )


def _check_days(rules: Regime, start: date) -> Iterator[date]:
    """The check days from the month of *start* on, for two years, in order."""
    days = _several(rules[rules.check["day"]])
    months = _several(rules[rules.check["months"]]) if "months" in rules.check else range(1, 13)
    first = rules[rules.check["first"]] if "first" in rules.check else rules.effective_from
    found = {first} if "first" in rules.check else set()
    for step in range(25):
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        if month + 1 in months:
            length = calendar.monthrange(year, month + 1)[1]
            found |= {date(year, month + 1, min(day, length)) for day in days}
    yield from sorted(day for day in found if day >= first)


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
