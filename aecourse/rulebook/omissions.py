"""What is told somewhere about the rules and is left out here, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..base.language import Phrase
from ..base.tables import tables


@dataclass(frozen=True)
class LeftOut:
    """A number or rule that is told somewhere and that the rulebook does not carry."""

    what: Phrase
    reason: Phrase


@lru_cache(maxsize=1)
def left_out() -> tuple[LeftOut, ...]:
    """What is left out, with the reason."""
    found: tuple[LeftOut, ...] = tables(__file__, left_out=tuple[LeftOut, ...])["left_out"]
    return found
