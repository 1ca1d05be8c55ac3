"""What was found under some rules, kept for other rules that would lead to the same."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any, Protocol

from ..rulebook import Table, regime_of


class Rules(Protocol):
    """What a condition may ask a regime for."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of the parameter *key*, or *default*."""
        ...


def rules_of(regime: Any) -> Rules:
    """What can be asked for parameters: *regime* itself, or the regime of that id.

    Raises:
        UnknownName, CourseError: as :func:`aecourse.rulebook.regime_of`.
    """
    return regime if isinstance(regime, Table | NotedRules) else regime_of(regime)


class NotedRules:
    """Rules that note which parameters they were asked for, and what they answered."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.answers: list[tuple[str, Any, Any]] = []

    def get(self, key: str, default: Any = None) -> Any:
        """As :meth:`Rules.get`; noted."""
        value = self.rules.get(key, default)
        self.answers.append((key, default, value))
        return value


class Memory:
    """What was found under some rules, for any other rules that give the same answers.

    Most regimes share most of their parameters.  What was worked out under one is therefore kept
    with the questions that were asked on the way: rules that answer all of them alike would lead to
    the same.  Of more than *most* keys the one asked for longest ago is forgotten.
    """

    def __init__(self, most: float = inf) -> None:
        self.most = most
        self._kept: dict[Any, list[tuple[list[tuple[str, Any, Any]], Any]]] = {}

    def once(self, key: Any, rules: Rules, find: Callable[[Rules], Any]) -> Any:
        """What *find* finds under *rules*, worked out once for each set of answers."""
        known = self._kept.pop(key, [])
        self._kept[key] = known  # the latest asked for is the last to be forgotten
        for answers, found in known:
            if all(rules.get(name, default) == value for name, default, value in answers):
                return found
        asked = NotedRules(rules)
        found = find(asked)
        known.append((asked.answers, found))
        forget(self._kept, self.most)
        return found


def forget(kept: dict[Any, Any], most: float) -> None:
    """Let the oldest go, so that no more than *most* are kept."""
    while len(kept) > most:
        del kept[next(iter(kept))]
