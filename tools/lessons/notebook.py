"""The notebook of one language of a lesson, not yet executed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from aecourse import rulebook
from aecourse.app import glossary as terms
from aecourse.app.certificate_page import COURSE
from aecourse.exercises import Exercise
from aecourse.base import wording
from aecourse.base.language import Language, Phrase

from . import content
from .source import Code, Lesson, Prose

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.11",
}
FILL = re.compile(r"^\{\{ *(?P<what>[a-z]+)(?:: *(?P<name>[\w-]+))? *\}\}$", re.MULTILINE)
START = "00"

_MINUTES = Phrase("{minutes} minutes", "{minutes} 分钟")
_NO_CODE = Phrase(
    "{minutes} minutes ({no_code} on the no-code path)",
    "{minutes} 分钟（免代码路线 {no_code} 分钟）",
)
_BEFORE = Phrase("before this: {lessons}", "先修：{lessons}")
_ALL = Phrase("[all lessons]({start})", "[全部课程]({start})")
_LESSON = Phrase("lesson {number}", "第 {number} 课")
_QUESTIONS = Phrase("**Questions**", "**本课问题**")
_OBJECTIVES = Phrase("**After this lesson you can**", "**学完本课，你能够**")
_SOURCES = Phrase("## Sources", "## 资料来源")
_WORDS = Phrase("## Words of this lesson", "## 本课词汇")
_READ = Phrase("read {month}", "查阅于 {month}")
_EXERCISE = Phrase("**Exercise {number}.** {prompt}", "**练习 {number}。** {prompt}")
_IN_CODE = Phrase(
    '{expected} For a hint, run `aecourse.hint("{id}")` in an empty cell.',
    '{expected}需要提示时，在空白单元格运行 `aecourse.hint("{id}")`。',
)
_TABLE = Phrase("| | lesson | first question | minutes |", "| | 课程 | 首先要回答的问题 | 分钟 |")
_PATHS: Mapping[str, Phrase] = {
    "with-pandas": Phrase(
        "*Path with pandas. On the no-code path, go on to the next section.*",
        "*本节属于 pandas 路线；走免代码路线的学员，请直接看下一节。*",
    ),
    "no-code": Phrase(
        "*No-code path. The same follows with pandas.*",
        "*本节属于免代码路线；同样的内容后面再用 pandas 做一遍。*",
    ),
}


class Course:
    """All lessons, for what one lesson shows of the others: the table, the links."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.lessons = tuple(lessons)

    @cached_property
    def by_number(self) -> Mapping[str, Lesson]:
        """Each lesson by its number."""
        return {lesson.number: lesson for lesson in self.lessons}

    def link(self, number: str, language: Language) -> str:
        """A link to the notebook of a lesson, or its bare name while it is unwritten."""
        words = _LESSON.format(number=wording.lesson_said(number)).text(language)
        lesson = self.by_number.get(number)
        return f"[{words}]({lesson.name}.ipynb)" if lesson else words

    def table(self, language: Language) -> str:
        """The table of lessons."""
        rows = [_TABLE.text(language), "|---|---|---|---|"]
        for lesson in self.lessons:
            title = lesson.front.title.text(language)
            link = f"[{title}]({lesson.name}.ipynb)"
            first = next((question.text(language) for question in lesson.front.questions), "")
            rows.append(f"| {wording.lesson_said(lesson.number)} | {link} | {first} | {lesson.front.minutes} |")
        return "\n".join(rows)


def assemble(
    lesson: Lesson, language: Language, course: Course, *, solved: bool = False
) -> NotebookNode:
    """The learner's notebook of *lesson* in *language*; with ``solved``, the one with solutions.

    Cell ids come from the lesson and the place of the cell in it, so both languages share them.
    """
    tasks = _tasks(lesson, language)
    cells = [_markdown(lesson, "title", _title(lesson, language, course))]
    if aims := _aims(lesson, language):
        cells.append(_markdown(lesson, "aims", aims))
    for block, folded in zip(lesson.blocks, lesson.folded, strict=True):
        if isinstance(block, Prose):
            text = _filled(block, language, course, tasks)
            cells.append(_markdown(lesson, f"{block.position:03d}", text, block.tags))
            if "with-pandas" in block.tags and not folded:
                cells[-1].metadata["jp-MarkdownHeadingCollapsed"] = True
        elif isinstance(block, Code):
            if ("exercise" if solved else "solution") not in block.tags:
                cell = _code(lesson, f"{block.position:03d}", block, language, hidden=not folded)
                cells.insert(1 if "setup" in block.tags else len(cells), cell)
        elif block.position is not None:
            cells.append(_markdown(lesson, f"{block.position:03d}", tasks[block.id]))
        elif block.form == "exercise":
            cells[-1].source += f"\n\n{tasks[block.id]}"
    if terms.taught_in(lesson.number):
        cells.append(_markdown(lesson, "words", _words(lesson, language)))
    if lesson.front.sources:
        cells.append(_markdown(lesson, "sources", _sources(lesson, language)))
    notebook: NotebookNode = new_notebook(cells=cells)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": LANGUAGE_INFO, "aecourse": _about(lesson, language)}
    )
    notebook.metadata["aecourse"]["source"] = digest(notebook)
    return notebook


