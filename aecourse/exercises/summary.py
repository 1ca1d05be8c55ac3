"""How far a learner is: lesson by lesson and in all."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import Phrase
from . import record
from .model import Exercise
from .registry import registry
from .results import EDGE, EDGES, box


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """How far one lesson is: exercises ``solved`` of ``total``, and those still open."""

    lesson: str
    solved: int
    total: int
    open: tuple[str, ...]


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

    def _lines(self) -> list[str]:
        whole = Phrase(
            f"{self.solved} of {self.total} exercises solved.",
            f"{self.total} 道练习已完成 {self.solved} 道。",
        )
        lines = [str(whole)]
        for part in self.lessons:
            en = f"Lesson {part.lesson}: {part.solved} of {part.total}"
            zh = f"第 {part.lesson} 课：{part.solved}/{part.total}"
            if part.open and part.solved:
                en += f"; still open: {', '.join(part.open)}"
                zh += f"；还差：{'、'.join(part.open)}"
            lines.append(str(Phrase(en, zh)))
        return [*lines, *map(str, self.notes)]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        done = self.solved == self.total
        mark, edge = ("✓", EDGES["right"]) if done else ("○", EDGE)
        return box(mark, edge, self._lines())


def progress() -> Progress:
    """How many exercises are solved, lesson by lesson."""
    known, note = record.entries()
    lessons: dict[str, list[Exercise]] = {}
    for one in registry().values():
        lessons.setdefault(one.lesson, []).append(one)
    parts = []
    for lesson, exercises in sorted(lessons.items()):
        missing = tuple(e.id for e in exercises if not known.get(e.id, record.Entry()).solved)
        total = len(exercises)
        parts.append(LessonProgress(lesson, total - len(missing), total, missing))
    return Progress(tuple(parts), (note,) if note else ())
