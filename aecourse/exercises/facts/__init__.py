"""What the exercises compute: right answers and typical wrong ones, one module a lesson.

A lesson names a function of its own module as a call with plain values, ``odr()`` or
``excused(below=False)``.  Right answers and slips stand side by side: a slip is a way of counting,
too.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

_CALL = re.compile(r"[a-z]\w*\(.*\)")


def module(lesson: str) -> ModuleType:
    """What is computed for the lesson of this number."""
    return importlib.import_module(f"{__name__}.lesson_{lesson}")


def is_call(answer: object) -> bool:
    """Is *answer* written as a call, and not as it would be typed?"""
    return isinstance(answer, str) and _CALL.fullmatch(answer) is not None


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a lesson's facts with the plain values that it is given."""

    lesson: str
    name: str
    values: tuple[Any, ...]
    named: Mapping[str, Any]

    @classmethod
    def read(cls, lesson: str, text: str) -> Call:
        """The call that *text* is; raises :class:`ValueError` if it holds anything but values."""
        try:
            call = ast.parse(text, mode="eval").body
        except SyntaxError as error:
            raise ValueError(f"not a call: {text}") from error
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            raise ValueError(f"not a call: {text}")  # noqa: TRY004 - the text is wrong, not its type
        values = tuple(ast.literal_eval(value) for value in call.args)
        named = {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}
        return cls(lesson, call.func.id, values, named)

    @property
    def function(self) -> Callable[..., object]:
        """The function; raises :class:`AttributeError` if the lesson's facts have none so named."""
        found: Callable[..., object] = getattr(module(self.lesson), self.name)
        return found

    def __call__(self) -> object:
        """What the function gives for these values."""
        return self.function(*self.values, **self.named)


def which(one: object, other: object, *, names: tuple[str, str, str, str]) -> str:
    """The name of what holds of two things: both, only the one, only the other, neither."""
    both, first, second, neither = names
    if one:
        return both if other else first
    return second if other else neither
