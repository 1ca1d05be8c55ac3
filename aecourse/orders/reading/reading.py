"""A reading: the orders of an export, and where each of its lines went."""

from __future__ import annotations

from collections.abc import Mapping as Names
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...base.errors import CourseError
from ...base.language import Phrase, counted
from ..told import not_computable, untold
from .logs import Log, Told
from .mapping import Mapping

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Reading:
    """The orders of an export and an account of every line that it had.

    ``orders`` is the order table; a column that the source does not tell is empty, and what needs
    it is in ``missing``.  ``counts``: ``records`` lines stood below the headings; each was set
    aside (no order at all), never paid, rejected or accepted, and the accepted lines are ``orders``
    orders.  ``rejected``, ``set_aside`` and ``never_paid`` hold one row a line: ``file``, ``line``,
    ``column``, ``value``, ``reason``; ``repairs`` says ``before`` and ``after``.  ``unjoined`` are
    lines of lists (disputes, reviews) that belong to no order.  ``notes`` are what must be known to
    use the table.

    A reading goes wherever an order table goes: ``aecourse.assess(reading, ...)``.  What its source
    does not tell is kept beside ``orders``, not in them: a Polars, DuckDB or PyArrow table that is
    made from them, or a file, holds blank cells only, which mean that it did not happen.  There an
    ODR without any review would count as 0 %.  So hand on the reading itself, or ``orders``.
    """

    orders: pd.DataFrame
    mapping: Mapping
    counts: Names[str, int]
    told: frozenset[str]
    notes: tuple[Phrase, ...]
    files: pd.DataFrame
    _logs: Names[str, Log]

    @cached_property
    def rejected(self) -> pd.DataFrame:
        """The lines with a value that cannot be read or cannot be true."""
        return self._logs["rejected"].table()

    def first_rejected(self, most: int) -> list[Told]:
        """The first rejected lines, at most so many, with their reasons in both languages."""
        return self._logs["rejected"].first(most)

    @cached_property
    def set_aside(self) -> pd.DataFrame:
        """The lines that are no order lines."""
        return self._logs["set_aside"].table()

    @cached_property
    def never_paid(self) -> pd.DataFrame:
        """The lines of orders that nobody paid."""
        return self._logs["never_paid"].table()

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """What was changed to read a line."""
        return self._logs["repairs"].table(repairs=True)

    @cached_property
    def unjoined(self) -> pd.DataFrame:
        """The lines of joined lists that no order could take."""
        return self._logs["unjoined"].table()

    @cached_property
    def missing(self) -> Names[str, Phrase]:
        """Metric -> why it is not computable here."""
        return not_computable(untold(self.orders))

    def __order_table__(self) -> pd.DataFrame:
        """The order table, for whatever takes one.

        Raises:
            CourseError: there is no order in it.
        """
        if self.orders.empty:
            first = [told.sentence for told in self.first_rejected(1)]
            raise CourseError(no_orders(self.counts, [*first, *self.notes]))
        return self.orders

    def __len__(self) -> int:
        return len(self.orders)

    def __repr__(self) -> str:
        c = self.counts
        parts_en = [f"{counted(c['orders'], 'order')} from {counted(c['records'], 'record')}"]
        parts_zh = [f"{c['records']:,} 行中有 {c['orders']:,} 笔订单"]
        for key, en, zh in (
            ("never_paid", "never paid", "未付款"),
            ("rejected", "rejected", "被拒绝"),
            ("set_aside", "set aside", "非订单"),
        ):
            if c[key]:
                parts_en.append(f"{c[key]:,} {en}")
                parts_zh.append(f"{zh} {c[key]:,}")
        sure = f"{self.mapping.id} {100 * self.mapping.sure:.0f} %"
        return str(Phrase(f"Reading({', '.join(parts_en)}; {sure})", f"Reading({'，'.join(parts_zh)}；{sure})"))


def no_orders(counts: Names[str, int], notes: Sequence[Phrase]) -> Phrase:
    """The sentence for a reading without an order."""
    if counts["records"] == 0:
        return Phrase(
            "no orders in this file: below the headings stands nothing", "这个文件里没有订单：表头下面没有内容"
        )
    first = notes[0] if notes else Phrase("", "")
    return Phrase(
        f"no orders in this file: of {counts['records']} lines {counts['set_aside']} are no orders, "
        f"{counts['never_paid']} were never paid, {counts['rejected']} were rejected. {first.en}".rstrip(),
        f"这个文件里没有订单：{counts['records']} 行中，{counts['set_aside']} 行不是订单，"
        f"{counts['never_paid']} 行未付款，{counts['rejected']} 行被拒绝。{first.zh}",
    )
