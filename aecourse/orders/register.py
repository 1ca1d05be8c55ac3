"""The columns of the order table: names, types, units, meanings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..base.language import Phrase
from ..base.vocabulary import CATEGORIES, DISPUTE_ENDS

PLATFORM_CLOCK = "America/Los_Angeles"  # all times of an order table are on it

Kind = Literal["text", "time", "number", "stars", "flag", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the order table: name, type, unit, meaning; ``required`` = never missing."""

    name: str
    kind: Kind
    meaning: Phrase
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


def _column(
    name: str, kind: Kind, en: str, zh: str, *, unit: str = "", choices: tuple[str, ...] = (), required: bool = False
) -> Column:
    return Column(name, kind, Phrase(en, zh), unit, choices, required)


COLUMNS: tuple[Column, ...] = (
    _column("order_id", "text", "order number", "订单号", required=True),
    _column("store_id", "text", "store", "店铺", required=True),
    _column("buyer_id", "text", "buyer", "买家", required=True),
    _column("product_id", "text", "product", "商品"),
    _column("category", "choice", "category group", "类目", choices=CATEGORIES),
    _column("destination", "text", "country of the buyer (ISO code)", "收货国家（ISO 代码）"),
    _column("amount_usd", "number", "what the buyer paid", "买家实付金额", unit="USD"),
    _column("paid_at", "time", "payment approved", "付款审核通过", required=True),
    _column("ship_by", "time", "the seller's shipping deadline", "发货期限"),
    _column("shipped_at", "time", "seller declared full shipment", "卖家声明全部发货"),
    _column("first_scan_at", "time", "carrier's first event (online)", "物流首条信息（上网）"),
    _column("delivered_at", "time", "parcel delivered", "妥投"),
    _column("receipt_at", "time", "receipt confirmed or timed out", "确认收货或确认收货超时"),
    _column("receipt", "choice", "how receipt ended", "收货方式", choices=("confirmed", "timeout")),
    _column("cancelled_at", "time", "successful cancellation", "成功取消订单"),
    _column("cancel_reason", "choice", "whose reason it was", "取消原因归属", choices=("seller", "buyer")),
    _column("dispute_opened_at", "time", "the buyer opens a dispute", "买家提起纠纷"),
    _column("dispute_changed_at", "time", "the buyer changes the dispute", "买家修改纠纷"),
    _column("dispute_reason", "choice", "kind of dispute", "纠纷类型", choices=("not_received", "not_as_described")),
    _column("seller_responded_at", "time", "the seller answers the dispute", "卖家响应纠纷"),
    _column("dispute_closed_at", "time", "the dispute ends", "纠纷结束"),
    _column("dispute_end", "choice", "how the dispute ended", "纠纷结果", choices=DISPUTE_ENDS),
    _column("arbitration_opened_at", "time", "submitted to arbitration", "仲裁提起"),
    _column("arbitration_closed_at", "time", "arbitration closed", "仲裁结束"),
    _column("arbitration_liable", "choice", "whom the ruling holds liable", "仲裁责任方", choices=("seller", "buyer")),
    _column("review_at", "time", "the review takes effect", "评价生效"),
    _column("review_timeout_at", "time", "the review period runs out", "评价超时"),
    _column("stars", "stars", "overall rating", "总评", unit="stars"),
    _column("dsr_description", "stars", "DSR item as described", "DSR 商品描述", unit="stars"),
    _column("dsr_communication", "stars", "DSR communication", "DSR 卖家沟通", unit="stars"),
    _column("dsr_logistics", "stars", "DSR logistics", "DSR 物流服务", unit="stars"),
    _column("exempt", "flag", "excused from dispute and logistics metrics", "免责"),
)

# Columns that few tables have and few metrics need; absent, it happened to no order.
OPTIONAL: tuple[Column, ...] = (
    _column("message_at", "time", "the buyer's message (optional column)", "买家来信（可选列）"),
    _column("replied_at", "time", "the seller's reply (optional column)", "卖家回复（可选列）"),
    _column("custom_goods", "flag", "made to order (optional column)", "定制商品（可选列）"),
    _column(
        "mode",
        "choice",
        "how the store is run (optional column)",
        "店铺模式（可选列）",
        choices=("pop", "semi_managed", "fully_managed"),
    ),
    _column(
        "handover",
        "choice",
        "how a semi-managed order is handed over (optional column)",
        "半托管订单的交货方式（可选列）",
        choices=("pickup", "self_delivery"),
    ),
    _column("listed_at", "time", "the product was listed (optional column)", "商品上架（可选列）"),
    _column(
        "sold_last_month",
        "number",
        "sales of the product in the calendar month before (optional column)",
        "商品上一自然月销量（可选列）",
        unit="orders",
    ),
    _column("carrier_line", "text", "the line of logistics (optional column)", "物流线路（可选列）"),
)

REGISTER = {column.name: column for column in COLUMNS}
EVERY = {column.name: column for column in (*COLUMNS, *OPTIONAL)}
TIMES = tuple(column.name for column in COLUMNS if column.kind == "time")
