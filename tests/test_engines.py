"""Whatever holds the orders, the numbers are the same; and no engine gives its rows away."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

pytest.importorskip("polars")
pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from aecourse import measure, rulebook
from aecourse.metrics import METRICS
from tests.engines import ELSEWHERE, HOLDERS
from tests.holes import MAY_BE_BLANK, blanked, whole

WINDOW = ("2015-07-03", "2015-09-20")
EVERY = list(METRICS)
BY = [None, "store_id", "category", "day", ["destination", "receipt"]]


def holed() -> pd.DataFrame:
    """A sample of several stores with all optional columns and a seventh of its cells blank."""
    table = whole(400)
    table = table.assign(store_id=np.array(["s1", "s2", "s3"])[np.arange(len(table)) % 3])
    # few buyers, so that reviews are merged; some reviewed in the same instant
    table["buyer_id"] = [f"b{n % 40}" for n in range(len(table))]
    twins = table["review_at"].notna() & (table.index % 5 == 0)
    table.loc[twins, "review_at"] = pd.Timestamp("2015-08-15 12:00")
    cells = [(row, column) for column_number, column in enumerate(MAY_BE_BLANK)
             for row in range(len(table)) if (row * 31 + column_number * 17) % 7 == 0]  # fmt: skip
    return blanked(table, cells)


HOLED = holed()
TABLES = {"full": whole(400), "holed": HOLED}


@pytest.fixture
def rows_taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each frame had that was brought into pandas from another engine."""
    taken: list[int] = []
    bring = nw.DataFrame.to_pandas

    def counted(frame: Any) -> pd.DataFrame:
        taken.append(len(frame))
        return bring(frame)

    monkeypatch.setattr(nw.DataFrame, "to_pandas", counted)
    return taken


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("holder", HOLDERS)
def test_every_holder_gives_the_same_numbers(
    holder: str, table: str, rows_taken: list[int]
) -> None:
    orders = TABLES[table]
    held = HOLDERS[holder](orders)
    for by in BY:
        expected = measure(orders, EVERY, WINDOW, by=by)
        pd.testing.assert_frame_equal(measure(held, EVERY, WINDOW, by=by), expected)
        groups = len(expected) // len(EVERY)
        assert rows_taken == ([groups] if holder in ELSEWHERE else []), by
        rows_taken.clear()


@pytest.mark.parametrize("holder", ["Polars, NaN", "Polars lazy, zones", "DuckDB", "PyArrow"])
def test_every_regime_s_list_stays_in_its_engine(holder: str, rows_taken: list[int]) -> None:
    held = ELSEWHERE[holder](HOLED)
    for regime in rulebook.regimes():
        metrics = list(regime.metrics)
        expected = measure(HOLED, metrics, WINDOW, by="store_id", regime=regime)
        found = measure(held, metrics, WINDOW, by="store_id", regime=regime)
        pd.testing.assert_frame_equal(found, expected)
        assert rows_taken == [3]
        rows_taken.clear()
