"""Giving a pandas table the register's types, cell by cell where it lacks them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from ..base.language import Phrase
from ..base.tables import texts
from .faults import Fault, InvalidOrders
from .register import COLUMNS, OPTIONAL, PLATFORM_CLOCK, REGISTER, Column
from .strings import as_text, holds_text, text_array

if TYPE_CHECKING:
    import pandas as pd

# What each kind of column holds, as a fault of another kind calls it.
_TEXTS = texts(__file__)
HOLDS = _TEXTS["holds"]


def with_types(table: pd.DataFrame, needed: Collection[str] | None = None) -> pd.DataFrame:
    """Every column of the register with its type; columns that are absent are added as empty.

    The register's columns come first, in its order, then the caller's own.  The table that was
    passed in is not changed.  With *needed*, of the columns that the register requires only those
    must be there.

    Raises:
        InvalidOrders: a required column is missing or a value cannot be read as its type; every
            fault is listed.
    """
    import pandas as pd

    faults = name_faults(list(table.columns), needed)
    if any(table.columns.duplicated()):
        raise InvalidOrders(tuple(faults))
    found: dict[str, pd.Series] = {}
    for column in (*COLUMNS, *OPTIONAL):
        if column.name in table:
            given = table[column.name]
            if not _may_hold(given, column):
                faults.append(kind_fault(column, str(given.dtype)))
                continue
            found[column.name], bad = retyped(given, column)
            faults += _cell_faults(table, column, bad)
        elif column.name in REGISTER:
            found[column.name] = pd.Series(missing(column, len(table)), index=table.index, copy=False)
    if faults:
        raise InvalidOrders(tuple(faults))
    own = {name: table[name] for name in table.columns if name not in REGISTER}
    order = dict.fromkeys((*REGISTER, *own))
    made = pd.DataFrame({name: found.get(name, own.get(name)) for name in order}, index=table.index)
    made.attrs = dict(table.attrs)  # what its source does not tell
    return made


def is_typed(table: pd.DataFrame) -> bool:
    """Whether every column of the register is there and has its type already."""
    kinds = table.dtypes

    def has_type(column: Column) -> bool:
        return holds_text(table[column.name]) if column.kind == "text" else _has_type(kinds[column.name], column)

    return (
        table.columns.is_unique
        and all(name in kinds for name in REGISTER)
        and all(has_type(column) for column in (*COLUMNS, *OPTIONAL) if column.name in kinds)
    )


def name_faults(names: list[str], needed: Collection[str] | None = None) -> list[Fault]:
    """What is wrong with the names of the columns: one stands twice, or a required one is absent.

    With *needed*, only those are required.
    """
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    return [
        Fault(
            str(name),
            None,
            "",
            Phrase("stands in the table more than once; keep one", "在表里出现了不止一次；请只留一列"),
        )
        for name in twice
    ] + [
        Fault(
            column.name,
            None,
            "",
            Phrase(f"missing; it holds: {column.meaning.en}", f"缺少；内容应为：{column.meaning.zh}"),
        )
        for column in COLUMNS
        if column.required and column.name not in names and (needed is None or column.name in needed)
    ]


def kind_fault(column: Column, held: str, mend: Phrase | None = None) -> Fault:
    """A whole column that is of another kind than the register's."""
    kind = HOLDS[column.kind]
    todo = mend or Phrase("convert it before", "请先转换")
    return Fault(
        column.name,
        None,
        "",
        Phrase(
            f"holds values of the type {held}, and {kind.en} is needed; {todo.en}",
            f"列的类型是 {held}，而这里需要{kind.zh}；{todo.zh}",
        ),
    )


def _has_type(dtype: object, column: Column) -> bool:
    import numpy as np
    import pandas as pd

    if column.kind == "choice":
        held = isinstance(dtype, pd.CategoricalDtype)
        return held and tuple(dtype.categories) == column.choices  # type: ignore[attr-defined]
    if not isinstance(dtype, np.dtype):
        return False
    if column.kind == "time":
        return dtype == _MOMENT
    return dtype.kind in ("b" if column.kind == "flag" else "fiu")


_MOMENT: Final = "datetime64[us]"


