"""The clocks of an order: from when to when each runs, who must act, and where the rule stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ... import rulebook
from ...base.language import Phrase
from ...base.tables import texts
from ...rulebook import Regime
from ...rulebook.online import limit_in, limit_under
from ...scoring.events import ScannedInTime
from ...scoring.handover import Due, due_of, due_of_row, on_clock
from ...scoring.memory import Rules
from ...scoring.metrics import METRICS, rules_for
from .life import Course, answer_days, platform_days, review_days

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class LifeClock:
    """One clock: it starts, runs out, and belongs to the moment that stops it.

    ``limit`` is the end of its ``name``: how long it runs.  ``rule`` names the regime or table that
    it is read from and ``sources`` the texts behind it; ``judged`` is whether the regime that is
    looked at uses it.
    """

    id: str
    moment: str
    start: datetime
    end: datetime
    name: Phrase
    limit: Phrase
    rule: Phrase
    sources: tuple[str, ...]
    judged: bool = True


def life_clocks(found: Course, regime: Regime, order: pd.DataFrame | None = None) -> tuple[LifeClock, ...]:
    """The clocks that run in the life of an order, as *regime* reads them.

    The shipping deadline is the seller's own promise.  The clock of the first scan is the regime's,
    with its counted days; where the regime has none, the 5 days of 2020, not judged.  Under a rule
    with a daily cut-off there is that one and the end of the hand-over: of *order*, a seller's own as
    a table of one row, only where its columns tell when it is due; of an illustrative one, a pick-up
    of an old product that sells well.
    """
    at, made = found.at, []
    paid, ship_by = at("paid_at"), at("ship_by")
    if paid is not None and ship_by is not None:
        made.append(_ship(paid, ship_by, regime))
    if paid is not None and "handover.cut_off" not in regime:
        made += _scans(paid, regime)
    elif paid is not None:
        made += _handovers(paid, regime, hand_over(paid, regime, order))
    opened = at("dispute_opened_at")
    if opened is not None:
        made.append(
            _days(
                "answer",
                "seller_responded_at",
                opened,
                answer_days(),
                "dispute",
                "seller_response_days",
                regime,
                "bad.seller_timeout",
            )
        )
        made.append(
            _days(
                "platform",
                "arbitration_opened_at",
                opened,
                platform_days(),
                "dispute",
                "platform_steps_in_days",
                regime,
                "bad.arbitration",
                "arbitration_rate",
            )
        )
    ends = [t for t in (at("receipt_at"), at("dispute_closed_at")) if t is not None]
    if ends:
        made.append(
            _days(
                "review",
                "review_at",
                max(ends),
                review_days(),
                "feedback",
                "review_window_days",
                regime,
                "bad.overall_star_max",
                "positive_rate",
                "dsr_description",
            )
        )
    return tuple(made)


_TEXTS = texts(__file__)
_NAMES = _TEXTS["names"]


def _called(kind: str, limit: Phrase) -> tuple[Phrase, Phrase]:
    """The name of a clock of this kind, and its limit."""
    return _NAMES[kind].format(limit=limit), limit


def _in_days(days: float) -> Phrase:
    return Phrase(f"{days:g} day" if days == 1 else f"{days:g} days", f"{days:g} 天")


def _ship(paid: datetime, ship_by: datetime, regime: Regime) -> LifeClock:
    own = regime.parameters.get("bad.not_sold")
    sources = rulebook.table("not_sold").parameters["no_tracking_by_deadline"].sources
    days = round((ship_by - paid) / timedelta(days=1), 1)
    return LifeClock(
        "ship",
        "shipped_at",
        paid,
        ship_by,
        *_called("ship", _in_days(days)),
        Phrase("the seller's own promise; missing it is a deal not sold", "卖家自己承诺的期限，过期未发即成交不卖"),
        own.sources if own is not None else sources,
        own is not None or "not_sold_rate" in regime.metrics,
    )


def _scans(paid: datetime, regime: Regime) -> list[LifeClock]:
    ids = [id for id in regime.metrics if id.startswith("online_rate")]
    judged = bool(ids)
    found = []
    for id in ids or ["online_rate_5d"]:
        metric = METRICS[id]
        home = regime if metric.home is None else rulebook.load(metric.home)
        rules = rules_for(metric, regime if judged else None)
        scan: Any = metric.numerator[0].condition
        limit = limit_under(regime, id) or limit_in(id)
        assert limit is not None
        told = regime if _limits(regime) else home
        found.append(
            LifeClock(
                f"scan_{id.removeprefix('online_rate_')}",
                "first_scan_at",
                paid,
                _deadline(paid, scan, rules),
                *_called("scan", limit.name),
                told.name,
                _limits(told),
                judged,
            )
        )
    return found


def hand_over(paid: datetime, regime: Regime, order: pd.DataFrame | None = None) -> Due | None:
    """The cut-off and the end of the hand-over: of *order* as its columns tell, else of a usual pick-up."""
    return due_of(paid, regime) if order is None else due_of_row(order, regime)


def _handovers(paid: datetime, regime: Regime, due: Due | None) -> list[LifeClock]:
    """The next cut-off and the end of the hand-over, each told on the regime's clock and the table's."""
    if due is None:
        return []
    sources = regime.parameters["handover.cut_off"].sources
    return [
        LifeClock(
            id,
            "first_scan_at",
            paid,
            end,
            *_called(id, _on_both(on_clock(end, regime.clock), end)),
            regime.name,
            sources,
        )
        for id, end in (("cut_off", due.cut_off), ("handover", due.end))
        if end is not None
    ]


def _on_both(there: datetime, here: datetime) -> Phrase:
    """A moment in Beijing, and the same one on US Pacific time."""
    return Phrase(f"{there:%H:%M} Beijing = {here:%H:%M} Pacific", f"北京 {there:%H:%M} = 美西 {here:%H:%M}")


def _limits(regime: Regime) -> tuple[str, ...]:
    """The sources of a regime's limits for the first scan; none if it has no such limits."""
    own = [p.sources for key, p in regime.parameters.items() if key.startswith("online.limit")]
    return tuple(dict.fromkeys(s for sources in own for s in sources))


def _deadline(paid: datetime, scan: ScannedInTime, rules: Rules) -> datetime:
    import numpy as np

    last: datetime = scan.last(np.array([paid], dtype="datetime64[us]"), rules)[0].item()
    return last


def _days(
    id: str, moment: str, start: datetime, days: int, table: str, key: str, regime: Regime, *used: str
) -> LifeClock:
    rules = rulebook.table(table)
    judged = any(name in regime.parameters or name in regime.metrics for name in used)
    return LifeClock(
        id,
        moment,
        start,
        start + timedelta(days=days),
        *_called(id, _in_days(days)),
        rules.name,
        rules.parameters[key].sources,
        judged,
    )
