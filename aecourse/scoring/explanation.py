"""One order in words: which rule each of its events meets, whether it counts, and the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base.errors import unknown_name
from ..base.language import Phrase
from ..base.tables import texts
from ..orders import TIMES
from ..orders.calendar import Moment, Window
from ..rulebook import Regime
from .assessment import judged_windows, times_of
from .events import NEVER, Event, EventTimes
from .measurement import Measurement
from .metrics import BAD_EXPERIENCE, METRICS, condition_name, sources_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class EventLine:
    """One event of an order: when, what, whether it counts, and by which rule and source."""

    at: Any
    event: str
    counts: bool
    sentence: Phrase
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Explanation:
    """One order under one regime, a sentence an event."""

    order_id: str
    regime: Regime
    window: Window
    lines: tuple[EventLine, ...]
    denominators: tuple[str, ...]
    numerators: tuple[str, ...]

    @property
    def assessed(self) -> bool:
        """Whether the order is in the denominator of any metric of the regime."""
        return bool(self.denominators)

    @property
    def against(self) -> tuple[str, ...]:
        """The metrics that the order makes worse."""
        harmed = [m for m in self.numerators if METRICS[m].better < 0]
        harmed += [m for m in self.denominators if METRICS[m].better > 0 and m not in self.numerators]
        return tuple(harmed)

    @property
    def bad(self) -> bool:
        """Whether the order counts against the store: under the 2015 grade, a bad experience."""
        return "odr" in self.numerators if "odr" in self.regime.metrics else bool(self.against)

    def _verdict(self) -> Phrase:
        if not self.assessed:
            return Phrase("is not assessed in this window", "在这个考核期内不考核")
        if "odr" in self.regime.metrics:
            return (
                Phrase("counts as a bad-experience order", "是买家不良体验订单")
                if self.bad
                else Phrase("is assessed and is not bad", "参与考核，不是买家不良体验订单")
            )
        if not self.against:
            return Phrase("counts, and not against the store", "参与考核，没有拉低指标")
        names = [METRICS[m].name for m in self.against]
        return Phrase(f"counts against {', '.join(n.en for n in names)}", f"拉低了{'、'.join(n.zh for n in names)}")

    def __repr__(self) -> str:
        verdict = self._verdict()
        head = Phrase(
            f"Order {self.order_id} under {self.regime.id}, {self.window}: {verdict.en}.",
            f"订单 {self.order_id}（{self.regime.id}，{self.window}）：{verdict.zh}。",
        )
        return "\n".join([str(head), *(f"- {line}" for line in self.lines)])


def explain(orders: Any, order_id: str, regime: str | Regime, as_of: Moment | None = None) -> Explanation:
    """Which rule each event of one order meets, whether it counts, and the rule's source.

    Args:
        orders: an order table.
        order_id: the order.
        regime: id or Regime.
        as_of: last day of the window; default: the day of the table's last event.

    Raises:
        UnknownName: no such order or regime.
    """
    rules = rulebook.regime_of(regime)
    times = times_of(orders)
    places = _places(times, order_id)
    if len(places) == 0:
        raise unknown_name(Phrase("order", "订单"), order_id, times.table["order_id"].astype(str))
    store = times.codes("store_id")
    own = store == store[places[0]]
    last = as_of if as_of is not None else _last_event(times.table)
    ((times, window),) = judged_windows(times if own.all() else EventTimes(times.table[own]), rules, last)
    place = int(_places(times, order_id)[0])
    measurement = Measurement(times, rules)
    lines: list[EventLine] = []
    told: set[tuple[str, str]] = set()
    roles: dict[str, list[str]] = {"numerator": [], "denominator": []}
    for id in rules.metrics:
        masks = dict(zip(("numerator", "denominator"), measurement.masks(id, window), strict=True))
        for role in ("numerator", "denominator"):  # one moment, one line: what it does counts most
            counted = bool(masks[role][place])
            if counted:
                roles[role].append(id)
            for event in getattr(METRICS[id], role):
                line = _line(measurement, rules, place, event, role, id, window, counted=counted)
                if line is None or (role == "denominator" and (event.moment, id) in told):
                    continue
                lines.append(line)
                if role == "numerator":
                    told.add((event.moment, id))
    ordered = sorted(lines, key=lambda line: line.at)
    return Explanation(order_id, rules, window, tuple(ordered), tuple(roles["denominator"]), tuple(roles["numerator"]))


_BAD_KEYS = {
    "bad.stars": ("bad.overall_star_max",),
    "bad.dsr": ("bad.dsr_description_max", "bad.dsr_communication_max", "bad.dsr_shipping_max"),
    "bad.ship_deadline": ("bad.not_sold",),
    "bad.seller_cancel": ("bad.not_sold",),
    "bad.arbitration": ("bad.arbitration",),
    "bad.seller_timeout": ("bad.seller_timeout", "seller_response_days"),
}


_TEXTS = texts(__file__)
_WOULD_NOT_COUNT = _TEXTS["would_not_count"]


def _sources(event: Event, metric: str, regime: Regime) -> tuple[str, ...]:
    """The sources of the rule that an event meets."""
    keys = _BAD_KEYS.get(event.id, ("assessed_event_types",) if metric == "odr" else ())
    if not keys:
        return sources_of(metric, regime)
    known = [regime.parameters[key] for key in keys if key in regime.parameters]
    return tuple(dict.fromkeys(s for parameter in known for s in parameter.sources))


def _line(
    measurement: Measurement,
    regime: Regime,
    place: int,
    event: Event,
    role: str,
    metric: str,
    window: Window,
    *,
    counted: bool,
) -> EventLine | None:
    """What one event of the order at *place* means for one metric; None if it did not happen."""
    import pandas as pd

    m = METRICS[metric]
    rules = measurement.rules(m)
    if not event.applies(rules):
        return None
    moment = measurement.times.at(event, rules)[place]
    if moment == NEVER:
        return None
    at = pd.Timestamp(moment, unit="us")
    inside = at.to_pydatetime() in window
    sources = _sources(event, metric, regime)
    effect = _effect(measurement, place, event, role, metric, window, inside=inside, counted=counted)
    limits = _limits(event, rules)
    cited = f" [{_cited(sources)}]" if sources else ""
    sentence = Phrase(
        f"{at:%Y-%m-%d %H:%M} {event.meaning.en}{limits.en}: {effect.en}.{cited}",
        f"{at:%Y-%m-%d %H:%M} {event.meaning.zh}{limits.zh}：{effect.zh}。{cited}",
    )
    return EventLine(at, event.id, inside and counted, sentence, sources)


def _places(times: EventTimes, order_id: object) -> Any:
    """The rows of an order, also where the ids of the table are numbers."""
    import numpy as np

    wanted = str(order_id)
    return np.array([row for row, id in enumerate(times.column("order_id").data.tolist()) if str(id) == wanted], int)


def _cited(ids: tuple[str, ...]) -> str:
    """The first three sources by publisher; the ids are all in the line."""
    names = list(dict.fromkeys(_publisher(id) for id in ids))
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _publisher(id: str) -> str:
    """Who published a source; the two articles by the names that the course gives them."""
    articles = {"article_a": Phrase("article A", "文章 A"), "article_b": Phrase("article B", "文章 B")}
    return str(articles[id] if id in articles else rulebook.sources()[id].by)


def _effect(
    measurement: Measurement,
    place: int,
    event: Event,
    role: str,
    metric: str,
    window: Window,
    *,
    inside: bool,
    counted: bool,
) -> Phrase:
    """Whether the event counts, why not if it does not, and what would have made it not count."""
    m = METRICS[metric]
    if not inside:
        return Phrase(
            f"outside the window {window}, so it does not count in {m.name.en}",
            f"在考核期 {window} 之外，不计入{m.name.zh}",
        )
    if not counted:
        exempt = m.leaves_out_exempt(measurement.rules(m)) and not measurement.times.kept[place]
        why = (
            Phrase("the order is exempt", "订单已免责")
            if exempt
            else Phrase("the review is merged with another one of the same buyer", "与同一买家的另一条评价合并")
            if m.merges_reviews
            else Phrase("the order is not among those assessed", "订单不在考核范围内")
        )
        return Phrase(
            f"inside the window, not counted in {m.name.en}: {why.en}", f"在考核期内，但不计入{m.name.zh}：{why.zh}"
        )
    if role == "denominator":
        return Phrase(
            f"inside the window; one of the orders that {m.name.en} is divided by", f"在考核期内，计入{m.name.zh}的分母"
        )
    avoid = _WOULD_NOT_COUNT.get(event.id)
    return Phrase(
        f"inside the window; counts in {m.name.en}" + (f"; it would not with {avoid.en}" if avoid else ""),
        f"在考核期内，计入{m.name.zh}" + (f"；若{avoid.zh}就不会计入" if avoid else ""),
    )


def _limits(event: Event, rules: Any) -> Phrase:
    for condition, events in BAD_EXPERIENCE.items():
        if any(e.id == event.id for e in events):
            name = condition_name(condition, rules)
            if name.zh != event.meaning.zh:
                return Phrase(f" ({name.en})", f"（{name.zh}）")
    return Phrase("", "")


def _last_event(table: pd.DataFrame) -> date:
    last: date = max(table[name].max() for name in TIMES if table[name].notna().any()).date()
    return last
