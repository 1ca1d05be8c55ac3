"""From a slider step to the changed picture, in a real JupyterLab in Chromium at 10,000 orders.

Beside ScoreLab stands the usual way in the same run: ``interact`` with a new seaborn figure of the
same numbers.  The clock is the page's own: from the key press to the last change of the picture,
and to the frame that is painted next.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.report import Row, show
from tests.browser.jupyter import FLAGS, serve
from tests.chromium import find

ORDERS, ROUNDS, PRESSES = 10_000, 4, 12

SCORELAB = f"""\
from aecourse import Store
from aecourse.live import ScoreLab
ScoreLab(Store(orders_per_day=100), orders={ORDERS})"""

# The same facts as ScoreLab shows: the rate with its interval among the limits, five conditions,
# the rolling line with limits and check days, three orders.
USUAL = f"""\
from dataclasses import replace
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from ipywidgets import FloatSlider, interact
from aecourse import Store, assess, rulebook, simulate
sns.set_theme(style="whitegrid")
limits = rulebook.load("grade_2015_odr").parameter("grade.odr").illustrative

@interact(stockout_rate=FloatSlider(0.02, min=0, max=0.3, step=0.005))
def show(stockout_rate):
    store = Store(orders_per_day=100, stockout_rate=stockout_rate)
    orders = simulate(store, orders={ORDERS}, seed=1)
    result = assess(orders, "grade_2015_odr", "2015-09-30", illustrative=True)
    odr = result.metrics.set_index("metric").loc["odr"]
    figure, (scale, bars, line, words) = plt.subplots(
        4, 1, figsize=(8, 7), height_ratios=[1, 3, 3, 1], layout="constrained")
    scale.errorbar([odr.value], [0], xerr=[[odr.value - odr.low], [odr.high - odr.value]], fmt="o")
    for grade, limit in limits.items():
        scale.axvline(limit, linestyle="--")
        line.axhline(limit, linestyle="--")
        scale.text(limit, 0.02, grade)
    counts = pd.Series(result.conditions())
    sns.barplot(x=counts.values, y=counts.index, ax=bars)
    bars.bar_label(bars.containers[0])
    rolling = result.rolling("odr").astype({{"value": float}})
    sns.lineplot(rolling, x="day", y="value", ax=line)
    ends = rolling[rolling["day"].dt.is_month_end]
    sns.scatterplot(ends, x="day", y="value", ax=line)
    worst = result.orders("odr").nsmallest(3, "stars")[["order_id", "stars", "dispute_reason"]]
    words.axis("off")
    words.table(worst.astype(str).values, loc="center")
    figure.suptitle(f"ODR {{odr.value:.1%}} ({{odr.numerator}} of {{odr.denominator}}), {{result.outcome}}")
    plt.show()"""

WATCH = """(root) => {
    const clock = window.clock = {key: 0, changed: 0, painted: 0, changes: 0};
    const changed = () => {
        clock.changed = performance.now();
        clock.changes += 1;
        requestAnimationFrame(() => setTimeout(() => clock.painted = performance.now()));
    };
    document.addEventListener("keydown", (event) => clock.key = event.timeStamp, true);
    document.addEventListener("load", (event) => root.contains(event.target) && changed(), true);
    new MutationObserver(() => root.querySelector("img") || changed())
        .observe(root, {childList: true, subtree: true});
}"""


class Watched:
    """A slider on a page, and the clock of its picture."""

    def __init__(self, page: Page, handle: Locator, picture: str) -> None:
        self.page, self.handle = page, handle
        page.locator(f"{picture} svg, {picture} img").first.wait_for()
        page.locator(picture).first.evaluate(WATCH)
        self.single: list[float] = []
        self.paint: list[float] = []
        self.drag: list[float] = []
        self.drawn: list[int] = []
        handle.focus()

    def _still(self) -> dict[str, Any]:
        """The clock once nothing has changed for a while."""
        seen = -1
        while True:
            clock: dict[str, Any] = self.page.evaluate("window.clock")
            if clock["changes"] == seen and clock["painted"] >= clock["changed"]:
                return clock
            seen = clock["changes"]
            self.page.wait_for_timeout(500)

    def press(self, key: str) -> None:
        before = self._still()["changes"]
        self.handle.press(key)
        self.page.wait_for_function(f"window.clock.changes > {before}")
        clock = self._still()
        self.single.append(clock["changed"] - clock["key"])
        self.paint.append(clock["painted"] - clock["key"])

    def pull(self, key: str, steps: int = 30) -> None:
        before = self._still()["changes"]
        for _ in range(steps):
            self.handle.press(key)
            self.page.wait_for_timeout(30)
        clock = self._still()
        self.drag.append(clock["changed"] - clock["key"])
        self.drawn.append(clock["changes"] - before)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def measure() -> tuple[Watched, Watched]:
    """Both ways, in turns, on two pages of one server."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(serve(Path(folder), "en")) as served,
        sync_playwright() as playwright,
    ):
        lab = next(served)
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        both = []
        for name, code, root in (
            ("scorelab", SCORELAB, ".ae-effect"),
            ("usual", USUAL, ".widget-interact .jp-OutputArea"),
        ):
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            lab.run(page, lab.write(f"{name}.ipynb", code))
            both.append(Watched(page, page.locator(".noUi-handle").first, root))
        for watched in both:  # not counted: the first picture pays for imports and fonts
            watched.press("ArrowRight")
            watched.single.clear()
            watched.paint.clear()
        for turn in range(ROUNDS):
            for watched in both:
                watched.page.bring_to_front()
                for _ in range(PRESSES):
                    watched.press("ArrowLeft" if turn % 2 else "ArrowRight")
                watched.pull("ArrowRight")
                watched.pull("ArrowLeft")
        browser.close()
    return both[0], both[1]


def rows() -> list[Row]:
    """The figures of the slider."""
    ours, usual = measure()

    def line(what: str, a: list[float], goal: str = "", b: list[float] | None = None) -> Row:
        middle = statistics.median(a)
        ratio = f"{statistics.median(b) / middle:.1f} x faster" if b else ""
        return Row(what, f"{middle:.0f} ms (p95 {percentile(a, 0.95):.0f} ms)", ratio, goal)

    return [
        line("step to changed picture, ScoreLab", ours.single,
             "<= 60 ms (p95 <= 100 ms), >= 5 x", usual.single),
        line("  the usual way: interact + seaborn", usual.single),
        line("step to painted frame, ScoreLab", ours.paint, "", usual.paint),
        line("  the usual way", usual.paint),
        line("end of a fast drag to final picture, ScoreLab", ours.drag, "<= 150 ms", usual.drag),
        line("  the usual way", usual.drag),
        Row("pictures in a drag of 30 steps, ScoreLab", f"{statistics.median(ours.drawn):.0f}"),
        Row("  the usual way", f"{statistics.median(usual.drawn):.0f}"),
    ]  # fmt: skip


if __name__ == "__main__":
    show("Slider, 10,000 orders, JupyterLab", rows())
