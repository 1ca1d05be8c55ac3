"""How long the same orders take under every regime, at once and one after the other."""

from __future__ import annotations

import resource

from aecourse import Store, assess, rulebook
from aecourse.assessment import compare
from aecourse.simulation import simulate
from benchmarks.core import many_orders, median
from benchmarks.report import Row, show

DAY = "2015-09-30"


def rows() -> list[Row]:
    """Every regime on a thousand stores, and on one."""
    every = rulebook.regimes()
    many = many_orders()
    together = median(lambda: compare(many, every, DAY, by="store_id", illustrative=True), 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    singly = sum(
        median(lambda r=r: assess(many, r, DAY, by="store_id", illustrative=True), 1) for r in every
    )
    one = simulate(Store(orders_per_day=50), orders=10_000, seed=1)
    single = median(lambda: compare(one, every, DAY, illustrative=True), 9)
    return [
        Row(f"{len(every)} regimes, 1,000,000 orders of 1,000 stores", f"{together:.2f} s", "",
            "<= 3 s"),
        Row("  one after the other", f"{singly:.2f} s", f"{singly / together:.1f} x", ""),
        Row("  peak memory of this process", f"{peak:.0f} MB", "", "<= 2000 MB"),
        Row(f"{len(every)} regimes, one store of 10,000 orders", f"{single * 1e3:.0f} ms", "",
            "<= 150 ms"),
    ]  # fmt: skip


if __name__ == "__main__":
    show("All regimes", rows())
