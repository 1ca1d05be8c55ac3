"""A score taken apart, the scores of a month, an article's rules in time: the data behind them."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import plots, rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from aecourse.exercises.facts import lesson_06b
from aecourse.rulebook.claims import claims
from aecourse.scoring.assessment import month_score
from aecourse.simulation.orders import Store, simulate
from tests.figures import assert_sound

DAY = "2019-06-30"


@pytest.fixture(scope="module")
def orders() -> Any:
    return simulate(Store(), orders=3000, seed=1, until=DAY)


def assessed(orders: Any, regime: str = "daily6") -> Any:
    return aecourse.assess(orders, regime, as_of=DAY, illustrative=True)


@settings(max_examples=10, deadline=None)
@given(
    stockout=st.floats(0, 0.3), truth=st.floats(0.3, 1), reply=st.floats(1, 72),
    regime=st.sampled_from(["daily8_2015", "daily6", "store_score_2023"]),
)  # fmt: skip
def test_costs_lead_from_the_full_marks_to_the_score(stockout: float, truth: float, reply: float, regime: str) -> None:
    store = Store(stockout_rate=stockout, description_accuracy=truth, reply_hours=reply)
    result = assessed(simulate(store, orders=1200, seed=2, until=DAY), regime)
    rows = plots.scores.item_costs(result)
    assert rows["full"].sum() == pytest.approx(100)
    assert rows["full"].sum() - rows["cost"].sum() == pytest.approx(
        result.score, abs=1e-6
    )  # full marks of a third are rounded
    assert list(rows["cost"]) == sorted(rows["cost"], reverse=True)
    assert (rows["cost"] >= -1e-9).all()
    assert (rows["below"] <= rows["cost"] + 1e-9).all()
    assert ((rows["below"] > 0) == (rows["has"] < 0)).all()


def test_full_marks_are_the_rulebooks(orders: Any) -> None:
    rows = plots.scores.item_costs(assessed(orders)).set_index("item")
    assert dict(rows["full"]) == pytest.approx(dict(rulebook.load("daily6")["full_marks"]))


def test_the_bars_end_at_the_score(orders: Any) -> None:
    result = assessed(orders)
    ax = plots.scores.taken_apart(result)
    assert ax.patches[-1].get_width() == pytest.approx(result.score)
    assert any(text.get_text() == f"{result.score:.1f}" for text in ax.texts)
    hatched = [bar for bar in ax.patches if bar.get_hatch()]
    assert len(hatched) == sum(points < 0 for points in result.items.values())


def test_no_score_is_said_so(orders: Any) -> None:
    few = orders.head(0)
    for result in (assessed(orders, "online_7d_2019"), assessed(few)):
        with pytest.raises(CourseError):
            plots.scores.taken_apart(result)
    with pytest.raises(CourseError):
        plots.scores.month_of_scores(few, "daily6", DAY)


def test_the_month_is_its_days(orders: Any) -> None:
    rows = plots.scores.daily_scores(orders, "daily6", DAY)
    assert len(rows) == 30
    assert rows["day"].iloc[-1] == pd.Timestamp(DAY)
    assert rows["score"].iloc[-1] == pytest.approx(assessed(orders).score)
    mean = month_score(orders, "daily6", DAY, illustrative=True)
    assert rows["score"].mean() == pytest.approx(mean)
    assert f"{mean:.1f}" in plots.summary(plots.scores.month_of_scores(orders, "daily6", DAY))


def test_days_without_orders_have_no_score() -> None:
    rows = plots.scores.daily_scores(simulate(Store(), orders=0, seed=1), "daily6", DAY)
    assert all(math.isnan(score) for score in rows["score"])


def test_the_rules_of_the_article_are_those_of_its_claims() -> None:
    told = {"six": "B16", "monthly": "B18", "start": "B20", "search": "B24", "points": "B25",
            "grade": "B33"}  # fmt: skip
    assert list(told) == list(plots.scores.NOTES)
    for note, claim in told.items():
        named = {rule.partition(".")[0] for rule in claims()[claim].rules}
        assert named & set(plots.scores.NOTES[note][1])
    for note, ids in lesson_06b.NOTES.items():
        assert set(ids) == set(plots.scores.NOTES[note][1])


def test_spans_are_the_rulebooks_and_joined() -> None:
    spans = plots.scores.note_spans().set_index("note")
    assert spans.index.is_unique
    first, last = spans.loc["search", ["first", "last"]]
    assert first.date() == rulebook.load("daily8_2015").effective_from
    assert last.date() == rulebook.load("daily6").effective_to
    assert list(spans.index[spans["open_end"]]) == ["six", "start", "points"]
    ax = plots.scores.article_rules()
    assert len(ax.patches) == len(spans) + spans["open_end"].sum()  # hatched from the last trace on


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["taken_apart", "month_of_scores", "article_rules"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str, orders: Any) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    given_to: dict[str, tuple[Any, ...]] = {
        "taken_apart": (assessed(orders),), "month_of_scores": (orders, "daily6", DAY),
        "article_rules": (),
    }  # fmt: skip
    ax = getattr(plots.scores, name)(*given_to[name])
    assert_sound(ax, language)
