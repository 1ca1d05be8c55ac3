"""The same orders, self-run and semi-managed: each rule sees them as those of a store it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ... import rulebook
from ...orders.calendar import Moment, as_date
from ..handover import run_as
from .judging import assess
from .windows import times_of


def each_in_its_mode(orders: Any, as_of: Moment, *, illustrative: bool = False) -> Iterator[tuple[str, Any]]:
    """Synthetic orders under every regime in force on *as_of*, by the regime's first day.

    A regime that is for one store mode sees the orders run so (see
    :func:`aecourse.scoring.handover.run_as`), every other one as they are.  Each comes with its id
    when it is asked for.
    """
    times: dict[tuple[str, ...], Any] = {}  # what was found in the orders serves all regimes of a mode
    for rules in rulebook.in_force(as_date(as_of)):
        mode = rules.modes[:1]
        if mode not in times:
            times[mode] = times_of(run_as(orders, *mode) if mode else orders)
        yield rules.id, assess(times[mode], rules, as_of, illustrative=illustrative)


def compare_in_each_mode(orders: Any, as_of: Moment, *, illustrative: bool = False) -> dict[str, Any]:
    """All of :func:`each_in_its_mode`: regime id -> assessment."""
    return dict(each_in_its_mode(orders, as_of, illustrative=illustrative))
