"""Whether a group of few orders differs from the rest by more than chance."""

from __future__ import annotations

from math import exp, lgamma

from ...models.diagnosis.segments import Segment
from ...scoring.metrics import METRICS

LEVEL = 0.05
FEWEST_STARS = 10
"""Fewer ratings of a group are too few to tell a mean of stars from the rest's."""


def beyond(segment: Segment, orders: int, counted: int, groups: int, metric: str) -> bool:
    """Whether chance alone would seldom spread *counted* of *orders* so unevenly.

    The exact test of a two-by-two table (R. A. Fisher), one-sided, at 5 % for all *groups* together
    and both sides: one bad order always stands in some group, and a group of one order that has it is
    no finding.
    """
    m = METRICS[metric]
    if m.stars:
        return segment.denominator >= FEWEST_STARS
    more = (segment.stands_out > 0) == (m.better < 0)
    chance = tail(orders, counted, segment.denominator, segment.numerator, more=more)
    return chance <= LEVEL / 2 / max(groups, 1)


def tail(orders: int, counted: int, drawn: int, found: int, *, more: bool) -> float:
    """The chance that *drawn* of *orders* hold *found* or more (or fewer) of the *counted*.

    >>> round(tail(27, 1, 1, 1, more=True), 4)
    0.037
    """
    lowest, highest = max(0, drawn + counted - orders), min(drawn, counted)
    span = range(found, highest + 1) if more else range(lowest, found + 1)
    whole = _ways(orders, drawn)
    return min(sum(exp(_ways(counted, k) + _ways(orders - counted, drawn - k) - whole) for k in span), 1.0)


def _ways(of: int, some: int) -> float:
    """The logarithm of the number of ways to take *some* of *of*."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)
