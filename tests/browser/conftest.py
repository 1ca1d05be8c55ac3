"""A JupyterLab for each language, and the system's Chromium to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.jupyter import FLAGS, HOUSE, LAPTOP, Lab, serve
from tests.browser.views import Sight, show
from tests.chromium import find
from tests.warm import warm_kernels

expect.set_options(timeout=15_000)
HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes the tests of a file in one language: they share a page and a kernel, and no more."""
    for item in items:
        if isinstance(item, pytest.Function) and item.path.parent == HERE:
            language = item.callspec.params.get("lab", "") if hasattr(item, "callspec") else ""
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem} {language}"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    if path is None:
        pytest.skip("no Chromium here: see tests/chromium.py")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def labs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Lab]]:
    """A JupyterLab by language, started when first asked for and kept until the end."""
    with ExitStack() as open_until_the_end:
        kernels = open_until_the_end.enter_context(warm_kernels(tmp_path_factory.mktemp("kernels")))

        @cache
        def started(language: str) -> Lab:
            serving = serve(tmp_path_factory.mktemp(f"lab-{language}"), language, kernels)
            open_until_the_end.enter_context(closing(serving))
            return next(serving)

        yield started


@pytest.fixture(scope="session", params=["en", "zh"])
def lab(request: pytest.FixtureRequest, labs: Callable[[str], Lab]) -> Lab:
    return labs(request.param)


@pytest.fixture(scope="session")
def desks(browser: Browser) -> Callable[[Lab], Page]:
    """JupyterLab in a page, by language: it is loaded once, and notebooks are opened in it as learners do."""
    loaded: dict[str, Page] = {}

    def desk(lab: Lab) -> Page:
        if lab.language not in loaded:
            loaded[lab.language] = browser.new_page(viewport=LAPTOP)
            lab.load(loaded[lab.language])
        return loaded[lab.language]

    return desk


@pytest.fixture(scope="module")
def desk(lab: Lab, desks: Callable[[Lab], Page]) -> Iterator[Page]:
    """The page for the notebooks of a file; after it there is nothing open."""
    page = desks(lab)
    lab.clear(page)
    yield page
    lab.clear(page)


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where pictures of what was seen are kept."""
    folder = HOUSE / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder


# -- a file about one view ------------------------------------------------------------------------
#
# It says its KIND, the CELL that shows it, its WORDS by language, and how to ``begin`` afresh; a
# ``View`` of its own is a Sight with more hands.


@pytest.fixture(scope="module")
def sheet(request: pytest.FixtureRequest, lab: Lab, desk: Page) -> Page:
    """A notebook with one view, for all tests of a language."""
    return show(lab, desk, request.module.KIND, "import aecourse", request.module.CELL)


@pytest.fixture
def words(request: pytest.FixtureRequest, lab: Lab) -> dict[str, str]:
    found: dict[str, str] = request.module.WORDS[lab.language]
    return found


@pytest.fixture
def view(request: pytest.FixtureRequest, sheet: Page, lab: Lab, words: dict[str, str]) -> Iterator[Sight]:
    """The view as it starts; afterwards the page must have nothing to complain of."""
    shown: Sight = getattr(request.module, "View", Sight)(sheet, lab, request.module.KIND)
    request.module.begin(shown, words)
    shown.settled()
    lab.troubles.clear()
    yield shown
    assert lab.troubles == []
