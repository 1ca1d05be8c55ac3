"""The home page of the course, and the line on top of each lesson: titles, links, how far, where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ..base import wording
from ..base.errors import require_known
from ..base.language import Phrase, get_language
from ..base.palette import PALETTE
from . import reader
from .summary import LessonProgress, Progress, bar, linked, progress

START = "00"
"""The lesson that is the home page."""

_HEADS = (
    Phrase("Lesson", "课"),
    Phrase("First question", "首先要回答的问题"),
    Phrase("Minutes", "分钟"),
    Phrase("Solved", "完成"),
)
_BEGIN = Phrase("▼ Begin on this page.", "▼ 就从这一页开始。")
_GO_ON = Phrase("Go on: {lesson}", "继续：{lesson}")
_DONE = Phrase("Everything is solved. Well done!", "全部完成，祝贺你！")
_HOW_FAR = Phrase("{solved} of {total} solved", "已完成 {solved}/{total}")
_ALL = Phrase("All lessons", "全部课程")
_BUTTON = (
    "display:inline-block;padding:8px 16px;border-radius:6px;"
    f"background:{PALETTE['accent']};color:{PALETTE['paper']};"
    "font-weight:600;text-decoration:none"
)


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """The page of the course, or of one *lesson* the line above it, as :func:`aecourse.home` gives it."""

    lesson: str | None
    progress: Progress

    def __repr__(self) -> str:
        return str(self._how_far())

    def _repr_html_(self) -> str:
        tag = "zh-CN" if get_language() == "zh" else "en"
        inner = self._page() if self.lesson is None else self._line(self.lesson)
        notes = "".join(f"<p>{escape(str(note))}</p>" for note in self.progress.notes)
        return f'<nav lang="{tag}" style="max-width:1080px">{inner}{notes}</nav>'

    def _of(self, number: str) -> LessonProgress | None:
        return next((part for part in self.progress.lessons if part.lesson == number), None)

    def _how_far(self) -> Phrase:
        known = self.progress.lessons if self.lesson is None else filter(None, [self._of(self.lesson)])
        sums = [(part.solved + part.answered, part.total + part.questions) for part in known]
        return _HOW_FAR.format(solved=sum(one for one, _ in sums), total=sum(all for _, all in sums))

    def _line(self, lesson: str) -> str:
        """The lesson before, all lessons, how far this one is, the lesson after."""
        index = reader.index()
        numbers = list(index)
        at = numbers.index(lesson)
        parts = [linked(number) for number in numbers[max(1, at - 1) : at]]
        parts.append(f'<a href="{index[START].name}.ipynb">{_ALL}</a>')
        if part := self._of(lesson):
            parts.append(f"{bar(part)} {self._how_far()}")
        parts += [linked(number) for number in numbers[at + 1 : at + 2]]
        return " &nbsp;·&nbsp; ".join(parts)

    def _page(self) -> str:
        """Where to go on, and all lessons with their titles and how far each is.

        Before anything is solved the list is folded: who has just come begins with the story below it.
        """
        head = "".join(f'<th scope="col" style="text-align:left">{words}</th>' for words in _HEADS)
        rows = "".join(self._row(number, names) for number, names in reader.index().items())
        return (
            f"<p>{self._next()} &nbsp; {self._how_far()}</p>"
            f"<details{' open' if self._begun else ''}><summary>{_ALL}</summary>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
        )

    @property
    def _begun(self) -> bool:
        return any(part.solved or part.answered for part in self.progress.lessons)

    def _next(self) -> str:
        """The lesson to go on with, as a link that looks like a button."""
        part = self.progress.next
        if part is None:
            return f"<b>{_DONE}</b>"
        index = reader.index()
        number = part.lesson
        if number == START:
            return f"<b>{_BEGIN}</b>"
        words = _GO_ON.format(lesson=f"{wording.lesson_said(number)} · {index[number].title}")
        return f'<a href="{index[number].name}.ipynb" style="{_BUTTON}">▶ {escape(str(words))}</a>'

    def _row(self, number: str, names: reader.Names) -> str:
        part = self._of(number)
        how_far = f"{bar(part)} {'✓' if part.done else ''}" if part else "–"
        cells = (escape(str(names.question)), names.minutes, how_far)
        listed = "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells)
        return f'<tr><th scope="row" style="text-align:left">{linked(number)}</th>{listed}</tr>'


def home(lesson: str | None = None) -> Home:
    """The course with your progress and where to go on; with a lesson's two digits, the line above it.

    Raises:
        UnknownName: there is no such lesson.
    """
    if lesson is not None:
        require_known(Phrase("lesson", "课"), lesson, reader.index())
    return Home(lesson, progress())
