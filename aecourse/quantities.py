"""A number of a small model: what it is called, its unit and bounds, and why it is there."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from .language import Phrase


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a model; ``reason`` says what it stands for, or why it is assumed."""

    name: str
    label: Phrase
    unit: str
    low: float
    high: float
    step: float
    reason: Phrase

    def holds(self, value: object) -> bool:
        """Whether *value* is a finite number within the bounds."""
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and isfinite(value)
            and self.low <= value <= self.high
        )
