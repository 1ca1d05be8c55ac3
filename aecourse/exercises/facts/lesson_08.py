"""Lesson 08: what luck does to few orders and to few ratings."""

from __future__ import annotations

from ...models import luck

TRUE, NEARER, WORSE, LIMIT, ORDERS = 0.04, 0.05, 0.08, 0.06, 30
MONTHS, MISSED = 21, 0.05  # months in the figure; how often a 95 % interval misses


def failing() -> int:
    """Of 100 equal shops, how many luck alone puts at or over the limit, on average."""
    return round(100 * (luck.misjudged(TRUE, LIMIT, ORDERS) or 0.0))


def bad_shops() -> float:
    """The slip: the share of orders that go wrong, taken for the share of shops."""
    return 100 * TRUE


def limit_shops() -> float:
    """The slip: the limit, taken for the share of shops."""
    return 100 * LIMIT


def passing() -> int:
    """The slip: the shops that pass."""
    return 100 - failing()


def spotless() -> float:
    """The chance of a month without a bad order."""
    return float((1 - TRUE) ** ORDERS)


def spotted() -> float:
    """The slip: the chance of a month with at least one."""
    return 1 - spotless()


def one_good_order() -> float:
    """The slip: the chance that one order goes well."""
    return 1 - TRUE


def missed_months() -> float:
    """In how many of the months the interval misses, on average."""
    return MONTHS * MISSED


def held_months() -> float:
    """The slip: in how many it holds."""
    return MONTHS * (1 - MISSED)


def orders_needed(true: float = NEARER, *, times: int = 1) -> int:
    """Orders that tell a true rate from the limit; *times* that many for the slip of doubling."""
    return times * (luck.orders_needed(true, LIMIT) or 0)


def better_shop() -> str:
    """``shop-a`` with 4.2 stars from 9 ratings, ``shop-b`` with 4.4 from 900, or ``open``."""
    found = luck.compare_means(4.2, 9, 4.4, 900)
    return ("open", "shop-a", "shop-b")[found.better] if found else "open"
