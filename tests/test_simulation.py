"""The simulator: equal arguments, common random numbers, and causes that lead to their effects."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import Store, measure, simulate
from aecourse.errors import CourseError, UnknownName
from aecourse.orders import validate
from aecourse.simulation import ASSUMPTIONS, LEVERS, core, core_draw, draw_luck, lever

ALWAYS = ("2000-01-01", "2030-12-31")  # a window that holds every event
WORSE = [name for name, it in LEVERS.items() if it.worse]

# which metrics a lever feeds (worse lever -> never better metric)
FEEDS: dict[str, tuple[str, ...]] = {
    "stockout_rate": ("odr", "not_sold_rate"),
    "handling_days": ("odr", "not_sold_rate", "online_rate_5d", "nr_rate"),
    "scan_delay_days": ("odr", "online_rate_5d", "nr_rate", "dsr_logistics"),
    "transit_days": ("odr", "nr_rate", "dsr_logistics"),
    "parcel_loss_rate": ("odr", "nr_rate", "online_rate_5d"),
    "description_accuracy": ("odr", "snad_rate", "positive_rate", "dsr_description"),
    "product_quality": ("odr", "snad_rate", "positive_rate", "dsr_description"),
    "reply_hours": ("odr", "dsr_communication"),
    "dispute_answer_rate": ("odr",),
    "settle_generosity": ("odr", "dsr_communication"),
}


def test_every_lever_stands_in_the_store_with_a_default_in_bounds() -> None:
    assert [f.name for f in fields(Store)] and {f.name for f in fields(Store)} == set(LEVERS)
    assert Store() == Store()
    for it in LEVERS.values():
        assert it.low <= getattr(Store(), it.name) <= it.high
        assert it.label.en and it.label.zh and it.meaning.en and it.meaning.zh


def test_the_levers_with_a_worse_side_are_those_that_feed_a_metric() -> None:
    assert set(FEEDS) == set(WORSE)


def test_every_assumption_has_a_reason_in_both_languages() -> None:
    for assumption in ASSUMPTIONS.values():
        assert assumption.reason.en and assumption.reason.zh


@pytest.mark.parametrize("orders", [0, 1, 2, 777])
def test_exactly_that_many_valid_orders(orders: int) -> None:
    table = simulate(Store(), orders=orders, seed=3)
    assert len(table) == orders
    assert len(validate(table)) == orders


@pytest.mark.parametrize("store", [
    Store(**{name: (LEVERS[name].high if LEVERS[name].worse > 0 else LEVERS[name].low)
             for name in WORSE}),
    Store(**{name: (LEVERS[name].low if LEVERS[name].worse > 0 else LEVERS[name].high)
             for name in WORSE}),
    *[replace(Store(), **{name: end}) for name in LEVERS
      for end in (LEVERS[name].low, LEVERS[name].high)],
])  # fmt: skip
def test_a_lever_at_either_end_gives_possible_orders(store: Store) -> None:
    table = simulate(store, orders=400, seed=11)
    assert len(validate(table)) == 400
    result = aecourse.assess(table, "grade_2015_odr", "2015-09-30", illustrative=True)
    assert "nan" not in repr(result).lower()


def test_equal_arguments_give_equal_frames_and_another_seed_others() -> None:
    one, two = (simulate(Store(), orders=500, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(simulate(Store(), orders=500, seed=5))


def test_the_core_draw_is_the_core_of_the_drawn_luck_whatever_the_blocks() -> None:
    orders = 70_000  # three blocks, the last one short
    drawn, kept = core_draw(Store(), orders, 6), core(Store(), draw_luck(orders, 6))
    assert list(drawn) == list(kept)
    for name, values in drawn.items():
        assert len(values) == orders
        np.testing.assert_array_equal(values, kept[name])


def test_the_last_order_is_paid_on_the_last_day_and_the_pace_is_the_stores() -> None:
    table = simulate(Store(orders_per_day=10), orders=1000, seed=1, until="2020-02-29")
    assert table["paid_at"].is_monotonic_increasing
    assert str(table["paid_at"].iloc[-1].date()) == "2020-02-29"
    assert str(table["paid_at"].iloc[0].date()) == "2019-11-22"  # 100 days
    per_day = table.groupby(table["paid_at"].dt.date).size()
    assert per_day.between(8, 12).all()


def test_one_lever_changes_only_the_orders_that_it_affects() -> None:
    base = simulate(Store(), orders=4000, seed=9)
    more = simulate(replace(Store(), stockout_rate=0.03), orders=4000, seed=9)
    changed = (base["shipped_at"] != more["shipped_at"]) & ~(
        base["shipped_at"].isna() & more["shipped_at"].isna())  # fmt: skip
    assert 0 < changed.sum() < 0.02 * 4000
    pd.testing.assert_frame_equal(base[~changed], more[~changed])
    assert more.loc[changed, "shipped_at"].isna().all()


@pytest.mark.parametrize("name", list(FEEDS))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_worsening_a_lever_never_improves_the_metrics_that_it_feeds(name: str, data: Any) -> None:
    it = LEVERS[name]
    good, bad = sorted(
        data.draw(st.lists(st.floats(it.low, it.high), min_size=2, max_size=2)),
        reverse=it.worse < 0,
    )
    seed = data.draw(st.integers(0, 10_000))
    others = {
        other: data.draw(st.floats(LEVERS[other].low, LEVERS[other].high), label=other)
        for other in data.draw(st.sets(st.sampled_from(sorted(set(WORSE) - {name})), max_size=3))
    }
    # Nobody buys twice: whether two reviews of one buyer are merged depends on their dates.
    store = replace(Store(), repeat_rate=0, **others)
    before, after = (
        measure(simulate(replace(store, **{name: value}), orders=600, seed=seed), FEEDS[name],
                ALWAYS).set_index("metric")["value"]
        for value in (good, bad)
    )  # fmt: skip
    for id in FEEDS[name]:
        if pd.isna(before[id]) or pd.isna(after[id]):
            continue
        assert (after[id] - before[id]) * _better(id) <= 1e-12, (id, before[id], after[id])


def _better(id: str) -> int:
    from aecourse.metrics import METRICS

    return METRICS[id].better


CAUSES: list[tuple[str, float, str]] = [
    ("stockout_rate", 0.2, "not_sold_rate"),
    ("description_accuracy", 0.3, "snad_rate"),
    ("description_accuracy", 0.3, "dsr_description"),
    ("description_accuracy", 0.3, "positive_rate"),
    ("transit_days", 45, "nr_rate"),
    ("transit_days", 45, "dsr_logistics"),
    ("reply_hours", 72, "dsr_communication"),
    ("dispute_answer_rate", 0.3, "odr"),
    ("settle_generosity", 0.0, "arbitration_rate"),
    ("scan_delay_days", 6, "online_rate_5d"),
]


@pytest.mark.parametrize(("name", "value", "metric"), CAUSES)
def test_a_cause_has_its_effect(name: str, value: float, metric: str) -> None:
    before, after = (
        measure(simulate(store, orders=5000, seed=2), metric, ALWAYS)["value"][0]
        for store in (Store(), replace(Store(), **{name: value}))
    )
    assert (after - before) * _better(metric) < 0


# -- errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("levers", "words"), [
    ({"stockout_rate": 3}, ["stockout_rate", "between 0 and 0.3", "did you mean 0.03"]),
    ({"stockout_rate": -0.1}, ["between 0 and 0.3"]),
    ({"handling_days": 60}, ["between 0.2 and 12", "did you mean 2.5"]),
    ({"reply_hours": "fast"}, ["reply_hours", "'fast'"]),
    ({"stockout_rate": True}, ["stockout_rate"]),
    ({"stockout_rate": float("nan")}, ["stockout_rate"]),
    ({"stockout_rate": 3, "reply_hours": 500}, ["stockout_rate", "reply_hours"]),
])  # fmt: skip
def test_a_lever_out_of_bounds_gives_the_bounds_and_guesses_the_slip(
    levers: dict[str, Any], words: list[str]
) -> None:
    with pytest.raises(CourseError) as caught:
        replace(Store(), **levers)
    for word in words:
        assert word in str(caught.value)
    aecourse.set_language("zh")
    assert "之间" in str(caught.value) or "应是数字" in str(caught.value)


def test_an_unknown_lever_names_the_near_one() -> None:
    with pytest.raises(UnknownName, match="stockout_rate"):
        Store(stockout=0.1)  # type: ignore[call-arg]
    with pytest.raises(UnknownName, match="reply_hours"):
        replace(Store(), reply_hour=3)
    with pytest.raises(UnknownName, match="stockout_rate"):
        lever("stock_out")


@pytest.mark.parametrize("arguments", [
    {"seed": "a"},
    {"seed": -1},
    {"orders": -1}, {"orders": 1.5}, {"orders": True}, {"store": "growing-store"},
    {"category": "shoes"}, {"until": "tomorrow"},
])  # fmt: skip
def test_arguments_that_make_no_sense_are_refused_in_words(arguments: dict[str, Any]) -> None:
    with pytest.raises(CourseError):
        simulate(**{"store": Store(), "orders": 10, "seed": 1, **arguments})
