"""Orders + regime + date -> Assessment: eligible? metrics, outcome, and which orders did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import rulebook
from .calendar import Moment, Window
from .errors import unknown_name
from .events import ARBITRATION_CLOSED, CONFIRMED, RECEIPT_TIMEOUT, Event
from .language import Phrase
from .measurement import Measurement, count, tabulate
from .metrics import METRICS
from .orders import ensure
from .outcomes import STATUS_NAMES, Outcome, Tally, Verdict, judge
from .rulebook import Regime

if TYPE_CHECKING:
    import pandas as pd

# An order is closed when it was received, cancelled, or its dispute or arbitration ended.
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

    def value(self, metric: str) -> float | None:
        """The value of one metric of the regime, or None if no order was in its denominator."""
        row = self._row(metric)
        return None if row["denominator"] == 0 else float(row["value"])

    def orders(self, metric: str) -> pd.DataFrame:
        """The orders behind a metric: exactly its numerator, one row each."""
        self._row(metric)
        return self.seen.behind(metric, self.window)

    def conditions(self) -> dict[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions."""
        return self.seen.conditions(self.window)

    def rolling(self, metric: str) -> pd.DataFrame:
        """A rate of the regime on each day of the window, each over the window that ends there."""
        return self.seen.rolling(metric, self.window.first, self.window.last, self.window.days)

    def _row(self, metric: str) -> pd.Series:
        if metric not in self.regime.metrics:
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
                str(STATUS_NAMES.get(row["status"], row["status"])))) + "</tr>"
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
        return Assessment(self.regime, self.window, rows.reset_index(drop=True),
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


def _short(row: Mapping[str, Any]) -> str:
    name = row["metric"].upper() if row["metric"] == "odr" else row["metric"]
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
) -> Any:
    """Assess an order table under a regime, over the regime's window that ends with *as_of*.

    Args:
        orders: an order table; see :mod:`aecourse.orders`.
        regime: its id, or a :class:`~aecourse.rulebook.Regime` with values of your own choice.
        as_of: the last day of the window, included: ``"2015-09-30"``.
        illustrative: let the teaching defaults stand in for limits that the public does not know;
            the outcome is then marked illustrative.
        by: assess each group of this column (``"store_id"``) and return :class:`Assessments`.

    Returns:
        An :class:`Assessment`.  Without enough orders it says "not assessed" and why.

    Raises:
        UnknownName: no such regime.
        InvalidOrders: a column is missing or of a wrong type; all faults are listed.
    """
    rules = rulebook.load(regime) if isinstance(regime, str) else regime
    table = _pandas(orders)
    window = window_for(rules, as_of)
    groups = [] if by is None else [by]
    if by is not None and by not in table:
        raise unknown_name(Phrase("column to group by", "可分组的列"), by, table.columns)
    seen = Measurement(table, rules)
    closed = seen.inside(_CLOSED, window)
    sums = count(seen, rules.metrics, window, groups, {"closed_paid_orders": closed})
    sums["bad_buyers"] = _bad_buyers(seen, window, rules, groups, sums)
    verdicts = [judge(rules, tally, illustrative=illustrative)
                for tally in _tallies(sums, rules.metrics)]  # fmt: skip
    rows = tabulate(sums, rules.metrics, groups)
    flat = [(v.limits.get(m), v.statuses.get(m, "ok")) for v in verdicts for m in rules.metrics]
    import pandas as pd

    rows["limit"] = pd.array([limit for limit, _ in flat], dtype="Float64")
    rows["status"] = [status for _, status in flat]
    if by is None:
        return Assessment(rules, window, rows, verdicts[0], seen)
    return Assessments(rules, window, by, rows, dict(zip(sums[by], verdicts, strict=True)), seen)


def window_for(regime: Regime, as_of: Moment) -> Window:
    """The window of *regime* that ends with the day *as_of*, both ends included."""
    return Window.ending(as_of, int(regime["window_days"]))


def _tallies(sums: pd.DataFrame, metrics: Sequence[str]) -> list[Tally]:
    counted = [c for c in sums.columns if c in ("closed_paid_orders", "bad_buyers")]
    return [
        Tally({m: (row[f"{m}.n"], row[f"{m}.d"]) for m in metrics},
              {name: int(row[name]) for name in counted})
        for row in sums.to_dict("records")
    ]  # fmt: skip


def _bad_buyers(
    seen: Measurement, window: Window, regime: Regime, by: Sequence[str], sums: pd.DataFrame
) -> Any:
    """How many different buyers the bad-experience orders of each group come from."""
    if "odr" not in regime.metrics:
        return 0
    bad = seen.behind("odr", window)
    if not by:
        return bad["buyer_id"].nunique()
    return sums[by[0]].map(bad.groupby(by[0], observed=True)["buyer_id"].nunique()).fillna(0)


def conditions(orders: Any, regime: Regime, window: Window) -> dict[str, int]:
    """How many assessed orders meet each of the five bad-experience conditions in *window*.

    Keys: ``stars``, ``dsr``, ``not_sold``, ``arbitration``, ``seller_timeout``.  They may add up to
    more than the numerator of ODR: an order with several faults counts once there.
    """
    return Measurement(_pandas(orders), regime).conditions(window)


def rolling(orders: Any, metric: str, regime: Regime, first: Moment, last: Moment) -> pd.DataFrame:
    """A rate on each day from *first* to *last*, over the regime's window that ends there.

    See :meth:`aecourse.measurement.Measurement.rolling`.
    """
    seen = Measurement(_pandas(orders), regime)
    return seen.rolling(metric, first, last, int(regime["window_days"]))


def _pandas(orders: Any) -> pd.DataFrame:
    """*orders* as a pandas table with the register's types; another engine's frame is collected."""
    import pandas as pd

    table = ensure(orders)
    if not isinstance(table, pd.DataFrame):
        frame = nw.from_native(table)
        eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        table = ensure(eager.to_pandas())
    return table
