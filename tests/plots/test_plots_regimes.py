"""The still figures of the rules over the years: the data behind them, their words, their font."""

from __future__ import annotations

import math
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex

import aecourse
from aecourse import plots, rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from aecourse.simulation.orders import Store, simulate
from tests.figures import assert_sound

SMALL = {"every": 12, "orders": 600}  # the last day of each year


@pytest.fixture(scope="module")
def history() -> pd.DataFrame:
    return plots.regimes.store_history(**SMALL)


def test_spans_are_the_rulebooks() -> None:
    spans = plots.regimes.regime_spans()
    regimes = rulebook.regimes()
    assert list(spans["regime"]) == [r.id for r in regimes]
    assert [day.date() for day in spans["first"]] == [r.effective_from for r in regimes]
    for span, rules in zip(spans.itertuples(), regimes, strict=True):
        assert span.open_end == (rules.last_day is None)
        assert span.last.date() == (rules.last_day or plots.regimes.LAST)
        assert span.seen.date() == rules.last_seen


def test_each_bar_lies_where_its_regime_held() -> None:
    ax = plots.regimes.timeline()
    bars = [p for p in ax.patches if to_hex(p.get_facecolor()) == plots.look.ACCENT]
    spans = plots.regimes.regime_spans()
    assert len(bars) == len(spans)
    for bar, first in zip(bars, spans["first"], strict=True):
        assert bar.get_xy()[:, 0].min() == mpl.dates.date2num(first)
    assert [label.get_text() for label in ax.get_yticklabels()] == list(spans["name"])


def test_history_has_every_rule_in_force_and_its_outcome(history: pd.DataFrame) -> None:
    for day, rows in history.groupby("day"):
        assert list(rows["regime"]) == [r.id for r in rulebook.in_force(day.date())]
    day = "2023-12-31"
    orders = simulate(Store(), orders=600, seed=1, until=day)
    for row in history[history["day"] == day].itertuples():
        result = aecourse.assess(orders, row.regime, as_of=day, illustrative=True)
        assert row.word == str(result.outcome)
        assert row.illustrative == result.outcome.illustrative
        if result.score is None:
            assert math.isnan(row.score)
        else:
            assert row.score == pytest.approx(result.score)


def test_scores_only_under_regimes_that_score(history: pd.DataFrame) -> None:
    scored = set(history[history["score"].notna()]["regime"])
    assert scored == {"daily8_2015", "daily6", "store_score_2023"}


def test_no_order_is_not_assessed() -> None:
    none = plots.regimes.store_history(every=12, orders=0)
    assert set(none["word"]) == {"not assessed"}
    assert not none["illustrative"].any()
    assert none["score"].isna().all()
    assert "not assessed" in plots.summary(plots.regimes.one_store(every=12, orders=0))


def test_words_and_scores_are_those_of_the_history(history: pd.DataFrame) -> None:
    ax = plots.regimes.one_store(**SMALL)
    shown = [text.get_text() for text in ax.texts]
    score = history[history["regime"] == "daily6"]["score"].mean()
    assert any(words.endswith(f" {score:.0f} *") for words in shown)
    said = plots.summary(ax)
    for regime in history["regime"].unique():
        assert rulebook.load(regime).name.en in said


def test_a_star_stands_only_where_it_is_illustrative() -> None:
    said = plots.summary(plots.regimes.one_store(every=3, orders=600))
    told = dict(part.split(": ", 1) for part in said.partition(". ")[2].split("; "))
    assert "*" not in told["Online rate 2019 (7 days)"]
    assert "*" in told["Seller service grade 2015 (ODR)"]


def test_stores_differ() -> None:
    careless = Store(handling_days=6, stockout_rate=0.2, description_accuracy=0.5)
    worse = plots.regimes.store_history(careless, **SMALL)
    usual = plots.regimes.store_history(**SMALL)
    both = worse.merge(usual, on=["day", "regime"], suffixes=("_worse", ""))
    both = both.dropna(subset=["score", "score_worse"])
    assert len(both)
    assert (both["score_worse"] <= both["score"]).all()
    with pytest.raises(CourseError):
        plots.regimes.store_history("shop")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["timeline", "one_store"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    options: dict[str, Any] = SMALL if name == "one_store" else {}
    ax = getattr(plots.regimes, name)(**options)
    assert_sound(ax, language)
