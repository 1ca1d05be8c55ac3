"""The words of the course in the notebooks: the glossary's own page, and the list of a lesson."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from aecourse.app import glossary as terms
from aecourse.base import wording
from aecourse.base.language import Language, Phrase
from aecourse.app.glossary import Term

from .notebook import KERNEL, LANGUAGE_INFO, START, Course, digest

NAME = "glossary"

_TITLE = Phrase("# Glossary", "# 词汇表")
_INTRODUCTION = Phrase(
    "The words of the course, by the lesson that teaches them, in both languages. In code: "
    '`aecourse.glossary("odr")`.',
    '课程里的词，按讲到它的课排列，中英文对照。在代码里也可以查：`aecourse.glossary("odr")`。',
)
_INDEX = Phrase("## From A to Z", "## 词目一览")
_HEAD = Phrase("| word | Chinese | meaning |", "| 词 | 英文 | 意思 |")
_LESSON = Phrase("Lesson {number}", "第 {number} 课")


def assemble_glossary(language: Language, course: Course) -> NotebookNode:
    """The glossary in *language*: one section a lesson, each word with an anchor of its id."""
    lessons = sorted({term.lesson for term in terms.terms()})
    texts = [("title", _top(language, course)), ("index", _index(language))]
    texts += [(number, _section(number, language, course)) for number in lessons]
    cells = [new_markdown_cell(text, id=f"{NAME}-{at}") for at, text in texts]
    notebook: NotebookNode = new_notebook(cells=cells)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    about = {"glossary": True, "language": language, "title": _TITLE.text(language)[2:]}
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": LANGUAGE_INFO, "aecourse": about}
    )
    notebook.metadata["aecourse"]["source"] = digest(notebook)
    return notebook


def file_of_glossary(language: Language, folder: Path) -> Path:
    """Where the glossary in *language* lies below *folder*."""
    return folder / language / f"{NAME}.ipynb"


def _top(language: Language, course: Course) -> str:
    lines = [_TITLE.text(language)]
    if start := course.by_number.get(START):
        lines.append(
            Phrase(f"[all lessons]({start.name}.ipynb)", f"[全部课程]({start.name}.ipynb)").text(
                language
            )
        )
    return "\n\n".join([*lines, _INTRODUCTION.text(language)])


def _index(language: Language) -> str:
    """Every word of the language with a link; English by its letters, Chinese by its lessons."""
    words = list(terms.terms())
    if language == "en":
        words.sort(key=lambda term: term.term.en.casefold())
    return f"{_INDEX.text(language)}\n\n" + " · ".join(_link(term, language, "") for term in words)


def _link(term: Term, language: Language, page: str = f"{NAME}.ipynb") -> str:
    return f"[{term.name.text(language)}]({page}#{term.id})"


def _section(number: str, language: Language, course: Course) -> str:
    lesson = course.by_number.get(number)
    words = _LESSON.format(number=wording.lesson_said(number)).text(language)
    if lesson:
        words = f"[{words} · {lesson.front.title.text(language)}]({lesson.name}.ipynb)"
    other: Language = "en" if language == "zh" else "zh"
    lines = [f"## {words}", "", _HEAD.text(language), "|---|---|---|"]
    lines += [
        f'| <a id="{term.id}"></a>**{term.name.text(language)}** | {term.term.text(other)} '
        f"| {term.meaning.text(language)} |"
        for term in terms.taught_in(number)
    ]
    return "\n".join(lines)
