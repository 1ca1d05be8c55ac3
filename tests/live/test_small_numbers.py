"""SmallNumbers without a browser: the facts it shows, the picture it draws, how it behaves."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import join, set_language
from aecourse.base.palette import PALETTE
from aecourse.live import SmallNumbers
from aecourse.live.small_numbers.frame import Setting, minimums, small_frame
from aecourse.live.small_numbers.levers import KNOBS, RATINGS, STEPS
from aecourse.live.small_numbers.picture import HEIGHT, WIDTH, picture
from aecourse.live.small_numbers.words import details, finding, summary, verdict
from aecourse.live.svg import text_width
from aecourse.models.luck import bad_orders
from aecourse.rulebook import load
from tests.pictures import cut_or_touching, loaded_by, still_of, texts

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"
CASES = {
    "usual": Setting(),
    "no order": Setting(orders=0),
    "five": Setting(orders=5),
    "most": Setting(orders=5000),
    "beside a column": Setting(orders=60),
    "over the limit": Setting(share=0.09, limit=0.065, orders=120),
    "lucky": Setting(limit=0.08, orders=80, seed=8),
    "toss-up": Setting(share=0.2, limit=0.2, orders=5),
    "nothing bad": Setting(share=0.0, limit=0.005, orders=5000),
    "very close": Setting(share=0.195, limit=0.2, orders=5000),
    "no ratings": Setting(first_ratings=0, second_ratings=0),
    "surely better": Setting(first_mean=1, second_mean=5, second_ratings=5000),
    "same": Setting(first_mean=4.4),
}


# -- the facts ------------------------------------------------------------------------------------


def test_facts_are_those_of_luck() -> None:
    shown = small_frame(Setting())
    assert shown.now is not None
    bad = bad_orders(0.04, [30], seed=Setting().seed)[0]
    assert sum(shown.now.stores.values()) == 100
    assert shown.now.wrong == sum(count >= 2 for count in bad)  # 2 of 30 are 6.7 %
    assert shown.spared == sum(count == 2 for count in bad)
    assert shown.own_bad == bad[0]
    assert shown.own is not None
    assert shown.own.value == pytest.approx(bad[0] / 30)
    assert shown.path[-1] == (30, bad[0] / 30)
    assert shown.chance == pytest.approx(0.3388, abs=0.0001)


def test_rules_come_from_the_rulebook() -> None:
    assert [(it.rule.value, it.monthly and it.monthly.value) for it in minimums()] == [
        (30, None), (60, None), (30, 10),
    ]  # fmt: skip
    assert {it.rule.days for it in minimums()} == {90}
    for it, id in zip(minimums(), ("grade_2015_odr", "daily6", "store_score_2023"), strict=True):
        assert (it.rule.regime, it.rule.since) == (load(id).name, load(id).effective_from)
        assert it.rule.publisher
    shown = small_frame(Setting())
    assert shown.guard.value == load("grade_2015_odr")["odr_skip_if_bad_buyers_le"] == 2
    words = " ".join(details(shown, "en"))
    for part in (
        "Seller service grade 2015 (ODR) · from 5 Jan 2015 · keep1.net",
        "fewer in 90 days",
        "10 in 30 days",
        "illustrative",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("case", "en", "zh"),
    [
        ("usual", "with 30 orders, 35 of 100 still look too bad", "100 家里有 35 家看似超标"),
        ("over the limit", "still look good enough", "看似达标"),
        ("toss-up", "toss-up", "抛硬币"),
        ("most", "what shows is skill", "实力"),
        ("lucky", "other luck may differ", "换一批运气就未必"),
        ("no order", "nothing to judge", "无从评判"),
    ],
)
def test_finding_in_words(case: str, en: str, zh: str) -> None:
    shown = small_frame(CASES[case])
    said = join(list(finding(shown)))
    assert en in said.en
    assert zh in said.zh


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("usual", "Luck alone may explain the difference of 0.2 stars"),
        ("no ratings", "cannot be compared"),
        ("surely better", "Shop B is better, beyond luck: 4.0 stars"),
        ("same", "The same mean"),
    ],
)
def test_what_the_buyer_may_conclude(case: str, words: str) -> None:
    assert words in verdict(small_frame(CASES[case]), "en")


# -- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_picture_is_well_formed_and_no_labels_collide(case: str, language: str) -> None:
    drawn = picture(small_frame(CASES[case]), language)
    assert not re.search(r"\b(nan|None|inf)\b", drawn)
    assert not any("…" in words for words in texts(drawn))
    assert cut_or_touching(drawn, WIDTH, HEIGHT) == []


def test_answer_stands_in_the_picture_and_in_its_name() -> None:
    drawn = picture(small_frame(Setting()), "en")
    assert texts(drawn, "ae-rate") == ["35"]
    assert texts(drawn, "ae-grade") == ["317 orders"]
    assert texts(drawn, "ae-note") == ["≤ 1 in 20 wrong · illustrative limit"]
    assert texts(drawn, "ae-minimum") == ["✓", "✕", "✓"]
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    label = root.get("aria-label") or ""
    for words in ("35 of 100", "317 orders", "2 of 30 = 6.7 %", "0.2 stars"):
        assert words in label
    assert "317 笔" in summary(small_frame(Setting()), "zh")


@pytest.mark.parametrize(("setting", "arrows"), [(Setting(), 1), (Setting(orders=500), 0)])
def test_an_interval_that_goes_beyond_the_chart_ends_in_an_arrow(setting: Setting, arrows: int) -> None:
    drawn = ET.fromstring(picture(small_frame(setting), "en"))
    accent = PALETTE["accent"]
    assert sum(it.get("fill") == accent for it in drawn.iter(f"{SVG}polygon")) == arrows


@pytest.mark.parametrize(("orders", "free"), [(30, True), (60, False), (100, False), (1000, False)])
def test_a_minimum_has_its_number_under_the_axis_where_that_is_free(orders: int, free: bool) -> None:
    shown = small_frame(Setting(orders=orders))
    drawn = ET.fromstring(picture(shown, "en"))
    assert ("60" in ["".join(it.itertext()) for it in drawn.iter(f"{SVG}text")
                     if it.get("fill") == PALETTE["muted"]]) is free  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minimums_begin_at_one_line(language: str) -> None:
    drawn = ET.fromstring(picture(small_frame(Setting()), language))
    marks = [it for it in drawn.iter(f"{SVG}text") if it.get("class") == "ae-minimum"]
    assert len({it.get("x") for it in marks}) == 1


def test_no_order_is_not_assessed() -> None:
    shown = small_frame(CASES["no order"])
    assert texts(picture(shown, "en"), "ae-rate") == ["Not assessed"]
    assert texts(picture(shown, "zh"), "ae-rate") == ["不考核"]
    assert texts(picture(shown, "en"), "ae-minimum") == ["✕"] * 3
    assert repr(SmallNumbers(orders=0)) == "SmallNumbers(4.0 %, 0 orders, not assessed)"


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 40),
    st.sampled_from(STEPS),
    st.integers(1, 40),
    st.integers(1, 20),
    st.integers(10, 50),
    st.sampled_from(RATINGS),
)
def test_every_setting_gives_a_picture(share: int, orders: int, limit: int, seed: int, mean: int, ratings: int) -> None:
    shown = small_frame(Setting(share / 200, orders, limit / 200, seed, mean / 10, ratings, 4.4, 900))
    for language in LANGUAGES:
        drawn = picture(shown, language)
        ET.fromstring(drawn)
        assert "nan" not in drawn.lower()
        assert len(drawn) < 40_000
        for words in texts(drawn, "ae-finding") + texts(drawn, "ae-verdict"):
            assert text_width(words, 14, bold=True) <= WIDTH


# -- in code --------------------------------------------------------------------------------------


def test_repr_is_short_and_stable() -> None:
    assert repr(SmallNumbers()) == "SmallNumbers(4.0 %, 30 orders, 35 of 100 judged wrongly)"
    assert repr(SmallNumbers(language="zh")) == "SmallNumbers(4.0 %, 30 笔订单, 35/100 误判)"


def test_language_is_the_sessions_unless_said() -> None:
    set_language("zh")
    assert "仅因运气被误判" in SmallNumbers()._effect.value
    assert "by luck alone" in SmallNumbers(language="en")._effect.value
    set_language("en")
    with pytest.raises(ValueError, match="en"):
        SmallNumbers(language="fr")


def test_moving_a_lever_in_code_and_on_the_page_is_the_same() -> None:
    by_code, by_page = SmallNumbers(), SmallNumbers()
    by_code.set(share=0.07, orders=300, limit=0.05, first_mean=4.9, second_ratings=2)
    for name, value in {"share": 7.0, "orders": 300, "limit": 5.0, "first_mean": 4.9,
                        "second_ratings": 2}.items():  # fmt: skip
        by_page.sliders[name].value = value
    assert by_code.setting == by_page.setting
    assert by_code._effect.value == by_page._effect.value
    assert by_code.sliders["share"].value == pytest.approx(7.0)


@pytest.mark.parametrize("name", KNOBS)
def test_each_lever_acts_at_either_end_and_reset_returns(name: str) -> None:
    view = SmallNumbers()
    start = (view._effect.value, repr(view), view.sliders[name].value)
    for end in (KNOBS[name].low, KNOBS[name].high):
        view.set(**{name: end})
        assert view._effect.value != start[0]
    view.reset()
    assert (view._effect.value, repr(view), view.sliders[name].value) == start


def test_new_luck_changes_the_stores_and_not_the_truth() -> None:
    view = SmallNumbers()
    before = view.frame
    view.luck()
    assert view.setting.seed == before.setting.seed + 1
    assert view.frame.now != before.now
    assert (view.frame.chance, view.frame.needed) == (before.chance, before.needed)
    view.reset()
    assert view.frame == before


@pytest.mark.parametrize(
    ("levers", "error", "words"),
    [
        ({"share": 0.5}, CourseError, "between 0 and 0.2"),
        ({"orders": 30.5}, CourseError, "whole number between 0 and 5000"),
        ({"limit": "6 %"}, CourseError, "limit"),
        ({"first_mean": float("nan")}, CourseError, "first_mean must be"),
        ({"first_mean": 5.5}, CourseError, "between 1 and 5"),
        ({"order": 30}, UnknownName, "orders"),
    ],
)
def test_wrong_lever_teaches_and_changes_nothing(levers: dict[str, float], error: type[Exception], words: str) -> None:
    view = SmallNumbers()
    shown = view._effect.value
    with pytest.raises(error, match=words):
        view.set(**levers)
    assert view._effect.value == shown
    with pytest.raises(error, match=words):
        SmallNumbers(**levers)


def test_page_that_cannot_run_shows_picture_and_numbers() -> None:
    view = SmallNumbers()
    drawn, words = still_of(view)
    assert drawn == SmallNumbers.art.poster(view.frame, "en")
    assert {slider.description for slider in view.sliders.values()} <= set(texts(drawn))
    assert "35 of 100" in words


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.live.small_numbers.picture", "ipywidgets", "anywidget", "pandas") == []
