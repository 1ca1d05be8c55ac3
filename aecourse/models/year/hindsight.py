"""A year looked back upon: the best line that is known for its luck, and what each month cost.

Both are found by playing again, month by month; nothing here is told before a year is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .choices import AMOUNTS, NAMES, Choice
from .dilemmas import ANSWERS
from .game import Year, follow, play, replay
from .months import play_month, worth
from .players import understanding
from .states import Stand, opening
from .terms import MONTHS

AHEAD = 2  # months that are looked ahead for what a choice leads to
_NEAR = (-2, 2)  # steps of the price that are tried, too
WON = 0.85  # the share of the best known profit from which a year counts as won


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What the choices of one month cost against sound ones in its place, in whole US dollars.

    Everything else stays as it was.  A month that was better than that has a cost below zero.
    ``better`` is what an understanding seller would have chosen, ``changed`` names the levers in
    which that differs.
    """

    number: int
    usd: int
    better: Choice
    changed: tuple[str, ...]


def month_costs(year: Year) -> Iterator[MonthCost]:
    """What each month of *year* cost, January first; each costs a replay of what follows it."""
    stand = opening(year.seed)
    for place, month in enumerate(year.months):
        better = understanding(stand)
        found = play_month(stand, better)
        for later in year.months[place + 1 :]:
            if not found.ended:
                found = play_month(found, later.choice)
        changed = tuple(name for name in NAMES if getattr(better, name) != getattr(month.choice, name))
        yield MonthCost(month.number, round(worth(found) - year.months[-1].worth), better, changed)
        stand = play_month(stand, month.choice)


def search(seed: int) -> Iterator[Year]:
    """A good line under *seed* as it grows month by month, and at last the better of it and the plain one.

    It knows the luck: each month tries the three answers and other prices around what an
    understanding seller would choose, and keeps what leads furthest some months later.
    """
    year = replay(seed, ())
    while not year.over:
        first = understanding(year.stand)
        best = max((replace(first, answer=answer) for answer in ANSWERS), key=lambda it: _leads_to(year.stand, it))
        best = max((best, *_around(best)), key=lambda it: _leads_to(year.stand, it))
        year = play(year, best)
        yield year
    plain = follow(seed, understanding)
    yield max(year, plain, key=lambda it: worth(it.stand))


@lru_cache(maxsize=16)
def best_known(seed: int) -> Year:
    """The best line that :func:`search` finds."""
    *_, best = search(seed)
    return best


def _around(choice: Choice) -> Iterator[Choice]:
    it = AMOUNTS["price"]
    for steps in _NEAR:
        place = it.place(choice.price) + steps
        if 0 <= place <= it.steps:
            yield replace(choice, price=it.at(place))


def _leads_to(stand: Stand, choice: Choice) -> float:
    """Where *choice* leads if an understanding seller goes on for some months."""
    found = play_month(stand, choice)
    for _ in range(AHEAD):
        if found.number < MONTHS and not found.ended:
            found = play_month(found, understanding(found))
    return worth(found)
