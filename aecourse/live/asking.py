"""A view that is asked by typing and choosing: fields and lists on the left, the answer on the right.

The answer is drawn for a page and, narrower, for a phone; the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, ClassVar

import ipywidgets as widgets
import traitlets

from ..base.errors import CourseError, brief, require_known
from ..base.language import Phrase, spoken
from .base import Art, LiveView


@dataclass(frozen=True, slots=True)
class WidthsArt(Art):
    """How a frame is told, with a picture for a phone, too."""

    narrow: Callable[[Any, str], str]


class Enquiry(traitlets.HasTraits):
    """What is asked now, and at the start: a frozen dataclass of texts and choices."""

    start = traitlets.Any()
    asked = traitlets.Any()
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(cls, start: Any, language: str | None = None) -> Enquiry:
        """A question that begins with *start*."""
        return cls(start=start, asked=start, language=spoken(language))

    def move(self, **given: Any) -> None:
        """Ask something else, by name.

        Raises:
            UnknownName: there is no such field.
        """
        names = [field.name for field in fields(self.asked)]
        for name in given:
            require_known(Phrase("field", "栏目"), name, names)
        self.asked = replace(self.asked, **given)


class AskingView(LiveView):
    """The page around a :class:`Enquiry`.  A typed text is read anew at each stroke."""

    watched = ("asked",)
    choices: ClassVar[Mapping[str, Sequence[str]]]
    measured: ClassVar[Sequence[str]] = ()  # the fields that a lever moves; all others are texts
    art: ClassVar[WidthsArt]
    scenario: Enquiry

    def __init__(self, scenario: Enquiry) -> None:
        self.controls: dict[str, Any] = {}
        super().__init__(scenario)

    # -- for code ---------------------------------------------------------------------------------

    def set(self, **given: Any) -> None:
        """Fill fields and choose from lists by name, as a hand would.

        Raises:
            UnknownName: no such field, or no such choice; the error names the near ones.
            CourseError: a field takes a text or a number.
        """
        for name, value in given.items():
            if name in self.choices:
                require_known(Phrase(f"choice of {name}", f"{name} 的选项"), value, self.choices[name])
            elif isinstance(value, bool) or not isinstance(value, str | int | float):
                raise CourseError(
                    f"{name} takes a text or a number, not {brief(value)}",
                    f"{name} 应为文字或数字，而不是 {brief(value)}",
                )
            elif name in self.measured and not self._within(name, value):
                raise CourseError(
                    f"{name} must lie within its lever, not be {brief(value)}",
                    f"{name} 应在滑块范围之内，不能是 {brief(value)}",
                )
        kept = {*self.choices, *self.measured}
        texts = {name: value if name in kept else str(value) for name, value in given.items()}
        with self._at_once():
            self.scenario.move(**texts)
            self._follow()

    def _within(self, name: str, value: Any) -> bool:
        """Whether the lever *name* reaches *value*."""
        slider = self.controls[name]
        return isinstance(value, int | float) and bool(slider.min <= value <= slider.max)

    def reset(self) -> None:
        """Everything back to the start."""
        with self._at_once():
            self.scenario.asked = self.scenario.start
            self._follow()

    # -- the page ---------------------------------------------------------------------------------

    def _field(self, name: str, label: Phrase, hint: str = "") -> widgets.Text:
        """A field to type into."""
        field = widgets.Text(value=getattr(self.scenario.asked, name), placeholder=hint)
        field.description = self._say(label)
        field.add_class("ae-field")
        return self._known(name, field)

    def _list(self, name: str, label: Phrase, named: Mapping[str, Phrase]) -> widgets.Dropdown:
        """A list to choose from."""
        options = [(self._say(words), key) for key, words in named.items()]
        choice = widgets.Dropdown(options=options, value=getattr(self.scenario.asked, name))
        choice.description = self._say(label)
        choice.add_class("ae-field")
        return self._known(name, choice)

    def _known(self, name: str, control: Any) -> Any:
        control.add_class(f"ae-{name.replace('_', '-')}")
        self._hear(control, partial(self._asked, name))
        self.controls[name] = control
        return control

    def _asked(self, name: str, value: Any) -> None:
        self.scenario.move(**{name: value})

    def _follow(self) -> None:
        """Bring the controls to what is asked."""
        with self._hushed():
            for name, control in self.controls.items():
                control.value = getattr(self.scenario.asked, name)

    def _draw(self) -> None:
        frame = self.frame
        self._show(frame, self.art.picture(frame, self.language) + self.art.narrow(frame, self.language))

    def _rules(self) -> str:
        own = self._own
        return f"""
{own} .ae-field {{ display: block; width: auto; height: auto; margin: 0 0 8px; overflow: visible; }}
{own} .ae-field .widget-label {{ display: block; width: auto; max-width: none; height: auto; margin: 0 0 2px;
  text-align: left; font-size: 13px; line-height: 18px; color: var(--ae-ink); white-space: normal; }}
{own} .ae-field input, {own} .ae-field select {{ box-sizing: border-box; width: 100%; height: 32px;
  padding: 0 10px; margin: 0; border: 1px solid var(--ae-muted); border-radius: 6px;
  background-color: var(--ae-paper); color: var(--ae-ink); font: inherit; font-variant-numeric: tabular-nums; }}
{own} .ae-field select {{ padding-right: 28px; }}
{own} .ae-field input::placeholder {{ color: var(--ae-muted); opacity: 1; }}
{own} .ae-field input:focus, {own} .ae-field select:focus {{ outline: 2px solid var(--ae-accent);
  outline-offset: 1px; border-color: var(--ae-accent); box-shadow: none; }}
{own} .ae-levers {{ gap: 10px; }}
{own} .ae-phone {{ display: none; min-width: 0; }}
@container (min-width: 1040px) {{
  {own} .ae-field .widget-label, {own} .ae-field input, {own} .ae-field select {{ font-size: 14px; }}
}}
@container (max-width: 560px) {{
  {own} .ae-levers {{ flex: 1 1 100%; }}
  {own} .ae-effect {{ flex: 1 1 100%; }}
  {own} .ae-picture {{ display: none; }}
  {own} .ae-phone {{ display: block; width: 100%; height: auto; }}
}}
"""


__all__ = ["AskingView", "Enquiry", "WidthsArt"]
