"""Questions asked backwards, checked with a pencil and by going forward again."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import aecourse
from aecourse import assess, measure
from aecourse.base.errors import CourseError, UnknownName
from aecourse.scoring.assessment import Assessment
from aecourse.scoring.inverse import count_needed, forecast, needed
from aecourse.scoring.metrics import METRICS
from tests.worked import UNREVIEWED, UNSHIPPED, clean, dispute, orders

AS_OF = "2015-09-30"
ARBITRATED = dispute("2015-08-10", dispute_closed_at="2015-09-01", dispute_end="arbitration",
                     arbitration_opened_at="2015-08-17")  # fmt: skip

BY_HAND = [
    # DSR 4.3 from 100 ratings: (430 + 5 n) / (100 + n) >= 4.6  ->  0.4 n >= 30  ->  75
    ("dsr_description", 430, 100, 4.6, 75),
    ("dsr_description", 460, 100, 4.6, 0),
    ("dsr_description", 499, 100, 5.0, None),
    # ODR 7 of 100 below 6 %: 7 / (100 + n) < 0.06  ->  n > 16.67  ->  17
    ("odr", 7, 100, 0.06, 17),
    # exactly on the limit is not below it: 6 of 100, one more clean order
    ("odr", 6, 100, 0.06, 1),
    ("odr", 5, 100, 0.06, 0),
    ("odr", 1, 100, 0.0, None),
    # positive rate 24 of 26 to 95 %: (24 + n) / (26 + n) >= 0.95  ->  0.05 n >= 0.7  ->  14
    ("positive_rate", 24, 26, 0.95, 14),
    ("positive_rate", 24, 26, 1.0, None),
    ("positive_rate", 26, 26, 1.0, 0),
    # the first order of all decides alone
    ("odr", 0, 0, 0.06, 1),
    ("odr", 0, 100, 0.0, None),  # nothing is below 0
    ("odr", 1, 1, 1.0, 1),
    ("positive_rate", 0, 0, 0.5, 1),
    ("positive_rate", 0, 0, 1.0, 1),
    ("dsr_description", 0, 0, 5.0, 1),
    # the ends of the scale are targets, too
    ("dsr_description", 300, 100, 1.0, 0),
    ("positive_rate", 0, 10, 0.0, 0),
    # a sum of stars or a quotient, not a share: 8 / 2 = 4.0, 3 / 2 = 150 %
    ("dsr_description", 8, 2, 4.0, 0),
    ("odr", 3, 2, 1.0, 2),  # 3 / 4 is below 1, 3 / 3 is not
    # what two numbers of a computer make of 30 %, 0.1 + 0.2, is 30 %; and as good as nothing is nothing
    ("positive_rate", 30, 100, 0.1 + 0.2, 0),
    ("odr", 1, 100, 1e-300, None),
    ("positive_rate", 99, 100, 1 - 1e-12, None),
]


@pytest.mark.parametrize(("metric", "above", "below", "target", "expected"), BY_HAND)
def test_by_hand(metric: str, above: float, below: float, target: float, expected: int | None) -> None:
    assert count_needed(metric, above, below, target) == expected


@given(below=st.integers(1, 2000), share=st.floats(0, 1), target=st.floats(0.005, 0.995),
       metric=st.sampled_from(["odr", "positive_rate"]))  # fmt: skip
def test_one_fewer_is_not_enough(below: int, share: float, target: float, metric: str) -> None:
    above = round(share * below)
    found = count_needed(metric, above, below, target)
    assert found is not None

    def there(n: int) -> bool:
        if METRICS[metric].better < 0:
            return above / (below + n) < target + 1e-9
        return (above + n) / (below + n) >= target - 1e-9

    assert there(found)
    if found:

        def there_strictly(n: int) -> bool:
            if METRICS[metric].better < 0:
                return above / (below + n) < target - 1e-9
            return (above + n) / (below + n) >= target + 1e-9

        assert not there_strictly(found - 1)


def test_by_when_at_todays_pace_and_not_reachable_within_the_window() -> None:
    # 7 of 90 assessed orders in 90 days: one order a day. Below 6 %: 7/0.06 = 116.67 -> 27 more.
    result = assess(orders(*[ARBITRATED] * 7, *clean(83)), "grade_2015_odr", AS_OF)
    answer = needed(result, "odr", 0.06)
    assert (answer.orders, answer.per_day, answer.by) == (27, 1.0, date(2015, 10, 27))
    assert answer.reachable and "27" in repr(answer)
    far = needed(result, "odr", 0.01)  # 700 orders in all: 611 days
    assert far.orders == 611 and not far.reachable
    assert "not reachable within the window" in repr(far)
    aecourse.set_language("zh")
    assert "达不到" in repr(far)


def test_as_late_as_the_window_is_long_but_no_later() -> None:
    # 7 of 90, one order a day: 179 orders in all are 89 more and one to be below, 180 are one too many
    result = assess(orders(*[ARBITRATED] * 7, *clean(83)), "grade_2015_odr", AS_OF)
    last, later = needed(result, "odr", 7 / 179.5), needed(result, "odr", 7 / 180.5)
    assert (last.orders, last.by) == (90, date(2015, 12, 29))
    assert (later.orders, later.by) == (91, None)
    there = needed(result, "odr", 0.08)  # 7 / 90 = 7.8 %
    assert (there.orders, there.by, there.reachable) == (0, date(2015, 9, 30), True)


@pytest.mark.parametrize(("kept", "more", "wait"), [
    # 22 orders in 90 days: 5 days have room for 22 * 5 / 90 = 1.2
    (22, 1, 5), (22, 2, 9), (22, 11, 45), (22, 22, 90), (22, 23, None), (180, 1, 1), (180, 3, 2),
    # not a day later where the quotient is no number of a computer
    (26, 13, 45), (13, 13, 90), (49, 49, 90),
])  # fmt: skip
def test_a_day_that_is_begun_is_waited_for(kept: int, more: int, wait: int | None) -> None:
    """One bad order of *kept*: it is below 1 in *kept* + *more* - 0.5 with *more* orders more, and no sooner."""
    result = assess(orders(ARBITRATED, *clean(kept - 1)), "grade_2015_odr", AS_OF)
    answer = needed(result, "odr", 1 / (kept + more - 0.5))
    assert answer.orders == more
    assert answer.by == (None if wait is None else result.window.last + timedelta(days=wait))


@pytest.mark.parametrize(("regime", "metric"), [("grade_2015_odr", "odr"), ("category_2016_monthly", "snad_rate")])
def test_without_an_order_there_is_no_pace(regime: str, metric: str) -> None:
    nobody = assess(orders({}).iloc[:0], regime, AS_OF)
    answer = needed(nobody, metric, 0.06)
    assert (answer.now, answer.orders, answer.per_day, answer.by) == (None, 1, 0, None)


@pytest.mark.parametrize(("regime", "metric", "target", "said"), [
    ("daily8_2015", "dsr_description", 4.95, "five-star ratings for 4.95"),
    ("daily8_2015", "positive_rate", 0.995, "positive reviews for 99.5 %"),
    ("grade_2015_odr", "odr", 0.065, "clean orders for 6.5 %"),
    ("online_7d_2019", "online_rate_7d", 0.97, "144 further orders in time for 97 %"),
    ("grade_2015_odr", "odr", 0.077, "needs 1 further clean order for 7.7 %"),  # 7 / 91 = 7.69 %
    ("grade_2015_odr", "odr", 0.0761, "needs 2 further clean orders for 7.61 %"),  # 7 / 92 = 7.609 %
    ("grade_2015_odr", "odr", 0.08, "is already there: 8 %"),
    ("grade_2015_odr", "odr", 0, "no number of clean orders is enough"),
])  # fmt: skip
def test_what_is_needed_is_told_in_the_metric_s_own_unit(regime: str, metric: str, target: float, said: str) -> None:
    bad = {**ARBITRATED, "stars": 1, "dsr_description": 1, "first_scan_at": "2015-09-01"}
    day = "2015-07-31" if metric.startswith("online") else AS_OF  # all were paid on 10 July
    result = assess(orders(*[bad] * 7, *clean(83)), regime, day)
    assert said in repr(needed(result, metric, target))


def test_a_target_off_the_scale_gets_the_bounds_and_a_guess() -> None:
    result = assess(orders(*clean(40)), "grade_2015_odr", AS_OF)
    with pytest.raises(CourseError, match=r"between 0 and 1.*0\.06"):
        needed(result, "odr", 6)
    with pytest.raises(CourseError, match=r"between 0 and 1, not 100; did you mean 1\?"):
        needed(result, "odr", 100)
    for metric, target in (("odr", 101), ("odr", -0.01), ("dsr_description", 0.99), ("dsr_description", 5.01)):
        with pytest.raises(CourseError, match="between") as error:
            count_needed(metric, 0, 10, target)
        assert "did you mean" not in str(error.value)
    with pytest.raises(UnknownName, match="odr"):
        needed(result, "ord", 0.06)


def test_the_forecast_drops_what_leaves_the_window() -> None:
    # Reviewed and shipped in July: 10 bad and 20 clean. In September: 30 clean.
    july = {"paid_at": "2015-07-04", "ship_by": "2015-07-11", "shipped_at": "2015-07-05",
            "first_scan_at": "2015-07-06", "delivered_at": "2015-07-15",
            "receipt_at": "2015-07-16", "review_at": "2015-07-18"}  # fmt: skip
    september = {"paid_at": "2015-09-04", "ship_by": "2015-09-11", "shipped_at": "2015-09-05",
                 "first_scan_at": "2015-09-06", "delivered_at": "2015-09-20",
                 "receipt_at": "2015-09-21", **UNREVIEWED}  # fmt: skip
    table = orders(*[{**july, "stars": 1}] * 10, *[july] * 20, *[september] * 30)
    result = assess(table, "grade_2015_odr", AS_OF)
    ahead = forecast(result, "odr", "2015-10-31")  # 3 August to 31 October: July has left
    assert ahead.left == (10, 30) and ahead.kept == (0, 30)
    assert ahead.coming == pytest.approx(60 / 90 * 31)
    # expected: 1/6 of the 20.67 coming orders, of 50.67 in all
    assert ahead.value == pytest.approx(10 / 60 * ahead.coming / (30 + ahead.coming))
    assert ahead.low is not None and ahead.high is not None
    assert 0 <= ahead.low < ahead.value < ahead.high
    # 1.96 * sqrt(1/6 * 5/6 * 20.667 * (1 + 20.667 / 60)) / 50.667 = 0.0760
    assert ahead.high - ahead.value == pytest.approx(0.0760, abs=1e-4)
    assert ahead.low == pytest.approx(max(0.0, ahead.value - 0.0760), abs=1e-4)


@pytest.mark.parametrize(("bad", "low", "high"), [(1, 0, None), (29, None, 1), (0, 0, 0), (30, 1, 1)])
def test_no_forecast_leaves_the_scale(bad: int, low: float | None, high: float | None) -> None:
    table = orders(*[ARBITRATED] * bad, *clean(30 - bad))
    ahead = forecast(assess(table, "grade_2015_odr", AS_OF), "odr", "2015-12-29")
    assert low is None or ahead.low == low
    assert high is None or ahead.high == high
    assert ahead.value == pytest.approx(bad / 30)  # all that will be in the window is still to come
    assert ahead.coming == 30


def test_a_forecast_for_later_than_a_window_expects_one_window_of_orders() -> None:
    result = assess(orders(*clean(40)), "grade_2015_odr", AS_OF)
    assert forecast(result, "odr", "2016-09-30").coming == 40


def test_a_forecast_is_of_rates() -> None:
    result = assess(orders(*clean(40)), "daily8_2015", AS_OF)
    with pytest.raises(CourseError, match="not for dsr_description"):
        forecast(result, "dsr_description", "2015-10-31")


@pytest.mark.parametrize(("moment", "kept"), [
    # the check of 20 October looks at 90 days: from 23 July on
    ("2015-07-23 00:00", 1), ("2015-07-22 23:59:59", 0), ("2015-07-22 00:00", 0),
    ("2015-09-30 23:59:59", 1),
])  # fmt: skip
def test_what_leaves_the_window_leaves_it_at_midnight(moment: str, kept: int) -> None:
    late = {"paid_at": "2015-07-04", "ship_by": moment, **UNSHIPPED}
    result = assess(orders(*[late] * 3, *clean(40)), "grade_2015_odr", AS_OF)
    ahead = forecast(result, "odr", "2015-10-20")
    assert ahead.kept[0] == 3 * kept and ahead.left[0] == 3 * (1 - kept)


@cache
def _reviewed_day_by_day() -> tuple[pd.DataFrame, Assessment]:
    """A negative review on each of the last 27 days of August and on the last of the window, and 40 clean orders."""
    days = [*(f"2015-08-{day:02d}" for day in range(5, 32)), AS_OF]
    table = orders(*[{"review_at": f"{day} 10:00", "stars": 1} for day in days], *clean(40))
    return table, assess(table, "grade_2015_odr", AS_OF)


@given(days=st.integers(1, 120))
@example(days=89)
@example(days=90)
def test_a_forecast_splits_the_window_into_kept_and_left(days: int) -> None:
    table, result = _reviewed_day_by_day()
    day = result.window.last + timedelta(days=days)
    ahead = forecast(result, "odr", day)
    above, below = (mask.sum() for mask in result.masks["odr"])
    assert ahead.kept[0] + ahead.left[0] == above and ahead.kept[1] + ahead.left[1] == below
    still = (day - timedelta(days=89), result.window.last)
    if days < 90:
        row = measure(table, "odr", still, regime=result.regime).iloc[0]
        assert ahead.kept == (row["numerator"], row["denominator"])
    else:
        assert ahead.kept == (0, 0)
    if days == 89:  # of the window then only its first day has been
        assert ahead.kept == (1, 1)


def test_a_forecast_looks_ahead() -> None:
    result = assess(orders(*clean(40)), "grade_2015_odr", AS_OF)
    with pytest.raises(CourseError, match="ahead"):
        forecast(result, "odr", "2015-09-30")


def test_a_forecast_without_orders_has_no_value() -> None:
    result = assess(orders({}).iloc[:0], "grade_2015_odr", AS_OF)
    assert forecast(result, "odr", "2015-10-31").value is None


def test_an_old_rule_is_asked_ahead_as_if_it_had_gone_on() -> None:
    """The examples of the lessons are of such rules: that they have ended need not be said each time."""
    result = assess(orders(*[ARBITRATED] * 7, *clean(83)), "grade_2015_odr", AS_OF)  # in force to 7 October
    assert forecast(result, "odr", "2015-10-31").note is None
    asked = needed(result, "odr", 0.06)
    assert asked.by == date(2015, 10, 27) and "force" not in str(asked)


def test_a_store_with_orders_of_its_own_mode_is_not_barred_by_others() -> None:
    """Of 10 semi-managed orders 9 are in time: for 95 % ten more; an eleventh order is self-run."""
    row = {"paid_at": "2024-05-13 13:59", "shipped_at": "2024-05-13 14:00", "mode": "semi_managed",
           "handover": "pickup", "listed_at": "2023-01-01", "sold_last_month": 500}  # fmt: skip
    scans = ["2024-05-13 20:00"] * 9 + ["2024-05-15"]
    table = orders(*[{**row, "first_scan_at": at} for at in scans], {**row, "mode": "pop"})
    result = assess(table, "jit_2024", "2024-06-01")
    assert "other_mode" in [reason.kind for reason in result.verdict.reasons]
    assert needed(result, "jit_rate", 0.95).orders == 10
    ahead = forecast(result, "jit_rate", "2024-06-08")
    assert ahead.value == pytest.approx(0.9) and ahead.note is None
    assert repr(ahead).startswith("Forecast(metric='jit_rate', day=datetime.date(2024, 6, 8), kept=(9.0, 10.0)")
    assert "note" not in repr(ahead)
