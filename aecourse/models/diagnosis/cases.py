"""A case to diagnose: a store with planted problems, or a learner's own orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ...base import quantities
from ...base.errors import CourseError, brief
from ...base.language import Phrase
from ...orders.calendar import Window
from ...scoring.measurement import Measurement
from .catalogue import CAUSES, DIMENSIONS, MEASURES, REASONS
from .forecasting import PlanForecast, plan_forecast
from .plans import Plan, check_place, made
from .planting import ORDERS, WINDOW, World, week, world
from .scoring import Score, scored
from .segments import Segment, groupable, over_all_orders, segments, value_told
from .traces import trace

if TYPE_CHECKING:
    import pandas as pd


MOST_USD = 1_000_000  # beyond any plan of the course's illustrative costs


@dataclass(frozen=True, repr=False, eq=False)
class Case:
    """A store to be diagnosed: its orders, what they can be taken apart by, a plan and its worth.

    ``columns`` are the dimensions of a plan's places; ``budget`` is in USD (illustrative; None:
    none set).  ``window`` holds everything that happened to the orders: a diagnosis looks at all of
    them, a regime only at its own days.
    """

    orders: pd.DataFrame
    columns: tuple[str, ...]
    window: Window
    budget: float | None
    name: str
    measurement: Measurement = field(repr=False)

    @property
    def title(self) -> Phrase:
        """The store's name in words."""
        return Phrase("own orders", "自己的订单")

    def segments(self, metric: str, by: str) -> tuple[Segment, ...]:
        """A metric by group, each with its interval against the rest of the store.

        Raises:
            UnknownName: no such metric or column.
        """
        return segments(self.measurement, metric, by, self.window)

    def value(self, metric: str) -> float | None:
        """A metric over all orders."""
        return over_all_orders(self.measurement, metric, self.window)

    def trace(self, where: str) -> pd.DataFrame:
        """What happened to the orders of *where* (``column=group``), step by step, and to the rest.

        Raises:
            CourseError: there is no such segment.
        """
        import pandas as pd

        check_place(where, self.orders, self.columns)
        return pd.DataFrame(
            [
                {
                    "step": str(t.step.name),
                    "here": t.words(t.here).text(),
                    "rest": t.words(t.rest).text(),
                    "orders": t.orders,
                }
                for t in trace(self.orders, where)
            ]
        )

    def plan(self, *lines: object) -> Plan:
        """A plan of up to four lines, each ``[where, cause, measure, reason]`` in ids.

        ``where`` is ``column=group``; :meth:`choices` lists the ids.

        Raises:
            CourseError: every fault at once, each with the number of its line.
        """
        return made(lines, self.orders, self.columns, self.budget, self.name)

    def choices(self) -> pd.DataFrame:
        """Every cause, measure and reason by id, in words."""
        import pandas as pd

        lists: tuple[tuple[str, Mapping[str, Any]], ...] = (
            ("cause", CAUSES),
            ("measure", MEASURES),
            ("reason", REASONS),
        )
        return pd.DataFrame(
            [
                {"kind": kind, "id": id, "words": str(getattr(it, "name", it))}
                for kind, known in lists
                for id, it in known.items()
            ]
        )

    def _own(self, plan: object) -> Plan:
        if isinstance(plan, Plan) and plan.store == self.name:
            return plan
        if isinstance(plan, Plan):
            raise CourseError(
                f"this plan is for {plan.store}, not for {self.name}; make one with store.plan(...)",
                f"这份方案是给 {plan.store} 的，不是给 {self.name} 的；请用 store.plan(...) 重新做",
            )
        raise CourseError(
            f"a plan is made with store.plan([where, cause, measure, reason], ...), not {brief(plan)}",
            f"方案用 store.plan([where, cause, measure, reason], ...) 生成，而不是 {brief(plan)}",
        )

    def __repr__(self) -> str:
        first, last = self.orders["paid_at"].min(), self.orders["paid_at"].max()
        odr = value_told("odr", self.value("odr"))
        budget = (
            Phrase("", "")
            if self.budget is None
            else Phrase(f", budget {self.budget:,.0f} USD", f"，预算 {self.budget:,.0f} 美元")
        )
        return str(
            Phrase(
                f"Capstone({self.title.en}, {len(self.orders):,} orders paid {first:%Y-%m-%d}.."
                f"{last:%Y-%m-%d}, ODR {odr.en}{budget.en})",
                f"Capstone({self.title.zh}，{len(self.orders):,} 笔订单，付款 {first:%Y-%m-%d}.."
                f"{last:%Y-%m-%d}，ODR {odr.zh}{budget.zh})",
            )
        )


