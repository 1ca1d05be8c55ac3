"""The service indicators of a category, 2016 to 2020: kept, closed or not assessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...base.language import Phrase
from ...rulebook import Regime
from .kind import CATEGORY, Kind
from .reasons import NO_ORDERS, NOT_ASSESSED, STORE_ASSESSED, Reason, listed
from .verdict import LIMIT_UNKNOWN, OK, Outcome, Status, Tally, Verdict, limit, unknown_among
from .verdict import NOT_ASSESSED as UNASSESSED

if TYPE_CHECKING:
    from ..assessment.found import Found

_FAILING = Status("failing", Phrase("failing", "不达标"), "bad", 3)
_KEPT = Status("kept", Phrase("kept", "保留"), "good", 0)
_CLOSED = Status("closed", Phrase("closed", "关闭"), "bad", 3)
_FATES = {  # what becomes of a category of which an indicator is ..., the first that fits
    _FAILING.id: _CLOSED,
    LIMIT_UNKNOWN.id: LIMIT_UNKNOWN,
    OK.id: _KEPT,
    UNASSESSED.id: UNASSESSED,
}
# The one limit that a (damaged) source names is that of a group inside this category.
_NAMED_LIMITS = {"computer_accessories": "snad_max.laptop_accessories"}


def _counts(found: Found) -> Mapping[str, Any]:
    """The orders below the line of any indicator."""
    mask = found.nowhere()
    for _, below in found.masks.values():
        mask |= below
    return {"orders": mask}


def _category(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Each category by itself; one that is assessed and fails is closed for the store.

    Two rules that an article fused into one (claim B20): below the starting value an indicator is
    not assessed; assessed and failing, the category is closed.  Orders that name no category count
    in none.
    """
    spared = _spared(regime, tally)
    if spared is not None:
        return spared
    start = limit(regime, "start_value", illustrative=illustrative)
    statuses: dict[Any, str] = {}
    limits: dict[Any, float | None] = {}
    fates: dict[str, Status] = {}
    for name, part in tally.categories.items():
        lines = _lines(regime, name, illustrative)
        for id in regime.metrics:
            limits[name, id] = lines[id]
            statuses[name, id] = _status(part, id, start, lines[id])
        fates[name] = _fate([statuses[name, id] for id in regime.metrics])
    unknown = unknown_among(regime, "start_value", "snad_max", "dsr_description_min")
    eligible = any(fate is not UNASSESSED for fate in fates.values())
    reasons = (
        *listed("category", {name: fate.name for name, fate in fates.items()}),
        *_without(tally, alone=not fates),
    )
    return Verdict(
        eligible,
        reasons or (NO_ORDERS,),
        statuses,
        limits,
        _outcome(fates),
        unknown,
        categories={name: fate.id for name, fate in fates.items()},
    )


def _outcome(fates: Mapping[str, Status]) -> Outcome | None:
    """Closed if any category is; a limit that is not known could close another one, else."""
    if _CLOSED in fates.values():
        return Outcome(_CLOSED, illustrative=False)
    kept = _KEPT in fates.values() and LIMIT_UNKNOWN not in fates.values()
    return Outcome(_KEPT, illustrative=False) if kept else None


def _without(tally: Tally, *, alone: bool) -> tuple[Reason, ...]:
    """How many orders name no category, if any do."""
    orders = 0 if tally.blank is None else tally.blank.counts["orders"]
    if not orders:
        return ()
    words = (
        Phrase("{counted} order{s} without a category count in none", "{counted} 笔订单没有填写类目，不计入任何类目")
        if orders > 1
        else Phrase("one order without a category counts in none", "{counted} 笔订单没有填写类目，不计入任何类目")
    )
    head, clauses = (NOT_ASSESSED, (words,)) if alone else (Phrase(words.en.capitalize(), words.zh), ())
    return (Reason("no_category", head, clauses, counted=orders),)


def _spared(regime: Regime, tally: Tally) -> Verdict | None:
    """A new enterprise's first check is skipped while its SNAD denominator is small (2017)."""
    needed = regime.get("new_enterprise_min_snad_denominator")
    counted = int(sum(part.metrics["snad_rate"][1] for part in tally.categories.values()))
    if needed is None or not tally.counts.get("new_enterprise") or counted >= needed:
        return None
    clauses = (
        Phrase(
            "the first check of a new enterprise with {counted} order{s} in the SNAD denominator",
            "新认证企业的首次考核，货不对版纠纷率分母仅 {counted} 笔",
        ),
        Phrase("at least {needed} are needed", "至少 {needed} 笔才考核"),
    )
    reason = Reason("new_enterprise", NOT_ASSESSED, clauses, counted=counted, needed=needed)
    keys = [(name, id) for name in tally.categories for id in regime.metrics]
    return Verdict(
        False,
        (reason,),
        dict.fromkeys(keys, UNASSESSED.id),
        dict.fromkeys(keys),
        None,
        categories=dict.fromkeys(tally.categories, UNASSESSED.id),
    )


def _lines(regime: Regime, name: str, illustrative: bool) -> Mapping[str, float | None]:
    own = limit(regime, _NAMED_LIMITS.get(name, ""), illustrative=illustrative)
    most = limit(regime, "snad_max", illustrative=illustrative) if own is None else own
    least = limit(regime, "dsr_description_min", illustrative=illustrative)
    return {"snad_rate": most, "dsr_description": least}


def _status(part: Tally, id: str, start: float | None, line: float | None) -> str:
    value, counted = part.value(id), part.metrics[id][1]
    if value is None or (start is not None and counted < start):
        return UNASSESSED.id
    if start is None or line is None:
        return LIMIT_UNKNOWN.id
    failing = value > line if id == "snad_rate" else value < line
    return _FAILING.id if failing else OK.id


def _fate(statuses: list[str]) -> Status:
    return next(fate for status, fate in _FATES.items() if status in statuses)


def _why(verdict: Verdict) -> tuple[Reason, ...]:
    """What becomes of the only category is the verdict itself, and need not be said again."""
    if not verdict.eligible:
        return verdict.reasons
    told = [r for r in verdict.reasons if r.kind != "category" or len(verdict.categories) > 1]
    return (STORE_ASSESSED, *told)


KIND = Kind(
    id="category",
    name=Phrase("each category kept, closed or not assessed", "逐个类目：保留、关闭或不考核"),
    group=CATEGORY,
    statuses=(_CLOSED, _FAILING, _KEPT, OK),
    judge=_category,
    by_category=True,
    counts=_counts,
    why=_why,
)
