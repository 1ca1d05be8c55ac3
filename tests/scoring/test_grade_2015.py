"""The seller service grade of 2015 on orders small enough to check with a pencil.

The window of 30 September 2015 is 3 July to 30 September, both whole days, 90 days.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import aecourse
from aecourse import measure, rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.orders import InvalidOrders
from tests.worked import UNREVIEWED, UNSHIPPED, clean, dispute, ids, numbers, orders
from tests.worked import assess_twice as assess

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"
WINDOW = ("2015-07-03", "2015-09-30")


def odr(table: pd.DataFrame) -> tuple[int, int]:
    return numbers(measure(table, "odr", WINDOW), "odr")


def test_the_window_of_october_is_3_july_to_30_september_inclusive() -> None:
    window = assess(orders({}), REGIME, AS_OF).window
    assert (str(window.first), str(window.last), window.days) == ("2015-07-03", "2015-09-30", 90)


# One order each: the change, is it assessed, is it bad?
ONE_ORDER: dict[str, tuple[dict[str, Any], bool, bool]] = {
    "clean": ({}, True, False),
    "3 stars are bad": ({"stars": 3}, True, True),
    "4 stars are not": ({"stars": 4}, True, False),
    "description 3": ({"dsr_description": 3}, True, True),
    "communication 3": ({"dsr_communication": 3}, True, True),
    "logistics 2 is not bad": ({"dsr_logistics": 2}, True, False),
    "logistics 1 is": ({"dsr_logistics": 1}, True, True),
    "shipped after the deadline": ({"shipped_at": "2015-07-17 10:01"}, True, True),
    "shipped on the deadline": ({"shipped_at": "2015-07-17 10:00"}, True, False),
    "never shipped": (UNSHIPPED, True, True),
    "cancelled for the seller's reason": (
        {**UNSHIPPED, "cancelled_at": "2015-07-12", "cancel_reason": "seller"}, True, True),
    "cancelled for the buyer's reason before the deadline": (
        {**UNSHIPPED, "cancelled_at": "2015-07-12", "cancel_reason": "buyer"}, False, False),
    "a dispute that is settled": (
        dispute("2015-08-10", dispute_closed_at="2015-08-12", dispute_end="settled"), True, False),
    "a dispute sent to arbitration": (
        dispute("2015-08-10", dispute_closed_at="2015-09-01", dispute_end="arbitration",
                arbitration_opened_at="2015-08-17"), True, True),
    "a dispute that the seller let run out": (
        dispute("2015-08-10", dispute_closed_at="2015-08-15", dispute_end="seller_timeout"),
        True, True),
    # paid long before the window; its review took effect inside it: assessed, and bad
    "paid in May, reviewed in July": (
        {"paid_at": "2015-05-01", "ship_by": "2015-05-08", "shipped_at": "2015-05-02",
         "first_scan_at": "2015-05-03", "delivered_at": "2015-06-01", "receipt_at": "2015-06-02",
         "review_at": "2015-07-03 00:00:00", "stars": 1}, True, True),
    # the worked dates of the source: effective 1 July is out, 5 August is in
    "reviewed on 1 July": (
        {"paid_at": "2015-05-01", "ship_by": "2015-05-08", "shipped_at": "2015-05-02",
         "first_scan_at": "2015-05-03", "delivered_at": "2015-06-01", "receipt_at": "2015-06-02",
         "review_at": "2015-07-01", "stars": 1}, False, False),
    "a bad review in the window's last second": (
        {"review_at": "2015-09-30 23:59:59", "stars": 1}, True, True),
    # assessed by its shipment, but the bad review takes effect a second too late
    "a bad review a second after the window": (
        {"review_at": "2015-10-01 00:00:00", "stars": 1}, True, False),
    "not reviewed, receipt timed out": ({**UNREVIEWED, "receipt": "timeout"}, True, False),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_ORDER)
def test_one_order(name: str) -> None:
    change, assessed, bad = ONE_ORDER[name]
    assert odr(orders(change)) == (int(bad), int(assessed))


# An order with only this moment inside the window is assessed: the eleven moments.
OUTSIDE = {
    "paid_at": "2015-05-01", "ship_by": "2015-05-08", "shipped_at": "2015-05-02",
    "first_scan_at": "2015-05-03", "delivered_at": "2015-06-01", "receipt_at": "2015-06-02",
    **UNREVIEWED,
}  # fmt: skip
ELEVEN: dict[str, dict[str, Any]] = {
    "ship_deadline": {"ship_by": "2015-07-10", "shipped_at": "2015-10-02",
                      "delivered_at": None, "receipt_at": None, "receipt": None,
                      "first_scan_at": None},
    "seller_cancel": {**UNSHIPPED, "ship_by": "2015-07-20", "cancelled_at": "2015-07-04",
                      "cancel_reason": "seller"},
    "shipment": {"shipped_at": "2015-07-04", "ship_by": "2015-07-04"},
    "confirmed": {"receipt_at": "2015-07-04"},
    "receipt_timeout": {"receipt_at": "2015-07-04", "receipt": "timeout"},
    "dispute_opened": dispute("2015-07-04"),
    "dispute_changed": dispute("2015-06-20", dispute_changed_at="2015-07-04"),
    "arbitration_opened": dispute("2015-06-20", arbitration_opened_at="2015-07-04"),
    "arbitration_closed": dispute("2015-06-20", arbitration_opened_at="2015-06-27",
                                  arbitration_closed_at="2015-07-04"),
    "review": {"review_at": "2015-07-04", "stars": 5},
    "review_timeout": {"review_timeout_at": "2015-07-04"},
}  # fmt: skip


def test_an_order_with_no_moment_in_the_window_is_not_assessed() -> None:
    assert odr(orders(OUTSIDE)) == (0, 0)


@pytest.mark.parametrize("moment", ELEVEN)
def test_each_of_the_eleven_moments_alone_makes_an_order_assessed(moment: str) -> None:
    table = orders({**OUTSIDE, **ELEVEN[moment]})
    assert odr(table)[1] == 1
    regime = rulebook.load(REGIME)
    assert moment in regime["assessed_event_types"]
    without = tuple(m for m in regime["assessed_event_types"] if m != moment)
    left_out = regime.using({"assessed_event_types": without})
    assert numbers(measure(table, "odr", WINDOW, regime=left_out), "odr")[1] == 0


def test_there_are_eleven_moments() -> None:
    assert set(rulebook.load(REGIME)["assessed_event_types"]) == set(ELEVEN)


def test_an_order_with_several_faults_counts_once() -> None:
    every_fault = {
        "stars": 1, "dsr_description": 1, "dsr_logistics": 1, "shipped_at": "2015-07-20",
        "first_scan_at": "2015-07-21",
        **dispute("2015-08-10", dispute_closed_at="2015-08-20", dispute_end="arbitration",
                  arbitration_opened_at="2015-08-17"),
    }  # fmt: skip
    table = orders(every_fault, *clean(39))
    result = assess(table, REGIME, AS_OF)
    assert result.value("odr") == pytest.approx(1 / 40)
    assert result.conditions() == {
        "stars": 1, "dsr": 1, "not_sold": 1, "arbitration": 1, "seller_timeout": 0}  # fmt: skip
    assert ids(result.orders("odr")) == ["o1"]


def test_a_dispute_that_ran_out_in_the_window_needs_an_assessed_moment_as_well() -> None:
    # Opened on 1 July, ended on 6 July: the end is no assessed moment, so the order is not judged.
    table = orders({**OUTSIDE, **dispute("2015-07-01", dispute_closed_at="2015-07-06",
                                         dispute_end="seller_timeout")})  # fmt: skip
    assert odr(table) == (0, 0)


# -- the whole grade ----------------------------------------------------------------------------


def forty_orders() -> pd.DataFrame:
    """40 orders. Bad: 3 by 2 stars, 1 never shipped = 4 of 40 = 10 %.

    Reviews: 36 positive, 3 negative: positive rate 36/39.  Nothing was ruled.
    """
    return orders(*[{"stars": 2}] * 3, UNSHIPPED, *clean(36))


def test_the_numbers_by_hand() -> None:
    result = assess(forty_orders(), REGIME, AS_OF)
    assert numbers(result.metrics, "odr") == (4, 40)
    assert numbers(result.metrics, "positive_rate") == (36, 39)
    assert numbers(result.metrics, "liable_rate") == (0, 39)
    assert ids(result.orders("odr")) == ["o1", "o2", "o3", "o4"]
    assert list(result.metrics.columns) == [
        "metric", "numerator", "denominator", "value", "low", "high", "limit", "status"]  # fmt: skip


def test_the_limits_of_the_grades_are_unknown_so_there_is_no_outcome() -> None:
    result = assess(forty_orders(), REGIME, AS_OF)
    assert result.eligible
    assert result.outcome is None
    assert set(result.unknown) >= {"grade.odr", "grade.positive_rate"}
    assert set(result.metrics["status"]) == {"limit unknown"}
    assert "no outcome" in repr(result)


def test_with_illustrative_limits_the_grade_is_the_worst_and_says_illustrative() -> None:
    # ODR 10 % is below 12 %: pass; positive rate 92.3 % is at least 90 %: pass
    result = assess(forty_orders(), REGIME, AS_OF, illustrative=True)
    assert result.outcome == "pass"
    assert result.outcome.illustrative
    assert "illustrative" in repr(result)
    aecourse.set_language("zh")
    assert "示意" in repr(result)


@pytest.mark.parametrize(("bad", "of", "grade"), [
    (3, 100, "excellent"), (7, 200, "good"), (5, 100, "good"), (6, 100, "pass"), (11, 100, "pass"),
    (12, 100, "fail"),
])  # fmt: skip
def test_below_3_5_and_6_and_12_per_cent(bad: int, of: int, grade: str) -> None:
    arbitration = dispute("2015-08-10", dispute_closed_at="2015-09-01", dispute_end="arbitration",
                          arbitration_opened_at="2015-08-17")  # fmt: skip
    table = orders(*[arbitration] * bad, *clean(of - bad))
    result = assess(table, REGIME, AS_OF, illustrative=True)
    assert result.metrics.loc[0, "status"] == grade


def test_29_closed_orders_are_not_assessed_and_30_are() -> None:
    few = assess(orders(*clean(29)), REGIME, AS_OF, illustrative=True)
    assert not few.eligible and few.outcome is None
    assert "29" in few.reason and "30" in few.reason
    assert set(few.metrics["status"]) == {"not assessed"}
    assert assess(orders(*clean(30)), REGIME, AS_OF).eligible


def test_the_minimum_of_article_a_can_be_chosen() -> None:
    regime = rulebook.load(REGIME)
    assert [a.value for a in regime.parameter("min_closed_paid_orders").alternatives] == [90]
    ninety = regime.using({"min_closed_paid_orders": 90})
    assert not assess(orders(*clean(89)), ninety, AS_OF).eligible
    assert assess(orders(*clean(90)), ninety, AS_OF).eligible


@pytest.mark.parametrize(("buyers", "assessed"), [(1, False), (2, False), (3, True)])
def test_bad_orders_of_two_buyers_or_fewer_leave_odr_unassessed(buyers: int, assessed: bool) -> None:
    bad = [{"stars": 1, "buyer_id": f"bad{i % buyers}",
            "review_at": f"2015-08-{1 + 10 * (i % 3):02d} 10:00"} for i in range(6)]  # fmt: skip
    result = assess(orders(*bad, *clean(60)), REGIME, AS_OF, illustrative=True)
    status = result.metrics.set_index("metric").loc["odr", "status"]
    assert (status != "not assessed") is assessed
    assert ("ODR is not assessed" in result.reason) is not assessed


def test_exactly_one_ruling_leaves_the_ruling_rate_unassessed() -> None:
    def ruled(day: int) -> dict[str, Any]:
        return dispute("2015-08-01", dispute_closed_at=f"2015-08-{day}", dispute_end="arbitration",
                       arbitration_opened_at="2015-08-10", arbitration_liable="seller",
                       arbitration_closed_at=f"2015-08-{day}")  # fmt: skip

    one = assess(orders(ruled(20), *clean(39)), REGIME, AS_OF)
    two = assess(orders(ruled(20), ruled(21), *clean(38)), REGIME, AS_OF)
    status = [r.metrics.set_index("metric").loc["liable_rate", "status"] for r in (one, two)]
    assert status == ["not assessed", "limit unknown"]
    assert numbers(two.metrics, "liable_rate") == (2, 40)
    assert "exactly one order was ruled" in one.reason
    chosen = rulebook.load(REGIME).using({"ruling_skip_if_count_eq": 2})
    pair = assess(orders(ruled(20), ruled(21), *clean(38)), chosen, AS_OF)
    assert "exactly 2 orders were ruled" in pair.reason


@pytest.mark.parametrize("table", [orders({}).iloc[:0], orders(*[OUTSIDE] * 50)])
def test_no_orders_or_none_assessed_say_so(table: pd.DataFrame) -> None:
    result = assess(table, REGIME, AS_OF, illustrative=True)
    assert not result.eligible
    assert result.outcome is None
    assert result.value("odr") is None
    for shown in (repr(result), result.reason, result._repr_html_()):
        assert "nan" not in shown.lower() and "<NA>" not in shown
    assert "not assessed" in repr(result).lower()
    assert len(result.orders("odr")) == 0


# -- the other two numbers ----------------------------------------------------------------------


def test_both_formulas_of_the_positive_rate() -> None:
    # 6 positive, 2 neutral, 2 negative: 6/8 = 75 %, or of all reviews 6/10 = 60 %
    table = orders(*[{"stars": s} for s in (5, 5, 4, 4, 5, 5, 3, 3, 2, 1)])
    assert numbers(measure(table, "positive_rate", WINDOW), "positive_rate") == (6, 8)
    every = rulebook.load(REGIME).using({"positive_rate.formula": "all_reviews"})
    assert numbers(measure(table, "positive_rate", WINDOW, regime=every), "positive_rate") == (6, 10)


REVIEWS_THAT_DO_NOT_COUNT: dict[str, dict[str, Any]] = {
    "an order of 4.99 USD": {"amount_usd": 4.99},
    "a not-received dispute": dispute("2015-08-10", "not_received", dispute_end="settled",
                                      dispute_closed_at="2015-08-12"),
    "a review after the window": {"review_at": "2015-10-01"},
}  # fmt: skip


@pytest.mark.parametrize("name", REVIEWS_THAT_DO_NOT_COUNT)
def test_reviews_that_do_not_count(name: str) -> None:
    table = orders({**REVIEWS_THAT_DO_NOT_COUNT[name], "stars": 1}, {})
    assert numbers(measure(table, "positive_rate", WINDOW), "positive_rate") == (1, 1)


@pytest.mark.parametrize("change", [
    {"amount_usd": 5.0},
    dispute("2015-08-10", "not_received", dispute_end="withdrawn", dispute_closed_at="2015-08-12"),
    dispute("2015-08-10", "not_as_described", dispute_end="settled",
            dispute_closed_at="2015-08-12"),
])  # fmt: skip
def test_reviews_that_do(change: dict[str, Any]) -> None:
    table = orders({**change, "stars": 1}, {})
    assert numbers(measure(table, "positive_rate", WINDOW), "positive_rate") == (1, 2)


def test_the_reading_of_2022_counts_reviews_after_not_received_disputes() -> None:
    table = orders({**REVIEWS_THAT_DO_NOT_COUNT["a not-received dispute"], "stars": 1}, {})
    reading = rulebook.load(REGIME).using({"positive_rate.exclude_nr_disputes": False})
    assert numbers(measure(table, "positive_rate", WINDOW, regime=reading), "positive_rate") == (1, 2)


@pytest.mark.parametrize(("first", "second", "reviews"), [
    # days 1 to 10, 11 to 20, and 21 to the month's end are a period each
    ("2015-08-01", "2015-08-10", 1), ("2015-08-10", "2015-08-11", 2),
    ("2015-08-11", "2015-08-20", 1), ("2015-08-20", "2015-08-21", 2),
    ("2015-08-21", "2015-08-31", 1), ("2015-08-31", "2015-09-01", 2),
    ("2015-08-05", "2015-09-05", 2),
])  # fmt: skip
def test_a_period_of_ten_days_ends_with_its_day(first: str, second: str, reviews: int) -> None:
    pair = [{"buyer_id": "b", "review_at": f"{day} 10:00"} for day in (first, second)]
    result = assess(orders(*pair, *clean(38)), REGIME, AS_OF)
    assert numbers(result.metrics, "positive_rate") == (38 + reviews, 38 + reviews)


def test_one_buyers_reviews_of_a_kind_merge_within_ten_days() -> None:
    def review(day: str, stars: int, buyer: str = "same") -> dict[str, Any]:
        return {"buyer_id": buyer, "review_at": f"2015-08-{day} 10:00", "stars": stars}

    table = orders(
        review("01", 5), review("10", 4),  # one positive of days 1-10
        review("11", 5),  # one of days 11-20
        review("12", 1), review("19", 2),  # one negative of days 11-20
        review("21", 1), review("31", 1),  # one of days 21-31
        review("05", 5, "other"),
    )  # fmt: skip
    # positive 3 (same 1-10, same 11-20, other), negative 2
    assert numbers(measure(table, "positive_rate", WINDOW), "positive_rate") == (3, 5)
    # ODR looks at orders, not at merged reviews
    assert odr(table) == (4, 8)


def test_both_denominators_of_the_ruling_rate() -> None:
    # 10 shipped; 2 of them ruled against the seller; receipt confirmed for 8, the 2 were ruled
    ruled = {
        **dispute(
            "2015-08-01",
            dispute_closed_at="2015-08-20",
            dispute_end="arbitration",
            arbitration_opened_at="2015-08-10",
            arbitration_liable="seller",
            arbitration_closed_at="2015-08-20",
        ),
        "receipt_at": None,
        "receipt": None,
    }
    shipped_only = {"receipt_at": None, "receipt": None, **UNREVIEWED}
    table = orders(ruled, ruled, *clean(5), *[shipped_only] * 3)
    assert numbers(measure(table, "liable_rate", WINDOW), "liable_rate") == (2, 10)
    closed = rulebook.load(REGIME).using({"liable_rate.denominator": "closed"})
    assert numbers(measure(table, "liable_rate", WINDOW, regime=closed), "liable_rate") == (2, 7)


def test_exempt_orders_are_in_neither_mask_of_disputes_and_logistics() -> None:
    change = {**dispute("2015-08-10", "not_received", dispute_closed_at="2015-08-12",
                        dispute_end="settled"), "dsr_logistics": 1}  # fmt: skip
    table = orders({**change, "exempt": True}, change, *clean(3))
    found = measure(table, ["nr_rate", "dispute_rate", "dsr_logistics", "dsr_description"], WINDOW)
    assert numbers(found, "nr_rate") == (1, 4)
    assert numbers(found, "dispute_rate") == (1, 4)
    assert numbers(found, "dsr_logistics") == (1 + 5 * 3, 4)
    assert numbers(found, "dsr_description") == (25, 5)


def test_dsr_is_the_mean_of_the_counted_ratings() -> None:
    table = orders(*[{"dsr_description": s} for s in (5, 4, 3)], UNREVIEWED)
    row = measure(table, "dsr_description", WINDOW).iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (12, 3, 4.0)
    assert 1 <= row["low"] < 4.0 < row["high"] <= 5


# -- switches, errors, words --------------------------------------------------------------------


def test_the_dissenting_logistics_limit_can_be_chosen() -> None:
    table = orders(*[{"dsr_logistics": s} for s in (1, 2, 3, 4)])
    assert odr(table) == (1, 4)
    dissent = rulebook.load(REGIME).using({"bad.dsr_shipping_max": 3})
    assert numbers(measure(table, "odr", WINDOW, regime=dissent), "odr") == (3, 4)


def test_dates_are_whole_days_and_timestamps_instants() -> None:
    table = orders({"review_at": "2015-08-05 10:00"})
    for last, found in [("2015-08-05", 1), ("2015-08-05 10:00:00", 1), ("2015-08-05 09:59:59", 0),
                        (pd.Timestamp("2015-08-05 10:00"), 1)]:  # fmt: skip
        got = numbers(measure(table, "dsr_description", ("2015-08-05", last)), "dsr_description")
        assert got[1] == found, last


@pytest.mark.parametrize(("call", "near"), [
    (lambda t: assess(t, "grade_2015", AS_OF), "grade_2015_odr"),
    (lambda t: measure(t, "ord", WINDOW), "odr"),
    (lambda t: measure(t, "odr", WINDOW, by="categories"), "category"),
    (lambda t: assess(t, REGIME, AS_OF).orders("odd"), "odr"),
    (lambda t: aecourse.explain(t, "o11", REGIME), "o1"),
])  # fmt: skip
def test_an_unknown_name_gets_the_near_ones(call: Any, near: str) -> None:
    with pytest.raises(UnknownName, match=near):
        call(orders({}))


@pytest.mark.parametrize("window", [("2015-09-30", "2015-07-03"), "2015-07-03", ("soon", "later"),
                                    (1, 2)])  # fmt: skip
def test_a_window_that_makes_no_sense_is_refused_in_words(window: Any) -> None:
    with pytest.raises(CourseError):
        measure(orders({}), "odr", window)


@pytest.mark.parametrize("call", [
    lambda: assess(orders({}), None, AS_OF),
    lambda: assess(orders({}), REGIME, None),
    lambda: measure(orders({}), [], WINDOW),
    lambda: aecourse.explain(orders({}), "o1", 2015),
])  # fmt: skip
def test_arguments_of_a_wrong_kind_are_refused_in_words(call: Any) -> None:
    with pytest.raises(CourseError):
        call()


def test_a_table_without_the_needed_columns_lists_them_all() -> None:
    with pytest.raises(InvalidOrders) as caught:
        assess(pd.DataFrame({"order_id": ["a"]}), REGIME, AS_OF)
    assert {f.column for f in caught.value.faults} == {"store_id", "buyer_id", "paid_at"}


def test_explain_names_rule_window_and_source() -> None:
    table = orders({"stars": 2, "dsr_logistics": 2}, *clean(5))
    text = repr(aecourse.explain(table, "o1", REGIME, AS_OF))
    assert "bad-experience order" in text
    assert "Overall rating 3 ★ or less" in text
    assert "article A" in text
    late = orders({"stars": 2, "review_at": "2015-10-01"})
    explained = aecourse.explain(late, "o1", REGIME, AS_OF)
    assert explained.assessed and not explained.bad
    assert "outside the window" in repr(explained)
    aecourse.set_language("zh")
    assert "不良体验" in repr(aecourse.explain(table, "o1", REGIME, AS_OF))


def test_the_interval_is_named_and_holds_the_value() -> None:
    assert "Wilson" in (measure.__doc__ or "")
    table = measure(forty_orders(), ["odr", "positive_rate"], WINDOW)
    assert ((table["low"] <= table["value"]) & (table["value"] <= table["high"])).all()


def test_assessing_by_store_equals_assessing_each_store() -> None:
    one, two = forty_orders(), orders(*clean(50), store_id="second")
    both = pd.concat([one, two.assign(order_id=lambda t: "x" + t["order_id"])], ignore_index=True)
    found = assess(both, REGIME, AS_OF, by="store_id", illustrative=True)
    assert list(found) == ["second", "shop"]
    assert list(found.metrics.columns[:2]) == ["store_id", "metric"]
    for name, table in [("shop", one), ("second", two)]:
        alone = assess(table, REGIME, AS_OF, illustrative=True)
        assert repr(found[name]) == repr(alone)
        assert found.groups.set_index("store_id").loc[name, "outcome"] == alone.outcome
