"""A store's behaviour to synthetic orders: levers, assumptions, random draws."""

from __future__ import annotations

from .orders import Store, simulate

__all__ = ["Store", "simulate"]
