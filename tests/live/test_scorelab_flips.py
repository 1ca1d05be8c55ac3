"""Orders that flip: which of the very same orders changed side when a lever moved."""

from __future__ import annotations

import re

import pytest

from aecourse import Store
from aecourse.live import ScoreLab
from aecourse.live.orders_table import MOST
from aecourse.live.scorelab.bars import TALL
from aecourse.live.scorelab.flips import flips
from aecourse.live.scorelab.orders import hurting
from tests.pictures import unfinished

LEVERS = [
    {"stockout_rate": 0.06},
    {"product_quality": 0.7, "stockout_rate": 0.0},
    {"handling_days": 6},
    {"orders_per_day": 20},
]


@pytest.mark.parametrize("levers", LEVERS)
@pytest.mark.parametrize("regime", ["grade_2015_odr", "daily6", "online_5d_2020"])
def test_those_that_came_and_went_are_the_whole_change(regime: str, levers: dict[str, float]) -> None:
    lab = ScoreLab(regime=regime, language="en")
    metric = lab.scenario.focus
    then = lab.result
    lab.set(**levers)
    now = lab.result
    found = flips(now, then, metric, 100_000)
    ids = {
        name: set(it.measurement.table["order_id"].to_numpy()[hurting(it, metric)])
        for name, it in (("now", now), ("then", then))
    }
    assert {order.order_id for order in found.now} == ids["now"] - ids["then"]
    assert {order.order_id for order in found.then} == ids["then"] - ids["now"]
    assert (found.came, found.went) == (len(found.now), len(found.then))
    assert found.came - found.went == len(ids["now"]) - len(ids["then"])


def test_the_table_shows_them_first_and_says_how_many() -> None:
    lab = ScoreLab(language="en")
    lab._which.value = True
    start = lab._orders.rows
    assert {row[1]["text"] for row in start} == {"as before"}
    assert "Changed side" not in lab._orders.caption
    lab.set(stockout_rate=0.06, product_quality=0.9)
    sides = [row[1]["text"] for row in lab._orders.rows]
    came, went = sides.count("✕ new"), sides.count("✓ no longer")
    assert came > 0
    assert went > 0
    assert f"{came} count against it now, {went} no longer do" in lab._orders.caption
    assert sides == ["✕ new"] * came + ["✓ no longer"] * went + ["as before"] * (len(sides) - came - went)
    assert len(sides) <= MOST
    assert came - went == lab.frame.hurt - len(start)
    lab.reset()
    assert lab._orders.rows == start


