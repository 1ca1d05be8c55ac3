"""The still page of a view: heading over the levers at the left and their effect at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..base.language import Phrase
from .scales import Scale
from .svg import Svg, shorten, text_width

LEFT, GAP, PAD = 248.0, 40.0, 24.0
RAIL = Scale(0, 1, 8, LEFT - 8)
"""Where the knob of a drawn lever stands, from one end of its slider to the other."""
Frame = TypeVar("Frame")
Picture = TypeVar("Picture", bound=Svg)


@dataclass(frozen=True, slots=True)
class Heading:
    """Name, title, and a note, if any: at the right, or with *below* in a line of its own."""

    name: str
    title: str
    note: str = ""
    fill: str = "muted"
    below: bool = False

    @classmethod
    def of(
        cls, name: Phrase, title: Phrase, note: Phrase, language: str, *, fill: str = "muted", below: bool = False
    ) -> Heading:
        """The heading in a language."""
        return cls(name.text(language), title.text(language), note.text(language), fill, below)

    @property
    def height(self) -> float:
        """How far down the page begins."""
        return 96.0 if self.below else 76.0

    def draw(self, svg: Svg, width: float) -> None:
        """Draw the frame of the page and its heading."""
        svg.rect(0.5, 0.5, width - 1, svg.height - 1, "paper", radius=10, stroke="line")
        svg.text(PAD, 40, self.name, size=20, weight=650)
        svg.text(PAD + text_width(self.name, 20, True) + 16, 40, self.title, fill="muted")
        if self.below:
            svg.text(PAD, 62, self.note, size=12, fill=self.fill)
        elif self.note:
            svg.text(width - PAD, 40, self.note, size=13, fill=self.fill, anchor="end")
        svg.line(PAD, self.height - 19.5, width - PAD, self.height - 19.5, "line")


def page_poster(
    kind: type[Picture],
    size: tuple[float, float],
    label: str,
    language: str,
    heading: Heading,
    levers: Callable[[Picture], None],
    effect: Callable[[Picture], None],
    static: Phrase,
) -> str:
    """The whole page as SVG text; *size* is that of the effect, *label* what is read aloud."""
    wide, tall = size
    width, height = PAD + LEFT + GAP + wide + PAD, heading.height + tall + PAD
    svg = kind(width, height, label, language, "ae-poster")
    heading.draw(svg, width)
    svg.open(PAD, heading.height)
    levers(svg)
    svg.text(0, tall - 4, static.text(language), size=12, fill="muted")
    svg.close()
    svg.open(PAD + LEFT + GAP, heading.height)
    effect(svg)
    svg.close()
    return str(svg)


@dataclass(frozen=True, slots=True)
class Page(Generic[Frame, Picture]):
    """A view as SVG text: its effect alone, or the whole page for where nothing runs.

    ``size`` is that of the effect, ``summary`` what is read aloud; ``heading``, ``levers`` and
    ``draw`` (the effect) tell a frame in a language; ``static`` says that nothing moves.
    """

    size: tuple[float, float]
    summary: Callable[[Frame, str], str]
    heading: Callable[[Frame, str], Heading]
    levers: Callable[[Picture, Frame, str], None]
    draw: Callable[[Picture, Frame, str], None]
    static: Phrase
    kind: type[Picture]

    def picture(self, frame: Frame, language: str) -> str:
        """The effect side."""
        svg = self.kind(*self.size, self.summary(frame, language), language, "ae-picture")
        self.draw(svg, frame, language)
        return str(svg)

    def poster(self, frame: Frame, language: str) -> str:
        """Heading, levers and effect in one picture."""
        return page_poster(
            self.kind,
            self.size,
            self.summary(frame, language),
            language,
            self.heading(frame, language),
            lambda svg: self.levers(svg, frame, language),
            lambda svg: self.draw(svg, frame, language),
            self.static,
        )


def values(svg: Svg, rows: Iterable[tuple[Phrase, Phrase]], language: str, top: float = 20.0) -> None:
    """Levers as lines of a name and a value."""
    for place, (label, value) in enumerate(rows):
        words, y = value.text(language), top + 36 * place
        room = LEFT - text_width(words, 13, True) - 8
        svg.text(0, y, shorten(label.text(language), 13, room), size=13)
        svg.text(LEFT, y, words, size=13, weight=600, anchor="end")
        svg.line(0, y + 10.5, LEFT, y + 10.5, "line")


def draw_lever(svg: Svg, y: float, position: float, id: str, before: float | None = None) -> None:
    """The rail of a lever with its knob, and a mark where it stood before; places are 0 to 1."""
    svg.line(2, y, LEFT - 2, y, "line", width=4, round_ends=True, name="ae-rail", id=id)
    svg.line(2, y, RAIL.at(position), y, "accent", width=4, round_ends=True)
    if before is not None:
        svg.tick(RAIL.at(before), y - 7, y + 7, name="ae-lever-before", id=id)
    svg.circle(RAIL.at(position), y, 7, "paper", stroke="accent", width=2.5, dash="3 3", name="ae-lever-mark", id=id)


__all__ = ["LEFT", "PAD", "Heading", "Page", "draw_lever", "page_poster", "values"]
