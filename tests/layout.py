"""What an eye finds wrong in a picture before it reads a word: the rules that every picture keeps.

Words stand inside the picture, beside one another on one line, clear of lines and edges; what is
said in a pill stands in its middle; a mark stands on the line of the words beside it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from aecourse.base.palette import PALETTE
from aecourse.live.svg import text_width
from tests.pictures import SVG, cut_or_touching, placed_nodes, reach_of, sticking_out


@dataclass(frozen=True, slots=True)
class Box:
    """A shape or a line of words: where it reaches, in units of the whole picture."""

    tag: str
    name: str
    words: str
    left: float
    right: float
    top: float
    bottom: float
    middle: float  # of the letters, or of the shape
    base: float  # where letters stand
    size: float
    bold: bool
    rounded: float
    id: str
    attributes: dict[str, str]

    @property
    def colour(self) -> str:
        """Its filling, or of a line its stroke; words have the picture's ink unless told otherwise."""
        line = self.tag in ("line", "polyline", "path")
        return self.attributes.get("stroke" if line else "fill", PALETTE["ink"])

    @property
    def rim(self) -> str:
        return self.attributes.get("stroke", "")

    @property
    def dash(self) -> str:
        return self.attributes.get("stroke-dasharray", "")

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def __str__(self) -> str:
        return f"{self.name or self.tag} {self.words!r} ({self.left:.0f}–{self.right:.0f}, {self.top:.0f}–{self.bottom:.0f})"


def boxes(svg: str) -> list[Box]:
    """Everything that is seen in a picture, in the order of drawing."""
    return [
        _box(node, across, down) for node, across, down in placed_nodes(ET.fromstring(svg), 0.0, 0.0) if _seen(node)
    ]


def _seen(node: ET.Element) -> bool:
    return node.tag.removeprefix(SVG) in _SHAPES and node.get("pointer-events") != "all"


_SHAPES = {"rect", "line", "circle", "polygon", "polyline", "path", "text"}


def _box(node: ET.Element, across: float, down: float) -> Box:
    tag, size, bold, base = node.tag.removeprefix(SVG), 0.0, False, 0.0
    if tag == "text":
        size, bold = float(node.get("font-size", 14)), int(node.get("font-weight", 400)) > 500
        wide = text_width("".join(node.itertext()), size, bold)
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
        left, base = across + float(node.attrib["x"]) - before * wide, down + float(node.attrib["y"])
        right, top, bottom, middle = left + wide, base - 0.72 * size, base + 0.1 * size, base - 0.35 * size
    else:
        xs, ys = reach_of(node)
        left, right, top, bottom = min(xs) + across, max(xs) + across, min(ys) + down, max(ys) + down
        middle = (top + bottom) / 2
    words = "".join(node.itertext())
    name, id, rounded = node.get("class", ""), node.get("data-id", ""), float(node.get("rx", 0))
    return Box(tag, name, words, left, right, top, bottom, middle, base, size, bold, rounded, id, dict(node.attrib))


class Sheet:
    """A picture as what is seen in it."""

    def __init__(self, svg: str) -> None:
        self.all = boxes(svg)
        self.texts = [it for it in self.all if it.tag == "text"]

    def named(self, name: str, id: str = "") -> list[Box]:
        """The shapes of a class, in their order."""
        return [it for it in self.all if name in it.name.split() and (not id or it.id == id)]

    def one(self, name: str, id: str = "") -> Box:
        """The only shape of a class."""
        (it,) = self.named(name, id)
        return it

    def saying(self, words: str) -> list[Box]:
        """The texts of these very words."""
        return [it for it in self.texts if it.words == words]

    def said(self, words: str) -> Box:
        """The only text of these words."""
        found = self.saying(words)
        assert len(found) == 1, (words, len(found))
        return found[0]

    def lines(self, colour: str, dash: str | None = None) -> list[Box]:
        """The lines of a colour of the palette that have no name."""
        return [it for it in self.all if it.tag == "line" and not it.name and it.colour == PALETTE[colour]
                and (dash is None or it.dash == dash)]  # fmt: skip

    def rects(self, colour: str) -> list[Box]:
        """The rectangles of a colour of the palette."""
        return [it for it in self.all if it.tag == "rect" and it.colour == PALETTE[colour]]


def near(place: float) -> Any:
    """A place, as it is written: to a tenth."""
    return pytest.approx(place, abs=0.3)


def is_toned(it: Box, tone: str) -> bool:
    """Whether a shape has a colour of the palette."""
    return it.colour == PALETTE[tone]


def key_of(sheet: Sheet, words: str) -> Box:
    """The mark of a legend that stands before *words*: the nearest on its line."""
    it = sheet.said(words)
    before = [one for one in sheet.all if one.tag != "text" and not one.name and 2 <= it.left - one.right <= 14
              and abs(one.middle - it.middle) <= 3 and one.width < 40]  # fmt: skip
    assert before, words
    return max(before, key=lambda one: one.right)


# -- the rules ------------------------------------------------------------------------------------


NEAR = 22.0  # units between words that are read as one row


