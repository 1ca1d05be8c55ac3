"""The quiz and the form of an exercise under the hands of a learner: JupyterLab, both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import aecourse
from aecourse.base.language import using
from tests.browser.jupyter import Lab
from tests.browser.quiet import rests
from tests.browser.views import AXE, show

CELLS = (
    'import aecourse\naecourse.set_language("{language}")',
    'aecourse.quiz("03")',
    'aecourse.check("start-share", ...)',
    'aecourse.check("whose-slip", ...)',
    'aecourse.exercises.predict("odr-rate", ...)',
)
WORDS = {
    "en": {
        "wrong": "Not yet.", "right": "Right.", "next": "Next question", "result": "See the result",
        "again": "Once more", "answer": "Your answer", "check": "Check", "hint": "Hint",
        "guess": "Note my guess", "noted": "Noted: 3.0 %", "kind": "Another kind of answer",
    },
    "zh": {
        "wrong": "还不对。", "right": "正确。", "next": "下一题", "result": "看结果",
        "again": "再做一遍", "answer": "你的答案", "check": "检查", "hint": "提示",
        "guess": "记下我的猜测", "noted": "记下了：3.0 %", "kind": "答案的形式不对",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def sheet(lab: Lab, desk: Page) -> Page:
    return show(lab, desk, "quiz", *CELLS)


@pytest.fixture
def words(lab: Lab) -> Iterator[dict[str, str]]:
    yield WORDS[lab.language]
    assert lab.troubles == []


def kept(lab: Lab) -> dict[str, dict[str, dict[str, Any]]]:
    place = lab.root / "progress.json"
    found: dict[str, dict[str, dict[str, Any]]] = {"exercises": {}, "quizzes": {}}
    return found | (json.loads(place.read_text(encoding="utf-8")) if place.exists() else {})


def test_a_quiz_by_keyboard_from_the_first_question_to_the_score(
    sheet: Page, lab: Lab, words: dict[str, str], artifacts: Path
) -> None:
    quiz = aecourse.quiz("03")
    card = sheet.locator(".ae-quiz")
    options = card.locator(".ae-option")
    rights = [question.right for question in quiz.questions]
    wrong = 1 if rights[0] == 0 else 0
    with using(lab.language):
        feedback = str(quiz.questions[0].options[wrong].feedback)
    options.nth(wrong).focus()
    sheet.keyboard.press("Tab")  # there and back: the hand before this one was a mouse
    sheet.keyboard.press("Shift+Tab")
    expect(options.nth(wrong)).to_be_focused()
    assert options.nth(wrong).evaluate("e => e.matches(':focus-visible')")
    sheet.keyboard.press("Enter")
    expect(card.locator(".ae-words")).to_have_text(f"{words['wrong']} {feedback}")
    expect(card.get_by_role("status")).to_have_text(f"{words['wrong']} {feedback}")
    expect(options.nth(wrong)).to_be_focused()
    assert Axe().run(sheet, ".ae-quiz", AXE).violations_count == 0
    for at, right in enumerate(rights):
        options.nth(right).focus()
        sheet.keyboard.press("Space")
        expect(card.locator(".ae-words").filter(has_text=words["right"])).to_have_count(1)
        last = at == len(rights) - 1
        forward = card.get_by_role("button", name=words["result" if last else "next"], exact=True)
        if at == 0:
            card.screenshot(path=artifacts / f"quiz-{lab.language}-question.png")
        forward.focus()
        sheet.keyboard.press("Enter")
        heading = card.locator(".ae-score" if last else ".ae-prompt")
        expect(heading).to_be_focused()
    total = len(rights)
    expect(card.locator(".ae-score")).to_contain_text(str(total - 1))
    assert Axe().run(sheet, ".ae-quiz", AXE).violations_count == 0
    card.screenshot(path=artifacts / f"quiz-{lab.language}-result.png")
    assert kept(lab)["quizzes"]["03"]["best"] == total - 1
    card.get_by_role("button", name=words["again"]).click()
    expect(options).to_have_count(len(quiz.questions[0].options))
    expect(card.locator(".ae-best")).to_contain_text(str(total - 1))


def test_no_key_in_a_card_reaches_the_notebook(sheet: Page, words: dict[str, str]) -> None:
    cells = sheet.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    sheet.locator(".ae-quiz .ae-option").first.focus()
    for key in ("a", "b", "d", "d", "j"):
        sheet.keyboard.press(key)
    assert cells.count() == before
    expect(sheet.locator(".ae-quiz .ae-option").first).to_be_focused()


def test_a_field_is_checked_by_enter_and_hints_follow(
    sheet: Page, lab: Lab, words: dict[str, str], artifacts: Path
) -> None:
    tries = kept(lab)["exercises"].get("start-share", {}).get("tries", 0)  # other pages share the record
    card = sheet.locator(".ae-card:has(.ae-form)").nth(0)
    field = card.get_by_role("textbox", name=words["answer"])
    field.fill("text")
    field.press("Enter")
    expect(card.locator(".ae-said")).to_have_attribute("data-status", "kind")
    expect(card.locator(".ae-said")).to_contain_text(words["kind"])
    field.fill("8 %")
    field.press("Enter")
    expect(card.locator(".ae-said")).to_have_attribute("data-status", "wrong")
    hint = card.get_by_role("button", name=words["hint"])
    hint.click()
    expect(card.locator(".ae-hints li")).to_have_count(1)
    card.screenshot(path=artifacts / f"form-{lab.language}-field.png")
    hint.click()
    expect(card.locator(".ae-hints li")).to_have_count(2)
    expect(hint).to_be_disabled()
    assert Axe().run(sheet, ".ae-card:has(.ae-field)", AXE).violations_count == 0
    field.fill("0,04")
    field.press("Enter")
    expect(card.locator(".ae-said")).to_have_attribute("data-status", "right")
    assert kept(lab)["exercises"]["start-share"]["solved"] is True
    assert kept(lab)["exercises"]["start-share"]["tries"] == tries + 2


def test_a_choice_by_arrow_keys_and_a_guess(sheet: Page, lab: Lab, words: dict[str, str], artifacts: Path) -> None:
    card = sheet.locator(".ae-card:has(.ae-choices)")
    group = card.get_by_role("group", name=words["answer"])
    group.get_by_role("radio").first.focus()
    for _ in range(3):
        sheet.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio").nth(3)).to_be_checked()
    card.get_by_role("button", name=words["check"]).click()
    expect(card.locator(".ae-said")).to_have_attribute("data-status", "right")
    assert Axe().run(sheet, ".ae-card:has(.ae-choices)", AXE).violations_count == 0
    card.screenshot(path=artifacts / f"form-{lab.language}-choice.png")
    guess = sheet.locator(".ae-card:has(.ae-form)").nth(2)
    guess.get_by_role("textbox").fill("3 %")
    guess.get_by_role("button", name=words["guess"]).click()
    expect(guess.locator(".ae-said")).to_contain_text(words["noted"])
    assert re.match(r"3\.0 %", str(kept(lab)["exercises"]["odr-rate"]["guess"]))


@pytest.mark.parametrize("width", [900, 683])
def test_no_width_breaks_them(sheet: Page, words: dict[str, str], width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 900})
    rests(sheet.locator(".ae-quiz"))
    for card in sheet.locator(".ae-card").all():
        outer = card.bounding_box()
        assert outer is not None
        for part in card.locator("button, input, p, li").all():
            box = part.bounding_box()
            if box is not None:
                assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
    sheet.set_viewport_size({"width": 1366, "height": 768})
