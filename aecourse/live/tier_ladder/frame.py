"""What TierLadder tells: its scenario and plain facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import traitlets

from ... import rulebook
from ...base.language import Phrase, spoken
from ...base.quantities import whole
from ...models.ladder import (
    QUANTITIES,
    Assumptions,
    LadderMonth,
    Shop,
    TierLines,
    climb,
    gini,
    lorenz,
    moved,
    pull,
    score_needed,
    tier_lines,
)
from ...rulebook.business import TierGroup, tier_groups
from ..knobs import Knob, knob_of
from .words import FINDINGS, SHOWN, UNITS, WORDS

Standing = tuple[Shop, Assumptions]

# Turnover in steps that a hand can find: fine where tiers are narrow, coarse where they are wide.
STEPS = (
    *range(0, 1000, 100),
    *range(1000, 5000, 250),
    *range(5000, 10_000, 500),
    *range(10_000, 50_000, 2_500),
    *range(50_000, 100_001, 10_000),
)


class LadderScenario(traitlets.HasTraits):
    """A store and the assumptions on the platform; views observe ``standing`` and ``before``."""

    start = traitlets.Instance(tuple)
    standing = traitlets.Instance(tuple)
    before = traitlets.Instance(tuple, allow_none=True)
    seed = traitlets.Int(1)
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(
        cls,
        shop: Shop | None = None,
        assumptions: Assumptions | None = None,
        *,
        seed: int = 1,
        language: str | None = None,
    ) -> LadderScenario:
        """A scenario that starts with *shop*; by default with a small one."""
        start = (shop or Shop(), assumptions or Assumptions())
        return cls(start=start, standing=start, seed=whole("seed", seed), language=spoken(language))

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        shop, assumed = self.standing
        self.standing = moved(shop, assumed, **levers)


@dataclass(frozen=True, slots=True)
class Climbed:
    """One setting and the way it goes."""

    shop: Shop
    assumed: Assumptions
    path: tuple[LadderMonth, ...]
    pull: float

    @property
    def last(self) -> LadderMonth:
        """The month that the answer is about."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class LadderFrame:
    """Everything that the picture tells."""

    now: Climbed
    before: Climbed | None
    groups: tuple[TierGroup, ...]
    lines: TierLines
    curve: tuple[tuple[float, float], ...]
    gini: float
    finding: tuple[Phrase, Phrase]
    levers: tuple[tuple[Phrase, Phrase], ...]
    retold: Phrase

    @property
    def tiers(self) -> range:
        """The tiers, lowest first."""
        return range(1, len(self.lines.bounds) + 2)

    @property
    def group(self) -> TierGroup:
        """The group of tiers in which the store ends."""
        return next(group for group in self.groups if self.now.last.tier in group.tiers)


def ladder_frame(scenario: LadderScenario) -> LadderFrame:
    """The facts of *scenario*."""
    groups, lines = tier_groups(), tier_lines()
    curve = lorenz([g.store_share for g in groups], [g.traffic_share for g in groups])
    now = _climbed(scenario.standing, scenario.seed)
    return LadderFrame(
        now=now,
        before=None if scenario.before is None else _climbed(scenario.before, scenario.seed),
        groups=groups,
        lines=lines,
        curve=curve,
        gini=gini(curve),
        finding=_finding(now, len(lines.bounds) + 1, scenario.seed),
        levers=tuple(
            (knob.label, knob.words(value_of(scenario.standing, knob.name))) for knob in knobs(scenario.start)
        ),
        retold=retold(),
    )


def value_of(standing: Standing, name: str) -> float:
    """The value of a lever."""
    shop, assumed = standing
    return float(getattr(assumed if QUANTITIES[name].group == "assumed" else shop, name))


def knobs(start: Standing) -> list[Knob]:
    """The levers as the page shows them; where turnover starts is one of its steps."""
    return [_knob(name, value_of(start, name)) for name in SHOWN]


def _knob(name: str, start: float) -> Knob:
    it = QUANTITIES[name]
    stops = tuple(sorted({*map(float, STEPS), start})) if name == "start_gmv" else ()
    return knob_of(it, UNITS[it.unit], stops=stops)


def _climbed(standing: Standing, seed: int) -> Climbed:
    shop, assumed = standing
    return Climbed(shop, assumed, climb(shop, assumed, seed=seed), pull(shop.score, assumed))


def _finding(now: Climbed, top: int, seed: int) -> tuple[Phrase, Phrase]:
    """What became of the store, and what the same luck would make of another score."""
    path, last = now.path, now.last
    if not last.orders:
        return FINDINGS["nothing"].format(n=last.number), FINDINGS["silent"]
    a, b = path[0].tier, last.tier
    since = next(m.number for m in path if all(n.tier == b for n in path[m.number :]))
    key = "up" if b > a else "down" if b < a else "same"
    first = FINDINGS[key].format(a=a, b=b, k=since)
    goal = b if b > a or b == top else b + 1 if b == a else a
    needed = score_needed(goal, now.shop, now.assumed, seed=seed)
    if needed is None:
        second = FINDINGS["never"]
    elif goal != b:
        second = FINDINGS["would"].format(s=needed, c=_end(now, needed, seed))
    elif needed == 0:
        second = FINDINGS["any"]
    else:
        second = FINDINGS["else"].format(s=needed, c=_end(now, needed - 1, seed))
    return first, second


def _end(now: Climbed, score: float, seed: int) -> int:
    return climb(replace(now.shop, score=score), now.assumed, seed=seed)[-1].tier


def retold() -> Phrase:
    """Who else tells the borders."""
    ids = rulebook.table("tiers").parameter("gmv_bounds").sources
    return WORDS["retold"].format(who=rulebook.publishers(id for id in ids if id != "article_b"))
