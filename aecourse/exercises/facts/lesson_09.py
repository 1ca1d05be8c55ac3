"""Lesson 09: what moves which number, at what cost, and what only hides it.

All is computed with the trials that the lesson itself makes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from . import which

if TYPE_CHECKING:
    from ...models.trials import Trial

FIRST = ("reply", "listing", "supplier", "ship")
WORSE = {
    "not-sold": "not_sold_rate",
    "snad": "snad_rate",
    "arbitration": "arbitration_rate",
    "communication": "dsr_communication",
}
PLANS = {
    "no-line": ("ship", "listing", "supplier"),
    "no-supplier": ("ship", "line", "listing"),
    "stocked": ("stock", "ship", "listing"),
    "disputes": ("answer", "settle", "loyal"),
}
MONEY, HOURS = 500, 60  # the shop's budget a month


@cache
def tried(*picked: str, reading: str = "last_reason") -> Trial:
    """Some tactics tried on the lesson's shop."""
    from ...models.trials import LESSON_ORDERS, trial
    from ...simulation.stores import LOW_PRICE

    return trial(picked, store=LOW_PRICE, orders=LESSON_ORDERS, reading=reading)


def gain(id: str, metric: str) -> float:
    """What a tactic alone does for a metric, counted upwards where it gets better."""
    return tried(id).changes[metric].gain


def first() -> str:
    """The tactic of the four that alone does most for ODR."""
    return max(FIRST, key=lambda tactic: gain(tactic, "odr"))


def worse() -> str:
    """The metric of the four that answering every dispute makes worse."""
    return min(WORSE, key=lambda name: gain("answer", WORSE[name]))


def reply_after() -> float:
    """The mean hours to a reply with quick replies and care for old customers together."""
    from ...simulation.stores import LOW_PRICE
    from ...simulation.tactics import apply

    return apply(LOW_PRICE, ["reply", "loyal"]).reply_hours


def reply_added_up() -> float:
    """The slip: 60 % and 20 % of the way added up; the way from 22 hours ends at 2."""
    return 2 + 20 * 0.2


def reply_towards_zero() -> float:
    """The slip: a way that ends at 0 hours."""
    return 22 * 0.4 * 0.8


def reply_way_left() -> float:
    """The slip: what is left of the way, without the 2 hours at its end."""
    return 20 * 0.4 * 0.8


def settled() -> str:
    """Where a settled SNAD dispute counts: ``neither``, ``snad``, ``arbitration`` or ``both``."""
    before = tried().before
    table = before.measurement.table
    rows = (table["dispute_reason"] == "not_as_described") & (table["dispute_end"] == "settled")
    rows &= ~table["exempt"]
    snad = bool(before.parts("snad_rate")[0][rows].all())
    arbitration = bool(before.parts("arbitration_rate")[0][rows].any())
    return which(snad, arbitration, names=("both", "snad", "arbitration", "neither"))


def hidden() -> int:
    """The orders that asking hides."""
    return len(tried("reword").hidden)


def spoilt() -> int:
    """The slip: the orders that the asking itself turned bad."""
    return len(tried("reword").spoilt)


def left_the_count() -> int:
    """The orders that asking takes out of the SNAD rate."""
    found = tried("reword")
    return int((found.plain.parts("snad_rate")[0] > found.after.parts("snad_rate")[0]).sum())


def under_first_reason() -> str:
    """What SNAD does if the first reason counts: falls ``as-much`` or ``less``, ``stays``, ``rises``."""
    was, last, one = (
        found.changes["snad_rate"] for found in (tried(), tried("reword"), tried("reword", reading="first_reason"))
    )
    if one.after > was.after:
        return "rises"
    if one.after == was.after:
        return "stays"
    return "less" if one.after > last.after else "as-much"


def best_plan() -> str:
    """The plan of the four that saves most orders within the budget."""
    from ...simulation.tactics import Cost

    kept = [plan for plan, picked in PLANS.items() if tried(*picked).cost.within(Cost(MONEY, HOURS))]
    return max(kept, key=lambda plan: len(tried(*PLANS[plan]).saved))
