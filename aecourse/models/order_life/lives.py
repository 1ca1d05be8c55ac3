"""Lives of orders to begin with: eight illustrative ones, and any order of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ...base.errors import CourseError, require_known, unknown_name
from ...base.language import Phrase
from ...base.tables import tables
from ...orders import ensure
from ...orders.faults import Fault, InvalidOrders
from ...orders.impossible import IMPOSSIBLE
from ...rulebook import Regime
from .life import MOMENTS, Life, course, lacking

PAID = datetime(2015, 6, 1, 10, 0)  # a Monday; no festival near
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preset:
    """An illustrative order: its moments in days after the payment, those that never come, and facts."""

    name: Phrase
    days: Mapping[str, float]
    facts: Mapping[str, Any]
    never: tuple[str, ...] = ()


PRESETS: Mapping[str, Preset] = tables(__file__, presets=Preset)["presets"]


def preset(name: str) -> Life:
    """The illustrative order of that name; see :data:`PRESETS`.

    Raises:
        UnknownName: there is no such preset; the near ones are named.
    """
    require_known(Phrase("preset", "示例订单"), name, PRESETS)
    it = PRESETS[name]
    moments = [("paid_at", PAID)]
    times = dict.fromkeys(it.never) | {name: PAID + days * DAY for name, days in it.days.items()}
    listed: list[tuple[str, datetime | None]] = [*moments, *((n, times[n]) for n in MOMENTS if n in times)]
    return Life(name, tuple(listed), tuple({"amount_usd": 25.0, **it.facts}.items()))


def life_of(orders: Any, order_id: str) -> Life:
    """The life of one order of a table.

    Until a moment is moved it is the table's own order.  Each moment that happened can be moved,
    and so can those that might have: an order that was not shipped can be, a dispute that was not
    answered can be answered.  A review that was not written cannot: its stars are not known.

    Raises:
        UnknownName: no such order.
        InvalidOrders: the table is no order table, or the order is one that cannot be.
        CourseError: the order has no payment.
    """
    table = ensure(orders)
    ids = table["order_id"].astype(str)
    rows = (ids == str(order_id)).to_numpy().nonzero()[0]
    if len(rows) == 0:
        raise unknown_name(Phrase("order", "订单"), order_id, ids)
    found = table.iloc[rows[:1]]
    faults = tuple(
        Fault(rule.columns[0], int(rows[0]) + 1, str(order_id), rule.meaning)
        for rule in IMPOSSIBLE
        if rule.found(found).any()
    )
    if faults:
        raise InvalidOrders(faults)
    given = {name: _plain(found[name].iloc[0]) for name in found.columns}
    if given["paid_at"] is None:
        raise CourseError(
            f"order {order_id} has no paid_at, with which every order begins",
            f"订单 {order_id} 没有 paid_at，而每笔订单都从付款开始",
        )
    shown = {"paid_at", "ship_by", "shipped_at", *(n for n in MOMENTS if given[n] is not None)}
    if given["shipped_at"] is not None:
        shown.add("first_scan_at")
    if given["receipt_at"] is not None or given["dispute_closed_at"] is not None:
        shown.add("review_at")
    if given["dispute_opened_at"] is not None:
        shown |= {"seller_responded_at", "dispute_closed_at"}
    if given["arbitration_opened_at"] is not None:
        shown = (shown | {"arbitration_closed_at"}) - {"dispute_closed_at"}
    moments = tuple((n, given[n]) for n in MOMENTS if n in shown and not lacking(n, given))
    facts = {n: v for n, v in given.items() if n not in {*MOMENTS, "review_timeout_at"}}
    if facts["dispute_end"] == "seller_timeout":  # what an answer in time would have led to
        facts["dispute_end"] = "settled"
    return Life(str(order_id), moments, tuple(facts.items()), tuple(given.items()))


def _plain(value: Any) -> Any:
    """A cell as plain Python; None where it is missing."""
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def placed(life: Life, regime: Regime) -> Life:
    """An illustrative life moved, by whole weeks, to a June in which *regime* was in force.

    So the same order meets each regime in its own time, on the same weekdays and away from the
    festivals; where no June lies in force, to the first whole week.
    """
    first, last = regime.effective_from, regime.effective_to or date.max
    june = date(first.year if first <= date(first.year, 6, 1) else first.year + 1, 6, 1)
    start = june if june <= last else first
    weeks = -(-(start - PAID.date()).days // 7)
    target = PAID + timedelta(weeks=weeks)
    return life.shifted(target - life.paid_at)


def last_moment(life: Life) -> datetime:
    """When the last of the order's moments is meant to happen, or its review period runs out."""
    meant = [at for _, at in life.moments if at is not None]
    happened = [v for v in course(life).columns.values() if isinstance(v, datetime)]
    return max(meant + happened)
