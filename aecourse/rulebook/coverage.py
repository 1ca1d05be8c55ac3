"""What was gathered about the rules: where each part stands here, and what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..base.language import Phrase
from ..base.tables import tables


@dataclass(frozen=True)
class CoverageRow:
    """A gathered parameter and the keys, ``regime_or_table.key``, that carry it."""

    mechanism: str
    name: str
    encoded: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A number or rule that is told somewhere and that the rulebook does not carry."""

    what: Phrase
    reason: Phrase


def rows() -> tuple[CoverageRow, ...]:
    """Every gathered parameter."""
    found: tuple[CoverageRow, ...] = _tables()["row"]
    return found


def left_out() -> tuple[LeftOut, ...]:
    """What is left out, with the reason."""
    found: tuple[LeftOut, ...] = _tables()["left_out"]
    return found


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tables(__file__, row=tuple[CoverageRow, ...], left_out=tuple[LeftOut, ...])
