"""Lesson 06: made-up stores put before the rules themselves.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...rulebook import Regime
    from ...scoring.assessment import Assessment

ORDERS = 3000
DAY = "2019-06-30"  # six items; the same orders are moved to whatever day the rules ask for
MONTH = ((20, 84.0), (10, 74.0))  # days of a month and the score of each of them
CLOSE = {"dresses": (150, 0.05), "shoes": (12, 0.25), "bags": (40, 0.10)}  # orders, SNAD rate


def rules(regime: str) -> Regime:
    """The dated rules with this id."""
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
    return float(rules("daily6")["full_marks"][item])


def worst_item() -> float:
    """The score of a store with full marks everywhere and one item at its lowest."""
    found = rules("daily6")
    return without_the_item() + float(found["item_floor"])


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
    found = rules("daily6")
    if quarter < found["min_orders_90d"]:
        return 0
    old = age_days > found["period.short_if_age_days_gt"]
    busy = month >= found["period.short_if_orders_30d_ge"]
    return int(found["period.short_days" if old and busy else "period.long_days"])


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
    verdict = judge(rules("category_2016_monthly"), Tally({}, categories=parts), illustrative=True)
    return [name for name, fate in verdict.categories.items() if fate == "closed"]


def categories_closed() -> int:
    """How many of them."""
    return len(closed_categories())
