"""The door: whatever holds the orders, they come in with the register's types, or are refused.

Behind it every time is naive and on the platform's clock, a missing value is missing (never NaN
among the numbers of an engine that counts it), a flag is yes or no, and every column of the
register is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from ..base.errors import CourseError
from ..base.language import Phrase
from .faults import Fault, InvalidOrders
from .register import COLUMNS, EVERY, OPTIONAL, PLATFORM_CLOCK, Column
from .told import order_table
from .types import is_typed, kind_fault, name_faults, retyped, with_types

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd


def opened(orders: Any, needed: Collection[str] | None = None) -> Any:
    """*orders* ready to be measured, in their own engine.

    A pandas table of any types (numpy, nullable, Arrow, categories, text) comes back as a pandas
    table with the register's types; the same one if it has them.  A frame of another engine (Polars
    eager or lazy, DuckDB, PyArrow, PySpark: whatever narwhals knows) comes back as a narwhals frame
    in which a query gives its columns the register's types; no row is read.

    With *needed*, a pandas table may lack every other column that the register requires.

    Raises:
        CourseError: it is not a table.
        InvalidOrders: a required column is missing, or a column is of the wrong kind; all faults
            are listed.  In a pandas table each cell that does not fit is named; in another engine
            the words that are no choice are found when a column is asked for.
    """
    import pandas as pd

    native = nw.to_native(order_table(orders), pass_through=True)
    if isinstance(native, pd.DataFrame):
        return native if is_typed(native) else with_types(native, needed)
    try:
        frame = nw.from_native(native)
        schema = dict(frame.collect_schema())
    except nw.exceptions.DuplicateError:
        names = getattr(native, "column_names", None) or native.columns
        raise InvalidOrders(tuple(name_faults(list(names)))) from None
    except TypeError:
        raise CourseError(
            Phrase(
                f"an order table must be a table of pandas, Polars, DuckDB or PyArrow, not "
                f"{type(orders).__name__}; read a CSV file with read_orders(path)",
                f"订单表应是 pandas、Polars、DuckDB 或 PyArrow 的表，而不是 {type(orders).__name__}；"
                "CSV 文件请用 read_orders(path) 读取",
            )
        ) from None
    return _engine(frame, schema)


def ensure(orders: Any, needed: Collection[str] | None = None) -> pd.DataFrame:
    """*orders* as a pandas table with the register's types; another engine's frame is collected.

    A pandas table that has these types already comes back as it is.  *needed* is that of :func:`opened`.

    Raises:
        CourseError, InvalidOrders: as :func:`opened`.
    """
    table = opened(orders, needed)
    return with_types(_collected(table)) if isinstance(table, (nw.DataFrame, nw.LazyFrame)) else table


def conform(orders: Any) -> pd.DataFrame:
    """As :func:`ensure`, and always a new table with the register's columns first, in its order."""
    import pandas as pd

    return with_types(orders if isinstance(orders, pd.DataFrame) else ensure(orders))


