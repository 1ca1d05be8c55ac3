"""Questions asked backwards: how many, by when, and what will the next check see?"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..base.errors import CourseError, brief
from ..base.language import Phrase, join
from ..base.quantities import is_number
from ..orders.calendar import DAY, Moment, Window, as_date
from .metrics import METRICS, metric
from .uncertainty import Z_95

if TYPE_CHECKING:
    from .assessment import Assessment


@dataclass(frozen=True)
class Needed:
    """How many further orders bring a metric to a target.

    ``orders``: five-star ratings of a DSR mean, positive reviews of the positive rate, clean orders
    of a rate that should be low; None when no number is enough.  ``by``: the day on which they are
    there at today's pace; None when that is later than the window is long, because by then the
    orders of today will have left it.  ``sentence`` says so too where the rule is not for the store, and
    where it is not known to hold until then.
    """

    metric: str
    target: float
    now: float | None
    orders: int | None
    per_day: float
    by: date | None
    sentence: Phrase

    @property
    def reachable(self) -> bool:
        """Whether the target is reached before today's orders leave the window."""
        return self.by is not None

    def __repr__(self) -> str:
        return str(self.sentence)


def needed(result: Assessment, metric: str, target: float, category: str | None = None) -> Needed:
    """How many further good orders bring *metric* of an assessment to *target*, and by when.

    A rate that should be low is brought *below* the target; a rate or mean that should be high to
    *at least* the target.  Today's pace is the denominator divided by the days of the window.
    *category* as for :meth:`aecourse.scoring.assessment.Assessment.value`.

    Raises:
        CourseError: the target is outside the metric's scale, or the regime judges each category by
            itself and none is named.
        UnknownName: the regime does not have that metric.
    """
    _of_one_store(result)
    now, row = result.value(metric, category), result.row(metric, category)
    above, below = (0, 0) if row is None else (row["numerator"], row["denominator"])
    found = count_needed(metric, above, below, target)
    days = result.window.days
    per_day = below / days
    barred = _barred(result, below)
    if barred:
        return Needed(metric, target, now, None, per_day, None, join(barred))
    wait = math.ceil(Fraction(found * days, below)) if below and found is not None else None
    by = None if wait is None or wait > days else result.window.last + wait * DAY
    told = [_sentence(metric, target, found, by, days)]
    if by is not None:
        told += _beyond(result, by)
    return Needed(metric, target, now, found, per_day, by, join(told))


def _of_one_store(result: Any) -> None:
    """Refuse what is no assessment."""
    from .assessment import Assessment, Assessments

    if isinstance(result, Assessments):
        raise CourseError(
            Phrase(
                f"these are assessments by {result.by}: name one of them, such as result[{next(iter(result), ...)!r}]",
                f"这里是按 {result.by} 分组的多个考核结果：请指明其中一个，例如 result[{next(iter(result), ...)!r}]",
            )
        )
    if not isinstance(result, Assessment):
        raise CourseError(
            Phrase(
                f"an assessment is needed, as aecourse.assess gives it, not {type(result).__name__}",
                f"这里需要考核结果，即 aecourse.assess 的返回值，而不是 {type(result).__name__}",
            )
        )


_BARRED = ("other_mode", "blank", "mode_not_told")
"""Why no order of a store can count under a rule, however many there are."""


def _barred(result: Assessment, below: float) -> list[Phrase]:
    """Why no order can count, where there is a reason and none did."""
    return [] if below else [reason.told() for reason in result.verdict.reasons if reason.kind in _BARRED]


def _beyond(result: Assessment, day: date) -> list[Phrase]:
    """That a rule of today ends before *day*, or that no text reaches there; of an old rule nothing."""
    from .assessment.judging import not_in_force

    rules = result.regime
    return [] if rules.effective_to is not None else [reason.told() for reason in not_in_force(rules, day)]


def count_needed(id: str, above: float, below: float, target: float) -> int | None:
    """How many further good orders: the arithmetic of :func:`needed` on bare counts.

    >>> count_needed("dsr_description", 430, 100, 4.6)  # (430 + 5 * 75) / 175 = 4.6
    75
    >>> count_needed("odr", 7, 100, 0.06)  # 7 / 117 = 5.98 %
    17
    """
    m = metric(id)
    lowest, top = (1, 5) if m.stars else (0, 1)
    if not is_number(target):
        raise CourseError(
            Phrase(
                f"a target of {id} is a number between {lowest:g} and {top:g}, not {brief(target)}",
                f"{id} 的目标是 {lowest:g} 到 {top:g} 之间的数，而不是 {brief(target)}",
            )
        )
    if not lowest <= target <= top:
        raise CourseError(
            Phrase(
                f"a target of {id} must be between {lowest:g} and {top:g}, not {target:g}"
                + ("" if m.stars or not 0 <= target / 100 <= 1 else f"; did you mean {target / 100:g}?"),
                f"{id} 的目标在 {lowest:g} 到 {top:g} 之间，不能是 {target:g}"
                + ("" if m.stars or not 0 <= target / 100 <= 1 else f"，是不是想写 {target / 100:g}？"),
            )
        )
    goal = Fraction(float(target)).limit_denominator(1_000_000_000)  # 0.06 is not exact in binary
    had, among = Fraction(above), int(below)
    if m.better < 0:
        return max(0, math.floor(had / goal) - among + 1) if goal else None
    fewest, missing = 0 if among else 1, goal * among - had
    if goal == top:
        return None if missing > 0 else fewest
    return max(fewest, math.ceil(missing / (top - goal)))


