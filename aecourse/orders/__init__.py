"""What an order table is: its columns, what makes it impossible, and how it is read.

One row is one order.  Times are naive timestamps in platform time (US Pacific).  A missing value
means that it did not happen.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ..base.vocabulary import CATEGORIES
from .door import conform, ensure, in_order, opened, refuse_unlisted, unlisted
from .faults import Fault, InvalidOrders
from .files import load_sample, own_export, sample_export, samples, write_orders
from .impossible import IMPOSSIBLE, Impossible
from .register import COLUMNS, OPTIONAL, REGISTER, TIMES, Column
from .told import not_computable, order_table, untold
from .validation import validate

if TYPE_CHECKING:
    from .reading import NothingRead, Question, Reading, read_orders

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
    "NothingRead",
    "Question",
    "Reading",
    "conform",
    "ensure",
    "in_order",
    "load_sample",
    "not_computable",
    "opened",
    "order_table",
    "own_export",
    "read_orders",
    "refuse_unlisted",
    "sample_export",
    "samples",
    "unlisted",
    "untold",
    "validate",
    "write_orders",
]

_READING = ("NothingRead", "Question", "Reading", "read_orders")  # with pandas, when first asked for


def __getattr__(name: str) -> Any:
    if name not in _READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.reading"), name)
