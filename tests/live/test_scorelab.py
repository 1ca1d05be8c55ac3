"""ScoreLab without a browser: the facts it shows, the picture it draws, how it behaves in code."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets import HTML

from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import Phrase, set_language
from aecourse.base.palette import DARK, PALETTE
from aecourse.live import OrderExplorer, ScoreLab
from aecourse.live.scales import HeldScales
from aecourse.live.scorelab.extent import Extent
from aecourse.live.scorelab.facts import OffendingOrder, Scored, ScoreFrame
from aecourse.live.scorelab.frame import SHOWN, score_frame
from aecourse.live.scorelab.orders import offending_orders
from aecourse.live.scorelab.picture import HEIGHT, WIDTH, picture, poster
from aecourse.live.scorelab.scenario import Scenario
from aecourse.live.scorelab.words import details, limit_text, orders_heading, summary, window_text
from aecourse.live.svg import shorten, spread, text_width, wrap
from aecourse.orders import load_sample
from aecourse.rulebook import load
from aecourse.scoring.assessment import assess
from aecourse.scoring.outcomes import Reason
from aecourse.simulation.orders import LEVERS, Store, simulate
from aecourse.simulation.stores import STORES
from tests.pictures import contrast, cut_or_touching, loaded_by, shapes, still_of, texts
from tests.worked import clean, dispute
from tests.worked import orders as worked

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"
GRADES = (Phrase("Excellent", "优秀"), Phrase("Good", "良好"), Phrase("Pass", "及格"), Phrase("Fail", "不及格"))
LIMITS = {
    "odr": {"excellent": 0.035, "good": 0.06, "pass": 0.12},
    "positive_rate": {"excellent": 0.97, "good": 0.95, "pass": 0.9},
    "liable_rate": {"excellent": 0.001, "good": 0.005, "pass": 0.05},
}
TOO_FEW = Reason("few", Phrase("Too few orders", "订单太少"))


def scored(bad: int, of: int, band: int | None = 1, **more: object) -> Scored:
    share = bad / of if of else None
    values = {
        "numerator": bad,
        "denominator": of,
        "low": None if share is None else share * 0.75,
        "high": None if share is None else min(share * 1.35, 1.0),
        "assessed": band is not None,
        "reasons": () if band is not None else (TOO_FEW,),
        "grade": None if band is None else GRADES[band],
        "band": None if band is None else GRADES[band],
        "conditions": (bad // 2, bad // 3, bad // 4, bad // 8, bad // 20),
        "rolling": tuple(share for _ in range(90)),
    }
    return Scored(**{**values, **more})  # type: ignore[arg-type]


def frame(now: Scored | None = None, **more: object) -> ScoreFrame:
    values = {
        "store": "a-store",
        "title": Phrase("Seller service grade 2015 (ODR)", "2015 年卖家服务等级"),
        "first": date(2015, 7, 3),
        "last": date(2015, 9, 30),
        "now": now or scored(37, 902),
        "before": None,
        "conditions": tuple(Phrase(f"Condition {i}", f"条件 {i}") for i in range(5)),
        "limits": (0.035, 0.06, 0.12),
        "bands": GRADES,
        "illustrative": True,
        "check_days": (date(2015, 7, 31), date(2015, 8, 31), date(2015, 9, 30)),
        "offending": (
            OffendingOrder(
                "A-000412",
                Phrase("1★", "1 星"),
                Phrase("Not received", "未收到货"),
                Phrase("reviewed 14 Aug", "8 月 14 日评价"),
            ),
        ),
    }
    values |= more
    held = Extent(HeldScales(), "a store")
    shown = [one for one in (values["now"], values["before"]) if isinstance(one, Scored)]
    limits = cast(tuple[float, ...], values["limits"])
    reaches = {
        "bars": held.bars(shown), "axis": held.axis(shown, limits),
        "course": held.course(shown, "odr"),
    }  # fmt: skip
    return ScoreFrame(**{**reaches, **values})  # type: ignore[arg-type]


# -- the picture ----------------------------------------------------------------------------------

CASES = {
    "usual": frame(),
    "compared": frame(before=scored(58, 905, 2)),
    "much worse": frame(scored(402, 902, 3), before=scored(20, 905, 0)),
    "few": frame(scored(2, 24, None)),
    "no order": frame(scored(0, 0, None), offending=()),
    "nothing bad": frame(scored(0, 902, 0), offending=()),
    "everything bad": frame(scored(902, 902, 3)),
    "limits unknown": frame(scored(37, 902, None, assessed=True), limits=(), bands=()),
    "held": frame(scored(37, 902, held_by=Phrase("because of x", "受 x 影响"))),
    "gap": frame(scored(3, 90, rolling=(None,) * 40 + (0.03,) * 20 + (None,) * 10 + (0.04,) * 20)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_picture_is_well_formed_and_never_shows_a_non_number(case: str, language: str) -> None:
    for drawn in (picture(CASES[case], language), poster(CASES[case], language)):
        ET.fromstring(drawn)
        assert not re.search(r"\b(nan|None|NaT|inf)\b", drawn)
        assert "�" not in drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_labels_never_collide_and_nothing_is_cut(case: str, language: str) -> None:
    assert cut_or_touching(picture(CASES[case], language), WIDTH, HEIGHT) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["4.1 %", "37 of 902 orders", "✓ Assessed", "Good", "illustrative limits"]),
        ("zh", ["4.1 %", "902 笔中有 37 笔", "✓ 参与考核", "良好", "示意标准"]),
    ],
)  # fmt: skip
def test_answer_in_words(language: str, expected: list[str]) -> None:
    drawn = picture(CASES["usual"], language)
    names = ("ae-rate", "ae-count", "ae-badge", "ae-grade", "ae-note")
    assert [texts(drawn, name) for name in names] == [[words] for words in expected]


def test_not_assessed_says_so_and_why() -> None:
    for case in ("few", "no order"):
        drawn = picture(CASES[case], "en")
        assert texts(drawn, "ae-badge")[0].startswith("✕ Not assessed")
        assert texts(drawn, "ae-grade") == ["No grade"]
        assert " ".join(texts(drawn, "ae-reason")) == "Too few orders."
    assert texts(picture(CASES["no order"], "en"), "ae-rate") == ["No rate"]
    assert texts(picture(CASES["no order"], "zh"), "ae-rate") == ["无数据"]


def test_illustrative_is_said_only_where_it_is_so() -> None:
    published = frame(illustrative=False)
    assert "illustrative" not in picture(published, "en")
    assert "illustrative limits" in picture(frame(), "en")
    assert texts(picture(CASES["limits unknown"], "en"), "ae-note") == ["limits not published"]


def test_before_is_shown_in_the_scale_the_bars_and_the_line() -> None:
    drawn = picture(CASES["compared"], "en")
    assert texts(drawn, "ae-before") == ["before 6.4 %"]
    (now, *_), (before, *_) = (shapes(drawn, name) for name in ("ae-line", "ae-line-before"))
    assert now.attribute("stroke-dasharray") is None and before.attribute("stroke-dasharray")
    assert now.attribute("stroke") != before.attribute("stroke")
    assert "before 29" in texts(drawn)
    assert "before" not in picture(CASES["usual"], "en")


EVIL = '<script>alert("x")</script>&'


class Markup(HTMLParser):
    """The tags of some HTML or SVG, and all that a reader sees or hears of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.words += [words or "" for _, words in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parts(widget: Any) -> Iterator[str]:
    """The HTML of a page, part by part."""
    if isinstance(widget, HTML):
        yield widget.value
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def story_of_an_order(lab: Any) -> str:
    lab._orders.chosen = lab.result.orders("odr")["order_id"].iloc[0]
    return str(lab._story.value)


def hostile_orders() -> Any:
    """Orders whose every text is a script."""
    table = load_sample("growing-store").head(400)
    text = dict.fromkeys(("store_id", "buyer_id", "product_id", "destination"), EVIL)
    return table.assign(order_id=[f"{EVIL}{at}" for at in range(len(table))], **text)


def culprits() -> Any:
    return frame(offending=(OffendingOrder(EVIL, Phrase(EVIL, EVIL), Phrase(EVIL, EVIL), Phrase("", "")),))


PRINTED = {  # where words of the orders are shown
    "a picture": lambda: picture(culprits(), "en"),
    "a poster": lambda: poster(culprits(), "zh"),
    "a story": lambda: story_of_an_order(ScoreLab(orders=hostile_orders())),
    "own orders": lambda: still_of(ScoreLab(orders=hostile_orders(), name=EVIL))[0],
    "an order": lambda: still_of(OrderExplorer(hostile_orders()))[0],
}
NOT_PRINTED = {  # a store's name is an entry of a list, which is text by itself
    "a page": lambda: "".join(parts(ScoreLab(name=EVIL))),
    "an order's page": lambda: "".join(parts(OrderExplorer(hostile_orders()))),
    "a still picture": lambda: "".join(still_of(ScoreLab(name=EVIL))),
    "a still page": lambda: ScoreLab(name=EVIL)._repr_mimebundle_()["text/html"],
}


@pytest.mark.parametrize("where", [*PRINTED, *NOT_PRINTED])
def test_text_from_data_is_escaped(where: str) -> None:
    found = Markup((PRINTED | NOT_PRINTED)[where]())
    assert found.tags
    assert "script" not in found.tags
    assert any(EVIL in words for words in found.words) == (where in PRINTED)


def test_picture_has_a_name_that_tells_the_result() -> None:
    root = ET.fromstring(picture(CASES["compared"], "en"))
    assert root.get("role") == "img"
    label = root.get("aria-label") or ""
    for words in ("4.1 %", "37 of 902", "Assessed", "Good (illustrative limits)", "before 6.4 %"):
        assert words in label
    assert summary(CASES["few"], "zh").endswith("订单太少。")
    assert any("A-000412" in line for line in details(CASES["usual"], "en"))


def test_window_in_words() -> None:
    first, last = date(2015, 7, 3), date(2015, 9, 30)
    assert window_text(first, last, "en") == "3 Jul – 30 Sep 2015 · 90 days"
    assert window_text(first, last, "zh") == "2015 年 7 月 3 日 – 9 月 30 日 · 90 天"


def test_limits_in_words() -> None:
    assert [limit_text(0.035), limit_text(0.06)] == ["3.5 %", "6 %"]
    assert limit_text(4.3, stars=True) == "4.3 ★"


def test_the_heading_over_the_orders() -> None:
    assert orders_heading(frame(hurt=110), "en") == "Which orders: the worst 1 of 110"
    assert orders_heading(frame(hurt=110), "zh") == "不良体验订单：110 笔中最严重的 1 笔"
    assert orders_heading(frame(hurt=1), "zh") == "不良体验订单"


# -- words and places -----------------------------------------------------------------------------


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_spread_keeps_a_gap_and_the_order(wanted: list[float]) -> None:
    placed = spread(wanted, 10, 0, 100)
    assert all(abs(a - b) >= 10 - 1e-9 for a, b in combinations(placed, 2))
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in placed)
    for a, b in combinations(range(len(wanted)), 2):
        if wanted[a] < wanted[b]:
            assert placed[a] < placed[b]


