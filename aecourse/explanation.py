"""One order in words: which rule each of its events meets, whether it counts, and the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import rulebook
from .assessment import window_for
from .calendar import Moment, Window
from .errors import unknown_name
from .events import Event
from .language import Phrase
from .metrics import BAD_EXPERIENCE, METRICS, condition_name, rules_for
from .orders import ensure
from .rulebook import Regime

if TYPE_CHECKING:
    import pandas as pd



@dataclass(frozen=True)
class Line:
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
    lines: tuple[Line, ...]
    assessed: bool
    bad: bool

    def __repr__(self) -> str:
        verdict = (
            Phrase("counts as a bad-experience order", "是买家不良体验订单") if self.bad
            else Phrase("is assessed and is not bad", "参与考核，不是买家不良体验订单")
            if self.assessed
            else Phrase("is not assessed in this window", "在该窗口内不参与考核")
        )  # fmt: skip
        head = Phrase(
            f"Order {self.order_id} under {self.regime.id}, {self.window}: {verdict.en}.",
            f"订单 {self.order_id}（{self.regime.id}，{self.window}）：{verdict.zh}。",
        )
        return "\n".join([str(head), *(f"- {line}" for line in self.lines)])


def explain(
    orders: Any, order_id: str, regime: str | Regime, as_of: Moment | None = None
) -> Explanation:
    """Which rule each event of one order meets, whether it counts, and the rule's source.

    Args:
        orders: an order table.
        order_id: the order.
        regime: id or Regime.
        as_of: last day of the window; default: the day of the table's last event.

    Raises:
        UnknownName: no such order or regime.
    """
    rules = rulebook.load(regime) if isinstance(regime, str) else regime
    table = ensure(orders)
    found = table[table["order_id"] == order_id]
    if len(found) == 0:
        near = table["order_id"].astype(str).tolist()
        raise unknown_name(Phrase("order", "订单"), order_id, near)
    last = as_of if as_of is not None else _last_event(table)
    window = window_for(rules, last)
    lines = []
    flags = {}
    for role, m in [(role, m) for m in rules.metrics for role in ("denominator", "numerator")]:
        metric_ = METRICS[m]
        layered = rules_for(metric_, rules)
        for event in getattr(metric_, role):
            if not event.applies(layered):
                continue
            line = _line(found, event, role, m, window, rules, layered)
            if line is not None:
                lines.append(line)
                flags[m, role] = flags.get((m, role), False) or line.counts
    lines = sorted(lines, key=lambda line: line.at)
    assessed = flags.get(("odr", "denominator"), False)
    return Explanation(order_id, rules, window, tuple(lines), assessed,
                       assessed and flags.get(("odr", "numerator"), False))  # fmt: skip


_BAD_KEYS = {
    "bad.stars": ("bad.overall_star_max",),
    "bad.dsr": ("bad.dsr_description_max", "bad.dsr_communication_max", "bad.dsr_shipping_max"),
    "bad.ship_deadline": ("bad.not_sold",),
    "bad.seller_cancel": ("bad.not_sold",),
    "bad.arbitration": ("bad.arbitration",),
    "bad.seller_timeout": ("bad.seller_timeout", "seller_response_days"),
}


def _line(
    found: pd.DataFrame, event: Event, role: str, metric: str, window: Window, regime: Regime,
    rules: Any,
) -> Line | None:  # fmt: skip
    frame = nw.from_native(found)
    if not bool(frame.select(event.holds(rules).alias("x"))["x"][0]):
        return None
    at = found[event.moment].iloc[0]
    inside = bool(frame.select(event.inside(window, rules).alias("x"))["x"][0])
    keys = _BAD_KEYS.get(event.id, ("assessed_event_types",) if metric == "odr" else ())
    known = [regime.parameters[key] for key in keys if key in regime.parameters]
    sources = tuple(dict.fromkeys(s for parameter in known for s in parameter.sources))
    name = METRICS[metric].name
    side = (
        Phrase(f"counts in {name.en}", f"计入{name.zh}") if role == "numerator"
        else Phrase(f"makes the order one of those that {name.en} is divided by",
                    f"计入{name.zh}的分母")
    )  # fmt: skip
    limit = _limits(event, rules)
    place = (
        Phrase("inside the window", "在窗口内") if inside
        else Phrase(f"outside the window {window}, so it does not count",
                    f"在窗口 {window} 之外，不计")
    )  # fmt: skip
    cited = f" [{', '.join(sources)}]" if sources else ""
    sentence = Phrase(
        f"{at:%Y-%m-%d %H:%M} {event.meaning.en}{limit.en}: {place.en}"
        + (f"; {side.en}" if inside else "") + f".{cited}",
        f"{at:%Y-%m-%d %H:%M} {event.meaning.zh}{limit.zh}：{place.zh}"
        + (f"，{side.zh}" if inside else "") + f"。{cited}",
    )  # fmt: skip
    return Line(at, event.id, inside, sentence, sources)


def _limits(event: Event, rules: Any) -> Phrase:
    for condition, events in BAD_EXPERIENCE.items():
        if any(e.id == event.id for e in events):
            name = condition_name(condition, rules)
            return Phrase(f" ({name.en})", f"（{name.zh}）")
    return Phrase("", "")


def _last_event(table: pd.DataFrame) -> date:
    from .orders import TIMES

    return max(table[name].max() for name in TIMES if table[name].notna().any()).date()

