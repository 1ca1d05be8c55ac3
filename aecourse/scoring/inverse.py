"""Questions asked backwards: how many, by when, and what will the next check see?"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
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
    above, below = (0.0, 0.0) if row is None else (float(row["numerator"]), float(row["denominator"]))
    found = count_needed(metric, above, below, target)
    days = result.window.days
    per_day = below / days
    wait = None if found is None or (found and not per_day) else math.ceil(found / per_day) if found else 0
    by = None if wait is None or wait > days else result.window.last + wait * DAY
    told = _sentence(metric, target, found, by, days)
    barred = [reason.told() for reason in result.verdict.reasons if reason.kind in _BARRED]
    if barred and not below:
        return Needed(metric, target, now, None, per_day, None, join(barred))
    beyond = None if by is None else _beyond(result, by)
    return Needed(metric, target, now, found, per_day, by, told if beyond is None else join([told, beyond]))


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


def _beyond(result: Assessment, day: date) -> Phrase | None:
    """That a rule of today ends before *day*, or that no text reaches there; None if it holds."""
    from .assessment.judging import not_in_force

    rules = result.regime
    if "changed_by" not in rules and "last_seen" not in rules:
        return None
    said = [reason.told() for reason in not_in_force(rules, day)]
    return join(said) if said else None


def count_needed(id: str, above: float, below: float, target: float) -> int | None:
    """How many further good orders: the arithmetic of :func:`needed` on bare counts.

    >>> count_needed("dsr_description", 430, 100, 4.6)  # (430 + 5 * 75) / 175 = 4.6
    75
    >>> count_needed("odr", 7, 100, 0.06)  # 7 / 117 = 5.98 %
    17
    """
    m = metric(id)
    top = 5.0 if m.stars else 1.0
    lowest = 1.0 if m.stars else 0.0
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
    slack = 1e-9  # 0.06 * 117 and the like are not exact in binary
    if m.better < 0:
        if below and above / below < target:
            return 0
        if target == 0 or (target <= slack and above):
            return None
        return max(0, math.floor(above / target + slack) - int(below) + 1)
    if below and above / below >= target - slack:
        return 0
    if target >= top - slack:
        return None if below else 1
    return max(1, math.ceil((target * below - above) / (top - target) - slack))


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
        still = Window(Window.between(first, first).start, result.window.end)
        kept = _sums(result.measurement.masks(metric, still), here)
    ahead = min((check - result.window.last).days, days)
    coming = below / days * ahead
    left = (above - kept[0], below - kept[1])
    note = _beyond(result, check)
    if not below:
        barred = [reason.told() for reason in result.verdict.reasons if reason.kind in _BARRED]
        return Forecast(metric, check, kept, left, coming, None, None, None, join(barred) if barred else note)
    share = above / below
    total = kept[1] + coming
    value = (kept[0] + share * coming) / total
    spread = Z_95 * math.sqrt(share * (1 - share) * coming * (1 + coming / below)) / total
    return Forecast(metric, check, kept, left, coming, value, max(0.0, value - spread), min(1.0, value + spread), note)


def _sums(masks: tuple[Any, Any], here: Any) -> tuple[float, float]:
    above, below = masks
    return float((above & here).sum()), float((below & here).sum())
