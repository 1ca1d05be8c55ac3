"""What an order table is: its columns, what makes it impossible, and how it is read.

One row is one order.  Times are naive timestamps in platform time (US Pacific).  A missing value
means that it did not happen.
"""

from __future__ import annotations

from .door import conform, ensure, in_order, opened, refuse_unlisted, unlisted
from .faults import Fault, InvalidOrders
from .files import load_sample, read_orders, samples, write_orders
from .impossible import IMPOSSIBLE, Impossible
from .register import CATEGORIES, COLUMNS, OPTIONAL, REGISTER, TIMES, Column
from .validation import validate

__all__ = [
    "CATEGORIES",
    "COLUMNS",
    "IMPOSSIBLE",
    "OPTIONAL",
    "REGISTER",
    "TIMES",
    "Column",
    "Fault",
    "Impossible",
    "InvalidOrders",
    "conform",
    "ensure",
    "in_order",
    "load_sample",
    "opened",
    "read_orders",
    "refuse_unlisted",
    "samples",
    "unlisted",
    "validate",
    "write_orders",
]
