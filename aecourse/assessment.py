"""Orders + regime + date -> Assessment: eligible? metrics, outcome, and which orders did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import rulebook
from .calendar import DAY, Moment, Window, as_date
from .errors import unknown_name
from .events import ARBITRATION_CLOSED, CONFIRMED, RECEIPT_TIMEOUT, Event, EventTimes
from .language import Phrase
from .measurement import Measurement, count, tabulate
from .metrics import ASSESSED, METRICS
from .orders import ensure
from .outcomes import STATUS_NAMES, Outcome, Tally, Verdict, judge
from .rulebook import Regime

if TYPE_CHECKING:
    import pandas as pd

# An order is closed when it was received, cancelled, or its dispute or arbitration ended.
_PAID = Event("paid", "paid_at", Phrase("paid", "付款"))
_CLOSED = (
    CONFIRMED,
    RECEIPT_TIMEOUT,
    Event("cancelled", "cancelled_at", Phrase("cancelled", "取消")),
    Event("dispute_closed", "dispute_closed_at", Phrase("dispute ended", "纠纷结束")),
    ARBITRATION_CLOSED,
)


@dataclass(frozen=True)
class Assessment:
    """What a regime says of a store on a day.  ``repr`` tells the result in one line."""

    regime: Regime
    window: Window
    metrics: pd.DataFrame
    verdict: Verdict
    seen: Measurement

    @property
    def eligible(self) -> bool:
        """Whether the store is assessed at all."""
        return self.verdict.eligible

    @property
    def reason(self) -> str:
        """Why the store, and each metric that is left out, is assessed or not."""
        return str(self.verdict.reason)

    @property
    def outcome(self) -> Outcome | None:
        """What the assessment ends in; None if a needed limit is unknown: see ``unknown``."""
        return self.verdict.outcome

    @property
    def unknown(self) -> tuple[str, ...]:
        """The needed parameters whose value the public does not know."""
        return self.verdict.unknown

    @property
    def items(self) -> Mapping[str, float]:
        """Under a score: the points of each metric."""
        return self.verdict.items

    @property
    def score(self) -> float | None:
        """Under a score: the sum of the items."""
        return self.verdict.score

    @property
    def points(self) -> int | None:
        """Penalty points that the outcome costs; None where the regime has none."""
        return self.verdict.points

    @property
    def categories(self) -> Mapping[str, str]:
        """Under a category regime: what becomes of each category."""
        return self.verdict.categories

    def late_orders(self) -> pd.DataFrame:
        """Under the order-by-order rule of 2024: the orders that count and were not in time.

        An order whose time had not run out by the end of the window is not late.
        """
        late: pd.DataFrame = self.seen.table[_late(self.seen, self.window)]
        return late

    def value(self, metric: str) -> float | None:
        """The value of one metric of the regime, or None if no order was in its denominator.

        Under a category regime the rows are by category: read them in ``metrics``.
        """
        row = self._row(metric)
        return None if row["denominator"] == 0 else float(row["value"])

    def orders(self, metric: str) -> pd.DataFrame:
        """The orders behind a metric: exactly its numerator, one row each."""
        if metric not in self.regime.metrics:
            self._row(metric)
        return self.seen.behind(metric, self.window)

    def conditions(self) -> dict[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions."""
        return self.seen.conditions(self.window)

    def rolling(self, metric: str) -> pd.DataFrame:
        """A rate of the regime on each day of the window, each over the window that ends there."""
        return self.seen.rolling(metric, self.window.first, self.window.last, self.window.days)

    def _row(self, metric: str) -> pd.Series:
        if metric not in self.regime.metrics or metric not in set(self.metrics["metric"]):
            raise unknown_name(Phrase(f"metric in {self.regime.id}", f"{self.regime.id} 的指标"),
                               metric, self.regime.metrics)  # fmt: skip
        return self.metrics[self.metrics["metric"] == metric].iloc[0]

    def __repr__(self) -> str:
        parts = [self.regime.id, str(self.window)]
        parts += [_short(row) for row in self.metrics.to_dict("records")]
        if not self.eligible:
            parts.insert(2, str(STATUS_NAMES["not assessed"]))
        parts.append(str(self.outcome.label()) if self.outcome is not None
                     else str(Phrase("no outcome", "无结果")))  # fmt: skip
        return f"Assessment({', '.join(parts)})"

    def _status(self, metric: str, status: str) -> str:
        """A status for a reader, marked where it rests on an illustrative limit."""
        limits = {f"grade.{metric}", "curve", "floors", "online.levels", "snad_max", "start_value"}
        shaky = bool(limits & set(self.unknown))
        decided = status not in ("not assessed", "limit unknown")
        name = STATUS_NAMES[status]
        if shaky and decided:
            name = Phrase(f"{name.en} (illustrative)", f"{name.zh}（示意）")
        return str(name)

    def _repr_html_(self) -> str:
        from html import escape

        names = {"metric": Phrase("metric", "指标"), "value": Phrase("value", "数值"),
                 "orders": Phrase("orders", "订单"), "interval": Phrase("95 % interval", "95% 区间"),
                 "status": Phrase("status", "状态")}  # fmt: skip
        head = "".join(f"<th style='text-align:left'>{escape(str(n))}</th>" for n in names.values())
        body = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in (
                str(METRICS[row["metric"]].name), format_value(row["metric"], row["value"]),
                f"{row['numerator']} / {row['denominator']}",
                "–" if row["denominator"] == 0 else
                f"{format_value(row['metric'], row['low'])} – "
                f"{format_value(row['metric'], row['high'])}",
                self._status(row["metric"], row["status"]))) + "</tr>"
            for row in self.metrics.to_dict("records")
        )  # fmt: skip
        outcome = "" if self.outcome is None else f" <b>{escape(str(self.outcome.label()))}</b>"
        return (
            f"<div><p><b>{escape(str(self.regime.name))}</b> · {self.window}{outcome}<br>"
            f"{escape(self.reason)}</p><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>"
        )


