"""The columns of an order table for the conditions of the metrics, on pandas and on other engines.

A condition is written once over ``col("stars") <= 3``.  On a pandas table ``col`` makes an
:class:`ArrayColumn` of plain numpy, because there most of the time of a small table would go into
the machinery around each expression and not into the comparison; on other engines it makes an
:class:`ExpressionColumn` over narwhals.  On both a comparison with a missing value is false, never
missing, so a condition may be turned round with ``~``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw

from .memory import Memory, Rules

if TYPE_CHECKING:
    from ..orders.columnar import Values

Columns = Callable[[str], Any]


def microseconds(moment: datetime) -> int:
    """A moment as the number of whole microseconds since 1970."""
    return (moment - datetime(1970, 1, 1)) // timedelta(microseconds=1)


class _Column:
    """A column that is compared; what :meth:`_compare` makes of it is its engine's."""

    __hash__ = None  # type: ignore[assignment]  # == compares the values

    def _compare(self, by: Callable[[Any, Any], Any], other: Any) -> Any:
        raise NotImplementedError

    def __eq__(self, other: object) -> Any:
        return self._compare(eq, other)

    def __ne__(self, other: object) -> Any:
        return self._compare(ne, other)

    def __lt__(self, other: Any) -> Any:
        return self._compare(lt, other)

    def __le__(self, other: Any) -> Any:
        return self._compare(le, other)

    def __gt__(self, other: Any) -> Any:
        return self._compare(gt, other)

    def __ge__(self, other: Any) -> Any:
        return self._compare(ge, other)


class ArrayColumn(_Column):
    """One column: its values, and which of them are there."""

    def __init__(self, values: Any, present: Any) -> None:
        self.data = values
        self.present = present

    def value(self, row: int) -> Any:
        """The value of one row as plain Python; None where it is missing."""
        return self.data.item(row) if self.present[row] else None

    def of(self, rows: Any) -> Self:
        """The column of some rows alone."""
        part = copy(self)
        part.data, part.present = self.data[rows], self.present[rows]
        return part

    def different(self, mask: Any) -> list[Any]:
        """The different values of the rows of *mask*, as they come."""
        import pandas as pd

        found: list[Any] = pd.unique(self.data[mask & self.present]).tolist()
        return found

    def is_null(self) -> Any:
        """Where the value is missing."""
        return ~self.present

    def _compare(self, by: Callable[[Any, Any], Any], other: Any) -> Any:
        if isinstance(other, ArrayColumn):
            return by(self.data, other.data) & self.present & other.present
        if isinstance(other, datetime):
            other = microseconds(other)
        return by(self.data, other) & self.present

    def __add__(self, span: timedelta) -> ArrayColumn:
        return ArrayColumn(self.data + span // timedelta(microseconds=1), self.present)


class TimeColumn(ArrayColumn):
    """A column of times, compared as whole microseconds since 1970."""

    def __init__(self, times: Any, present: Any) -> None:
        super().__init__(times.view("int64"), present)

    def value(self, row: int) -> Any:
        """The moment of one row; None where it is missing."""
        return self.data[row].view("datetime64[us]").item() if self.present[row] else None


class ChoiceColumn(ArrayColumn):
    """A column of a few words, compared by their numbers."""

    def __init__(self, numbers: Any, present: Any, words: Iterable[Any]) -> None:
        super().__init__(numbers, present)
        self._words = tuple(words)
        self._numbers = {word: number for number, word in enumerate(self._words)}

    def value(self, row: int) -> Any:
        """The word of one row; None where it is missing."""
        return self._words[self.data[row]] if self.present[row] else None

    def different(self, mask: Any) -> list[Any]:
        """The different words of the rows of *mask*, as they come."""
        return [self._words[number] for number in super().different(mask)]

    def _compare(self, by: Callable[[Any, Any], Any], other: Any) -> Any:
        return super()._compare(by, self._numbers.get(other, len(self._numbers)))


class ExpressionColumn(_Column):
    """One column of another engine; ``moments`` writes an instant as that engine compares it."""

    def __init__(self, expression: nw.Expr, moments: Callable[[datetime], Any]) -> None:
        self.expression = expression
        self._moments = moments

    def is_null(self) -> Any:
        """Where the value is missing."""
        return self.expression.is_null()

    def _compare(self, by: Callable[[Any, Any], Any], other: Any) -> Any:
        if isinstance(other, ExpressionColumn):
            other = other.expression
        elif isinstance(other, datetime):
            other = self._moments(other)
        return by(self.expression, other).fill_null(value=False)

    def __add__(self, span: timedelta) -> ExpressionColumn:
        return ExpressionColumn(self.expression + nw.lit(span), self._moments)

    def start_of_day(self) -> ExpressionColumn:
        """The midnight before each moment."""
        return ExpressionColumn(self.expression.dt.truncate("1d"), self._moments)


class ExpressionColumns:
    """The columns of a narwhals frame, for the conditions of the metrics.

    An engine works an expression out wherever it stands.  What many metrics ask for is therefore a
    column of its own, of which :meth:`once` gives the name and which :meth:`with_shared` adds.
    """

    def __init__(self, frame: Any) -> None:
        self._moments = instant_in_words if frame.implementation.is_spark_like() else _itself
        self._shared: dict[str, nw.Expr] = {}
        self._known = Memory()
        self.asked: set[str] = set()

    def __call__(self, name: str) -> ExpressionColumn:
        """The column of that name."""
        self.asked.add(name)
        return ExpressionColumn(nw.col(name), self._moments)

    def once(self, key: Any, rules: Rules, find: Callable[[Rules], nw.Expr]) -> nw.Expr:
        """What *find* finds under *rules*, as a column that :meth:`with_shared` adds."""

        def named(rules: Rules) -> nw.Expr:
            found = find(rules)
            name = f"_shared{len(self._shared)}"
            self._shared[name] = found
            return nw.col(name)

        column: nw.Expr = self._known.once(key, rules, named)
        return column

    def with_shared(self, frame: Any) -> Any:
        """*frame* with the columns of all that was asked for by :meth:`once`."""
        return frame.with_columns(**self._shared) if self._shared else frame


def _itself(moment: datetime) -> datetime:
    return moment


def instant_in_words(moment: datetime) -> nw.Expr:
    """A moment for Spark, which would read a datetime on the clock of the Python process."""
    return nw.lit(moment.isoformat(" ", "microseconds")).cast(nw.Datetime("us"))


def array_column(column: Values) -> ArrayColumn:
    """A column of orders as an :class:`ArrayColumn`."""
    if column.words is not None:
        return ChoiceColumn(column.data, column.present, column.words)
    kind = TimeColumn if column.data.dtype.kind == "M" else ArrayColumn
    return kind(column.data, column.present)


def empty_column(rows: int) -> ArrayColumn:
    """A column in which every value is missing."""
    import numpy as np

    return ArrayColumn(np.zeros(rows), np.zeros(rows, dtype=bool))
