"""What a diagnosis can name: where a problem sits, what causes it, what shows it, what mends it.

**Everything here is illustrative**: which causes there are, how strong they are and what a measure
costs are choices of the course, not figures of the platform.  A cause moves one lever of the
simulator in one segment of the store; a measure puts levers back to the store's ordinary level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...base.language import Phrase
from ...base.texts import texts
from ...scoring.events import event, is_value
from ...scoring.metrics import METRICS, Metric


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column of the order table by which a store can be taken apart."""

    column: str
    name: Phrase
    names: Mapping[str, Phrase]

    def label(self, value: object) -> Phrase:
        """The name of one of its segments; a value without a name of its own is shown as it is."""
        return self.names.get(str(value), Phrase(str(value), str(value)))


def _countries() -> dict[str, Phrase]:
    pairs = {
        "RU": ("Russia", "俄罗斯"),
        "BR": ("Brazil", "巴西"),
        "US": ("United States", "美国"),
        "ES": ("Spain", "西班牙"),
        "FR": ("France", "法国"),
        "IL": ("Israel", "以色列"),
        "PL": ("Poland", "波兰"),
        "UA": ("Ukraine", "乌克兰"),
        "NL": ("Netherlands", "荷兰"),
        "CL": ("Chile", "智利"),
    }
    return {code: Phrase(*words) for code, words in pairs.items()}


DIMENSIONS: Mapping[str, Dimension] = {
    d.column: d
    for d in (
        Dimension("destination", Phrase("destination", "买家国家"), _countries()),
        Dimension(
            "category",
            Phrase("category", "类目"),
            {
                "bags_shoes": Phrase("bags and shoes", "箱包鞋类"),
                "home": Phrase("home", "家居"),
                "sports": Phrase("sports", "运动户外"),
                "toys": Phrase("toys", "玩具"),
            },
        ),
        Dimension("product_id", Phrase("product", "商品"), {}),
        Dimension("supplier", Phrase("supplier", "供应商"), {}),
        Dimension("carrier", Phrase("carrier", "物流商"), {}),
        Dimension("week", Phrase("week of payment", "付款周"), {}),
    )
}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a segment does badly: the lever that is out of place there, and the trace that it leaves.

    ``metric`` shows it first; ``reason`` is the id of the trace in the orders that tells it from
    causes that hurt the same metric.
    """

    id: str
    name: Phrase
    lever: str
    value: float
    column: str
    metric: str
    reason: str


def _cause(id: str, lever: str, value: float, column: str, metric: str, reason: str, en: str, zh: str) -> Cause:
    return Cause(id, Phrase(en, zh), lever, value, column, metric, reason)


CAUSES: Mapping[str, Cause] = {
    cause.id: cause
    for cause in (
        _cause(
            "out_of_stock",
            "stockout_rate",
            0.06,
            "category",
            "not_sold_rate",
            "never_shipped",
            "the goods are often out of stock",
            "经常缺货",
        ),
        _cause(
            "short_promise",
            "promised_days",
            3.5,
            "category",
            "not_sold_rate",
            "quick_but_late",
            "the shipping time promised is too short",
            "承诺的发货期太短",
        ),
        _cause(
            "packing_jam",
            "handling_days",
            4.4,
            "week",
            "not_sold_rate",
            "slow_and_late",
            "more orders came in than could be packed",
            "爆单，打包跟不上",
        ),
        _cause(
            "late_scans",
            "scan_delay_days",
            2.2,
            "carrier",
            "online_rate_5d",
            "scanned_late",
            "the carrier scans parcels days after the handover",
            "物流商收货后迟迟不扫描上网",
        ),
        _cause(
            "lost_parcels",
            "parcel_loss_rate",
            0.08,
            "carrier",
            "nr_rate",
            "never_delivered",
            "parcels get lost",
            "丢包",
        ),
        _cause(
            "slow_line",
            "transit_days",
            32,
            "destination",
            "nr_rate",
            "delivered_late",
            "the line takes too long",
            "物流线路太慢",
        ),
        _cause(
            "no_answers",
            "dispute_answer_rate",
            0.30,
            "destination",
            "unanswered_rate",
            "ran_out",
            "nobody answers the disputes",
            "纠纷没人响应",
        ),
        _cause(
            "slow_replies",
            "reply_hours",
            48,
            "destination",
            "dsr_communication",
            "low_communication",
            "messages are answered after days",
            "消息几天后才回",
        ),
        _cause(
            "hard_line",
            "settle_generosity",
            0.05,
            "category",
            "arbitration_rate",
            "ended_in_arbitration",
            "buyers in a dispute are offered nothing",
            "纠纷里寸步不让",
        ),
        _cause(
            "wrong_listing",
            "description_accuracy",
            0.40,
            "product_id",
            "snad_rate",
            "one_product",
            "the listing promises what the goods are not",
            "商品页与实物不符",
        ),
        _cause(
            "poor_goods",
            "product_quality",
            0.45,
            "supplier",
            "snad_rate",
            "whole_supplier",
            "the supplier delivers poor goods",
            "供应商的货质量差",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a seller can do in a segment: the levers it puts right, and its cost in USD (illustrative)."""

    id: str
    name: Phrase
    mends: tuple[str, ...]
    fixed: float
    per_order: float
    warning: Phrase | None = None

    def cost(self, orders: int) -> float:
        """USD for a segment of so many orders, rounded to ten."""
        return round((self.fixed + self.per_order * orders) / 10) * 10.0


