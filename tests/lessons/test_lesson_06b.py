"""What the prose of lesson 06b says of the rules of today is so."""

from __future__ import annotations

import pytest

from aecourse import rulebook
from aecourse.live import DeadlineClock


def test_the_points_are_the_rulebooks() -> None:
    points = rulebook.table("points")
    assert list(points["per_case"].values()) == [2, 12, 48]
    assert points["node_days"] == {"12": 7, "24": 14, "36": 30}
    assert points["life_days"] == 365


@pytest.mark.parametrize(
    ("paid", "until"),
    [("2024-05-13 14:05", "Tue 14 May 2024, 23:59:59"), ("2024-05-13 13:55", "Mon 13 May 2024, 23:59:59")],
)
def test_the_parcel_of_the_story(paid: str, until: str) -> None:
    may = {"now": "2024-05-13 15:00", "zone": "Asia/Shanghai", "mode": "semi_managed", "place": "pick_up"}
    assert until in repr(DeadlineClock(paid, rule="jit_2024", **may))


def test_the_ways_back_are_the_rulebooks() -> None:
    assert rulebook.load("category_2020")["joining.failures_until_out"] == 3
    score = rulebook.load("store_score_2023")
    assert (score["min_orders_90d"], score["min_orders_30d"]) == (30, 10)
