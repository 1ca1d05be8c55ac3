"""What a notebook shows of a result or a quiz: a still page, and a live card where cards can be drawn.

A card knows what it shows.  What is shown knows of no card: the door of the room names here, once, who
draws one (:func:`drawn_by`).  So widgets are loaded only when a card is first drawn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Protocol


class Drawer(Protocol):
    """Draws live cards: :mod:`.cards`."""

    def live(self, shown: Any, **kwargs: Any) -> dict[str, Any]:
        """What a notebook needs to show the card of *shown*, beside its still text."""


_drawer: list[Callable[[], Drawer]] = []


def drawn_by(drawer: Callable[[], Drawer]) -> None:
    """From now on cards are drawn by what *drawer* gives; it is asked when a card is first shown."""
    _drawer[:] = [drawer]


class ShowsItself:
    """A thing with a still page, and with a card unless ``has_card`` is false."""

    __slots__ = ()

    @property
    def has_card(self) -> bool:
        """Does a notebook show a card with it?"""
        return True

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if self.has_card:
            with contextlib.suppress(ImportError):  # the package alone draws no live cards
                for drawer in _drawer:
                    bundle |= drawer().live(self, **kwargs)
        return bundle
