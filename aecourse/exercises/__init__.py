"""Checked exercises: answers, hints one at a time, retries, and progress that is never lost.

>>> check("start-share", ...)           # doctest: +SKIP
○ Not answered yet. Type one share, as 0.25, 25 or "25 %", to one decimal of a percent.

An exercise is data (:mod:`.model`), its kind of answer reads what people type (:mod:`.kinds`), an
answer is given in code or in a form (:mod:`.answering`, :mod:`.cards`), and progress is a small file
in the learner's folder (:mod:`.record`).
"""

from __future__ import annotations

from types import ModuleType

from .answering import check, hint, predict, reveal
from .kinds import AnswerKind
from .model import AnswerVerdict, Exercise, Wrong, judge
from .registry import find, registry
from .results import Result
from .shown import drawn_by
from .summary import LessonProgress, Progress, progress

__all__ = [
    "AnswerKind",
    "AnswerVerdict",
    "Exercise",
    "LessonProgress",
    "Progress",
    "Result",
    "Wrong",
    "check",
    "find",
    "hint",
    "judge",
    "predict",
    "progress",
    "registry",
    "reveal",
]


def _cards() -> ModuleType:
    from . import cards

    return cards


drawn_by(_cards)
