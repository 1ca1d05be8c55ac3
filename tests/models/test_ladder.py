"""The ladder of tiers: worked by hand, and what must hold for any store and any luck."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError, UnknownName
from aecourse.models.ladder import (
    MAX_MONTHS,
    QUANTITIES,
    Assumptions,
    Shop,
    climb,
    gini,
    lorenz,
    moved,
    pull,
    score_needed,
    tier_lines,
)
from aecourse.rulebook.business import tier, tier_groups

CALM = Assumptions(strength=1, mean_visits=10_000, carry=0, luck=0)


def within(name: str) -> st.SearchStrategy[float]:
    return st.floats(QUANTITIES[name].low, QUANTITIES[name].high)


SHOPS = st.builds(
    Shop,
    start_gmv=within("start_gmv"),
    score=within("score"),
    conversion=within("conversion"),
    order_value=within("order_value"),
    months=st.integers(3, MAX_MONTHS),
)
ASSUMED = st.builds(
    Assumptions,
    strength=within("strength"),
    mean_visits=within("mean_visits"),
    carry=within("carry"),
    luck=within("luck"),
)
SEEDS = st.integers(0, 50)
AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


# -- by hand --------------------------------------------------------------------------------------


def test_four_months_worked_by_hand() -> None:
    """Score 80 pulls neither way; 10,000 visits, 4 % and 50 USD.

    Tier 1: 10,000 x 4/7 = 5,714 visits, 228.6 orders -> 229, 11,450 USD: tier 4 at once.
    Tier 4: 10,000 x 1.5 = 15,000 visits, 600 orders, 30,000 USD: stays in tier 4.
    """
    path = climb(Shop(start_gmv=500, score=80, conversion=0.04, order_value=50, months=3), CALM)
    assert [(m.number, m.orders, m.gmv, m.tier) for m in path] == [
        (0, 0, 500, 1), (1, 229, 11_450, 4), (2, 600, 30_000, 4), (3, 600, 30_000, 4),
    ]  # fmt: skip
    assert [round(m.visits) for m in path[1:]] == [5714, 15_000, 15_000]


def test_what_is_carried_over_slows_the_way() -> None:
    """Half of 10 orders and half of the 228.6 fresh ones: 119.3; then half of that and of 600."""
    shop = Shop(start_gmv=500, score=80, conversion=0.04, order_value=50, months=3)
    path = climb(shop, replace(CALM, carry=0.5))
    assert path[1].orders == 119
    assert path[1].tier == 3  # 5,950 USD
    assert path[2].orders == 360  # 119.3 / 2 + 600 / 2 = 359.6


@pytest.mark.parametrize(
    ("score", "strength", "factor"),
    [(80, 2, 1.0), (100, 1, 1.25), (40, 1, 0.5), (40, 2, 0.25), (0, 1, 0.0), (0, 0, 1.0)],
)
def test_pull_of_the_score(score: float, strength: float, factor: float) -> None:
    assert pull(score, replace(CALM, strength=strength)) == pytest.approx(factor)


def test_the_tier_one_starts_in_decides_where_one_stays() -> None:
    """2 % of the visits buy for 20 USD: tier 2 feeds 4,571 USD, tier 3 feeds 12,000."""
    assumed = Assumptions(luck=0, mean_visits=20_000)
    shop = Shop(start_gmv=4_900, score=80, months=36)
    assert climb(shop, assumed)[-1].tier == 2
    assert climb(replace(shop, start_gmv=5_100), assumed)[-1].tier == 4


def test_score_needed_by_hand() -> None:
    """From tier 2, 20,000 x 4/7 x 2 % x 20 USD x score / 80 = 57.14 x score must pass 5,000."""
    assumed = Assumptions(luck=0, carry=0, mean_visits=20_000)
    shop = Shop(start_gmv=2_000, score=80)
    assert score_needed(3, shop, assumed) == 88  # 87.5 would be 5,000 USD, the border itself
    assert score_needed(2, shop, assumed) == 18  # 57.14 x 17 = 971 USD: tier 1
    assert score_needed(1, shop, assumed) == 0
    assert score_needed(5, shop, assumed) is None


def test_without_conversion_nothing_is_left() -> None:
    last = climb(Shop(conversion=0, start_gmv=2_000))[-1]
    assert (last.orders, last.gmv, last.tier) == (0, 0, 1)


def test_shares_of_the_article() -> None:
    """Under the curve: 0.7 x 0.4 / 2 + 0.2 x (0.4 + 0.7) / 2 + 0.1 x (0.7 + 1) / 2 = 0.335."""
    groups = tier_groups()
    points = lorenz([g.store_share for g in groups], [g.traffic_share for g in groups])
    assert [x for x, _ in points] == pytest.approx([0, 0.7, 0.9, 1])
    assert [y for _, y in points] == pytest.approx([0, 0.4, 0.7, 1])
    assert gini(points) == pytest.approx(1 - 2 * 0.335)
    assert tier_lines().traffic == pytest.approx((4 / 7, 4 / 7, 1.5, 1.5, 3.0))


@pytest.mark.parametrize(
    ("traffic", "expected"), [((1, 1), 0.0), ((0, 1), 0.5), ((1, 3), 0.25), ((0, 0, 0, 1), 0.75), ((4, 2), 1 / 6)]
)
def test_gini_of_a_few_stores(traffic: tuple[int, ...], expected: float) -> None:
    assert gini(lorenz([1] * len(traffic), traffic)) == pytest.approx(expected)


# -- for all --------------------------------------------------------------------------------------


@given(SHOPS, ASSUMED, SEEDS, within("score"))
def test_more_score_never_lowers_turnover(shop: Shop, assumed: Assumptions, seed: int, other: float) -> None:
    low, high = sorted([shop.score, other])
    worse = climb(replace(shop, score=low), assumed, seed=seed)
    better = climb(replace(shop, score=high), assumed, seed=seed)
    for a, b in zip(worse, better, strict=True):
        assert b.gmv >= a.gmv
        assert b.tier >= a.tier


@given(SHOPS, ASSUMED, SEEDS, within("start_gmv"), within("conversion"))
def test_neither_a_better_start_nor_more_conversion_hurts(
    shop: Shop, assumed: Assumptions, seed: int, start: float, conversion: float
) -> None:
    more = replace(shop, start_gmv=max(start, shop.start_gmv), conversion=max(conversion, shop.conversion))
    pairs = zip(climb(shop, assumed, seed=seed), climb(more, assumed, seed=seed), strict=True)
    assert all(b.gmv >= a.gmv for a, b in pairs)


@given(SHOPS, ASSUMED, SEEDS)
def test_a_path_is_whole_repeatable_and_longer_only_at_its_end(shop: Shop, assumed: Assumptions, seed: int) -> None:
    path = climb(shop, assumed, seed=seed)
    assert path == climb(shop, assumed, seed=seed)
    assert len(path) == shop.months + 1
    assert climb(replace(shop, months=MAX_MONTHS), assumed, seed=seed)[: len(path)] == path
    assert all(m.gmv == m.orders * shop.order_value for m in path[1:])


@given(SHOPS, ASSUMED, st.floats(0, 3))
def test_at_the_score_without_effect_its_strength_means_nothing(
    shop: Shop, assumed: Assumptions, strength: float
) -> None:
    shop = replace(shop, score=assumed.reference_score)
    assert climb(shop, assumed) == climb(shop, replace(assumed, strength=strength))


@settings(max_examples=40, deadline=None)  # a hundred paths an example
@given(SHOPS, ASSUMED, SEEDS, st.integers(1, 5))
def test_score_needed_is_the_lowest(shop: Shop, assumed: Assumptions, seed: int, wanted: int) -> None:
    found = score_needed(wanted, shop, assumed, seed=seed)
    ends = [climb(replace(shop, score=s), assumed, seed=seed)[-1].tier for s in range(101)]
    assert found == next((s for s, end in enumerate(ends) if end >= wanted), None)


@given(st.floats(0, 1e7) | st.sampled_from([0.0, 1e3, 5e3, 1e4, 5e4]))
def test_tiers_are_those_of_the_rulebook(gmv: float) -> None:
    assert tier_lines().tier(gmv) == tier(gmv).possible[0]


@given(st.integers(1, 40), st.integers(1, 1000))
def test_gini_of_equal_shares_is_nothing(stores: int, each: int) -> None:
    assert gini(lorenz([1] * stores, [each] * stores)) == pytest.approx(0, abs=1e-9)


@given(AMOUNTS, st.integers(1, 50))
def test_gini_knows_no_unit_and_no_order_and_stays_below_one(amounts: list[int], by: int) -> None:
    ones = [1] * len(amounts)
    own = gini(lorenz(ones, amounts))
    assert 0 <= own <= 1 - 1 / len(amounts) + 1e-9
    assert gini(lorenz(ones, [by * a for a in amounts])) == pytest.approx(own, abs=1e-9)
    assert gini(lorenz(ones, amounts[::-1])) == pytest.approx(own, abs=1e-9)


@given(AMOUNTS.filter(lambda a: len(a) > 1), st.integers(1, 1000))
def test_taking_from_the_poorest_for_the_richest_never_lowers_gini(amounts: list[int], much: int) -> None:
    ordered = sorted(amounts)
    taken = min(much, ordered[0])
    after = [ordered[0] - taken, *ordered[1:-1], ordered[-1] + taken]
    ones = [1] * len(amounts)
    assert gini(lorenz(ones, after)) >= gini(lorenz(ones, ordered)) - 1e-9


@given(AMOUNTS)
def test_a_lorenz_curve_hangs_and_rises(amounts: list[int]) -> None:
    points = lorenz([1] * len(amounts), amounts)
    assert points[0] == (0, 0)
    assert points[-1] == pytest.approx((1, 1))
    assert all(y <= x + 1e-9 for x, y in points)
    assert [y for _, y in points] == sorted(y for _, y in points)


# -- what is said, and what is refused ------------------------------------------------------------


def test_every_assumption_has_bounds_and_a_reason_in_both_languages() -> None:
    names = {field.name for field in fields(Assumptions)}
    assert names == {name for name, it in QUANTITIES.items() if it.group == "assumed"}
    assert {field.name for field in fields(Shop)} | names == set(QUANTITIES)
    for it in QUANTITIES.values():
        assert it.low < it.high
        for phrase in (it.label, it.reason):
            assert phrase.en
            assert phrase.zh
            assert phrase.en != phrase.zh


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"score": 101}, "score must be between 0 and 100, not 101"),
        ({"score": float("nan")}, "not nan"),
        ({"start_gmv": -1}, "start_gmv must be between 0 and 100000"),
        ({"months": 3.5}, "whole number"),
        ({"conversion": "2 %"}, "not '2 %'"),
        ({"carry": 1}, "carry must be a share between 0 and 0.9"),
    ],
)
def test_wrong_values_teach(values: dict[str, float], words: str) -> None:
    with pytest.raises(CourseError, match=words):
        moved(Shop(), Assumptions(), **values)


def test_a_wrong_name_teaches() -> None:
    with pytest.raises(UnknownName, match="conversion"):
        moved(Shop(), Assumptions(), conversions=0.1)


@pytest.mark.parametrize(
    ("stores", "traffic"), [([], []), ([1], [1, 2]), ([0, 1], [1, 1]), ([1, 1], [0, 0]), ([1], [-1])]
)
def test_a_curve_needs_stores_and_traffic(stores: list[float], traffic: list[float]) -> None:
    with pytest.raises(CourseError, match="lorenz"):
        lorenz(stores, traffic)
