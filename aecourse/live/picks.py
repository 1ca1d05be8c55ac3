"""What a learner points at in a picture: a mark that stands for an order, or a place on an axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .page import script


class Picks(anywidget.AnyWidget):
    """Hears clicks on the pictures of the view around it.

    ``picked`` is ``{"id": …}`` of a mark or ``{"share": …}`` of an axis, 0 to 1 from its left end, with
    a running number ``n``.  A step of ``shown`` brings the view's last part into sight.
    """

    _esm = script(Path(__file__).parent / "picks.js")
    picked: Any = traitlets.Dict().tag(sync=True)
    shown = traitlets.Int().tag(sync=True)

    def __repr__(self) -> str:
        return "Picks()"


__all__ = ["Picks"]
