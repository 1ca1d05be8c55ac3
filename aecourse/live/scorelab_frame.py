"""From a scenario to the facts that ScoreLab shows."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..assessment import Assessment, format_value
from ..calendar import month_ends
from ..language import Phrase
from ..metrics import BAD_EXPERIENCE, METRICS, condition_name
from ..outcomes import GRADE_NAMES
from ..rulebook import Regime
from ..simulation import LEVERS, Lever
from .knobs import Knob
from .scenario import Judged, Scenario
from .scorelab_facts import Culprit, LeverMark, Scored, ScoreFrame, day_text

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
GROUPS = {
    "fulfilment": Phrase("Fulfilment", "履约"),
    "product": Phrase("Product", "商品"),
    "service": Phrase("Service", "服务"),
    "demand": Phrase("Demand", "需求"),
}
UNITS = {
    "share": Phrase(" %", " %"),
    "days": Phrase(" days", " 天"),
    "hours": Phrase(" h", " 小时"),
    "orders/day": Phrase(" a day", " 单/天"),
    "ratio": Phrase(" ×", " 倍"),
}
WORST = 3
FAULTS = 2  # of one order, named in its line


def score_frame(scenario: Scenario) -> ScoreFrame:
    """Everything that the picture tells of *scenario*: a pure function of its traits."""
    now = scenario.judged(scenario.store)
    before = None if scenario.before is None else scenario.judged(scenario.before)
    regime, window = scenario.regime, now.assessment.window
    limits = _limits(regime)
    return ScoreFrame(
        store=scenario.name,
        title=regime.name,
        first=window.first,
        last=window.last,
        now=scored(now),
        before=None if before is None else scored(before),
        conditions=tuple(condition_label(name, regime) for name in BAD_EXPERIENCE),
        limits=tuple(limits.values()),
        bands=tuple(GRADE_NAMES.values()) if limits else (),
        illustrative="grade.odr" in regime.unknown,
        check_days=tuple(month_ends(window.first, window.last)),
        culprits=culprits(now.assessment),
        levers=tuple(_mark(LEVERS[name], scenario) for name in SHOWN),
    )


def _limits(regime: Regime) -> dict[str, float]:
    """The ODR limits of the grades, from best to worst; the teaching defaults if unknown."""
    parameter = regime.parameters.get("grade.odr")
    if parameter is None:
        return {}
    values = parameter.illustrative if parameter.is_unknown else parameter.value
    return {grade: float(values[grade]) for grade in GRADE_NAMES if grade in (values or {})}


def scored(judged: Judged) -> Scored:
    """The result of one setting as plain facts."""
    result = judged.assessment
    row = next(line for line in result.metrics.to_dict("records") if line["metric"] == "odr")
    verdict = result.verdict
    status = verdict.statuses.get("odr", "not assessed")
    assessed = verdict.eligible and status != "not assessed"
    counted = int(row["denominator"]) > 0
    outcome = verdict.outcome if assessed else None
    return Scored(
        numerator=int(row["numerator"]),
        denominator=int(row["denominator"]),
        low=float(row["low"]) if counted else None,
        high=float(row["high"]) if counted else None,
        assessed=assessed,
        reason=_why_not(result),
        grade=None if outcome is None else GRADE_NAMES.get(str(outcome), outcome.name),
        band=GRADE_NAMES.get(status) if assessed else None,
        held_by=_held_by(result) if outcome is not None else None,
        conditions=tuple(judged.conditions.values()),
        rolling=judged.rolling,
    )


def _why_not(result: Assessment) -> Phrase:
    """Why ODR is not assessed: of an eligible store, without the sentence that it is eligible."""
    reason = result.verdict.reason
    if not result.eligible:
        return reason
    en, zh = reason.en.partition(". ")[2], reason.zh.partition("。")[2]
    return Phrase(en, zh) if en and zh else reason


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


def lever_knob(it: Lever, regime: Regime) -> Knob:
    """A lever of the store as the page shows it."""
    label, days = it.label, regime.get("seller_response_days")
    if it.name == "dispute_answer_rate" and days is not None:
        label = Phrase(f"Disputes answered in {days} days", f"{days} 天内响应纠纷")
    return Knob(
        it.name, label, it.low, it.high, it.step, UNITS[it.unit], it.meaning,
        percent=it.unit == "share",
    )  # fmt: skip


def _mark(it: Lever, scenario: Scenario) -> LeverMark:
    knob, value = lever_knob(it, scenario.regime), getattr(scenario.store, it.name)
    before = scenario.before
    return LeverMark(
        it.name, GROUPS[it.group], knob.label, knob.words(value), knob.position(value),
        None if before is None else knob.position(getattr(before, it.name)),
    )  # fmt: skip


# -- the worst orders in words --------------------------------------------------------------------


def culprits(result: Assessment) -> tuple[Culprit, ...]:
    """The worst bad-experience orders: most conditions met, then fewest stars, then the latest."""
    seen, window = result.seen, result.window
    assessed = seen.masks("odr", window)[1]
    met = {name: seen.inside(events, window) & assessed for name, events in BAD_EXPERIENCE.items()}
    often = np.sum(list(met.values()), axis=0)
    bad = often.nonzero()[0]
    stars = np.nan_to_num(seen.table["stars"].to_numpy(dtype=float)[bad], nan=6.0)
    worst = bad[np.lexsort((-bad, stars, -often[bad]))][:WORST]
    columns = {
        name: seen.table[name].array[worst]
        for name in (
            "order_id", "stars", "dsr_description", "dsr_communication", "dsr_logistics",
            "ship_by", "shipped_at", "first_scan_at", "cancelled_at", "cancel_reason",
            "dispute_reason", "arbitration_opened_at", "arbitration_liable", "dispute_closed_at",
            "review_at",
        )
    }  # fmt: skip
    return tuple(
        _in_words(
            {name: values[place] for name, values in columns.items()},
            {name for name, mask in met.items() if mask[row]},
            result.regime,
        )
        for place, row in enumerate(worst)
    )


def _known(value: Any) -> bool:
    import pandas as pd

    return not pd.isna(value)


def _in_words(order: dict[str, Any], met: set[str], regime: Regime) -> Culprit:
    faults = [_fault(name, order, regime) for name in _WHEN if name in met][:FAULTS]
    what = Phrase(" · ".join(f.en for f in faults), " · ".join(f.zh for f in faults))
    return Culprit(str(order["order_id"]), what, _why(order, met), _when(order, met))


def _fault(condition: str, order: dict[str, Any], regime: Regime) -> Phrase:
    if condition == "stars":
        return Phrase(f"{order['stars']:.0f}★", f"{order['stars']:.0f} 星")
    if condition == "dsr":
        items = (
            ("dsr_description", "bad.dsr_description_max", Phrase("description", "描述")),
            ("dsr_communication", "bad.dsr_communication_max", Phrase("communication", "沟通")),
            ("dsr_logistics", "bad.dsr_shipping_max", Phrase("logistics", "物流")),
        )
        low = [(order[c], name) for c, key, name in items if order[c] <= regime[key]]
        rating, name = min(low, key=lambda pair: float(pair[0]))
        return Phrase(f"{name.en} {rating:.0f}★", f"{name.zh} {rating:.0f} 星")
    if condition == "not_sold":
        if not _known(order["shipped_at"]):
            return Phrase("not shipped", "未发货")
        return Phrase("shipped late", "逾期发货")
    if condition == "arbitration":
        return Phrase("arbitration", "提交仲裁")
    return Phrase("no answer", "未响应纠纷")


def _why(order: dict[str, Any], met: set[str]) -> Phrase:
    if _known(order["cancel_reason"]) and order["cancel_reason"] == "seller":
        return Phrase("Cancelled for a seller reason", "因卖家原因取消")
    if "not_sold" in met and not _known(order["shipped_at"]):
        return Phrase("The shipping deadline passed", "超过发货期限仍未发货")
    if _known(order["dispute_reason"]):
        ruled = _known(order["arbitration_liable"]) and order["arbitration_liable"] == "seller"
        if order["dispute_reason"] == "not_as_described":
            cause = Phrase("Not as described", "货不对版")
        elif not _known(order["first_scan_at"]):
            cause = Phrase("Parcel never scanned", "包裹始终未上网")
        else:
            cause = Phrase("Not received", "未收到货")
        if ruled:
            return Phrase(f"{cause.en}, seller liable", f"{cause.zh}，判卖家责任")
        return cause
    if "not_sold" in met:
        days = max((order["shipped_at"] - order["ship_by"]).days, 1)
        return Phrase(f"Shipped {days} d after the deadline", f"超过发货期限 {days} 天")
    return Phrase("Low rating, no dispute", "评分低，未提纠纷")


_WHEN = {
    "arbitration": ("arbitration_opened_at", Phrase("submitted {day}", "{day}提交")),
    "seller_timeout": ("dispute_closed_at", Phrase("closed {day}", "{day}结束")),
    "not_sold": ("ship_by", Phrase("due {day}", "{day}到期")),
    "stars": ("review_at", Phrase("reviewed {day}", "{day}评价")),
    "dsr": ("review_at", Phrase("reviewed {day}", "{day}评价")),
}


def _when(order: dict[str, Any], met: set[str]) -> Phrase:
    condition = next(name for name in _WHEN if name in met)
    column, words = _WHEN[condition]
    if condition == "not_sold" and _known(order["cancelled_at"]):
        column, words = "cancelled_at", Phrase("cancelled {day}", "{day}取消")
    day = order[column].date()
    return words.format(day=Phrase(day_text(day, "en"), day_text(day, "zh")))
