"""What a test reads in a picture and on a page: words, and whether two of them touch."""

from __future__ import annotations

import base64
import html
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from aecourse.live.flow import NARROW, WIDE
from aecourse.live.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str, name: str = "") -> list[str]:
    """The words of the picture, or of its texts of one class."""
    found = ET.fromstring(svg).iter(f"{SVG}text")
    return ["".join(e.itertext()) for e in found if not name or e.get("class") == name]


def cut_or_touching(svg: str, width: float, height: float) -> list[object]:
    """Words that stick out of the picture, and pairs of words that touch."""
    boxes, found = [], []
    for node, across, down in placed_nodes(ET.fromstring(svg), 0.0, 0.0):
        if node.tag != f"{SVG}text":
            continue
        words, size = "".join(node.itertext()), float(node.get("font-size", 14))
        wide = text_width(words, size, int(node.get("font-weight", 400)) > 500)
        x, y = across + float(node.get("x", 0)), down + float(node.get("y", 0))
        x -= {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        if not (x >= -1 and x + wide <= width + 1 and size <= y + 1 <= height):
            found.append(words)
        boxes.append((x, x + wide, y - size * 0.72, y + size * 0.1, words))
    for a, b in combinations(boxes, 2):
        if not (a[1] <= b[0] + 1 or b[1] <= a[0] + 1 or a[3] <= b[2] + 1 or b[3] <= a[2] + 1):
            found.append((a[4], b[4]))
    return found


def sticking_out(svg: str, most: float = 4.0) -> list[object]:
    """Shapes that stick out of the picture by more than *most*: a frame may stand around what is at its side."""
    root = ET.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found: list[object] = []
    for node, across, down in placed_nodes(root, 0.0, 0.0):
        xs, ys = reach_of(node)
        inside = -most <= min(xs) + across and max(xs) + across <= width + most
        if not (inside and -most <= min(ys) + down and max(ys) + down <= height + most):
            found.append((node.tag.removeprefix(SVG), node.get("class"), xs, ys))
    return found


def reach_of(node: ET.Element) -> tuple[Sequence[float], Sequence[float]]:
    """How far a shape goes across and down, as places; one in the corner for what is no shape."""
    tag = node.tag.removeprefix(SVG)
    number = {name: float(node.get(name, "0")) for name in _PLACES if tag in ("rect", "line", "circle")}
    if tag == "rect":
        x, y = number["x"], number["y"]
        return (x, x + number["width"]), (y, y + number["height"])
    if tag == "line":
        return (number["x1"], number["x2"]), (number["y1"], number["y2"])
    if tag == "circle":
        x, y, r = number["cx"], number["cy"], number["r"]
        return (x - r, x + r), (y - r, y + r)
    steps = (node.get("points", "") + node.get("d", "")).replace("h0", "")  # a dot goes nowhere
    places = [float(place) for place in re.findall(r"-?\d+\.?\d*", steps)]
    if places and not re.search(r"[^MLZ\d\s.,-]", steps):  # where each place is named for itself
        return places[::2], places[1::2]
    return (0.0,), (0.0,)


_PLACES = ("x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r")


def placed_nodes(node: ET.Element, across: float, down: float) -> Iterator[tuple[ET.Element, float, float]]:
    """Every node of a picture, and how far its groups shift it."""
    if moved := re.findall(r"-?\d+\.?\d*", node.get("transform", "")):
        across, down = across + float(moved[0]), down + float(moved[1])
    yield node, across, down
    for child in node:
        yield from placed_nodes(child, across, down)


def contrast(one: str, other: str) -> float:
    """How far two colours (``#rrggbb``) stand apart, 1 to 21, as WCAG 2 reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unfinished(svg: str) -> list[str]:
    """What no picture may show: a number that is none, a word left to fill in."""
    ET.fromstring(svg)
    return re.findall(r"\b(?:nan|None|inf)\b|\{", svg)


def assert_fits(view: Any) -> None:
    """What a view that is asked shows at every width is finished, and no words of it touch."""
    frame, language = view.frame, view.language
    for draw, width in ((view.art.picture, WIDE), (view.art.narrow, NARROW)):
        svg = draw(frame, language)
        assert unfinished(svg) == []
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
        assert box is not None
        assert float(box[1]) == width
        assert cut_or_touching(svg, width, float(box[2])) == []
    assert unfinished(view.art.poster(frame, language)) == []
    assert "{" not in view.art.summary(frame, language) + "".join(view.art.details(frame, language))


def ends(quantities: Mapping[str, Any], names: Iterable[str]) -> st.SearchStrategy[dict[str, float]]:
    """Some of the levers *names*, each at one end."""
    return st.fixed_dictionaries({}, optional={
        name: st.sampled_from([quantities[name].low, quantities[name].high]) for name in names
    })  # fmt: skip


def page_of(view: Any) -> str:
    """The text of *view*'s page outside its levers and picture, unescaped."""
    return unescape("".join(part.value for part in view.children if hasattr(part, "value")))


def levers_of(view: Any) -> list[tuple[str, str]]:
    """Each lever of *view* by its name and its value, as the page writes them."""
    found = []
    for name, slider in view.sliders.items():
        unit = view.knobs[name].unit.text(view.language)
        number = getattr(slider, "label", None) or format(slider.value, slider.readout_format)
        found.append((slider.description, number + unit))
    return found


def still_of(view: Any) -> tuple[str, str]:
    """What a page that cannot run shows of *view*: its picture as SVG, and the words for ears."""
    bundle = view._repr_mimebundle_()
    assert bundle["text/plain"] == repr(view)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    assert data is not None
    words = re.search(r'<img alt="([^"]+)"', bundle["text/html"])
    assert words is not None
    return base64.b64decode(data[1]).decode(), html.unescape(words[1])


def loaded_by(modules: str, *heavy: str) -> list[str]:
    """Which of the *heavy* packages a fresh Python loads with *modules*."""
    code = f"import sys, {modules}; print(*[m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.split()


# -- a picture is read back -----------------------------------------------------------------------


class Drawn:
    """A shape of a picture: its numbers are places in the whole picture, whatever group it is in."""

    def __init__(self, node: ET.Element, across: float, down: float) -> None:
        self._node, self._shift = node, {"x": across, "y": down}
        self.tag = node.tag.removeprefix(SVG)
        self.id = node.get("data-id", "")
        self.words = "".join(node.itertext())

    def __getitem__(self, name: str) -> float:
        """A coordinate (``x``, ``cy``, ``y2``) or a length (``width``, ``r``)."""
        shift = self._shift.get(name.strip("c12"), 0.0)
        return float(self._node.attrib[name]) + shift

    def attribute(self, name: str) -> str | None:
        """How it is drawn: a colour, a dash."""
        return self._node.get(name)

    @property
    def end(self) -> float:
        """The right end of a rectangle."""
        return self["x"] + self["width"]

    @property
    def middle(self) -> float:
        """The height of the middle of a rectangle, or of the numbers of a text."""
        if self.tag == "text":
            return self["y"] - float(self._node.get("font-size", 14)) / 3
        return self["y"] + self["height"] / 2

    @property
    def points(self) -> list[tuple[float, float]]:
        """The corners of a line, a shape, or a crowd of dots."""
        text = self._node.get("points") or self._node.get("d") or ""
        numbers = [float(it) for it in re.findall(r"-?\d+\.?\d*", text.replace("h0", ""))]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return [(x + self._shift["x"], y + self._shift["y"]) for x, y in pairs]

    @property
    def value(self) -> float:
        """The number that a text tells: ``3.5 %`` is 0.035."""
        found = re.search(r"[-−]?\d[\d,]*\.?\d*", self.words)
        assert found is not None, self.words
        number = float(found[0].replace(",", "").replace("−", "-"))
        return number / 100 if "%" in self.words else number


def shapes(svg: str, name: str) -> list[Drawn]:
    """The shapes of the class *name*, in their order."""
    placed = placed_nodes(ET.fromstring(svg), 0.0, 0.0)
    return [Drawn(node, across, down) for node, across, down in placed if node.get("class") == name]


def shape(svg: str, name: str, id: str = "") -> Drawn:
    """The only shape of the class *name*, or the one of them with this *id*."""
    found = [it for it in shapes(svg, name) if not id or it.id == id]
    assert len(found) == 1, (name, id, len(found))
    return found[0]


def straight(known: Iterable[tuple[float, float]], *, up: bool = False) -> Callable[[float], float]:
    """Where each value stands, by what is *known* of an axis: at least two of (value, place).

    It fails where what is known does not lie on one straight line, or where more does not stand
    further right; with *up*, higher.
    """
    pairs = sorted(known)
    (low, start), (high, end) = pairs[0], pairs[-1]
    assert high > low
    assert end < start if up else start < end, pairs

    def place(value: float) -> float:
        return start + (end - start) * (value - low) / (high - low)

    for value, at in pairs:
        assert abs(place(value) - at) < 0.3, pairs
    return place
