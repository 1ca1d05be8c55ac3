"""What Tactics tells: the bench with its plan and trials, and the facts of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import traitlets

from ...base.errors import CourseError, require_known, unknown_name
from ...base.language import Phrase
from ...base.quantities import within
from ...models.trials import EVER, SHOWN, MetricChange, Sums, Trial, change, trial
from ...orders.columnar import WithColumns
from ...scoring.memory import forget
from ...scoring.metrics import BAD_EXPERIENCE, METRICS
from ...simulation.levers import Store
from ...simulation.stores import MAX_ORDERS
from ...simulation.tactics import Cost, Tactic, chosen, cost, effort, tactics
from ..knobs import Knob
from ..scales import HeldScales

DAYS = 90  # of orders that are followed, unless the caller says how many
EXAMPLES = 2  # orders that are told one by one


@dataclass(frozen=True, slots=True)
class TacticsPlan:
    """Where all controls stand: whose shop, which tactics, how much effort, the budget a month."""

    shop: str = "price-store"
    picked: tuple[str, ...] = ()
    strength: float = 1.0
    usd: float = 500.0
    hours: float = 50.0
    metric: str = "odr"

    @property
    def budget(self) -> Cost:
        """What may be spent each month."""
        return Cost(self.usd, self.hours)

    @property
    def idle(self) -> bool:
        """Whether it leaves everything as it is."""
        return not self.picked or self.strength == 0


@dataclass(frozen=True, slots=True)
class TacticBar:
    """One tactic alone: what it does to the metric in question."""

    tactic: Tactic
    picked: bool
    change: MetricChange | None


@dataclass(frozen=True, slots=True)
class Example:
    """One bad-experience order: the conditions that it meets without the plan, and its stars."""

    order: str
    wrong: tuple[str, ...]
    stars: float


@dataclass(frozen=True, slots=True)
class Games:
    """What asking buyers to reword does; ``other`` is the SNAD rate if the first reason counts."""

    hidden: int
    spoilt: int
    refunds: float
    snad: MetricChange | None
    other: MetricChange | None
    nr: MetricChange | None


@dataclass(frozen=True, slots=True)
class TacticsEffect:
    """What a plan does to the orders: all that is told of its trial."""

    orders: int
    changes: tuple[MetricChange, ...]
    saved: int
    bad: int
    examples: tuple[Example, ...]
    games: Games | None

    @classmethod
    def of(cls, done: Trial, *, idle: bool) -> TacticsEffect:
        """What the trial *done* has shown; of an *idle* plan the examples are orders that are bad."""
        bad = done.before.parts("odr")[0] > 0
        return cls(
            done.orders,
            tuple(done.changes.values()),
            int(done.rescued.sum()),
            int(bad.sum()),
            _examples(done, bad if idle else done.rescued),
            _games(done),
        )


@dataclass(frozen=True, slots=True)
class TacticsFrame:
    """Everything that the picture tells.

    ``bars`` are the single effects, ``gains`` the ends of their scale.  ``examples`` are orders that
    the plan saves; of an idle plan, orders that are bad.
    """

    plan: TacticsPlan
    shop: Phrase
    orders: int
    spent: Cost
    changes: tuple[MetricChange, ...]
    bars: tuple[TacticBar, ...]
    saved: int
    bad: int
    examples: tuple[Example, ...]
    games: Games | None
    gains: tuple[float, float]

    @property
    def headline(self) -> MetricChange | None:
        """The change of ODR; None if no order is assessed."""
        return next((one for one in self.changes if one.metric == "odr"), None)

    @property
    def within(self) -> bool:
        """Whether the plan can be paid and worked."""
        return self.spent.within(self.plan.budget)

    @property
    def over(self) -> Cost:
        """What is lacking of money and of hours; nothing where there is enough."""
        return Cost(max(self.spent.usd - self.plan.usd, 0), max(self.spent.hours - self.plan.hours, 0))

    @property
    def best(self) -> TacticBar | None:
        """The honest tactic not yet picked that does most for the metric in question, alone."""
        for bar in self.bars:
            if bar.tactic.harmful is None and not bar.picked and bar.change and bar.change.sure > 0:
                return bar
        return None


def tactics_frame(
    plan: TacticsPlan,
    shop: Phrase,
    effect: TacticsEffect,
    alone: Mapping[str, MetricChange | None],
    scales: HeldScales | None = None,
) -> TacticsFrame:
    """The facts of *plan*: *effect* is what it does, *alone* what each tactic does to its metric by itself.

    The *scales* hold how far the bars of the single effects reach, while effort changes.
    """
    bars = _bars(plan, alone)
    return TacticsFrame(
        plan,
        shop,
        effect.orders,
        cost(plan.picked, plan.strength),
        effect.changes,
        bars,
        effect.saved,
        effect.bad,
        effect.examples,
        effect.games,
        _gains(plan, bars, scales or HeldScales()),
    )


def gain_ends(change: MetricChange) -> tuple[float, float]:
    """The interval of the gain, lower end first."""
    better = METRICS[change.metric].better
    low, high = sorted((change.low * better, change.high * better))
    return low, high


def _gains(plan: TacticsPlan, bars: Iterable[TacticBar], scales: HeldScales) -> tuple[float, float]:
    """The ends of the scale of the single effects: all that is gained and lost, and nothing."""
    changes = [bar.change for bar in bars if bar.change is not None]
    shown = [(change.gain, *gain_ends(change)) for change in changes]
    if not shown:
        return 0.0, 1.0

    def reach(name: str, needed: float) -> float:
        return scales.reach((plan.shop, plan.metric, name), needed, room=1, ends=float).now

    lost, won = (max(0.0, *(sign * end for each in shown for end in each)) for sign in (-1, 1))
    return -reach("lost", lost), reach("won", max(won, 1e-9))


def _bars(plan: TacticsPlan, alone: Mapping[str, MetricChange | None]) -> tuple[TacticBar, ...]:
    found = [TacticBar(one, id in plan.picked, alone[id]) for id, one in tactics().items()]
    return tuple(sorted(found, key=lambda bar: -(bar.change.gain if bar.change else 0.0)))


def _games(done: Trial) -> Games | None:
    """What the asking adds to the honest part of the plan; None if nobody is asked."""
    if done.after is done.plain:
        return None
    # the same answers of the same buyers; only the reasons stay what they were
    first = Sums(WithColumns(done.after.orders, {"dispute_reason": done.plain.orders["dispute_reason"]}))
    was, now = (sums.parts("odr")[0] > 0 for sums in (done.plain, done.after))
    return Games(
        int(done.disguised.sum()),
        int((~was & now).sum()),
        done.refunds_usd,
        change("snad_rate", done.plain, done.after),
        change("snad_rate", done.plain, first),
        change("nr_rate", done.plain, done.after),
    )


def _examples(done: Trial, among: Any) -> tuple[Example, ...]:
    """Some of the orders *among* (a boolean array), those with most wrong first."""
    import numpy as np

    places, measurement = np.flatnonzero(among), done.before.measurement
    names = np.array(list(BAD_EXPERIENCE))
    met = np.stack([measurement.inside(events, EVER)[places] for events in BAD_EXPERIENCE.values()])
    worst = np.argsort(-met.sum(axis=0), kind="stable")[:EXAMPLES]
    ids, stars = (measurement.times.column(name).data[places[worst]] for name in ("order_id", "stars"))
    told = zip(ids.tolist(), stars.tolist(), met[:, worst].T, strict=True)
    return tuple(Example(str(id), tuple(map(str, names[wrong])), rated) for id, rated, wrong in told)


# -- the bench ------------------------------------------------------------------------------------

KNOBS: dict[str, Knob] = {
    knob.name: knob
    for knob in (
        Knob(
            "strength",
            Phrase("Effort", "力度"),
            0.0,
            1.0,
            0.1,
            Phrase(" %", " %"),
            Phrase("Half the effort does half and costs half", "力度减半，作用和费用都减半"),
            percent=True,
            digits=0,
        ),
        Knob("usd", Phrase("Money", "每月预算"), 0.0, 1600.0, 20.0, Phrase(" USD", " 美元"), whole=True),
        Knob("hours", Phrase("Hours", "每月工时"), 0.0, 150.0, 5.0, Phrase(" h", " 小时"), whole=True),
    )
}

EFFORTS = tuple(KNOBS["strength"].at(step / 10) for step in range(11))
"""Where the slider of the effort can stand."""
_KEPT_TRIALS = 2  # each holds every column that was asked for; what they have shown is small


class Bench(traitlets.HasTraits):
    """The scenario: the plan as it stands, and what was found so far."""

    start = traitlets.Instance(TacticsPlan)
    plan = traitlets.Instance(TacticsPlan)
    language = traitlets.Enum(["en", "zh"])

    def __init__(self, shops: Mapping[str, tuple[Phrase, Store]], orders: int | None, seed: int, **traits: Any) -> None:
        self.shops, self.orders, self.seed = shops, orders, seed
        self._before: dict[str, Sums] = {}
        self._alone: dict[tuple[str, str, float, str], MetricChange | None] = {}
        self._effects: dict[tuple[str, tuple[str, ...], float], TacticsEffect] = {}
        self._tried: dict[tuple[str, tuple[str, ...], float], Trial] = {}
        super().__init__(**traits)

    def move(self, **values: Any) -> None:
        """Set what the plan says by name.

        Raises:
            UnknownName: no such control, shop, tactic or metric.
            CourseError: out of bounds.
        """
        self.plan = replace(self.plan, **checked_plan(values, self.shops))

    def done(self) -> Trial:
        """The trial of the plan."""
        return self._trial(self.plan)

    def effect(self) -> TacticsEffect:
        """What the plan does."""
        return self._effect(self.plan)

    def alone(self) -> Mapping[str, MetricChange | None]:
        """What each tactic alone does to the plan's metric, at the plan's effort."""
        return {id: self._single(id, self.plan) for id in tactics()}

    def ahead(self) -> Iterator[None]:
        """Work out what the plan shows at other efforts, the near ones first: one trial at each step."""
        for strength in sorted(EFFORTS, key=lambda one: abs(one - self.plan.strength)):
            plan = replace(self.plan, strength=strength)
            for id in tactics():
                if (plan.shop, id, strength, plan.metric) not in self._alone:
                    self._single(id, plan)
                    yield
            if _asked(plan) not in self._effects:
                self._trial(plan)
                yield
                self._effect(plan)
                yield

    def _trial(self, plan: TacticsPlan) -> Trial:
        key = _asked(plan)
        if key not in self._tried:
            self._tried[key] = trial(plan.picked, plan.strength, **self._given(plan.shop))
            forget(self._tried, _KEPT_TRIALS)
        return self._tried[key]

    def _effect(self, plan: TacticsPlan) -> TacticsEffect:
        key = _asked(plan)
        if key not in self._effects:
            self._effects[key] = TacticsEffect.of(self._trial(plan), idle=plan.idle)
        return self._effects[key]

    def _single(self, id: str, plan: TacticsPlan) -> MetricChange | None:
        """What one tactic alone does to the plan's metric, at the plan's effort."""
        key = (plan.shop, id, plan.strength, plan.metric)
        if key not in self._alone:
            self._alone[key] = trial(id, plan.strength, **self._given(plan.shop)).change(plan.metric)
        return self._alone[key]

    def _given(self, name: str) -> dict[str, Any]:
        store = self.shops[name][1]
        count = self.orders
        if count is None:
            count = min(round(DAYS * store.orders_per_day), MAX_ORDERS)
        if name not in self._before:
            self._before[name] = trial((), store=store, orders=count, seed=self.seed).before
        return {"store": store, "orders": count, "seed": self.seed, "before": self._before[name]}


def _asked(plan: TacticsPlan) -> tuple[str, tuple[str, ...], float]:
    """What of a plan its trial hangs on."""
    return plan.shop, plan.picked, plan.strength


def checked_plan(values: Mapping[str, Any], shops: Iterable[str]) -> dict[str, Any]:
    """What a plan's fields become.

    Raises:
        UnknownName: no such control, shop, tactic or metric.
        CourseError: out of bounds.
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "picked":
            found[name] = tuple(one.id for one in chosen(value))
        elif name in {"shop", "metric"}:
            known = list(shops) if name == "shop" else list(SHOWN)
            require_known(Phrase("shop", "店铺") if name == "shop" else Phrase("metric", "指标"), value, known)
            found[name] = value
        elif name == "strength":
            found[name] = effort(value)
        elif name in KNOBS:
            knob = KNOBS[name]
            if not within(value, knob.low, knob.high):
                raise CourseError(
                    f"{name} must be between {knob.low:g} and {knob.high:g}, not {value!r}.",
                    f"{name} 应在 {knob.low:g} 到 {knob.high:g} 之间，而不是 {value!r}。",
                )
            found[name] = float(value)
        else:
            raise unknown_name(Phrase("control", "控件"), name, TacticsPlan.__dataclass_fields__)
    return found
