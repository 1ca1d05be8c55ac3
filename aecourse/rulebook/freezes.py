"""Frozen lines of logistics: how long each freeze lasts, and which one is for good.

Everything is computed from the table ``rulebook.table("line_freeze_2022")``; pass
``rules=table.using(...)`` to see what another reading would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .. import rulebook
from .model import Table
from .values import to_date


@dataclass(frozen=True, slots=True)
class Freeze:
    """A line frozen from ``first`` to ``last``, both included; ``last`` is None where it is for good."""

    first: date
    last: date | None

    def holds(self, day: date | str) -> bool:
        """Whether the line is frozen on *day*."""
        at = to_date(day)
        return self.first <= at and (self.last is None or at <= self.last)


def freezes(days: Iterable[date | str], rules: Table | None = None) -> tuple[Freeze, ...]:
    """The freezes of one line of a store, from the *days* on which it met the rule.

    A freeze lasts ``freeze_days``; a day on which the line is frozen anyway begins no other one.
    After ``freezes_until_last`` freezes in 365 days the next is for good: those count that began
    less than 365 days before it.

    Raises:
        CourseError: one of the *days* is no date.
    """
    book = rulebook.table("line_freeze_2022") if rules is None else rules
    length, until_last = timedelta(days=int(book["freeze_days"])), int(book["freezes_until_last"])
    found: list[Freeze] = []
    for day in sorted(map(to_date, days)):
        if found and found[-1].holds(day):
            continue
        before = sum(day - one.first < _YEAR for one in found)
        last = None if before >= until_last else day + length - timedelta(days=1)
        found.append(Freeze(day, last))
    return tuple(found)


_YEAR = timedelta(days=365)

__all__ = ["Freeze", "freezes"]
