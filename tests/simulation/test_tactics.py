"""Tactics: worked by hand, and what must hold for any store, any picking and any luck."""

from __future__ import annotations

import statistics
from dataclasses import fields
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.models.trials import EVER, SHOWN, Sums, change, singles, trial
from aecourse.rulebook.claims import claims
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.levers import LEVERS, Store
from aecourse.simulation.orders import simulate
from aecourse.simulation.persuasion import READINGS, persuaded
from aecourse.simulation.tactics import Cost, Pull, apply, chosen, cost, honest, tactic, tactics

PRICE = Store(
    orders_per_day=18, stockout_rate=0.05, handling_days=3.6, scan_delay_days=2.2, transit_days=27,
    parcel_loss_rate=0.025, description_accuracy=0.74, product_quality=0.66, reply_hours=22,
    dispute_answer_rate=0.88, settle_generosity=0.45, review_rate=0.42, price_position=0.7,
    repeat_rate=0.05,
)  # fmt: skip
IDS = tuple(tactics())
HONEST = tuple(one.id for one in honest())
# A parcel that no longer vanishes arrives, and its buyer may have something to say of the goods.
SPOIL_NOTHING = tuple(id for id in HONEST if id != "line")
PICKS = st.lists(st.sampled_from(IDS), unique=True)
STRENGTHS = st.floats(0, 1)
SEEDS = st.integers(0, 30)


def within(name: str) -> st.SearchStrategy[float]:
    return st.floats(LEVERS[name].low, LEVERS[name].high)


STORES = st.builds(Store, **{f.name: within(f.name) for f in fields(Store) if f.name != "orders_per_day"})
# Merging one buyer's reviews of ten days goes by their dates, which a tactic may move.
NO_RETURNING = st.builds(
    Store,
    **{f.name: within(f.name) for f in fields(Store)
       if f.name not in ("orders_per_day", "repeat_rate")},
    repeat_rate=st.just(0.0),
)  # fmt: skip


# -- the catalogue --------------------------------------------------------------------------------


def test_every_tactic_is_of_the_articles_and_says_what_it_costs() -> None:
    articles, known = claims(), rulebook.sources()
    treated = set()
    for one in tactics().values():
        treated |= set(one.claims)
        assert set(one.claims) <= set(articles)
        assert set(one.sources) <= set(known)
        assert set(one.aims) <= set(SHOWN)
        assert one.cost.usd > 0 or one.cost.hours > 0
        for pull in one.pulls:
            assert 0 < pull.share < 1
            assert LEVERS[pull.lever].low <= pull.target <= LEVERS[pull.lever].high
            assert LEVERS[pull.lever].worse != 0
        for words in (one.name, one.does, one.caveat):
            assert words.en and words.zh
    assert treated == {"A9", "B3", "B4", "B5", "B6", "B7", "B12", "B22", "B23"}


def test_the_one_that_games_is_never_recommended() -> None:
    games = [one for one in tactics().values() if one.harmful]
    assert [one.id for one in games] == ["reword"]
    assert games[0].claims == ("B23",)
    assert claims()["B23"].verdict == "harmful"
    assert games[0] not in honest()
    assert list(tactics())[-1] == "reword"
    reason = games[0].harmful
    assert reason is not None
    assert "Never recommended" in reason.en and "绝不推荐" in reason.zh


# -- by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "strength", "after"), [
    (0.05, 1.0, 0.015),  # 70 % of the way from 5 % to 0
    (0.05, 0.5, 0.0325),  # half the effort, half of that
    (0.05, 0.0, 0.05),
    (0.0, 1.0, 0.0),
])  # fmt: skip
def test_a_pull_goes_its_share_of_the_way(value: float, strength: float, after: float) -> None:
    assert Pull("stockout_rate", 0.7, 0.0).moved(value, strength) == pytest.approx(after)


def test_a_lever_better_than_the_target_stays() -> None:
    assert Pull("handling_days", 0.5, 1.0).moved(0.4, 1.0) == 0.4
    assert Pull("product_quality", 0.5, 0.96).moved(0.99, 1.0) == 0.99


def test_two_tactics_on_one_lever_share_what_is_left() -> None:
    """22 h, target 2 h: `reply` closes 60 % of 20 h (8 h left), `loyal` 20 % of these (6.4 h)."""
    both = apply(PRICE, ["loyal", "reply"])
    assert both.reply_hours == pytest.approx(2 + 20 * 0.4 * 0.8)
    assert both.settle_generosity == pytest.approx(0.45 + 0.25 * (0.9 - 0.45))
    assert both.stockout_rate == PRICE.stockout_rate


def test_costs_add_up() -> None:
    assert cost(["stock", "ship"]) == Cost(350, 26)
    assert cost(["stock", "ship"], 0.5) == Cost(175, 13)
    assert cost(["stock", "stock"]) == cost("stock")
    assert Cost(350, 26).within(Cost(350, 26))
    assert not Cost(350, 26).within(Cost(400, 25))


