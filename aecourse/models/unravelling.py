"""The market of :mod:`aecourse.models.market` month by month: free entry and paid entry from the same luck.

Each month a twelfth of the sellers reckon a year ahead at the month's pace.  Who would lose leaves
or stays away; who would not stays or comes.  Then buyers buy, and what they get moves what they
expect of the platform.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..base.arguments import guarded
from .market import FIRST_TRUST, Accounts, Array, Books, Counts, Market, Sellers, draw_sellers

__all__ = ["GENERAL", "MONTHS", "FeeTransition", "PlatformMonth", "PlatformRun", "run", "transition"]

MONTHS = 96
GENERAL = 3  # categories that make a general store


@dataclass(frozen=True, slots=True)
class PlatformMonth:
    """A platform at a month's end.

    ``quality`` and ``price`` (US dollars) are means over the pieces sold, ``None`` without sellers;
    ``trust`` is the quality that buyers expect of the platform in the next month.
    """

    number: int
    sellers: int
    quality: float | None
    price: float | None
    trust: float


@dataclass(frozen=True, eq=False, slots=True)
class PlatformRun:
    """One platform over the months, with its last state seller by seller.

    ``ledger`` is the last month's reckoning of all sellers, also of those who are away.
    ``settled`` is the month of the last coming or leaving; ``None`` if there was one in the last
    year, in which each seller reckoned once.
    """

    months: tuple[PlatformMonth, ...]
    present: npt.NDArray[np.bool_]
    categories: Counts
    covered: int
    ledger: Accounts
    settled: int | None

    @property
    def last(self) -> PlatformMonth:
        """The platform at the end."""
        return self.months[-1]

    @property
    def general(self) -> int:
        """How many general stores are there at the end."""
        return int((self.present & (self.categories >= GENERAL)).sum())


@dataclass(frozen=True, eq=False, slots=True)
class FeeTransition:
    """The same sellers and buyers twice: with free entry for ever, and with the fee from a month on."""

    market: Market
    sellers: Sellers
    free: PlatformRun
    paid: PlatformRun


@guarded
@lru_cache(maxsize=256)
def transition(market: Market | None = None, *, seed: int = 1) -> FeeTransition:
    """Free and paid entry side by side."""
    market = Market() if market is None else market
    sellers = draw_sellers(seed)
    free = _free_run(replace(market, fee=0.0, fee_from=0), seed)
    return FeeTransition(market, sellers, free, run(market, sellers) if market.fee else free)


@lru_cache(maxsize=256)
def _free_run(market: Market, seed: int) -> PlatformRun:
    """Free entry, the same whatever the fee would be."""
    return run(market, draw_sellers(seed), charged=False)


def run(market: Market, sellers: Sellers, *, charged: bool = True, months: int = MONTHS) -> PlatformRun:
    """One platform over *months*; all sellers are there at the start.

    With *charged* the market's fee is due from its month on, without it entry stays free.
    """
    quality, many = sellers.quality, len(sellers.quality)
    categories = sellers.categories(market.breadth)
    turn = [np.flatnonzero(sellers.month == month) for month in range(12)]
    present, here, trust, moved = np.ones(many, bool), many, FIRST_TRUST, 0
    books = Books(market, quality, categories, sellers.size)
    path: list[PlatformMonth] = []
    for number in range(1, months + 1):
        fee = market.fee if charged and number > market.fee_from else 0.0
        who = turn[(number - 1) % 12]
        sold = books.at(trust, here / many, fee)
        stays = sold.profit[who] >= 0
        if (stays != present[who]).any():
            present[who], moved = stays, number
            here = int(present.sum())
            sold = books.at(trust, here / many, fee)
        met = _met(sold, quality, present)
        if met is not None:
            trust += market.learning * (met[0] - trust)
        good, price = met or (None, None)
        path.append(PlatformMonth(number, here, good, price, trust))
    covered = int(sellers.shelves(market.breadth)[present].any(axis=0).sum())
    settled = moved if moved <= months - 12 else None
    return PlatformRun(tuple(path), present, categories, covered, sold, settled)


def _met(sold: Accounts, quality: Array, present: npt.NDArray[np.bool_]) -> tuple[float, float] | None:
    """Mean quality and price of the pieces sold."""
    pieces = sold.orders * present
    total = float(pieces.sum())
    if not total:
        return None
    return float(pieces @ quality) / total, float(pieces @ sold.price) / total
