"""Still figures for reading and discussing, drawn with seaborn in the course's own look.

Every function returns the matplotlib ``Axes`` it drew on; :func:`summary` says in one line what the
figure shows, for everybody who does not see it and for the tests that do not compare pictures.
The figures of each subject are a module of their own, loaded when first asked for:
``plots.scores.taken_apart(result)``.
"""

from __future__ import annotations

import importlib
from typing import Any

from .look import FONT, style, summary
from .odr import bad_conditions, order_story, rolling_rate

_SUBJECTS = (
    "capstone",
    "disputes",
    "ladder",
    "luck",
    "market",
    "orders",
    "regimes",
    "reviews",
    "scores",
    "sources",
    "tactics",
    "year",
)

__all__ = ["FONT", "bad_conditions", "order_story", "rolling_rate", "style", "summary"]


def __getattr__(name: str) -> Any:
    if name not in _SUBJECTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_SUBJECTS})
