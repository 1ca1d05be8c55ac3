"""Reviews: what counts step by step, the readings of the rule, and the figures made of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import plots, rulebook
from aecourse.base.language import LANGUAGES
from aecourse.models import reviews
from aecourse.simulation.orders import Store, simulate
from tests.figures import assert_sound


def assessed(**levers: float) -> Any:
    made = simulate(Store(**levers), orders=1500, seed=3)
    return aecourse.assess(made, "grade_2015_odr", as_of="2015-09-30", illustrative=True)


@pytest.fixture(scope="module")
def result() -> Any:
    orders = aecourse.load_sample("brand-store")
    return aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30", illustrative=True)


def rate(of: Any) -> tuple[int, int]:
    row = of.metrics.set_index("metric").loc["positive_rate"]
    return int(row["numerator"]), int(row["denominator"])


@settings(max_examples=12, deadline=None)
@given(quality=st.floats(0.3, 1), repeat=st.floats(0, 0.8), loss=st.floats(0, 0.2))
def test_steps_lead_from_all_reviews_to_the_rate(quality: float, repeat: float, loss: float) -> None:
    of = assessed(product_quality=quality, repeat_rate=repeat, parcel_loss_rate=loss)
    steps = reviews.review_steps(of)
    left = steps["left"].to_list()
    assert [a - b for a, b in pairwise(left)] == steps["gone"].to_list()[1:]
    assert (steps["gone"] >= 0).all()
    assert left[-1] == rate(of)[1]


@pytest.mark.parametrize(
    "changes",
    [{"formula": "all_reviews"}, {"exclude_nr_disputes": False}, {"min_order_usd": 0},
     {"merge_ten_days": False}],
)  # fmt: skip
def test_steps_follow_the_rule_that_is_asked(result: Any, changes: dict[str, Any]) -> None:
    rules = rulebook.load("grade_2015_odr").using({f"positive_rate.{k}": v
                                                   for k, v in changes.items()})  # fmt: skip
    other = aecourse.assess(result.measurement.table, rules, as_of="2015-09-30")
    assert reviews.review_steps(other)["left"].iloc[-1] == rate(other)[1]
    assert "  " not in plots.summary(plots.reviews.reviews_counted(other))


def test_readings_are_those_of_the_assessment(result: Any) -> None:
    rows = reviews.rate_readings(result).set_index("reading")
    assert tuple(rows.loc["published", ["numerator", "denominator"]]) == rate(result)
    every = rows.loc["all_reviews"]
    assert every["numerator"] == rate(result)[0]
    assert every["denominator"] > rate(result)[1]
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()


def test_star_counts_are_the_reviews_of_the_window(result: Any) -> None:
    rows = reviews.star_counts(result)
    table = result.measurement.table
    inside = table[table["review_at"].between(result.window.start, result.window.end)]
    for column, row in rows.iterrows():
        assert row[list(reviews.STARS)].sum() == inside[column].count()
        assert row["mean"] == pytest.approx(inside[column].mean())
    conditions = result.conditions()
    assert rows.loc["stars", "low"] == conditions["stars"]
    assert rows.loc["dsr_description", "low"] <= conditions["dsr"]


def test_no_order_gives_figures_that_say_so() -> None:
    none = aecourse.assess(simulate(Store(), orders=0, seed=1), "grade_2015_odr",
                           as_of="2015-09-30", illustrative=True)  # fmt: skip
    assert "0 reviews" in plots.summary(plots.reviews.reviews_counted(none))
    assert "No review counts" in plots.summary(plots.reviews.positive_readings(none))
    assert "5★ 0" in plots.summary(plots.reviews.stars_given(none))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["reviews_counted", "positive_readings", "stars_given", "more_reviews"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str, result: Any) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    draw = getattr(plots.reviews, name)
    ax = draw() if name == "more_reviews" else draw(result)
    assert_sound(ax, language)
