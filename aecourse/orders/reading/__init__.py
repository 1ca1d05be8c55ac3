"""Orders from any export: found out by content, mapped by data, and nothing lost on the way."""

from __future__ import annotations

from .mapping import Mapping, mappings
from .questions import NothingRead, Question
from .reader import read_orders
from .reading import Reading

__all__ = ["Mapping", "NothingRead", "Question", "Reading", "mappings", "read_orders"]
