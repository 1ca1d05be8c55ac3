"""What the prose of lesson 03b says of the shop is so: a new sample must not make it false."""

from __future__ import annotations

from typing import Any

import pytest

import aecourse
from tests.worked import numbers

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"


def test_logistics_at_three_stars(orders: Any, result: Any) -> None:
    strict = result.regime.using({"bad.dsr_shipping_max": 3})
    stricter = aecourse.assess(orders, strict, as_of=AS_OF)
    assert (result.conditions()["dsr"], stricter.conditions()["dsr"]) == (2, 5)
    assert len(stricter.orders("odr")) < 10 + 3


def test_reviews_that_do_not_count(orders: Any, result: Any) -> None:
    inside = orders["review_at"].between(result.window.start, result.window.end)
    assert inside.sum() == 40
    later = result.regime.using({"positive_rate.exclude_nr_disputes": False})
    counted = aecourse.assess(orders, later, as_of=AS_OF, illustrative=True)
    assert numbers(counted.metrics, "positive_rate") == (25, 29)
    assert str(counted.outcome) == "fail"


@pytest.mark.parametrize(
    ("levers", "more", "times"),
    [({"handling_days": 6}, {"not_sold"}, (2, 3)), ({"scan_delay_days": 5}, set(), (1, 1.2)),
     ({"description_accuracy": 0.7}, {"stars", "dsr"}, (1.2, 2))],
)  # fmt: skip
def test_the_experiments(levers: dict[str, float], more: set[str], times: tuple[float, float]) -> None:
    def trial(**levers: float) -> Any:
        made = aecourse.simulate(aecourse.Store(**levers), orders=3000, seed=1)
        return aecourse.assess(made, REGIME, as_of=AS_OF)

    before, after = trial(), trial(**levers)
    low, high = times
    assert low < after.value("odr") / before.value("odr") < high
    grown = {name for name, count in after.conditions().items()
             if count > 1.5 * before.conditions()[name] and count > 20}  # fmt: skip
    assert grown == more
    bars = sum(after.conditions().values()) - sum(before.conditions().values())
    assert bars >= len(after.orders("odr")) - len(before.orders("odr"))
