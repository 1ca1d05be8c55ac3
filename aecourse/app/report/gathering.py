"""From orders to the facts of a report: pure, and every number from one assessment a regime."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ... import rulebook
from ...base.errors import CourseError
from ...base.language import Phrase
from ...live.scorelab.scenario import rollable
from ...live.verdicts import status_tone, tone_of, word_of
from ...models.diagnosis.segments import against_the_rest
from ...models.fitted import SETTLED_DAYS, effects, fit
from ...models.luck import misjudged
from ...orders import ensure
from ...orders.calendar import Moment, as_date
from ...orders.told import order_table
from ...scoring.assessment import Assessment, compare
from ...scoring.assessment.windows import lag_days
from ...scoring.inverse import Forecast, Needed, forecast, needed
from ...scoring.metrics import METRICS
from ...scoring.outcomes import STATUS_NAMES
from ...scoring.outcomes.reasons import told
from .blame import blamed, hurt_by
from .facts import Groups, MetricFacts, RegimeFacts, Report

if TYPE_CHECKING:
    import pandas as pd

TREND_DAYS = 180
AHEAD_DAYS = 30
"""How far a forecast looks where a regime has no fixed check day."""
COLUMNS = ("product_id", "category", "destination", "carrier")
LEVERS = 3
REJECTED = 50
"""So many rejected lines are told."""


def gather(orders: Any, as_of: Moment | None = None) -> Report:
    """Everything that a report says of one store.

    Args:
        orders: an order table or a :class:`~aecourse.orders.reading.Reading`.
        as_of: the last day that counts; default: the day of the last payment.

    Raises:
        CourseError: there is no order, the orders are of several stores, or none was paid by then.
    """
    table = ensure(orders)
    stores = [str(name) for name in table["store_id"].dropna().unique()]
    if len(stores) > 1:
        raise CourseError(_several(stores))
    if table.empty:
        raise CourseError("There is no order in this table.", "这个表里没有订单。")
    last = table["paid_at"].max().date() if as_of is None else as_date(as_of)
    first = table["paid_at"].min().date()
    if first > last:
        raise CourseError(
            f"No order was paid by {last}: the first one was paid on {first}. Choose a later day.",
            f"到 {last} 为止没有付款的订单：第一笔付款在 {first}。请选择更晚的日期。",
        )
    columns = tuple(c for c in COLUMNS if c in table and len(table[c].dropna().unique()) > 1)
    found = compare(table, None, last)
    regimes = tuple(_regime(result, last, columns) for result in found.values())
    fitted = fit(table, last)
    judged = tuple(dict.fromkeys(id for one in found.values() for id in one.regime.metrics))
    counts: Mapping[str, int] = getattr(orders, "counts", {})
    return Report(
        store=stores[0] if stores else "",
        as_of=last,
        first=first,
        last=table["paid_at"].max().date(),
        orders=len(table),
        counts=counts,
        notes=tuple(getattr(orders, "notes", ())),
        regimes=regimes,
        fit=fitted,
        levers=effects(fitted, judged)[:LEVERS] if fitted.settled >= SETTLED_DAYS else (),
        columns=columns,
        rejected=tuple(orders.first_rejected(REJECTED)) if hasattr(orders, "first_rejected") else (),
    )


def _several(stores: list[str]) -> Phrase:
    shown = stores[:5]
    more = "" if len(stores) <= 5 else " …"
    return Phrase(
        f"These are orders of {len(stores)} stores, and a report is of one. Name it with --store: "
        f"{', '.join(shown)}{more}",
        f"这里有 {len(stores)} 家店铺的订单，一份报告只对应一家。请用 --store 指明：{'、'.join(shown)}{more}",
    )


def _regime(result: Assessment, last: date, columns: tuple[str, ...]) -> RegimeFacts:
    rules = result.regime
    try:
        check = rulebook.next_check(rules, last)
    except CourseError:
        check = None
    ahead = last + timedelta(days=AHEAD_DAYS) if check is None else check - timedelta(days=lag_days(rules))
    metrics = tuple(_metric(result, row, ahead) for row in result.rows)
    return RegimeFacts(
        regime=rules,
        window=result.window,
        eligible=result.eligible,
        word=word_of(result),
        tone=tone_of(result),
        reason=told(one for one in result.verdict.reasons if one.kind != "not_computable"),
        score=result.score,
        check=check,
        closed=check is not None and ahead <= result.window.last,
        metrics=metrics,
        groups=tuple(_groups(result, columns)),
    )


def _metric(result: Assessment, row: Mapping[str, Any], ahead: date) -> MetricFacts:
    id, category = row["metric"], row.get("category")
    why = result.measurement.not_computable.get(id)
    if why is not None or not row["denominator"]:
        return MetricFacts(id, category, 0, 0, None, None, None, row["limit"], STATUS_NAMES[row["status"]], "none", why)
    rows = hurt_by(result, id, category)
    wanted, wish = _needed(result, row)
    return MetricFacts(
        id=id,
        category=category,
        numerator=row["numerator"],
        denominator=row["denominator"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        limit=row["limit"],
        status=STATUS_NAMES[row["status"]],
        tone=status_tone(result, row["status"]),
        luck=_luck(row),
        needed=wanted,
        wish=wish,
        forecast=_forecast(result, row, ahead),
        trend=_trend(result, id),
        hurt=int(rows.sum()),
        blamed=blamed(result, id, rows),
    )


def _luck(row: Mapping[str, Any]) -> float | None:
    """The share of stores with this true rate that luck puts on the other side of a known limit."""
    m, limit = METRICS[row["metric"]], row["limit"]
    if limit is None or m.stars or not 0 < limit < 1:
        return None
    share, line = (row["value"], limit) if m.better < 0 else (1 - row["value"], 1 - limit)
    return misjudged(share, line, row["denominator"])


def _needed(result: Assessment, row: Mapping[str, Any]) -> tuple[Needed | None, bool]:
    """How many good orders bring a metric to its limit or, of ratings without one, a tenth higher."""
    m, limit = METRICS[row["metric"]], row["limit"]
    if limit is not None:
        return needed(result, row["metric"], limit, row.get("category")), False
    if m.stars:
        target, best = math.floor(row["value"] * 10 + 1e-9) / 10 + 0.1, 5.0
    elif row["metric"] == "positive_rate":
        target, best = math.floor(row["value"] * 100 + 1e-9) / 100 + 0.01, 1.0
    else:
        return None, False
    if target >= best - 1e-9:  # no number of good orders makes a mean perfect again
        return None, False
    return needed(result, row["metric"], round(target, 2), row.get("category")), True


def _forecast(result: Assessment, row: Mapping[str, Any], ahead: date) -> Forecast | None:
    if METRICS[row["metric"]].stars or ahead <= result.window.last:
        return None
    return forecast(result, row["metric"], ahead, row.get("category"))


def _trend(result: Assessment, id: str) -> tuple[tuple[date, float | None], ...]:
    """The rolling line up to the last day, from the first whole window on, but no longer than half a year."""
    if id not in rollable(result.regime):
        return ()
    window = result.window
    opened = result.measurement.table["paid_at"].min().date()
    first = max(window.last - timedelta(days=TREND_DAYS - 1), min(opened, window.last))
    above, below = result.measurement.rolled(id, first, window.last, window.days)
    return tuple(
        (first + timedelta(days=at), float(up / down) if down else None)
        for at, (up, down) in enumerate(zip(above.tolist(), below.tolist(), strict=True))
    )


def _groups(result: Assessment, columns: tuple[str, ...]) -> list[Groups]:
    import numpy as np

    found = []
    lacking = result.measurement.not_computable
    for id in result.regime.metrics:
        above, below = result.masks[id]
        if id in lacking or not below.any():
            continue
        m = METRICS[id]
        if m.stars:
            above = np.where(below, result.measurement.table[m.stars].to_numpy(dtype=float), 0.0)
        found += [Groups(id, c, against_the_rest(result.measurement, m, c, above, below)) for c in columns]
    return found


def behind_table(result: Assessment, metric: str, category: str | None = None) -> pd.DataFrame:
    """The orders that hurt a metric, all of them, as rows of the order table."""
    found: pd.DataFrame = result.measurement.table[hurt_by(result, metric, category)]
    return found


def table_of(orders: Any) -> pd.DataFrame:
    """The order table of a reading or an order table."""
    return ensure(order_table(orders))
