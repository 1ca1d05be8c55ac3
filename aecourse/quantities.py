"""A number of a small model: what it is called, its unit and bounds, and why it is there."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import Any

from .errors import CourseError
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
            and self.low <= value <= self.high
        )


def whole(name: str, value: object, most: int | None = None) -> int:
    """*value* as a whole number from 0 on, up to *most*: of orders, or a seed.

    Raises:
        CourseError: it is none.
    """
    given: Any = value
    is_whole = isinstance(given, Integral) and not isinstance(given, bool)
    if is_whole and given >= 0 and (most is None or given <= most):
        return int(given)
    bounds = Phrase("0 or more", "不小于 0 的") if most is None else Phrase(
        f"from 0 to {most:,}", f"0 到 {most:,} 的"
    )  # fmt: skip
    raise CourseError(Phrase(
        f"{name} must be a whole number, {bounds.en}, not {value!r:.80}",
        f"{name} 应为{bounds.zh}整数，而不是 {value!r:.80}",
    ))  # fmt: skip
