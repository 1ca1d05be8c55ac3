"""How far a learner is: lesson by lesson and in all, exercises and quizzes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ..base import wording
from ..base.language import Phrase, get_language
from ..base.palette import PALETTE
from . import reader, record
from .results import EDGES


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """How far one lesson is: exercises ``solved`` of ``total`` and those still ``open``; questions
    of its quiz answered, of how many; and the most of them right at the first choice in one go
    (None until the quiz was finished once).
    """

    lesson: str
    solved: int
    total: int
    open: tuple[str, ...]
    answered: int = 0
    questions: int = 0
    best: int | None = None

    @property
    def begun(self) -> bool:
        """Is anything solved?"""
        return self.solved + self.answered > 0

    @property
    def done(self) -> bool:
        """Is everything solved?"""
        return self.solved == self.total and self.answered == self.questions

    @property
    def percent(self) -> int:
        """How much of it is solved, in per cent."""
        whole = self.total + self.questions
        return round(100 * (self.solved + self.answered) / whole) if whole else 0

    @property
    def line(self) -> Phrase:
        """The lesson in one line."""
        en = f"Lesson {self.lesson}: {self.solved} of {self.total}"
        zh = f"第 {self.lesson} 课：{self.solved}/{self.total}"
        if self.questions:
            en += f", quiz {self.answered} of {self.questions}"
            zh += f"，小测验 {self.answered}/{self.questions}"
        if self.open and self.begun:
            en += f"; still open: {', '.join(self.open)}"
            zh += f"；还差：{'、'.join(self.open)}"
        return Phrase(en, zh)


@dataclass(frozen=True, slots=True, repr=False)
class Progress:
    """A learner's progress over the course, as :func:`aecourse.progress` gives it."""

    lessons: tuple[LessonProgress, ...]
    notes: tuple[Phrase, ...] = ()

    @property
    def solved(self) -> int:
        """Exercises solved in all."""
        return sum(lesson.solved for lesson in self.lessons)

    @property
    def total(self) -> int:
        """Exercises of the course."""
        return sum(lesson.total for lesson in self.lessons)

    @property
    def answered(self) -> int:
        """Questions of quizzes solved in all."""
        return sum(lesson.answered for lesson in self.lessons)

    @property
    def questions(self) -> int:
        """Questions of all quizzes."""
        return sum(lesson.questions for lesson in self.lessons)

    @property
    def next(self) -> LessonProgress | None:
        """The first lesson that is not done; None at the end."""
        return next((lesson for lesson in self.lessons if not lesson.done), None)

    def _lines(self) -> list[str]:
        lines = [
            Phrase(f"{self.solved} of {self.total} exercises solved.", f"{self.total} 道练习已完成 {self.solved} 道。"),
            Phrase(
                f"{self.answered} of {self.questions} quiz questions answered.",
                f"{self.questions} 道小测验题已答对 {self.answered} 道。",
            ),
            *(lesson.line for lesson in self.lessons),
        ]
        if self.next is not None:
            lines.append(_go_on(self.next))
        return [str(line) for line in (*lines, *self.notes)]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        tag, *heads = _HEADS[get_language()]
        whole, answered, *_ = self._lines()
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in heads)
        rows = "".join(map(_row, self.lessons))
        after = [] if self.next is None else [_go_on(self.next)]
        lines = "".join(f"<p>{escape(str(line))}</p>" for line in (*after, *self.notes))
        return (
            f'<div lang="{tag}"><p><b>{whole}</b> {answered}</p>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{lines}</div>"
        )


_HEADS = {
    "en": ("en", "lesson", "exercises", "quiz", "solved", "still open"),
    "zh": ("zh-CN", "课", "练习", "小测验", "完成", "还差的练习"),
}


def _go_on(part: LessonProgress) -> Phrase:
    number = wording.lesson_said(part.lesson)
    return Phrase(f"Go on with lesson {number}.", f"接下来学第 {number} 课。")


def bar(part: LessonProgress) -> str:
    """How far a lesson is, for the eye."""
    colour = EDGES["right"] if part.done else f"var(--jp-brand-color1, {PALETTE['accent']})"
    return (
        '<span aria-hidden="true" style="display:inline-block;width:120px;height:8px;'
        f'background:var(--jp-border-color2, {PALETTE["line"]})"><span style="display:block;height:8px;'
        f'width:{part.percent}%;background:{colour}"></span></span>'
    )


def _row(part: LessonProgress) -> str:
    """One lesson as a row: numbers, and a bar for the eye."""
    still = escape(", ".join(part.open)) if part.begun else ""
    quiz_words = f"{part.answered}/{part.questions}" if part.questions else "–"
    mark = "✓ " if part.done else ""
    cells = (f"{part.solved}/{part.total}", quiz_words, f"{bar(part)} {mark}{part.percent} %", still)
    listed = "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row" style="text-align:left">{linked(part.lesson)}</th>{listed}</tr>'


def linked(number: str) -> str:
    """Number and title of a lesson as a link to its page."""
    names = reader.index()[number]
    return f'<a href="{names.name}.ipynb">{wording.lesson_said(number)} · {escape(str(names.title))}</a>'


def progress() -> Progress:
    """How many exercises are solved and quiz questions answered, lesson by lesson."""
    known, note = record.entries()
    scores, other = record.scores()
    answered = frozenset().union(*(score.solved for score in scores.values()))  # a question may have moved
    parts = [
        _lesson(lesson, names, known, answered, scores.get(lesson, record.QuizScore()))
        for lesson, names in sorted(reader.index().items())
        if names.exercises or names.questions
    ]
    return Progress(tuple(parts), tuple(filter(None, (note, other))))


def _lesson(
    lesson: str,
    names: reader.Names,
    known: dict[str, record.ExerciseEntry],
    answered: frozenset[str],
    score: record.QuizScore,
) -> LessonProgress:
    missing = tuple(id for id in names.exercises if not known.get(id, record.ExerciseEntry()).solved)
    return LessonProgress(
        lesson,
        len(names.exercises) - len(missing),
        len(names.exercises),
        missing,
        sum(id in answered for id in names.questions),
        len(names.questions),
        min(score.best, len(names.questions)) if score.runs else None,
    )
