"""A plan: up to four lines, each saying where, which cause, which measure, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError, brief
from ...base.language import Phrase, join
from .catalogue import CAUSES, DIMENSIONS, MEASURES, REASONS

if TYPE_CHECKING:
    import pandas as pd

LINES = 4


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a plan, in ids: ``PlanLine("destination=BR", "slow_line", "faster_line", "…")``."""

    where: str
    cause: str
    measure: str
    reason: str

    @property
    def column(self) -> str:
        """The dimension of the segment."""
        return self.where.partition("=")[0]

    @property
    def group(self) -> str:
        """The segment's value."""
        return self.where.partition("=")[2]

    def words(self) -> Phrase:
        """The line as a sentence."""
        return Phrase(
            "{where}: {cause}; {measure}, because {reason}", "{where}：{cause}；对策：{measure}；依据：{reason}"
        ).format(
            where=place_name(self.where),
            cause=CAUSES[self.cause].name,
            measure=MEASURES[self.measure].name,
            reason=REASONS[self.reason],
        )


def place_name(where: str) -> Phrase:
    """``destination=BR`` in words."""
    column, _, group = where.partition("=")
    d = DIMENSIONS[column]
    return Phrase("{kind} {group}", "{kind}“{group}”").format(kind=d.name, group=d.label(group))


@dataclass(frozen=True, repr=False)
class Plan:
    """Lines that hold for one store, with their cost in USD (illustrative)."""

    lines: tuple[PlanLine, ...]
    costs: tuple[float, ...]
    budget: float | None
    store: str

    @property
    def cost(self) -> float:
        """What the plan costs in all."""
        return sum(self.costs)

    def __repr__(self) -> str:
        many = "line" if len(self.lines) == 1 else "lines"
        of = Phrase("", "") if self.budget is None else Phrase(f" of {self.budget:,.0f}", f"，预算 {self.budget:,.0f}")
        return str(
            Phrase(
                f"Plan({len(self.lines)} {many}, {self.cost:,.0f}{of.en} USD, illustrative)",
                f"Plan({len(self.lines)} 行，{self.cost:,.0f}{of.zh} 美元，示意)",
            )
        )


def orders_in(orders: pd.DataFrame, where: str) -> Any:
    """Which orders are in the segment, as a boolean array."""
    column, _, group = where.partition("=")
    return (orders[column].astype(str) == group).to_numpy()


def made(
    given: Iterable[object], orders: pd.DataFrame, columns: Iterable[str], budget: float | None, store: str
) -> Plan:
    """A plan from lines as a learner writes them: lists of four ids, mappings or :class:`PlanLine`.

    Raises:
        CourseError: every fault at once, each with the number of its line.
    """
    faults: list[Phrase] = []
    lines: dict[PlanLine, int] = {}
    many = list(given)
    if not 1 <= len(many) <= LINES:
        faults.append(
            Phrase(
                f"a plan must have 1 to {LINES} lines, not {len(many)}",
                f"方案要写 1 到 {LINES} 行，现在是 {len(many)} 行",
            )
        )
    for number, one in enumerate(many, start=1):
        line, wrong = _line(one, orders, tuple(columns))
        faults += [Phrase(f"line {number}: {fault.en}", f"第 {number} 行：{fault.zh}") for fault in wrong]
        if line is not None and not wrong:
            if line in lines:
                faults.append(
                    Phrase(
                        f"line {number}: the same as line {lines[line]}", f"第 {number} 行：与第 {lines[line]} 行重复"
                    )
                )
            lines.setdefault(line, number)
    costs = tuple(MEASURES[line.measure].cost(int(orders_in(orders, line.where).sum())) for line in lines)
    if budget is not None and sum(costs) > budget:
        faults.append(
            Phrase(
                f"the lines cost {sum(costs):,.0f} USD and the budget is {budget:,.0f}: choose smaller "
                "segments or cheaper measures",
                f"方案共需 {sum(costs):,.0f} 美元，预算只有 {budget:,.0f}：把范围收窄，或换便宜些的对策",
            )
        )
    if faults:
        raise CourseError(join(faults, en="\n", zh="\n"))
    return Plan(tuple(lines), costs, budget, store)


def _line(one: object, orders: pd.DataFrame, columns: tuple[str, ...]) -> tuple[PlanLine | None, list[Phrase]]:
    names = [field.name for field in fields(PlanLine)]
    if isinstance(one, PlanLine):
        line = one
    elif isinstance(one, Mapping):
        extra, missing = sorted(set(map(str, one)) - set(names)), [n for n in names if n not in one]
        if extra or missing:
            return None, [
                Phrase(
                    f"a line has the keys {', '.join(names)}"
                    + (f"; missing: {', '.join(missing)}" if missing else "")
                    + (f"; unknown: {', '.join(extra)}" if extra else ""),
                    f"一行要有这些键：{'、'.join(names)}"
                    + (f"；缺少：{'、'.join(missing)}" if missing else "")
                    + (f"；多出：{'、'.join(extra)}" if extra else ""),
                )
            ]
        line = PlanLine(*(str(one[name]) for name in names))
    elif isinstance(one, (list, tuple)) and len(one) == len(names):
        line = PlanLine(*map(str, one))
    else:
        return None, [
            Phrase(
                f"write four ids in brackets: [{', '.join(names)}], not {brief(one)}",
                f"请写成方括号里的四项：[{', '.join(names)}]，而不是 {brief(one)}",
            )
        ]
    wrong = _place_faults(line, orders, columns)
    for kind, value, known in (
        (Phrase("cause", "原因"), line.cause, CAUSES),
        (Phrase("measure", "对策"), line.measure, MEASURES),
        (Phrase("reason", "依据"), line.reason, REASONS),
    ):
        if value not in known:
            wrong.append(_unknown(kind, value, known))
    return line, wrong


def check_place(where: str, orders: pd.DataFrame, columns: Iterable[str]) -> None:
    """Nothing, if *where* names a segment of the store.

    Raises:
        CourseError: it does not; the near names are given.
    """
    if wrong := _place_faults(PlanLine(str(where), "", "", ""), orders, tuple(columns)):
        raise CourseError(wrong[0])


def _place_faults(line: PlanLine, orders: pd.DataFrame, columns: tuple[str, ...]) -> list[Phrase]:
    if "=" not in line.where:
        return [
            Phrase(
                f"a place must be written column=group, such as {columns[0]}={orders[columns[0]].iloc[0]}, "
                f"not {brief(line.where)}",
                f"范围写成 列=值，例如 {columns[0]}={orders[columns[0]].iloc[0]}，而不是 {brief(line.where)}",
            )
        ]
    if line.column not in columns:
        return [_unknown(Phrase("column", "列"), line.column, columns)]
    known = sorted(set(orders[line.column].dropna().astype(str)))
    if line.group not in known:
        return [_unknown(Phrase(line.column, f" {line.column} 值"), line.group, known)]
    return []


def _unknown(kind: Phrase, value: str, known: Iterable[str]) -> Phrase:
    names = list(known)
    near = get_close_matches(value, names, n=3, cutoff=0.5)
    shown = near or names[:12]
    more = "" if near or len(names) <= len(shown) else ", …"
    return Phrase(
        f"there is no {kind.en} {brief(value)}; {'did you mean' if near else 'there are'}: {', '.join(shown)}{more}",
        f"没有名为 {brief(value)} 的{kind.zh}；{'是不是想写' if near else '可用的有'}："
        f"{'、'.join(shown)}{'……' if more else ''}",
    )
