"""The questions that sellers ask: each is answered, or said to be beyond public facts, with its links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aecourse import rulebook
from tools.lessons.source import paths
from tools.questions_page import ANSWERED, NAMES, Question, page, questions

HOUSE = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUESTIONS = questions()
LESSONS = {path.name.partition("-")[0]: path for path in paths()}
RULES = {rules.id: rules for rules in (*rulebook.regimes(), *rulebook.tables())}


def test_the_gathered_questions_are_all_there() -> None:
    assert len(QUESTIONS) == len({asked.id for asked in QUESTIONS}) == 28


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_every_question_has_its_answer_and_its_place(asked: Question) -> None:
    for text in (asked.question, asked.answer):
        assert text.en.isascii() and CHINESE.search(text.zh)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text.zh)
    assert asked.question.en.endswith("?") and asked.question.zh.endswith("？")
    assert asked.lessons and set(asked.lessons) <= set(LESSONS)
    assert asked.rules and set(asked.rules) <= set(RULES)
    assert asked.answered in ANSWERED


@pytest.mark.parametrize("asked", [q for q in QUESTIONS if q.answered == "no"], ids=lambda asked: asked.id)
def test_what_public_facts_cannot_answer_rests_on_an_unknown(asked: Question) -> None:
    assert "not public" in asked.answer.en and "没有公开" in asked.answer.zh
    assert any(RULES[id].unknown for id in asked.rules)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_up_to_date_and_its_links_lead_somewhere(language: str) -> None:
    stored = (HOUSE / "docs" / NAMES[language]).read_text(encoding="utf-8")
    assert stored == page(language), "run: python -m tools.questions_page"
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", stored):
        assert (HOUSE / "docs" / target).exists(), target
    book = (HOUSE / "docs" / ("rulebook.md" if language == "en" else "rulebook.zh.md")).read_text(encoding="utf-8")
    for id in re.findall(r"rulebook[.a-z]*\.md#(\w+)", stored):
        assert f"### `{id}`" in book
