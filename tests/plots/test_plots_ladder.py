"""The still figures of tiers and traffic: the data behind them, their words, their font."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from aecourse.models.ladder import Assumptions, Shop, climb, score_needed
from aecourse.rulebook import business
from tests.figures import assert_sound

AS_OF = "2015-09-30"
ORDERS = aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def figures() -> dict[str, Callable[[], Axes]]:
    return {
        "lorenz_curve": plots.ladder.lorenz_curve,
        "windows": lambda: plots.ladder.windows(ORDERS, AS_OF),
        "cliff": plots.ladder.cliff,
    }


# -- turnover --------------------------------------------------------------------------------------


def test_three_windows_three_tiers() -> None:
    table = plots.ladder.turnover(ORDERS, AS_OF)
    assert list(table["days"]) == [30, 90, 365]
    assert list(table["tier"]) == [1, 2, 3]
    assert [round(gmv) for gmv in table["gmv"]] == [504, 1029, 5371]
    for row in table.itertuples():
        assert business.tier(row.gmv).possible == (row.tier,)


@given(st.lists(st.integers(1, 700), min_size=2, max_size=5).map(sorted))
def test_a_longer_window_never_holds_less(days: list[int]) -> None:
    table = plots.ladder.turnover(ORDERS, AS_OF, days)
    for column in ("orders", "gmv", "tier"):
        assert table[column].is_monotonic_increasing


def test_the_last_day_is_counted_and_a_window_has_a_day() -> None:
    last = ORDERS["paid_at"].dt.strftime("%Y-%m-%d") == AS_OF
    assert plots.ladder.turnover(ORDERS, AS_OF, [1])["orders"].iloc[0] == last.sum() > 0
    with pytest.raises(CourseError):
        plots.ladder.turnover(ORDERS, AS_OF, [0])


def test_points_of_the_figure_are_the_three_windows() -> None:
    ax = plots.ladder.windows(ORDERS, AS_OF)
    drawn = ax.collections[-1].get_offsets()
    table = plots.ladder.turnover(ORDERS, AS_OF)
    assert [tuple(point) for point in drawn] == [
        pytest.approx(point) for point in zip(table["days"], table["gmv"], strict=True)
    ]
    assert "365 days: 5,371 USD, tier 3" in plots.summary(ax)


# -- shares ----------------------------------------------------------------------------------------


def test_curve_goes_through_the_shares_of_the_article() -> None:
    ax = plots.ladder.lorenz_curve()
    curve = [tuple(map(float, point)) for point in ax.lines[1].get_xydata()]
    assert curve == [pytest.approx(point) for point in ((0, 0), (0.7, 0.4), (0.9, 0.7), (1, 1))]
    assert "Gini at least 0.33" in plots.summary(ax)


# -- the cliff ---------------------------------------------------------------------------------------


def test_each_line_is_the_loop() -> None:
    table = plots.ladder.by_score()
    row = table[(table["strength"] == 2) & (table["score"] == 83)].iloc[0]
    last = climb(Shop(score=83), Assumptions(strength=2))[-1]
    assert (row["gmv"], row["tier"]) == (last.gmv, last.tier)
    for _, part in table.groupby("strength"):
        assert part["gmv"].is_monotonic_increasing


def test_the_cliff_lies_where_the_lesson_says() -> None:
    assert [score_needed(4, Shop(), Assumptions(strength=s)) for s in (0.5, 1, 2)] == [93, 86, 83]
    said = plots.summary(plots.ladder.cliff())
    assert "pull 0.5 from 93; pull 1 from 86; pull 2 from 83" in said
    assert "never" in plots.summary(plots.ladder.cliff([0.0]))
    with pytest.raises(CourseError):
        plots.ladder.by_score([-1.0])


# -- the experiments of lesson 07 --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shop", "strength", "tier"),
    [
        (Shop(), 1, 4),
        (Shop(score=80), 1, 2),
        (Shop(start_gmv=20_000, score=60), 1, 3),
        (Shop(score=60), 1, 2),
        (Shop(conversion=0.015), 1, 2),
        (Shop(score=0), 0, 2),
        (Shop(score=100), 0, 2),
    ],
)
def test_where_the_experiments_end(shop: Shop, strength: float, tier: int) -> None:
    assert climb(shop, Assumptions(strength=strength))[-1].tier == tier


def test_a_head_start_slips_within_half_a_year() -> None:
    tiers = [month.tier for month in climb(Shop(start_gmv=20_000, score=60))]
    assert tiers[4] == 4
    assert tiers[6] == 3
    assert all(a >= b for a, b in pairwise(tiers))


# -- all of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["lorenz_curve", "windows", "cliff"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(
    figures: dict[str, Callable[[], Axes]], name: str, language: str
) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    ax: Any = figures[name]()
    assert_sound(ax, language)
