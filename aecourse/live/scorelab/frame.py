"""From a scenario to the facts that ScoreLab shows."""

from __future__ import annotations

from collections.abc import Iterable

from ...base.language import Phrase
from ...base.quantities import Quantity
from ...base.tables import texts
from ...rulebook import Regime
from ...scoring.assessment import Assessment, format_value
from ...scoring.metrics import BAD_EXPERIENCE, METRICS, condition_name
from ...scoring.outcomes import GRADE_NAMES, Reason, Verdict, kind_of
from ...simulation.orders import LEVERS
from ..knobs import Knob
from ..scales import HeldScales
from ..verdicts import short
from .extent import Extent
from .facts import ODR, Flips, LeverMark, Moved, OffendingOrder, Scored, ScoreFrame
from .flips import crossed, flips
from .items import items_of, whole_answer
from .orders import hurting, offending_orders
from .scenario import Judged, Scenario

SHOWN = (
    "stockout_rate",
    "handling_days",
    "scan_delay_days",
    "description_accuracy",
    "product_quality",
    "reply_hours",
    "dispute_answer_rate",
    "settle_generosity",
)
MORE = tuple(name for name in LEVERS if name not in SHOWN)
_TEXTS = texts(__file__)
GROUPS = _TEXTS["groups"]
UNITS = _TEXTS["units"]
ORDERS_A_DAY = (0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 11.0, 15.0, 18.0, 20.0, 30.0, 40.0, 60.0)
WORST = 3


def score_frame(scenario: Scenario, shown: tuple[str, ...] = SHOWN, scales: HeldScales | None = None) -> ScoreFrame:
    """Everything that the picture tells of *scenario*: a function of its traits.

    The *scales* hold how far bars and lines reach since the last reset; without, all begin anew.
    """
    now = scenario.judged(scenario.store)
    before = None if scenario.before is None else scenario.judged(scenario.before)
    regime, window, focus = scenario.regime, now.assessment.window, scenario.focus
    graded = focus == "odr"
    old = None if before is None else before.assessment
    base = scenario.base_of_orders
    then = None if base is None else scenario.judged(base)
    limits = _limits(regime) if graded else {}
    both = [score_facts(judged, focus) for judged in (now, before) if judged is not None]
    lines = tuple(limits.values()) if graded else _limit(now.assessment, focus)
    it = scenario
    basis = (it.start, it.name, regime.id, it.as_of, it.seed, it.orders)  # all but the levers
    held = Extent(scales or HeldScales(), basis)
    flipped, orders = _flipped(now, then, focus)
    return ScoreFrame(
        store=scenario.name,
        title=regime.name,
        first=window.first,
        last=window.last,
        now=both[0],
        before=both[1] if before is not None else None,
        conditions=tuple(condition_label(n, regime) for n in BAD_EXPERIENCE) if graded else (),
        limits=lines,
        bands=tuple(GRADE_NAMES.values()) if limits else (),
        illustrative=_illustrative(now.assessment),
        check_days=kind_of(regime).days(regime, window),
        offending=orders,
        levers=() if it.own is not None else tuple(_mark(LEVERS[name], scenario) for name in shown),
        rate=rate_name(focus),
        bars=held.bars(both),
        axis=held.axis(both, lines),
        course=held.course(both, focus),
        items=() if graded else items_of(now.assessment, old, held.item),
        answer=None if graded else whole_answer(now.assessment, old),
        hurt=int(hurting(now.assessment, focus).sum()),
        moved=_moved(now, then) if graded and then is not None else (),
        flipped=flipped,
    )


def _flipped(now: Judged, then: Judged | None, focus: str) -> tuple[Flips, tuple[OffendingOrder, ...]]:
    """What changed side in the rate in focus, and the orders that are told: those first."""
    if then is None:
        return Flips(), offending_orders(now.assessment, focus, WORST)
    found = flips(now.assessment, then.assessment, focus, WORST)
    told = (*found.now, *found.then)
    if len(told) < WORST:  # so few are all that changed side
        told += tuple(it for it in offending_orders(now.assessment, focus, WORST) if it not in found.now)
    return found, told[:WORST]


def _moved(now: Judged, then: Judged) -> tuple[Moved, ...]:
    """Of each of the five conditions the orders that changed side."""
    return tuple(crossed(now.assessment, then.assessment, name) for name in BAD_EXPERIENCE)


def rate_name(metric: str) -> Phrase:
    """What the metric in focus is called over its line and its orders."""
    return ODR if metric == "odr" else short(metric)


