"""``make bench-site``: the finished site in Chromium: seconds until the first slider, bytes, size, steps.

A first visit is cold, the second in the same browser warm.  The fall-back is what a browser does
that cannot wake Python's memory.  Then the pages to read (the largest paint, the size before
pictures), a button pressed after some reading, and a step of every view from the key to the painted
picture.  Wall-clock times: the load is told with them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Row, doing, percentile, show
from benchmarks.views import STEPS, VIEWS, Shown
from benchmarks.watched import Watched
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

READ = ("index", "00-start", "05-disputes", "glossary", "rulebook-daily6")
READING = 5
"""Seconds that a reader takes before a button is pressed."""

LARGEST_PAINT = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""

# From the press to the frame that is painted once the view has its slider.
PRESSED = """() => {
    document.addEventListener("click", (event) => window.pressed = event.timeStamp, {capture: true, once: true});
    const seen = new MutationObserver(() => {
        if (!window.pressed || !document.querySelector(".ae-alive .aecourse-live .noUi-handle")) return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => window.shown = performance.now()));
    });
    seen.observe(document.body, {childList: true, subtree: true, attributes: true, attributeFilter: ["class"]});
}"""

# A view in the place of the one before, at the top of the page.
PUT = """async (code) => {
    const shown = await window.aecourse.room.run(code);
    const box = document.querySelector(".measured") ?? document.createElement("div");
    box.className = "measured ae-live";
    document.querySelector("article").prepend(box);
    await shown.attach(box);
    box.scrollIntoView();
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


def reading(browser: Browser, base: str) -> Iterator[Row]:
    """How soon pages can be read, and how large they are before their pictures."""
    for name in READ:
        for language in ("en", "zh"):
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"{base}{language}/{name}.html", wait_until="load")
            time.sleep(0.3)
            painted = page.evaluate(LARGEST_PAINT)
            size = (SITE / language / f"{name}.html").stat().st_size
            page.close()
            yield Row(f"{language}/{name}: largest paint; size", f"{painted:.0f} ms; {size / 1000:.0f} KB", "",
                      "<= 500 ms; <= 150 KB")  # fmt: skip


def pressed(browser: Browser, base: str) -> Iterator[Row]:
    """A view whose button is pressed when its reader has read for a while."""
    taken = []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{base}en/00-start.html")
        page.evaluate(PRESSED)
        time.sleep(READING)
        page.locator(".ae-try[data-kind=view] .ae-go").click()
        page.wait_for_function("window.shown", timeout=PATIENCE)
        taken.append(page.evaluate("window.shown - window.pressed"))
        page.close()
    middle = sorted(taken)[len(taken) // 2]
    yield Row(f"pressed after {READING} s of reading", f"{middle:.0f} ms (worst {max(taken):.0f} ms)", "", "<= 300 ms")


TACTICS = Shown(
    "Tactics, as in lesson 09",
    "aecourse.live.Tactics(['ship', 'listing'])",
    ".ae-strength .noUi-handle",
    keys=("ArrowLeft", "ArrowRight"),
)


def steps(browser: Browser, base: str) -> Iterator[Row]:
    """Every view in a page: from the key to the frame that shows the last change."""
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{base}en/00-start.html")
    page.wait_for_function("window.aecourse", timeout=PATIENCE)
    for view in (*VIEWS, TACTICS):
        doing(view.name)
        yield _stepped(page, view)
    page.close()


def _stepped(page: Page, view: Shown) -> Row:
    page.evaluate(PUT, f"import aecourse\n{view.code}")
    watched = Watched(page, page.locator(f".measured {view.handle}").first, f".measured {view.picture}")
    watched.begin(view.keys)
    for step in range(STEPS):
        watched.press(view.keys[step // 3 % 2])
    middle, high = (percentile(watched.paint, share) for share in (0.5, 0.95))
    return Row(f"{view.name}: a step", f"{middle:.0f} ms (p95 {high:.0f} ms)", "", _goal(view))


def _goal(view: Shown) -> str:
    """ScoreLab's goal is for 10,000 orders; other views have theirs as the lessons show them."""
    if view.name.startswith("ScoreLab"):
        return "p95 <= 100 ms"
    return "" if view.name.endswith("orders") else "p95 <= 60 ms"


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
        browser = play.chromium.launch(executable_path=find(whole=True), args=["--no-sandbox"])
        for visit in (in_a_page, in_jupyterlite):
            for wakes in (True, False):
                measure(browser, base, sent, visit, wakes)
        for title, rows in (("Reading", reading), ("Try it", pressed), ("Steps in the page", steps)):
            show(title, rows(browser, base))
        browser.close()
    serving.shutdown()


if __name__ == "__main__":
    main()
