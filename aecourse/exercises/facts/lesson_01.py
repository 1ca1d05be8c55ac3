"""Lesson 01: what entry cost when, who leaves a market, whom a fee sieves out."""

from __future__ import annotations

from dataclasses import replace

# Five sellers: what their goods are worth to a buyer who knows, and what they cost, in US dollars.
WORTH = (4, 8, 12, 16, 20)
COST = (3, 5, 9, 11, 15)
# A store's yearly sales in its four categories, in US dollars.
SHELVES = (50_000, 20_000, 9_000, 4_000)
BETTER_COST, FROM, TO = 2.20, 0.6, 0.8


def rounds() -> list[tuple[float, int]]:
    """Round by round: the price that blind buyers pay, and how many sellers stay at it."""
    here, found = list(range(len(WORTH))), []
    while True:
        price = sum(WORTH[i] for i in here) / len(here)
        stay = [i for i in here if COST[i] <= price]
        found.append((price, len(stay)))
        if stay == here:
            return found
        here = stay


def sellers_left(after: int = -1) -> int:
    """How many of the five stay after a round, counted from 0; in the end by default."""
    return rounds()[after][1]


def sellers() -> int:
    """How many there were."""
    return len(WORTH)


def fees_in_advance() -> float:
    """What the store pays before any refund, in RMB."""
    from ...rulebook.fees import refund

    return float(sum(refund("typical", sales).fee for sales in SHELVES))


def fees_refunded() -> float:
    """What comes back, in RMB."""
    return fees_in_advance() - fees()


def fees(*, added_up: bool = False, halves: bool = True) -> float:
    """What the four fees of the store come to after the refund, in RMB.

    Typical slips: all sales *added_up* for one refund, or the step of *halves* forgotten.
    """
    from ...rulebook.fees import refund

    paid = [refund("typical", sum(SHELVES) if added_up else sales) for sales in SHELVES]
    return sum(it.fee - (it.amount or 0) * (halves or it.share == 1) for it in paid)


def entry_kind() -> str:
    """What a newcomer paid in March 2020: ``free``, the yearly ``fee``, or a ``deposit``."""
    from ...rulebook.fees import entry

    return str(entry("2020-03-01", "apparel").kind)


def at_thirty() -> str:
    """What the typical fee does in the model when buyers can tell 30 %.

    ``better`` goods and about as many sellers, ``fewer`` sellers only, ``both``, or ``more`` of them.
    """
    from ...models.market import Market
    from ...models.unravelling import transition

    both = transition(replace(Market(), tell=0.3))
    free, paid = both.free.last, both.paid.last
    better = (paid.quality or 0) - (free.quality or 0) >= 0.03
    if paid.sellers > free.sellers:
        return "more"
    if paid.sellers < 0.6 * free.sellers:
        return "both" if better else "fewer"
    return "better" if better else "both"


def share_needed() -> float:
    """How much buyers must be able to tell so that better goods bring what they cost more."""
    from ...models.market import Market, accounts

    seeing = replace(Market(), tell=1.0, squeeze=0.0)
    prices = [float(accounts(seeing, q, 1, trust=FROM, crowd=0).price) for q in (FROM, TO)]
    return BETTER_COST / (prices[1] - prices[0])


def share_of_the_best() -> float:
    """The slip: divided by the worth of the best goods."""
    return BETTER_COST / 20


def share_of_the_better() -> float:
    """The slip: divided by the worth of goods of 80 points."""
    return BETTER_COST / (20 * TO)
