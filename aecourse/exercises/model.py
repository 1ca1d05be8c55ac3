"""What a checked exercise is, the verdict on one answer to it, and what a question of a quiz is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..base.language import Phrase, join
from . import reading
from .kinds import AnswerKind
from .reading import NotThisKind

Status = Literal["right", "wrong", "blank", "kind"]

_RIGHT = Phrase("Right.", "正确。")
_WRONG = Phrase("Not yet.", "还不对。")
_BLANK = Phrase("Not answered yet.", "还没作答。")
_KIND = Phrase("Another kind of answer is needed.", "答案的形式不对。")


OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A typical wrong answer, computed as a learner would, and what to say to it.

    Its ``id`` stays: the learner's record counts how often it was given.
    """

    id: str
    answer: Callable[[], object]
    message: Phrase


@dataclass(frozen=True, slots=True)
class Exercise:
    """One checked exercise.

    ``solution`` is computed from the data, so that it cannot fall behind them.  ``hints`` go from
    a nudge to nearly all of the way, for whoever answers in a form; ``in_code`` has another
    wording of some, by place, for whoever writes code.  ``why`` is said with the right answer.  No message but
    ``why`` may contain the solution: a test looks.
    """

    id: str
    lesson: str
    prompt: Phrase
    kind: AnswerKind
    solution: Callable[[], object]
    hints: tuple[Phrase, ...]
    wrongs: tuple[Wrong, ...]
    why: Phrase
    in_code: Mapping[int, Phrase] = field(default_factory=dict)

    @property
    def code_hints(self) -> tuple[Phrase, ...]:
        """The hints in the wording for whoever writes code."""
        return tuple(self.in_code.get(at, hint) for at, hint in enumerate(self.hints))


@dataclass(frozen=True, slots=True)
class AnswerVerdict:
    """What is said of one answer: ``right``, ``wrong``, ``blank`` or of another ``kind``.

    ``missed`` is the id of the prepared wrong answer that it was, or ``other``.
    """

    status: Status
    message: Phrase
    missed: str | None = None


def judge(exercise: Exercise, answer: object, *, form: bool = False) -> AnswerVerdict:
    """The verdict on *answer*.  Never raises for an answer, whatever it is.

    *form* says that it was filled into a form, where no quotation marks are needed.
    """
    kind = exercise.kind
    expected = (form and kind.asked) or kind.expected
    if reading.is_blank(answer):
        start = reading.described(None) if answer is None else None
        said = [_BLANK, *([start] if start else []), expected]
        return AnswerVerdict("blank", join(said))
    try:
        given = kind.read(answer)
    except NotThisKind as odd:
        return AnswerVerdict("kind", join([_KIND, odd.phrase, expected]))
    except Exception:  # noqa: BLE001 - an object that cannot even be looked at is another kind
        return AnswerVerdict("kind", join([_KIND, expected]))
    truth = kind.read(exercise.solution())
    if kind.same(given, truth):
        return AnswerVerdict("right", join([_RIGHT, exercise.why]))
    for wrong in exercise.wrongs:
        if kind.same(given, kind.read(wrong.answer())):
            return AnswerVerdict("wrong", join([_WRONG, wrong.message]), wrong.id)
    return AnswerVerdict("wrong", join([_WRONG, kind.remark(given, truth)]), OTHER)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and what is said to whoever chooses it.  Its ``id`` stays."""

    id: str
    text: Phrase
    right: bool
    feedback: Phrase


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question of a quiz; exactly one of its options is right."""

    id: str
    prompt: Phrase
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)
