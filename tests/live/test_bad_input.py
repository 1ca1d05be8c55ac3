"""Bad input, wherever it comes in: a sentence in both languages, and nothing else breaks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import aecourse
from aecourse import Store, live, simulate
from aecourse.base.errors import CourseError
from aecourse.base.quantities import whole
from aecourse.live.scorelab import sharing
from aecourse.models.diagnosis import capstone
from aecourse.models.order_life.lives import life_of
from aecourse.orders import InvalidOrders, ensure, validate
from aecourse.orders.calendar import Window, as_date
from aecourse.simulation.levers import LEVERS


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
    assert LEVERS["stockout_rate"].fault(value) is not None
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
    with pytest.raises(CourseError, match="budget must be a number of USD"):
        capstone(1, budget=budget)
    with pytest.raises(CourseError, match="budget must be a number of USD"):
        capstone(orders=simulate(orders=50, seed=1), budget=budget)


def test_one_order_is_no_orders() -> None:
    orders = simulate(orders=1, seed=1, until="2023-09-30")
    result = aecourse.assess(orders, "store_score_2023", "2023-09-30")
    assert "1 order in 90 days" in result.reason
    assert "1 orders" not in aecourse.assess(orders, "grade_2015_odr", "2023-09-30").reason


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\nb", "a\x01b"])
@pytest.mark.parametrize("view", [live.ScoreLab, live.Regimes])
def test_a_name_stands_in_a_heading(view: Any, name: Any) -> None:
    with pytest.raises(CourseError, match="one line of up to 40 characters"):
        view(Store(), name=name)
    with pytest.raises(CourseError, match="name must be a text in quotation marks, not 5"):
        view(Store(), name=5)


@pytest.mark.parametrize("view", [live.ScoreLab, live.Regimes])
def test_a_store_that_a_view_cannot_follow_is_told(view: Any) -> None:
    with pytest.raises(CourseError, match="up to 66 a day, not 200"):
        view(Store(orders_per_day=200))
    assert view(Store(orders_per_day=66), orders=50).frame is not None
    assert view(Store(orders_per_day=200), orders=50).frame is not None


@pytest.mark.parametrize("value", [pd.NaT, float("nan"), "9999-12-31", 2e5, "soon", True, [1]])
def test_a_moment_that_makes_no_sense_moves_nothing(value: Any) -> None:
    view = live.OrderExplorer(language="en")
    before = repr(view), view.scenario.life
    with pytest.raises(CourseError, match="shipped_at=.*days after the payment"):
        view.set(first_scan_at=9, shipped_at=value)
    assert (repr(view), view.scenario.life) == before
    with pytest.raises(CourseError, match="There is no moment 'nope'"):
        view.set(shipped_at=3, nope=4)
    assert view.scenario.life == before[1]


def test_moments_of_numpy_and_of_other_clocks_are_understood() -> None:
    view = live.OrderExplorer()
    paid = view.scenario.life.paid_at
    view.set(shipped_at=np.int64(3))
    assert view.scenario.life.meant["shipped_at"] == paid + pd.Timedelta(days=3)
    view.set(shipped_at="2015-06-06T02:00+08:00")  # in Beijing; 15 hours behind is the platform
    assert view.scenario.life.meant["shipped_at"] == pd.Timestamp("2015-06-05 11:00")


def test_an_own_order_stays_its_own_whatever_it_is_called() -> None:
    table = simulate(orders=3, seed=1, until="2015-09-30").assign(order_id=["late", "b", "c"])
    view = live.OrderExplorer(table)
    assert (view.order.value, view.frame.illustrative) == ("own", False)
    view.choose("late")
    assert (view.order.value, view.frame.illustrative) == ("late", True)
    view.judge_by("capability_2022")
    assert view.scenario.life.paid_at.year == 2022
    numbered = table.assign(order_id=[1, 2, 3])
    assert repr(live.OrderExplorer(numbered, "2")).startswith("OrderExplorer(2, ")
    long = live.OrderExplorer(table.assign(order_id=["x" * 300, "a\nb", "c"]))
    assert len(repr(long)) < 200


@pytest.mark.parametrize(
    "body", ["A1~own~daily6~2018-09-30~1~n9999999999", "A1~own~daily6~9999-12-31~1",
             "A1~own~daily6~2018-09-30~1~a20000", "A1~own~daily6~0001-01-01~1"],
)  # fmt: skip
def test_a_code_beyond_what_a_view_can_draw_changes_nothing(body: str) -> None:
    view = live.ScoreLab(orders=40, language="en")
    before = repr(view), view.code
    with pytest.raises(CourseError):
        view.take(f"{body}~{sharing._sum(body)}")
    assert (repr(view), view.code) == before
    view.reset()
    assert repr(view) == before[0]


def test_what_is_not_on_offer_changes_nothing() -> None:
    lab = live.ScoreLab(orders=40)
    with pytest.raises(CourseError, match="There is no store 'nope'"):
        lab.look_at("nope")
    assert lab.scenario.name == "middling-store"
    case = live.Capstone(1)
    with pytest.raises(CourseError, match="There is no column to group by 'buyer_id'"):
        case.look(by="buyer_id")
    case.look(metric="odr")
    year = live.StoreYear()
    year.play([year.scenario.choice] * 12)
    cover = year.scenario.choice.cover
    with pytest.raises(CourseError):
        year.next_month(cover=2.0)
    assert year.scenario.choice.cover == cover
    with pytest.raises(CourseError, match="Choice"):
        live.StoreYear().play(["x"])


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        *((name, {"orders": bad}) for name in ("ScoreLab", "Regimes", "Tactics")
          for bad in (1.5, 10**9)),
        *((name, {"seed": bad}) for name in ("ScoreLab", "Regimes", "Tactics", "TierLadder",
                                             "Transition") for bad in ("x", -1)),
    ],
)  # fmt: skip
def test_a_view_takes_whole_numbers(name: str, bad: dict[str, Any]) -> None:
    with pytest.raises(CourseError, match="whole number"):
        getattr(live, name)(**bad)


@pytest.mark.parametrize("regime", [5, {}, [1]])
def test_a_regime_is_named_by_its_id(regime: Any) -> None:
    with pytest.raises(CourseError, match="named by its id"):
        live.ScoreLab(regime=regime)
    with pytest.raises(CourseError, match="named by its id"):
        live.OrderExplorer().judge_by(regime)
