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


def test_each_question_has_an_id_of_its_own() -> None:
    assert len(QUESTIONS) == len({asked.id for asked in QUESTIONS})


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


# What of the answer stands in one of the lessons that the page leads to, in both languages.
TAUGHT = {
    "on-time-rate": ("from 90 % acceptable, below 80 %", "90 % 以上可接受，低于 80 %"),
    "five-days-holidays": ("Sundays out|weekends included", "周日不算|含周末"),
    "promotion-mistake": ("2, 12 or 48", "一般 2 分，严重 12 分"),
    "not-sold-penalty": ("2, 12 or 48", "一般 2 分，严重 12 分"),
    "snad-line": ("at least 5 orders|5 orders", "满 5 笔"),
    "dispute-rate": ("withdrawn", "撤销"),
    "holiday-mode": ("while the store is on holiday", "店铺休假期间"),
    "category-failed": ("only that one is closed", "只关闭那一个"),
    "gold-lost": ("waits for the next quarter", "要等下一季度"),
    "yearly-sales": ("10,000 US dollars for stores open longer than 730 days", "开店超过 730 天的，10,000 美元"),
    "deposit-lost": ("500 to 3,000 yuan", "违约金 500 到 3,000 元"),
    "deposit-back": ("within 30 days of closing", "关店后 30 天内退"),
    "false-shipment-appeal": ("list of fines", "罚单列表"),
    "false-shipment-dispute": ("false shipment", "虚假发货"),
    "average-stars": ("mean", "平均"),
    "low-score": ("below 60", "低于 60 分"),
    "which-level": ("ordinary, A and S", "普通、A、S"),
    "score-renewed": ("2nd", "2 日"),
    "leave-semi-managed": ("paid before 14:00", "14:00 前付款"),
    "jit-fined-from": ("[Ii]ts amount is not public", "扣多少没有公开"),
    "late-appeal": ("time left to appeal", "剩余申诉时间"),
    "twelve-points": ("account frozen for 7", "冻结账号 7 天"),
    "appeal-time": ("has 72 hours", "成交不卖是 72 小时"),
    "still-worth-it": ("transaction service fee", "交易服务费"),
    "early-payout": ("no longer hangs on the service grade", "跟服务等级脱钩"),
    "shipping-time": ("the seller's own promise", "卖家自己承诺"),
    "three-stars": ("3 stars|3 or less|three stars", "3 星"),
    "reviews-not-counted": ("5 US dollars|5 USD", "5 美元"),
}


def test_every_question_says_what_to_look_for() -> None:
    missing = {asked.id for asked in QUESTIONS} ^ TAUGHT.keys()
    assert not missing, f"say in TAUGHT what of the answer stands in a lesson: {sorted(missing)}"


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_the_lesson_that_the_page_leads_to_does_answer(asked: Question) -> None:
    text = "".join(LESSONS[number].read_text(encoding="utf-8") for number in asked.lessons)
    for pattern in TAUGHT[asked.id]:
        assert re.search(pattern, text), f"{asked.id}: {pattern} in lessons {asked.lessons}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_up_to_date_and_its_links_lead_somewhere(language: str) -> None:
    stored = (HOUSE / "docs" / NAMES[language]).read_text(encoding="utf-8")
    assert stored == page(language), "run: python -m tools.questions_page"
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", stored):
        assert (HOUSE / "docs" / target).exists(), target
    book = (HOUSE / "docs" / ("rulebook.md" if language == "en" else "rulebook.zh.md")).read_text(encoding="utf-8")
    for id in re.findall(r"rulebook[.a-z]*\.md#(\w+)", stored):
        assert f"### `{id}`" in book
