"""The simulator: equal arguments, common random numbers, and causes that lead to their effects."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import Store, measure, simulate
from aecourse.base.errors import CourseError, UnknownName
from aecourse.orders import validate
from aecourse.simulation import orders as simulation
from aecourse.simulation.assumptions import GROUPS
from aecourse.simulation.orders import ASSUMPTIONS, LEVERS, core, core_draw, lever, random_draws
from tools import assumptions_page
from tools.samples import SAMPLES

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
        assert it.label.en and it.label.zh and it.reason.en and it.reason.zh


def test_the_levers_with_a_worse_side_are_those_that_feed_a_metric() -> None:
    assert set(FEEDS) == set(WORSE), "say in FEEDS which metrics a lever with a worse side moves"


def test_every_assumption_stands_once_with_a_reason_in_both_languages() -> None:
    assert len(ASSUMPTIONS) == sum(len(group.entries) for group in GROUPS)
    for assumption in ASSUMPTIONS.values():
        assert assumption.reason.en and assumption.reason.zh


# every way that the simulator knows is taken: nothing here is good
ROUGH = Store(
    stockout_rate=0.1, handling_days=4, transit_days=30, parcel_loss_rate=0.05, reply_hours=60,
    description_accuracy=0.3, product_quality=0.3, price_position=1.5, dispute_answer_rate=0.7,
    settle_generosity=0.1, repeat_rate=0.3, buyer_cancel_rate=0.05, review_rate=0.9,
)  # fmt: skip
# these only bind at an end: prices at the bounds, moods at the caps of the worst store
ENDS = {"price_least": 5.0, "price_most": 20.0}


@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_every_assumption_acts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another strength makes other orders: nothing stands in the list that the model ignores."""
    before = simulate(ROUGH, orders=3000, seed=8)
    strength = ASSUMPTIONS[name]
    other = replace(strength, value=ENDS.get(name, strength.value * 0.7))
    monkeypatch.setitem(simulation.ASSUMPTIONS, name, other)
    assert not simulate(ROUGH, orders=3000, seed=8).equals(before)


def test_no_strength_hides_in_the_code() -> None:
    """What happens to an order is worked out from levers, luck and assumptions alone."""
    tree = ast.parse(Path(str(simulation.__file__)).read_text(encoding="utf-8"))
    model = {"waiting_time", "_block", "_lateness", "_ratings", "_disputes", "_stars"}
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in model]
    assert {f.name for f in functions} == model
    numbers = {
        node.value
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    }
    assert numbers <= {0, 1, 2, 5, 24}  # nothing, all, twice for to and fro, 5 stars, hours a day


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_the_assumptions_is_up_to_date(language: Any) -> None:
    stored = (assumptions_page.DOCS / assumptions_page.NAMES[language]).read_text(encoding="utf-8")
    assert stored == assumptions_page.page(language), "run: python -m tools.assumptions_page"
    for name in ASSUMPTIONS:
        assert f"| `{name}` |" in stored


# -- worked by hand -----------------------------------------------------------------------------

MOODS = 10_000


def fated(**given: float) -> dict[str, Any]:
    """The luck of orders to whom nothing happens, whose buyers have every mood there is."""
    even = (np.arange(MOODS, dtype=np.float32) + np.float32(0.5)) / MOODS
    luck = {name: np.full(MOODS, 0.99, dtype=np.float32) for name in random_draws(1, 1)}
    luck |= {name: even for name in luck if name.startswith("mood")}
    luck |= {"review": np.zeros(MOODS, dtype=np.float32)}
    waits = dict.fromkeys(("handling", "scan", "transit"), 0.0)
    return luck | {n: np.full(MOODS, v, dtype=np.float32) for n, v in (waits | given).items()}


