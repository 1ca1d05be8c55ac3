"""The daily score of 2015 and 2018: items of 100 points, and the grade of a month's mean."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError
from ...base.language import Phrase
from ...base.vocabulary import GRADES
from ...orders.calendar import Window
from ...rulebook import Regime
from ..metrics import ASSESSED
from .kind import SCORE, Kind, every_day
from .reasons import ASSESSED as IS_ASSESSED
from .reasons import NO_ORDERS, Reason, volume
from .verdict import EXCELLENT, FAIL, FULL, GOOD, PARTIAL, PASS, Outcome, Status, Tally, Verdict, limit, unknown_among

if TYPE_CHECKING:
    from ..assessment.found import Found

_NEGATIVE = Status("negative", Phrase("negative points", "负分"), "bad", 3)
_GRADES = dict(zip(GRADES, (EXCELLENT, GOOD, PASS, FAIL), strict=True))
_NEEDS = ("curve", "grade_cuts", "window_days", "min_orders_90d")
_ORDERS = Phrase("assessed order{s} in 90 days", "90 天考核订单")
_TAUGHT = Phrase(f"{_ORDERS.en} (illustrative minimum)", f"{_ORDERS.zh}（最低数为示意）")
_NO_MINIMUM = Reason(
    "assessed",
    Phrase(f"{IS_ASSESSED.en}; the minimum number of orders is not public", f"{IS_ASSESSED.zh}；最低订单数未公布"),
)


def _counts(found: Found) -> Mapping[str, Any]:
    """The orders assessed in the last 90 days, whatever the window."""
    return {"assessed_90d": found.inside(ASSESSED, Window.ending(found.window.last, 90))}


def item_points(value: float, full: float, curve: Mapping[str, float], floor: float) -> float:
    """The points of one item: a line through full marks, 0 and the floor.

    *curve* gives the metric's value at full marks (``full``), at 0 points (``zero``: the worst that
    is still accepted) and at the floor (``floor``).  Known are the full marks, the meaning of 0 and
    the floor of -100; the values and the straight lines between them are illustrative.

    Raises:
        CourseError: the value at 0 points does not lie between the other two, or these are the same.
    """
    ends = [(curve["full"], full), (curve["zero"], 0.0), (curve["floor"], floor)]
    way = curve["floor"] - curve["full"]  # from the best to the worst; below 0 where more is better
    if not way or not way * curve["full"] <= way * curve["zero"] <= way * curve["floor"]:
        told = ", ".join(f"{value:g}" for value, _ in ends)
        raise CourseError(
            Phrase(
                "an item's value at 0 points must lie between those at full marks and at the floor, which differ; "
                f"at full marks, 0 points and the floor they are {told}",
                f"单项指标在 0 分处的值应介于满分处与最低分处之间，且后两者不能相同；满分、0 分、最低分处的值为 {told}",
            )
        )
    for (left, top), (right, bottom) in pairwise(ends):
        if way * value <= way * left:
            return top
        if way * value < way * right:
            return top + (bottom - top) * (value - left) / (right - left)
    return floor


def _daily_score(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The daily service score: the sum of its items, and the grade that the sum would give.

    The platform grades the mean of a month's daily scores; see
    :func:`aecourse.scoring.assessment.month_score`.
    """
    eligible, reason = _enough(regime, tally.counts["assessed_90d"], illustrative=illustrative)
    marks = regime["full_marks"]
    curve = limit(regime, "curve", illustrative=illustrative)
    statuses, items = {}, {}
    for id in regime.metrics:
        value = tally.value(id)
        if not eligible or value is None:
            statuses[id] = "not assessed"
        elif curve is None:
            statuses[id] = "limit unknown"
        else:
            points = item_points(value, marks[id], curve[id], regime["item_floor"])
            items[id] = points
            statuses[id] = _mark(points, marks[id])
    score = round(sum(items.values()), 9) if items else None
    outcome = None if score is None else grade_of(regime, score, illustrative=illustrative)
    zeros = {id: None if curve is None else curve[id]["zero"] for id in regime.metrics}
    unknown = unknown_among(regime, *_NEEDS)
    return Verdict(eligible, (reason,), statuses, zeros, outcome, unknown, items, score)


def _enough(regime: Regime, assessed: int, *, illustrative: bool) -> tuple[bool, Reason]:
    """Whether the store has orders enough, and the reason."""
    needed = limit(regime, "min_orders_90d", illustrative=illustrative)
    if needed is None:
        return assessed > 0, _NO_MINIMUM if assessed else NO_ORDERS
    taught = unknown_among(regime, "min_orders_90d")
    return assessed >= needed, volume(assessed, needed, _TAUGHT if taught else _ORDERS)


def grade_of(regime: Regime, score: float, *, illustrative: bool) -> Outcome | None:
    """The grade of a score by the regime's cut-offs.

    None where something that it rests on is not public and no teaching default may stand in.
    """
    unknown = unknown_among(regime, *_NEEDS)
    cuts = limit(regime, "grade_cuts", illustrative=illustrative)
    if cuts is None or (unknown and not illustrative):
        return None
    grade = next((g for g in GRADES[:-1] if score >= cuts[g]), GRADES[-1])
    return Outcome(_GRADES[grade], illustrative=bool(unknown))


def _mark(points: float, full: float) -> str:
    if points >= full:
        return FULL.id
    return PARTIAL.id if points >= 0 else _NEGATIVE.id


KIND = Kind(
    id="daily_score",
    name=Phrase("a daily score out of 100 and a monthly grade", "每日百分制得分与每月等级"),
    group=SCORE,
    statuses=(FAIL, _NEGATIVE, PASS, PARTIAL, GOOD, EXCELLENT, FULL),
    judge=_daily_score,
    counts=_counts,
    days=every_day,
)
