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
from aecourse.live.scorelab.what_if import DRAWN
from aecourse.models.fitted import fit
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.orders import LEVERS, Store, simulate

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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_if_starts_where_the_orders_stand(orders: Any, language: str) -> None:
    view = ScoreLab(orders=orders, language=language)
    before = view.result.rows
    levers = view.try_levers()
    assert levers is not None
    found = fit(orders, view.result.window.last)
    assert levers.store == found.store and levers.result.window == view.result.window
    assert levers.result.regime.id == view.result.regime.id
    told = view._fitted.children[0].value
    assert all(LEVERS[name].label.text(language) in told for name in LEVERS)
    assert all(METRICS[match.metric].name.text(language) in told for match in found.matches)
    levers.set(stockout_rate=0.3)
    assert levers.result.value("odr") > 0.2 and view.result.rows == before, "the real orders stay"


def test_what_if_follows_the_day_and_the_rules(orders: Any) -> None:
    view = ScoreLab(orders=orders)
    first = view.try_levers()
    view.when.value = date(2015, 6, 30)
    assert view.what_if is not first and view.what_if.result.window.last == date(2015, 6, 30)
    view.rules.value = "capability_2022"
    assert view.what_if.result.regime.id == "capability_2022"
    view.if_.value = False
    assert view._fitted.layout.display == "none"


def test_a_bad_fit_is_said() -> None:
    bad = Store(orders_per_day=40, description_accuracy=0.5, handling_days=4)
    view = ScoreLab(orders=simulate(bad, orders=8000, seed=5, until="2015-09-30"))
    assert view.try_levers() is not None
    told = view._fitted.children[0].value
    assert 'role="alert"' in told and METRICS["snad_rate"].name.en in told.split("</b>")[0]


def test_what_if_of_too_few_orders_is_a_sentence(orders: Any) -> None:
    view = ScoreLab(orders=orders.head(20))
    assert view.try_levers() is None and view.if_.value
    assert "at least 30" in view._fitted.children[0].value


def test_a_busy_store_is_drawn_in_part() -> None:
    view = ScoreLab(orders=simulate(Store(orders_per_day=120), orders=24_000, seed=1, until="2015-09-30"))
    levers = view.try_levers()
    assert levers is not None and levers.scenario.orders == DRAWN
    assert f"{DRAWN:,}" in view._fitted.children[0].value


def test_simulated_orders_have_their_levers_already() -> None:
    with pytest.raises(CourseError, match="already"):
        ScoreLab().try_levers()


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
