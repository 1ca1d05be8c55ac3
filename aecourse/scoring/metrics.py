"""What a metric is, and the catalogue of metrics (defined in ``aecourse/rulebook/metrics.toml``).

A metric is two masks over the order table: which orders are in the denominator and which of these
in the numerator.  Both are written as *events*: something that happens to an order at one moment.
An order is in a mask if at least one of its events falls inside the window.  From this follow the
value, the value by group, the orders behind it, the rolling series and the sentence that explains
one order, all without further code.

The conditions are narwhals expressions, so one text runs on pandas, Polars, DuckDB and PySpark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, cast

import narwhals as nw

from .. import rulebook
from ..base.errors import unknown_name
from ..base.language import Phrase
from ..base.tables import texts
from ..orders.calendar import Window
from ..rulebook import Regime, RulebookError
from ..rulebook.faults import Faults
from ..rulebook.metrics import FILE, Definition, metric_name, metric_short
from ..rulebook.metrics import METRICS as DEFINED
from ..rulebook.online import limit_in, limit_under
from ..rulebook.vocabulary import MODES
from . import feedback
from .columns import Columns, ExpressionColumns
from .events import (
    ARBITRATION_CLOSED,
    ARBITRATION_OPENED,
    CONFIRMED,
    DISPUTE_CHANGED,
    DISPUTE_OPENED,
    RECEIPT_TIMEOUT,
    REVIEW,
    REVIEW_TIMEOUT,
    SELLER_CANCEL,
    SHIP_DEADLINE,
    SHIPMENT,
    Condition,
    Decided,
    Event,
    EventTimes,
    ScannedInTime,
    any_inside,
    event,
    is_value,
    read_only,
)
from .handover import DUE, MET
from .memory import Rules

_YES = True


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate (or a mean of ``stars``): numerator and denominator as events.

    ``home`` is the regime whose parameters hold where the caller names no regime.
    An order of the numerator is always one of the denominator too.
    """

    id: str
    numerator: tuple[Event, ...]
    denominator: tuple[Event, ...]
    home: str | None = "grade_2015_odr"
    stars: str | None = None
    excludes_exempt: bool = False
    merges_reviews: feedback.Merging | None = None
    better: int = -1  # -1: lower is better, +1: higher is better
    assumption: Phrase | None = None
    own_name: Phrase | None = None  # of a metric that no regime judges

    @property
    def name(self) -> Phrase:
        """The metric's one name: the rulebook's, or its own where no regime judges it."""
        return metric_name(self.id) if self.own_name is None else self.own_name

    @property
    def short(self) -> Phrase:
        """Its name for a narrow place: the shorter one, if it has one."""
        return metric_short(self.id) if self.own_name is None else self.own_name

    @property
    def unit(self) -> str:
        """``"stars"`` for a mean of ratings, else ``"share"`` of orders."""
        return "stars" if self.stars else "share"

    def leaves_out_exempt(self, rules: Rules) -> bool:
        """Whether excused orders are left out: what *rules* list, else as the metric is defined."""
        listed = rules.get("exemption_applies_to")
        return self.excludes_exempt if listed is None else self.id in listed

    def merging(self, rules: Rules) -> feedback.Merging | None:
        """How one buyer's reviews of ten days are merged, if *rules* merge them."""
        if self.merges_reviews == "kind" and not rules.get("positive_rate.merge_ten_days"):
            return None
        if self.merges_reviews == "item" and not rulebook.table("dsr")["merge_ten_days"]:
            return None
        return self.merges_reviews

    def masks(self, window: Window, rules: Rules, col: ExpressionColumns) -> tuple[nw.Expr, nw.Expr]:
        """Numerator and denominator over the order table, as boolean expressions."""
        denominator = self.considered(window, rules, col)
        if self.merging(rules):
            denominator = denominator & nw.col(feedback.flag(self.id))
        if self.stars:
            return denominator, denominator
        return any_inside(self.numerator, window, rules, col) & denominator, denominator

    def considered(self, window: Window, rules: Rules, col: ExpressionColumns) -> nw.Expr:
        """The denominator before one buyer's reviews are merged."""
        considered = any_inside(self.denominator, window, rules, col)
        return considered & ~(col("exempt") == _YES) if self.leaves_out_exempt(rules) else considered

    def found(self, times: EventTimes, window: Window, rules: Rules) -> tuple[Any, Any]:
        """The same two masks as boolean arrays over a pandas table."""

        def masks(rules: Rules) -> tuple[Any, Any]:
            denominator = times.inside(self.denominator, window, rules)
            if self.leaves_out_exempt(rules):
                denominator &= times.kept
            by = self.merging(rules)
            if by:
                denominator = feedback.merged(times, denominator, by)
            denominator = read_only(denominator)
            if self.stars:
                return denominator, denominator
            above = times.inside(self.numerator, window, rules)
            return read_only(above & denominator), denominator

        found: tuple[Any, Any] = times.masks.once((self.id, window), rules, masks)
        return found


