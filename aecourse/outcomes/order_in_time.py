"""Each order by itself: every late one is a breach of the delivery promise (2024)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..calendar import Window
from ..errors import CourseError
from ..language import Phrase
from ..metrics import METRICS
from ..rulebook import Regime
from .kind import SPEED, Kind
from .reasons import NO_ORDERS, STORE_ASSESSED
from .verdict import OK, Outcome, Status, Tally, Verdict, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

_LATE = Status("late orders", Phrase("late orders", "有超时订单"), "bad", 3)


def _counts(found: Found) -> Mapping[str, Any]:
    """The late orders."""
    return {"late": late(found)}


def late(found: Found) -> Any:
    """Which orders count and were not scanned in time, as a boolean array.

    An order whose time had not run out by the end of the window is not late.

    Raises:
        CourseError: the regime is of another kind.
    """
    import numpy as np

    if found.regime.outcome != KIND.id:
        raise CourseError(Phrase(
            f"{found.regime.id} does not judge order by order: ask for orders(metric)",
            f"{found.regime.id} 不是逐单考核：请用 orders(metric) 查看订单",
        ))  # fmt: skip
    (metric,) = found.regime.metrics
    in_time, counted = found.masks[metric]
    scan: Any = METRICS[metric].numerator[0].condition
    rules = found.seen.rules(METRICS[metric])
    run_out = scan.last(found.table["paid_at"].to_numpy(), rules) <= np.datetime64(
        found.window.end, "us"
    )
    return counted & ~in_time & run_out


def _window(regime: Regime, window: Window) -> Window:
    """It looks at orders paid since the rule began."""
    since = Window.between(regime.effective_from, regime.effective_from).start
    return Window(min(max(window.start, since), window.end), window.end)


def _order_in_time(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Whether any order was late; the fine that is not public decides nothing."""
    (id,) = regime.metrics
    unknown = unknown_among(regime, "fine")
    if not tally.metrics[id][1]:
        return Verdict(False, (NO_ORDERS,), {id: "not assessed"}, {id: None}, None, unknown)
    status = _LATE if tally.counts["late"] else OK
    outcome = Outcome(status, illustrative=False)
    return Verdict(True, (STORE_ASSESSED,), {id: status.id}, {id: None}, outcome, unknown)


KIND = Kind(
    id="order_in_time",
    group=SPEED,
    statuses=(_LATE, OK),
    judge=_order_in_time,
    counts=_counts,
    window=_window,
)
