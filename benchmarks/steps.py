"""What a step of ScoreLab's slider costs the kernel, without a page: CPU time from lever to picture.

Beside it, the usual way in the same process: the seaborn figure of the same facts, drawn anew.
"""

from __future__ import annotations

import io
import itertools
import statistics
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any
from unittest import mock

from aecourse import Store
from aecourse.live import ScoreLab
from benchmarks.report import Row, doing, percentile, show
from benchmarks.views import ORDERS, USUAL_CODE

STEPS, USUAL_STEPS = 80, 5
SHARES = (0.02, 0.03, 0.05, 0.08, 0.115, 0.07, 0.04)


def times(step: Callable[[float], Any], steps: int) -> list[float]:
    """Milliseconds of CPU of each step, after one round that is not counted."""
    found = []
    for n, share in enumerate(itertools.islice(itertools.cycle(SHARES), steps + len(SHARES))):
        begun = process_time()
        step(share)
        if n >= len(SHARES):
            found.append(1e3 * (process_time() - begun))
    return found


def usual_step() -> Callable[[float], None]:
    """The function that ``interact`` calls in the usual way, its figure made into a PNG."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    def drawn() -> None:
        plt.gcf().savefig(io.BytesIO(), format="png")
        plt.close("all")

    found: dict[str, Any] = {}
    found["drawn"] = drawn
    with mock.patch("ipywidgets.interact", _as_it_is):
        exec(USUAL_CODE.replace("plt.show()", "drawn()"), found)
    step: Callable[[float], None] = found["show"]
    return step


def _as_it_is(**_: object) -> Callable[[Any], Any]:
    """``interact`` without a page: the function itself."""
    return lambda function: function


def rows() -> Iterator[Row]:
    """A step under the grade of 2015 and under the six items of 2018, and the usual way."""
    store = Store(orders_per_day=100)
    medians: dict[str, float] = {}
    for name, regime in (("2015 grade", "grade_2015_odr"), ("6 items", "daily6")):
        doing(f"{STEPS} steps of ScoreLab, {name}")
        view = ScoreLab(store, orders=ORDERS, regime=regime)
        taken = times(lambda share, view=view: view.set(stockout_rate=share), STEPS)
        medians[name] = statistics.median(taken)
        yield Row(f"ScoreLab, {name}, {ORDERS:,} orders: CPU of a step",
                  f"{medians[name]:.1f} ms (p95 {percentile(taken, 0.95):.1f} ms)", "", "<= 8 ms")  # fmt: skip
    doing("the usual way")
    slow = statistics.median(times(usual_step(), USUAL_STEPS))
    yield Row("  the usual way: a new seaborn figure", f"{slow:.0f} ms",
              f"{slow / medians['2015 grade']:.1f} x as long")  # fmt: skip


if __name__ == "__main__":
    show("A step of ScoreLab in its own process", rows())
