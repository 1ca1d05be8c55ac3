"""Settings for all tests.

With ``AECOURSE_MUST_RUN=1`` (as in CI) a skipped test is a failed test, unless it is marked
``optional``: what was never run must not look proven.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from aecourse.app.jupyter.light import light
from aecourse.base.language import get_language, set_language

# Before a test imports Jupyter's parts: as in the course's own server.
light()

# No deadline: how long an example takes says more of the machine than of the code.  In CI the same
# examples each time: a new one is a finding for whoever changes the code, not a surprise for
# whoever lands next.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# Eleven thousand tests and what they share stay until the end: looking through all of it again and again
# for what can go takes a fifth of the time.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    gc.unfreeze()


MUST_RUN = os.environ.get("AECOURSE_MUST_RUN") == "1"


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} must run here, but: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    expected = hasattr(report, "wasxfail") or item.get_closest_marker("optional")
    if MUST_RUN and report.skipped and not expected:
        _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if MUST_RUN and report.skipped:
        _refuse(report)
    return report


@pytest.fixture(autouse=True)
def language_of_before() -> Iterator[None]:
    """A test that speaks Chinese leaves English to the next."""
    before = get_language()
    yield
    set_language(before)
