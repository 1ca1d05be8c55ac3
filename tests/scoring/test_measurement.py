"""What holds for every metric: engines agree, windows are exact, masks are what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import Store, assess, load_sample, measure, rulebook, simulate
from aecourse.base.errors import CourseError
from aecourse.orders import InvalidOrders
from aecourse.orders.calendar import Window
from aecourse.scoring.assessment import rolling
from aecourse.scoring.columns import ExpressionColumns
from aecourse.scoring.events import REVIEW, EventTimes
from aecourse.scoring.measurement import Measurement, behind
from aecourse.scoring.metrics import ASSESSED, METRICS, Metric, rules_for, sources_of
from aecourse.scoring.uncertainty import wilson
from tests.worked import UNREVIEWED, dispute, holders, orders, shuffled

ROUGH = Store(orders_per_day=6, stockout_rate=0.06, description_accuracy=0.6, product_quality=0.6,
              reply_hours=40, dispute_answer_rate=0.7, settle_generosity=0.2, transit_days=32,
              repeat_rate=0.5)  # fmt: skip
TABLE = simulate(ROUGH, orders=900, seed=21)
WINDOW = ("2015-07-03", "2015-09-30")
RATES = [id for id, m in METRICS.items() if not m.stars]


def test_the_columns_of_a_metrics_table() -> None:
    plain = ["metric", "numerator", "denominator", "value", "low", "high"]
    assert list(measure(TABLE, "odr", WINDOW)) == plain
    assert list(measure(TABLE, ["odr", "nr_rate"], WINDOW, by="category")) == ["category", *plain]
    both = measure(TABLE, "odr", WINDOW, by=["category", "product_id"])
    assert list(both) == ["category", "product_id", *plain]


@pytest.mark.parametrize("by", ["product_id", "day", "destination"])
def test_the_groups_add_up_to_the_whole(by: str) -> None:
    whole = measure(TABLE, list(METRICS), WINDOW).set_index("metric")
    parts = measure(TABLE, list(METRICS), WINDOW, by=by).groupby("metric")
    for side in ("numerator", "denominator"):
        assert parts[side].sum().to_dict() == whole[side].to_dict()
    held = TABLE["paid_at"].dt.normalize() if by == "day" else TABLE[by]
    for _, rows in parts:
        assert rows[by].tolist() == sorted(held.unique())


def test_the_catalogue_is_as_long_as_what_it_lists() -> None:
    assert len(METRICS) == len(list(METRICS)) == len(set(METRICS))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(random: Any) -> None:
    order = list(range(len(TABLE)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        measure(shuffled(TABLE, order), list(METRICS), WINDOW),
        measure(TABLE, list(METRICS), WINDOW))  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_an_order_outside_the_window_never_matters(seed: int) -> None:
    later = simulate(ROUGH, orders=300, seed=seed, until="2017-09-30", store_id="shop")
    later = later.assign(order_id="later " + later["order_id"], store_id=TABLE["store_id"][0])
    assert later["paid_at"].min() > pd.Timestamp("2015-10-01")
    pd.testing.assert_frame_equal(
        measure(pd.concat([TABLE, later], ignore_index=True), list(METRICS), WINDOW),
        measure(TABLE, list(METRICS), WINDOW))  # fmt: skip


@pytest.mark.parametrize("id", RATES)
def test_the_orders_behind_a_rate_are_exactly_its_numerator(id: str) -> None:
    row = measure(TABLE, id, WINDOW).iloc[0]
    assert 0 <= row["numerator"] <= row["denominator"]
    window = Window.between(*WINDOW)
    found = behind(TABLE, id, window)
    assert found["order_id"].nunique() == len(found) == row["numerator"]
    again = measure(found, id, window).iloc[0]
    assert again["numerator"] == again["denominator"] == row["numerator"]


@settings(max_examples=25, deadline=None)
@given(row=st.integers(0, len(TABLE) - 1), stars=st.integers(1, 4))
def test_worse_stars_never_improve_a_rate(row: int, stars: int) -> None:
    worse = TABLE.copy()
    for name in ("stars", "dsr_description", "dsr_communication", "dsr_logistics"):
        worse.loc[row, name] = worse.loc[[row], name].clip(upper=stars).iloc[0]
    ids = ["odr", "dsr_description", "dsr_communication", "dsr_logistics"]
    before, after = (measure(t, ids, WINDOW).set_index("metric")["value"] for t in (TABLE, worse))
    for id in ids:
        assert (after[id] - before[id]) * METRICS[id].better <= 0


@pytest.mark.parametrize("id", ["odr", "snad_rate", "not_sold_rate", "liable_rate"])
def test_the_rolling_line_equals_measuring_each_day(id: str) -> None:
    store = replace(ROUGH, dispute_answer_rate=0.2)
    table = simulate(store, orders=900, seed=5)
    regime = rulebook.load("grade_2015_odr")
    line = rolling(table, id, regime, "2015-07-20", "2015-09-30")
    assert len(line) == 73
    for row in line.iloc[::6].itertuples():
        alone = measure(table, id, Window.ending(row.day.date(), 90)).iloc[0]
        assert (row.numerator, row.denominator) == (alone["numerator"], alone["denominator"])


def test_the_line_of_one_order_is_its_own_and_without_any_there_is_none() -> None:
    """Reviewed with one star on 5 August: bad from that day on, and nothing before an event."""
    line = rolling(orders({"stars": 1}), "odr", rulebook.load("grade_2015_odr"), "2015-07-05", "2015-08-06")
    known = line[line["denominator"] > 0]
    assert set(known["denominator"]) == {1}
    assert (known["value"] == known["numerator"]).all()
    assert known["value"].iloc[-1] == 1
    assert line["value"].isna().tolist() == (line["denominator"] == 0).tolist()
    assert line["value"].isna().iloc[0]


LEFT_ALONE = simulate(replace(ROUGH, dispute_answer_rate=0.2), orders=600, seed=5)


@settings(max_examples=30, deadline=None)
@given(listed=st.sets(st.sampled_from([event.id for event in ASSESSED]), min_size=1),
       days=st.sampled_from([20, 30, 90]))  # fmt: skip
def test_the_line_follows_the_moments_that_a_regime_lists(listed: set[str], days: int) -> None:
    own = {"assessed_event_types": tuple(sorted(listed)), "window_days": days}
    regime = rulebook.load("grade_2015_odr").using(own)
    line = rolling(LEFT_ALONE, "odr", regime, "2015-07-20", "2015-09-30")
    for row in line.iloc[::9].itertuples():
        window = Window.ending(row.day.date(), days)
        alone = measure(LEFT_ALONE, "odr", window, regime=regime).iloc[0]
        assert (row.numerator, row.denominator) == (alone["numerator"], alone["denominator"])


def test_a_line_over_shipped_orders_leaves_out_what_is_bad_otherwise() -> None:
    regime = rulebook.load("grade_2015_odr").using({"assessed_event_types": ("shipment",)})
    result = assess(load_sample("growing-store"), regime, "2015-09-30")
    last = result.rolling("odr").iloc[-1]
    assert last["value"] == pytest.approx(result.value("odr"))


def test_conditions_add_up_to_at_least_the_bad_orders() -> None:
    seen = Measurement(TABLE, rulebook.load("grade_2015_odr"))
    window = Window.between(*WINDOW)
    found = seen.conditions(window)
    bad = len(seen.behind("odr", window))
    assert max(found.values()) <= bad <= sum(found.values())


def test_an_own_index_does_not_matter() -> None:
    odd = TABLE.set_axis(TABLE["order_id"].to_numpy()[::-1], axis=0)
    pd.testing.assert_frame_equal(measure(odd, list(METRICS), WINDOW),
                                  measure(TABLE, list(METRICS), WINDOW))  # fmt: skip


def test_every_metric_has_a_name_in_both_languages() -> None:
    for m in METRICS.values():
        assert m.name.en and m.name.zh and m.better in (-1, 1)
        for event in (*m.numerator, *m.denominator):
            assert event.meaning.en and event.meaning.zh


@pytest.mark.parametrize("id", list(METRICS))
def test_every_metric_has_a_unit_and_sources(id: str) -> None:
    m = METRICS[id]
    assert m.unit in ("share", "stars")
    assert m.home is not None
    assert sources_of(id, rulebook.load(m.home))


OTHERS = {  # another value of a parameter on which masks hang
    "grade_2015_odr": {"bad.overall_star_max": 2, "assessed_event_types": ("shipment", "review")},
    "online_5d_2020": {"online.limit": 1},
    "capability_2022": {"positive_rate.exclude_nr_disputes": False},
}


def test_regimes_that_look_at_one_table_share_only_what_is_the_same() -> None:
    regimes = list(rulebook.regimes())
    for id, values in OTHERS.items():
        known = {k: v for k, v in values.items() if k in rulebook.load(id).parameters}
        regimes += [rulebook.load(id).using({key: value}) for key, value in known.items()]
    window, shared = Window.between(*WINDOW), EventTimes(TABLE)
    for regime in [*regimes, *reversed(regimes)]:
        together, alone = Measurement(shared, regime), Measurement(TABLE, regime)
        for id in METRICS:
            for mask, own in zip(together.masks(id, window), alone.masks(id, window), strict=True):
                assert (mask == own).all()
                assert not mask.flags.writeable


MERGED = [  # days of two reviews by one buyer, and how many reviews they make
    (("2015-08-01 00:00", "2015-08-10 23:59"), 1),
    (("2015-08-10 23:59", "2015-08-11 00:00"), 2),
    (("2015-08-11 00:00", "2015-08-20 23:59"), 1),
    (("2015-08-20 23:59", "2015-08-21 00:00"), 2),
    (("2015-08-21 00:00", "2015-08-31 23:59"), 1),
    (("2015-08-31 23:59", "2015-09-01 00:00"), 2),
    (("2015-07-15 12:00", "2015-08-15 12:00"), 2),
    (("2015-07-15 12:00", "2015-10-05 12:00"), 2),
    (("2014-08-05 12:00", "2015-08-05 12:00"), 2),
    (("2003-08-05 12:00", "2015-07-05 12:00"), 2),
    (("2015-08-05 12:00", "2015-08-25 12:00"), 2),
]


@pytest.mark.parametrize(("days", "reviews"), MERGED)
def test_one_buyer_s_reviews_of_a_ten_day_period_are_one(days: tuple[str, str], reviews: int) -> None:
    table = orders(*[{"buyer_id": "b", "review_at": at} for at in days], {"buyer_id": "other"})
    for holder in holders(table):
        for id in ("positive_rate", "dsr_description"):
            assert measure(holder, id, ("2003-01-01", "2015-10-31"))["denominator"].item() == reviews + 1


def test_of_merged_reviews_the_first_counts_and_of_one_instant_that_of_the_lowest_id() -> None:
    later, first = ({"buyer_id": "b", "review_at": f"2015-08-0{day}", "dsr_description": day} for day in (4, 2))
    twins = [
        {"buyer_id": "c", "order_id": id, "dsr_description": stars} for id, stars in (("y", 5), ("x", 3), ("z", 1))
    ]
    unknown = [{"buyer_id": "d", "product_id": None, "dsr_description": 4}] * 2  # of no product that another is of
    table = orders(later, first, *twins, *unknown)
    for holder in holders(table):
        row = measure(holder, "dsr_description", WINDOW).iloc[0]
        assert (row["numerator"], row["denominator"]) == (2 + 3 + 4 + 4, 4)


ONE_BUYER = [  # what one buyer wrote within ten days, and the ratings that count
    ([("a", "2015-08-02", 1), ("b", "2015-08-02", 2)], [1]),  # in one instant: that of the lowest id
    ([("b", "2015-08-02", 1), ("a", "2015-08-02", 2)], [2]),
    ([("c", "2015-08-02", 1), ("b", "2015-08-04", 2), ("a", "2015-08-04", 3)], [1]),
    ([("c", "2015-08-04", 1), ("b", "2015-08-02", 2), ("a", "2015-08-02", 3)], [3]),
    ([("a", "2015-08-02", 1), ("b", "2015-08-02", 2), ("c", "2015-08-12", 3), ("d", "2015-08-13", 4)], [1, 3]),
]


@pytest.mark.parametrize(("written", "counted"), ONE_BUYER)
def test_one_buyer_s_reviews_count_by_the_first_instant_and_then_by_id(written: Any, counted: list[int]) -> None:
    rows = [{"buyer_id": "b", "order_id": id, "review_at": at, "dsr_description": n} for id, at, n in written]
    for holder in holders(orders(*rows)):
        found = measure(holder, "dsr_description", WINDOW).iloc[0]
        assert (found["numerator"], found["denominator"]) == (sum(counted), len(counted))


def test_a_review_that_does_not_count_takes_no_other_s_place() -> None:
    small, later = {"amount_usd": 4, "review_at": "2015-08-02"}, {"review_at": "2015-08-03"}
    for holder in holders(orders({"buyer_id": "b"} | small, {"buyer_id": "b"} | later)):
        assert measure(holder, "positive_rate", WINDOW)["denominator"].item() == 1


OF_ALL_REVIEWS = rulebook.load("grade_2015_odr").using({"positive_rate.formula": "all_reviews"})


@pytest.mark.parametrize(("one", "other", "reviews"), [
    # positive, neutral and negative are a kind each
    ({"stars": 5}, {"stars": 4}, 1), ({"stars": 5}, {"stars": 3}, 2), ({"stars": 4}, {"stars": 2}, 2),
    ({"stars": 3}, {"stars": 3}, 1), ({"stars": 3}, {"stars": 2}, 2), ({"stars": 2}, {"stars": 1}, 1),
    # so are the products for a rating of an item; one that is not named is like no other
    ({"product_id": "p1", "stars": 3}, {"product_id": "p2", "stars": 3}, (1, 2)),
    ({"product_id": "p1", "stars": 3}, {"product_id": None, "stars": 3}, (1, 2)),
    ({"product_id": None, "stars": 3}, {"product_id": None, "stars": 3}, (1, 2)),
    ({"store_id": "one"}, {"store_id": "other"}, 2), ({"buyer_id": "c"}, {}, 2),
])  # fmt: skip
def test_reviews_are_merged_within_a_store_by_kind_and_ratings_by_product(
    one: dict[str, Any], other: dict[str, Any], reviews: int | tuple[int, int]
) -> None:
    by_stars, by_item = reviews if isinstance(reviews, tuple) else (reviews, 1 if "stars" in one else reviews)
    for holder in holders(orders({"buyer_id": "b"} | one, {"buyer_id": "b"} | other)):
        found = measure(holder, ["positive_rate", "dsr_logistics"], WINDOW, regime=OF_ALL_REVIEWS)
        assert found["denominator"].tolist() == [by_stars, by_item]


def test_the_interval_of_a_mean_of_stars_is_that_of_its_place_between_one_and_five() -> None:
    # 45 stars of 10 ratings: 3.5 of 4 steps above one star, ten times: 35 / 40
    table = orders(*[{"dsr_description": stars} for stars in (5, 4) * 5])
    row = measure(table, "dsr_description", WINDOW).iloc[0]
    low, high = wilson(np.array([8.75]), np.array([10.0]))
    assert row["value"] == 4.5
    assert (row["low"], row["high"]) == pytest.approx((1 + 4 * low[0], 1 + 4 * high[0]))


def elsewhere(table: pd.DataFrame) -> dict[str, Any]:
    """The same orders in other engines."""
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    return {
        "Polars": polars.from_pandas(table),
        "lazy": polars.from_pandas(table).lazy(),
        "DuckDB": duckdb.from_df(table),
    }


@pytest.mark.parametrize("by", [None, "day", ["store_id", "day"], "shift"])
@pytest.mark.parametrize("day", [None, ["Monday", "Tuesday", "Monday"]], ids=["made", "a column"])
def test_other_engines_group_by_day_alike(by: Any, day: list[str] | None) -> None:
    table = orders(
        {"paid_at": "2015-07-10 23:59", "stars": 1, "dsr_logistics": 1}, {"paid_at": "2015-07-11 00:00"}, {"stars": 2}
    ).assign(shift=["late", "early", "early"], **({} if day is None else {"day": day}))  # fmt: skip
    ids = ["odr", "dsr_logistics", "online_rate_3d"]
    found = measure(table, ids, WINDOW, by=by)
    odr = found[found["metric"] == "odr"]
    assert (odr["numerator"].sum(), odr["denominator"].sum()) == (2, 3)
    if by == "day":
        wanted = [pd.Timestamp("2015-07-10"), pd.Timestamp("2015-07-11")] if day is None else ["Monday", "Tuesday"]
        assert odr["day"].tolist() == wanted
    for engine, other in elsewhere(table).items():
        pd.testing.assert_frame_equal(measure(other, ids, WINDOW, by=by), found, obj=engine)


def test_of_no_order_nothing_is_counted_in_any_engine() -> None:
    table = orders({}).head(0)
    for holder in (table, *elsewhere(table).values()):
        found = measure(holder, ["odr", "dsr_logistics"], WINDOW)
        assert (found[["numerator", "denominator"]] == 0).all(axis=None)
        assert found[["value", "low", "high"]].isna().all(axis=None)
    assert len(measure(table, "odr", WINDOW, by="store_id")) == 0


def test_another_engine_refuses_an_unlisted_word_where_a_metric_asks_for_it() -> None:
    for holder in elsewhere(orders({}, {}).assign(dispute_end=["settled", "argued"])).values():
        with pytest.raises(InvalidOrders, match="'argued' is not one of"):
            measure(holder, "odr", WINDOW)
        assert measure(holder, "not_sold_rate", WINDOW)["denominator"].item() == 2


GROUPED: list[tuple[Any, list[dict[str, Any]], list[tuple[Any, ...]]]] = [
    # by what, the orders, and each group in its place with how many are in it; what is blank comes last
    ("product_id", [{"product_id": id} for id in ("q", "p", None, "q", None)], [("p", 1), ("q", 2), (None, 2)]),
    ("category", [{"category": id} for id in ("toys", None, "beauty", "toys")], [("beauty", 1), ("toys", 2), (None, 1)]),
    ("category", [{"category": None}] * 2, [(None, 2)]),
    (["category", "receipt"],
     [{"category": one, "receipt": other} for one, other in (
         ("toys", "timeout"), ("beauty", "confirmed"), ("toys", None), (None, "timeout"), ("toys", "timeout"))],
     [("beauty", "confirmed", 1), ("toys", "timeout", 2), ("toys", None, 1), (None, "timeout", 1)]),
    (["destination", "store_id", "product_id"],
     [{"destination": "US", "store_id": "b", "product_id": "p"}, {"destination": "ES", "store_id": "b", "product_id": "q"},
      {"destination": "US", "store_id": "a", "product_id": "q"}, {"destination": "US", "store_id": "b", "product_id": "p"}],
     [("ES", "b", "q", 1), ("US", "a", "q", 1), ("US", "b", "p", 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("by", "rows", "wanted"), GROUPED)
def test_groups_and_how_many_are_in_them(by: Any, rows: list[dict[str, Any]], wanted: list[tuple[Any, ...]]) -> None:
    found = measure(orders(*rows), ["snad_liable_rate", "odr"], WINDOW, by=by)
    names = [by] if isinstance(by, str) else by
    groups = EventTimes(orders(*rows)).groups(tuple(names))[1]
    assert (list(groups), groups.index.tolist()) == (names, list(range(len(wanted))))
    for id in ("snad_liable_rate", "odr"):
        told = found[found["metric"] == id][[*names, "denominator"]].astype(object)
        assert list(told.where(told.notna(), None).itertuples(index=False, name=None)) == wanted


@pytest.mark.parametrize(("window", "inside"), [
    (Window(datetime.min, datetime(2015, 8, 5, 10)), True), (Window(datetime.min, datetime(2015, 8, 5, 9)), False),
    (Window(datetime(2015, 8, 5, 10), datetime.max), True), (Window(datetime(2015, 8, 5, 11), datetime.max), False),
    (Window(datetime.min, datetime.max), True),
])  # fmt: skip
def test_a_window_may_be_open_at_either_end(window: Window, inside: bool) -> None:
    for holder in holders(orders({"stars": 1})):  # reviewed on 5 August at 10:00
        assert measure(holder, "positive_rate", window)["denominator"].item() == inside


def test_what_a_rule_does_not_count_happened_to_nobody() -> None:
    table, window = orders({}, {}), Window.between(*WINDOW)
    never = Metric("own", (replace(REVIEW, applies=lambda rules: False),), (REVIEW,))
    rules = rules_for(never, None)
    assert [mask.tolist() for mask in never.found(EventTimes(table), window, rules)] == [[False, False], [True, True]]
    for frame in elsewhere(table).values():
        there = nw.from_native(frame)
        col = ExpressionColumns(there)
        above, below = never.masks(window, rules, col)
        found = col.with_shared(there).select(above=above, below=below).lazy().collect().to_dict(as_series=False)
        assert found == {"above": [False, False], "below": [True, True]}


@pytest.mark.parametrize(("at", "days"), [  # of a line from 1 to 3 August over one day: the days on which it is bad
    ("2015-07-31 23:59:59.999999", [0, 0, 0]), ("2015-08-01 00:00", [1, 0, 0]), ("2015-08-02 23:59:59.999999", [0, 1, 0]),
    ("2015-08-03 23:59:59.999999", [0, 0, 1]), ("2015-08-04 00:00", [0, 0, 0]),
])  # fmt: skip
def test_a_day_of_a_line_is_whole_to_its_last_instant(at: str, days: list[int]) -> None:
    table = orders({"review_at": at, "stars": 1, **dict.fromkeys(("receipt_at", "receipt"))}, *[UNREVIEWED] * 2)
    assert Measurement(table).rolling("odr", "2015-08-01", "2015-08-03", 1)["numerator"].tolist() == days


@pytest.mark.parametrize(("count", "span", "days"), [
    (1, 1, 1), (1, 100, 27), (1, 100, 28), (2, 60, 3), (2, 60, 4), (2, 60, 5), (3, 2, 300),
])  # fmt: skip
def test_a_line_of_any_length_counts_each_order_over_its_window(count: int, span: int, days: int) -> None:
    """Reviewed with one star on the eve of the line, or on its last day: bad over *span* days from then on."""
    last = pd.Timestamp("2015-08-01") + pd.Timedelta(days=days - 1)
    for at, wanted in (
        ("2015-07-31", [n < span - 1 for n in range(days)]),
        (last, [n == days - 1 for n in range(days)]),
    ):
        table = orders(*[{"review_at": at, "stars": 1}] * count)
        line = Measurement(table).rolling("odr", "2015-08-01", last, span)
        assert line["numerator"].tolist() == [count * bad for bad in wanted]


@pytest.mark.parametrize("id", ["positive_rate", "dsr_logistics"])
def test_no_line_is_drawn_of_reviews(id: str) -> None:
    with pytest.raises(CourseError, match=f"rates of orders, not for {id}"):
        Measurement(orders({})).rolling(id, "2015-08-01", "2015-08-02", 30)


def test_the_line_leaves_excused_orders_out_where_the_rule_does() -> None:
    """Opened on 20 July, ended by silence on 25 August: in a window of 20 days then alone above the line."""
    silent = dispute("2015-07-20", dispute_end="seller_timeout", dispute_closed_at="2015-08-25")
    table = orders(*[silent | {"exempt": exempt} for exempt in (True, False)], {"review_at": "2015-08-26", "stars": 1})
    regime = rulebook.load("daily6").using({"exemption_applies_to": ("odr",)})
    line = Measurement(table, regime).rolling("odr", "2015-08-20", "2015-09-15", 20)
    for row in line.iloc[::3].itertuples():
        alone = measure(table, "odr", Window.ending(row.day.date(), 20), regime=regime).iloc[0]
        assert (row.numerator, row.denominator) == (alone["numerator"], alone["denominator"])
    assert line["denominator"].max() == 2 and line["numerator"].max() == 1


def test_groups_come_in_their_own_order_not_in_that_of_the_table() -> None:
    table = orders(*[{"store_id": name} for name in ("c", "a", "b", "a")])
    found = measure(table, "odr", WINDOW, by="store_id")
    assert list(zip(found["store_id"], found["denominator"], strict=True)) == [("a", 2), ("b", 1), ("c", 1)]
