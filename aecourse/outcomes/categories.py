"""The service indicators of a category, 2016 to 2020: kept, closed or not assessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language import Phrase
from ..rulebook import Regime
from .verdict import NO_ORDERS, Outcome, Tally, Verdict, limit, unknown_among

# The one limit that a (damaged) source names is that of a group inside this category.
_NAMED_LIMITS = {"computer_accessories": "snad_max.laptop_accessories"}


def category(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Each category by itself; one that is assessed and fails is closed for the store.

    Two rules that an article fused into one (claim B20): below the starting value an indicator is
    not assessed; assessed and failing, the category is closed.
    """
    spared = _spared(regime, tally)
    if spared is not None:
        return spared
    start = limit(regime, "start_value", illustrative=illustrative)
    statuses: dict[Any, str] = {}
    limits: dict[Any, float | None] = {}
    fates: dict[str, str] = {}
    for name, part in tally.categories.items():
        lines = _lines(regime, name, illustrative)
        for id in regime.metrics:
            limits[name, id] = lines[id]
            statuses[name, id] = _status(part, id, start, lines[id])
        fates[name] = _fate([statuses[name, id] for id in regime.metrics])
    unknown = unknown_among(regime, "start_value", "snad_max", "dsr_description_min")
    eligible = any(fate != "not assessed" for fate in fates.values())
    reason = NO_ORDERS if not fates else Phrase(
        "; ".join(f"{name}: {fate}" for name, fate in fates.items()) + ".",
        "；".join(f"{name}：{_ZH[fate]}" for name, fate in fates.items()) + "。",
    )  # fmt: skip
    outcome = None
    if "closed" in fates.values():
        outcome = Outcome("closed", illustrative=bool(unknown))
    elif "kept" in fates.values() and "limit unknown" not in fates.values():
        outcome = Outcome("kept", illustrative=bool(unknown))
    return Verdict(eligible, reason, statuses, limits, outcome, unknown, categories=fates)


def _spared(regime: Regime, tally: Tally) -> Verdict | None:
    """A new enterprise's first check is skipped while its SNAD denominator is small (2017)."""
    needed = regime.get("new_enterprise_min_snad_denominator")
    counted = sum(part.metrics["snad_rate"][1] for part in tally.categories.values())
    if needed is None or not tally.counts.get("new_enterprise") or counted >= needed:
        return None
    reason = Phrase(
        f"Not assessed: the first check of a new enterprise with {counted:.0f} orders in the SNAD "
        f"denominator, at least {needed} are needed.",
        f"不考核：新认证企业的首次考核，货不对版纠纷率分母仅 {counted:.0f} 笔，至少 {needed} 笔才考核。",
    )
    keys = [(name, id) for name in tally.categories for id in regime.metrics]
    return Verdict(False, reason, dict.fromkeys(keys, "not assessed"), dict.fromkeys(keys), None,
                   categories=dict.fromkeys(tally.categories, "not assessed"))  # fmt: skip


_ZH = {"kept": "保留", "closed": "关闭", "not assessed": "不考核", "limit unknown": "标准未公布"}


def _lines(regime: Regime, name: str, illustrative: bool) -> Mapping[str, float | None]:
    own = limit(regime, _NAMED_LIMITS.get(name, ""), illustrative=illustrative)
    most = limit(regime, "snad_max", illustrative=illustrative) if own is None else own
    least = limit(regime, "dsr_description_min", illustrative=illustrative)
    return {"snad_rate": most, "dsr_description": least}


def _status(part: Tally, id: str, start: float | None, line: float | None) -> str:
    value, counted = part.value(id), part.metrics[id][1]
    if value is None or (start is not None and counted < start):
        return "not assessed"
    if start is None or line is None:
        return "limit unknown"
    failing = value > line if id == "snad_rate" else value < line
    return "failing" if failing else "ok"


def _fate(statuses: list[str]) -> str:
    for status, fate in (("failing", "closed"), ("limit unknown", "limit unknown"), ("ok", "kept")):
        if status in statuses:
            return fate
    return "not assessed"
