"""From the setting of the levers to the facts of luck that SmallNumbers shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from math import sqrt

import traitlets

from ... import rulebook
from ...base.language import Phrase
from ...models.luck import (
    Comparison,
    Interval,
    bad_orders,
    compare_means,
    failing_from,
    is_wrong,
    misjudged,
    orders_needed,
    rating,
    sampling_band,
)
from ...scoring.uncertainty import wilson
from ..guesses import Guess
from ..scales import HeldScales
from .levers import checked_levers

COLUMNS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
PATH = tuple(sorted({round(5 * 1000 ** (step / 60)) for step in range(61)} | set(COLUMNS)))
STEPS = {0.1: 0.05, 0.15: 0.05, 0.2: 0.1, 0.3: 0.1, 0.4: 0.2, 0.6: 0.2, 0.8: 0.2, 1.0: 0.25}
"""Rates at which the chart may end, and from mark to mark of its axis."""
CLOSE = 1.72  # a column nearer than this ratio to the learner's would touch it


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the levers stand; shares are 0 to 1, means 1 to 5 stars."""

    share: float = 0.04
    orders: int = 30
    limit: float = 0.06
    seed: int = 9  # a store that looks too bad by luck: what the lesson starts with
    first_mean: float = 4.2
    first_ratings: int = 9
    second_mean: float = 4.4
    second_ratings: int = 900


class Luck(traitlets.HasTraits):
    """The scenario: where the levers stand, and where a reset returns to."""

    start = traitlets.Instance(Setting)
    setting = traitlets.Instance(Setting)
    language = traitlets.Enum(["en", "zh"])

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        self.setting = replace(self.setting, **checked_levers(levers))


@dataclass(frozen=True, slots=True)
class StoreColumn:
    """The stores after *orders*: bad orders to number of stores, how many are judged wrongly."""

    orders: int
    stores: Mapping[int, int]
    wrong: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A number of the rulebook over so many days: whose, since when, told by whom."""

    value: int
    days: int
    regime: Phrase
    since: date
    publisher: str


@dataclass(frozen=True, slots=True)
class Minimum:
    """A rule that gives no verdict on fewer orders; one has a second number, of fewer days."""

    rule: Rule
    monthly: Rule | None

    def met(self, orders: int) -> bool:
        """Whether *orders* are enough for a verdict."""
        return all(orders >= it.value for it in (self.rule, self.monthly) if it is not None)


@dataclass(frozen=True, slots=True)
class SmallFrame:
    """Everything that the picture tells; its chart goes up to the rate ``highest``."""

    setting: Setting
    highest: float
    columns: tuple[StoreColumn, ...]
    now: StoreColumn | None
    chance: float | None
    needed: int | None
    path: tuple[tuple[int, float], ...]
    own: Interval | None
    own_bad: int
    bands: tuple[tuple[int, float, float], ...]
    minimums: tuple[Minimum, ...]
    guard: Rule
    spared: int
    first: Interval | None
    second: Interval | None
    comparison: Comparison | None
    guess: Guess | None = None  # of the orders needed

    @property
    def veiled(self) -> bool:
        """Whether the orders needed are still to be guessed."""
        return self.guess is not None and self.guess.value is None


def small_frame(setting: Setting, scales: HeldScales | None = None) -> SmallFrame:
    """Everything that the picture tells of *setting*; the *scales* hold how far its chart goes."""
    s = setting
    columns, now, path, own_bad = _crowd(s.share, s.orders, s.limit, s.seed)
    own = None
    if s.orders:
        low, high = wilson(own_bad, s.orders)
        own = Interval(own_bad / s.orders, float(low), float(high))
    return SmallFrame(
        setting=s,
        highest=_highest(s, own, scales or HeldScales()),
        columns=columns,
        now=now,
        chance=misjudged(s.share, s.limit, s.orders),
        needed=orders_needed(s.share, s.limit),
        path=path,
        own=own,
        own_bad=own_bad,
        bands=_bands(s.share),
        minimums=minimums(),
        guard=_rule("grade_2015_odr", "odr_skip_if_bad_buyers_le"),
        spared=_spared(now, s),
        first=rating(s.first_mean, s.first_ratings),
        second=rating(s.second_mean, s.second_ratings),
        comparison=compare_means(s.first_mean, s.first_ratings, s.second_mean, s.second_ratings),
    )


def _highest(s: Setting, own: Interval | None, scales: HeldScales) -> float:
    """Up to where the stores of few orders, the limit and the learner's own store are seen."""
    wide = s.share + 1.96 * sqrt(s.share * (1 - s.share) / 10)
    needed = min(max(wide, 1.5 * s.limit, 1.05 * own.value if own else 0.0), 1.0)
    return scales.reach("rate", needed, room=1, ends=lambda most: next(end for end in STEPS if most <= end)).now


Crowd = tuple[tuple[StoreColumn, ...], StoreColumn | None, tuple[tuple[int, float], ...], int]


@lru_cache(maxsize=8)
def _bands(share: float) -> tuple[tuple[int, float, float], ...]:
    return tuple((n, *sampling_band(share, n)) for n in PATH)


@lru_cache(maxsize=8)
def _crowd(share: float, orders: int, limit: float, seed: int) -> Crowd:
    ends = sorted({*PATH, *([orders] if orders else [])})
    found = dict(zip(ends, bad_orders(share, ends, seed=seed), strict=True))

    def column(n: int) -> StoreColumn:
        stores: dict[int, int] = {}
        for bad in sorted(found[n]):
            stores[bad] = stores.get(bad, 0) + 1
        wrong = sum(many for bad, many in stores.items() if is_wrong(bad, n, share, limit))
        return StoreColumn(n, stores, wrong)

    own = max(orders, COLUMNS[0])  # where the axis begins
    far = [n for n in COLUMNS if not orders or not own / CLOSE < n < own * CLOSE]
    path = tuple((n, found[n][0] / n) for n in ends if n <= orders)
    now, own_bad = (column(orders), found[orders][0]) if orders else (None, 0)
    return tuple(map(column, far)), now, path, own_bad


@cache
def _rule(regime: str, key: str) -> Rule:
    rules, parameter = rulebook.load(regime), rulebook.load(regime).parameter(key)
    publisher = rulebook.sources()[parameter.sources[0]].publisher.removeprefix("www.")
    days = int(parameter.window.removesuffix("d"))
    return Rule(parameter.value, days, rules.name, rules.effective_from, publisher)


@cache
def minimums() -> tuple[Minimum, ...]:
    """The minimums of three regimes, from the rulebook."""
    return (
        Minimum(_rule("grade_2015_odr", "min_closed_paid_orders"), None),
        Minimum(_rule("daily6", "min_orders_90d"), None),
        Minimum(_rule("store_score_2023", "min_orders_90d"), _rule("store_score_2023", "min_orders_30d")),
    )


def _spared(now: StoreColumn | None, s: Setting) -> int:
    """The stores judged too bad on the orders of so few buyers that the guard spares them."""
    if now is None or s.share >= s.limit:
        return 0
    least = max(failing_from(s.limit, now.orders), 1)
    most = _rule("grade_2015_odr", "odr_skip_if_bad_buyers_le").value
    return sum(many for bad, many in now.stores.items() if least <= bad <= most)
