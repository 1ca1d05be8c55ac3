"""TierLadder without a browser: the facts it shows, the picture it draws, how it behaves in code."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import set_language
from aecourse.live import TierLadder
from aecourse.live.tier_ladder.frame import LadderFrame, LadderScenario, ladder_frame
from aecourse.live.tier_ladder.picture import HEIGHT, WIDTH, picture, poster
from aecourse.live.tier_ladder.words import SHOWN, details, summary
from aecourse.models.ladder import QUANTITIES, Assumptions, Shop
from tests.pictures import cut_or_touching, ends, loaded_by, page_of, texts, unfinished

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"


def frame(before: dict[str, float] | None = None, seed: int = 1, **levers: float) -> LadderFrame:
    scenario = LadderScenario.create(seed=seed, language="en")
    if before is not None:
        scenario.move(**before)
        scenario.before = scenario.standing
    scenario.move(**levers)
    return ladder_frame(scenario)


BEST = {"score": 100, "strength": 3, "conversion": 0.08, "order_value": 100,
        "mean_visits": 60_000, "start_gmv": 100_000}  # fmt: skip
CASES = {
    "usual": frame(),
    "compared": frame({"score": 70}, score=95),
    "far apart": frame(BEST, start_gmv=20_000, conversion=0.004, months=36),
    "at the top": frame({"score": 0, "months": 36}, **BEST),
    "falls": frame(start_gmv=60_000, score=40, conversion=0.01),
    "cannot hold": frame(start_gmv=100_000, conversion=0.002),
    "stuck": frame(start_gmv=1_500, score=70),
    "score plays no part": frame(strength=0),
    "no order": frame(start_gmv=0, conversion=0),
    "on a border": frame(start_gmv=5_000, months=3),
    "three months": frame({"months": 36}, months=3),
}  # fmt: skip


def said(it: LadderFrame, language: str) -> str:
    """The finding as one sentence."""
    gap, stop = ("；", "。") if language == "zh" else ("; ", ".")
    return gap.join(clause.text(language) for clause in it.finding) + stop


# -- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_picture_is_well_formed_and_never_shows_a_non_number(case: str, language: str) -> None:
    for drawn in (picture(CASES[case], language), poster(CASES[case], language)):
        assert unfinished(drawn) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_labels_never_collide_and_nothing_is_cut(case: str, language: str) -> None:
    assert cut_or_touching(picture(CASES[case], language), WIDTH, HEIGHT) == []


@pytest.mark.parametrize("case", CASES)
def test_the_finding_is_not_cut(case: str) -> None:
    for language in LANGUAGES:
        shown = texts(picture(CASES[case], language), "ae-finding")
        gap = "" if language == "zh" else " "
        assert gap.join(shown) == said(CASES[case], language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Tier 4", "⚠ Article only · GMV window not stated",
                "path: illustrative strengths", "Gini ≥ 0.33", "pull × 1.15"]),
        ("zh", ["第 4 层级", "⚠ 仅见于文章 · 成交额统计周期未说明", "路径：示意强度",
                "基尼系数 ≥ 0.33", "作用 × 1.15"]),
    ],
)  # fmt: skip
def test_answer_in_words(language: str, expected: list[str]) -> None:
    drawn = picture(CASES["usual"], language)
    names = ("ae-tier", "ae-badge", "ae-note", "ae-gini", "ae-pull")
    assert [texts(drawn, name) for name in names] == [[words] for words in expected]


def test_facts_of_the_article_are_on_the_screen() -> None:
    said = texts(picture(CASES["usual"], "en"))
    for words in ("70 %", "40 %", "20 %", "30 %", "10 %", "0.57 ×", "1.50 ×", "3.00 ×",
                  "0–1,000 USD", "above 50,000 USD"):  # fmt: skip
        assert words in said
    heading = texts(poster(CASES["usual"], "en"))
    assert "Store tiers by turnover (GMV) · article B, undated" in heading
    assert "tier borders retold by amz123.com" in heading


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("usual", r"^Climbs from tier 1 to tier 4 by month 8; .* below \d+ ends in tier [123]\.$"),
        ("at the top", r"^Ends where it began, in tier 5; "),
        ("falls", r"^Falls from tier 5 to tier \d by month \d+; .*(ends in tier 5|ends higher)\.$"),
        ("cannot hold", r"not even a score of 100 ends higher\.$"),
        ("stuck", r"^Ends where it began, in tier 2; .* a score of \d+ ends in tier [345]\.$"),
        ("score plays no part", r"(any score does|not even a score of 100 ends higher)\.$"),
        ("no order", r"^No order in month 24: .* not assessed\.$"),
    ],
)
def test_the_finding(case: str, words: str) -> None:
    assert re.search(words, said(CASES[case], "en")), CASES[case].finding


def test_the_finding_speaks_true() -> None:
    """The score that the sentence names is where the end changes."""
    it = CASES["usual"]
    found = re.search(r"below (\d+) ends in tier (\d)", said(it, "en"))
    assert found is not None
    score, tier = map(int, found.groups())
    assert frame(score=score).now.last.tier >= 4
    assert frame(score=score - 1).now.last.tier == tier


def test_no_order_is_not_assessed() -> None:
    assert "not assessed" in texts(picture(CASES["no order"], "en"), "ae-node")
    assert "不考核" in texts(picture(CASES["no order"], "zh"), "ae-node")


def test_before_is_shown_only_when_asked() -> None:
    drawn = picture(CASES["compared"], "en")
    assert texts(drawn, "ae-before")[0].startswith("before: tier 2, ")
    assert "ae-path-before" in drawn
    assert "before" not in picture(CASES["usual"], "en")


def test_picture_has_a_name_that_tells_the_result() -> None:
    root = ET.fromstring(picture(CASES["compared"], "en"))
    assert root.get("role") == "img"
    label = root.get("aria-label") or ""
    for words in ("Tier 4", "USD per month", "1.50 ×", "Climbs", "before: tier 2", "Article only",
                  "illustrative"):  # fmt: skip
        assert words in label
    assert "第 4 层级" in summary(CASES["usual"], "zh")
    assert "Tiers 1–2: 70 % of stores, 40 % of traffic, each store 0.57 × the average store's" in details(
        CASES["usual"], "en"
    )
    assert sum("Month " in line for line in details(CASES["usual"], "en")) == 24


@settings(max_examples=60, deadline=None)
@given(ends(QUANTITIES, SHOWN), st.integers(1, 5), st.sampled_from(LANGUAGES))
def test_levers_at_their_ends_give_a_picture(levers: dict[str, float], seed: int, language: str) -> None:
    assert unfinished(picture(frame(seed=seed, **levers), language)) == []


# -- the view -------------------------------------------------------------------------------------


def test_repr_is_short_and_stable() -> None:
    assert repr(TierLadder()) == repr(TierLadder())
    assert re.fullmatch(
        r"TierLadder\(tier 1 -> 4 in 24 months, [\d,]+ USD a month, illustrative\)", repr(TierLadder(language="en"))
    )
    assert repr(TierLadder(language="zh")).startswith("TierLadder(第 1 → 第 4 层级，24 个月，")


def test_language_is_the_sessions_unless_said() -> None:
    set_language("zh")
    assert TierLadder().sliders["score"].description == "服务分"
    assert TierLadder(language="en").sliders["score"].description == "Service score"


@pytest.mark.parametrize("name", SHOWN)
def test_moving_a_lever_in_code_and_on_the_page_is_the_same(name: str) -> None:
    by_code, by_hand = TierLadder(), TierLadder()
    it = QUANTITIES[name]
    value = round(it.low + round((it.high - it.low) / it.step / 5) * it.step, 6)
    if name == "months":
        value = int(value)
    by_code.set(**{name: value})
    by_hand.sliders[name].value = by_code.sliders[name].value
    assert by_hand.frame == by_code.frame
    assert by_hand.frame != TierLadder().frame


def test_a_turnover_between_the_steps_is_kept() -> None:
    view = TierLadder(Shop(start_gmv=777))
    assert view.sliders["start_gmv"].value == 777
    assert 777 in view.knobs["start_gmv"].stops  # where the mark of before stands
    view.set(start_gmv=4_321)
    assert view.sliders["start_gmv"].value == 4_321
    assert view.shop.start_gmv == 4_321
    view.reset()
    assert view.shop.start_gmv == 777


def test_reset_and_compare() -> None:
    view = TierLadder()
    start = view._effect.value
    view.set(score=40, strength=2)
    assert view.assumptions.strength == 2
    view.compare()
    assert view.frame.before is not None
    assert view.frame.before.shop == Shop()
    assert view._compare.description == "Compare from here"
    view.compare()
    assert view.frame.before.shop.score == 40
    view.reset()
    assert view._effect.value == start
    assert view.sliders["score"].value == Shop().score


def test_a_wrong_lever_teaches_and_changes_nothing() -> None:
    view = TierLadder()
    start = view.frame
    with pytest.raises(UnknownName, match="score"):
        view.set(scores=3)
    with pytest.raises(CourseError, match="between 0 and 100"):
        view.set(score=300)
    assert view.frame == start
    with pytest.raises(CourseError, match=r"such as Shop\("):
        TierLadder(Assumptions())  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_is_told_with_its_reason(language: str) -> None:
    page = page_of(TierLadder(language=language))
    for it in QUANTITIES.values():
        if it.group == "assumed":
            assert it.reason.text(language) in page
    assert ("does not say over how many days" if language == "en" else "按多少天累计") in page


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.live.tier_ladder.picture", "ipywidgets", "anywidget", "matplotlib", "pandas") == []
