"""What every live view shares on the page: its style sheet, its voice, and its still picture."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape
from itertools import count
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from ..base.guidance import LOST, RUN_VIEW, run_first_band
from ..base.language import language_tag
from .svg import colour_rules

_HERE = Path(__file__).parent
_numbers = count(1)


def view_class() -> str:
    """A class that no other view in this session has, for rules of one view only."""
    return f"ae-view-{next(_numbers)}"


def _texts(*paths: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def script(*paths: Path) -> str:
    """The JavaScript module of *paths*, one after another, which may use what ``connection.js`` has."""
    return _texts(_HERE / "connection.js", *paths)


def style_sheet(path: Path) -> str:
    """The style sheet *path*, with what a lost kernel looks like."""
    return _texts(path, _HERE / "connection.css")


class Voice(anywidget.AnyWidget):
    """Names the sliders for a screen reader, says each new result once it stays, and a lost kernel.

    The page around a view is JupyterLab's, which calls itself English in every language: the view says
    its own.
    """

    _esm = script(_HERE / "voice.js")

    tongue = traitlets.Unicode().tag(sync=True)
    lost = traitlets.Unicode().tag(sync=True)

    def __init__(self, language: str) -> None:
        super().__init__(tongue=language_tag(language), lost=LOST.text(language))

    def __repr__(self) -> str:
        return "Voice()"


@lru_cache(maxsize=1)
def _look() -> str:
    return style_sheet(_HERE / "look.css") + colour_rules(".aecourse-live")


def sheet(rules: str = "") -> widgets.HTML:
    """The style sheet of the live views, as a part of a view's page."""
    part = widgets.HTML(f"<style>{_look()}{rules}</style>")
    part.add_class("ae-sheet")
    return part


def still(picture: str, words: str, language: str) -> str:
    """HTML for where nothing runs: a picture that says that it is one; *words* tell it to a reader.

    An image survives the cleaning that notebook viewers give to HTML; an inline SVG does not.  It is
    pale, and neither a hand nor a selection can take hold of it.
    """
    data = base64.b64encode(picture.encode()).decode()
    return (
        '<figure style="margin:4px 0 8px;max-width:1080px;user-select:none">'
        f"{run_first_band(RUN_VIEW, language)}"
        f'<img alt="{escape(words)}" draggable="false" style="width:100%;height:auto;opacity:.72;'
        f'filter:grayscale(1);pointer-events:none" src="data:image/svg+xml;base64,{data}"></figure>'
    )
