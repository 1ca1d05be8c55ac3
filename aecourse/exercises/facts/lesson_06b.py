"""Lesson 06b: the rules of 2022 to today, and what article B makes of all of them at once.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .lesson_06 import rules

if TYPE_CHECKING:
    from ...scoring.handover import Due
    from ...scoring.outcomes import Verdict

NOTES = {
    "grade": ("grade_2015_odr",),
    "monthly": ("category_2016_monthly",),
    "start": ("category_2016_monthly", "category_2017_quarterly", "category_2020"),
    "six": ("capability_2022",),
    "search": ("daily8_2015", "daily6"),
}
"""Rules that article B speaks of, and the regimes under which they held."""


# -- the notes on the wall -----------------------------------------------------------------------


def together(one: str, other: str) -> bool:
    """Whether two rules of article B were ever in force on the same day."""

    def spans(note: str) -> list[tuple[date, date]]:
        held = [rules(id) for id in NOTES[note]]
        return [(one.effective_from, one.effective_to or date.max) for one in held]

    return any(a <= d and c <= b for a, b in spans(one) for c, d in spans(other))


def never_together() -> str:
    """The pair of the four, as ``six-start``, that was never in force on the same day."""
    pairs = (("six", "start"), ("monthly", "search"), ("grade", "monthly"), ("six", "search"))
    (pair,) = (pair for pair in pairs if not together(*pair))
    return "-".join(pair)


# -- two clocks ----------------------------------------------------------------------------------

MONDAY = datetime(2024, 5, 13, 23)  # US Pacific time, as all payments here
NINTH = datetime(2024, 12, 8, 23, 30)  # 15:30 of 9 December in Beijing
BEFORE_THE_TURN, AFTER_THE_TURN = datetime(2024, 11, 1, 22), datetime(2024, 11, 4, 22)


def jit_due_day() -> str:
    """The day of the week, in Beijing, on which the order of the Monday in May is due."""
    from ...scoring.handover import on_clock

    return f"{on_clock(_due(MONDAY).end, rules('jit_2024').clock):%A}".lower()


def jit_ninth_december() -> str:
    """``yes`` if a slow product still has more time than another."""
    import pandas as pd

    from ...scoring.handover import due_at, run_as

    orders = run_as(pd.DataFrame({"paid_at": pd.to_datetime([NINTH, NINTH])}), "semi_managed")
    orders["sold_last_month"] = [10.0, 11.0]
    slow, other = due_at(orders, rules("jit_2024"))
    return "yes" if slow > other else "no"


def hours_after_the_turn() -> int:
    """The hours that an order has whose payment, after the turn of the clocks, falls on the cut-off."""
    return _hours(AFTER_THE_TURN)


def hours_before_the_turn() -> int:
    """The slip: those of the order before the turn, paid at the same time of day."""
    return _hours(BEFORE_THE_TURN)


def hours_of_the_same_day() -> int:
    """The slip: to the end of the same day, as if it had been paid before the cut-off."""
    return _hours(AFTER_THE_TURN) - 24


def _hours(paid: datetime) -> int:
    return round((_due(paid).end - paid) / timedelta(hours=1))


def _due(paid: datetime) -> Due:
    from ...scoring.handover import due_of

    found = due_of(paid, rules("jit_2024"))
    assert found is not None
    return found


# -- 2023 ----------------------------------------------------------------------------------------


def small_store() -> Verdict:
    """The store score of a store with 45 orders in 90 days, 8 of them in the last 30."""
    from ...scoring.outcomes import Tally, judge

    score = rules("store_score_2023")
    metrics = dict.fromkeys(score.metrics, (2.0, 8.0))
    tally = Tally(metrics, {"paid_90d": 45, "paid_30d": 8})
    return judge(score, tally, illustrative=True)


def small_store_verdict() -> str:
    """``none`` if the store is not assessed."""
    return "frozen" if small_store().eligible else "none"
