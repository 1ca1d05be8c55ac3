"""What the prose of lesson 04 says of the sample stores is so: a new sample must not make it false."""

from __future__ import annotations

from typing import Any

import pytest

import aecourse
from aecourse.models.reviews import rate_readings, review_rates, review_steps, star_counts

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"


@pytest.fixture(scope="module")
def result() -> Any:
    orders = aecourse.load_sample("brand-store")
    return aecourse.assess(orders, REGIME, as_of=AS_OF, illustrative=True)


def test_the_reviews_of_the_shop(result: Any) -> None:
    stars: Any = star_counts(result).loc["stars"]
    assert (stars[5] + stars[4], stars[3], stars[2] + stars[1]) == (484, 11, 15)
    steps: Any = review_steps(result).set_index("step")
    assert steps.loc["review", "left"] == 510
    assert steps.loc["merged", "left"] == 383
    table = result.measurement.table
    inside = table["review_at"].between(result.window.start, result.window.end)
    counted = table[result.measurement.masks("positive_rate", result.window)[1]]
    assert (counted["stars"] <= 2).sum() == 13
    dropped = table[inside & (table["stars"] <= 2) & ~table.index.isin(counted.index)]
    assert sorted(dropped["order_id"]) == ["B-001058", "B-001479"]
    assert dropped.set_index("order_id").loc["B-001479", "amount_usd"] < 5


def test_two_formulas_two_grades(result: Any) -> None:
    rows: Any = rate_readings(result).set_index("reading")
    shown = {name: (round(100 * row["value"], 1), row["status"]) for name, row in rows.iterrows()}
    assert shown["published"] == (96.6, "good")
    assert shown["all_reviews"] == (94.4, "pass")
    assert shown["small"] == (97.0, "excellent")
    assert rows["low"].max() < rows["high"].min(), "all five intervals overlap"


def test_one_review_moves_the_rate_by_a_quarter_of_a_point() -> None:
    assert round(100 / 383, 2) == 0.26
    assert 32 / 33 < 0.97 < 33 / 34
    assert 9 / (9 + 1) == 0.90


def test_dsr_means_and_the_praised_bad_orders(result: Any) -> None:
    items = ["dsr_description", "dsr_communication", "dsr_logistics"]
    means = aecourse.measure(result.measurement.table, items, window=("2015-07-03", AS_OF))["value"]
    assert (means > 4.8).all()
    bad = result.orders("odr")
    praised = bad["review_at"].between(result.window.start, result.window.end) & (bad["stars"] >= 4)
    assert (len(bad), int(praised.sum())) == (61, 29)


def test_the_price_store_star_by_star() -> None:
    price = aecourse.assess(aecourse.load_sample("price-store"), REGIME, as_of=AS_OF)
    rows: Any = star_counts(price)
    assert round(rows.loc["stars", "mean"], 2) == 4.04
    assert 0.25 < rows.loc["stars", "low"] / rows.loc["stars", [5, 4, 3, 2, 1]].sum() < 0.28
    assert rows["mean"].idxmax() == rows["low"].idxmin() == "dsr_logistics"


@pytest.mark.parametrize(
    ("levers", "dsr_more"),
    [({"reply_hours": 48}, 30), ({"description_accuracy": 0.7}, 0), ({"product_quality": 0.6}, -5)],
)
def test_the_experiments(levers: dict[str, float], dsr_more: int) -> None:
    def trial(**levers: float) -> dict[str, int]:
        made = aecourse.simulate(aecourse.Store(**levers), orders=3000, seed=1)
        found: dict[str, int] = aecourse.assess(made, REGIME, as_of=AS_OF).conditions()
        return found

    before, after = trial(), trial(**levers)
    grown = {name: after[name] - before[name] for name in ("stars", "dsr")}
    assert min(grown.values()) > 10
    lead = grown["dsr"] - grown["stars"]
    assert (lead > dsr_more) if dsr_more > 0 else (lead < dsr_more if dsr_more else abs(lead) <= 5)


def test_more_reviews_make_the_rate_surer_and_odr_higher() -> None:
    rows: Any = review_rates()
    widths = (rows["high"] - rows["low"]).to_list()
    assert widths == sorted(widths, reverse=True)
    assert rows["odr"].is_monotonic_increasing
    assert rows["odr"].iloc[-1] > 2 * rows["odr"].iloc[0]
    other = rows["odr"] - rows["by_review"]
    assert other.max() - other.min() < 0.01


def test_marks_of_dsr_and_positive_rate() -> None:
    for regime, dsr, positive in (("daily8_2015", 55, 10), ("daily6", 60, None)):
        marks: Any = aecourse.rulebook.load(regime)["full_marks"]
        assert sum(v for k, v in marks.items() if k.startswith("dsr")) == dsr
        assert marks.get("positive_rate") == positive
