"""Regimes: slide a date from 2015 to today and see one store judged by the rules of that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ipywidgets as widgets

from ...base import quantities
from ...base.arguments import guarded
from ...base.errors import CourseError
from ...base.language import Phrase, spoken
from ...orders.calendar import Moment, as_date
from ...scoring.assessment import Assessment, compare_in_each_mode
from ...simulation.orders import Store
from ...simulation.stores import checked_name, orders_asked, orders_drawn, stores_with
from ..base import Art, LiveView
from ..own import is_table, own_table
from .frame import History, RegimesFrame, regimes_frame
from .picture import PANELS, WIDTH, picture, poster, x_of
from .timeline import FIRST, LAST, STEPS, next_turn, step_of
from .words import BUTTONS, WORDS, day_words, details, summary

FIRST_DAY = "2015-09-30"


class Regimes(LiveView):
    """The time line of the rules: the same store under those in force on a day.

    Args:
        store: whose orders are judged; default a middling shop, and others to choose from.
        day: where the slider starts; the end of its month is taken.  Default September 2015, of own
            orders the month of the last payment.
        orders: how many synthetic orders; default as many as the longest window can see.  Or orders
            of your own, a table or a :class:`~aecourse.orders.reading.Reading`.
        seed: of the luck, which is the same whatever the day.
        language: ``"en"`` or ``"zh"``; default the session's.
        name: of an own store.
        tour: sentences over the view that drive it.
        whole: show the whole picture at once, not one panel after the other.

    Limits that are not public are teaching defaults and shown as illustrative.

    Raises:
        CourseError: the store, the number of orders or the day is wrong.
    """

    kind = "regimes"
    art = Art(picture, poster, details, summary)
    watched = ("day", "name")
    buttons = BUTTONS
    panel_ends = PANELS
    acts = {"reset": "reset", "day": "go", "store": "_set_store"}  # noqa: RUF012
    scenario: History

    @guarded
    def __init__(
        self,
        store: Store | None = None,
        *,
        day: Moment | None = None,
        orders: Any = None,
        seed: int = 1,
        language: str | None = None,
        name: str | None = None,
        tour: str | None = None,
        whole: bool = False,
    ) -> None:
        own, many = (None, orders) if not is_table(orders) else (own_table(orders, store), None)
        if own is None:
            self._stores, last = stores_with(store, name), as_date(FIRST_DAY)
        else:
            title = str(own["store_id"].iloc[0]) if name is None else checked_name(name)
            self._stores, last = {title: (Phrase(title, title), Store())}, own["paid_at"].max().date()
            last = min(max(last, FIRST), LAST)
        start = next(iter(self._stores))
        self.history = History(
            name=start,
            title=self._stores[start][0],
            store=self._stores[start][1],
            orders=orders_asked(many),
            own=own,
            seed=quantities.whole("seed", seed),
            day=_step(last if day is None else day),
            language=spoken(language),
        )
        self._start = (start, self.history.day)
        orders_drawn(self.history.store, self.history.orders)  # says so if it is too busy
        super().__init__(self.history, tour=tour, whole=whole)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day that is looked at: the end of a month."""
        return self.history.day

    @property
    def frame(self) -> RegimesFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return regimes_frame(self.history)

    @property
    def results(self) -> Mapping[str, Assessment]:
        """The assessment under each regime in force on the day, by its id."""
        with self._one_at_a_time:
            table = self.history.seen_on(self.history.day)
            return compare_in_each_mode(table, self.history.day, illustrative=True)

    def go(self, day: Moment) -> None:
        """To the end of the month of *day*.

        Raises:
            CourseError: it is no date on the time line.
        """
        with self._one_at_a_time:
            self.history.day = _step(day)
            self._follow()

    def earlier(self) -> None:
        """To the nearest earlier step at which rules began or ended."""
        self.go(next_turn(self.history.day, -1))

    def later(self) -> None:
        """To the nearest later step at which rules began or ended."""
        self.go(next_turn(self.history.day, 1))

    def reset(self) -> None:
        """The date and the store of the beginning."""
        with self._at_once():
            self._set_store(self._start[0])
            self.history.day = self._start[1]
            self._follow()

    def __repr__(self) -> str:
        frame, zh = self.frame, self.history.language == "zh"
        count = len(frame.rows)
        words = f"{count} 项规则生效" if zh else f"{count} rule{'s' * (count != 1)} in force"
        return f"Regimes({self.history.name}, {frame.day}, {words})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        self.slider = self._date_slider()
        options = [(self._say(title), name) for name, (title, _) in self._stores.items()]
        self.choice = self._choice("store", options, self.history.name, self._set_store)
        self._earlier = self._button("earlier", self.earlier)
        self._later_button = self._button("later", self.later)
        reset = self._button("reset", self.reset)
        heading = self._heading(WORDS["name"], WORDS["question"])
        top = self._top(heading, self.choice, self._earlier, self._later_button, reset)
        line = widgets.VBox([self.slider, self._in_panels()])
        line.add_class("ae-roll")
        return [top, line]

    def _rules(self) -> str:
        return _page_rules()

    def _date_slider(self) -> widgets.SelectionSlider:
        slider = widgets.SelectionSlider(
            options=[(day_words(step, self.language), step) for step in STEPS],
            value=self.history.day,
            description=self._say(WORDS["date"]),
            continuous_update=True,
        )
        slider.add_class("ae-date")
        self._hear(slider, self._set_day)
        return slider

    def _set_day(self, day: date) -> None:
        self.history.day = day

    def _set_store(self, name: str) -> None:
        self.history.title, self.history.store = self._stores[name]
        self.history.name = name
        self._follow()

    def _follow(self) -> None:
        """Bring the controls to where the history is."""
        with self._hushed():
            self.slider.value = self.history.day
            self.choice.value = self.history.name

    def _changed(self, change: object) -> None:
        super()._changed(change)
        self._ahead(self.history.ahead())

    def _draw(self) -> None:
        super()._draw()
        self._earlier.disabled = self.history.day == STEPS[0]
        self._later_button.disabled = self.history.day == STEPS[-1]


