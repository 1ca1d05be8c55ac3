"""How long the same orders take under every regime, at once and one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from aecourse import Store, assess, rulebook
from aecourse.scoring.assessment import compare
from aecourse.simulation.orders import simulate
from benchmarks import memory
from benchmarks.core import many_orders
from benchmarks.report import Row, doing, median, show

DAY = "2015-09-30"


def rows() -> Iterator[Row]:
    """Every regime on a thousand stores, and on one."""
    memory.begin()
    every = rulebook.regimes()
    doing(f"{len(every)} regimes at once")
    many = many_orders()
    together = median(lambda: compare(many, every, DAY, by="store_id", illustrative=True), 3)
    peak = memory.peak()
    yield Row(f"{len(every)} regimes, 1,000,000 orders of 1,000 stores", f"{together:.2f} s", "",
              "<= 1.5 s")  # fmt: skip
    doing("one regime after the other")
    begun = perf_counter()
    for regime in every:
        assess(many, regime, DAY, by="store_id", illustrative=True)
    singly = perf_counter() - begun
    yield Row("  one after the other", f"{singly:.2f} s", f"{singly / together:.1f} x")
    yield Row("  peak memory of this process", f"{peak:,} MB", "", "<= 2000 MB")
    one = simulate(Store(orders_per_day=50), orders=10_000, seed=1)
    single = median(lambda: compare(one, every, DAY, illustrative=True), 9)
    yield Row(f"{len(every)} regimes, one store of 10,000 orders", f"{single * 1e3:.0f} ms", "", "<= 150 ms")


if __name__ == "__main__":
    show("All regimes", rows())
