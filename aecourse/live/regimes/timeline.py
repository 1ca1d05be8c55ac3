"""The rules from 2015 to today on a line: when each held, and what changed from month to month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ... import rulebook
from ...base.language import Phrase
from ...orders.calendar import month_ends
from ...rulebook import Regime
from ...scoring.outcomes import GROUPS, kind_of

FIRST, LAST = date(2015, 1, 1), rulebook.read_until()
STEPS = tuple(month_ends(FIRST, LAST))
"""The days on which the slider can stand: every end of a month."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A regime on the time line; where no end is known ``last`` is None, and ``seen`` its last trace."""

    id: str
    name: Phrase
    first: date
    last: date | None
    lane: int
    seen: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the regime is in force on *day*."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which something in the rules changed; ``kind`` is begins, ends or date."""

    day: date
    kind: str
    what: Phrase


def timeline_bars() -> tuple[tuple[tuple[Phrase, int], ...], tuple[Bar, ...]]:
    """The groups with their number of lanes, and every regime's bar in a lane of its group."""
    return _bars(rulebook.regimes())


@lru_cache(maxsize=4)
def _bars(regimes: tuple[Regime, ...]) -> tuple[tuple[tuple[Phrase, int], ...], tuple[Bar, ...]]:
    groups: dict[Phrase, list[Regime]] = {name: [] for name in GROUPS}
    for rules in regimes:
        groups.setdefault(kind_of(rules).group, []).append(rules)
    heads, bars, top = [], [], 0
    for name, members in groups.items():
        ends: list[date] = []  # the last taken day of each lane of this group
        for rules in members:
            lane = next((i for i, end in enumerate(ends) if end < rules.effective_from), len(ends))
            ends[lane : lane + 1] = [rules.last_day or date.max]
            bars.append(Bar(rules.id, rules.short, rules.effective_from, rules.last_day, top + lane, rules.last_seen))
        if ends:
            heads.append((name, len(ends)))
        top += len(ends)
    return tuple(heads), tuple(bars)


def turns() -> tuple[date, ...]:
    """The steps at which other regimes are in force than a step before."""
    return _turns(timeline_bars()[1])


@lru_cache(maxsize=4)
def _turns(bars: tuple[Bar, ...]) -> tuple[date, ...]:
    ids = {day: [bar.id for bar in bars if bar.holds(day)] for day in STEPS}
    return tuple(b for a, b in pairwise(STEPS) if ids[a] != ids[b])


def next_turn(day: date, way: int) -> date:
    """The nearest step, before (-1) or after (1) *day*, at which the rules in force changed."""
    later = [turn for turn in turns() if turn > day]
    earlier = [turn for turn in turns() if turn < day]
    if way > 0:
        return later[0] if later else STEPS[-1]
    return earlier[-1] if earlier else STEPS[0]


def changes(before: date, day: date) -> tuple[Change, ...]:
    """What the rulebook's time line has between two days: new rules, ended ones, other dates."""
    found = []
    moments = rulebook.timeline()
    begun = {(m.date, m.regime) for m in moments if m.what == "begins"}
    for moment in moments:
        if not before <= moment.date <= day:
            continue
        rules = rulebook.load(moment.regime)
        if moment.what == "ends":
            if moment.date < day:
                found.append(Change(moment.date, "ends", rules.name))
        elif before < moment.date:
            if moment.what == "begins":
                found.append(Change(moment.date, "begins", rules.name))
            elif (moment.date, moment.regime) not in begun:
                found.append(Change(moment.date, "date", _dated(rules, moment.what)))
    order = {"begins": 0, "ends": 1, "date": 2}
    return tuple(sorted(found, key=lambda change: (order[change.kind], change.day)))


def ahead(day: date) -> tuple[Change, ...]:
    """The rules that begin or end at the next step at which any do, in the order of their days."""
    later = next((turn for turn in turns() if turn > day), None)
    if later is None:
        return ()
    found = changes(STEPS[STEPS.index(later) - 1], later)
    kept = (change for change in found if change.kind != "date")
    return tuple(sorted(kept, key=lambda change: change.day))


def step_of(day: date) -> date:
    """The step that *day* belongs to: the end of its month, within the time line."""
    inside = min(max(day, FIRST), LAST)
    return next(step for step in STEPS if step >= inside)


def _dated(rules: Regime, key: str) -> Phrase:
    meaning, name = rules.parameter(key).meaning, rules.name
    return Phrase(f"{name.en}: {meaning.en.rstrip('.')}", f"{name.zh}：{meaning.zh.rstrip('。')}")


__all__ = [
    "FIRST",
    "LAST",
    "STEPS",
    "Bar",
    "Change",
    "ahead",
    "changes",
    "next_turn",
    "step_of",
    "timeline_bars",
    "turns",
]
