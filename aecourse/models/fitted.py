"""The simulator fitted to a store: its levers counted from its orders, and how well that fits.

Ten levers leave their mark in an order table and are counted there.  The others do not (how true the
listing is, how good the goods, the price, the replies, the settling, who comes back): they stay those
of a middling shop, and what rests on them is said to be assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..orders import ensure
from ..orders.calendar import DAY, Moment, as_date
from ..orders.told import untold
from ..scoring.measurement import interval
from ..scoring.uncertainty import Z_95, wilson
from ..simulation.levers import LEVERS, Store
from ..simulation.orders import simulate
from ..simulation.tactics import targets
from .trials import SHOWN, MetricChange, Sums, change

if TYPE_CHECKING:
    import pandas as pd

SETTLED_DAYS = 90
"""An order paid so many days ago has come to its end: received, disputed, reviewed or lost."""
FEWEST = 30
"""From fewer orders no lever is counted."""
FOLLOWED = 4000
HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A lever counted from *orders* orders, with the ends of its 95 % interval, in its own unit."""

    lever: str
    value: float
    low: float
    high: float
    orders: int


@dataclass(frozen=True, slots=True)
class Match:
    """A metric of the store's settled orders with its 95 % interval, and the fitted simulator's.

    ``luck`` is half the width of the interval of the simulated value, which has its own luck.
    """

    metric: str
    own: float
    low: float
    high: float
    simulated: float
    luck: float

    @property
    def good(self) -> bool:
        """Whether luck, the store's and the simulation's, explains the distance of the two."""
        half = self.high - self.own if self.simulated > self.own else self.own - self.low
        return abs(self.simulated - self.own) <= hypot(half, self.luck)


@dataclass(frozen=True, slots=True)
class LeverEffect:
    """A lever brought half the way to the best that practice may reach, and what that moves most.

    ``assumed``: where the lever starts was not counted from the orders.
    """

    lever: str
    before: float
    after: float
    assumed: bool
    change: MetricChange


@dataclass(frozen=True)
class Fit:
    """A store's levers: ``estimates`` counted, ``assumed`` taken from a middling shop."""

    store: Store
    estimates: Mapping[str, Estimate]
    assumed: tuple[str, ...]
    settled: int
    matches: tuple[Match, ...]

    @property
    def misfits(self) -> tuple[str, ...]:
        """The metrics that the fitted simulator gets wrong beyond luck."""
        return tuple(match.metric for match in self.matches if not match.good)


def fit(orders: Any, as_of: Moment, *, seed: int = 1) -> Fit:
    """The levers of the store whose orders these are, as far as the orders tell them.

    Args:
        orders: an order table of one store.
        as_of: the day up to which the orders are known.
        seed: of the luck with which the fitted store is simulated.
    """
    import pandas as pd

    table = ensure(orders)
    end = pd.Timestamp(as_date(as_of) + DAY)
    known = table[table["paid_at"] < end]
    settled = known[known["paid_at"] < end - pd.Timedelta(days=SETTLED_DAYS)]
    silent = untold(table)
    found: dict[str, Estimate] = {}
    for name, (columns, count) in _COUNTS.items():
        if not silent & set(columns):
            estimate = count(name, settled)
            if estimate is not None:
                found[name] = estimate
    pace = _pace(known, end)
    if pace is not None:
        found["orders_per_day"] = pace
    store = Store(**{name: _within(name, estimate.value) for name, estimate in found.items()})
    assumed = tuple(name for name in LEVERS if name not in found)
    return Fit(store, MappingProxyType(found), assumed, len(settled), _matches(settled, store, silent, seed))


def effects(found: Fit, metrics: tuple[str, ...], *, seed: int = 1) -> tuple[LeverEffect, ...]:
    """What each lever would do to the one of *metrics* that it relieves most, the largest first.

    The same simulated orders with the same luck, before and after; only what is better beyond luck
    is listed.
    """
    looked = [id for id in metrics if id in SHOWN]
    before = Sums(_followed(found.store, seed))
    listed = []
    for name, target in targets().items():
        here = getattr(found.store, name)
        if (here - target) * LEVERS[name].worse <= 0:
            continue
        there = here + HALFWAY * (target - here)
        after = Sums(_followed(replace(found.store, **{name: there}), seed))
        changes = [one for id in looked if (one := change(id, before, after)) is not None and one.sure > 0]
        if changes:
            best = max(changes, key=lambda one: one.relief or 0.0)
            listed.append(LeverEffect(name, here, there, name in found.assumed, best))
    return tuple(sorted(listed, key=lambda effect: effect.change.relief or 0.0, reverse=True))


