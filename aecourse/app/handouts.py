"""Cards to print for a class, one A4 page each: seven questions, what if I fail, four Monday sentences.

What they say stands in ``handouts.toml``; a line that rests on rules of the platform is printed with
their names, the days from which they held, and who says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from .. import rulebook
from ..base import palette, wording
from ..base.language import Language, Phrase, language_tag
from ..base.tables import tables
from .certificate_page import COURSE

_STYLE = Path(__file__).parent / "handouts.css"
_LESSON = Phrase("Lesson {number} of the course", "见本课程第 {number} 课")
_SINCE = Phrase("{name}, from {day}", "{name}，{day} 起")
_SAID = Phrase("{rule}; sources: {who}", "{rule}；来源：{who}")
_LICENCE = Phrase(
    "Free to copy and change, with the source named: CC BY 4.0.", "可自由复制、修改，请注明出处：CC BY 4.0。"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what to ask or what happened, a sentence, and the rules that it rests on."""

    head: Phrase
    text: Phrase
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One card; ``blanks`` leaves room to write under each line."""

    id: str
    title: Phrase
    lead: Phrase
    lesson: str
    lines: tuple[Line, ...]
    blanks: bool = False


CARDS: Mapping[str, Card] = tables(__file__, cards=Card)["cards"]


def cards_html(language: Language) -> str:
    """All cards in *language*: a page of HTML that prints on A4, without scripts."""
    sheets = "".join(_sheet(card, language) for card in CARDS.values())
    title, style = COURSE.text(language), palette.rule(":root") + _STYLE.read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{sheets}</body></html>\n"
    )


def source_line(id: str, language: Language) -> str:
    """A rule or table by its id: name, from when on, and who says so."""
    rule = rulebook.load(id) if id in {one.id for one in rulebook.regimes()} else rulebook.table(id)
    name = rule.name.text(language)
    if since := rule.effective_from:
        name = _SINCE.format(name=name, day=wording.day(since, year=True)).text(language)
    known = rulebook.sources()
    sources = dict.fromkeys(source for value in rule.parameters.values() for source in value.sources)
    publishers = [known[source].publisher.split(" / ")[-1 if language == "zh" else 0] for source in sources]
    who = ("、" if language == "zh" else ", ").join(dict.fromkeys(publishers))
    return _SAID.format(rule=name, who=who).text(language) if who else name


def _sheet(card: Card, language: Language) -> str:
    lines = "".join(_line(line, card, language) for line in card.lines)
    lesson = _LESSON.format(number=wording.lesson_said(card.lesson)).text(language)
    foot = " · ".join((COURSE.text(language), lesson, _LICENCE.text(language)))
    return (
        f'<main class="sheet" id="{card.id}"><h1>{escape(card.title.text(language))}</h1>'
        f'<p class="lead">{escape(card.lead.text(language))}</p><ol>{lines}</ol>'
        f'<p class="foot">{escape(foot)}</p></main>'
    )


def _line(line: Line, card: Card, language: Language) -> str:
    rules = "".join(f'<p class="source">{escape(source_line(id, language))}</p>' for id in line.rules)
    room = '<p class="room"></p>' if card.blanks else ""
    return f"<li><h2>{escape(line.head.text(language))}</h2><p>{escape(line.text.text(language))}</p>{rules}{room}</li>"
