"""What an assessment says: one store, or several, with the orders behind every number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..calendar import Window
from ..errors import unknown_name
from ..language import Phrase
from ..measurement import Measurement
from ..metrics import METRICS
from ..outcomes import STATUS_NAMES, Outcome, Verdict, marked
from ..rulebook import Regime

if TYPE_CHECKING:
    import pandas as pd


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
        found: pd.DataFrame = self.seen.table[late(self.seen, self.window)]
        return found

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
        return str(marked(name) if shaky and decided else name)

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


def late(seen: Measurement, window: Window) -> Any:
    """Which orders of the order-by-order rule were not scanned in time, as a boolean array."""
    import numpy as np

    regime: Any = seen.regime
    (metric,) = regime.metrics
    in_time, counted = seen.masks(metric, window)
    scan: Any = METRICS[metric].numerator[0].condition
    last = scan.last(seen.table["paid_at"].to_numpy(), seen.rules(METRICS[metric]))
    run_out = last <= np.datetime64(window.end, "us")
    return counted & ~in_time & run_out
