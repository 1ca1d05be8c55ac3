"""The orders of a month from the simulator, the money that they bring, and who is waiting."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from ...orders.calendar import DAY
from ...simulation.orders import Store, simulate
from .choices import Choice
from .dilemmas import Effect
from .fortune import CROWD, keenness, order_seed
from .seasons import season
from .terms import month_days, month_end, term

if TYPE_CHECKING:
    import pandas as pd


_MOST_UNSHIPPED = 0.3


def store_of(choice: Choice, quality: float, number: int, oversold: float, felt: Effect, *, trouble: bool) -> Store:
    """The month's choices and what is *felt* of answers as levers of the simulator.

    *oversold* is the share of orders without goods.
    """
    delay = term("trouble_days") if trouble else 0.0
    delay += season(number).jam.get(choice.carrier, 0.0) + felt.delay_days
    return Store(
        orders_per_day=CROWD / month_days(number),
        stockout_rate=min(oversold + felt.unshipped, _MOST_UNSHIPPED),
        handling_days=2.0,
        scan_delay_days=choice.post.scan_days + felt.scan_days,
        transit_days=choice.post.transit_days + delay,
        parcel_loss_rate=choice.post.lost + felt.lost,
        description_accuracy=_share(choice.pages.accuracy + felt.accuracy),
        product_quality=_share(quality + felt.quality),
        reply_hours=choice.service.hours,
        dispute_answer_rate=_share(choice.service.answered + felt.answered),
        settle_generosity=_share(choice.service.generosity + felt.generosity),
        price_position=choice.price,
    )


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def orders_of(store: Store, seed: int, number: int, taken: int, stock: int, category: str) -> pd.DataFrame:
    """The orders of a month: the keenest *taken* of its crowd; no more leave than are in stock."""
    import numpy as np

    letter = chr(ord("A") + number - 1)
    whole = simulate(
        store, orders=CROWD, seed=order_seed(seed, number), until=month_end(number), category=category, store_id=letter
    )
    rank = keenness(seed, number)
    chosen = rank < taken
    leaves = whole["shipped_at"].notna().to_numpy() & chosen
    surplus = int(leaves.sum()) - stock
    if surplus > 0:
        last = np.sort(rank[leaves])[-surplus]
        chosen &= ~(leaves & (rank >= last))
    table: pd.DataFrame = whole.loc[chosen].reset_index(drop=True)
    table["store_id"] = "year"
    table["buyer_id"] = letter + table["buyer_id"].astype("str")
    table["amount_usd"] = round(store.price_position * term("usual_price"), 2)
    return table


def joined(before: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """The orders so far and those of a month as one table."""
    import pandas as pd

    if fresh.empty:
        return before
    return fresh if before.empty else pd.concat([before, fresh], ignore_index=True)


def payments(orders: pd.DataFrame, net: float) -> tuple[Any, Any]:
    """When each shipped order is paid out, and how much: nothing where all was given back."""
    import numpy as np

    shipped = orders["shipped_at"].notna().to_numpy()
    end = orders["dispute_end"].astype("object").to_numpy()
    liable = (orders["arbitration_liable"] == "seller").to_numpy()
    share = np.ones(len(orders))
    share[end == "settled"] = 1 - term("settled_refund")
    share[(end == "seller_timeout") | ((end == "arbitration") & liable)] = 0.0
    at = orders["receipt_at"].fillna(orders["dispute_closed_at"]).to_numpy()
    return at[shipped].astype("datetime64[us]"), net * share[shipped]


def good_reviews(orders: pd.DataFrame, number: int) -> int:
    """Buyers whose 4 or 5 stars took effect in month *number*."""
    import numpy as np

    first = np.datetime64(month_end(number).replace(day=1))
    end = after(number)
    at, stars = orders["review_at"].to_numpy(), orders["stars"].to_numpy()
    return int(((at >= first) & (at < end) & (stars >= 4)).sum())


def open_disputes(orders: pd.DataFrame, number: int) -> int:
    """Disputes open at the end of month *number*."""
    end = after(number)
    opened, closed = orders["dispute_opened_at"].to_numpy(), orders["dispute_closed_at"].to_numpy()
    return int(((opened < end) & ~(closed < end)).sum())


def after(number: int) -> Any:
    """The first instant after month *number*, as numpy reckons it."""
    import numpy as np

    return np.datetime64(datetime.combine(month_end(number) + DAY, time()), "us")
