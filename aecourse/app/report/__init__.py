"""A report on a store from its own orders: facts, a page, and the orders behind each number."""

from __future__ import annotations

from .facts import Report
from .gathering import gather
from .page import page

__all__ = ["Report", "gather", "page"]
