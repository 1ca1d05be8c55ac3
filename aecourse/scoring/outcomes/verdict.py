"""What a verdict is made of: a store's counts in, statuses and an outcome out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from ...base.language import Phrase
from ...rulebook import Regime
from .reasons import Reason, told


@dataclass(frozen=True, slots=True)
class Status:
    """A word that a verdict gives a metric or a store.

    ``level`` is 0 (best) to 3 (worst), None where nothing is decided; ``tone`` is ``good``,
    ``caution``, ``bad`` or ``none``.
    """

    id: str
    name: Phrase
    tone: str
    level: int | None


EXCELLENT = Status("excellent", Phrase("Excellent", "优秀"), "good", 0)
GOOD = Status("good", Phrase("Good", "良好"), "good", 1)
PASS = Status("pass", Phrase("Pass", "及格"), "caution", 2)
FAIL = Status("fail", Phrase("Fail", "不及格"), "bad", 3)
OK = Status("ok", Phrase("ok", "正常"), "good", 0)
GENERAL = Status("general", Phrase("general violation", "一般违规"), "caution", 1)
SERIOUS = Status("serious", Phrase("serious violation", "严重违规"), "bad", 2)
VERY_SERIOUS = Status("very serious", Phrase("very serious violation", "特别严重违规"), "bad", 3)
FULL = Status("full", Phrase("full marks", "满分"), "good", 0)
PARTIAL = Status("partial", Phrase("part of the marks", "部分得分"), "caution", 1)
NOT_ASSESSED = Status("not assessed", Phrase("not assessed", "不考核"), "none", None)
LIMIT_UNKNOWN = Status("limit unknown", Phrase("limit unknown", "标准未公布"), "none", None)
NOT_COMPUTABLE = Status("not computable", Phrase("not computable", "无法计算"), "none", None)

GRADE_NAMES: Mapping[str, Phrase] = {s.id: s.name for s in (EXCELLENT, GOOD, PASS, FAIL)}


def marked(name: Phrase) -> Phrase:
    """A word that rests on an illustrative limit, saying so."""
    return Phrase(f"{name.en} (illustrative)", f"{name.zh}（示意）")


class Outcome(str):
    """What an assessment ends in, as a word.

    ``illustrative``: without the teaching defaults it would not stand.
    """

    __slots__ = ("illustrative", "status")

    illustrative: bool
    status: Status

    def __new__(cls, status: Status, *, illustrative: bool) -> Self:
        """The word of *status*; see the class."""
        outcome = super().__new__(cls, status.id)
        outcome.status, outcome.illustrative = status, illustrative
        return outcome

    @property
    def name(self) -> Phrase:
        """The word for a learner."""
        return self.status.name

    def label(self) -> Phrase:
        """The word for a learner, marked where it rests on an illustrative limit."""
        return marked(self.name) if self.illustrative else self.name


@dataclass(frozen=True, slots=True)
class Tally:
    """What a verdict looks at: numerator and denominator by metric, and further counts.

    Under a category regime ``categories`` holds a tally for each category, and ``blank`` one of the
    orders that name none.
    """

    metrics: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, Tally] = field(default_factory=dict)
    last: date = date.max  # the last day of the window
    blank: Tally | None = None

    def value(self, metric: str) -> float | None:
        """The metric's value; None when no order was in its denominator."""
        numerator, denominator = self.metrics[metric]
        return numerator / denominator if denominator else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a store is assessed and why, and what each metric and the whole come to.

    ``reasons`` are facts, ``reason`` the same in words.  ``items`` are the points of each metric
    under a score; ``score`` their sum; ``points`` penalty points; ``categories`` what becomes of
    each category.  ``statuses`` and ``limits`` are keyed by metric, or by (category, metric) under a
    category regime.  ``unknown`` names the parameters that the outcome may need and that are not
    public; ``taught`` the statuses that rest on a teaching default, by the same keys.
    """

    eligible: bool
    reasons: tuple[Reason, ...]
    statuses: Mapping[Any, str]
    limits: Mapping[Any, float | None]
    outcome: Outcome | None
    unknown: tuple[str, ...] = ()
    items: Mapping[str, float] = field(default_factory=dict)
    score: float | None = None
    points: int | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    taught: frozenset[Any] = frozenset()

    @property
    def reason(self) -> Phrase:
        """Why the store, and each metric that is left out, is assessed or not."""
        return told(self.reasons)


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
    known = regime.parameters
    return tuple([key for key in keys if key in known and known[key].is_unknown])
