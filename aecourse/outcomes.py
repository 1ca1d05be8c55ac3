"""From numbers to a verdict: is the store assessed, what each value means, what the outcome is.

Each kind of outcome is one pure function over a store's :class:`Tally`; a regime names its kind.
A limit that the public does not know stays unknown: the verdict then has no outcome and lists what
is missing.  With ``illustrative=True`` the teaching defaults stand in, and the outcome says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import unknown_name
from .language import Phrase, join
from .metrics import METRICS
from .rulebook import Regime

GRADE_NAMES: Mapping[str, Phrase] = {
    "excellent": Phrase("Excellent", "优秀"),
    "good": Phrase("Good", "良好"),
    "pass": Phrase("Pass", "及格"),
    "fail": Phrase("Fail", "不及格"),
}
GRADES = tuple(GRADE_NAMES)  # from best to worst

STATUS_NAMES: Mapping[str, Phrase] = {
    **GRADE_NAMES,
    "ok": Phrase("ok", "正常"),
    "not assessed": Phrase("not assessed", "不考核"),
    "limit unknown": Phrase("limit unknown", "阈值未公布"),
}


class Outcome(str):
    """What an assessment ends in, as a word; ``illustrative`` when a teaching limit decided it."""

    __slots__ = ("illustrative", "name")

    illustrative: bool
    name: Phrase

    def __new__(cls, word: str, name: Phrase, *, illustrative: bool) -> Outcome:
        outcome = super().__new__(cls, word)
        outcome.illustrative = illustrative
        outcome.name = name
        return outcome

    def label(self) -> Phrase:
        """The word for a learner, marked where it rests on an illustrative limit."""
        if not self.illustrative:
            return self.name
        return Phrase(f"{self.name.en} (illustrative)", f"{self.name.zh}（示意）")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a verdict looks at: numerator and denominator by metric, and further counts."""

    metrics: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int] = field(default_factory=dict)

    def value(self, metric: str) -> float | None:
        """The metric's value; None when no order was in its denominator."""
        numerator, denominator = self.metrics[metric]
        return numerator / denominator if denominator else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a store is assessed and why, and what each metric and the whole come to."""

    eligible: bool
    reason: Phrase
    statuses: Mapping[str, str]
    limits: Mapping[str, float | None]
    outcome: Outcome | None
    unknown: tuple[str, ...] = ()


Judge = Callable[[Regime, Tally, bool], Verdict]


def judge(regime: Regime, tally: Tally, *, illustrative: bool = False) -> Verdict:
    """The verdict of *regime* on *tally*; see the module's docstring for ``illustrative``.

    Raises:
        UnknownName: the regime names an outcome that no function here computes.
    """
    if regime.outcome not in JUDGES:
        raise unknown_name(Phrase("kind of outcome", "考核结果类型"), regime.outcome, JUDGES)
    return JUDGES[regime.outcome](regime, tally, illustrative)


def _limit(regime: Regime, key: str, illustrative: bool) -> Any:
    """The value of a parameter, or its teaching default if that may stand in, or None."""
    parameter = regime.parameters.get(key)
    if parameter is None:
        return None
    if parameter.is_unknown:
        return parameter.illustrative if illustrative else None
    return parameter.value


def _band(value: float, limits: Mapping[str, float], better: int) -> str:
    """The best grade whose limit *value* meets: below it, or at least it where more is better."""
    for grade in GRADES[:-1]:
        if (value < limits[grade]) if better < 0 else (value >= limits[grade]):
            return grade
    return GRADES[-1]


def _service_grade(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The four grades of January 2015, from ODR, positive rate and ruling rate."""
    needed = int(regime["min_closed_paid_orders"])
    closed = tally.counts["closed_paid_orders"]
    eligible = closed >= needed
    sentences = [_volume(closed, needed)]
    skipped = {m for m in regime.metrics if tally.value(m) is None}

    buyers_limit = int(regime["odr_skip_if_bad_buyers_le"])
    buyers, bad = tally.counts["bad_buyers"], tally.metrics["odr"][0]
    if 0 < bad and buyers <= buyers_limit:
        skipped.add("odr")
        sentences.append(Phrase(
            f"ODR is not assessed: all {bad:.0f} bad-experience orders come from {buyers} "
            f"buyer(s), and the rule asks for more than {buyers_limit}.",
            f"ODR 不考核：{bad:.0f} 笔买家不良体验订单只来自 {buyers} 位买家，"
            f"规则要求多于 {buyers_limit} 位。",
        ))  # fmt: skip
    if tally.metrics["liable_rate"][0] == regime["ruling_skip_if_count_eq"]:
        skipped.add("liable_rate")
        sentences.append(Phrase(
            "The ruling rate is not assessed: exactly one order was ruled against the seller.",
            "卖家责任裁决率不考核：只有 1 笔订单被判卖家责任。",
        ))  # fmt: skip
    if eligible and tally.value("odr") is None:
        eligible = False
        sentences = [Phrase("No order was assessed in the window.", "窗口内没有考核订单。")]

    statuses: dict[str, str] = {}
    shown: dict[str, float | None] = {}
    grades: list[str] = []
    unknown = []
    for id in regime.metrics:
        key = f"grade.{id}"
        parameter = regime.parameters.get(key)
        if parameter is not None and parameter.is_unknown:
            unknown.append(key)
        limits = _limit(regime, key, illustrative)
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
        outcome = Outcome(worst, GRADE_NAMES[worst], illustrative=bool(unknown))
    return Verdict(eligible, join(sentences), statuses, shown, outcome, tuple(unknown))


def _volume(closed: int, needed: int) -> Phrase:
    if closed >= needed:
        return Phrase(f"Assessed: {closed} closed paid orders, at least {needed} are needed.",
                      f"参与考核：已结束的付款订单 {closed} 笔，达到最低 {needed} 笔。")  # fmt: skip
    return Phrase(
        f"Not assessed: {closed} closed paid orders in the window, at least {needed} are needed.",
        f"不考核：窗口内已结束的付款订单 {closed} 笔，最低要求 {needed} 笔。",
    )


JUDGES: Mapping[str, Judge] = {
    "grade": _service_grade,
}
