"""A store with planted problems: each a lever out of place in one segment, really in the orders.

The same luck throughout: with or without a problem every order has the same buyer, product,
carrier and fortune, so what a plan changes is counted order by order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

from ...orders.calendar import Window
from ...orders.strings import text_array
from ...scoring.measurement import Measurement
from ...simulation.levers import Store
from ...simulation.orders import luck, simulate
from .catalogue import CAUSES, Cause
from .segments import segments

if TYPE_CHECKING:
    import pandas as pd

ORDERS = 5000
PLANTED = 4
UNTIL = "2022-05-31"  # paid over a hundred days, from Monday 21 February 2022
WINDOW = Window.between("2022-02-21", "2022-12-31")  # all that happens to these orders

# A store that is well run apart from what is planted.
SOUND = Store(
    orders_per_day=50,
    stockout_rate=0.01,
    handling_days=1.8,
    scan_delay_days=0.8,
    transit_days=20,
    parcel_loss_rate=0.006,
)

_PRODUCTS = 16
_CATEGORIES = ("home", "toys", "bags_shoes", "sports")
_SUPPLIERS = ("SUP-A", "SUP-B", "SUP-C", "SUP-D", "SUP-E")
_CARRIERS = (("line-1", 0.35), ("line-2", 0.65), ("line-3", 0.85), ("line-4", 1.0))
_CANDIDATES: Mapping[str, tuple[str, ...]] = {
    "category": _CATEGORIES,
    "supplier": _SUPPLIERS,
    "carrier": tuple(name for name, _ in _CARRIERS[:3]),
    "destination": ("BR", "US", "ES", "FR", "IL", "PL"),
    "product_id": tuple(f"P{n:02d}" for n in range(2, 12)),
    # after the start, before the holidays of May, which other rules excuse
    "week": ("2022-03-07", "2022-03-14", "2022-03-21", "2022-03-28", "2022-04-11", "2022-04-18"),
}
# Disputes are few, so that a country must be large before its silence can show.
_OWN_CANDIDATES = {"no_answers": ("RU", "BR", "US", "ES")}


@dataclass(frozen=True, slots=True)
class Problem:
    """One planted problem: a cause in one segment."""

    cause: Cause
    group: str

    @property
    def where(self) -> str:
        """The segment as a plan names it: ``column=group``."""
        return f"{self.cause.column}={self.group}"


@dataclass(frozen=True)
class World:
    """The luck of a store and what is wrong with it; a pure function of its seed."""

    luck_seed: int
    problems: tuple[Problem, ...]
    store_id: str

    def orders(self, mended: Iterable[tuple[Any, tuple[str, ...]]] = ()) -> pd.DataFrame:
        """The orders, after each ``(rows, levers)`` of *mended* was put right in those rows."""
        import numpy as np
        import pandas as pd

        base = self._table(())
        out_of_place: dict[str, Any] = {}
        for p in self.problems:
            out_of_place[p.cause.lever] = (base[p.cause.column] == p.group).to_numpy()
        for rows, levers in mended:
            for name in levers:
                if name in out_of_place:
                    out_of_place[name] = out_of_place[name] & ~rows
        names = tuple(out_of_place)
        code = np.zeros(len(base), dtype=np.int64)
        for bit, name in enumerate(names):
            code |= out_of_place[name].astype(np.int64) << bit
        parts = []
        for combination in np.unique(code):
            bad = tuple(name for bit, name in enumerate(names) if combination >> bit & 1)
            parts.append(self._table(bad)[code == combination])
        whole: pd.DataFrame = pd.concat(parts).sort_index()
        return whole

    def sound(self) -> pd.DataFrame:
        """The same orders with nothing planted."""
        return self._table(()).copy()

    def _table(self, bad: tuple[str, ...]) -> pd.DataFrame:
        values = {p.cause.lever: p.cause.value for p in self.problems if p.cause.lever in bad}
        return _drawn(self.luck_seed, self.store_id, tuple(sorted(values.items())))


@lru_cache(maxsize=32)
def _drawn(seed: int, store_id: str, levers: tuple[tuple[str, float], ...]) -> pd.DataFrame:
    store = replace(SOUND, **dict(levers))
    table = simulate(store, orders=ORDERS, seed=seed, until=UNTIL, store_id=store_id)
    return _with_columns(table, seed)


def _with_columns(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Products folded into a range of sixteen, their category and supplier, carrier and week."""
    import numpy as np
    import pandas as pd

    number = (table["product_id"].str[-2:].astype(np.int64).to_numpy() - 1) % _PRODUCTS
    table["product_id"] = text_array([f"P{n + 1:02d}" for n in number])
    codes = number % len(_CATEGORIES)
    kinds: Any = table["category"].dtype
    table["category"] = pd.Categorical(np.array(_CATEGORIES, dtype=object)[codes], dtype=kinds)
    table["supplier"] = text_array(np.array(_SUPPLIERS, dtype=object)[number % len(_SUPPLIERS)])
    shares = np.array([share for _, share in _CARRIERS])
    # whether a buyer returns is of no matter to the carrier, so that number is free for it
    which = np.searchsorted(shares, luck(ORDERS, seed)["repeat_of"].astype(float), side="right")
    names = np.array([name for name, _ in _CARRIERS], dtype=object)
    table["carrier"] = text_array(names[np.minimum(which, len(names) - 1)])
    table["week"] = text_array(week(table["paid_at"]).to_numpy(dtype=object))
    return table


