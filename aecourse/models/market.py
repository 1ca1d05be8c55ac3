"""A small market for the platform's turn from price war to brand: who sells, at what price, for how much.

After Akerlof (1970), the market for lemons: buyers who cannot tell good goods from poor ones pay for
the average, and at the price of the average the good ones do not pay.  Added are what this platform
is about: sellers of few and of many categories, a fee for each category and its refund by turnover.

Fee and refund are the rulebook's (table ``fee_2016``).  All else is an assumption of this course: it
stands in :data:`QUANTITIES` with its reason and can be changed.  :mod:`aecourse.models.unravelling` lets
such a market run month by month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .. import rulebook
from ..base.arguments import guarded
from ..base.errors import CourseError, brief
from ..base.quantities import Quantity, require
from ..base.tables import tables
from ..base.vocabulary import CATEGORIES

__all__ = [
    "LOWEST",
    "QUANTITIES",
    "SELLERS",
    "Accounts",
    "Books",
    "Market",
    "Sellers",
    "accounts",
    "draw_sellers",
    "refund_share",
]

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

SELLERS = 120
LOWEST = 0.2  # the poorest goods; the best are 1
FIRST_TRUST = (1 + LOWEST) / 2

# -- what goes in ---------------------------------------------------------------------------------


QUANTITIES: Mapping[str, Quantity] = tables(__file__, quantities=Quantity)["quantities"]
"""The numbers of the model; those of the group ``"rule"`` are the platform's own."""


@dataclass(frozen=True, slots=True)
class Market:
    """A market as its levers; units, bounds and reasons stand in :data:`QUANTITIES`.

    Raises:
        CourseError: a value out of its bounds, or ``refund`` neither true nor false.
    """

    fee: float = 10_000.0
    refund: bool = True
    breadth: int = 6
    tell: float = 0.4
    learning: float = 0.2
    quality_cost: float = 11.0
    squeeze: float = 0.25
    running_cost: float = 1_500.0
    worth: float = 20.0
    base_cost: float = 1.5
    orders: float = 1_500.0
    reach: float = 0.5
    rate: float = 6.25
    fee_from: int = 24

    def __post_init__(self) -> None:
        if not isinstance(self.refund, bool):
            raise CourseError(
                f"Market: refund must be True or False, not {brief(self.refund)}.",
                f"Market：refund 应为 True 或 False，不能是 {brief(self.refund)}。",
            )
        require(QUANTITIES, self)


# -- the sellers ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Sellers:
    """Those who might sell, drawn once: no lever changes them.

    ``quality`` is 0.2 to 1; ``size`` a multiple of the middling store's orders; ``width`` 0 for
    one category, 1 for as many as the widest has; ``home`` the first category, as a place in the
    list of categories; ``month`` the month of the year (0 to 11) in which a seller reckons.
    """

    quality: Array
    size: Array
    width: Array
    home: Counts
    month: Counts

    def categories(self, breadth: int) -> Counts:
        """How many categories each store has when the widest has *breadth*."""
        return (1 + np.round((breadth - 1) * self.width)).astype(np.int64)

    def shelves(self, breadth: int) -> npt.NDArray[np.bool_]:
        """Which store has which category: neighbours of its first one."""
        steps = (np.arange(len(CATEGORIES)) - self.home[:, None]) % len(CATEGORIES)
        return np.asarray(steps < self.categories(breadth)[:, None])


@guarded
@lru_cache(maxsize=64)
def draw_sellers(seed: int = 1, number: int = SELLERS) -> Sellers:
    """The sellers of a seed; equal seeds give equal sellers.

    Quality, size, breadth and category are drawn apart: nothing makes a broad store a poor one.
    """
    rng = np.random.default_rng(seed)
    quality = LOWEST + (1 - LOWEST) * rng.random(number)
    size = np.exp(0.5 * rng.standard_normal(number))
    general, width = rng.random(number) >= 0.5, rng.random(number)
    home = (len(CATEGORIES) * rng.random(number) ** 1.5).astype(np.int64)
    month = rng.permutation(number) % 12
    return Sellers(quality, size, np.where(general, width, 0.0), home, month)


# -- the reckoning --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Accounts:
    """A year's reckoning of one store or of many; money in US dollars, sales those of a category."""

    expected: Array
    price: Array
    cost: Array
    orders: Array
    sales: Array
    refund: Array
    fees: Array
    profit: Array


def accounts(
    market: Market,
    quality: Array | float,
    categories: Counts | int,
    *,
    trust: float,
    crowd: float,
    size: Array | float = 1.0,
    fee: float | None = None,
) -> Accounts:
    """What stores of *quality* with so many *categories* earn in a year at this month's pace.

    expected = tell x quality + (1 - tell) x trust;
    price = worth x expected x (1 - squeeze x crowd);
    cost = base cost + cost of quality x quality;
    orders = orders x size x categories^reach x expected / the first trust;
    fees = categories x fee, less the refund that each category's sales bring;
    profit = orders x (price - cost) - running costs - fees.

    *trust* is the quality that buyers expect of the platform, *crowd* the share of all sellers who
    are there, *fee* RMB a category (default: the market's).  ``refund`` is the share paid back,
    ``fees`` what remains of them in US dollars.
    """
    return Books(market, quality, categories, size).at(trust, crowd, market.fee if fee is None else fee)


class Books:
    """The :func:`accounts` of the same stores month after month: what stays is reckoned once."""

    def __init__(
        self, market: Market, quality: Array | float, categories: Counts | int, size: Array | float = 1.0
    ) -> None:
        quality, self._categories = np.asarray(quality, float), np.asarray(categories, float)
        self._market, self._seen = market, market.tell * quality
        self._cost = market.base_cost + market.quality_cost * quality
        self._reached = market.orders / FIRST_TRUST * size * self._categories**market.reach

    def at(self, trust: float, crowd: float, fee: float) -> Accounts:
        """A year's reckoning at a month's trust and crowd."""
        market, categories = self._market, self._categories
        expected = self._seen + (1 - market.tell) * trust
        price = market.worth * (1 - market.squeeze * crowd) * expected
        orders = self._reached * expected
        sales = orders * price / categories
        back = refund_share(sales) if market.refund else np.zeros_like(sales)
        fees = fee / market.rate * categories * (1 - back)
        profit = orders * (price - self._cost) - market.running_cost - fees
        return Accounts(expected, price, self._cost, orders, sales, back, fees, profit)


def refund_share(sales: Array | float) -> Array:
    """The share of a typical category's fee that comes back at yearly *sales* in US dollars.

    Rule of 2016 (table ``fee_2016``): the steps are half and all, reached at their sales.
    """
    at, shares = _steps()
    return np.asarray(shares[at.searchsorted(sales, "right")])


@lru_cache(maxsize=1)
def refund_steps() -> tuple[tuple[float, float], ...]:
    """Of a typical category in 2016: from which yearly sales in USD on which share comes back."""
    table = rulebook.table("fee_2016")
    shares = table["refund.share"]
    listed = table["refund.typical"].items()
    return tuple(sorted((float(sales), float(shares[name])) for name, sales in listed))


@lru_cache(maxsize=1)
def _steps() -> tuple[Array, Array]:
    steps = refund_steps()
    return np.array([at for at, _ in steps]), np.array([0.0, *(share for _, share in steps)])
