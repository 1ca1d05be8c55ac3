"""Where the store stands: what a month did, what the platform says, what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...base.language import Phrase
from ...rulebook.ledger import PenaltyCase
from .choices import Choice
from .dilemmas import Dilemma, Running, dilemma, moved_to
from .fortune import Fortune
from .seasons import Season, season
from .terms import CATEGORY, term


@dataclass(frozen=True, slots=True)
class Standing:
    """What the platform says of the store at the end of a month.

    ``score`` and ``items`` are the daily score of the last day (None: not assessed, ``reason`` says
    why); ``checked`` the six metrics of the month's check as (numerator, denominator, value);
    ``snad`` its verdict on the SNAD rate, ``given`` the points of that check, ``points`` those that
    stand.  ``grade`` is the word that a month with this score every day would get.
    """

    score: float | None
    items: Mapping[str, float]
    values: Mapping[str, float | None]
    reason: Phrase
    grade: Phrase | None
    days: int
    solid: bool
    checked: Mapping[str, tuple[float, int, float | None]]
    snad: str
    given: int
    points: int
    freeze_days: int
    closed: bool


@dataclass(frozen=True, slots=True)
class StoreBooks:
    """Money of a month in US dollars: what came in, and what was spent on what."""

    income: float
    goods: float
    parcels: float
    pages: float
    service: float
    advertising: float
    fixed: float
    interest: float
    dilemma: float

    @property
    def spent(self) -> float:
        """All that was spent."""
        running = self.pages + self.service + self.advertising + self.fixed + self.interest
        return self.goods + self.parcels + running + self.dilemma


@dataclass(frozen=True, slots=True)
class MonthPreview:
    """What a choice would do in the next month, before luck; money in US dollars.

    ``cash`` is what would be left once ``spend`` is paid and before any income.
    """

    month: int
    expected: float
    bought: int
    goods: int
    margin: float
    spend: float
    cash: float
    credit: float

    @property
    def season(self) -> Season:
        """What is known of the month."""
        return season(self.month)

    @property
    def cover(self) -> float:
        """Goods there for each expected buyer."""
        return self.goods / self.expected if self.expected else 1.0

    @property
    def broke(self) -> bool:
        """Whether the bank would not lend that much."""
        return self.cash < -self.credit


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month."""

    number: int
    choice: Choice
    luck: Fortune
    dilemma: str
    expected: float
    wanted: int
    bought: int
    wasted: int
    orders: int
    shipped: int
    oversold: int
    turned_away: int
    bad_batch: bool
    trouble: bool
    books: StoreBooks
    standing: Standing
    cash: float
    stock: int
    under_way: float
    waiting: int
    worth: float


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """Where the store stands between two months: everything that the next month follows from."""

    seed: int
    number: int = 0
    cash: float = field(default_factory=lambda: term("cash"))
    stock: int = 0
    quality: float = 0.0
    last: Month | None = None
    known: float | None = None  # the last solid score
    cases: tuple[PenaltyCase, ...] = ()
    good_reviews: int = 0
    orders: Any = None
    due_at: Any = None
    due: Any = None
    nominal: Any = None
    running: tuple[Running, ...] = ()
    ended: str = ""

    @property
    def score(self) -> float | None:
        """The daily score of the last day; None while there is none."""
        return None if self.last is None else self.last.standing.score

    @property
    def next(self) -> int:
        """The number of the month to play, 1 to 12."""
        return self.number + 1

    @property
    def dilemma(self) -> Dilemma:
        """What the month to play asks."""
        return dilemma(self.seed, self.next)

    @property
    def category(self) -> str:
        """What the store sells in the month to play."""
        return moved_to(self.running, self.next) or CATEGORY

    @property
    def frozen_days(self) -> int:
        """Days of the next month for which the account is frozen."""
        return 0 if self.last is None else self.last.standing.freeze_days


def opening(seed: int) -> Stand:
    """The first morning of the year under *seed*: cash, no goods, no orders."""
    return Stand(seed)
