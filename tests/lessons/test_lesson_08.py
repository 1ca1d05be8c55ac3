"""What the prose of lesson 08 says of luck is so: a changed model must not make it false."""

from __future__ import annotations

import math

import pytest

from aecourse import plots, rulebook
from aecourse.exercises import find
from aecourse.models.luck import misjudged, orders_needed, rating


def test_one_good_shop_in_three_fails_and_as_many_bad_ones_pass() -> None:
    assert find("luck-fails").solution() == 34
    assert misjudged(0.08, 0.06, 30) == pytest.approx(0.30, abs=0.01)


@pytest.mark.parametrize(("orders", "wrong"), [(300, 6), (3000, 0)])
def test_more_orders_leave_less_luck(orders: int, wrong: int) -> None:
    assert round(100 * (misjudged(0.04, 0.06, orders) or 0)) == wrong


def test_the_spotless_month_by_pencil() -> None:
    assert find("spotless-month").solution() == pytest.approx(0.294, abs=0.0005)


def test_half_the_distance_takes_about_four_times_the_orders() -> None:
    far, near = orders_needed(0.04, 0.06), orders_needed(0.05, 0.06)
    assert (far, near) == (317, 1417)
    assert 4 < near / far < 5


def test_two_months_of_21_outside_are_no_proof() -> None:
    none, one = 0.95**21, 21 * 0.05 * 0.95**20
    assert round(10 * (1 - none - one)) == 3


def test_the_next_round_comes_back_to_the_true_rate() -> None:
    before, after = plots.luck.equal_stores(seed=1), plots.luck.equal_stores(seed=2)
    for group in plots.luck.extremes(before):
        again = after.loc[group.index]
        first = group["bad"].sum() / group["orders"].sum()
        second = again["bad"].sum() / again["orders"].sum()
        assert abs(second - 0.04) < abs(first - 0.04)


def test_the_ten_at_either_end_are_small() -> None:
    for group in plots.luck.extremes(plots.luck.equal_stores()):
        assert (group["orders"] < 100).all()


@pytest.mark.parametrize(
    ("mean", "ratings", "low", "high"), [(4.2, 9, 2.9, 4.8), (4.4, 900, 4.3, 4.5), (5, 3, 2.8, 5)]
)
def test_intervals_of_ratings(mean: float, ratings: int, low: float, high: float) -> None:
    found = rating(mean, ratings)
    assert found is not None
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)


def test_thirty_ratings_of_five_stars_stand_above_shop_b() -> None:
    b = rating(4.4, 900)
    above = [n for n in (20, 25, 30) if rating(5, n).low > b.high]
    assert above == [30]


def test_means_by_pencil() -> None:
    assert round((8 * 5 + 1) / 9, 1) == 4.6
    assert round((9 * 4.2 + 1) / 10, 1) == 3.9
    assert math.isclose(0.04 * 30, 1.2)


def test_the_minimums_are_the_rulebooks() -> None:
    told = {
        ("grade_2015_odr", "min_closed_paid_orders"): 30,
        ("grade_2015_odr", "odr_skip_if_bad_buyers_le"): 2,
        ("grade_2015_odr", "ruling_skip_if_count_eq"): 1,
        ("category_2017_quarterly", "new_enterprise_min_snad_denominator"): 90,
        ("daily6", "min_orders_90d"): 60,
        ("capability_2022", "snad.min_orders"): 5,
        ("store_score_2023", "min_orders_90d"): 30,
        ("store_score_2023", "min_orders_30d"): 10,
    }
    for (regime, key), value in told.items():
        assert rulebook.load(regime)[key] == value
