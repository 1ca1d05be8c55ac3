"""The same orders, self-run and semi-managed: each rule sees them as those of a store it is for."""

from __future__ import annotations

from typing import Any

from ... import rulebook
from ...orders.calendar import Moment, as_date
from ..handover import run_as
from .judging import compare


def compare_in_each_mode(orders: Any, as_of: Moment, *, illustrative: bool = False) -> dict[str, Any]:
    """Synthetic orders under every regime in force on *as_of*, by the regime's first day.

    A regime that is for one store mode sees the orders run so (see
    :func:`aecourse.scoring.handover.run_as`), every other one as they are.
    """
    rules = rulebook.in_force(as_date(as_of))
    modes = dict.fromkeys(r.modes[:1] for r in rules)
    found: dict[str, Any] = {}
    for mode in modes:
        table = run_as(orders, *mode) if mode else orders
        own = [r for r in rules if r.modes[:1] == mode]
        found |= compare(table, own, as_of, illustrative=illustrative)
    return {r.id: found[r.id] for r in rules}
