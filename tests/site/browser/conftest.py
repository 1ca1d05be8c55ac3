"""The finished site, served under a folder as a static host does it, and Chromium to look at it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.jupyter import FLAGS
from tests.chromium import find
from tools.site.serve import server

expect.set_options(timeout=60_000)
SITE = Path(__file__).parents[3] / "site"
UNDER = "/course/"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    if path is None:
        pytest.skip("no Chromium here: see tests/chromium.py")
    # A name of a host that is not this computer, as in a classroom: plain http and no localhost.
    names = "--host-resolver-rules=MAP classroom.test 127.0.0.1"
    return {**browser_type_launch_args, "executable_path": path, "args": [*FLAGS, names]}


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """The address of the site."""
    if not (SITE / "index.html").exists():
        pytest.skip("the site is not built: make site")
    serving = server(SITE, under=UNDER)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}{UNDER}"
    serving.shutdown()


@pytest.fixture
def room(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """Opens pages in a browser of their own; none may ask another host for anything."""
    contexts: list[BrowserContext] = []
    asked: set[str] = set()

    def opened(**how: Any) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, **how)
        context.set_default_timeout(90_000)
        context.on("request", lambda one: asked.add(urlsplit(one.url).netloc))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    port = urlsplit(base).port
    assert asked <= {"", f"127.0.0.1:{port}", f"classroom.test:{port}"}
