"""What the source of an order table tells: a column that it lacks is unknown, not empty.

In most tables a blank cell means that it did not happen.  A table that was read from an export
carries the names of the columns of which the export says nothing; a metric that needs one of them
is not computable there, and never 0.  The names stand in the attributes of a pandas table: another
engine's table made from it, or a file, holds the blank cells alone (see ``docs/decisions.md``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..base.arguments import guarded
from ..base.language import Phrase
from .register import COLUMNS, OPTIONAL

_KEY = "aecourse.untold"  # in the attrs of a pandas table

NAMES = tuple(column.name for column in (*COLUMNS, *OPTIONAL))


def order_table(orders: Any) -> Any:
    """The order table of whatever has one (a :class:`~aecourse.orders.Reading`), or *orders*."""
    give = getattr(orders, "__order_table__", None)
    return orders if give is None else give()


def mark_untold(table: Any, told: Iterable[str]) -> None:
    """Write on a pandas table that its source tells only the columns *told*."""
    known = frozenset(told)
    table.attrs[_KEY] = tuple(name for name in NAMES if name not in known)


def untold(table: Any) -> frozenset[str]:
    """The columns of which the source of a table tells nothing; none for most tables."""
    return frozenset(getattr(table, "attrs", {}).get(_KEY, ()))


@cache
def needs() -> Mapping[str, tuple[str, ...]]:
    """Metric -> the columns without which it is not computable."""
    data = tomllib.loads((Path(__file__).parent / "needs.toml").read_text("utf-8"))
    return MappingProxyType({metric: tuple(columns) for metric, columns in data.items()})


@guarded
def not_computable(untold: Collection[str]) -> Mapping[str, Phrase]:
    """Metric -> why it is not computable where the columns *untold* are unknown."""
    return _lacking(frozenset(untold))


@cache
def _lacking(untold: frozenset[str]) -> Mapping[str, Phrase]:
    meanings = {column.name: _bare(column.meaning) for column in (*COLUMNS, *OPTIONAL)}
    found: dict[str, Phrase] = {}
    for metric, columns in needs().items():
        lack = [column for column in columns if column in untold]
        if lack:
            found[metric] = Phrase(
                "not computable: the source does not tell " + ", ".join(f"{meanings[c].en} ({c})" for c in lack),
                "无法计算：数据没有提供" + "、".join(f"{meanings[c].zh}（{c}）" for c in lack),
            )
    return MappingProxyType(found)


def _bare(meaning: Phrase) -> Phrase:
    """A column's meaning without the remark that tables may lack it."""
    return Phrase(meaning.en.removesuffix(" (optional column)"), meaning.zh.removesuffix("（可选列）"))
