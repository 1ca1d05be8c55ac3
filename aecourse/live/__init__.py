"""The interactive views: levers that a learner can feel.

Each view is one observable scenario, a pure function to facts, a pure function to SVG text, and one
update of the page.  The widgets are loaded when a view is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .capstone.view import Capstone
    from .deadline_clock.view import DeadlineClock
    from .my_numbers.view import MyNumbers
    from .order_explorer.view import OrderExplorer
    from .regimes.view import Regimes
    from .scorelab.view import ScoreLab
    from .small_numbers.view import SmallNumbers
    from .store_year.view import StoreYear
    from .tactics.view import Tactics
    from .tier_ladder.view import TierLadder
    from .transition.view import Transition

__all__ = [
    "Capstone",
    "DeadlineClock",
    "MyNumbers",
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
    "Capstone": "capstone.view",
    "DeadlineClock": "deadline_clock.view",
    "MyNumbers": "my_numbers.view",
    "OrderExplorer": "order_explorer.view",
    "Regimes": "regimes.view",
    "ScoreLab": "scorelab.view",
    "SmallNumbers": "small_numbers.view",
    "StoreYear": "store_year.view",
    "Tactics": "tactics.view",
    "TierLadder": "tier_ladder.view",
    "Transition": "transition.view",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
