"""The interactive views: levers that a learner can feel.

Each view is one observable scenario, a pure function to facts, a pure function to SVG text, and one
update of the page.  The widgets are loaded when a view is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .capstone import Capstone
    from .order_explorer import OrderExplorer
    from .regimes import Regimes
    from .scorelab import ScoreLab
    from .small_numbers import SmallNumbers
    from .store_year import StoreYear
    from .tactics import Tactics
    from .tier_ladder import TierLadder
    from .transition import Transition

__all__ = [
    "Capstone",
    "OrderExplorer",
    "Regimes",
    "ScoreLab",
    "SmallNumbers",
    "StoreYear",
    "Tactics",
    "TierLadder",
    "Transition",
]

_HOMES = {
    "Capstone": "capstone",
    "OrderExplorer": "order_explorer",
    "Regimes": "regimes",
    "ScoreLab": "scorelab",
    "SmallNumbers": "small_numbers",
    "StoreYear": "store_year",
    "Tactics": "tactics",
    "TierLadder": "tier_ladder",
    "Transition": "transition",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
