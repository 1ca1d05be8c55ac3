"""What ScoreLab looks at: one observable scenario, judged by pure functions."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import traitlets

from ... import rulebook
from ...base.errors import CourseError, require_known
from ...base.language import Phrase, spoken
from ...base.quantities import whole
from ...orders import not_computable, untold
from ...orders.calendar import Moment, as_date
from ...rulebook import Regime
from ...scoring.assessment import Assessment, assess
from ...scoring.metrics import METRICS
from ...simulation.messages import with_messages
from ...simulation.orders import Store, draw, lever
from ...simulation.stores import STORES, checked_name, orders_asked, orders_drawn, stores_with
from ..own import own_table
from ..verdicts import most_points
from . import sharing

FIRST_DAY = "2015-09-30"


NOT_SHARED = Phrase(
    "Your own orders stay on this computer: no code holds them.", "你自己的订单只留在本机，不会变成设置码。"
)


@dataclass(frozen=True)
class Judged:
    """One setting of the levers, its orders and what the regime says of them."""

    store: Store
    assessment: Assessment
    _lines: dict[str, tuple[float | None, ...]] = field(default_factory=dict, repr=False)

    def rolling(self, metric: str) -> tuple[float | None, ...]:
        """The rolling rate of *metric* on each day of the window; None without order."""
        if metric not in self._lines:
            window = self.assessment.window
            if metric in self.assessment.measurement.not_computable:
                self._lines[metric] = (None,) * window.days
                return self._lines[metric]
            line = self.assessment.measurement.rolled(metric, window.first, window.last, window.days)
            pairs = zip(*(side.tolist() for side in line), strict=True)
            self._lines[metric] = tuple(up / down if down else None for up, down in pairs)
        return self._lines[metric]

    @cached_property
    def conditions(self) -> Mapping[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions."""
        return self.assessment.conditions()


