"""Text that drives a view: sentences over it in which some phrases move its levers.

A phrase stands as ``[out of stock to 10 %](stockout_rate=0.1)`` in its sentence: what is in round
brackets is done when the phrase is pressed.  ``name=value`` sets a lever or makes a choice (``yes`` and
``no`` turn it on and off), a word alone (``reset``) is something the view can do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..base.errors import require_known
from ..base.language import Phrase, counted
from ..base.tables import tables
from .page import script

_WORDS: Mapping[str, bool | None] = {"": None, "never": None, "yes": True, "no": False}
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Tour:
    """Sentences over a view of one *kind*; ``guess`` asks for a prediction, placed on the view's axis."""

    id: str
    kind: str
    text: Phrase
    guess: Phrase | None = None


TOURS: Mapping[str, Tour] = tables(__file__, tours=Tour)["tours"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; with ``does``, a phrase that drives."""

    words: str
    does: Mapping[str, Any] | None = None


def tour_of(name: str, kind: str) -> Tour:
    """The tour called *name* of a view.

    Raises:
        UnknownName: that view has none of this name; the error names those that it has.
    """
    known = [id for id, one in TOURS.items() if one.kind == kind]
    require_known(Phrase("tour of this view", "这个视图的引导"), name, known)
    return TOURS[name]


def pieces(text: str) -> tuple[Piece, ...]:
    """*text* as what is only read and what can be pressed, in its order."""
    found, at = [], 0
    for link in _LINK.finditer(text):
        found += [Piece(text[at : link.start()]), Piece(link[1], settings(link[2]))]
        at = link.end()
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.words)


def settings(words: str) -> dict[str, Any]:
    """``"share=0.04, orders=30"`` as names and values; a word alone has no value."""
    parts = (part.partition("=") for part in words.split(","))
    return {name.strip(): _value(value.strip()) for name, _, value in parts}


def _value(words: str) -> Any:
    if words in _WORDS:
        return _WORDS[words]
    try:
        return float(words) if "." in words else int(words)
    except ValueError:
        return words


def without_doing(text: str) -> str:
    """*text* without what its phrases do, for where nothing runs."""
    return "".join(piece.words for piece in pieces(text))


def still_html(text: str) -> str:
    """*text* as HTML for where nothing runs: what could be pressed stands out."""
    told = (escape(piece.words) if piece.does is None else f"<b>{escape(piece.words)}</b>" for piece in pieces(text))
    return f'<p style="margin:4px 0 8px">{"".join(told)}</p>'


class TourText(anywidget.AnyWidget):
    """The sentences on the page; ``pressed`` says which phrase was, ``stands`` which one holds now."""

    _esm = script(Path(__file__).parent / "tours.js")
    pieces: Any = traitlets.List().tag(sync=True)
    pressed = traitlets.Dict().tag(sync=True)
    stands = traitlets.Int(-1).tag(sync=True)

    def __init__(self, text: str) -> None:
        self.told = pieces(text)
        super().__init__(pieces=[{"words": piece.words, "acts": piece.does is not None} for piece in self.told])

    def __repr__(self) -> str:
        return f"TourText({counted(len(self.told), 'piece')})"


__all__ = ["TOURS", "Piece", "Tour", "TourText", "pieces", "settings", "still_html", "tour_of", "without_doing"]
