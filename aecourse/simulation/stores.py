"""Stores to choose from in the live views; their levers are assumptions of the course."""

from __future__ import annotations

from typing import Any

from ..base.errors import CourseError, brief
from ..base.language import Phrase
from ..base.quantities import whole
from .levers import REACH_DAYS, orders_in_reach
from .orders import Store

MAX_ORDERS = 20_000  # so that a picture follows at once
BUSIEST = MAX_ORDERS // REACH_DAYS  # orders a day; with more, the bound would empty the window
LONGEST_NAME = 40

LOW_PRICE = Store(
    orders_per_day=18,
    stockout_rate=0.05,
    handling_days=3.6,
    scan_delay_days=2.2,
    transit_days=27,
    parcel_loss_rate=0.025,
    description_accuracy=0.74,
    product_quality=0.66,
    reply_hours=22,
    dispute_answer_rate=0.88,
    settle_generosity=0.45,
    price_position=0.7,
    repeat_rate=0.05,
)
"""The low-price shop of lesson 09: there is much to mend in it.  Its levers are assumptions."""

STORES = {
    "middling-store": (Phrase("Middling shop", "中等店铺"), Store()),
    "price-store": (Phrase("Low-price shop", "低价店铺"), LOW_PRICE),
    "brand-store": (
        Phrase("Brand store", "品牌店"),
        Store(
            orders_per_day=11,
            stockout_rate=0.004,
            handling_days=1.2,
            scan_delay_days=0.7,
            transit_days=17,
            parcel_loss_rate=0.006,
            description_accuracy=0.97,
            product_quality=0.95,
            reply_hours=3,
            dispute_answer_rate=0.99,
            settle_generosity=0.8,
            price_position=1.3,
            repeat_rate=0.3,
        ),
    ),
    "small-store": (Phrase("Small shop", "小店"), Store(orders_per_day=0.3)),
}


def orders_asked(orders: object) -> int | None:
    """*orders*, if a view can draw so many; None leaves it to the view.

    Raises:
        CourseError: it is no whole number, or too many.
    """
    return None if orders is None else whole("orders", orders, MAX_ORDERS)


def orders_drawn(store: Store, orders: int | None = None) -> int:
    """How many orders a view draws: as many as *orders* says, else all that can count.

    Raises:
        CourseError: nobody says how many, and *store* has more than a view can draw.
    """
    if orders is not None:
        return orders
    if store.orders_per_day > BUSIEST:
        raise CourseError(
            f"a live view draws all orders of a store up to {BUSIEST} a day, not "
            f"{store.orders_per_day:g}; give orders=... to say how many to draw, or use simulate "
            "and assess",
            f"互动视图能画出每天不超过 {BUSIEST} 笔的店铺的全部订单，这家店每天 "
            f"{store.orders_per_day:g} 笔；请用 orders=... 指定画多少笔，或改用 simulate 和 assess",
        )
    return orders_in_reach(store)


def checked_name(name: Any) -> str:
    """*name*, if it can stand in a heading.

    Raises:
        CourseError: it is no text, empty, too long, or more than a line.
    """
    fits = isinstance(name, str) and bool(name.strip()) and len(name) <= LONGEST_NAME
    if not fits or not name.isprintable():
        raise CourseError(
            f"a store's name must be one line of up to {LONGEST_NAME} characters, not {brief(name)}",
            f"店铺名称应为一行、不超过 {LONGEST_NAME} 个字符，而不是 {brief(name)}",
        )
    return str(name)


def stores_with(store: Store | None, name: str | None) -> dict[str, tuple[Phrase, Store]]:
    """The stores to choose from, an own one first.

    Raises:
        CourseError: *store* is something else, or *name* cannot stand in a heading.
    """
    own = "own-store" if name is None else checked_name(name)
    if store is None:
        return STORES
    if not isinstance(store, Store):
        raise CourseError(
            f"store must be a Store(...), not {brief(store)}", f"store 应为 Store(...)，而不是 {brief(store)}"
        )
    title = Phrase("Own store", "自定义店铺") if name is None else Phrase(name, name)
    return {own: (title, store)} | {key: it for key, it in STORES.items() if key != own}
