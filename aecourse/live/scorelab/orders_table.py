"""The orders behind a rate as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...base.language import Phrase
from ..orders_table import cell
from .facts import Flips, OffendingOrder
from .flips import side

NUMBERS_FROM = 5  # the columns from here on are numbers
COLUMNS = (
    Phrase("Order", "订单号"),
    Phrase("Side", "变化"),
    Phrase("What happened", "发生了什么"),
    Phrase("Why", "原因"),
    Phrase("When it counted", "计入时间"),
    Phrase("Amount, USD", "金额（美元）"),
    Phrase("Stars", "星级"),
)
CAPTION = Phrase(
    "{rate}: {some} of the {all:order} that count against it", "{rate}：{all} 笔拖后腿的订单，列出 {some} 笔"
)
WHOLE = Phrase("{rate}: all {all:order} that count against it", "{rate}：全部 {all} 笔拖后腿的订单")


_NONE = Flips()


def table_rows(
    orders: Sequence[OffendingOrder], language: str, flipped: Flips = _NONE, *, came: bool = True
) -> list[list[dict[str, Any]]]:
    """The orders as cells; ``flipped`` are those that changed side, ``came`` whether these count now."""
    return [
        [
            cell(order.order_id),
            cell(side(flipped, order.order_id, came=came).text(language)),
            cell(order.what.text(language)),
            cell(order.why.text(language)),
            cell(order.when.text(language), order.day and order.day.isoformat()),
            cell("" if order.amount is None else f"{order.amount:.2f}", order.amount),
            cell("–" if order.stars is None else f"{order.stars}", order.stars),
        ]
        for order in orders
    ]


def caption(orders: Sequence[OffendingOrder], hurt: int, rate: Phrase, language: str) -> str:
    """How many of them the table shows."""
    words = WHOLE if len(orders) == hurt else CAPTION
    return words.format(some=len(orders), all=hurt, rate=rate).text(language)
