"""What the prose of lesson 06 says of rules and scores is so: a changed model must not make it false."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import aecourse
from aecourse import plots, rulebook
from aecourse.exercises.facts import lesson_06
from aecourse.scoring.assessment import compare
from aecourse.scoring.outcomes import item_points
from aecourse.simulation.orders import Store, simulate
from aecourse.simulation.stores import STORES

DAY = "2019-06-30"


def judged(until: str, shop: Store | None = None, orders: int = 3000) -> dict[str, Any]:
    made = simulate(shop or Store(), orders=orders, seed=1, until=until)
    return compare(made, None, until, illustrative=True)


@pytest.mark.parametrize(
    ("until", "regime", "word"),
    [("2015-09-30", "grade_2015_odr", "pass"), ("2015-11-30", "daily8_2015", "good"),
     ("2018-07-31", "daily6", "pass"), ("2018-12-31", "online_4wd_2018", "to improve"),
     ("2019-12-31", "online_7d_2019", "ok"), ("2020-10-31", "online_5d_2020", "to improve"),
     ("2022-05-31", "online_multi_2022", "poor"), ("2023-09-30", "store_score_2023", "pass")],
)  # fmt: skip
def test_the_words_of_the_shop_that_stood_still(until: str, regime: str, word: str) -> None:
    assert str(judged(until)[regime].outcome) == word


def test_a_third_is_missing_in_2023() -> None:
    result = judged("2023-09-30")["store_score_2023"]
    assert result.score == pytest.approx(66.7, abs=0.05)
    assert result.items["online_rate_72h"] == 0


def test_five_rules_at_once_in_june_2022() -> None:
    assert len(rulebook.in_force(date(2022, 6, 30))) == 5
    told = next((Path(__file__).parents[2] / "lessons").glob("06-*.md")).read_text(
        encoding="utf-8"
    )
    assert f"rulebook has {len(rulebook.regimes())} dated sets of rules" in told
    assert f"{len(rulebook.regimes())} 套带日期的规则" in told


@pytest.mark.parametrize("until", ["2015-09-30", "2016-03-31", "2018-12-31", "2020-10-31", DAY])
def test_the_small_shop_is_assessed_by_shipping_speed_alone(until: str) -> None:
    found = judged(until, STORES["small-store"][1], orders=90)
    for id, result in found.items():
        assert result.eligible == id.startswith("online")


def test_shares_of_the_full_marks() -> None:
    eight, six = (rulebook.load(id)["full_marks"] for id in ("daily8_2015", "daily6"))
    reviews = ("positive_rate", "dsr_description", "dsr_communication", "dsr_logistics")
    for marks, told in ((eight, (65, 30, 5)), (six, (60, 30, 10))):
        by_reviews = sum(marks.get(id, 0) for id in reviews)
        handling = marks["not_sold_rate"]
        assert (by_reviews, 100 - by_reviews - handling, handling) == told


@pytest.mark.parametrize(
    ("levers", "score", "item", "points"),
    [({}, 76, "not_sold_rate", -4.7), ({"stockout_rate": 0.0}, 87, "not_sold_rate", 5.9),
     ({"reply_hours": 48.0}, 45, "dsr_communication", -19),
     ({"description_accuracy": 0.7}, 58, "snad_rate", 4.5)],
)  # fmt: skip
def test_the_experiments(levers: dict[str, float], score: int, item: str, points: float) -> None:
    result = judged(DAY, Store(**levers))["daily6"]
    assert round(result.score) == score
    assert result.items[item] == pytest.approx(points, abs=0.5)


def test_quick_packing_under_two_rules() -> None:
    slow, quick = (
        aecourse.live.ScoreLab(Store(handling_days=days), regime="store_score_2023").result
        for days in (2.5, 1.0)
    )
    assert (round(slow.score or 0), round(quick.score or 0)) == (75, 90)
    rates = [round(100 * (of.value("online_rate_72h") or 0)) for of in (slow, quick)]
    assert rates == [39, 83]
    six = [judged(DAY, Store(handling_days=days))["daily6"].score for days in (2.5, 1.0)]
    assert round(six[1] - six[0]) == 8


def test_the_figure_of_the_score() -> None:
    rows = plots.scores.item_costs(lesson_06.assessed("daily6")).set_index("item")
    assert round(rows.loc["not_sold_rate", "cost"], 1) == 14.7
    assert tuple(rows.loc[["not_sold_rate", "dsr_description"], "orders"]) == (18, 12)
    assert rows.loc["dsr_description", "cost"] == 0
    assert round(lesson_06.costs("price-store")["not_sold_rate"]) == 45


def test_the_month_and_the_period() -> None:
    orders = simulate(Store(), orders=3000, seed=1, until=DAY)
    days = plots.scores.daily_scores(orders, "daily6", DAY)["score"]
    assert ((days >= 80).sum(), days.mean() < 80) == (14, True)
    young = aecourse.assess(
        orders, "daily6", as_of=DAY, illustrative=True, store_opened="2019-02-01"
    )
    assert (young.window.days, round(young.score)) == (90, 81)


def test_a_better_rate_never_lowers_the_points() -> None:
    marks = rulebook.load("daily6")["full_marks"]
    for id, curve in rulebook.load("daily6").parameter("curve").illustrative.items():
        ends = (curve["full"], curve["floor"])
        steps = [ends[0] + (ends[1] - ends[0]) * at / 50 for at in range(-5, 60)]
        points = [item_points(value, marks[id], curve, -100) for value in steps]
        assert points == sorted(points, reverse=True)
        assert max(points) == marks[id]
