"""From a step of a control to the changed picture: every live view, in JupyterLab in Chromium.

Beside them stand two others in the same run: the usual way, ``interact`` with a new seaborn figure of
the facts that ScoreLab shows; and the floor, a slider that writes its number into a text, below which
no view can come on the machine.  ScoreLab and the usual way work on 10,000 orders; the other views on
what they start with, which is named.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Row, doing, percentile, show
from benchmarks.watched import Watched
from tests.browser.jupyter import FLAGS, Lab, serve
from tests.chromium import find

ORDERS = 10_000
STEPS, USUAL_STEPS = 24, 12  # there and back, three each way: no control comes to its end
PULLS, FIRSTS = 3, 3  # drags, and first pictures of a view
USUAL_QUIET = 1000  # its figure is taken away before the next one comes


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
    Shown("DeadlineClock", "aecourse.live.DeadlineClock()"),
    Shown("MyNumbers, the rule", "aecourse.live.MyNumbers()", ".ae-rule select", keys=("ArrowDown", "ArrowUp")),
    Shown("OrderExplorer", "aecourse.live.OrderExplorer()", "[data-moment=shipped_at]"),
    Shown(
        f"Tactics, {ORDERS:,} orders",
        f"aecourse.live.Tactics(['ship', 'listing'], orders={ORDERS})",
        ".ae-strength .noUi-handle",
        keys=("ArrowLeft", "ArrowRight"),
    ),
    Shown("StoreYear, a choice", "aecourse.live.StoreYear()", ".ae-price .noUi-handle"),
    Shown("Capstone, a place", "aecourse.live.Capstone(seed=1)", ".ae-where select", keys=("ArrowDown", "ArrowUp")),
)

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

# No arithmetic, no picture: what the page, the server and the kernel take for any step.
FLOOR_CODE = """\
from ipywidgets import HTML, FloatSlider, VBox
slider, text = FloatSlider(0.02, min=0, max=0.3, step=0.005), HTML("<p class='floor'>0.02</p>")
slider.observe(lambda change: text.set_trait("value", f"<p class='floor'>{change.new}</p>"), "value")
VBox([slider, text])"""

FLOOR = Shown("the floor: a slider and its number", FLOOR_CODE, picture=".widget-html")
USUAL = Shown("the usual way: interact + seaborn", USUAL_CODE, picture=".widget-interact .jp-OutputArea")

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
    for _ in range(FIRSTS):
        times.append(page.evaluate(FIRST))
        page.wait_for_timeout(200)
    return statistics.median(times)


@dataclass
class Measured:
    """What was seen of one view, in milliseconds: steps, ends of drags, first pictures."""

    shown: Shown
    single: list[float]
    drag: list[float]
    first: float | None

    @property
    def step(self) -> float:
        return statistics.median(self.single)

    @property
    def steps(self) -> str:
        high = percentile(self.single, 0.95)
        return f"{self.step:.0f} ms (p95 {high:.0f} ms, n={len(self.single)})"

    @property
    def drags(self) -> str:
        return f"{statistics.median(self.drag):.0f} ms (worst {max(self.drag):.0f} ms, n={len(self.drag)})"


def measured(lab: Lab, browser: Browser, shown: Shown) -> Measured:
    """One view, or the usual way, on a page of its own."""
    page = opened(lab, browser, shown)
    usual = shown is USUAL
    first = None if usual or shown is FLOOR else first_picture(page)
    watched = Watched(page, page.locator(shown.handle).first, shown.picture, USUAL_QUIET if usual else 150)
    watched.begin(shown.keys)
    for step in range(USUAL_STEPS if usual else STEPS):
        watched.press(shown.keys[step // 3 % 2])
    for _ in range(PULLS):
        watched.pull(shown.keys)
    page.close()
    return Measured(shown, watched.single, watched.drag, first)


def is_asked(shown: Shown, asked: str | None) -> bool:
    """Whether a view is among those asked for; None asks for all."""
    return asked is None or shown.name.lower().startswith(asked.lower())


def rows(asked: str | None = None) -> Iterator[Row]:
    """The usual way and the floor first, then every view beside them; on one server, in one browser."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(serve(Path(folder), "en")) as served,
        sync_playwright() as playwright,
    ):
        doing("starting JupyterLab and the browser")
        lab = next(served)
        browser = playwright.chromium.launch(executable_path=find(whole=True), args=FLAGS)
        doing(USUAL.name)
        usual = measured(lab, browser, USUAL)
        yield Row(f"{USUAL.name}: a step", usual.steps)
        yield Row("  end of a fast drag to final picture", usual.drags)
        doing(FLOOR.name)
        floor = measured(lab, browser, FLOOR)
        yield Row(f"{FLOOR.name}: a step", floor.steps, f"{usual.step / floor.step:.1f} x faster")
        for shown in VIEWS:
            if is_asked(shown, asked):
                doing(shown.name)
                yield from _told(measured(lab, browser, shown), usual, floor)
        browser.close()


def _told(one: Measured, usual: Measured, floor: Measured) -> Iterator[Row]:
    quicker = usual.step / one.step
    drag, slow = statistics.median(one.drag), statistics.median(usual.drag)
    yield Row(f"{one.shown.name}: a step", one.steps, f"{quicker:.1f} x faster", "<= 20 ms (p95 <= 40 ms), >= 5 x")
    yield Row("  end of a fast drag to final picture", one.drags, f"{slow / drag:.1f} x faster", "<= 150 ms")
    yield Row("  above the floor", f"{one.step - floor.step:.0f} ms")
    yield Row("  first picture after the cell runs", f"{one.first:.0f} ms", "", "<= 1 s")


if __name__ == "__main__":
    show("Live views in JupyterLab", rows())
