"""A column of cells as its different values, and which of them stands in each line.

What a cell says depends on its value alone, so each different value is read once.
"""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from operator import is_
from typing import Any

import numpy as np
import pandas as pd

from . import amounts


class Cells:
    """The cells of one column, line by line: those of a text as a series, any others as an array."""

    def __init__(self, values: Any) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, at: Any) -> Any:
        return self.words[self.codes[at]]

    @cached_property
    def _told(self) -> tuple[Any, Any]:
        values = self._values
        if not isinstance(values, pd.Series):
            return distinct(values)
        codes, words = pd.factorize(values)
        self._values = codes
        return codes.astype(np.int32), words.to_numpy(dtype=object)

    @property
    def codes(self) -> Any:
        """For each line the place of its value among the words."""
        return self._told[0]

    @property
    def words(self) -> Any:
        """The different values, in the order in which they first stand (1 and True are different)."""
        return self._told[1]

    @cached_property
    def present(self) -> Any:
        """Which cells hold something."""
        return present(self.words)[self.codes]

    @cached_property
    def filled(self) -> Any:
        """Which of the words are something."""
        return present(self.words)

    def rows_by_word(self, there: Any) -> list[tuple[Any, Any]]:
        """Each different value among the lines *there*, and the lines in which it stands."""
        rows = np.flatnonzero(there)
        codes = self.codes[rows]
        order = np.argsort(codes, kind="stable")
        begins = np.flatnonzero(np.diff(codes[order], prepend=-1))
        return [(self.words[codes[some[0]]], rows[some]) for some in np.split(order, begins[1:])] if len(rows) else []


def present(values: Any) -> Any:
    """Which of some cells hold something."""
    size = len(values)
    if set(map(type, values)) - {str}:
        return np.fromiter((not amounts.is_empty(value) for value in values), dtype=bool, count=size)
    lengths = np.fromiter(map(len, values), dtype=np.int64, count=size)
    unpadded = np.fromiter(map(is_, map(str.strip, values, repeat(amounts.PADDING)), values), dtype=bool, count=size)
    found = lengths > 0
    doubtful = np.flatnonzero((lengths <= LONGEST_BLANK) | ~unpadded)
    found[doubtful] = [not amounts.is_empty(value) for value in values[doubtful]]
    return found


LONGEST_BLANK = max(map(len, amounts.BLANKS))


def distinct(values: Any) -> tuple[Any, Any]:
    """A number for each value, and the different values (1 and True are not the same)."""
    seen: dict[tuple[type, Any], int] = {}
    codes = np.array([seen.setdefault((type(v), v), len(seen)) for v in values], dtype=np.int32)
    words = np.empty(len(seen), dtype=object)
    words[:] = [value for _, value in seen]
    return codes, words
