"""The luck of a year: the seed alone decides it, so that a whole class plays the same year.

Common random numbers: each month has a fixed crowd of possible buyers in a fixed order of keenness.
More demand lets in more of the same crowd, and what happens to an order depends on its own luck and
on the store, never on how many others there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...base.errors import CourseError, brief
from ...base.quantities import is_whole
from .terms import term

CROWD = round(term("crowd"))  # possible buyers a month
MAX_SEED = 9999


@dataclass(frozen=True, slots=True)
class Fortune:
    """One month's luck: a factor on demand, and two numbers in [0, 1) that misfortunes meet."""

    demand: float
    batch: float
    road: float


def checked_seed(seed: object) -> int:
    """*seed* as a whole number from 0 to 9,999.

    Raises:
        CourseError: it is none.
    """
    given: Any = seed
    if is_whole(seed) and 0 <= given <= MAX_SEED:
        return int(given)
    raise CourseError(
        f"The seed must be a whole number from 0 to {MAX_SEED}, not {brief(seed)}.",
        f"种子应为 0 到 {MAX_SEED} 的整数，而不是 {brief(seed)}。",
    )


@lru_cache(maxsize=256)
def fortune(seed: int, number: int) -> Fortune:
    """The luck of month *number* (1 to 12) under *seed*."""
    import numpy as np

    # three draws in a fixed order: a bell-shaped one by adding up twelve, and two as they are
    generator = np.random.Generator(np.random.PCG64([seed, number]))
    bell = float(generator.random(12).sum() - 6)
    batch, road = (float(u) for u in generator.random(2))
    return Fortune(1 + term("luck") * bell, batch, road)


@lru_cache(maxsize=64)
def keenness(seed: int, number: int) -> Any:
    """The rank of each possible buyer of a month, 0 first, as an array of :data:`CROWD` numbers."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64([seed, number, 1]))
    ranks: Any = generator.permutation(CROWD)
    ranks.setflags(write=False)
    return ranks


def order_seed(seed: int, number: int) -> int:
    """The simulator's seed for the orders of a month: its own for each seed and month."""
    return 20_000 + seed * 12 + number
