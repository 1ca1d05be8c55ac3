"""ScoreLab and Regimes on a learner's own orders: what they come to, and nothing that could move them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

import aecourse
from aecourse.base.errors import CourseError
from aecourse.live import Regimes, ScoreLab
from aecourse.live.regimes.timeline import LAST

EXPORTS = Path(__file__).parents[1] / "orders" / "exports"


@pytest.fixture
def orders() -> Any:
    return aecourse.load_sample("growing-store")


def _inside(widget: Any) -> list[Any]:
    return [widget, *(one for child in getattr(widget, "children", ()) for one in _inside(child))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_shows_what_the_orders_come_to(orders: Any, language: str) -> None:
    view = ScoreLab(orders=orders, language=language)
    assert view.result.window.last == orders["paid_at"].max().date()
    same = aecourse.assess(orders, view.result.regime, view.result.window.last, illustrative=True)
    assert view.result.rows == same.rows
    assert (view.frame.now.numerator, view.frame.now.denominator) == (10, 132)


def test_there_is_nothing_to_move(orders: Any) -> None:
    view = ScoreLab(orders=orders)
    assert view.sliders == {} and view.frame.levers == ()
    parts = _inside(view)
    assert not [one for one in parts if isinstance(one, (widgets.FloatSlider, widgets.SelectionSlider))]
    assert not [one for one in parts if isinstance(one, widgets.Button)]
    with pytest.raises(CourseError, match="real orders"):
        view.set(stockout_rate=0.1)


def test_day_rules_and_metric_are_chosen(orders: Any) -> None:
    view = ScoreLab(orders=orders)
    view.when.value = date(2015, 6, 30)
    assert view.result.window.last == date(2015, 6, 30)
    view.rules.value = "capability_2022"
    assert view.result.regime.id == "capability_2022"
    assert view.result.window.last == date(2015, 6, 30)  # the day stays, and the reason says that it was too early
    assert "not_in_force" in {reason.kind for reason in view.result.verdict.reasons}
    view.focus.value = "nr_rate"
    assert view.frame.now.denominator == view.result.row("nr_rate")["denominator"]


def test_own_orders_are_not_shared(orders: Any) -> None:
    view = ScoreLab(orders=orders)
    with pytest.raises(CourseError, match="stay on this computer"):
        _ = view.code
    with pytest.raises(CourseError, match="stay on this computer"):
        view.take(ScoreLab().code)


def test_orders_and_levers_are_not_mixed(orders: Any) -> None:
    with pytest.raises(CourseError, match="one of the two"):
        ScoreLab(aecourse.Store(), orders=orders)


def test_a_number_of_orders_is_still_a_number_of_synthetic_ones() -> None:
    assert ScoreLab(orders=500).scenario.orders == 500


@pytest.mark.parametrize(
    "name", ["11-shopify-orders.csv", "01-aliexpress-office-2016.csv", "12-woocommerce-semicolon.csv"]
)
@pytest.mark.parametrize("regime", ["grade_2015_odr", "capability_2022", "store_score_2023", None])
def test_what_an_export_does_not_tell_is_no_zero(name: str, regime: str | None) -> None:
    reading = aecourse.read_orders(EXPORTS / name, timezone="UTC")
    view = ScoreLab(orders=reading, regime=regime)
    assert repr(view) and view._repr_mimebundle_()["text/html"]
    for metric in set(reading.missing) & set(view.result.regime.metrics):
        assert {row["status"] for row in view.result.rows if row["metric"] == metric} <= {"not computable"}
    if view.scenario.focus in reading.missing:
        assert set(view.frame.now.rolling) == {None}


def test_the_time_line_of_rules_judges_own_orders(orders: Any) -> None:
    view = Regimes(orders=orders)
    assert view.day == date(2015, 9, 30)
    found = aecourse.compare(orders, None, "2015-09-30", illustrative=True)
    assert {id: one.rows for id, one in view.results.items()} == {id: one.rows for id, one in found.items()}
    view.go("2015-06-30")
    assert view.results["grade_2015_odr"].value("odr") == pytest.approx(16 / 132)
    view.reset()
    assert view.day == date(2015, 9, 30) and "growing-store" in repr(view)


def test_orders_beyond_the_time_line_stand_at_its_end(orders: Any) -> None:
    later = orders.assign(paid_at=orders["paid_at"] + (date(2040, 9, 30) - date(2015, 9, 30)))
    assert Regimes(orders=later[["order_id", "store_id", "buyer_id", "paid_at"]]).day == LAST