@given(st.text("ab 货不对版，mW.1", max_size=60), st.integers(60, 300))
def test_wrapped_lines_fit_and_lose_nothing(words: str, room: int) -> None:
    lines = wrap(words, 12, room)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    for line in lines:
        alone = " " not in line and not re.search("[货不对版，]", line)
        assert alone or text_width(line, 12) <= room + 13  # a closing mark may hang


@given(st.text("ab 货mW.1", max_size=60), st.integers(30, 300))
def test_shortened_words_fit(words: str, room: int) -> None:
    assert text_width(shorten(words, 12, room), 12) <= room + 0.1


@pytest.mark.parametrize("palette", [PALETTE, DARK], ids=["light", "dark"])
def test_contrast_is_aa(palette: dict[str, str]) -> None:
    assert palette.keys() == PALETTE.keys()
    for ink in ("ink", "muted", "accent", "good", "caution", "bad"):
        assert contrast(palette[ink], palette["paper"]) >= 4.5
    for tone in ("good", "caution"):
        assert contrast(palette[tone], palette[f"{tone}_wash"]) >= 4.5
    for band in range(4):
        assert contrast(palette["ink"], palette[f"band_{band}"]) >= 4.5


# -- the facts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "store",
    [
        Store(),
        Store(stockout_rate=0.3, dispute_answer_rate=0.2, description_accuracy=0.1),
        Store(orders_per_day=0.4),
        Store(orders_per_day=60, transit_days=70),
    ],
)
def test_facts_are_those_of_the_assessment(store: Store) -> None:
    scenario = Scenario.create(store, seed=3)
    shown = score_frame(scenario)
    orders = simulate(store, orders=scenario.many(store), seed=3, store_id=scenario.name)
    result = assess(orders, "grade_2015_odr", "2015-09-30", illustrative=True)
    row = result.metrics.set_index("metric").loc["odr"]
    assert (shown.now.numerator, shown.now.denominator) == (row["numerator"], row["denominator"])
    assert shown.now.low == pytest.approx(float(row["low"]))
    assert shown.now.conditions == tuple(result.conditions().values())
    assert len(shown.now.rolling) == 90
    assert shown.now.rolling[-1] == pytest.approx(shown.now.value)
    if shown.now.assessed:
        assert str(shown.now.grade) == str(result.outcome.name)
    bad = set(result.orders("odr")["order_id"])
    assert {order.order_id for order in shown.offending} <= bad
    assert len(shown.offending) == min(3, len(bad))


