"""Orders that flip: which of the very same orders changed side when a lever moved."""

from __future__ import annotations

import pytest

from aecourse.live import ScoreLab
from aecourse.live.scorelab.flips import flips
from aecourse.live.scorelab.orders import hurting
from aecourse.live.scorelab.orders_table import MOST
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
        name: set(it.seen.table["order_id"].to_numpy()[hurting(it, metric)])
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
    lab.set(stockout_rate=0.08)
    assert lab._story.value == ""  # another setting, another story
    lab.reset()
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
