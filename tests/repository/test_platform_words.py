"""The platform's own words stand where a learner looks for them, and no other word in their place.

One row a word of the list that was gathered: what the platform prints, where it must stand here, and
what must not stand for it in any text of the course.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY, CHINESE = "aecourse/app/glossary.toml", "docs/rulebook.zh.md"
LESSON_6, LESSON_6B = "lessons/06-from-metrics-to-scores.md", "lessons/06b-rules-of-today.md"
LESSON_7 = "lessons/07-tiers-and-traffic.md"
VOCABULARY, MINE = "aecourse/rulebook/vocabulary.toml", "aecourse/rulebook/mine.toml"
REGIMES, TABLES = "aecourse/rulebook/regimes", "aecourse/rulebook/tables"


class Word(NamedTuple):
    """A word of the platform: the files in which it must stand, and what never stands for it."""

    printed: str
    places: tuple[str, ...]
    never: str = ""  # a regular expression
    but: tuple[str, ...] = ()  # files that may name the other word


WORDS = (
    Word("Transaction Non-fulfillment", (GLOSSARY,)),
    Word("Very Serious Violations", (GLOSSARY,), "极其严重违规|非常严重违规"),
    Word("特别严重违规", (GLOSSARY, f"{REGIMES}/capability_2022.toml"), "极严重"),
    Word("及格", (VOCABULARY, LESSON_6, f"{REGIMES}/store_score_2023.toml")),
    Word("单项指标特别差", (LESSON_6B, f"{REGIMES}/store_score_2023.toml", "aecourse/scoring/outcomes/store_score.py"),
         "单项极差|单项特别差"),
    Word("底线值", (LESSON_6B, f"{REGIMES}/store_score_2023.toml", GLOSSARY), "下限值"),
    Word("自然日，剔除", (VOCABULARY, GLOSSARY)),
    Word("按自然日计，剔除", (f"{REGIMES}/online_multi_2022.toml",)),
    Word("美西时间", (GLOSSARY, LESSON_6B, f"{REGIMES}/jit_2024.toml", "aecourse/live/order_explorer/words.toml",
                      "aecourse/models/deadline.toml"), "太平洋标准时间|西海岸时间",
         but=("aecourse/orders/reading/clocks.toml",)),  # words that other programs' headings may have
    Word("72H上网率", (GLOSSARY,)),
    Word("IM24小时回复率", (GLOSSARY,)),
    Word("SNAD纠纷率", (GLOSSARY,)),
    Word("卖家分项评分", (GLOSSARY, f"{TABLES}/dsr.toml", CHINESE), "店铺动态评分"),
    Word("Shipping speed", (GLOSSARY, f"{TABLES}/dsr.toml"), "店铺评分（DSR）"),
    Word("shipping speed", (f"{TABLES}/dsr.toml", "lessons/04-reviews-and-dsr.md")),
    Word("卖家服务", (GLOSSARY, f"{TABLES}/dsr.toml", LESSON_6)),
    Word("物品运送时间合理性", (f"{TABLES}/dsr.toml",)),
    Word("沟通质量及回应速度", (f"{TABLES}/dsr.toml",)),
    Word("Positive Feedback Ratings", (GLOSSARY,)),
    Word("Feedback Score", (GLOSSARY,)),
    Word("信用积分", (GLOSSARY, f"{TABLES}/feedback.toml")),
    Word("买家不良体验订单率", (GLOSSARY, "aecourse/rulebook/metrics.toml")),
    Word("货不对版仲裁提起率", (GLOSSARY,)),
    Word("裁决提起率", (GLOSSARY,)),
    Word("罚扣", (GLOSSARY, LESSON_6B, MINE, f"{REGIMES}/jit_2024.toml", f"{REGIMES}/online_48h_2024.toml"),
         "每笔逾期订单的罚款|每单罚款"),
    Word("扣分", (GLOSSARY, LESSON_6, MINE)),
    Word("违约金", (GLOSSARY, LESSON_6B, MINE, f"{TABLES}/deposit_2019.toml")),
    Word("罚单", (GLOSSARY, LESSON_6B, MINE, f"{TABLES}/modes.toml")),
    Word("违背发货承诺", (f"{REGIMES}/online_48h_2024.toml", MINE)),
    Word("物流上网超时", (f"{REGIMES}/online_48h_2024.toml", f"{TABLES}/modes.toml")),
    Word("商家分层", (GLOSSARY, LESSON_6B, LESSON_7, f"{TABLES}/merchant_tiers_2024.toml"), "商户分级|卖家分层"),
    Word("区域 SA", (GLOSSARY, LESSON_6B, LESSON_7, f"{TABLES}/merchant_tiers_2024.toml")),
    Word("全球 SA", (GLOSSARY, LESSON_6B, LESSON_7)),
    Word("半托管", (GLOSSARY, LESSON_6B, MINE), "半管理|半管店铺"),
    Word("全托管", (GLOSSARY, LESSON_6B, MINE, VOCABULARY), "完全托管|全管理"),
    Word("full custody", (GLOSSARY,)),
    Word("海外托管", (GLOSSARY, f"{TABLES}/modes.toml")),
    Word("即时发货", (GLOSSARY, LESSON_6B, MINE, f"{REGIMES}/jit_2024.toml"), "准时制|及时发货"),
    Word("仓发", (GLOSSARY,)),
    Word("商家自运营", (GLOSSARY, LESSON_6B)),
    Word("POP", (GLOSSARY, LESSON_6B, MINE, VOCABULARY)),
    Word("跨境卖家中心", (GLOSSARY, LESSON_6B, MINE, f"{TABLES}/modes.toml")),
)  # fmt: skip


@cache
def texts() -> dict[str, str]:
    """Every text of the course that a learner meets, by its path."""
    found = {}
    for folder, endings in {"aecourse": (".py", ".toml"), "lessons": (".md",), "docs": (".md",)}.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and path.name != "decisions.md":
                found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.printed)
def test_the_platform_s_word_stands_where_it_is_looked_for(word: Word) -> None:
    for place in word.places:
        assert word.printed in texts()[place], f"{place}: {word.printed}"


@pytest.mark.parametrize("word", [word for word in WORDS if word.never], ids=lambda word: word.printed)
def test_no_other_word_stands_in_its_place(word: Word) -> None:
    for path, text in texts().items():
        found = None if path in word.but else re.search(word.never, text)
        assert found is None, f"{path}: {found and found[0]}: the platform prints {word.printed}"


def test_the_score_of_2023_passes_or_fails_and_does_not_meet_a_standard() -> None:
    """达标 is a word of other rules: neither the rule's own text nor a sentence on 2023 has it."""
    told = texts()[f"{REGIMES}/store_score_2023.toml"] + texts()["aecourse/scoring/outcomes/store_score.py"]
    told += "".join(line for line in (texts()[LESSON_6] + texts()[LESSON_6B]).splitlines() if "2023" in line)
    assert "达标" not in told


def test_the_rule_of_2022_counts_natural_days_and_never_working_days() -> None:
    assert "工作日" not in texts()[f"{REGIMES}/online_multi_2022.toml"]
    for path, text in texts().items():
        for line in text.splitlines():
            if "2022 年 5 月 6 日" in line:
                assert "工作日" not in line, path
