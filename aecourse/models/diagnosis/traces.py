"""The trace of a cause: what happened to a segment's orders, step by step, beside the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ...base.language import Phrase
from ...base.tables import texts
from .plans import orders_in

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["share", "days", "stars"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to look at: a number per order, missing where the order never came so far."""

    id: str
    name: Phrase
    unit: Unit
    found: Callable[[pd.DataFrame], Any]


@dataclass(frozen=True, slots=True)
class Trace:
    """A step in the segment and in the rest: the mean of a share or of stars, the median of days."""

    step: Step
    here: float | None
    rest: float | None
    orders: int

    def words(self, value: float | None) -> Phrase:
        """A value of this step in words."""
        if value is None:
            return Phrase("none", "无")
        if self.step.unit == "share":
            return Phrase(f"{100 * value:.1f} %", f"{100 * value:.1f} %")
        if self.step.unit == "days":
            return Phrase(f"{value:.1f} days", f"{value:.1f} 天")
        return Phrase(f"{value:.2f} ★", f"{value:.2f} ★")


def _days(first: str, last: str) -> Callable[[pd.DataFrame], Any]:
    return lambda t: (t[last] - t[first]).dt.total_seconds() / 86_400


def _share(part: Callable[[pd.DataFrame], Any], of: Callable[[pd.DataFrame], Any]) -> Any:
    return lambda t: part(t).astype(float).where(of(t))


def _paid_for_good(t: pd.DataFrame) -> Any:
    return t["cancel_reason"].isna() | (t["cancel_reason"] != "buyer")


_NAMES = texts(__file__)["steps"]


def _step(id: str, unit: Unit, found: Callable[[pd.DataFrame], Any]) -> Step:
    return Step(id, _NAMES[id], unit, found)


STEPS: tuple[Step, ...] = (
    _step("unshipped", "share", _share(lambda t: t["shipped_at"].isna(), _paid_for_good)),
    _step("promise", "days", _days("paid_at", "ship_by")),
    _step("packing", "days", _days("paid_at", "shipped_at")),
    _step("scan", "days", _days("shipped_at", "first_scan_at")),
    _step("transit", "days", _days("first_scan_at", "delivered_at")),
    _step("undelivered", "share", _share(lambda t: t["delivered_at"].isna(), lambda t: t["shipped_at"].notna())),
    _step(
        "silence", "share", _share(lambda t: t["dispute_end"] == "seller_timeout", lambda t: t["dispute_end"].notna())
    ),
    _step(
        "arbitration",
        "share",
        _share(lambda t: t["arbitration_opened_at"].notna(), lambda t: t["seller_responded_at"].notna()),
    ),
    _step("communication", "stars", lambda t: t["dsr_communication"].where(t["dispute_opened_at"].isna())),
    _step("description", "stars", lambda t: t["dsr_description"].where(t["dispute_opened_at"].isna())),
)


def trace(orders: pd.DataFrame, where: str) -> tuple[Trace, ...]:
    """Every step for the orders of the segment *where* (``column=group``) and for all others."""
    chosen = orders_in(orders, where)
    found = []
    for step in STEPS:
        values = step.found(orders).to_numpy(dtype=float)
        found.append(
            Trace(
                step,
                _middle(step, values[chosen]),
                _middle(step, values[~chosen]),
                int((values[chosen] == values[chosen]).sum()),
            )
        )
    return tuple(found)


def _middle(step: Step, values: Any) -> float | None:
    import numpy as np

    known = values[~np.isnan(values)]
    if not len(known):
        return None
    return float(np.median(known) if step.unit == "days" else known.mean())
