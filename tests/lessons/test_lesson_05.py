"""What the prose of lesson 05 says of the sample stores is so: a new sample must not make it false."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import aecourse
from aecourse.models.disputes import (
    answered_by,
    dispute_ends,
    family_rates,
    opened_disputes,
    rewording,
    settling,
)

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"
LAST_MONTH = ("2015-09-01", AS_OF)


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("price-store")


@pytest.fixture(scope="module")
def result(orders: Any) -> Any:
    return aecourse.assess(orders, REGIME, as_of=AS_OF, illustrative=True)


def test_the_order_of_the_story(orders: Any) -> None:
    order = orders.set_index("order_id").loc["P-001886"]
    assert str(order["dispute_opened_at"]).startswith("2015-09-03 04:23")
    assert order["dispute_closed_at"] - order["dispute_opened_at"] == pd.Timedelta(days=5)
    assert (order["review_at"].normalize() - order["dispute_closed_at"].normalize()).days == 12
    stars = ["stars", "dsr_description", "dsr_communication", "dsr_logistics"]
    assert (order[stars] == 5).all()
    story = aecourse.explain(orders, "P-001886", REGIME, as_of=AS_OF)
    assert story.bad
    assert story.lines[3].event == "bad.seller_timeout"


def test_the_ends(result: Any) -> None:
    rows: Any = dispute_ends(result)
    total = rows[["not_received", "not_as_described"]].sum(axis=1)
    assert total.sum() == 378
    assert (total["arbitration"], total["seller_timeout"]) == (105, 39)
    went: Any = opened_disputes(result)
    went = went[went["dispute_end"] == "arbitration"]
    assert (went["arbitration_liable"] == "buyer").sum() == 38
    in_window = went["arbitration_opened_at"] <= result.window.end
    assert 0 < (~in_window).sum() < 20
    bad = set(result.orders("odr")["order_id"])
    assert set(went[in_window]["order_id"]) <= bad


def test_what_is_answered_is_answered_within_three_days(result: Any) -> None:
    three, five, never = answered_by(result, [3, 5, 100])
    assert three == five == never
    assert round(1 - never, 1) == 0.1


def test_the_rates(orders: Any, result: Any) -> None:
    def figures(of: Any, metric: str) -> tuple[int, int]:
        row: Any = aecourse.measure(of, [metric], window=LAST_MONTH).iloc[0]
        return int(row["numerator"]), int(row["denominator"])

    assert figures(orders, "nr_rate") == (52, 507)
    assert figures(orders, "snad_rate") == (37, 507)
    before = orders.assign(exempt=False)
    assert figures(before, "nr_rate") == (52, 512)
    assert figures(before, "snad_rate") == (38, 512)
    closed = result.regime.using({"liable_rate.denominator": "closed"})
    other = aecourse.assess(orders, closed, as_of=AS_OF)
    values = [round(100 * r.value("liable_rate"), 1) for r in (result, other)]
    assert values == [4.5, 4.7]
    luck: Any = result.metrics.set_index("metric").loc["liable_rate"]
    assert luck["high"] - luck["low"] > 2 * (
        other.value("liable_rate") - result.value("liable_rate")
    )


def test_reviews_after_not_received_disputes(orders: Any, result: Any) -> None:
    later = result.regime.using({"positive_rate.exclude_nr_disputes": False})
    other = aecourse.assess(orders, later, as_of=AS_OF)
    values = [round(100 * r.value("positive_rate"), 1) for r in (result, other)]
    assert values == [84.7, 82.4]


def test_the_bag_shop_has_one_snad_order() -> None:
    growing = aecourse.assess(aecourse.load_sample("growing-store"), REGIME, as_of=AS_OF)
    row: Any = family_rates({"growing-store": growing}).iloc[0]
    assert (row["metric"], row["numerator"]) == ("snad_rate", 1)
    assert row["low"] < 0.01
    assert round(100 * row["high"]) == 18


def test_settling_mends_the_end_and_not_the_beginning() -> None:
    rows: Any = settling()
    assert rows["arbitration"].is_monotonic_decreasing
    assert rows["odr"].is_monotonic_decreasing
    first, last = rows.iloc[0], rows.iloc[-1]
    assert last["arbitration"] < first["arbitration"] / 10
    assert last["filed"] > first["filed"] / 2
    ends = ["withdrawn", "settled", "seller_timeout", "arbitration"]
    assert len(set(rows[ends].sum(axis=1))) == 1, "the same disputes"


def test_rewording_moves_the_load(result: Any) -> None:
    rows: Any = rewording(result).set_index("metric")
    last = rows["last_reason"] - rows["before"]
    first = rows["first_reason"] - rows["before"]
    assert (result.window.end - result.window.start).days + 1 == 90
    assert 0.4 < rows.loc["snad_rate", "last_reason"] / rows.loc["snad_rate", "before"] < 0.55
    assert last["nr_rate"] > -last["snad_rate"] / 2
    assert abs(first["snad_rate"]) < 0.01
    for change in (last, first):
        assert change["arbitration_rate"] > 0
        assert change["odr"] > 0


def test_the_experiments_of_the_view(orders: Any) -> None:
    view = aecourse.live.OrderExplorer(orders, "P-001886", regime=REGIME, as_of=AS_OF)
    assert "seller_timeout" in repr(view)
    view.set(seller_responded_at="2015-09-05")
    assert "not bad" in repr(view)
    view.set(seller_responded_at="2015-09-09")
    assert "seller_timeout" in repr(view)
    other = aecourse.live.OrderExplorer(preset="arbitration")
    assert "arbitration, liable_rate" in repr(other)
    other.set(arbitration_opened_at=None)
    assert "not bad" in repr(other)
