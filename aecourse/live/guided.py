"""What guides a learner through a view: sentences that drive it, a guess, panels, marks to point at.

A part of :class:`~aecourse.live.base.LiveView`, which says how its controls look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from html import escape
from threading import RLock
from typing import Any, ClassVar

import ipywidgets as widgets

from ..base.arguments import guarded
from ..base.errors import CourseError, unknown_name
from ..base.language import Language, Phrase
from ..base.quantities import is_number
from ..base.tables import texts
from . import tours
from .guesses import Guess, guess_told
from .knobs import Knob
from .panels import Panels
from .picks import Picks

WORDS = texts(__file__)["words"]


class Guided:
    """A view's guide.  A view without a tour, panels or marks has nothing of it on its page."""

    panel_ends: ClassVar[Sequence[float]] = ()  # of a picture that is revealed one panel at a time
    pointed: ClassVar[bool] = False  # whether marks in its picture can be clicked
    acts: ClassVar[Mapping[str, str]] = {}  # what a phrase can ask for beside levers: a method by name

    # what the view itself has
    kind: ClassVar[str]
    _effect: widgets.HTML
    _one_at_a_time: RLock
    _say: Callable[[Phrase], str]
    _button: Callable[..., widgets.Button]
    _button_row: Callable[..., widgets.HBox]
    _hear: Callable[[widgets.Widget, Callable[[Any], None]], None]
    _hushed: Callable[[], AbstractContextManager[None]]
    _draw: Callable[[], None]

    @property
    def language(self) -> Language:
        """``"en"`` or ``"zh"``."""
        raise NotImplementedError

    @property
    def _own(self) -> str:
        """What selects this view alone in its style sheet."""
        raise NotImplementedError

    def _begin(self, tour: str | None, *, whole: bool) -> None:
        self.tour = None if tour is None else tours.tour_of(tour, self.kind)
        self.panels = Panels(self.panel_ends, len(self.panel_ends) if whole else 1)
        self.guess: Guess | None = None if self.tour is None or self.tour.guess is None else Guess()

    # -- what a view says of itself ---------------------------------------------------------------

    def _knob_of_guess(self) -> Knob:
        """The lever that places a guess on the view's axis, where a tour asks for one."""
        raise NotImplementedError

    def _guess_at(self, share: float) -> float:
        """The guess at *share* of the view's axis, 0 to 1 from its left end."""
        return self._guess_knob.at(share)

    def _truth(self, frame: Any) -> float | None:
        """What a guess is compared with, if there is something."""
        raise NotImplementedError

    def _pointed_at(self, id: str) -> None:
        """A mark of the picture was clicked."""

    # -- for code ---------------------------------------------------------------------------------

    def drive(self, **settings: Any) -> None:
        """Do what a phrase of a tour says: ``view.drive(stockout_rate=0.1)``, ``view.drive(reset=None)``.

        Raises:
            UnknownName: it is no lever and nothing that the view can do.
        """
        levers = {name: value for name, value in settings.items() if name not in self._acts}
        with self._one_at_a_time:
            for name, value in settings.items():
                if name not in levers:
                    act = getattr(self, self._acts[name])
                    act() if value is None else act(value)
            move: Callable[..., object] | None = getattr(self, "set", None)
            if levers:
                if move is None:
                    raise unknown_name(Phrase("lever", "参数"), next(iter(levers)), self._acts)
                move(**levers)

    @property
    def _acts(self) -> Mapping[str, str]:
        own = {"panel": "reveal", "all": "show_all"} if self.panel_ends else {}
        return {**own, **self.acts}

    @guarded
    def place_guess(self, value: float) -> None:
        """Guess, in the units of the view's axis; it stays beside what the view then shows.

        Raises:
            CourseError: no tour of this view asks for a guess.
        """
        with self._one_at_a_time:
            if self.guess is None:
                raise CourseError("This view asks for no guess.", "这个视图没有要猜的数。")
            knob = self._guess_knob
            kept = min(max(value, knob.low), knob.high)
            placed = knob.nearest(kept) if knob.stops else kept
            self.guess = Guess(placed)
            with self._hushed():
                knob.show(self._guess_slider, placed)
            self._draw()

    @guarded
    def reveal(self, panel: int) -> None:
        """Show the picture down to its panel number *panel*, counted from 1.

        Raises:
            CourseError: this view shows everything at once, or *panel* is no number of one.
        """
        if not self.panel_ends:
            raise CourseError("This view shows everything at once.", "这个视图一次显示全部内容。")
        with self._one_at_a_time:
            self.panels.shown = min(max(panel, 1), len(self.panel_ends))
            self._revealed()
            self._draw()

    def next_panel(self) -> None:
        """Reveal one panel more."""
        self.reveal(self.panels.shown + 1)

    def show_all(self) -> None:
        """Reveal all panels."""
        self.reveal(len(self.panel_ends))

    # -- on the page ------------------------------------------------------------------------------

    def _tour_above(self) -> list[widgets.Widget]:
        """The sentences over the view, if it has any."""
        return [] if self.tour is None else [self._tour_box(self.tour)]

    def _hands(self) -> list[widgets.Widget]:
        """Ears for clicks on the picture, if it has marks or an axis to point at."""
        return [self._picks()] if self.pointed or self.guess is not None else []

    def _guess_rule(self) -> str:
        return "" if self.guess is None else self._guess_knob.unit_rule(self._own, self.language)

    def _in_panels(self) -> widgets.VBox:
        """The picture with the buttons that reveal the rest of it."""
        self._to_reveal = self._button_row(self._button("next", self.next_panel), self._button("all", self.show_all))
        self._to_reveal.add_class("ae-reveal")
        side = widgets.VBox([self._effect] if self.panels.whole else [self._effect, self._to_reveal])
        side.add_class("ae-panels")
        self._revealed()
        return side

    def _revealed(self) -> None:
        """Bring the page to the panels that are shown."""
        self._to_reveal.layout.display = "none" if self.panels.whole else ""

    def _tour_box(self, tour: tours.Tour) -> widgets.VBox:
        """The sentences that drive, and where a guess is placed and kept."""
        text = tours.TourText(self._say(tour.text))
        text.observe(lambda change: self._driven(text, change["new"]), names="pressed")
        self._tour_text, self._guess_said = text, widgets.HTML()
        parts: list[widgets.Widget] = [text]
        if tour.guess is not None:
            knob = self._guess_knob = self._knob_of_guess()
            self._guess_slider = knob.slider(knob.low, self.language)
            self._hear(self._guess_slider, lambda shown: self.place_guess(knob.read(shown)))
            parts.append(widgets.HBox([self._guess_slider, self._guess_said]))
            parts[-1].add_class("ae-guess-row")
        box = widgets.VBox(parts)
        box.add_class("ae-tour")
        return box

    def _driven(self, text: tours.TourText, pressed: Mapping[str, Any]) -> None:
        place = pressed.get("place")
        if not isinstance(place, int) or not 0 <= place < len(text.told):
            return
        does = text.told[place].does
        if does is not None:
            self.drive(**does)
            text.stands = place

    def _picks(self) -> Picks:
        """Ears for clicks on the picture."""
        self._hand = Picks()
        self._hand.add_class("ae-voice")

        def picked(change: dict[str, Any]) -> None:
            what = change["new"]
            with self._one_at_a_time:
                if isinstance(what.get("id"), str):
                    self._pointed_at(what["id"])
                elif self.guess is not None and is_number(what.get("share")):
                    self.place_guess(self._guess_at(float(what["share"])))

        self._hand.observe(picked, names="picked")
        return self._hand

    # -- telling ----------------------------------------------------------------------------------

    def _forget_phrase(self) -> None:
        """The levers have moved: no phrase says where they stand."""
        if self.tour is not None:
            self._tour_text.stands = -1

    def _tell_guess(self, frame: Any) -> None:
        """The guess beside the truth, once it is placed."""
        if self.guess is None or self.guess.value is None:
            return
        told = guess_told(self._guess_knob, self.guess.value, self._truth(frame), WORDS["guessed"], WORDS["no_truth"])
        self._guess_said.value = f'<span role="status">{escape(self._say(told))}</span>'

    def _tour_told(self) -> tuple[str, str]:
        """The sentences as plain text and as HTML, for where nothing runs; empty without a tour."""
        if self.tour is None:
            return "", ""
        text = self._say(self.tour.text)
        return f"{tours.without_doing(text)}\n", tours.still_html(text)


__all__ = ["Guided"]
