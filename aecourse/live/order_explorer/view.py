"""OrderExplorer: one order as a line of moments that can be dragged, and the rules that it meets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets as widgets
import traitlets

from ...base.arguments import guarded
from ...base.errors import CourseError, brief
from ...base.language import Phrase, spoken
from ...base.quantities import is_number, within
from ...base.wording import day
from ...models.order_life import lives
from ...models.order_life.life import Life, check_movable
from ...models.order_life.lives import PRESETS, life_of
from ...orders.calendar import Moment, as_date, as_time
from ...rulebook import Regime, regimes
from ..base import Art, LiveView
from ..stories import story_html
from .frame import OrderFrame, OrderScenario, last_days, order_frame, reach, regime_for
from .page import RULES, handles_of, hint_html, stage_of, told_html, verdict_html
from .picture import picture, poster
from .words import WORDS, details, event_story, in_code, summary

_HOUR = timedelta(hours=1)
MOST_DAYS = 3_650  # no clock of the platform runs nearly as long


class OrderLine(anywidget.AnyWidget):
    """The picture of the line and the handles over it; ``moved`` is what a hand asks for."""

    _esm = Path(__file__).parent / "order_line.js"
    picture = traitlets.Unicode().tag(sync=True)
    handles: Any = traitlets.List().tag(sync=True)
    stage = traitlets.Dict().tag(sync=True)
    moved = traitlets.Dict().tag(sync=True)
    stamp = traitlets.Int().tag(sync=True)  # the last of an update: now draw

    def __repr__(self) -> str:
        return "OrderLine()"


class OrderExplorer(LiveView):
    """One order as a line: drag a moment and see which rules it meets, before and now.

    Args:
        orders: an order table; without it the view begins with an illustrative order.
        order_id: an order of the table; default its first.
        preset: the illustrative order to begin with, such as ``"late"``; see ``PRESETS``.
        regime: id or Regime; default the grade of 2015, or one in force when the order was paid.
        as_of: last day of the window; default: the window begins on the day of payment.
        language: ``"en"`` or ``"zh"``; default the session's.
        tour: sentences over the view that drive it, such as ``"five-clocks"``.

    A moment that is moved to the left stops where the order would become impossible, and the view
    says in a sentence what that would have been; moved to the right it pushes along what must come
    after it.  What is pulled to *never* does not happen, and neither does what depends on it.  By
    the clocks of the rulebook a dispute that nobody answers in time ends by silence, and a review
    that comes too late does not take effect.  The verdict is the engine's own, on a table of this
    one order.

    Raises:
        UnknownName: no such order, preset or regime.
        InvalidOrders: *orders* is no order table.
        CourseError: a table without any order, or a day that is none.
    """

    kind = "orderexplorer"
    art = Art(picture, poster, details, summary)
    watched = ("life", "before", "regime", "as_of", "said", "goal", "moves")
    pointed = True
    acts: ClassVar[Mapping[str, str]] = {"reset": "reset", "compare": "compare", "order": "choose", "rules": "judge_by"}
    buttons: ClassVar[Mapping[str, Phrase]] = WORDS
    scenario: OrderScenario

    @guarded
    def __init__(
        self,
        orders: Any = None,
        order_id: str | None = None,
        *,
        preset: str = "clean",
        regime: str | Regime | None = None,
        as_of: Moment | None = None,
        language: str | None = None,
        tour: str | None = None,
    ) -> None:
        own = _own(orders, order_id)
        life = lives.preset(preset) if own is None else own
        scenario = OrderScenario(own=own, fixed=None if as_of is None else as_date(as_of), language=spoken(language))
        scenario.take(life, regime_for(life, regime))
        super().__init__(scenario, tour=tour)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def frame(self) -> OrderFrame:
        """Everything that the view tells, as plain facts."""
        with self._one_at_a_time:
            return order_frame(self.scenario)

    def set(self, **moments: float | Moment | None) -> None:
        """Move moments by name: days after the payment, a time, or None for never.

        ``view.set(shipped_at=8.5)``; what would be impossible stops as under the hand.

        Raises:
            UnknownName: the order has no such moment, or it is the payment.
            CourseError: neither a number of days nor a time.
        """
        paid = self.scenario.life.paid_at
        steps = {check_movable(self.scenario.life, name): _time(name, value, paid) for name, value in moments.items()}

        def act() -> None:
            for name, to in steps.items():
                self.scenario.move(name, to)

        self._after(act)

    def choose(self, preset: str) -> None:
        """Begin anew with an illustrative order.

        Raises:
            UnknownName: there is no such preset.
        """
        life = lives.preset(preset)
        self._after(lambda: self.scenario.take(life, self.scenario.regime))

    def judge_by(self, regime: str | Regime) -> None:
        """The same order under another regime.

        Raises:
            UnknownName: there is no such regime.
        """
        found = regime_for(self.scenario.life, regime)
        self._after(lambda: self.scenario.judge_by(found))

    def end_window(self, last: Moment) -> None:
        """Let the window end with the day *last*."""
        day = as_date(last)

        def act() -> None:
            self.scenario.as_of = day

        self._after(act)

    def reset(self) -> None:
        """The order as it began."""
        it = self.scenario

        def act() -> None:
            it.life = it.before = it.start
            it.said, it.goal = None, ""
            self._tell_flip(shown=False)

        self._after(act)

    def compare(self) -> None:
        """What is now becomes what later moves are compared with."""

        def act() -> None:
            self.scenario.before = self.scenario.life

        self._after(act)

    def challenge(self) -> None:
        """Break the order, or rescue it if it counts against the store: moves are counted from here."""
        self._after(lambda: self.scenario.aim("fine" if self.frame.now.verdict == "bad" else "bad"))

    def __repr__(self) -> str:
        frame = self.frame
        met = [f.id for f in frame.findings if f.now == "against"]
        said = in_code(frame).text(self.language)
        order = short_id(self.scenario.life.order_id)
        if self.language == "zh":
            tail = f"：{'、'.join(met)}" if met else ""
            return f"OrderExplorer({order}，{frame.regime.id}，{frame.window}：{said}{tail})"
        tail = f": {', '.join(met)}" if met else ""
        return f"OrderExplorer({order}, {frame.regime.id}, {frame.window}: {said}{tail})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        it = self.scenario
        self.line = OrderLine()
        self.line.observe(self._pulled, names="moved")
        orders = [(it.own.order_id, "own")] if it.own is not None else []
        orders += [(self._say(known.name), name) for name, known in PRESETS.items()]
        self.order = self._choice("order", orders, self._order_value(), self._ordered)
        rules = [(self._say(r.name), r.id) for r in regimes()]
        if it.regime.id not in [id for _, id in rules]:
            rules.append((self._say(it.regime.name), it.regime.id))
        self._regimes = {**{r.id: r for r in regimes()}, it.regime.id: it.regime}
        self.rules = self._choice("regime", rules, it.regime.id, self._ruled)
        self.window = widgets.SelectionSlider(
            options=self._days(), value=it.as_of, description=self._say(WORDS["window"])
        )
        self.window.add_class("ae-window")
        self._hear(self.window, self.end_window)
        self._told = widgets.HTML()
        self._told.add_class("ae-told")
        self._told.layout.display = "none"
        self.switch = self._switch("rules", self._show_rules)
        self._story = widgets.HTML()
        self._story.layout.display = "none"
        self._aim = self._button("break", self.challenge)
        buttons = [self._button("reset", self.reset), self._button("keep", self.compare), self._aim]
        controls = self._button_row(self.order, self.rules, self._button_row(*buttons, self.switch))
        hint = widgets.HTML(hint_html(self.language))
        below = widgets.HBox([self.window, hint])
        below.add_class("ae-below")
        left = widgets.VBox([self.line, below])
        left.add_class("ae-left")
        body = widgets.Box([left, self._effect])
        body.add_class("ae-body")
        return [self._heading(WORDS["name"], WORDS["title"]), controls, body, self._story, self._told]

    def _rules(self) -> str:
        return RULES.replace("§", self._own)

    def _order_value(self) -> str:
        it = self.scenario
        return "own" if it.is_own else it.start.order_id

    def _days(self) -> list[tuple[str, date]]:
        return [(self._say(day(d, year=True)), d) for d in last_days(self.scenario)]

    # -- hearing ----------------------------------------------------------------------------------

    def _after(self, act: Any, *, follow: bool = True) -> None:
        """Do *act*, then bring the controls to where the scenario is, in one picture."""
        with self._at_once():
            act()
            if follow:
                self._follow()

    def _follow(self) -> None:
        with self._hushed():
            self.order.value = self._order_value()
            self._regimes.setdefault(self.scenario.regime.id, self.scenario.regime)
            if self.scenario.regime.id in [id for _, id in self.rules.options]:
                self.rules.value = self.scenario.regime.id
            days = self._days()
            if list(self.window.options) != days:
                self.window.options = days
            self.window.value = self.scenario.as_of

    def _ordered(self, name: str) -> None:
        own = self.scenario.own
        life = own if name == "own" and own is not None else lives.preset(name)
        self._after(lambda: self.scenario.take(life, self.scenario.regime))

    def _ruled(self, id: str) -> None:
        self._after(lambda: self.scenario.judge_by(self._regimes[id]))

    def _show_rules(self, shown: bool) -> None:
        self._told.layout.display = "" if shown else "none"
        self._tell()

    def _pulled(self, change: dict[str, Any]) -> None:
        """A hand on the page moved a handle; what makes no sense changes nothing."""
        asked = change["new"]
        it = self.scenario
        name, hours = asked.get("id"), asked.get("hours")
        numeric = hours is None or is_number(hours)
        if name == "paid_at" or name not in it.life.meant or not numeric:
            return
        last = 24 * reach(it.start)
        to = None
        if hours is not None:
            if not -1e6 < hours < 1e6:
                return
            to = it.life.paid_at + min(hours, last) * _HOUR
        self._after(lambda: it.move(name, to, asked.get("grab")), follow=False)

    # -- drawing ----------------------------------------------------------------------------------

    def _draw(self) -> None:
        frame, language = self.frame, self.language
        handles, stage = handles_of(frame, language), stage_of(frame, language)
        stage["answered"] = self.line.moved.get("n", 0)
        with self.line.hold_sync():
            self.line.picture = picture(frame, language)
            self.line.handles, self.line.stage = handles, stage
            self.line.stamp += 1
        self._show(frame, verdict_html(frame, language))
        self._name_control(self._aim, "rescue" if frame.now.verdict == "bad" else "break")
        if self._story.value:
            self._tell_flip(shown=bool(frame.flips))
        self._tell(frame)

    def _pointed_at(self, id: str) -> None:
        """The story of a verdict that flipped: what the events were, and are."""
        if id in [finding.id for finding in self.frame.flips]:
            self._tell_flip(shown=True)
            self._hand.shown += 1

    def _tell_flip(self, *, shown: bool) -> None:
        self._story.layout.display = "" if shown else "none"
        self._story.value = story_html(None, event_story(self.frame), self.language) if shown else ""

    def _tell(self, frame: OrderFrame | None = None) -> None:
        if not self.switch.value:
            return
        self._told.value = told_html(self.frame if frame is None else frame, self.language)


def _own(orders: Any, order_id: str | None) -> Life | None:
    """The order of the table that was asked for; None without a table."""
    if orders is None:
        if order_id is not None:
            raise CourseError(
                f"order {order_id!r} of which table? Write OrderExplorer(orders, {order_id!r})",
                f"订单 {order_id!r} 在哪张表里？请写成 OrderExplorer(orders, {order_id!r})",
            )
        return None
    if order_id is None:
        from ...orders import ensure

        table = ensure(orders)
        if len(table) == 0:
            raise CourseError(
                "the table has no order to look at; zero orders are not assessed", "表里没有订单可看；没有订单就不考核"
            )
        order_id = str(table["order_id"].iloc[0])
    return life_of(orders, order_id)


def short_id(order_id: str) -> str:
    """An order's id as one line of code can hold it."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in order_id)
    return line if len(line) <= 40 else f"{line[:39]}…"


def _time(name: str, value: Any, paid: datetime) -> datetime | None:
    """A moment as given by code."""
    if value is None:
        return None
    if within(value, -MOST_DAYS, MOST_DAYS):
        return paid + timedelta(days=float(value))
    try:
        at = as_time(value)
    except CourseError:
        at = None
    if at is None or abs(at - paid) > timedelta(days=MOST_DAYS):
        raise CourseError(
            f"{name}={brief(value)}: give days after the payment (up to {MOST_DAYS:,}), a time such "
            "as '2015-06-08 10:00', or None for never",
            f"{name}={brief(value)}：请填付款后的天数（最多 {MOST_DAYS:,}）、'2015-06-08 10:00' 这样的"
            "时间，或用 None 表示不发生",
        )
    return at
