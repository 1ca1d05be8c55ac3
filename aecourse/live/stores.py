"""Stores to choose from in the live views; their levers are assumptions of the course."""

from __future__ import annotations

from ..errors import CourseError
from ..language import Phrase
from ..levers import orders_in_reach
from ..simulation import Store

MAX_ORDERS = 20_000  # so that a picture follows at once for the busiest store too
STORES = {
    "middling-store": (Phrase("Middling shop", "中等店铺"), Store()),
    "price-store": (
        Phrase("Low-price shop", "低价店铺"),
        Store(orders_per_day=18, stockout_rate=0.05, handling_days=3.6, scan_delay_days=2.2,
              transit_days=27, parcel_loss_rate=0.025, description_accuracy=0.74,
              product_quality=0.66, reply_hours=22, dispute_answer_rate=0.88,
              settle_generosity=0.45, price_position=0.7, repeat_rate=0.05),
    ),
    "brand-store": (
        Phrase("Brand store", "品牌店"),
        Store(orders_per_day=11, stockout_rate=0.004, handling_days=1.2, scan_delay_days=0.7,
              transit_days=17, parcel_loss_rate=0.006, description_accuracy=0.97,
              product_quality=0.95, reply_hours=3, dispute_answer_rate=0.99,
              settle_generosity=0.8, price_position=1.3, repeat_rate=0.3),
    ),
    "small-store": (
        Phrase("Small shop", "小店"),
        Store(orders_per_day=0.3),
    ),
}  # fmt: skip


def orders_drawn(store: Store) -> int:
    """How many orders a view draws where nobody says: all that count, up to a bound."""
    return min(orders_in_reach(store), MAX_ORDERS)


def stores_with(store: Store | None, name: str | None) -> dict[str, tuple[Phrase, Store]]:
    """The stores to choose from, an own one first.

    Raises:
        CourseError: *store* is something else.
    """
    if store is None:
        return STORES
    if not isinstance(store, Store):
        raise CourseError(Phrase(
            f"store is a Store(...), not {store!r}", f"store 应为 Store(...)，而不是 {store!r}"
        ))  # fmt: skip
    own = name or "own-store"
    title = Phrase("Own store", "自定义店铺") if name is None else Phrase(name, name)
    return {own: (title, store)} | {key: it for key, it in STORES.items() if key != own}
