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
from aecourse.models.year import REFERENCE, Choice, Stand, Year, YearCode, fortune, verdicts
from aecourse.models.year.crowd import orders_of, store_of
from aecourse.models.year.game import Policy
from aecourse.models.year.lines import _checksum
from aecourse.models.year.months import exposure, play_month
from aecourse.models.year.terms import SEASON, TERMS, month_days, month_end
from aecourse.rulebook.ledger import PenaltyCase

SEEDS = (1, 2, 3, 4)
CARELESS = Choice()
SENSIBLE = replace(REFERENCE, price=1.05)
LAVISH = Choice(600, "premium", "studio", "round", "express", 2000, 1.0)


def supplied(choice: Choice) -> Policy:
    """A seller who always chooses alike and buys what the forecast asks for."""
    return lambda stand: replace(choice, stock=game.enough_stock(stand, choice))


def turning(month: int) -> Policy:
    """A price war until *month*, sound choices from then on."""
    return lambda stand: supplied(CARELESS if stand.number < month else SENSIBLE)(stand)


POLICIES: dict[str, Policy] = {
    "sensible": supplied(SENSIBLE),
    "reference": supplied(REFERENCE),
    "turns in April": turning(3),
    "price war": supplied(replace(CARELESS, price=0.7)),
    "price war with advertising": supplied(replace(CARELESS, advertising=1000)),
    "next, next, next": lambda stand: CARELESS,
    "nothing": lambda stand: Choice(stock=0),
    "lavish": lambda stand: LAVISH,
}


@cache
def played(policy: str, seed: int) -> Year:
    return game.follow(seed, POLICIES[policy])


@cache
def profits(policy: str) -> tuple[int, ...]:
    return tuple(game.outcome(played(policy, seed)).profit for seed in SEEDS)


# -- fair, losable, winnable --------------------------------------------------------------------------


def test_policies_rank_as_they_should_under_every_seed() -> None:
    for seed, *found in zip(
        SEEDS, *(profits(p) for p in ("sensible", "turns in April", "price war", "lavish")),
        strict=True,
    ):  # fmt: skip
        assert found == sorted(found, reverse=True), seed


@pytest.mark.parametrize(
    ("policy", "low", "high"),
    [
        ("sensible", 7000, 13_000),
        ("turns in April", 2000, 8000),
        ("price war", -2500, 500),
        ("next, next, next", -5000, -1500),
        ("price war with advertising", -7000, -3500),
        ("nothing", -3000, -3000),
        ("lavish", -7000, -2000),
    ],
)
def test_what_each_way_of_trading_earns(policy: str, low: int, high: int) -> None:
    assert low <= min(profits(policy)) and max(profits(policy)) <= high


def test_the_sensible_seller_also_has_the_best_score_and_no_serious_points() -> None:
    for seed in SEEDS:
        good, bad = (game.outcome(played(p, seed)) for p in ("sensible", "price war"))
        assert good.score is not None and bad.score is not None
        assert good.score >= 80
        assert bad.score < 30
        assert good.points <= 4


def test_spending_on_everything_ends_in_insolvency() -> None:
    assert {game.outcome(played("lavish", seed)).ended for seed in SEEDS} == {"insolvent"}


@pytest.mark.parametrize("lever", [name for name in game.NAMES if name != "stock"])
def test_no_single_lever_saves_a_careless_store(lever: str) -> None:
    better = replace(CARELESS, **{lever: getattr(SENSIBLE, lever)})
    found = [game.outcome(game.follow(seed, supplied(better))).profit for seed in SEEDS[:3]]
    assert mean(found) < mean(profits("sensible")[:3]) / 2


@pytest.mark.parametrize("lever", [name for name in game.NAMES if name != "stock"])
def test_neglecting_a_single_lever_costs_a_sound_store(lever: str) -> None:
    worse = replace(SENSIBLE, **{lever: getattr(CARELESS, lever)})
    found = [game.outcome(game.follow(seed, supplied(worse))).profit for seed in SEEDS]
    assert mean(found) < mean(profits("sensible"))


@pytest.mark.parametrize("lever", ["supplier", "listing", "reply", "carrier", "advertising"])
def test_the_dearest_of_everything_is_not_the_best(lever: str) -> None:
    dear = replace(SENSIBLE, **{lever: getattr(LAVISH, lever)})
    found = [game.outcome(game.follow(seed, supplied(dear))).profit for seed in SEEDS]
    assert mean(found) < mean(profits("sensible"))


