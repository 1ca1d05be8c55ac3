"""Errors that teach: what is wrong, where, and what to do, in the session's language."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from .language import A_PATH, CourseError, Phrase, brief

__all__ = ["A_PATH", "CourseError", "UnknownName", "brief", "require_known", "unknown_name"]


MOST_LISTED = 40
"""Of more names than that an error lists some: nobody looks one up among ten thousand orders."""


class UnknownName(CourseError, KeyError):
    """A sample, metric, regime, lever or exercise of that name does not exist."""


def unknown_name(kind: Phrase, name: object, known: Iterable[str]) -> UnknownName:
    """The error for a *name* that is not among the *known* ones; it names the near ones."""
    names = sorted(map(str, known))
    given = str(name)[:80] if isinstance(name, str | int | float) or name is None else brief(name)
    near = (
        difflib.get_close_matches(given, names, n=3, cutoff=0.5) or [n for n in names if given.lower() in n.lower()][:3]
    )
    hint = (
        Phrase(f"Did you mean {' or '.join(map(repr, near))}?", f"是不是想写 {' 或 '.join(map(repr, near))}？")
        if near
        else Phrase(f"There are: {', '.join(names)}.", f"可用的有：{'、'.join(names)}。")
        if len(names) <= MOST_LISTED
        else Phrase(
            f"There are {len(names):,}, such as {', '.join(names[:5])}.",
            f"可用的有 {len(names):,} 个，例如 {'、'.join(names[:5])}。",
        )
    )
    return UnknownName(
        Phrase(f"There is no {kind.en} {brief(name)}. {hint.en}", f"没有名为 {brief(name)} 的{kind.zh}。{hint.zh}")
    )


def require_known(kind: Phrase, name: Any, known: Iterable[str]) -> None:
    """Let only a *name* pass that is among the *known* ones; what is no text is none of them.

    Raises:
        UnknownName: it is not; the error names the near ones.
    """
    names = list(known)
    if not isinstance(name, str) or name not in names:
        raise unknown_name(kind, name, names)
