"""Levers as the page shows them: a knob knows its bounds, its unit, and how a hand moves it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.language import Phrase
from ..base.quantities import Quantity
from .scales import Scale

if TYPE_CHECKING:
    import ipywidgets as widgets

_ROUND = 6  # decimals; what is finer than a millionth is the slider's arithmetic, not a value


@dataclass(frozen=True, slots=True)
class Knob:
    """One lever on the page.  Bounds, step and stops are in the lever's own unit.

    A share is shown in per cent (``percent``); ``stops`` make a slider that goes from one of these
    values to the next, for ranges too wide for even steps; a ``whole`` lever gives an ``int``.
    """

    name: str
    label: Phrase
    low: float
    high: float
    step: float = 1.0
    unit: Phrase | None = None
    tip: Phrase | None = None
    percent: bool = False
    digits: int | None = None
    whole: bool = False
    stops: tuple[float, ...] = ()

    @property
    def scale(self) -> float:
        """What a value is multiplied by to be shown."""
        return 100.0 if self.percent else 1.0

    @property
    def decimals(self) -> int:
        """How many decimals a value is shown with."""
        if self.digits is not None:
            return self.digits
        return 1 if (self.step * self.scale) % 1 else 0

    @property
    def css(self) -> str:
        """The class by which the page and its tests find the slider."""
        return f"ae-{self.name.replace('_', '-')}"

    def number(self, value: float) -> str:
        """*value* as the page writes it, without unit."""
        return f"{value * self.scale:,.{self.decimals}f}"

    def words(self, value: float) -> Phrase:
        """*value* as the page writes it, with its unit."""
        unit, shown = self.unit or Phrase("", ""), self.number(value)
        return Phrase(shown + unit.en, shown + unit.zh)

    def position(self, value: float) -> float:
        """Where *value* stands between the ends of the slider: 0 to 1."""
        if self.stops:
            return Scale(0, len(self.stops) - 1, 0, 1).at(self.stops.index(self.nearest(value)))
        return Scale(self.low, self.high, 0, 1).at(value)

    def at(self, position: float) -> float:
        """The value at *position* of the slider, 0 to 1, to a whole step of it."""
        if self.stops:
            return self.stops[round(position * (len(self.stops) - 1))]
        return round(self.low + round(position * (self.high - self.low) / self.step) * self.step, _ROUND)

    def nearest(self, value: float) -> float:
        """The stop next to *value*."""
        place = bisect_left(self.stops, value)
        return min(self.stops[max(place - 1, 0) : place + 1], key=lambda stop: abs(stop - value))

    def slider(self, value: float, language: str) -> widgets.DOMWidget:
        """A slider that stands at *value*."""
        import ipywidgets as widgets  # facts and pictures need no widgets

        words = {"description": self.label.text(language), "continuous_update": True}
        if self.tip is not None:
            words["tooltip"] = self.tip.text(language)
        slider: widgets.DOMWidget
        if self.stops:
            slider = widgets.SelectionSlider(options=self._options(value), value=value, **words)
        else:
            slider = widgets.FloatSlider(
                value=value * self.scale,
                min=self.low * self.scale,
                max=self.high * self.scale,
                step=self.step * self.scale,
                readout_format=f",.{self.decimals}f",
                **words,
            )
        slider.add_class(self.css)
        return slider

    def read(self, shown: float) -> float:
        """The lever's value where its slider shows *shown*."""
        own = shown if self.stops else round(shown / self.scale, _ROUND)
        own = min(max(own, self.low), self.high)
        return int(own) if self.whole else own

    def show(self, slider: widgets.DOMWidget, value: float) -> None:
        """Bring *slider* to *value*; where it lies between two stops, it becomes one."""
        if not self.stops:
            slider.value = value * self.scale
            return
        if value not in [stop for _, stop in slider.options]:
            slider.options = self._options(value)
        slider.value = value

    def _options(self, value: float) -> list[tuple[str, float]]:
        return [(self.number(stop), stop) for stop in sorted({*self.stops, value})]

    def unit_rule(self, own: str, language: str) -> str:
        """The CSS that writes the unit behind the slider's number, in the view that *own* selects."""
        if self.unit is None or not self.unit.text(language):
            return ""
        words = self.unit.text(language)
        return f'{own} .{self.css} .widget-readout::after{{content:"{words}"}}'

    def mark_rule(self, own: str, value: float) -> str:
        """The CSS that marks *value*, the one before, on the slider's rail."""
        return (
            f"{own} .{self.css} .noUi-target::after"
            '{content:"";position:absolute;top:5px;width:2px;height:14px;margin-left:-1px;'
            "background:var(--ae-muted);box-shadow:0 0 0 1.5px var(--ae-paper);"
            f"left:{self.position(value):.2%}}}"
        )


def knob_of(it: Quantity, unit: Phrase, *, stops: tuple[float, ...] = ()) -> Knob:
    """The knob that moves a number of a model."""
    return Knob(
        it.name,
        it.label,
        it.low,
        it.high,
        it.step,
        unit,
        it.reason,
        percent=it.unit == "share",
        whole=it.whole,
        stops=stops,
    )
