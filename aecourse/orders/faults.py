"""Everything that is wrong with an order table, at once."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import CourseError
from ..base.language import Phrase


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a table: which column, which row (None = the whole column), why."""

    column: str
    row: int | None
    order_id: str
    reason: Phrase

    def __str__(self) -> str:
        if self.row is None:
            return str(Phrase(f"column {self.column}: {self.reason.en}", f"列 {self.column}：{self.reason.zh}"))
        return str(
            Phrase(
                f"row {self.row} (order {self.order_id}), {self.column}: {self.reason.en}",
                f"第 {self.row} 行（订单 {self.order_id}），{self.column}：{self.reason.zh}",
            )
        )


SHOWN_FAULTS = 20


class InvalidOrders(CourseError):
    """An order table that cannot be true.  ``faults`` holds every fault, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(Phrase(f"{len(faults)} fault(s) in the order table", f"订单表有 {len(faults)} 处错误"))
        self.faults = faults

    def __str__(self) -> str:
        shown = [f"- {fault}" for fault in self.faults[:SHOWN_FAULTS]]
        rest = len(self.faults) - len(shown)
        if rest:
            shown.append(str(Phrase(f"- … and {rest} more: see error.faults", f"- …… 另有 {rest} 处，见 error.faults")))
        return "\n".join([f"{self.phrase}:", *shown])
