"""Orders from any export: found out by content, mapped by data, and nothing lost on the way."""

from __future__ import annotations

from .mapping import Mapping, mappings
from .questions import NothingRead, Question
from .reading import Reading, read_orders

__all__ = ["Mapping", "NothingRead", "Question", "Reading", "mappings", "read_orders"]