def digest(notebook: NotebookNode) -> str:
    """A hash of everything in *notebook* that comes from its lesson (so: nothing of its outputs)."""
    about = {k: v for k, v in notebook.metadata["aecourse"].items() if k != "source"}
    cells = [[c.id, c.cell_type, c.source, c.metadata] for c in notebook.cells]
    text = json.dumps([about, cells], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def file_of(lesson: Lesson, language: Language, folder: Path) -> Path:
    """Where the notebook of *lesson* in *language* lies below *folder*."""
    return folder / language / f"{lesson.name}.ipynb"


def _about(lesson: Lesson, language: Language) -> dict[str, object]:
    front = lesson.front
    return {
        "lesson": lesson.number,
        "language": language,
        "title": front.title.text(language),
        "minutes": front.minutes,
        "claims": list(front.claims),
        "objectives": [objective.text(language) for objective in front.objectives],
    }


def _markdown(lesson: Lesson, at: str, text: str, tags: tuple[str, ...] = ()) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text, id=f"{lesson.number}-{at}")
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell


def _code(lesson: Lesson, at: str, block: Code, language: Language, *, hidden: bool) -> NotebookNode:
    """A cell of code; *hidden* on the common path, where nobody has to read it."""
    text = block.text
    if "setup" in block.tags:
        text = text.replace('set_language("en")', f'set_language("{language}")') + f"\n{_above(lesson)}"
    cell: NotebookNode = new_code_cell(text, id=f"{lesson.number}-{at}")
    tags = [*block.tags, *(["nbval-ignore-output"] if "setup" in block.tags else [])]
    if tags:
        cell.metadata["tags"] = tags
    if hidden or "hide-input" in block.tags:
        cell.metadata["jupyter"] = {"source_hidden": True}
    return cell


def _above(lesson: Lesson) -> str:
    """What the set-up cell shows: the line above a lesson with how far it is; of the first, all lessons."""
    return "aecourse.home()" if lesson.number == START else f'aecourse.home("{lesson.number}")'


def _title(lesson: Lesson, language: Language, course: Course) -> str:
    front = lesson.front
    words = _MINUTES if front.minutes_no_code == front.minutes else _NO_CODE
    time = words.format(minutes=front.minutes, no_code=front.minutes_no_code)
    facts = [time.text(language)]
    if front.needs:
        links = ", ".join(course.link(number, language) for number in front.needs)
        facts.append(_BEFORE.format(lessons=links).text(language))
    if lesson.number != START and START in course.by_number:
        facts.append(_ALL.format(start=f"{course.by_number[START].name}.ipynb").text(language))
    elif lesson.number == START:
        facts.insert(0, f"**{COURSE.text(language)}**")
    return f"# {wording.lesson_said(lesson.number)} · {front.title.text(language)}\n\n{' · '.join(facts)}"


def _aims(lesson: Lesson, language: Language) -> str:
    """What the lesson asks and what one can do after it; the home page shows the course instead."""
    if lesson.number == START:
        return ""
    front, parts = lesson.front, []
    for heading, phrases in ((_QUESTIONS, front.questions), (_OBJECTIVES, front.objectives)):
        if phrases:
            parts += [heading.text(language), "\n".join(f"* {phrase.text(language)}" for phrase in phrases)]
    return "\n\n".join(parts)


def _words(lesson: Lesson, language: Language) -> str:
    """The words that the lesson teaches, each a link into the glossary."""
    links = [
        f"[{term.name.text(language)}](glossary.ipynb#{term.id})"
        for term in terms.taught_in(lesson.number)
    ]
    return f"{_WORDS.text(language)}\n\n" + " · ".join(links)


def _sources(lesson: Lesson, language: Language) -> str:
    known = rulebook.sources()
    lines = [_SOURCES.text(language), ""]
    for name in lesson.front.sources:
        source = known[name]
        title = source.title.text(language)
        linked = f"[{title}]({source.address})" if source.address else title
        parts = [linked, _READ.format(month=source.read).text(language)]
        if source.publisher not in (source.address or ""):  # a bare host would become a link
            parts.insert(1, source.publisher.split(" / ")[-1 if language == "zh" else 0])
        lines.append(f"* {('，' if language == 'zh' else ', ').join(parts)}")
    return "\n".join(lines)


def _filled(block: Prose, language: Language, course: Course, tasks: Mapping[str, str]) -> str:
    """The text of a prose cell with its ``{{ … }}`` lines and its path line put in."""

    def fill(match: re.Match[str]) -> str:
        return course.table(language) if match["what"] == "lessons" else tasks[match["name"]]

    text = FILL.sub(fill, block.texts[language])
    path = next((words for tag, words in _PATHS.items() if tag in block.tags), None)
    if path and text.startswith("#"):
        heading, _, rest = text.partition("\n")
        text = f"{heading}\n\n{path.text(language)}\n{rest}"
    return text.rstrip()


def _tasks(lesson: Lesson, language: Language) -> Mapping[str, str]:
    """The box of each exercise of a lesson, numbered as they come: ``3.1``, ``3.2``, …"""
    return {
        exercise.id: _task(exercise, f"{wording.lesson_said(lesson.number)}.{at}", language)
        for at, exercise in enumerate(content.exercises(lesson).values(), start=1)
    }


def _task(exercise: Exercise, number: str, language: Language) -> str:
    prompt = exercise.prompt.text(language)
    lines = [_EXERCISE.format(number=number, prompt=prompt).text(language)]
    if exercise.kind.asked is None:  # it has no form, which would say what to give
        lines += ["", _IN_CODE.format(expected=exercise.kind.expected, id=exercise.id).text(language)]
    return "\n".join(f"> {line}".rstrip() for line in lines)
