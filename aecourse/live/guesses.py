"""A prediction, placed on a view's own axis before anything is seen, and kept beside the truth."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.language import Phrase
from .knobs import Knob


@dataclass(frozen=True, slots=True)
class Guess:
    """What a learner guesses, in the units of the axis; None until it is placed."""

    value: float | None = None


def guess_told(knob: Knob, guess: float, truth: float | None, words: Phrase, nothing: Phrase) -> Phrase:
    """The guess beside the truth, in *words* with the slots ``guess`` and ``truth``."""
    found = nothing if truth is None else knob.words(truth)
    return words.format(guess=knob.words(guess), truth=found)


__all__ = ["Guess", "guess_told"]
