"""Trying tactics on a store: the same buyers with the same luck, before and after.

A trial follows the same orders to their ends twice, once without and once with the tactics, and
measures every metric over all their events, not over a month's window: so what differs is the
tactics' doing and nothing else.

**How sure.**  Each order is its own witness: what it adds to the metric after, less what it added
before.  The interval of a change is the mean of these paired differences plus or minus 1.96 standard
errors (for a rate whose denominator moves too, of their linear part).  It says what luck would do to
this comparison in another batch of as many orders.  A seller has no such pairs: the months before and
after have different buyers.  ``apart`` is the wider interval that holds for two separate batches, and
``needed`` how many orders each of them must have before the change stands out from luck.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..orders.calendar import Window
from ..orders.columnar import ColumnarOrders, columnar
from ..scoring.measurement import Measurement
from ..scoring.metrics import METRICS, metric
from ..scoring.uncertainty import Z_95
from ..simulation.levers import Store
from ..simulation.orders import DrawnOrders, draw
from ..simulation.persuasion import persuaded_columns
from ..simulation.stores import LOW_PRICE  # noqa: F401 -- learners' copies of lesson 09 ask for it here
from ..simulation.tactics import Cost, Tactic, apply, chosen, cost, effort, tactics

if TYPE_CHECKING:
    import pandas as pd

EVER = Window(datetime.min, datetime.max)  # holds every event
SHOWN = (
    "odr",
    "not_sold_rate",
    "online_rate_5d",
    "nr_rate",
    "snad_rate",
    "dispute_rate",
    "arbitration_rate",
    "liable_rate",
    "positive_rate",
    "dsr_description",
    "dsr_communication",
    "dsr_logistics",
)
"""The metrics of a trial; the simulator makes no messages, so not the 24-hour reply rate."""
LESSON_ORDERS = 1620  # its orders of 90 days
_UNTIL = "2022-02-26"  # the day does not matter: no window cuts anything off


@dataclass(frozen=True, slots=True)
class MetricChange:
    """What a metric was, is, and how sure the difference is.

    Shares are 0 to 1, DSR in stars.  ``low`` and ``high`` are the 95 % interval of the difference
    from pairs, ``apart`` half the width of the one from two separate batches of orders, ``needed``
    the orders that each batch needs before the change stands out; None where nothing changed.
    """

    metric: str
    before: float
    after: float
    low: float
    high: float
    apart: float
    needed: int | None

    @property
    def difference(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def gain(self) -> float:
        """The difference, counted upwards where the metric gets better."""
        return self.difference * METRICS[self.metric].better

    @property
    def trouble(self) -> float:
        """How far the metric was from perfect: the bad share, or the stars missing from 5."""
        best = {"share": 1.0, "stars": 5.0}[METRICS[self.metric].unit]
        return best - self.before if METRICS[self.metric].better > 0 else self.before

    @property
    def relief(self) -> float | None:
        """The part of the trouble that is gone, negative if there is more; None without any."""
        return self.gain / self.trouble if self.trouble > 0 else None

    @property
    def relief_ends(self) -> tuple[float, float] | None:
        """The ends of the interval of :attr:`relief`, lower first."""
        if self.trouble <= 0:
            return None
        better = METRICS[self.metric].better
        low, high = sorted((self.low * better / self.trouble, self.high * better / self.trouble))
        return low, high

    @property
    def sure(self) -> int:
        """1: better beyond luck, -1: worse beyond luck, 0: luck would explain it."""
        ends = self.relief_ends
        return 0 if ends is None else 1 if ends[0] > 0 else -1 if ends[1] < 0 else 0


class Sums:
    """An order table's numerators and denominators, metric by metric, kept once found.

    ``drawn`` is the store, number of orders and seed that the simulator drew the table from, where
    it was drawn.
    """

    def __init__(self, orders: pd.DataFrame | ColumnarOrders, drawn: tuple[Store, int, int] | None = None) -> None:
        self.orders = columnar(orders)
        self.measurement = Measurement(self.orders)
        self.drawn = drawn
        self._parts: dict[str, tuple[Any, Any]] = {}
        self._pulls: dict[str, tuple[float, Any, float] | None] = {}

    def parts(self, id: str) -> tuple[Any, Any]:
        """What each order adds above and below the line of a metric, as two arrays of floats."""
        if id not in self._parts:
            above, below = self.measurement.masks(id, EVER)
            stars = metric(id).stars
            if stars:
                import numpy as np

                above = np.where(below, self.measurement.times.column(stars).data, 0.0)
            self._parts[id] = above.astype(float), below.astype(float)
        return self._parts[id]

    def pulls(self, id: str) -> tuple[float, Any, float] | None:
        """A metric's value, what each order moves it by, and how that varies; None without a denominator."""
        if id not in self._pulls:
            above, below = self.parts(id)
            total = float(below.sum())
            self._pulls[id] = None
            if total:
                value = float(above.sum()) / total
                # the linear part of a quotient of two sums
                pull = (above - value * below) * (len(below) / total)
                self._pulls[id] = value, pull, float(pull.var(ddof=1)) if len(pull) > 1 else 0.0
        return self._pulls[id]