def test_advertising_over_a_bad_store_makes_it_worse() -> None:
    assert max(profits("price war with advertising")) < min(profits("price war"))


def test_letting_go_in_the_last_month_brings_next_to_nothing() -> None:
    def sloppy_end(stand: Stand) -> Choice:
        return supplied(SENSIBLE if stand.number < 11 else replace(CARELESS, price=1.05))(stand)

    found = [game.outcome(game.follow(seed, sloppy_end)).profit for seed in SEEDS]
    assert mean(found) < 1.05 * mean(profits("sensible"))


def test_goods_left_and_goods_missing_both_cost() -> None:
    few = [game.outcome(game.follow(s, lambda _: replace(SENSIBLE, stock=100))) for s in SEEDS[:3]]
    many = [game.outcome(game.follow(s, lambda _: replace(SENSIBLE, stock=400))) for s in SEEDS[:3]]
    assert max(it.profit for it in few) < min(profits("sensible")[:3])
    assert {it.ended for it in many} == {"insolvent"}


# -- one luck for all ---------------------------------------------------------------------------------


def test_equal_seed_and_choices_give_the_equal_year() -> None:
    one = played("sensible", 1)
    again = game.replay(1, one.choices)
    assert again.months == one.months
    assert game.outcome(again) == game.outcome(one)
    assert game.outcome(game.replay(2, one.choices)) != game.outcome(one)


def test_more_demand_lets_in_more_of_the_same_buyers() -> None:
    store = store_of(SENSIBLE, 0.93, 1, 0.0, trouble=False)
    few, many = (orders_of(store, 7, 1, taken, 600).set_index("order_id") for taken in (60, 140))
    assert len(few) == 60 and len(many) == 140
    assert few.equals(many.loc[few.index])


def test_what_luck_brings_does_not_depend_on_what_is_chosen() -> None:
    for a, b in zip(played("sensible", 3).months, played("price war", 3).months, strict=True):
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
    choice = Choice(200, "steady", "careful", "daily", "standard", 400, 1.0)
    stand = game.begin(1).stand
    assert game.expected_buyers(stand, choice) == pytest.approx(5770 * 0.95 * 0.03 * 0.85)
    assert game.expected_buyers(stand, choice) == pytest.approx(139.8, abs=0.05)
    # 25 % dearer: divided by 1.25 squared
    dearer = replace(choice, price=1.25)
    assert game.expected_buyers(stand, dearer) == pytest.approx(139.8 / 1.5625, abs=0.05)
    month = game.play(game.begin(1), choice).months[0]
    assert month.wanted == round(month.expected * fortune(1, 1).demand)
    books = month.books
    assert books.goods == pytest.approx(200 * 7.5 + month.stock * 0.15)
    assert books.parcels == month.shipped * 3
    assert (books.pages, books.service, books.advertising, books.fixed) == (120, 180, 400, 250)
    assert month.cash == pytest.approx(5000 + books.income - books.spent)
    assert month.stock == 200 - month.shipped


def test_every_dollar_of_a_year_is_accounted_for() -> None:
    for policy in ("sensible", "price war", "lavish"):
        year = played(policy, 2)
        flow = sum(m.books.income - m.books.spent for m in year.months)
        owed = float(year.stand.due.sum())
        goods = year.stand.stock * 0.4 * 7.5
        assert game.worth(year.stand) == pytest.approx(flow + owed + goods)
        bought = sum(m.choice.stock for m in year.months)
        assert bought == year.stand.stock + sum(m.shipped for m in year.months)


def test_money_comes_weeks_after_the_sale_and_never_more_than_was_paid() -> None:
    year = played("sensible", 1)
    first = year.months[0]
    assert first.books.income < 0.2 * first.under_way
    paid = sum(m.shipped * m.choice.price * 20 * 0.92 for m in year.months)
    came = sum(m.books.income for m in year.months) + float(year.stand.due.sum())
    assert 0.9 * paid < came < paid


