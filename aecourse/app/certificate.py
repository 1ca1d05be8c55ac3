"""The certificate: a page from the learner's own record, to be printed or saved as PDF.

It says what the record says.  The day is the day on which the last item was solved; without enough
solved it is a record of progress, and says what is still open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..base import files
from ..base.errors import CourseError
from ..base.language import Phrase, get_language
from ..exercises import record
from ..exercises.summary import Progress, progress
from .certificate_page import Facts, certificate_html

ENOUGH = 0.9
"""The share of all exercises and quiz questions from which on the course counts as done.  It is the
course's own choice, so that a few open exercises do not hold anybody up."""
LONGEST_NAME = 60
NAME = "certificate"


@dataclass(frozen=True, slots=True, repr=False)
class Certificate:
    """What :func:`aecourse.certificate` did: the file, and what it certifies."""

    path: Path | None
    complete: bool
    said: tuple[Phrase, ...]

    def __repr__(self) -> str:
        return "\n".join(map(str, self.said))

    def _repr_html_(self) -> str:
        language = "zh-CN" if get_language() == "zh" else "en"
        first, *rest = (f"<p>{escape(str(line))}</p>" for line in self.said)
        if self.path is not None:
            try:
                link = Path(os.path.relpath(self.path)).as_posix()
            except (OSError, ValueError):  # another drive, or a working folder that is gone
                link = self.path.name
            first += f'<p><a href="{escape(link)}" target="_blank">{escape(self.path.name)}</a></p>'
        return f'<div lang="{language}">{first}{"".join(rest)}</div>'


def certificate(name: str | None = None) -> Certificate:
    """Write the certificate of the course, or a record of progress, into your course folder.

    *name* is printed on it; without one there is a line to write on.  An older page is never
    overwritten: the next one is numbered.  Print it from the browser, or save it as PDF there.

    Raises:
        CourseError: *name* is no text, or longer than 60 characters; or the folder is not writable.
    """
    who = _checked(name)
    how_far = progress()
    if not any(lesson.begun for lesson in how_far.lessons):
        words = Phrase(
            "Nothing is solved yet, so there is nothing to certify. Come back after the first lesson.",
            "还没有做对任何题目，暂时没有可以证明的内容。学完第一课再来吧。",
        )
        return Certificate(None, False, (words, *how_far.notes))
    facts = Facts(who, how_far, _last_day(), is_complete(how_far), ENOUGH)
    path = _written(record.progress_file().parent, certificate_html(facts, get_language()))
    title = (
        Phrase("Your certificate is ready", "结业证书已生成")
        if facts.complete
        else Phrase("Your record of progress is ready", "学习记录已生成")
    )
    said = (
        Phrase(f"{title.en}: {path.name}", f"{title.zh}：{path.name}"),
        Phrase(
            "It lies in your course folder. Open it in a browser and print it (Ctrl+P), or choose “Save as PDF” there.",
            "文件在你的课程文件夹里。用浏览器打开后打印（Ctrl+P），也可以在打印窗口里选“另存为 PDF”。",
        ),
        *how_far.notes,
    )
    return Certificate(path, facts.complete, said)


def is_complete(how_far: Progress) -> bool:
    """Is enough solved for a certificate of the course?"""
    items = how_far.total + how_far.questions
    return items > 0 and how_far.solved + how_far.answered >= ENOUGH * items


def _checked(name: object) -> str:
    if name is None:
        return ""
    if not isinstance(name, str) or len(name.strip()) > LONGEST_NAME or not name.isprintable():
        raise CourseError(
            f"A name is text of at most {LONGEST_NAME} characters in quotation marks, in one "
            'line: aecourse.certificate("Your Name").',
            f'姓名应为带引号的文字，一行之内，最多 {LONGEST_NAME} 个字符：aecourse.certificate("你的姓名")。',
        )
    return name.strip()


def _last_day() -> str | None:
    """The day on which the last item was solved, as the record has it."""
    entries, scores = record.entries()[0], record.scores()[0]
    days = [entry.day for entry in entries.values()] + [score.day for score in scores.values()]
    return max(filter(None, days), default=None)


def _written(folder: Path, text: str) -> Path:
    """Write *text* under the first free name; the same text is not written twice."""
    number = 1
    try:
        while True:
            path = folder / f"{NAME}{'' if number == 1 else f'-{number}'}.html"
            if not os.path.lexists(path):
                files.write_whole(path, text.encode())
                return path
            if path.is_file() and path.read_bytes() == text.encode():
                return path
            number += 1
    except OSError as error:
        raise CourseError(
            f"The certificate cannot be written to {folder}: {error.strerror or error}. Your progress is untouched.",
            f"无法把证书写入 {folder}：{error.strerror or error}。学习进度不受影响。",
        ) from error
