"""Giving an order table the register's types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import CourseError
from ..language import Phrase
from .faults import Fault, InvalidOrders
from .register import COLUMNS, OPTIONAL, PLATFORM_CLOCK, REGISTER, Column

if TYPE_CHECKING:
    import pandas as pd


def conform(table: pd.DataFrame) -> pd.DataFrame:
    """Give every column of the register its type, adding optional columns that are absent as empty.

    The result has the register's columns first, in its order, then the caller's own.  The table
    that was passed in is not changed.

    Raises:
        InvalidOrders: a required column is missing or a value cannot be read as its type; every
            fault is listed.
    """
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise CourseError(Phrase(
            f"an order table must be a pandas DataFrame, not {type(table).__name__}; "
            "read a CSV file with read_orders(path)",
            f"订单表应是 pandas 的 DataFrame，而不是 {type(table).__name__}；"
            "CSV 文件请用 read_orders(path) 读取",
        ))  # fmt: skip
    twice = dict.fromkeys(map(str, table.columns[table.columns.duplicated()]))
    if twice:
        raise InvalidOrders(tuple(
            Fault(name, None, "", Phrase("stands in the table more than once; keep one",
                                         "在表里出现了不止一次；请只留一列"))
            for name in twice
        ))  # fmt: skip
    faults: list[Fault] = []
    typed: dict[str, pd.Series] = {}
    for column in COLUMNS:
        if column.name in table:
            series, bad = _typed(table[column.name], column)
            typed[column.name] = series
            faults += _cell_faults(table, column, bad)
        elif column.required:
            faults.append(
                Fault(
                    column.name,
                    None,
                    "",
                    Phrase(
                        f"missing; it holds: {column.meaning.en}",
                        f"缺少；内容应为：{column.meaning.zh}",
                    ),
                )
            )
        else:
            empty = pd.Series([None] * len(table), index=table.index, dtype=object)
            typed[column.name], _ = _typed(empty, column)
    own = {name: table[name] for name in table.columns if name not in REGISTER}
    for column in OPTIONAL:
        if column.name in own:
            own[column.name], bad = _typed(table[column.name], column)
            faults += _cell_faults(table, column, bad)
    if faults:
        raise InvalidOrders(tuple(faults))
    return pd.DataFrame({**typed, **own}, index=table.index)


def ensure(orders: Any) -> Any:
    """*orders* ready to be measured: a pandas table gets the register's types where it lacks them.

    A table that has them already, and a frame of another engine, comes back as it is.
    """
    import pandas as pd

    if not isinstance(orders, pd.DataFrame):
        import narwhals as nw

        try:
            names = nw.from_native(orders).collect_schema().names()
        except TypeError:
            return conform(orders)
        missing = [c for c in COLUMNS if c.name not in names]
        if missing:
            raise InvalidOrders(
                tuple(Fault(c.name, None, "", Phrase("missing", "缺少")) for c in missing)
            )
        return orders
    kinds = orders.dtypes
    ready = orders.columns.is_unique and all(
        name in kinds
        and (column.kind == "text" or kinds[name].kind in _NUMPY_KINDS[column.kind])
        and getattr(kinds[name], "tz", None) is None
        for name, column in REGISTER.items()
    )
    return orders if ready else conform(orders)


# dtype.kind of the types that the masks need; a pandas category says "O"
_NUMPY_KINDS = {"time": "M", "number": "fiu", "stars": "fiu", "flag": "b", "choice": "O"}


def _typed(series: pd.Series, column: Column) -> tuple[pd.Series, pd.Series]:
    """*series* with the column's type, and a mark at every value that does not fit it."""
    import pandas as pd

    if column.kind == "time":
        zone = getattr(series.dtype, "tz", None)
        if zone is not None:
            series = series.dt.tz_convert(PLATFORM_CLOCK).dt.tz_localize(None)
        if pd.api.types.is_datetime64_dtype(series.dtype):
            return series, pd.Series(False, index=series.index)
        blank = series.isna() | (series.astype(str).str.strip() == "")
        times = pd.to_datetime(series.where(~blank), errors="coerce", format="ISO8601")
        if getattr(times.dtype, "tz", None) is not None:  # a named zone: bring it to platform time
            times = times.dt.tz_convert(PLATFORM_CLOCK).dt.tz_localize(None)
        return times.astype("datetime64[us]"), times.isna() & ~blank
    if column.kind in ("number", "stars"):
        numbers = pd.to_numeric(series, errors="coerce").astype("float64")
        return numbers, numbers.isna() & series.notna()
    if column.kind == "flag":
        words = series.astype(str).str.strip().str.lower()
        yes, no = words.isin(["true", "1", "1.0"]), words.isin(["false", "0", "0.0"])
        blank = series.isna() | (words == "")
        return yes & ~blank, ~(yes | no | blank)
    if column.kind == "choice":
        kept = series.astype(object).where(series.notna(), None)
        kept = kept.where(kept.astype(str).str.strip() != "", None)
        bad = kept.notna() & ~kept.isin(column.choices)
        kinds = pd.CategoricalDtype(list(column.choices))
        return kept.where(~bad, None).astype(kinds), bad
    return series.astype("str").where(series.notna()), pd.Series(False, index=series.index)


def _cell_faults(table: pd.DataFrame, column: Column, bad: pd.Series) -> list[Fault]:
    expected = {
        "time": Phrase("is not a date and time such as 2015-09-30 14:00:00",
                       "不是日期时间（例：2015-09-30 14:00:00）"),
        "number": Phrase("is not a number", "不是数字"),
        "stars": Phrase("is not a number of stars", "不是星级数字"),
        "flag": Phrase("is not true or false", "不是 true 或 false"),
        "choice": Phrase(f"is not one of {', '.join(column.choices)}",
                         f"不在可选值之内：{'、'.join(column.choices)}"),
        "text": Phrase("is not text", "不是文本"),
    }[column.kind]  # fmt: skip
    ids = table["order_id"] if "order_id" in table else table.index.to_series()
    return [
        Fault(column.name, int(row) + 1, str(ids.iloc[row]), Phrase(
            f"{table[column.name].iloc[row]!r} {expected.en}",
            f"{table[column.name].iloc[row]!r} {expected.zh}"))
        for row in bad.to_numpy().nonzero()[0]
    ]  # fmt: skip