def _sentence(id: str, target: float, orders: int | None, by: date | None, days: int) -> Phrase:
    name = METRICS[id].name
    shown = f"{target:.2f}" if METRICS[id].stars else f"{100 * target:g} %"
    kind = (
        Phrase("five-star rating{s}", "个五星评分")
        if METRICS[id].stars
        else Phrase("positive review{s}", "条好评")
        if id == "positive_rate"
        else Phrase("clean order{s}", "笔正常订单")
        if METRICS[id].better < 0
        else Phrase("order{s} in time", "笔按时订单")
    )
    kind = kind.format(s="" if orders == 1 else "s")
    if orders is None:
        return Phrase(
            f"{name.en} cannot reach {shown}: no number of {kind.en} is enough.",
            f"{name.zh}达不到 {shown}：再来多少{kind.zh}也不够。",
        )
    if orders == 0:
        return Phrase(f"{name.en} is already there: {shown}.", f"{name.zh}已达到 {shown}。")
    if by is None:
        return Phrase(
            f"{name.en} needs {orders} further {kind.en} for {shown}: not reachable within the "
            f"window of {days} days at today's pace; today's orders leave it first.",
            f"{name.zh}要到 {shown}，还需 {orders} {kind.zh}：按目前的单量，{days} 天考核期内达不到，"
            "现有订单会先掉出考核期。",
        )
    return Phrase(
        f"{name.en} needs {orders} further {kind.en} for {shown}: by {by} at today's pace.",
        f"{name.zh}要到 {shown}，还需 {orders} {kind.zh}：按目前的单量，约到 {by}。",
    )


@dataclass(frozen=True)
class Forecast:
    """What the check of a coming day will see, if the store goes on as now.

    ``kept`` of today's numerator and denominator are still in the window then and ``left`` are not;
    ``coming`` is the expected denominator of the days between.  ``low`` and ``high``: the ends of a
    95 % normal prediction interval, which holds both the luck of the coming orders and how little
    is known of today's rate.  ``note`` says where the rule is not known to hold on that day, or is not
    for the store.
    """

    metric: str
    day: date
    kept: tuple[float, float]
    left: tuple[float, float]
    coming: float
    value: float | None
    low: float | None
    high: float | None
    note: Phrase | None = None

    def __repr__(self) -> str:
        told = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "note"}
        words = ", ".join(f"{name}={value!r}" for name, value in told.items())
        return f"Forecast({words})" if self.note is None else f"Forecast({words}) {self.note}"


def forecast(result: Assessment, metric: str, day: Moment, category: str | None = None) -> Forecast:
    """The value of *metric* that a check over the window ending on *day* will see.

    *category* as for :meth:`aecourse.scoring.assessment.Assessment.value`.

    Raises:
        CourseError: *day* is not after the assessment's last day, the metric is not a rate, or the
            regime judges each category by itself and none is named.
        UnknownName: the regime does not have that metric.
    """
    _of_one_store(result)
    check = as_date(day)
    if check <= result.window.last:
        raise CourseError(
            Phrase(
                f"a forecast looks ahead: {check} is not after {result.window.last}",
                f"预测的是以后：{check} 不在 {result.window.last} 之后",
            )
        )
    here = result.here(metric, category)  # what is not known is refused here
    if METRICS[metric].stars:
        raise CourseError(
            Phrase(f"a forecast is made for rates, not for {metric}", f"预测只用于比率，不适用于 {metric}")
        )
    days = result.window.days
    above, below = _sums(result.masks[metric], here)
    first = check - (days - 1) * DAY
    kept = (0.0, 0.0)
    if first <= result.window.last:
        kept = _sums(result.measurement.masks(metric, Window.between(first, result.window.last)), here)
    ahead = min((check - result.window.last).days, days)
    coming = below / days * ahead
    left = (above - kept[0], below - kept[1])
    words = _barred(result, below) or _beyond(result, check)
    note = join(words) if words else None
    if not below:
        return Forecast(metric, check, kept, left, coming, None, None, None, note)
    share = above / below
    total = kept[1] + coming
    value = (kept[0] + share * coming) / total
    spread = Z_95 * math.sqrt(share * (1 - share) * coming * (1 + coming / below)) / total
    return Forecast(metric, check, kept, left, coming, value, max(0.0, value - spread), min(1.0, value + spread), note)


def _sums(masks: tuple[Any, Any], here: Any) -> tuple[float, float]:
    above, below = masks
    return float((above & here).sum()), float((below & here).sum())
