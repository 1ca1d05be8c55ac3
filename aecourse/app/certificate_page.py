"""The page of the certificate: pure HTML from facts, for A4, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from ..base import palette, wording
from ..base.language import Language, Phrase, language_tag
from ..base.tables import texts
from ..base.vocabulary import MONTHS
from ..exercises.summary import LessonProgress, Progress
from .syllabus import LessonFacts, syllabus

_STYLE = Path(__file__).parent / "certificate.css"
_TEXTS = texts(__file__)
_WORDS = _TEXTS["words"]
COURSE = _WORDS["course"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says: whose it is, how far, since when, and whether that is enough."""

    name: str
    progress: Progress
    day: str | None
    complete: bool
    enough: float


def certificate_html(facts: Facts, language: Language) -> str:
    """The certificate as one HTML file, in *language*."""
    known = {lesson.number: lesson for lesson in syllabus()}
    done = [part for part in facts.progress.lessons if part.done]
    left = [part for part in facts.progress.lessons if not part.done]
    title = _kind(facts)["title"].text(language)
    listed = [
        _part(heading, parts, known, language, can=parts is done)
        for heading, parts in ((_WORDS["done"], done), (_WORDS["open"], left))
        if parts
    ]
    sheets = [_front(facts, language, len(done)), f'<main class="sheet">{"".join(listed)}</main>']
    return (
        f'<!doctype html>\n<html lang="{language_tag(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_style()}</style>\n</head>\n<body>\n" + "\n".join(sheets) + "\n</body>\n</html>\n"
    )


def _kind(facts: Facts) -> Mapping[str, Phrase]:
    """The words of a certificate, or of a record of progress."""
    return _TEXTS["certificate" if facts.complete else "progress"]


@lru_cache(maxsize=1)
def _style() -> str:
    return palette.rule(":root") + "\n" + _STYLE.read_text(encoding="utf-8")


def _front(facts: Facts, language: Language, done: int) -> str:
    how_far = facts.progress
    counts = {
        "solved": how_far.solved,
        "total": how_far.total,
        "answered": how_far.answered,
        "questions": how_far.questions,
    }
    words = _kind(facts)["says"].format(**counts).text(language)
    foot = _WORDS["foot"].format(share=round(facts.enough * 100)).text(language)
    bars = "".join(map(_bar, how_far.lessons))
    numbers = "".join(f"<span>{wording.lesson_said(part.lesson)}</span>" for part in how_far.lessons)
    blank = "" if facts.name else " blank"
    return (
        f'<main class="sheet"><p class="course">{escape(_WORDS["course"].text(language))}</p>'
        f"<h1>{escape(_kind(facts)['title'].text(language))}</h1>"
        f'<p class="who{blank}">{escape(facts.name)}</p><p class="words">{escape(words)}</p>'
        f'<div class="facts"><div><b>{done} / {len(how_far.lessons)}</b>'
        f"<span>{escape(_WORDS['lessons'].text(language))}</span></div>"
        f"<div><b>{escape(_day(facts.day, language))}</b>"
        f"<span>{escape(_WORDS['day'].text(language))}</span></div></div>"
        f'<div class="band" role="img" aria-label="{escape(_WORDS["legend"].text(language))}">{bars}</div>'
        f'<div class="numbers" aria-hidden="true">{numbers}</div>'
        f'<p class="legend">{escape(_WORDS["legend"].text(language))}</p>'
        f'<p class="foot">{escape(foot)}</p></main>'
    )


def _bar(part: LessonProgress) -> str:
    whole = part.total + part.questions
    share = (part.solved + part.answered) / whole if whole else 0.0
    full = " full" if part.done else ""
    return f'<div class="bar{full}"><i style="height:{share * 100:.0f}%"></i></div>'


def _day(day: str | None, language: Language) -> str:
    if day is None:
        return _WORDS["no_day"].text(language)
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
    number = wording.lesson_said(part.lesson)
    name = (
        _WORDS["lesson"].format(number=number, title=facts.title) if facts else _WORDS["untitled"].format(number=number)
    )
    how = _WORDS["how"].format(solved=part.solved, total=part.total).text(language)
    if part.questions:
        how += _WORDS["quiz"].format(answered=part.answered, questions=part.questions).text(language)
    items = facts.objectives if facts and can else ()
    listed = "".join(f"<li>{escape(item.text(language))}</li>" for item in items)
    return (
        f'<div class="lesson"><h3>{escape(name.text(language))}</h3>'
        f'<p class="how">{escape(how)}</p>{f"<ul>{listed}</ul>" if listed else ""}</div>'
    )
