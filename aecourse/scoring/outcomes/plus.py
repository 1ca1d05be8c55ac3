"""The 72-hour rate of the PLUS programme; its points are a scheme of its own."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.language import Phrase
from ...rulebook import Regime
from .kind import SPEED, Kind
from .reasons import ASSESSED, NO_ORDERS, STORE_ASSESSED, Reason
from .verdict import GENERAL, OK, SERIOUS, VERY_SERIOUS, Outcome, Status, Tally, Verdict, unknown_among

_OUT = Status("out", Phrase("out of the programme", "退出计划"), "bad", 3)
_BANDS = {"ok": OK, "general": GENERAL, "serious": SERIOUS, "very_serious": VERY_SERIOUS}
_IF_IN_IT = Reason(
    "assessed", Phrase(f"{ASSESSED.en}, if the store is in the programme", f"{ASSESSED.zh}，前提是店铺已加入这个计划")
)


def _plus(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The band of the rate, and its points."""
    (id,) = regime.metrics
    value, target, bands = tally.value(id), regime["target"], regime["bands"]
    unknown = unknown_among(regime, "online.window_days")
    limits = {id: target}
    if value is None:
        return Verdict(False, (NO_ORDERS,), {id: "not assessed"}, limits, None, unknown)
    status = _band(value, {"ok": target, **bands})
    if value < regime["exit_below"]:
        status = _OUT
    outcome = Outcome(status, illustrative=False) if illustrative or not unknown else None
    points = int(regime["points"].get(status.id.replace(" ", "_"), 0))
    return Verdict(True, (STORE_ASSESSED,), {id: status.id}, limits, outcome, unknown, points=points)


def _band(value: float, lowest: Mapping[str, float]) -> Status:
    """The first band whose lower end *value* reaches, from the best on."""
    words = (word for word, least in lowest.items() if value >= least)
    return _BANDS[next(words, "very_serious")]


def _why(verdict: Verdict) -> tuple[Reason, ...]:
    """An order table does not tell whether the store takes part."""
    return (_IF_IN_IT,) if verdict.eligible else verdict.reasons


KIND = Kind(
    id="plus",
    name=Phrase("violations, points and a way out of the programme", "违规、扣分与退出项目"),
    group=SPEED,
    statuses=(_OUT, VERY_SERIOUS, SERIOUS, GENERAL, OK),
    judge=_plus,
    why=_why,
)