# -- conditions ----------------------------------------------------------------------------------


def _not_withdrawn(col: Columns) -> Any:
    return col("dispute_end").is_null() | (col("dispute_end") != "withdrawn")


def _low_stars(rules: Rules, col: Columns) -> Any:
    limit: float = rules.get("bad.overall_star_max")
    return col("stars") <= limit


def _low_dsr(rules: Rules, col: Columns) -> Any:
    description: float = rules.get("bad.dsr_description_max")
    communication: float = rules.get("bad.dsr_communication_max")
    logistics: float = rules.get("bad.dsr_shipping_max")
    return (
        (col("dsr_description") <= description)
        | (col("dsr_communication") <= communication)
        | (col("dsr_logistics") <= logistics)
    )


def _review_counts(rules: Rules, col: Columns) -> Any:
    """Whether a review enters the positive rate at all."""
    small: float = rules.get("positive_rate.min_order_usd")
    counts = col("amount_usd").is_null() | (col("amount_usd") >= small)
    if rules.get("positive_rate.exclude_nr_disputes"):
        other = col("dispute_reason").is_null() | (col("dispute_reason") != "not_received")
        counts = counts & (other | (col("dispute_end") == "withdrawn"))
    return counts


def _positive(rules: Rules, col: Columns) -> Any:
    return (col("stars") >= feedback.positive_min()) & _review_counts(rules, col)


def _rated(rules: Rules, col: Columns) -> Any:
    if rules.get("positive_rate.formula") == "all_reviews":
        return ~col("stars").is_null() & _review_counts(rules, col)
    clear = (col("stars") >= feedback.positive_min()) | (col("stars") <= feedback.negative_max())
    return clear & _review_counts(rules, col)


# -- the bad-experience order --------------------------------------------------------------------


def _assessed(moment: Event) -> Event:
    """*moment* as one of the moments that a regime lists as making an order assessed."""

    def listed(rules: Rules) -> bool:
        return moment.id in rules.get("assessed_event_types")

    return replace(moment, applies=listed)


ASSESSED = tuple(
    map(
        _assessed,
        (
            SHIP_DEADLINE,
            SELLER_CANCEL,
            SHIPMENT,
            CONFIRMED,
            RECEIPT_TIMEOUT,
            DISPUTE_OPENED,
            DISPUTE_CHANGED,
            ARBITRATION_OPENED,
            ARBITRATION_CLOSED,
            REVIEW,
            REVIEW_TIMEOUT,
        ),
    )
)

# The five conditions of the bad-experience order (claims A11 to A15); two events make the third.
BAD_EXPERIENCE: Mapping[str, tuple[Event, ...]] = {
    "stars": (event("bad.stars", "review_at", "overall rating too low", "总评为中差评", _low_stars),),
    "dsr": (event("bad.dsr", "review_at", "a DSR rating too low", "DSR 低分", _low_dsr),),
    "not_sold": tuple(
        Event(
            f"bad.{event.id}",
            event.moment,
            event.meaning,
            event.condition,
            lambda rules: bool(rules.get("bad.not_sold")),
        )
        for event in (SHIP_DEADLINE, SELLER_CANCEL)
    ),
    "arbitration": (
        event(
            "bad.arbitration",
            "arbitration_opened_at",
            "submitted to arbitration",
            "提交仲裁",
            applies=lambda rules: bool(rules.get("bad.arbitration")),
        ),
    ),
    "seller_timeout": (
        event(
            "bad.seller_timeout",
            "dispute_closed_at",
            "ended by the seller's silence",
            "卖家响应超时导致纠纷结束",
            is_value("dispute_end", "seller_timeout"),
            lambda rules: bool(rules.get("bad.seller_timeout")),
        ),
    ),
}

_TEXTS = texts(__file__)
CONDITION_NAMES = _TEXTS["condition_names"]


def condition_name(condition: str, rules: Rules) -> Phrase:
    """The name of one of the five conditions with the limits that *rules* set."""
    return CONDITION_NAMES[condition].format(
        overall=rules.get("bad.overall_star_max"),
        description=rules.get("bad.dsr_description_max"),
        communication=rules.get("bad.dsr_communication_max"),
        shipping=rules.get("bad.dsr_shipping_max"),
        days=rules.get("seller_response_days"),
    )


