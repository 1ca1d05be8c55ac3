"""Outcomes in levels: online rate, capability of 2022, the PLUS programme, orders in time."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import Phrase, join
from ..rulebook import Regime
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
    bands = regime["bands"]
    status = next(
        (word for word, lowest in (
            ("ok", regime["target"]), ("general", bands["general"]), ("serious", bands["serious"]),
            ("very serious", bands["very_serious"]))
         if value >= lowest), "out",
    )  # fmt: skip
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


def capability(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The service capability of 2022: SNAD in three bands; the other five lines are not public."""
    statuses = {}
    for id in regime.metrics:
        statuses[id] = "not assessed" if tally.value(id) is None else "limit unknown"
    sentences = [_ASSESSED if any(s != "not assessed" for s in statuses.values()) else NO_ORDERS]
    disputed, _ = tally.metrics["snad_rate"]
    value = tally.value("snad_rate")
    bands = _snad_bands(regime, tally)
    points = None
    if value is not None:
        status = "ok"
        if disputed < regime["snad.min_orders"]:
            sentences.append(Phrase(
                f"SNAD is ok: {disputed:.0f} orders, a violation needs at least "
                f"{regime['snad.min_orders']}.",
                f"货不对版正常：仅 {disputed:.0f} 笔，至少 {regime['snad.min_orders']} 笔才判违规。",
            ))  # fmt: skip
        else:
            for word in ("general", "serious", "very_serious"):
                if value >= bands[word]:
                    status = word.replace("_", " ")
        statuses["snad_rate"] = status
        points = _points(regime, status) if tally.last >= regime["penalties_from"] else 0
        if status != "ok" and not points:
            sentences.append(Phrase(
                f"No points yet: penalties began on {regime['penalties_from']}.",
                f"尚不扣分：自 {regime['penalties_from']} 起才处罚。",
            ))  # fmt: skip
    unknown = unknown_among(regime, *(f"bands.{id}" for id in regime.metrics))
    outcome = None
    if value is not None and (illustrative or not unknown):
        outcome = Outcome(statuses["snad_rate"], illustrative=bool(unknown))
    limits = {id: bands["general"] if id == "snad_rate" else None for id in regime.metrics}
    eligible = any(status != "not assessed" for status in statuses.values())
    return Verdict(eligible, join(sentences), statuses, limits, outcome, unknown, points=points)


def _snad_bands(regime: Regime, tally: Tally) -> Mapping[str, float]:
    """The bands of the store's main category: the one with most orders below the line."""
    sizes = {name.removeprefix("category."): n for name, n in tally.counts.items()
             if name.startswith("category.")}  # fmt: skip
    main = max(sorted(sizes), key=lambda name: sizes[name]) if any(sizes.values()) else "other"
    fashion = main in regime["snad.bands.fashion_categories"]
    bands: Mapping[str, float] = regime[f"snad.bands.{'fashion' if fashion else 'other'}"]
    return bands


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
