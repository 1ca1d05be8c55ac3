"""A picture that flows down a width of its own: words are wrapped, and what follows moves down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..base.language import Phrase
from .posters import Heading, page_poster
from .svg import Svg, text_width, wrap

WIDE, NARROW = 640.0, 300.0
"""The widths for which a picture is drawn: a page's and a phone's."""
Frame = TypeVar("Frame")


class Flow:
    """A column of *svg* from *left* on: ``y`` is the lower end of what is drawn so far."""

    def __init__(self, svg: Svg, width: float, left: float = 0.0, top: float = 0.0) -> None:
        self.svg, self.width, self.left, self.y = svg, width, left, top

    def gap(self, height: float) -> None:
        """Leave *height* free."""
        self.y += height

    def words(
        self,
        words: str,
        *,
        x: float = 0.0,
        room: float | None = None,
        size: float = 13.0,
        fill: str = "ink",
        weight: int = 400,
        name: str = "",
        id: str = "",
    ) -> None:
        """A paragraph from *x* on, as many lines as it needs."""
        room = (self.width - x if room is None else room) / (1.05 if weight > 500 else 1.0)
        for line in wrap(words, size, room):
            self.y += round(size * 1.42)
            self.svg.text(
                self.left + x, self.y - size * 0.3, line, size=size, fill=fill, weight=weight, name=name, id=id
            )

    def columns(self, gap: float, *draw: Callable[[Flow], None]) -> None:
        """Columns of one width beside one another; the pen moves below the longest."""
        wide = (self.width - gap * (len(draw) - 1)) / len(draw)
        ends = []
        for place, fill in enumerate(draw):
            column = Flow(self.svg, wide, self.left + place * (wide + gap), self.y)
            fill(column)
            ends.append(column.y)
        self.y = max(ends)

    def rule(self) -> None:
        """A thin line across."""
        self.svg.line(self.left, self.y + 0.5, self.left + self.width, self.y + 0.5, "line")
        self.y += 1

    def badge(self, words: str, fill: str, wash: str, *, x: float = 0.0, name: str = "") -> float:
        """A pill with words at the pen, which stays; gives the pill's right end."""
        wide = text_width(words, 13, True) + 22
        x += self.left
        self.svg.rect(x, self.y, wide, 26, wash, radius=13)
        self.svg.text(x + wide / 2, self.y + 17.5, words, size=13, weight=600, fill=fill, anchor="middle", name=name)
        return x + wide - self.left


@dataclass(frozen=True, slots=True)
class FlowPage(Generic[Frame]):
    """A frame as SVG text that flows down a page, a phone, or a still page beside what is asked.

    ``draw`` tells a frame in a language, ``asked`` the question; ``summary`` is read aloud;
    ``least`` is how high the still page is at the least; ``static`` says that nothing moves.
    """

    summary: Callable[[Frame, str], str]
    heading: Callable[[Frame, str], Heading]
    asked: Callable[[Svg, Frame, str], None]
    draw: Callable[[Flow, Frame, str], None]
    least: float
    static: Phrase

    def picture(self, frame: Frame, language: str) -> str:
        """The answer for a page."""
        return self._flowing(WIDE, "ae-picture", frame, language)

    def narrow(self, frame: Frame, language: str) -> str:
        """The answer for a phone."""
        return self._flowing(NARROW, "ae-phone", frame, language)

    def poster(self, frame: Frame, language: str) -> str:
        """Heading, question and answer in one picture, for a page that cannot run."""
        measured = Flow(Svg(WIDE, 0, "", language, ""), WIDE)
        self.draw(measured, frame, language)  # only for the height
        tall = max(_height(measured), self.least)
        return page_poster(
            Svg,
            (WIDE, tall),
            self.summary(frame, language),
            language,
            self.heading(frame, language),
            lambda svg: self.asked(svg, frame, language),
            lambda svg: self.draw(Flow(svg, WIDE), frame, language),
            self.static,
        )

    def _flowing(self, width: float, name: str, frame: Frame, language: str) -> str:
        svg = Svg(width, 0, self.summary(frame, language), language, name)
        flow = Flow(svg, width)
        self.draw(flow, frame, language)
        svg.height = _height(flow)
        return str(svg)


def _height(flow: Flow) -> float:
    """How high the picture is that *flow* has drawn."""
    return round(flow.y + 6)


__all__ = ["NARROW", "WIDE", "Flow", "FlowPage"]
