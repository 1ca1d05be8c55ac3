"""DeadlineClock: a payment, a rule, and the second at which the order's time runs out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.errors import CourseError, require_known
from ...base.language import Phrase
from ...models.deadline import PLACES, TEXTS, ZONES, Asked, clocks
from ...orders.register import PLATFORM_CLOCK
from ...rulebook.vocabulary import MODES
from ..asking import AskingView, Enquiry, WidthsArt
from ..knobs import Knob
from ..own import own_table
from .frame import DeadlineFrame, deadline_frame
from .picture import narrow, picture, poster
from .words import BUTTONS, WORDS, answer_words, details, summary

_LISTED = 200  # own orders in the list
_LATER = Knob("later", WORDS["later"], 0, 240, 1, WORDS["hours"], whole=True)


class DeadlineClock(AskingView):
    """When an order must have its first scan: payment, rule, place and mode on the left.

    Args:
        paid: when the payment was approved, ``"2024-04-30 18:00"``.
        now: the moment from which is counted how long is left; the button *Take the present time* writes it.
        zone: the time zone in which both are written: ``"Asia/Shanghai"`` or ``"America/Los_Angeles"``.
        rule: which rule and length; ``DeadlineClock.choices["rule"]`` lists them.
        place: ``"mainland"``, ``"hong_kong"`` or ``"overseas"`` warehouse, ``"pick_up"`` or
            ``"own_delivery"``.
        mode: ``"self_operated"``, ``"semi_managed"`` or ``"fully_managed"``.
        orders: an order table or a :class:`~aecourse.orders.reading.Reading`: its payments are chosen from a list.
        order_id: the order to begin with; default the latest.
        language: ``"en"`` or ``"zh"``; default the session's.

    Which days count is the rule's; where no source says so, every day is counted and the answer is
    marked.

    Raises:
        UnknownName: no such choice; the error names the near ones.
        CourseError: a field takes a text or a number.
    """

    kind = "deadlineclock"
    art = WidthsArt(picture, poster, details, summary, narrow)
    buttons = BUTTONS
    measured = ("later",)
    choices = {  # noqa: RUF012 - the base says that it is a class variable
        "zone": ZONES,
        "rule": tuple(dict.fromkeys(clock.id for clock in clocks())),
        "place": PLACES,
        "mode": tuple(MODES),
    }

    @guarded
    def __init__(
        self,
        paid: str | None = None,
        *,
        now: str | None = None,
        zone: str | None = None,
        rule: str | None = None,
        place: str | None = None,
        mode: str | None = None,
        orders: Any = None,
        order_id: str | None = None,
        language: str | None = None,
    ) -> None:
        self._own_orders = None if orders is None else own_table(orders)
        super().__init__(Enquiry.create(Asked(), language))
        if self._own_orders is not None:
            ids = [id for _, id in self.order.options]
            self.take_order(ids[0] if order_id is None else order_id)
            self._first_order = self.order.value
        given = {"paid": paid, "now": now, "zone": zone, "rule": rule, "place": place, "mode": mode}
        self.set(**{name: value for name, value in given.items() if value is not None})
        self.scenario.start = self.scenario.asked

    @property
    def frame(self) -> DeadlineFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return deadline_frame(self.scenario)

    def __repr__(self) -> str:
        words = answer_words(self.frame).text(self.language)
        return f"DeadlineClock({self.scenario.asked.rule}, {words})"

    def take_order(self, order_id: str) -> None:
        """The payment of one of the own orders; *now* is the last payment of the table.

        Raises:
            UnknownName: there is no such order; the error names the near ones.
            CourseError: the view was given no orders.
        """
        table = self._own_orders
        if table is None:
            raise CourseError("The clock was given no orders.", "截止时钟里还没有订单。")
        ids = table["order_id"].astype(str)
        require_known(Phrase("order", "订单"), order_id, ids)
        paid, last = table.loc[ids == order_id, "paid_at"].iloc[0], table["paid_at"].max()
        self.set(paid=f"{paid:%Y-%m-%d %H:%M:%S}", now=f"{last:%Y-%m-%d %H:%M:%S}", zone=PLATFORM_CLOCK)
        with self._hushed():
            self.order.value = order_id if order_id in [id for _, id in self.order.options] else None

    def reset(self) -> None:
        """Everything back to the start, the own order, too."""
        super().reset()
        if self._own_orders is not None:
            with self._hushed():
                self.order.value = self._first_order

    def read_now(self) -> None:
        """Write the present moment into *now*, on the clock on which the payment is written."""
        at = datetime.now(UTC).astimezone(ZoneInfo(self.scenario.asked.zone))
        self.set(now=f"{at:%Y-%m-%d %H:%M:%S}")

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        rules = {clock.id: clock.name for clock in clocks()}
        slider = _LATER.slider(0, self.language)
        order = [
            *self._own_list(),
            self._field("paid", WORDS["paid"], "2024-04-30 18:00"),
            self._known("later", slider),
            self._field("now", WORDS["now"], "2024-05-02 09:00"),
            self._list("zone", WORDS["zone"], TEXTS["zones"]),
        ]
        rule = [
            self._list("rule", WORDS["rule"], rules),
            self._list("place", WORDS["place"], TEXTS["places"]),
            self._list("mode", WORDS["mode"], MODES),
        ]
        buttons = self._button_row(self._button("now", self.read_now), self._button("reset", self.reset))
        column = self._column(self._group(WORDS["moments"], order), self._group(WORDS["rules"], rule), buttons)
        return [self._heading(WORDS["name"], WORDS["title"]), self._body(column)]

    def _own_list(self) -> list[widgets.Widget]:
        """The latest of the own orders, to choose one; nothing without."""
        if self._own_orders is None:
            return []
        latest = self._own_orders.sort_values("paid_at", ascending=False).head(_LISTED)
        named = zip(latest["order_id"].astype(str), latest["paid_at"], strict=True)
        self.order = widgets.Dropdown(options=[(f"{id} · {paid:%Y-%m-%d %H:%M}", id) for id, paid in named])
        self.order.description = self._say(WORDS["own"])
        for name in ("ae-field", "ae-own-order"):
            self.order.add_class(name)
        self._hear(self.order, lambda id: None if id is None else self.take_order(id))
        return [self.order]

    def _rules(self) -> str:
        return super()._rules() + _LATER.unit_rule(self._own, self.language)


__all__ = ["DeadlineClock"]
