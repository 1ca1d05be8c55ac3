"""All exercises of the course by id.  To find one, only the file of its lesson is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..base.errors import require_known
from ..base.language import Phrase
from . import reader
from .model import Exercise


@cache
def registry() -> Mapping[str, Exercise]:
    """Every exercise of the course, in the order of the lessons."""
    lessons = (reader.lesson(number) for number in reader.index())
    return MappingProxyType({id: one for lesson in lessons for id, one in lesson.exercises.items()})


def find(name: object) -> Exercise:
    """The exercise called *name*; raises :class:`~aecourse.base.errors.UnknownName` with near ones."""
    known = {id: number for number, names in reader.index().items() for id in names.exercises}
    require_known(Phrase("exercise", "练习"), name, known)
    return reader.lesson(known[str(name)]).exercises[str(name)]