# -- the catalogue -------------------------------------------------------------------------------

_SETTLED = event("settled", "dispute_closed_at", "dispute settled", "纠纷协商解决", is_value("dispute_end", "settled"))
_RULED_AGAINST = event(
    "ruled_against",
    "arbitration_closed_at",
    "ruled against the seller",
    "仲裁判卖家责任",
    is_value("arbitration_liable", "seller"),
)


def _about_snad(rules: Rules, col: Columns) -> Any:
    return col("dispute_reason") == "not_as_described"


def _snad_ruled_against(rules: Rules, col: Columns) -> Any:
    return _about_snad(rules, col) & (col("arbitration_liable") == "seller")


def _replied_within_a_day(rules: Rules, col: Columns) -> Any:
    return col("replied_at") <= col("message_at") + timedelta(days=1)


def _liable_per(word: str) -> Callable[[Rules], bool]:
    """Whether a regime divides the rulings by the orders that are *word*."""
    return lambda rules: rules.get("liable_rate.denominator") == word


def _dispute(kind: str | None) -> Condition:
    def filed(rules: Rules, col: Columns) -> Any:
        kept = _not_withdrawn(col)
        return kept if kind is None else kept & (col("dispute_reason") == kind)

    return filed


def _filed(id: str, reason: str | None) -> Event:
    return event(
        f"{id}.filed", "dispute_opened_at", "dispute filed and not withdrawn", "提起且未撤销的纠纷", _dispute(reason)
    )


def _seller_cancels_count(rules: Rules) -> bool:
    return bool(rules.get("not_sold.seller_reason_cancel"))


@lru_cache(maxsize=64)
def _online_rate(id: str) -> Metric:
    """The online rate of that id; its rules are those of the first regime that gives its length."""
    named = limit_in(id)
    if named is None:
        raise KeyError(id)

    def days(rules: Rules) -> float:
        return float(rules.get(f"{id}.days", named.days))

    scan = ScannedInTime(days)

    return Metric(
        id,
        (event(f"{id}.scanned", "paid_at", "shipped and scanned in time", "按时发货并上网", scan),),
        (event("paid", "paid_at", "paid and not cancelled", "已付款且未取消", Decided(scan, _scannable)),),
        home=_home_of(id),
        excludes_exempt=True,
        better=+1,
    )


def _home_of(id: str) -> str | None:
    """The first regime with this length for its only online rate, else for one of several."""
    own = [regime for regime in rulebook.regimes() if limit_under(regime, id) is not None]
    own.sort(key=lambda regime: "online.limit" not in regime)
    return own[0].id if own else None


def _scannable(rules: Rules, col: Columns) -> Any:
    """Not cancelled, of a store that is run as the rule says (or of which the table does not tell),
    and no goods made to order with a long preparation time (where excused).
    """
    counts = col("cancelled_at").is_null()
    for other in MODES.keys() - set(rules.get("modes") or MODES):
        counts = counts & ~(col("mode") == other)
    excused_days = rules.get("online.custom_goods_exempt_if_prep_days_gt")
    if excused_days is None:
        return counts
    long = col("ship_by") > col("paid_at") + timedelta(days=excused_days)
    return counts & ~((col("custom_goods") == _YES) & long)


def _dsr(item: str) -> Event:
    return event(f"dsr_{item}.rated", "review_at", "rated", "已评分", lambda rules, col: ~col(f"dsr_{item}").is_null())


_PLAIN = (
    SHIP_DEADLINE,
    SELLER_CANCEL,
    SHIPMENT,
    CONFIRMED,
    RECEIPT_TIMEOUT,
    DISPUTE_OPENED,
    ARBITRATION_OPENED,
    _SETTLED,
    _RULED_AGAINST,
    *(event for events in BAD_EXPERIENCE.values() for event in events),
    _filed("nr_rate", "not_received"),
    _filed("snad_rate", "not_as_described"),
    _filed("dispute_rate", None),
    replace(ARBITRATION_OPENED, id="snad_arbitration", condition=_about_snad),
    replace(_RULED_AGAINST, id="snad_ruled_against", condition=_snad_ruled_against),
    event("replied", "message_at", "answered within 24 hours", "24 小时内已回复", _replied_within_a_day),
    event("message", "message_at", "a buyer's message", "买家来信"),
    event("positive", "review_at", "4 or 5 stars", "4–5 星好评", _positive),
    event("rated", "review_at", "review that counts", "计入好评率的评价", _rated),
    _dsr("description"),
    _dsr("communication"),
    _dsr("logistics"),
    DUE,
    MET,
)

