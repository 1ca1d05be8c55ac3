"""A table of the orders behind a rate, sorted by a click on a heading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ...base.language import Phrase, counted
from .facts import OffendingOrder
from .flips import Flips, side

MOST = 200
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


class OrdersTable(anywidget.AnyWidget):
    """The table; ``rows`` are cells of ``text`` to read and ``key`` to sort by (None: unknown).

    ``chosen`` is the order whose story is asked for by a click on its name.
    """

    _esm = Path(__file__).parent / "orders_table.js"
    columns = traitlets.List(traitlets.Unicode()).tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    numbers_from = traitlets.Int(NUMBERS_FROM).tag(sync=True)

    def __repr__(self) -> str:
        return f"OrdersTable({counted(len(self.rows), 'order')})"


def table_rows(
    orders: Sequence[OffendingOrder], language: str, flipped: Flips = _NONE, *, came: bool = True
) -> list[list[dict[str, Any]]]:
    """The orders as cells; ``flipped`` are those that changed side, ``came`` whether these count now."""
    return [
        [
            _cell(order.order_id),
            _cell(side(flipped, order.order_id, came=came).text(language)),
            _cell(order.what.text(language)),
            _cell(order.why.text(language)),
            _cell(order.when.text(language), order.day and order.day.isoformat()),
            _cell("" if order.amount is None else f"{order.amount:.2f}", order.amount),
            _cell("–" if order.stars is None else f"{order.stars}", order.stars),
        ]
        for order in orders
    ]


def caption(orders: Sequence[OffendingOrder], hurt: int, rate: Phrase, language: str) -> str:
    """How many of them the table shows."""
    words = WHOLE if len(orders) == hurt else CAPTION
    return words.format(some=len(orders), all=hurt, rate=rate).text(language)


_SAME = object()


def _cell(text: str, key: Any = _SAME) -> dict[str, Any]:
    return {"text": text, "key": text if key is _SAME else key}
