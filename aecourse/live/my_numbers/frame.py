"""What MyNumbers tells: the typed numbers, what every rule in force says, and which one is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from ...base.language import Phrase
from ...models.own_numbers import Numbers, RuleAnswer, TypedNumbers, answers, read_numbers
from ..asking import Enquiry

PARTS = ("rules", "stand", "then", "back", "all")
"""Every rule in force; of one, two questions each: where the store stands, what then, the way back; or all."""


@dataclass(frozen=True, slots=True)
class NumbersFrame:
    """Everything that the picture tells; with ``faults`` there are no answers.

    ``part`` is what of it is looked at, one of :data:`PARTS`.
    """

    typed: TypedNumbers
    example: bool
    numbers: Numbers | None
    faults: tuple[Phrase, ...]
    answers: tuple[RuleAnswer, ...]
    shown: RuleAnswer | None
    part: str = "all"


def numbers_frame(question: Enquiry) -> NumbersFrame:
    """The facts of *question*."""
    typed: TypedNumbers = question.asked
    found = read_numbers(typed)
    example = TypedNumbers(rule=typed.rule) == typed
    if not isinstance(found, Numbers):
        return NumbersFrame(typed, example, None, found, (), None)
    every = answers(found)
    shown = next((it for it in every if it.regime.id == typed.rule), every[-1])
    return NumbersFrame(typed, example, found, (), every, shown)


__all__ = ["PARTS", "NumbersFrame", "numbers_frame"]
