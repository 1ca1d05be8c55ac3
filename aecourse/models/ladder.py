"""The ladder of tiers as a loop: score, exposure, orders, turnover, tier, and round again each month.

From article B come the tiers, the shares of stores and of traffic (:mod:`aecourse.rulebook.business`), and
two sentences: a higher service score ranks better; turnover decides the tier and the tier decides
the traffic.  How strong each pull is nobody has published: every strength here is an assumption of
this course, stands in :data:`QUANTITIES` with its reason, and can be changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import floor
from typing import Any

import numpy as np

from .. import rulebook
from ..base.errors import CourseError, require_known
from ..base.language import Phrase
from ..base.quantities import Quantity, require
from ..base.tables import tables
from ..rulebook.business import tier_groups
from ..rulebook.model import Table

__all__ = [
    "MAX_MONTHS",
    "QUANTITIES",
    "Assumptions",
    "LadderMonth",
    "Shop",
    "climb",
    "gini",
    "lorenz",
    "moved",
    "pull",
    "score_needed",
    "tier_lines",
]

# -- what goes in ---------------------------------------------------------------------------------


QUANTITIES: Mapping[str, Quantity] = tables(__file__, quantities=Quantity)["quantities"]
"""The numbers of the model; those of the group ``"assumed"`` are no store's own."""

MAX_MONTHS = int(QUANTITIES["months"].high)


@dataclass(frozen=True, slots=True)
class Shop:
    """What a seller knows of the own store; money in US dollars, conversion a share.

    Raises:
        CourseError: a value out of its bounds.
    """

    start_gmv: float = 800.0
    score: float = 92.0
    conversion: float = 0.02
    order_value: float = 20.0
    months: int = 24

    def __post_init__(self) -> None:
        require(QUANTITIES, self)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What no source tells; each with its reason in :data:`QUANTITIES`.

    Two more are built in: the turnover that decides the tier is one month's (the window is not
    stated), and on a border between two tiers the lower one counts (the article prints both).

    Raises:
        CourseError: a value out of its bounds.
    """

    strength: float = 1.0
    mean_visits: float = 20_000.0
    carry: float = 0.6
    luck: float = 0.08
    reference_score: float = 80.0

    def __post_init__(self) -> None:
        require(QUANTITIES, self)


def moved(shop: Shop, assumed: Assumptions, **values: float) -> tuple[Shop, Assumptions]:
    """*shop* and *assumed* with these values in their places.

    Raises:
        UnknownName: no such quantity; the error names the near ones.
        CourseError: out of bounds; the error gives the bounds.
    """
    for name in values:
        require_known(Phrase("lever", "滑块"), name, QUANTITIES)
    rest = {name: value for name, value in values.items() if QUANTITIES[name].group == "assumed"}
    ours = {name: value for name, value in values.items() if name not in rest}
    return replace(shop, **ours), replace(assumed, **rest)  # type: ignore[arg-type]


# -- the loop -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LadderMonth:
    """One month: visits come from the tier before, the turnover decides the tier after.

    ``number`` 0 is the start, of which only turnover and tier are known.
    """

    number: int
    visits: float
    orders: int
    gmv: float
    tier: int


@dataclass(frozen=True, slots=True)
class TierLines:
    """The ladder for quick use: where tiers begin, and each tier's traffic a store."""

    bounds: tuple[float, ...]
    traffic: tuple[float, ...]

    def tier(self, gmv: float) -> int:
        """The tier of a turnover; on a border the lower one."""
        return bisect_left(self.bounds, gmv) + 1


def tier_lines(rules: Table | None = None) -> TierLines:
    """Borders in US dollars, and traffic of one store by tier in multiples of the mean store's."""
    table = rulebook.table("tiers") if rules is None else rules
    groups = {number: group for group in tier_groups(table) for number in group.tiers}
    return TierLines(
        tuple(float(bound) for bound in table["gmv_bounds"]),
        tuple(groups[number].traffic_per_store for number in sorted(groups)),
    )


@lru_cache(maxsize=64)
def _draws(seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.random.default_rng(seed).standard_normal(MAX_MONTHS)


def pull(score: float, assumed: Assumptions) -> float:
    """By what factor the service score multiplies exposure; 1 at the reference score."""
    return float((score / assumed.reference_score) ** assumed.strength)


def climb(
    shop: Shop, assumed: Assumptions | None = None, *, seed: int = 1, rules: Table | None = None
) -> tuple[LadderMonth, ...]:
    """The start and each month after it.

    Visits = mean visits x the tier's traffic a store x the pull of the score; orders = carry x
    last month's + (1 - carry) x visits x conversion x the month's luck, shown to the nearest whole;
    GMV = orders x order value; and the tier of that GMV gives the next month's traffic.
    """
    assumed = Assumptions() if assumed is None else assumed
    lines, carry = tier_lines(rules), assumed.carry
    luck = np.exp(assumed.luck * _draws(seed) - assumed.luck**2 / 2)
    full = assumed.mean_visits * pull(shop.score, assumed)
    flow = shop.start_gmv / shop.order_value  # orders a month before they are whole
    path = [LadderMonth(0, 0.0, 0, float(shop.start_gmv), lines.tier(shop.start_gmv))]
    for number in range(1, int(shop.months) + 1):
        visits = full * lines.traffic[path[-1].tier - 1]
        fresh = visits * shop.conversion * float(luck[number - 1])
        flow = carry * flow + (1 - carry) * fresh
        orders = floor(flow + 0.5)
        gmv = orders * shop.order_value
        path.append(LadderMonth(number, visits, orders, gmv, lines.tier(gmv)))
    return tuple(path)


def score_needed(
    tier: int, shop: Shop, assumed: Assumptions | None = None, *, seed: int = 1, rules: Table | None = None
) -> int | None:
    """The lowest whole score that ends in *tier* or above under the same luck; None if none does.

    Halving works because more score never ends lower.
    """

    def reaches(score: int) -> bool:
        last = climb(replace(shop, score=score), assumed, seed=seed, rules=rules)[-1]
        return last.tier >= tier

    if not reaches(100):
        return None
    low, high = 0, 100
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle + 1, high)
    return low


# -- how unequal ----------------------------------------------------------------------------------


def lorenz(stores: Sequence[float], traffic: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The Lorenz curve from (0, 0) to (1, 1): share of stores, poorest first, and their traffic.

    *stores* and *traffic* hold the amounts of each group; for single stores *stores* is all ones.
    What is inside a group counts as equal, so that the true curve can only hang lower.

    Raises:
        CourseError: of different length, negative, without traffic, or a group without stores.
    """
    if (
        len(stores) != len(traffic)
        or min(stores, default=0) <= 0
        or min(traffic) < 0
        or not 0 < sum(traffic) < float("inf")
        or not sum(stores) < float("inf")
    ):
        raise CourseError(
            "lorenz: as many groups of stores as of traffic, each with stores, together with traffic.",
            "lorenz：店铺与流量的组数须一致，每组都有店铺，流量不得为负且合计大于零。",
        )
    points, x, y = [(0.0, 0.0)], 0.0, 0.0
    for people, goods in sorted(zip(stores, traffic, strict=True), key=lambda p: p[1] / p[0]):
        x, y = x + people, y + goods
        points.append((x, y))
    return tuple((across / x, up / y) for across, up in points)


def gini(points: Sequence[tuple[float, float]]) -> float:
    """The Gini coefficient of a Lorenz curve: 0 if all get the same, towards 1 if one gets all.

    One less twice the area under the curve, trapezium by trapezium.
    """
    under = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points))
    return max(1 - 2 * under, 0.0)
