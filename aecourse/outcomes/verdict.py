"""What a verdict is made of: a store's counts in, statuses and an outcome out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from ..language import Phrase
from ..rulebook import Regime

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
    "general": Phrase("general violation", "一般违规"),
    "serious": Phrase("serious violation", "严重违规"),
    "very serious": Phrase("very serious violation", "特别严重违规"),
    "out": Phrase("out of the programme", "退出计划"),
    "to improve": Phrase("to improve", "待提升"),
    "poor": Phrase("poor", "较差"),
    "full": Phrase("full marks", "满分"),
    "partial": Phrase("part of the marks", "部分得分"),
    "negative": Phrase("negative points", "负分"),
    "zero": Phrase("no points", "零分"),
    "failing": Phrase("failing", "不达标"),
    "kept": Phrase("kept", "保留"),
    "closed": Phrase("closed", "关闭"),
    "frozen": Phrase("store frozen", "店铺冻结"),
    "late orders": Phrase("late orders", "有超时订单"),
    "not assessed": Phrase("not assessed", "不考核"),
    "limit unknown": Phrase("limit unknown", "标准未公布"),
    "not computable": Phrase("not computable", "无法计算"),
}


def marked(name: Phrase) -> Phrase:
    """A word that rests on an illustrative limit, saying so."""
    return Phrase(f"{name.en} (illustrative)", f"{name.zh}（示意）")


class Outcome(str):
    """What an assessment ends in, as a word; ``illustrative`` when a teaching limit decided it."""

    __slots__ = ("illustrative",)

    illustrative: bool

    def __new__(cls, word: str, *, illustrative: bool) -> Self:
        """The word *word*; see the class."""
        outcome = super().__new__(cls, word)
        outcome.illustrative = illustrative
        return outcome

    @property
    def name(self) -> Phrase:
        """The word for a learner."""
        return STATUS_NAMES[str(self)]

    def label(self) -> Phrase:
        """The word for a learner, marked where it rests on an illustrative limit."""
        return marked(self.name) if self.illustrative else self.name


@dataclass(frozen=True, slots=True)
class Tally:
    """What a verdict looks at: numerator and denominator by metric, and further counts.

    Under a category regime ``categories`` holds a tally for each category.
    """

    metrics: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, Tally] = field(default_factory=dict)
    last: date = date.max  # the last day of the window

    def value(self, metric: str) -> float | None:
        """The metric's value; None when no order was in its denominator."""
        numerator, denominator = self.metrics[metric]
        return numerator / denominator if denominator else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a store is assessed and why, and what each metric and the whole come to.

    ``items`` are the points of each metric under a score; ``score`` their sum; ``points`` penalty
    points; ``categories`` what becomes of each category.  ``statuses`` and ``limits`` are keyed by
    metric, or by (category, metric) under a category regime.
    """

    eligible: bool
    reason: Phrase
    statuses: Mapping[Any, str]
    limits: Mapping[Any, float | None]
    outcome: Outcome | None
    unknown: tuple[str, ...] = ()
    items: Mapping[str, float] = field(default_factory=dict)
    score: float | None = None
    points: int | None = None
    categories: Mapping[str, str] = field(default_factory=dict)


Judge = Callable[[Regime, Tally, bool], Verdict]


def limit(regime: Regime, key: str, *, illustrative: bool) -> Any:
    """The value of a parameter, or its teaching default if that may stand in, or None."""
    parameter = regime.parameters.get(key)
    if parameter is None:
        return None
    if parameter.is_unknown:
        return parameter.illustrative if illustrative else None
    return parameter.value


def unknown_among(regime: Regime, *keys: str) -> tuple[str, ...]:
    """Those of *keys* whose value the public does not know."""
    found = ((key, regime.parameters.get(key)) for key in keys)
    return tuple(key for key, parameter in found if parameter is not None and parameter.is_unknown)


def not_enough(counted: int, needed: int, en: str, zh: str) -> Phrase:
    """The sentence for a store with too few orders; *en* and *zh* say of which kind."""
    return Phrase(f"Not assessed: {_of(counted, en)}, at least {needed} are needed.",
                  f"不考核：{zh} {counted} 笔，最低要求 {needed} 笔。")  # fmt: skip


def enough(counted: int, needed: int, en: str, zh: str) -> Phrase:
    """The sentence for a store with orders enough."""
    return Phrase(f"Assessed: {_of(counted, en)}, at least {needed} are needed.",
                  f"参与考核：{zh} {counted} 笔，达到最低 {needed} 笔。")  # fmt: skip


NO_ORDERS = Phrase(
    "Not assessed: no order was assessed in the window.", "不考核：考核期内没有考核订单。"
)


def _of(counted: int, kind: str) -> str:
    """``2 closed orders``, ``1 closed order``."""
    return f"{counted} {kind if counted != 1 else kind.replace('orders', 'order')}"
