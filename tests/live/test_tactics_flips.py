"""Orders that flip in Tactics: the very orders that a plan saves or spoils, and their stories."""

from __future__ import annotations

import pytest

from aecourse.live import Tactics
from aecourse.live.tactics.flips import flipped
from tests.pictures import unfinished


def view(*picked: str, language: str = "en") -> Tactics:
    return Tactics(picked, orders=400, language=language)


@pytest.mark.parametrize("picked", [("ship", "listing"), ("reword",), ("stock",), ()])
def test_they_are_the_orders_that_the_trial_saves_and_spoils(picked: tuple[str, ...]) -> None:
    done = view(*picked).trial
    found = flipped(done)
    assert {it.before.order for it in found if not it.came} == set(done.saved["order_id"].astype(str))
    assert {it.now.order for it in found if it.came} == set(done.spoilt["order_id"].astype(str))
    for it in found:
        assert bool(it.before.wrong) != bool(it.now.wrong)
        assert it.before.order == it.now.order
    assert [it.came for it in found] == sorted((it.came for it in found), reverse=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_follows_the_plan_and_a_click_tells_both_stories(language: str) -> None:
    it = view("ship", language=language)
    assert it._orders.layout.display == "none"
    it._which.value = True
    assert len(it._orders.rows) == len(it.trial.saved) + len(it.trial.spoilt)
    order = it._orders.rows[0][0]["text"]
    it._orders.chosen = order
    assert order in it._story.value
    assert it._story.value.count("<ul>") == 2
    assert unfinished(it._story.value) == []
    before = it._orders.rows
    it.set(picked=["ship", "stock"])
    assert it._orders.rows != before
    assert order in it._story.value
    it.set(picked=[])
    assert it._orders.rows == []
    it._which.value = False
    assert (it._story.value, it._story.layout.display) == ("", "none")


def test_an_order_named_in_the_picture_can_be_clicked() -> None:
    it = view("ship", "listing")
    id = it.frame.examples[0].order
    assert f'data-id="{id}"' in it._effect.value
    it._hand.picked = {"id": id, "n": 1}
    assert id in it._story.value
    it.reset()
    assert it._story.value == ""
