"""Transition without a browser: the facts it shows, the picture it draws, how it behaves in code."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import set_language
from aecourse.live import Transition
from aecourse.live.transition.frame import TransitionFrame, TransitionScenario, transition_frame
from aecourse.live.transition.picture import HEIGHT, WIDTH, picture, poster
from aecourse.live.transition.words import SHOWN, details, entry_terms, summary
from aecourse.models.market import QUANTITIES, Market
from aecourse.models.unravelling import transition
from tests.pictures import cut_or_touching, ends, loaded_by, page_of, texts, unfinished

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"


def frame(before: dict[str, float] | None = None, seed: int = 1, **levers: float) -> TransitionFrame:
    scenario = TransitionScenario.create(seed=seed, language="en")
    if before is not None:
        scenario.move(**before)
        scenario.before = scenario.market
    scenario.move(**levers)
    return transition_frame(scenario)


CASES = {
    "usual": frame(),
    "compared": frame({"tell": 0.8}, tell=0.3),
    "no fee": frame(fee=0),
    "blind": frame(tell=0),
    "clear": frame(tell=1),
    "emptied": frame(seed=3, tell=0.2),
    "saved": frame(seed=2, fee=20_000, quality_cost=12),
    "poorer": frame(fee=5_000, tell=0.3, quality_cost=10),
    "dear": frame(fee=50_000, breadth=8, refund=False),
    "hardly": frame(tell=0.3),
    "late": frame(fee=50_000, fee_from=30),
}

# -- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_picture_is_well_formed_and_never_shows_a_non_number(case: str, language: str) -> None:
    for drawn in (picture(CASES[case], language), poster(CASES[case], language)):
        assert unfinished(drawn) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_words_stay_inside_and_never_lie_on_each_other(case: str, language: str) -> None:
    drawn = picture(CASES[case], language)
    assert f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}"' in drawn
    assert cut_or_touching(drawn, WIDTH, HEIGHT) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [["With the fee goods are better: 63 against 53 of 100."], ["53", "63"],
                ["⚠ illustrative model"], ["refund 50 %, 100 %"]]),
        ("zh", [["收费的一边货更好：63 分对 53 分。"], ["53", "63"], ["⚠ 示意模型"],
                ["返还 50 %、100 %"]]),
    ],
)  # fmt: skip
def test_answer(language: str, expected: list[list[str]]) -> None:
    drawn = picture(CASES["usual"], language)
    names = ("ae-finding", "ae-quality", "ae-badge", "ae-back")
    assert [texts(drawn, name) for name in names] == expected


def test_figures_are_those_of_the_model() -> None:
    both = transition(Market())
    shown = texts(picture(CASES["usual"], "en"), "ae-figure")
    for at, cells in ((both.free, shown[:6]), (both.paid, shown[6:])):
        assert at.last.price is not None
        assert cells[:3] == [f"{at.last.sellers} / 120", str(at.general), f"{at.last.price:.2f}"]
        assert cells[3:5] == [f"{at.covered} / 13", f"{100 * at.last.trust:.0f}"]
        assert cells[5] == ("not yet" if at.settled is None else str(at.settled))


def test_every_seller_is_on_both_sides() -> None:
    it = CASES["usual"]
    for side in it.sides:
        assert len(side.dots) == 120
        assert sum(dot.here for dot in side.dots) == side.last.sellers
        assert sum(dot.here and dot.general for dot in side.dots) == side.general
    assert [dot.quality for dot in it.free.dots] == [dot.quality for dot in it.paid.dots]
    drawn = picture(it, "en")
    marks = drawn.count("<circle") + drawn.count("<polygon")
    assert marks == 2 * 120 + 3


def test_the_rule_stands_on_the_page_with_dates_and_sources() -> None:
    for language, told in (
        ("en", "Annual fee 2016 · 1 Jan 2016 – 26 Nov 2019 · maijiaw.com, jiutoushe.cn"),
        ("zh", "2016 年技术服务年费 · 2016 年 1 月 1 日 – 2019 年 11 月 26 日 · maijiaw.com、jiutoushe.cn"),
    ):
        assert told in texts(poster(CASES["usual"], language))
        assert told in page_of(Transition(language=language))


@pytest.mark.parametrize(
    ("month", "en", "zh"),
    [
        (24, "10,000 RMB per category after 2 years", "满 2 年后，每个类目 10,000 元"),
        (12, "10,000 RMB per category after 1 year", "满 1 年后，每个类目 10,000 元"),
        (30, "10,000 RMB per category after 30 months", "满 30 个月后，每个类目 10,000 元"),
        (0, "10,000 RMB per category from the start", "从第 1 个月起，每个类目 10,000 元"),
    ],
)
def test_the_fee_begins_where_its_line_stands(month: int, en: str, zh: str) -> None:
    it = transition_frame(TransitionScenario.create(Market(fee_from=month)))
    assert (entry_terms(it.paid, it.market).en, entry_terms(it.paid, it.market).zh) == (en, zh)
    assert en in texts(picture(it, "en"))
    assert zh in texts(picture(it, "zh"))


def test_the_refund_is_the_rulebooks() -> None:
    table = rulebook.table("fee_2016")
    drawn = ET.fromstring(picture(CASES["usual"], "en"))
    dashed = [line for line in drawn.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    steps = table["refund.typical"]
    assert len(dashed) == len(steps) + 2  # and their key, and that of the courses
    for language in LANGUAGES:
        tip = Transition(language=language).refund.tooltip
        for step, sales in steps.items():
            assert f"{sales:,}" in tip
            assert f"{100 * table['refund.share'][step]:.0f} %" in tip


def test_without_refund_there_are_no_steps() -> None:
    assert texts(picture(CASES["dear"], "en"), "ae-back") == []
    assert texts(picture(CASES["no fee"], "en"), "ae-back") == []


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("usual", r"^With the fee goods are better"),
        ("no fee", r"^Without a fee both platforms are the same\. \d+ sellers, \d+ of them"),
        ("blind", r"^Both platforms are empty\. .* lemons\.$"),
        ("emptied", r"^The fee has emptied the platform\. Free entry: \d+ sellers"),
        ("poorer", r"^With the fee goods are poorer: 56 against 60 of 100"),
        ("saved", r"^Only with the fee is there a market left\. Paid entry: \d+ sellers"),
        ("hardly", r"^The fee hardly moves quality: 43 against 44 of 100\. Sellers 13 instead of 45"),
    ],
)
def test_the_finding(case: str, words: str) -> None:
    said = " ".join(phrase.en for phrase in CASES[case].finding)
    assert re.search(words, said), said


def test_before_is_shown_only_when_asked() -> None:
    was = transition(Market(tell=0.8))
    assert was.free.last.quality is not None
    first = f"before: {100 * was.free.last.quality:.0f}, {was.free.last.sellers} sellers"
    assert texts(picture(CASES["compared"], "en"), "ae-before")[0] == first
    assert "before" not in picture(CASES["usual"], "en")


def test_picture_has_a_name_that_tells_the_result() -> None:
    label = ET.fromstring(picture(CASES["compared"], "en")).get("aria-label") or ""
    for words in ("Free entry", "Paid entry", "before: ", "illustrative model", "sellers", "trust"):
        assert words in label
    assert "收费入驻：卖家 68 家（共 120 家）" in summary(CASES["usual"], "zh")
    lines = details(CASES["usual"], "en")
    assert len(lines) == 16
    assert lines[0].startswith("Free entry, end of year 1: ")


@settings(max_examples=60, deadline=None)
@given(ends(QUANTITIES, SHOWN), st.booleans(), st.integers(1, 5), st.sampled_from(LANGUAGES))
def test_levers_at_their_ends_give_a_picture(levers: dict[str, float], refund: bool, seed: int, language: str) -> None:
    assert unfinished(picture(frame(seed=seed, refund=refund, **levers), language)) == []


# -- the view -------------------------------------------------------------------------------------


def test_repr_is_short_and_stable() -> None:
    assert repr(Transition()) == repr(Transition(language="en"))
    assert repr(Transition(language="en")) == (
        "Transition(free entry: quality 53, 71 sellers, 23 general; "
        "paid entry: quality 63, 68 sellers, 14 general; illustrative)"
    )
    assert repr(Transition(language="zh")).startswith("Transition(免费入驻：品质 53，卖家 71 家")


def test_language_is_the_sessions_unless_said() -> None:
    set_language("zh")
    assert Transition().sliders["fee"].description == "经营大类年费"
    assert Transition(language="en").sliders["fee"].description == "Fee per category"


@pytest.mark.parametrize("name", SHOWN)
def test_moving_a_lever_in_code_and_on_the_page_is_the_same(name: str) -> None:
    by_code, by_hand = Transition(), Transition()
    value = QUANTITIES[name].high
    by_code.set(**{name: int(value) if name == "breadth" else value})
    by_hand.sliders[name].value = by_code.sliders[name].value
    assert by_hand.frame == by_code.frame
    assert by_hand.frame != Transition().frame


def test_the_refund_can_be_chosen_and_follows() -> None:
    view = Transition()
    start = view._effect.value
    view.refund.value = False
    assert view.market.refund is False
    assert view._effect.value != start
    view.reset()
    assert view.refund.value is True
    assert view._effect.value == start
    view.set(refund=False)
    assert view.refund.value is False


def test_reset_and_compare() -> None:
    view = Transition()
    start = view._effect.value
    view.set(tell=0.9, fee=30_000)
    view.compare()
    assert view.frame.before is not None
    assert view.scenario.before == Market()
    assert view._compare is not None
    assert view._compare.description == "Compare from here"
    view.reset()
    assert view._effect.value == start


def test_a_wrong_lever_teaches_and_changes_nothing() -> None:
    view = Transition()
    start = view.frame
    with pytest.raises(UnknownName, match="fee"):
        view.set(fees=3)
    with pytest.raises(CourseError, match="between 0 and 1"):
        view.set(tell=40)
    assert view.frame == start
    with pytest.raises(CourseError, match=r"a Market, such as Market\("):
        Transition("market")  # type: ignore[arg-type]


def test_a_fee_between_the_steps_is_kept() -> None:
    view = Transition(Market(fee=12_345))
    assert view.sliders["fee"].value == 12_345
    assert 12_345 in view.knobs["fee"].stops  # where the mark of before stands
    view.set(fee=777)
    assert view.market.fee == view.sliders["fee"].value == 777


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_is_told_with_its_reason(language: str) -> None:
    page = page_of(Transition(language=language))
    for it in QUANTITIES.values():
        assert it.reason.text(language) in page
    assert ("have nothing to do with one another" if language == "en" else "互不相关") in page


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.live.transition.picture", "ipywidgets", "anywidget", "matplotlib", "pandas") == []