def _limit(result: Assessment, metric: str) -> tuple[float, ...]:
    """The limit of the metric in focus, if there is one to show."""
    found = [v for key, v in result.verdict.limits.items() if metric in (key, key[-1])]
    return tuple(float(value) for value in found if value is not None)[:1]


def _illustrative(result: Assessment) -> bool:
    """Whether a teaching limit decides the outcome."""
    return result.outcome is not None and result.outcome.illustrative


def _limits(regime: Regime) -> dict[str, float]:
    """The ODR limits of the grades, from best to worst; the teaching defaults if unknown."""
    parameter = regime.parameters.get("grade.odr")
    if parameter is None:
        return {}
    values = parameter.illustrative if parameter.is_unknown else parameter.value
    return {grade: float(values[grade]) for grade in GRADE_NAMES if grade in (values or {})}


def score_facts(judged: Judged, focus: str) -> Scored:
    """The result of one setting as plain facts, with the metric in *focus*."""
    result = judged.assessment
    row = next((row for row in result.rows if row["metric"] == focus), None)
    status = "not assessed" if row is None else row["status"]
    verdict, graded = result.verdict, focus == "odr"
    assessed = verdict.eligible and (status != "not assessed" or not graded)
    outcome = verdict.outcome if assessed else None
    return Scored(
        numerator=0 if row is None else row["numerator"],
        denominator=0 if row is None else row["denominator"],
        low=None if row is None else row["low"],
        high=None if row is None else row["high"],
        assessed=assessed,
        reasons=_why_not(verdict) if graded else verdict.reasons,
        grade=None if outcome is None else outcome.name,
        band=GRADE_NAMES.get(status) if assessed else None,
        held_by=_held_by(result) if graded and outcome is not None else None,
        conditions=tuple(judged.conditions.values()) if graded else (),
        rolling=judged.rolling(focus),
    )


def _why_not(verdict: Verdict) -> tuple[Reason, ...]:
    """Why ODR is not assessed: of an eligible store, what is said of its metrics."""
    metrics = tuple(reason for reason in verdict.reasons if reason.metric is not None)
    return metrics if verdict.eligible and metrics else verdict.reasons


def _held_by(result: Assessment) -> Phrase | None:
    """The metric that makes the grade worse than the one of ODR alone, with its value."""
    statuses, outcome = result.verdict.statuses, str(result.outcome)
    if statuses.get("odr") == outcome:
        return None
    for id, status in statuses.items():
        if status == outcome:
            value = format_value(id, result.value(id))
            name = METRICS[id].name
            return Phrase(f"because of {name.en.lower()} {value}", f"受{name.zh} {value} 影响")
    return None


def condition_label(condition: str, regime: Regime) -> Phrase:
    """The name of one of the five conditions, short enough for a bar's label."""
    if condition == "dsr":
        description = regime["bad.dsr_description_max"]
        shipping = regime["bad.dsr_shipping_max"]
        if description == regime["bad.dsr_communication_max"]:
            logistics = f"{shipping}★" if shipping == 1 else f"≤ {shipping}★"
            return Phrase(
                f"DSR description, communication ≤ {description}★, logistics {logistics}",
                f"DSR 低分（描述、沟通 ≤ {description} 星，物流 ≤ {shipping} 星）",
            )
    if condition == "stars":
        stars = regime["bad.overall_star_max"]
        return Phrase(f"Overall rating ≤ {stars}★", f"总评 {stars} 星及以下")
    return condition_name(condition, regime)


def lever_knob(it: Quantity, regime: Regime, own: Iterable[float] = ()) -> Knob:
    """A lever of the store as the page shows it; its stops, if it has any, are also at *own*."""
    label, days = it.label, regime.get("seller_response_days")
    if it.name == "dispute_answer_rate" and days is not None:
        label = Phrase(f"Disputes answered in {days} days", f"{days} 天内响应纠纷")
    # beyond what is simulated a busier store looks no different
    stops = tuple(sorted({*ORDERS_A_DAY, *own})) if it.name == "orders_per_day" else ()
    return Knob(
        it.name,
        label,
        it.low,
        stops[-1] if stops else it.high,
        it.step,
        UNITS[it.unit],
        it.reason,
        percent=it.unit == "share",
        stops=stops,
    )


def _mark(it: Quantity, scenario: Scenario) -> LeverMark:
    value, start = getattr(scenario.store, it.name), getattr(scenario.start, it.name)
    knob, before = lever_knob(it, scenario.regime, (start, value)), scenario.before
    return LeverMark(
        it.name,
        GROUPS[it.group],
        knob.label,
        knob.words(value),
        knob.position(value),
        None if before is None else knob.position(getattr(before, it.name)),
    )
