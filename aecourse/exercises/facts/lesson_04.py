"""Lesson 04: what is counted of reviews in the brand store and in small made-up tables.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from . import lesson_03, which
from .lesson_03 import REGIME

if TYPE_CHECKING:
    from ...scoring.assessment import Assessment

STORE = "brand-store"
CASES = ("B-000628", "B-000946", "B-001058", "B-001160", "B-001258", "B-001306", "B-001479")
TARGET = 0.97

# One buyer's reviews in September 2015: the day and the stars.  The task names them.
ONE_BUYER = ((2, 5), (10, 5), (11, 5), (19, 1), (20, 2), (28, 5))
# Description ratings of two products with the same mean.
TWO_PRODUCTS = {"A": (5,) * 8 + (3,) * 2, "B": (5,) * 6 + (4,) * 4}


def assessment(**changes: object) -> Assessment:
    """The assessment of the brand store; *changes* replace parameters of the positive rate."""
    renamed = {f"positive_rate__{name}": value for name, value in changes.items()}
    return lesson_03.assessment(STORE, **renamed)


def counts(**changes: object) -> tuple[int, int]:
    """Good reviews and all reviews of the positive rate, under the rule or with *changes*."""
    row: Any = assessment(**changes).metrics.set_index("metric").loc["positive_rate"]
    return int(row["numerator"]), int(row["denominator"])


def rate(**changes: object) -> float:
    """The positive rate, under the rule or with *changes*."""
    good, all_in = counts(**changes)
    return good / all_in


def stars() -> dict[int, int]:
    """How many reviews of the window gave 1 to 5 stars, counted or not."""
    result = assessment()
    table = result.measurement.table
    inside = table[table["review_at"].between(result.window.start, result.window.end)]
    return {star: int((inside["stars"] == star).sum()) for star in range(1, 6)}


def every_star(*, neutral: bool = True) -> float:
    """The slip: good reviews of all that took effect, counted or not; with or without neutral ones."""
    given = stars()
    good = given[4] + given[5]
    return good / (good + given[1] + given[2] + neutral * given[3])


# -- which reviews count -------------------------------------------------------------------------


def _cases(*, counted: bool, **changes: object) -> frozenset[str]:
    from ...scoring.measurement import Measurement

    result = assessment(**changes)
    table = result.measurement.table
    few = table[table["order_id"].isin(CASES)].reset_index(drop=True)
    _, inside = Measurement(few, result.regime).masks("positive_rate", result.window)
    return frozenset(few["order_id"][inside if counted else ~inside])


def cases_counted(**changes: object) -> frozenset[str]:
    """Those of the seven orders whose review enters the positive rate."""
    return _cases(counted=True, **changes)


def cases_never_disputed() -> frozenset[str]:
    """Those that count and never saw a not-received dispute, withdrawn or not."""
    table = assessment().measurement.table
    fought = table["order_id"][table["dispute_reason"] == "not_received"]
    return cases_counted() - frozenset(fought)


# -- one buyer, ten days -------------------------------------------------------------------------


def one_buyer(*, merge: bool = True) -> int:
    """How many of one buyer's reviews count in the positive rate."""
    import pandas as pd

    from ... import rulebook
    from ...scoring.measurement import Measurement

    table = assessment().measurement.table
    clean = table["dispute_opened_at"].isna() & (table["amount_usd"] >= 20) & table["stars"].notna()
    few = table[clean].head(len(ONE_BUYER)).reset_index(drop=True)
    few["buyer_id"] = few["buyer_id"].iloc[0]
    few["review_at"] = pd.to_datetime([f"2015-09-{day:02} 12:00" for day, _ in ONE_BUYER])
    few["stars"] = [float(given) for _, given in ONE_BUYER]
    regime = rulebook.load(REGIME).using({"positive_rate.merge_ten_days": merge})
    _, counted = Measurement(few, regime).masks("positive_rate", assessment().window)
    return int(counted.sum())


def periods() -> int:
    """In how many ten-day periods that buyer reviewed."""
    return len({min((day - 1) // 10, 2) for day, _ in ONE_BUYER})


# -- up to a target ------------------------------------------------------------------------------


def needed() -> int | None:
    """How many further good reviews bring the rate to the target."""
    from ...scoring.inverse import count_needed

    return count_needed("positive_rate", *counts(), TARGET)


def turned() -> int:
    """How many bad reviews would have had to be good."""
    good, all_in = counts()
    return math.ceil(TARGET * all_in - good)


def bad() -> int:
    """How many bad reviews there are."""
    good, all_in = counts()
    return all_in - good


def outweighing_one() -> int:
    """How many good reviews keep the target in spite of one bad one."""
    return math.ceil(TARGET / (1 - TARGET))


# -- means, silence ------------------------------------------------------------------------------


def same_mean() -> str:
    """Which product makes bad orders: ``neither``, ``only-a``, ``only-b`` or ``both``."""
    from ... import rulebook

    limit = rulebook.load(REGIME)["bad.dsr_description_max"]
    bad = {name: any(given <= limit for given in stars) for name, stars in TWO_PRODUCTS.items()}
    return which(bad["A"], bad["B"], names=("both", "only-a", "only-b", "neither"))


@cache
def more_reviews() -> str:
    """What twice the reviews do to the positive rate and to ODR.

    The ``rate-rises``; it stays within its interval and ``odr-rises`` or ``odr-falls``; ``nothing``.
    """
    from ...models.reviews import review_rates

    few, many = review_rates((0.4, 0.8)).to_dict("records")
    if not few["low"] <= many["positive_rate"] <= few["high"]:
        return "rate-rises"
    change = many["odr"] - few["odr"]
    if abs(change) < 0.001:
        return "nothing"
    return "odr-rises" if change > 0 else "odr-falls"
