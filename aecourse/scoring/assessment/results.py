"""What an assessment says: one store, or several, with the orders behind every number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError, brief, require_known, unknown_name
from ...base.language import Phrase
from ...orders.calendar import Window
from ...rulebook import Regime
from ..measurement import Measurement
from ..metrics import METRICS
from ..outcomes import STATUS_NAMES, Outcome, Verdict, kind_of, marked
from ..outcomes.order_in_time import late
from .found import Found, blank_key, rows_of

if TYPE_CHECKING:
    import pandas as pd


_SHARES = ("value", "low", "high", "limit")
_COLUMNS = ("metric", "numerator", "denominator", "value", "low", "high", "limit", "status")


def measured(
    id: str, above: float, below: float, ends: tuple[float, float], limit: float | None, status: str
) -> Mapping[str, Any]:
    """One row of an assessment: a metric, its numbers (None without a denominator), its status."""
    value, low, high = (above / below, *ends) if below else (None, None, None)
    return dict(zip(_COLUMNS, (id, int(above), int(below), value, low, high, limit, status), strict=True))


def plain(table: pd.DataFrame) -> tuple[Mapping[str, Any], ...]:
    """The rows of a metrics table as plain values; None where one is missing."""
    columns = [
        table[name].array.to_numpy(dtype=object, na_value=None).tolist() if name in _SHARES else table[name].tolist()
        for name in table.columns
    ]
    names = list(table.columns)
    return tuple(dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


@dataclass(frozen=True)
class Assessment:
    """What a regime says of a store on a day.  ``repr`` tells the result in one line."""

    regime: Regime
    window: Window
    rows: tuple[Mapping[str, Any], ...]
    verdict: Verdict
    found: Found

    @property
    def measurement(self) -> Measurement:
        """The orders, to be asked for more than the regime looks at."""
        return self.found.measurement

    @property
    def masks(self) -> Mapping[str, tuple[Any, Any]]:
        """Numerator and denominator of each metric of the regime, as boolean arrays."""
        return self.found.masks

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """One row a metric (a category and metric where each category is judged by itself).

        Columns: ``metric``, ``numerator``, ``denominator``, ``value``, ``low`` and ``high`` (the
        95 % interval), ``limit`` and ``status``; of a mean of stars the numerator is their sum.
        ``rows`` has the same as plain values.
        """
        import pandas as pd

        names = list(self.rows[0]) if self.rows else ["category", *_COLUMNS]
        columns = {name: [row[name] for row in self.rows] for name in names}
        whole = ("numerator", "denominator")
        return pd.DataFrame(
            {
                name: pd.array(values, dtype="Float64")
                if name in _SHARES
                else pd.array(values, dtype="int64")
                if name in whole
                else pd.Series(values, dtype=object)
                for name, values in columns.items()
            }
        )

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

        Raises:
            CourseError: the regime is of another kind.
        """
        found: pd.DataFrame = self.measurement.table[late(self.found)]
        return found

    def value(self, metric: str, category: str | None = None) -> float | None:
        """The value of one metric of the regime, or None if no order was in its denominator.

        A regime that judges each category by itself has no value of the whole store: *category*
        says whose value is meant, unless the store has only one.

        Raises:
            UnknownName: the regime has no such metric, or the store no such category.
            CourseError: the store has several categories and none is named, or the regime does not
                judge by category and one is.
        """
        row = self.row(metric, category)
        return None if row is None or not row["denominator"] else float(row["value"])

    def row(self, metric: str, category: str | None = None) -> Mapping[str, Any] | None:
        """The row of one metric in ``metrics``, as for :meth:`value`; None if there is none."""
        category = self._category(metric, category)
        rows = (row for row in self.rows if row["metric"] == metric)
        return next((row for row in rows if category in (None, row.get("category"))), None)

    def orders(self, metric: str, category: str | None = None) -> pd.DataFrame:
        """The orders behind a metric: exactly its numerator, one row each.

        Of the whole store, or of one *category* of a regime that judges each by itself.
        """
        self._known(metric)
        above, _ = self.masks[metric]
        if category is not None:
            above = above & self.here(metric, category)
        found: pd.DataFrame = self.measurement.table[above]
        return found

    def here(self, metric: str, category: str | None = None) -> Any:
        """Which orders a metric is of, as for :meth:`value`, as a boolean array."""
        category = self._category(metric, category)
        if category is None:
            return ~self.found.nowhere()
        return rows_of(self.measurement.table, "category", category)

    def conditions(self) -> dict[str, int]:
        """How many assessed orders meet each of the five bad-experience conditions."""
        if not self.found.conditions:
            return self.measurement.conditions(self.window)
        return {name: int(mask.sum()) for name, mask in self.found.conditions.items()}

    def rolling(self, metric: str) -> pd.DataFrame:
        """A rate of the regime on each day of the window, each over the window that ends there.

        It is the whole store's, whatever its categories.
        """
        return self.measurement.rolling(metric, self.window.first, self.window.last, self.window.days)

    def _known(self, metric: str) -> None:
        kind = Phrase(f"metric in {self.regime.id}", f"{self.regime.id} 的指标")
        require_known(kind, metric, self.regime.metrics)

    def _category(self, metric: str, category: str | None) -> str | None:
        """The category that is meant, None where the store is judged as a whole."""
        self._known(metric)
        if not kind_of(self.regime).by_category:
            if category is None:
                return None
            raise CourseError(
                Phrase(
                    f"{self.regime.id} judges the store as a whole: leave category={brief(category)} out",
                    f"{self.regime.id} 按整店考核：请去掉 category={brief(category)}",
                )
            )
        names = list(dict.fromkeys(str(row["category"]) for row in self.rows))
        if category is not None:
            require_known(Phrase("category of this store", "这家店铺的类目"), category, names)
            return category
        own = [name for name in names if name != blank_key("category")]
        if len(own) > 1:
            raise CourseError(
                Phrase(
                    f"{self.regime.id} judges each category by itself, so {metric} has no value of the "
                    f"whole store: name one, such as category={own[0]!r}; there are: "
                    f"{', '.join(names)}",
                    f"{self.regime.id} 按类目逐个考核，{metric} 没有全店的数值：请指明类目，例如 "
                    f"category={own[0]!r}；可选：{'、'.join(names)}",
                )
            )
        return next(iter(own), None)

    def __repr__(self) -> str:
        parts = [self.regime.id, str(self.window)]
        parts += [_short(row) for row in self.rows]
        if not self.eligible:
            parts.insert(2, str(STATUS_NAMES["not assessed"]))
        parts.append(str(self.outcome.label()) if self.outcome is not None else str(Phrase("no outcome", "无结果")))
        return f"Assessment({', '.join(parts)})"

    def _status(self, row: Mapping[str, Any]) -> str:
        """A status for a reader, marked where it rests on an illustrative limit."""
        name = STATUS_NAMES[row["status"]]
        keys = {row["metric"], (row.get("category"), row["metric"])}
        return str(marked(name) if keys & self.verdict.taught else name)

    def _repr_html_(self) -> str:
        from html import escape

        names = {
            "metric": Phrase("metric", "指标"),
            "value": Phrase("value", "数值"),
            "orders": Phrase("orders", "订单"),
            "interval": Phrase("95 % interval", "95 % 区间"),
            "status": Phrase("status", "状态"),
        }
        head = "".join(f"<th style='text-align:left'>{escape(str(n))}</th>" for n in names.values())
        body = "".join(
            "<tr>"
            + "".join(
                f"<td style='text-align:left'>{escape(cell)}</td>"
                for cell in (
                    str(METRICS[row["metric"]].name),
                    format_value(row["metric"], row["value"]),
                    f"{row['numerator']} / {row['denominator']}",
                    "–"
                    if row["denominator"] == 0
                    else f"{format_value(row['metric'], row['low'])} – {format_value(row['metric'], row['high'])}",
                    self._status(row),
                )
            )
            + "</tr>"
            for row in self.rows
        )
        outcome = "" if self.outcome is None else f" <b>{escape(str(self.outcome.label()))}</b>"
        return (
            f"<div><p><b>{escape(str(self.regime.name))}</b> · {self.window}{outcome}<br>"
            f"{escape(self.reason)}</p><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>"
        )


