"""Refusing what cannot be true: types, choices, ranges and impossible orders, checked by pandera."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..base.language import Phrase
from .door import conform
from .faults import Fault, InvalidOrders
from .impossible import IMPOSSIBLE
from .register import COLUMNS, REGISTER, Column
from .told import order_table, untold

if TYPE_CHECKING:
    import pandas as pd


def validate(table: Any) -> pd.DataFrame:
    """Return *table* as a pandas table with the register's types, or raise with all its faults.

    *table* may be held by pandas or another engine, as :func:`aecourse.orders.opened` says.

    Types, choices and ranges come from :data:`COLUMNS`; what no order can be (a scan before the
    payment, the end of a dispute that was never opened) from :data:`IMPOSSIBLE`.  The checks run in
    pandera, which collects all failures.

    Raises:
        InvalidOrders: each fault with column, row number (1 = first order), order id and reason.
    """
    import pandas as pd
    import pandera.errors

    given = order_table(table)
    orders = conform(given).reset_index(drop=True)
    try:
        _schema(untold(given)).validate(orders, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        rules = {rule.id: rule for rule in IMPOSSIBLE}
        faults: dict[tuple[str, object], Fault] = {}
        for case in cases.itertuples():
            rule = rules.get(str(case.check))
            column = rule.columns[0] if rule else str(case.column)
            reason = rule.meaning if rule else _range_fault(column, case.failure_case)
            row = None if pd.isna(case.index) else int(case.index)
            order_id = "" if row is None else str(orders["order_id"].iloc[row])
            place = None if row is None else row + 1
            faults[str(case.check) + column, place] = Fault(column, place, order_id, reason)
        ordered = sorted(faults.values(), key=lambda f: (f.row or 0, f.column))
        raise InvalidOrders(tuple(ordered)) from None
    return orders


def _range_fault(column: str, value: object) -> Phrase:
    kind = REGISTER[column].kind
    if kind == "stars":
        return Phrase(f"{value} stars; a rating is 1, 2, 3, 4 or 5", f"{value} 星；评分只能是 1、2、3、4、5")
    if kind == "number":
        return Phrase(f"{value} is below 0", f"{value} 小于 0")
    if column == "order_id" and isinstance(value, str):
        return Phrase(f"{value!r} appears more than once", f"{value!r} 重复出现")
    return Phrase("is empty, and every order has one", "为空，而每笔订单都必须有")


@lru_cache(maxsize=32)
def _schema(unknown: frozenset[str]) -> Any:
    """The checks of a table of which the columns *unknown* are not told: they break no rule."""
    import pandera.pandas as pa

    def checks(column: Column) -> list[pa.Check]:
        if column.kind == "stars":
            return [pa.Check.isin([1, 2, 3, 4, 5])]
        return [pa.Check.ge(0)] if column.kind == "number" else []

    columns = {
        column.name: pa.Column(checks=checks(column), nullable=not column.required, unique=column.name == "order_id")
        for column in COLUMNS
    }
    rules = [
        pa.Check(lambda table, rule=rule: ~rule.found(table), name=rule.id, error=rule.id)
        for rule in IMPOSSIBLE
        if unknown.isdisjoint(rule.columns)
    ]
    return pa.DataFrameSchema(columns, checks=rules)