def missing(column: Column, size: int) -> Any:
    """*size* missing values (of a flag: no) with the type of a column."""
    import numpy as np
    import pandas as pd

    if column.kind == "choice":
        return pd.Categorical.from_codes(
            np.full(size, -1, dtype=np.int8), dtype=pd.CategoricalDtype(list(column.choices))
        )
    if column.kind == "text":
        return text_array([None]).take(np.zeros(size, dtype=np.intp))
    kinds = {"time": np.full(size, "NaT", dtype=_MOMENT), "flag": np.zeros(size, dtype=bool)}
    return kinds[column.kind] if column.kind in kinds else np.full(size, np.nan)


def _may_hold(series: pd.Series, column: Column) -> bool:
    """Whether a column's type can hold the column's kind at all, whatever is in its cells."""
    kind = series.dtype.kind
    if series.isna().all():
        return True
    if column.kind == "time":
        return kind not in "biufcm"
    return not (column.kind in ("number", "stars") and kind in "bMm")


def retyped(series: pd.Series, column: Column) -> tuple[pd.Series, pd.Series]:
    """*series* with the column's type, and a mark at every value that does not fit it."""
    import pandas as pd

    kind, dtype, missing = column.kind, series.dtype, series.isna()
    found = None
    if kind == "time" and dtype.kind == "M":
        found = _on_platform_clock(series)
    elif kind == "text":
        found = as_text(series)
    elif kind == "choice" and isinstance(dtype, pd.CategoricalDtype) and set(dtype.categories) <= set(column.choices):
        found = series.cat.set_categories(list(column.choices), ordered=False)
    if found is not None:
        return found, pd.Series(False, index=series.index)
    words = series.astype(object).where(~missing, "").astype("str").str.strip()
    blank = words == ""
    if kind == "time":
        found = _read_times(words.where(~blank))
        return found, found.isna() & ~blank
    if kind in ("number", "stars"):
        found = pd.to_numeric(series.where(~blank), errors="coerce").astype("float64")
        return found, found.isna() & ~blank
    if kind == "flag":
        lower = words.str.lower()
        yes, no = lower.isin(["true", "1", "1.0"]), lower.isin(["false", "0", "0.0"])
        return yes.astype(bool), ~(yes | no | blank)
    fits = words.isin(column.choices)
    kinds = pd.CategoricalDtype(list(column.choices))
    return words.where(fits, None).astype(kinds), ~(fits | blank)


def _read_times(words: pd.Series) -> pd.Series:
    """Text as times on the platform's clock; missing where it is not a date and time.

    A column may mix zones, and texts with and without one: a time without a zone is on the
    platform's clock already.
    """
    import pandas as pd

    zoned = words.str.contains(r"[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$", case=False, na=False)
    plain = pd.to_datetime(words.where(~zoned), errors="coerce", format="ISO8601")
    if not zoned.any():
        return plain.astype(_MOMENT)
    aware = pd.to_datetime(words.where(zoned), errors="coerce", format="ISO8601", utc=True)
    return plain.astype(_MOMENT).where(~zoned, _on_platform_clock(aware))


def _on_platform_clock(times: pd.Series) -> pd.Series:
    import pandas as pd

    zone = times.dt.tz
    if zone is not None:
        if isinstance(times.dtype, pd.ArrowDtype):  # there pandas 2 would give the clock of UTC
            times = times.astype(pd.DatetimeTZDtype("us", zone))
        times = times.dt.tz_convert(PLATFORM_CLOCK).dt.tz_localize(None)
    found: pd.Series = times.astype(_MOMENT)
    return found


def _cell_faults(table: pd.DataFrame, column: Column, bad: pd.Series) -> list[Fault]:
    expected = {
        "time": Phrase("is not a date and time such as 2015-09-30 14:00:00", "不是日期时间（例：2015-09-30 14:00:00）"),
        "number": Phrase("is not a number", "不是数字"),
        "stars": Phrase("is not a number of stars", "不是星级数字"),
        "flag": Phrase("is not true or false", "不是 true 或 false"),
        "choice": Phrase(f"is not one of {', '.join(column.choices)}", f"不在可选值之内：{'、'.join(column.choices)}"),
        "text": Phrase("is not text", "不是文本"),
    }[column.kind]
    ids = table["order_id"] if "order_id" in table else table.index.to_series()
    return [
        Fault(
            column.name,
            int(row) + 1,
            str(ids.iloc[row]),
            Phrase(
                f"{table[column.name].iloc[row]!r} {expected.en}", f"{table[column.name].iloc[row]!r} {expected.zh}"
            ),
        )
        for row in bad.to_numpy().nonzero()[0]
    ]