def _step(day: Moment) -> date:
    """The step of *day*; an error outside the years of the time line."""
    wanted = as_date(day)
    if not FIRST <= wanted <= LAST:
        raise CourseError(
            f"the time line goes from {FIRST} to {LAST}; {wanted} lies outside",
            f"时间线从 {FIRST} 到 {LAST}，{wanted} 不在其中",
        )
    return step_of(wanted)


def _page_rules() -> str:
    """The rules of this view's page: the knob of the slider stands over the day in the picture."""
    left, right = x_of(STEPS[0]) / WIDTH, 1 - x_of(STEPS[-1]) / WIDTH
    own = ".aecourse-live.aecourse-regimes"
    return f"""
{own} .ae-roll {{ display: block; width: auto; overflow: auto hidden; }}
{own} .ae-panels {{ max-width: none; }}
{own} .ae-effect {{ max-width: none; min-width: 740px; overflow: visible; }}
{own} .ae-picture {{ min-width: 0; }}
{own} .ae-date.widget-slider {{ position: relative; display: block; width: 100%; height: 50px;
  min-width: 740px; }}
{own} .ae-date .widget-label {{ position: absolute; left: 0; top: 0; height: 24px;
  line-height: 24px; font-size: 12px; color: var(--ae-muted); }}
{own} .ae-date .widget-readout {{ position: absolute; left: 36px; top: 0; height: 24px;
  padding: 0; margin: 0; line-height: 24px; font-size: 15px; font-weight: 650;
  text-align: left; }}
{own} .ae-date .slider-container {{ position: absolute; top: 22px; left: {left:.4%};
  right: {right:.4%}; width: auto; }}
{own} .ae-date .slider-container .slider {{ margin: 0; }}
@container (min-width: 1040px) {{
  {own} .ae-date .widget-label {{ font-size: 15px; }}
  {own} .ae-date .widget-readout {{ left: 44px; font-size: 17px; }}
}}
@container (max-width: 800px) {{
  {own} .ae-date .widget-readout {{ font-size: 13px; }}
}}
"""


__all__ = ["Regimes"]
