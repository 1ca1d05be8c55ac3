"""The Wilson interval: two values of the paper's formula, and what holds of every share."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aecourse.scoring.uncertainty import Z_95, wilson


@pytest.mark.parametrize(("above", "below", "low", "high"), [
    # z² = 3.8415; centre (5 + 1.9207) / 13.8415 = 0.5, half 0.2634
    (5, 10, 0.2366, 0.7634),
    # 0 of 20: from 0 to z² / (20 + z²) = 3.8415 / 23.8415
    (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0),
])  # fmt: skip
def test_by_hand(above: int, below: int, low: float, high: float) -> None:
    assert wilson(above, below) == pytest.approx((low, high), abs=5e-5)


@given(below=st.integers(1, 10**7), part=st.floats(0, 1))
def test_it_holds_the_share_and_is_the_root_of_its_equation(below: int, part: float) -> None:
    above = min(below, round(part * below))
    share = above / below
    low, high = (float(end) for end in wilson(above, below))
    assert 0 <= low <= share <= high <= 1  # exactly, whatever was rounded
    for end in (low, high):  # |share - end| is z standard errors of the end
        assert abs(share - end) == pytest.approx(Z_95 * math.sqrt(end * (1 - end) / below), abs=1e-7)


def test_the_ends_at_none_and_all_are_exact() -> None:
    below = np.arange(1, 5000)
    low, _ = wilson(np.zeros_like(below), below)
    _, high = wilson(below, below)
    assert (low == 0).all() and (high == 1).all()


def test_of_no_order_nothing_is_said() -> None:
    assert np.isnan(wilson(0, 0)).all()