def _followed(store: Store, seed: int) -> pd.DataFrame:
    return simulate(store, orders=FOLLOWED, seed=seed)


def _within(name: str, value: float) -> float:
    return min(max(value, LEVERS[name].low), LEVERS[name].high)


def _matches(settled: pd.DataFrame, store: Store, silent: frozenset[str], seed: int) -> tuple[Match, ...]:
    import numpy as np

    if len(settled) < FEWEST:
        return ()
    own, simulated = Sums(settled), Sums(_followed(store, seed))
    lacking = own.measurement.not_computable if silent else {}
    ids, pairs, drawn = [], [], []
    for id in SHOWN:
        if id in lacking:
            continue
        (above, below), (up, down) = own.parts(id), simulated.parts(id)
        if below.sum() and down.sum():
            ids.append(id)
            pairs.append((float(above.sum()), float(below.sum())))
            drawn.append((float(up.sum()), float(down.sum())))
    if not ids:
        return ()
    low, high = interval(ids, *np.array(pairs).T)
    start, stop = interval(ids, *np.array(drawn).T)
    return tuple(
        Match(id, n / d, float(low[at]), float(high[at]), up / down, float(stop[at] - start[at]) / 2)
        for at, (id, (n, d), (up, down)) in enumerate(zip(ids, pairs, drawn, strict=True))
    )


def _pace(known: pd.DataFrame, end: pd.Timestamp) -> Estimate | None:
    """Paid orders a day over the last 90 days, or since the first order."""
    import pandas as pd

    if known.empty:
        return None
    days = min(SETTLED_DAYS, max((end - known["paid_at"].min()).days, 1))
    count = int((known["paid_at"] >= end - pd.Timedelta(days=days)).sum())
    half = Z_95 * sqrt(count)  # orders that come one by one: a Poisson count
    return Estimate("orders_per_day", count / days, max(count - half, 0.0) / days, (count + half) / days, count)


def _share(part: Callable[[pd.DataFrame], Any], of: Callable[[pd.DataFrame], Any]) -> Callable[..., Estimate | None]:
    def counted(name: str, table: pd.DataFrame) -> Estimate | None:
        below = of(table)
        n = int(below.sum())
        if n < FEWEST:
            return None
        above = int((part(table) & below).sum())
        low, high = wilson(above, n)
        return Estimate(name, above / n, float(low), float(high), n)

    return counted


def _days(first: str, last: str) -> Callable[..., Estimate | None]:
    def counted(name: str, table: pd.DataFrame) -> Estimate | None:
        waits = ((table[last] - table[first]).dt.total_seconds() / 86_400).dropna()
        if len(waits) < FEWEST:
            return None
        half = Z_95 * float(waits.std(ddof=1)) / sqrt(len(waits))
        mean = float(waits.mean())
        return Estimate(name, mean, mean - half, mean + half, len(waits))

    return counted


def _by_buyer(t: pd.DataFrame) -> Any:
    return (t["cancel_reason"] == "buyer").fillna(False)


_SHIPPED = ("shipped_at",)
_COUNTS: Mapping[str, tuple[tuple[str, ...], Callable[..., Estimate | None]]] = {
    "stockout_rate": (
        ("shipped_at", "cancel_reason"),
        _share(lambda t: t["shipped_at"].isna() & ~_by_buyer(t), lambda t: t["paid_at"].notna()),
    ),
    "buyer_cancel_rate": (("cancel_reason",), _share(_by_buyer, lambda t: t["paid_at"].notna())),
    "handling_days": (_SHIPPED, _days("paid_at", "shipped_at")),
    "promised_days": (("ship_by",), _days("paid_at", "ship_by")),
    "scan_delay_days": (("shipped_at", "first_scan_at"), _days("shipped_at", "first_scan_at")),
    "transit_days": (("first_scan_at", "delivered_at"), _days("first_scan_at", "delivered_at")),
    "parcel_loss_rate": (
        ("shipped_at", "delivered_at"),
        _share(lambda t: t["delivered_at"].isna(), lambda t: t["shipped_at"].notna()),
    ),
    "dispute_answer_rate": (
        ("seller_responded_at", "dispute_end"),
        _share(
            lambda t: t["seller_responded_at"].notna(),
            lambda t: t["seller_responded_at"].notna() | (t["dispute_end"] == "seller_timeout"),
        ),
    ),
    "review_rate": (
        ("shipped_at", "review_at"),
        _share(lambda t: t["review_at"].notna(), lambda t: t["shipped_at"].notna()),
    ),
}