@dataclass(frozen=True, repr=False, eq=False)
class PlantedCase(Case):
    """A store of 5,000 synthetic orders with four planted problems, drawn by seed."""

    seed: int = 1
    _scores: list[Score] = field(default_factory=list)

    @property
    def title(self) -> Phrase:
        """The store's name in words."""
        return Phrase(self.name, f"{self.seed} 号店")

    def score(self, plan: Plan) -> Score:
        """The plan against the hidden truth: the same orders, with the same luck, carried out.

        Raises:
            CourseError: it is no plan, or one for another store.
        """
        result = scored(self.seed, world(self.seed), self._own(plan))
        self._scores.append(result)
        return result

    def truth(self) -> pd.DataFrame:
        """The planted problems, once a plan has been scored.

        Raises:
            CourseError: no plan has been scored yet.
        """
        import pandas as pd

        if not self._scores:
            raise CourseError(
                "score a plan first: store.score(store.plan(...)). The truth is worth more to who "
                "has committed to an answer.",
                "先交一份方案：store.score(store.plan(...))。自己先下了判断，再看答案才有收获。",
            )
        rows = []
        for problem in world(self.seed).problems:
            cause = problem.cause
            found = {s.group: s for s in self.segments(cause.metric, cause.column)}[problem.group]
            mends = [m for m in MEASURES.values() if cause.lever in m.mends]
            rows.append(
                {
                    "where": problem.where,
                    "cause": cause.id,
                    "measure": mends[0].id,
                    "reason": cause.reason,
                    "metric": cause.metric,
                    "value": value_told(cause.metric, found.value).en,
                    "rest": value_told(cause.metric, found.rest).en,
                    "words": str(cause.name),
                }
            )
        return pd.DataFrame(rows)


@dataclass(frozen=True, repr=False, eq=False)
class OwnCase(Case):
    """A learner's own orders: an explorer and a plan, and no hidden truth to score against."""

    def forecast(self, plan: Plan) -> PlanForecast:
        """What the plan could bring, by direct counting: its segments brought to the store's rest.

        Raises:
            CourseError: it is no plan, or one for another store.
        """
        return plan_forecast(self.measurement, self._own(plan), self.window)

    def score(self, plan: object) -> None:  # noqa: ARG002 - as in a planted case
        """There is nothing to score against; see :meth:`forecast`.

        Raises:
            CourseError: always.
        """
        raise CourseError(
            "nobody knows the truth behind your own orders, so there is nothing to score against. "
            "store.forecast(plan) counts what the plan could bring.",
            "你自己的订单没有“标准答案”，无从打分。store.forecast(plan) 可以数出方案最多能带来什么。",
        )


def capstone(seed: Any = 1, *, orders: Any = None, budget: float | None = None) -> PlantedCase | OwnCase:
    """A store to diagnose: planted by *seed*, or the learner's own *orders*.

    Args:
        seed: whose problems and luck; equal seeds give equal stores, so a class can have one each.
        orders: an order table of your own, as from :func:`aecourse.read_orders`; with columns
            ``supplier`` or ``carrier`` it can be taken apart by these as well.
        budget: what a plan may cost, in USD of the course's illustrative costs; for own orders.

    Returns:
        A case with ``orders``, ``segments``, ``plan``, and ``score`` (planted) or ``forecast`` (own).

    Raises:
        CourseError: the seed is no whole number of 0 or more; the orders are none, or cannot be
            taken apart by anything.
    """
    budget = None if budget is None else _checked_budget(budget)
    if orders is not None:
        return _own_case(orders, budget)
    seed = quantities.whole("seed", seed)
    made_world = world(seed)
    table = made_world.orders()
    return PlantedCase(
        table,
        tuple(DIMENSIONS),
        WINDOW,
        _budget(made_world, table) if budget is None else budget,
        f"store {seed}",
        Measurement(table),
        seed,
    )


def _checked_budget(budget: object) -> float:
    given: Any = budget
    if quantities.within(budget, 0, MOST_USD):
        return float(given)
    raise CourseError(
        f"budget must be a number of USD from 0 to {MOST_USD:,}, not {brief(budget)}",
        f"budget 应为 0 到 {MOST_USD:,} 之间的美元数，而不是 {brief(budget)}",
    )


def _budget(made_world: World, orders: pd.DataFrame) -> float:
    """A quarter more than the cheapest plan that mends all, rounded up to a hundred."""
    need = 0.0
    for p in made_world.problems:
        count = int((orders[p.cause.column] == p.group).sum())
        need += min(m.cost(count) for m in MEASURES.values() if p.cause.lever in m.mends)
    return float(-(-1.25 * need // 100) * 100)


def _own_case(orders: Any, budget: float | None) -> OwnCase:
    from ...orders import validate

    table = validate(orders)
    if table.empty:
        raise CourseError("the table has no orders: not assessed", "表里没有订单：不考核")
    if "week" not in table:
        table["week"] = week(table["paid_at"])
    columns = groupable(table, tuple(DIMENSIONS))
    times = table[[c for c in table.columns if table[c].dtype.kind == "M"]]
    first: date = table["paid_at"].min().date()
    last: date = max(times.max().dropna()).date()
    window = Window.between(first, last)
    return OwnCase(table, columns, window, budget, "own orders", Measurement(table))


__all__ = ["ORDERS", "Case", "OwnCase", "PlantedCase", "capstone"]
