"""Lesson 03b: what follows from another reading of a rule, and what to mend first.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from .lesson_03 import assessment, bad, meeting

CHEAP = "price-store"


def logistics_rated_low(*, in_window: bool) -> int:
    """Orders with DSR logistics at 3 stars or fewer, bad or not, in the window or ever."""
    table, window = assessment().measurement.table, assessment().window
    low = table["dsr_logistics"] <= 3
    if in_window:
        low &= table["review_at"].between(window.start, window.end)
    return int(low.sum())


def bad_with_logistics_three() -> int:
    """Bad-experience orders if DSR logistics counted at 3 stars or fewer."""
    return bad(bad__dsr_shipping_max=3)


def new_with_logistics_three() -> int:
    """How many of them are bad under that reading only."""
    return bad_with_logistics_three() - bad()


def first_lever() -> str:
    """The condition without which the fewest orders of the price store would still be bad."""
    orders = meeting(CHEAP)

    def left(without: str) -> int:
        return len(frozenset().union(*(v for name, v in orders.items() if name != without)))

    return min(orders, key=left).replace("_", "-")
