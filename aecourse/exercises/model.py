"""What a checked exercise is, and the verdict on one answer to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..language import Phrase, join
from . import reading
from .kinds import Kind
from .reading import NotThisKind

Status = Literal["right", "wrong", "blank", "kind"]

_RIGHT = Phrase("Right.", "正确。")
_WRONG = Phrase("Not yet.", "还不对。")
_BLANK = Phrase("Not answered yet.", "还没作答。")
_KIND = Phrase("Another kind of answer is needed.", "答案的形式不对。")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A typical wrong answer, computed as a learner would, and what to say to it."""

    answer: Callable[[], object]
    message: Phrase

    @classmethod
    def option(cls, letter: str, en: str, zh: str) -> Wrong:
        """The wrong option *letter* of a choice, and what is said to it in both languages."""
        return cls(lambda: letter, Phrase(en, zh))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One checked exercise.

    ``solution`` is computed from the data, so that it cannot fall behind them.  ``hints`` go from
    a nudge to nearly all of the way.  ``why`` is said with the right answer.  No message but
    ``why`` may contain the solution: a test looks.
    """

    id: str
    lesson: str
    prompt: Phrase
    kind: Kind
    solution: Callable[[], object]
    hints: tuple[Phrase, ...]
    wrongs: tuple[Wrong, ...]
    why: Phrase


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one answer: ``right``, ``wrong``, ``blank`` or of another ``kind``."""

    status: Status
    message: Phrase


def judge(exercise: Exercise, answer: object, *, form: bool = False) -> Verdict:
    """The verdict on *answer*.  Never raises for an answer, whatever it is.

    *form* says that it was filled into a form, where no quotation marks are needed.
    """
    kind = exercise.kind
    expected = (form and kind.asked) or kind.expected
    if reading.is_blank(answer):
        start = reading.described(None) if answer is None else None
        said = [_BLANK, *([start] if start else []), expected]
        return Verdict("blank", join(said))
    try:
        given = kind.read(answer)
    except NotThisKind as odd:
        return Verdict("kind", join([_KIND, odd.phrase, expected]))
    except Exception:  # noqa: BLE001 - an object that cannot even be looked at is another kind
        return Verdict("kind", join([_KIND, expected]))
    truth = kind.read(exercise.solution())
    if kind.same(given, truth):
        return Verdict("right", join([_RIGHT, exercise.why]))
    for wrong in exercise.wrongs:
        if kind.same(given, kind.read(wrong.answer())):
            return Verdict("wrong", join([_WRONG, wrong.message]))
    return Verdict("wrong", join([_WRONG, kind.remark(given, truth)]))