def crooked(found: Sequence[Box]) -> list[str]:
    """Words of about one size that stand beside one another, but not on one line."""
    texts = [it for it in found if it.tag == "text"]
    return [
        f"not on one line: {a} and {b}"
        for a, b in combinations(texts, 2)
        if max(a.size, b.size) <= 1.25 * min(a.size, b.size)
        and 1.3 < abs(a.base - b.base) < 0.8 * min(a.size, b.size)
        and "ae-empty" not in (a.name, b.name)  # it fills a field of its own
        and -1 < max(a.left - b.right, b.left - a.right) < NEAR
    ]


MEANT = {
    ("ae-clock", "ae-grid"), ("ae-clock", "ae-edge"), ("ae-clock", "ae-window-band"), ("ae-tick", "ae-window-band"),
}  # fmt: skip
"""A clock is told in the field of its days, and a day is named at the edge of the window."""


def struck(found: Sequence[Box]) -> list[str]:
    """Words that a line runs through, or the edge of a ground, if no other ground lies between."""
    faults = []
    for at, it in enumerate(found):
        if it.tag != "text":
            continue
        for place, other in enumerate(found):
            ground = other.tag == "rect" and other.width > 4 and other.height > 4
            line = other.tag == "line" and (other.width < 0.1 or other.height < 0.1)
            if (ground and _crosses(other, it)) or (line and _meets(other, it, 1.0)):
                between = found[place + 1 : at]
                if (it.name, other.name) not in MEANT and not any(
                    cover.tag == "rect" and _holds(cover, it) for cover in between
                ):
                    faults.append(f"struck: {it} by {other}")
    return faults


def _crosses(ground: Box, it: Box) -> bool:
    """Whether words begin on a ground and end beside it."""
    return _meets(ground, it, 1.0) and not _holds(ground, it)


def _holds(ground: Box, it: Box) -> bool:
    across = ground.left - 0.5 <= it.left and it.right <= ground.right + 0.5
    return across and ground.top - 1 <= it.top and it.bottom <= ground.bottom + 1


def _meets(one: Box, words: Box, spare: float) -> bool:
    across = (one.left < words.right - spare and words.left + spare < one.right) or (
        one.width < 0.1 and words.left + spare < one.left < words.right - spare)  # fmt: skip
    down = (one.top < words.bottom - spare and words.top + spare < one.bottom) or (
        one.height < 0.1 and words.top + spare < one.top < words.bottom - spare)  # fmt: skip
    return across and down


def off_centre(found: Sequence[Box]) -> list[str]:
    """Words in a pill that do not stand in its middle."""
    pills = [it for it in found if it.tag == "rect" and it.rounded >= it.height / 2 - 0.1 and it.height > 12]
    faults = []
    for pill in pills:
        for it in found:
            if it.tag == "text" and _meets(pill, it, 1.0):
                margin = pill.width - it.width
                if it.width > 20 and abs(margin - round(margin)) > 0.11:
                    faults.append(f"not as wide as its words and a margin: {pill} around {it}")
                if abs(it.centre - pill.centre) > 1 or abs(it.middle - pill.middle) > 1.5:
                    faults.append(f"not in the middle: {it} in {pill}")
    return faults


def beside(found: Sequence[Box]) -> list[str]:
    """Keys of a legend, and signs, that do not stand on the line of the words that they begin."""
    faults = []
    for mark in found:
        key = mark.tag in ("circle", "rect") and not mark.name and mark.height < 17 and 5 < mark.width < 17
        key = key or (mark.tag == "line" and not mark.name and mark.height < 0.1 and 12 < mark.width < 32)
        arrow = any(
            it.tag == "polygon" and (-6 < it.left - mark.right < 3 or -6 < mark.left - it.right < 3) for it in found
        )
        sign = mark.tag == "text" and mark.words in _SIGNS
        if not sign and (arrow or not key):
            continue
        near = [it for it in found
                if it.tag == "text" and it.words not in _SIGNS and it.name != "ae-alone" and -1 < it.left - mark.right < NEAR
                and it.top - 8 < mark.bottom and mark.top < it.bottom + 8]  # fmt: skip
        if near and all(abs(it.middle - mark.middle) > 3 for it in near):
            faults.append(f"not on the line: {mark} beside {near[0]}")
    return faults


_SIGNS = set("✓✕▲▽◆+−▸○⚠△")


def slanted(found: Sequence[Box]) -> list[str]:
    """Rules between rows or columns that run neither across nor down."""
    rules = [it for it in found if it.tag == "line" and it.colour == PALETTE["line"]]
    return [f"slanted: {it}" for it in rules if it.width > 0.1 and it.height > 0.1]


def faults(svg: str) -> list[str]:
    """Everything that the rules find wrong in a picture."""
    found = boxes(svg)
    return [*crooked(found), *struck(found), *off_centre(found), *beside(found), *slanted(found)]


def outside(svg: str) -> list[object]:
    """Words and shapes that leave the picture, and words that touch."""
    _, _, width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())
    return [*cut_or_touching(svg, width, height), *sticking_out(svg)]
