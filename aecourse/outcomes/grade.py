"""The four grades of January 2015, from ODR, positive rate and ruling rate."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import Phrase, join
from ..metrics import METRICS
from ..rulebook import Regime
from .verdict import GRADES, NO_ORDERS, Outcome, Tally, Verdict, enough, limit, not_enough


def _band(value: float, limits: Mapping[str, float], better: int) -> str:
    """The best grade whose limit *value* meets: below it, or at least it where more is better."""
    for grade in GRADES[:-1]:
        if (value < limits[grade]) if better < 0 else (value >= limits[grade]):
            return grade
    return GRADES[-1]


def service_grade(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The worst grade among the metrics that are assessed."""
    needed = int(regime["min_closed_paid_orders"])
    closed = tally.counts["closed_paid_orders"]
    eligible = closed >= needed
    sentences = [(enough if eligible else not_enough)(
        closed, needed, "closed paid orders in the window", "考核期内已结束的付款订单")]  # fmt: skip
    skipped = {m for m in regime.metrics if tally.value(m) is None}

    buyers_limit = int(regime["odr_skip_if_bad_buyers_le"])
    buyers, bad = tally.counts["bad_buyers"], tally.metrics["odr"][0]
    if bad > 0 and buyers <= buyers_limit:
        skipped.add("odr")
        sentences.append(Phrase(
            f"ODR is not assessed: all {bad:.0f} bad-experience orders come from "
            f"{'1 buyer' if buyers == 1 else f'{buyers} buyers'}, and the rule asks for more than "
            f"{buyers_limit}.",
            f"ODR 不考核：{bad:.0f} 笔买家不良体验订单只来自 {buyers} 位买家，"
            f"规则要求多于 {buyers_limit} 位。",
        ))  # fmt: skip
    ruled = int(tally.metrics["liable_rate"][0])
    if ruled == regime["ruling_skip_if_count_eq"]:
        skipped.add("liable_rate")
        exactly = "one order was" if ruled == 1 else f"{ruled} orders were"
        sentences.append(Phrase(
            f"The ruling rate is not assessed: exactly {exactly} ruled against the seller.",
            f"卖家责任裁决率不考核：恰好 {ruled} 笔订单被判卖家责任。" if ruled != 1 else
            "卖家责任裁决率不考核：只有 1 笔订单被判卖家责任。",
        ))  # fmt: skip
    if eligible and tally.value("odr") is None:
        eligible = False
        sentences = [NO_ORDERS]

    statuses: dict[str, str] = {}
    shown: dict[str, float | None] = {}
    grades: list[str] = []
    unknown = []
    for id in regime.metrics:
        key = f"grade.{id}"
        parameter = regime.parameters.get(key)
        if parameter is not None and parameter.is_unknown:
            unknown.append(key)
        limits = limit(regime, key, illustrative=illustrative)
        shown[id] = None if limits is None else limits["pass"]
        value = tally.value(id)
        if not eligible or id in skipped or value is None:
            statuses[id] = "not assessed"
        elif limits is None:
            statuses[id] = "limit unknown"
        else:
            statuses[id] = _band(value, limits, METRICS[id].better)
            grades.append(statuses[id])
    outcome = None
    if eligible and grades:
        worst = max(grades, key=GRADES.index)
        outcome = Outcome(worst, illustrative=bool(unknown))
    return Verdict(eligible, join(sentences), statuses, shown, outcome, tuple(unknown))