def change(id: str, before: Sums, after: Sums) -> MetricChange | None:
    """The change of one metric between two tables of the same orders; None without a denominator."""
    first, second = before.pulls(id), after.pulls(id)
    if first is None or second is None:
        return None
    (was, old, varied), (now, new, varies) = first, second
    n = len(old)
    step = new - old
    half = Z_95 * float(step.std(ddof=1)) / sqrt(n) if n > 1 else 0.0
    spread = varied + varies
    gap = now - was
    return MetricChange(
        id,
        was,
        now,
        gap - half,
        gap + half,
        Z_95 * sqrt(spread / n),
        ceil(Z_95**2 * spread / gap**2) if abs(gap) > 1e-12 else None,
    )


@dataclass(frozen=True)
class Trial:
    """The same orders without and with some tactics.  ``repr`` tells the result in one line."""

    picked: tuple[Tactic, ...]
    strength: float
    store: Store
    before: Sums
    plain: Sums  # with the honest tactics only
    after: Sums

    @cached_property
    def changes(self) -> Mapping[str, MetricChange]:
        """Each metric of :data:`SHOWN` that some order is in the denominator of."""
        found = {id: self.change(id) for id in SHOWN}
        return {id: one for id, one in found.items() if one is not None}

    def change(self, id: str) -> MetricChange | None:
        """The change of one metric; None without a denominator."""
        return change(id, self.before, self.after)

    @property
    def cost(self) -> Cost:
        """Money and hours a month, without refunds.  Illustrative."""
        return cost(self.picked, self.strength)

    @property
    def orders(self) -> int:
        """How many orders are followed."""
        return len(self.before.measurement.times)

    @cached_property
    def rescued(self) -> Any:
        """Which orders are bad without the tactics and not with them, as a boolean array."""
        was, now = (sums.parts("odr")[0] > 0 for sums in (self.before, self.after))
        return was & ~now

    @cached_property
    def saved(self) -> pd.DataFrame:
        """The orders that were bad-experience orders without the tactics, and are not with them.

        As they would have been without the tactics: here one reads what was spared.
        """
        found: pd.DataFrame = self.before.measurement.table[self.rescued]
        return found

    @cached_property
    def spoilt(self) -> pd.DataFrame:
        """The orders that the tactics turned into bad-experience orders, as they are with them."""
        was, now = (sums.parts("odr")[0] > 0 for sums in (self.before, self.after))
        found: pd.DataFrame = self.after.measurement.table[~was & now]
        return found

    @cached_property
    def disguised(self) -> Any:
        """Which orders asking took out of the SNAD rate, though they are bad all the same, as a boolean array."""
        counted, left = (sums.parts("snad_rate")[0] > 0 for sums in (self.plain, self.after))
        return counted & ~left & (self.after.parts("odr")[0] > 0)

    @cached_property
    def hidden(self) -> pd.DataFrame:
        """The orders that asking took out of the SNAD rate, and that are bad orders all the same."""
        found: pd.DataFrame = self.after.measurement.table[self.disguised]
        return found

    @cached_property
    def refunds_usd(self) -> float:
        """What buyers were paid for cancelling their disputes, in US dollars, over all orders."""
        if self.plain is self.after:
            return 0.0
        plain, asked = (sums.measurement.times.column for sums in (self.plain, self.after))
        cancelled = (asked("dispute_end") == "withdrawn") & ~(plain("dispute_end") == "withdrawn")
        return float(plain("amount_usd").data[cancelled].sum())

    def __repr__(self) -> str:
        odr, ids = self.changes.get("odr"), ", ".join(one.id for one in self.picked)
        names = Phrase(ids or "nothing", ids or "未选")
        told = Phrase("no order", "没有订单")
        if odr is not None:
            step = f"ODR {100 * odr.before:.1f} % -> {100 * odr.after:.1f} %"
            low, high = (f"{100 * end:+.1f}" for end in (odr.low, odr.high))
            told = Phrase(f"{step} ({low} to {high} points)", f"{step}（{low} 至 {high} 个百分点）")
        saved, spent = len(self.saved), self.cost
        return str(
            Phrase(
                f"Trial({names.en}; {told.en}; {saved} of {self.orders} orders saved; "
                f"{spent.usd:g} USD and {spent.hours:g} hours a month, illustrative)",
                f"Trial({names.zh}；{told.zh}；{self.orders} 笔订单中救下 {saved} 笔；"
                f"每月 {spent.usd:g} 美元、{spent.hours:g} 小时，示意)",
            )
        )


