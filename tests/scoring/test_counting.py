"""Counting by number does not depend on how wide numpy's whole numbers are."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from aecourse.scoring.counting import tally, without_gaps

SOURCES = Path(__file__).parents[2] / "aecourse"


@pytest.mark.parametrize("width", ["int8", "int32", "int64", "uint32"])
def test_numbers_of_any_width_are_counted(width: str) -> None:
    numbers = np.array([2, 0, 2], dtype=width)
    counts = tally(numbers, 4)
    assert counts.tolist() == [1, 0, 2, 0]
    assert counts.dtype == np.int64  # a product of counts must not wrap
    assert tally(numbers, weights=[0.5, 1.0, 2.0]).tolist() == [1.0, 0.0, 2.5]


@pytest.mark.parametrize(("numbers", "wanted"), [
    ([2, 0, 5, 2], [1, 0, 2, 1]), ([3, 3], [0, 0]), ([], []),
    ([10**12, 7, 0, 7], [2, 1, 0, 1]),  # wider apart than they are many
])  # fmt: skip
def test_numbers_close_their_gaps_and_keep_their_order(numbers: list[int], wanted: list[int]) -> None:
    assert without_gaps(np.array(numbers, dtype=np.int64)).tolist() == wanted


def test_nothing_is_counted_past_it() -> None:
    past = [path.name for path in SOURCES.rglob("*.py") if re.search(r"\bbincount\(", path.read_text("utf-8"))]
    assert past == ["counting.py"]
