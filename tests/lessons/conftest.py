"""The shop of lessons 03 and 03b, and how the rule of 2015 judges it."""

from __future__ import annotations

from typing import Any

import pytest

import aecourse


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def result(orders: Any) -> Any:
    return aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30", illustrative=True)
