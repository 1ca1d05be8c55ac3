"""What a step of each view costs the kernel, without a page: CPU time from lever to picture.

Each step goes to a place where the view has not been.  Beside them, the usual way in the same
process: the seaborn figure of ScoreLab's facts, drawn anew.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import process_time
from typing import Any
from unittest import mock

from aecourse import Store, live
from aecourse.live.regimes.timeline import STEPS as STEPS_OF_TIME
from aecourse.models.diagnosis import DIAGNOSTIC_METRICS
from benchmarks.report import Row, doing, percentile, show
from benchmarks.views import ORDERS, USUAL_CODE

STEPS, USUAL_STEPS, UNCOUNTED = 40, 5, 5
CUTS = tuple(DIAGNOSTIC_METRICS)


@dataclass(frozen=True)
class Stepped:
    """A view, and how it is moved to the place at a share of its way, 0 to 1."""

    name: str
    view: Callable[[], Any]
    step: Callable[[Any, float], Any]
    goal: str = ""


def _store() -> Store:
    return Store(orders_per_day=100)


VIEWS = (
    Stepped(
        f"ScoreLab, 2015 grade, {ORDERS:,} orders",
        lambda: live.ScoreLab(_store(), orders=ORDERS),
        lambda view, share: view.set(stockout_rate=0.02 + 0.1 * share),
        "<= 8 ms",
    ),
    Stepped(
        f"ScoreLab, 6 items, {ORDERS:,} orders",
        lambda: live.ScoreLab(_store(), orders=ORDERS, regime="daily6"),
        lambda view, share: view.set(stockout_rate=0.02 + 0.1 * share),
        "<= 8 ms",
    ),
    Stepped("Regimes, another month", live.Regimes, lambda view, share: view.go(STEPS_OF_TIME[int(100 * share)])),
    Stepped("TierLadder", live.TierLadder, lambda view, share: view.set(score=60 + 40 * share)),
    Stepped("SmallNumbers", live.SmallNumbers, lambda view, share: view.set(share=0.01 + 0.1 * share)),
    Stepped("Transition", live.Transition, lambda view, share: view.set(squeeze=0.5 * share)),
    Stepped(
        "DeadlineClock", live.DeadlineClock, lambda view, share: view.set(later=int(view.controls["later"].max * share))
    ),
    Stepped("MyNumbers", live.MyNumbers, lambda view, share: view.set(orders_90=int(100 + 900 * share))),
    Stepped("OrderExplorer", live.OrderExplorer, lambda view, share: view.set(shipped_at=1 + 6 * share)),
    Stepped(
        f"Tactics, effort, {ORDERS:,} orders",
        lambda: live.Tactics(["ship", "listing"], orders=ORDERS),
        lambda view, share: view.set(strength=share),
    ),
    Stepped("Tactics, effort", lambda: live.Tactics(["ship", "listing"]), lambda view, share: view.set(strength=share)),
    Stepped("StoreYear, a choice", live.StoreYear, lambda view, share: view.set(cover=round(share, 1))),
    Stepped(
        "Capstone, another cut",
        lambda: live.Capstone(seed=1),
        lambda view, share: view.look(CUTS[int(len(CUTS) * share)], "category"),
    ),
)


def times(step: Callable[[float], Any], steps: int) -> list[float]:
    """Milliseconds of CPU of each step, to and fro by other places each time; the first are not counted."""
    found = []
    for n in range(steps + UNCOUNTED):
        share = 0.618034 * (n + 1) % 1
        begun = process_time()
        step(share)
        if n >= UNCOUNTED:
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
    """The usual way, and a step of each view beside it."""
    doing("the usual way")
    usual = usual_step()
    slow = statistics.median(times(lambda share: usual(0.02 + 0.1 * share), USUAL_STEPS))
    yield Row("the usual way: a new seaborn figure of ScoreLab's facts", f"{slow:.0f} ms")
    for one in VIEWS:
        doing(one.name)
        taken = times(partial(one.step, one.view()), STEPS)
        found = statistics.median(taken)
        high = percentile(taken, 0.95)
        yield Row(one.name, f"{found:.1f} ms (p95 {high:.1f} ms)", f"{slow / found:.0f} x faster", one.goal)


if __name__ == "__main__":
    show("A step of each view in its own process", rows())
