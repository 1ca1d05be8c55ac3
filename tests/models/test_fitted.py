"""The simulator fitted to a store: levers that are known come back, and a misfit is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aecourse.models.fitted import effects, fit
from aecourse.orders import conform
from aecourse.orders.told import mark_untold
from aecourse.simulation.orders import Store, simulate

TRUE = Store(
    orders_per_day=40,
    stockout_rate=0.06,
    handling_days=4,
    scan_delay_days=2,
    transit_days=30,
    parcel_loss_rate=0.03,
    dispute_answer_rate=0.8,
    review_rate=0.3,
    buyer_cancel_rate=0.04,
)
UNTIL = "2024-09-30"
COUNTED = (
    "orders_per_day",
    "stockout_rate",
    "buyer_cancel_rate",
    "handling_days",
    "promised_days",
    "scan_delay_days",
    "transit_days",
    "parcel_loss_rate",
    "dispute_answer_rate",
    "review_rate",
)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_known_levers_come_back(seed: int) -> None:
    found = fit(simulate(TRUE, orders=10_000, seed=seed, until=UNTIL), UNTIL)
    assert set(found.estimates) == set(COUNTED)
    for name, estimate in found.estimates.items():
        true = getattr(TRUE, name)
        half = max(estimate.high - estimate.value, estimate.value - estimate.low)
        assert abs(estimate.value - true) <= 2.5 * half + 1e-6, name  # 40 intervals: not each holds at 95 %


def test_a_store_like_the_model_fits_and_another_does_not() -> None:
    like = fit(simulate(replace(TRUE, description_accuracy=0.92), orders=10_000, seed=5, until=UNTIL), UNTIL, seed=9)
    unlike = fit(simulate(replace(TRUE, description_accuracy=0.5), orders=10_000, seed=5, until=UNTIL), UNTIL, seed=9)
    assert "snad_rate" not in like.misfits
    assert "snad_rate" in unlike.misfits


def test_from_few_orders_nothing_is_counted_but_the_pace() -> None:
    found = fit(simulate(TRUE, orders=20, seed=1, until=UNTIL), UNTIL)
    assert set(found.estimates) == {"orders_per_day"}
    assert found.matches == ()
    assert found.store == replace(Store(), orders_per_day=found.estimates["orders_per_day"].value)


def test_a_column_that_is_not_told_gives_no_estimate() -> None:
    table = conform(simulate(TRUE, orders=8000, seed=1, until=UNTIL))
    mark_untold(table, set(table.columns) - {"first_scan_at"})
    found = fit(table, UNTIL)
    assert {"scan_delay_days", "transit_days"} <= set(found.assumed)
    assert not {"online_rate_5d"} & {match.metric for match in found.matches}


def test_the_largest_effect_is_of_the_worst_lever() -> None:
    worst = replace(Store(orders_per_day=40), stockout_rate=0.25)
    found = fit(simulate(worst, orders=8000, seed=2, until=UNTIL), UNTIL)
    first, *_ = effects(found, ("not_sold_rate", "snad_rate"))
    assert (first.lever, first.change.metric, first.assumed) == ("stockout_rate", "not_sold_rate", False)
    assert first.after == pytest.approx(first.before / 2)
    reliefs = [effect.change.relief or 0.0 for effect in effects(found, ("not_sold_rate", "snad_rate"))]
    assert reliefs == sorted(reliefs, reverse=True)
