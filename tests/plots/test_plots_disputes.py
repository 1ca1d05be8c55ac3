"""Disputes: ends, answers and rates as data, and the figures made of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import plots
from aecourse.base.language import LANGUAGES
from aecourse.models import disputes
from aecourse.simulation.orders import Store, simulate
from tests.figures import assert_sound

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"


def assessed(orders: int = 2000, **levers: float) -> Any:
    return aecourse.assess(simulate(Store(**levers), orders=orders, seed=5), REGIME, as_of=AS_OF)


@pytest.fixture(scope="module")
def result() -> Any:
    return aecourse.assess(aecourse.load_sample("price-store"), REGIME, as_of=AS_OF)


@settings(max_examples=12, deadline=None)
@given(answer=st.floats(0, 1), settle=st.floats(0, 1), loss=st.floats(0, 0.2))
def test_every_dispute_has_one_end(answer: float, settle: float, loss: float) -> None:
    of = assessed(dispute_answer_rate=answer, settle_generosity=settle, parcel_loss_rate=loss)
    rows: Any = disputes.dispute_ends(of)
    assert rows[list(disputes.FAMILIES)].to_numpy().sum() == len(disputes.opened_disputes(of))
    assert list(rows.index[rows["bad"]]) == list(disputes.BAD_ENDS)


def test_a_dispute_without_an_end_is_open(result: Any) -> None:
    table = result.measurement.table.assign(dispute_end=None)
    rows: Any = disputes.dispute_ends(aecourse.assess(table, REGIME, as_of=AS_OF))
    assert rows.index[-1] == "open"
    assert rows.loc["open", list(disputes.FAMILIES)].sum() == 378
    assert not rows.loc["open", "bad"]


def test_answers_only_grow_with_the_days(result: Any) -> None:
    shares = disputes.answered_by(result, [0, 0.5, 1, 2, 5, 7])
    assert shares == sorted(shares)
    assert shares[0] == 0


@pytest.mark.parametrize(("category", "first"), [("apparel", 0.05), ("bags_shoes", 0.05), ("other", 0.10)])
def test_the_first_band_depends_on_the_category(category: str, first: float) -> None:
    bands = disputes.snad_bands_2022(category)
    assert bands == {"general": first, "serious": 0.20, "very_serious": 0.50}


def test_family_rates_are_those_of_measure(result: Any) -> None:
    rows: Any = disputes.family_rates({"price-store": result}).set_index("metric")
    own: Any = aecourse.measure(
        result.measurement.table, ["snad_rate", "nr_rate"], window=("2015-09-01", AS_OF)
    ).set_index("metric")
    assert rows["numerator"].to_dict() == own["numerator"].to_dict()
    assert set(rows["category"]) == {"other"}


def test_no_order_gives_figures_that_say_so() -> None:
    none = assessed(orders=0)
    assert "0 disputes" in plots.summary(plots.disputes.ends_of_disputes(none))
    assert "no dispute" in plots.summary(plots.disputes.days_to_answer({"shop": none}))
    assert "– (0/0)" in plots.summary(plots.disputes.rates_and_limits({"shop": none}))


def test_the_unknown_line_is_said_and_never_drawn_as_a_band(result: Any) -> None:
    ax = plots.disputes.rates_and_limits({"price-store": result})
    assert any("not published" in text.get_text() for text in ax.texts)
    assert "not published" in plots.summary(ax)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["ends_of_disputes", "days_to_answer", "rates_and_limits", "more_settling"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str, result: Any) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    draw = getattr(plots.disputes, name)
    given: dict[str, tuple[Any, ...]] = {"ends_of_disputes": (result,), "more_settling": ()}
    ax = draw(*given.get(name, ({"price-store": result},)))
    assert_sound(ax, language)
