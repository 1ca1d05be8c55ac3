"""How AliExpress (速卖通) judges a seller: rules with dates and sources, taken apart to the orders.

The teaching vocabulary, which reads aloud::

    orders = aecourse.load_sample("growing-store")
    result = aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30")
    result.orders("odr")

Importing the package is instant: pandas and the widgets are loaded when a name first needs them.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from .base import former

if TYPE_CHECKING:
    from . import exercises, live, plots, rulebook
    from .app.certificate import certificate
    from .app.glossary import glossary
    from .base.language import get_language, set_language
    from .exercises import check, hint, progress
    from .exercises.home import home
    from .exercises.quiz import quiz
    from .models.diagnosis import capstone
    from .orders import load_sample, read_orders, samples, validate
    from .plots.showing import show
    from .scoring.assessment import assess, compare
    from .scoring.explanation import explain
    from .scoring.inverse import forecast, needed
    from .scoring.lines import frozen_lines
    from .scoring.measurement import measure
    from .simulation.orders import Store, simulate

__version__ = "0.1.0"

_HOMES = {
    "get_language": "base.language",
    "set_language": "base.language",
    "Store": "simulation",
    "simulate": "simulation",
    "load_sample": "orders",
    "read_orders": "orders",
    "samples": "orders",
    "validate": "orders",
    "measure": "scoring.measurement",
    "assess": "scoring.assessment",
    "compare": "scoring.assessment",
    "needed": "scoring.inverse",
    "forecast": "scoring.inverse",
    "explain": "scoring.explanation",
    "frozen_lines": "scoring.lines",
    "check": "exercises",
    "hint": "exercises",
    "progress": "exercises",
    "home": "exercises.home",
    "quiz": "exercises.quiz",
    "certificate": "app.certificate",
    "glossary": "app.glossary",
    "capstone": "models.diagnosis",
    "show": "plots.showing",
}
_MODULES = ("rulebook", "live", "exercises", "plots")

__all__ = [
    "Store",
    "assess",
    "capstone",
    "certificate",
    "check",
    "compare",
    "exercises",
    "explain",
    "forecast",
    "frozen_lines",
    "get_language",
    "glossary",
    "hint",
    "home",
    "live",
    "load_sample",
    "measure",
    "needed",
    "plots",
    "progress",
    "quiz",
    "read_orders",
    "rulebook",
    "samples",
    "set_language",
    "show",
    "simulate",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    elif name in _MODULES or name in former.FORMER:
        value = importlib.import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


former.find_former_names()
if "IPython" in sys.modules:  # in a notebook: a cell run too early says which cell to run first
    importlib.import_module(f"{__name__}.base.guidance").explain_name_errors()
