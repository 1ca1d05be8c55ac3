"""What buyers write and when the seller replies: two more columns, for rules that count replies.

The reply time is the store's own lever.  How many buyers write, and when, no source tells: those
shares are illustrative, and are drawn apart from the orders, which stay as they are.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..base.tables import tables
from ..orders.columnar import ColumnarOrders, Values
from .assumptions import Group
from .levers import Store
from .orders import DrawnOrders, waiting

if TYPE_CHECKING:
    import pandas as pd

ASSUMED: Group = tables(__file__, groups=Group)["groups"]["messages"]
_KEY = 24  # keeps this luck apart from the simulator's


class OrdersWithMessages(ColumnarOrders):
    """*orders* of *store* with ``message_at`` and ``replied_at``.

    One message an order at most.  The mean of the replies is the store's ``reply_hours``.
    """

    def __init__(self, orders: DrawnOrders, store: Store, *, seed: int = 1) -> None:
        import numpy as np

        self._orders = orders
        writes, when, wait = np.random.default_rng([seed, _KEY]).random((3, len(orders)), dtype=np.float32)
        share, latest = (ASSUMED.entries[name].value for name in ("buyers_who_write", "message_within_days"))
        written = writes < share
        message = np.where(written, orders.paid_at + _seconds(when * latest), np.datetime64("NaT"))
        replied = message + _seconds(waiting(store.reply_hours / 24, wait))
        self._messages = {"message_at": Values(message, written), "replied_at": Values(replied, written)}

    def __len__(self) -> int:
        return len(self._orders)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The orders as a pandas table."""
        return self._orders.table.assign(**{name: column.data for name, column in self._messages.items()})

    def array(self, name: str) -> Any:
        """A column as pandas holds it."""
        return self._messages[name].data if name in self._messages else self._orders.array(name)

    def codes(self, name: str) -> Any:
        """A number for each different text of a column."""
        return self._orders.codes(name)

    def column(self, name: str) -> Values | None:
        """A column of the register; None for an optional one that is not there."""
        return self._messages.get(name) or self._orders.column(name)


def _seconds(days: Any) -> Any:
    """Days as whole seconds."""
    return (days * 24 * 60 * 60).astype("timedelta64[s]")
