"""The interactive views: levers that a learner can feel.

Each view is one observable scenario, a pure function to facts, a pure function to SVG text, and one
update of the page.  It stands in a folder of its name: ``SmallNumbers`` in ``small_numbers/view.py``.
The widgets are loaded when a view is first asked for.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

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
_BESIDE = ("Mapper",)  # no view of a scenario: it begins with a file


def __getattr__(name: str) -> Any:
    if name not in (*__all__, *_BESIDE):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_folder(name)}.view"), name)
    globals()[name] = value
    return value


def _folder(name: str) -> str:
    """The folder of a view; words in it may be parted by ``_``."""
    folders = (found.name for found in pkgutil.iter_modules(__path__) if found.ispkg)
    return next((folder for folder in folders if folder.replace("_", "") == name.lower()), name.lower())


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_BESIDE})
