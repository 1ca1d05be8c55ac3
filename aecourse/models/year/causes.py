"""What decided a year: it is played again with single levers changed, under the same luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...base.language import Phrase
from .choices import NAMES, Choice
from .game import Year
from .months import play_month, worth
from .states import Stand, opening
from .terms import MONTHS

REFERENCE = Choice(1.1, "steady", "careful", "daily", "standard", 200, 1.0, "b")
"""Sound everyday choices, the same in every month, against which each lever is weighed."""

LUCK = "luck"


@dataclass(frozen=True, slots=True)
class ProfitCause:
    """What one lever did to the profit, in whole US dollars.

    ``here`` is the player's profit less that of the same year with this lever as in
    :data:`REFERENCE`; ``there`` the profit of the reference year with the player's lever less the
    reference year's own.  In a store where everything is wrong mending one thing hardly helps, so
    both are told; ``profit`` is midway.  ``name`` is a lever of :data:`NAMES`, or ``"luck"``: bad
    batches and trouble on the road against the same year without them.
    """

    name: str
    here: int
    there: int

    @property
    def profit(self) -> int:
        """Midway between the two."""
        return round((self.here + self.there) / 2)

    @property
    def label(self) -> Phrase:
        """The lever's name for a reader."""
        return NAMES.get(self.name, Phrase("Luck", "运气"))


def reference_profit(seed: int) -> int:
    """The profit of the reference year under *seed*."""
    stand = opening(seed)
    while stand.number < MONTHS and not stand.ended:
        stand = play_month(stand, REFERENCE)
    return round(worth(stand))


def causes(year: Year, reference: int | None = None) -> Iterator[ProfitCause]:
    """What each lever did, one after the other; luck last.  Each costs two replays of a year,
    unless the lever was as in the reference all along.

    *reference* is :func:`reference_profit`, if it is already known.
    """
    profit = round(worth(year.stand))
    sound = reference_profit(year.seed) if reference is None else reference
    for name in NAMES:
        if {getattr(m.choice, name) for m in year.months} == {getattr(REFERENCE, name)}:
            yield ProfitCause(name, 0, 0)  # nothing to change
            continue
        here = profit - round(worth(_again(year, name, mine=True)))
        there = round(worth(_again(year, name, mine=False))) - sound
        yield ProfitCause(name, here, there)
    luck = profit - round(worth(_again(year, LUCK, mine=True)))
    yield ProfitCause(LUCK, luck, luck)


def decided(found: Iterable[ProfitCause]) -> tuple[ProfitCause, ...]:
    """*found* with the strongest first."""
    return tuple(sorted(found, key=lambda cause: (-abs(cause.profit), cause.name)))


def _again(year: Year, name: str, *, mine: bool) -> Stand:
    """The year (*mine*), or the reference year, with the lever *name* as in the other.

    A year that ended early goes on with its last choice, if the change keeps it alive.
    """
    stand = opening(year.seed)
    while stand.number < (MONTHS if year.over else len(year.months)) and not stand.ended:
        choice = year.months[min(stand.number, len(year.months) - 1)].choice
        one, other = (choice, REFERENCE) if mine else (REFERENCE, choice)
        if name != LUCK:
            one = replace(one, **{name: getattr(other, name)})
        stand = play_month(stand, one, luck=name != LUCK)
    return stand
