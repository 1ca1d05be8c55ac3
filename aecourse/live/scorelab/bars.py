"""The bar of a condition as its very orders: a dot for each, the new ones in orange and to be clicked."""

from __future__ import annotations

from collections.abc import Iterator

from ..scales import Scale
from ..svg import MARK_CLASS, Svg
from .facts import Moved

TALL = 17.0
_LEAST = 4.4  # units from dot to dot: closer ones are a band
_ROWS = (1, 2, 3, 4)


def draw_bar(svg: Svg, at: Scale, top: float, count: int, moved: Moved) -> float:
    """The bar of *count* orders, the new ones at its end, beyond it those that are gone; its right end."""
    if count:
        svg.rect(at.start, top, max(at.at(count) - at.start, 2), TALL, "band_1", radius=2, name="ae-bar")
    stayed, shown = count - len(moved.came), count + len(moved.went)
    rows = _rows(at)
    if rows is None:
        _draw_bands(svg, at, top, stayed, count)
        return at.at(count)
    size = min(TALL / rows, at.at(rows) - at.start) * 0.82
    places = _places(at, top, rows)
    svg.dots([place for place, _ in zip(places, range(stayed), strict=False)], size, "accent", name="ae-dots")
    for id, (x, y) in zip(moved.came, places, strict=False):
        svg.circle(x, y, size / 2 + 0.4, "caution", name=f"{MARK_CLASS} ae-came", id=id)
    end = at.end
    for id, (x, y) in zip(moved.went, places, strict=False):
        if x + size / 2 > end:
            break
        svg.circle(x, y, size / 2 - 0.4, "paper", stroke="muted", width=1, name=f"{MARK_CLASS} ae-went", id=id)
    return min(max(at.at(count), at.at(shown)), end)


def _rows(at: Scale) -> int | None:
    """In how many rows the orders stand so that their dots are apart; None if they cannot."""
    step = at.at(1) - at.start
    return next((rows for rows in _ROWS if rows * step >= _LEAST), None)


def _places(at: Scale, top: float, rows: int) -> Iterator[tuple[float, float]]:
    """Where one order after the other stands: column by column, from the top."""
    high, wide = TALL / rows, at.at(rows) - at.start
    column = 0
    while True:
        for row in range(rows):
            yield at.start + wide * (column + 0.5), top + high * (row + 0.5)
        column += 1


def _draw_bands(svg: Svg, at: Scale, top: float, stayed: int, count: int) -> None:
    """Too many for dots: the bar full, its new part in orange."""
    if stayed:
        svg.rect(at.start, top, max(at.at(stayed) - at.start, 2), TALL, "accent", radius=2, name="ae-stayed")
    if count > stayed:
        svg.rect(at.at(stayed), top, max(at.at(count) - at.at(stayed), 2), TALL, "caution", radius=2, name="ae-new")


__all__ = ["draw_bar"]
