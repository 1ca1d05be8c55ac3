"""What can be clicked on the capstone's page: cells of the map and bars of the picture."""

from __future__ import annotations

from html import escape
from pathlib import Path

import anywidget
import traitlets

from ..page import script
from .frame import CapstoneFrame
from .picture import bar_boxes
from .result import HEIGHT, WIDTH
from .words import WORDS

GROUP = "group "


class Picker(anywidget.AnyWidget):
    """Hears every button with ``data-pick`` in its view; ``picked`` says what was asked for."""

    _esm = script(Path(__file__).parent / "pick.js")

    picked = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return "Picker()"


def stage(svg: str, frame: CapstoneFrame, language: str, size: tuple[float, float] = (WIDTH, HEIGHT)) -> str:
    """A picture of that *size* with a button over each bar: it chooses the group."""
    across, down = size
    buttons = "".join(
        f'<button type="button" class="ae-pick" data-pick="{GROUP}{escape(group)}" '
        f'aria-pressed="{str(group == frame.group).lower()}" '
        f'aria-label="{escape(WORDS["choose"].format(group=label).text(language))}" '
        f'style="left:{x / across:.3%};top:{y / down:.3%};width:{wide / across:.3%};height:{high / down:.3%}">'
        "</button>"
        for group, label, (x, y, wide, high) in bar_boxes(frame)
    )
    return f'<div class="ae-stage">{svg}{buttons}</div>'