def test_the_worst_orders_come_first() -> None:
    """Most conditions met, then fewest stars (none known last), then the latest in the table."""
    table = worked(
        {"stars": 3}, {"stars": 1}, {"stars": 1}, {"stars": 2, "dsr_description": 1},
        {"stars": None, "dsr_description": 1}, {"stars": 3, "dsr_logistics": 1,
         **dispute("2015-08-10", arbitration_opened_at="2015-08-17")}, *clean(34),
    )  # fmt: skip
    result = assess(table, "grade_2015_odr", "2015-09-30")
    expected = ["o6", "o4", "o3", "o2", "o1", "o5"]
    for most in (1, 3, 6, 50):
        assert [order.order_id for order in offending_orders(result, "odr", most)] == expected[:most]


def test_the_worst_of_a_store_are_worse_than_the_rest() -> None:
    lab = ScoreLab(Store(stockout_rate=0.1, description_accuracy=0.4), seed=4)
    result, met = lab.result, lab.result.found.conditions
    often = dict(zip(result.measurement.table["order_id"], sum(mask.astype(int) for mask in met.values()),
                     strict=True))  # fmt: skip
    shown = [often[order.order_id] for order in lab.frame.offending]
    assert shown == sorted(often.values(), reverse=True)[:3]


@pytest.mark.parametrize(
    ("own", "illustrative"), [((), True), (("odr",), True), (("odr", "positive_rate"), True), (tuple(LIMITS), False)]
)
def test_a_grade_of_ones_own_limits_alone_is_not_called_illustrative(own: tuple[str, ...], illustrative: bool) -> None:
    rules = load("grade_2015_odr").using({f"grade.{id}": LIMITS[id] for id in own})
    lab = ScoreLab(regime=rules, seed=2)
    assert str(lab.result.outcome) != "fail"
    assert lab.frame.illustrative is lab.result.outcome.illustrative is illustrative
    assert ("illustrative" in lab._effect.value) is ("(illustrative)" in repr(lab)) is illustrative