def test_asking_worked_by_hand() -> None:
    """What the buyers answered is told by the table itself: four fates, and nothing else moves."""
    plain = simulate(PRICE, orders=2000, seed=3)
    asked = persuaded(plain, seed=3)
    same = (plain.astype(object) == asked.astype(object)) | (plain.isna() & asked.isna())
    touched = ~same.all(axis=1)
    open_to_it = (
        (plain["dispute_reason"] == "not_as_described")
        & plain["seller_responded_at"].notna()
        & (plain["dispute_end"] != "withdrawn")
    )
    assert not (touched & ~open_to_it).any()
    cancelled = (asked["dispute_end"] == "withdrawn") & (plain["dispute_end"] != "withdrawn")
    changed = ~same["dispute_reason"]
    assert cancelled.sum() > 0 and changed.sum() > 0
    assert not (cancelled & changed).any()
    assert (asked.loc[changed, "dispute_reason"] == "not_received").all()
    first = persuaded(plain, seed=3, reading="first_reason")
    assert first["dispute_reason"].equals(plain["dispute_reason"])
    assert asked["stars"].equals(plain["stars"])
    refused = open_to_it & ~cancelled & ~changed
    rating, before = asked["dsr_communication"], plain["dsr_communication"]
    fewer = (before[refused] - 1).clip(lower=1)  # each refusal costs a star
    assert (fewer < before[refused]).sum() >= 3
    pd.testing.assert_series_equal(rating[refused], fewer)
    pd.testing.assert_series_equal(rating[~refused], before[~refused])


# -- for any store --------------------------------------------------------------------------------


@given(STORES, PICKS, STRENGTHS, st.randoms())
def test_the_order_of_picking_does_not_matter(store: Store, picks: list[str], strength: float, random: Random) -> None:
    mixed = picks.copy()
    random.shuffle(mixed)
    assert apply(store, picks, strength) == apply(store, mixed, strength)
    assert cost(picks, strength) == cost(mixed, strength)
    assert chosen(picks) == chosen(mixed + mixed)


@given(STORES, PICKS)
def test_no_effort_changes_nothing_and_costs_nothing(store: Store, picks: list[str]) -> None:
    assert apply(store, picks, 0) == store
    assert apply(store, []) == store
    assert cost(picks, 0) == Cost(0, 0)


@given(STORES, PICKS, STRENGTHS, STRENGTHS)
def test_no_lever_gets_worse_and_more_effort_never_less(
    store: Store, picks: list[str], one: float, other: float
) -> None:
    weak, strong = (apply(store, picks, s) for s in sorted((one, other)))
    for name, lever in LEVERS.items():
        a, b, c = (getattr(s, name) * lever.worse for s in (store, weak, strong))
        assert c <= b + 1e-9 and b <= a + 1e-9
        assert lever.low <= getattr(strong, name) <= lever.high


@given(PICKS, PICKS, STRENGTHS)
def test_cost_of_both_is_the_sum_less_what_is_in_both(some: list[str], others: list[str], strength: float) -> None:
    both, shared = cost({*some, *others}, strength), cost({*some} & {*others}, strength)
    total = cost(some, strength) + cost(others, strength)
    assert both.usd + shared.usd == pytest.approx(total.usd)
    assert both.hours + shared.hours == pytest.approx(total.hours)


@settings(max_examples=25, deadline=None)
@given(NO_RETURNING, st.sampled_from(HONEST), STRENGTHS, SEEDS)
def test_no_tactic_worsens_the_metric_it_is_for(store: Store, id: str, strength: float, seed: int) -> None:
    found = trial(id, strength, store=store, orders=300, seed=seed).changes
    for aim in tactic(id).aims:
        if aim in found:
            assert found[aim].gain >= -1e-12


@settings(max_examples=15, deadline=None)
@given(NO_RETURNING, st.lists(st.sampled_from(SPOIL_NOTHING), unique=True), SEEDS)
def test_honest_tactics_spoil_no_order(store: Store, picks: list[str], seed: int) -> None:
    found = trial(picks, store=store, orders=300, seed=seed)
    assert len(found.spoilt) == 0
    assert len(found.hidden) == 0
    assert found.refunds_usd == 0


@settings(max_examples=15, deadline=None)
@given(NO_RETURNING, STRENGTHS, STRENGTHS, SEEDS)
def test_asking_never_makes_an_order_good(store: Store, one: float, other: float, seed: int) -> None:
    """What it hides it hides: more asking never lowers NR, never saves an order, never costs less."""
    weak, strong = (trial("reword", s, store=store, orders=300, seed=seed) for s in sorted((one, other)))
    for found in (weak, strong):
        assert len(found.saved) == 0
        for id, sign in (("snad_rate", -1), ("nr_rate", 1), ("odr", 1)):
            if id in found.changes:
                assert found.changes[id].difference * sign >= -1e-12
    assert weak.refunds_usd <= strong.refunds_usd
    assert len(weak.hidden) <= len(strong.hidden)


# -- how sure -------------------------------------------------------------------------------------


