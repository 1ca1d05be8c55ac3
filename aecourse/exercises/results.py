"""How results look: one stable line of text, and a calm box with a mark and words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from ..language import Phrase, get_language
from .model import Status

Shown = Status | Literal["hint", "note"]

_MARKS = {"right": "✓", "wrong": "✗", "blank": "○", "kind": "○", "hint": "→", "note": "○"}
_EDGES = {
    "right": "var(--jp-success-color1, #2e7d32)",
    "wrong": "var(--jp-warn-color1, #b25000)",
}
_EDGE = "var(--jp-border-color1, #9e9e9e)"


def _box(mark: str, edge: str, lines: list[str]) -> str:
    language = "zh-CN" if get_language() == "zh" else "en"
    first, *more = (escape(line) for line in lines)
    rest = "".join(f"<br><small>{line}</small>" for line in more)
    return (
        f'<div lang="{language}" role="status" style="border-left:4px solid {edge};'
        f'padding:.4em .8em;margin:.2em 0"><b aria-hidden="true">{mark}</b> {first}{rest}</div>'
    )


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """What :func:`aecourse.check` says of an answer; true if the answer is right."""

    exercise: str
    status: Shown
    message: Phrase
    notes: tuple[Phrase, ...] = ()

    @property
    def passed(self) -> bool:
        """Is the answer right?"""
        return self.status == "right"

    def __bool__(self) -> bool:
        return self.passed

    def _lines(self) -> list[str]:
        return [str(self.message), *map(str, self.notes)]

    def __repr__(self) -> str:
        return f"{_MARKS[self.status]} " + "\n  ".join(self._lines())

    def _repr_html_(self) -> str:
        return _box(_MARKS[self.status], _EDGES.get(self.status, _EDGE), self._lines())


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
        mark, edge = ("✓", _EDGES["right"]) if done else ("○", _EDGE)
        return _box(mark, edge, self._lines())
