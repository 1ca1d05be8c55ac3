"""The service capability of 2022: violations in three bands; of the six lines SNAD's are public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...base.language import Phrase
from ...rulebook import Regime, snad_bands
from ..metrics import METRICS
from .kind import CAPABILITY, Kind
from .reasons import NO_ORDERS, STORE_ASSESSED, Reason
from .verdict import GENERAL, OK, SERIOUS, VERY_SERIOUS, Outcome, Tally, Verdict, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

SNAD = "snad_rate"
_STATUSES = (VERY_SERIOUS, SERIOUS, GENERAL, OK)
_BANDS = {"general": GENERAL, "serious": SERIOUS, "very_serious": VERY_SERIOUS}
_OF = "category."  # in the name of a count


def _counts(found: Found) -> Mapping[str, Any]:
    """The orders below the line of SNAD, by category."""
    _, disputable = found.masks[SNAD]
    category = found.measurement.times.column("category")
    return {f"{_OF}{name}": disputable & (category == name) for name in category.different(disputable)}


def _capability(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The worst band of any metric, and the points of all violations."""
    lines = {id: regime.get(f"bands.{id}") for id in regime.metrics}
    lines[SNAD] = snad_bands(regime, _main_category(tally))
    statuses = {id: _violation(id, tally.value(id), lines[id]) for id in regime.metrics}
    eligible = any(status != "not assessed" for status in statuses.values())
    reasons = [STORE_ASSESSED if eligible else NO_ORDERS]
    disputed, needed = int(tally.metrics[SNAD][0]), regime["snad.min_orders"]
    if tally.value(SNAD) is not None and disputed < needed:
        statuses[SNAD] = OK.id
        reasons.append(_too_few(disputed, needed))
    found = [status for status in _STATUSES if status.id in statuses.values()]
    points = None
    if found:
        began = tally.last >= regime["penalties_from"]
        points = sum(_points(regime, word) for word in statuses.values()) if began else 0
        if found[0] is not OK and not points:
            reasons.append(_no_points_yet(regime))
    unknown = unknown_among(regime, *(f"bands.{id}" for id in regime.metrics))
    known = illustrative or not unknown
    outcome = Outcome(found[0], illustrative=False) if found and known else None
    limits = {id: None if bands is None else bands["general"] for id, bands in lines.items()}
    return Verdict(eligible, tuple(reasons), statuses, limits, outcome, unknown, points=points)


def _violation(id: str, value: float | None, bands: Mapping[str, float] | None) -> str:
    """The band of a value: from its line on, or below it where more is better."""
    if value is None:
        return "not assessed"
    if bands is None:
        return "limit unknown"
    better = METRICS[id].better
    passed = [
        status for word, status in _BANDS.items() if (value < bands[word] if better > 0 else value >= bands[word])
    ]
    return passed[-1].id if passed else OK.id


def _too_few(disputed: int, needed: int) -> Reason:
    clauses = (
        Phrase("{counted} order{s}", "仅 {counted} 笔"),
        Phrase("a violation needs at least {needed}", "至少 {needed} 笔才判违规"),
    )
    return Reason(
        "few_disputes", Phrase("SNAD is ok", "货不对版正常"), clauses, metric=SNAD, counted=disputed, needed=needed
    )


def _no_points_yet(regime: Regime) -> Reason:
    clauses = (Phrase("penalties began on {needed}", "自 {needed} 起才处罚"),)
    return Reason(
        "no_points", Phrase("No points yet", "尚不扣分"), clauses, metric=SNAD, needed=regime["penalties_from"]
    )


def _main_category(tally: Tally) -> str:
    """The store's category with most orders below the line of SNAD."""
    sizes = {name.removeprefix(_OF): n for name, n in tally.counts.items() if name.startswith(_OF)}
    return max(sorted(sizes), key=lambda name: sizes[name]) if any(sizes.values()) else "other"


def _points(regime: Regime, word: str) -> int:
    return int(regime["points"].get(word.replace(" ", "_"), 0))


KIND = Kind(
    id="capability",
    name=Phrase("violations by metric and penalty points", "按指标认定违规并扣分"),
    group=CAPABILITY,
    statuses=_STATUSES,
    judge=_capability,
    counts=_counts,
)
