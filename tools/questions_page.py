"""Write the page "Questions sellers ask": ``python -m tools.questions_page``.

``docs/questions.md`` and ``docs/questions.zh.md`` are made from ``aecourse/data/questions.toml``.
A test makes the pages again and compares them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aecourse import rulebook
from aecourse.base.language import LANGUAGES, Language, Phrase
from tools.lessons.source import paths, read

HOUSE = Path(__file__).parent.parent
FILE = HOUSE / "aecourse" / "data" / "questions.toml"
NAMES: Mapping[str, str] = {"en": "questions.md", "zh": "questions.zh.md"}
ANSWERED: Mapping[str, Phrase] = {
    "yes": Phrase("answered", "有答案"),
    "partly": Phrase("answered in part: the rest is not public", "部分有答案，其余未公开"),
    "no": Phrase("public facts cannot answer it", "公开资料回答不了"),
}

_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("Questions sellers ask", "卖家常问的问题"),
    "other": Phrase("[中文](questions.zh.md)", "[English](questions.md)"),
    "made": Phrase(
        "This page is made from `aecourse/data/questions.toml` by `python -m tools.questions_page`; do not edit it.",
        "本页由 `python -m tools.questions_page` 依据 `aecourse/data/questions.toml` 生成，请勿手工修改。",
    ),
    "intro": Phrase(
        "Each answer is as sure as the rules behind it: follow the link to dates, sources and confidence. Where public "
        "facts end, the page says so; then look into your own back office and note the date.",
        "每个答案有多可靠，取决于背后的规则：点链接可看日期、来源与可信度。公开资料到哪里为止，本页会写明；"
        "其余请到自己的后台查，并记下日期。",
    ),
    "lessons": Phrase("Lessons", "课程"),
    "rules": Phrase("Rules", "规则"),
    "colon": Phrase(": ", "："),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of sellers, its answer, and where the course has it."""

    id: str
    question: Phrase
    answer: Phrase
    answered: str
    lessons: tuple[str, ...]
    rules: tuple[str, ...]


def questions() -> tuple[Question, ...]:
    """Every question, in the order of the page."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Question(
            id,
            Phrase(**entry["question"]),
            Phrase(**entry["answer"]),
            entry["answered"],
            tuple(entry["lessons"]),
            tuple(entry["rules"]),
        )
        for id, entry in raw.items()
    )


def page(language: Language) -> str:
    """The whole page in one language."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    def say(word: str) -> str:
        return _WORDS[word].text(language)

    lessons = {path.name.partition("-")[0]: path for path in paths()}
    names = {rules.id: rules.name for rules in (*rulebook.regimes(), *rulebook.tables())}
    book = "rulebook.md" if language == "en" else "rulebook.zh.md"
    comma = ", " if language == "en" else "、"
    yield from (f"# {say('title')}", "", say("other"), "", say("made"), "", say("intro"), "")
    for number, asked in enumerate(questions(), start=1):
        yield from (f"## {number}. {asked.question.text(language)}", "", asked.answer.text(language), "")
        links = comma.join(
            f"[{id} {read(lessons[id]).front.title.text(language)}](../notebooks/{language}/{lessons[id].stem}.ipynb)"
            for id in asked.lessons
        )
        rules = comma.join(f"[{names[id].text(language)}]({book}#{id})" for id in asked.rules)
        yield f"*{ANSWERED[asked.answered].text(language)}*"
        yield ""
        yield f"- {say('lessons')}{say('colon')}{links}"
        yield f"- {say('rules')}{say('colon')}{rules}"
        yield ""


if __name__ == "__main__":
    for language in LANGUAGES:
        (HOUSE / "docs" / NAMES[language]).write_text(page(language), encoding="utf-8")
        print(HOUSE.joinpath("docs", NAMES[language]).relative_to(HOUSE))
