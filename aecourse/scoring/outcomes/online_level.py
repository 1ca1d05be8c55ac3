"""Acceptable, to improve or poor: the online rate against two levels."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.language import Phrase
from ...rulebook import Regime
from .kind import SPEED, Kind
from .reasons import NO_ORDERS, STORE_ASSESSED
from .verdict import OK, Outcome, Status, Tally, Verdict, limit, unknown_among

_TO_IMPROVE = Status("to improve", Phrase("to improve", "待提升"), "caution", 2)
_POOR = Status("poor", Phrase("poor", "较差"), "bad", 3)
_LEVELS = (_POOR, _TO_IMPROVE, OK)


def _online_level(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The worst level among the rates."""
    levels = limit(regime, "online.levels", illustrative=illustrative)
    statuses = {id: _level(tally.value(id), levels) for id in regime.metrics}
    worst = next((status for status in _LEVELS if status.id in statuses.values()), None)
    eligible = any(status != "not assessed" for status in statuses.values())
    return Verdict(
        eligible,
        (STORE_ASSESSED if eligible else NO_ORDERS,),
        statuses,
        dict.fromkeys(regime.metrics, None if levels is None else levels["ok"]),
        None if worst is None else Outcome(worst, illustrative=False),
        unknown_among(regime, "online.levels"),
    )


def _level(value: float | None, levels: Mapping[str, float] | None) -> str:
    if value is None:
        return "not assessed"
    if levels is None:
        return "limit unknown"
    if value >= levels["ok"]:
        return OK.id
    return _POOR.id if value < levels["poor"] else _TO_IMPROVE.id


KIND = Kind(
    id="online_level",
    name=Phrase("a level of the online rate", "上网率档位"),
    group=SPEED,
    statuses=_LEVELS,
    judge=_online_level,
)
