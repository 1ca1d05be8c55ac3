"""The same order table in everything that may hold one, for tests that compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from aecourse.orders import COLUMNS, OPTIONAL
from aecourse.orders.register import PLATFORM_CLOCK

KINDS = {column.name: column.kind for column in (*COLUMNS, *OPTIONAL)}


def _named(table: pd.DataFrame, kind: str) -> list[str]:
    return [name for name in table if KINDS.get(name) == kind]


def words(table: pd.DataFrame) -> pd.DataFrame:
    """Choices as plain text."""
    return table.assign(**{c: table[c].astype(object).where(table[c].notna(), None) for c in _named(table, "choice")})


def arrow(table: pd.DataFrame) -> pa.Table:
    """As PyArrow's own types; what is missing is null."""
    return pa.Table.from_pandas(words(table), preserve_index=False)


# -- pandas -----------------------------------------------------------------------------------------


def objects(table: pd.DataFrame) -> pd.DataFrame:
    """Python objects; what is missing is None, NaN and pd.NA in turn."""
    blank = np.array([None, np.nan, pd.NA], dtype=object)
    found = {}
    for name in table:
        cells = table[name].astype(object).to_numpy(copy=True)
        missing = table[name].isna().to_numpy()
        cells[missing] = blank[np.arange(missing.sum()) % 3]
        if KINDS.get(name) == "time":
            cells[~missing] = [at.to_pydatetime() for at in cells[~missing]]
        found[name] = pd.Series(cells, index=table.index, dtype=object)
    return pd.DataFrame(found)


def texts(table: pd.DataFrame) -> pd.DataFrame:
    """As read from a CSV file without a word about types."""
    return table.astype(object).where(table.notna(), None).map(str, na_action="ignore")


