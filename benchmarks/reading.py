"""How long a file of orders takes to be read and checked, beside reading it as plain text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from aecourse import Store, read_orders
from aecourse.orders import write_orders
from aecourse.simulation.orders import simulate
from benchmarks.report import Row, doing, median, show

ORDERS = 100_000


def rows() -> Iterator[Row]:
    """A CSV file of one store: read and checked, and read only."""
    doing(f"writing and reading a file of {ORDERS:,} orders")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        write_orders(simulate(Store(orders_per_day=300), orders=ORDERS, seed=1), path)
        checked = median(lambda: read_orders(path), 3)
        plain = median(lambda: pd.read_csv(path), 3)
        yield Row(f"read_orders, {ORDERS:,} orders, typed and checked", f"{checked:.2f} s", "",
                  "<= 4 x pandas.read_csv")  # fmt: skip
        yield Row("  pandas.read_csv, neither typed nor checked", f"{plain:.2f} s",
                  f"{checked / plain:.1f} x as long")  # fmt: skip
        try:
            import polars as pl
        except ImportError:
            return
        other = median(lambda: pl.read_csv(path, infer_schema_length=None), 3)
        yield Row("  polars.read_csv, neither typed nor checked", f"{other:.2f} s",
                  f"{checked / other:.1f} x as long")  # fmt: skip


if __name__ == "__main__":
    show("Reading a file", rows())