EVENTS: Mapping[str, Event] = {
    **{event.id: event for event in _PLAIN},
    **{f"assessed.{event.id}": event for event in ASSESSED},
    "not_sold.seller_cancel": replace(SELLER_CANCEL, applies=_seller_cancels_count),
    # An order shipped before the window whose ruling falls inside it belongs to both masks of the
    # ruling rate: otherwise it could have more above the line than below.
    "per_shipped.shipment": replace(SHIPMENT, applies=_liable_per("shipped")),
    **{
        f"per_closed.{event.id}": replace(event, applies=_liable_per("closed"))
        for event in (CONFIRMED, RECEIPT_TIMEOUT, _SETTLED, ARBITRATION_CLOSED)
    },
}
"""The events that a metric may count, by the names that ``rulebook/metrics.toml`` uses."""


def catalogue(defined: Mapping[str, Definition]) -> Mapping[str, Metric]:
    """The metrics that *defined* describes, by id.

    Raises:
        RulebookError: every event that there is not, with the metric that names it.
    """
    faults = Faults(FILE.name)
    for id, one in defined.items():
        for role in ("numerator", "denominator"):
            for name in getattr(one, role):
                faults.word(f"{id}.{role}", name, EVENTS, "event", "事件")
    if faults.found:
        raise RulebookError(tuple(faults.found))
    return {
        id: Metric(
            id,
            tuple(EVENTS[name] for name in one.numerator),
            tuple(EVENTS[name] for name in one.denominator),
            one.home,
            one.stars,
            one.excludes_exempt,
            cast("feedback.Merging | None", one.merges_reviews),
            one.better,
            one.assumption,
        )
        for id, one in defined.items()
    }


_NAMED: Mapping[str, Metric] = catalogue(DEFINED)


class _Catalogue(Mapping[str, Metric]):
    """The metrics that have a name of their own, and the online rate of any length.

    It lists the online rates that the rulebook's regimes judge.
    """

    def __getitem__(self, id: str) -> Metric:
        if id in _NAMED:
            return _NAMED[id]
        return _online_rate(id)

    def __iter__(self) -> Iterator[str]:
        yield from _NAMED
        judged = (id for regime in rulebook.regimes() for id in regime.metrics)
        yield from dict.fromkeys(id for id in judged if limit_in(id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


METRICS: Mapping[str, Metric] = _Catalogue()
"""Every metric by its id."""


def metric(id: str) -> Metric:
    """The metric of that id.

    Raises:
        UnknownName: with the ids that are near.
    """
    try:
        return METRICS[id]
    except (KeyError, TypeError):  # TypeError: what is no text
        raise unknown_name(Phrase("metric", "指标"), id, METRICS) from None


_EXCEPTIONS = ("relaxed.", "modes")


@dataclass(frozen=True, slots=True)
class Layered:
    """A regime's parameters, and behind them those of a metric's home regime or table."""

    first: Rules | None
    home: Rules | None
    judged: bool

    def get(self, key: str, default: Any = None) -> Any:
        """The value of *key*: the regime's, else the home's, else *default*.

        ``online_rate_5d.days`` is the length in days by which the regime measures this rate.
        """
        id = key.removesuffix(".days")
        if limit_in(id) is not None:
            own = limit_under(self.first, id) if isinstance(self.first, Regime) else None
            return default if own is None else own.days
        if self.judged and key.startswith(_EXCEPTIONS):  # another rule's exceptions are its own
            return default if self.first is None else self.first.get(key, default)
        value = None if self.first is None else self.first.get(key)
        if value is not None:
            return value
        return default if self.home is None else self.home.get(key, default)


def rules_for(metric: Metric, regime: Rules | None) -> Rules:
    """The parameters that hold for *metric* when it is measured under *regime* (or under none)."""
    judged = isinstance(regime, Regime) and metric.id in regime.metrics
    return Layered(regime, None if metric.home is None else rulebook.load(metric.home), judged)


def sources_of(id: str, regime: Regime) -> tuple[str, ...]:
    """The ids of the sources behind a metric in a regime.

    Those of its own parameters, if it has any, else those of the marks or of the window.
    """
    stems = [f"{id}.", f"bands.{id}", id.removesuffix("_rate") + "."]
    if id.startswith("online_rate"):
        stems.append("online.")
    if id == "odr":
        stems = ["bad.", "assessed_event_types"]
    keys = [key for key in regime.parameters if key.startswith(tuple(stems))]
    general = ("full_marks", "indicators.named", "window_days")
    keys = keys or [key for key in general if key in regime.parameters]
    found = [source for key in keys for source in regime.parameters[key].sources]
    return tuple(dict.fromkeys(found))
