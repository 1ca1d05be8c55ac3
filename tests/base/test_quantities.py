"""A number is a number, whoever made it: Python or numpy, a column's maximum, a table's cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aecourse import Store, rulebook, simulate
from aecourse.base.errors import CourseError
from aecourse.base.language import Phrase
from aecourse.base.quantities import Quantity, is_number, is_whole, within
from aecourse.live import OrderExplorer, SmallNumbers, Tactics
from aecourse.models.diagnosis.cases import capstone
from aecourse.models.ladder import Shop
from aecourse.models.market import Market
from aecourse.models.trials import trial
from aecourse.models.year.choices import Choice
from aecourse.models.year.fortune import checked_seed
from aecourse.rulebook.ledger import PenaltyCase
from aecourse.simulation.persuasion import persuaded
from aecourse.simulation.tactics import effort


@pytest.mark.parametrize(
    "value",
    [3, 3.0, np.int8(3), np.int64(3), np.uint16(3), np.float32(3), np.float64(3), Fraction(3),
     pd.Series([1, 3]).max(), pd.Series([1, 3], dtype="Int8").max()],
)  # fmt: skip
def test_a_number(value: Any) -> None:
    assert is_number(value) and within(value, 3, 3)
    assert not within(value, 3.1, 4) and not within(value, 2, 2.9)


@pytest.mark.parametrize(
    "value",
    [True, False, np.True_, None, "3", float("nan"), np.float32("nan"), pd.NA, pd.NaT, 3j, [3],
     np.array([3]), Decimal(3)],
)  # fmt: skip
def test_no_number_within_anything(value: Any) -> None:
    assert not within(value, float("-inf"), float("inf"))


@pytest.mark.parametrize(
    ("value", "whole"),
    [(3, True), (np.int64(3), True), (np.uint8(3), True), (3.0, False), (np.float64(3), False),
     (True, False), (np.True_, False), ("3", False), (10**400, True)],
)  # fmt: skip
def test_a_whole_number_by_its_type(value: Any, whole: bool) -> None:
    assert is_whole(value) is whole


TAKES: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "a lever": (lambda n: Store(transit_days=n), 30),
    "how many orders": (lambda n: simulate(orders=n), 3),
    "a seed": (lambda n: simulate(orders=3, seed=n), 3),
    "a shop's score": (lambda n: Shop(score=n), 92),
    "a market's fee": (lambda n: Market(fee_from=n), 12),
    "a tactic's strength": (effort, 1),
    "a trial": (lambda n: trial("reply", n, orders=30), 1),
    "buyers asked": (lambda n: persuaded(simulate(orders=30), n), 1),
    "a penalty": (lambda n: PenaltyCase(date(2024, 1, 1), n), 3),
    "a year's seed": (checked_seed, 7),
    "a year's budget": (lambda n: Choice(advertising=n), 200),
    "a case's budget": (lambda n: capstone(1, budget=n), 900),
    "a whole parameter": (
        lambda n: rulebook.load("grade_2015_odr").using({"min_closed_paid_orders": n}), 40),
    "a share": (
        lambda n: rulebook.load("grade_2015_odr").using({"grade.odr": dict.fromkeys(("excellent", "good", "pass"), n)}), 1),
    "a moment": (lambda n: OrderExplorer().set(shipped_at=n), 3),
    "a view's seed": (lambda n: SmallNumbers(seed=n), 3),
    "a view's effort": (lambda n: Tactics(strength=n, orders=300), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKES)
def test_a_number_of_numpy_is_taken_and_a_truth_value_is_not(name: str) -> None:
    takes, number = TAKES[name]
    takes(number)
    takes(np.int64(number))
    with pytest.raises(CourseError):
        takes(True)
    with pytest.raises(CourseError):
        takes(np.True_)


def quantity(**more: Any) -> Quantity:
    return Quantity("days", Phrase("Days", "天数"), "days", 1, 9, 2, Phrase("how long", "多久"), **more)


@pytest.mark.parametrize(
    ("more", "value", "words"),
    [
        ({}, 1, None), ({}, 9, None), ({}, 2.5, None),
        ({}, 0.9, "days must be a number of days between 1 and 9, not 0.9"), ({}, 48, "not 48; did you mean 2?"),
        ({}, "3", "days must be a number, not '3'"), ({}, True, "must be a number, not True"),
        ({}, float("nan"), "not nan"), ({}, 10**400, "between 1 and 9"),
        ({"whole": True}, 3.0, None), ({"whole": True}, 2.5, "days must be a whole number, not 2.5"),
        ({"stepped": True}, 1, None), ({"stepped": True}, 9.0, None), ({"stepped": True}, 5, None),
        ({"stepped": True}, 4, "days must be from 1 to 9 in steps of 2, not 4"), ({"stepped": True}, 11, "not 11"),
    ],
)  # fmt: skip
def test_a_quantity_says_what_is_wrong_with_a_value(more: dict[str, Any], value: Any, words: str | None) -> None:
    fault = quantity(**more).fault(value)
    if words is None:
        assert fault is None
    else:
        assert fault is not None and words in fault.en and "天数" in fault.zh


@given(st.integers(0, 14))
def test_steps_lead_from_the_lower_bound_to_the_upper(place: int) -> None:
    price = replace(quantity(stepped=True), low=0.70, high=1.40, step=0.05, unit="times")
    assert price.steps == 14 and price.place(price.at(place)) == place
    assert price.fault(price.at(place)) is None and price.fault(0.70 + place * 0.05) is None
    assert price.fault(price.at(place) + 0.02) is not None


def test_all_faults_of_a_model_are_named_at_once() -> None:
    with pytest.raises(CourseError, match=r"^Market: fee must .*; tell must be a share between 0 and 1, not 2"):
        Market(fee=-1, tell=2)
