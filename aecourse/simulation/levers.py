"""What a seller can move: the levers of a store, with units and plausible bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import ceil
from typing import Any, Literal, Self

from ..base.errors import CourseError, unknown_name
from ..base.language import Phrase
from ..base.quantities import is_number

MOST = 1e12  # beyond every bound, and still a float
REACH_DAYS = 300  # two windows of 90 days, and the longest usual way of an order to its review

Group = Literal["fulfilment", "product", "service", "demand"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that a seller can move: its unit, its plausible bounds, and which way is worse."""

    name: str
    group: Group
    label: Phrase
    meaning: Phrase
    unit: Literal["share", "days", "hours", "orders/day", "ratio"]
    low: float
    high: float
    step: float
    worse: int  # +1: more is worse, -1: less is worse, 0: neither


def _lever(
    name: str,
    group: Group,
    en: str,
    zh: str,
    unit: Any,
    low: float,
    high: float,
    step: float,
    worse: int,
    meaning_en: str,
    meaning_zh: str,
) -> Lever:
    return Lever(name, group, Phrase(en, zh), Phrase(meaning_en, meaning_zh), unit, low, high, step, worse)


LEVERS: Mapping[str, Lever] = {
    lever.name: lever
    for lever in (
        _lever(
            "stockout_rate",
            "fulfilment",
            "Out of stock",
            "缺货率",
            "share",
            0,
            0.3,
            0.005,
            +1,
            "share of paid orders that cannot be shipped",
            "付款后无货可发的订单占比",
        ),
        _lever(
            "handling_days",
            "fulfilment",
            "Handling time",
            "备货时长",
            "days",
            0.2,
            12,
            0.1,
            +1,
            "mean days from payment to the declared shipment",
            "从付款到声明发货的平均天数",
        ),
        _lever(
            "promised_days",
            "fulfilment",
            "Promised shipping time",
            "承诺发货期",
            "days",
            1,
            30,
            1,
            0,
            "days from payment to the shipping deadline",
            "从付款到发货期限的天数",
        ),
        _lever(
            "scan_delay_days",
            "fulfilment",
            "Scan delay",
            "上网延迟",
            "days",
            0,
            10,
            0.1,
            +1,
            "mean days from the declared shipment to the carrier's first scan",
            "从声明发货到物流首条信息的平均天数",
        ),
        _lever(
            "transit_days",
            "fulfilment",
            "Transit time",
            "运输时长",
            "days",
            3,
            80,
            1,
            +1,
            "mean days from the first scan to delivery",
            "从上网到妥投的平均天数",
        ),
        _lever(
            "parcel_loss_rate",
            "fulfilment",
            "Parcels lost",
            "丢包率",
            "share",
            0,
            0.2,
            0.005,
            +1,
            "share of parcels that never arrive",
            "寄出后始终未到的包裹占比",
        ),
        _lever(
            "description_accuracy",
            "product",
            "Description accuracy",
            "描述准确度",
            "share",
            0,
            1,
            0.01,
            -1,
            "how far the listing tells what the buyer will get",
            "商品页说的和买家收到的有多一致",
        ),
        _lever(
            "product_quality",
            "product",
            "Product quality",
            "商品品质",
            "share",
            0,
            1,
            0.01,
            -1,
            "how well the goods are made",
            "商品本身做得好不好",
        ),
        _lever(
            "price_position",
            "product",
            "Price against market",
            "价格水平",
            "ratio",
            0.5,
            2,
            0.05,
            0,
            "price divided by the usual price of such goods",
            "售价与同类商品市场价之比",
        ),
        _lever(
            "reply_hours",
            "service",
            "Reply time",
            "回复时长",
            "hours",
            0.5,
            96,
            0.5,
            +1,
            "mean hours until a buyer's message is answered",
            "回复买家消息的平均小时数",
        ),
        _lever(
            "dispute_answer_rate",
            "service",
            "Disputes answered in time",
            "按时响应纠纷",
            "share",
            0,
            1,
            0.01,
            -1,
            "share of disputes answered before the deadline",
            "在期限内响应的纠纷占比",
        ),
        _lever(
            "settle_generosity",
            "service",
            "Settles generously",
            "协商让步",
            "share",
            0,
            1,
            0.01,
            -1,
            "how far the seller meets a buyer in a dispute",
            "纠纷协商时愿意让步的程度",
        ),
        _lever(
            "orders_per_day",
            "demand",
            "Orders a day",
            "日均订单",
            "orders/day",
            0.2,
            20_000,
            0.2,
            0,
            "paid orders a day",
            "每天付款的订单数",
        ),
        _lever(
            "review_rate",
            "demand",
            "Buyers who review",
            "留评率",
            "share",
            0,
            1,
            0.01,
            0,
            "share of received orders that are reviewed",
            "收货后留下评价的订单占比",
        ),
        _lever(
            "buyer_cancel_rate",
            "demand",
            "Buyers who cancel",
            "买家取消率",
            "share",
            0,
            0.3,
            0.005,
            0,
            "share of paid orders cancelled for the buyer's own reason",
            "因买家自身原因取消的订单占比",
        ),
        _lever(
            "repeat_rate",
            "demand",
            "Returning buyers",
            "回头客占比",
            "share",
            0,
            0.8,
            0.01,
            0,
            "share of orders by buyers who bought before",
            "由老买家下的订单占比",
        ),
    )
}


