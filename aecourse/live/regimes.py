"""Regimes: slide a date from 2015 to 2024 and see one store judged by the rules of that day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from threading import RLock
from typing import Any

import ipywidgets as widgets

from ..assessment import Assessment, compare
from ..calendar import Moment, as_date
from ..errors import CourseError
from ..language import Phrase, checked, get_language
from ..simulation import Store
from .page import Voice, sheet, still, view_class
from .regimes_frame import (
    FIRST,
    LAST,
    STEPS,
    STORES,
    History,
    RegimesFrame,
    next_turn,
    regimes_frame,
    step_of,
)
from .regimes_picture import WIDTH, WORDS, details, full_day, picture, poster, summary, x_of

BUTTONS = {
    "earlier": Phrase("← Earlier change", "← 上一次变化"),
    "earlier_tip": Phrase("To the last month before in which rules began or ended",
                          "跳到之前最近一个有规则生效或终止的月份"),
    "later": Phrase("Later change →", "下一次变化 →"),
    "later_tip": Phrase("To the next month in which rules began or ended",
                        "跳到之后最近一个有规则生效或终止的月份"),
    "reset": Phrase("Reset", "重置"),
    "reset_tip": Phrase("The date and the store of the beginning", "回到最初的日期和店铺"),
    "store": Phrase("Store", "店铺"),
    "store_tip": Phrase("Whose orders are judged", "选择被评判的店铺"),
}  # fmt: skip
_PAUSE = 0.02  # seconds between two months that are worked out ahead


class Regimes(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """The time line of the rules: the same store under those in force on a day.

    Args:
        store: whose orders are judged; default a middling shop, and others to choose from.
        day: where the slider starts; the end of its month is taken.
        orders: how many synthetic orders; default as many as the longest window can see.
        seed: of the luck, which is the same whatever the day.
        language: ``"en"`` or ``"zh"``; default the session's.
        name: of an own store.

    Limits that are not public are teaching defaults and shown as illustrative.

    Raises:
        CourseError: the store, the number of orders or the day is wrong.
    """

    def __init__(
        self,
        store: Store | None = None,
        *,
        day: Moment = "2015-09-30",
        orders: int | None = None,
        seed: int = 1,
        language: str | None = None,
        name: str | None = None,
    ) -> None:
        self._stores = _stores(store, name)
        start = next(iter(self._stores))
        self.history = History(
            name=start,
            store=self._stores[start][1],
            orders=orders,
            seed=seed,
            day=_step(day),
            language=get_language() if language is None else checked(language),
        )
        self._start = (start, self.history.day)
        self._own_class = view_class()
        self._quiet = False
        self._ahead: asyncio.TimerHandle | None = None
        # A kernel may hear one control in one thread and the next, or a cell, in another.
        self._one_at_a_time = RLock()
        self.slider = self._date_slider()
        self.choice = self._store_choice()
        self._effect = widgets.HTML()
        self._effect.add_class("ae-effect")
        self._earlier = self._button("earlier", self.earlier)
        self._later = self._button("later", self.later)
        buttons = widgets.HBox(
            [self.choice, self._earlier, self._later, self._button("reset", self.reset)]
        )
        buttons.add_class("ae-buttons")
        top = widgets.HBox([self._heading(), buttons])
        top.add_class("ae-top")
        voice = Voice()
        voice.add_class("ae-voice")
        line = widgets.VBox([self.slider, self._effect])
        line.add_class("ae-roll")
        super().__init__([sheet(_rules()), top, line, voice])
        for own in ("aecourse-live", "aecourse-regimes", self._own_class):
            self.add_class(own)
        self.history.observe(self._draw, names=["day", "name"])
        self._draw()

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
            table = self.history.table(self.history.day)
            return compare(table, None, self.history.day, illustrative=True)

    def go(self, day: Moment) -> None:
        """To the end of the month of *day*.

        Raises:
            CourseError: it is no date of the years 2015 to 2024.
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
        with self._one_at_a_time:
            with self.history.hold_trait_notifications():
                self._set_store(self._start[0])
                self.history.day = self._start[1]
            self._follow()

    def __repr__(self) -> str:
        frame, zh = self.frame, self.history.language == "zh"
        count = len(frame.rows)
        words = f"{count} 项规则生效" if zh else f"{count} rule{'s' * (count != 1)} in force"
        return f"Regimes({self.history.name}, {frame.day}, {words})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        language, frame = self.history.language, self.frame
        bundle["text/plain"] = repr(self)
        bundle["text/html"] = still(poster(frame, language), summary(frame, language), repr(self))
        return bundle

    # -- the page ---------------------------------------------------------------------------------

    def _say(self, phrase: Phrase) -> str:
        return phrase.text(self.history.language)

    def _date_slider(self) -> widgets.SelectionSlider:
        language = self.history.language
        slider = widgets.SelectionSlider(
            options=[(full_day(step, language), step) for step in STEPS],
            value=self.history.day,
            description=self._say(WORDS["date"]),
            continuous_update=True,
        )
        slider.add_class("ae-date")
        slider.observe(self._moved, names="value")
        return slider

    def _store_choice(self) -> widgets.Dropdown:
        choice = widgets.Dropdown(
            options=[(self._say(title), name) for name, (title, _) in self._stores.items()],
            value=self.history.name,
            description=self._say(BUTTONS["store"]),
            tooltip=self._say(BUTTONS["store_tip"]),
        )
        choice.add_class("ae-store")
        choice.observe(self._chosen, names="value")
        return choice

    def _button(self, id: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(
            description=self._say(BUTTONS[id]), tooltip=self._say(BUTTONS[f"{id}_tip"])
        )
        button.on_click(lambda _: act())
        button.add_class(f"ae-{id}")
        return button

    def _heading(self) -> widgets.HTML:
        return widgets.HTML(
            '<div class="ae-heading"><span class="ae-name" role="heading" aria-level="3">'
            f"{escape(self._say(WORDS['name']))}</span>"
            f'<span class="ae-title">{escape(self._say(WORDS["question"]))}</span></div>'
        )

    def _moved(self, change: dict[str, Any]) -> None:
        with self._one_at_a_time:
            if not self._quiet:
                self.history.day = change["new"]

    def _chosen(self, change: dict[str, Any]) -> None:
        with self._one_at_a_time:
            if not self._quiet:
                self._set_store(change["new"])

    def _set_store(self, name: str) -> None:
        self.history.store = self._stores[name][1]
        self.history.name = name

    def _follow(self) -> None:
        """Bring the controls to where the history is."""
        self._quiet = True
        try:
            self.slider.value = self.history.day
            self.choice.value = self.history.name
        finally:
            self._quiet = False

    def _draw(self, change: object = None) -> None:
        language, frame = self.history.language, self.frame
        words = "".join(f"<p>{escape(line)}</p>" for line in details(frame, language))
        self._effect.value = f'{picture(frame, language)}<div class="ae-unseen">{words}</div>'
        self._earlier.disabled = frame.day == STEPS[0]
        self._later.disabled = frame.day == STEPS[-1]
        if change is not None:
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Once a learner has begun to move: work out the other months, the near ones first.

        One month at a time, while the kernel has nothing else to do; each step is then at hand.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel: a month is worked out when it is asked for
            return
        if self._ahead is not None:
            self._ahead.cancel()
        at = STEPS.index(self.history.day)
        wanted = sorted(STEPS, key=lambda step: abs(STEPS.index(step) - at))

        def one() -> None:
            with self._one_at_a_time:
                day = next((step for step in wanted if not self.history.knows(step)), None)
                if day is None:
                    self._ahead = None
                    return
                self.history.rulings(day)
            self._ahead = loop.call_later(_PAUSE, one)

        self._ahead = loop.call_later(10 * _PAUSE, one)


def _step(day: Moment) -> date:
    """The step of *day*; an error outside the years of the time line."""
    wanted = as_date(day)
    if not FIRST <= wanted <= LAST:
        raise CourseError(Phrase(
            f"the time line goes from {FIRST} to {LAST}; {wanted} lies outside",
            f"时间线从 {FIRST} 到 {LAST}，{wanted} 不在其中",
        ))  # fmt: skip
    return step_of(wanted)


def _stores(store: Store | None, name: str | None) -> dict[str, tuple[Phrase, Store]]:
    """The stores to choose from, an own one first."""
    if store is None:
        return STORES
    if not isinstance(store, Store):
        raise CourseError(Phrase(
            f"store is a Store(...), not {store!r}", f"store 应为 Store(...)，而不是 {store!r}"
        ))  # fmt: skip
    own = name or "own-store"
    title = Phrase("Own store", "自定义店铺") if name is None else Phrase(name, name)
    return {own: (title, store)} | {key: it for key, it in STORES.items() if key != own}


def _rules() -> str:
    """The rules of this view's page: the knob of the slider stands over the day in the picture."""
    left, right = x_of(STEPS[0]) / WIDTH, 1 - x_of(STEPS[-1]) / WIDTH
    own = ".aecourse-live.aecourse-regimes"
    return f"""
{own} .ae-roll {{ display: block; width: auto; overflow: auto hidden; }}
{own} .ae-effect {{ max-width: none; min-width: 740px; overflow: visible; }}
{own} .ae-picture {{ min-width: 0; }}
{own} .ae-top {{ display: flex; flex-flow: row wrap; align-items: center; gap: 8px 16px;
  width: auto; overflow: visible; padding-bottom: 12px; margin-bottom: 12px;
  border-bottom: 1px solid var(--ae-line); }}
{own} .ae-top > .widget-html {{ flex: 1 1 280px; }}
{own} .ae-heading {{ padding: 0; margin: 0; border: 0; }}
{own} .ae-buttons {{ flex: 0 1 auto; width: auto; align-items: center; }}
{own} .ae-buttons .widget-button:disabled {{ color: var(--ae-muted); cursor: default; }}
{own} .ae-store {{ width: auto; height: 32px; display: flex; align-items: center; gap: 8px;
  overflow: visible; }}
{own} .ae-store .widget-label {{ width: auto; min-width: 0; margin: 0; font-size: inherit;
  color: var(--ae-muted); }}
{own} .ae-store select {{ width: auto; height: 32px; padding: 0 28px 0 10px; margin: 0;
  border: 1px solid var(--ae-line); border-radius: 6px; background-color: var(--ae-panel);
  color: var(--ae-ink); font: inherit; }}
{own} .ae-store select:focus-visible {{ outline: 2px solid var(--ae-accent);
  outline-offset: 2px; }}
{own} .ae-date.widget-slider {{ position: relative; display: block; width: 100%; height: 40px;
  min-width: 740px; }}
{own} .ae-date .widget-label {{ position: absolute; left: 0; top: 0; height: 16px;
  line-height: 16px; font-size: 12px; color: var(--ae-muted); }}
{own} .ae-date .widget-readout {{ position: absolute; left: 0; top: 16px; height: 22px;
  padding: 0; margin: 0; line-height: 22px; font-size: 15px; font-weight: 650;
  text-align: left; }}
{own} .ae-date .slider-container {{ position: absolute; top: 12px; left: {left:.4%};
  right: {right:.4%}; width: auto; }}
{own} .ae-date .slider-container .slider {{ margin: 0; }}
@container (min-width: 1040px) {{
  {own} .ae-date .widget-readout {{ font-size: 17px; }}
  {own} .ae-store .widget-label, {own} .ae-store select {{ font-size: 15px; }}
  {own} .ae-store select {{ height: 36px; }}
}}
@container (max-width: 800px) {{
  {own} .ae-date .widget-readout {{ font-size: 13px; }}
}}
"""


__all__ = ["Regimes"]
