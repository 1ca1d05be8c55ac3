"""Lists joined to orders: disputes, refunds, reviews, the side files of a data set."""

from __future__ import annotations

from collections.abc import Mapping as Names
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...base.language import Phrase
from .folding import among
from .lines import OPEN
from .logs import Log
from .values import Typed

_NOT_THERE = Phrase("of an order that is not in the order table", "对应的订单不在订单表里")
_MOMENTS = ("review_at", "dispute_opened_at")  # of what happens to an order once, as far as its table goes
_LATER = Phrase("a further line of the same order: the first counts", "同一订单的后续记录：以第一条为准")


def join_lists(orders: pd.DataFrame, lists: Sequence[Typed], unjoined: Log, store: str | None) -> frozenset[str]:
    """Give *orders* what the *lists* tell of them, in place; the columns that they told.

    A list never adds an order.  What finds no order, and what stands behind an earlier line of the
    same order, is noted in *unjoined*.
    """
    told: set[str] = set()
    for part in sorted(lists, key=lambda part: part.lines.mapping.step):
        mapping = part.lines.mapping
        rows = np.flatnonzero(part.lines.status == OPEN)
        table = part.table.iloc[rows].assign(_row=rows)
        for name in part.early:
            table[f"_early {name}"] = part.early[name][rows]
            table[f"_late {name}"] = part.late[name][rows]
        if store is not None and "store_id" in table and (table["store_id"] == store).any():
            table = table[table["store_id"] == store]
        if mapping.join not in orders:
            continue
        columns = [c for c in table.columns if c not in ("key", "_row", "ignored")]
        known = among(table["key"], orders[mapping.join].dropna())
        if mapping.join == "order_id":
            _note(unjoined, part, table[~known], _NOT_THERE)
        found = table[known]
        moment = next((name for name in _MOMENTS if name in found), None)
        if moment is not None:
            found = found.sort_values(moment, kind="stable")
            new = ~found.duplicated(["key", *columns])  # not only the same line again
            _note(unjoined, part, found[found.duplicated("key") & new], _LATER)
            found = found.drop_duplicates("key")  # of two disputes no half of each
        folded = _folded(found, columns, mapping.fold)
        beside = folded.reindex(orders[mapping.join]).set_axis(orders.index)
        for column, values in beside.items():
            replaces = column == mapping.join or column not in orders
            orders[column] = values if replaces else orders[column].where(orders[column].notna(), values)
        told |= part.told & set(columns)
    return frozenset(told)


def _note(unjoined: Log, part: Typed, table: pd.DataFrame, why: Phrase) -> None:
    lines = part.lines
    rows = table["_row"].to_numpy(dtype=int)
    unjoined.add(lines.file, lines.number[rows], "order_id", table["key"], why)


def _folded(found: pd.DataFrame, columns: Sequence[str], rules: Names[str, str]) -> pd.DataFrame:
    grouped = found.groupby("key", sort=False)
    folded: dict[str, Any] = {}
    for column in columns:
        plain = column.split(" ")[-1]
        rule = rules.get(plain, "sum" if plain in ("refunded", "amount") else "first")
        if rule == "sum":
            folded[column] = grouped[column].sum(min_count=1).round(4)
        else:
            folded[column] = grouped[column].agg(rule)
    if "store_id" in columns:
        folded["sellers"] = grouped["store_id"].agg(lambda names: " + ".join(dict.fromkeys(names.dropna())))
    return pd.DataFrame(folded)
