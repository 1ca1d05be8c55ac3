"""A table of orders, sorted by a click on a heading; a click on an order asks for its story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..base.language import counted

MOST = 200
"""So many orders are listed at most."""
_SAME = object()


class OrdersTable(anywidget.AnyWidget):
    """The table; ``rows`` are cells of ``text`` to read and ``key`` to sort by (None: unknown).

    ``chosen`` is the order whose story is asked for by a click on its name.  The columns from
    ``numbers_from`` on are numbers.
    """

    _esm = Path(__file__).parent / "orders_table.js"
    columns = traitlets.List(traitlets.Unicode()).tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    numbers_from = traitlets.Int().tag(sync=True)

    def __repr__(self) -> str:
        return f"OrdersTable({counted(len(self.rows), 'order')})"


def cell(text: str, key: Any = _SAME) -> dict[str, Any]:
    """What a cell shows, and what it is sorted by."""
    return {"text": text, "key": text if key is _SAME else key}


__all__ = ["MOST", "OrdersTable", "cell"]
