"""Luck and skill: what stores of the same true rate show after few and after many orders.

Plain arithmetic of chance; nothing here is a rule of the platform.  Shares are 0 to 1, a store
keeps a limit if its rate is below it, and every bad order is taken to be a matter of chance of its
own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..scoring.uncertainty import Z_95, wilson

STORES = 100
WRONG = 0.05  # a verdict that is wrong more seldom than 1 in 20 counts as told from luck
Z_90 = 1.6448536269514722  # the standard normal quantile that leaves 5 % above
MOST_ORDERS = 5_000
MOST_JUDGED = 10_000_000


def _between(name: Phrase, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise CourseError(
            f"{name.en} must be between {low:g} and {high:g}, not {value!r}.",
            f"{name.zh}应在 {low:g} 到 {high:g} 之间，而不是 {value!r}。",
        )


def _share(value: float) -> None:
    _between(Phrase("A share", "比率"), value, 0, 1)


@lru_cache(maxsize=3)
def _draws(seed: int, stores: int) -> Any:
    import numpy as np

    return np.random.default_rng(seed).random((stores, MOST_ORDERS))


def bad_orders(share: float, orders: Sequence[int], *, stores: int = STORES, seed: int = 1) -> list[list[int]]:
    """How many of their first *n* orders went bad, one list of stores for each *n* in *orders*.

    Each order of each store has its luck once (common random numbers): a higher *share* never takes
    a bad order away, and more orders follow upon the same first ones.

    Raises:
        CourseError: a share outside 0 to 1, or more orders than luck was drawn for.
    """
    import numpy as np

    _share(share)
    for count in orders:
        _between(Phrase("The number of orders", "订单数"), count, 0, MOST_ORDERS)
    bad = _draws(seed, stores) < share
    ends = sorted({0, *orders})
    steps = [np.count_nonzero(bad[:, a:b], axis=1) for a, b in pairwise(ends)]
    sums = np.cumsum([np.zeros(stores, dtype=np.int64), *steps], axis=0).tolist()
    found = dict(zip(ends, sums, strict=True))
    return [found[count] for count in orders]


def failing_from(limit: float, orders: int) -> int:
    """The fewest bad orders of *orders* with which the rate is no longer below *limit*."""
    return math.ceil(limit * orders - 1e-9)


def is_wrong(bad: int, orders: int, share: float, limit: float) -> bool:
    """Does luck put a store of this true *share* on the wrong side of *limit*?"""
    return (bad >= failing_from(limit, orders)) != (share >= limit)


@guarded
def misjudged(share: float, limit: float, orders: int) -> float | None:
    """The share of equal stores that luck puts on the wrong side of *limit*: exact, binomial.

    None without an order.

    Raises:
        CourseError: a share outside 0 to 1.
    """
    import numpy as np

    _share(share)
    _share(limit)
    _between(Phrase("The number of orders", "订单数"), orders, 0, MOST_JUDGED)
    if orders == 0:
        return None
    if share in {0.0, 1.0}:
        return float(is_wrong(round(share * orders), orders, share, limit))
    # P(k) from P(k - 1): each further bad order multiplies by (n - k + 1) / k * p / (1 - p)
    k = np.arange(1, failing_from(limit, orders))
    grow = np.log((orders - k + 1) / k) + math.log(share / (1 - share))
    logs = orders * math.log1p(-share) + np.concatenate([[0.0], np.cumsum(grow)])
    below = float(np.exp(logs).sum()) if failing_from(limit, orders) > 0 else 0.0
    return min(max(below if share >= limit else 1 - below, 0.0), 1.0)


def sampling_band(share: float, orders: int) -> tuple[float, float]:
    """Where about 95 of 100 equal stores stand after *orders*: share ± 1.96 · √(share(1-share)/n).

    Raises:
        CourseError: a share outside 0 to 1, or no order.
    """
    _share(share)
    _between(Phrase("The number of orders", "订单数"), orders, 1, math.inf)
    half = Z_95 * math.sqrt(share * (1 - share) / orders)
    return max(share - half, 0.0), min(share + half, 1.0)


@lru_cache(maxsize=256)
def orders_needed(share: float, limit: float) -> int | None:
    """The orders from which on luck misjudges no more than 1 in 20 equal stores; None if never.

    With *share* at the limit it stays a toss-up.  Exact; where many are needed it comes near
    1.645² · share(1-share) / (share-limit)², so half the distance takes four times the orders, and
    beyond 100,000 orders it is that.

    Raises:
        CourseError: a share outside 0 to 1.
    """
    _share(share)
    _share(limit)
    if abs(share - limit) < 1e-9:
        return None
    if share in {0.0, 1.0} or limit == 0:
        return 1
    about = Z_90**2 * share * (1 - share) / (share - limit) ** 2
    if about > 100_000:
        return math.ceil(about)

    def bad(orders: int) -> bool:
        return (misjudged(share, limit, orders) or 0.0) > WRONG

    def most(least: int) -> int:
        return math.floor(least / limit + 1e-9)

    def tooth(least: int) -> bool:
        return bad(most(least - 1) + 1 if over else most(least))

    # While `least` bad orders fail, each further order helps the store; the next `least` sets it
    # back.  So the rate of wrong verdicts is a saw, and its worst teeth sink as `least` rises.
    over = share > limit
    low, high = 0, math.ceil(2 * about * limit) + 8
    while high - low > 1:
        least = (low + high) // 2
        low, high = (least, high) if tooth(least) else (low, least)
    # whole orders make neighbouring teeth a little uneven
    low = max((least for least in range(low + 1, low + 40 + low // 50) if tooth(least)), default=low)
    first, last = most(low - 1) + 1 if low else 0, most(low)
    while over and last - first > 1:  # along the last bad tooth of a store over the limit
        middle = (first + last) // 2
        first, last = (middle, last) if bad(middle) else (first, middle)
    return last if over and low and not bad(last) else last + 1


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rating means, 1 to 5 stars; *difference* is the second less the first, in stars."""

    first: Interval
    second: Interval
    difference: Interval

    @property
    def better(self) -> int:
        """1 or 2: the shop that is better beyond luck; 0 while luck explains the difference."""
        return 2 if self.difference.low > 0 else 1 if self.difference.high < 0 else 0


