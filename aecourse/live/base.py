"""What every live view is: one observable scenario, one frame of facts, one picture.

A view says what it looks at (its *scenario*), how that becomes facts (``frame``) and how facts
become a picture (:class:`Art`).  The page around it, the guard against two hands at once, the voice
and the still picture for pages where nothing runs are here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from threading import RLock
from typing import Any, ClassVar

import ipywidgets as widgets

from ..base.guidance import MARK
from ..base.language import Language, Phrase
from ..base.tables import texts
from .guided import Guided
from .knobs import Knob
from .page import Voice, sheet, still, view_class
from .scales import HeldScales
from .svg import tidy


@dataclass(frozen=True, slots=True)
class Art:
    """How a frame is told: four pure functions of ``(frame, language)``.

    ``picture`` and ``poster`` give SVG text, the live one and the one for pages where nothing runs;
    ``details`` the picture in lines of words for those who hear it, ``summary`` the same in one.
    """

    picture: Callable[[Any, str], str]
    poster: Callable[[Any, str], str]
    details: Callable[[Any, str], Iterable[str]]
    summary: Callable[[Any, str], str]


_PAUSE = 0.01  # seconds between two bites of work that is done ahead
_TEXTS = texts(__file__)
BUTTONS = _TEXTS["buttons"]


class LiveView(Guided, widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """The page of a view around its *scenario*, which has the traits ``language`` and *watched*.

    *tour* names sentences over it that drive it; *whole* shows all panels of its picture at once.
    """

    kind: ClassVar[str]  # the view's class on the page is "aecourse-" and this
    art: ClassVar[Art]
    watched: ClassVar[Sequence[str]]
    buttons: ClassVar[Mapping[str, Phrase]] = {}

    def __init__(self, scenario: Any, *, tour: str | None = None, whole: bool = False) -> None:
        self.scenario = scenario
        self._begin(tour, whole=whole)
        self._own_class = view_class()
        self._quiet = False
        self._held = False
        self._timers: dict[str, asyncio.TimerHandle] = {}
        # A kernel may hear one control in one thread and the next, or a cell, in another.
        self._one_at_a_time = RLock()
        self._effect = widgets.HTML()
        self._effect.add_class("ae-effect")
        voice = Voice(self.language)
        voice.add_class("ae-voice")
        parts = self._parts()
        super().__init__(
            [*self._tour_above(), *parts, *self._hands(), sheet(self._rules() + self._guess_rule()), voice]
        )
        for own in ("aecourse-live", f"aecourse-{self.kind}", self._own_class):
            self.add_class(own)
        scenario.observe(self._changed, names=list(self.watched))
        self._draw()

    # -- what a view says of itself ---------------------------------------------------------------

    @property
    def frame(self) -> Any:
        """Everything that the picture tells, as plain facts."""
        raise NotImplementedError

    def _parts(self) -> list[widgets.Widget]:
        """The page from its heading down."""
        raise NotImplementedError

    def _rules(self) -> str:
        """CSS of this view only; its selectors begin with ``self._own``."""
        return ""

    # -- the page ---------------------------------------------------------------------------------

    @property
    def _own(self) -> str:
        """What selects this view alone, and weighs more than the sheet of all views.

        Every view on a page brings that sheet once more: a later copy must not beat the rules of a
        view before it.
        """
        return f".aecourse-live.{self._own_class}"

    @property
    def language(self) -> Language:
        """``"en"`` or ``"zh"``: a view keeps the language that it began with."""
        language: Language = self.scenario.language
        return language

    def _say(self, phrase: Phrase) -> str:
        return tidy(phrase.text(self.language))

    def _heading(self, name: Phrase, title: Phrase, span: str = "") -> widgets.HTML:
        return widgets.HTML(self._heading_html(name, title, span))

    def _heading_html(self, name: Phrase, title: Phrase, span: str = "") -> str:
        aside = f'<span class="ae-span">{escape(span)}</span>' if span else ""
        return (
            '<div class="ae-heading"><span class="ae-name" role="heading" aria-level="3">'
            f"{escape(self._say(name))}</span>"
            f'<span class="ae-title">{escape(self._say(title))}</span>{aside}</div>'
        )

    def _switch(self, name: str, act: Callable[[bool], None]) -> widgets.ToggleButton:
        """A button that stays pressed; its words stand under *name*."""
        switch = widgets.ToggleButton()
        self._name_control(switch, name)
        switch.add_class(f"ae-{name}")
        self._hear(switch, act)
        return switch

    def _button(self, name: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button()
        self._name_control(button, name)
        button.on_click(lambda _: act())
        button.add_class(f"ae-{name}")
        return button

    def _name_control(self, control: widgets.Widget, name: str) -> None:
        """Write on *control* what stands under *name* in the view's words."""
        words = {**BUTTONS, **self.buttons}
        control.description = self._say(words[name])
        control.tooltip = self._say(words[f"{name}_tip"])

    def _top(self, heading: widgets.Widget, *controls: widgets.Widget) -> widgets.HBox:
        """Heading and choices in one row."""
        row = widgets.HBox([heading, self._button_row(*controls)])
        row.add_class("ae-top")
        return row

    def _button_row(self, *buttons: widgets.Widget) -> widgets.HBox:
        row = widgets.HBox(list(buttons))
        row.add_class("ae-buttons")
        return row

    def _choice(
        self, name: str, options: Sequence[tuple[str, Any]], value: Any, act: Callable[[Any], None]
    ) -> widgets.Dropdown:
        """A list to choose from; its words stand under *name*, its changes come to *act*."""
        choice = widgets.Dropdown(options=list(options), value=value)
        self._name_control(choice, name)
        choice.add_class("ae-choice")
        choice.add_class(f"ae-{name}")
        self._hear(choice, act)
        return choice

    def _group(self, label: Phrase, controls: Iterable[widgets.Widget]) -> widgets.VBox:
        name = escape(self._say(label))
        heading = f'<div class="ae-group" role="heading" aria-level="4">{name}</div>'
        box = widgets.VBox([widgets.HTML(heading), *controls])
        box.add_class("ae-set")
        return box

    def _column(self, *parts: widgets.Widget) -> widgets.VBox:
        """The levers' column."""
        column = widgets.VBox(list(parts))
        column.add_class("ae-levers")
        return column

    def _body(self, column: widgets.Widget) -> widgets.Box:
        """Levers on the left, their effect on the right."""
        body = widgets.Box([column, self._in_panels() if self.panel_ends else self._effect])
        body.add_class("ae-body")
        return body

    def _fold(self, title: Phrase, lines: Iterable[tuple[str, str]]) -> widgets.HTML:
        """Lines of (name, words) that open under *title*: what is assumed, and why."""
        return widgets.HTML(self._fold_html(title, lines))

    def _fold_html(self, title: Phrase, lines: Iterable[tuple[str, str]]) -> str:
        items = "".join(
            f"<li><b>{escape(name)}</b> · {escape(words)}</li>" if name else f"<li>{escape(words)}</li>"
            for name, words in lines
        )
        return f'<details class="ae-why"><summary>{escape(self._say(title))}</summary><ul>{items}</ul></details>'

    # -- hearing and drawing ----------------------------------------------------------------------

    def _hear(self, control: widgets.Widget, act: Callable[[Any], None]) -> None:
        """Call *act* with the new value when a learner moves *control*, one at a time."""

        def heard(change: dict[str, Any]) -> None:
            with self._one_at_a_time:
                if not self._quiet:
                    act(change["new"])

        control.observe(heard, names="value")

    @contextmanager
    def _hushed(self) -> Iterator[None]:
        """While the view itself moves its controls, nothing is heard."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _later(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        """Call *act* after a while, unless another comes under the same name; without a loop, now.

        For what takes more than 30 ms: the numbers answer at once and this follows.
        """
        if not self._in_a_loop():
            act()
            return
        self._forget(name)

        def due() -> None:
            self._timers.pop(name, None)
            with self._one_at_a_time:
                act()

        self._timers[name] = asyncio.get_running_loop().call_later(seconds, due)

    def _ahead(self, bites: Iterator[object], pause: float = 10 * _PAUSE) -> None:
        """Take *bites* of work one after the other, while the kernel has nothing else to do; without a loop, none.

        For what a learner may ask for next: it changes nothing on the page.  A step that comes meanwhile
        waits for one bite at most, and the next call under way takes the place of this one.
        """

        def bite() -> None:
            if next(bites, self) is not self:
                self._ahead(bites, _PAUSE)

        if self._in_a_loop():
            self._later("ahead", pause, bite)

    @staticmethod
    def _in_a_loop() -> bool:
        """Whether a kernel's loop runs here, so that something can follow later."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def _forget(self, name: str) -> None:
        """Drop what was to follow under *name*."""
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def _changed(self, _: object) -> None:
        with self._one_at_a_time:
            self._forget_phrase()
            if not self._held:
                self._draw()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Several traits of the scenario change: one picture at the end."""
        with self._one_at_a_time:
            self._held = True
            try:
                yield
            finally:
                self._held = False
            self._draw()

    def _draw(self) -> None:
        frame = self.frame
        self._show(frame, self.art.picture(frame, self.language))

    def _show(self, frame: Any, effect: str) -> None:
        """Put *effect* on the page, and the frame in words for those who hear it."""
        words = "".join(f"<p>{escape(line)}</p>" for line in self.art.details(frame, self.language))
        self._effect.value = f'{self.panels.crop(effect)}<div class="ae-unseen">{words}</div>'
        self._tell_guess(frame)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        frame, language = self.frame, self.language
        poster, summary = self.art.poster(frame, language), self.art.summary(frame, language)
        plain, page = self._tour_told()
        bundle["text/plain"] = plain + repr(self)
        bundle["text/html"] = page + still(poster, summary, language)
        bundle[MARK] = {}
        return bundle


class LeverView(LiveView):
    """A view whose scenario is moved by levers.

    The scenario's trait *present* holds where all levers stand, ``start`` what a reset returns to.
    ``scenario.move(**levers)`` moves and checks.
    """

    present: ClassVar[str] = "store"

    def __init__(self, scenario: Any, knobs: Iterable[Knob], **shown: Any) -> None:
        self.knobs: dict[str, Knob] = {knob.name: knob for knob in knobs}
        self.scales = HeldScales()
        language = scenario.language
        self.sliders: dict[str, widgets.DOMWidget] = {}
        standing = getattr(scenario, self.present)
        for name, knob in self.knobs.items():
            self.sliders[name] = knob.slider(self._value(standing, name), language)
            self._hear(self.sliders[name], partial(self._moved, name))
        super().__init__(scenario, **shown)

    def _value(self, standing: Any, name: str) -> float:
        """Where the lever *name* is in *standing*."""
        value: float = getattr(standing, name)
        return value

    # -- for code ---------------------------------------------------------------------------------

    def set(self, **levers: float) -> None:
        """Move levers by name, in their own units: ``view.set(stockout_rate=0.1)``.

        Raises:
            UnknownName: no such lever; the error names the near ones.
            CourseError: out of bounds; the error gives the bounds.
        """
        with self._one_at_a_time:
            self.scenario.move(**levers)
            self._follow()

    def reset(self) -> None:
        """All levers back to the start."""
        with self._at_once():
            self._restart()
            self._follow()

    def _restart(self) -> None:
        setattr(self.scenario, self.present, self.scenario.start)
        self.scales.clear()

    # -- the page ---------------------------------------------------------------------------------

    def _unit_rules(self) -> str:
        return "".join(k.unit_rule(self._own, self.language) for k in self.knobs.values())

    def _moved(self, name: str, shown: float) -> None:
        self.scenario.move(**{name: self.knobs[name].read(shown)})

    def _follow(self) -> None:
        """Bring the sliders to where the scenario's levers are."""
        standing = getattr(self.scenario, self.present)
        with self._hushed():
            for name, slider in self.sliders.items():
                self.knobs[name].show(slider, self._value(standing, name))


