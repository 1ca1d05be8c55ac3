"""Improvement tactics: what each does, which levers it moves and how far, and what it costs.

That a tactic is advised, and where, has a source.  Every strength and every cost is illustrative:
the course's own assumption, never a figure of the platform.

The rule of combination: a lever has one *target*, and a tactic at full effort closes its *share* of
the way to it.  Several tactics on one lever each close their share of what the others left, so the
order of picking does not matter, nothing overshoots, and a lever that is already better than its
target stays where it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..base.arguments import guarded
from ..base.errors import CourseError, require_known
from ..base.language import Phrase
from ..base.quantities import within
from .levers import LEVERS, Store

FILE = Path(__file__).parent / "tactics.toml"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a tactic takes each month: money in US dollars, and hours of work.  Illustrative."""

    usd: float = 0.0
    hours: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.usd + other.usd, self.hours + other.hours)

    def times(self, strength: float) -> Cost:
        """The cost at a part of the full effort."""
        return Cost(self.usd * strength, self.hours * strength)

    def within(self, budget: Cost) -> bool:
        """Whether neither money nor hours exceed *budget*; the last cent does not decide."""
        return self.usd <= budget.usd + 0.005 and self.hours <= budget.hours + 0.005


@dataclass(frozen=True, slots=True)
class Pull:
    """How far one tactic moves one lever at full effort: *share* of the way to *target*."""

    lever: str
    share: float
    target: float

    def moved(self, value: float, strength: float) -> float:
        """*value* after the pull; one that is at the target or better stays."""
        worse = LEVERS[self.lever].worse
        if (value - self.target) * worse <= 0:
            return value
        return value + strength * self.share * (self.target - value)


@dataclass(frozen=True, slots=True)
class Tactic:
    """One tactic.

    ``aims`` are the metrics that it is for: it never worsens these.  ``harmful`` is the reason why
    it is never recommended; None for an honest one.
    """

    id: str
    name: Phrase
    does: Phrase
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    aims: tuple[str, ...]
    pulls: tuple[Pull, ...]
    cost: Cost
    caveat: Phrase
    harmful: Phrase | None


@lru_cache(maxsize=1)
def _raw() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def tactics() -> Mapping[str, Tactic]:
    """Every tactic by its id, the harmful one last."""
    found = (_tactic(entry, targets()) for entry in _raw()["tactic"])
    return MappingProxyType({one.id: one for one in found})


def _tactic(entry: Mapping[str, Any], targets: Mapping[str, float]) -> Tactic:
    def words(key: str) -> Phrase:
        return Phrase(entry[key]["en"], entry[key]["zh"])

    return Tactic(
        id=entry["id"],
        name=words("name"),
        does=words("does"),
        claims=tuple(entry["claims"]),
        sources=tuple(entry["sources"]),
        aims=tuple(entry["aims"]),
        pulls=tuple(Pull(lever, float(share), float(targets[lever])) for lever, share in entry["pulls"].items()),
        cost=Cost(float(entry["cost_usd"]), float(entry["hours"])),
        caveat=words("caveat"),
        harmful=words("harmful") if "harmful" in entry else None,
    )


@lru_cache(maxsize=1)
def targets() -> Mapping[str, float]:
    """Lever -> the best that practice may reach; illustrative."""
    return MappingProxyType({lever: float(value) for lever, value in _raw()["targets"].items()})


def tactic(id: str) -> Tactic:
    """The tactic of that id.

    Raises:
        UnknownName: with the ids that are near.
    """
    known = tactics()
    require_known(Phrase("tactic", "措施"), id, known)
    return known[id]


def honest() -> tuple[Tactic, ...]:
    """The tactics that may be recommended."""
    return tuple(one for one in tactics().values() if one.harmful is None)


def chosen(picked: Iterable[str | Tactic] | str | Tactic) -> tuple[Tactic, ...]:
    """The tactics that are picked, each once, in the order of the catalogue.

    Raises:
        UnknownName: no tactic of that id.
    """
    several = (picked,) if isinstance(picked, str | Tactic) or not isinstance(picked, Iterable) else tuple(picked)
    ids = {tactic(one.id if isinstance(one, Tactic) else one).id for one in several}
    return tuple(one for id, one in tactics().items() if id in ids)


def effort(strength: float) -> float:
    """*strength* as a number from 0 (nothing done) to 1 (in full).

    Raises:
        CourseError: it is something else.
    """
    if not within(strength, 0, 1):
        meant = within(strength, 1, 100)
        hint = f"; did you mean {strength / 100:g}?" if meant else "."
        hint_zh = f"，是不是想写 {strength / 100:g}？" if meant else "。"
        raise CourseError(
            f"strength must be a share of the full effort, 0 to 1, not {strength!r}{hint}",
            f"strength（力度）应在 0 到 1 之间，不能是 {strength!r}{hint_zh}",
        )
    return float(strength)


@guarded
def apply(store: Store, picked: Iterable[str | Tactic] | str | Tactic, strength: float = 1.0) -> Store:
    """*store* with the picked tactics in force, at a part of the full effort.

    The harmful tactic moves no lever: it changes what is counted, not what the shop does; see
    :mod:`aecourse.models.trials`.

    Raises:
        UnknownName: no tactic of that id.
        CourseError: *strength* is not 0 to 1.
    """
    part = effort(strength)
    values: dict[str, float] = {}
    for one in chosen(picked):
        for pull in one.pulls:
            before = values.get(pull.lever, getattr(store, pull.lever))
            values[pull.lever] = pull.moved(before, part)
    return replace(store, **values)


@guarded
def cost(picked: Iterable[str | Tactic] | str | Tactic, strength: float = 1.0) -> Cost:
    """What the picked tactics take together each month: the sum of their costs.  Illustrative.

    Raises:
        UnknownName: no tactic of that id.
        CourseError: *strength* is not 0 to 1.
    """
    part = effort(strength)
    return sum((one.cost for one in chosen(picked)), Cost()).times(part)
