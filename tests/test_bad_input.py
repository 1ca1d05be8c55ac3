"""Bad input, wherever it comes in: a sentence in both languages, and nothing else breaks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import aecourse
from aecourse import Store, live, simulate
from aecourse.calendar import Window, as_date
from aecourse.diagnosis import capstone
from aecourse.errors import CourseError
from aecourse.levers import lever_fault
from aecourse.lives import life_of
from aecourse.orders import InvalidOrders, ensure, validate
from aecourse.quantities import whole


@pytest.mark.parametrize("value", [-1, 1.5, "3", None, True, 10**400, float("nan")])
def test_a_number_of_orders_or_a_seed_is_whole(value: Any) -> None:
    with pytest.raises(CourseError, match="whole number") as caught:
        whole("seed", value, most=10_000)
    assert "整数" in caught.value.phrase.zh
    assert len(caught.value.phrase.en) < 200


def test_numpy_s_whole_numbers_are_whole() -> None:
    assert whole("orders", np.int64(7)) == 7
    assert len(simulate(orders=np.int64(7), seed=np.int64(1))) == 7


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_far_from_every_rule_is_told(day: str) -> None:
    with pytest.raises(CourseError, match="outside the years"):
        as_date(day)
    with pytest.raises(CourseError, match="outside the years"):
        Window.ending(day, 90)
    with pytest.raises(CourseError, match="outside the years"):
        aecourse.assess(simulate(orders=5, seed=1), "daily6", day)


@pytest.mark.parametrize("value", [Decimal("0.1"), "0.1", None, 10**400, float("nan")])
def test_a_lever_takes_a_real_number_within_its_bounds(value: Any) -> None:
    assert lever_fault("stockout_rate", value) is not None
    with pytest.raises(CourseError):
        Store(stockout_rate=value)


def test_a_column_that_stands_twice_is_named() -> None:
    table = simulate(orders=5, seed=1)
    doubled = pd.concat([table, table[["stars"]]], axis=1)
    for read in (ensure, validate):
        with pytest.raises(InvalidOrders, match="stars: stands in the table more than once"):
            read(doubled)


@pytest.mark.parametrize("ids", [[1, 2, 3], ["1", None, "3"]])
def test_an_order_is_found_by_its_id_also_where_that_is_a_number(ids: list[object]) -> None:
    table = simulate(orders=3, seed=1).assign(order_id=ids)
    assert life_of(table, "3").order_id == "3"
    with pytest.raises(CourseError, match="There is no order 'x'"):
        life_of(table, "x")


@pytest.mark.parametrize("budget", [float("nan"), float("inf"), -1, True, "x", 10**400])
def test_a_budget_is_an_amount(budget: Any) -> None:
    with pytest.raises(CourseError, match="budget is a number of USD"):
        capstone(1, budget=budget)
    with pytest.raises(CourseError, match="budget is a number of USD"):
        capstone(orders=simulate(orders=50, seed=1), budget=budget)


def test_one_order_is_no_orders() -> None:
    orders = simulate(orders=1, seed=1, until="2023-09-30")
    result = aecourse.assess(orders, "store_score_2023", "2023-09-30")
    assert "1 order in 90 days" in result.reason
    assert "1 orders" not in aecourse.assess(orders, "grade_2015_odr", "2023-09-30").reason


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\nb", "a\x01b", 5])
@pytest.mark.parametrize("view", [live.ScoreLab, live.Regimes])
def test_a_name_stands_in_a_heading(view: Any, name: Any) -> None:
    with pytest.raises(CourseError, match="one line of up to 40 characters"):
        view(Store(), name=name)


@pytest.mark.parametrize("view", [live.ScoreLab, live.Regimes])
def test_a_store_that_a_view_cannot_follow_is_told(view: Any) -> None:
    with pytest.raises(CourseError, match="follows up to 66 orders a day, not 200"):
        view(Store(orders_per_day=200))
    assert view(Store(orders_per_day=66), orders=50).frame is not None
