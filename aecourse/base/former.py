"""Modules by the names they had before they stood in rooms.

A learner's own copy of a lesson is never overwritten, so what it imports must be found for good:
``from aecourse.inverse import needed`` goes on working.  New texts use the rooms, or the names of
the package itself, ``aecourse.needed``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

PACKAGE = __name__.partition(".")[0]
FORMER = {
    "assessment": "scoring.assessment",
    "breakdown": "scoring.breakdown",
    "disputes": "models.disputes",
    "errors": "base.errors",
    "explanation": "scoring.explanation",
    "fees": "rulebook.fees",
    "inverse": "scoring.inverse",
    "language": "base.language",
    "luck": "models.luck",
    "market": "models.market",
    "measurement": "scoring.measurement",
    "tactics": "simulation.tactics",
    "trials": "models.trials",
    "uncertainty": "scoring.uncertainty",
    "unravelling": "models.unravelling",
    "year": "models.year",
}


class _Former:
    """Finder and loader in one: gives the module of today, so that both names mean one object."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        parent, _dot, last = name.rpartition(".")
        if parent != PACKAGE or last not in FORMER:
            return None
        return ModuleSpec(name, self)  # type: ignore[arg-type]  # importlib.abc takes 20 ms

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(f"{PACKAGE}.{FORMER[spec.name.rpartition('.')[2]]}")
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        former = module.__spec__  # the import system has just written the former name here
        module.__spec__ = None if former is None else former.loader_state


def find_former_names() -> None:
    """Let the former names be found, after everything else has been asked."""
    if not any(isinstance(finder, _Former) for finder in sys.meta_path):
        sys.meta_path.append(_Former())
