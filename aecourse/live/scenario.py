"""What a live view looks at: one observable scenario, judged by pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import traitlets

from .. import rulebook
from ..assessment import Assessment, assess
from ..calendar import Moment, as_date
from ..errors import CourseError
from ..language import Phrase, checked, get_language
from ..rulebook import Regime
from ..simulation import Store, lever, simulate

MAX_ORDERS = 20_000
REACH_DAYS = 300  # two windows of 90 days, and the longest usual way of an order to its review


@dataclass(frozen=True)
class Judged:
    """One setting of the levers, its orders and what the regime says of them."""

    store: Store
    assessment: Assessment

    @cached_property
    def rolling(self) -> tuple[float | None, ...]:
        """The rolling ODR on each day of the window; None where no order was assessed."""
        table = self.assessment.rolling("odr")
        pairs = zip(table["numerator"].tolist(), table["denominator"].tolist(), strict=True)
        return tuple(above / below if below else None for above, below in pairs)

    @cached_property
    def conditions(self) -> Mapping[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions."""
        return self.assessment.conditions()


class Scenario(traitlets.HasTraits):
    """The levers of a store and the choices of a view; views observe ``store`` and ``before``.

    ``start`` is what a reset returns to, ``before`` what the present is compared with (or None).
    Orders, seed, regime and last day stay as given: only levers move, under the same luck.
    """

    start = traitlets.Instance(Store)
    store = traitlets.Instance(Store)
    before = traitlets.Instance(Store, allow_none=True)
    name = traitlets.Unicode("middling-store")
    orders = traitlets.Int()
    seed = traitlets.Int(1)
    as_of = traitlets.Instance(date)
    regime = traitlets.Instance(Regime)
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(
        cls,
        store: Store | None = None,
        *,
        orders: int | None = None,
        seed: int = 1,
        as_of: Moment = "2015-09-30",
        regime: str | Regime = "grade_2015_odr",
        language: str | None = None,
        name: str | None = None,
    ) -> Scenario:
        """A scenario that starts with *store*; by default with a middling shop.

        Without *orders* there are as many as the window and the rolling line can see.

        Raises:
            UnknownName: no such regime.
            CourseError: the store, the number of orders or the day is wrong.
        """
        start = Store() if store is None else store
        if not isinstance(start, Store):
            raise CourseError(Phrase(
                f"store is a Store(...), not {store!r}", f"store 应为 Store(...)，而不是 {store!r}"
            ))  # fmt: skip
        if orders is None:
            orders = min(math.ceil(start.orders_per_day * REACH_DAYS), MAX_ORDERS)
        if name is None:
            name = "middling-store" if store is None else "own-store"
        return cls(
            start=start,
            store=start,
            name=name,
            orders=orders,
            seed=seed,
            as_of=as_date(as_of),
            regime=rulebook.load(regime) if isinstance(regime, str) else regime,
            language=get_language() if language is None else checked(language),
        )

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever; the error names the near ones.
            CourseError: out of bounds; the error gives the bounds.
        """
        for name in levers:
            lever(name)
        self.store = replace(self.store, **levers)

    def judged(self, store: Store) -> Judged:
        """*store* under this scenario's luck and regime; what is being compared with is kept."""
        kept: dict[Any, Judged] = self.__dict__.setdefault("_kept", {})
        key = (store, self.orders, self.seed, self.as_of, id(self.regime))
        if key not in kept:
            stay = {store, self.before, self.start}
            for old in [old for old in kept if old[0] not in stay]:
                del kept[old]
            table = simulate(
                store, orders=self.orders, seed=self.seed, until=self.as_of, store_id=self.name
            )
            kept[key] = Judged(store, assess(table, self.regime, self.as_of, illustrative=True))
        return kept[key]
