"""``make bench-site``: the finished site in Chromium: seconds until the first slider, bytes, size.

A first visit is cold, the second in the same browser warm.  The fall-back is what a browser does
that cannot wake Python's memory.  Wall-clock times: the load is told with them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import find
from tools.site.serve import server

SITE = Path(__file__).parents[1] / "site"
UNDER = "/course/"
PATIENCE = 300_000
IDLE = """() => {
  const panel = window.jupyterapp?.shell?.currentWidget;
  return panel?.context?.isReady && panel.sessionContext.isReady &&
    panel.sessionContext.session?.kernel?.status === "idle";
}"""

Marks = dict[str, float]


def in_a_page(page: Page, base: str) -> Marks:
    """Seconds until the first slider of a page whose button is pressed at once."""
    start = time.perf_counter()
    page.goto(f"{base}en/00-start.html")
    page.locator(".ae-try[data-kind=view] .ae-go").click()
    page.wait_for_selector(".ae-alive .aecourse-live .noUi-handle", timeout=PATIENCE)
    return {"first slider": time.perf_counter() - start}


def in_jupyterlite(page: Page, base: str) -> Marks:
    """Seconds until a lesson can be read, its kernel waits, and its first slider is there."""
    start = time.perf_counter()
    page.goto(f"{base}lite/lab/index.html?path=en/00-start.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1", timeout=PATIENCE)
    marks = {"readable": time.perf_counter() - start}
    page.wait_for_function(IDLE, timeout=PATIENCE)
    marks["kernel"] = time.perf_counter() - start
    page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_selector(".aecourse-live .noUi-handle", state="attached", timeout=PATIENCE)
    return marks | {"first slider": time.perf_counter() - start}


def measure(
    browser: Browser, base: str, sent: dict[str, int], visit: Callable[[Page, str], Marks], wakes: bool
) -> None:
    """Print the marks of a first and a second visit."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(PATIENCE)
    if not wakes:
        context.route("**/runtime/memory.gz", lambda route: route.fulfill(body=b"none"))
    for name in ("cold", "warm"):
        sent.clear()
        page = context.new_page()
        marks = visit(page, base)
        page.close()
        told = ", ".join(f"{what} {seconds:.1f} s" for what, seconds in marks.items())
        way = "snapshot" if wakes else "fall-back"
        print(
            f"{visit.__name__:15} {way:10} {name}: {told}; {sum(sent.values()) / 1e6:.1f} MB in {len(sent)} files; "
            f"load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    context.close()


def main() -> None:
    """Measure the site that was built."""
    if not (SITE / "index.html").exists():
        raise SystemExit("The site is not built: make site.")
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"whole site      {size / 1e6:.1f} MB")
    sent: dict[str, int] = {}
    serving = server(SITE, under=UNDER, sent=sent)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{serving.server_address[1]}{UNDER}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for visit in (in_a_page, in_jupyterlite):
            for wakes in (True, False):
                measure(browser, base, sent, visit, wakes)
        browser.close()
    serving.shutdown()


if __name__ == "__main__":
    main()