def rating(mean: float, ratings: int) -> Interval | None:
    """A mean of 1 to 5 stars with its Wilson interval, on the scale (mean - 1) / 4; None of none.

    The interval is cautious: ratings between the ends vary less than it supposes.

    Raises:
        CourseError: a mean outside 1 to 5, or a negative number of ratings.
    """
    _between(Phrase("A mean of ratings", "评分均值"), mean, 1, 5)
    _between(Phrase("The number of ratings", "评价数"), ratings, 0, math.inf)
    if ratings == 0:
        return None
    low, high = wilson((mean - 1) / 4 * ratings, ratings)
    return Interval(mean, 1 + 4 * float(low), 1 + 4 * float(high))


def compare_means(first_mean: float, first_ratings: int, second_mean: float, second_ratings: int) -> Comparison | None:
    """Two shops by their rating means; None if either has no rating.

    The interval of the difference joins the two by Newcombe's rule: each end is the difference, less
    or more the root of the two squared distances to the ends that work against it.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.

    Raises:
        CourseError: a mean outside 1 to 5, or a negative number of ratings.
    """
    a, b = rating(first_mean, first_ratings), rating(second_mean, second_ratings)
    if a is None or b is None:
        return None
    gap = b.value - a.value
    low = gap - math.hypot(b.value - b.low, a.high - a.value)
    high = gap + math.hypot(b.high - b.value, a.value - a.low)
    return Comparison(a, b, Interval(gap, low, high))