def test_limits_and_conditions_come_from_the_regime() -> None:
    own = load("grade_2015_odr").using(
        {
            "grade.odr": {"excellent": 0.01, "good": 0.02, "pass": 0.03},
            "bad.dsr_shipping_max": 3,
            "bad.overall_star_max": 2,
        }
    )
    shown = score_frame(Scenario.create(regime=own))
    assert shown.limits == (0.01, 0.02, 0.03)
    assert not shown.illustrative
    assert shown.conditions[0].zh == "总评 2 星及以下"
    assert "logistics ≤ 3★" in shown.conditions[1].en
    usual = score_frame(Scenario.create())
    assert usual.limits == (0.035, 0.06, 0.12)
    assert usual.illustrative
    assert usual.conditions[1].en.endswith("logistics 1★")


def test_another_metric_that_lowers_the_grade_is_named() -> None:
    seen = []
    for seed in range(1, 12):
        now = score_frame(Scenario.create(Store(stockout_rate=0, review_rate=0.2), seed=seed)).now
        if now.band != now.grade:
            seen.append(now.held_by)
    assert seen
    assert all(words is not None and "positive-feedback rate" in words.en for words in seen)


def test_guard_of_two_buyers_is_told_without_the_sentence_on_volume() -> None:
    quiet = Store(orders_per_day=0.4, stockout_rate=0, description_accuracy=1, product_quality=1)
    reasons = [
        now.reason for seed in range(1, 8) if not (now := score_frame(Scenario.create(quiet, seed=seed)).now).assessed
    ]
    assert reasons
    assert all("closed paid" not in r.en for r in reasons if r.en.startswith("ODR"))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SHOWN), st.sampled_from(["low", "high"]), st.integers(1, 5))
