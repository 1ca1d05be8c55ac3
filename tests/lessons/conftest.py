"""The shop of lessons 03 and 03b, how the rule of 2015 judges it, and kernels for those who run a lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import aecourse
from tests.warm import warm_kernels


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def result(orders: Any) -> Any:
    return aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30", illustrative=True)


@pytest.fixture(scope="session")
def warm_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    with warm_kernels(tmp_path_factory.mktemp("kernels")) as environment:
        yield environment


@pytest.fixture
def warm(warm_environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels begin with everything imported."""
    for name, value in warm_environment.items():
        monkeypatch.setenv(name, value)
