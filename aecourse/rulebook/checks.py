"""Check days: when a regime looks at a store next."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from .book import load
from .model import Regime
from .values import to_date


@guarded
def next_check(
    regime: str | Regime,
    after: date | str,
    folder: str | Path | None = None,
    *,
    of: Literal["store", "product"] = "store",
) -> date:
    """The first check day of *regime* that lies after the day *after* (which is not included).

    A check is the day on which the result is made or has to be shown.  ``of="product"`` asks for
    the check of single products, which only ``category_2017_quarterly`` has.
    :class:`CourseError` if the regime has no such check days (it looks at each order, or each day)
    or has ended by then.
    """
    rules = regime if isinstance(regime, Regime) else load(regime, folder)
    day = to_date(after)
    if ("day" if of == "store" else of) not in rules.check:
        raise CourseError(
            Phrase(f"{rules.id} has no fixed check day of that kind.", f"{rules.id} 没有这类固定考核日。")
        )
    last = rules.last_day or date.max
    days = _product_days if of == "product" else _check_days
    for candidate in days(rules, max(day, rules.effective_from)):
        if candidate > day and rules.in_force(candidate):
            return candidate
    raise CourseError(
        Phrase(
            f"{rules.id} ended on {last}: there is no check after {day}.",
            f"{rules.id} 已于 {last} 结束：{day} 之后不再考核。",
        )
    )


def _check_days(rules: Regime, start: date) -> list[date]:
    """The checks of the store from the month of *start* on, for two years, in order."""
    months = _several(rules[rules.check["months"]]) if "months" in rules.check else range(1, 13)
    days = _days(start, months, _several(rules[rules.check["day"]]))
    if "first" not in rules.check:
        return days
    first = rules[rules.check["first"]]
    return sorted({first, *(day for day in days if day > first)})


def _product_days(rules: Regime, start: date) -> list[date]:
    return _days(start, range(1, 13), _several(rules[rules.check["product"]]))


def _days(start: date, months: Iterable[int], days: tuple[int, ...]) -> list[date]:
    """These *days* of these *months* (a month's last day stands for one it has not), in order."""
    found = set()
    for step in range(25):
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        if month + 1 in months and year <= date.max.year:
            length = calendar.monthrange(year, month + 1)[1]
            found |= {date(year, month + 1, min(day, length)) for day in days}
    return sorted(found)


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
