"""Orders + regime + date -> assessment."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ... import rulebook
from ...base.errors import require_known
from ...base.language import Phrase
from ...base.quantities import yes_or_no
from ...orders.calendar import DAY, Moment, Window, as_date
from ...rulebook import Regime
from ..events import EventTimes
from ..measurement import Measurement, contributions, count, interval, several, tabulate, window_of
from ..outcomes import Outcome, Reason, Tally, Verdict, grade_of, judge, kind_of
from ..outcomes.verdict import NOT_ASSESSED, NOT_COMPUTABLE
from .found import Found, blank_key, keyed
from .results import Assessment, Assessments, measured
from .told import withheld
from .windows import judged_windows, lag_days, times_of, window_days, window_for

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class AssessmentOptions:
    """What may be told of the stores beside their orders; see :func:`assess`."""

    illustrative: bool
    store_opened: Moment | None
    new_enterprise: bool = False
    outside: tuple[Reason, ...] = ()  # that the regime was not in force then

    def __post_init__(self) -> None:
        yes_or_no("illustrative", self.illustrative)
        yes_or_no("new_enterprise", self.new_enterprise)


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
            an outcome that would not stand without them is then marked illustrative.
        by: assess each group of this column (``"store_id"``) and return :class:`Assessments`.
            Orders whose column is blank are nobody's: they stand under ``"no store_id"`` and are
            not assessed.
        store_opened: the day on which the store opened, for regimes that ask for its age; default:
            the day of the first payment in the table.
        new_enterprise: this is the first check of the first store of a newly verified enterprise,
            which ``category_2017_quarterly`` spares below a number of orders.

    Returns:
        An :class:`Assessment`.  Without enough orders it says "not assessed" and why; of a regime
        that was not in force then it says so.

    Raises:
        UnknownName: no such regime.
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    rules = rulebook.regime_of(regime)
    options = AssessmentOptions(illustrative, store_opened, new_enterprise)
    return _assess(times_of(orders), rules, as_of, by, options)


def compare(
    orders: Any,
    regimes: str | Regime | Iterable[str | Regime] | None,
    as_of: Moment,
    *,
    illustrative: bool = False,
    by: str | None = None,
    store_opened: Moment | None = None,
) -> dict[str, Any]:
    """The same orders under several regimes: regime id -> :func:`assess` of it.

    ``regimes=None`` takes those in force on *as_of*.  What was found in the orders is shared, so
    this is faster than assessing one regime after the other.
    """
    if regimes is None:
        rules = list(rulebook.in_force(as_date(as_of)))
    elif isinstance(regimes, Regime):  # which can be gone through, too: by its parameters
        rules = [regimes]
    else:
        rules = [rulebook.regime_of(r) for r in several(regimes)]
    times = times_of(orders)
    options = AssessmentOptions(illustrative, store_opened)
    return {r.id: _assess(times, r, as_of, by, options) for r in rules}


def _assess(times: EventTimes, rules: Regime, as_of: Moment, by: str | None, options: AssessmentOptions) -> Any:
    if by is not None:
        require_known(Phrase("column to group by", "可分组的列"), by, map(str, times.table.columns))
    options = replace(options, outside=not_in_force(rules, as_date(as_of)))
    each = [
        Found.of(Measurement(part, rules), rules, window, _groups(rules, by))
        for part, window in judged_windows(times, rules, as_of, by, options.store_opened)
    ]
    if by is None:
        (found,) = each
        return _by_category(found, options) if found.by else _whole(found, options)
    import pandas as pd

    parts = [(found, *_grouped(found, by, options)) for found in each]
    rows = pd.concat([rows for _, rows, _ in parts], ignore_index=True)
    order = keyed(times.groups((by,))[1][by], by).tolist()
    if len(parts) > 1:  # back into the order of the groups
        place = {key: at for at, key in enumerate(order)}
        rows = rows.iloc[rows[by].map(place).argsort(kind="stable")].reset_index(drop=True)
    found_in = {key: found for found, _, verdicts in parts for key in verdicts}
    verdicts = {key: v for _, _, verdicts in parts for key, v in verdicts.items()}
    return Assessments(
        rules,
        window_for(rules, as_of),
        by,
        rows,
        {key: verdicts[key] for key in order},
        {key: found_in[key] for key in order},
        Measurement(times, rules),
    )


def _groups(rules: Regime, by: str | None) -> tuple[str, ...]:
    """The columns that the counts are grouped by."""
    own = () if by is None else (by,)
    return (*own, "category") if kind_of(rules).by_category and by != "category" else own


def not_in_force(rules: Regime, last: date) -> tuple[Reason, ...]:
    """That a regime is applied to days on which it was not in force, or to which no text reaches."""
    if rules.in_force(last) or rules.in_force(last + lag_days(rules) * DAY):
        seen = rules.last_seen
        if seen is None or last <= seen:
            return ()
        reach = Phrase("The texts reach to {day}", "公开资料只讲到 {day}")
        open_end = Phrase("whether the rule still holds is not known", "此后是否仍然有效不得而知")
        return (Reason("beyond_the_texts", reach, (open_end,), more={"day": seen}),)
    end = rules.last_day
    held = (
        Phrase("these rules hold from {first} on", "本规则自 {first} 起有效")
        if end is None
        else Phrase(
            "these limits held from {first} to {end}, and what replaced them is not known",
            "这些时限的有效期为 {first} 至 {end}，之后的标准未见公开",
        )
        if "changed_by" in rules
        else Phrase("these rules held from {first} to {end}", "本规则的有效期为 {first} 至 {end}")
    )
    head = Phrase("Not in force on {day}", "{day} 不在本规则的有效期内")
    more = {"day": last, "first": rules.effective_from, "end": end}
    return (Reason("not_in_force", head, (held,), more=more),)


def _whole(found: Found, options: AssessmentOptions) -> Assessment:
    """The assessment of a store that is judged as a whole."""
    import numpy as np

    rules, extra = found.regime, kind_of(found.regime).counts(found)
    summed = contributions(found.measurement.times, found.masks, extra)
    sums = {name: [values.sum().item()] for name, values in summed.items()}
    verdict = _verdicts(found, sums, list(extra), None, options)[None]
    n, d = (np.array([sums[f"{id}.{side}"][0] for id in rules.metrics]) for side in "nd")
    low, high = interval(rules.metrics, n, d)
    rows = tuple(
        measured(id, up, down, (start, end), verdict.limits.get(id), verdict.statuses[id])
        for id, up, down, start, end in zip(
            rules.metrics, n.tolist(), d.tolist(), low.tolist(), high.tolist(), strict=True
        )
    )
    return Assessment(rules, found.window, rows, verdict, found)


def _by_category(found: Found, options: AssessmentOptions) -> Assessment:
    """The assessment of a store that is judged in each of its categories."""
    import numpy as np

    rules, extra, times = found.regime, kind_of(found.regime).counts(found), found.measurement.times
    names = keyed(times.groups(found.by)[1]["category"], "category").tolist()
    summed = contributions(times, found.masks, extra)
    sums = {name: times.sums(values, found.by) for name, values in summed.items()}
    columns = {"category": names, **{name: each.tolist() for name, each in sums.items()}}
    verdict = _verdicts(found, columns, list(extra), None, options)[None]
    silent = _silent(found)
    n, d = (np.stack([sums[f"{id}.{side}"] for id in rules.metrics], axis=1).astype(float) for side in "nd")
    figures = zip(*(each.tolist() for each in (n, d, *interval(rules.metrics, n, d))), strict=True)
    rows = []
    for name, parts in zip(names, figures, strict=True):
        for id, up, down, low, high in zip(rules.metrics, *parts, strict=True):
            limit = verdict.limits.get((name, id))
            status = verdict.statuses.get((name, id), silent[id])
            ends = low, high
            told = measured(id, up, down, ends, None if limit is None else float(limit), status)
            rows.append({"category": name, **told})
    return Assessment(rules, found.window, tuple(rows), verdict, found)


def _silent(found: Found) -> dict[str, str]:
    """What stands by each metric of orders that no verdict speaks of, such as those without a category."""
    lacking = found.measurement.not_computable
    return {id: NOT_COMPUTABLE.id if id in lacking else NOT_ASSESSED.id for id in found.regime.metrics}


def _grouped(found: Found, by: str, options: AssessmentOptions) -> tuple[pd.DataFrame, dict[Any, Verdict]]:
    """The metrics table of the groups of *found*, and the verdicts by group of the column *by*."""
    import numpy as np
    import pandas as pd

    rules, kind = found.regime, kind_of(found.regime)
    extra = kind.counts(found)
    sums = count(found.measurement, rules.metrics, found.window, found.by, extra, found.masks)
    for column in found.by:
        sums[column] = keyed(sums[column], column)
    columns = {name: sums[name].tolist() for name in sums.columns}
    verdicts = _verdicts(found, columns, list(extra), by, options)
    rows = tabulate(sums, rules.metrics, found.by)
    judged = [verdicts[owner] for owner in columns[by]]
    parts = [(name,) for name in columns["category"]] if kind.by_category else [()] * len(sums)
    silent = _silent(found)
    limits, statuses = [], []
    for verdict, part in zip(judged, parts, strict=True):
        for id in rules.metrics:
            key = (*part, id) if part else id
            limits.append(verdict.limits.get(key))
            statuses.append(verdict.statuses.get(key, silent[id]))
    lines = np.array(limits, dtype=float)  # NaN where there is none
    rows["limit"] = pd.arrays.FloatingArray(np.nan_to_num(lines, nan=1.0), np.isnan(lines))
    rows["status"] = statuses
    return rows, verdicts


def _verdicts(
    found: Found, columns: Mapping[str, list[Any]], extra: list[str], by: str | None, options: AssessmentOptions
) -> dict[Any, Verdict]:
    """The verdict of each group."""
    lacking = found.measurement.not_computable
    why = {id: lacking[id] for id in found.regime.metrics if id in lacking}
    verdicts = {}
    for owner, tally in _tallies(found, columns, extra, by, options):
        verdict = (
            judge(found.regime, tally, illustrative=options.illustrative, outside=options.outside)
            if by is None or owner != blank_key(by)
            else _nobodys(found.regime, tally, by, options.outside)
        )
        verdicts[owner] = withheld(verdict, why)
    return verdicts


def _tallies(
    found: Found, columns: Mapping[str, list[Any]], extra: list[str], by: str | None, options: AssessmentOptions
) -> Iterator[tuple[Any, Tally]]:
    """One tally a group; where each category is judged by itself it holds one for each."""
    rules, last = found.regime, found.window.last
    told = {"new_enterprise": int(options.new_enterprise)}
    size = len(columns[f"{rules.metrics[0]}.d"])
    metrics = zip(*(zip(columns[f"{id}.n"], columns[f"{id}.d"], strict=True) for id in rules.metrics), strict=True)
    counts: Iterable[tuple[int, ...]] = zip(*(columns[name] for name in extra), strict=True) if extra else [()] * size
    tallies = (
        Tally(dict(zip(rules.metrics, sides, strict=True)), dict(zip(extra, counted, strict=True)) | told, last=last)
        for sides, counted in zip(metrics, counts, strict=True)
    )
    owners: list[Hashable] = columns[by] if by is not None else [None] * size
    if not kind_of(rules).by_category:
        yield from zip(owners, tallies, strict=True)
        return
    parts: dict[Any, dict[str, Tally]] = {} if by is not None else {None: {}}
    for owner, category, tally in zip(owners, columns["category"], tallies, strict=True):
        parts.setdefault(owner, {})[str(category)] = tally
    blank = blank_key("category")
    for owner, each in parts.items():
        yield owner, Tally({}, told, {k: t for k, t in each.items() if k != blank}, last, each.get(blank))


def _nobodys(rules: Regime, tally: Tally, by: str, outside: tuple[Reason, ...]) -> Verdict:
    """The verdict of orders whose column *by* is blank: they belong to no group."""
    reason = Reason(
        "no_group",
        Phrase("Not assessed", "不考核"),
        (Phrase("these orders name no {by}", "这些订单没有填写 {by}"),),
        more={"by": by},
    )
    keys: list[Any] = list(rules.metrics)
    if kind_of(rules).by_category:
        keys = [(name, id) for name in tally.categories for id in rules.metrics]
    return Verdict(False, (reason, *outside), dict.fromkeys(keys, NOT_ASSESSED.id), dict.fromkeys(keys), None)


def month_score(
    orders: Any,
    regime: str | Regime,
    month_end: Moment,
    *,
    illustrative: bool = False,
    store_opened: Moment | None = None,
) -> float | None:
    """The mean of the daily scores of the 30 days up to *month_end*: what the month's grade is from.

    None on days without a score, and where a limit that it needs is unknown.  *store_opened* as for
    :func:`assess`.
    """
    rules = rulebook.regime_of(regime)
    last = as_date(month_end)
    days = int(rules.get("month_score_days", 30))
    times = times_of(orders)  # what is found in the orders once serves every day
    options = AssessmentOptions(illustrative, store_opened)
    scores = [_assess(times, rules, last - step * DAY, None, options).score for step in range(days)]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def month_grade(
    orders: Any,
    regime: str | Regime,
    month_end: Moment,
    *,
    illustrative: bool = False,
    store_opened: Moment | None = None,
) -> Outcome | None:
    """The grade of a month: that of :func:`month_score` by the regime's cut-offs."""
    rules = rulebook.regime_of(regime)
    score = month_score(orders, rules, month_end, illustrative=illustrative, store_opened=store_opened)
    return None if score is None else grade_of(rules, score, illustrative=illustrative)


def conditions(orders: Any, regime: str | Regime, window: tuple[Moment, Moment] | Window) -> dict[str, int]:
    """How many assessed orders meet each of the five bad-experience conditions in *window*.

    Keys: ``stars``, ``dsr``, ``not_sold``, ``arbitration``, ``seller_timeout``.  They may add up to
    more than the numerator of ODR: an order with several faults counts once there.
    """
    return Measurement(times_of(orders), rulebook.regime_of(regime)).conditions(window_of(window))


def rolling(orders: Any, metric: str, regime: str | Regime, first: Moment, last: Moment) -> pd.DataFrame:
    """A rate on each day from *first* to *last*, over the regime's window that ends there.

    See :meth:`aecourse.scoring.measurement.Measurement.rolling`.

    Raises:
        UnknownName: no such regime or metric.
        CourseError: the metric is no rate of orders, or how long the window is nobody knows.
    """
    rules = rulebook.regime_of(regime)
    Window.between(first, last)  # the first day may not be after the last
    return Measurement(times_of(orders), rules).rolling(metric, first, last, window_days(rules))
