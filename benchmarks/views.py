"""From a step of a control to the changed picture: every live view, in JupyterLab in Chromium.

Beside them stands the usual way in the same run: ``interact`` with a new seaborn figure of the facts
that ScoreLab shows.  ScoreLab and the usual way work on 10,000 orders; the other views on what they
start with, which is named.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Row, show
from benchmarks.watched import Watched
from tests.browser.jupyter import FLAGS, Lab, serve
from tests.chromium import find

ORDERS, ROUNDS, PRESSES = 10_000, 2, 12


@dataclass(frozen=True)
class Shown:
    """A view as a cell, the control that is moved, and where its picture is."""

    name: str
    code: str
    handle: str = ".noUi-handle >> nth=0"
    picture: str = ".ae-effect"
    keys: tuple[str, str] = ("ArrowRight", "ArrowLeft")


STORE = f"aecourse.Store(orders_per_day=100), orders={ORDERS}"
VIEWS = (
    Shown("ScoreLab, 2015 grade", f"aecourse.live.ScoreLab({STORE})"),
    Shown("ScoreLab, 6 items", f"aecourse.live.ScoreLab({STORE}, regime='daily6')"),
    Shown("Regimes", "aecourse.live.Regimes()", ".ae-date .noUi-handle"),
    Shown("TierLadder", "aecourse.live.TierLadder()"),
    Shown("SmallNumbers", "aecourse.live.SmallNumbers()"),
    Shown("Transition", "aecourse.live.Transition()"),
    Shown("OrderExplorer", "aecourse.live.OrderExplorer()", "[data-moment=shipped_at]"),
    Shown("Tactics, effort", f"aecourse.live.Tactics(['ship', 'listing'], orders={ORDERS})", ".ae-strength .noUi-handle",
          keys=("ArrowLeft", "ArrowRight")),
    Shown("StoreYear, a choice", "aecourse.live.StoreYear()", ".ae-price .noUi-handle"),
    Shown("Capstone, the metric", "aecourse.live.Capstone(seed=1)", ".ae-metric select", keys=(
        "ArrowDown", "ArrowUp")),
)  # fmt: skip

# The same facts as ScoreLab shows: the rate with its interval among the limits, five conditions,
# the rolling line with limits and check days, three orders.
USUAL_CODE = f"""\
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

USUAL = Shown(
    "the usual way: interact + seaborn", USUAL_CODE, picture=".widget-interact .jp-OutputArea"
)

FIRST = """() => new Promise(done => {
    document.querySelectorAll('.aecourse-live svg').forEach(svg => svg.dataset.old = 'yes');
    const start = performance.now();
    const look = () => document.querySelector('.aecourse-live svg:not([data-old])')
        ? done(performance.now() - start) : setTimeout(look, 5);
    jupyterapp.commands.execute('notebook:run-cell');
    look();
})"""


def opened(lab: Lab, browser: Browser, shown: Shown) -> Page:
    """A page that shows the view, its cell chosen."""
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    return lab.run(page, lab.write("measured.ipynb", "import aecourse", shown.code))


def first_picture(page: Page) -> float:
    """From running the cell again, imports done, to its picture; in milliseconds."""
    times: list[float] = []
    for _ in range(3):
        times.append(page.evaluate(FIRST))
        page.wait_for_timeout(1500)
    return statistics.median(times)


@dataclass
class Measured:
    """What was seen of one view."""

    shown: Shown
    watched: Watched
    first: float | None

    def step(self) -> tuple[float, float]:
        return statistics.median(self.watched.single), percentile(self.watched.single, 0.95)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def measure() -> list[Measured]:
    """Every view and the usual way, one page after the other on one server."""
    found = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(serve(Path(folder), "en")) as served,
        sync_playwright() as playwright,
    ):
        lab = next(served)
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for shown in (*VIEWS, USUAL):
            page = opened(lab, browser, shown)
            first = None if shown is USUAL else first_picture(page)
            watched = Watched(page, page.locator(shown.handle).first, shown.picture)
            watched.begin(shown.keys)
            for _ in range(ROUNDS):
                for step in range(2 * PRESSES):  # there and back: no control comes to its end
                    watched.press(shown.keys[step % 2])
                    if step % PRESSES == 0:
                        watched.pull(shown.keys)
            found.append(Measured(shown, watched, first))
            page.close()
        browser.close()
    return found


def rows() -> list[Row]:
    """The figures of every view beside the usual way."""
    *views, usual = measure()
    slow, _ = usual.step()
    slow_drag = statistics.median(usual.watched.drag)
    found = []
    for one in views:
        middle, high = one.step()
        drag = statistics.median(one.watched.drag)
        found += [
            Row(f"{one.shown.name}: step to changed picture",
                f"{middle:.0f} ms (p95 {high:.0f} ms)", f"{slow / middle:.1f} x faster",
                "<= 60 ms (p95 <= 100 ms), >= 5 x"),
            Row("  end of a fast drag to final picture",
                f"{drag:.0f} ms (worst {max(one.watched.drag):.0f} ms)",
                f"{slow_drag / drag:.1f} x faster", "<= 150 ms"),
            Row("  first picture after the cell runs", f"{one.first:.0f} ms", "", "<= 1 s"),
        ]  # fmt: skip
    return [
        *found,
        Row(usual.shown.name, f"{slow:.0f} ms (p95 {usual.step()[1]:.0f} ms)"),
        Row("  end of a fast drag to final picture", f"{slow_drag:.0f} ms"),
    ]


if __name__ == "__main__":
    show("Live views in JupyterLab", rows())