def in_order(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """A small table of groups that came from another engine, as one that was counted in pandas."""
    for name in by:
        if name in EVERY:
            table[name], _ = retyped(table[name], EVERY[name])
        elif name == "day" and table[name].dtype.kind == "M":
            table[name] = table[name].astype("datetime64[us]")
    return table.sort_values(list(by), kind="stable", ignore_index=True)


def unlisted(names: Iterable[str]) -> dict[str, nw.Expr]:
    """Of those *names* that are columns of choices: where a word is not one of them."""
    return {
        column.name: ~(
            nw.col(column.name).is_null()
            | nw.col(column.name).cast(nw.String).is_in(column.choices).fill_null(value=False)
        )
        for column in (*COLUMNS, *OPTIONAL)
        if column.kind == "choice" and column.name in names
    }


def refuse_unlisted(frame: Any, names: Iterable[str]) -> None:
    """Raise with the words in the columns *names* of another engine's frame that are not choices."""
    faults = []
    for name, odd in unlisted(names).items():
        words = frame.filter(odd).select(nw.col(name).cast(nw.String)).unique()
        column = EVERY[name]
        faults += [
            Fault(
                name,
                None,
                "",
                Phrase(
                    f"{word!r} is not one of {', '.join(column.choices)}",
                    f"{word!r} 不在可选值之内：{'、'.join(column.choices)}",
                ),
            )
            for word in sorted(_collected(words)[name])
        ]
    raise InvalidOrders(tuple(faults))


def _collected(frame: Any) -> pd.DataFrame:
    found: pd.DataFrame = (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).to_pandas()
    return found


# -- other engines than pandas ----------------------------------------------------------------------


def _engine(frame: Any, schema: Mapping[str, Any]) -> Any:
    if frame.implementation.is_pyarrow():  # what pandas once wrote beside it would be obeyed again
        frame = nw.from_native(nw.to_native(frame).replace_schema_metadata(None))
    known = [column for column in (*COLUMNS, *OPTIONAL) if column.name in schema]
    faults = name_faults(list(schema)) + [
        fault for column in known if (fault := _kind_fault(column, schema[column.name]))
    ]
    if faults:
        raise InvalidOrders(tuple(faults))
    zoned = [c.name for c in known if getattr(schema[c.name], "time_zone", None) is not None]
    frame = _on_platform_clock(frame, zoned)
    changed = {column.name: _as_kind(column, schema[column.name], zoned) for column in known}
    absent = {c.name: _absent(c) for c in (*COLUMNS, *OPTIONAL) if c.name not in schema}
    columns = [e.alias(name) for name, e in (changed | absent).items() if e is not None]
    return frame.with_columns(*columns) if columns else frame


def _kind_fault(column: Column, dtype: Any) -> Fault | None:
    """The fault of a column whose type cannot hold its kind; an empty column holds any."""
    words = dtype in (nw.String, nw.Categorical, nw.Enum)
    number = dtype.is_numeric()
    fits = {
        "text": words or dtype.is_integer(),
        "choice": words,
        "time": dtype in (nw.Datetime, nw.Date),
        "number": number,
        "stars": number,
        "flag": dtype == nw.Boolean or number,
    }[column.kind]
    if fits or dtype == nw.Unknown:
        return None
    pandas = Phrase(
        "convert the column before, or pass the table as pandas: there text is read",
        "请先转换这一列，或改传 pandas 表：那里会读取文本",
    )
    return kind_fault(column, str(dtype), pandas if words else None)


def _as_kind(column: Column, dtype: Any, zoned: Sequence[str]) -> nw.Expr | None:
    """The column with the register's type; None where it has it."""
    value = nw.col(column.name)
    if column.kind == "time":
        plain = dtype == nw.Datetime("us") or column.name in zoned
        return None if plain else value.cast(nw.Datetime("us"))
    if column.kind in ("number", "stars"):
        if dtype.is_integer():
            return None
        number = value if dtype.is_float() else value.cast(nw.Float64)
        return nw.when(~number.is_nan()).then(number)
    if column.kind == "flag":
        yes = value.cast(nw.Float64) == 1 if dtype != nw.Boolean else value
        return yes.fill_null(value=False)
    if column.kind == "choice" and dtype == nw.String:
        return nw.when(value.str.strip_chars() != "").then(value)
    return None if dtype in (nw.String, nw.Categorical, nw.Enum) else value.cast(nw.String)


def _absent(column: Column) -> nw.Expr:
    if column.kind == "flag":
        return nw.lit(value=False)
    kinds: dict[str, Any] = {"time": nw.Datetime("us"), "number": nw.Float64, "stars": nw.Float64}
    return nw.lit(None, dtype=kinds.get(column.kind, nw.String))


def _on_platform_clock(frame: Any, names: Sequence[str]) -> Any:
    """*frame* with its zoned times as naive ones on the platform's clock."""
    if not names:
        return frame
    engine = frame.implementation
    if engine.is_duckdb():  # the zone of such a column is the connection's, not the column's
        import duckdb

        zone = duckdb.ConstantExpression(PLATFORM_CLOCK)
        moved = [
            duckdb.FunctionExpression("timezone", zone, duckdb.ColumnExpression(name)).alias(name) for name in names
        ]
        relation = nw.to_native(frame)
        order = relation.columns
        kept = relation.select(duckdb.StarExpression(exclude=list(names)), *moved)
        return nw.from_native(kept.select(*map(duckdb.ColumnExpression, order)))
    if engine.is_pyspark() or engine.is_pyspark_connect():  # likewise the session's
        from pyspark.sql import functions as f  # type: ignore[import-not-found,unused-ignore]

        return nw.from_native(
            nw.to_native(frame).withColumns(
                {
                    name: f.convert_timezone(None, f.lit(PLATFORM_CLOCK), f.col(name).cast("timestamp_ntz"))
                    for name in names
                }
            )
        )
    return frame.with_columns(
        *(
            nw.col(name).dt.convert_time_zone(PLATFORM_CLOCK).dt.replace_time_zone(None).cast(nw.Datetime("us"))
            for name in names
        )
    )