def in_unit(unit: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Times in another unit."""
    return lambda table: table.assign(**{c: table[c].astype(f"datetime64[{unit}]") for c in _named(table, "time")})


def zoned(table: pd.DataFrame, zone: str = "Asia/Shanghai") -> pd.DataFrame:
    """Times with a zone."""
    return table.assign(**{
        c: table[c].dt.tz_localize(PLATFORM_CLOCK, ambiguous=True, nonexistent="shift_forward")
        .dt.tz_convert(zone) for c in _named(table, "time")
    })  # fmt: skip


def offsets(table: pd.DataFrame) -> pd.DataFrame:
    """Times as text, each with the platform's offset of its season; every third without one."""
    local = zoned(table, PLATFORM_CLOCK)

    def written(column: str) -> pd.Series:
        cells = [None if pd.isna(at) else at.isoformat() if row % 3 else at.isoformat()[:-6]
                 for row, at in enumerate(local[column])]  # fmt: skip
        return pd.Series(cells, index=table.index, dtype=object)

    return table.assign(**{c: written(c) for c in _named(table, "time")})


def numbered_flags(table: pd.DataFrame) -> pd.DataFrame:
    """Flags as 0, 1 and missing for no in turn."""

    def numbers(column: str) -> pd.Series:
        zero = np.where(np.arange(len(table)) % 2, 0.0, np.nan)
        return pd.Series(np.where(table[column], 1.0, zero), index=table.index)

    return table.assign(**{c: numbers(c) for c in _named(table, "flag")})


def own_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Every text as a pandas category, its words in the order of the alphabet."""
    text = [*_named(table, "choice"), *_named(table, "text")]
    return table.assign(**{c: words(table)[c].astype("category") for c in text})


def arrow_backed(table: pd.DataFrame) -> pd.DataFrame:
    """pandas over Arrow memory."""
    found: pd.DataFrame = arrow(table).to_pandas(types_mapper=pd.ArrowDtype)
    return found


def arrow_zoned(table: pd.DataFrame) -> pd.DataFrame:
    """pandas over Arrow memory, times with a zone."""
    found: pd.DataFrame = arrow(zoned(table)).to_pandas(types_mapper=pd.ArrowDtype)
    return found


IN_PANDAS: Mapping[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "nullable": lambda table: table.convert_dtypes(),
    "nullable words": lambda table: words(table).convert_dtypes(),
    "nullable over Arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "over Arrow": arrow_backed,
    "over Arrow, a zone": arrow_zoned,
    "objects": objects,
    "texts": texts,
    "categories": own_categories,
    "seconds": in_unit("s"),
    "milliseconds": in_unit("ms"),
    "nanoseconds": in_unit("ns"),
    "a zone": zoned,
    "UTC": lambda table: zoned(table, "UTC"),
    "zoned objects": lambda table: objects(zoned(table)),
    "offsets": offsets,
    "numbered flags": numbered_flags,
    "small ratings": lambda table: table.assign(
        **{c: table[c].astype("Int8") for c in _named(table, "stars")}),
    "the columns turned round": lambda table: table[table.columns[::-1]],
}  # fmt: skip


# -- other engines ----------------------------------------------------------------------------------


def polars(table: pd.DataFrame) -> pl.DataFrame:
    """Polars, choices as its categories."""
    frame = pl.from_arrow(arrow(table))
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(pl.col(*_named(table, "choice")).cast(pl.Categorical))


def polars_nan(table: pd.DataFrame) -> pl.DataFrame:
    """Polars with NaN for a missing number, flags as 0, 1 and null, and small integers."""
    frame = polars(numbered_flags(table)).with_columns(pl.col(*_named(table, "flag")).fill_nan(None))
    numbers = [*_named(table, "stars"), *_named(table, "number")]
    return frame.with_columns(pl.col(*numbers).fill_null(float("nan")), pl.col(*_named(table, "flag")).cast(pl.Int8))


def polars_zoned(table: pd.DataFrame) -> pl.DataFrame:
    """Polars, each time in a zone of its own and in milliseconds."""
    frame = pl.from_arrow(arrow(zoned(table, "UTC")))
    assert isinstance(frame, pl.DataFrame)
    zones = ("Asia/Shanghai", "Europe/Moscow", "UTC", PLATFORM_CLOCK)
    return frame.with_columns(
        pl.col(name).dt.convert_time_zone(zones[i % 4]).dt.cast_time_unit("ms")
        for i, name in enumerate(_named(table, "time"))
    )


def duck(table: pd.DataFrame | pa.Table, zone: str = "UTC") -> duckdb.DuckDBPyRelation:
    """DuckDB, on a connection with a clock of its own."""
    connection = duckdb.connect()
    connection.execute(f"SET TimeZone = '{zone}'")
    held = arrow(table) if isinstance(table, pd.DataFrame) else table
    connection.register("orders_held", held)
    connection.execute("CREATE TABLE orders AS SELECT * FROM orders_held")
    return connection.table("orders")


def arrow_nan(table: pd.DataFrame) -> pa.Table:
    """PyArrow with NaN for a missing number and flags as 0, 1 and null."""
    return polars_nan(table).with_columns(
        pl.col(*_named(table, "choice")).cast(pl.String)
    ).to_arrow()  # fmt: skip


ELSEWHERE: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "Polars": polars,
    "Polars lazy": lambda table: polars(table).lazy(),
    "Polars, NaN": polars_nan,
    "Polars, zones": polars_zoned,
    "Polars lazy, zones": lambda table: polars_zoned(table).lazy(),
    "DuckDB": duck,
    "DuckDB, NaN": lambda table: duck(arrow_nan(table)),
    "DuckDB, a zone": lambda table: duck(zoned(table), "Asia/Tokyo"),
    "DuckDB, the platform's zone": lambda table: duck(zoned(table), PLATFORM_CLOCK),
    "PyArrow": arrow,
    "PyArrow, NaN": arrow_nan,
    "PyArrow, a zone": lambda table: arrow(zoned(table)),
}
HOLDERS = {**IN_PANDAS, **ELSEWHERE}
