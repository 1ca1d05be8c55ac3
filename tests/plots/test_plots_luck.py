"""The still figures of small numbers: the data behind them, their words, their font."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from tests.figures import assert_sound

SHOPS = [(5.0, 3), (4.2, 9), (4.7, 400), (4.4, 900)]


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def figures(orders: Any) -> dict[str, Callable[[], Axes]]:
    return {
        "funnel": plots.luck.funnel,
        "months": lambda: plots.luck.months(orders),
        "ratings": lambda: plots.luck.ratings(SHOPS),
    }


# -- equal stores --------------------------------------------------------------------------------


def test_equal_stores_differ_in_size_and_luck_only() -> None:
    table = plots.luck.equal_stores()
    assert len(table) == 200
    assert (table["orders"].iloc[0], table["orders"].iloc[-1]) == (10, 3000)
    assert table["orders"].is_monotonic_increasing
    assert (table["bad"] <= table["orders"]).all()
    together = table["bad"].sum() / table["orders"].sum()
    assert together == pytest.approx(0.04, abs=0.003)


def test_the_same_seed_is_the_same_luck() -> None:
    one, same, other = (plots.luck.equal_stores(seed=seed) for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one["bad"].equals(other["bad"])
    assert one["orders"].equals(other["orders"])


def test_a_share_of_nothing_or_all_leaves_no_luck() -> None:
    assert (plots.luck.equal_stores(0.0)["rate"] == 0).all()
    assert (plots.luck.equal_stores(1.0)["rate"] == 1).all()


@pytest.mark.parametrize("wrong", [{"share": 1.5}, {"stores": 1}])
def test_stores_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(CourseError):
        plots.luck.equal_stores(**wrong)


def test_extremes_are_the_lowest_and_the_highest() -> None:
    table = plots.luck.equal_stores()
    low, high = plots.luck.extremes(table, 7)
    rest = table.drop(index=[*low.index, *high.index])
    assert len(low) == len(high) == 7
    assert low["rate"].max() <= rest["rate"].min()
    assert high["rate"].min() >= rest["rate"].max()


def test_among_equal_rates_the_larger_store_is_named() -> None:
    table = pd.DataFrame({"store": [1, 2, 3], "orders": [10, 20, 40], "bad": 0, "rate": 0.0})
    low, high = plots.luck.extremes(table, 1)
    assert list(low["store"]) == list(high["store"]) == [3]


# -- the months of a shop --------------------------------------------------------------------------


def test_a_month_is_counted_as_the_grade_would(orders: Any) -> None:
    table = plots.luck.monthly(orders).set_index("month")
    august = aecourse.rulebook.load("grade_2015_odr").using({"window_days": 31})
    result = aecourse.assess(orders, august, as_of="2015-08-31")
    odr = result.metrics.set_index("metric").loc["odr"]
    row = table.loc["2015-08-01"]
    assert (row["bad"], row["assessed"]) == (odr["numerator"], odr["denominator"])
    assert (row["low"], row["high"]) == pytest.approx((odr["low"], odr["high"]))


def test_what_the_lesson_tells_of_the_months(orders: Any) -> None:
    table = plots.luck.monthly(orders).set_index("month")
    told = {"2014-09-01": (1, 73), "2015-02-01": (8, 68), "2015-03-01": (4, 73),
            "2015-04-01": (8, 72)}  # fmt: skip
    for month, counts in told.items():
        assert tuple(table.loc[month, ["bad", "assessed"]]) == counts
    assert len(table) == 21
    assert "Outside: 2015-02; 2015-04." in plots.summary(plots.luck.months(orders))


def test_a_month_without_orders_has_no_rate(orders: Any) -> None:
    early = plots.luck.monthly(orders, "2013-01-01", "2013-02-28")
    assert list(early["assessed"]) == [0, 0]
    assert early["rate"].isna().all()


def test_points_and_line_are_the_table(orders: Any) -> None:
    table = plots.luck.monthly(orders)
    ax = plots.luck.months(orders)
    heights = sorted(float(y) for dots in ax.collections[1:] for _, y in dots.get_offsets())
    assert heights == pytest.approx(sorted(table["rate"]))
    common = table["bad"].sum() / table["assessed"].sum()
    assert ax.lines[0].get_ydata()[0] == pytest.approx(common)


# -- ratings ---------------------------------------------------------------------------------------


def test_bars_of_ratings_shrink_with_their_number() -> None:
    ax = plots.luck.ratings(SHOPS)
    lengths = [line.get_xdata() for line in ax.lines[::2]]
    a, b, c, d = (high - low for low, high in lengths)
    assert a > b > c > d
    assert "A: 5.0 from 3 ratings, 2.8 – 5.0" in plots.summary(ax)


@pytest.mark.parametrize("shops", [[], [(4.5, 0)], [(6.0, 3)]])
def test_shops_that_cannot_be_shown(shops: list[tuple[float, int]]) -> None:
    with pytest.raises(CourseError):
        plots.luck.ratings(shops)


# -- all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["funnel", "months", "ratings"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(
    figures: dict[str, Callable[[], Axes]], name: str, language: str
) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    ax = figures[name]()
    assert_sound(ax, language)
