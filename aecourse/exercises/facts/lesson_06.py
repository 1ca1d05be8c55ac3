"""Lesson 06: made-up stores put before the rules themselves.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...rulebook import Regime
    from ...scoring.assessment import Assessment
    from ...scoring.handover import Due
    from ...scoring.outcomes import Verdict

ORDERS = 3000
DAY = "2019-06-30"  # six items; the same orders are moved to whatever day the rules ask for
MONTH = ((20, 84.0), (10, 74.0))  # days of a month and the score of each of them
CLOSE = {"dresses": (150, 0.05), "shoes": (12, 0.25), "bags": (40, 0.10)}  # orders, SNAD rate
NOTES = {
    "grade": ("grade_2015_odr",),
    "monthly": ("category_2016_monthly",),
    "start": ("category_2016_monthly", "category_2017_quarterly", "category_2020"),
    "six": ("capability_2022",),
    "search": ("daily8_2015", "daily6"),
}
"""Rules that article B speaks of, and the regimes under which they held."""


def _rules(regime: str) -> Regime:
    from ... import rulebook

    return rulebook.load(regime)


@cache
def assessed(regime: str, store: str = "middling-store") -> Assessment:
    """A store of the live views under *regime*, with the teaching defaults."""
    from ...scoring.assessment import assess
    from ...simulation.levers import orders_in_reach
    from ...simulation.orders import simulate
    from ...simulation.stores import STORES

    shop = STORES[store][1]
    orders = simulate(shop, orders=orders_in_reach(shop), seed=1, until=DAY)
    result: Assessment = assess(orders, regime, DAY, illustrative=True)
    return result


def score(regime: str) -> float:
    """The score of the middling shop."""
    found = assessed(regime).score
    assert found is not None
    return found


def score_by_eight() -> float:
    """The slip: the score by the other rules, as it is shown."""
    return round(score("daily8_2015"), 1)


def score_without_losses() -> float:
    """The slip: the six items with every item below zero counted as zero."""
    return round(sum(max(points, 0.0) for points in assessed("daily6").items.values()), 1)


def costs(store: str) -> dict[str, float]:
    """Points that each of the six items costs a store."""
    from ...scoring.breakdown import waterfall

    steps = waterfall(assessed("daily6", store))
    return dict(zip(steps["step"], steps["cost"], strict=True))


def costliest() -> str:
    """The item of the four that costs the low-price shop most."""
    found = costs("price-store")
    items = ("dsr_description", "not_sold_rate", "nr_rate", "dsr_communication")
    return max(items, key=found.__getitem__).replace("_", "-")


# -- one item at its worst -----------------------------------------------------------------------


def full_marks(item: str = "not_sold_rate") -> float:
    """The full marks of one of the six items."""
    return float(_rules("daily6")["full_marks"][item])


def worst_item() -> float:
    """The score of a store with full marks everywhere and one item at its lowest."""
    rules = _rules("daily6")
    return without_the_item() + float(rules["item_floor"])


def without_the_item() -> float:
    """The score with no points for that item."""
    return 100 - full_marks()


# -- the month -----------------------------------------------------------------------------------


def month_mean() -> float:
    """The mean of the daily scores of the month."""
    return sum(days * points for days, points in MONTH) / sum(days for days, _ in MONTH)


def mean_of_two() -> float:
    """The slip: the mean of the two levels, however long each lasted."""
    return sum(points for _, points in MONTH) / len(MONTH)


def level(at: int) -> float:
    """One of the two levels of the month: 0 the first, 1 the last."""
    return MONTH[at][1]


# -- the period ----------------------------------------------------------------------------------


def period(age_days: int, month: int, quarter: int) -> int:
    """The assessment period in days under the six items; 0 where there is no grade."""
    rules = _rules("daily6")
    if quarter < rules["min_orders_90d"]:
        return 0
    old = age_days > rules["period.short_if_age_days_gt"]
    busy = month >= rules["period.short_if_orders_30d_ge"]
    return int(rules["period.short_days" if old and busy else "period.long_days"])


def periods() -> str:
    """The periods of the three stores A, B and C, as ``30-90-none``."""
    stores = ((400, 75, 210), (120, 80, 200), (400, 25, 58))
    return "-".join(str(period(*store) or "none") for store in stores)


# -- the categories ------------------------------------------------------------------------------


def closed_categories() -> list[str]:
    """Which of the three categories are closed, by the teaching values of 2016."""
    from ...scoring.outcomes import Tally, judge

    parts = {
        name: Tally({"snad_rate": (count * rate, count), "dsr_description": (4.8 * count, count)})
        for name, (count, rate) in CLOSE.items()
    }
    verdict = judge(_rules("category_2016_monthly"), Tally({}, categories=parts), illustrative=True)
    return [name for name, fate in verdict.categories.items() if fate == "closed"]


def categories_closed() -> int:
    """How many of them."""
    return len(closed_categories())


# -- the notes on the wall -----------------------------------------------------------------------


def together(one: str, other: str) -> bool:
    """Whether two rules of article B were ever in force on the same day."""

    def spans(note: str) -> list[tuple[date, date]]:
        rules = [_rules(id) for id in NOTES[note]]
        return [(r.effective_from, r.effective_to or date.max) for r in rules]

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
    return f"{_due(MONDAY).end_there:%A}".lower()


def jit_ninth_december() -> str:
    """``yes`` if a slow product still has more time than another."""
    import pandas as pd

    from ...scoring.handover import due_at, run_as

    orders = run_as(pd.DataFrame({"paid_at": pd.to_datetime([NINTH, NINTH])}), "semi_managed")
    orders["sold_last_month"] = [10.0, 11.0]
    slow, other = due_at(orders, _rules("jit_2024"))
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

    found = due_of(paid, _rules("jit_2024"))
    assert found is not None
    return found


# -- 2023 ----------------------------------------------------------------------------------------


def small_store() -> Verdict:
    """The store score of a store with 45 orders in 90 days, 8 of them in the last 30."""
    from ...scoring.outcomes import Tally, judge

    rules = _rules("store_score_2023")
    metrics = dict.fromkeys(rules.metrics, (2.0, 8.0))
    tally = Tally(metrics, {"paid_90d": 45, "paid_30d": 8})
    return judge(rules, tally, illustrative=True)


def small_store_verdict() -> str:
    """``none`` if the store is not assessed."""
    return "frozen" if small_store().eligible else "none"
