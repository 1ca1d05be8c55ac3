"""What counts as a number, and the numbers of a small model: unit, bounds, and why each is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from .errors import CourseError, brief
from .language import Phrase

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MOST = 1e12  # beyond every bound, and still a float
_TINY = 1e-9  # what sums of steps in floating point are off by
_OF_A_UNIT = {"share": "a share ", "days": "a number of days ", "hours": "a number of hours "}


def is_number(value: object) -> bool:
    """Whether *value* is a real number, of Python or of numpy; True and False are none."""
    return isinstance(value, (float, int, Real)) and not isinstance(value, bool)  # the usual ones are told sooner


def is_whole(value: object) -> bool:
    """Whether *value* is a whole number by its type, of Python or of numpy; True and False are none."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def is_flag(value: object) -> bool:
    """Whether *value* is True or False, of Python or of numpy."""
    return isinstance(value, bool) or type(value).__name__ in ("bool", "bool_")


def yes_or_no(name: str, value: object) -> None:
    """Let only True and False pass: the text "False" would else be a yes.

    Raises:
        CourseError: it is neither.
    """
    if not is_flag(value):
        raise CourseError(
            f"{name} must be True or False, not {brief(value)}", f"{name} 应为 True 或 False，而不是 {brief(value)}"
        )


def within(value: object, low: float, high: float) -> bool:
    """Whether *value* is a number from *low* to *high*; what is not a number (NaN) is not."""
    given: Any = value
    return is_number(value) and bool(low <= given <= high)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a model, with bounds in its own *unit*.

    ``reason`` says what it stands for, or why it is assumed; ``group`` where it belongs in its model;
    ``worse`` is +1 where more is worse for a store, -1 where less is, 0 where neither.  A ``whole``
    one counts things, a ``stepped`` one takes no value between two steps.
    """

    name: str
    label: Phrase
    unit: str
    low: float
    high: float
    step: float
    reason: Phrase
    group: str = ""
    worse: int = 0
    whole: bool = False
    stepped: bool = False

    @property
    def steps(self) -> int:
        """How many steps lie between the bounds."""
        return self.place(self.high)

    def place(self, value: float) -> int:
        """How many steps *value* stands above the lower bound."""
        return round((value - self.low) / self.step)

    def at(self, place: int) -> float:
        """The value so many steps above the lower bound."""
        return round(self.low + place * self.step, 6)

    def fault(self, value: object) -> Phrase | None:
        """What is wrong with *value*, with the bounds and a guess at the slip; None if nothing is."""
        who = f"{self.name}（{self.label.zh}）"
        if not is_number(value):
            return Phrase(f"{self.name} must be a number, not {brief(value)}", f"{who}应是数字，而不是 {brief(value)}")
        given: Any = value
        number = float(min(max(given, -_MOST), _MOST))
        low, high, slack = self.low, self.high, _TINY if self.stepped else 0
        inside = low - slack <= number <= high + slack
        if self.stepped and not (inside and abs(self.at(self.place(number)) - number) < _TINY):
            return Phrase(
                f"{self.name} must be from {low:g} to {high:g} in steps of {self.step:g}, not {number:.10g}",
                f"{who}应在 {low:g} 到 {high:g} 之间，每档 {self.step:g}，不能是 {number:.10g}",
            )
        if not inside:
            hint = self._guess(number)
            return Phrase(
                f"{self.name} must be {_OF_A_UNIT.get(self.unit, '')}between {low:g} and {high:g}, "
                f"not {number:.10g}{hint.en}",
                f"{who}应在 {low:g} 到 {high:g} 之间，不能是 {number:.10g}{hint.zh}",
            )
        if self.whole and number != int(number):
            return Phrase(
                f"{self.name} must be a whole number, not {number:.10g}", f"{who}应为整数，不能是 {number:.10g}"
            )
        return None

    def _guess(self, number: float) -> Phrase:
        """Per cent where a share was meant, or hours where days were."""
        meant = number / {"share": 100, "days": 24}.get(self.unit, 1)
        if not self.low <= meant <= self.high or (self.unit == "share" and number <= 1):
            return Phrase("", "")
        return Phrase(f"; did you mean {meant:g}?", f"，是不是想写 {meant:g}？")


def require(quantities: Mapping[str, Quantity], values: DataclassInstance) -> None:
    """Let a model begin only with numbers that hold: those fields of *values* that are *quantities*.

    Raises:
        CourseError: every number that does not, all at once.
    """
    listed = (
        quantities[field.name].fault(getattr(values, field.name))
        for field in fields(values)
        if field.name in quantities
    )
    faults = [fault for fault in listed if fault]
    if faults:
        kind = type(values).__name__
        raise CourseError(
            f"{kind}: {'; '.join(fault.en for fault in faults)}.",
            f"{kind}：{'；'.join(fault.zh for fault in faults)}。",
        )


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
        f"{name} must be a whole number, {bounds.en}, not {brief(value)}",
        f"{name} 应为{bounds.zh}整数，而不是 {brief(value)}",
    )
