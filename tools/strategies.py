"""Can a fixed strategy win the year?  ``python -m tools.strategies [SEEDS…] [--starts N]``

A fixed strategy makes the same choices every month.  From lesson 10's sound shop and from *N* random
starts this climbs, one lever at a time, to strategies that no other setting of a lever improves, by
their mean profit under the seeds, and says how far the best of them stays below a player who looks at
calendar, margin and dilemma (:func:`aecourse.models.year.players.understanding`).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from statistics import mean

from aecourse.models.year import ANSWERS, OPTIONS, REFERENCE, Choice, follow, outcome
from aecourse.models.year.players import understanding

SETTINGS: Mapping[str, Sequence[object]] = {
    "cover": (0.9, 1.0, 1.1, 1.2, 1.4, 1.8),
    **{name: tuple(options) for name, options in OPTIONS.items()},
    "advertising": (0, 100, 200, 300, 500, 800),
    "price": (0.7, 0.8, 0.9, 1.0, 1.05, 1.1, 1.2, 1.3),
    "answer": ANSWERS,
}


@cache
def profits(choice: Choice, seeds: tuple[int, ...]) -> tuple[int, ...]:
    """What the fixed strategy *choice* earns under each seed."""
    return tuple(outcome(follow(seed, lambda _: choice)).profit for seed in seeds)


def climbed(choice: Choice, seeds: tuple[int, ...]) -> Choice:
    """The strategy reached from *choice* where no setting of one lever is better on the mean."""
    better = True
    while better:
        better = False
        for name, values in SETTINGS.items():
            for value in values:
                other = replace(choice, **{name: value})  # type: ignore[arg-type]
                if mean(profits(other, seeds)) > mean(profits(choice, seeds)) + 0.5:
                    choice, better = other, True
    return choice


def main() -> None:
    """Print the best fixed strategies and the adaptive player."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, default=[7, 1, 2, 3])
    parser.add_argument("--starts", type=int, default=2)
    asked = parser.parse_args()
    seeds, chance = tuple(asked.seeds), random.Random(1)  # noqa: S311 - starts, no secrets
    starts = [REFERENCE]
    for _ in range(asked.starts):
        drawn = {name: chance.choice(values) for name, values in SETTINGS.items()}
        starts.append(Choice(**drawn))  # type: ignore[arg-type]
    found = {climbed(start, seeds) for start in starts}
    adaptive = [outcome(follow(seed, understanding)).profit for seed in seeds]
    for choice in sorted(found, key=lambda it: -mean(profits(it, seeds))):
        print(f"{mean(profits(choice, seeds)):8,.0f}  {profits(choice, seeds)}  {choice}")
    best = max(mean(profits(choice, seeds)) for choice in found)
    print(f"{mean(adaptive):8,.0f}  {tuple(adaptive)}  understanding")
    print(f"the best of {profits.cache_info().currsize} fixed strategies reaches {best / mean(adaptive):.0%} of it")


if __name__ == "__main__":
    main()