@dataclass(frozen=True)
class Store:
    """A store as its levers; the defaults are a plausible middling shop.

    ``dataclasses.replace(store, stockout_rate=0.05)`` moves one lever.  Bounds and units stand in
    :data:`LEVERS`.

    Raises:
        UnknownName: no such lever; the near ones are named.
        CourseError: a lever is out of its bounds; all such levers are named at once.
    """

    orders_per_day: float = 10.0
    stockout_rate: float = 0.02
    handling_days: float = 2.5
    promised_days: float = 7.0
    scan_delay_days: float = 1.2
    transit_days: float = 22.0
    parcel_loss_rate: float = 0.01
    description_accuracy: float = 0.92
    product_quality: float = 0.88
    reply_hours: float = 9.0
    dispute_answer_rate: float = 0.96
    settle_generosity: float = 0.60
    review_rate: float = 0.45
    price_position: float = 1.0
    buyer_cancel_rate: float = 0.02
    repeat_rate: float = 0.10

    def __new__(cls, *_: float, **levers: float) -> Self:
        """Name the near levers where an unknown one is given."""
        for name in levers:
            lever(name)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        faults = [f for f in (lever_fault(x.name, getattr(self, x.name)) for x in fields(self)) if f]
        if faults:
            raise CourseError("; ".join(f.en for f in faults), "；".join(f.zh for f in faults))


def lever(name: str) -> Lever:
    """The lever of that name.

    Raises:
        UnknownName: with the names that are near.
    """
    if name not in LEVERS:
        raise unknown_name(Phrase("lever", "经营参数"), name, LEVERS)
    return LEVERS[name]


def lever_fault(name: str, value: object) -> Phrase | None:
    """What is wrong with *value* for a lever, with its bounds and a guess at the slip; or None."""
    it = lever(name)
    if not is_number(value):
        return Phrase(
            f"{name} must be a number ({it.unit}), not {value!r:.80}",
            f"{name}（{it.label.zh}）应是数字，而不是 {value!r:.80}",
        )
    given: Any = value
    number = float(min(max(given, -MOST), MOST))
    if it.low <= number <= it.high:
        return None
    guess = None
    if it.unit == "share" and it.low <= number / 100 <= it.high:
        guess = number / 100
    elif it.unit == "days" and it.low <= number / 24 <= it.high:
        guess = number / 24  # hours where days were meant
    hint = "" if guess is None else f"; did you mean {guess:g}?"
    hint_zh = "" if guess is None else f"，是不是想写 {guess:g}？"
    what, what_zh = ("a share", "占比") if it.unit == "share" else (f"a number of {it.unit}", it.label.zh)
    return Phrase(
        f"{name} must be {what} between {it.low:g} and {it.high:g}, not {number:g}{hint}",
        f"{name}（{it.label.zh}）是 {it.low:g} 到 {it.high:g} 之间的{what_zh}，不能是 {number:g}{hint_zh}",
    )


def orders_in_reach(store: Store) -> int:
    """How many orders of *store* can still count in the longest window, or on its rolling line."""
    return ceil(store.orders_per_day * REACH_DAYS)
