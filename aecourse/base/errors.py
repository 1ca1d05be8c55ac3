"""Errors that teach: what is wrong, where, and what to do, in the session's language."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .language import Phrase


class CourseError(ValueError):
    """A mistake that the person at the keyboard can mend.

    Raised with a :class:`Phrase`, or with the two texts of one.  ``str(error)`` is one or more
    sentences in the session's language; ``error.phrase`` holds both.
    """

    def __init__(self, said: Phrase | str, zh: str | None = None) -> None:
        self.phrase = said if isinstance(said, Phrase) else Phrase(said, said if zh is None else zh)
        super().__init__(self.phrase.en)

    def __str__(self) -> str:
        return str(self.phrase)


class UnknownName(CourseError, KeyError):
    """A sample, metric, regime, lever or exercise of that name does not exist."""


def unknown_name(kind: Phrase, name: object, known: Iterable[str]) -> UnknownName:
    """The error for a *name* that is not among the *known* ones; it names the near ones."""
    names = sorted(map(str, known))
    near = (
        difflib.get_close_matches(str(name), names, n=3, cutoff=0.5)
        or [n for n in names if str(name).lower() in n.lower()][:3]
    )
    hint = (
        Phrase(f"Did you mean {' or '.join(map(repr, near))}?", f"是不是想写 {' 或 '.join(map(repr, near))}？")
        if near
        else Phrase(f"There are: {', '.join(names)}.", f"可用的有：{'、'.join(names)}。")
    )
    return UnknownName(
        Phrase(f"There is no {kind.en} {name!r}. {hint.en}", f"没有名为 {name!r} 的{kind.zh}。{hint.zh}")
    )
