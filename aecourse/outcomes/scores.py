"""The scores of 100 points: the daily score of 2015 and 2018, the store score of 2023."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ..language import Phrase, counted, join
from ..metrics import METRICS
from ..rulebook import Regime
from .verdict import (
    GRADES,
    NO_ORDERS,
    Outcome,
    Tally,
    Verdict,
    enough,
    limit,
    not_enough,
    unknown_among,
)  # fmt: skip


def item_points(value: float, full: float, curve: Mapping[str, float], floor: float) -> float:
    """The points of one item: a line through full marks, 0 and the floor.

    *curve* gives the metric's value at full marks (``full``), at 0 points (``zero``: the worst that
    is still accepted) and at the floor (``floor``).  Known are the full marks, the meaning of 0 and
    the floor of -100; the values and the straight lines between them are illustrative.
    """
    ends = [(curve["full"], full), (curve["zero"], 0.0), (curve["floor"], floor)]
    falling = curve["full"] > curve["zero"]  # more is better: measure downwards
    sign = -1.0 if falling else 1.0
    for (left, top), (right, bottom) in pairwise(ends):
        if sign * value <= sign * left:
            return top
        if sign * value < sign * right:
            return top + (bottom - top) * (value - left) / (right - left)
    return floor


def daily_score(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The daily service score: the sum of its items, and the grade that the sum would give.

    The platform grades the mean of a month's daily scores; see
    :func:`aecourse.assessment.month_score`.
    """
    needed = limit(regime, "min_orders_90d", illustrative=illustrative)
    assessed = tally.counts["assessed_90d"]
    eligible = assessed > 0 if needed is None else assessed >= needed
    if needed is None:
        reason = (
            Phrase("Assessed; the minimum number of orders is not public.",
                   "参与考核；最低订单数未公布。") if eligible else NO_ORDERS
        )  # fmt: skip
    else:
        guess = "min_orders_90d" in unknown_among(regime, "min_orders_90d")
        kind = Phrase("assessed orders in 90 days", "90 天考核订单")
        reason = (enough if eligible else not_enough)(
            assessed, needed, kind.en + (" (illustrative minimum)" if guess else ""),
            kind.zh + ("（最低数为示意）" if guess else ""))  # fmt: skip
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
    unknown = unknown_among(regime, "curve", "grade_cuts", "window_days", "min_orders_90d")
    score = round(sum(items.values()), 9) if items else None
    outcome = None if score is None else grade_of(regime, score, illustrative=illustrative)
    zeros = {id: None if curve is None else curve[id]["zero"] for id in regime.metrics}
    return Verdict(eligible, reason, statuses, zeros, outcome, unknown, items, score)


def grade_of(regime: Regime, score: float, *, illustrative: bool) -> Outcome | None:
    """The grade of a score by the regime's cut-offs; None where they are not public."""
    cuts = limit(regime, "grade_cuts", illustrative=illustrative)
    if cuts is None:
        return None
    grade = next((g for g in GRADES[:-1] if score >= cuts[g]), GRADES[-1])
    return Outcome(grade, illustrative=bool(unknown_among(regime, "curve", "grade_cuts")))


def _mark(points: float, full: float) -> str:
    if points >= full:
        return "full"
    return "partial" if points >= 0 else "negative"


def store_score(regime: Regime, tally: Tally, illustrative: bool) -> Verdict:
    """The store score of 2023: each indicator between its floor (0 points) and the industry mean."""
    quarter, month = tally.counts["paid_90d"], tally.counts["paid_30d"]
    few_quarter, few_month = quarter < regime["min_orders_90d"], month < regime["min_orders_30d"]
    eligible = not (few_quarter or few_month)
    reason = Phrase(
        f"{'Assessed' if eligible else 'Not assessed'}: {counted(quarter, 'order')} in 90 days (at least "
        f"{regime['min_orders_90d']}), {month} in 30 days (at least {regime['min_orders_30d']}).",
        f"{'参与考核' if eligible else '不考核'}：90 天 {quarter} 笔（最低 "
        f"{regime['min_orders_90d']} 笔），30 天 {month} 笔（最低 {regime['min_orders_30d']} 笔）。",
    )
    weights = limit(regime, "weights", illustrative=illustrative)
    floors = limit(regime, "floors", illustrative=illustrative)
    means = limit(regime, "industry_means", illustrative=illustrative)
    unknown = unknown_among(regime, "weights", "floors", "industry_means", "single_item_very_bad")
    statuses: dict[str, str] = {}
    shares: dict[str, float] = {}
    for id in regime.metrics:
        value = tally.value(id)
        if not eligible or value is None:
            statuses[id] = "not assessed"
        elif weights is None or floors is None or means is None:
            statuses[id] = "limit unknown"
        else:
            part = (value - floors[id]) / (means[id] - floors[id])
            shares[id] = min(max(part, 0.0), 1.0)
            statuses[id] = "full" if part >= 1 else "partial" if part > 0 else "zero"
    limits = {id: None if floors is None else floors[id] for id in regime.metrics}
    if not shares:
        reason = reason if not eligible or unknown else NO_ORDERS
        return Verdict(eligible, reason, statuses, limits, None, unknown)
    # Two of the six indicators are not named and some cannot be measured on an order table: the
    # weights of those that can are scaled to the total.
    scale = regime["total"] / sum(weights[id] for id in shares)
    items = {id: scale * weights[id] * share for id, share in shares.items()}
    score = round(sum(items.values()), 9)
    if len(shares) < len(regime.metrics):
        left = [METRICS[id].name for id in regime.metrics if id not in shares]
        reason = join(
            [
                reason,
                Phrase(
                    f"Without {', '.join(n.en for n in left)}: nothing to measure it by; the weights of the "
                    "others are scaled to the total.",
                    f"缺少{'、'.join(n.zh for n in left)}的数据，其余指标的权重按比例放大到总分。",
                ),
            ]
        )
    frozen = score <= regime["score.freeze_at_or_below"] or _very_bad(regime, tally, shares)
    word = (
        "frozen" if frozen
        else "pass" if score >= regime["score.pass"] else "fail"
    )  # fmt: skip
    outcome = Outcome(word, illustrative=bool(unknown))
    return Verdict(eligible, reason, statuses, limits, outcome, unknown, items, score)


def _very_bad(regime: Regime, tally: Tally, ids: Iterable[str]) -> bool:
    """Whether one item is so bad that it freezes the store by itself; its lines are not public."""
    lines = regime.get("single_item_very_bad")
    if lines is None or not regime["single_item_very_bad_freezes"]:
        return False
    values = ((METRICS[id].better, tally.value(id), lines[id]) for id in ids)
    return any(v is not None and better * v <= better * line for better, v, line in values)
