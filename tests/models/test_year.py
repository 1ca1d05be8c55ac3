"""The year game: fair, losable, won by understanding the rules; its money and its line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import using
from aecourse.models import year as game
from aecourse.models.year import DILEMMAS, REFERENCE, SEASONS, Choice, Effect, Stand, Year, YearCode, fortune, verdicts
from aecourse.models.year.crowd import orders_of, store_of
from aecourse.models.year.dilemmas import NOTHING, Running, begun, deck, felt
from aecourse.models.year.game import Policy
from aecourse.models.year.hindsight import best_known, month_costs, search
from aecourse.models.year.lines import _checksum
from aecourse.models.year.months import effect, exposure, play_month
from aecourse.models.year.players import ADVICE, understanding
from aecourse.models.year.terms import TERMS, month_days, month_end
from aecourse.rulebook.ledger import PenaltyCase

SEEDS = (1, 2, 3, 4)
CARELESS = Choice()
LAVISH = Choice(3.0, "premium", "studio", "round", "express", 2000, 1.0, "c")


def fixed(choice: Choice) -> Policy:
    """A seller who chooses alike in every month."""
    return lambda stand: choice


def turning(month: int) -> Policy:
    """A price war until *month*, sense from then on."""
    return lambda stand: CARELESS if stand.number < month else understanding(stand)


# As sellers are told apart: the second wants to sell as much as can be sold, over cheap goods at a low price.
PLAYERS: dict[str, Policy] = {
    "careless": fixed(CARELESS),
    "greedy": fixed(Choice(1.2, "cheapest", "studio", "spare", "economy", 800, 0.8, "a")),
    "careful": fixed(REFERENCE),
    "understanding": understanding,
}
POLICIES: dict[str, Policy] = {
    **PLAYERS,
    "turns in April": turning(3),
    "price war with advertising": fixed(replace(CARELESS, advertising=1000)),
    "nothing": fixed(replace(CARELESS, cover=0.0)),
    "lavish": fixed(LAVISH),
}


@cache
def played(policy: str, seed: int) -> Year:
    return game.follow(seed, POLICIES[policy])


@cache
def profits(policy: str) -> tuple[int, ...]:
    return tuple(game.outcome(played(policy, seed)).profit for seed in SEEDS)


# -- fair, losable, winnable --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_careless_loses_careful_survives_understanding_wins(seed: int) -> None:
    found = {name: game.outcome(played(name, seed)) for name in PLAYERS}
    assert found["careless"].profit < 0
    assert found["careful"].ended == "year" and found["careful"].profit > 0
    assert found["greedy"].profit < found["careful"].profit
    assert found["understanding"].profit > 1.15 * found["careful"].profit
    assert found["understanding"].ended == "year"


@pytest.mark.parametrize(
    ("policy", "low", "high"),
    [
        ("understanding", 5000, 13_000),
        ("careful", 2500, 9000),
        ("turns in April", -3500, 8000),
        ("careless", -4000, -1000),
        ("price war with advertising", -7000, -3000),
        ("greedy", -5000, -1500),
        ("nothing", -5000, -3000),
        ("lavish", -9000, -2000),
    ],
)
def test_what_each_way_of_trading_earns(policy: str, low: int, high: int) -> None:
    assert low <= min(profits(policy)) and max(profits(policy)) <= high


FIXED = [
    replace(REFERENCE, price=price, answer=answer, **more)
    for price in (0.85, 1.05, 1.25)
    for answer in game.ANSWERS
    for more in ({}, {"carrier": "express"})
]


def test_no_fixed_strategy_comes_near_who_looks_at_each_month() -> None:
    """The best of a grid stays 15 % below; ``python -m tools.strategies`` climbs further."""
    seeds = SEEDS[:2]
    best = max(mean(game.outcome(game.follow(seed, fixed(choice))).profit for seed in seeds) for choice in FIXED)
    assert best < 0.85 * mean(profits("understanding")[: len(seeds)])


def test_the_understanding_seller_has_a_good_score_and_the_careless_one_has_not() -> None:
    for seed in SEEDS:
        good, bad = (game.outcome(played(p, seed)) for p in ("understanding", "careless"))
        assert good.score is not None and bad.score is not None
        assert good.score >= 70
        assert bad.score < 30
        assert good.points <= 4


def test_spending_on_everything_ends_in_insolvency() -> None:
    assert {game.outcome(played("lavish", seed)).ended for seed in SEEDS} == {"insolvent"}


@pytest.mark.parametrize("lever", list(game.NAMES))
def test_no_single_lever_saves_a_careless_store(lever: str) -> None:
    better = replace(CARELESS, **{lever: getattr(REFERENCE, lever)})
    found = [game.outcome(game.follow(seed, fixed(better))).profit for seed in SEEDS[:2]]
    assert mean(found) < mean(profits("careful")[:2]) / 2


@pytest.mark.parametrize("lever", [name for name in game.NAMES if name != "cover"])
def test_neglecting_a_single_lever_costs_a_sound_store(lever: str) -> None:
    worse = replace(REFERENCE, **{lever: getattr(CARELESS, lever)})
    found = [game.outcome(game.follow(seed, fixed(worse))).profit for seed in SEEDS]
    assert mean(found) < mean(profits("careful"))


@pytest.mark.parametrize("lever", ["supplier", "listing", "reply", "carrier", "advertising"])
def test_the_dearest_of_everything_is_not_the_best(lever: str) -> None:
    dear = replace(REFERENCE, **{lever: getattr(LAVISH, lever)})
    found = [game.outcome(game.follow(seed, fixed(dear))).profit for seed in SEEDS]
    assert mean(found) < mean(profits("careful"))


def test_sense_in_april_is_better_late_than_never() -> None:
    assert mean(profits("careless")) < mean(profits("turns in April")) < mean(profits("understanding"))


def test_advertising_over_a_bad_store_makes_it_worse() -> None:
    assert max(profits("price war with advertising")) < min(profits("careless"))


def test_letting_go_in_the_last_month_brings_next_to_nothing() -> None:
    def sloppy_end(stand: Stand) -> Choice:
        sound = understanding(stand)
        return sound if stand.number < 11 else replace(CARELESS, price=sound.price, answer=sound.answer)

    found = [game.outcome(game.follow(seed, sloppy_end)).profit for seed in SEEDS]
    assert mean(found) < 1.05 * mean(profits("understanding"))


def test_goods_left_and_goods_missing_both_cost() -> None:
    few = [game.outcome(game.follow(s, fixed(replace(REFERENCE, cover=0.6)))) for s in SEEDS[:3]]
    many = [game.outcome(game.follow(s, fixed(replace(REFERENCE, cover=3.0)))) for s in SEEDS[:3]]
    assert max(it.profit for it in few) < min(profits("careful")[:3])
    assert mean(it.profit for it in many) < mean(profits("careful")[:3])
    assert "insolvent" in {it.ended for it in many}


# -- one luck for all ---------------------------------------------------------------------------------


def test_equal_seed_and_choices_give_the_equal_year() -> None:
    one = played("careful", 1)
    again = game.replay(1, one.choices)
    assert again.months == one.months
    assert game.outcome(again) == game.outcome(one)
    assert game.outcome(game.replay(2, one.choices)) != game.outcome(one)


def test_more_demand_lets_in_more_of_the_same_buyers() -> None:
    store = store_of(REFERENCE, 0.93, 1, 0.0, NOTHING, trouble=False)
    few, many = (orders_of(store, 7, 1, taken, 600, "apparel").set_index("order_id") for taken in (60, 140))
    assert len(few) == 60 and len(many) == 140
    assert few.equals(many.loc[few.index])


def test_what_luck_brings_does_not_depend_on_what_is_chosen() -> None:
    for a, b in zip(played("careful", 3).months, played("careless", 3).months, strict=True):
        assert a.luck == b.luck == fortune(3, a.number)


def test_misfortunes_meet_the_cheap_more_often() -> None:
    chances = [game.OPTIONS["supplier"][name].bad_batch for name in game.OPTIONS["supplier"]]  # type: ignore[union-attr]
    assert chances == sorted(chances, reverse=True)
    for seed in range(40):
        for number in range(1, 13):
            luck = fortune(seed, number)
            assert 0 <= luck.batch < 1 and 0 <= luck.road < 1 and 0.5 < luck.demand < 1.5


@pytest.mark.parametrize("seed", [-1, 10_000, 1.5, "7", None, True])
def test_a_wrong_seed_is_refused_in_words(seed: object) -> None:
    with pytest.raises(CourseError, match="whole number from 0 to 9999"):
        game.begin(seed)


# -- money and goods ----------------------------------------------------------------------------------


def test_one_month_with_a_pencil() -> None:
    # January, nobody knows the store: 4,200 x 0.85 + 110 x sqrt(400) = 5,770 visits,
    # x 0.95 of the season, x 3 %, x 0.85 for an unknown store, at the usual price
    choice = Choice(1.4, "steady", "careful", "daily", "standard", 400, 1.0, "a")
    year = game.begin(1)
    assert year.stand.dilemma.id == "scans"  # its first answer costs nothing and moves no demand
    assert game.expected_buyers(year.stand, choice) == pytest.approx(5770 * 0.95 * 0.03 * 0.85)
    assert game.expected_buyers(year.stand, choice) == pytest.approx(139.8, abs=0.05)
    # 25 % dearer: divided by 1.25 squared
    dearer = replace(choice, price=1.25)
    assert game.expected_buyers(year.stand, dearer) == pytest.approx(139.8 / 1.5625, abs=0.05)
    # 140 % of the forecast is 195.7: in lots of 20, 200 pieces
    assert game.bought(year.stand, choice) == 200
    month = game.play(year, choice).months[0]
    assert month.wanted == round(month.expected * fortune(1, 1).demand)
    books = month.books
    assert books.goods == pytest.approx(200 * 7.5 + month.stock * 0.15)
    assert books.parcels == month.shipped * 3
    assert (books.pages, books.service, books.advertising, books.fixed, books.dilemma) == (120, 180, 400, 250, 0)
    assert month.cash == pytest.approx(5000 + books.income - books.spent)
    assert month.stock == 200 - month.shipped
    # with the second answer: 60 dollars of time
    assert game.play(year, replace(choice, answer="b")).months[0].books.dilemma == 60


def test_every_dollar_of_a_year_is_accounted_for() -> None:
    for policy in ("careful", "careless", "lavish"):
        year = played(policy, 2)
        flow = sum(m.books.income - m.books.spent for m in year.months)
        owed = float(year.stand.due.sum())
        goods = year.stand.stock * 0.4 * 7.5
        assert game.worth(year.stand) == pytest.approx(flow + owed + goods)
        usable = sum(m.bought - m.wasted for m in year.months)
        assert usable == year.stand.stock + sum(m.shipped for m in year.months)


def test_money_comes_weeks_after_the_sale_and_never_more_than_was_paid() -> None:
    year = played("careful", 1)
    first = year.months[0]
    assert first.books.income < 0.2 * first.under_way
    paid = sum(m.shipped * m.choice.price * 20 * 0.92 for m in year.months)
    came = sum(m.books.income for m in year.months) + float(year.stand.due.sum())
    assert 0.9 * paid < came < paid


choices = st.builds(
    Choice,
    cover=st.integers(0, 30).map(lambda n: round(0.1 * n, 1)),
    supplier=st.sampled_from(list(game.OPTIONS["supplier"])),
    listing=st.sampled_from(list(game.OPTIONS["listing"])),
    reply=st.sampled_from(list(game.OPTIONS["reply"])),
    carrier=st.sampled_from(list(game.OPTIONS["carrier"])),
    advertising=st.integers(0, 20).map(lambda n: 100 * n),
    price=st.integers(0, 14).map(lambda n: round(0.7 + 0.05 * n, 2)),
    answer=st.sampled_from(game.ANSWERS),
)


@settings(max_examples=25, deadline=None)
@given(choices, choices, st.integers(0, 9999))
def test_no_choice_breaks_a_month_and_nothing_is_shipped_that_is_not_there(
    first: Choice, second: Choice, seed: int
) -> None:
    for month in game.replay(seed, [first, second]).months:
        assert month.shipped <= month.orders <= month.wanted
        assert month.stock >= 0
        assert month.orders + month.turned_away == month.wanted or month.stock == 0
        assert 0 <= month.waiting <= 800
        assert month.standing.score is None or month.standing.score <= 100 + 1e-9


def test_out_of_stock_makes_deals_not_sold() -> None:
    choice = replace(REFERENCE, cover=0.3)
    month = game.play(game.begin(1), choice).months[0]
    assert month.stock <= 3 and month.oversold > 0 and month.turned_away > 0
    rate = month.standing.values["not_sold_rate"]
    assert rate is not None and rate > 0.05
    idle = game.play(game.begin(1), replace(choice, cover=0.0)).months[0]
    assert (idle.orders, idle.oversold) == (0, 0)
    assert idle.standing.score is None


# -- rules --------------------------------------------------------------------------------------------


def test_the_year_and_its_seasons() -> None:
    assert [month_end(n).isoformat() for n in (1, 2, 12)] == ["2022-01-31", "2022-02-28", "2022-12-31"]
    assert sum(map(month_days, range(1, 13))) == 365
    assert len(SEASONS) == 12
    for words in (*(it.reason for it in TERMS.values()), *(it.note for it in SEASONS)):
        assert words.en and words.zh
    carriers = set(game.OPTIONS["carrier"])
    assert all(set(it.jam) <= carriers and it.elasticity > 1 for it in SEASONS)


def test_scores_are_the_engines_own() -> None:
    from aecourse.scoring.assessment import assess

    year = game.replay(4, played("careless", 4).choices[:6])
    last = year.months[-1].standing
    daily = assess(year.stand.orders, "daily6", "2022-06-30", illustrative=True,
                   store_opened="2022-01-01")  # fmt: skip
    check = assess(year.stand.orders, "capability_2022", "2022-06-26")
    assert (last.score, dict(last.items), last.days) == (daily.score, dict(daily.items), 90)
    assert last.checked["snad_rate"][2] == check.value("snad_rate")
    assert last.snad == check.verdict.statuses["snad_rate"]
    assert last.given == check.points
    assert sum(m.standing.given for m in year.months) == last.points > 0
    assert year.stand.orders["order_id"].is_unique


def test_the_check_of_january_costs_no_points() -> None:
    for seed in SEEDS:
        assert played("careless", seed).months[0].standing.given == 0


def test_the_check_is_on_the_rulebooks_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {game.check_day(number).day for number in range(1, 13)} == {27}
    other = rulebook.load("capability_2022").using({"check_day": 20})
    monkeypatch.setattr(verdicts, "_regime", lambda id: other if id == other.id else rulebook.load(id))
    assert game.check_day(3).isoformat() == "2022-03-20"
    year = game.replay(2, played("careless", 2).choices[:3])
    assert {case.day.day for case in year.stand.cases} == {20}


def test_a_plan_without_surprises_is_what_the_month_costs() -> None:
    year = game.replay(1, [replace(LAVISH, advertising=100)])
    assert year.stand.cash < 0
    plan, month = game.plan(year.stand, Choice(cover=0.0)), game.play(year, Choice(cover=0.0)).months[1]
    sold = abs(month.shipped - plan.expected)
    assert plan.spend == pytest.approx(month.books.spent, abs=2.2 * sold + 0.01)
    assert plan.cash == year.stand.cash - plan.spend
    assert month.books.interest > 0


def test_a_node_of_points_closes_the_account_for_days_and_48_for_good() -> None:
    year = game.replay(2, played("careless", 2).choices[:1])
    choice = played("careless", 2).choices[1]
    ten = replace(year.stand, cases=(PenaltyCase("2022-02-01", 11, "before"),))
    stand = play_month(ten, choice)
    assert stand.last is not None and stand.last.standing.given == 2
    assert stand.last.standing.points == 13
    assert stand.frozen_days == 7
    free = replace(stand, last=replace(stand.last, standing=replace(
        stand.last.standing, freeze_days=0)))  # fmt: skip
    assert game.expected_buyers(stand, choice) == pytest.approx(game.expected_buyers(free, choice) * 24 / 31)
    closed = play_month(replace(year.stand, cases=(PenaltyCase("2022-02-01", 46, "before"),)), choice)
    assert closed.ended == "closed"
    assert Year(2, (), closed).over


def test_exposure_follows_the_last_solid_score() -> None:
    stand = game.begin(1).stand
    assert exposure(stand) == TERMS["ungraded"].value
    assert exposure(replace(stand, known=80.0)) == 1
    assert exposure(replace(stand, known=-40.0)) == TERMS["least_exposure"].value
    shown = [exposure(replace(stand, known=float(score))) for score in range(-100, 101)]
    assert shown == sorted(shown)


def test_a_year_that_is_over_is_over() -> None:
    with pytest.raises(CourseError, match="This year is over"):
        game.play(played("careful", 1), REFERENCE)
    with pytest.raises(CourseError, match="a Choice"):
        game.play(game.begin(1), "buy low")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"cover": 1.25}, "cover must be from 0 to 3 in steps of 0.1, not 1.25"),
        ({"cover": 110}, "not 110"),
        ({"answer": "d"}, "no answer"),
        ({"price": 0.72}, "steps of 0.05"),
        ({"advertising": "much"}, "not 'much'"),
        ({"price": float("nan")}, "not nan"),
        ({"supplier": "cheap"}, "Did you mean 'cheapest'"),
    ],
)
def test_a_wrong_choice_is_refused_in_words(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(CourseError) as caught:
        Choice(**wrong)  # type: ignore[arg-type]
    assert words in str(caught.value)
    with using("zh"):
        assert str(caught.value).encode().isascii() is False


# -- what decided it ----------------------------------------------------------------------------------


def test_causes_are_replays_with_one_thing_changed() -> None:
    year = played("careless", 5)
    sound = game.reference_profit(5)
    found = {cause.name: cause for cause in game.causes(year, sound)}
    assert list(found) == [*game.NAMES, "luck"]
    assert sound == game.outcome(played("careful", 5)).profit
    # the reference year with the parcels of the price war, played by hand, and the other way round
    slow, fast = replace(REFERENCE, carrier="economy"), replace(CARELESS, carrier="standard")
    assert found["carrier"].there == game.outcome(game.follow(5, fixed(slow))).profit - sound < -1000
    assert found["carrier"].here == game.outcome(year).profit - game.outcome(game.follow(5, fixed(fast))).profit
    assert found["carrier"].profit == round((found["carrier"].here + found["carrier"].there) / 2)
    ranked = game.decided(found.values())
    assert [abs(cause.profit) for cause in ranked] == sorted(
        (abs(cause.profit) for cause in found.values()), reverse=True
    )


def test_who_plays_the_reference_is_told_that_only_luck_differs() -> None:
    year = played("careful", 1)
    found = {cause.name: (cause.here, cause.there) for cause in game.causes(year)}
    assert {both for name, both in found.items() if name != "luck"} == {(0, 0)}


def test_causes_of_a_year_cut_short_or_under_way() -> None:
    broke = played("lavish", 1)
    assert len(broke.months) < 12
    assert game.decided(game.causes(broke))[0].profit < -1000
    started = game.replay(1, [REFERENCE])
    assert len(list(game.causes(started))) == 9


# -- what is known of a month, and its dilemma -------------------------------------------------------


@given(st.integers(0, 9999))
def test_a_year_brings_twelve_dilemmas_each_in_a_month_that_fits(seed: int) -> None:
    drawn = deck(seed)
    assert len({it.id for it in drawn}) == 12
    for number, it in enumerate(drawn, start=1):
        assert number in it.months
    assert deck(seed) == drawn
    assert drawn[1].id == "festival" and drawn[9].id == "november"


def test_seeds_bring_different_years() -> None:
    assert len({tuple(it.id for it in deck(seed)) for seed in range(20)}) == 20
    assert {it.id for seed in range(40) for it in deck(seed)} == set(DILEMMAS) == set(ADVICE)


def test_every_dilemma_has_a_known_kind_and_three_ways_out_that_differ() -> None:
    for it in DILEMMAS.values():
        assert it.sources and all(rulebook.sources()[id] for id in it.sources)
        answers = [it.answer(letter) for letter in game.ANSWERS]
        assert len({(answer.name.en, answer.note.en) for answer in answers}) == 3
        assert len({answer.effects for answer in answers}) == 3
        assert not any(effect.usd > 0 and effect.starts == 0 for effect in answers[0].effects)  # free now
    assert len(set(ADVICE.values())) == 3  # no letter is always right


def test_effects_begin_last_and_add_up() -> None:
    dear, far = Effect(usd=10, demand=0.5, months=2), Effect(usd=5, demand=0.5, starts=1)
    answer = replace(DILEMMAS["sizes"].a, effects=(dear, far))
    running = begun(answer, 4)
    assert running == (Running(dear, 4, 5), Running(far, 5, 5))
    assert felt(running, 3) == NOTHING
    assert felt(running, 4) == Effect(usd=10, demand=0.5)
    assert felt(running, 5) == Effect(usd=15, demand=0.25)
    assert felt(running, 6) == NOTHING


@pytest.mark.parametrize("letter", game.ANSWERS)
@pytest.mark.parametrize("id", DILEMMAS)
def test_an_answer_is_felt_by_the_store_as_it_says(id: str, letter: str) -> None:
    seed, number = next(
        (seed, n)
        for seed in range(60)
        for n, it in enumerate(deck(seed), start=1)
        if (it.id == id and n < 8) or it.id == id == "november"
    )
    stand = replace(game.begin(seed).stand, number=number - 1, stock=50, quality=0.9)
    assert stand.dilemma.id == id
    quiet, choice = replace(REFERENCE, answer="a"), replace(REFERENCE, answer=letter)
    also = effect(stand, choice)
    none = game.expected_buyers(stand, quiet) / effect(stand, quiet).demand
    assert game.expected_buyers(stand, choice) == pytest.approx(min(none * also.demand, 800))
    store = store_of(choice, 0.9, number, 0.0, also, trouble=False)
    plain = store_of(choice, 0.9, number, 0.0, NOTHING, trouble=False)
    assert store.parcel_loss_rate == pytest.approx(plain.parcel_loss_rate + also.lost)
    assert store.transit_days == pytest.approx(plain.transit_days + also.delay_days)
    assert store.description_accuracy == pytest.approx(min(plain.description_accuracy + also.accuracy, 1))
    assert store.stockout_rate == pytest.approx(also.unshipped)


def test_another_category_has_another_line() -> None:
    seed, number = next((s, n) for s in range(60) for n, it in enumerate(deck(s), start=1) if it.id == "category")
    stand = replace(game.begin(seed).stand, number=number - 1)
    assert stand.category == "apparel"
    running = begun(stand.dilemma.c, number)
    moved = replace(stand, number=number, running=running)
    assert moved.category == "phones"
    regime = rulebook.load("capability_2022")
    lines = [rulebook.snad_bands(regime, name)["general"] for name in (stand.category, moved.category)]
    assert lines == [0.05, 0.10]
    year = game.replay(seed, [REFERENCE] * (number - 1) + [replace(REFERENCE, answer="c")] * 2)
    letters = year.stand.orders.groupby(year.stand.orders["paid_at"].dt.month)["category"].unique()
    assert list(letters[number]) == ["phones"] and list(letters[number - 1]) == ["apparel"]


def test_what_is_known_of_a_month_moves_what_is_best() -> None:
    chosen = [month.choice for month in played("understanding", 2).months]
    assert len({choice.price for choice in chosen}) >= 4
    assert {choice.carrier for choice in chosen} == {"standard", "express"}
    assert {choice.answer for choice in chosen} == set(game.ANSWERS)
    assert chosen[0].cover > 1.5  # goods for February are bought in January
    assert chosen[10].price < 1 < chosen[11].price  # the sale, and the month of presents


# -- looking back -------------------------------------------------------------------------------------


def test_what_the_months_cost_adds_up_to_the_gap() -> None:
    for policy in ("careless", "careful", "greedy"):
        year = played(policy, 1)
        costs = list(month_costs(year))
        assert [it.number for it in costs] == [month.number for month in year.months]
        assert sum(it.usd for it in costs) == profits("understanding")[0] - game.outcome(year).profit
    assert max(costs, key=lambda it: it.usd).changed


def test_the_understanding_seller_loses_no_month() -> None:
    assert {it.usd for it in month_costs(played("understanding", 1))} == {0}
    assert {it.changed for it in month_costs(played("understanding", 1))} == {()}


def test_the_best_known_line_is_at_least_the_understanding_one_and_replays() -> None:
    best = best_known(2)
    top = game.outcome(best).profit
    assert top >= profits("understanding")[1] >= TERMS["won"].value * top  # understanding wins without foresight
    assert profits("careful")[1] < TERMS["won"].value * top
    assert game.outcome(game.replay(2, best.choices)) == game.outcome(best)
    assert game.verified(game.line(best)) == game.outcome(best)
    assert len(list(search(2))) == 13


# -- the line -----------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999), st.lists(choices, max_size=12), st.integers(-99_999, 99_999),
       st.none() | st.integers(-600, 100))  # fmt: skip
def test_a_line_reads_back(seed: int, played: list[Choice], profit: int, score: int | None) -> None:
    it = YearCode(seed, tuple(played), profit, score)
    assert game.read_line(it.text) == it
    assert game.read_line(f"  {it.text.lower()}\n") == it
    assert len(it.text) <= 4 + 5 + 61 + 9 + 6 + 4


def test_a_played_line_is_verified() -> None:
    year = played("careful", 1)
    text = game.line(year)
    assert text.startswith("SY2-1-") and len(text) < 88
    assert game.verified(text) == game.outcome(year)


@pytest.mark.parametrize(
    ("change", "words", "zh"),
    [
        (lambda t: "", "Paste the line", "请粘贴"),
        (lambda t: None, "Paste the line", "请粘贴"),
        (lambda t: "hello", "does not begin with SY2-", "开头不是 SY2-"),
        (
            lambda t: t.replace("SY2", "SY1"),
            "of version SY1, from a game of other rules",
            "版本是 SY1，那时的游戏规则不同",
        ),
        (lambda t: "SY1-7-b000b000-p9813-s89-k3f9", "so play the year again", "请重玩这一年"),
        (lambda t: t[:-6], "a part is missing", "少了一段"),
        (lambda t: t.replace("-p", "-p1", 1), "checksum does not fit", "校验码对不上"),
        (lambda t: t[:8] + ("0" if t[8] != "0" else "1") + t[9:], "checksum", "校验码"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(change: object, words: str, zh: str) -> None:
    text = change(game.line(played("careful", 1)))  # type: ignore[operator]
    with pytest.raises(CourseError) as caught:
        game.read_line(text)
    assert words in str(caught.value)
    with using("zh"):
        assert zh in str(caught.value)


@pytest.mark.parametrize(
    "body", ["1-v0000-p0-sx", "1-zzzzz-p0-sx", "1-b0003-p0-sx", "1-0000-p0-sx", f"1-{'00000' * 13}-p0-sx"]
)
def test_a_line_with_an_impossible_choice_is_refused(body: str) -> None:
    with pytest.raises(CourseError, match="cannot be right"):
        game.read_line(f"SY2-{body}-{_checksum(body)}")


def test_a_made_up_profit_is_found_out_and_a_class_is_ranked() -> None:
    good, bad = game.line(played("careful", 1)), game.line(played("careless", 1))
    boast = replace(game.read_line(bad), profit=99_999).text
    with pytest.raises(CourseError, match="give a profit of"):
        game.verified(boast)
    table = game.standings([bad, good])
    assert table["line"].tolist() == [2, 1]
    assert table["profit"].tolist() == [profits("careful")[0], profits("careless")[0]]
    with pytest.raises(CourseError, match="Line 2: "):
        game.standings([good, boast])
    assert game.standings([]).empty
