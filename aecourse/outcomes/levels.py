"""Outcomes in levels: online rate, capability of 2022, the PLUS programme, orders in time."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import Phrase, join
from ..metrics import METRICS
from ..rulebook import Regime, snad_bands
from .verdict import NO_ORDERS, Outcome, Tally, Verdict, limit, unknown_among

LEVELS = ("ok", "to improve", "poor")
_ASSESSED = Phrase("Assessed.", "参与考核。")


def online_level(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Acceptable, to improve or poor: the online rate against two levels."""
    levels = limit(regime, "online.levels", illustrative=illustrative)
    statuses = {}
    for id in regime.metrics:
        value = tally.value(id)
        if value is None:
            statuses[id] = "not assessed"
        elif levels is None:
            statuses[id] = "limit unknown"
        else:
            statuses[id] = (
                "ok"
                if value >= levels["ok"]
                else "poor"
                if value < levels["poor"]
                else "to improve"
            )
    unknown = unknown_among(regime, "online.levels")
    found = [status for status in statuses.values() if status in LEVELS]
    worst = max(found, key=LEVELS.index) if found else None
    return _verdict(regime, statuses, None if levels is None else levels["ok"], worst, unknown)


def plus(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The 72-hour rate of the PLUS programme; its points are a scheme of its own."""
    (id,) = regime.metrics
    value = tally.value(id)
    unknown = unknown_among(regime, "online.window_days")
    if value is None:
        return _verdict(regime, {id: "not assessed"}, regime["target"], None, unknown)
    steps = {"ok": regime["target"], **regime["bands"]}
    status = next((word for word, lowest in steps.items() if value >= lowest), "very serious")
    if value < regime["exit_below"]:
        status = "out"
    points = _points(regime, status)
    known = illustrative or not unknown
    return _verdict(regime, {id: status}, regime["target"], status if known else None, unknown,
                    points=points)  # fmt: skip


def order_in_time(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """Each order by itself: every late one is a breach of the delivery promise (2024)."""
    (id,) = regime.metrics
    _, paid = tally.metrics[id]
    status = "not assessed" if not paid else "late orders" if tally.counts["late"] else "ok"
    return _verdict(regime, {id: status}, None, None if not paid else status,
                    unknown_among(regime, "fine"), illustrative=False)  # fmt: skip


BANDS = ("general", "serious", "very_serious")


def capability(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The service capability of 2022: SNAD in three bands; the other five lines are not public."""
    disputed, _ = tally.metrics["snad_rate"]
    few = disputed < regime["snad.min_orders"]
    lines = {id: regime.get(f"bands.{id}") for id in regime.metrics}
    lines["snad_rate"] = snad_bands(regime, _main_category(tally))
    statuses = {id: _violation(id, tally.value(id), lines[id]) for id in regime.metrics}
    sentences = [_ASSESSED if any(s != "not assessed" for s in statuses.values()) else NO_ORDERS]
    if few and tally.value("snad_rate") is not None:
        statuses["snad_rate"] = "ok"
        sentences.append(Phrase(
            f"SNAD is ok: {disputed:.0f} orders, a violation needs at least "
            f"{regime['snad.min_orders']}.",
            f"货不对版正常：仅 {disputed:.0f} 笔，至少 {regime['snad.min_orders']} 笔才判违规。",
        ))  # fmt: skip
    severity = ("ok", *(word.replace("_", " ") for word in BANDS))
    found = sorted((s for s in statuses.values() if s in severity), key=severity.index)
    points = None
    if found:
        began = tally.last >= regime["penalties_from"]
        points = sum(_points(regime, status) for status in found) if began else 0
        if found[-1] != "ok" and not points:
            sentences.append(Phrase(
                f"No points yet: penalties began on {regime['penalties_from']}.",
                f"尚不扣分：自 {regime['penalties_from']} 起才处罚。",
            ))  # fmt: skip
    unknown = unknown_among(regime, *(f"bands.{id}" for id in regime.metrics))
    outcome = None
    if found and (illustrative or not unknown):
        outcome = Outcome(found[-1], illustrative=bool(unknown))
    limits = {id: None if bands is None else bands["general"] for id, bands in lines.items()}
    eligible = any(status != "not assessed" for status in statuses.values())
    return Verdict(eligible, join(sentences), statuses, limits, outcome, unknown, points=points)


def _violation(id: str, value: float | None, bands: Mapping[str, float] | None) -> str:
    """The band of a value: from its line on, or below it where more is better."""
    if value is None:
        return "not assessed"
    if bands is None:
        return "limit unknown"
    more_is_better = METRICS[id].better > 0
    passed = [w for w in BANDS if (value < bands[w] if more_is_better else value >= bands[w])]
    return passed[-1].replace("_", " ") if passed else "ok"


def _main_category(tally: Tally) -> str:
    """The store's category with most orders below the line of SNAD."""
    sizes = {name.removeprefix("category."): n for name, n in tally.counts.items()
             if name.startswith("category.")}  # fmt: skip
    return max(sorted(sizes), key=lambda name: sizes[name]) if any(sizes.values()) else "other"


def _points(regime: Regime, status: str) -> int:
    return int(regime["points"].get(status.replace(" ", "_"), 0))


def _verdict(
    regime: Regime, statuses: Mapping[str, str], line: float | None, worst: str | None,
    unknown: tuple[str, ...], *, points: int | None = None, illustrative: bool | None = None,
) -> Verdict:  # fmt: skip
    eligible = any(status != "not assessed" for status in statuses.values())
    shaky = bool(unknown) if illustrative is None else illustrative
    return Verdict(
        eligible, _ASSESSED if eligible else NO_ORDERS, statuses,
        dict.fromkeys(regime.metrics, line),
        None if worst is None else Outcome(worst, illustrative=shaky), unknown, points=points,
    )  # fmt: skip
