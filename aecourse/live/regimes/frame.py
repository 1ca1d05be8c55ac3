"""What the view of the regimes tells of a store on a day: plain facts from the rules in force."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import traitlets

from ... import rulebook
from ...base.language import Phrase
from ...rulebook import Regime
from ...scoring.assessment import each_in_its_mode
from ...simulation.orders import Store, draw
from ...simulation.stores import orders_drawn
from .rulings import Ruling, publisher_of, ruling
from .timeline import STEPS, Bar, Change, ahead, changes, timeline_bars


@dataclass(frozen=True, slots=True)
class Row:
    """A regime in force on the day, what it says, and what it said a step before.

    ``source`` is the publisher that is named, ``more`` the number of texts beside that one.
    """

    name: Phrase
    summary: Phrase
    since: date
    source: Phrase
    more: int
    now: Ruling
    before: Ruling | None
    is_new: bool
    seen: date | None = None  # the last day to which the texts reach, if that is past

    @property
    def was(self) -> Phrase | None:
        """The word of the step before, where it was another one."""
        if self.before is None or self.before.word == self.now.word:
            return None
        return self.before.word

    @property
    def changed(self) -> bool:
        """Whether the regime is new here, or its verdict another one."""
        return self.is_new or self.was is not None


@dataclass(frozen=True, slots=True)
class RegimesFrame:
    """Everything that the picture tells."""

    store: Phrase
    day: date
    before: date | None
    groups: tuple[tuple[Phrase, int], ...]
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    ahead: tuple[Change, ...] = ()


class History(traitlets.HasTraits):
    """The store and the day that are looked at; views observe ``day`` and ``name``.

    ``title`` is what the store is called on the page.  ``own`` are a learner's own orders, or None:
    they are the same whatever the day.
    """

    name = traitlets.Unicode()
    title = traitlets.Instance(Phrase)
    store = traitlets.Instance(Store)
    orders = traitlets.Int(allow_none=True)
    own = traitlets.Any(None)  # an order table
    seed = traitlets.Int(1)
    day = traitlets.Instance(date)
    language = traitlets.Enum(["en", "zh"])
    _by_store: Any = traitlets.Dict()  # the rulings known of the one store that is looked at, by day

    def seen_on(self, day: date) -> Any:
        """The store's orders as seen on *day*: the same luck, whatever the day."""
        if self.own is not None:
            return self.own
        many = orders_drawn(self.store, self.orders)
        return draw(self.store, orders=many, seed=self.seed, until=day, store_id=self.name)

    def rulings(self, day: date) -> dict[str, Ruling]:
        """What each regime in force on *day* says; kept, as long as the store stays."""
        kept = self._kept()
        if day not in kept:
            deque(self._rule(day), maxlen=0)
        return kept[day]

    def ahead(self) -> Iterator[None]:
        """Work out the rulings of the other days, the near ones first: one regime at each step."""
        at = STEPS.index(self.day)
        for place in sorted(range(len(STEPS)), key=lambda other: abs(other - at)):
            if not self.knows(STEPS[place]):
                yield from self._rule(STEPS[place])

    def knows(self, day: date) -> bool:
        """Whether the rulings of *day* have been worked out already."""
        return day in self._kept()

    def _rule(self, day: date) -> Iterator[None]:
        """Work out the rulings of *day*, one at each step; they are kept once all are known."""
        found = {}
        for id, result in each_in_its_mode(self.seen_on(day), day, illustrative=True):
            found[id] = ruling(result)
            yield
        self._kept()[day] = found

    def _kept(self) -> dict[date, dict[str, Ruling]]:
        """The rulings known by day; those of another store are forgotten."""
        store = (self.store, self.orders, self.seed)
        if store not in self._by_store:
            self._by_store.clear()
        kept: dict[date, dict[str, Ruling]] = self._by_store.setdefault(store, {})
        return kept


def _last_trace(rules: Regime, day: date) -> date | None:
    """The last day to which the texts on a rule without a known end reach, if *day* is later."""
    seen = None if rules.last_day is not None else rules.last_seen
    return seen if seen is not None and day > seen else None


def regimes_frame(history: History) -> RegimesFrame:
    """Everything that the picture tells of *history*: a pure function of its traits."""
    day = history.day
    at = STEPS.index(day)
    before = STEPS[at - 1] if at else None
    now = history.rulings(day)
    then = {} if before is None else history.rulings(before)
    groups, bars = timeline_bars()
    rows = tuple(
        Row(
            rules.name,
            rules.summary,
            rules.effective_from,
            *publisher_of(rules),
            now[rules.id],
            then.get(rules.id),
            before is not None and rules.id not in then,
            _last_trace(rules, day),
        )
        for rules in rulebook.in_force(day)
    )
    return RegimesFrame(
        history.title, day, before, groups, bars, rows, () if before is None else changes(before, day), ahead(day)
    )


__all__ = ["History", "RegimesFrame", "Row", "regimes_frame"]
