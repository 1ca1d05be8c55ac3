"""The orders behind a rate, in words: which they are, what went wrong, and when it counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...base.language import Phrase
from ...base.tables import texts
from ...base.wording import day
from ...rulebook import Regime
from ...scoring.assessment import Assessment
from ...scoring.columns import ArrayColumn
from ...scoring.metrics import METRICS
from .facts import OffendingOrder

FAULTS = 2  # of one order, named in its line
_TEXTS = texts(__file__)
ENDS = _TEXTS["ends"]


def offending_orders(result: Assessment, metric: str, most: int, among: Any = True) -> tuple[OffendingOrder, ...]:
    """The orders that hurt *metric*, at most so many, of those that the mask *among* holds.

    Under ODR the worst come first (most conditions met, then fewest stars, then the latest), under
    any other rate the latest.
    """
    if metric == "odr":
        return _bad_experience(result, most, among)
    rows = (hurting(result, metric) & among).nonzero()[0]
    rows = rows[np.argsort(_moments(result, metric)[rows], kind="stable")[::-1][:most]]
    return tuple(_hurt(metric, order) for order in _orders(result, rows))


def _moments(result: Assessment, metric: str) -> Any:
    """The moment by which the orders that hurt *metric* are told, for each row of the table."""
    column = result.measurement.times.column
    if metric == "not_sold_rate":
        cancelled = column("cancelled_at")
        return np.where(cancelled.present, cancelled.data, column("ship_by").data)
    by_payment = metric.startswith("online_rate") or metric == "reply_24h_rate"
    return column("paid_at" if by_payment else "dispute_opened_at").data


def hurting(result: Assessment, metric: str) -> Any:
    """Which orders hurt a rate: its numerator, or where more is better the rest, as a mask."""
    above, below = result.masks[metric]
    return above if METRICS[metric].better < 0 else below & ~above


class _Order:
    """One order: the values of its columns, None where one is missing."""

    __slots__ = ("_column", "row")

    def __init__(self, column: Callable[[str], ArrayColumn], row: int) -> None:
        self._column, self.row = column, row

    def __getitem__(self, name: str) -> Any:
        return self._column(name).value(self.row)


def _orders(result: Assessment, rows: Any) -> list[_Order]:
    return [_Order(result.measurement.times.column, row) for row in rows.tolist()]


def _bad_experience(result: Assessment, most: int, among: Any) -> tuple[OffendingOrder, ...]:
    met = result.found.conditions
    often = np.sum(list(met.values()), axis=0)
    bad = ((often > 0) & among).nonzero()[0]
    stars = np.nan_to_num(result.measurement.times.column("stars").data[bad], nan=6.0)
    worst = bad[np.lexsort((-bad, stars, -often[bad]))][:most]
    return tuple(
        _in_words(order, {name for name, mask in met.items() if mask[order.row]}, result.regime)
        for order in _orders(result, worst)
    )


def _hurt(metric: str, order: _Order) -> OffendingOrder:
    """One order that hurts a rate other than ODR."""
    if metric.startswith("online_rate"):
        return _offending(order, *_slow(order), "paid_at", Phrase("paid {day}", "{day}付款"))
    if metric == "not_sold_rate":
        at = "cancelled_at" if order["cancelled_at"] is not None else "ship_by"
        words = _CANCELLED if at == "cancelled_at" else _WHEN["not_sold"][1]
        what = _fault("not_sold", order, None)
        return _offending(order, what, _why(order, {"not_sold"}), at, words)
    if metric == "reply_24h_rate":
        what = Phrase("no reply within 24 hours", "24 小时内未回复")
        return _offending(order, what, Phrase("", ""), "paid_at", Phrase("paid {day}", "{day}付款"))
    reason = order["dispute_reason"]
    not_received = reason == "not_received"
    what = Phrase("not received", "未收到货") if not_received else Phrase("not as described", "货不对版")
    end = ENDS.get(str(order["dispute_end"]), Phrase("still open", "尚未结束"))
    if order["arbitration_liable"] is not None:
        side = (
            Phrase("seller liable", "判卖家责任")
            if order["arbitration_liable"] == "seller"
            else Phrase("buyer liable", "判买家责任")
        )
        end = Phrase(f"arbitration: {side.en}", f"仲裁：{side.zh}")
    return _offending(order, what, end, "dispute_opened_at", Phrase("disputed {day}", "{day}提起纠纷"))


def _slow(order: _Order) -> tuple[Phrase, Phrase]:
    """How long the first scan took after payment, and where the time went."""
    if order["first_scan_at"] is None:
        what = Phrase("never scanned", "始终未上网")
    else:
        days = (order["first_scan_at"] - order["paid_at"]).total_seconds() / 86_400
        what = Phrase(f"scanned after {days:.1f} d", f"{days:.1f} 天后上网")
    if order["shipped_at"] is None:
        return what, Phrase("not shipped", "未发货")
    days = (order["shipped_at"] - order["paid_at"]).total_seconds() / 86_400
    return what, Phrase(f"shipped after {days:.1f} d", f"付款 {days:.1f} 天后声明发货")


def _offending(order: _Order, what: Phrase, why: Phrase, moment: str, words: Phrase) -> OffendingOrder:
    at = None if order[moment] is None else order[moment].date()
    when = Phrase("", "")
    if at is not None:
        when = words.format(day=day(at))
    stars = None if order["stars"] is None else int(order["stars"])
    return OffendingOrder(str(order["order_id"]), what, why, when, at, order["amount_usd"], stars)


def _in_words(order: _Order, met: set[str], regime: Regime) -> OffendingOrder:
    faults = [_fault(name, order, regime) for name in _WHEN if name in met][:FAULTS]
    what = Phrase(" · ".join(f.en for f in faults), " · ".join(f.zh for f in faults))
    return _offending(order, what, _why(order, met), *_when(order, met))


def _fault(condition: str, order: _Order, regime: Regime | None) -> Phrase:
    if condition == "stars":
        return Phrase(f"{order['stars']:.0f}★", f"{order['stars']:.0f} 星")
    if condition == "dsr" and regime is not None:
        items = (
            ("dsr_description", "bad.dsr_description_max", Phrase("description", "描述")),
            ("dsr_communication", "bad.dsr_communication_max", Phrase("communication", "沟通")),
            ("dsr_logistics", "bad.dsr_shipping_max", Phrase("logistics", "物流")),
        )
        low = [(order[c], name) for c, key, name in items if order[c] is not None and order[c] <= regime[key]]
        rating, name = min(low, key=lambda pair: float(pair[0]))
        return Phrase(f"{name.en} {rating:.0f}★", f"{name.zh} {rating:.0f} 星")
    if condition == "not_sold":
        if order["shipped_at"] is None:
            return Phrase("not shipped", "未发货")
        return Phrase("shipped late", "逾期发货")
    if condition == "arbitration":
        return Phrase("arbitration", "提交仲裁")
    return Phrase("no answer", "未响应纠纷")


def _why(order: _Order, met: set[str]) -> Phrase:
    if order["cancel_reason"] == "seller":
        return Phrase("Cancelled for a seller reason", "因卖家原因取消")
    if "not_sold" in met and order["shipped_at"] is None:
        return Phrase("The shipping deadline passed", "超过发货期限仍未发货")
    if order["dispute_reason"] is not None:
        ruled = order["arbitration_liable"] == "seller"
        if order["dispute_reason"] == "not_as_described":
            cause = Phrase("Not as described", "货不对版")
        elif order["first_scan_at"] is None:
            cause = Phrase("Parcel never scanned", "包裹始终未上网")
        else:
            cause = Phrase("Not received", "未收到货")
        if ruled:
            return Phrase(f"{cause.en}, seller liable", f"{cause.zh}，判卖家责任")
        return cause
    if "not_sold" in met:
        days = max((order["shipped_at"] - order["ship_by"]).days, 1)
        return Phrase(f"Shipped {days} d after the deadline", f"超过发货期限 {days} 天")
    return Phrase("Low rating, no dispute", "评分低，未提纠纷")


_CANCELLED = Phrase("cancelled {day}", "{day}取消")
_WHEN = {
    "arbitration": ("arbitration_opened_at", Phrase("submitted {day}", "{day}提交")),
    "seller_timeout": ("dispute_closed_at", Phrase("closed {day}", "{day}结束")),
    "not_sold": ("ship_by", Phrase("due {day}", "{day}到期")),
    "stars": ("review_at", Phrase("reviewed {day}", "{day}评价")),
    "dsr": ("review_at", Phrase("reviewed {day}", "{day}评价")),
}


def _when(order: _Order, met: set[str]) -> tuple[str, Phrase]:
    """The moment at which an order became a bad one, and the words for it."""
    condition = next(name for name in _WHEN if name in met)
    if condition == "not_sold" and order["cancelled_at"] is not None:
        return "cancelled_at", _CANCELLED
    return _WHEN[condition]
