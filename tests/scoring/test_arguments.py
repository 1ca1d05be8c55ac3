"""What the functions of scoring are given: an id where a rule is expected, and a sentence about anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import aecourse
from aecourse import assess, compare, measure, rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.guidance import keyword_advice
from aecourse.orders.calendar import Window
from aecourse.scoring.assessment import check_window, conditions, rolling, window_for
from aecourse.scoring.inverse import forecast, needed
from aecourse.scoring.lines import frozen_lines
from aecourse.scoring.measurement import behind
from tests.worked import orders

GRADE, DAY = "grade_2015_odr", "2015-09-30"
DAYS = ("2015-09-01", DAY)
TABLE = orders({"stars": 1}, {"stars": 5})

by_id: list[Callable[[Any], Any]] = [
    lambda regime: rolling(TABLE, "odr", regime, *DAYS),
    lambda regime: conditions(TABLE, regime, DAYS),
    lambda regime: behind(TABLE, "odr", DAYS, regime),
    lambda regime: measure(TABLE, "odr", DAYS, regime=regime),
    lambda regime: window_for(regime, DAY),
    lambda regime: check_window(regime, DAY),
    lambda regime: compare(TABLE, regime, DAY)[GRADE].rows,
    lambda regime: compare(TABLE, [regime], DAY)[GRADE].rows,
    lambda regime: assess(TABLE, regime, DAY).rows,
]


@pytest.mark.parametrize("ask", by_id)
def test_an_id_does_for_a_regime(ask: Callable[[Any], Any]) -> None:
    assert str(ask(GRADE)) == str(ask(rulebook.load(GRADE)))
    for other in (3, object()):
        with pytest.raises(CourseError, match="a regime is named by its id"):
            ask(other)
    with pytest.raises(UnknownName, match="Did you mean 'grade_2015_odr'"):
        ask("grade_2015")


def test_two_days_do_for_a_window() -> None:
    span = Window.between(*DAYS)
    assert conditions(TABLE, GRADE, DAYS) == conditions(TABLE, GRADE, span)
    assert behind(TABLE, "odr", DAYS).equals(behind(TABLE, "odr", span))
    for ask in (conditions, lambda table, regime, window: behind(table, "odr", window, regime)):
        for other in ("2015-09", "to", (DAY,), (*DAYS, DAY), 2):
            with pytest.raises(CourseError, match="a window must be"):
                ask(TABLE, GRADE, other)  # type: ignore[arg-type]


@pytest.mark.parametrize(("id", "days"), [
    ("grade_2015_odr", 90), ("online_4wd_2018", 30), ("daily6", 90), ("online_48h_2024", 30),
])  # fmt: skip
def test_a_rolling_line_looks_over_the_regimes_window(id: str, days: int) -> None:
    line = rolling(TABLE, "odr", id, "2015-07-05", "2015-10-30")
    for row in line.iloc[::10].itertuples():
        alone = measure(TABLE, "odr", Window.ending(row.day.date(), days), regime=id).iloc[0]
        assert (row.numerator, row.denominator) == (alone["numerator"], alone["denominator"])


RESULT = assess(TABLE, GRADE, DAY)
EACH = assess(TABLE, GRADE, DAY, by="store_id")

refused: dict[str, tuple[Callable[[], Any], str]] = {
    "a line without a known length": (lambda: rolling(TABLE, "odr", "daily8_2015", *DAYS), "is not public"),
    "a line that ends before it begins": (lambda: rolling(TABLE, "odr", GRADE, *DAYS[::-1]), "swap the two"),
    "a number for a metric": (lambda: measure(TABLE, 3, DAYS), "no metric 3"),  # type: ignore[arg-type]
    "a number for a column": (lambda: measure(TABLE, "odr", DAYS, by=3), "no column to group by 3"),  # type: ignore[arg-type]
    "several columns": (
        lambda: assess(TABLE, GRADE, DAY, by=["store_id"]),  # type: ignore[arg-type]
        "Did you mean 'store_id'",
    ),
    "a table for an assessment": (lambda: needed(TABLE, "odr", 0.1), "an assessment is needed"),  # type: ignore[arg-type]
    "a table to look ahead from": (lambda: forecast(TABLE, "odr", DAY), "an assessment is needed"),  # type: ignore[arg-type]
    "several assessments": (lambda: needed(EACH, "odr", 0.1), r"name one of them, such as result\["),  # type: ignore[arg-type]
    "a text for a target": (lambda: needed(RESULT, "odr", "5%"), "a number between 0 and 1, not '5%'"),  # type: ignore[arg-type]
    "a number for a rule": (lambda: rulebook.load(3), "no regime 3"),  # type: ignore[arg-type]
    "a list for a rule": (lambda: rulebook.load([GRADE]), "no regime"),  # type: ignore[arg-type]
    "a list for a table": (lambda: rulebook.table(["points"]), "no table"),  # type: ignore[arg-type]
    "a number for values": (lambda: rulebook.load(GRADE).using(3), "give the values by key"),  # type: ignore[arg-type]
    "another table of rules": (lambda: frozen_lines(TABLE, "2022-09-30", rules="nope"), "no table 'nope'"),
}


@pytest.mark.parametrize("what", refused)
def test_what_is_something_else_is_told_in_a_sentence(what: str) -> None:
    ask, said = refused[what]
    with pytest.raises(CourseError, match=said):
        ask()


@pytest.mark.parametrize(("ask", "said"), [
    (lambda: aecourse.assess(TABLE, GRADE, as_of=DAY, ilustrative=True), "assess 'ilustrative'. Did you mean 'illustrative'"),
    (lambda: aecourse.measure(TABLE, "odr", DAYS, regimes=GRADE), "measure 'regimes'. Did you mean 'regime'"),
    (lambda: RESULT.value("odr", kategory="toys"), "Assessment.value 'kategory'. Did you mean 'category'"),
    (lambda: aecourse.live.ScoreLab(order=5), "ScoreLab 'order'. Did you mean 'orders'"),
    (lambda: int(x=3), None),  # not the course's
])  # fmt: skip
def test_an_argument_of_another_name_is_told_the_near_ones(ask: Callable[[], Any], said: str | None) -> None:
    with pytest.raises(TypeError) as caught:
        ask()
    told = keyword_advice(caught.value)
    assert told is None if said is None else told is not None and said in told.en