def test_the_interval_by_hand() -> None:
    """4 orders, all in the denominator: bad before 1 1 0 0, after 1 0 0 0.

    The pairs differ by 0, -1, 0, 0: mean -0.25, spread 0.5, standard error 0.25.
    """
    table = simulate(Store(stockout_rate=0, buyer_cancel_rate=0), orders=4, seed=1)
    for name in ("dispute_opened_at", "dispute_closed_at", "arbitration_opened_at"):
        table[name] = pd.NaT
    table["review_at"] = table["paid_at"]
    for name in ("dsr_description", "dsr_communication", "dsr_logistics"):
        table[name] = 5.0

    def bad(*rows: int) -> Sums:
        return Sums(table.assign(stars=[1.0 if row in rows else 5.0 for row in range(4)]))

    found = change("odr", bad(0, 1), bad(0))
    assert found is not None
    assert (found.before, found.after) == (0.5, 0.25)
    assert found.low == pytest.approx(-0.25 - 1.959964 * 0.25)
    assert found.high == pytest.approx(-0.25 + 1.959964 * 0.25)
    assert found.relief == pytest.approx(0.5)
    # two batches: variances 1/3 and 1/4
    assert found.apart == pytest.approx(1.959964 * ((1 / 3 + 1 / 4) / 4) ** 0.5)
    assert found.needed == 36  # 1.96² x (1/3 + 1/4) / 0.25² = 35.85


def test_the_interval_holds_over_other_luck() -> None:
    """The spread of 40 seeds is about what each of them promises: neither half nor twice as much."""
    found = [trial("ship", store=PRICE, orders=400, seed=s).changes for s in range(40)]
    for id in ("odr", "not_sold_rate", "snad_rate", "dsr_logistics"):
        spread = statistics.stdev(each[id].difference for each in found)
        told = statistics.mean((each[id].high - each[id].low) / 2 / 1.96 for each in found)
        assert 0.6 < told / spread < 1.6, id


def test_pairs_are_surer_than_two_batches() -> None:
    for found in singles(store=PRICE, orders=800).values():
        for one in found.changes.values():
            assert (one.high - one.low) / 2 <= one.apart + 1e-12


# -- a trial --------------------------------------------------------------------------------------


def test_saved_orders_are_bad_before_and_good_after() -> None:
    found = trial(["ship", "stock"], store=PRICE, orders=1000)
    bad = set(found.before.measurement.behind("odr", EVER)["order_id"])
    left = set(found.after.measurement.behind("odr", EVER)["order_id"])
    assert set(found.saved["order_id"]) == bad - left
    assert len(found.saved) > 20
    assert "illustrative" in repr(found)


def test_the_harmful_one_hides_and_harms() -> None:
    found = trial("reword", store=PRICE, orders=2000)
    snad, nr, odr = (found.changes[id] for id in ("snad_rate", "nr_rate", "odr"))
    assert snad.sure == 1 and nr.sure == -1
    assert odr.difference >= 0
    assert len(found.hidden) > 0 and found.refunds_usd > 0
    other = trial("reword", store=PRICE, orders=2000, reading="first_reason")
    assert other.changes["nr_rate"].difference == 0
    assert other.changes["snad_rate"].difference > snad.difference


def test_no_orders_no_numbers() -> None:
    found = trial(HONEST, orders=0)
    assert found.changes == {}
    assert len(found.saved) == 0
    assert "no order" in repr(found)


def test_shared_beginning_is_the_same() -> None:
    first = trial("stock", store=PRICE, orders=300)
    again = trial("ship", store=PRICE, orders=300, before=first.before)
    assert again.before is first.before
    assert again.changes == trial("ship", store=PRICE, orders=300).changes
    assert set(SHOWN) <= set(METRICS)


def test_slips_are_told() -> None:
    with pytest.raises(UnknownName, match="stock"):
        tactic("stok")
    with pytest.raises(UnknownName, match="last_reason"):
        trial("reword", reading="last")
    with pytest.raises(CourseError, match=r"0\.5"):
        apply(Store(), "stock", 50)
    strengths: tuple[Any, ...] = (-0.1, 1.5, float("nan"), True, "much")
    for bad in strengths:
        with pytest.raises(CourseError):
            apply(Store(), "stock", bad)
    with pytest.raises(CourseError):
        persuaded(simulate(orders=5), 2.0)
    with pytest.raises(CourseError, match="another number"):
        trial("stock", orders=5, before=trial("stock", orders=4).before)
    assert set(READINGS) == {"last_reason", "first_reason"}


@pytest.mark.parametrize(("other", "words"), [
    ({"orders": 31}, "another number of orders"), ({"seed": 2}, "another seed"),
    ({"store": PRICE}, "another store"), ({"store": PRICE, "seed": 2}, "another store and seed"),
])  # fmt: skip
def test_what_another_trial_found_is_taken_from_the_same_orders_only(other: dict[str, Any], words: str) -> None:
    usual: dict[str, Any] = {"orders": 30, "seed": 1}
    kept = trial("stock", **usual).before
    assert trial("reply", **usual, before=kept).before is kept
    with pytest.raises(CourseError, match=words):
        trial("reply", **(usual | other), before=kept)
