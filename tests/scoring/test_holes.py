"""Tables with holes: whatever cells are blank, no traceback, and no blank counted as something."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import assess, explain, rulebook
from aecourse.base.language import LANGUAGES, using
from aecourse.models.diagnosis import capstone
from aecourse.orders import InvalidOrders, validate
from aecourse.scoring.assessment import Assessment, compare, month_grade
from aecourse.scoring.breakdown import largest_cost, waterfall
from aecourse.scoring.inverse import forecast, needed
from aecourse.scoring.metrics import BAD_EXPERIENCE, METRICS
from tests.holes import blanked, tables_with_holes, whole

REGIMES = rulebook.regimes()
LAST = pd.Timestamp("2015-09-30")


def moved(table: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """*table* with all its times shifted so that it ends on *day*."""
    by = day.normalize() - LAST
    times = {str(name): at + by for name, at in table.items() if at.dtype.kind == "M"}
    return table.assign(**times)


def last_day(regime: rulebook.Regime) -> pd.Timestamp:
    """A day 120 days into the regime, or its last."""
    day = pd.Timestamp(regime.effective_from) + pd.Timedelta(days=120)
    end = regime.effective_to
    return day if end is None else min(day, pd.Timestamp(end))


def asked(result: Assessment) -> None:
    """Everything that an assessment can be asked, in both languages."""
    for language in LANGUAGES:
        with using(language):
            shown = repr(result) + result._repr_html_() + result.reason + str(largest_cost(result))
            assert "nan" not in shown.lower() and "None" not in shown and "<NA>" not in shown
    steps = waterfall(result)
    assert steps["cost"].notna().all()
    if result.regime.outcome == "order_in_time":
        assert result.late_orders()["paid_at"].notna().all()
    day = result.window.last + timedelta(days=20)
    categories = list(dict.fromkeys(row.get("category") for row in result.rows)) or [None]
    for metric in result.regime.metrics:
        above, below = result.masks[metric]
        assert not (above & ~below).any()
        counted = 0
        for category in categories:
            row = result.row(metric, category)
            value = result.value(metric, category)
            assert value is None or math.isfinite(value)
            assert (value is None) is (row is None or row["denominator"] == 0)
            counted += 0 if row is None else row["denominator"]
            target = 4.5 if METRICS[metric].stars else 0.5
            assert needed(result, metric, target, category).now == value
            if not METRICS[metric].stars:
                found = forecast(result, metric, day, category)
                assert found.value is None or 0 <= found.value <= 1
        assert counted == below.sum()
        stars = METRICS[metric].stars
        if stars:  # of those below the line each has stars: a blank is no rating
            assert result.measurement.table.loc[below, stars].notna().all()
        else:
            assert len(result.orders(metric)) == above.sum()


def nothing_is_made_of_a_blank(table: pd.DataFrame, result: Assessment) -> None:
    """A bad order has a cell that says so; one without any of them is not bad."""
    if "odr" not in result.regime.metrics:
        return
    met = result.found.conditions
    assert set(met) == set(BAD_EXPERIENCE)
    rated = table[["stars"]].notna().to_numpy()[:, 0]
    dsr = table[["dsr_description", "dsr_communication", "dsr_logistics"]].notna().any(axis=1)
    assert not (met["stars"] & ~(rated & table["review_at"].notna().to_numpy())).any()
    assert not (met["dsr"] & ~(dsr & table["review_at"].notna()).to_numpy()).any()
    assert not (met["arbitration"] & table["arbitration_opened_at"].isna().to_numpy()).any()
    assert not (met["seller_timeout"] & table["dispute_end"].isna().to_numpy()).any()


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.id)
@settings(max_examples=12)
@given(table=tables_with_holes(), illustrative=st.booleans(), row=st.integers(0, 149))
def test_any_regime_answers_every_question(
    regime: rulebook.Regime, table: pd.DataFrame, illustrative: bool, row: int
) -> None:
    day = last_day(regime)
    table = moved(table, day)
    result = assess(table, regime, day.date(), illustrative=illustrative)
    asked(result)
    nothing_is_made_of_a_blank(table, result)
    shown = repr(explain(table, table["order_id"].iloc[row], regime, day.date()))
    assert "NaT" not in shown and "nan" not in shown.lower()


@settings(max_examples=40)
@given(table=tables_with_holes(), regime=st.sampled_from(REGIMES), by=st.sampled_from(
    ["store_id", "product_id", "category", "destination", "dispute_end", "stars", "paid_at"]
))  # fmt: skip
def test_groups_of_any_column_are_those_of_the_table(table: pd.DataFrame, regime: rulebook.Regime, by: str) -> None:
    day = last_day(regime)
    table = moved(table, day)
    groups = assess(table, regime, day.date(), by=by, illustrative=True)
    blank = bool(table[by].isna().any())
    assert len(groups) == len(groups.groups) == table[by].nunique() + blank
    assert (f"no {by}" in groups) == blank
    for group in dict.fromkeys([*groups][:2] + [*groups][-1:]):
        asked(groups[group])


@settings(max_examples=10)
@given(table=tables_with_holes(), day=st.dates(
    pd.Timestamp("2015-02-01").date(), pd.Timestamp("2024-12-31").date()
))  # fmt: skip
def test_comparing_regimes_is_assessing_each(table: pd.DataFrame, day: Any) -> None:
    table = moved(table, pd.Timestamp(day))
    for by in (None, "category"):
        found = compare(table, None, day, illustrative=True, by=by)
        for id, result in found.items():
            alone = assess(table, id, day, illustrative=True, by=by)
            assert repr(result) == repr(alone)
            if by is not None:
                assert {k: repr(result[k]) for k in result} == {k: repr(alone[k]) for k in alone}


@settings(max_examples=6)
@given(table=tables_with_holes())
def test_a_month_has_a_grade_or_none(table: pd.DataFrame) -> None:
    grade = month_grade(table, "daily8_2015", "2015-09-30", illustrative=True)
    assert grade is None or grade.illustrative


@settings(max_examples=10)
@given(table=tables_with_holes())
def test_a_diagnosis_of_ones_own_orders_survives_holes(table: pd.DataFrame) -> None:
    try:
        validate(table)
    except InvalidOrders as error:  # a ruling without its end: the learner is told in which rows
        rows = {fault.row - 1 for fault in error.faults if fault.row is not None}
        table = table.drop(index=[table.index[row] for row in rows])
    own = capstone(orders=table)
    for metric in ("odr", "snad_rate", "nr_rate"):
        value = own.value(metric)
        assert value is None or 0 <= value <= 1
        for column in own.columns:
            for segment in own.segments(metric, column):
                assert segment is not None
    assert "nan" not in repr(own).lower()


def test_all_cells_blank_is_nothing_to_judge() -> None:
    table = whole()
    columns = [name for name in table if name not in ("order_id", "store_id", "buyer_id", "paid_at")]
    bare = blanked(table, [(row, column) for row in range(len(table)) for column in columns])
    for regime in REGIMES:
        day = last_day(regime)
        result = assess(moved(bare, day), regime, day.date(), illustrative=True)
        asked(result)
        for metric in result.regime.metrics:
            assert not result.masks[metric][0].any()  # nothing is known to have happened
