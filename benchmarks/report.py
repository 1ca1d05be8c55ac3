"""Figures in the terminal: each part is told while it works and printed as it ends."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from time import perf_counter
from typing import Any

WIDTHS = (58, 30, 18)


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, the median, its ratio to the alternative, the goal."""

    what: str
    median: str
    ratio: str = ""
    goal: str = ""


def load() -> str:
    """How busy the machine is: processes that want a core, over the last minute and the last five."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} ({five:.1f} over 5 minutes) on {os.cpu_count()} cores"


def show(title: str, rows: Iterable[Row]) -> None:
    """Print the rows in columns, each as soon as it is known, and how long the part took."""
    begun = perf_counter()
    print(f"\n{title}: Python {platform.python_version()}, {load()}")
    _line("what", "median", "ratio or rate", "goal")
    for row in rows:
        _line(*astuple(row))
    print(f"  took {perf_counter() - begun:.0f} s; {load()}", flush=True)


def _line(*cells: str) -> None:
    padded = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)]
    print("  ".join([*padded, cells[-1]]).rstrip(), flush=True)


def doing(what: str) -> None:
    """Say what is being measured now."""
    print(f"    ... {what}", flush=True)


def median(work: Callable[[], Any], runs: int = 5, clock: Callable[[], float] = perf_counter) -> float:
    """The median seconds of *runs* runs, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        begun = clock()
        work()
        times.append(clock() - begun)
    return statistics.median(times)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that *share* of *values* do not exceed."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]
