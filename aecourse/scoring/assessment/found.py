"""What a regime finds in an order table over a window: asked once, then only read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...orders.calendar import Window
from ...rulebook import Regime
from ..events import Event
from ..measurement import Measurement
from ..metrics import BAD_EXPERIENCE

if TYPE_CHECKING:
    import pandas as pd


def blank_key(column: str) -> str:
    """The key of the orders whose *column* is blank: ``"no category"``."""
    return f"no {column}"


def keyed(values: pd.Series, column: str) -> pd.Series:
    """The values of a grouping column, with :func:`blank_key` where they are blank."""
    blank = values.isna()
    if not blank.any():
        return values
    return values.astype(object).where(~blank, blank_key(column))


def rows_of(table: pd.DataFrame, column: str, key: Any) -> Any:
    """Which orders belong to the group *key* of a column, as a boolean array."""
    return (keyed(table[column], column) == key).to_numpy(bool)


@dataclass(frozen=True)
class Found:
    """An order table under a regime in one window, grouped by the columns *by*.

    ``masks`` holds the numerator and the denominator of each metric of the regime as boolean arrays
    over the table, ``conditions`` the assessed orders that meet each of the five bad-experience
    conditions.
    """

    measurement: Measurement
    regime: Regime
    window: Window
    masks: Mapping[str, tuple[Any, Any]]
    by: tuple[str, ...] = ()

    @classmethod
    def of(cls, measurement: Measurement, regime: Regime, window: Window, by: Sequence[str] = ()) -> Found:
        """What *regime* finds in the orders of *measurement*."""
        masks = {id: measurement.masks(id, window) for id in regime.metrics}
        return cls(measurement, regime, window, masks, tuple(by))

    @property
    def table(self) -> pd.DataFrame:
        """The orders."""
        return self.measurement.table

    @cached_property
    def conditions(self) -> Mapping[str, Any]:
        """Which assessed orders meet each of the five conditions; empty without ODR."""
        if "odr" not in self.masks:
            return {}
        _, assessed = self.masks["odr"]
        return {name: self.inside(events) & assessed for name, events in BAD_EXPERIENCE.items()}

    def inside(self, events: Sequence[Event], window: Window | None = None) -> Any:
        """Which orders have one of *events* in the window, or in another one."""
        return self.measurement.inside(events, self.window if window is None else window)

    def nowhere(self) -> Any:
        """A mask with no order in it."""
        import numpy as np

        return np.zeros(len(self.measurement.times), dtype=bool)

    def one_each(self, mask: Any, column: str) -> Any:
        """Of the orders of *mask*, one for each different value of *column* in each group.

        An order whose value is not known is not known to share it with another: it counts for one.
        """
        import numpy as np

        rows = mask.nonzero()[0]
        codes = self.measurement.times.codes_of(column, rows).astype("int64")
        most = len(self.measurement.times)
        codes = np.where(codes < 0, most + rows, codes)
        if self.by:
            codes += self.measurement.times.groups(self.by)[0][rows].astype("int64") * (2 * most)
        chosen = self.nowhere()
        chosen[rows[np.unique(codes, return_index=True)[1]]] = True
        return chosen

    def part(self, mask: Any) -> Found:
        """The same of the orders of *mask* alone: they count as they did in the whole table."""
        measurement = Measurement(self.table[mask], self.regime)
        masks = {id: (above[mask], below[mask]) for id, (above, below) in self.masks.items()}
        return Found(measurement, self.regime, self.window, masks)
