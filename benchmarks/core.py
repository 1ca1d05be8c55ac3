"""How fast orders are simulated and assessed, beside the same done row by row in plain Python.

Medians of several runs in one process on one core, and the ratio of the costs per order.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from aecourse import Store, assess, rulebook
from aecourse.simulation.orders import core_draw, simulate
from benchmarks import memory, row_by_row
from benchmarks.report import Row, doing, median, show

MANY, STORES, FEW = 1_000_000, 1_000, 5_000


def many_orders() -> pd.DataFrame:
    """A million orders of a thousand stores."""
    table = simulate(Store(orders_per_day=MANY / 200), orders=MANY, seed=1)
    names = np.array([f"store-{i:04d}" for i in range(STORES)], dtype=object)
    return table.assign(store_id=pd.array(names[np.arange(MANY) % STORES], dtype="str"))


def import_cost() -> float:
    """Seconds of ``import aecourse`` above bare Python: the difference of the medians."""

    def start(code: str) -> Callable[[], Any]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    return median(start("import aecourse"), 9) - median(start("pass"), 9)


def rows() -> Iterator[Row]:
    """Every figure of the core."""

    def ratio(plain: float, fast: float) -> str:
        return f"{(plain / FEW) / (fast / MANY):.0f} x"

    regime = rulebook.load("grade_2015_odr")
    memory.begin()
    doing("simulating a million orders")
    drawn = median(lambda: core_draw(Store(), MANY, 1))
    plain_draw = median(lambda: row_by_row.simulate(Store(), FEW, 1), 3)
    yield Row(
        "simulate, core draw, 1,000,000 orders",
        f"{drawn:.2f} s",
        f"{MANY / drawn / 1e6:.1f} million/s",
        ">= 1 million/s",
    )
    yield Row("  row by row, per order", f"{plain_draw / FEW * 1e6:.1f} µs", ratio(plain_draw, drawn), ">= 100 x")
    framed = median(lambda: simulate(Store(), orders=MANY, seed=1), 3)
    yield Row("simulate, whole order table, 1,000,000 orders", f"{framed:.2f} s", ratio(plain_draw, framed))

    doing("assessing them")
    table = many_orders()
    assessed = median(lambda: assess(table, regime, "2015-09-30", by="store_id"))
    peak = memory.peak()
    yield Row("assess, 1,000,000 orders of 1,000 stores", f"{assessed:.2f} s", "", "<= 0.5 s")
    few = table.iloc[:FEW]
    records = few.astype(object).where(few.notna(), None).to_dict("records")
    start, end = datetime(2015, 7, 3), datetime(2015, 9, 30, 23, 59, 59, 999999)
    plain_assessed = median(lambda: row_by_row.rates(records, start, end), 3)
    yield Row("  row by row, per order", f"{plain_assessed / FEW * 1e6:.1f} µs",
              ratio(plain_assessed, assessed))  # fmt: skip
    yield Row("  peak memory of this process", f"{peak:,} MB", "", "<= 1000 MB")
    one = simulate(Store(), orders=10_000, seed=1)
    single = median(lambda: assess(one, regime, "2015-09-30", illustrative=True), 15)
    yield Row("assess one store of 10,000 orders", f"{single * 1e3:.1f} ms")
    doing("importing the package in new processes")
    yield Row("import aecourse above bare Python", f"{import_cost() * 1e3:.0f} ms", "", "<= 60 ms")


if __name__ == "__main__":
    show("Core", rows())