@guarded
def trial(
    picked: Iterable[str | Tactic] | str | Tactic,
    strength: float = 1.0,
    *,
    store: Store | None = None,
    orders: int = 2000,
    seed: int = 1,
    reading: str = "last_reason",
    before: Sums | None = None,
) -> Trial:
    """Try tactics on a store: the same orders with the same luck, without and with them.

    Args:
        picked: ids of tactics, or one.
        strength: the part of the full effort, 0 to 1.
        store: the levers; default a middling shop.
        orders: how many orders are followed to their ends.
        seed: of the luck.
        reading: which reason of a dispute counts, for the tactic that has reasons changed:
            ``"last_reason"`` or ``"first_reason"``.
        before: what another trial of the same store, orders and seed has found already.

    Raises:
        UnknownName: no such tactic or reading.
        CourseError: *strength*, the store or the number of orders is wrong.
    """
    plan, part, shop = chosen(picked), effort(strength), Store() if store is None else store

    def followed(it: Store) -> DrawnOrders:
        return draw(it, orders=orders, seed=seed, until=_UNTIL)

    drawn = (shop, orders, seed)
    found = Sums(followed(shop), drawn) if before is None else before
    if found.drawn != drawn:
        raise CourseError(_another(found.drawn, drawn))
    moved = apply(shop, plan, part)
    plain = found if moved == shop else Sums(followed(moved))
    after = plain
    if part > 0 and any(one.harmful for one in plan):
        after = Sums(persuaded_columns(plain.orders, part, seed=seed, reading=reading))
    return Trial(plan, part, shop, found, plain, after)


def _another(given: tuple[Store, int, int] | None, asked: tuple[Store, int, int]) -> Phrase:
    """What *before* has that this trial has not."""
    parts = (Phrase("store", "店铺"), Phrase("number of orders", "订单数"), Phrase("seed", "种子"))
    wrong = [part for part, was, is_asked in zip(parts, given or (None,) * 3, asked, strict=True) if was != is_asked]
    return Phrase(
        f"before comes from a trial with another {' and '.join(part.en for part in wrong)}; "
        "leave it out, or take it from a trial of the same.",
        f"before 来自另一次试验，{'、'.join(part.zh for part in wrong)}不同；请去掉 before，或改用同样设置的试验。",
    )


@guarded
def singles(
    strength: float = 1.0,
    *,
    store: Store | None = None,
    orders: int = 2000,
    seed: int = 1,
    before: Sums | None = None,
    among: Sequence[str] | None = None,
) -> dict[str, Trial]:
    """Each tactic tried alone on the same orders, by its id: what a tornado shows."""
    found: dict[str, Trial] = {}
    for id in tactics() if among is None else among:
        found[id] = trial(id, strength, store=store, orders=orders, seed=seed, before=before)
        before = found[id].before
    return found
