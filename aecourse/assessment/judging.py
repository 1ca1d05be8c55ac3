"""Orders + regime + date -> assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..calendar import DAY, Moment, Window, as_date
from ..errors import unknown_name
from ..events import ARBITRATION_CLOSED, CONFIRMED, RECEIPT_TIMEOUT, Event, EventTimes
from ..language import Phrase
from ..measurement import Measurement, count, tabulate
from ..metrics import ASSESSED
from ..outcomes import Outcome, Tally, Verdict, grade_of, judge
from ..rulebook import Regime
from .results import Assessment, Assessments, late
from .told import withheld
from .windows import as_pandas, window_for, windows

if TYPE_CHECKING:
    import pandas as pd

_PAID = Event("paid", "paid_at", Phrase("paid", "付款"))
# An order is closed when it was received, cancelled, or its dispute or arbitration ended.
_CLOSED = (
    CONFIRMED,
    RECEIPT_TIMEOUT,
    Event("cancelled", "cancelled_at", Phrase("cancelled", "取消")),
    Event("dispute_closed", "dispute_closed_at", Phrase("dispute ended", "纠纷结束")),
    ARBITRATION_CLOSED,
)


def assess(
    orders: Any,
    regime: str | Regime,
    as_of: Moment,
    *,
    illustrative: bool = False,
    by: str | None = None,
    store_opened: Moment | None = None,
    new_enterprise: bool = False,
) -> Any:
    """Assess an order table under a regime, over the regime's window that ends with *as_of*.

    Args:
        orders: an order table; see :mod:`aecourse.orders`.
        regime: its id, or a :class:`~aecourse.rulebook.Regime` with values of your own choice.
        as_of: the last day of the window, included: ``"2015-09-30"``.
        illustrative: let the teaching defaults stand in for limits that the public does not know;
            the outcome is then marked illustrative.
        by: assess each group of this column (``"store_id"``) and return :class:`Assessments`.
        store_opened: the day on which the store opened, for regimes that ask for its age; default:
            the day of the first payment in the table.
        new_enterprise: this is the first check of the first store of a newly verified enterprise,
            which ``category_2017_quarterly`` spares below a number of orders.

    Returns:
        An :class:`Assessment`.  Without enough orders it says "not assessed" and why.

    Raises:
        UnknownName: no such regime.
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    rules = rulebook.regime_of(regime)
    table = as_pandas(orders)
    return _assess_table(
        EventTimes(table), rules, as_of, by=by, illustrative=illustrative, opened=store_opened,
        new_enterprise=new_enterprise,
    )  # fmt: skip


