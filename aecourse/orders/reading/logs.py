"""What was done with lines that did not simply become an order: listed, never silent."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...base.language import Phrase

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 80  # characters of a value; a cell may hold millions


def shown_in_lists(value: Any) -> str:
    """A value for a list: one line of text, cut where it is long."""
    nothing = value is None or (isinstance(value, float) and math.isnan(value))
    text = "" if nothing else str(value)[: 4 * _SHOWN]
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _texts(values: Any) -> Any:
    """Times as a reader writes them and amounts with their cents; anything else as it is."""
    kind = getattr(getattr(values, "dtype", None), "kind", "")
    if kind == "M":
        return [text.replace("T", " ") for text in np.datetime_as_string(values, unit="s")]
    return [f"{value:.2f}" for value in values] if kind == "f" else values


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Some lines of one file with the same thing to say about them."""

    file: str
    lines: Any
    column: str
    values: Any  # one a line
    reason: Phrase
    after: Any = None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a list: where it stands, what is in it, and why it is in the list."""

    file: str
    line: int
    column: str
    value: str
    reason: Phrase

    @property
    def sentence(self) -> Phrase:
        """Where, what and why in one sentence."""
        what = f"{self.column} {self.value!r} " if self.column else ""
        return Phrase(
            f"{self.file}, line {self.line}: {what}{self.reason.en}",
            f"{self.file} 第 {self.line} 行：{what}{self.reason.zh}",
        )


@dataclass
class Log:
    """Entries in the order in which they were found."""

    entries: list[LogEntry] = field(default_factory=list)

    def add(
        self, file: str, lines: Sequence[int] | Any, column: str, values: Any, reason: Phrase, after: Any = None
    ) -> None:
        """Note the same *reason* for several lines."""
        numbers = np.asarray(lines, dtype=np.int64)
        if len(numbers):
            self.entries.append(LogEntry(file, numbers, column, values, reason, after))

    def __len__(self) -> int:
        return sum(len(entry.lines) for entry in self.entries)

    def first(self, most: int) -> list[Told]:
        """The first lines of each file, at most so many, with their reasons in both languages."""
        found = [
            Told(entry.file, int(line), entry.column, shown_in_lists(value), entry.reason)
            for entry in self.entries
            for line, value in zip(entry.lines, entry.values, strict=True)
        ]
        return sorted(found, key=lambda told: (told.file, told.line))[:most]

    def table(self, *, repairs: bool = False) -> pd.DataFrame:
        """One row a line: ``file``, ``line``, ``column``, ``value``, ``reason``.

        Repairs have ``before`` and ``after`` in place of ``value``.
        """
        import pandas as pd

        columns: dict[str, list[Any]] = {"file": [], "line": [], "column": []}
        values: list[str] = []
        after: list[str] = []
        reasons: list[str] = []
        for entry in self.entries:
            size = len(entry.lines)
            columns["file"] += [entry.file] * size
            columns["line"] += entry.lines.tolist()
            columns["column"] += [entry.column] * size
            values += map(shown_in_lists, entry.values)
            after += map(shown_in_lists, [""] * size if entry.after is None else _texts(entry.after))
            reasons += [str(entry.reason)] * size
        named: dict[str, list[Any]] = {"before": values, "after": after} if repairs else {"value": values}
        table = pd.DataFrame({**columns, **named, "reason": reasons})
        table["line"] = table["line"].astype("int64")
        return table.sort_values(["file", "line"], kind="stable", ignore_index=True)


class Rejections:
    """What is wrong with lines: for each fault its row and its value, so that a million lines stay small."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, Phrase], int] = {}
        self._rows, self._which = array("q"), array("l")
        self._values: list[Any] = []

    def add(self, row: int, column: str, value: Any, why: Phrase) -> None:
        """Note one fault of a row, behind those that it has."""
        self._rows.append(row)
        self._which.append(self._kinds.setdefault((column, why), len(self._kinds)))
        self._values.append(value)

    def __iter__(self) -> Iterator[int]:
        """The rows, the first one first."""
        return iter(np.unique(np.frombuffer(self._rows, dtype=np.int64)).tolist() if self._rows else ())

    def clear(self) -> None:
        """Nothing is wrong with any line."""
        self._rows, self._which, self._values = array("q"), array("l"), []

    def together(self, said: Callable[[Sequence[tuple[str, Phrase]]], Phrase]) -> Iterator[Alike]:
        """The rows with the same faults, each named by its first one; *said* puts faults into words."""
        rows = np.array(self._rows, dtype=np.int64)
        order = np.argsort(rows, kind="stable")
        kinds = list(self._kinds)
        alike: dict[tuple[int, ...], tuple[array[int], list[Any]]] = {}
        edges = np.flatnonzero(np.diff(rows[order], prepend=-1, append=-1)).tolist()
        for begin, end in pairwise(edges):
            places = order[begin:end].tolist()
            some, values = alike.setdefault(tuple(self._which[at] for at in places), (array("q"), []))
            some.append(self._rows[places[0]])
            values.append(self._values[places[0]])
        for which, (some, values) in alike.items():
            faults = [kinds[one] for one in which]
            yield Alike(np.array(some, dtype=np.int64), faults[0][0], values, said(faults))


class Alike(NamedTuple):
    """Rows with the same faults, the column and the values of the first one, and all of them in words."""

    rows: Any
    column: str
    values: list[Any]
    reason: Phrase


def said_together(reasons: Sequence[Phrase]) -> Phrase:
    """Several reasons of one line as one."""
    once = list(dict.fromkeys(reasons))
    return Phrase("; ".join(r.en for r in once), "；".join(r.zh for r in once))