def test_a_lever_at_either_end_gives_a_picture(name: str, end: str, seed: int) -> None:
    scenario = Scenario.create(orders=300, seed=seed)
    scenario.before = scenario.start
    scenario.move(**{name: getattr(LEVERS[name], end)})
    for language in LANGUAGES:
        drawn = picture(score_frame(scenario), language)
        assert "nan" not in drawn.lower()


# -- in code --------------------------------------------------------------------------------------


def test_repr_is_short_and_stable() -> None:
    lab = ScoreLab(seed=2)
    pattern = r"ScoreLab\(middling-store, ODR \d+\.\d % \(\d+/\d+\), \w+ \(illustrative\)\)"
    assert re.fullmatch(pattern, repr(lab))
    assert repr(lab) == repr(ScoreLab(seed=2))
    assert repr(ScoreLab(orders=0)) == "ScoreLab(middling-store, ODR – (0/0), not assessed)"
    assert repr(ScoreLab(orders=0, language="zh", name="小店")) == "ScoreLab(小店, ODR – (0/0), 不考核)"


def test_language_is_the_sessions_unless_said() -> None:
    assert "Order defect rate" in ScoreLab()._effect.value
    set_language("zh")
    lab = ScoreLab()
    assert "买家不良体验订单率" in lab._effect.value
    assert lab.sliders["stockout_rate"].description == "缺货率"
    assert lab.sliders["dispute_answer_rate"].description == "5 天内响应纠纷"
    set_language("en")
    assert "买家不良体验订单率" in lab._effect.value  # a view keeps its language
    assert "Order defect rate" in ScoreLab(language="en")._effect.value
    with pytest.raises(ValueError, match="en"):
        ScoreLab(language="fr")


def test_moving_a_lever_in_code_and_on_the_page_is_the_same() -> None:
    by_code, by_page = ScoreLab(), ScoreLab()
    by_code.set(stockout_rate=0.1, reply_hours=24)
    by_page.sliders["stockout_rate"].value = 10.0
    by_page.sliders["reply_hours"].value = 24.0
    assert by_code.store == by_page.store == replace(Store(), stockout_rate=0.1, reply_hours=24.0)
    assert by_code._effect.value == by_page._effect.value
    assert by_code.sliders["stockout_rate"].value == 10.0


def test_reset_brings_everything_back() -> None:
    lab = ScoreLab()
    before = (lab._effect.value, repr(lab))
    lab.compare()
    lab.set(description_accuracy=0.3, orders_per_day=3)
    assert lab._effect.value != before[0]
    lab.reset()
    assert (lab._effect.value, repr(lab)) == before
    assert lab.store == Store()
    assert not lab._marks.value


def test_compare_shows_the_start_first_and_then_the_present() -> None:
    lab = ScoreLab()
    start = lab.frame.now.value
    lab.set(stockout_rate=0.2)
    lab.compare()
    assert lab.frame.before is not None
    assert lab.frame.before.value == start
    assert "noUi-target::after" in lab._marks.value
    lab.compare()
    assert lab.frame.before.value == lab.frame.now.value
    lab.set(stockout_rate=0)
    assert lab.frame.now.value < lab.frame.before.value


@pytest.mark.parametrize("name", STORES)
def test_a_store_is_chosen_by_its_name(name: str) -> None:
    lab = ScoreLab(name=name)
    _, store = STORES[name]
    assert (lab.scenario.name, lab.store, lab.scenario.start) == (name, store, store)
    assert [label for label, _ in lab.shop.options] == [title.en for title, _ in STORES.values()]
    assert lab.shop.value == name


