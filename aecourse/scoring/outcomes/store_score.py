"""The store score of 2023: each indicator between its floor (0 points) and the industry mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError
from ...base.language import Phrase, join
from ...orders.calendar import Window
from ...rulebook import Regime
from ..events import Event
from ..metrics import METRICS
from .kind import SCORE, Kind
from .reasons import ASSESSED, NO_ORDERS, NOT_ASSESSED, Reason
from .verdict import FAIL, FULL, PARTIAL, PASS, Outcome, Status, Tally, Verdict, limit, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

_PAID = Event("paid", "paid_at", Phrase("paid", "付款"))
_PASS = replace(PASS, tone="good", level=0)  # one can only pass or fail: a pass is best
_FROZEN = Status("frozen", Phrase("store frozen", "店铺冻结"), "bad", 3)
_ZERO = Status("zero", Phrase("no points", "零分"), "bad", 3)
_TABLES = ("weights", "floors", "industry_means")
_NEEDS = (*_TABLES, "single_item_very_bad")
_FULL_DATA = (
    Phrase("{counted:order} in 90 days (at least {needed})", "90 天 {counted} 笔（最低 {needed} 笔）"),
    Phrase("{month} in 30 days (at least {least})", "30 天 {month} 笔（最低 {least} 笔）"),
)


def _counts(found: Found) -> Mapping[str, Any]:
    """The orders paid in the last 90 and 30 days."""
    last = found.window.last
    return {f"paid_{days}d": found.inside((_PAID,), Window.ending(last, days)) for days in (90, 30)}


def _store_score(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The points of each indicator, scaled to those that an order table can measure."""
    eligible, reason = _enough(regime, tally)
    weights, floors, means = (limit(regime, key, illustrative=illustrative) for key in _TABLES)
    unknown = unknown_among(regime, *_NEEDS)
    statuses: dict[str, str] = {}
    shares: dict[str, float] = {}
    for id in regime.metrics:
        value = tally.value(id)
        if not eligible or value is None:
            statuses[id] = "not assessed"
        elif weights is None or floors is None or means is None:
            statuses[id] = "limit unknown"
        else:
            shares[id] = _share(id, value, floors[id], means[id])
            statuses[id] = _mark(shares[id])
    limits = {id: None if floors is None else floors[id] for id in regime.metrics}
    if not shares:
        reason = reason if not eligible or unknown else NO_ORDERS
        return Verdict(eligible, (reason,), statuses, limits, None, unknown)
    # Two of the six indicators are not named and some cannot be measured on an order table: the
    # weights of those that can are scaled to the total.
    scale = regime["total"] / sum(weights[id] for id in shares)
    items = {id: scale * weights[id] * share for id, share in shares.items()}
    score = round(sum(items.values()), 9)
    reasons = (reason, *_left_out([id for id in regime.metrics if id not in shares]))
    frozen = score <= regime["score.freeze_at_or_below"] or _very_bad(regime, tally, shares)
    status = _FROZEN if frozen else _PASS if score >= regime["score.pass"] else FAIL
    # An item so bad that it alone freezes the store could be among those that are not known.
    known = illustrative or not unknown or frozen
    outcome = Outcome(status, illustrative=False) if known else None
    return Verdict(eligible, reasons, statuses, limits, outcome, unknown, items, score)


def _enough(regime: Regime, tally: Tally) -> tuple[bool, Reason]:
    """Whether the store has orders enough in both periods, and the reason."""
    quarter, month = tally.counts["paid_90d"], tally.counts["paid_30d"]
    needed, least = regime["min_orders_90d"], regime["min_orders_30d"]
    eligible = quarter >= needed and month >= least
    return eligible, Reason(
        "enough" if eligible else "few",
        ASSESSED if eligible else NOT_ASSESSED,
        _FULL_DATA,
        counted=quarter,
        needed=needed,
        more={"month": month, "least": least},
    )


def _share(id: str, value: float, floor: float, mean: float) -> float:
    """The part of its points that an indicator earns: 0 at the floor, 1 at the industry mean.

    Where both are the same there is nothing between: it is all or nothing.

    Raises:
        CourseError: the floor is better than the mean.
    """
    better = METRICS[id].better
    if (mean - floor) * better < 0:
        raise CourseError(
            Phrase(
                f"the floor of {id} is {floor:g}, better than the industry mean of {mean:g}: no points "
                "can be given between them",
                f"{id} 的下限 {floor:g} 优于行业平均 {mean:g}，两者之间无法计分",
            )
        )
    if mean == floor:
        return float((value - mean) * better >= 0)
    return float(min(max((value - floor) / (mean - floor), 0.0), 1.0))


def _mark(share: float) -> str:
    return FULL.id if share >= 1 else PARTIAL.id if share > 0 else _ZERO.id


def _left_out(ids: list[str]) -> tuple[Reason, ...]:
    """What could not be measured, if anything."""
    if not ids:
        return ()
    names = join([METRICS[id].name for id in ids], ", ", "、")
    return (
        Reason(
            "unmeasured",
            Phrase(
                "Without {names}: nothing to measure it by; the weights of the others are scaled to the total",
                "缺少{names}的数据，其余指标的权重按比例放大到总分",
            ),
            more={"names": names},
        ),
    )


def _very_bad(regime: Regime, tally: Tally, ids: Iterable[str]) -> bool:
    """Whether one item is so bad that it freezes the store by itself; its lines are not public."""
    lines = regime.get("single_item_very_bad")
    if lines is None or not regime["single_item_very_bad_freezes"]:
        return False
    values = ((METRICS[id].better, tally.value(id), lines[id]) for id in ids)
    return any(v is not None and better * v <= better * line for better, v, line in values)


KIND = Kind(
    id="store_score",
    name=Phrase("pass, fail, one item very bad, or not assessed", "及格、不及格、单项指标特别差或不考核"),
    group=SCORE,
    statuses=(_FROZEN, FAIL, _ZERO, PARTIAL, _PASS, FULL),
    judge=_store_score,
    counts=_counts,
)