@dataclass(frozen=True)
class Assessments(Mapping[str, Assessment]):
    """One assessment a group (store, category, ...), as a mapping and as two tables.

    ``metrics`` has the group column before the usual ones; ``groups`` has one row a group with
    ``eligible``, ``reason`` and ``outcome``.
    """

    regime: Regime
    window: Window
    by: str
    metrics: pd.DataFrame
    verdicts: Mapping[str, Verdict]
    windows: Mapping[str, Window]
    seen: Measurement

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row a group: assessed or not, why, and the outcome."""
        import pandas as pd

        return pd.DataFrame({
            self.by: list(self.verdicts),
            "eligible": [v.eligible for v in self.verdicts.values()],
            "reason": [str(v.reason) for v in self.verdicts.values()],
            "outcome": [None if v.outcome is None else str(v.outcome)
                        for v in self.verdicts.values()],
        })  # fmt: skip

    def __getitem__(self, group: str) -> Assessment:
        if group not in self.verdicts:
            raise unknown_name(Phrase("group", "分组"), group, self.verdicts)
        rows = self.metrics[self.metrics[self.by] == group].drop(columns=self.by)
        return Assessment(self.regime, self.windows[group], rows.reset_index(drop=True),
                          self.verdicts[group],
                          Measurement(self.seen.table[self.seen.table[self.by] == group],
                                      self.regime))  # fmt: skip

    def __iter__(self) -> Any:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __repr__(self) -> str:
        assessed = sum(v.eligible for v in self.verdicts.values())
        return str(Phrase(
            f"Assessments({self.regime.id}, {self.window}, {len(self)} by {self.by}, "
            f"{assessed} assessed)",
            f"Assessments({self.regime.id}, {self.window}, 按 {self.by} 共 {len(self)} 组, "
            f"{assessed} 组参与考核)",
        ))  # fmt: skip


def format_value(metric: str, value: Any) -> str:
    """A metric's value for a reader: a share as per cent, a mean of stars with two decimals."""
    import pandas as pd

    if value is None or pd.isna(value):
        return "–"
    return f"{value:.2f}" if METRICS[metric].stars else f"{100 * value:.1f} %"


