"""The dated rules by which the platform judged sellers, as data with sources.

``load("grade_2015_odr")`` gives one regime, ``regimes()`` all of them, ``in_force("2022-03-01")``
those of a day, ``table("points")`` a dated table beside them, ``sources()`` the texts behind
everything.  A trainer's own regimes are added by a folder: ``load(id, folder="my-rules")``, or the
environment variable ``AECOURSE_RULES``.
"""

from __future__ import annotations

from .bands import snad_bands
from .book import in_force, load, publishers, read_until, regime_of, regimes, sources, table, tables, timeline
from .checks import next_check
from .mine import mine
from .model import Alternative, Fault, Moment, Parameter, Regime, RulebookError, Source, Table

__all__ = [
    "Alternative",
    "Fault",
    "Moment",
    "Parameter",
    "Regime",
    "RulebookError",
    "Source",
    "Table",
    "in_force",
    "load",
    "mine",
    "next_check",
    "publishers",
    "read_until",
    "regime_of",
    "regimes",
    "snad_bands",
    "sources",
    "table",
    "tables",
    "timeline",
]
