"""What buyers write and when the seller replies: two more columns, for rules that count replies.

The reply time is the store's own lever.  How many buyers write, and when, no source tells: those
shares are illustrative, and are drawn apart from the orders, which stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.tables import tables
from .assumptions import Group
from .levers import Store
from .orders import waiting

if TYPE_CHECKING:
    import pandas as pd

ASSUMED: Group = tables(__file__, groups=Group)["groups"]["messages"]
_KEY = 24  # keeps this luck apart from the simulator's


def with_messages(orders: pd.DataFrame, store: Store, *, seed: int = 1) -> pd.DataFrame:
    """*orders* of *store* with ``message_at`` and ``replied_at``; the table itself is not changed.

    One message an order at most.  The mean of the replies is the store's ``reply_hours``.
    """
    import numpy as np
    import pandas as pd

    def days(many: object) -> pd.Series:
        return pd.Series(pd.to_timedelta(np.asarray(many) * 24 * 60 * 60, unit="s"), orders.index).dt.floor("s")

    writes, when, wait = np.random.default_rng([seed, _KEY]).random((3, len(orders)), dtype=np.float32)
    share, latest = (ASSUMED.entries[name].value for name in ("buyers_who_write", "message_within_days"))
    message = (orders["paid_at"] + days(when * latest)).where(writes < share)
    return orders.assign(message_at=message, replied_at=message + days(waiting(store.reply_hours / 24, wait)))