def week(paid: pd.Series) -> pd.Series:
    """The Monday of each moment's week, as text that sorts by date."""
    import pandas as pd

    day = paid.dt.normalize()
    monday: pd.Series = day - pd.to_timedelta(day.dt.day_of_week, unit="D")
    text: pd.Series = monday.dt.strftime("%Y-%m-%d")
    return text


@lru_cache(maxsize=16)
def world(seed: int) -> World:
    """The store of a seed: four problems on four different metrics, each to be seen in the orders.

    Draws that luck happens to hide are drawn again, so that every seed is a fair one.
    """
    attempt = 0
    while True:
        draw = Random(f"capstone {seed} {attempt}")  # noqa: S311 - a game, not a secret
        made = World(draw.randrange(2**31), _drawn_problems(draw), f"capstone-{seed}")
        if all(visible(made)):
            return made
        attempt += 1


def _drawn_problems(draw: Random) -> tuple[Problem, ...]:
    by_metric: dict[str, list[Cause]] = {}
    for cause in CAUSES.values():
        by_metric.setdefault(cause.metric, []).append(cause)
    taken: set[tuple[str, str]] = set()
    found = []
    for name in draw.sample(sorted(by_metric), PLANTED):
        cause = draw.choice(by_metric[name])
        free = [
            group
            for group in _OWN_CANDIDATES.get(cause.id, _CANDIDATES[cause.column])
            if (cause.column, group) not in taken
        ]
        group = draw.choice(free)
        taken.add((cause.column, group))
        found.append(Problem(cause, group))
    return tuple(found)


def visible(made: World) -> tuple[bool, ...]:
    """Of each problem: does its segment stand out on its metric, further than any other group?"""
    measurement = Measurement(made.orders())
    answers = []
    for p in made.problems:
        found = segments(measurement, p.cause.metric, p.cause.column, WINDOW)
        worst = max(found, key=lambda s: s.stands_out * s.distance)
        answers.append(worst.group == p.group and worst.stands_out > 0 and worst.distance > _CLEAR)
    return tuple(answers)


_CLEAR = 1.2  # half widths of the interval between a planted segment and the rest

__all__ = ["ORDERS", "PLANTED", "SOUND", "UNTIL", "WINDOW", "Problem", "World", "visible", "week", "world"]
