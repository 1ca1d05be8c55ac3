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


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What the choices of one month cost, in whole US dollars.

    Before each month the year could still have come to something, had an understanding seller taken
    over then.  What a month cost is by how much it lowered that; below zero, it was better than the
    understanding seller's.  The months add up to the gap between the two.  ``better`` is what that
    seller would have chosen, ``changed`` names the levers in which it differs.
    """

    number: int
    usd: int
    better: Choice
    changed: tuple[str, ...]


def month_costs(year: Year) -> Iterator[MonthCost]:
    """What each month of *year* cost, January first; each costs a replay of the months after it."""
    stand = opening(year.seed)
    before = _taken_over(stand)
    for month in year.months:
        better = understanding(stand)
        changed = tuple(name for name in NAMES if getattr(better, name) != getattr(month.choice, name))
        stand = play_month(stand, month.choice)
        after = _taken_over(stand)
        yield MonthCost(month.number, round(before) - round(after), better, changed)
        before = after


def _taken_over(stand: Stand) -> float:
    """What the year comes to if an understanding seller goes on from *stand*."""
    while stand.number < MONTHS and not stand.ended:
        stand = play_month(stand, understanding(stand))
    return worth(stand)


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