def compare(
    orders: Any, regimes: Iterable[str | Regime] | None, as_of: Moment, *,
    illustrative: bool = False, by: str | None = None, store_opened: Moment | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The same orders under several regimes: regime id -> :func:`assess` of it.

    ``regimes=None`` takes those in force on *as_of*.  What was found in the orders is shared, so
    this is faster than assessing one regime after the other.
    """
    chosen = rulebook.in_force(as_date(as_of)) if regimes is None else regimes
    rules = [rulebook.regime_of(r) for r in chosen]
    table = as_pandas(orders)
    times = EventTimes(table)
    return {
        r.id: _assess_table(times, r, as_of, by=by, illustrative=illustrative, opened=store_opened)
        for r in rules
    }


def _assess_table(
    times: EventTimes, rules: Regime, as_of: Moment, *, by: str | None, illustrative: bool,
    opened: Moment | None, new_enterprise: bool = False,
) -> Any:  # fmt: skip
    table = times.table
    if by is not None and by not in table:
        raise unknown_name(Phrase("column to group by", "可分组的列"), by, table.columns)
    parts = [
        _assess(Measurement(part, rules, times if part is table else None), rules, window, by,
                illustrative, new_enterprise=new_enterprise)
        for part, window in windows(table, rules, as_of, by, opened)
    ]  # fmt: skip
    if by is None:
        (rows, verdicts, window, seen) = parts[0]
        return Assessment(rules, window, rows, verdicts[None], seen)
    import pandas as pd

    rows = pd.concat([part[0] for part in parts], ignore_index=True)
    return Assessments(
        rules, window_for(rules, as_of), by,
        rows.sort_values(by, kind="stable", ignore_index=True) if len(parts) > 1 else rows,
        dict(sorted((group, v) for part in parts for group, v in part[1].items())),
        {group: part[2] for part in parts for group in part[1]},
        Measurement(table, rules, times),
    )  # fmt: skip


def _assess(
    seen: Measurement,
    rules: Regime,
    window: Window,
    by: str | None,
    illustrative: bool,
    *,
    new_enterprise: bool,
) -> tuple[pd.DataFrame, dict[Any, Verdict], Window, Measurement]:
    import pandas as pd

    own = [] if by is None else [by]
    per_category = rules.outcome == "category"
    groups = [*own, "category"] if per_category else own
    sums = count(seen, rules.metrics, window, groups, _extra_counts(seen, rules, window))
    if rules.outcome == "grade":
        sums["bad_buyers"] = _bad_buyers(seen, window, own, sums)
    tallies = _tallies(sums, rules.metrics, by, window, per_category=per_category)
    if new_enterprise:
        tallies = {group: replace(tally, counts={**tally.counts, "new_enterprise": 1})
                   for group, tally in tallies.items()}  # fmt: skip
    why = {m: seen.not_computable[m] for m in rules.metrics if m in seen.not_computable}
    verdicts = {group: withheld(judge(rules, tally, illustrative=illustrative), why)
                for group, tally in tallies.items()}  # fmt: skip
    rows = tabulate(sums, rules.metrics, groups)
    owners = rows[by] if by is not None else [None] * len(rows)
    keys = (
        list(zip(rows["category"], rows["metric"], strict=True)) if per_category else rows["metric"]
    )
    found = [(verdicts[owner], key) for owner, key in zip(owners, keys, strict=True)]
    rows["limit"] = pd.array([v.limits.get(key) for v, key in found], dtype="Float64")
    rows["status"] = [v.statuses[key] for v, key in found]
    return rows, verdicts, window, seen


def _extra_counts(seen: Measurement, rules: Regime, window: Window) -> dict[str, Any]:
    """The further counts that the regime's kind of outcome looks at, as boolean arrays."""
    last = window.last
    if rules.outcome == "grade":
        return {"closed_paid_orders": seen.inside(_CLOSED, window)}
    if rules.outcome == "daily_score":
        return {"assessed_90d": seen.inside(ASSESSED, Window.ending(last, 90))}
    if rules.outcome == "store_score":
        return {f"paid_{days}d": seen.inside((_PAID,), Window.ending(last, days))
                for days in (90, 30)}  # fmt: skip
    if rules.outcome == "order_in_time":
        return {"late": late(seen, window)}
    if rules.outcome == "capability":
        _, disputable = seen.masks("snad_rate", window)
        category = seen.table["category"]
        names = category[disputable].dropna().unique()
        return {f"category.{name}": disputable & (category == name).to_numpy() for name in names}
    return {}


def _tallies(
    sums: pd.DataFrame, metrics: Sequence[str], by: str | None, window: Window, *,
    per_category: bool,
) -> dict[Any, Tally]:  # fmt: skip
    """One tally a group; under a category regime it holds one for each category."""
    sides = {f"{m}.{side}" for m in metrics for side in "nd"}
    counted = [c for c in sums.columns if c not in sides and c not in (by, "category")]
    found: dict[Any, Tally] = {}
    parts: dict[Any, dict[str, Tally]] = {}
    for row in sums.to_dict("records"):
        tally = Tally(
            {m: (row[f"{m}.n"], row[f"{m}.d"]) for m in metrics},
            {str(name): int(row[name]) for name in counted}, last=window.last,
        )  # fmt: skip
        owner = None if by is None else row[by]
        if per_category:
            parts.setdefault(owner, {})[str(row["category"])] = tally
        else:
            found[owner] = tally
    if per_category:
        found = {owner: Tally({}, categories=each, last=window.last)
                 for owner, each in parts.items()}  # fmt: skip
        if by is None and not found:
            found[None] = Tally({}, last=window.last)
    return found


def _bad_buyers(seen: Measurement, window: Window, by: Sequence[str], sums: pd.DataFrame) -> Any:
    """How many different buyers the bad-experience orders of each group come from."""
    import numpy as np

    bad, _ = seen.masks("odr", window)
    buyers = seen.times.codes("buyer_id")[bad].astype("int64")
    if not by:
        return len(np.unique(buyers))
    groups, _ = seen.times.groups(tuple(by))
    pairs = np.unique(groups[bad] * (int(buyers.max(initial=0)) + 1) + buyers)
    return np.bincount(pairs // (int(buyers.max(initial=0)) + 1), minlength=len(sums))


def month_score(
    orders: Any, regime: str | Regime, month_end: Moment, *, illustrative: bool = False
) -> float | None:
    """The mean of the daily scores of the 30 days up to *month_end*: what the month's grade is from.

    None on days without a score, and where a limit that it needs is unknown.
    """
    rules = rulebook.regime_of(regime)
    table = as_pandas(orders)
    last = as_date(month_end)
    days = int(rules.get("month_score_days", 30))
    times = EventTimes(table)  # what is found in the orders once serves every day
    scores = [
        _assess_table(
            times, rules, last - step * DAY, by=None, illustrative=illustrative, opened=None
        ).score
        for step in range(days)
    ]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def month_grade(
    orders: Any, regime: str | Regime, month_end: Moment, *, illustrative: bool = False
) -> Outcome | None:
    """The grade of a month: that of :func:`month_score` by the regime's cut-offs."""
    rules = rulebook.regime_of(regime)
    score = month_score(orders, rules, month_end, illustrative=illustrative)
    return None if score is None else grade_of(rules, score, illustrative=illustrative)


def conditions(orders: Any, regime: Regime, window: Window) -> dict[str, int]:
    """How many assessed orders meet each of the five bad-experience conditions in *window*.

    Keys: ``stars``, ``dsr``, ``not_sold``, ``arbitration``, ``seller_timeout``.  They may add up to
    more than the numerator of ODR: an order with several faults counts once there.
    """
    return Measurement(as_pandas(orders), regime).conditions(window)


def rolling(orders: Any, metric: str, regime: Regime, first: Moment, last: Moment) -> pd.DataFrame:
    """A rate on each day from *first* to *last*, over the regime's window that ends there.

    See :meth:`aecourse.measurement.Measurement.rolling`.
    """
    seen = Measurement(as_pandas(orders), regime)
    return seen.rolling(metric, first, last, int(regime["window_days"]))