@dataclass(frozen=True)
class Assessments(Mapping[Any, Assessment]):
    """One assessment a group (store, category, ...), as a mapping and as two tables.

    ``metrics`` has the group column before the usual ones; ``groups`` has one row a group with
    ``eligible``, ``reason`` and ``outcome``.
    """

    regime: Regime
    window: Window
    by: str
    metrics: pd.DataFrame
    verdicts: Mapping[Any, Verdict]
    found: Mapping[Any, Found]
    measurement: Measurement

    @property
    def windows(self) -> Mapping[Any, Window]:
        """The window in which each group was judged."""
        return {group: found.window for group, found in self.found.items()}

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row a group: assessed or not, why, and the outcome."""
        import pandas as pd

        return pd.DataFrame(
            {
                self.by: list(self.verdicts),
                "eligible": [v.eligible for v in self.verdicts.values()],
                "reason": [str(v.reason) for v in self.verdicts.values()],
                "outcome": [None if v.outcome is None else str(v.outcome) for v in self.verdicts.values()],
            }
        )

    def __getitem__(self, group: Any) -> Assessment:
        if group not in self.verdicts:
            raise unknown_name(Phrase("group", "分组"), group, self.verdicts)
        rows = self.metrics[self.metrics[self.by] == group]
        if not (self.by == "category" and kind_of(self.regime).by_category):
            rows = rows.drop(columns=self.by)
        found = self.found[group]
        part = found.part(rows_of(found.table, self.by, group))
        return Assessment(self.regime, found.window, plain(rows), self.verdicts[group], part)

    def __iter__(self) -> Any:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __repr__(self) -> str:
        assessed = sum(v.eligible for v in self.verdicts.values())
        return str(
            Phrase(
                f"Assessments({self.regime.id}, {self.window}, {len(self)} by {self.by}, {assessed} assessed)",
                f"Assessments({self.regime.id}, {self.window}, 按 {self.by} 共 {len(self)} 组, {assessed} 组参与考核)",
            )
        )


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
    return f"{name} {format_value(row['metric'], row['value'])} ({row['numerator']}/{row['denominator']}){skipped}"