def _short(row: Mapping[Any, Any]) -> str:
    name = row["metric"].upper() if row["metric"] == "odr" else row["metric"]
    if "category" in row:
        name = f"{row['category']} {name}"
    if row["denominator"] == 0:
        return f"{name} – (0/0)"
    skipped = f" {STATUS_NAMES['not assessed']}" if row["status"] == "not assessed" else ""
    return (f"{name} {format_value(row['metric'], row['value'])} "
            f"({row['numerator']}/{row['denominator']}){skipped}")  # fmt: skip


def assess(
    orders: Any,
    regime: str | Regime,
    as_of: Moment,
    *,
    illustrative: bool = False,
    by: str | None = None,
    store_opened: Moment | None = None,
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

    Returns:
        An :class:`Assessment`.  Without enough orders it says "not assessed" and why.

    Raises:
        UnknownName: no such regime.
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    rules = rulebook.load(regime) if isinstance(regime, str) else regime
    table = as_pandas(orders)
    if by is not None and by not in table:
        raise unknown_name(Phrase("column to group by", "可分组的列"), by, table.columns)
    return _assess_table(
        EventTimes(table), rules, as_of, by=by, illustrative=illustrative, opened=store_opened
    )


def compare(
    orders: Any, regimes: Iterable[str | Regime] | None, as_of: Moment, *,
    illustrative: bool = False, by: str | None = None, store_opened: Moment | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The same orders under several regimes: regime id -> :func:`assess` of it.

    ``regimes=None`` takes those in force on *as_of*.  What was found in the orders is shared, so
    this is faster than assessing one regime after the other.
    """
    chosen = rulebook.in_force(as_date(as_of)) if regimes is None else regimes
    rules = [rulebook.load(r) if isinstance(r, str) else r for r in chosen]
    table = as_pandas(orders)
    if by is not None and by not in table:
        raise unknown_name(Phrase("column to group by", "可分组的列"), by, table.columns)
    times = EventTimes(table)
    return {
        r.id: _assess_table(times, r, as_of, by=by, illustrative=illustrative, opened=store_opened)
        for r in rules
    }


def _assess_table(
    times: EventTimes, rules: Regime, as_of: Moment, *, by: str | None, illustrative: bool,
    opened: Moment | None,
) -> Any:  # fmt: skip
    table = times.table
    parts = [
        _assess(Measurement(part, rules, times if part is table else None), rules, window, by,
                illustrative)
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


def window_for(regime: Regime, as_of: Moment, days: int | None = None) -> Window:
    """The window of *regime* that ends with the day *as_of*, both ends included.

    Its length is *days*, or the regime's; where that is not public (or depends on the store, as
    under ``daily6``), the teaching default, the longer period, or 30 days.
    """
    for key in ("window_days", "online.window_days", "period.long_days"):
        if days is None and key in regime.parameters:
            parameter = regime.parameter(key)
            days = parameter.illustrative if parameter.is_unknown else parameter.value
    window = Window.ending(as_of, int(days or 30))
    if regime.outcome == "order_in_time":  # it looks at orders paid since the rule began
        since = Window.between(regime.effective_from, regime.effective_from).start
        window = Window(min(max(window.start, since), window.end), window.end)
    return window


def windows(
    table: pd.DataFrame, regime: Regime, as_of: Moment, by: str | None = None,
    opened: Moment | None = None,
) -> list[tuple[pd.DataFrame, Window]]:
    """The table, or its parts, with the window in which each is judged.

    Under ``daily6`` a store older than 180 days with 60 assessed orders in 30 days is judged over
    30 days, any other over 90.
    """
    if "period.short_days" not in regime.parameters:
        return [(table, window_for(regime, as_of))]
    import pandas as pd

    short = window_for(regime, as_of, regime["period.short_days"])
    recent = Measurement(table, regime).inside(ASSESSED, short)
    last = pd.Timestamp(short.last)
    key = pd.Series(0, index=table.index) if by is None else table[by]
    first = (
        table["paid_at"].groupby(key, observed=True).transform("min") if opened is None
        else pd.Series(pd.Timestamp(as_date(opened)), index=table.index)
    )  # fmt: skip
    old = (last - first).dt.days > regime["period.short_if_age_days_gt"]
    busy = pd.Series(recent, index=table.index).groupby(key, observed=True).transform("sum")
    quick = old & (busy >= regime["period.short_if_orders_30d_ge"])
    long = window_for(regime, as_of)
    if quick.all() or not quick.any():
        return [(table, short if len(table) and quick.all() else long)]
    return [(table[quick], short), (table[~quick], long)]


def _assess(
    seen: Measurement, rules: Regime, window: Window, by: str | None, illustrative: bool
) -> tuple[pd.DataFrame, dict[Any, Verdict], Window, Measurement]:
    import pandas as pd

    own = [] if by is None else [by]
    per_category = rules.outcome == "category"
    groups = [*own, "category"] if per_category else own
    sums = count(seen, rules.metrics, window, groups, _extra_counts(seen, rules, window))
    if rules.outcome == "grade":
        sums["bad_buyers"] = _bad_buyers(seen, window, own, sums)
    tallies = _tallies(sums, rules.metrics, by, window, per_category=per_category)
    verdicts = {group: judge(rules, tally, illustrative=illustrative)
                for group, tally in tallies.items()}  # fmt: skip
    rows = tabulate(sums, rules.metrics, groups)
    owners = rows[by] if by is not None else [None] * len(rows)
    keys = list(zip(rows["category"], rows["metric"], strict=True)) if per_category else rows["metric"]
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
        return {"late": _late(seen, window)}
    if rules.outcome == "capability":
        _, disputable = seen.masks("snad_rate", window)
        category = seen.table["category"]
        names = category[disputable].dropna().unique()
        return {f"category.{name}": disputable & (category == name).to_numpy() for name in names}
    return {}


def _late(seen: Measurement, window: Window) -> Any:
    """Which orders of the order-by-order rule were not scanned in time, as a boolean array."""
    metric = "online_rate_48h"
    in_time, counted = seen.masks(metric, window)
    hours = seen.rules(METRICS[metric]).get("online.limit")
    run_out = seen.table["paid_at"] + timedelta(hours=hours) <= window.end
    return counted & ~in_time & run_out.to_numpy()


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


def _bad_buyers(
    seen: Measurement, window: Window, by: Sequence[str], sums: pd.DataFrame
) -> Any:
    """How many different buyers the bad-experience orders of each group come from."""
    bad = seen.behind("odr", window)
    if not by:
        return bad["buyer_id"].nunique()
    return sums[by[0]].map(bad.groupby(by[0], observed=True)["buyer_id"].nunique()).fillna(0)


def month_score(
    orders: Any, regime: str | Regime, month_end: Moment, *, illustrative: bool = False
) -> float | None:
    """The mean of the daily scores of the 30 days up to *month_end*: what the month's grade is from.

    None on days without a score, and where a limit that it needs is unknown.
    """
    rules = rulebook.load(regime) if isinstance(regime, str) else regime
    table = as_pandas(orders)
    last = as_date(month_end)
    days = int(rules.get("month_score_days", 30))
    scores = [
        assess(table, rules, last - step * DAY, illustrative=illustrative).score
        for step in range(days)
    ]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


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


def as_pandas(orders: Any) -> pd.DataFrame:
    """*orders* as a pandas table with the register's types; another engine's frame is collected."""
    import pandas as pd

    table: Any = ensure(orders)
    if not isinstance(table, pd.DataFrame):
        frame = nw.from_native(table)
        eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        table = ensure(eager.to_pandas())
    found: pd.DataFrame = table
    return found
