"""What a test reads in a picture and on a page: words, and whether two of them touch."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from aecourse.live.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str, name: str = "") -> list[str]:
    """The words of the picture, or of its texts of one class."""
    found = ET.fromstring(svg).iter(f"{SVG}text")
    return ["".join(e.itertext()) for e in found if not name or e.get("class") == name]


def cut_or_touching(svg: str, width: float, height: float) -> list[object]:
    """Words that stick out of the picture, and pairs of words that touch; flat pictures only."""
    boxes, found = [], []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):
        words, size = "".join(node.itertext()), float(node.get("font-size", 14))
        wide = text_width(words, size, int(node.get("font-weight", 400)) > 500)
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        x -= {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        if not (x >= -1 and x + wide <= width + 1 and size <= y + 1 <= height):
            found.append(words)
        boxes.append((x, x + wide, y - size * 0.72, y + size * 0.1, words))
    for a, b in combinations(boxes, 2):
        if not (a[1] <= b[0] + 1 or b[1] <= a[0] + 1 or a[3] <= b[2] + 1 or b[3] <= a[2] + 1):
            found.append((a[4], b[4]))
    return found


def unfinished(svg: str) -> list[str]:
    """What no picture may show: a number that is none, a word left to fill in."""
    ET.fromstring(svg)
    return re.findall(r"\b(?:nan|None|inf)\b|\{", svg)


def ends(
    quantities: Mapping[str, Any], names: Iterable[str]
) -> st.SearchStrategy[dict[str, float]]:
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
    """What a page that cannot run shows of *view*: its picture as SVG, and the words beside it."""
    bundle = view._repr_mimebundle_()
    assert bundle["text/plain"] == repr(view)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    assert data is not None
    return base64.b64decode(data[1]).decode(), re.sub(r"<img.*?>", "", bundle["text/html"])


def loaded_by(modules: str, *heavy: str) -> list[str]:
    """Which of the *heavy* packages a fresh Python loads with *modules*."""
    code = f"import sys, {modules}; print(*[m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.split()
