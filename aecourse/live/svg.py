"""SVG text: a small builder, the palette, and how wide a line of words will be.

Pictures of the live views are SVG written by pure functions.  Colours are written into the picture
in their light form, so that it stands alone in a saved notebook; :func:`colour_rules` gives the CSS
that turns them dark inside a dark JupyterLab, and the same colours to the page around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from ..base import palette
from ..base.language import language_tag
from ..base.palette import DARK, PALETTE

FONT = "Inter, Segoe UI, Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"

MARK_CLASS, AXIS_CLASS = "ae-pick", "ae-pick-axis"
"""The classes of shapes that a hand can point at; a mark has a ``data-id``."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NARROW = set("iIjl.,:;'|!()[]·ft ")
_WIDE = set("mwMW%@")


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF" or character in "★☆✓✕⚠":
        return 1.0
    if character in _NARROW:
        return 0.31
    if character in _WIDE:
        return 0.86
    return 0.66 if character.isupper() else 0.56


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, bold: bool = False) -> float:
    """About how many units *words* take at *size*; rather too wide than too narrow."""
    return sum(map(_em, words)) * size * (1.05 if bold else 1.0)


def tidy(words: str) -> str:
    """*words* as a picture can hold them.

    Without the gap that a full-width bracket leaves before a dot, and without control characters,
    which XML forbids and a learner's table may hold.
    """
    return _CONTROL.sub("", words.replace("） ·", "）·"))


