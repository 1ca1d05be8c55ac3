"""What the prose of lesson 03 says of the sample stores is so: a new sample must not make it false."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import aecourse
from aecourse.live import OrderExplorer
from tests.worked import numbers

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"


@pytest.fixture(scope="module")
def bad(result: Any) -> Any:
    return result.orders("odr").set_index("order_id")


def test_the_rates_of_the_shop(result: Any) -> None:
    assert numbers(result.metrics, "odr") == (10, 132)
    assert numbers(result.metrics, "positive_rate") == (24, 26)
    assert str(result.outcome) == "pass"
    row = result.metrics.iloc[0]
    assert (round(100 * row["low"]), round(100 * row["high"])) == (4, 13)


def test_the_five_conditions(result: Any, bad: Any) -> None:
    conditions = result.conditions()
    assert sum(conditions.values()) == 13
    assert max(conditions, key=lambda name: conditions[name]) == "stars"
    assert conditions["stars"] == 4
    own_hands = (
        (bad["dispute_end"] == "seller_timeout")
        | (bad["shipped_at"] > bad["ship_by"])
        | (bad["cancel_reason"] == "seller")
    )
    assert own_hands.sum() == 6


def test_two_of_five_assessed_orders_were_paid_before_the_window(result: Any) -> None:
    _, assessed = result.measurement.masks("odr", result.window)
    early = result.measurement.table[assessed]["paid_at"] < result.window.start
    assert round(float(early.mean()), 1) == 0.4


def test_the_orders_with_a_story(orders: Any, bad: Any) -> None:
    old = bad.loc["G-000521"]
    assert str(old["paid_at"].date()) == "2015-05-20"
    assert str(old["review_at"].date()) == "2015-07-18"
    late = bad.loc["G-000585"]
    assert (late["shipped_at"] - late["ship_by"]).floor("min") == pd.Timedelta("3h 22min")
    assert (late["stars"], late["dsr_logistics"]) == (4, 2)
    assert bad.loc["G-000588", "arbitration_liable"] == "buyer"


def test_the_window_by_hand(result: Any) -> None:
    assert str(result.window) == "2015-07-03..2015-09-30"
    assert result.window.days == 29 + 31 + 30
    assert pd.Timestamp("2015-08-10") + pd.Timedelta(days=89) == pd.Timestamp("2015-11-07")


def test_the_guards() -> None:
    reason = aecourse.assess(aecourse.load_sample("brand-store"), REGIME, as_of=AS_OF).reason
    assert "exactly one order" in reason


def test_the_experiments_with_one_order(orders: Any) -> None:
    def view() -> OrderExplorer:
        return OrderExplorer(orders, "G-000521", regime=REGIME, as_of=AS_OF)

    earlier, never = view(), view()
    earlier.set(review_at="2015-07-01 12:00")
    never.set(review_at=None)
    assert "Bad-experience order" in repr(view())
    assert "Not assessed" in repr(earlier)
    assert "Assessed, not bad" in repr(never)
    older = view()
    for day, verdict in (("2015-10-15", "Bad-experience order"), ("2015-10-16", "Not assessed")):
        older.end_window(day)
        assert verdict in repr(older)
