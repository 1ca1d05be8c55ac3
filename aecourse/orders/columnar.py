"""Orders whose columns are at hand in numpy: a table of them is made only where it is asked for.

A simulator draws arrays, and most of what a score needs are arrays: under a slider, a pandas table in
between would cost more than either.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .told import untold

if TYPE_CHECKING:
    import pandas as pd


class Values(NamedTuple):
    """A column: its values and which of them are there; of a choice, numbers of *words*.

    Times are ``datetime64[us]``, numbers floats, texts objects.
    """

    data: Any
    present: Any
    words: tuple[str, ...] | None = None

    @property
    def array(self) -> Any:
        """The column as pandas holds it."""
        import pandas as pd

        if self.words is None:
            return self.data
        return pd.Categorical.from_codes(self.data, dtype=_choice_dtype(self.words))


@lru_cache(maxsize=16)
def _choice_dtype(words: tuple[str, ...]) -> Any:
    import pandas as pd

    return pd.CategoricalDtype(list(words))


class ColumnarOrders:
    """An order table, column by column."""

    def __len__(self) -> int:
        """How many orders there are."""
        raise NotImplementedError

    def column(self, name: str) -> Values | None:
        """A column; None if there is none of that name."""
        raise NotImplementedError

    @property
    def untold(self) -> frozenset[str]:
        """The columns of which the source of the orders tells nothing."""
        return frozenset()

    def present(self, name: str) -> Any:
        """Which orders have a value in a column, as a boolean array: none, if there is no such column."""
        import numpy as np

        found = self.column(name)
        return np.zeros(len(self), dtype=bool) if found is None else found.present

    def __getitem__(self, name: str) -> Values:
        """A column that must be there; raises :class:`KeyError` if it is not."""
        found = self.column(name)
        if found is None:
            raise KeyError(name)
        return found

    def array(self, name: str) -> Any:
        """A column as pandas holds it."""
        return self[name].array

    def codes(self, name: str, rows: Any = None) -> Any:
        """A number for each different text of a column, or of some *rows* of it; -1 where it is missing."""
        import pandas as pd

        held = self.array(name)
        if isinstance(held, pd.Categorical):
            return held.codes if rows is None else held.codes[rows]
        # As a series, for pandas 2 warns of its own arrays.
        return pd.factorize(pd.Series(held if rows is None else held[rows], copy=False))[0]

    @property
    def table(self) -> pd.DataFrame:
        """The same orders as a pandas table with the register's types."""
        raise NotImplementedError

    def __order_table__(self) -> pd.DataFrame:
        """What they are to whoever takes an order table."""
        return self.table


class TableOrders(ColumnarOrders):
    """The orders of a pandas table with the register's types."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    @property
    def table(self) -> pd.DataFrame:
        """The table itself."""
        return self._table

    @property
    def untold(self) -> frozenset[str]:
        """The columns of which the source of the table tells nothing."""
        return untold(self._table)

    def array(self, name: str) -> Any:
        """A column of the table as it holds it."""
        return self._table[name].array

    def column(self, name: str) -> Values | None:
        """A column; None if there is none of that name."""
        return _values(self._table[name]) if name in self._table else None


def _values(series: pd.Series) -> Values:
    import numpy as np
    import pandas as pd

    if isinstance(series.dtype, pd.CategoricalDtype):
        choices = series.array
        return Values(choices.codes, choices.codes >= 0, tuple(choices.categories))
    if series.dtype.kind == "M":
        times = series.to_numpy().astype("datetime64[us]", copy=False)
        return Values(times, ~np.isnat(times))
    if series.dtype.kind in "fiub":
        numbers = series.to_numpy(dtype=float, na_value=np.nan)
        return Values(numbers, ~np.isnan(numbers))
    return Values(series.to_numpy(dtype=object), series.notna().to_numpy())


def columnar(orders: pd.DataFrame | ColumnarOrders) -> ColumnarOrders:
    """The orders column by column."""
    return orders if isinstance(orders, ColumnarOrders) else TableOrders(orders)


class WithColumns(ColumnarOrders):
    """*orders* with further *columns*, or with others in the place of their own."""

    def __init__(self, orders: ColumnarOrders, columns: Mapping[str, Values]) -> None:
        self._orders, self._columns = orders, columns

    def __len__(self) -> int:
        return len(self._orders)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The orders as a pandas table."""
        return self._orders.table.assign(**{name: self.array(name) for name in self._columns})

    def array(self, name: str) -> Any:
        """A column as pandas holds it."""
        return super().array(name) if name in self._columns else self._orders.array(name)

    def codes(self, name: str, rows: Any = None) -> Any:
        """A number for each different text of a column, or of some *rows* of it; -1 where it is missing."""
        return super().codes(name, rows) if name in self._columns else self._orders.codes(name, rows)

    def present(self, name: str) -> Any:
        """Which orders have a value in a column, as a boolean array."""
        return self._columns[name].present if name in self._columns else self._orders.present(name)

    def column(self, name: str) -> Values | None:
        """A column; None if there is none of that name."""
        return self._columns[name] if name in self._columns else self._orders.column(name)


__all__ = ["ColumnarOrders", "TableOrders", "Values", "WithColumns", "columnar"]
