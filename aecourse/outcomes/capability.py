"""The service capability of 2022: SNAD in three bands; the other five lines are not public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..language import Phrase
from ..rulebook import Regime
from .kind import CAPABILITY, Kind
from .reasons import NO_ORDERS, STORE_ASSESSED, Reason
from .verdict import (
    GENERAL,
    OK,
    SERIOUS,
    VERY_SERIOUS,
    Outcome,
    Status,
    Tally,
    Verdict,
    unknown_among,
)

if TYPE_CHECKING:
    from ..assessment.found import Found

SNAD = "snad_rate"
_BANDS = {"general": GENERAL, "serious": SERIOUS, "very_serious": VERY_SERIOUS}
_OF = "category."  # in the name of a count


def _counts(found: Found) -> Mapping[str, Any]:
    """The orders below the line of SNAD, by category."""
    _, disputable = found.masks[SNAD]
    category = found.table["category"]
    names = category[disputable].dropna().unique()
    return {f"{_OF}{name}": disputable & (category == name).to_numpy() for name in names}


def _capability(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The band of SNAD, and its points."""
    statuses = {id: "not assessed" if tally.value(id) is None else "limit unknown"
                for id in regime.metrics}  # fmt: skip
    bands, value = _snad_bands(regime, tally), tally.value(SNAD)
    unknown = unknown_among(regime, *(f"bands.{id}" for id in regime.metrics))
    eligible = any(status != "not assessed" for status in statuses.values())
    reasons = [STORE_ASSESSED if eligible else NO_ORDERS]
    limits = {id: bands["general"] if id == SNAD else None for id in regime.metrics}
    if value is None:
        return Verdict(eligible, tuple(reasons), statuses, limits, None, unknown)
    status, points = OK, 0
    disputed, needed = int(tally.metrics[SNAD][0]), regime["snad.min_orders"]
    if disputed < needed:
        reasons.append(_too_few(disputed, needed))
    else:
        for word, violation in _BANDS.items():
            if value >= bands[word]:
                status = violation
    statuses[SNAD] = status.id
    if tally.last >= regime["penalties_from"]:
        points = _points(regime, status)
    if status is not OK and not points:
        reasons.append(_no_points_yet(regime))
    outcome = Outcome(status, illustrative=False) if illustrative or not unknown else None
    return Verdict(
        eligible, tuple(reasons), statuses, limits, outcome, unknown, points=points
    )  # fmt: skip


def _too_few(disputed: int, needed: int) -> Reason:
    clauses = (
        Phrase("{counted} order{s}", "仅 {counted} 笔"),
        Phrase("a violation needs at least {needed}", "至少 {needed} 笔才判违规"),
    )
    return Reason("few_disputes", Phrase("SNAD is ok", "货不对版正常"), clauses, metric=SNAD,
                  counted=disputed, needed=needed)  # fmt: skip


def _no_points_yet(regime: Regime) -> Reason:
    clauses = (Phrase("penalties began on {needed}", "自 {needed} 起才处罚"),)
    return Reason("no_points", Phrase("No points yet", "尚不扣分"), clauses, metric=SNAD,
                  needed=regime["penalties_from"])  # fmt: skip


def _snad_bands(regime: Regime, tally: Tally) -> Mapping[str, float]:
    """The bands of the store's main category: the one with most orders below the line."""
    sizes = {name.removeprefix(_OF): n for name, n in tally.counts.items()
             if name.startswith(_OF)}  # fmt: skip
    main = max(sorted(sizes), key=lambda name: sizes[name]) if any(sizes.values()) else "other"
    fashion = main in regime["snad.bands.fashion_categories"]
    bands: Mapping[str, float] = regime[f"snad.bands.{'fashion' if fashion else 'other'}"]
    return bands


def _points(regime: Regime, status: Status) -> int:
    return int(regime["points"].get(status.id.replace(" ", "_"), 0))


KIND = Kind(
    id="capability",
    group=CAPABILITY,
    statuses=(VERY_SERIOUS, SERIOUS, GENERAL, OK),
    judge=_capability,
    counts=_counts,
)
