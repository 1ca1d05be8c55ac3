"""The four grades of January 2015, from ODR, positive rate and ruling rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...base.language import Phrase
from ...base.vocabulary import GRADES
from ...rulebook import Regime
from ..events import ARBITRATION_CLOSED, CONFIRMED, RECEIPT_TIMEOUT, Event
from ..metrics import METRICS
from .kind import SCORE, Kind, at_month_ends
from .reasons import NO_ORDERS, Reason, volume
from .verdict import EXCELLENT, FAIL, GOOD, PASS, Outcome, Tally, Verdict, limit, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

_STATUSES = (FAIL, PASS, GOOD, EXCELLENT)
# An order is closed when it was received, cancelled, or its dispute or arbitration ended.
_CLOSED = (
    CONFIRMED,
    RECEIPT_TIMEOUT,
    Event("cancelled", "cancelled_at", Phrase("cancelled", "取消")),
    Event("dispute_closed", "dispute_closed_at", Phrase("dispute ended", "纠纷结束")),
    ARBITRATION_CLOSED,
)
_CLOSED_ORDERS = Phrase("closed paid order{s} in the window", "考核期内已结束的付款订单")


def _counts(found: Found) -> Mapping[str, Any]:
    """The closed orders, and one bad-experience order for each buyer of some."""
    bad, _ = found.masks["odr"]
    return {"closed_paid_orders": found.inside(_CLOSED), "bad_buyers": found.one_each(bad, "buyer_id")}


def _service_grade(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The worst grade among the metrics that are assessed."""
    closed, needed = tally.counts["closed_paid_orders"], int(regime["min_closed_paid_orders"])
    eligible = closed >= needed
    reasons = [volume(closed, needed, _CLOSED_ORDERS)]
    skipped = {id: reason for id, reason in _left_out(regime, tally).items() if reason is not None}
    if eligible and tally.value("odr") is None:
        eligible, reasons = False, [NO_ORDERS]
    else:
        reasons += skipped.values()
    statuses: dict[str, str] = {}
    shown: dict[str, float | None] = {}
    for id in regime.metrics:
        limits = limit(regime, f"grade.{id}", illustrative=illustrative)
        shown[id] = None if limits is None else limits["pass"]
        value = tally.value(id)
        if not eligible or id in skipped or value is None:
            statuses[id] = "not assessed"
        elif limits is None:
            statuses[id] = "limit unknown"
        else:
            statuses[id] = _band(value, limits, METRICS[id].better)
    unknown = unknown_among(regime, *(f"grade.{id}" for id in regime.metrics))
    outcome = _worst(statuses, illustrative=illustrative)
    return Verdict(eligible, tuple(reasons), statuses, shown, outcome, unknown)


def _worst(statuses: Mapping[str, str], *, illustrative: bool) -> Outcome | None:
    """The worst grade; a limit that is not known could make it worse, unless it is a fail."""
    found = [status for status in _STATUSES if status.id in statuses.values()]
    missing = "limit unknown" in statuses.values() and not illustrative
    if not found or (missing and found[0] is not FAIL):
        return None
    return Outcome(found[0], illustrative=False)


def _band(value: float, limits: Mapping[str, float], better: int) -> str:
    """The best grade whose limit *value* meets: below it, or at least it where more is better."""
    for grade in GRADES[:-1]:
        if (value < limits[grade]) if better < 0 else (value >= limits[grade]):
            return grade
    return GRADES[-1]


def _left_out(regime: Regime, tally: Tally) -> Mapping[str, Reason | None]:
    """The metrics that the rule leaves out although they have a value, with the reason."""
    return {"odr": _few_buyers(regime, tally), "liable_rate": _few_rulings(regime, tally)}


def _few_buyers(regime: Regime, tally: Tally) -> Reason | None:
    needed, buyers = int(regime["odr_skip_if_bad_buyers_le"]), tally.counts["bad_buyers"]
    bad = int(tally.metrics["odr"][0])
    if not bad or buyers > needed:
        return None
    return Reason(
        "few_buyers",
        Phrase("ODR is not assessed", "ODR 不考核"),
        (
            Phrase(
                "all {counted} bad-experience order{s} come from {buyers:buyer}",
                "{counted} 笔买家不良体验订单只来自 {buyers} 位买家",
            )
            if bad > 1
            else Phrase(
                "the only bad-experience order comes from one buyer",
                "{counted} 笔买家不良体验订单只来自 {buyers} 位买家",
            ),
            Phrase("and the rule asks for more than {needed}", "规则要求多于 {needed} 位"),
        ),
        metric="odr",
        counted=bad,
        needed=needed,
        more={"buyers": buyers},
    )


def _few_rulings(regime: Regime, tally: Tally) -> Reason | None:
    ruled, skipped = int(tally.metrics["liable_rate"][0]), regime["ruling_skip_if_count_eq"]
    if ruled != skipped:
        return None
    words = {
        0: Phrase("no order was ruled against the seller", "没有订单被判卖家责任"),
        1: Phrase("exactly one order was ruled against the seller", "只有 1 笔订单被判卖家责任"),
    }.get(ruled, Phrase("exactly {counted} orders were ruled against the seller", "恰好 {counted} 笔订单被判卖家责任"))
    head = Phrase("The ruling rate is not assessed", "卖家责任裁决率不考核")
    return Reason("rulings", head, (words,), metric="liable_rate", counted=ruled, needed=skipped)


KIND = Kind(
    id="grade",
    name=Phrase("one of four grades each month", "每月评定四个等级之一"),
    group=SCORE,
    statuses=_STATUSES,
    judge=_service_grade,
    counts=_counts,
    days=at_month_ends,  # the grade is made from the state at the end of the month
)