class Scenario(traitlets.HasTraits):
    """A store, the rules it is judged by, and the levers; views observe all of it.

    ``start`` is what a reset returns to, ``before`` what the present is compared with (or None),
    ``focus`` the metric whose line and orders are shown, ``wanted`` the day to judge on wherever the
    rules in question are in force then.  Levers move under the same luck.

    ``own`` are a learner's own orders, or None: they are judged as they are, so no lever moves them,
    and on the day that was asked for, whatever rules are looked at.
    """

    start = traitlets.Instance(Store)
    store = traitlets.Instance(Store)
    before = traitlets.Instance(Store, allow_none=True)
    name = traitlets.Unicode("middling-store")
    orders = traitlets.Int(allow_none=True)
    own = traitlets.Any(None)  # an order table
    seed = traitlets.Int(1)
    as_of = traitlets.Instance(date)
    wanted = traitlets.Instance(date)
    regime = traitlets.Instance(Regime)
    focus = traitlets.Unicode("odr")
    offered: dict[str, tuple[Phrase, Store]]  # the stores to choose from, by name
    language = traitlets.Enum(["en", "zh"])
    _kept = traitlets.Dict()  # what was judged, by all that it follows from

    @classmethod
    def of_orders(
        cls,
        orders: Any,
        *,
        as_of: Moment | None = None,
        regime: str | Regime | None = None,
        language: str | None = None,
        name: str | None = None,
    ) -> Scenario:
        """A scenario of a learner's own orders, under *regime* or the first with a rate in force then.

        Without *as_of* the day is that of the last payment.

        Raises:
            UnknownName: no such regime.
            CourseError: there is no order in the table.
        """
        table = own_table(orders)
        day = table["paid_at"].max().date() if as_of is None else as_date(as_of)
        lacking = not_computable(untold(table))
        rules = rulebook.regime_of(_first_in_force(day, lacking) if regime is None else regime)
        title = str(table["store_id"].iloc[0]) if name is None else checked_name(name)
        store = Store()
        found = cls(
            start=store,
            store=store,
            name=title,
            own=table,
            as_of=day,
            wanted=day,
            regime=rules,
            focus=focus_of(rules, lacking),
            language=spoken(language),
        )
        found.offered = {title: (Phrase(title, title), store)}
        return found

    @property
    def days(self) -> tuple[date, date]:
        """The days of the first and the last payment of own orders: a day to judge on is between."""
        paid = self.own["paid_at"]
        return paid.min().date(), max(paid.max().date(), self.wanted)

    def judge_on(self, day: date) -> None:
        """The same orders and rules on another day."""
        with self.hold_trait_notifications():
            self.wanted = self.as_of = day

    @classmethod
    def create(
        cls,
        store: Store | None = None,
        *,
        orders: int | None = None,
        seed: int = 1,
        as_of: Moment | None = None,
        regime: str | Regime = "grade_2015_odr",
        language: str | None = None,
        name: str | None = None,
    ) -> Scenario:
        """A scenario that starts with *store*, or with the one to choose from that is called *name*.

        By default it is a middling shop; under any other *name*, it is an own one.

        Without *orders* there are as many as the window and the rolling line can see, without
        *as_of* it is a day on which the regime was in force.

        Raises:
            UnknownName: no such regime.
            CourseError: the store, the number of orders or the day is wrong.
        """
        if store is None and name is not None and name not in STORES:
            store = Store()
        offered = stores_with(store, name)
        first = name if name in offered else next(iter(offered))
        start = offered[first][1]
        rules = rulebook.regime_of(regime)
        found = cls(
            start=start,
            store=start,
            name=first,
            orders=orders_asked(orders),
            seed=whole("seed", seed, sharing.MOST_SEED),
            as_of=day_under(rules, as_date(FIRST_DAY)) if as_of is None else as_date(as_of),
            wanted=as_date(FIRST_DAY if as_of is None else as_of),
            regime=rules,
            focus=focus_of(rules),
            language=spoken(language),
        )
        found.offered = offered
        found.many(start)
        found.focus = found.costliest()
        return found

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever; the error names the near ones.
            CourseError: out of bounds; the error gives the bounds; or the orders are a learner's own.
        """
        if self.own is not None:
            raise CourseError(
                "These are real orders: nothing here moves them. Leave orders out to move levers.",
                "这是真实的订单，参数改变不了它们。要拖动参数，请去掉 orders。",
            )
        for name in levers:
            lever(name)
        store = replace(self.store, **levers)
        self.many(store)  # says so if it is too busy
        self.store = store

    def judge_by(self, regime: Regime) -> None:
        """Another set of rules, on a day on which they are in force."""
        with self.hold_trait_notifications():
            self.regime = regime
            self.as_of = self.wanted if self.own is not None else day_under(regime, self.wanted)
            self.before = None
            self.focus = self.costliest()

    def look_at(self, name: str) -> None:
        """Another store, with its levers where they usually are.

        Raises:
            UnknownName: it is not among those to choose from.
        """
        require_known(Phrase("store", "店铺"), name, self.offered)
        with self.hold_trait_notifications():
            self.name = name
            self.start = self.store = self.offered[name][1]
            self.before = None

    @property
    def base(self) -> Store | None:
        """What the orders are compared with: before, or the start; nothing where no lever has moved."""
        base = self.start if self.before is None else self.before
        return None if base == self.store else base

    @property
    def base_of_orders(self) -> Store | None:
        """:attr:`base`, if it has the same orders: a busier store has others, and none of them flips."""
        base = self.base
        return base if base is not None and base.orders_per_day == self.store.orders_per_day else None

    @property
    def setting(self) -> sharing.SharedSetting:
        """What a code for others holds.

        Raises:
            CourseError: the orders are a learner's own, and stay on this computer.
        """
        if self.own is not None:
            raise CourseError(NOT_SHARED)
        name = self.name if self.name in STORES else sharing.OWN
        return sharing.SharedSetting(
            name, self.regime.id, self.as_of, self.seed, sharing.moved_from(name, self.store), self.orders
        )

    def take(self, code: str) -> None:
        """Bring everything to where *code* says.

        Raises:
            CourseError: the code is of no use; nothing has changed.
        """
        if self.own is not None:
            raise CourseError(NOT_SHARED)
        setting = sharing.decode(code)
        store, regime = setting.store, rulebook.load(setting.regime)
        orders_drawn(store, setting.orders)
        name, start = setting.name, sharing.base(setting.name)
        if name == sharing.OWN:
            name, start = "own-store", store
            self.offered = stores_with(store, None)
        with self.hold_trait_notifications():
            self.name, self.start, self.store = name, start, store
            self.regime, self.as_of = regime, setting.as_of
            self.seed, self.orders, self.before = setting.seed, setting.orders, None
            self.wanted = setting.as_of
            self.focus = self.costliest()

    def many(self, store: Store) -> int:
        """How many orders are drawn for *store*.

        Raises:
            CourseError: it has more than a view can draw.
        """
        return orders_drawn(store, self.orders)

    def costliest(self) -> str:
        """The metric to look at first: where a score is made of items, the rate that loses most points."""
        usual = focus_of(self.regime, () if self.own is None else not_computable(untold(self.own)))
        result = self.judged(self.store).assessment
        losses = {id: most_points(result, id) - result.items[id] for id in rollable(self.regime) if id in result.items}
        worst = max(losses, key=lambda id: losses[id], default=usual)
        return worst if losses.get(worst, 0) > losses.get(usual, 0) else usual

    def judged(self, store: Store) -> Judged:
        """*store* under this scenario's luck and rules; what is being compared with is kept."""
        kept: dict[Any, Judged] = self._kept
        key = (store, self.orders, self.seed, self.as_of, id(self.regime), self.name)
        if key not in kept:
            stay = {store, self.before, self.start}
            for old in [old for old in kept if old[0] not in stay or old[1:] != key[1:]]:
                del kept[old]
            table = self.own
            if table is None:
                table = draw(store, orders=self.many(store), seed=self.seed, until=self.as_of, store_id=self.name)
                if "reply_24h_rate" in self.regime.metrics:
                    table = with_messages(table, store, seed=self.seed)
            found = assess(table, self.regime, self.as_of, illustrative=True)
            kept[key] = Judged(store, found)
        return kept[key]


def _first_in_force(day: date, lacking: Container[str]) -> Regime:
    """The first regime in force on *day* with a rate that is not *lacking*, else with any rate."""
    regimes = [regime for regime in (*rulebook.in_force(day), *rulebook.regimes()) if rollable(regime)]
    return next((one for one in regimes if any(id not in lacking for id in rollable(one))), regimes[0])


def day_under(regime: Regime, day: date) -> date:
    """*day*, or where the regime is not in force then, a day half a year into it."""
    if regime.in_force(day):
        return day
    later = regime.effective_from + timedelta(days=180)
    return min(later, regime.effective_to or later)


def rollable(regime: Regime) -> tuple[str, ...]:
    """The metrics of a regime that a rolling line can be drawn of: rates of orders."""
    rates = [id for id in regime.metrics if not METRICS[id].stars]
    return tuple(id for id in rates if not METRICS[id].merges_reviews)


def focus_of(regime: Regime, lacking: Container[str] = ()) -> str:
    """The metric that is looked at first: ODR, else SNAD, else the first rate of the regime.

    One that is *lacking*, because the orders do not tell it, only where all are.
    """
    rates = tuple(id for id in rollable(regime) if id not in lacking) or rollable(regime)
    return next((id for id in ("odr", "snad_rate") if id in rates), rates[0])
