"""What the prose of lesson 02 says of the sample store is so: a new sample must not make it false."""

from __future__ import annotations

from typing import Any

import pytest

import aecourse
from aecourse import plots

GRADE, WINDOW = "grade_2015_odr", ("2015-07-03", "2015-09-30")


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("price-store")


def test_the_mean_is_half_of_the_promise_and_one_order_in_eight_is_late(orders: Any) -> None:
    table = plots.orders.waits(orders, "2015-07-03", "2015-08-31")
    assert (table["deadline"] == 7).all()
    assert round(table["shipped"].mean(), 1) == 3.6
    late = 1 - (table["shipped"] <= table["deadline"]).mean()
    assert 1 / 8.5 < late < 1 / 7.5
    assert table["shipped"].isna().sum() == 53


def test_the_deals_not_sold_and_the_shipped(orders: Any) -> None:
    row: Any = aecourse.measure(orders, "not_sold_rate", window=WINDOW).iloc[0]
    assert (row["numerator"], row["denominator"]) == (193, 1602)
    assert 1 / 8.5 < row["value"] < 1 / 7.5


def test_the_online_rate_by_hand(orders: Any) -> None:
    august = orders["paid_at"].between("2015-08-01", "2015-08-30 23:59:59")
    paid = orders[august & orders["cancelled_at"].isna() & ~orders["exempt"]]
    in_time = (paid["first_scan_at"] - paid["paid_at"] <= "5 days").mean()
    span = ("2015-08-01", "2015-08-30")
    row: Any = aecourse.measure(
        orders, "online_rate_5d", window=span, regime="online_5d_2020"
    ).iloc[0]
    assert row["value"] == pytest.approx(in_time)


def test_the_experiments_of_the_view() -> None:
    view = aecourse.live.OrderExplorer()
    view.set(shipped_at=7)
    assert "not bad" in repr(view)
    view.set(shipped_at=7 + 1 / 24)
    assert "not_sold" in repr(view)
    other = aecourse.live.OrderExplorer(preset="not_sold")
    assert "not_sold" in repr(other)
    other.set(shipped_at=3)
    assert "not bad" in repr(other)


@pytest.mark.parametrize(
    ("regime", "looks"), [(GRADE, False), ("online_5d_2020", True), ("capability_2022", True)]
)
def test_which_rules_look_at_the_first_scan(regime: str, looks: bool) -> None:
    view = aecourse.live.OrderExplorer(preset="late")
    view.judge_by(regime)
    assert ("online_rate" in repr(view)) is looks
