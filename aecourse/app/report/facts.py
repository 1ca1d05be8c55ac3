"""What a report says, as facts: every number here is the assessment's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ...base.language import Phrase
from ...models.diagnosis.segments import Segment
from ...models.fitted import Fit, LeverEffect
from ...orders.calendar import Window
from ...orders.reading.logs import Told
from ...rulebook import Regime
from ...scoring.inverse import Forecast, Needed
from .chance import beyond


@dataclass(frozen=True, slots=True)
class Blamed:
    """An order that hurts a metric: what happened, why, and on which day."""

    order_id: str
    what: Phrase
    why: Phrase
    day: date | None
    product: str
    category: str
    country: str
    amount_usd: float | None


@dataclass(frozen=True)
class MetricFacts:
    """One metric under one regime.

    Of a mean of stars ``numerator`` is their sum.  ``why`` says why it is not computable.
    ``luck`` is the share of equal stores that luck alone puts on the other side of the limit; None
    where the limit is not known or the metric is no rate.  ``trend`` is the rolling value, day by
    day.  ``hurt`` orders hurt it, of which ``blamed`` are told.
    """

    id: str
    category: str | None
    numerator: int
    denominator: int
    value: float | None
    low: float | None
    high: float | None
    limit: float | None
    status: Phrase
    tone: str
    why: Phrase | None = None
    luck: float | None = None
    needed: Needed | None = None
    wish: bool = False  # the target of `needed` is no limit of the platform but the next tenth
    forecast: Forecast | None = None
    trend: tuple[tuple[date, float | None], ...] = ()
    hurt: int = 0
    blamed: tuple[Blamed, ...] = ()

    @property
    def key(self) -> str:
        """A name that no other metric of the regime has."""
        return self.id if self.category is None else f"{self.id}-{self.category}"


@dataclass(frozen=True)
class Groups:
    """A metric taken apart by a column: every group, and which stand out beyond luck."""

    metric: str
    column: str
    groups: tuple[Segment, ...]

    @property
    def standing_out(self) -> tuple[Segment, ...]:
        """The groups that are worse or better than the rest beyond luck, the worst first."""
        counted = [group for group in self.groups if group.denominator]
        orders, bad = (sum(getattr(group, name) for group in counted) for name in ("denominator", "numerator"))
        out = (g for g in counted if g.stands_out and beyond(g, orders, bad, len(counted), self.metric))
        return tuple(sorted(out, key=lambda group: (-group.stands_out, -group.distance)))


@dataclass(frozen=True)
class RegimeFacts:
    """What one regime says of the store.

    ``reason`` is why it assesses the store or not; why a metric is not computable, the metric says.
    ``check`` is its next check day, if it has such days; ``closed``: the window of that check ends
    no later than the one of today.
    """

    regime: Regime
    window: Window
    eligible: bool
    word: Phrase
    tone: str
    reason: Phrase
    score: float | None
    check: date | None
    closed: bool
    metrics: tuple[MetricFacts, ...]
    groups: tuple[Groups, ...] = ()

    @property
    def lacking(self) -> tuple[MetricFacts, ...]:
        """The metrics for which the source does not tell enough."""
        return tuple(metric for metric in self.metrics if metric.why is not None)


@dataclass(frozen=True)
class Report:
    """A store on a day under every regime in force."""

    store: str
    as_of: date
    first: date
    last: date
    orders: int
    counts: Mapping[str, int]
    notes: tuple[Phrase, ...]
    regimes: tuple[RegimeFacts, ...]
    fit: Fit | None
    levers: tuple[LeverEffect, ...] = ()
    columns: tuple[str, ...] = field(default=())  # those that the store can be taken apart by
    rejected: tuple[Told, ...] = ()  # the first of them
