"""The market of the transition: sums a pencil can check, and what must hold whatever the levers."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.models.market import (
    FIRST_TRUST,
    LOWEST,
    QUANTITIES,
    Market,
    Sellers,
    accounts,
    draw_sellers,
    refund_share,
)
from aecourse.models.unravelling import MONTHS, run, transition
from aecourse.rulebook import fees

PLAIN = Market(squeeze=0, running_cost=0, fee=0)


def alike(number: int = 40) -> Sellers:
    """Sellers who differ in nothing but quality."""
    quality = np.linspace(LOWEST, 1, number)
    none = np.zeros(number, np.int64)
    return Sellers(quality, np.ones(number), np.zeros(number), none, np.arange(number) % 12)


@st.composite
def markets(draw_: Any, **fixed: Any) -> Market:
    """Any market at all; *fixed* levers stay."""
    values = {"refund": draw_(st.booleans())}
    for name, it in QUANTITIES.items():
        steps = round((it.high - it.low) / it.step)
        value = min(it.low + draw_(st.integers(0, steps)) * it.step, it.high)
        values[name] = int(value) if name in ("breadth", "fee_from") else value
    return Market(**{**values, **fixed})


# -- with a pencil --------------------------------------------------------------------------------


def test_one_store_with_a_pencil() -> None:
    """Buyers see 40 % of a quality of 0.8 and expect 0.6 of the platform; half of all are there."""
    it = accounts(Market(), 0.8, 1, trust=0.6, crowd=0.5, fee=10_000)
    assert float(it.expected) == pytest.approx(0.4 * 0.8 + 0.6 * 0.6)  # 0.68
    assert float(it.price) == pytest.approx(20 * (1 - 0.25 * 0.5) * 0.68)  # 11.90
    assert float(it.cost) == pytest.approx(1.5 + 11 * 0.8)  # 10.30
    assert float(it.orders) == pytest.approx(1_500 * 0.68 / 0.6)  # 1,700
    assert float(it.sales) == pytest.approx(1_700 * 11.90)  # 20,230: the step of 15,000
    assert float(it.refund) == 0.5
    assert float(it.fees) == pytest.approx(1_600 / 2)
    assert float(it.profit) == pytest.approx(1_700 * 1.60 - 1_500 - 800)  # 420


def test_four_categories_bring_twice_the_orders_and_four_fees() -> None:
    one, four = (accounts(PLAIN, 0.6, n, trust=0.6, crowd=1, fee=10_000) for n in (1, 4))
    assert float(four.orders) == pytest.approx(2 * float(one.orders))
    assert float(one.sales) == pytest.approx(18_000)
    assert float(four.sales) == pytest.approx(9_000)
    assert (float(one.refund), float(four.refund)) == (0.5, 0)
    assert float(four.fees) == pytest.approx(8 * float(one.fees))


def test_buyers_who_cannot_tell_pay_all_the_same() -> None:
    it = accounts(dataclasses.replace(PLAIN, tell=0), np.array([0.2, 0.6, 1.0]), 1, trust=0.6, crowd=1)
    assert list(it.price) == pytest.approx([12, 12, 12])
    assert list(it.cost) == pytest.approx([3.7, 8.1, 12.5])


def test_buyers_who_see_all_pay_for_what_they_get() -> None:
    it = accounts(dataclasses.replace(PLAIN, tell=1), np.array([0.2, 0.6, 1.0]), 1, trust=0.6, crowd=1)
    assert list(it.price) == pytest.approx([4, 12, 20])


@pytest.mark.parametrize(
    ("sales", "share"), [(0, 0), (14_999.99, 0), (15_000, 0.5), (44_999.99, 0.5), (45_000, 1), (1e7, 1)]
)
def test_the_refund_is_the_rulebooks(sales: float, share: float) -> None:
    assert float(refund_share(sales)) == share == fees.refund("typical", sales).share


def test_the_usual_fee_is_the_typical_one() -> None:
    assert Market().fee == rulebook.table("fee_2016")["fee.typical"]
    assert str(Market().fee)[:2] in QUANTITIES["fee"].reason.en


def test_what_an_unravelling_looks_like() -> None:
    """Sellers alike but for quality, buyers who see nothing: the best leave first, year by year."""
    market = dataclasses.replace(PLAIN, tell=0, learning=1.0)
    path = run(market, alike(), charged=False).months
    assert path[0].quality == pytest.approx(0.6, abs=0.02)
    assert path[-1].sellers < path[11].sellers < path[0].sellers
    assert path[-1].trust < path[11].trust < path[0].trust
    assert path[-1].price is not None
    assert path[-1].price < path[11].price < path[0].price  # type: ignore[operator]


# -- whatever the levers --------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(markets(tell=0.0))
def test_without_information_and_fee_the_good_leave_first(market: Market) -> None:
    """Among sellers alike but for quality, nobody stays who is better than one who has left."""
    assume(market.quality_cost > 0)
    at = run(dataclasses.replace(market, fee=0), alike())
    profit = accounts(market, alike().quality, 1, trust=at.last.trust, crowd=1).profit
    assert (np.diff(profit) < 0).all()
    _ends_below(at.present if at.settled is not None else np.ones(0, bool))


def _ends_below(present: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    """Who is there are the poorest: no gap below the best of them, but for one at the edge."""
    stayed = np.flatnonzero(present)
    if len(stayed):
        assert stayed.max() <= len(stayed)


@settings(max_examples=30, deadline=None)
@given(markets(tell=1.0))
def test_with_full_information_quality_does_not_fall(market: Market) -> None:
    """As long as better goods are worth more than they cost, even in the worst price war."""
    assume(market.worth * (1 - market.squeeze) > market.quality_cost)
    sellers = alike()
    before = float(sellers.quality.mean())
    profit = accounts(market, sellers.quality, 1, trust=0.5, crowd=1, fee=0)
    margin = profit.price - profit.cost
    assert (np.diff(margin) > 0).all()
    after = run(dataclasses.replace(market, fee=0), sellers).last.quality
    assert after is None or after >= before


@settings(max_examples=60, deadline=None)
@given(markets(), st.floats(0, 1), st.floats(0, 1), st.floats(0, 50_000), st.floats(0, 50_000))
def test_a_higher_fee_adds_no_seller(market: Market, trust: float, crowd: float, one: float, other: float) -> None:
    """In the same market nobody earns more under a higher fee, refund or not."""
    low, high = sorted((one, other))
    sellers = draw_sellers(3)
    many = sellers.categories(market.breadth)
    under, over = (
        accounts(market, sellers.quality, many, trust=trust, crowd=crowd, size=sellers.size, fee=fee)
        for fee in (low, high)
    )
    assert (over.profit <= under.profit + 1e-6).all()
    assert not ((over.profit >= 0) & (under.profit < -1e-6)).any()


@settings(max_examples=25, deadline=None)
@given(markets(), st.integers(1, 4))
def test_equal_seed_equal_result(market: Market, seed: int) -> None:
    one, two = transition(market, seed=seed), run(market, draw_sellers(seed))
    again = one.paid if market.fee else run(market, draw_sellers(seed), charged=False)
    assert again.months == two.months
    assert (again.present == two.present).all()
    assert len(one.free.months) == len(two.months) == MONTHS


@settings(max_examples=25, deadline=None)
@given(markets())
def test_before_the_fee_both_platforms_are_one(market: Market) -> None:
    both = transition(market, seed=2)
    assert both.free.months[: market.fee_from] == both.paid.months[: market.fee_from]


@settings(max_examples=25, deadline=None)
@given(markets(), st.integers(1, 4))
def test_what_is_told_lies_in_its_bounds(market: Market, seed: int) -> None:
    for at in (transition(market, seed=seed).free, transition(market, seed=seed).paid):
        for month in at.months:
            assert 0 <= month.sellers <= 120
            assert (month.quality is None) == (month.sellers == 0) == (month.price is None)
            assert month.quality is None or LOWEST <= month.quality <= 1
            assert LOWEST <= month.trust <= 1
        assert at.general <= at.last.sellers
        assert (at.covered > 0) == (at.last.sellers > 0)


@settings(max_examples=25, deadline=None)
@given(markets())
def test_in_a_settled_market_who_is_there_does_not_lose(market: Market) -> None:
    """Trust may still creep after the last move, so that a profit of some dollars may be lacking.

    Buyers who learn a twentieth a month have not learned all in 36 months: there it still moves.
    """
    market = dataclasses.replace(market, learning=max(market.learning, 0.1))
    it = transition(market, seed=5).paid
    if it.settled is not None and it.settled <= MONTHS - 36:
        scale = 1e-3 * np.maximum(1000, np.abs(it.ledger.orders * it.ledger.price))
        assert (it.ledger.profit[it.present] >= -scale[it.present]).all()
        assert (it.ledger.profit[~it.present] <= scale[~it.present]).all()


def test_a_lever_moves_no_luck() -> None:
    assert draw_sellers(1) is draw_sellers(1)
    assert not np.array_equal(draw_sellers(1).quality, draw_sellers(2).quality)
    wide, wider = draw_sellers(1).categories(4), draw_sellers(1).categories(8)
    assert (wide <= wider).all()
    assert (draw_sellers(1).categories(1) == 1).all()


def test_broad_stores_are_not_drawn_as_poor_ones() -> None:
    many = draw_sellers(1, 20_000)
    assert abs(np.corrcoef(many.quality, many.width)[0, 1]) < 0.03
    assert abs(np.corrcoef(many.quality, many.size)[0, 1]) < 0.03
    assert many.quality.mean() == pytest.approx(FIRST_TRUST, abs=0.01)


def test_a_store_has_neighbouring_categories() -> None:
    shelves = draw_sellers(1).shelves(6)
    assert (shelves.sum(axis=1) == draw_sellers(1).categories(6)).all()
    assert shelves[np.arange(120), draw_sellers(1).home].all()


# -- what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lever", "value", "words"),
    [
        ("fee", -1, "fee must be between 0 and 50000"), ("fee", 1e6, "fee"), ("tell", 1.2, "tell must be a share between 0 and 1"),
        ("breadth", 2.5, "whole number"), ("breadth", 0, "breadth"), ("squeeze", "a", "squeeze"),
        ("worth", float("nan"), "worth"), ("refund", 1, "True or False"), ("tell", True, "tell"),
    ],
)  # fmt: skip
def test_a_wrong_lever_teaches(lever: str, value: object, words: str) -> None:
    with pytest.raises(CourseError, match=words):
        Market(**{lever: value})  # type: ignore[arg-type]


def test_every_number_of_the_market_has_its_reason() -> None:
    names = {field.name for field in dataclasses.fields(Market)} - {"refund"}
    assert names == set(QUANTITIES)
    assert [name for name, it in QUANTITIES.items() if it.group == "rule"] == ["fee"]