def shorten(words: str, size: float, room: float) -> str:
    """*words*, cut with an ellipsis so that they fit into *room*."""
    if text_width(words, size) <= room + 0.1:
        return words
    while words and text_width(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


@lru_cache(maxsize=4096)
def wrap(words: str, size: float, room: float) -> tuple[str, ...]:
    """*words* as lines that fit into *room*: broken at spaces, in Chinese after any character."""
    pieces: list[str] = []
    for character in words:
        solid = bool(pieces) and not pieces[-1].endswith(" ")
        chinese = _em(character) == 1.0 or (bool(pieces) and _em(pieces[-1][-1]) == 1.0)
        closing = character in "，。、；：？！）］”’"
        opened = bool(pieces) and pieces[-1][-1] in "（［“‘"
        if opened or (solid and (not chinese or closing)):
            pieces[-1] += character
        else:
            pieces.append(character)
    lines = [""]
    for piece in pieces:
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def spread(wanted: Iterable[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the *wanted* ones, in their order, at least *gap* apart, within [low, high]."""
    places = list(wanted)
    order = sorted(range(len(places)), key=lambda i: places[i])
    floor = low
    for i in order:
        places[i] = max(places[i], floor)
        floor = places[i] + gap
    ceiling = high
    for i in reversed(order):
        places[i] = min(places[i], ceiling)
        ceiling = places[i] - gap
    return places


def coordinate(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def value_class(name: str, id: str) -> str:
    """The class of a shape that carries a value, and which of several it is."""
    return (f' class="{name}"' if name else "") + (f' data-id="{escape(id)}"' if id else "")


class Svg:
    """A picture being written: shapes are added in drawing order, ``str()`` gives the text.

    Every word passes through an escape; a colour is a name of the :data:`PALETTE`.  A shape that
    carries a value has a *name*, its class, and where several stand an *id*: so it can be read back.
    """

    def __init__(self, width: float, height: float, label: str, language: str, name: str) -> None:
        self.width, self.height = width, height  # the height may be set once all is drawn
        self._label, self._language, self._name = label, language, name
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        radius: float = 0,
        stroke: str = "",
        name: str = "",
        id: str = "",
    ) -> None:
        """A rectangle; with *radius*, of round corners."""
        self._parts.append(
            f'<rect x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(max(width, 0))}" '
            f'height="{coordinate(height)}" fill="{PALETTE[fill]}"'
            + (f' rx="{coordinate(radius)}"' if radius else "")
            + (f' stroke="{PALETTE[stroke]}"' if stroke else "")
            + value_class(name, id)
            + "/>"
        )

    def tick(self, x: float, y1: float, y2: float, *, rim: bool = True, name: str = "", id: str = "") -> None:
        """A mark for "before": grey, with a pale rim where it stands on a bar."""
        if rim:
            self.line(x, y1 - 1, x, y2 + 1, "paper", width=5)
        self.line(x, y1, x, y2, "muted", width=2, name=name, id=id)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        *,
        width: float = 1,
        dash: str = "",
        round_ends: bool = False,
        name: str = "",
        id: str = "",
    ) -> None:
        """A straight line."""
        self._parts.append(
            f'<line x1="{coordinate(x1)}" y1="{coordinate(y1)}" x2="{coordinate(x2)}" y2="{coordinate(y2)}" '
            f'stroke="{PALETTE[stroke]}" stroke-width="{coordinate(width)}"'
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + (' stroke-linecap="round"' if round_ends else "")
            + value_class(name, id)
            + "/>"
        )

    def polyline(
        self,
        points: list[tuple[float, float]],
        stroke: str,
        *,
        width: float,
        dash: str = "",
        name: str = "",
        id: str = "",
    ) -> None:
        """A line through *points*."""
        listed = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
        self._parts.append(
            f'<polyline fill="none" stroke="{PALETTE[stroke]}" stroke-width="{coordinate(width)}" '
            f'stroke-linejoin="round" stroke-linecap="round" points="{listed}"'
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + value_class(name, id)
            + "/>"
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        *,
        stroke: str = "",
        width: float = 2,
        dash: str = "",
        name: str = "",
        id: str = "",
    ) -> None:
        """A filled circle, with a rim if *stroke* is named."""
        self._parts.append(
            f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(radius)}" '
            f'fill="{PALETTE[fill]}"'
            + (f' stroke="{PALETTE[stroke]}" stroke-width="{coordinate(width)}"' if stroke else "")
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + value_class(name, id)
            + "/>"
        )

    def polygon(
        self,
        points: list[tuple[float, float]],
        fill: str,
        *,
        stroke: str = "",
        width: float = 1.5,
        name: str = "",
        id: str = "",
    ) -> None:
        """A filled shape with corners at *points*."""
        listed = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
        self._parts.append(
            f'<polygon points="{listed}" fill="{PALETTE[fill]}"'
            + (f' stroke="{PALETTE[stroke]}" stroke-width="{coordinate(width)}"' if stroke else "")
            + value_class(name, id)
            + "/>"
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 14,
        fill: str = "ink",
        weight: int = 400,
        anchor: str = "start",
        name: str = "",
        id: str = "",
    ) -> None:
        """One line of words; *anchor* says which end of it stands at *x*."""
        self._parts.append(
            f'<text x="{coordinate(x)}" y="{coordinate(y)}"'
            + (f' font-size="{coordinate(size)}"' if size != 14 else "")
            + (f' fill="{PALETTE[fill]}"' if fill != "ink" else "")
            + (f' font-weight="{weight}"' if weight != 400 else "")
            + (f' text-anchor="{anchor}"' if anchor != "start" else "")
            + value_class(name, id)
            + f">{escape(tidy(words))}</text>"
        )

    def dots(
        self, points: Iterable[tuple[float, float]], size: float, fill: str, *, name: str = "", id: str = ""
    ) -> None:
        """Many round dots as one shape: short text for a fast page."""
        path = "".join(f"M{coordinate(x)} {coordinate(y)}h0" for x, y in points)
        if path:
            self._parts.append(
                f'<path d="{path}" fill="none" stroke="{PALETTE[fill]}" stroke-width="{coordinate(size)}" '
                f'stroke-linecap="round"{value_class(name, id)}/>'
            )

    def field(self, x: float, y: float, width: float, height: float, name: str, id: str = "") -> None:
        """A rectangle that is not seen, for a hand to point at."""
        self._parts.append(
            f'<rect x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(width)}" height="{coordinate(height)}" '
            f'fill="none" pointer-events="all"{value_class(name, id)}/>'
        )

    def open(self, x: float, y: float) -> None:
        """Shift everything until :meth:`close` by (x, y)."""
        self._parts.append(f'<g transform="translate({coordinate(x)} {coordinate(y)})">')

    def close(self) -> None:
        """End what :meth:`open` began."""
        self._parts.append("</g>")

    def __str__(self) -> str:
        width, height = coordinate(self.width), coordinate(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self._name}" role="img" lang="{language_tag(self._language)}" '
            f'aria-label="{escape(tidy(self._label))}" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" font-family="{FONT}" '
            f'font-size="14" fill="{PALETTE["ink"]}" style="font-variant-numeric:tabular-nums">'
        )
        return "".join((head, *self._parts, "</svg>"))


def colour_rules(scope: str) -> str:
    """CSS that gives *scope* its colours, ``--ae-ink`` and so on, and follows a dark JupyterLab."""
    dark = palette.in_the_dark(scope)
    rules = [*palette.rules(scope), f"{dark} svg{{fill:{DARK['ink']}}}"]
    rules += [
        f'{dark} svg [{attribute}="{light}"]{{{attribute}:{DARK[key]}}}'
        for key, light in PALETTE.items()
        for attribute in ("fill", "stroke")
    ]
    return "\n".join(rules)
