"""What a seller can move: the levers of a store, with units and plausible bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Self

from ..base.errors import require_known
from ..base.language import Phrase
from ..base.quantities import Quantity, require
from ..base.tables import tables

REACH_DAYS = 300  # two windows of 90 days, and the longest usual way of an order to its review


LEVERS: Mapping[str, Quantity] = tables(__file__, levers=Quantity)["levers"]


@dataclass(frozen=True)
class Store:
    """A store as its levers; the defaults are a plausible middling shop.

    ``dataclasses.replace(store, stockout_rate=0.05)`` moves one lever.  Bounds and units stand in
    :data:`LEVERS`.

    Raises:
        UnknownName: no such lever; the near ones are named.
        CourseError: a lever is out of its bounds; all such levers are named at once.
    """

    orders_per_day: float = 10.0
    stockout_rate: float = 0.02
    handling_days: float = 2.5
    promised_days: float = 7.0
    scan_delay_days: float = 1.2
    transit_days: float = 22.0
    parcel_loss_rate: float = 0.01
    description_accuracy: float = 0.92
    product_quality: float = 0.88
    reply_hours: float = 9.0
    dispute_answer_rate: float = 0.96
    settle_generosity: float = 0.60
    review_rate: float = 0.45
    price_position: float = 1.0
    buyer_cancel_rate: float = 0.02
    repeat_rate: float = 0.10

    def __new__(cls, *_: float, **levers: float) -> Self:
        """Name the near levers where an unknown one is given."""
        for name in levers:
            lever(name)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        require(LEVERS, self)


def lever(name: str) -> Quantity:
    """The lever of that name.

    Raises:
        UnknownName: with the names that are near.
    """
    require_known(Phrase("lever", "经营参数"), name, LEVERS)
    return LEVERS[name]


def orders_in_reach(store: Store) -> int:
    """How many orders of *store* can still count in the longest window, or on its rolling line."""
    return ceil(store.orders_per_day * REACH_DAYS)
