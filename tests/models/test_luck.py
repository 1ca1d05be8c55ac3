"""Luck and skill, with pencil examples and properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError
from aecourse.models.luck import (
    MOST_ORDERS,
    STORES,
    bad_orders,
    compare_means,
    failing_from,
    is_wrong,
    misjudged,
    orders_needed,
    rating,
    sampling_band,
)

shares = st.floats(0.001, 0.999)
counts = st.integers(1, 400)


@pytest.mark.parametrize(
    ("share", "limit", "orders", "expected"),
    [
        (0.5, 0.6, 2, 0.25),  # fails with 2 of 2 only: 1/2 · 1/2
        (0.5, 0.4, 2, 0.25),  # keeps it with 0 of 2 only
        (0.1, 0.2, 5, 1 - 0.9**5),  # 1 of 5 is 20 %, no longer below
        (0.04, 0.06, 30, 1 - 0.96**30 - 30 * 0.04 * 0.96**29),  # 1 of 30 is 3.3 %, 2 are 6.7 %
        (0.0, 0.06, 30, 0.0),
        (1.0, 0.06, 30, 0.0),
    ],
)
def test_misjudged_by_hand(share: float, limit: float, orders: int, expected: float) -> None:
    assert misjudged(share, limit, orders) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("limit", "orders", "expected"),
    [(0.06, 30, 2), (0.06, 50, 3), (0.06, 51, 4), (0.5, 4, 2), (0.0, 30, 0), (1.0, 7, 7)],
)
def test_failing_from_by_hand(limit: float, orders: int, expected: int) -> None:
    assert failing_from(limit, orders) == expected


@pytest.mark.parametrize(
    ("share", "limit", "expected"),
    [
        (0.5, 0.9, 5),  # 5 of 5: 1/32; before, 4 of 4: 1/16
        (0.2, 1.0, 2),  # 2 of 2: 0.04
        (0.9, 0.5, 2),  # none of 1: 0.1; none of 2: 0.01; at most 1 of 3: 0.028
        (0.06, 0.06, None),
        (0.0, 0.06, 1),
        (1.0, 0.06, 1),
    ],
)
def test_orders_needed_by_hand(share: float, limit: float, expected: int | None) -> None:
    assert orders_needed(share, limit) == expected


def test_no_order_is_no_verdict() -> None:
    assert misjudged(0.04, 0.06, 0) is None
    assert rating(4.2, 0) is None
    assert compare_means(4.2, 0, 4.4, 900) is None
    assert bad_orders(0.5, [0])[0] == [0] * STORES


def test_band_by_hand() -> None:
    assert sampling_band(0.5, 100) == pytest.approx((0.402, 0.598), abs=0.0001)
    assert sampling_band(0.04, 4)[0] == 0
    assert sampling_band(0.0, 10) == (0, 0)


@settings(max_examples=60)
@given(shares, shares, counts)
def test_misjudged_is_the_binomial_sum(share: float, limit: float, orders: int) -> None:
    wrong = sum(
        math.comb(orders, k) * share**k * (1 - share) ** (orders - k)
        for k in range(orders + 1)
        if is_wrong(k, orders, share, limit)
    )
    assert misjudged(share, limit, orders) == pytest.approx(wrong, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_from_the_orders_needed_on_few_are_judged_wrongly(share: int, limit: int) -> None:
    """No more than 1 in 20 from there on, and more just before: counted order by order."""
    p, border = share / 100, limit / 100
    needed = orders_needed(p, border)
    if share == limit:
        assert needed is None
        return
    assert needed is not None
    if needed > 1:
        assert misjudged(p, border, needed - 1) > 0.05
    for orders in range(needed, min(needed * 2 + 100, needed + 600)):
        assert misjudged(p, border, orders) <= 0.05


@given(shares, st.floats(0, 1), st.integers(1, 3))
@settings(max_examples=30)
def test_a_higher_share_never_takes_a_bad_order_away(share: float, less: float, seed: int) -> None:
    orders = [5, 30, 400]
    few, many = (bad_orders(p, orders, stores=20, seed=seed) for p in (share * less, share))
    assert all(a <= b for low, high in zip(few, many, strict=True) for a, b in zip(low, high, strict=True))


@given(shares, st.lists(st.integers(0, MOST_ORDERS), min_size=1, max_size=6))
@settings(max_examples=30)
def test_more_orders_follow_upon_the_same_first_ones(share: float, orders: list[int]) -> None:
    together = bad_orders(share, orders, stores=10)
    assert together == [bad_orders(share, [count], stores=10)[0] for count in orders]
    for a, first in zip(orders, together, strict=True):
        for b, second in zip(orders, together, strict=True):
            if a <= b:
                assert all(0 <= y - x <= b - a for x, y in zip(first, second, strict=True))


@pytest.mark.parametrize(("share", "orders"), [(0.04, 200), (0.04, 2000), (0.2, 30)])
def test_many_stores_agree_with_the_arithmetic(share: float, orders: int) -> None:
    bad = bad_orders(share, [orders], stores=2000, seed=5)[0]
    low, high = sampling_band(share, orders)
    assert sum(low <= b / orders <= high for b in bad) / 2000 == pytest.approx(0.95, abs=0.03)
    wrong = sum(is_wrong(b, orders, share, 0.06) for b in bad) / 2000
    assert wrong == pytest.approx(misjudged(share, 0.06, orders), abs=0.035)


@pytest.mark.parametrize(("share", "gap"), [(0.04, 0.02), (0.2, 0.05), (0.1, -0.02)])
def test_half_the_distance_takes_about_four_times_the_orders(share: float, gap: float) -> None:
    far, near = orders_needed(share, share + gap), orders_needed(share, share + gap / 2)
    assert near / far == pytest.approx(4, rel=0.2)


def test_ratings_by_hand() -> None:
    shop = rating(4.2, 9)  # 0.8 of the scale; the Wilson interval of 7.2 of 9 is 0.4738 to 0.9467
    assert shop is not None
    assert (shop.low, shop.high) == pytest.approx((2.8952, 4.7869), abs=0.0001)
    both = compare_means(4.2, 9, 4.4, 900)
    assert both is not None
    assert both.better == 0
    assert both.difference.value == pytest.approx(0.2)
    # 0.2 - √(0.101² + 0.587²); the ends of 4.4 from 900 are 4.299 and 4.487
    assert both.difference.low == pytest.approx(-0.4, abs=0.005)
    assert compare_means(4.2, 900, 4.4, 900).better == 2
    assert compare_means(4.9, 900, 4.4, 900).better == 1


means = st.floats(1, 5)


@given(means, counts, means, counts)
def test_a_comparison_mirrors(a: float, n: int, b: float, m: int) -> None:
    one, other = compare_means(a, n, b, m), compare_means(b, m, a, n)
    assert one is not None
    assert other is not None
    assert one.difference.low == pytest.approx(-other.difference.high, abs=1e-9)
    for it in (one.first, one.second, one.difference):
        assert it.low - 1e-9 <= it.value <= it.high + 1e-9
    if one.first.high < one.second.low:
        assert one.better == 2  # intervals that do not touch are told apart


@given(means, counts)
def test_intervals_shrink_as_ratings_come_in(mean: float, ratings: int) -> None:
    few, more = rating(mean, ratings), rating(mean, ratings * 4)
    assert few is not None
    assert more is not None
    assert more.high - more.low < few.high - few.low
    assert few.low >= 1
    assert few.high <= 5


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: misjudged(1.2, 0.06, 30),
        lambda: bad_orders(-0.1, [30]),
        lambda: bad_orders(0.1, [MOST_ORDERS + 1]),
        lambda: sampling_band(0.1, 0),
        lambda: rating(5.2, 9),
        lambda: rating(4.2, -1),
        lambda: orders_needed(0.1, float("nan")),
    ],
)
def test_wrong_numbers_teach(wrong: object) -> None:
    with pytest.raises(CourseError, match="between"):
        wrong()  # type: ignore[operator]