@pytest.mark.parametrize(("day", "late"), [(20, 0), (25, 0), (30, 0.2), (35, 0.4), (40, 0.6), (50, 1)])
def test_what_a_late_parcel_costs_worked_by_hand(day: int, late: float) -> None:
    """Up to day 25 a parcel is in time; 25 days later it is one full step late.

    Each order takes its least: 0.55 of the handling, none of the scan, 0.8 of the transit.
    Fewer than 5 stars of logistics give 3 % of the buyers, and 17 % more for each step of trouble:
    0.3 always, and 1.3 for each step of delay.
    """
    store = Store(handling_days=1 / 0.55, scan_delay_days=0, transit_days=(day - 1) / 0.8,
                  description_accuracy=1, product_quality=1, price_position=0.5)  # fmt: skip
    found = core(store, fated(patience=0.9))
    assert found["delivered"] == pytest.approx(day, abs=1e-3)
    fewer = float((found["dsr_logistics"] < 5).mean())
    assert fewer == pytest.approx(0.03 + 0.17 * (0.3 + 1.3 * late), abs=2e-4)
    overall = float((found["stars"] < 5).mean())
    about = 0.5 * 9 / 48 + 0.8 * late  # a reply takes 9 hours of 48
    assert overall == pytest.approx(0.03 + 0.17 * about, abs=2e-4)
    four = float((found["dsr_logistics"] < 4).mean())
    assert four == pytest.approx(fewer * (0.3 + 0.16 * (0.3 + 1.3 * late)), abs=2e-4)


def test_the_clock_of_an_order_worked_by_hand() -> None:
    """Received by the clock 15 days after delivery on day 10; nobody reviews within 30 days."""
    store = Store(handling_days=1 / 0.55, scan_delay_days=0, transit_days=9 / 0.8)
    found = core(store, fated(review=0.99))
    assert found["delivered"] == pytest.approx(10, abs=1e-4)
    assert found["receipt"] == pytest.approx(25, abs=1e-4)
    assert found["review_timeout"] == pytest.approx(55, abs=1e-4)
    signed = core(store, fated(review=0, receipt=0, receipt_at=0.5, review_at=0.5))
    assert signed["receipt"] == pytest.approx(10 + 1 + 6, abs=1e-4)
    assert signed["review"] == pytest.approx(17 + 0.1 + 10, abs=1e-4)


def test_the_clock_of_a_dispute_worked_by_hand() -> None:
    """Not as described, opened 1 + 4 days after delivery on day 10, by three ends."""
    store = Store(handling_days=1 / 0.55, scan_delay_days=0, transit_days=9 / 0.8, reply_hours=24,
                  description_accuracy=0.5, settle_generosity=0)  # fmt: skip
    opened = {"snad": 0, "dispute_at": 0.5, "answer_at": 0, "close_at": 0.5}
    silent = core(store, fated(**opened, answer=0.99))
    assert silent["dispute_opened"] == pytest.approx(15, abs=1e-4)
    assert silent["dispute_closed"] == pytest.approx(15 + 5, abs=1e-4)  # the days to answer
    settled = core(store, fated(**opened, answer=0, escalate=0.99))
    assert settled["seller_responded"] == pytest.approx(15 + 0.55, abs=1e-4)
    assert settled["dispute_closed"] == pytest.approx(15.55 + 0.2 + 2, abs=1e-4)
    ruled = core(store, fated(**opened, answer=0, escalate=0, liable=0.5))
    assert ruled["arbitration_opened"] == pytest.approx(15 + 6, abs=1e-4)  # of 5 to 7 days
    assert ruled["dispute_closed"] == pytest.approx(21 + 3 + 4.5, abs=1e-4)
    assert ruled["seller_liable"].all()  # 0.5 < 0.7


def test_the_last_bits_of_logarithms_do_not_reach_the_cents_of_the_samples() -> None:
    """No price is so near to half a cent that another processor would round it the other way."""
    for sample in SAMPLES:
        prices = simulation._prices(
            random_draws(sample.orders, sample.seed), *(ASSUMPTIONS[f"price_{it}"].value for it in ("middle", "spread"))
        )
        cents = 100 * prices * sample.store.price_position
        assert (np.abs(cents % 1 - 0.5) > 10_000 * np.finfo(float).eps * cents).all()


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
    drawn, kept = core_draw(Store(), orders, 6), core(Store(), random_draws(orders, 6))
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
    good, bad = sorted(data.draw(st.lists(st.floats(it.low, it.high), min_size=2, max_size=2)), reverse=it.worse < 0)
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
    from aecourse.scoring.metrics import METRICS

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
def test_a_lever_out_of_bounds_gives_the_bounds_and_guesses_the_slip(levers: dict[str, Any], words: list[str]) -> None:
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
