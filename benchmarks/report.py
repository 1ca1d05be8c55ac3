"""A table of figures in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, the median, its ratio to the alternative, the goal."""

    what: str
    median: str
    ratio: str = ""
    goal: str = ""


def show(title: str, rows: Iterable[Row]) -> None:
    """Print the rows in columns."""
    table = [("what", "median", "ratio or rate", "goal"), *map(astuple, rows)]
    widths = [max(len(row[i]) for row in table) for i in range(4)]
    print(f"\n{title}")
    for row in table:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