choices = st.builds(
    Choice,
    stock=st.integers(0, 30).map(lambda n: 20 * n),
    supplier=st.sampled_from(list(game.OPTIONS["supplier"])),
    listing=st.sampled_from(list(game.OPTIONS["listing"])),
    reply=st.sampled_from(list(game.OPTIONS["reply"])),
    carrier=st.sampled_from(list(game.OPTIONS["carrier"])),
    advertising=st.integers(0, 20).map(lambda n: 100 * n),
    price=st.integers(0, 14).map(lambda n: round(0.7 + 0.05 * n, 2)),
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
    choice = replace(SENSIBLE, stock=60)
    month = game.play(game.begin(1), choice).months[0]
    assert month.stock == 0 and month.oversold > 0 and month.turned_away > 0
    rate = month.standing.values["not_sold_rate"]
    assert rate is not None and rate > 0.05
    idle = game.play(game.begin(1), replace(choice, stock=0)).months[0]
    assert (idle.orders, idle.oversold) == (0, 0)
    assert idle.standing.score is None


# -- rules --------------------------------------------------------------------------------------------


def test_the_year_and_its_seasons() -> None:
    assert [month_end(n).isoformat() for n in (1, 2, 12)] == ["2022-01-31", "2022-02-28", "2022-12-31"]
    assert sum(map(month_days, range(1, 13))) == 365
    assert len(SEASON) == 12
    for assumption in TERMS.values():
        assert assumption.reason.en and assumption.reason.zh


def test_scores_are_the_engines_own() -> None:
    from aecourse.scoring.assessment import assess

    year = game.replay(4, played("price war", 4).choices[:6])
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
        assert played("price war", seed).months[0].standing.given == 0


def test_the_check_is_on_the_rulebooks_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {game.check_day(number).day for number in range(1, 13)} == {27}
    other = rulebook.load("capability_2022").using({"check_day": 20})
    monkeypatch.setattr(verdicts, "_regime", lambda id: other if id == other.id else rulebook.load(id))
    assert game.check_day(3).isoformat() == "2022-03-20"
    year = game.replay(1, played("price war", 1).choices[:4])
    assert {case.day.day for case in year.stand.cases} == {20}


def test_a_plan_without_surprises_is_what_the_month_costs() -> None:
    year = game.replay(1, [replace(LAVISH, stock=400, advertising=0)])
    assert year.stand.cash < 0
    plan, month = game.plan(year.stand, Choice(stock=0)), game.play(year, Choice(stock=0)).months[1]
    sold = abs(month.shipped - plan.expected)
    assert plan.spend == pytest.approx(month.books.spent, abs=2.2 * sold + 0.01)
    assert plan.cash == year.stand.cash - plan.spend
    assert month.books.interest > 0


def test_a_node_of_points_closes_the_account_for_days_and_48_for_good() -> None:
    year = game.replay(1, played("price war", 1).choices[:1])
    choice = played("price war", 1).choices[1]
    ten = replace(year.stand, cases=(PenaltyCase("2022-02-01", 11, "before"),))
    stand = play_month(ten, choice, 1)
    assert stand.last is not None and stand.last.standing.given == 2
    assert stand.last.standing.points == 13
    assert stand.frozen_days == 7
    free = replace(stand, last=replace(stand.last, standing=replace(
        stand.last.standing, freeze_days=0)))  # fmt: skip
    assert game.expected_buyers(stand, choice) == pytest.approx(game.expected_buyers(free, choice) * 24 / 31)
    closed = play_month(replace(year.stand, cases=(PenaltyCase("2022-02-01", 46, "before"),)), choice, 1)
    assert closed.ended == "closed"
    assert Year(1, (), closed).over


def test_exposure_follows_the_last_solid_score() -> None:
    stand = game.begin(1).stand
    assert exposure(stand) == TERMS["ungraded"].value
    assert exposure(replace(stand, known=80.0)) == 1
    assert exposure(replace(stand, known=-40.0)) == TERMS["least_exposure"].value
    shown = [exposure(replace(stand, known=float(score))) for score in range(-100, 101)]
    assert shown == sorted(shown)


def test_a_year_that_is_over_is_over() -> None:
    with pytest.raises(CourseError, match="This year is over"):
        game.play(played("sensible", 1), SENSIBLE)
    with pytest.raises(CourseError, match="a Choice"):
        game.play(game.begin(1), "buy low")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"stock": 30}, "stock must be from 0 to 600 in steps of 20, not 30"),
        ({"stock": 620}, "not 620"),
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
    year = played("price war", 5)
    sound = game.reference_profit(5)
    found = {cause.name: cause for cause in game.causes(year, sound)}
    assert list(found) == [*game.NAMES, "luck"]
    assert sound == game.outcome(played("reference", 5)).profit
    # the reference year with the parcels of the price war, played by hand
    slow = game.follow(5, supplied(replace(REFERENCE, carrier="economy")))
    assert found["carrier"].there == game.outcome(slow).profit - sound < -2000
    # the price war with better parcels, buying as much of its forecast as it did
    fast = game.follow(5, supplied(replace(CARELESS, price=0.7, carrier="standard")))
    by_hand = game.outcome(year).profit - game.outcome(fast).profit
    assert abs(found["carrier"].here - by_hand) < 300
    assert found["carrier"].profit == round((found["carrier"].here + found["carrier"].there) / 2)
    ranked = game.decided(found.values())
    assert [abs(cause.profit) for cause in ranked] == sorted(
        (abs(cause.profit) for cause in found.values()), reverse=True
    )


