"""What counts as a number, and the numbers of a small model: unit, bounds, and why each is there."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from .errors import CourseError
from .language import Phrase


def is_number(value: object) -> bool:
    """Whether *value* is a real number, of Python or of numpy; True and False are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def is_whole(value: object) -> bool:
    """Whether *value* is a whole number by its type, of Python or of numpy; True and False are none."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def within(value: object, low: float, high: float) -> bool:
    """Whether *value* is a number from *low* to *high*; what is not a number (NaN) is not."""
    given: Any = value
    return is_number(value) and bool(low <= given <= high)


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
        """Whether *value* is a number within the bounds."""
        return within(value, self.low, self.high)


def whole(name: str, value: object, most: int | None = None) -> int:
    """*value* as a whole number from 0 on, up to *most*: of orders, or a seed.

    Raises:
        CourseError: it is none.
    """
    given: Any = value
    if is_whole(value) and given >= 0 and (most is None or given <= most):
        return int(given)
    bounds = Phrase("0 or more", "不小于 0 的") if most is None else Phrase(f"from 0 to {most:,}", f"0 到 {most:,} 的")
    raise CourseError(
        f"{name} must be a whole number, {bounds.en}, not {value!r:.80}",
        f"{name} 应为{bounds.zh}整数，而不是 {value!r:.80}",
    )
