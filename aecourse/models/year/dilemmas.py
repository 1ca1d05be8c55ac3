"""A dilemma a month: what sellers complain of, three answers each, and what an answer does.

The kind of each is from a text about sellers (``sources`` of the rulebook); every number is illustrative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from ...base.language import Phrase
from ...base.tables import tables
from .terms import MONTHS

ANSWERS = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer does for *months* months, from *starts* months later on.

    In US dollars: ``usd`` a month, ``per_parcel``, ``per_piece`` bought, ``credit`` of the bank.
    ``demand`` is a factor; ``waste`` the share of new goods that is thrown away; ``unshipped`` the
    share of orders that is not shipped; ``lost`` and ``answered`` are added to the shares of parcels
    lost and disputes answered; the rest is added to the levers of the simulator that bear its name.
    ``category``: what is sold from then on; it stays.
    """

    starts: int = 0
    months: int = 1
    usd: float = 0.0
    per_parcel: float = 0.0
    per_piece: float = 0.0
    credit: float = 0.0
    demand: float = 1.0
    waste: float = 0.0
    unshipped: float = 0.0
    lost: float = 0.0
    quality: float = 0.0
    accuracy: float = 0.0
    delay_days: float = 0.0
    scan_days: float = 0.0
    answered: float = 0.0
    generosity: float = 0.0
    category: str = ""

    @property
    def numbers(self) -> Mapping[str, float]:
        """What it changes, by name; when and for how long is left out."""
        found = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("starts", "months", "category")}
        return {name: value for name, value in found.items() if value != getattr(NOTHING, name)}


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class Answer:
    """One way out: what it is, what it costs now and brings, in words and as effects."""

    name: Phrase
    note: Phrase
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A month's question: what has happened, the months in which it may come, who tells of its kind."""

    id: str
    title: Phrase
    story: Phrase
    sources: tuple[str, ...]
    months: tuple[int, ...]
    a: Answer
    b: Answer
    c: Answer

    def answer(self, letter: str) -> Answer:
        """The answer ``"a"``, ``"b"`` or ``"c"``."""
        found: Answer = getattr(self, letter)
        return found


DILEMMAS: Mapping[str, Dilemma] = tables(__file__, dilemmas=Dilemma)["dilemmas"]


@lru_cache(maxsize=256)
def deck(seed: int) -> tuple[Dilemma, ...]:
    """The dilemmas of a year, January to December: each at most once, in a month that fits it."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64([seed, 2]))
    fitting = {n: [it for it in DILEMMAS.values() if n in it.months] for n in range(1, MONTHS + 1)}
    drawn: dict[int, Dilemma] = {}
    for number in sorted(fitting, key=lambda n: (len(fitting[n]), n)):  # months that fit few choose first
        left = [it for it in fitting[number] if it not in drawn.values()]
        drawn[number] = left[int(generator.integers(len(left)))]
    return tuple(drawn[number] for number in range(1, MONTHS + 1))


def dilemma(seed: int, number: int) -> Dilemma:
    """The dilemma of month *number*, 1 to 12, under *seed*."""
    return deck(seed)[number - 1]


@dataclass(frozen=True, slots=True)
class Running:
    """An effect under way: the first and last month in which it is felt."""

    effect: Effect
    first: int
    last: int


def begun(answer: Answer, number: int) -> tuple[Running, ...]:
    """The effects of an answer that is given in month *number*."""
    return tuple(Running(it, number + it.starts, number + it.starts + it.months - 1) for it in answer.effects)


def felt(running: Iterable[Running], number: int) -> Effect:
    """All that is felt in month *number* as one effect: factors multiplied, the rest added."""
    together: dict[str, float] = {}
    for one in running:
        if one.first <= number <= one.last:
            for name, value in one.effect.numbers.items():
                before = together.get(name, getattr(NOTHING, name))
                together[name] = before * value if name == "demand" else before + value
    return Effect(**together)  # type: ignore[arg-type]


def moved_to(running: Iterable[Running], number: int) -> str:
    """The category to which an answer has moved the store by month *number*; empty if none."""
    found = [one.effect.category for one in running if one.effect.category and one.first <= number]
    return found[-1] if found else ""
