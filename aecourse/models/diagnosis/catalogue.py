"""What a diagnosis can name: where a problem sits, what causes it, what shows it, what mends it.

**Everything here is illustrative**: which causes there are, how strong they are and what a measure
costs are choices of the course, not figures of the platform.  A cause moves one lever of the
simulator in one segment of the store; a measure puts levers back to the store's ordinary level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...base.language import Phrase
from ...base.tables import tables
from ...scoring.events import event, is_value
from ...scoring.metrics import METRICS, Metric


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column of the order table by which a store can be taken apart."""

    column: str
    name: Phrase
    names: Mapping[str, Phrase] = field(default_factory=dict)

    def label(self, value: object) -> Phrase:
        """The name of one of its segments; a value without a name of its own is shown as it is."""
        return self.names.get(str(value), Phrase(str(value), str(value)))


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a segment does badly: the lever that is out of place there, and the trace that it leaves.

    ``metric`` shows it first; ``reason`` is the id of the trace in the orders that tells it from
    causes that hurt the same metric.
    """

    id: str
    name: Phrase
    lever: str
    value: float
    column: str
    metric: str
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a seller can do in a segment: the levers it puts right, and its cost in USD (illustrative)."""

    id: str
    name: Phrase
    mends: tuple[str, ...]
    fixed: float
    per_order: float
    warning: Phrase | None = None

    def cost(self, orders: int) -> float:
        """USD for a segment of so many orders, rounded to ten."""
        return round((self.fixed + self.per_order * orders) / 10) * 10.0


_TABLES = tables(__file__, dimensions=Dimension, causes=Cause, measures=Measure, reasons=Phrase, empty_reasons=Phrase)
DIMENSIONS: Mapping[str, Dimension] = _TABLES["dimensions"]
CAUSES: Mapping[str, Cause] = _TABLES["causes"]
MEASURES: Mapping[str, Measure] = _TABLES["measures"]
REASONS: Mapping[str, Phrase] = _TABLES["reasons"]
EMPTY_REASONS: Mapping[str, Phrase] = _TABLES["empty_reasons"]

# No regime has this rate (the grade of 2015 counts such orders among the bad ones); the course takes
# it as a diagnostic metric, because a dispute that ran out is the seller's own doing.
UNANSWERED = Metric(
    "unanswered_rate",
    (
        event(
            "ran_out",
            "dispute_closed_at",
            "ended by the seller's silence",
            "卖家未响应而结束",
            is_value("dispute_end", "seller_timeout"),
        ),
    ),
    (event("ended", "dispute_closed_at", "dispute ended", "纠纷结束"),),
    own_name=Phrase("Disputes left unanswered", "纠纷未响应率"),
)

# What the explorer offers, in the order of an order's life.  Each belongs to a regime of its own;
# here they are diagnostic metrics over all orders of the table, not one regime's verdict.
DIAGNOSTIC_METRICS: Mapping[str, Metric] = {
    id: METRICS.get(id, UNANSWERED)
    for id in (
        "odr",
        "not_sold_rate",
        "online_rate_5d",
        "nr_rate",
        "snad_rate",
        "unanswered_rate",
        "arbitration_rate",
        "positive_rate",
        "dsr_description",
        "dsr_communication",
        "dsr_logistics",
    )
}
