"""Order tables with holes: cells of the samples blanked, as a learner's own table has them.

Every column but the four that each order has (its ids and its payment) may be blank.  A strategy
draws which cells; what holds whatever is blank is for the tests that use it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from aecourse.orders import COLUMNS, OPTIONAL, conform, load_sample

MAY_BE_BLANK = tuple(c.name for c in (*COLUMNS, *OPTIONAL) if not c.required)
# In these a blank and a "no" are the same.
FLAGS = tuple(c.name for c in (*COLUMNS, *OPTIONAL) if c.kind == "flag")


@lru_cache
def whole(orders: int = 150, sample: str = "growing-store") -> pd.DataFrame:
    """The last *orders* orders of a sample, the optional columns filled; nothing blanked yet."""
    table = load_sample(sample).tail(orders).reset_index(drop=True)
    number = np.arange(len(table))
    asked = table["paid_at"] + pd.Timedelta(hours=5)
    return conform(table.assign(
        message_at=asked.where(number % 3 == 0),
        replied_at=(asked + pd.to_timedelta(number % 40, unit="h")).where(number % 6 != 0),
        custom_goods=number % 7 == 0,
        exempt=number % 11 == 0,
        mode=np.array(["semi_managed", "semi_managed", "pop", "fully_managed"])[number % 4],
        handover=np.array(["pickup", "self_delivery"])[number % 2],
        listed_at=table["paid_at"] - pd.to_timedelta(number % 50, unit="D"),
        sold_last_month=number % 25,
        carrier_line=np.array(["line-1", "line-2"])[number % 2],
    ))  # fmt: skip


def blanked(table: pd.DataFrame, cells: Iterable[tuple[int, str]]) -> pd.DataFrame:
    """*table* without the values of these cells (row number, column)."""
    rows = defaultdict(list)
    for row, column in cells:
        rows[column].append(row)
    found = table.copy()
    for column, blank in rows.items():
        found.loc[found.index[blank], column] = False if column in FLAGS else None
    return found


@st.composite
def holes(draw: st.DrawFn, rows: int, columns: Iterable[str] = MAY_BE_BLANK) -> list[tuple[int, str]]:
    """Cells to blank in a table of *rows* orders: single ones, and whole columns."""
    names = st.sampled_from(sorted(columns))
    single = draw(st.lists(st.tuples(st.integers(0, rows - 1), names), max_size=40))
    for column in draw(st.lists(names, max_size=3, unique=True)):
        share = draw(st.sampled_from((2, 3, 1)))  # of 1: the whole column
        single += [(row, column) for row in range(rows) if row % share == 0]
    return list(dict.fromkeys(single))


@st.composite
def tables_with_holes(
    draw: st.DrawFn, orders: int = 150, sample: str = "growing-store"
) -> pd.DataFrame:  # fmt: skip
    """A sample's last orders with blanked cells, of the register's types."""
    table = whole(orders, sample)
    return blanked(table, draw(holes(len(table))))