class ComparingView(LeverView):
    """A view of levers that shows what was before, too: its scenario has a trait ``before``."""

    _compare: widgets.Button

    def __init__(self, scenario: Any, knobs: Iterable[Knob], **shown: Any) -> None:
        self._marks = widgets.HTML()
        self._marks.add_class("ae-sheet")
        super().__init__(scenario, knobs, **shown)

    def compare(self) -> None:
        """Show what was before beside what is now.

        The first time, "before" is where the levers started.  Once a "before" is shown, the
        present state takes its place, and what follows is compared with that.
        """
        with self._one_at_a_time:
            it = self.scenario
            it.before = it.start if it.before is None else getattr(it, self.present)

    def _restart(self) -> None:
        super()._restart()
        self.scenario.before = None

    def _compare_button(self) -> widgets.Button:
        self._compare = self._button("compare", self.compare)
        return self._compare

    def _draw(self) -> None:
        super()._draw()
        before = self.scenario.before
        self._name_control(self._compare, "compare" if before is None else "keep")
        marks = (
            ""
            if before is None
            else "".join(knob.mark_rule(self._own, self._value(before, name)) for name, knob in self.knobs.items())
        )
        self._marks.value = f"<style>{marks}</style>" if marks else ""


__all__ = ["BUTTONS", "Art", "ComparingView", "LeverView", "LiveView"]
