"""All exercises of the course by id, collected from one module a lesson."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..errors import unknown_name
from ..language import Phrase
from .model import Exercise

MODULES = (
    "start",
    "price_war",
    "life_of_an_order",
    "bad_experience",
    "reviews",
    "disputes",
    "scores",
    "tiers",
    "small_numbers",
    "improvement",
    "running_store",
    "sources",
    "diagnosing",
)


@cache
def registry() -> Mapping[str, Exercise]:
    """Every exercise of the course, in the order of the lessons."""
    found: dict[str, Exercise] = {}
    for name in MODULES:
        module = importlib.import_module(f"{__package__}.{name}")
        exercises: tuple[Exercise, ...] = module.EXERCISES
        for exercise in exercises:
            if exercise.id in found:
                raise ValueError(f"two exercises are called {exercise.id!r}")
            found[exercise.id] = exercise
    return MappingProxyType(found)


def find(name: object) -> Exercise:
    """The exercise called *name*; raises :class:`~aecourse.errors.UnknownName` with near ones."""
    known = registry()
    if not isinstance(name, str) or name not in known:
        shown = name if isinstance(name, str) else type(name).__name__
        raise unknown_name(Phrase("exercise", "练习"), shown, known)
    return known[name]
