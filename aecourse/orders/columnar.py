"""Orders whose columns are at hand in numpy: a table of them is made only where it is asked for.

A simulator draws arrays, and most of what a score needs are arrays: under a slider, a pandas table in
between would cost more than either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Values(NamedTuple):
    """A column: its values and which of them are there; of a choice, numbers of *words*.

    Times are ``datetime64[us]``, numbers floats, texts objects.
    """

    data: Any
    present: Any
    words: tuple[str, ...] | None = None


class ColumnarOrders:
    """An order table, column by column."""

    def __len__(self) -> int:
        """How many orders there are."""
        raise NotImplementedError

    def column(self, name: str) -> Values | None:
        """A column; None if there is none of that name."""
        raise NotImplementedError

    def codes(self, name: str) -> Any:
        """A number for each different text of a column."""
        raise NotImplementedError

    @property
    def table(self) -> pd.DataFrame:
        """The same orders as a pandas table with the register's types."""
        raise NotImplementedError

    def __order_table__(self) -> pd.DataFrame:
        """What they are to whoever takes an order table."""
        return self.table


__all__ = ["ColumnarOrders", "Values"]
