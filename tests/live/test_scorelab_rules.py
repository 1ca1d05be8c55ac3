"""ScoreLab under every regime: what it shows is what the engine says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from aecourse import rulebook
from aecourse.base.errors import UnknownName
from aecourse.live.orders_table import MOST
from aecourse.live.regimes.rulings import ruling
from aecourse.live.scorelab.frame import MORE, SHOWN, lever_knob
from aecourse.live.scorelab.item_picture import BOTTOM
from aecourse.live.scorelab.orders import hurting, offending_orders
from aecourse.live.scorelab.orders_table import COLUMNS, table_rows
from aecourse.live.scorelab.picture import HEIGHT, WIDTH
from aecourse.live.scorelab.scenario import day_under, focus_of, rollable
from aecourse.live.scorelab.view import ScoreLab
from aecourse.live.svg import text_width
from aecourse.live.verdicts import most_points, status_of, tone_of, word_of
from aecourse.scoring.metrics import METRICS
from aecourse.scoring.outcomes import kind_of
from aecourse.simulation.levers import LEVERS
from tests.pictures import cut_or_touching, shapes, sticking_out, texts

REGIMES = [rules.id for rules in rulebook.regimes()]
OTHERS = [id for id in REGIMES if id != "grade_2015_odr"]
LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("id", OTHERS)
def test_items_are_those_of_the_assessment(id: str) -> None:
    lab = ScoreLab(regime=id)
    result, frame = lab.result, lab.frame
    assert [item.id for item in frame.items] == result.metrics["metric"].tolist()
    for item, row in zip(frame.items, result.metrics.to_dict("records"), strict=True):
        assert item.value == (float(row["value"]) if row["denominator"] else None)
        assert item.points == result.items.get(item.id)
        low, high = item.ends
        for value in (item.value, item.limit):
            assert value is None or low <= value <= high
    assert frame.answer is not None
    assert frame.answer.score == result.score
    total = sum(item.points or 0 for item in frame.items)
    assert result.score is None or total == pytest.approx(result.score)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", OTHERS)
def test_what_a_rule_says_stands_below_the_items_where_there_is_room(id: str, language: str) -> None:
    lab = ScoreLab(regime=id, language=language)
    svg, answer = lab.art.picture(lab.frame, language), lab.frame.answer
    assert answer is not None
    said, scales = shapes(svg, "ae-rule"), shapes(svg, "ae-scale")
    below = max(scale["y"] + scale["height"] for scale in scales)
    apart = [b["y"] - a["y"] for a, b in pairwise(scales)]
    assert apart == pytest.approx([sum(apart) / max(len(apart), 1)] * len(apart), abs=0.15)
    if said:
        assert below < said[0]["y"] < below + 60
        assert said[-1]["y"] <= BOTTOM
        assert {b["y"] - a["y"] for a, b in pairwise(said)} <= {18.0}
        whole = answer.summary.text(language).replace(" ", "")
        told = "".join(line.words for line in said).replace(" ", "")
        assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]) and said[-1]["y"] > BOTTOM - 20)
    else:
        assert below > BOTTOM - 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", REGIMES)
def test_every_regime_has_a_picture_in_which_nothing_is_cut(id: str, language: str) -> None:
    lab = ScoreLab(regime=id, language=language)
    lab.compare()
    lab.set(stockout_rate=0.3, product_quality=0.2)
    svg = lab.art.picture(lab.frame, language)
    assert "nan" not in svg.lower()
    assert cut_or_touching(svg, WIDTH, HEIGHT) == []
    assert sticking_out(svg) == []
    assert not [words for words in texts(svg, "ae-status") if words.endswith("…")]
    for words in texts(svg, "ae-rate"):
        assert text_width(words, 26, True) < 400
    result = lab.result
    if result.outcome is not None and result.outcome.illustrative:
        assert ("illustrative" if language == "en" else "示意") in svg
    assert repr(lab).startswith("ScoreLab(middling-store, ")
    assert len(repr(lab)) < 110


@pytest.mark.parametrize("id", ["daily6", "store_score_2023"])
def test_points_have_a_decimal_at_most(id: str) -> None:
    lab = ScoreLab(regime=id)
    lab.set(handling_days=5)
    shown = texts(lab.art.picture(lab.frame, "en"), "ae-points")
    assert shown
    assert all(re.fullmatch(r". −?\d+\.\d / \d+(\.\d)?", words) for words in shown)


@pytest.mark.parametrize("id", OTHERS)
def test_a_rule_that_is_cut_says_so(id: str) -> None:
    lab = ScoreLab(regime=id)
    told = " ".join(texts(lab.art.picture(lab.frame, "en"), "ae-rule"))
    whole = lab.scenario.regime.summary.en
    assert told == whole or told.endswith("…") or not told


@pytest.mark.parametrize("id", REGIMES)
def test_no_orders_are_not_assessed(id: str) -> None:
    lab = ScoreLab(regime=id, orders=0)
    assert "not assessed" in repr(lab) or lab.result.eligible
    assert "nan" not in lab._effect.value.lower()
    lab._which.value = True
    assert lab._orders.rows == []


@pytest.mark.parametrize("id", REGIMES)
def test_day_and_focus_belong_to_the_regime(id: str) -> None:
    rules = rulebook.load(id)
    lab = ScoreLab()
    lab.judge_by(id)
    assert rules.in_force(lab.scenario.as_of)
    assert lab.scenario.focus == lab.scenario.costliest() in rollable(rules)
    if not lab.result.items:
        assert lab.scenario.focus == focus_of(rules)
    days = kind_of(rules).days(rules, lab.result.window)
    assert all(lab.result.window.first <= day <= lab.result.window.last for day in days)


def test_check_days_of_2022_are_the_27th() -> None:
    rules = rulebook.load("capability_2022")
    lab = ScoreLab(regime=rules, as_of="2022-06-18")
    assert [f"{day}" for day in kind_of(rules).days(rules, lab.result.window)] == ["2022-05-27"]


def test_a_day_is_kept_where_the_regime_holds_on_it() -> None:
    rules = rulebook.load("daily6")
    lab = ScoreLab(regime=rules, as_of="2020-05-05")
    assert day_under(rules, lab.scenario.as_of) == lab.scenario.as_of
    lab.judge_by("online_7d_2019")
    assert f"{lab.scenario.as_of}" == "2020-05-05"


@pytest.mark.parametrize("id", OTHERS)
def test_orders_behind_are_those_that_hurt(id: str) -> None:
    lab = ScoreLab(regime=id)
    result = lab.result
    for metric in rollable(result.regime):
        mask = hurting(result, metric)
        ids = set(result.measurement.table["order_id"].to_numpy()[mask])
        found = offending_orders(result, metric, 10_000)
        assert {order.order_id for order in found} == ids
        days = [order.day for order in found if order.day is not None]
        assert days == sorted(days, reverse=True)
        if METRICS[metric].better < 0:
            assert ids == set(result.orders(metric)["order_id"])
        assert all(order.what.en and order.what.zh for order in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_shows_what_the_frame_counts(language: str) -> None:
    lab = ScoreLab(regime="online_multi_2022", language=language)
    assert lab._orders.rows == []  # nothing is worked out before it is asked for
    lab._which.value = True
    assert len(lab._orders.rows) == min(lab.frame.hurt, MOST)
    assert all(len(row) == len(COLUMNS) for row in lab._orders.rows)
    assert str(lab.frame.hurt) in lab._orders.caption
    before = lab._orders.rows
    lab.focus.value = "online_rate_5d"
    assert lab._orders.rows != before
    lab._which.value = False
    assert lab._orders.layout.display == "none"


def test_cells_sort_by_what_they_mean() -> None:
    lab = ScoreLab(regime="daily6")
    shown = offending_orders(lab.result, "snad_rate", MOST)
    for order, row in zip(shown, table_rows(shown, "zh"), strict=True):
        assert row[4]["key"] == (order.day and order.day.isoformat())
        assert row[5]["key"] == order.amount
        assert row[6]["key"] == order.stars


def test_choosing_on_the_page_is_choosing_in_code() -> None:
    by_page, by_code = ScoreLab(), ScoreLab()
    drawn: list[str] = []
    by_page._effect.observe(lambda change: drawn.append(change["new"]), names="value")
    by_page.rules.value = "daily8_2015"
    assert len(drawn) == 1
    by_page.shop.value = "brand-store"
    by_code.judge_by("daily8_2015")
    by_code.look_at("brand-store")
    assert by_page._effect.value == by_code._effect.value
    assert by_page.sliders["product_quality"].value == pytest.approx(95)
    with pytest.raises(UnknownName, match="daily6"):
        by_code.judge_by("daily7")


def test_rules_made_in_code_are_still_there_after_others() -> None:
    own = rulebook.load("grade_2015_odr").using({"bad.overall_star_max": 2})
    lab = ScoreLab(regime=own, orders=300)
    start = lab._effect.value
    for other in ("daily6", "daily8_2015"):
        lab.rules.value = other
        assert lab.scenario.regime is not own
        lab.rules.value = own.id
        assert lab.scenario.regime is own
        assert lab._effect.value == start
    lab.judge_by(own.id)  # by name it is the published one
    assert not lab.scenario.regime.chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_the_verdict_is_told_as_the_time_line_tells_it(language: str) -> None:
    for id in OTHERS:
        lab = ScoreLab(regime=id, language=language)
        said = ruling(lab.result)
        assert lab.frame.answer is not None
        assert lab.frame.answer.word.text(language).lower().endswith(said.word.text(language).lower())


def test_to_pass_a_score_without_grades_is_good() -> None:
    result = ScoreLab(regime="store_score_2023").result
    assert str(result.outcome) == "pass"
    assert tone_of(result) == "good"
    grade = ScoreLab().result
    assert str(grade.outcome) == "pass"
    assert tone_of(grade) == "caution"


def test_all_levers_are_there_on_two_pages() -> None:
    lab = ScoreLab()
    assert {*SHOWN, *MORE} == set(LEVERS) == set(lab.sliders)
    main = lab._column_of_levers.children
    lab._more.value = True
    assert lab._column_of_levers.children != main
    assert [mark.name for mark in lab.frame.levers] == list(MORE)
    lab._more.value = False
    assert lab._column_of_levers.children == main


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_other_levers_give_a_picture_at_either_end(name: str, end: str) -> None:
    lab = ScoreLab(regime="daily6")
    knob = lever_knob(LEVERS[name], lab.scenario.regime)
    lab.set(**{name: getattr(knob, end)})
    assert "<svg" in lab._effect.value
    assert "nan" not in lab._effect.value.lower()


def test_a_score_opens_at_the_item_that_loses_most() -> None:
    """The shop sells what it has not: one look says which orders cost the points, and they are listed."""
    lab = ScoreLab(regime="daily6", as_of="2019-06-30")
    lost = {id: most_points(lab.result, id) - points for id, points in lab.result.items.items()}
    assert max(lost, key=lambda id: lost[id]) == "not_sold_rate" == lab.scenario.focus
    lab.judge_by("grade_2015_odr")
    assert lab.scenario.focus == "odr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_most_limits_are_unknown_nothing_is_said_of_the_whole(language: str) -> None:
    lab = ScoreLab(regime="capability_2022", language=language)
    statuses = list(lab.result.verdict.statuses.values())
    unknown = statuses.count("limit unknown")
    assert "ok" in statuses
    assert unknown == len(statuses) - 1
    told = word_of(lab.result).text(language)
    assert str(unknown) in told
    assert str(len(statuses)) in told
    assert tone_of(lab.result) == "none"
    assert told in lab._effect.value


def test_a_violation_is_told_although_other_limits_are_unknown() -> None:
    lab = ScoreLab(regime="capability_2022")
    lab.scenario.move(description_accuracy=0.5, product_quality=0.5)
    assert lab.result.verdict.statuses["snad_rate"] in ("general", "serious", "very serious")
    assert status_of(lab.result) == lab.result.verdict.statuses["snad_rate"]


def test_replies_within_a_day_follow_the_reply_time() -> None:
    lab = ScoreLab(regime="store_score_2023")

    def replied(hours: float) -> float:
        lab.scenario.move(reply_hours=hours)
        row = next(row for row in lab.result.rows if row["metric"] == "reply_24h_rate")
        assert row["status"] != "not assessed"
        return float(row["value"])

    soon, usual, late = (replied(hours) for hours in (2, 12, 48))
    assert 0.99 < soon <= 1
    assert soon > usual > late
    assert late < 0.5


def test_invented_weights_are_called_so_at_the_score() -> None:
    assert "equal weights: invented" in ScoreLab(regime="store_score_2023")._effect.value
    assert "equal weights" not in ScoreLab(regime="daily6")._effect.value
