"""What the prose of lesson 12 says of store 45 is so: a change of the simulator must not make it false."""

from __future__ import annotations

import pytest

import aecourse
from aecourse.exercises.facts import lesson_12
from aecourse.models.diagnosis import DIMENSIONS, MEASURES, DIAGNOSTIC_METRICS, PlantedCase
from aecourse.models.diagnosis.traces import trace
from aecourse.scoring.uncertainty import wilson


@pytest.fixture(scope="module")
def store() -> PlantedCase:
    return lesson_12.store()


def _segment(store: PlantedCase, metric: str, where: str):
    column, _, group = where.partition("=")
    return next(s for s in store.segments(metric, column) if s.group == group)


def _steps(store: PlantedCase, where: str) -> dict[str, tuple[float, float]]:
    return {t.step.id: (round(t.here, 2), round(t.rest, 2)) for t in trace(store.orders, where)}


def test_the_story(store):
    assert len(store.orders) == 5000
    assert store.budget == 2000
    assert str(store.orders["paid_at"].min().date()) == "2022-02-21"
    assert str(store.orders["paid_at"].max().date()) == "2022-05-31"
    assert set(store.orders["category"].unique()) == {"bags_shoes", "toys", "sports", "home"}


def test_the_window_and_its_one_known_limit(store):
    result = aecourse.assess(store.orders, "capability_2022", as_of="2022-05-26")
    assert str(result.window.first) == "2022-04-27"
    assert result.eligible
    assert lesson_12.limits() == (1, 5)


def test_sixty_six_looks(store):
    assert (len(DIAGNOSTIC_METRICS), len(DIMENSIONS)) == (11, 6)
    marks = sum(
        s.stands_out > 0 for id in DIAGNOSTIC_METRICS for by in DIMENSIONS for s in store.segments(id, by)
    )
    assert marks > 4


def test_the_solutions():
    assert lesson_12.unsold_where() == "week"
    assert lesson_12.week_cause() == "packing"
    assert lesson_12.best_first() == "listing"
    assert lesson_12.snad(lesson_12.CATEGORY, lesson_12.PRODUCT) == (19, 685)
    assert 1 - 0.95**16 > 0.5  # "more likely than not"


def test_unsold_deals(store):
    week = _segment(store, "not_sold_rate", lesson_12.WEEK)
    every = store.segments("not_sold_rate", "week")
    assert (week.numerator, sum(s.numerator for s in every)) == (42, 93)
    assert week.value > 10 * week.rest
    countries = store.segments("not_sold_rate", "destination")
    assert max(countries, key=lambda s: s.numerator).group == "RU"
    assert not any(s.stands_out > 0 for s in store.segments("not_sold_rate", "category"))
    spain = max(countries, key=lambda s: s.value)
    assert spain.group == "ES"
    assert spain.stands_out == 0
    assert wilson(spain.numerator, spain.denominator)[0] > spain.rest


def test_the_innocent_week(store):
    first = _segment(store, "unanswered_rate", "week=2022-02-21")
    assert (first.numerator, first.denominator, first.stands_out) == (3, 22, 1)


def test_three_marks_on_snad_and_two_shadows(store):
    marks = {
        (by, s.group)
        for by in DIMENSIONS for s in store.segments("snad_rate", by) if s.stands_out > 0
    }  # fmt: skip
    assert marks == {("product_id", "P08"), ("category", "sports"), ("supplier", "SUP-C")}
    n, d = lesson_12.snad("supplier=SUP-C", lesson_12.PRODUCT)
    assert round(100 * n / d, 1) == 3.0
    rows = store.orders["product_id"] == "P08"
    assert rows.sum() == 306
    assert set(store.orders.loc[rows, "supplier"]) == {"SUP-C"}
    assert set(store.orders.loc[rows, "category"]) == {"sports"}


def test_the_steps_that_differ(store):
    week = _steps(store, lesson_12.WEEK)
    assert [round(v, 1) for v in week["packing"]] == [3.5, 1.4]
    assert [round(v, 1) for v in _steps(store, lesson_12.CARRIER)["scan"]] == [1.7, 0.6]
    assert _steps(store, lesson_12.COUNTRY)["communication"] == (4.39, 4.87)
    assert _steps(store, lesson_12.PRODUCT)["description"] == (4.2, 4.84)


def test_the_plan_of_all_four_is_right_and_fits_the_budget(store):
    score = store.score(store.plan(*lesson_12.SINGLES.values()))
    assert (score.found, score.points, score.in_vain) == (4, 100, 0)
    assert MEASURES["rewrite_listing"].cost(306) == 170
    assert round(100 * score.before["unanswered_rate"], 1) == 2.7
    assert round(100 * score.best["unanswered_rate"], 1) == 2.8


def test_what_is_said_of_the_single_lines(store):
    alone = {name: store.score(store.plan(line)) for name, line in lesson_12.SINGLES.items()}
    carrier = alone.pop("carrier")
    assert abs(carrier.after["odr"] - carrier.before["odr"]) < 0.0005
    helping = [score.plan.cost for score in alone.values()]
    assert alone["packing"].plan.cost == max(helping)
    assert alone["listing"].plan.cost == min(helping)


def test_the_colleague(store):
    score = store.score(store.plan(
        ["week=2022-03-07", "packing_jam", "second_shift", "slow_and_late"],
        ["supplier=SUP-C", "poor_goods", "better_goods", "most_orders"],
        ["destination=ES", "out_of_stock", "keep_stock", "highest_bar"],
    ))  # fmt: skip
    assert [v.place for v in score.verdicts] == ["right", "near", "luck"]
    assert [v.in_vain > 0 for v in score.verdicts] == [False, True, True]
    assert score.after["snad_rate"] == pytest.approx(score.before["snad_rate"], abs=0.0005)
