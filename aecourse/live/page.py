"""What every live view shares on the page: its style sheet, its voice, and its still picture."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape
from itertools import count
from pathlib import Path

import anywidget
import ipywidgets as widgets

from .svg import PALETTE, colour_rules

_HERE = Path(__file__).parent
_numbers = count(1)


def view_class() -> str:
    """A class that no other view in this session has, for rules of one view only."""
    return f"ae-view-{next(_numbers)}"


class Voice(anywidget.AnyWidget):
    """Names the sliders for a screen reader and says each new result once it stays."""

    _esm = _HERE / "voice.js"

    def __repr__(self) -> str:
        return "Voice()"


@lru_cache(maxsize=1)
def _look() -> str:
    return (_HERE / "look.css").read_text(encoding="utf-8") + colour_rules(".aecourse-live")


def sheet(rules: str = "") -> widgets.HTML:
    """The style sheet of the live views, as a part of a view's page."""
    part = widgets.HTML(f"<style>{_look()}{rules}</style>")
    part.add_class("ae-sheet")
    return part


def still(picture: str, words: str, line: str) -> str:
    """HTML that shows a picture where nothing runs: an image, and the result as text.

    An image survives the cleaning that notebook viewers give to HTML; an inline SVG does not.
    """
    data = base64.b64encode(picture.encode()).decode()
    return (
        '<figure style="margin:0">'
        f'<img alt="{escape(words)}" style="width:100%;max-width:1080px;height:auto" '
        f'src="data:image/svg+xml;base64,{data}">'
        f'<figcaption style="font-size:12px;color:{PALETTE["muted"]}">{escape(line)}</figcaption></figure>'
    )
