"""What buyers write and when the seller replies: two more columns, for rules that count replies.

The reply time is the store's own lever.  How many buyers write, and when, no source tells: those
shares are illustrative, and are drawn apart from the orders, which stay as they are.
"""

from __future__ import annotations

from typing import Any

from ..base.tables import tables
from ..orders.columnar import ColumnarOrders, Values, WithColumns
from .assumptions import Group
from .levers import Store
from .orders import DrawnOrders, waiting_time

ASSUMED: Group = tables(__file__, groups=Group)["groups"]["messages"]
_KEY = 24  # keeps this luck apart from the simulator's


def with_messages(orders: DrawnOrders, store: Store, *, seed: int = 1) -> ColumnarOrders:
    """*orders* of *store* with ``message_at`` and ``replied_at``.

    One message an order at most.  The mean of the replies is the store's ``reply_hours``.
    """
    import numpy as np

    writes, when, wait = np.random.default_rng([seed, _KEY]).random((3, len(orders)), dtype=np.float32)
    share, latest = (ASSUMED.entries[name].value for name in ("buyers_who_write", "message_within_days"))
    written = writes < share
    message = np.where(written, orders.paid_at + _seconds(when * latest), np.datetime64("NaT"))
    replied = message + _seconds(waiting_time(store.reply_hours / 24, wait))
    return WithColumns(orders, {"message_at": Values(message, written), "replied_at": Values(replied, written)})


def _seconds(days: Any) -> Any:
    """Days as whole seconds."""
    return (days * 24 * 60 * 60).astype("timedelta64[s]")
