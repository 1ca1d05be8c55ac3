"""Each order by itself: every late one is a breach of the delivery promise (2024)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError
from ...base.language import Phrase
from ...orders.calendar import Window
from ...rulebook import Regime
from ...rulebook.vocabulary import MODES
from ..events import Event, ScannedInTime
from ..handover import blank
from ..metrics import METRICS
from .kind import SPEED, Kind
from .reasons import NO_ORDERS, STORE_ASSESSED, Reason
from .verdict import OK, Outcome, Status, Tally, Verdict, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

_PAID = Event("paid", "paid_at", Phrase("paid", "付款"))
_LATE = Status("late orders", Phrase("late orders", "有超时订单"), "bad", 3)


def _counts(found: Found) -> Mapping[str, Any]:
    """The late orders, those of other store modes, and those that a blank cell keeps from being judged."""
    regime, times = found.regime, found.measurement.times
    (metric,) = regime.metrics
    rules = found.measurement.rules(METRICS[metric])
    paid = found.inside((_PAID,))
    counts = {"late": late(found)}
    for mode in MODES:
        if regime.modes and mode not in regime.modes:
            counts[f"mode.{mode}"] = paid & (times.column("mode") == mode)
    scan = METRICS[metric].numerator[0].condition
    if isinstance(scan, ScannedInTime):
        undecided = scan.undecided(rules, times.column)
        if undecided is not None:
            missing = "listed_at, sold_last_month"
            counts[f"blank.{missing}"] = paid & undecided & times.column("cancelled_at").is_null()
        if regime.modes:
            counts["mode_not_told"] = found.masks[metric][1] & times.column("mode").is_null()
    else:
        for column, mask in blank(rules, times.column).items():
            counts[f"blank.{column}"] = paid & mask
    return counts


def late(found: Found) -> Any:
    """Which orders count and were not in time, as a boolean array.

    An order whose time had not run out by the end of the window is not late.

    Raises:
        CourseError: the regime is of another kind.
    """
    import numpy as np

    if found.regime.outcome != KIND.id:
        raise CourseError(
            Phrase(
                f"{found.regime.id} does not judge order by order: ask for orders(metric)",
                f"{found.regime.id} 不是逐单考核：请用 orders(metric) 查看订单",
            )
        )
    (metric,) = found.regime.metrics
    in_time, counted = found.masks[metric]
    scan = METRICS[metric].numerator[0].condition
    if not isinstance(scan, ScannedInTime):  # an order counts only when its time has run out
        return counted & ~in_time
    rules, times, missed = found.measurement.rules(METRICS[metric]), found.measurement.times, counted & ~in_time
    rows = missed.nonzero()[0]
    last = scan.deadlines(rules, lambda name: times.column(name).of(rows))
    missed[rows] = last <= np.datetime64(found.window.end, "us").astype("int64")
    return missed


def _window(regime: Regime, window: Window) -> Window:
    """It looks at orders paid since the rule began."""
    since = Window.between(regime.effective_from, regime.effective_from).start
    return Window(min(max(window.start, since), window.end), window.end)


def _order_in_time(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Whether any order was late; the fine that is not public decides nothing."""
    (id,) = regime.metrics
    unknown = unknown_among(regime, "fine")
    beside = _beside(tally)
    if not tally.metrics[id][1]:
        why = beside or (NO_ORDERS,)
        return Verdict(False, why, {id: "not assessed"}, {id: None}, None, unknown)
    status = _LATE if tally.counts["late"] else OK
    outcome = Outcome(status, illustrative=False)
    reasons = (STORE_ASSESSED, *beside)
    return Verdict(True, reasons, {id: status.id}, {id: None}, outcome, unknown)


def _beside(tally: Tally) -> tuple[Reason, ...]:
    """Of which orders the rule says nothing, and why."""
    found = []
    for key, count in tally.counts.items():
        about, _, what = key.partition(".")
        if not count:
            continue
        if about == "mode":
            found.append(Reason("other_mode", _NOT_FOR, (_HOW_MANY,), counted=count, more={"mode": MODES[what]}))
        elif about == "blank":
            found.append(Reason("blank", _NOT_KNOWN, (_BLANK,), counted=count, more={"column": what}))
        elif about == "mode_not_told":
            found.append(Reason("mode_not_told", _MODE_NOT_TOLD))
    return tuple(found)


_HOW_MANY = Phrase("{counted} order{s}", "{counted} 笔订单")
_NOT_FOR = Phrase("This rule is not for {mode} stores", "本规则不适用于“{mode}”店铺")
_NOT_KNOWN = Phrase("{counted} order{s} cannot be worked out", "有 {counted} 笔订单无法计算")
_BLANK = Phrase("{column} is blank or not in the table", "表中没有 {column}，或者那一格是空的")
_MODE_NOT_TOLD = Phrase(
    "The rule is for self-run (POP) stores; the table does not say how the store is run",
    "本规则针对 POP 自运营店铺；表中没有写明店铺模式",
)


KIND = Kind(
    id="order_in_time",
    name=Phrase("each order in time or late", "逐笔订单：按时或逾期"),
    group=SPEED,
    statuses=(_LATE, OK),
    judge=_order_in_time,
    counts=_counts,
    window=_window,
)
