"""The page of the certificate: pure HTML from facts, for A4, without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from ..base import wording
from ..base.language import Language, Phrase
from ..base.vocabulary import MONTHS
from ..exercises.summary import LessonProgress, Progress
from .syllabus import LessonFacts, syllabus

_STYLE = Path(__file__).parent / "certificate.css"
_COURSE = Phrase(
    "How a cross-border store is scored: a course on how AliExpress judges a seller",
    "跨境店铺是怎样被考核的：速卖通卖家考核课程",
)
_TITLES = {True: Phrase("Certificate", "结业证书"), False: Phrase("Record of progress", "学习记录")}
_WORDS = {
    True: Phrase(
        "has worked through the course, solved {solved} of {total} exercises and answered "
        "{answered} of {questions} quiz questions.",
        "已学完本课程，完成练习 {solved}/{total} 道，答对小测验 {answered}/{questions} 题。",
    ),
    False: Phrase(
        "is working through the course, and has so far solved {solved} of {total} exercises and "
        "answered {answered} of {questions} quiz questions.",
        "正在学习本课程，目前完成练习 {solved}/{total} 道，答对小测验 {answered}/{questions} 题。",
    ),
}
_FACTS = {"lessons": Phrase("lessons completed", "课已全部完成"), "day": Phrase("last item solved", "最近一次做对题目")}
_NO_DAY = Phrase("not recorded", "没有记录")
_LEGEND = Phrase(
    "Each bar is a lesson: how much of its exercises and quiz is solved.",
    "每一条代表一课：该课的练习和小测验完成了多少。",
)
_FOOT = Phrase(
    "Made by the course from the learner's own record on the learner's own computer. It is no "
    "document of AliExpress and gives no right towards it. A certificate of the course is given "
    "from {share}\u00a0% of all exercises and quiz questions on.",
    "由课程根据学员自己电脑上的学习记录生成，不是速卖通的文件，也不代表速卖通认可。"
    "全部练习和小测验题的完成率达到 {share}\u00a0%，可获得结业证书。",
)
_DONE = Phrase("Completed, and what it means: the learner can", "已完成的课，也就是说，学员能够")
_OPEN = Phrase("Not finished yet", "还没有完成")
_LESSON = Phrase("{number} · {title}", "{number} · {title}")
_UNTITLED = Phrase("Lesson {number}", "第 {number} 课")
_HOW = Phrase("exercises {solved} of {total}", "练习 {solved}/{total}")
_QUIZ = Phrase(", quiz {answered} of {questions}", "，小测验 {answered}/{questions}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says: whose it is, how far, since when, and whether that is enough."""

    name: str
    progress: Progress
    day: str | None
    complete: bool
    enough: float


def page(facts: Facts, language: Language) -> str:
    """The certificate as one HTML file, in *language*."""
    known = {lesson.number: lesson for lesson in syllabus()}
    done = [part for part in facts.progress.lessons if part.done]
    left = [part for part in facts.progress.lessons if not part.done]
    tag = "zh-Hans" if language == "zh" else "en"
    title = _TITLES[facts.complete].text(language)
    listed = [
        _part(heading, parts, known, language, can=parts is done)
        for heading, parts in ((_DONE, done), (_OPEN, left))
        if parts
    ]
    sheets = [_front(facts, language, len(done)), f'<main class="sheet">{"".join(listed)}</main>']
    return (
        f'<!doctype html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_style()}</style>\n</head>\n<body>\n" + "\n".join(sheets) + "\n</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _front(facts: Facts, language: Language, done: int) -> str:
    how_far = facts.progress
    counts = {
        "solved": how_far.solved,
        "total": how_far.total,
        "answered": how_far.answered,
        "questions": how_far.questions,
    }
    words = _WORDS[facts.complete].format(**counts).text(language)
    foot = _FOOT.format(share=round(facts.enough * 100)).text(language)
    bars = "".join(map(_bar, how_far.lessons))
    numbers = "".join(f"<span>{wording.lesson(part.lesson)}</span>" for part in how_far.lessons)
    blank = "" if facts.name else " blank"
    return (
        f'<main class="sheet"><p class="course">{escape(_COURSE.text(language))}</p>'
        f"<h1>{escape(_TITLES[facts.complete].text(language))}</h1>"
        f'<p class="who{blank}">{escape(facts.name)}</p><p class="words">{escape(words)}</p>'
        f'<div class="facts"><div><b>{done} / {len(how_far.lessons)}</b>'
        f"<span>{escape(_FACTS['lessons'].text(language))}</span></div>"
        f"<div><b>{escape(_day(facts.day, language))}</b>"
        f"<span>{escape(_FACTS['day'].text(language))}</span></div></div>"
        f'<div class="band" role="img" aria-label="{escape(_LEGEND.text(language))}">{bars}</div>'
        f'<div class="numbers" aria-hidden="true">{numbers}</div>'
        f'<p class="legend">{escape(_LEGEND.text(language))}</p>'
        f'<p class="foot">{escape(foot)}</p></main>'
    )


def _bar(part: LessonProgress) -> str:
    whole = part.total + part.questions
    share = (part.solved + part.answered) / whole if whole else 0.0
    full = " full" if part.done else ""
    return f'<div class="bar{full}"><i style="height:{share * 100:.0f}%"></i></div>'


def _day(day: str | None, language: Language) -> str:
    if day is None:
        return _NO_DAY.text(language)
    when = date.fromisoformat(day)
    if language == "zh":
        return f"{when.year} 年 {when.month} 月 {when.day} 日"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _part(
    heading: Phrase, parts: list[LessonProgress], known: dict[str, LessonFacts], language: Language, *, can: bool
) -> str:
    lessons = "".join(_lesson(part, known.get(part.lesson), language, can=can) for part in parts)
    return f'<section><h2>{escape(heading.text(language))}</h2><div class="lessons">{lessons}</div></section>'


def _lesson(part: LessonProgress, facts: LessonFacts | None, language: Language, *, can: bool) -> str:
    number = wording.lesson(part.lesson)
    name = _LESSON.format(number=number, title=facts.title) if facts else _UNTITLED.format(number=number)
    how = _HOW.format(solved=part.solved, total=part.total).text(language)
    if part.questions:
        how += _QUIZ.format(answered=part.answered, questions=part.questions).text(language)
    items = facts.objectives if facts and can else ()
    listed = "".join(f"<li>{escape(item.text(language))}</li>" for item in items)
    return (
        f'<div class="lesson"><h3>{escape(name.text(language))}</h3>'
        f'<p class="how">{escape(how)}</p>{f"<ul>{listed}</ul>" if listed else ""}</div>'
    )