def _measure(
    id: str, mends: tuple[str, ...], fixed: float, per_order: float, en: str, zh: str, warning: Phrase | None = None
) -> Measure:
    return Measure(id, Phrase(en, zh), mends, fixed, per_order, warning)


MEASURES: Mapping[str, Measure] = {
    measure.id: measure
    for measure in (
        _measure(
            "keep_stock",
            ("stockout_rate",),
            100,
            0.5,
            "keep a reserve, take sold-out goods off sale",
            "备安全库存，卖完即下架",
        ),
        _measure(
            "honest_promise",
            ("promised_days",),
            40,
            0.2,
            "promise a shipping time that can be kept",
            "把发货期设成做得到的天数",
        ),
        _measure(
            "second_shift",
            ("handling_days",),
            150,
            1.0,
            "hire a second packing shift in such weeks",
            "爆单周加一班打包人手",
        ),
        _measure("change_carrier", ("scan_delay_days", "parcel_loss_rate"), 60, 0.6, "change the carrier", "换物流商"),
        _measure("faster_line", ("transit_days",), 60, 1.0, "book a faster line", "换更快的线路"),
        _measure(
            "dispute_desk",
            ("dispute_answer_rate",),
            120,
            0.3,
            "put somebody in charge of the disputes",
            "安排专人处理纠纷",
        ),
        _measure("reply_desk", ("reply_hours",), 120, 0.4, "answer messages within a day", "消息当天回复"),
        _measure(
            "fair_offers",
            ("settle_generosity",),
            80,
            0.3,
            "make fair offers before arbitration",
            "仲裁之前给出合理方案",
        ),
        _measure(
            "rewrite_listing",
            ("description_accuracy",),
            80,
            0.3,
            "rewrite the listing to what the goods are",
            "按实物重写商品页",
        ),
        _measure(
            "better_goods",
            ("product_quality",),
            100,
            0.8,
            "inspect the goods, change the supplier if need be",
            "加强质检，必要时换供应商",
        ),
        _measure(
            "advertise",
            (),
            200,
            0.4,
            "advertise more",
            "加大广告投放",
            Phrase("More orders through the same fault are more bad orders.", "毛病没治就放量，只会多出更多的坏单。"),
        ),
        _measure(
            "talk_round",
            (),
            20,
            0.1,
            "talk buyers into withdrawing or into another reason",
            "劝买家撤销或改纠纷原因",
            Phrase(
                "This games the metric: it leaves the cause alone, and it can be punished.",
                "这是刷指标：病因还在，而且可能被处罚。",
            ),
        ),
    )
}

_TEXTS = texts(__file__)
REASONS = _TEXTS["reasons"]

EMPTY_REASONS: Mapping[str, Phrase] = {
    "highest_bar": Phrase(
        "The highest bar is often a small group with bad luck. Look at its interval, and at what "
        "happened to the orders.",
        "比率最高的，往往只是单量小、运气差。要看区间，还要看这些订单到底出了什么事。",
    ),
    "most_orders": Phrase(
        "The largest group has the most orders of every kind. Compare rates, not counts.",
        "单量最大的一组，什么订单都最多。该比的是比率，不是笔数。",
    ),
}

# No regime has this rate (the grade of 2015 counts such orders among the bad ones); the course takes
# it as a thermometer, because a dispute that ran out is the seller's own doing.
UNANSWERED = Metric(
    "unanswered_rate",
    (
        event(
            "ran_out",
            "dispute_closed_at",
            "ended by the seller's silence",
            "卖家未响应而结束",
            is_value("dispute_end", "seller_timeout"),
        ),
    ),
    (event("ended", "dispute_closed_at", "dispute ended", "纠纷结束"),),
    own_name=Phrase("Disputes left unanswered", "纠纷未响应率"),
)

# What the explorer offers, in the order of an order's life.  Each belongs to a regime of its own;
# here they are thermometers over all orders of the table, not one regime's verdict.
THERMOMETERS: Mapping[str, Metric] = {
    id: METRICS.get(id, UNANSWERED)
    for id in (
        "odr",
        "not_sold_rate",
        "online_rate_5d",
        "nr_rate",
        "snad_rate",
        "unanswered_rate",
        "arbitration_rate",
        "positive_rate",
        "dsr_description",
        "dsr_communication",
        "dsr_logistics",
    )
}
