"""Quizzes: a few questions at the end of a lesson, with words for every choice.

The questions are written in the lesson's own source (:mod:`.reader`).  :func:`quiz` shows them as a
card (:mod:`.cards`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from ..base.errors import require_known
from ..base.guidance import RUN_QUIZ, run_first_band
from ..base.language import Phrase, get_language
from . import reader
from .model import Option, QuizQuestion
from .shown import ShowsItself

__all__ = ["Attempt", "Option", "Quiz", "QuizQuestion", "lessons_with_quiz", "quiz"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at a quiz: the options chosen, question by question, in the order of choosing."""

    rights: tuple[int, ...]
    chosen: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, questions: tuple[QuizQuestion, ...]) -> Attempt:
        """A go at *questions* of which nothing is answered yet."""
        return cls(tuple(question.right for question in questions), ((),) * len(questions))

    def choose(self, question: int, option: int) -> Attempt:
        """The go after a choice; the same if the question is solved or the option was chosen."""
        before = self.chosen[question]
        if self.rights[question] in before or option in before:
            return self
        chosen = (*self.chosen[:question], (*before, option), *self.chosen[question + 1 :])
        return replace(self, chosen=chosen)

    def solved(self, question: int) -> bool:
        """Has the right option of a question been found?"""
        return self.rights[question] in self.chosen[question]

    @property
    def finished(self) -> bool:
        """Is every question solved?"""
        return all(map(self.solved, range(len(self.rights))))

    @property
    def at_once(self) -> int:
        """How many questions were right at the first choice."""
        pairs = zip(self.rights, self.chosen, strict=True)
        return sum(chosen[:1] == (right,) for right, chosen in pairs)


@dataclass(frozen=True, slots=True, repr=False)
class Quiz(ShowsItself):
    """The quiz of one lesson, as :func:`aecourse.quiz` gives it."""

    lesson: str
    questions: tuple[QuizQuestion, ...]

    def __repr__(self) -> str:
        count = len(self.questions)
        return str(Phrase(f"Quiz({self.lesson}, {count} questions)", f"Quiz({self.lesson}, {count} 题)"))

    def _repr_html_(self) -> str:
        """The questions and their options on a page where nothing runs; no answers."""
        language = "zh-CN" if get_language() == "zh" else "en"
        items = "".join(
            f"<li><p><b>{escape(str(question.prompt))}</b></p><ul>"
            + "".join(f"<li>{escape(str(option.text))}</li>" for option in question.options)
            + "</ul></li>"
            for question in self.questions
        )
        return f'{run_first_band(RUN_QUIZ)}<div lang="{language}"><ol>{items}</ol></div>'


def quiz(lesson: str) -> Quiz:
    """The quiz of a lesson, ready to be answered: ``aecourse.quiz("03")``.

    Choices are answered at once, in words, and may be tried again; what is solved is kept in your
    progress.

    Raises:
        UnknownName: there is no quiz of that lesson.
    """
    known = lessons_with_quiz()
    require_known(Phrase("quiz", "小测验"), lesson, known)
    return Quiz(lesson, reader.lesson(lesson).questions)


def lessons_with_quiz() -> tuple[str, ...]:
    """The lessons that have a quiz, in order."""
    return tuple(number for number, names in reader.index().items() if names.questions)
