"""What the platform says at the end of a month: the daily score, the monthly check, the points."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ... import rulebook
from ...orders.calendar import DAY
from ...rulebook import Regime
from ...rulebook.ledger import TRADE, PenaltyCase, case, node, points_on
from ...scoring.assessment import Assessment, assess
from .states import Stand, Standing
from .terms import CAPABILITY, FIRST, SCORE, month_end, term

if TYPE_CHECKING:
    import pandas as pd


@lru_cache(maxsize=4)
def _regime(id: str) -> Regime:
    return rulebook.load(id)


def check_day(number: int) -> date:
    """The day of month *number* on which the store is checked."""
    return rulebook.next_check(_regime(CAPABILITY), month_end(number - 1))


def judged(orders: pd.DataFrame, number: int, stand: Stand) -> tuple[Standing, tuple[PenaltyCase, ...]]:
    """What the platform says of all *orders* at the end of month *number*, and the cases so far."""
    last, checked_on = month_end(number), check_day(number)
    daily: Assessment = assess(orders, _regime(SCORE), last, illustrative=True, store_opened=FIRST)
    # a check looks at the days up to the one before it
    check: Assessment = assess(orders, _regime(CAPABILITY), checked_on - DAY)
    snad = check.verdict.statuses["snad_rate"]
    cases = stand.cases
    given = int(check.points or 0)
    if given:
        cases = (*cases, case(checked_on, snad, "SNAD"))
    before = stand.last.standing.points if stand.last else 0
    points = points_on(last, cases, TRADE)
    reached, reached_before = node(points), node(before)
    freeze = (reached.freeze_days or 0) if reached.at > reached_before.at else 0
    standing = Standing(
        score=daily.score,
        items=daily.items,
        values={metric: value for metric, (_, _, value) in _rows(daily).items()},
        reason=daily.verdict.reason,
        grade=None if daily.outcome is None else daily.outcome.label(),
        days=daily.window.days,
        solid=len(daily.items) == len(daily.regime.metrics)
        and int(daily.metrics["denominator"].min()) >= term("solid"),
        checked=_rows(check),
        snad=snad,
        given=given,
        points=points,
        freeze_days=freeze,
        closed=reached.closed,
    )
    return standing, cases


def _rows(found: Assessment) -> dict[str, tuple[float, int, float | None]]:
    """Numerator, denominator and value of each metric; the value is None where none counts."""
    columns = (found.metrics[name].tolist() for name in ("metric", "numerator", "denominator"))
    return {
        metric: (above, int(below), above / below if below else None)
        for metric, above, below in zip(*columns, strict=True)
    }