def test_who_plays_the_reference_is_told_that_only_luck_differs() -> None:
    year = played("reference", 1)
    found = {cause.name: (cause.here, cause.there) for cause in game.causes(year)}
    assert {both for name, both in found.items() if name != "luck"} == {(0, 0)}


def test_causes_of_a_year_cut_short_or_under_way() -> None:
    broke = played("lavish", 1)
    assert len(broke.months) < 12
    assert game.decided(game.causes(broke))[0].profit < -1000
    started = game.replay(1, [SENSIBLE])
    assert len(list(game.causes(started))) == 8


# -- the line -----------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999), st.lists(choices, max_size=12), st.integers(-99_999, 99_999),
       st.none() | st.integers(-600, 100))  # fmt: skip
def test_a_line_reads_back(seed: int, played: list[Choice], profit: int, score: int | None) -> None:
    it = YearCode(seed, tuple(played), profit, score)
    assert game.read_line(it.text) == it
    assert game.read_line(f"  {it.text.lower()}\n") == it
    assert len(it.text) <= 4 + 5 + 49 + 9 + 6 + 4


def test_a_played_line_is_verified() -> None:
    year = played("sensible", 1)
    text = game.line(year)
    assert text.startswith("SY1-1-") and len(text) < 76
    assert game.verified(text) == game.outcome(year)


@pytest.mark.parametrize(
    ("change", "words", "zh"),
    [
        (lambda t: "", "Paste the line", "请粘贴"),
        (lambda t: None, "Paste the line", "请粘贴"),
        (lambda t: "hello", "does not begin with SY1-", "开头不是 SY1-"),
        (lambda t: t.replace("SY1", "SY2"), "of version SY2", "版本是 SY2"),
        (lambda t: t[:-6], "a part is missing", "少了一段"),
        (lambda t: t.replace("-p", "-p1", 1), "checksum does not fit", "校验码对不上"),
        (lambda t: t[:8] + ("0" if t[8] != "0" else "1") + t[9:], "checksum", "校验码"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(change: object, words: str, zh: str) -> None:
    text = change(game.line(played("sensible", 1)))  # type: ignore[operator]
    with pytest.raises(CourseError) as caught:
        game.read_line(text)
    assert words in str(caught.value)
    with using("zh"):
        assert zh in str(caught.value)


@pytest.mark.parametrize("body", ["1-v000-p0-sx", "1-zzzz-p0-sx", "1-000-p0-sx", f"1-{'0000' * 13}-p0-sx"])
def test_a_line_with_an_impossible_choice_is_refused(body: str) -> None:
    with pytest.raises(CourseError, match="cannot be right"):
        game.read_line(f"SY1-{body}-{_checksum(body)}")


def test_a_made_up_profit_is_found_out_and_a_class_is_ranked() -> None:
    good, bad = game.line(played("sensible", 1)), game.line(played("price war", 1))
    boast = replace(game.read_line(bad), profit=99_999).text
    with pytest.raises(CourseError, match="give a profit of"):
        game.verified(boast)
    table = game.standings([bad, good])
    assert table["line"].tolist() == [2, 1]
    assert table["profit"].tolist() == [profits("sensible")[0], profits("price war")[0]]
    with pytest.raises(CourseError, match="Line 2: "):
        game.standings([good, boast])
    assert game.standings([]).empty
