"""A learner's own orders given to a view in the place of a number of synthetic ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..base.errors import CourseError
from ..orders import ensure

if TYPE_CHECKING:
    import pandas as pd


def is_table(orders: Any) -> bool:
    """Whether *orders* are orders and no number of them."""
    return hasattr(orders, "__order_table__") or hasattr(orders, "columns")


def own_table(orders: Any, store: Any = None) -> pd.DataFrame:
    """The order table of a view that shows own orders.

    Raises:
        CourseError: it is empty, or a simulated *store* was given beside it.
    """
    if store is not None:
        raise CourseError(
            "store=... is simulated and orders=... are real: give one of the two.",
            "store=... 是模拟的，orders=... 是真实订单：两者只能给一个。",
        )
    table = ensure(orders)
    if table.empty:
        raise CourseError("There is no order in this table.", "这个表里没有订单。")
    return table