def test_they_are_counted_from_before_where_that_is_shown() -> None:
    lab = ScoreLab(language="en")
    lab._which.value = True
    lab.set(stockout_rate=0.06)
    lab.compare()
    lab.compare()
    assert {row[1]["text"] for row in lab._orders.rows} == {"as before"}
    lab.set(stockout_rate=0.08)
    assert "✕ new" in {row[1]["text"] for row in lab._orders.rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_click_tells_an_order_s_story_before_and_now(language: str) -> None:
    lab = ScoreLab(language=language)
    lab._which.value = True
    lab.set(stockout_rate=0.06)
    order = lab._orders.rows[0][0]["text"]
    lab._orders.chosen = order
    story = lab._story.value
    assert order in story
    assert story.count("<ul>") == 2
    assert unfinished(story) == []
    lab.set(stockout_rate=0.02)
    assert order in lab._story.value
    assert lab._story.value.count("<ul>") == 1  # the levers are back: there is nothing to compare with
    lab.reset()
    assert lab._story.value == ""
    lab._orders.chosen = lab._orders.rows[0][0]["text"]
    assert lab._story.value.count("<ul>") == 1


def test_a_story_goes_with_the_list_that_it_was_asked_from() -> None:
    lab = ScoreLab(language="en")
    lab._which.value = True
    lab._orders.chosen = lab._orders.rows[0][0]["text"]
    assert lab._story.layout.display != "none"
    lab._which.value = False
    assert (lab._story.layout.display, lab._story.value, lab._orders.chosen) == ("none", "", "")


def test_many_flips_leave_the_table_its_length() -> None:
    lab = ScoreLab(language="en")
    lab._which.value = True
    lab.set(stockout_rate=0.3)
    assert len(lab._orders.rows) == MOST
    assert lab._orders.rows[0][1]["text"] == "✕ new"


def test_bars_show_each_order_and_the_new_ones_can_be_clicked() -> None:
    lab = ScoreLab(language="en")
    assert 'class="ae-pick ae-came"' not in lab._effect.value
    lab.set(stockout_rate=0.08, product_quality=0.8)
    now, then = lab.result, lab.scenario.judged(lab.scenario.start).assessment
    frame = lab.frame
    for moved, mask, was, count in zip(
        frame.moved, now.found.conditions.values(), then.found.conditions.values(), frame.now.conditions, strict=True
    ):
        here, there = (
            set(it.measurement.table["order_id"].array[met].tolist()) for it, met in ((now, mask), (then, was))
        )
        assert set(moved.came) == here - there
        assert set(moved.went) == there - here
        assert len(here) == count
    drawn = re.findall(r'class="ae-pick ae-came" data-id="([^"]+)"', lab._effect.value)
    assert sorted(drawn) == sorted(id for moved in frame.moved for id in moved.came)
    blue = sum(len(re.findall("M", path)) for path in re.findall(r'<path d="([^"]+)"[^>]*ae-dots', lab._effect.value))
    assert blue + len(drawn) == sum(frame.now.conditions)
    lab._hand.picked = {"id": drawn[0], "n": 1}
    assert drawn[0] in lab._story.value
    assert lab._story.layout.display == ""


def test_more_orders_than_dots_can_show_are_a_bar_with_an_orange_end() -> None:
    lab = ScoreLab(Store(orders_per_day=60), language="en")
    lab.set(stockout_rate=0.08)
    picture = lab._effect.value
    assert "ae-came" not in picture
    assert 'class="ae-new"' in picture


def test_a_busier_store_has_other_orders_and_none_of_them_flips() -> None:
    lab = ScoreLab(language="en")
    lab._which.value = True
    lab.set(orders_per_day=20)
    assert (lab.frame.flipped.came, lab.frame.flipped.went) == (0, 0)
    assert {row[1]["text"] for row in lab._orders.rows} == {"as before"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_below_tells_what_changed_side_first(language: str) -> None:
    lab = ScoreLab(language=language)
    lab.set(stockout_rate=0.08)
    ids = [order.order_id for order in lab.frame.offending]
    assert ids == [order.order_id for order in lab.frame.flipped.now][: len(ids)]
    lab.set(stockout_rate=0.0)
    assert lab.frame.flipped.came == 0
    assert [order.order_id for order in lab.frame.offending] == [it.order_id for it in lab.frame.flipped.then]
    assert "✓ " in lab._effect.value


def test_dots_stand_apart_inside_their_bar_and_the_new_ones_at_its_end() -> None:
    lab = ScoreLab(language="zh")
    lab.set(stockout_rate=0.08)
    picture = lab._effect.value
    bars = [
        tuple(map(float, it))
        for it in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"[^>]*ae-bar"', picture)
    ]
    old = [
        [tuple(map(float, at.split())) for at in re.findall(r"M([\d.]+ [\d.]+)h0", path)]
        for path in re.findall(r'<path d="([^"]+)"[^>]*ae-dots', picture)
    ]
    new = [tuple(map(float, it)) for it in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*ae-came', picture)]
    assert len({*new, *(at for dots in old for at in dots)}) == len(new) + sum(map(len, old))
    step = (lab.frame.bars.now and bars[2][2] / lab.frame.now.conditions[2]) or 0.0
    for (x, y, wide), dots in zip(bars, old, strict=True):
        here = [at for at in new if y <= at[1] <= y + TALL]
        for across, down in (*dots, *here):
            assert x <= across <= x + wide + 4 * step
            assert y <= down <= y + TALL
        assert not here or max(across for across, _ in dots) <= max(across for across, _ in here)