def test_another_name_is_an_own_store() -> None:
    lab = ScoreLab(name="my-store")
    assert lab.store == Store()
    assert lab.shop.options[0] == ("my-store", "my-store")
    own = ScoreLab(Store(stockout_rate=0.2), name="price-store")
    assert own.store == Store(stockout_rate=0.2)


def test_a_busy_own_store_keeps_its_orders_a_day() -> None:
    lab = ScoreLab(Store(orders_per_day=65), orders=100)
    slider = lab.sliders["orders_per_day"]
    slider.value = 60.0
    assert lab.store.orders_per_day == 60
    lab.compare()
    slider.value = 65.0
    assert lab.store.orders_per_day == 65


def test_the_mark_of_orders_a_day_stands_where_the_slider_stood() -> None:
    lab = ScoreLab(Store(orders_per_day=65), orders=100)
    slider = lab.sliders["orders_per_day"]
    for own in (60.0, 33.0, 65.0, 12.5, 33.0):
        lab.set(orders_per_day=own)
        values = [value for _, value in slider.options]
        knob = lab.knobs["orders_per_day"]
        for value in values:
            assert knob.position(value) == pytest.approx(values.index(value) / (len(values) - 1))
            assert knob.read(value) == value
    lab.reset()
    assert slider.value == lab.store.orders_per_day == 65


def test_another_metric_in_focus_needs_no_other_assessment() -> None:
    lab = ScoreLab(regime="daily6")
    result, line, costliest = lab.result, lab.frame.now.rolling, lab.focus.value
    lab.focus.value = next(id for id in result.regime.metrics if id != costliest)
    assert lab.result is result
    assert lab.frame.now.rolling != line
    lab.focus.value = costliest
    assert lab.frame.now.rolling == line


def test_result_is_the_assessment_of_the_levers() -> None:
    lab = ScoreLab(Store(stockout_rate=0.1), seed=4)
    assert lab.result.value("odr") == pytest.approx(lab.frame.now.value)
    assert "odr" in lab.result.regime.metrics


@pytest.mark.parametrize(
    ("levers", "error", "words"),
    [
        ({"stockout_rate": 3}, CourseError, "did you mean 0.03"),
        ({"reply_hours": -1}, CourseError, "between 0.5 and 96"),
        ({"orders_per_day": 500}, CourseError, "up to 66 a day"),
        ({"stockout": 0.1}, UnknownName, "stockout_rate"),
    ],
)
def test_wrong_lever_teaches_and_changes_nothing(levers: dict[str, float], error: type[Exception], words: str) -> None:
    lab = ScoreLab()
    shown = lab._effect.value
    with pytest.raises(error, match=words):
        lab.set(**levers)
    assert lab._effect.value == shown
    assert lab.store == Store()


def test_wrong_arguments_teach() -> None:
    with pytest.raises(UnknownName, match="grade_2015_odr"):
        ScoreLab(regime="grade_2015")
    with pytest.raises(CourseError, match="year-month-day"):
        ScoreLab(as_of="30/9/2015")
    with pytest.raises(CourseError, match="whole number"):
        ScoreLab(orders=-1)
    with pytest.raises(CourseError, match=r"such as aecourse\.Store\("):
        ScoreLab("growing-store")  # type: ignore[arg-type]


def test_page_that_cannot_run_shows_picture_and_numbers() -> None:
    lab = ScoreLab()
    drawn, words = still_of(lab)
    assert drawn == poster(lab.frame, "en")
    for name in SHOWN:
        assert lab.sliders[name].description in texts(drawn)
    html = lab._repr_mimebundle_()["text/html"]
    assert "of 1," in html  # the alternative text
    assert "ODR" in words
    assert ScoreLab()._repr_mimebundle_()["text/html"] == html


def test_nothing_is_kept_but_what_is_compared() -> None:
    lab = ScoreLab(orders=200)
    for step in range(40):
        lab.set(stockout_rate=step / 200)
    lab.compare()
    lab.set(stockout_rate=0.01)
    assert len(lab.scenario._kept) <= 3


def test_facts_and_picture_need_no_widgets() -> None:
    assert (
        loaded_by(
            "aecourse.live.scorelab.picture, aecourse.live.scorelab.frame", "ipywidgets", "anywidget", "matplotlib"
        )
        == []
    )
