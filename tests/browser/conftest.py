"""A JupyterLab for each language, and the system's Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.jupyter import FLAGS, HOUSE, Lab, serve
from tests.chromium import find

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    if path is None:
        pytest.skip("no Chromium here: see tests/chromium.py")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session", params=["en", "zh"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    yield from serve(tmp_path_factory.mktemp(f"lab-{request.param}"), request.param)


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where pictures of what was seen are kept."""
    folder = HOUSE / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder
