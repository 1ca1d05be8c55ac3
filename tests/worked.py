"""Hand-made orders: a plain clean order, and what each test changes in it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

import pandas as pd

from aecourse import assess, measure
from aecourse.orders import conform
from aecourse.scoring.assessment import Assessment

CLEAN: dict[str, Any] = {
    "store_id": "shop",
    "product_id": "p1",
    "category": "other",
    "destination": "US",
    "amount_usd": 20.0,
    "paid_at": "2015-07-10 10:00",
    "ship_by": "2015-07-17 10:00",
    "shipped_at": "2015-07-12 10:00",
    "first_scan_at": "2015-07-13 10:00",
    "delivered_at": "2015-08-01 10:00",
    "receipt_at": "2015-08-02 10:00",
    "receipt": "confirmed",
    "review_at": "2015-08-05 10:00",
    "stars": 5,
    "dsr_description": 5,
    "dsr_communication": 5,
    "dsr_logistics": 5,
    "exempt": False,
}

# what is empty in an order that was never shipped
UNSHIPPED = dict.fromkeys((
    "shipped_at", "first_scan_at", "delivered_at", "receipt_at", "receipt", "review_at", "stars",
    "dsr_description", "dsr_communication", "dsr_logistics",
))  # fmt: skip

# what is empty in an order that nobody reviewed
UNREVIEWED = dict.fromkeys(("review_at", "stars", "dsr_description", "dsr_communication", "dsr_logistics"))


def orders(*changes: dict[str, Any], **common: Any) -> pd.DataFrame:
    """One clean order for each of *changes*, changed so; buyers and orders are all different."""
    rows = [
        {"order_id": f"o{i}", "buyer_id": f"b{i}", **CLEAN, **common, **change}
        for i, change in enumerate(changes, start=1)
    ]
    return conform(pd.DataFrame(rows))


def clean(count: int, **common: Any) -> list[dict[str, Any]]:
    """*count* times no change."""
    return [dict(common) for _ in range(count)]


def assess_twice(orders: Any, regime: Any, as_of: Any, **how: Any) -> Any:
    """:func:`aecourse.assess`; its metrics are the same where Polars works them out as one query."""
    found = assess(orders, regime, as_of, **how)
    if isinstance(found, Assessment):
        asked = {"metrics": list(found.regime.metrics), "window": found.window, "regime": found.regime}
        here, *there = (measure(table, **asked) for table in holders(orders))
        for other in there:
            pd.testing.assert_frame_equal(other, here)
    return found


def holders(table: pd.DataFrame) -> list[Any]:
    """The same orders in pandas, and in Polars where it is installed."""
    if find_spec("polars") is None:
        return [table]
    import polars as pl

    return [table, pl.from_pandas(table)]


def ids(table: pd.DataFrame) -> list[str]:
    """The order ids of a table, in order."""
    return sorted(table["order_id"], key=lambda id: (len(id), id))


def numbers(table: pd.DataFrame, metric: str) -> tuple[int, int]:
    """Numerator and denominator of a metric in a metrics table."""
    row = table[table["metric"] == metric].iloc[0]
    return int(row["numerator"]), int(row["denominator"])


def dispute(opened: str, reason: str = "not_as_described", **more: Any) -> dict[str, Any]:
    """A dispute opened then, and what came of it."""
    return {"dispute_opened_at": opened, "dispute_reason": reason, **more}


def shuffled(table: pd.DataFrame, order: Iterable[int]) -> pd.DataFrame:
    """The rows of *table* in another order."""
    return table.iloc[list(order)].reset_index(drop=True)
